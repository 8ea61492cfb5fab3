//! How likely each value of one thing is, given how far each outlet is to be believed.

use super::Trust;
use super::known::Fact;
use super::settle::{Candidate, Desk, Heard, contains, covers, revises, settle};
use super::voice::{Sort, Voice};

/// The belief that the interval of an answer is to hold, among the values claimed.
const HELD: f64 = 0.9;
/// Of two states the likelier by less than this is no answer.
const LEAD: f64 = 0.05;
/// How likely a toll rises between two reports. Low, because a later, higher number is as often an
/// error, or another event's.
const RISE: f64 = 0.01;

/// One account of a thing.
#[derive(Debug, Clone, Copy)]
pub struct Account {
    /// What it says.
    pub voice: Voice,
    /// The number of its independent origin.
    pub origin: u32,
    /// Whether it decides anything: not where it is a party's own, or was taken back.
    pub decides: bool,
}

/// What is believed of one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Belief {
    /// How likely each account is to hold the truth, in the order given.
    pub accounts: Vec<f64>,
    /// What the likeliest values leave together: nine parts in ten of the belief in what is
    /// claimed. `point` is the likeliest. None where two states are about as likely.
    pub answer: Option<Candidate>,
    /// How likely the answer holds the truth.
    pub probability: f64,
    /// How many independent origins allow the likeliest value.
    pub behind: usize,
    /// How many of those would have to be wrong for another value to be likelier.
    pub fragility: usize,
}

impl Trust {
    /// What accounts of one thing come to, of which the truth may be known; `None` where there are
    /// none.
    pub fn believe(
        &self,
        accounts: &[Account],
        rises: bool,
        known: Option<&Fact>,
    ) -> Option<Belief> {
        let mut order: Vec<usize> = (0..accounts.len()).collect();
        order.sort_by_key(|&n| (accounts[n].voice.at, accounts[n].voice.claim));
        let told: Vec<Account> = order.iter().map(|&n| accounts[n]).collect();
        let mut heard: Vec<Heard> = self.heard(&told);
        heard.first()?;
        heard.extend(known.and_then(Fact::heard));
        let mut desk = Desk::default();
        let rises = rises.then_some(RISE);
        let mut likely = vec![0.0; accounts.len()];
        let mut tell = |desk: &Desk, speaks: bool| {
            for (&n, h) in order.iter().zip(&heard) {
                if !speaks || h.weight > 0.0 {
                    likely[n] = held(desk, |c| covers(&h.voice, c));
                }
            }
        };
        // What has no say is set beside the others, and is not among the answers.
        let mut deciding: Vec<Heard> = heard.iter().filter(|h| h.weight > 0.0).copied().collect();
        if deciding.len() < heard.len() {
            settle(&mut desk, &heard, rises);
            tell(&desk, false);
        }
        settle(&mut desk, &deciding, rises);
        tell(&desk, true);
        let top = likeliest(&desk)?;
        let value = desk.candidates[top];
        let (answer, probability) = answer(&desk, top, heard[0].voice.sort);
        let mut origins: Vec<u32> = told
            .iter()
            .filter(|a| covers(&a.voice, &value))
            .map(|a| a.origin)
            .collect();
        origins.sort_unstable();
        origins.dedup();
        let fragility = fragility(&mut desk, &mut deciding, value, rises);
        Some(Belief {
            accounts: likely,
            answer,
            probability,
            behind: origins.len(),
            fragility,
        })
    }

    /// How far each account speaks for itself: one that is taken from another here has no weight, nor
    /// has one whose origin has said the same already.
    fn weights(&self, told: &[Account]) -> Vec<f64> {
        let same =
            |a: &Account, b: &Account| (a.voice.low, a.voice.high) == (b.voice.low, b.voice.high);
        let decided = told.iter().any(|a| a.decides);
        let mut weights: Vec<f64> = Vec::with_capacity(told.len());
        for a in told {
            let from = self.source(a.voice.claim);
            let is_here = |from: u32| told.iter().any(|b| b.voice.claim == from && same(a, b));
            let own = match from.filter(|&(from, _)| is_here(from)) {
                _ if decided && !a.decides => 0.0,
                Some((_, likely)) if likely > SURE => 0.0,
                Some((_, likely)) => 1.0 - likely,
                None => 1.0,
            };
            let mut before = told.iter().zip(&weights);
            let again = before.any(|(b, &w)| w > 0.0 && b.origin == a.origin && same(a, b));
            weights.push(if again { 0.0 } else { own });
        }
        weights
    }

    /// Each account with its weight, and how likely it is right.
    fn heard(&self, told: &[Account]) -> Vec<Heard> {
        let voices: Vec<Voice> = told.iter().map(|a| a.voice).collect();
        let mut heard: Vec<Heard> = told
            .iter()
            .zip(self.weights(told))
            .enumerate()
            .map(|(n, (a, weight))| {
                let leaning = self.leanings.of(a.voice.outlet, a.voice.of);
                let usual = || self.credence(a.voice.outlet, a.voice.sort);
                let credence = leaning.map_or_else(usual, |l| l.rate);
                Heard {
                    voice: a.voice,
                    credence: credence * (1.0 - self.stray(a.voice.claim)),
                    weight,
                    revises: revises(&a.voice, &voices[..n]),
                    leans: leaning.map(|l| l.more),
                }
            })
            .collect();
        if heard.iter().all(|h| h.weight == 0.0)
            && let Some(first) = heard.first_mut()
        {
            first.weight = 1.0;
        }
        heard
    }
}

/// A claim more likely a copy than this has no say of its own.
pub(super) const SURE: f64 = 0.95;

fn likeliest(desk: &Desk) -> Option<usize> {
    let likely = desk.likely.iter().enumerate();
    let (top, _) = likely.max_by(|x, y| x.1.total_cmp(y.1).then(y.0.cmp(&x.0)))?;
    Some(top)
}

fn held(desk: &Desk, holds: impl Fn(&Candidate) -> bool) -> f64 {
    let likely = desk.candidates.iter().zip(&desk.likely);
    likely.filter(|(c, _)| holds(c)).map(|(_, l)| l).sum()
}

/// The stretch that holds enough of the belief, from the likeliest value outwards. Of states
/// there is nothing between two, so that the likeliest is all. A vaguer account denies no
/// narrower one, so that the likeliest stands narrow where they agree.
fn answer(desk: &Desk, top: usize, sort: Sort) -> (Option<Candidate>, f64) {
    let mut order: Vec<usize> = (0..desk.candidates.len()).collect();
    let by = |x: &usize, y: &usize| desk.likely[*y].total_cmp(&desk.likely[*x]);
    order.sort_by(|x, y| by(x, y).then(x.cmp(y)));
    if sort == Sort::State {
        let tied = order
            .get(1)
            .is_some_and(|&n| desk.likely[top] - desk.likely[n] < LEAD);
        return ((!tied).then(|| desk.candidates[top]), desk.likely[top]);
    }
    let vaguer = |n: &usize| contains(&desk.candidates[*n], &desk.candidates[top]);
    order.retain(|n| !vaguer(n));
    let mut answer = desk.candidates[top];
    let enough = HELD * order.iter().map(|&n| desk.likely[n]).sum::<f64>();
    let mut sum = 0.0;
    for n in order {
        if sum >= enough {
            break;
        }
        sum += desk.likely[n];
        answer.low = answer.low.min(desk.candidates[n].low);
        answer.high = answer.high.max(desk.candidates[n].high);
    }
    let inside = |c: &Candidate| answer.low <= c.low && c.high <= answer.high;
    let probability = held(desk, inside);
    (Some(answer), probability)
}

/// How many of the accounts for a value, the weightiest first, must fall silent before another
/// value is likelier, or none is left.
fn fragility(desk: &mut Desk, heard: &mut [Heard], value: Candidate, rises: Option<f64>) -> usize {
    let mut fallen = 0;
    loop {
        let standing = heard
            .iter_mut()
            .filter(|h| h.weight > 0.05 && covers(&h.voice, &value));
        let strongest =
            standing.max_by(|x, y| (x.weight * x.credence).total_cmp(&(y.weight * y.credence)));
        let Some(strongest) = strongest else {
            return fallen;
        };
        strongest.weight = 0.0;
        fallen += 1;
        if heard.iter().all(|h| h.weight <= 0.05) {
            return fallen;
        }
        settle(desk, heard, rises);
        let flips = likeliest(desk).is_some_and(|top| !covers_point(&desk.candidates[top], value));
        if flips {
            return fallen;
        }
    }
}

fn covers_point(candidate: &Candidate, value: Candidate) -> bool {
    candidate.low <= value.high && value.low <= candidate.high
}
