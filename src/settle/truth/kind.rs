//! What sort of value is claimed, and what the numbers of values stand for.

use hashbrown::HashMap;

/// What the values are. It decides how two different values bear on each other.
#[derive(Debug, Clone, PartialEq)]
pub enum ValueKind {
    /// Labels: two values are the same or they are not.
    Term,
    /// Places: a value may be a part of another.
    Place(Hierarchy),
    /// Sets of names: for every value the numbers of its names, sorted.
    List(Vec<Vec<u32>>),
    /// Counted things: an exact value is what is looked for; for every value its size.
    Count(Vec<f64>),
    /// Measurements and scores: a value near the truth is nearly right; for every value its size.
    Number(Vec<f64>),
}

impl ValueKind {
    /// Whether what is partly right is true all the same: a wider place and a rounded count are, a list
    /// that leaves names out is not.
    pub(super) fn is_true_in_part(&self) -> bool {
        matches!(self, Self::Place(_) | Self::Count(_))
    }

    /// Sets of names, for values that are names between semicolons.
    pub fn lists(values: &[String]) -> Self {
        let mut numbers: HashMap<&str, u32> = HashMap::new();
        let mut number = |name| {
            let next = numbers.len() as u32;
            *numbers.entry(name).or_insert(next)
        };
        let lists = values.iter().map(|value| {
            let mut list: Vec<u32> = value.split(';').map(&mut number).collect();
            list.sort_unstable();
            list
        });
        Self::List(lists.collect())
    }

    /// Counts, for values that are numbers; what is none counts as 0.
    pub fn counts(values: &[String]) -> Self {
        Self::Count(sizes(values))
    }

    /// Measurements, for values that are numbers; what is none counts as 0.
    pub fn numbers(values: &[String]) -> Self {
        Self::Number(sizes(values))
    }

    /// Places, with pairs of a place and one that holds it.
    ///
    /// ```
    /// use rashomon::settle::truth::ValueKind;
    ///
    /// let values = ["Gao".to_owned(), "Mali".to_owned()];
    /// let pairs = [("Gao".to_owned(), "Gao Region".to_owned()), ("Gao Region".to_owned(), "Mali".to_owned())];
    /// let ValueKind::Place(tree) = ValueKind::places(&values, &pairs) else { unreachable!() };
    /// assert!(tree.holds(1, 0));
    /// ```
    pub fn places(values: &[String], pairs: &[(String, String)]) -> Self {
        let mut numbers: HashMap<&str, u32> = values.iter().map(String::as_str).zip(0..).collect();
        let mut number = |name| {
            let next = numbers.len() as u32;
            *numbers.entry(name).or_insert(next)
        };
        let pairs = pairs
            .iter()
            .map(|(child, parent)| (number(child), number(parent)));
        Self::Place(Hierarchy::new(&pairs.collect::<Vec<_>>()))
    }
}

fn sizes(values: &[String]) -> Vec<f64> {
    values.iter().map(|v| v.parse().unwrap_or(0.0)).collect()
}

/// Which values hold which others: for every value all that lie above it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hierarchy {
    above: Vec<Vec<u32>>,
}

impl Hierarchy {
    /// Reads pairs of a value and one directly above it. A value may have several above it; a
    /// circle makes nothing its own superior.
    ///
    /// ```
    /// use rashomon::settle::truth::Hierarchy;
    ///
    /// let tree = Hierarchy::new(&[(0, 1), (1, 2), (2, 1)]);
    /// assert!(tree.holds(2, 0) && tree.holds(1, 0) && !tree.holds(0, 1) && !tree.holds(1, 1));
    /// ```
    pub fn new(pairs: &[(u32, u32)]) -> Self {
        let nodes = pairs.iter().map(|(a, b)| *a.max(b) as usize + 1).max();
        let mut parents = vec![Vec::new(); nodes.unwrap_or_default()];
        for (child, parent) in pairs {
            parents[*child as usize].push(*parent);
        }
        let above = (0..parents.len() as u32)
            .map(|node| ancestors(node, &parents))
            .collect();
        Self { above }
    }

    /// Everything above a value, sorted.
    pub fn above(&self, value: u32) -> &[u32] {
        self.above.get(value as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether `wide` lies above `narrow`.
    pub fn holds(&self, wide: u32, narrow: u32) -> bool {
        self.above(narrow).binary_search(&wide).is_ok()
    }
}

fn ancestors(node: u32, parents: &[Vec<u32>]) -> Vec<u32> {
    let mut found: Vec<u32> = Vec::new();
    let mut open = parents[node as usize].clone();
    while let Some(next) = open.pop() {
        if next != node && !found.contains(&next) {
            found.push(next);
            open.extend(&parents[next as usize]);
        }
    }
    found.sort_unstable();
    found
}

/// Whether `rough` is what `exact` becomes when it is rounded: 13 000 for 12 960, not 12 950 for
/// 12 960. Whole tens and more only.
pub(super) fn rounds_to(exact: f64, rough: f64) -> bool {
    let whole = |number: f64| number.fract().abs() < f64::EPSILON;
    if !(whole(rough) && whole(exact) && rough.abs() >= 10.0) {
        return false;
    }
    let mut step = 1.0;
    while whole(rough / (step * 10.0)) && step < rough.abs() {
        step *= 10.0;
    }
    // The exact one must be the finer of the two.
    step > 1.0 && (exact - rough).abs() <= step / 2.0 && !whole(exact / step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rounded_count_is_no_other_count() {
        for (exact, rough) in [(12_960.0, 13_000.0), (35_930.0, 36_000.0), (97.0, 100.0)] {
            assert!(rounds_to(exact, rough), "{exact} {rough}");
            assert!(!rounds_to(rough, exact), "{rough} {exact}");
        }
        for (exact, rough) in [(12_960.0, 12_950.0), (7.0, 8.0), (160.0, 100.0), (0.0, 0.0)] {
            assert!(!rounds_to(exact, rough), "{exact} {rough}");
        }
    }

    #[test]
    fn what_nobody_placed_has_nothing_above_it() {
        assert!(Hierarchy::default().above(9).is_empty());
    }
}
