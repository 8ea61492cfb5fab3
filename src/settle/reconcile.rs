//! One value out of many, by the independent origins that stand behind each.
//!
//! Intervals vote for every number that they allow; what most origins allow is what stands. Where
//! two answers have as many origins behind them, the answer is wide enough to hold both, or none.

use std::cmp::Reverse;

use itertools::Itertools;

use super::policy::Vote;
use crate::claim::Quantity;

/// The count that most origins allow; where tied, wide enough to hold all that are.
pub(super) fn counts(voices: &[Vote]) -> Option<Quantity> {
    let bounds: Vec<(u32, u64, u64)> = voices
        .iter()
        .map(|v| {
            (
                v.origin,
                v.quantity.low,
                v.quantity.high.unwrap_or(u64::MAX),
            )
        })
        .collect();
    let (low, high) = most_covered(&bounds)?;
    let high = (high != u64::MAX).then_some(high);
    let within = |n: u64| low <= n && high.is_none_or(|h| n <= h);
    let best = match voices {
        [only] => only.quantity.best.filter(|&b| within(b)),
        _ => super::policy::groups(voices, |v| v.origin)
            .into_iter()
            .find_map(|(q, _)| q.best.filter(|&b| within(b))),
    };
    let best = best.or_else(|| (Some(low) == high).then_some(low));
    Some(Quantity {
        low,
        best,
        high,
        others: false,
    })
}

/// The span of days that most origins allow.
pub fn days(spans: &[(u32, i32, i32)]) -> Option<(i32, i32)> {
    most_covered(spans)
}

/// The term or name that most origins give; none where tied.
pub(super) fn choice<T: Ord + Clone>(votes: &[(u32, T)]) -> Option<T> {
    let (_, first) = votes.first()?;
    if votes.iter().all(|(_, value)| value == first) {
        return Some(first.clone());
    }
    let counted = votes
        .iter()
        .map(|(_, value)| value.clone())
        .unique_by(|v| votes.iter().position(|(_, w)| w == v))
        .map(|value| {
            let origins = votes
                .iter()
                .filter(|(_, v)| *v == value)
                .map(|(o, _)| o)
                .unique()
                .count();
            (value, origins)
        })
        .sorted_by_key(|(value, origins)| (Reverse(*origins), value.clone()))
        .collect_vec();
    match counted.as_slice() {
        [(_, n), (_, m), ..] if n == m => None,
        [(value, _), ..] => Some(value.clone()),
        [] => None,
    }
}

/// From the first to the last of the stretches that most origins cover. What one origin says in
/// several accounts is narrowed to what most of these allow, so that copies add no vote.
fn most_covered<N: Ord + Copy>(bounds: &[(u32, N, N)]) -> Option<(N, N)> {
    let &(_, low, high) = bounds.first()?;
    if bounds.iter().all(|b| (b.1, b.2) == (low, high)) {
        return Some((low, high));
    }
    let chosen = stretches(&narrowed(bounds));
    Some((
        chosen.iter().map(|s| s.0).min()?,
        chosen.iter().map(|s| s.1).max()?,
    ))
}

/// What each origin says, narrowed to what most of its accounts allow.
fn narrowed<N: Ord + Copy>(bounds: &[(u32, N, N)]) -> Vec<(N, N)> {
    let mut sorted = bounds.to_vec();
    sorted.sort_by_key(|b| b.0);
    sorted
        .chunk_by(|x, y| x.0 == y.0)
        .flat_map(|of_one| stretches(&of_one.iter().map(|b| (b.1, b.2)).collect_vec()))
        .collect()
}

/// The stretches that most intervals cover.
fn stretches<N: Ord + Copy>(intervals: &[(N, N)]) -> Vec<(N, N)> {
    let starts = intervals.iter().map(|&(low, _)| low).sorted().dedup();
    let covered: Vec<(usize, N, N)> = starts
        .filter_map(|start| {
            let over = intervals
                .iter()
                .filter(|&&(low, high)| low <= start && start <= high);
            let end = over.clone().map(|&(_, high)| high).min()?;
            Some((over.count(), start, end))
        })
        .collect();
    let most = covered.iter().map(|s| s.0).max();
    covered
        .into_iter()
        .filter(|s| Some(s.0) == most)
        .map(|s| (s.1, s.2))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voice(low: u64, high: Option<u64>, origin: u32) -> Vote {
        let best = (Some(low) == high).then_some(low);
        let quantity = Quantity {
            low,
            best,
            high,
            others: false,
        };
        Vote {
            quantity,
            outlet: origin,
            origin,
            published: None,
        }
    }

    fn bounds(voices: &[Vote]) -> Option<(u64, Option<u64>)> {
        counts(voices).map(|q| (q.low, q.high))
    }

    #[test]
    fn intervals_vote_for_all_that_they_allow() {
        assert_eq!(
            bounds(&[voice(20, Some(20), 1), voice(16, Some(24), 2)]),
            Some((20, Some(20)))
        );
        assert_eq!(
            bounds(&[voice(30, None, 1), voice(16, Some(40), 2)]),
            Some((30, Some(40)))
        );
    }

    #[test]
    fn a_tie_is_wide_enough_for_both() {
        assert_eq!(
            bounds(&[voice(19, Some(19), 1), voice(22, Some(22), 2)]),
            Some((19, Some(22)))
        );
    }

    #[test]
    fn one_origin_in_two_wordings_means_what_both_allow() {
        assert_eq!(
            bounds(&[voice(20, Some(20), 1), voice(16, Some(24), 1)]),
            Some((20, Some(20)))
        );
    }

    #[test]
    fn copies_of_one_origin_do_not_outvote_two() {
        let voices = [
            voice(9, Some(9), 1),
            voice(9, Some(9), 1),
            voice(9, Some(9), 1),
            voice(12, Some(12), 2),
            voice(12, Some(12), 3),
        ];
        assert_eq!(bounds(&voices), Some((12, Some(12))));
    }

    #[test]
    fn a_choice_needs_a_majority_of_origins() {
        assert_eq!(choice(&[(1, "a"), (1, "a"), (2, "b")]), None);
        assert_eq!(choice(&[(1, "a"), (3, "b"), (2, "b")]), Some("b"));
    }
}
