//! Which pairs of claims are worth comparing: those near in time that share a place, sides in one
//! region, or a person. No claim is compared with all others.
//!
//! Claims of one key stand in the order of their first days, so that only those whose days meet
//! are paired (a sweep, as in sorted-neighbourhood blocking: Hernández and Stolfo, 1995). Two
//! places that merely lie in one region make no pair: one account must name what holds the other.

use std::collections::BTreeMap;
use std::ops::Range;

use itertools::Itertools;
use rayon::prelude::*;
use smallvec::{SmallVec, smallvec};

use super::features::{Features, Few};
use super::levels::sieve::Glance;
use super::meet::{self, Room};
use super::spots;
use super::words::WordBlocks;

/// How far two accounts of one event may disagree on the day and still meet.
const SLACK_DAYS: i32 = 3;
/// The same where both tell the fate of one person.
const PERSON_SLACK_DAYS: i32 = 10;
/// A time vaguer than this many days is taken from the day of publication.
const MOST_DAYS: u32 = 92;
/// An account without a day is of the days before its publication: this many.
const TOLD_WITHIN_DAYS: i32 = 62;

/// An account may be dated so many days before the event that it tells of: clocks and calendars of
/// two places differ by one.
const TOLD_BEFORE_DAYS: i32 = 1;

/// The rules by which pairs are made, for the report on blocking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Days and a place, at any level but the country.
    TimePlace,
    /// Days and two who took part.
    TimeSides,
    /// Days and a person.
    TimePerson,
    /// Days and coordinates.
    TimeSpot,
    /// Days of publication and a rare word.
    TimeWord,
}

/// What seldom happens is looked for in a whole country where its time is known so closely.
const RARE_DAYS: u32 = 3;

/// Pairs of claims by number, the lesser first.
pub type Pairs = Vec<(u32, u32)>;

/// A claim under a key, as one number: the key, whether the key is what it names first, its first
/// day, and the claim. Entries in order stand by key; of a key, those that it is held by come last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry(u128);

/// Days beyond these, from 1970, are taken for these.
const MOST_DAY: i32 = 1 << 30;

impl Entry {
    fn new(key: u64, held: bool, first: i32, claim: u32) -> Self {
        let day = (first.clamp(-MOST_DAY, MOST_DAY - 1) + MOST_DAY) as u32;
        let low = u64::from(held) << 63 | u64::from(day) << 32 | u64::from(claim);
        Self(u128::from(key) << 64 | u128::from(low))
    }

    pub(super) fn key(self) -> u64 {
        (self.0 >> 64) as u64
    }

    pub(super) fn held(self) -> bool {
        self.0 >> 63 & 1 == 1
    }

    pub(super) fn first(self) -> i32 {
        (self.0 >> 32 & 0x7fff_ffff) as i32 - MOST_DAY
    }

    pub(super) fn claim(self) -> u32 {
        self.0 as u32
    }
}

/// All claims under their keys.
#[derive(Debug, Clone, Default)]
pub struct Blocks {
    entries: Vec<Entry>,
    words: WordBlocks,
    /// The last day of each claim, and the last day that it can speak of.
    ends: Vec<Ends>,
}

/// Where the days of a claim end.
#[derive(Debug, Clone, Copy)]
struct Ends {
    /// The last day in which its event may lie.
    last: i32,
    /// What begins after this had not begun when it was published.
    told: i32,
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
        let ends = features.iter().map(|claim| Ends {
            last: window(claim).1,
            told: claim.published.map_or(i32::MAX, |minute| {
                day(minute).saturating_add(TOLD_BEFORE_DAYS)
            }),
        });
        Self {
            entries,
            words: WordBlocks::of(features),
            ends: ends.collect(),
        }
    }

    /// How many other accounts there are within a few days of each claim, of its sides and in its
    /// region: where there are many, agreement on those says less.
    pub fn crowd(&self, count: usize) -> Vec<u16> {
        let mut crowd = vec![0; count];
        for block in self.blocks() {
            if rule(block[0].key()) != Rule::TimeSides {
                continue;
            }
            let block = &block[..block.partition_point(|e| !e.held())];
            let (mut from, mut to) = (0, 0);
            for entry in block {
                let day = entry.first();
                while block[from].first() < day.saturating_sub(SLACK_DAYS) {
                    from += 1;
                }
                while to < block.len() && block[to].first() <= day.saturating_add(SLACK_DAYS) {
                    to += 1;
                }
                let here = (to - from - 1).min(usize::from(u16::MAX)) as u16;
                let known = &mut crowd[entry.claim() as usize];
                *known = here.max(*known);
            }
        }
        crowd
    }

    /// Leaves out all claims but those.
    pub fn retain(&mut self, keep: impl Fn(u32) -> bool) {
        self.entries.retain(|entry| keep(entry.claim()));
        self.words.retain(keep);
    }

    fn blocks(&self) -> impl Iterator<Item = &[Entry]> {
        self.entries.chunk_by(|x, y| x.key() == y.key())
    }

    /// Pairs of claims that meet under a key, that `first` gives a weight at a glance and that `keep`
    /// keeps by that and by themselves, each once, sorted, the lesser number first; and how many that are
    /// given a weight each rule made.
    pub fn pairs(
        &self,
        features: &[Features],
        first: impl Fn(&Glance, &Glance) -> Option<f64> + Sync,
        keep: impl Fn(f64, u32, u32) -> bool + Sync,
    ) -> (Pairs, Vec<(Rule, usize)>) {
        let seats = meet::seats(
            features,
            self.ends.iter().map(|ends| (ends.last, ends.told)),
        );
        let blocks = self.blocks();
        let tasks = blocks.flat_map(|block| meet::tasks(block).map(move |task| (block, task)));
        let tasks: Vec<(&[Entry], Range<usize>)> = tasks.collect();
        let found: Vec<(Rule, usize, Pairs)> = tasks
            .into_par_iter()
            .map_init(Room::default, |room, (block, task)| {
                let rule = rule(block[0].key());
                let slack = match rule {
                    Rule::TimePerson => PERSON_SLACK_DAYS,
                    _ => SLACK_DAYS,
                };
                let mut made = 0;
                let mut pairs = Vec::new();
                room.meet((block, task), (&seats, slack), &mut |(x, p), (y, q)| {
                    let (a, b) = (x.min(y), x.max(y));
                    // One place under one name is met by that.
                    if rule != Rule::TimePlace && rule != Rule::TimePerson && p.one_place(q) {
                        return;
                    }
                    let Some(bits) = first(p, q) else { return };
                    if met_before(&features[a as usize], &features[b as usize], rule) {
                        return;
                    }
                    made += 1;
                    if keep(bits, a, b) {
                        pairs.push((a, b));
                    }
                });
                (rule, made, pairs)
            })
            .collect();
        let mut made: BTreeMap<Rule, usize> = BTreeMap::new();
        for (rule, pairs, _) in &found {
            *made.entry(*rule).or_default() += pairs;
        }
        let glance = |claim: u32| &seats[claim as usize].glance;
        let (by_words, met) = self.words.pairs(|a, b| {
            let bits = first(glance(a), glance(b));
            bits.is_some_and(|bits| keep(bits, a, b))
        });
        if met > 0 {
            made.insert(Rule::TimeWord, met);
        }
        let mut pairs: Pairs = found.into_iter().flat_map(|f| f.2).collect();
        pairs.extend(by_words);
        pairs.par_sort_unstable();
        pairs.dedup();
        (pairs, made.into_iter().collect())
    }
}

/// Whether a rule before this one makes the pair; persons meet over more days than places do.
fn met_before(a: &Features, b: &Features, rule: Rule) -> bool {
    if rule != Rule::TimeSides {
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
    let (first, _) = window(claim);
    let mut keys: SmallVec<[(u64, bool); 16]> = SmallVec::new();
    if let Some(&place) = claim.sounds.first() {
        keys.push((key(Rule::TimePlace, place, 0), false));
    }
    let regions = claim.regions.iter();
    keys.extend(regions.map(|&outer| (key(Rule::TimePlace, outer, 0), true)));
    keys.extend(spots::cells(claim).map(|(x, y)| (key(Rule::TimeSpot, x, y), false)));
    keys.extend(counties(claim).map(|(outer, held)| (key(Rule::TimePlace, outer, COUNTY), held)));
    let told = claim.country.filter(|_| is_rare_day(claim));
    keys.extend(told.map(|country| (key(Rule::TimePlace, country.number(), RARE_TOLD), false)));
    keys.extend(rare_in(claim).map(|country| (key(Rule::TimePlace, country, RARE), false)));
    let scenes = scenes(claim);
    sides(claim, |x, y| {
        let of_sides = key(Rule::TimeSides, x, y);
        let scenes = scenes.iter();
        keys.extend(scenes.map(|&(scene, held)| (of_sides ^ spread(scene), held)));
    });
    // What became of a person is told for years: no day of publication narrows that.
    let ever = claim.span.map_or(i32::MIN, |span| span.first);
    let persons = claim.persons.clone().into_iter();
    let of_persons =
        persons.map(move |p| Entry::new(key(Rule::TimePerson, p.0, 0), false, ever, index));
    keys.into_iter()
        .map(move |(key, held)| Entry::new(key, held, first, index))
        .chain(of_persons)
}

/// The rules of the keys that two claims share, whatever their days.
pub(super) fn shared(a: &Features, b: &Features) -> Vec<Rule> {
    let keys = |claim: &Features| -> BTreeMap<u64, bool> {
        let keys = entries(claim, 0).map(|e| (e.key(), e.held()));
        let mut known = BTreeMap::new();
        for (key, held) in keys {
            *known.entry(key).or_insert(true) &= held;
        }
        known
    };
    let (x, y) = (keys(a), keys(b));
    let both = x
        .iter()
        .filter_map(|(key, held)| Some((*key, *held, *y.get(key)?)));
    let meet = both.filter(|(_, p, q)| !(*p && *q));
    meet.map(|(key, ..)| rule(key)).collect()
}

/// Marks the key of what lies in one state with its counties.
const COUNTY: u32 = 2;

/// The regions in which a county meets places of which nobody says in which county they lie: one outlet
/// places a shooting in a county, and another in the nearest town.
fn counties(claim: &Features) -> impl Iterator<Item = (u32, bool)> + '_ {
    let is_day = claim.days().is_some_and(|days| days <= RARE_DAYS);
    let outer = claim.regions.iter().filter(move |_| is_day);
    outer.map(|&outer| (outer, claim.sort(0).is_none()))
}

/// Marks the key of what seldom happens in one country.
const RARE: u32 = 1;
/// The same, of a country that is known by its own name or its state's.
const RARE_TOLD: u32 = 3;

/// The countries of an event that seldom happens in one place: outlets call the place of a crash or
/// an earthquake by whatever lies nearest.
fn rare_in(claim: &Features) -> impl Iterator<Item = u32> + '_ {
    let own = claim.sounds.first().filter(|_| claim.above.is_empty());
    let above = claim.above.iter();
    let countries = above.filter(|outer| claim.regions.binary_search(outer).is_err());
    let countries = countries.chain(own);
    countries.filter(move |_| is_rare_day(claim)).copied()
}

/// Whether it seldom happens in one place, on days that are known closely.
fn is_rare_day(claim: &Features) -> bool {
    claim.is_rare && claim.days().is_some_and(|days| days <= RARE_DAYS)
}

/// Where two sides are looked for: in the regions of a claim's place. In all of its country, and
/// in the world, only those meet of which one says no more.
fn scenes(claim: &Features) -> Few<(u32, bool), 8> {
    let Some(&place) = claim.sounds.first() else {
        return smallvec![(u32::MAX, false)];
    };
    let mut scenes: Few<(u32, bool), 8> = smallvec![(u32::MAX, true)];
    // Whoever names the same place meets by that, and stands in the crowd of its region.
    if !claim.is_leaf || claim.regions.is_empty() {
        scenes.push((place, false));
    }
    let outer = claim.above.iter();
    let is_country = |scene: &u32| claim.regions.binary_search(scene).is_err();
    // Of a county nobody may say which towns of its country lie in it.
    scenes.extend(outer.map(|scene| (*scene, is_country(scene) && !claim.is_region)));
    scenes
}

/// Of more who took part than this, those that come first by name are looked for: whoever lists as many
/// lists them too.
const MOST_SIDES: usize = 16;

/// Every two who took part; of one, that one.
fn sides(claim: &Features, mut side: impl FnMut(u32, u32)) {
    match claim.actors.as_slice() {
        [] => {}
        [one] => side(one.0, u32::MAX),
        many => many[..many.len().min(MOST_SIDES)]
            .iter()
            .array_combinations()
            .for_each(|[x, y]| side(x.0, y.0)),
    }
}

/// Days in which the event may lie, as far as that can be said.
fn window(claim: &Features) -> (i32, i32) {
    let told = claim.published.map(day);
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

/// The day of a minute, from 1970.
pub(super) fn day(minute: i64) -> i32 {
    minute.div_euclid(1440) as i32
}

fn key(rule: Rule, x: u32, y: u32) -> u64 {
    let mixed = spread(x) ^ spread(y).rotate_left(29);
    (rule as u64) << 62 | mixed >> 2
}

fn rule(key: u64) -> Rule {
    match key >> 62 {
        0 => Rule::TimePlace,
        1 => Rule::TimeSides,
        2 => Rule::TimePerson,
        _ => Rule::TimeSpot,
    }
}

/// Spreads a number over the lower 62 bits (the finaliser of `SplitMix64`).
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
            sounds: Few::from_slice(place),
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
        let documents = (0..).zip(claims).map(|(document, claim)| Features {
            document,
            ..claim.clone()
        });
        let claims: Vec<Features> = documents.collect();
        Blocks::of(&claims)
            .pairs(&claims, |_, _| Some(0.0), |_, _, _| true)
            .0
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
    fn nobody_tells_of_what_has_not_begun() {
        let published = |day: i64, first: i32, last: i32| Features {
            published: Some(day * 1440),
            ..claim(Some((first, last)), &[1, 9], &[])
        };
        let met = |told: i64| pairs(&[published(told, 0, 20), published(20, 5, 5)]);
        assert_eq!(met(6), [(0, 1)]);
        assert_eq!(met(4), [(0, 1)]);
        assert!(met(3).is_empty());
        // The same where the one names but the region of the other.
        let region = |told: i64| Features {
            sounds: Few::from_slice(&[5, 9]),
            ..published(told, 0, 20)
        };
        let held = Features {
            published: Some(20 * 1440),
            ..claim(Some((5, 5)), &[1, 5, 9], &[])
        };
        assert_eq!(pairs(&[region(4), held.clone()]), [(0, 1)]);
        assert!(pairs(&[region(3), held]).is_empty());
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
