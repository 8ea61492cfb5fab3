//! How far each outlet is to be believed: expectation and maximisation over all objects that more
//! than one outlet tells of.

use std::collections::BTreeMap;

use super::copying::Copies;
use super::leaning::Leanings;
use super::objects::Objects;
use super::observation::{CLASSES, Class, OutletObservation};
use crate::settle::truth::beta::{Beta, Share, shrunk};
use crate::settle::truth::em::Rounds;
use crate::settle::truth::{IntervalObservation, IntervalPosterior};

/// How likely an outlet is taken to be right before anything is known of it.
pub(super) const START: f64 = 0.85;
/// Rounds at most.
const ROUNDS: u32 = 30;
/// Rates that move less than this tell who leans.
pub(super) const ROUGH: f64 = 3e-2;
/// Rates that move less than this stand still.
pub(super) const STILL: f64 = 2e-3;
/// How likely a toll rises between two reports, to those who judge outlets: what is put down to a
/// rise is no error, so that more would hide errors.
const RISE: f64 = 0.02;
/// What an outlet of which nothing is known weighs against its own record, in statements.
const STRENGTH: f64 = 5.0;
/// The mean rate that is believed of all, with the strength of one of them.
const USUAL: f64 = 0.9;
/// No rate lies beyond these.
const BOUNDS: (f64, f64) = (0.02, 0.995);
/// How often a statement with a wrong time stands alone.
const ALONE_WRONG: f64 = 0.55;
/// Of the statements that stand alone, how many do so for lack of others.
const ALONE_RIGHT: f64 = 0.8;
/// What the model leaves out, downwards, as a part of how often outlets are wrong: so that nine
/// intervals in ten hold the truth, in made-up worlds whose generator is no part of this project.
const MISFIT_DOWN: f64 = 0.40;
/// The same upwards.
const MISFIT_UP: f64 = 0.47;

/// What is known of one outlet on one class of statement.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct TrackRecord {
    /// Statements.
    pub said: u32,
    /// Statements on what another outlet tells of too.
    pub met: u32,
    /// Of those, how many on what an outlet tells of that did not take it from there.
    pub apart: u32,
    /// Statements on what is known.
    pub proven: u32,
    /// Expected right ones among those met.
    right: f64,
    /// Expected right ones among those that nobody else tells of.
    rest: f64,
    /// How likely a statement is right.
    rate: f64,
    /// The variance of the right ones among those met, from what is not known of each statement.
    variance: f64,
    /// How many statements' worth the others tell of its record (Louis, 1982).
    informed: f64,
    /// Statements on groups to whose losses it leans.
    leaned: u32,
    /// Of those, how many on what another outlet tells of too.
    leaned_met: u32,
    /// Expected right ones among those.
    leaned_right: f64,
}

/// The records of all outlets, by number and class.
pub(super) type Records = Vec<[TrackRecord; CLASSES]>;

/// How an outlet is to be believed on one statement: how likely it is right, and whether its errors lie
/// on one side, above or below.
pub(super) fn credibility(
    records: &[[TrackRecord; CLASSES]],
    leanings: &Leanings,
    one: &OutletObservation,
) -> (f64, Option<bool>) {
    if let Some(leaning) = leanings.of(one.outlet, one.group) {
        return (leaning.rate, Some(leaning.more));
    }
    let of_outlet = records.get(one.outlet as usize);
    let rate = of_outlet.map_or(START, |r| r[one.value.class as usize].rate);
    (rate, None)
}

/// The observations of one object as its source and copies let them weigh. What is `silent` has no
/// weight; where nothing has any, the first does.
pub(super) fn observations(
    of_one: &[OutletObservation],
    weigh: impl Fn(&OutletObservation) -> f64,
    credibility: impl Fn(&OutletObservation) -> (f64, Option<bool>),
    silent: impl Fn(usize, &[IntervalObservation]) -> bool,
    into: &mut Vec<IntervalObservation>,
) {
    into.clear();
    for (n, one) in of_one.iter().enumerate() {
        let (credibility, errs_above) = credibility(one);
        let weight = weigh(one);
        into.push(IntervalObservation {
            interval: one.value.interval,
            named: one.value.named,
            at: one.at,
            credibility,
            weight: if silent(n, into) { 0.0 } else { weight },
            revises: one.revises(&of_one[..n]),
            errs_above,
        });
    }
    if into.iter().all(|o| o.weight == 0.0)
        && let Some(first) = into.first_mut()
    {
        first.weight = 1.0;
    }
}

/// The observations of one object, to judge outlets by: of what one outlet or one speaker says again and
/// again, what was said first.
pub(super) fn observe(
    of_one: &[OutletObservation],
    copies: &Copies,
    (records, leanings): (&[[TrackRecord; CLASSES]], &Leanings),
    into: &mut Vec<IntervalObservation>,
) {
    let again = |n: usize, _: &[IntervalObservation]| {
        let one = &of_one[n];
        let mut before = of_one[..n].iter();
        before.any(|o| o.is_of(one) && o.says_as(one))
    };
    let credibility = |one: &OutletObservation| credibility(records, leanings, one);
    let weight = |one: &OutletObservation| copies.weight(one, of_one, 0.5);
    observations(of_one, weight, credibility, again, into);
}

/// All that rates are learned from.
pub(super) struct Learner<'a> {
    pub(super) objects: &'a Objects,
    pub(super) copies: &'a Copies,
    pub(super) known: BTreeMap<usize, IntervalObservation>,
    pub(super) leanings: Leanings,
}

impl Learner<'_> {
    /// Before anything is learned.
    pub(super) fn begin(&self, outlets: usize) -> Records {
        let record = TrackRecord {
            rate: START,
            ..TrackRecord::default()
        };
        let mut records = vec![[record; CLASSES]; outlets];
        for one in self.objects.all() {
            record_of(&mut records, one).said += 1;
        }
        records
    }

    /// Learns until rates move less than that: in how many rounds, and whether they came to it.
    pub(super) fn learn(&self, records: &mut Records, still: f64) -> (u32, bool) {
        for one in self.objects.all() {
            let leans = self.leanings.of(one.outlet, one.group).is_some();
            record_of(records, one).leaned += u32::from(leans);
        }
        let mut posterior = IntervalPosterior::default();
        let mut rounds = Rounds::at_most(ROUNDS);
        let settled = rounds.until(still, || self.round(records, &mut posterior));
        (rounds.done, settled)
    }

    /// The greatest move of a rate.
    fn round(&self, records: &mut Records, posterior: &mut IntervalPosterior) -> f64 {
        let before = records.clone();
        let mut said = Vec::new();
        records.iter_mut().flatten().for_each(TrackRecord::forget);
        for (object, (of_one, rises)) in self.objects.each().enumerate() {
            let certain = self.known.get(&object).copied();
            if certain.is_none() && is_alone(of_one) {
                continue;
            }
            observe(of_one, self.copies, (&before, &self.leanings), &mut said);
            let apart = are_apart(of_one, &said);
            said.extend(certain);
            let scale = of_one[0].value.class.scale();
            posterior.weigh(scale, &said, rises.then_some(RISE));
            for ((one, o), right) in of_one.iter().zip(&said).zip(&posterior.right) {
                let record = record_of(records, one);
                record.apart += u32::from(apart || certain.is_some());
                record.proven += u32::from(certain.is_some());
                record.add(*right, o.errs_above.is_some());
            }
        }
        update(records)
    }
}

fn record_of<'r>(records: &'r mut Records, one: &OutletObservation) -> &'r mut TrackRecord {
    &mut records[one.outlet as usize][one.value.class as usize]
}

/// Whether one outlet alone tells of an object.
pub(super) fn is_alone(of_one: &[OutletObservation]) -> bool {
    of_one.iter().all(|o| o.outlet == of_one[0].outlet)
}

/// Whether two outlets have it each of its own: a copy confirms nothing.
fn are_apart(of_one: &[OutletObservation], said: &[IntervalObservation]) -> bool {
    let own = of_one.iter().zip(said).filter(|(_, o)| o.weight > 0.0);
    let mut outlets = own.map(|(one, _)| one.outlet);
    let first = outlets.next();
    outlets.any(|outlet| Some(outlet) != first)
}

/// New rates; the greatest change.
fn update(records: &mut Records) -> f64 {
    let mut most: f64 = 0.0;
    for class in Class::ALL {
        let all = || records.iter().map(|r| r[class as usize]);
        let sum = |of: fn(&TrackRecord) -> f64| all().map(|r| of(&r)).sum::<f64>();
        let (said, met) = (sum(|r| f64::from(r.said)), sum(|r| f64::from(r.met)));
        let mean = shrunk(sum(|r| r.right), met, USUAL, STRENGTH);
        let alone = (1.0 - met / said.max(1.0)) * ALONE_RIGHT;
        for record in records.iter_mut().map(|r| &mut r[class as usize]) {
            most = most.max(record.update(class, mean, alone));
        }
    }
    most
}

impl TrackRecord {
    /// Before a round.
    fn forget(&mut self) {
        (self.met, self.apart, self.proven) = (0, 0, 0);
        (self.right, self.variance) = (0.0, 0.0);
        (self.leaned_met, self.leaned_right) = (0, 0.0);
    }

    /// One statement on what another tells of too, right so likely.
    fn add(&mut self, right: f64, leans: bool) {
        self.met += 1;
        self.right += right;
        self.variance += right * (1.0 - right);
        if leans {
            self.leaned_met += 1;
            self.leaned_right += right;
        }
    }

    /// The variance of its right statements: of what is not known of each, and of the rate by which those
    /// that nobody else tells of are judged.
    fn spread(&self) -> f64 {
        let each = self.rate * (1.0 - self.rate);
        let open = f64::from(self.said) - self.informed;
        let rest = f64::from(self.said - self.met);
        self.variance + rest * each + open * open * each / (self.informed + STRENGTH)
    }

    /// A new rate, shrunk towards the mean of all outlets; how far it moved. `alone` is how often a
    /// right statement is the only one.
    fn update(&mut self, class: Class, mean: f64, alone: f64) -> f64 {
        let met = f64::from(self.met);
        let straight = met - f64::from(self.leaned_met);
        let rate = shrunk(self.right - self.leaned_right, straight, mean, STRENGTH);
        let rate = rate.clamp(BOUNDS.0, BOUNDS.1);
        let moved = (rate - self.rate).abs();
        self.informed = (met - self.variance / (rate * (1.0 - rate))).max(0.0);
        self.rate = rate;
        let rest = f64::from(self.said - self.met);
        let leaned = f64::from(self.leaned - self.leaned_met);
        let share = self.leaned_right / f64::from(self.leaned_met.max(1));
        self.rest = if class == Class::Time {
            self.unmet(rest, mean, alone)
        } else {
            (rest - leaned) * rate + leaned * share
        };
        moved
    }

    /// The right ones among statements of a time that nobody else tells of: a wrong day is often why
    /// an account was not put beside the others. By expectation and maximisation.
    fn unmet(&self, rest: f64, mean: f64, alone: f64) -> f64 {
        let (mut rate, mut right) = (self.rate, rest);
        for _ in 0..10 {
            let wrong = (1.0 - rate) * ALONE_WRONG;
            right = rest * (1.0 - wrong / (wrong + rate * alone).max(f64::MIN_POSITIVE));
            let said = f64::from(self.said);
            rate = shrunk(self.right + right, said, mean, STRENGTH).clamp(BOUNDS.0, BOUNDS.1);
        }
        right
    }
}

/// How wrong all outlets are together.
pub(super) fn wrong(records: &[[TrackRecord; CLASSES]]) -> f64 {
    let all = || records.iter().flatten();
    let said: f64 = all().map(|r| f64::from(r.said)).sum();
    let right: f64 = all().map(|r| r.right + r.rest).sum();
    if said > 0.0 { 1.0 - right / said } else { 0.0 }
}

/// The share of right statements in some records.
///
/// The spread is that of the records, and a part for what the model leaves out, which
/// grows with how often outlets differ: accounts of two events that were taken for one make an
/// outlet look worse than it is more often than better, so that this part is wider upwards.
pub(super) fn share(records: &[TrackRecord], wrong: f64) -> Option<Share> {
    if records.iter().all(|r| r.met == 0) {
        return None;
    }
    let sum = |of: fn(&TrackRecord) -> f64| records.iter().map(of).sum::<f64>();
    let said = sum(|r| f64::from(r.said));
    // The last digits of a sum may lead past the whole.
    let mean = (sum(|r| r.right + r.rest) / said).clamp(0.0, 1.0);
    let variance = sum(TrackRecord::spread);
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
