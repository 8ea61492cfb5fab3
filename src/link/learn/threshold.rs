//! The threshold under which clusters come nearest to the events coded.
//!
//! Average linkage asks for a mean, and the mean of an event told in many ways lies under that of
//! two plain accounts: what parts pairs best is too strict for clusters. So clusters are made at
//! each of a few thresholds, and compared with the events.

use std::collections::HashMap;

use itertools::Itertools;

use crate::link::block::Blocks;
use crate::link::cluster;
use crate::link::features::Features;

/// The thresholds that are tried: quarters of a bit from -4 to 1.
const TRIED: std::ops::RangeInclusive<i32> = -16..=4;

/// The threshold with the best B-cubed F1; of equals the highest, which joins least.
pub(super) fn best(
    features: &[Features],
    blocks: &Blocks,
    event_of: &[Option<u32>],
    bits: impl Fn(u32, u32) -> f64 + Sync,
) -> f64 {
    let threshold = |quarters: i32| f64::from(quarters) / 4.0;
    let (mut best, mut score) = (threshold(*TRIED.start()), f64::MIN);
    let (links, _) = blocks.pairs(features, |_, _| Some(0.0), |_, a, b| bits(a, b) >= best);
    for tried in TRIED.map(threshold) {
        let near = links.iter().copied();
        let near: Vec<_> = near.filter(|&(a, b)| bits(a, b) >= tried).collect();
        let clusters = cluster::clusters(features.len(), &near, tried, &bits);
        let scored = b_cubed(&clusters, event_of);
        if scored >= score {
            (best, score) = (tried, scored);
        }
    }
    best
}

/// B-cubed F1 of clusters against the events of those claims that are coded (Bagga and Baldwin,
/// 1998).
fn b_cubed(clusters: &[Vec<u32>], event_of: &[Option<u32>]) -> f64 {
    let mut events: HashMap<u32, u64> = HashMap::new();
    for &event in event_of.iter().flatten() {
        *events.entry(event).or_default() += 1;
    }
    let (mut pure, mut whole) = (Vec::new(), Vec::new());
    for cluster in clusters {
        let coded = cluster.iter().filter_map(|&c| event_of[c as usize]);
        let coded: Vec<u32> = coded.sorted_unstable().collect();
        for group in coded.chunk_by(|x, y| x == y) {
            let same = (group.len() * group.len()) as f64;
            pure.push(same / coded.len() as f64);
            whole.push(same / events[&group[0]] as f64);
        }
    }
    let claims = events.values().sum::<u64>().max(1) as f64;
    let precision = pure.iter().sum::<f64>() / claims;
    let recall = whole.iter().sum::<f64>() / claims;
    2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_are_scored_against_what_is_coded() {
        let coded = [Some(0), Some(0), Some(1), None];
        let perfect = [vec![0, 1, 3], vec![2]];
        assert!((b_cubed(&perfect, &coded) - 1.0).abs() < 1e-12);
        // All in one: two claims of purity 2/3, one of 1/3, and nothing torn apart.
        let precision = (2.0 * 2.0 / 3.0 + 1.0 / 3.0) / 3.0;
        let expected = 2.0 * precision / (precision + 1.0);
        assert!((b_cubed(&[vec![0, 1, 2, 3]], &coded) - expected).abs() < 1e-12);
    }
}
