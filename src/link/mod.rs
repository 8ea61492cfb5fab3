//! Which claims speak of one event.
//!
//! Fellegi–Sunter over typed levels: [`block`] finds pairs worth comparing, [`levels`] compares
//! them, [`weights`] weighs the levels in bits, [`cluster`] makes events, and [`relate`] finds
//! events that are part of others. `link` never looks at whether values agree beyond what tells
//! two events apart, and never reads a file.

pub mod block;
pub mod cluster;
pub mod features;
mod given;
pub mod levels;
pub mod places;
pub mod relate;
pub mod weights;

use std::collections::HashMap;

use rayon::prelude::*;

use crate::claim::{Claim, content_id};
use crate::codebook::Codebook;
use crate::names::Names;

pub use features::Features;
pub use levels::Levels;
pub use relate::{Relation, RelationKind};
pub use weights::Weights;

/// A cluster of claims that speak of one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// From the ids of its claims.
    pub id: String,
    /// Its claims, sorted.
    pub claims: Vec<u32>,
}

/// The events of a claims set.
#[derive(Debug, Clone)]
pub struct Linkage {
    /// Sorted by their first claim.
    pub events: Vec<Event>,
    /// The event of each claim.
    pub event_of: Vec<u32>,
    /// What was compared of each claim.
    pub features: Vec<Features>,
    /// Events that hold, or overlap, others.
    pub relations: Vec<Relation>,
    /// Events that hold more others than are listed, and how many they hold.
    pub cut: Vec<(u32, usize)>,
    /// How many pairs each blocking rule made.
    pub blocking: Vec<(block::Rule, usize)>,
    /// The weights used.
    pub weights: Weights,
    /// Whether the events were given, and not found.
    pub given: bool,
}

/// Finds the events of `claims`, which must be sorted by id.
pub fn link(claims: &[Claim], names: &Names, codebook: &Codebook, weights: &Weights) -> Linkage {
    let mut features = features(claims, names, codebook);
    let blocks = block::Blocks::of(&features);
    for (claim, crowd) in features.iter_mut().zip(blocks.crowd(claims.len())) {
        claim.crowd = crowd;
    }
    let bits = |a: u32, b: u32| {
        pair_weight(
            &features[a as usize],
            &features[b as usize],
            names,
            codebook,
            weights,
        )
    };
    let (links, blocking) = blocks.pairs(&features, |a, b| bits(a, b) >= weights.threshold);
    let clusters = cluster::clusters(claims.len(), &links, weights.threshold, bits);
    let events: Vec<Event> = clusters
        .into_iter()
        .map(|members| event(members, claims))
        .collect();
    let event_of = event_of(&events, claims.len());
    let relate::Relations { relations, cut } = relate::relations(&events, &features, names);
    Linkage {
        events,
        event_of,
        features,
        relations,
        cut,
        blocking,
        weights: weights.clone(),
        given: false,
    }
}

/// Total weight of a pair in bits; minus infinity where the two cannot be one event.
pub fn pair_weight(
    a: &Features,
    b: &Features,
    names: &Names,
    codebook: &Codebook,
    weights: &Weights,
) -> f64 {
    if cannot_link(a, b) {
        return cluster::CANNOT;
    }
    weights.total(levels::compare(a, b, names, codebook))
}

/// Claims of one document are different events, unless one event is told twice: the same place
/// and time in the same words, under another attribution. A running total is no event of its own.
pub fn cannot_link(a: &Features, b: &Features) -> bool {
    let told_twice = a.header == b.header && a.attribution != b.attribution;
    (a.document == b.document && !told_twice)
        || (a.total_only != b.total_only && a.span.is_none() != b.span.is_none())
}

fn features(claims: &[Claim], names: &Names, codebook: &Codebook) -> Vec<Features> {
    let places = places::Places::of(names);
    let alike = features::alike(codebook);
    let mut features: Vec<Features> = claims
        .par_iter()
        .enumerate()
        .map(|(index, claim)| Features::of(claim, index, names, codebook, &places))
        .collect();
    let documents = numbered(claims, |c| (&c.outlet, &c.document.id));
    let outlets = numbered(claims, |c| &c.outlet);
    let by_name: HashMap<String, u32> = claims
        .iter()
        .zip(&outlets)
        .map(|(claim, &number)| (claim.outlet.to_lowercase(), number))
        .collect();
    for (index, claim) in features.iter_mut().enumerate() {
        claim.document = documents[index];
        claim.outlet = outlets[index];
        let kind = claim.kind.and_then(|kind| alike.get(usize::from(kind.0)));
        claim.alike = kind.copied().unwrap_or_default();
        claim.cites = cites(&claims[index], &by_name);
    }
    features
}

/// The outlets that a claim gives as its sources, by name.
fn cites(claim: &Claim, by_name: &HashMap<String, u32>) -> Vec<u32> {
    let of_assertions = claim.assertions.iter().flat_map(|a| a.said_by.iter());
    let mut cites: Vec<u32> = claim
        .said_by
        .iter()
        .chain(of_assertions)
        .chain(&claim.document.republished_from)
        .filter_map(|name| by_name.get(&name.to_lowercase()).copied())
        .collect();
    cites.sort_unstable();
    cites.dedup();
    cites
}

/// A number for each distinct key, the same for equal keys.
fn numbered<'a, K: std::hash::Hash + Eq>(
    claims: &'a [Claim],
    key: impl Fn(&'a Claim) -> K,
) -> Vec<u32> {
    let mut numbers = HashMap::new();
    claims
        .iter()
        .map(|claim| {
            let next = numbers.len() as u32;
            *numbers.entry(key(claim)).or_insert(next)
        })
        .collect()
}

fn event(members: Vec<u32>, claims: &[Claim]) -> Event {
    let id = content_id("e", members.iter().map(|&m| &*claims[m as usize].id));
    Event {
        id,
        claims: members,
    }
}

fn event_of(events: &[Event], count: usize) -> Vec<u32> {
    let mut event_of = vec![0; count];
    for (number, event) in events.iter().enumerate() {
        for &claim in &event.claims {
            event_of[claim as usize] = number as u32;
        }
    }
    event_of
}
