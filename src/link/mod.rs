//! Which claims speak of one event.
//!
//! Fellegi–Sunter over typed levels: [`block`] finds pairs worth comparing, [`levels`] compares
//! them, [`weights`] weighs the levels in bits, [`cluster`] makes events, and [`relate`] finds
//! events that are part of others. `link` never looks at whether values agree beyond what tells
//! two events apart, and never reads a file.

pub mod apart;
pub mod block;
pub mod cluster;
pub mod doubt;
pub mod features;
mod given;
pub mod learn;
pub mod levels;
mod meet;
pub mod met;
pub mod model;
pub mod places;
pub mod relate;
mod repeat;
mod rows;
mod ruled;
mod sources;
mod spots;
mod told_days;
pub mod weights;
mod words;
pub mod written;

use std::sync::Arc;

use rayon::prelude::*;

use crate::claim::{Claim, content_id};
use crate::codebook::Codebook;
use crate::ingest::OutletProfile;
use crate::names::Names;

pub use features::Features;
pub use levels::Levels;
use levels::sieve::{Glance, Sieve};
pub use relate::{Relation, RelationKind};
pub use rows::Table;
pub use ruled::RuledEvents;
use sources::Sources;
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
    /// Tables whose rows were taken for different events.
    pub tables: Vec<Table>,
    /// Pairs of events that may be one, sorted.
    pub possible: Vec<doubt::Candidate>,
}

impl Linkage {
    /// Of clusters of claims, sorted by their first.
    fn of(
        clusters: Vec<Vec<u32>>,
        claims: &[Claim],
        names: &Names,
        features: Vec<Features>,
        weights: &Weights,
    ) -> Self {
        let id =
            |members: &[u32]| content_id("e", members.iter().map(|&m| &*claims[m as usize].id));
        let event = |claims: Vec<u32>| Event {
            id: id(&claims),
            claims,
        };
        let events: Vec<Event> = clusters.into_iter().map(event).collect();
        let mut event_of = vec![0; claims.len()];
        for (number, event) in events.iter().enumerate() {
            for &claim in &event.claims {
                event_of[claim as usize] = number as u32;
            }
        }
        let relate::Relations { relations, cut } = relate::relations(&events, &features, names);
        Self {
            events,
            event_of,
            features,
            relations,
            cut,
            blocking: Vec::new(),
            weights: weights.clone(),
            given: false,
            tables: Vec::new(),
            possible: Vec::new(),
        }
    }

    /// Marks the claims that are rows of coded tables, where events were given.
    pub fn mark_rows(&mut self, claims: &[Claim], outlets: &[OutletProfile]) {
        rows::mark(&mut self.features, claims, outlets);
    }

    /// How many pairs blocking made, by all rules.
    pub fn pairs(&self) -> usize {
        self.blocking.iter().map(|(_, made)| made).sum()
    }
}

/// Finds the events of `claims`, which must be sorted by id.
pub fn link(
    claims: &[Claim],
    names: &Names,
    codebook: &Codebook,
    weights: &Weights,
    (outlets, ruled): (&[OutletProfile], &RuledEvents),
) -> Linkage {
    let (mut features, mut blocks) = blocked(claims, names, codebook, outlets);
    ruled.mark(&mut features);
    let repeats = repeat::Repeats::of(&features);
    blocks.retain(|claim| repeats.is_linked(claim));
    let least = weights.threshold - doubt::SLACK_BITS;
    let (met, blocking) = {
        let bits = pair_bits(&features, names, codebook, weights);
        let sieve = Sieve::new(weights, least);
        let glance = |p: &Glance, q: &Glance| sieve.first(p, q, codebook);
        blocks.pairs(&features, glance, |first, a, b| {
            let (x, y) = (&features[a as usize], &features[b as usize]);
            sieve.may_pass(first, x, y, names) && bits(a, b) >= least
        })
    };
    let linked = |features: &[Features], pairs: &block::Pairs| -> block::Pairs {
        let bits = pair_bits(features, names, codebook, weights);
        let linked = |&(a, b): &(u32, u32)| bits(a, b) >= weights.threshold;
        pairs.par_iter().copied().filter(linked).collect()
    };
    let links = linked(&features, &met);
    told_days::mark(&mut features, &links);
    let links = linked(&features, &links);
    let (clusters, possible) = {
        let bits = pair_bits(&features, names, codebook, weights);
        let mut clusters = cluster::clusters(claims.len(), &links, weights.threshold, &bits);
        repeats.join(&mut clusters);
        let clusters = ruled.obey(clusters, &features, weights.threshold, &bits);
        let mut possible = doubt::possible(&clusters, &met, &features, &bits);
        ruled.leave_out_apart(&mut possible, &clusters);
        (clusters, possible)
    };
    Linkage {
        blocking,
        tables: rows::tables(claims, outlets),
        possible,
        ..Linkage::of(clusters, claims, names, features, weights)
    }
}

/// Weighs pairs of claims by number.
fn pair_bits<'f>(
    features: &'f [Features],
    names: &'f Names,
    codebook: &'f Codebook,
    weights: &'f Weights,
) -> impl Fn(u32, u32) -> f64 + Sync + 'f {
    move |a, b| {
        let (x, y) = (&features[a as usize], &features[b as usize]);
        pair_weight(x, y, names, codebook, weights)
    }
}

/// What is compared of each claim, and the blocks in which claims meet.
fn blocked(
    claims: &[Claim],
    names: &Names,
    codebook: &Codebook,
    outlets: &[OutletProfile],
) -> (Vec<Features>, block::Blocks) {
    let mut features = features(claims, names, codebook);
    rows::mark(&mut features, claims, outlets);
    let blocks = block::Blocks::of(&features);
    for (claim, crowd) in features.iter_mut().zip(blocks.crowd(claims.len())) {
        claim.crowd = crowd;
    }
    (features, blocks)
}

/// Total weight of a pair in bits; minus infinity where the two cannot be one event.
pub fn pair_weight(
    a: &Features,
    b: &Features,
    names: &Names,
    codebook: &Codebook,
    weights: &Weights,
) -> f64 {
    if apart::apart(a, b).is_some() {
        return cluster::CANNOT;
    }
    weights.total(levels::compare(a, b, names, codebook))
}

fn features(claims: &[Claim], names: &Names, codebook: &Codebook) -> Vec<Features> {
    let places = places::Places::of(names);
    let alike = features::alike(codebook);
    let written = written::WrittenPlaces::of(claims);
    let numbered = claims.par_iter().enumerate();
    let mut features: Vec<Features> = numbered
        .map(|(index, claim)| {
            Features::of(claim, index, names, codebook, &places, written.get(claim))
        })
        .collect();
    let mut sources = Sources::of(claims);
    for (claim, features) in claims.iter().zip(&mut features) {
        features.document = sources.document(claim);
        features.outlet = sources.outlet(&claim.outlet);
        features.cites = sources.cites(claim);
        features.corrects = sources.corrected(claim);
        let kind = features.kind.map(|kind| usize::from(kind.0));
        features.alike = kind.map_or_else(Arc::default, |kind| alike[kind].clone());
    }
    features
}
