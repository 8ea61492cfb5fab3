//! How a claim of one value bears on another being true: the only place where the open models
//! know what sort of value they weigh.
//!
//! Given that the truth is one cell of an object, a claim of another cell is *partly right* (a
//! place around it, a list that leaves names out, a rounded count) or *wrong*. Each has a
//! likelihood: how often its source is so, and among how many ways to be so this one was.

use super::claims::Claims;
use super::kind::{Kind, rounds_to};

/// What one claimed value is, if another is the truth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pair {
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
pub(super) struct Relations {
    starts: Vec<u32>,
    pairs: Vec<Pair>,
    /// For each cell taken as the truth: logarithm on top, for every claim without a pair.
    pub(super) unrelated: Vec<f64>,
    /// For each cell: logarithm of how likely its value is among wrong ones. None where that is
    /// to be learned from how often the value is claimed.
    pub(super) wrong: Option<Vec<f64>>,
}

/// Objects with more values than this are compared by equality only.
const MOST_CELLS: usize = 256;

impl Relations {
    /// Those of values of a kind.
    pub(super) fn of(claims: &Claims, kind: &Kind) -> Self {
        let mut all = Self {
            unrelated: vec![0.0; claims.cells()],
            starts: Vec::with_capacity(claims.cells() + 1),
            ..Self::default()
        };
        if let Kind::List(names) = kind {
            all.unrelated = (0..claims.cells())
                .map(|cell| -MISSED * names[claims.value(cell) as usize].len() as f64)
                .collect();
            all.wrong = Some(
                (0..claims.cells())
                    .map(|cell| -STRAY * names[claims.value(cell) as usize].len() as f64)
                    .collect(),
            );
        }
        for object in 0..claims.objects() {
            for truth in claims.cells_of(object) {
                all.starts.push(all.pairs.len() as u32);
                if claims.cells_of(object).len() <= MOST_CELLS {
                    all.relate(claims, kind, object, truth);
                }
            }
        }
        all.starts.push(all.pairs.len() as u32);
        all
    }

    /// The pairs of a cell, taken as the truth.
    pub(super) fn pairs(&self, truth: usize) -> &[Pair] {
        &self.pairs[self.starts[truth] as usize..self.starts[truth + 1] as usize]
    }

    /// Whether no value bears on another.
    pub(super) fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    fn relate(&mut self, claims: &Claims, kind: &Kind, object: usize, truth: usize) {
        let of = claims.value(truth);
        for claimed in claims.cells_of(object).filter(|cell| *cell != truth) {
            let said = claims.value(claimed);
            let found = match kind {
                Kind::Term | Kind::Number(_) => None,
                Kind::Place(tree) => tree.holds(said, of).then(|| {
                    let ways = tree.above(of).len() as f64;
                    (true, -ways.ln())
                }),
                Kind::List(names) => lists(&names[of as usize], &names[said as usize]),
                Kind::Count(sizes) => {
                    rounds_to(sizes[of as usize], sizes[said as usize]).then_some((true, ROUNDED))
                }
            };
            if let Some((partial, offset)) = found {
                self.pairs.push(Pair {
                    claimed: claimed as u32,
                    partial,
                    offset,
                });
            }
        }
    }
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
    use crate::weigh::truth::{Hierarchy, Triple};

    fn one_object(values: u32) -> Claims {
        let said = |value| Triple {
            object: 0,
            value,
            source: value,
        };
        Claims::new((0..values).map(said).collect())
    }

    #[test]
    fn a_place_around_the_truth_is_partly_right_and_one_within_is_wrong() {
        let kind = Kind::Place(Hierarchy::new(&[(0, 1), (1, 2)]));
        let relations = Relations::of(&one_object(4), &kind);
        let partial = |truth: usize| -> Vec<u32> {
            relations.pairs(truth).iter().map(|p| p.claimed).collect()
        };
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
