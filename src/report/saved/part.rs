//! The few events that an explanation needs, as the stages would have left them.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::super::build::Results;
use super::super::view::Method;
use crate::claim::Claim;
use crate::codebook::Codebook;
use crate::compare::{Comparison, Context, Finding, Scene};
use crate::link::{Event, Features, Linkage, Weights};
use crate::names::{ClaimNames, Names};
use crate::weigh::Dependence;

/// What all events share.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Shared {
    /// Without those of the claims.
    pub(super) names: Names,
    /// The whole codebook, in the form of its file.
    pub(super) codebook: String,
    pub(super) weights: Weights,
    /// Whether the events were given, and not found by linking.
    pub(super) given: bool,
}

/// The same, to be written.
#[derive(Debug, Serialize)]
pub(super) struct SharedRef<'a> {
    pub(super) names: &'a Names,
    pub(super) codebook: String,
    pub(super) weights: &'a Weights,
    pub(super) given: bool,
}

/// One event.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Blob {
    pub(super) id: String,
    /// Sorted.
    pub(super) claims: Vec<Told>,
    /// The findings whose lesser claim is of this event.
    pub(super) findings: Vec<Found>,
}

/// One claim of an event.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Told {
    /// Its number among all claims.
    pub(super) number: u32,
    pub(super) said: Claim,
    pub(super) names: ClaimNames,
    pub(super) features: Features,
}

/// One finding of an event.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Found {
    /// The key of its id.
    pub(super) key: u64,
    pub(super) found: Finding,
}

/// The event to be written.
#[derive(Debug, Serialize)]
pub(super) struct BlobRef<'a> {
    pub(super) id: &'a str,
    pub(super) claims: Vec<ToldRef<'a>>,
    pub(super) findings: Vec<Found>,
}

/// The claim to be written.
#[derive(Debug, Serialize)]
pub(super) struct ToldRef<'a> {
    pub(super) number: u32,
    pub(super) said: &'a Claim,
    pub(super) names: &'a ClaimNames,
    pub(super) features: &'a Features,
}

/// Some events of a run.
#[derive(Debug)]
pub(super) struct Part {
    claims: Vec<Claim>,
    names: Names,
    codebook: Codebook,
    linkage: Linkage,
    comparison: Comparison,
    dependence: Dependence,
    passages: BTreeMap<Arc<str>, String>,
    method: Method,
}

impl Part {
    /// Of the events; `None` where they do not hold together.
    pub(super) fn new(shared: Shared, blobs: Vec<Blob>) -> Option<Self> {
        let codebook = Codebook::builtin()
            .extended(&shared.codebook, "saved")
            .ok()?;
        let mut told = Vec::new();
        let mut found = Vec::new();
        let mut ids = Vec::new();
        for (event, blob) in blobs.into_iter().enumerate() {
            ids.push(blob.id);
            found.extend(blob.findings.into_iter().map(|f| f.found));
            told.extend(blob.claims.into_iter().map(|c| (event as u32, c)));
        }
        told.sort_by_key(|(_, c)| c.number);
        let numbers: Vec<u32> = told.iter().map(|(_, c)| c.number).collect();
        let mut part = Self {
            claims: Vec::new(),
            names: shared.names,
            codebook,
            linkage: linkage(ids, shared.weights, shared.given),
            comparison: Comparison {
                findings: findings(found, &numbers),
                ..Comparison::default()
            },
            dependence: Dependence::default(),
            passages: BTreeMap::new(),
            method: Method::default(),
        };
        for (place, (event, claim)) in told.into_iter().enumerate() {
            part.linkage.events[event as usize]
                .claims
                .push(place as u32);
            part.linkage.event_of.push(event);
            part.linkage.features.push(claim.features);
            part.names.claims.push(claim.names);
            part.claims.push(claim.said);
        }
        Some(part)
    }

    pub(super) fn results(&self) -> Results<'_> {
        Results {
            ctx: Context {
                claims: &self.claims,
                names: &self.names,
                codebook: &self.codebook,
            },
            linkage: &self.linkage,
            comparison: &self.comparison,
            dependence: &self.dependence,
            passages: &self.passages,
            method: &self.method,
            faults: 0,
        }
    }
}

fn linkage(ids: Vec<String>, weights: Weights, given: bool) -> Linkage {
    let events = ids.into_iter().map(|id| Event {
        id,
        claims: Vec::new(),
    });
    Linkage {
        events: events.collect(),
        event_of: Vec::new(),
        features: Vec::new(),
        relations: Vec::new(),
        cut: Vec::new(),
        blocking: Vec::new(),
        weights,
        given,
    }
}

/// The findings on claims that are at hand, by their new numbers, in the order of the whole.
fn findings(mut found: Vec<Finding>, numbers: &[u32]) -> Vec<Finding> {
    found.sort_unstable();
    let place = |claim: u32| numbers.binary_search(&claim).ok().map(|at| at as u32);
    let moved = |mut f: Finding| {
        f.a.claim = place(f.a.claim)?;
        f.b.claim = place(f.b.claim)?;
        // Only the sort of scene is told; the number of an event is another's here.
        f.scene = match f.scene {
            Scene::Event(_) => Scene::Event(0),
            Scene::Related(_) => Scene::Related(0),
            subject @ Scene::Subject(_) => subject,
        };
        Some(f)
    };
    found.into_iter().filter_map(moved).collect()
}
