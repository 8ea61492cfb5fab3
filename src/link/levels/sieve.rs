//! Pairs that reach a weight, told from the rest before all of their fields are compared.

use super::{
    CountLevel, PersonLevel, SourceLevel, WordLevel, actors, counts, crowd, kind, persons, place,
    source, time,
};
use crate::claim::KindId;
use crate::codebook::Codebook;
use crate::link::features::{Count, Features};
use crate::link::weights::Weights;
use crate::link::words;
use crate::names::{EntityId, Names};

/// Room for the last digit of a sum that is added up in another order.
const ROUNDING: f64 = 1e-6;

/// The levels of counts of which none is the same in both.
const OTHER_COUNTS: [CountLevel; 5] = [
    CountLevel::Overlap,
    CountLevel::Missing,
    CountLevel::Risen,
    CountLevel::Apart,
    CountLevel::FarApart,
];

/// The levels of two accounts in other words, of which neither cites or corrects anybody.
const OWN_SOURCE: [SourceLevel; 4] = [
    SourceLevel::Separate,
    SourceLevel::SameOutlet,
    SourceLevel::OtherDay,
    SourceLevel::OtherToll,
];

/// Of more sides than this none is looked at first.
const SIDES: usize = 4;

/// What of a claim is looked at first, in as few bytes as it takes.
#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing that is asked"
)]
pub struct Glance {
    times: time::Times,
    kind: Option<KindId>,
    crowd: u16,
    is_rare: bool,
    /// The sound of its place.
    sound: Option<u32>,
    /// Whether that is all that there is to its place.
    is_bare: bool,
    /// A bit for every number that it gives, by what is counted: who shares none agrees on none.
    counts: u64,
    /// Digest of its words.
    wording: u64,
    /// Whether it cites or corrects anybody.
    leans: bool,
    persons: bool,
    /// Whether it has words to be compared by.
    worded: bool,
    /// How many sides it has.
    many: u8,
    actors: [EntityId; SIDES],
}

impl Glance {
    /// Of a claim.
    pub fn of(claim: &Features) -> Self {
        let mut actors = [EntityId(0); SIDES];
        for (place, &actor) in actors.iter_mut().zip(&claim.actors) {
            *place = actor;
        }
        Self {
            times: time::Times::of(claim),
            kind: claim.kind,
            crowd: claim.crowd,
            is_rare: claim.is_rare,
            sound: claim.sounds.first().copied(),
            is_bare: claim.is_bare,
            counts: claim.counts.iter().fold(0, |bits, count| bits | bit(count)),
            wording: claim.wording,
            leans: claim.corrects.is_some() || !claim.cites.is_empty(),
            persons: !claim.persons.is_empty(),
            worded: claim.words.is_some(),
            many: claim.actors.len().min(SIDES + 1) as u8,
            actors,
        }
    }

    /// Whether the places of two are called alike.
    pub(in crate::link) fn one_place(&self, other: &Self) -> bool {
        self.sound.is_some() && self.sound == other.sound
    }

    /// Its sides, where all of them are in it.
    fn sides(&self) -> Option<&[EntityId]> {
        self.actors.get(..usize::from(self.many))
    }
}

/// The bit of a number: the same for the same number of the same thing.
fn bit(count: &Count) -> u64 {
    let of = count.of.map_or(u64::MAX, |of| of.0.into());
    let number = [
        u64::from(count.attribute),
        of,
        count.low,
        count.high.unwrap_or(u64::MAX),
    ];
    let mixed = number.iter().fold(0, |mixed: u64, part| {
        (mixed.rotate_left(5) ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    });
    1 << (mixed >> 58)
}

/// Weights, and the most that the fields compared last can give.
#[derive(Debug, Clone)]
pub struct Sieve<'w> {
    weights: &'w Weights,
    least: f64,
    actors: f64,
    place: f64,
    /// Of two places of two names.
    other_name: f64,
    /// Of those, where neither holds the other.
    other_place: f64,
    counts: f64,
    /// Of counts of which none is the same in both.
    other_counts: f64,
    persons: f64,
    source: f64,
    /// Of two accounts in other words, that cite nobody.
    own_source: f64,
}

impl<'w> Sieve<'w> {
    /// For pairs of at least so many bits by `weights`.
    pub fn new(weights: &'w Weights, least: f64) -> Self {
        let most = |bits: &[f64]| bits.iter().copied().fold(f64::MIN, f64::max);
        let fields = &weights.fields;
        Self {
            weights,
            least: least - ROUNDING,
            actors: most(&fields.actors),
            place: most(&fields.place),
            other_name: most(&place::OTHER_NAME.map(|level| fields.place[level as usize])),
            other_place: most(&place::APART.map(|level| fields.place[level as usize])),
            counts: most(&fields.counts),
            other_counts: most(&OTHER_COUNTS.map(|level| fields.counts[level as usize])),
            persons: most(&fields.persons),
            source: most(&fields.source),
            own_source: most(&OWN_SOURCE.map(|level| fields.source[level as usize])),
        }
    }

    /// The weight of what is asked first of a pair, where with the most that all else can give it
    /// reaches the threshold.
    pub fn first(&self, a: &Glance, b: &Glance, codebook: &Codebook) -> Option<f64> {
        let w = &self.weights.fields;
        let sides = match (a.sides(), b.sides()) {
            (Some(x), Some(y)) => w.actors[actors(x, y) as usize],
            _ => self.actors,
        };
        let bits = self.weights.prior
            + w.kind[kind((a.kind, a.is_rare), (b.kind, b.is_rare), codebook) as usize]
            + w.time[time::happened(&a.times, &b.times) as usize]
            + w.crowd[crowd(a.crowd.min(b.crowd)) as usize]
            + sides
            + w.published[time::told(&a.times, &b.times) as usize];
        // Words may excuse what stands against a pair: they are asked with the rest.
        let worded = a.worded && b.worded;
        (worded || bits + self.most(a, b) >= self.least).then_some(bits)
    }

    /// The most that all else can give a pair.
    fn most(&self, a: &Glance, b: &Glance) -> f64 {
        let w = &self.weights.fields;
        let counts = match (a.counts, b.counts) {
            (0, _) | (_, 0) => w.counts[CountLevel::Missing as usize],
            (x, y) if x & y == 0 => self.other_counts,
            _ => self.counts,
        };
        let persons = if a.persons && b.persons {
            self.persons
        } else {
            w.persons[PersonLevel::Missing as usize]
        };
        // What seldom happens may be at a place that is called by its town.
        let bare = a.is_bare && b.is_bare && !(a.is_rare && b.is_rare);
        let place = match (a.sound, b.sound) {
            (Some(x), Some(y)) if x != y && bare => self.other_place,
            (Some(x), Some(y)) if x != y => self.other_name,
            _ => self.place,
        };
        let leans = a.leans || b.leans || a.wording == b.wording;
        let words = w.words[WordLevel::Missing as usize];
        words + counts + persons + place + if leans { self.source } else { self.own_source }
    }

    /// What the words of two add to what is asked first: their own weight, and what they excuse.
    fn words(&self, a: &Features, b: &Features) -> f64 {
        let w = &self.weights.fields;
        if a.words.is_none() || b.words.is_none() {
            return w.words[WordLevel::Missing as usize];
        }
        let excused = |bits: &[f64], with: usize, without: usize| bits[with] - bits[without];
        let (x, y) = (time::Times::of(a), time::Times::of(b));
        w.words[words::level(a, b) as usize]
            + excused(
                &w.time,
                time::time(a, b) as usize,
                time::happened(&x, &y) as usize,
            )
            + excused(
                &w.published,
                time::published(a, b) as usize,
                time::told(&x, &y) as usize,
            )
    }

    /// Whether the total weight of a pair may reach the threshold, the weight of what is asked
    /// [first](Self::first) being known: `false` only where it does not.
    pub fn may_pass(&self, mut bits: f64, a: &Features, b: &Features, names: &Names) -> bool {
        let w = &self.weights.fields;
        bits += self.words(a, b);
        bits += w.counts[counts::counts(a, b) as usize] + w.persons[persons(a, b, names) as usize];
        if bits + self.place + self.source < self.least {
            return false;
        }
        bits += w.place[place::place(a, b, names) as usize];
        bits + self.source >= self.least && bits + w.source[source(a, b) as usize] >= self.least
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::DaySpan;
    use crate::link::levels;
    use proptest::prelude::*;

    prop_compose! {
        fn features()(
            day in 0..20_i32, days in 0..9_i32, actors in prop::collection::btree_set(0..4_u32, 0..3),
            persons in prop::collection::btree_set(5..8_u32, 0..2), published in prop::option::of(0..40_i64),
            outlet in 0..3_u32, crowd in 0..70_u16, wording in 0..3_u64, count in prop::option::of(1..4_u64),
            cites in prop::option::of(0..3_u32), place in 0..3_u32,
        ) -> Features {
            Features {
                span: Some(DaySpan { first: day, last: day + days }),
                actors: actors.into_iter().map(EntityId).collect(),
                persons: persons.into_iter().map(EntityId).collect(),
                published: published.map(|day| day * 1440),
                outlet,
                crowd,
                wording,
                counts: count.map(|n| Count { attribute: 0, of: None, low: n, high: Some(n), rises: true, falls: false }).into_iter().collect(),
                cites: cites.into_iter().collect(),
                place: [EntityId(place)].into_iter().collect(),
                sounds: [place].into_iter().collect(),
                is_bare: true,
                ..Features::default()
            }
        }
    }

    proptest! {
        #[test]
        fn nothing_that_passes_is_sieved_out(a in features(), b in features()) {
            let (weights, names, codebook) = (Weights::default(), Names::default(), Codebook::builtin());
            let total = weights.total(levels::compare(&a, &b, &names, &codebook));
            let sieve = Sieve::new(&weights, weights.threshold);
            let first = sieve.first(&Glance::of(&a), &Glance::of(&b), &codebook);
            let passes = first.is_some_and(|bits| sieve.may_pass(bits, &a, &b, &names));
            prop_assert!(passes || total < weights.threshold);
            // Sums in another order may differ in the last digit.
            prop_assert!(!passes || total >= weights.threshold - 2.0 * ROUNDING);
        }
    }
}
