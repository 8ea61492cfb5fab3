//! Events that were given, in place of those that linking would find.

use super::{Linkage, RuledEvents, Weights, features, pair_bits};
use crate::claim::Claim;
use crate::codebook::Codebook;
use crate::names::Names;

impl Linkage {
    /// The linkage of `claims` into the events given, as numbers of claims; a claim that no event
    /// holds is an event alone. Of a claim that two events hold, the first is taken. What is ruled comes
    /// before what is given.
    pub fn given(
        claims: &[Claim],
        names: &Names,
        codebook: &Codebook,
        weights: &Weights,
        (events, ruled): (&[Vec<u32>], &RuledEvents),
    ) -> Self {
        let mut features = features(claims, names, codebook);
        ruled.mark(&mut features);
        let clusters = {
            let bits = pair_bits(&features, names, codebook, weights);
            let clusters = partition(claims.len(), events);
            ruled.obey(clusters, &features, weights.threshold, bits)
        };
        Self {
            given: true,
            ..Self::of(clusters, claims, names, features, weights)
        }
    }
}

/// The events with every claim once, those that no event holds alone; sorted by the first claim.
fn partition(count: usize, events: &[Vec<u32>]) -> Vec<Vec<u32>> {
    let mut free = vec![true; count];
    let mut take = |claim: u32| free.get_mut(claim as usize).is_some_and(std::mem::take);
    let mut clusters: Vec<Vec<u32>> = events
        .iter()
        .map(|event| event.iter().copied().filter(|&c| take(c)).collect())
        .collect();
    for cluster in &mut clusters {
        cluster.sort_unstable();
    }
    clusters.retain(|cluster| !cluster.is_empty());
    let alone = free.iter().enumerate().filter(|&(_, &free)| free);
    clusters.extend(alone.map(|(claim, _)| vec![claim as u32]));
    clusters.sort_unstable();
    clusters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_claim_is_in_one_event() {
        assert_eq!(
            partition(5, &[vec![4, 1], vec![1, 3, 9], vec![]]),
            [vec![0], vec![1, 4], vec![2], vec![3]]
        );
        assert_eq!(partition(0, &[]), Vec::<Vec<u32>>::new());
    }
}
