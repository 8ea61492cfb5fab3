//! Which pairs of claims are worth comparing: those that share a key of time and place, time and
//! sides, or time and person. No claim is compared with all others.

use itertools::Itertools;

use super::features::Features;
use crate::names::EntityId;

/// Days in a bucket of time; a claim stands in every bucket that its days, widened by
/// [`SLACK_DAYS`], touch.
const BUCKET_DAYS: i32 = 8;
/// How far two accounts of one event may disagree on the day and still meet.
const SLACK_DAYS: i32 = 2;
/// A time vaguer than this many days stands in no bucket: it meets others by place and person alone.
const MOST_DAYS: u32 = 92;

/// The rules by which pairs are made, for the report on blocking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Days and a place, at any level but the country.
    TimePlace,
    /// Days and two who took part.
    TimeSides,
    /// Days and a person.
    TimePerson,
    /// The same place or person, where the time of one of the two is missing or very vague.
    Undated,
}

/// Pairs of claims by number, the lesser first.
pub type Pairs = Vec<(u32, u32)>;

/// A rule, what the rule looks at, and the claim.
type Key = (Rule, [u64; 2], u32);

/// Pairs of claims that share a key, each once, the lesser number first; and how many pairs each
/// rule made.
pub fn pairs(features: &[Features]) -> (Pairs, Vec<(Rule, usize)>) {
    let mut keys: Vec<Key> = Vec::new();
    for (index, claim) in features.iter().enumerate() {
        push_keys(claim, index as u32, &mut keys);
    }
    keys.sort_unstable();
    keys.dedup();
    let mut made = Vec::new();
    let mut pairs = Vec::new();
    for (rule, group) in &keys.iter().chunk_by(|k| k.0) {
        let before = pairs.len();
        let group: Vec<_> = group.collect();
        for block in group.chunk_by(|x, y| x.1 == y.1) {
            if rule == Rule::Undated {
                pairs.extend(undated_pairs(block, features));
            } else {
                pairs.extend(
                    block
                        .iter()
                        .map(|k| k.2)
                        .array_combinations()
                        .map(|[x, y]| (x, y)),
                );
            }
        }
        made.push((rule, pairs.len() - before));
    }
    pairs.sort_unstable();
    pairs.dedup();
    (pairs, made)
}

/// Every undated claim of a block with every other claim of it.
fn undated_pairs<'b>(
    block: &'b [&Key],
    features: &'b [Features],
) -> impl Iterator<Item = (u32, u32)> + 'b {
    let undated = |claim: u32| is_undated(&features[claim as usize]);
    block
        .iter()
        .map(|k| k.2)
        .filter(move |&x| undated(x))
        .flat_map(move |x| {
            let others = block.iter().map(|k| k.2).filter(move |&y| x != y);
            others.map(move |y| (x.min(y), x.max(y)))
        })
}

fn push_keys(claim: &Features, index: u32, keys: &mut Vec<Key>) {
    for bucket in buckets(claim) {
        let time = bucket as u32;
        for place in specific(&claim.place) {
            keys.push((Rule::TimePlace, [key(time, place.0), 0], index));
        }
        for person in &claim.persons {
            keys.push((Rule::TimePerson, [key(time, person.0), 0], index));
        }
        push_sides(&claim.actors, time, index, keys);
    }
    for place in specific(&claim.place).iter().take(1) {
        keys.push((Rule::Undated, [key(0, place.0), 0], index));
    }
    for person in &claim.persons {
        keys.push((Rule::Undated, [key(0, person.0), 1], index));
    }
}

fn push_sides(actors: &[EntityId], time: u32, index: u32, keys: &mut Vec<Key>) {
    match actors {
        [] => {}
        [one] => keys.push((Rule::TimeSides, [key(time, one.0), u64::MAX], index)),
        many => {
            for [x, y] in many.iter().array_combinations() {
                keys.push((Rule::TimeSides, [key(time, x.0), 1 + u64::from(y.0)], index));
            }
        }
    }
}

fn key(time: u32, entity: u32) -> u64 {
    (u64::from(time) << 32) | u64::from(entity)
}

/// All levels but the last, which is the country; a single name is all there is.
fn specific(place: &[EntityId]) -> &[EntityId] {
    match place.len() {
        0 | 1 => place,
        n => &place[..n - 1],
    }
}

/// The buckets of a claim's days; none where its time is missing or very vague.
fn buckets(claim: &Features) -> std::ops::Range<i32> {
    let Some(span) = claim.span.filter(|_| !is_undated(claim)) else {
        return 0..0;
    };
    let first = span
        .first
        .saturating_sub(SLACK_DAYS)
        .div_euclid(BUCKET_DAYS);
    let last = span.last.saturating_add(SLACK_DAYS).div_euclid(BUCKET_DAYS);
    first..last + 1
}

fn is_undated(claim: &Features) -> bool {
    claim.days().is_none_or(|days| days > MOST_DAYS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::DaySpan;

    fn claim(span: Option<(i32, i32)>, place: &[u32], actors: &[u32]) -> Features {
        Features {
            span: span.map(|(first, last)| DaySpan { first, last }),
            place: place.iter().map(|&p| EntityId(p)).collect(),
            actors: actors.iter().map(|&p| EntityId(p)).collect(),
            ..Features::default()
        }
    }

    #[test]
    fn neighbours_in_time_and_place_meet_across_the_edge_of_a_bucket() {
        for day in 0..20 {
            let claims = [
                claim(Some((day, day)), &[1, 9], &[]),
                claim(Some((day + 2, day + 2)), &[1, 9], &[]),
            ];
            assert_eq!(pairs(&claims).0, [(0, 1)], "day {day}");
        }
    }

    #[test]
    fn a_common_country_is_not_enough() {
        let claims = [
            claim(Some((0, 0)), &[1, 9], &[]),
            claim(Some((0, 0)), &[2, 9], &[]),
        ];
        assert!(pairs(&claims).0.is_empty());
    }

    #[test]
    fn an_undated_account_meets_the_dated_ones_of_its_place() {
        let claims = [
            claim(None, &[1, 9], &[]),
            claim(Some((0, 0)), &[1, 9], &[]),
            claim(Some((500, 500)), &[1, 9], &[]),
        ];
        assert_eq!(pairs(&claims).0, [(0, 1), (0, 2)]);
    }

    #[test]
    fn two_sides_in_one_week_meet_without_a_place() {
        let claims = [
            claim(Some((3, 3)), &[], &[4, 5]),
            claim(Some((4, 4)), &[], &[4, 5]),
        ];
        assert_eq!(pairs(&claims).0, [(0, 1)]);
    }
}
