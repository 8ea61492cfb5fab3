//! Gathers like names around centres.
//!
//! A name joins the centre that it is most like, and never another follower: so one bad likeness
//! does not spread along a chain. Entries of a gazetteer are always centres, and two of them are
//! never one. Names that are like nothing here change nothing.

use std::cmp::Reverse;
use std::sync::Arc;

use hashbrown::HashMap;

use super::likeness::{DOUBT, SAME};

/// A name to be gathered.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// Listed by a gazetteer.
    pub(super) listed: bool,
    /// How many claims use it: the commonest spelling is the centre.
    pub(super) claims: u32,
    /// The spelling: decides ties.
    pub(super) name: Arc<str>,
    /// Only names that share one of these are compared.
    pub(super) keys: Vec<u32>,
}

/// What was found; the numbers are those of the items.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Gathered {
    /// A name, the centre that it joins, and how alike they are.
    pub(super) joins: Vec<(usize, usize, f64)>,
    /// Centres that are alike, and not enough.
    pub(super) doubts: Vec<(usize, usize, f64)>,
}

/// Gathers the items; `like` gives the likeness of two of them.
pub(super) fn gather(items: &[Item], like: impl Fn(usize, usize) -> f64) -> Gathered {
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_key(|&i| (!items[i].listed, Reverse(items[i].claims), &items[i].name));
    let mut gathered = Gathered::default();
    let mut centres: HashMap<u32, Vec<usize>> = HashMap::new();
    for &i in &order {
        let mut near = near(i, items, &centres, &like);
        near.retain(|&(_, at)| !(items[i].listed && items[at].listed));
        if let Some((score, at)) = decide(&near, items, items[i].listed) {
            gathered.joins.push((i, at, score));
            continue;
        }
        gathered
            .doubts
            .extend(near.iter().map(|&(score, at)| (at, i, score)));
        for &key in &items[i].keys {
            centres.entry(key).or_default().push(i);
        }
    }
    gathered
}

/// Centres that share a key with item `i` and are like enough to matter, the likest first.
fn near(
    i: usize,
    items: &[Item],
    centres: &HashMap<u32, Vec<usize>>,
    like: &impl Fn(usize, usize) -> f64,
) -> Vec<(f64, usize)> {
    let mut met: Vec<usize> = items[i]
        .keys
        .iter()
        .filter_map(|key| centres.get(key))
        .flatten()
        .copied()
        .collect();
    met.sort_unstable();
    met.dedup();
    let mut near: Vec<(f64, usize)> = met
        .into_iter()
        .map(|at| (like(i, at), at))
        .filter(|&(score, _)| score >= DOUBT)
        .collect();
    near.sort_by(|x, y| {
        y.0.total_cmp(&x.0)
            .then_with(|| items[x.1].name.cmp(&items[y.1].name))
    });
    near
}

/// The centre to join: the likest, unless two entries of a gazetteer are as like as each other.
fn decide(near: &[(f64, usize)], items: &[Item], listed: bool) -> Option<(f64, usize)> {
    let &(score, at) = near.first()?;
    let rival = near
        .get(1)
        .is_some_and(|&(other, i)| items[at].listed && items[i].listed && score - other < 0.02);
    (score >= SAME && !rival && !listed).then_some((score, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(names: &[(&str, bool, u32)]) -> Vec<Item> {
        names
            .iter()
            .map(|&(name, listed, claims)| Item {
                listed,
                claims,
                name: Arc::from(name),
                keys: vec![0],
            })
            .collect()
    }

    /// Names on a line: like where near.
    fn on_a_line(at: &[f64]) -> impl Fn(usize, usize) -> f64 {
        move |i, j| 1.0 - (at[i] - at[j]).abs()
    }

    #[test]
    fn a_chain_of_likenesses_does_not_join_its_ends() {
        let found = gather(
            &items(&[("a", false, 9), ("b", false, 5), ("c", false, 2)]),
            on_a_line(&[0.0, 0.1, 0.2]),
        );
        assert_eq!(
            found.joins.iter().map(|j| (j.0, j.1)).collect::<Vec<_>>(),
            [(1, 0)]
        );
        assert_eq!(
            found.doubts.iter().map(|d| (d.0, d.1)).collect::<Vec<_>>(),
            [(0, 2)]
        );
    }

    #[test]
    fn listed_names_stay_apart_and_draw_others() {
        let found = gather(
            &items(&[("a", true, 0), ("b", true, 0), ("c", false, 9)]),
            on_a_line(&[0.0, 0.05, 0.1]),
        );
        assert_eq!(
            found.joins.iter().map(|j| (j.0, j.1)).collect::<Vec<_>>(),
            [(2, 1)]
        );
        let tied = gather(
            &items(&[("a", true, 0), ("b", true, 0), ("c", false, 9)]),
            on_a_line(&[0.0, 0.1, 0.05]),
        );
        assert!(tied.joins.is_empty());
        assert_eq!(tied.doubts.len(), 2);
    }
}
