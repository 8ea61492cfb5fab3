//! Pairs that reach a weight, told from the rest before all of their fields are compared.

use super::{CountLevel, PersonLevel, actors, counts, crowd, kind, persons, place, source, time};
use crate::claim::KindId;
use crate::codebook::Codebook;
use crate::link::features::Features;
use crate::link::weights::Weights;
use crate::names::{EntityId, Names};

/// Room for the last digit of a sum that is added up in another order.
const ROUNDING: f64 = 1e-6;

/// Of more sides than this none is looked at first.
const SIDES: usize = 4;

/// What of a claim is looked at first, in as few bytes as it takes.
#[derive(Debug, Clone, Copy)]
pub struct Glance {
    times: time::Times,
    kind: Option<KindId>,
    crowd: u16,
    is_rare: bool,
    /// The sound of its place, where that is all that there is to a place.
    bare: Option<u32>,
    counts: bool,
    persons: bool,
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
            bare: claim.sounds.first().copied().filter(|_| claim.is_bare),
            counts: !claim.counts.is_empty(),
            persons: !claim.persons.is_empty(),
            many: claim.actors.len().min(SIDES + 1) as u8,
            actors,
        }
    }

    /// Its sides, where all of them are in it.
    fn sides(&self) -> Option<&[EntityId]> {
        self.actors.get(..usize::from(self.many))
    }
}

/// Weights, and the most that the fields compared last can give.
#[derive(Debug, Clone)]
pub struct Sieve<'w> {
    weights: &'w Weights,
    least: f64,
    actors: f64,
    place: f64,
    /// Of two places of two names of which neither holds the other.
    other_place: f64,
    counts: f64,
    persons: f64,
    source: f64,
}

impl<'w> Sieve<'w> {
    /// For pairs of at least the threshold of `weights`.
    pub fn new(weights: &'w Weights) -> Self {
        let most = |bits: &[f64]| bits.iter().copied().fold(f64::MIN, f64::max);
        let fields = &weights.fields;
        Self {
            weights,
            least: weights.threshold - ROUNDING,
            actors: most(&fields.actors),
            place: most(&fields.place),
            other_place: most(&place::APART.map(|level| fields.place[level as usize])),
            counts: most(&fields.counts),
            persons: most(&fields.persons),
            source: most(&fields.source),
        }
    }

    /// Whether the total weight of a pair may reach the threshold, as far as what is asked first
    /// tells: `false` only where it does not.
    pub fn passes(&self, a: &Glance, b: &Glance, codebook: &Codebook) -> bool {
        self.first(a, b, codebook).is_some()
    }

    /// The weight of what is asked first, where with the most of all else it reaches the threshold.
    fn first(&self, a: &Glance, b: &Glance, codebook: &Codebook) -> Option<f64> {
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
        let most_counts = if a.counts && b.counts {
            self.counts
        } else {
            w.counts[CountLevel::Missing as usize]
        };
        let most_persons = if a.persons && b.persons {
            self.persons
        } else {
            w.persons[PersonLevel::Missing as usize]
        };
        let most_place = match (a.bare, b.bare) {
            (Some(x), Some(y)) if x != y => self.other_place,
            _ => self.place,
        };
        let most = bits + most_counts + most_persons + most_place + self.source;
        (most >= self.least).then_some(bits)
    }

    /// Whether the total weight of a pair may reach the threshold: `false` only where it does not.
    pub fn may_pass(&self, a: &Features, b: &Features, names: &Names, codebook: &Codebook) -> bool {
        let w = &self.weights.fields;
        let Some(mut bits) = self.first(&Glance::of(a), &Glance::of(b), codebook) else {
            return false;
        };
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
            outlet in 0..3_u32, crowd in 0..70_u16, wording in 0..3_u64,
        ) -> Features {
            Features {
                span: Some(DaySpan { first: day, last: day + days }),
                actors: actors.into_iter().map(EntityId).collect(),
                persons: persons.into_iter().map(EntityId).collect(),
                published: published.map(|day| day * 1440),
                outlet,
                crowd,
                wording,
                ..Features::default()
            }
        }
    }

    proptest! {
        #[test]
        fn nothing_that_passes_is_sieved_out(a in features(), b in features()) {
            let (weights, names, codebook) = (Weights::default(), Names::default(), Codebook::builtin());
            let total = weights.total(levels::compare(&a, &b, &names, &codebook));
            let passes = Sieve::new(&weights).may_pass(&a, &b, &names, &codebook);
            prop_assert!(passes || total < weights.threshold);
            // Sums in another order may differ in the last digit.
            prop_assert!(!passes || total >= weights.threshold - 2.0 * ROUNDING);
        }
    }
}
