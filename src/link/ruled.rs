//! What people decided of which claims are of one event: obeyed after all else.
//!
//! Whole events join where claims of theirs were ruled to be of one. An event that holds claims which were
//! ruled apart is clustered anew among its own claims, where no weight outweighs a ruling; all other
//! events stay as they are.

use std::collections::{BTreeMap, BTreeSet};

use super::apart::{Apart, apart, is_joined};
use super::cluster;
use super::doubt::Candidate;
use super::features::Features;
use crate::ingest::rulings::Decided;
use crate::union_find::UnionFind;

/// What a ruling weighs in bits: more than all other evidence of any event together, and so little that
/// sums of many are exact.
const RULED: f64 = 1e10;

/// Which claims are of one event, and which are not, by number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuledEvents {
    same: Vec<Vec<u32>>,
    apart: Vec<Vec<u32>>,
}

impl RuledEvents {
    /// Of rulings, where `place` is the number that a claim has among those that are linked.
    pub fn of(decided: &Decided, place: impl Fn(u32) -> u32) -> Self {
        let placed = |claims: &Vec<u32>| -> Vec<u32> {
            let places: BTreeSet<u32> = claims.iter().map(|&claim| place(claim)).collect();
            places.into_iter().collect()
        };
        let all = |rulings: &[(u32, Vec<u32>)]| {
            let lists = rulings.iter().map(|(_, claims)| placed(claims));
            lists.filter(|claims| claims.len() > 1).collect()
        };
        Self {
            same: all(&decided.same),
            apart: all(&decided.apart),
        }
    }

    fn is_empty(&self) -> bool {
        self.same.is_empty() && self.apart.is_empty()
    }

    /// Notes in claims what was ruled of them. What is of one event is apart from the same claims.
    pub(super) fn mark(&self, features: &mut [Features]) {
        if self.is_empty() {
            return;
        }
        let groups = self.groups();
        let least: BTreeMap<u32, u32> = groups
            .iter()
            .flat_map(|group| group.iter().map(|&claim| (claim, group[0])))
            .collect();
        for (&claim, &first) in &least {
            features[claim as usize].joined = Some(first);
        }
        let mut parted: BTreeMap<u32, BTreeSet<(u32, u32)>> = BTreeMap::new();
        for (ruling, claims) in (0..).zip(&self.apart) {
            for claim in claims {
                let side = least.get(claim).copied().unwrap_or(*claim);
                parted.entry(side).or_default().insert((ruling, side));
            }
        }
        let alone = parted.keys().filter(|side| !least.contains_key(side));
        let sides: Vec<(u32, u32)> = alone.map(|&side| (side, side)).collect();
        for (claim, side) in least.into_iter().chain(sides) {
            if let Some(rulings) = parted.get(&side) {
                features[claim as usize].parted = rulings.iter().copied().collect();
            }
        }
    }

    /// The claims that are of one event, all that hang together, each sorted.
    fn groups(&self) -> Vec<Vec<u32>> {
        let claims: BTreeSet<u32> = self.same.iter().flatten().copied().collect();
        let claims: Vec<u32> = claims.into_iter().collect();
        let place = |claim: &u32| claims.binary_search(claim).unwrap_or_default() as u32;
        let mut sets = UnionFind::new(claims.len());
        for list in &self.same {
            for other in &list[1..] {
                sets.join(place(&list[0]), place(other));
            }
        }
        let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (claim, set) in claims.iter().zip(sets.set_numbers()) {
            groups.entry(set).or_default().push(*claim);
        }
        groups.into_values().collect()
    }

    /// The clusters that rulings leave; sorted as those given are.
    pub(super) fn obey(
        &self,
        clusters: Vec<Vec<u32>>,
        features: &[Features],
        threshold: f64,
        bits: impl Fn(u32, u32) -> f64 + Sync,
    ) -> Vec<Vec<u32>> {
        if self.is_empty() {
            return clusters;
        }
        let mut made = Vec::with_capacity(clusters.len());
        for members in self.joined(clusters, features.len()) {
            if self.parts(&members) {
                let ruled = |a: u32, b: u32| weight(features, a, b).unwrap_or_else(|| bits(a, b));
                made.extend(anew(&members, threshold, ruled));
            } else {
                made.push(members);
            }
        }
        made.sort_unstable();
        made
    }

    /// Whole events together whose claims are of one.
    fn joined(&self, clusters: Vec<Vec<u32>>, count: usize) -> Vec<Vec<u32>> {
        let mut cluster_of = vec![0; count];
        for (number, cluster) in clusters.iter().enumerate() {
            for &claim in cluster {
                cluster_of[claim as usize] = number as u32;
            }
        }
        let mut sets = UnionFind::new(clusters.len());
        for list in &self.same {
            for &other in &list[1..] {
                sets.join(cluster_of[list[0] as usize], cluster_of[other as usize]);
            }
        }
        let mut all: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (cluster, set) in clusters.into_iter().zip(sets.set_numbers()) {
            all.entry(set).or_default().extend(cluster);
        }
        let mut all: Vec<Vec<u32>> = all.into_values().collect();
        for members in &mut all {
            members.sort_unstable();
        }
        all
    }

    /// Takes out the pairs of events of which claims were ruled apart: that they are two is no doubt any more.
    pub(super) fn leave_out_apart(&self, possible: &mut Vec<Candidate>, clusters: &[Vec<u32>]) {
        let held = |claims: &Vec<u32>| -> BTreeSet<u32> {
            let holds =
                |cluster: &Vec<u32>| claims.iter().any(|c| cluster.binary_search(c).is_ok());
            let events = (0..).zip(clusters).filter(|(_, cluster)| holds(cluster));
            events.map(|(event, _)| event).collect()
        };
        let parted: Vec<BTreeSet<u32>> = self.apart.iter().map(held).collect();
        possible.retain(|pair| {
            let (x, y) = pair.events;
            !parted.iter().any(|of| of.contains(&x) && of.contains(&y))
        });
    }

    /// Whether an event holds two claims of which somebody ruled that they are of two.
    fn parts(&self, members: &[u32]) -> bool {
        self.apart.iter().any(|claims| {
            let held = claims
                .iter()
                .filter(|claim| members.binary_search(claim).is_ok());
            held.count() > 1
        })
    }
}

/// What a ruling on two claims weighs; nothing where there is none.
fn weight(features: &[Features], a: u32, b: u32) -> Option<f64> {
    let (x, y) = (&features[a as usize], &features[b as usize]);
    if apart(x, y) == Some(Apart::Ruled) {
        Some(-RULED)
    } else {
        is_joined(x, y).then_some(RULED)
    }
}

/// The claims of one event clustered by such weights.
fn anew(members: &[u32], threshold: f64, weight: impl Fn(u32, u32) -> f64 + Sync) -> Vec<Vec<u32>> {
    let bits = |a: u32, b: u32| weight(members[a as usize], members[b as usize]);
    let count = members.len() as u32;
    let pairs = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b)));
    let links: Vec<(u32, u32)> = pairs.filter(|&(a, b)| bits(a, b) >= threshold).collect();
    let clusters = cluster::clusters(members.len(), &links, threshold, bits);
    let claims = |cluster: Vec<u32>| cluster.iter().map(|&n| members[n as usize]).collect();
    clusters.into_iter().map(claims).collect()
}

impl Features {
    /// Whether somebody ruled on which event it is of.
    pub(super) fn is_ruled(&self) -> bool {
        self.joined.is_some() || !self.parted.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn obeyed(same: &[&[u32]], apart: &[&[u32]], clusters: &[&[u32]]) -> Vec<Vec<u32>> {
        let lists = |lists: &[&[u32]]| lists.iter().map(|list| list.to_vec()).collect();
        let ruled = RuledEvents {
            same: lists(same),
            apart: lists(apart),
        };
        let mut features = vec![Features::default(); 6];
        for (claim, document) in features.iter_mut().zip(0..) {
            claim.document = document;
        }
        ruled.mark(&mut features);
        // Neighbours are near each other.
        let bits = |a: u32, b: u32| if a.abs_diff(b) == 1 { 5.0 } else { 1.0 };
        ruled.obey(lists(clusters), &features, 0.0, bits)
    }

    #[test]
    fn whole_events_join() {
        assert_eq!(
            obeyed(&[&[0, 4]], &[], &[&[0, 1], &[2, 3], &[4, 5]]),
            [vec![0, 1, 4, 5], vec![2, 3]]
        );
    }

    #[test]
    fn an_event_is_parted_and_the_rest_goes_where_it_is_nearest() {
        assert_eq!(
            obeyed(&[], &[&[0, 3]], &[&[0, 1, 2, 3], &[4, 5]]),
            [vec![0, 1], vec![2, 3], vec![4, 5]]
        );
    }

    #[test]
    fn however_many_agree_with_both_a_ruling_holds() {
        let made = obeyed(&[], &[&[0, 5]], &[&[0, 1, 2, 3, 4, 5]]);
        assert!(
            !made.iter().any(|c| c.contains(&0) && c.contains(&5)),
            "{made:?}"
        );
    }

    #[test]
    fn what_is_of_one_event_is_apart_from_the_same_claims() {
        let made = obeyed(&[&[0, 2]], &[&[0, 3]], &[&[0, 1], &[2, 3], &[4], &[5]]);
        assert!(
            made.iter().any(|c| c.contains(&0) && c.contains(&2)),
            "{made:?}"
        );
        assert!(
            !made.iter().any(|c| c.contains(&2) && c.contains(&3)),
            "{made:?}"
        );
    }
}
