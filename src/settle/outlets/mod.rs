//! Who is to be believed, in a claims set: which outlets copy from which, how often each is right,
//! and how likely each value is.
//!
//! The statements of events become observations of [`super::truth`]'s model for intervals; what
//! only accounts of events have, their texts and order, groups and leanings, and doubts about which event
//! they are of, is weighed here.

pub mod belief;
pub mod copying;
pub mod grade;
pub mod known;
mod leaning;
mod misplaced;
mod objects;
pub mod observation;
mod reliability;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use super::truth::{Bound, Interval, IntervalCandidate, Reported, Share};
pub use belief::{Account, Belief};
pub use copying::{Copies, Copying, Taken};
pub use known::{Acceptance, Fact, Known};
pub use leaning::{Leaning, Leanings};
pub use observation::{Class, OutletObservation, StatedValue};
pub use reliability::TrackRecord;

use crate::compare::{Context, Speakers};
use crate::link::Linkage;
use crate::settle::dependence::Dependence;
use objects::Objects;
use observation::CLASSES;
use reliability::Learner;

/// What is known before anything is weighed.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// What is known or ruled to be true.
    pub facts: Vec<Fact>,
    /// Disagreements that may stay.
    pub accepted: Vec<Acceptance>,
    /// Outlets that say exactly what another says.
    pub twins: Twins,
    /// Outlets that are declared never to copy, by name.
    pub independent: BTreeSet<String>,
    /// The owner of each outlet that has one, and is not declared independent of it, by name.
    pub owners: BTreeMap<String, String>,
}

/// Of every claim the one of an outlet that says exactly the same, claim by claim; empty where
/// there is none.
#[derive(Debug, Clone, Default)]
pub struct Twins(pub(crate) Vec<Option<u32>>);

impl Twins {
    /// The claim of which a claim is the twin.
    fn of(&self, claim: u32) -> Option<u32> {
        self.0.get(claim as usize).copied().flatten()
    }

    /// Claims and those of which they are twins.
    fn all(&self) -> impl Iterator<Item = (u32, u32)> {
        let all = (0..).zip(&self.0);
        all.filter_map(|(claim, of)| Some((claim, (*of)?)))
    }

    /// Outlets and those of which they are twins, each pair once.
    fn outlets(&self, linkage: &Linkage) -> BTreeSet<(u32, u32)> {
        let outlet = |claim: u32| linkage.features[claim as usize].outlet;
        let pairs = self.all().map(|(claim, of)| (outlet(claim), outlet(of)));
        pairs.collect()
    }
}

/// What is known of every outlet.
#[derive(Debug, Clone, Default)]
pub struct Trust {
    /// Who copies whom.
    pub copies: Copies,
    /// What is known of each outlet on each class of statement, by number.
    pub records: Vec<[TrackRecord; CLASSES]>,
    /// Who leans on whose losses, by outlet and group.
    pub leanings: Leanings,
    /// How wrong all of them are together.
    wrong: f64,
    /// How likely each claim is of another event than those it was put with.
    misplaced: Vec<f32>,
    /// The owner of each outlet that is known to have one, by number.
    owners: Vec<Option<Arc<str>>>,
    /// What is known to be true.
    pub known: Known,
    /// Rounds until the rates stood still.
    pub rounds: u32,
    /// Whether they did.
    pub settled: bool,
    /// Of which outlets enough is known.
    judged: Vec<bool>,
}

impl Trust {
    /// Weighs a claims set, some of which may be known.
    pub fn of(
        ctx: &Context,
        linkage: &Linkage,
        speakers: &Speakers,
        dependence: &Dependence,
        given: Given,
    ) -> Self {
        let Given {
            facts,
            accepted,
            twins,
            independent,
            owners,
        } = given;
        let known = Known::new(ctx, linkage, (facts, accepted));
        let objects = Objects::new(ctx, linkage, speakers, &twins, &known);
        let copies = copying::find(ctx, linkage, &objects, dependence, (&twins, &independent));
        let mut misplaced = misplaced::misplaced(ctx, linkage, &copies);
        let mut learner = Learner {
            objects: &objects,
            copies: &copies,
            known: known.place(&objects),
            leanings: Leanings::default(),
        };
        let outlets = linkage.features.iter().map(|f| f.outlet + 1).max();
        let mut records = learner.begin(outlets.unwrap_or(0) as usize);
        let (rough, _) = learner.learn(&mut records, reliability::ROUGH);
        learner.leanings = leaning::find(&objects, &copies, &records);
        let (rounds, settled) = learner.learn(&mut records, reliability::STILL);
        let leanings = learner.leanings;
        let wrong = reliability::wrong(&records);
        // A twin is what its source is.
        for (claim, of) in twins.all() {
            misplaced[claim as usize] = misplaced[of as usize];
        }
        for (twin, of) in twins.outlets(linkage) {
            records[twin as usize] = records[of as usize];
        }
        let mut trust = Self {
            copies,
            records,
            leanings,
            wrong,
            misplaced,
            owners: numbered(ctx, linkage, &owners),
            known,
            rounds: rough + rounds,
            settled,
            judged: Vec::new(),
        };
        let judged = |n| grade::is_judged(trust.reliability(n), trust.met(n));
        trust.judged = (0..trust.records.len() as u32).map(judged).collect();
        trust
    }

    /// The owner of an outlet, where it is known to have one and is not declared independent.
    pub fn owner(&self, outlet: u32) -> Option<&Arc<str>> {
        self.owners.get(outlet as usize)?.as_ref()
    }

    fn of_outlet(&self, outlet: u32) -> &[TrackRecord] {
        let records = self.records.get(outlet as usize);
        records.map_or(&[], |records| records.as_slice())
    }

    /// How often an outlet is right in all that can be checked; `None` where nobody else tells of
    /// what it tells.
    pub fn reliability(&self, outlet: u32) -> Option<Share> {
        reliability::share(self.of_outlet(outlet), self.wrong)
    }

    /// The same for one class of statement.
    pub fn on(&self, outlet: u32, class: Class) -> Option<Share> {
        let record = self.of_outlet(outlet).get(class as usize)?;
        reliability::share(&[*record], self.wrong)
    }

    /// How many statements of an outlet can be weighed.
    pub fn said(&self, outlet: u32) -> u32 {
        self.of_outlet(outlet).iter().map(|r| r.said).sum()
    }

    /// How many of its statements are on what another outlet tells of too, that did not take it from
    /// there.
    pub fn met(&self, outlet: u32) -> u32 {
        self.of_outlet(outlet).iter().map(|r| r.apart).sum()
    }

    /// How many of its statements are on what is known to be true.
    pub fn proven(&self, outlet: u32) -> u32 {
        self.of_outlet(outlet).iter().map(|r| r.proven).sum()
    }

    /// Whether so much is known of an outlet that it can be graded.
    pub fn judged(&self, outlet: u32) -> bool {
        self.judged
            .get(outlet as usize)
            .copied()
            .unwrap_or_default()
    }

    /// How likely a claim is of another event than those that it was put with.
    pub fn misplaced(&self, claim: u32) -> f64 {
        let misplaced = self.misplaced.get(claim as usize);
        misplaced.map_or(0.0, |&p| f64::from(p))
    }

    /// The claim that a claim is more likely than not taken from.
    pub fn source(&self, claim: u32) -> Option<Taken> {
        self.copies.source(claim)
    }
}

/// Owners by the numbers of their outlets; none where no outlet has one.
fn numbered(
    ctx: &Context,
    linkage: &Linkage,
    owners: &BTreeMap<String, String>,
) -> Vec<Option<Arc<str>>> {
    let mut numbered = Vec::new();
    if owners.is_empty() {
        return numbered;
    }
    for (claim, features) in ctx.claims.iter().zip(&linkage.features) {
        let number = features.outlet as usize;
        numbered.resize(numbered.len().max(number + 1), None);
        numbered[number] = owners.get(&*claim.outlet).map(|owner| Arc::from(&**owner));
    }
    numbered
}
