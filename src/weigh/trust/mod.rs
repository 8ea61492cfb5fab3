//! Who is to be believed, in a claims set: which outlets copy from which, how often each is right,
//! and how likely each value is.

pub mod belief;
pub mod copying;
pub mod grade;
mod items;
pub mod known;
mod leaning;
mod learn;
pub mod settle;
mod strays;
#[cfg(test)]
mod tests;
pub mod voice;

use std::collections::BTreeSet;

pub use belief::{Account, Belief};
pub use copying::{Copies, Copying};
pub use known::{Fact, Known};
pub use leaning::{Leaning, Leanings};
use learn::Lesson;
pub use learn::Record;

use super::dependence::Dependence;
use super::truth::Beta;
use crate::compare::Context;
use crate::link::Linkage;
use items::Items;
use voice::{SORTS, Sort};

/// How likely an outlet is taken to be right before anything is known of it.
const START: f64 = 0.85;
/// What the model leaves out, downwards, as a part of how often outlets are wrong: measured over
/// made-up worlds, so that nine intervals in ten hold the truth.
const MISFIT_DOWN: f64 = 0.40;
/// The same upwards.
const MISFIT_UP: f64 = 0.47;

/// A share, and where it lies with nine parts in ten of the belief.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// The mean.
    pub mean: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// What is known before anything is weighed.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// What is known to be true.
    pub facts: Vec<Fact>,
    /// Outlets that say exactly what another says.
    pub twins: Twins,
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
    /// What is known of each outlet on each sort of statement, by number.
    pub records: Vec<[Record; SORTS]>,
    /// Who leans on whose losses, by outlet and group.
    pub leanings: Leanings,
    /// How wrong all of them are together.
    pub wrong: f64,
    /// How likely each claim is of another event than those it was put with.
    strays: Vec<f32>,
    /// What is known to be true.
    pub known: Known,
    /// Rounds until the rates stood still.
    pub rounds: usize,
    /// Whether they did.
    pub settled: bool,
    /// Of which outlets enough is known.
    judged: Vec<bool>,
}

impl Trust {
    /// Weighs a claims set, some of which may be known.
    pub fn of(ctx: &Context, linkage: &Linkage, dependence: &Dependence, given: Given) -> Self {
        let Given { facts, twins } = given;
        let mut known = Known::new(facts, linkage);
        let items = Items::of(ctx, linkage, &twins, &known);
        let mut copies = copying::find(ctx, linkage, &items, &twins);
        copies.echo(linkage, dependence, &twins);
        copies.repeat(linkage, &twins);
        let mut strays = strays::strays(ctx, linkage, &copies);
        for (claim, of) in twins.all() {
            strays[claim as usize] = strays[of as usize];
        }
        let outlets = linkage.features.iter().map(|f| f.outlet + 1).max();
        let outlets = outlets.unwrap_or(0) as usize;
        let mut lesson = Lesson {
            items: &items,
            copies: &copies,
            known: known.placed(&items),
            leanings: Leanings::default(),
        };
        let mut records = learn::begin(&items, outlets, START);
        let (rough, _) = lesson.learn(&mut records, learn::ROUGH);
        lesson.leanings = leaning::find(&items, &copies, &learn::rates(&records));
        let (rounds, settled) = lesson.learn(&mut records, learn::STILL);
        let leanings = lesson.leanings;
        let wrong = wrong(&records);
        for (twin, of) in twins.outlets(linkage) {
            records[twin as usize] = records[of as usize];
        }
        let mut trust = Self {
            copies,
            wrong,
            leanings,
            records,
            strays,
            rounds: rough + rounds,
            settled,
            known,
            judged: Vec::new(),
        };
        let judged = |n| grade::is_judged(trust.reliability(n), trust.met(n));
        trust.judged = (0..outlets as u32).map(judged).collect();
        trust
    }

    /// How often an outlet is right in all that can be checked; `None` where nobody else tells of
    /// what it tells.
    pub fn reliability(&self, outlet: u32) -> Option<Share> {
        share(self.records.get(outlet as usize)?, self.wrong)
    }

    /// How many statements of an outlet can be weighed.
    pub fn said(&self, outlet: u32) -> u32 {
        let records = self.records.get(outlet as usize);
        records.map_or(0, |records| records.iter().map(|r| r.said).sum())
    }

    /// How many of its statements are on what another outlet tells of too, that did not take it from
    /// there.
    pub fn met(&self, outlet: u32) -> u32 {
        let records = self.records.get(outlet as usize);
        records.map_or(0, |records| records.iter().map(|r| r.apart).sum())
    }

    /// How many of its statements are on what is known to be true.
    pub fn proven(&self, outlet: u32) -> u32 {
        let records = self.records.get(outlet as usize);
        records.map_or(0, |records| records.iter().map(|r| r.proven).sum())
    }

    /// Whether so much is known of an outlet that it can be graded.
    pub fn judged(&self, outlet: u32) -> bool {
        let judged = self.judged.get(outlet as usize);
        judged.copied().unwrap_or_default()
    }

    /// The same for one sort of statement.
    pub fn on(&self, outlet: u32, sort: Sort) -> Option<Share> {
        let record = self.records.get(outlet as usize)?[sort as usize];
        share(&[record], self.wrong)
    }

    /// How likely an outlet is right on a sort of statement.
    pub fn credence(&self, outlet: u32, sort: Sort) -> f64 {
        let records = self.records.get(outlet as usize);
        records.map_or(START, |r| r[sort as usize].rate)
    }

    /// How likely a claim is of another event than those that it was put with.
    pub fn stray(&self, claim: u32) -> f64 {
        self.strays
            .get(claim as usize)
            .map_or(0.0, |&p| f64::from(p))
    }

    /// The claim that a claim is more likely than not taken from, and how likely.
    pub fn source(&self, claim: u32) -> Option<(u32, f64)> {
        let (from, likely) = (*self.copies.sources.get(claim as usize)?)?;
        Some((from, f64::from(likely)))
    }
}

/// How wrong all outlets are together.
fn wrong(records: &[[Record; SORTS]]) -> f64 {
    let all = || records.iter().flatten();
    let said: f64 = all().map(|r| f64::from(r.said)).sum();
    let right: f64 = all().map(|r| r.right + r.rest).sum();
    if said > 0.0 { 1.0 - right / said } else { 0.0 }
}

/// The share of right statements in some records.
///
/// The spread is that of what is not known of each statement, that of the rate by which the
/// statements that nobody else tells of are judged, and a part for what the model leaves out, which
/// grows with how often outlets differ: accounts of two events that were taken for one make an
/// outlet look worse than it is more often than better, so that this part is wider upwards.
fn share(records: &[Record], wrong: f64) -> Option<Share> {
    let sum = |of: fn(&Record) -> f64| records.iter().map(of).sum::<f64>();
    if sum(|r| f64::from(r.met)) == 0.0 {
        return None;
    }
    let said = sum(|r| f64::from(r.said));
    // The last digits of a sum may lead past the whole.
    let mean = (sum(|r| r.right + r.rest) / said).clamp(0.0, 1.0);
    let variance = sum(Record::spread);
    let end = |misfit: f64, p: f64| {
        let misfit = misfit * wrong * said;
        Beta::with(mean, (variance + misfit * misfit) / (said * said)).quantile(p)
    };
    // A share of so many statements moves in steps of one.
    let step = 0.5 / said;
    Some(Share {
        mean,
        low: (end(MISFIT_DOWN, 0.05) - step).clamp(0.0, mean),
        high: (end(MISFIT_UP, 0.95) + step).clamp(mean, 1.0),
    })
}
