//! The share of its accounts that each outlet takes from each other, by expectation and
//! maximisation; how likely each copies each other at all; and which claims are copies.

use hashbrown::HashMap;

use super::{Chance, Copies, Copying, Taken};
use crate::link::Linkage;
use crate::settle::truth::beta::{logistic, logit};

/// Rounds of estimating shares.
const ROUNDS: usize = 8;
/// Share of its accounts that an outlet is taken to have from another, before anything is known.
const SHARE: f64 = 0.1;
/// A claim is taken from none of those before it at least this often.
const OWN: f64 = 0.05;
/// Pairs of outlets less likely than this are not kept.
const LEAST: f64 = 0.1;
/// How likely two outlets of which nothing is known stand so: an outlet has one or two sources
/// among all others.
const PRIOR: f64 = 0.006;
/// Where no copy names its source, fewer than this are too few to tell copying from telling of one
/// event: there is so little to say of it that the like is said.
const FEWEST: u32 = 4;
/// A claim less likely taken from another than this is held for its outlet's own.
const LIKELY: f64 = 0.5;
/// So likely one of two must be the copier, if there is one, to be named.
const SHOWN: f64 = 0.8;
/// How much more one account that is known to come after the other's says of who copies, in nats.
const ORDER: f64 = 1.5;

/// What is known of an ordered pair of outlets.
#[derive(Debug, Clone, Default)]
struct OutletPair {
    found: Copying,
    /// The pair the other way round.
    reverse: Option<usize>,
    /// Log-odds by size that the first is the copier: those who live on others are small.
    size: f64,
    /// How likely, of two accounts of which nobody knows which came first, the one is the copy.
    later: f64,
    /// Expected copies, and those of them that are known to be the later.
    copies: f64,
    known: f64,
    /// For copying at all, in nats.
    evidence: f64,
    /// Accounts that look like an earlier one.
    alike: u32,
}

/// The ordered pairs of outlets of which the one may have taken an account from the other.
#[derive(Debug, Default)]
pub(super) struct OutletPairs {
    numbers: HashMap<(u32, u32), usize>,
    all: Vec<OutletPair>,
}

impl OutletPairs {
    /// The number of the pair of a copier and its source.
    pub(super) fn number(&mut self, copier: u32, source: u32) -> usize {
        let next = self.all.len();
        let number = *self.numbers.entry((copier, source)).or_insert(next);
        if number == next {
            let mut pair = OutletPair::default();
            (pair.found.copier, pair.found.source) = (copier, source);
            self.all.push(pair);
        }
        number
    }

    /// Counts an account of an event that the source told first.
    pub(super) fn meet(&mut self, number: usize) {
        self.all[number].found.met += 1;
    }

    /// Who copies, and what.
    pub(super) fn judge(mut self, linkage: &Linkage, chances: &[Chance]) -> Copies {
        self.begin(linkage);
        for _ in 0..ROUNDS {
            self.learn(chances);
        }
        self.decide();
        let taken = self.tally(chances);
        self.all.iter_mut().for_each(OutletPair::judge);
        self.settle_mutual();
        let mut sources = vec![None; linkage.features.len()];
        for (chance, own) in taken {
            let pair = &self.all[chance.pair].found;
            // What names its source needs no other sign.
            let copies = if chance.named { 1.0 } else { pair.probability };
            if own * copies > LIKELY {
                sources[chance.claim as usize] = Some(Taken {
                    from: chance.from,
                    likely: own * copies,
                    mutual: pair.mutual,
                });
            }
        }
        let found = self.all.into_iter().map(|pair| pair.found);
        let mut pairs: Vec<Copying> = found.filter(|c| c.probability >= LEAST).collect();
        pairs.sort_unstable_by_key(|c| (c.copier, c.source));
        Copies { pairs, sources }
    }

    fn begin(&mut self, linkage: &Linkage) {
        let mut said: Vec<f64> = Vec::new();
        for feature in &linkage.features {
            let outlet = feature.outlet as usize;
            said.resize(said.len().max(outlet + 1), 1.0);
            said[outlet] += 1.0;
        }
        for pair in &mut self.all {
            let Copying { copier, source, .. } = pair.found;
            let (mine, theirs) = (said[copier as usize], said[source as usize]);
            pair.reverse = self.numbers.get(&(source, copier)).copied();
            pair.later = theirs / (mine + theirs);
            pair.size = logit(pair.later);
            pair.found.share = SHARE;
        }
    }

    /// Shows every chance of every claim to its pair, with the weights that the claim is taken from
    /// nobody, from anybody or nobody, and from there.
    fn each<'c>(
        &mut self,
        chances: &'c [Chance],
        mut see: impl FnMut(&mut OutletPair, &'c Chance, [f64; 3]),
    ) {
        for of_one in chances.chunk_by(|x, y| x.claim == y.claim) {
            let weights = of_one.iter().map(|c| self.all[c.pair].weight(c));
            let weights: Vec<f64> = weights.collect();
            let shares = of_one.iter().map(|c| self.all[c.pair].found.share);
            let none = (1.0 - shares.sum::<f64>()).max(OWN);
            let sum = none + weights.iter().sum::<f64>();
            for (chance, weight) in of_one.iter().zip(weights) {
                see(&mut self.all[chance.pair], chance, [none, sum, weight]);
            }
        }
    }

    /// One round.
    fn learn(&mut self, chances: &[Chance]) {
        for pair in &mut self.all {
            (pair.copies, pair.known) = (0.0, 0.0);
        }
        self.each(chances, |pair, chance, [_, sum, weight]| {
            pair.copies += weight / sum;
            pair.known += f64::from(u8::from(chance.follows || chance.named)) * weight / sum;
        });
        for number in 0..self.all.len() {
            let reverse = self.all[number].reverse;
            let against = reverse.map_or(0.0, |other| self.all[other].known);
            let pair = &mut self.all[number];
            pair.found.share = (pair.copies / (f64::from(pair.found.met) + 2.0)).max(1e-6);
            pair.later = logistic(pair.size + ORDER * (pair.known - against));
        }
    }

    /// One of two directions, so that no two accounts are each taken from the other; both where nothing shows
    /// which.
    fn decide(&mut self) {
        for pair in &mut self.all {
            pair.found.mutual =
                pair.reverse.is_some() && (1.0 - SHOWN..SHOWN).contains(&pair.later);
            pair.later = f64::from(u8::from(pair.found.mutual || pair.later >= LIKELY));
        }
    }

    /// Where only the one direction looks like copying, it is that one.
    fn settle_mutual(&mut self) {
        let likely: Vec<f64> = self.all.iter().map(|pair| pair.found.probability).collect();
        for pair in &mut self.all {
            let other = pair.reverse.map_or(0.0, |other| likely[other]);
            pair.found.mutual &= other > LIKELY;
        }
    }

    /// Counts what speaks for each pair; what is more likely taken than not, with how likely.
    fn tally<'c>(&mut self, chances: &'c [Chance]) -> Vec<(&'c Chance, f64)> {
        let mut taken = Vec::new();
        self.each(chances, |pair, chance, [none, sum, weight]| {
            let rest = (sum - weight).max(none) + pair.found.share;
            pair.evidence += (sum / rest.max(f64::MIN_POSITIVE)).ln();
            pair.alike += 1;
            if weight / sum > LIKELY {
                pair.found.taken += 1;
                pair.found.named += u32::from(chance.named);
                pair.found.errors += u32::from(chance.shared_error);
                taken.push((chance, weight / sum));
            }
        });
        taken
    }
}

impl OutletPair {
    fn weight(&self, chance: &Chance) -> f64 {
        let later = if chance.follows { 1.0 } else { self.later };
        self.found.share * chance.ratio * later
    }

    /// How likely there is copying, the share being worth half a parameter (Schwarz, 1978); nothing
    /// where too little is known to say so.
    fn judge(&mut self) {
        let found = &mut self.found;
        if found.taken == 0 || found.named == 0 && found.taken < FEWEST {
            return;
        }
        let without = f64::from(found.met.saturating_sub(self.alike));
        let evidence = self.evidence + without * (1.0 - found.share).ln();
        let evidence = evidence - 0.5 * f64::from(found.met).ln();
        found.probability = logistic(evidence + logit(PRIOR));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How likely there is copying, where so many accounts of those met look taken.
    fn likely(taken: u32, named: u32, met: u32, share: f64) -> f64 {
        let mut pair = OutletPair {
            found: Copying {
                share,
                met,
                taken,
                named,
                ..Copying::default()
            },
            evidence: f64::from(taken) * 4.0,
            alike: taken,
            ..OutletPair::default()
        };
        pair.judge();
        pair.found.probability
    }

    #[test]
    fn a_handful_alike_proves_nothing_unless_it_names_its_source() {
        assert!(likely(3, 0, 3, 0.6) == 0.0);
        assert!(likely(3, 1, 3, 0.6) > 0.9);
        assert!(likely(6, 0, 6, 0.6) > 0.9);
        assert!(likely(6, 0, 300, 0.02) < likely(6, 0, 6, 0.6));
    }
}
