//! Expectation maximisation over patterns of levels (Winkler, 1988; Dempster, Laird and Rubin,
//! 1977): which pairs are of one event is guessed from the weights, the weights from the guess.
//!
//! The fields are taken to be independent among pairs of one event, and among the others (the
//! blocked pairs of two events, which is what a weight has to tell from the former). They are not
//! quite: events of one war come in weeks and places, and two unlike sorts of pairs may well be
//! "near" and "far" rather than "one event" and "two". So no number of pairs makes an estimate
//! surer than [`MISFIT`], and a weight stays near the one it starts from; a level that hardly a
//! pair reaches keeps it.

use super::{Fit, MOST_ROUNDS, Pattern, STILL, change, probability, total};
use crate::link::Weights;
use crate::link::levels::FIELDS;

/// How sure the weights at the start are: the variance, in square bits, of a weight around them.
const SPREAD: f64 = 1.0;
/// The least variance of an estimate, in square bits: what the fields have in common is no chance
/// that more pairs would even out.
const MISFIT: f64 = 3.0;
/// Pairs of each sort that every level is given before counting, so that none has no odds.
const SEEN: f64 = 0.5;
/// The variance of the logarithm of a count is its inverse, in square nats; so many square bits.
const SQUARE_BITS: f64 = std::f64::consts::LOG2_E * std::f64::consts::LOG2_E;

/// Fits weights to patterns of unknown pairs.
pub(super) fn fit(patterns: &[Pattern], start: &Weights) -> Fit {
    let mut fit = Fit {
        weights: start.clone(),
        share: 0.0,
        rounds: 0,
        // No pair is no reason to move.
        converged: patterns.is_empty(),
    };
    while !fit.converged && fit.rounds < MOST_ROUNDS {
        let expected = Expected::of(patterns, &fit.weights);
        let next = expected.weights(start);
        fit = Fit {
            share: expected.share(),
            rounds: fit.rounds + 1,
            converged: change(&fit.weights, &next) < STILL,
            weights: next,
        };
    }
    fit
}

/// Expected numbers of pairs of one event and of two, in all and at every level.
struct Expected {
    all: (f64, f64),
    levels: [Vec<(f64, f64)>; FIELDS],
}

impl Expected {
    /// Patterns are added up in their order, so that every run gives the same digits.
    fn of(patterns: &[Pattern], weights: &Weights) -> Self {
        let tables = weights.fields.tables();
        let mut expected = Self {
            all: (0.0, 0.0),
            levels: tables.map(|table| vec![(0.0, 0.0); table.len()]),
        };
        for pattern in patterns {
            let pairs = pattern.pairs as f64;
            let one = pairs * probability(total(weights, &tables, pattern));
            expected.add(pattern, (one, pairs - one));
        }
        expected
    }

    fn add(&mut self, pattern: &Pattern, (one, two): (f64, f64)) {
        self.all = (self.all.0 + one, self.all.1 + two);
        for (levels, &level) in self.levels.iter_mut().zip(&pattern.levels) {
            let level = &mut levels[usize::from(level)];
            *level = (level.0 + one, level.1 + two);
        }
    }

    fn share(&self) -> f64 {
        self.all.0 / (self.all.0 + self.all.1).max(1.0)
    }

    /// The weights that make these numbers likeliest, drawn towards those at the start.
    fn weights(&self, start: &Weights) -> Weights {
        let mut weights = start.clone();
        let (one, two) = (self.all.0 + SEEN, self.all.1 + SEEN);
        weights.prior = drawn((one / two).log2(), (self.all.0, self.all.1), start.prior);
        for (table, levels) in weights.fields.tables_mut().into_iter().zip(&self.levels) {
            for (bits, &(m, u)) in table.iter_mut().zip(levels) {
                let met = ((m + SEEN) / one).log2() - ((u + SEEN) / two).log2();
                *bits = drawn(met, (m, u), *bits);
            }
        }
        weights
    }
}

/// An estimate from so many pairs of one event and of two, between itself and the start.
fn drawn(met: f64, (m, u): (f64, f64), start: f64) -> f64 {
    let variance = MISFIT + SQUARE_BITS * (1.0 / (m + SEEN) + 1.0 / (u + SEEN));
    (met * SPREAD + start * variance) / (SPREAD + variance)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pairs of one event and of two that differ in time, in kind and in counts.
    fn mixed() -> Vec<Pattern> {
        let pattern = |time, kind, counts, pairs| Pattern {
            levels: [time, 0, 0, 0, kind, counts, 2, 3, 0, 10],
            pairs,
            same: 0,
        };
        vec![
            pattern(0, 1, 1, 800),
            pattern(0, 1, 9, 60),
            pattern(0, 4, 1, 70),
            pattern(8, 1, 9, 500),
            pattern(8, 4, 1, 90),
            pattern(8, 4, 9, 9_000),
        ]
    }

    #[test]
    fn it_comes_to_rest() {
        let fit = fit(&mixed(), &Weights::default());
        assert!(fit.converged, "{} rounds", fit.rounds);
        assert!((0.0..=1.0).contains(&fit.share));
    }

    #[test]
    fn a_level_that_no_pair_reaches_keeps_its_bits() {
        let start = Weights::default();
        let fit = fit(&mixed(), &start);
        let (had, has) = (start.fields.time[13], fit.weights.fields.time[13]);
        assert!((had - has).abs() < 0.2 * had.abs(), "{had} became {has}");
    }

    #[test]
    fn levels_that_go_with_likely_pairs_speak_for_one_event() {
        let fields = fit(&mixed(), &Weights::default()).weights.fields;
        assert!(fields.time[0] > fields.time[8] + 3.0);
        assert!(fields.kind[1] > fields.kind[4]);
        assert!(fields.counts[1] > fields.counts[9]);
    }

    #[test]
    fn without_a_pair_nothing_is_learned() {
        let fit = fit(&[], &Weights::default());
        assert_eq!(fit.weights, Weights::default());
        assert!(fit.converged);
    }
}
