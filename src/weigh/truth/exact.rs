//! Numbers of which one claimed value is exactly right, and those that only come near.

use super::claims::Claims;
use super::outcome::{Estimate, Weighed};

/// Share of equal pairs from which on numbers are taken for exact ones.
const AGREE: f64 = 0.3;
/// A value that makes up more of all claims than this (a zero, a full mark) is no sign of exactness.
const COMMON: f64 = 0.02;

/// Whether sources that speak of one object often give exactly one number, the numbers that are
/// common everywhere apart.
pub(super) fn are_exact(claims: &Claims, voices: &[f64]) -> bool {
    let mut everywhere = vec![0_usize; claims.values()];
    for cell in 0..claims.cells() {
        everywhere[claims.value(cell) as usize] += 1;
    }
    let many = claims.objects().max(1) as f64;
    let (mut equal, mut pairs) = (0.0, 0.0);
    for object in 0..claims.objects() {
        let mut rare = 0.0;
        for cell in claims.cells_of(object) {
            let share = everywhere[claims.value(cell) as usize] as f64 / many;
            if share <= COMMON || many < 1.0 / COMMON {
                let said: f64 = claims.claims_of(cell).map(|c| voices[c]).sum();
                equal += said * (said - 1.0).max(0.0);
                rare += said;
            }
        }
        pairs += rare * (rare - 1.0_f64).max(0.0);
    }
    pairs > 0.0 && equal / pairs >= AGREE
}

/// The best value between bounds that hold nine tenths of the probability.
pub(super) fn interval(values: &[Weighed], sizes: &[f64], best: f64) -> Estimate {
    let mut sorted: Vec<(f64, f64)> = values
        .iter()
        .map(|w| (sizes[w.value as usize], w.probability))
        .collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut reached, mut low, mut high) = (0.0, best, best);
    for (size, probability) in &sorted {
        let before = reached;
        reached += probability;
        if before <= 0.05 && reached > 0.05 {
            low = low.min(*size);
        }
        if before < 0.95 && reached >= 0.95 {
            high = high.max(*size);
        }
    }
    Estimate { best, low, high }
}
