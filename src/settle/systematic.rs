//! Steady differences: one outlet gives one more, or a day later, in most of what two outlets tell.
//!
//! Who counts the attacker among the dead, or dates by another clock, differs from others always in the same way. That
//! is told once for the two outlets; what differs so is explained, and no contradiction.

use std::collections::BTreeMap;

use itertools::Itertools;

use super::outlets::{Interval, StatedValue};
use super::truth::beta::Beta;
use crate::claim::AttributeId;
use crate::codebook::{ValueType, Verdict};
use crate::compare::{Between, Comparison, Context, Home};
use crate::link::Linkage;

/// How seldom chance may make such a difference: the sign test (Dixon and Mood, 1946), at one in a thousand for all
/// pairs of outlets and attributes together (Bonferroni's bound; Dunn, 1961).
pub const SIGNIFICANCE: f64 = 0.001;
/// Of a topic that more outlets tell of, so many are compared.
const MOST_OUTLETS: usize = 48;

/// That of two outlets one gives more than the other by one number, more often than not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SteadyDifference {
    /// What they give.
    pub attribute: AttributeId,
    /// Number of the outlet that gives more, or a later day.
    pub more: u32,
    /// Number of the other.
    pub less: u32,
    /// By how much, or by how many days.
    pub by: u64,
    /// In so many of the things that both tell exactly.
    pub times: u32,
    /// So many are these.
    pub of: u32,
}

/// All steady differences of a claims set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SteadyDifferences(Vec<SteadyDifference>);

/// Of two outlets and an attribute, the lesser number first, how often the first gives so much more.
type Tallies = BTreeMap<(u32, u32, AttributeId), BTreeMap<i64, u32>>;

impl SteadyDifferences {
    /// Those that chance does not make.
    pub(super) fn find(ctx: &Context, linkage: &Linkage, comparison: &Comparison) -> Self {
        let mut tallies = Tallies::new();
        for topic in 0..comparison.topics.len() {
            let attribute = comparison.topics.all()[topic].attribute;
            let given = given(ctx, linkage, comparison, topic);
            for [(a, x), (b, y)] in given.into_iter().take(MOST_OUTLETS).array_combinations() {
                let differences = tallies.entry((a, b, attribute)).or_default();
                *differences.entry(x - y).or_default() += 1;
            }
        }
        let significance = SIGNIFICANCE / tallies.len().max(1) as f64;
        let found = tallies
            .into_iter()
            .filter_map(|((a, b, attribute), differences)| {
                let (by, times, of) = steady(&differences, significance)?;
                let (more, less) = if by > 0 { (a, b) } else { (b, a) };
                Some(SteadyDifference {
                    attribute,
                    more,
                    less,
                    by: by.unsigned_abs(),
                    times,
                    of,
                })
            });
        Self(found.collect())
    }

    /// All of them, by the outlets and the attribute.
    pub fn all(&self) -> &[SteadyDifference] {
        &self.0
    }

    /// The difference that explains why two rows of a topic contradict each other, where every two outlets that
    /// stand against each other differ so.
    pub fn explains(
        &self,
        ctx: &Context,
        linkage: &Linkage,
        comparison: &Comparison,
        (topic, between): (usize, &Between),
    ) -> Option<&SteadyDifference> {
        if self.0.is_empty() || between.verdict != Verdict::Contradiction {
            return None;
        }
        let attribute = comparison.topics.all()[topic].attribute;
        let [a, b] = [between.a, between.b].map(|row| {
            let sides = comparison.topics.sides(topic, row as usize);
            let outlet = |claim: u32| linkage.features[claim as usize].outlet;
            let outlets = sides.iter().map(|side| outlet(side.claim)).sorted().dedup();
            exact(ctx, comparison, topic, row as usize).map(|value| (value, outlets))
        });
        let ((x, a), (y, b)) = (a?, b?);
        let pairs = a.cartesian_product(b.collect_vec());
        let mut known = pairs.map(|(a, b)| {
            let (more, less) = if x > y { (a, b) } else { (b, a) };
            let is = |d: &&SteadyDifference| {
                (d.attribute, d.more, d.less, d.by) == (attribute, more, less, x.abs_diff(y))
            };
            self.0.iter().find(is)
        });
        let first = known.next()??;
        known
            .all(|difference| difference.is_some())
            .then_some(first)
    }
}

/// The exact values that outlets give of what a topic of an event is about, by outlet; those of an outlet that gives
/// several are left out.
fn given(
    ctx: &Context,
    linkage: &Linkage,
    comparison: &Comparison,
    topic: usize,
) -> Vec<(u32, i64)> {
    let topics = &comparison.topics;
    let of = &topics.all()[topic];
    let value_type = ctx.codebook.attribute(of.attribute).value_type;
    let is_number = matches!(value_type, ValueType::Count | ValueType::Time);
    if !is_number || !matches!(of.home, Home::Event(_)) {
        return Vec::new();
    }
    let mut given = Vec::new();
    for (row, _) in topics
        .rows(topic)
        .iter()
        .enumerate()
        .filter(|(_, row)| row.foreign.is_none())
    {
        if let Some(value) = exact(ctx, comparison, topic, row) {
            let sides = topics.sides(topic, row).iter();
            given.extend(sides.map(|s| (linkage.features[s.claim as usize].outlet, value)));
        }
    }
    given.sort_unstable();
    given.dedup();
    let once = given
        .chunk_by(|x, y| x.0 == y.0)
        .filter(|of_one| of_one.len() == 1);
    once.map(|of_one| of_one[0]).collect()
}

/// The one number that a row gives.
fn exact(ctx: &Context, comparison: &Comparison, topic: usize, row: usize) -> Option<i64> {
    let side = *comparison.topics.sides(topic, row).first()?;
    let value = StatedValue::new(ctx, &comparison.statement(ctx, side))?;
    let is_exact = value.interval == Interval::exact(value.interval.low);
    is_exact
        .then(|| value.interval.low.try_into().ok())
        .flatten()
}

/// The difference that two outlets show more often than not, and so much oftener than its contrary that chance is out;
/// in how many things, of how many.
fn steady(differences: &BTreeMap<i64, u32>, significance: f64) -> Option<(i64, u32, u32)> {
    let of: u32 = differences.values().sum();
    let (&by, &times) = differences
        .iter()
        .find(|(by, times)| **by != 0 && **times * 2 > of)?;
    let against = differences.get(&-by).copied().unwrap_or(0);
    // So many heads or more, of so many throws of a coin.
    let chance = Beta::new(f64::from(times), f64::from(against) + 1.0).below(0.5);
    (chance < significance).then_some((by, times, of))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(differences: &[(i64, u32)]) -> Option<(i64, u32, u32)> {
        steady(&differences.iter().copied().collect(), SIGNIFICANCE)
    }

    #[test]
    fn a_difference_is_steady_where_most_shared_events_show_it() {
        assert_eq!(told(&[(0, 12), (1, 34)]), Some((1, 34, 46)));
        assert_eq!(told(&[(-1, 62), (0, 2), (3, 1)]), Some((-1, 62, 65)));
        assert_eq!(told(&[(0, 40), (1, 34)]), None);
        assert_eq!(told(&[(-1, 12), (1, 14)]), None);
    }

    #[test]
    fn ten_of_ten_are_the_fewest_that_one_pair_of_outlets_needs() {
        assert_eq!(told(&[(1, 9)]), None);
        assert_eq!(told(&[(1, 10)]), Some((1, 10, 10)));
        assert_eq!(steady(&BTreeMap::from([(1, 10)]), SIGNIFICANCE / 3.0), None);
    }
}
