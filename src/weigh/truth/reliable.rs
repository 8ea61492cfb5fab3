//! How far every source is to be believed, with intervals.

use super::beta::Beta;
use super::claims::Claims;
use super::coin::State;
use super::confusion::Tables;
use super::number::Numbers;
use super::outcome::Reliability;
use super::weigh::{NINETY, silent};

/// An interval wider than this says too little to judge a source by.
const WIDE: f64 = 0.5;

/// What is believed of an ordinary source is itself learned, and errs.
const ORDINARY: f64 = 1.1;
/// Claims whose truth is open err together: who is believed wrongly is so on many objects. So much more
/// than if each erred alone, measured over made-up worlds.
const ALIKE: f64 = 2.5;

/// Of sources that are exactly right, partly right or wrong.
pub(super) fn of_open(claims: &Claims, run: &State) -> Vec<Reliability> {
    let spread = spreads(claims, |cell| run.probability[cell]);
    let judge = |source: usize| {
        let said = claims.made_by(source);
        if said == 0 {
            return silent();
        }
        let [mean, partly, _] = run.shares[source];
        let heard = run.tally[source].iter().sum::<f64>() + run.belief.size;
        share(said, mean, spread[source], heard, partly)
    };
    (0..claims.sources()).map(judge).collect()
}

/// By source, the variance of how many of its claims are right, from what is not known of each.
fn spreads(claims: &Claims, probability: impl Fn(usize) -> f64) -> Vec<f64> {
    let mut spread = vec![0.0; claims.sources()];
    for cell in 0..claims.cells() {
        let p = probability(cell);
        for source in claims.sources_of(cell) {
            spread[*source as usize] += p * (1.0 - p);
        }
    }
    spread
}

fn share(said: u32, mean: f64, spread: f64, heard: f64, partly: f64) -> Reliability {
    let variance =
        ORDINARY * mean * (1.0 - mean) / (heard + 1.0) + ALIKE * spread / (heard * heard);
    let belief = Beta::with(mean, variance);
    let (low, high) = (belief.quantile(0.05), belief.quantile(0.95));
    Reliability {
        claims: said,
        mean,
        low,
        high,
        partly,
        judged: high - low < WIDE && said > 1,
    }
}

/// Of sources that choose among a few labels.
pub(super) fn of_closed(claims: &Claims, run: &Tables) -> Vec<Reliability> {
    let rows = claims.by_source();
    let judge = |source: usize| {
        let said = claims.made_by(source);
        if said == 0 {
            return silent();
        }
        let (right, spread) = run.right(claims, rows.of_source(source));
        let heard = f64::from(said) + 2.0;
        share(said, (right + 1.4) / heard, spread, heard, 0.0)
    };
    (0..claims.sources()).map(judge).collect()
}

/// Of sources that measure: the standard deviation of their errors.
pub(super) fn of_numbers(claims: &Claims, run: &Numbers) -> Vec<Reliability> {
    let judge = |source: usize| {
        let said = claims.made_by(source);
        if said == 0 {
            return silent();
        }
        let mean = (run.usual * run.spread[source] + run.bias[source].powi(2)).sqrt();
        // The logarithm of a variance from n squares varies by 2/n; of its root by half of that.
        let factor = (NINETY * (0.5 / (run.heard[source] + 1.0)).sqrt()).exp();
        Reliability {
            claims: said,
            mean,
            low: mean / factor,
            high: mean * factor,
            partly: 0.0,
            judged: factor < 2.0,
        }
    };
    (0..claims.sources()).map(judge).collect()
}
