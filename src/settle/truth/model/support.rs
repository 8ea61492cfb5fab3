//! How a claim of one value bears on another being true: the only place where the open models
//! know what sort of value they weigh.
//!
//! Given that the truth is one cell of an object, a claim of another cell is *partly right* (a
//! place around it, a list that leaves names out, a rounded count) or *wrong*. Each has a
//! likelihood: how often its source is so, and among how many ways to be so this one was.

use crate::settle::truth::kind::{ValueKind, rounds_to};
use crate::settle::truth::observations::Observations;

/// What one claimed value is, if another is the truth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Support {
    /// The cell that is claimed.
    pub(super) claimed: u32,
    /// Partly right; else wrong in a way of its own.
    pub(super) partial: bool,
    /// Logarithm of the likelihood of this way among all of its sort; of a wrong one, on top of
    /// what is wrong anyway.
    pub(super) offset: f64,
}

/// For every cell, taken as the truth, what the other values of its object are.
#[derive(Debug, Clone, Default)]
pub(super) struct Supports {
    starts: Vec<u32>,
    all: Vec<Support>,
    /// For each cell taken as the truth: logarithm on top, for every claim that bears on it in no way.
    pub(super) unrelated: Vec<f64>,
    /// For each cell: logarithm of how likely its value is among wrong ones. None where that is
    /// to be learned from how often the value is claimed.
    pub(super) wrong: Option<Vec<f64>>,
}

/// Objects with more values than this are compared by equality only.
const MOST_CELLS: usize = 256;

impl Supports {
    /// Those of values of a kind.
    pub(super) fn new(table: &Observations, kind: &ValueKind) -> Self {
        let mut supports = Self {
            unrelated: vec![0.0; table.cells()],
            ..Self::default()
        };
        if let ValueKind::List(names) = kind {
            let length = |cell| names[table.value(cell) as usize].len() as f64;
            let each = |cost: f64| {
                (0..table.cells())
                    .map(|cell| -cost * length(cell))
                    .collect()
            };
            supports.unrelated = each(MISSED);
            supports.wrong = Some(each(STRAY));
        }
        for object in 0..table.objects() {
            let cells = table.cells_of(object);
            for truth in cells.clone() {
                supports.starts.push(supports.all.len() as u32);
                if cells.len() > MOST_CELLS {
                    continue;
                }
                let of = |claimed| support(kind, table.value(truth), claimed, table.value(claimed));
                let others = cells.clone().filter(|cell| *cell != truth);
                supports.all.extend(others.filter_map(of));
            }
        }
        supports.starts.push(supports.all.len() as u32);
        supports
    }

    /// How the others bear on a cell, taken as the truth.
    pub(super) fn of(&self, truth: usize) -> &[Support] {
        &self.all[self.starts[truth] as usize..self.starts[truth + 1] as usize]
    }

    /// Whether no value bears on another.
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

fn support(kind: &ValueKind, truth: u32, claimed: usize, said: u32) -> Option<Support> {
    let (of, at) = (truth as usize, said as usize);
    let (partial, offset) = match kind {
        ValueKind::Term | ValueKind::Number(_) => None,
        ValueKind::Place(tree) => {
            let ways = tree.above(truth).len() as f64;
            tree.holds(said, truth).then(|| (true, -ways.ln()))
        }
        ValueKind::List(names) => lists(&names[of], &names[at]),
        ValueKind::Count(sizes) => rounds_to(sizes[of], sizes[at]).then_some((true, ROUNDED)),
    }?;
    Some(Support {
        claimed: claimed as u32,
        partial,
        offset,
    })
}

/// A wrong list keeps or misses each true name alike: ln 2.
const MISSED: f64 = std::f64::consts::LN_2;
/// A stray name is one of about thirty that could stand there: an editor, a publisher, a slip.
const STRAY: f64 = 3.4;
/// A count is rounded to one of about three lengths.
const ROUNDED: f64 = -1.1;

/// A list against the true one: some of its names, or others besides.
fn lists(truth: &[u32], said: &[u32]) -> Option<(bool, f64)> {
    let shared = said.iter().filter(|name| truth.contains(name)).count();
    if shared == 0 {
        return None;
    }
    if shared == said.len() {
        let ways = 2_f64.powi(truth.len().min(6) as i32) - 2.0;
        return Some((true, -ways.max(1.0).ln()));
    }
    let missed = (truth.len() - shared) as f64;
    // What is wrong anyway counts every name as a stray: the shared ones are none.
    Some((false, STRAY * shared as f64 - MISSED * missed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settle::truth::{Hierarchy, Observation};

    fn one_object(values: u32) -> Observations {
        let said = |value| Observation::new(value, 0, value);
        Observations::new((0..values).map(said).collect())
    }

    #[test]
    fn a_place_around_the_truth_is_partly_right_and_one_within_is_wrong() {
        let kind = ValueKind::Place(Hierarchy::new(&[(0, 1), (1, 2)]));
        let supports = Supports::new(&one_object(4), &kind);
        let partial =
            |truth: usize| -> Vec<u32> { supports.of(truth).iter().map(|p| p.claimed).collect() };
        assert_eq!(partial(0), [1, 2]);
        assert_eq!(partial(1), [2]);
        assert!(partial(2).is_empty() && partial(3).is_empty());
    }

    #[test]
    fn a_list_that_leaves_names_out_is_likelier_than_one_with_a_stray() {
        let (short, stray) = (lists(&[1, 2, 3], &[1, 2]), lists(&[1, 2, 3], &[1, 2, 9]));
        assert!(short.is_some_and(|(partial, _)| partial));
        assert!(stray.is_some_and(|(partial, _)| !partial));
        assert_eq!(lists(&[1, 2], &[7]), None);
        // The fewer names are missed, the likelier.
        let missed = |truth: &[u32]| lists(truth, &[1, 9]).map_or(0.0, |(_, offset)| offset);
        assert!(missed(&[1, 2]) > missed(&[1, 2, 3]));
    }
}
