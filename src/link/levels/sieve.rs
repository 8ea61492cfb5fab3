//! Pairs that reach a weight, told from the rest before all of their fields are compared.

use super::{CountLevel, PersonLevel, actors, counts, crowd, kind, persons, place, source, time};
use crate::codebook::Codebook;
use crate::link::features::Features;
use crate::link::weights::Weights;
use crate::link::words;
use crate::names::Names;

/// Room for the last digit of a sum that is added up in another order.
const ROUNDING: f64 = 1e-6;

/// Weights, and the most that the fields compared last can give.
#[derive(Debug, Clone)]
pub struct Sieve<'w> {
    weights: &'w Weights,
    least: f64,
    place: f64,
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
            place: most(&fields.place),
            counts: most(&fields.counts),
            persons: most(&fields.persons),
            source: most(&fields.source),
        }
    }

    /// Whether the total weight of a pair may reach the threshold: `false` only where it does not.
    pub fn may_pass(&self, a: &Features, b: &Features, names: &Names, codebook: &Codebook) -> bool {
        let w = &self.weights.fields;
        let mut bits = self.weights.prior
            + w.kind[kind(a, b, codebook) as usize]
            + w.time[time::time(a, b) as usize]
            + w.crowd[crowd(a, b) as usize]
            + w.actors[actors(a, b) as usize]
            + w.published[time::published(a, b) as usize]
            + w.words[words::level(a, b) as usize];
        let most_counts = if a.counts.is_empty() || b.counts.is_empty() {
            w.counts[CountLevel::Missing as usize]
        } else {
            self.counts
        };
        let most_persons = if a.persons.is_empty() || b.persons.is_empty() {
            w.persons[PersonLevel::Missing as usize]
        } else {
            self.persons
        };
        if bits + most_counts + most_persons + self.place + self.source < self.least {
            return false;
        }
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
    use crate::names::EntityId;
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
