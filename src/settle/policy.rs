//! What each named policy makes of the counts of one thing, side by side, so that an editor sees
//! how far the answer hangs on the choice.

use std::cmp::Reverse;

use itertools::Itertools;

use crate::claim::Quantity;

/// One account's count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vote {
    /// The count.
    pub quantity: Quantity,
    /// Number of the outlet.
    pub outlet: u32,
    /// Number of the independent origin.
    pub origin: u32,
    /// Day of publication, or the last it may be; `None`: unknown.
    pub published: Option<i64>,
}

/// What a policy answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The policy.
    pub policy: &'static str,
    /// The count; `None` where the policy gives none.
    pub quantity: Option<Quantity>,
    /// What it rests on, or why there is none.
    pub why: String,
}

/// The answers of all policies, in a fixed order.
pub fn all(voices: &[Vote]) -> Vec<Answer> {
    vec![
        ucdp(voices),
        acled(voices),
        ibc(voices),
        majority(voices),
        most_recent(voices),
    ]
}

/// Uppsala Conflict Data Program: lowest, best and highest; best is what most independent origins
/// give, and the lower of two that as many give.
fn ucdp(voices: &[Vote]) -> Answer {
    let best = groups(voices, |v| v.origin)
        .first()
        .map(|(q, _)| q.best.unwrap_or(q.low));
    let low = voices.iter().map(|v| v.quantity.low).min();
    let high = voices
        .iter()
        .map(|v| v.quantity.high)
        .try_fold(0, |most, h| h.map(|h| most.max(h)));
    Answer {
        policy: "ucdp",
        quantity: low.map(|low| Quantity { low, best, high, others: false }),
        why: "lowest and highest that no later report replaced; best is what most independent origins give, the lower if tied".into(),
    }
}

/// Armed Conflict Location & Event Data: the most conservative figure.
fn acled(voices: &[Vote]) -> Answer {
    let least = voices
        .iter()
        .map(|v| v.quantity.best.unwrap_or(v.quantity.low))
        .min();
    Answer {
        policy: "acled",
        quantity: least.map(Quantity::exact),
        why: "the lowest figure that no later report replaced".into(),
    }
}

/// Iraq Body Count: minimum and maximum, once two independent sources report.
fn ibc(voices: &[Vote]) -> Answer {
    let origins = voices.iter().map(|v| v.origin).unique().count();
    let figures = || voices.iter().map(|v| v.quantity);
    let low = figures().map(|q| q.best.unwrap_or(q.low)).min();
    let high = figures().map(|q| q.best.or(q.high).unwrap_or(q.low)).max();
    let quantity = low.zip(high).filter(|_| origins >= 2);
    Answer {
        policy: "ibc",
        quantity: quantity.map(|(low, high)| Quantity {
            low,
            best: None,
            high: Some(high),
            others: false,
        }),
        why: if origins >= 2 {
            format!("lowest and highest figure of {origins} independent origins")
        } else {
            "needs two independent sources, and there is one".into()
        },
    }
}

/// The plain vote: every outlet counts as one, copies too.
fn majority(voices: &[Vote]) -> Answer {
    let groups = groups(voices, |v| v.outlet);
    let outlets = voices.iter().map(|v| v.outlet).unique().count();
    let (quantity, why) = match groups.as_slice() {
        [] => (None, "no account".to_owned()),
        [(_, n), (_, m), ..] if n == m => (None, format!("{n} of {outlets} outlets each: a tie")),
        [(quantity, n), ..] => (Some(*quantity), format!("{n} of {outlets} outlets")),
    };
    Answer {
        policy: "majority",
        quantity,
        why,
    }
}

/// The last published.
fn most_recent(voices: &[Vote]) -> Answer {
    let last = voices.iter().filter_map(|v| v.published).max();
    let latest: Vec<Quantity> = voices
        .iter()
        .filter(|v| v.published.is_some() && v.published == last)
        .map(|v| v.quantity)
        .unique_by(|q| (q.low, q.high))
        .collect();
    let (quantity, why) = match latest.as_slice() {
        [] => (None, "no account says when it was published".to_owned()),
        [one] => (Some(*one), "the last published".to_owned()),
        more => (
            None,
            format!("{} values were published last, on one day", more.len()),
        ),
    };
    Answer {
        policy: "latest",
        quantity,
        why,
    }
}

/// The distinct counts, those that most `voters` give first, the lower first among equals.
pub(super) fn groups(voices: &[Vote], voter: impl Fn(&Vote) -> u32) -> Vec<(Quantity, usize)> {
    voices
        .iter()
        .map(|v| v.quantity)
        .unique_by(|q| (q.low, q.high))
        .map(|q| {
            let same = |v: &&Vote| (v.quantity.low, v.quantity.high) == (q.low, q.high);
            (q, voices.iter().filter(same).map(&voter).unique().count())
        })
        .sorted_by_key(|(q, votes)| (Reverse(*votes), q.low, q.high.unwrap_or(u64::MAX)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voice(n: u64, outlet: u32, origin: u32, day: i64) -> Vote {
        Vote {
            quantity: Quantity::exact(n),
            outlet,
            origin,
            published: Some(day),
        }
    }

    fn answer(voices: &[Vote], policy: &str) -> Option<(u64, Option<u64>)> {
        let answer = all(voices)
            .into_iter()
            .find(|a| a.policy == policy)
            .unwrap();
        answer.quantity.map(|q| (q.low, q.high))
    }

    #[test]
    fn each_policy_by_its_own_rule() {
        let voices = [
            voice(12, 1, 1, 10),
            voice(12, 2, 1, 10),
            voice(17, 3, 2, 12),
        ];
        assert_eq!(answer(&voices, "ucdp"), Some((12, Some(17))));
        assert_eq!(answer(&voices, "acled"), Some((12, Some(12))));
        assert_eq!(answer(&voices, "ibc"), Some((12, Some(17))));
        assert_eq!(answer(&voices, "majority"), Some((12, Some(12))));
        assert_eq!(answer(&voices, "latest"), Some((17, Some(17))));
    }

    #[test]
    fn one_origin_is_not_enough_for_iraq_body_count() {
        assert_eq!(
            answer(&[voice(12, 1, 1, 10), voice(17, 2, 1, 11)], "ibc"),
            None
        );
    }

    #[test]
    fn a_tie_has_no_majority() {
        assert_eq!(
            answer(&[voice(12, 1, 1, 10), voice(17, 2, 2, 10)], "majority"),
            None
        );
        assert_eq!(
            answer(&[voice(12, 1, 1, 10), voice(17, 2, 2, 10)], "latest"),
            None
        );
    }
}
