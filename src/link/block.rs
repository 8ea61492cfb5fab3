//! Which pairs of claims are worth comparing: those near in time that share a place, sides in one
//! region, or a person. No claim is compared with all others.
//!
//! Claims of one key stand in the order of their first days, so that only those whose days meet
//! are paired (a sweep, as in sorted-neighbourhood blocking: Hernández and Stolfo, 1995). Two
//! places that merely lie in one region make no pair: one account must name what holds the other.

use itertools::Itertools;
use rayon::prelude::*;

use super::features::Features;

/// How far two accounts of one event may disagree on the day and still meet.
const SLACK_DAYS: i32 = 3;
/// The same where both tell the fate of one person.
const PERSON_SLACK_DAYS: i32 = 10;
/// A time vaguer than this many days is taken from the day of publication.
const MOST_DAYS: u32 = 92;
/// An account without a day is of the days before its publication: this many.
const TOLD_WITHIN_DAYS: i32 = 62;

/// The rules by which pairs are made, for the report on blocking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Days and a place, at any level but the country.
    TimePlace,
    /// Days and two who took part.
    TimeSides,
    /// Days and a person.
    TimePerson,
}

/// Pairs of claims by number, the lesser first.
pub type Pairs = Vec<(u32, u32)>;

/// A claim under a key: its days, and whether the key is what it names first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    key: u64,
    held: bool,
    first: i32,
    last: i32,
    claim: u32,
}

/// All claims under their keys.
#[derive(Debug, Clone, Default)]
pub struct Blocks {
    entries: Vec<Entry>,
}

impl Blocks {
    /// Of claims by number.
    pub fn of(features: &[Features]) -> Self {
        let mut entries: Vec<Entry> = features
            .par_iter()
            .enumerate()
            .flat_map_iter(|(index, claim)| entries(claim, index as u32))
            .collect();
        entries.par_sort_unstable();
        entries.dedup();
        Self { entries }
    }

    /// How many other accounts there are within a few days of each claim, of its sides and in its
    /// region: where there are many, agreement on those says less.
    pub fn crowd(&self, count: usize) -> Vec<u16> {
        let mut crowd = vec![0; count];
        for block in self.entries.chunk_by(|x, y| x.key == y.key) {
            if rule(block[0].key) != Rule::TimeSides {
                continue;
            }
            let block = &block[..block.partition_point(|e| !e.held)];
            for entry in block {
                let from = block.partition_point(|e| e.first < entry.first - SLACK_DAYS);
                let to = block.partition_point(|e| e.first <= entry.first + SLACK_DAYS);
                let here = (to - from - 1).min(usize::from(u16::MAX)) as u16;
                let known = &mut crowd[entry.claim as usize];
                *known = here.max(*known);
            }
        }
        crowd
    }

    /// Pairs of claims that meet under a key and that `keep` keeps, each once, sorted, the lesser
    /// number first; and how many pairs each rule made.
    pub fn pairs(
        &self,
        features: &[Features],
        keep: impl Fn(u32, u32) -> bool + Sync,
    ) -> (Pairs, Vec<(Rule, usize)>) {
        let blocks: Vec<&[Entry]> = self.entries.chunk_by(|x, y| x.key == y.key).collect();
        let found: Vec<(Rule, usize, Pairs)> = blocks
            .into_par_iter()
            .map(|block| {
                let rule = rule(block[0].key);
                let mut made = 0;
                let mut pairs = Vec::new();
                meet(block, |x, y| {
                    let (a, b) = (x.min(y), x.max(y));
                    if a == b || met_before(&features[a as usize], &features[b as usize], rule) {
                        return;
                    }
                    made += 1;
                    if keep(a, b) {
                        pairs.push((a, b));
                    }
                });
                (rule, made, pairs)
            })
            .collect();
        let mut made: Vec<(Rule, usize)> = Vec::new();
        for (rule, group) in &found.iter().sorted_by_key(|f| f.0).chunk_by(|f| f.0) {
            made.push((rule, group.map(|f| f.1).sum()));
        }
        let mut pairs: Pairs = found.into_iter().flat_map(|f| f.2).collect();
        pairs.par_sort_unstable();
        pairs.dedup();
        (pairs, made)
    }
}

/// Every pair of a block whose days meet: of those that name the key first, and of these with
/// those that lie in it.
fn meet(block: &[Entry], mut pair: impl FnMut(u32, u32)) {
    let slack = match rule(block[0].key) {
        Rule::TimePerson => PERSON_SLACK_DAYS,
        _ => SLACK_DAYS,
    };
    let (named, held) = block.split_at(block.partition_point(|e| !e.held));
    for (at, x) in named.iter().enumerate() {
        let until = x.last.saturating_add(slack);
        for y in named[at + 1..].iter().take_while(|y| y.first <= until) {
            pair(x.claim, y.claim);
        }
    }
    if named.is_empty() || held.is_empty() {
        return;
    }
    // The latest last day up to each place: what ends before it begins need not be looked at.
    let ends: Vec<i32> = held
        .iter()
        .scan(i32::MIN, |latest, e| {
            *latest = e.last.max(*latest);
            Some(*latest)
        })
        .collect();
    for x in named {
        let (from, until) = (x.first.saturating_sub(slack), x.last.saturating_add(slack));
        let start = ends.partition_point(|&end| end < from);
        for y in held[start..].iter().take_while(|y| y.first <= until) {
            if y.last >= from {
                pair(x.claim, y.claim);
            }
        }
    }
}

/// Whether a rule before this one makes the pair.
fn met_before(a: &Features, b: &Features, rule: Rule) -> bool {
    if rule == Rule::TimePlace {
        return false;
    }
    let names = |x: &Features, y: &Features| {
        let first = x.sounds.first();
        first.is_some_and(|s| y.sounds.first() == Some(s) || y.regions.binary_search(s).is_ok())
    };
    names(a, b) || names(b, a)
}

/// The keys of a claim.
fn entries(claim: &Features, index: u32) -> impl Iterator<Item = Entry> {
    let (first, last) = window(claim);
    let mut keys: Vec<(u64, bool)> = Vec::new();
    if let Some(&place) = claim.sounds.first() {
        keys.push((key(Rule::TimePlace, place, 0), false));
    }
    let regions = claim.regions.iter();
    keys.extend(regions.map(|&outer| (key(Rule::TimePlace, outer, 0), true)));
    let scenes = scenes(claim);
    for (x, y) in sides(claim) {
        let of_sides = key(Rule::TimeSides, x, y);
        keys.extend(
            scenes
                .iter()
                .map(|&(scene, held)| (of_sides ^ spread(scene), held)),
        );
    }
    keys.extend(
        claim
            .persons
            .iter()
            .map(|p| (key(Rule::TimePerson, p.0, 0), false)),
    );
    keys.into_iter().map(move |(key, held)| Entry {
        key,
        held,
        first,
        last,
        claim: index,
    })
}

/// Where two sides are looked for: in the regions of a claim's place. In all of its country, and
/// in the world, only those meet of which one says no more.
fn scenes(claim: &Features) -> Vec<(u32, bool)> {
    let Some(&place) = claim.sounds.first() else {
        return vec![(u32::MAX, false)];
    };
    let mut scenes = vec![(u32::MAX, true), (place, false)];
    let outer = claim.above.iter();
    scenes.extend(outer.map(|scene| (*scene, claim.regions.binary_search(scene).is_err())));
    scenes
}

/// Every two who took part; of one, that one.
fn sides(claim: &Features) -> Vec<(u32, u32)> {
    match claim.actors.as_slice() {
        [] => Vec::new(),
        [one] => vec![(one.0, u32::MAX)],
        many => many
            .iter()
            .array_combinations()
            .map(|[x, y]| (x.0, y.0))
            .collect(),
    }
}

/// Days in which the event may lie, as far as that can be said.
fn window(claim: &Features) -> (i32, i32) {
    let told = claim.published.map(|minute| minute.div_euclid(1440) as i32);
    let span = claim.span.map(|s| (s.first, s.last));
    match (span, told) {
        (Some(span), _) if claim.days().is_some_and(|days| days <= MOST_DAYS) => span,
        (Some((first, last)), Some(told)) => {
            let first = first.max(told.min(last).saturating_sub(TOLD_WITHIN_DAYS));
            (first, last.min(told).max(first))
        }
        (Some(span), None) => span,
        (None, Some(told)) => (told - TOLD_WITHIN_DAYS, told),
        (None, None) => (i32::MIN, i32::MAX),
    }
}

fn key(rule: Rule, x: u32, y: u32) -> u64 {
    let mixed = spread(x) ^ spread(y).rotate_left(29);
    (rule as u64) << 62 | mixed >> 2
}

fn rule(key: u64) -> Rule {
    match key >> 62 {
        0 => Rule::TimePlace,
        1 => Rule::TimeSides,
        _ => Rule::TimePerson,
    }
}

/// Spreads a number over the lower 62 bits (the finaliser of SplitMix64).
fn spread(number: u32) -> u64 {
    let mut z = u64::from(number).wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z ^ (z >> 31)) >> 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::DaySpan;
    use crate::names::EntityId;

    fn claim(span: Option<(i32, i32)>, place: &[u32], actors: &[u32]) -> Features {
        Features {
            span: span.map(|(first, last)| DaySpan { first, last }),
            place: place.iter().map(|&p| EntityId(p)).collect(),
            sounds: place.to_vec(),
            above: place.iter().skip(1).copied().sorted().collect(),
            regions: place
                .iter()
                .skip(1)
                .filter(|&&p| p < 9)
                .copied()
                .sorted()
                .collect(),
            actors: actors.iter().map(|&p| EntityId(p)).collect(),
            ..Features::default()
        }
    }

    fn pairs(claims: &[Features]) -> Pairs {
        Blocks::of(claims).pairs(claims, |_, _| true).0
    }

    #[test]
    fn neighbours_in_time_and_place_meet() {
        for day in 0..20 {
            let claims = [
                claim(Some((day, day)), &[1, 9], &[]),
                claim(Some((day + 2, day + 2)), &[1, 9], &[]),
                claim(Some((day + 9, day + 9)), &[1, 9], &[]),
            ];
            assert_eq!(pairs(&claims), [(0, 1)], "day {day}");
        }
    }

    #[test]
    fn a_common_country_is_not_enough() {
        let claims = [
            claim(Some((0, 0)), &[1, 9], &[]),
            claim(Some((0, 0)), &[2, 9], &[]),
        ];
        assert!(pairs(&claims).is_empty());
    }

    #[test]
    fn a_region_meets_what_lies_in_it() {
        let claims = [
            claim(Some((0, 30)), &[1, 5, 9], &[]),
            claim(Some((8, 8)), &[2, 5, 9], &[]),
            claim(Some((7, 7)), &[5, 9], &[]),
        ];
        assert_eq!(pairs(&claims), [(0, 2), (1, 2)]);
    }

    #[test]
    fn an_undated_account_meets_the_dated_ones_of_its_place() {
        let claims = [
            claim(None, &[1, 9], &[]),
            claim(Some((0, 0)), &[1, 9], &[]),
            claim(Some((500, 500)), &[1, 9], &[]),
        ];
        assert_eq!(pairs(&claims), [(0, 1), (0, 2)]);
    }

    #[test]
    fn two_sides_in_one_week_meet_without_a_place() {
        let claims = [
            claim(Some((3, 3)), &[], &[4, 5]),
            claim(Some((4, 4)), &[], &[4, 5]),
        ];
        assert_eq!(pairs(&claims), [(0, 1)]);
    }
}
