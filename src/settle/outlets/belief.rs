//! How likely each value of one thing is, given how far each outlet is to be believed.

use std::cmp::Reverse;

use itertools::Itertools;

use super::known::Fact;
use super::observation::{Class, OutletObservation};
use super::{Trust, reliability};
use crate::settle::truth::{
    Interval, IntervalCandidate, IntervalObservation, IntervalPosterior, ValueScale,
};

/// The belief that the interval of an answer is to hold, among the values claimed.
const HELD: f64 = 0.9;
/// Of two states the likelier by less than this is no answer.
const LEAD: f64 = 0.05;
/// How likely a toll rises between two reports. Low, because a later, higher number is as often an
/// error, or another event's.
const RISE: f64 = 0.01;
/// An account of less weight than this backs nothing.
const SLIGHT: f64 = 0.05;

/// One account of a thing.
#[derive(Debug, Clone, Copy)]
pub struct Account {
    /// What it says.
    pub observation: OutletObservation,
    /// The number of its independent origin.
    pub origin: u32,
    /// Whether it decides anything: not where it is a party's own, or was taken back.
    pub decides: bool,
    /// How many origins stand behind its value, and behind those whose place it took.
    pub support: u32,
    /// Whether another source denies it in so many words.
    pub refuted: bool,
}

/// What is believed of one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Belief {
    /// How likely each account is to hold the truth, in the order given.
    pub accounts: Vec<f64>,
    /// What the likeliest values leave together: nine parts in ten of the belief in what is
    /// claimed. `point` is the likeliest. None where two states are about as likely.
    pub answer: Option<IntervalCandidate>,
    /// How likely the answer holds the truth.
    pub probability: f64,
    /// How many independent origins allow the likeliest value.
    pub behind: usize,
    /// How many of those would have to be wrong for another value to be likelier.
    pub fragility: usize,
}

impl Trust {
    /// What accounts of one thing come to, of which the truth may be known; `None` where there are
    /// none. `posterior` is room to work in.
    pub fn believe(
        &self,
        accounts: &[Account],
        rises: bool,
        known: Option<&Fact>,
        posterior: &mut IntervalPosterior,
    ) -> Option<Belief> {
        let mut order: Vec<usize> = (0..accounts.len()).collect();
        order.sort_by_key(|&n| (accounts[n].observation.at, accounts[n].observation.claim));
        let sorted: Vec<&Account> = order.iter().map(|&n| &accounts[n]).collect();
        let class = sorted.first()?.observation.value.class;
        let mut said = self.observe(&sorted);
        said.extend(known.and_then(Fact::observation));
        let mut weighing = Weighing {
            posterior,
            scale: class.scale(),
            rise: rises.then_some(RISE),
        };
        // What has no weight is set beside the others, and is not among the answers.
        let mut deciding = said.clone();
        deciding.retain(|o| o.weight > 0.0);
        let mut likely = vec![0.0; accounts.len()];
        let beside = (deciding.len() < said.len()).then_some(&said);
        for speaking in beside.into_iter().chain([&deciding]) {
            weighing.weigh(speaking);
            for (&n, o) in order.iter().zip(&said) {
                if o.weight > 0.0 || speaking.len() > deciding.len() {
                    let holds = |c: &IntervalCandidate| o.interval.holds(&c.interval);
                    likely[n] = weighing.posterior.sum(holds);
                }
            }
        }
        let mut best = weighing.posterior.best()?;
        let judged = sorted
            .iter()
            .any(|a| a.decides && self.judged(a.observation.outlet));
        if known.is_none() && !judged && class != Class::State {
            best = most_behind(weighing.posterior, &sorted).unwrap_or(best);
        }
        let (value, (answer, probability)) = (best.0, answer(weighing.posterior, best, class));
        let allow = |a: &&&Account| a.observation.value.interval.holds(&value.interval);
        let mut origins: Vec<u32> = sorted.iter().filter(allow).map(|a| a.origin).collect();
        origins.sort_unstable();
        origins.dedup();
        Some(Belief {
            accounts: likely,
            answer,
            probability,
            behind: origins.len(),
            fragility: weighing.fragility(&mut deciding, &value),
        })
    }

    /// What the accounts say, in the order of publication: one whose origin has said the same already
    /// has no weight.
    fn observe(&self, sorted: &[&Account]) -> Vec<IntervalObservation> {
        let decided = sorted.iter().any(|a| a.decides);
        let silent = |n: usize, before: &[IntervalObservation]| {
            let one = sorted[n];
            let mut before = sorted.iter().zip(before).filter(|(_, o)| o.weight > 0.0);
            let again =
                |a: &Account| a.origin == one.origin && a.observation.says_as(&one.observation);
            decided && !one.decides || before.any(|(a, _)| again(a))
        };
        // Where too little is known of anybody, nobody is to be believed more than another.
        let known = sorted.iter().any(|a| self.judged(a.observation.outlet));
        let credibility = |one: &OutletObservation| {
            let learned = || reliability::credibility(&self.records, &self.leanings, one);
            let (rate, errs) = if known {
                learned()
            } else {
                (reliability::START, None)
            };
            (rate * (1.0 - self.misplaced(one.claim)), errs)
        };
        let mut said = Vec::with_capacity(sorted.len());
        let all: Vec<OutletObservation> = sorted.iter().map(|a| a.observation).collect();
        // Of two that may each be the copy, the second is silent as of one origin with the first.
        let weight = |one: &OutletObservation| self.copies.weight(one, &all, 0.0);
        reliability::observations(&all, weight, credibility, silent, &mut said);
        said
    }
}

/// The interval that holds enough of the belief, from the likeliest value outwards. Of states
/// there is nothing between two, so that the likeliest is all. A vaguer account denies no
/// narrower one, so that the likeliest stands narrow where they agree.
fn answer(
    posterior: &IntervalPosterior,
    (best, likely): (IntervalCandidate, f64),
    class: Class,
) -> (Option<IntervalCandidate>, f64) {
    let all = posterior.candidates.iter().zip(&posterior.likely);
    let mut order: Vec<(&IntervalCandidate, f64)> = all.map(|(c, p)| (c, *p)).collect();
    order.sort_by(|x, y| y.1.total_cmp(&x.1));
    if class == Class::State {
        let tied = order.get(1).is_some_and(|second| likely - second.1 < LEAD);
        return ((!tied).then_some(best), likely);
    }
    let mut answer = best;
    order.retain(|(c, _)| !c.interval.contains(&best.interval));
    let enough = HELD * order.iter().map(|(_, p)| p).sum::<f64>();
    let mut sum = 0.0;
    for (candidate, p) in order {
        if sum >= enough {
            break;
        }
        sum += p;
        answer.interval = answer.interval.join(&candidate.interval);
    }
    let probability = posterior.sum(|c| answer.interval.holds(&c.interval));
    (Some(answer), probability)
}

/// Where nobody is known to be better than another: the value that most origins allow, then one that nobody
/// denies, the one with most behind what it took the place of, the newest, and the lower, as UCDP has it.
/// Who says again what another of its origin has said is no newer than that.
fn most_behind(
    posterior: &IntervalPosterior,
    sorted: &[&Account],
) -> Option<(IntervalCandidate, f64)> {
    let deciding: Vec<&Account> = sorted.iter().filter(|a| a.decides).copied().collect();
    let votes = |interval: Interval| {
        let allow = deciding
            .iter()
            .filter(|a| a.observation.value.interval.holds(&interval));
        allow.map(|a| a.origin).unique().count()
    };
    let says_anew = |own: &Account| {
        let again = |a: &&Account| {
            let other = a.observation.outlet != own.observation.outlet;
            let before = a.observation.at < own.observation.at;
            before && other && a.origin == own.origin && a.observation.says_as(&own.observation)
        };
        !deciding.iter().any(again)
    };
    let told = (0..deciding.len()).map(|n| (deciding[n].observation.value.interval, n));
    let distinct = told.into_group_map().into_iter();
    let rank = |(interval, of_one): (Interval, Vec<usize>)| {
        let of_one = || of_one.iter().map(|&n| deciding[n]);
        let support = of_one().map(|a| a.support).max();
        let anew = of_one().filter(|a| says_anew(a));
        let newest = anew.map(|a| a.observation.at).max();
        let denied = of_one().all(|a| a.refuted);
        (votes(interval), !denied, support, newest, Reverse(interval))
    };
    let (most, .., Reverse(interval)) = distinct.map(rank).max()?;
    let best = posterior.best()?;
    // What several vague values have in common may have more behind it than any of them.
    if votes(best.0.interval) > most {
        return Some(best);
    }
    let mut all = posterior.candidates.iter().zip(&posterior.likely);
    all.find(|(c, _)| c.interval == interval)
        .map(|(c, p)| (*c, *p))
}

struct Weighing<'p> {
    posterior: &'p mut IntervalPosterior,
    scale: ValueScale,
    rise: Option<f64>,
}

impl Weighing<'_> {
    fn weigh(&mut self, said: &[IntervalObservation]) {
        self.posterior.weigh(self.scale, said, self.rise);
    }

    /// How many of the accounts for a value, the weightiest first, must fall silent before another
    /// value is likelier, or none is left.
    fn fragility(&mut self, said: &mut [IntervalObservation], value: &IntervalCandidate) -> usize {
        if self.posterior.candidates.len() == 1 {
            // Whoever is left, it is likeliest as long as anybody is.
            return said.iter().filter(|o| o.weight > SLIGHT).count();
        }
        let mut fallen = 0;
        loop {
            let backs = |o: &&mut IntervalObservation| {
                o.weight > SLIGHT && o.interval.holds(&value.interval)
            };
            let strength = |o: &IntervalObservation| o.weight * o.credibility;
            let standing = said.iter_mut().filter(backs);
            let strongest = standing.max_by(|x, y| strength(x).total_cmp(&strength(y)));
            let Some(strongest) = strongest else {
                return fallen;
            };
            strongest.weight = 0.0;
            fallen += 1;
            if said.iter().all(|o| o.weight <= SLIGHT) {
                return fallen;
            }
            self.weigh(said);
            let best = self.posterior.best();
            if best.is_some_and(|(best, _)| !best.interval.meets(&value.interval)) {
                return fallen;
            }
        }
    }
}
