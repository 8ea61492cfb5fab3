//! How far each outlet is to be believed: expectation and maximisation over all things that more
//! than one outlet tells of.

use std::collections::BTreeMap;

use super::belief::SURE;
use super::copying::Copies;
use super::items::Items;
use super::known::Fact;
use super::leaning::Leanings;
use super::settle::{Desk, Heard, revises, settle};
use super::voice::{SORTS, Sort, Voice};

/// Rounds at most.
const ROUNDS: usize = 30;
/// How likely a toll rises between two reports, to those who judge outlets: what is put down to a
/// rise is no error, so that more would hide errors.
const RISE: f64 = 0.02;
/// What an outlet of which nothing is known weighs against its own record, in statements.
const STRENGTH: f64 = 5.0;
/// How often a statement with a wrong time stands alone.
const ALONE_WRONG: f64 = 0.55;
/// Of the statements that stand alone, how many do so for lack of others.
const ALONE_RIGHT: f64 = 0.8;

/// What is known of one outlet on one sort of statement.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Record {
    /// Statements.
    pub said: u32,
    /// Statements on what another outlet tells of too.
    pub met: u32,
    /// Of those, how many on what an outlet tells of that did not take it from there.
    pub apart: u32,
    /// Statements on what is known.
    pub proven: u32,
    /// Expected right ones among those met.
    pub right: f64,
    /// The variance of that, from what is not known of each statement.
    pub variance: f64,
    /// How many statements' worth the others tell of its record (Louis, 1982).
    pub informed: f64,
    /// Statements on groups to whose losses it leans.
    pub leaned: u32,
    /// Of those, how many on what another outlet tells of too.
    pub leaned_met: u32,
    /// Expected right ones among those.
    pub leaned_right: f64,
    /// Expected right ones among those that nobody else tells of.
    pub rest: f64,
    /// How likely a statement is right.
    pub rate: f64,
}

/// The records of all outlets, by number and sort.
pub(super) type Records = Vec<[Record; SORTS]>;

/// Rates that move less than this tell who leans.
pub(super) const ROUGH: f64 = 3e-2;
/// Rates that move less than this stand still.
pub(super) const STILL: f64 = 2e-3;

/// All that rates are learned from.
pub(super) struct Lesson<'a> {
    pub(super) items: &'a Items,
    pub(super) copies: &'a Copies,
    pub(super) known: BTreeMap<usize, &'a Fact>,
    pub(super) leanings: Leanings,
}

impl Lesson<'_> {
    /// Learns until rates move less than that: in how many rounds, and whether they came to it.
    pub(super) fn learn(&self, records: &mut Records, still: f64) -> (usize, bool) {
        count_leaned(self.items, &self.leanings, records);
        let (mut desk, mut heard) = (Desk::default(), Vec::new());
        for rounds in 1..=ROUNDS {
            if self.round(records, &mut desk, &mut heard) < still {
                return (rounds, true);
            }
        }
        (ROUNDS, false)
    }

    /// The greatest move of a rate.
    fn round(&self, records: &mut Records, desk: &mut Desk, heard: &mut Vec<Heard>) -> f64 {
        for record in records.iter_mut().flatten() {
            record.forget();
        }
        let rate = rates(records);
        for item in 0..self.items.len() {
            let voices = &self.items.voices[self.items.range(item)];
            let fact = self.known.get(&item).and_then(|fact| fact.heard());
            if fact.is_none() && voices.iter().all(|v| v.outlet == voices[0].outlet) {
                continue;
            }
            listen(voices, self.copies, (&rate, &self.leanings), heard);
            heard.extend(fact);
            settle(desk, heard, self.items.rises[item].then_some(RISE));
            let (apart, proven) = (u32::from(are_apart(heard)), u32::from(fact.is_some()));
            for (h, right) in heard.iter().zip(&desk.right).take(voices.len()) {
                let record = &mut records[h.voice.outlet as usize][h.voice.sort as usize];
                record.apart += apart;
                record.proven += proven;
                record.add(*right, h.leans.is_some());
            }
        }
        update(records)
    }
}

/// Whether two outlets have it each of its own: a copy confirms nothing.
fn are_apart(heard: &[Heard]) -> bool {
    let mut own = heard
        .iter()
        .filter(|h| h.weight > 0.0)
        .map(|h| h.voice.outlet);
    let one = own.next();
    own.any(|outlet| Some(outlet) != one)
}

/// How many statements of every outlet are on what it leans on.
fn count_leaned(items: &Items, leanings: &Leanings, records: &mut Records) {
    for voice in &items.voices {
        if leanings.of(voice.outlet, voice.of).is_some() {
            records[voice.outlet as usize][voice.sort as usize].leaned += 1;
        }
    }
}

/// Before anything is learned.
pub(super) fn begin(items: &Items, outlets: usize, start: f64) -> Records {
    let mut records = vec![[Record::default(); SORTS]; outlets];
    for record in records.iter_mut().flatten() {
        record.rate = start;
    }
    for voice in &items.voices {
        records[voice.outlet as usize][voice.sort as usize].said += 1;
    }
    records
}

/// How likely each outlet is right on each sort.
pub(super) type Rates = Vec<[f64; SORTS]>;

pub(super) fn rates(records: &Records) -> Rates {
    records.iter().map(|r| r.map(|r| r.rate)).collect()
}

/// What is heard of one thing: copies of what another says have no weight of their own, and of what
/// one outlet says, what it said last.
pub(super) fn listen(
    voices: &[Voice],
    copies: &Copies,
    (rates, leanings): (&Rates, &Leanings),
    heard: &mut Vec<Heard>,
) {
    heard.clear();
    for (n, voice) in voices.iter().enumerate() {
        let bounds = |v: &Voice| (v.low, v.high);
        let source = copies.sources.get(voice.claim as usize).copied().flatten();
        let taken = source.filter(|s| {
            voices
                .iter()
                .any(|v| v.claim == s.0 && bounds(v) == bounds(voice))
        });
        let again = voices[..n]
            .iter()
            .any(|v| v.outlet == voice.outlet && bounds(v) == bounds(voice));
        let weight = match taken {
            _ if again => 0.0,
            Some((_, likely)) if f64::from(likely) > SURE => 0.0,
            Some((_, likely)) => f64::from(1.0 - likely),
            None => 1.0,
        };
        let leaning = leanings.of(voice.outlet, voice.of);
        heard.push(Heard {
            voice: *voice,
            credence: leaning.map_or(rates[voice.outlet as usize][voice.sort as usize], |l| {
                l.rate
            }),
            leans: leaning.map(|l| l.more),
            weight,
            revises: revises(voice, &voices[..n]),
        });
    }
    if heard.iter().all(|h| h.weight == 0.0) {
        heard[0].weight = 1.0;
    }
}

/// New rates; the greatest change.
fn update(records: &mut Records) -> f64 {
    let mut most: f64 = 0.0;
    for sort in Sort::ALL {
        let all = || records.iter().map(|r| r[sort as usize]);
        let sum = |of: fn(&Record) -> f64| all().map(|r| of(&r)).sum::<f64>();
        let (said, met) = (sum(|r| f64::from(r.said)), sum(|r| f64::from(r.met)));
        let mean = (sum(|r| r.right) + 0.9 * STRENGTH) / (met + STRENGTH);
        let alone = (1.0 - met / said.max(1.0)) * ALONE_RIGHT;
        for record in records.iter_mut().map(|r| &mut r[sort as usize]) {
            most = most.max(record.update(sort, mean, alone));
        }
    }
    most
}

impl Record {
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

    /// The variance of its right statements.
    pub(super) fn spread(&self) -> f64 {
        let each = self.rate * (1.0 - self.rate);
        let open = f64::from(self.said) - self.informed;
        let rest = f64::from(self.said - self.met);
        self.variance + rest * each + open * open * each / (self.informed + STRENGTH)
    }

    /// A new rate, shrunk towards the mean of all outlets; how far it moved. `alone` is how often a
    /// right statement is the only one.
    fn update(&mut self, sort: Sort, mean: f64, alone: f64) -> f64 {
        let met = f64::from(self.met);
        let (straight, right) = (
            met - f64::from(self.leaned_met),
            self.right - self.leaned_right,
        );
        let rate = (right + STRENGTH * mean) / (straight + STRENGTH);
        let rate = rate.clamp(0.02, 0.995);
        let moved = (rate - self.rate).abs();
        self.informed = (met - self.variance / (rate * (1.0 - rate))).max(0.0);
        self.rate = rate;
        let rest = f64::from(self.said - self.met);
        let leaned = f64::from(self.leaned - self.leaned_met);
        let share = self.leaned_right / f64::from(self.leaned_met.max(1));
        self.rest = if sort == Sort::Time {
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
            let wrong_alone = (1.0 - rate) * ALONE_WRONG;
            right =
                rest * (1.0 - wrong_alone / (wrong_alone + rate * alone).max(f64::MIN_POSITIVE));
            let all = f64::from(self.said) + STRENGTH;
            rate = ((self.right + right + STRENGTH * mean) / all).clamp(0.02, 0.995);
        }
        right
    }
}
