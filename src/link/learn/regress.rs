//! Logistic regression of coded pairs on their levels: weights for fields that go together, so
//! that nothing counts twice.
//!
//! The weights are those that make the coding likeliest given a normal prior around the start
//! (ridge regression: le Cessie and van Houwelingen, 1992), found by Newton's method.

use super::{Fit, MOST_ROUNDS, Pattern, STILL, change, probability, row, total};
use crate::link::Weights;
use crate::link::levels::FIELDS;

/// How sure the weights at the start are: the variance, in square bits, of a weight around them.
const SPREAD: f64 = 1.0;
/// A step longer than this many bits is shortened to it: far from the end Newton's method leaps.
const LONGEST: f64 = 4.0;
/// Bits in a nat, squared: the slopes below are per nat.
const BITS: f64 = std::f64::consts::LOG2_E;

/// Fits weights to patterns of coded pairs.
pub(super) fn fit(patterns: &[Pattern], start: &Weights) -> Fit {
    let mut weights = start.clone();
    let (mut rounds, mut converged) = (0, false);
    while rounds < MOST_ROUNDS && !converged {
        rounds += 1;
        let next = step(patterns, &weights, start);
        converged = change(&weights, &next) < STILL;
        weights = next;
    }
    let pairs: u64 = patterns.iter().map(|p| p.pairs).sum();
    let same: u64 = patterns.iter().map(|p| p.same).sum();
    Fit {
        weights,
        share: same as f64 / (pairs as f64).max(1.0),
        rounds,
        converged,
    }
}

/// The same back, from [`row`].
fn set(weights: &mut Weights, row: &[f64]) {
    weights.prior = row[0];
    let cells = weights.fields.tables_mut().into_iter().flatten();
    cells.zip(&row[1..]).for_each(|(bits, &new)| *bits = new);
}

/// Where in the row each field begins.
fn offsets(weights: &Weights) -> [usize; FIELDS] {
    let mut next = 1;
    weights.fields.tables().map(|table| {
        let here = next;
        next += table.len();
        here
    })
}

/// One step of Newton's method.
fn step(patterns: &[Pattern], weights: &Weights, start: &Weights) -> Weights {
    let (slope, curve) = slopes(patterns, weights, start);
    let leap = solve(curve, slope);
    let longest = leap.iter().fold(LONGEST, |most, x| most.max(x.abs()));
    let moved = row(weights).into_iter().zip(&leap);
    let moved: Vec<f64> = moved.map(|(x, d)| x + d * (LONGEST / longest)).collect();
    let mut next = weights.clone();
    set(&mut next, &moved);
    next
}

/// A square table of numbers.
type Matrix = Vec<Vec<f64>>;

/// First and (negated) second derivative of the log likelihood with its prior, by bits.
fn slopes(patterns: &[Pattern], weights: &Weights, start: &Weights) -> (Vec<f64>, Matrix) {
    let tables = weights.fields.tables();
    let offsets = offsets(weights);
    let (at, from) = (row(weights), row(start));
    let drawn = at.iter().zip(&from).map(|(x, s)| (s - x) / SPREAD);
    let mut slope: Vec<f64> = drawn.collect();
    let mut curve = vec![vec![0.0; at.len()]; at.len()];
    for (number, row) in curve.iter_mut().enumerate() {
        row[number] = 1.0 / SPREAD;
    }
    for pattern in patterns {
        let p = probability(total(weights, &tables, pattern));
        let pairs = pattern.pairs as f64;
        let missed = (pattern.same as f64 - pairs * p) / BITS;
        let steep = pairs * p * (1.0 - p) / (BITS * BITS);
        let levels = offsets.iter().zip(&pattern.levels);
        let cells = levels.map(|(offset, &level)| offset + usize::from(level));
        let cells: Vec<usize> = [0].into_iter().chain(cells).collect();
        for &x in &cells {
            slope[x] += missed;
            for &y in &cells {
                curve[x][y] += steep;
            }
        }
    }
    (slope, curve)
}

/// Solves a symmetric positive definite system by Cholesky's decomposition.
fn solve(mut a: Matrix, mut b: Vec<f64>) -> Vec<f64> {
    let n = b.len();
    for i in 0..n {
        for j in 0..=i {
            let sum: f64 = (0..j).map(|k| a[i][k] * a[j][k]).sum();
            let rest = a[i][j] - sum;
            a[i][j] = if i == j {
                rest.max(1e-12).sqrt()
            } else {
                rest / a[j][j]
            };
        }
        let sum: f64 = (0..i).map(|k| a[i][k] * b[k]).sum();
        b[i] = (b[i] - sum) / a[i][i];
    }
    for i in (0..n).rev() {
        let sum: f64 = (i + 1..n).map(|k| a[k][i] * b[k]).sum();
        b[i] = (b[i] - sum) / a[i][i];
    }
    b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_solved() {
        let a = vec![vec![4.0, 2.0], vec![2.0, 3.0]];
        let x = solve(a, vec![10.0, 8.0]);
        assert!(
            (x[0] - 1.75).abs() < 1e-12 && (x[1] - 1.5).abs() < 1e-12,
            "{x:?}"
        );
    }

    /// Coded pairs of which every weight is known: what the weights say of each pattern.
    fn coded(weights: &Weights) -> Vec<Pattern> {
        let tables = weights.fields.tables();
        let mut patterns = Vec::new();
        for time in [0, 1, 7, 8] {
            for kind in [1, 2, 4] {
                for counts in [0, 6, 9] {
                    let levels = [time, 0, 0, 0, kind, counts, 2, 3, 0, 10];
                    let pairs = 1_000_000;
                    let mut pattern = Pattern {
                        levels,
                        pairs,
                        same: 0,
                    };
                    pattern.same =
                        (probability(total(weights, &tables, &pattern)) * 1e6).round() as u64;
                    patterns.push(pattern);
                }
            }
        }
        patterns
    }

    #[test]
    fn it_finds_the_weights_that_coded_the_pairs() {
        let start = Weights::default();
        let mut truth = start.clone();
        truth.fields.time[0] += 2.0;
        truth.fields.kind[4] -= 1.5;
        truth.fields.counts[0] -= 3.0;
        let fit = fit(&coded(&truth), &start);
        assert!(fit.converged, "{} rounds", fit.rounds);
        let apart = |table: &[f64], x: usize, y: usize| table[x] - table[y];
        // Only differences within a field are told by pairs: the rest is the prior's.
        let (found, known) = (&fit.weights.fields, &truth.fields);
        for (x, y) in [(0, 1), (0, 8), (1, 7)] {
            assert!((apart(&found.time, x, y) - apart(&known.time, x, y)).abs() < 0.1);
        }
        assert!((apart(&found.kind, 1, 4) - apart(&known.kind, 1, 4)).abs() < 0.1);
        assert!((apart(&found.counts, 0, 9) - apart(&known.counts, 0, 9)).abs() < 0.1);
    }

    #[test]
    fn without_a_pair_nothing_is_learned() {
        let start = Weights::default();
        assert!(change(&fit(&[], &start).weights, &start) < 1e-9);
    }
}
