//! How likely each outlet copies each other at all, and which claims are copies.

use hashbrown::HashMap;

use super::shares::{Shares, none, weighed};
use super::{Chance, Copies, Copying};
use crate::link::Linkage;

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

/// What the claims of one outlet show of another.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    /// For copying at all, in nats.
    evidence: f64,
    /// Accounts that look like an earlier one.
    alike: u32,
    taken: u32,
    named: u32,
    rare: u32,
}

pub(super) fn judge(
    linkage: &Linkage,
    chances: &[Chance],
    met: &[u32],
    shares: &Shares,
    pairs: &HashMap<(u32, u32), u32>,
) -> Copies {
    let mut tallies = vec![Tally::default(); met.len()];
    let mut taken: Vec<(&Chance, f64)> = Vec::new();
    for of_one in chances.chunk_by(|x, y| x.claim == y.claim) {
        let none = none(of_one, shares);
        let sum: f64 = none + weighed(of_one, shares).sum::<f64>();
        for (chance, weight) in of_one.iter().zip(weighed(of_one, shares)) {
            let tally = &mut tallies[chance.pair as usize];
            let rest = (sum - weight).max(none) + shares.share[chance.pair as usize];
            tally.evidence += (sum / rest.max(f64::MIN_POSITIVE)).ln();
            tally.alike += 1;
            if weight / sum > LIKELY {
                tally.taken += 1;
                tally.named += u32::from(chance.named);
                tally.rare += u32::from(chance.rare);
                taken.push((chance, weight / sum));
            }
        }
    }
    let likely = (0..met.len()).map(|at| tallies[at].likely(met[at], shares.share[at]));
    let likely: Vec<f64> = likely.collect();
    let mut lags: Vec<(u32, i32)> = taken
        .iter()
        .map(|(c, _)| (c.pair, lag(linkage, c)))
        .collect();
    lags.sort_unstable();
    let mut found: Vec<Copying> = pairs
        .iter()
        .filter(|(_, pair)| likely[**pair as usize] >= LEAST)
        .map(|(&(copier, source), &pair)| {
            let tally = tallies[pair as usize];
            Copying {
                copier,
                source,
                probability: likely[pair as usize],
                share: shares.share[pair as usize],
                met: met[pair as usize],
                taken: tally.taken,
                named: tally.named,
                rare: tally.rare,
                lag: median(&lags, pair),
            }
        })
        .collect();
    found.sort_unstable_by_key(|c| (c.copier, c.source));
    Copies {
        pairs: found,
        sources: sources(linkage, &taken, &likely),
    }
}

impl Tally {
    /// How likely there is copying; nothing where too little is known to say so.
    fn likely(&self, met: u32, share: f64) -> f64 {
        if self.taken == 0 || self.named == 0 && self.taken < FEWEST {
            return 0.0;
        }
        let without = f64::from(met.saturating_sub(self.alike));
        let evidence = self.evidence + without * (1.0 - share).ln() - 0.5 * f64::from(met).ln();
        let odds = evidence + (PRIOR / (1.0 - PRIOR)).ln();
        1.0 / (1.0 + (-odds).exp())
    }
}

/// Of every claim where it is from. What names its source needs no other sign.
fn sources(linkage: &Linkage, taken: &[(&Chance, f64)], likely: &[f64]) -> Vec<Option<(u32, f32)>> {
    let mut sources = vec![None; linkage.features.len()];
    for (chance, own) in taken {
        let pair = if chance.named {
            1.0
        } else {
            likely[chance.pair as usize]
        };
        if own * pair > LIKELY {
            sources[chance.claim as usize] = Some((chance.from, (own * pair) as f32));
        }
    }
    sources
}

fn lag(linkage: &Linkage, chance: &Chance) -> i32 {
    let at = |claim: u32| linkage.features[claim as usize].published;
    let lag = at(chance.claim).zip(at(chance.from)).map(|(a, b)| a - b);
    lag.map_or(i32::MAX, |l| l.clamp(0, i64::from(i32::MAX)) as i32)
}

fn median(lags: &[(u32, i32)], pair: u32) -> Option<i32> {
    let from = lags.partition_point(|l| l.0 < pair);
    let to = lags.partition_point(|l| l.0 <= pair);
    let middle = lags[from..to].get((to - from) / 2)?.1;
    (middle != i32::MAX).then_some(middle)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(taken: u32, named: u32) -> Tally {
        Tally {
            evidence: f64::from(taken) * 4.0,
            alike: taken,
            taken,
            named,
            rare: 0,
        }
    }

    #[test]
    fn a_handful_alike_proves_nothing_unless_it_names_its_source() {
        assert!(tally(3, 0).likely(3, 0.6) == 0.0);
        assert!(tally(3, 1).likely(3, 0.6) > 0.9);
        assert!(tally(6, 0).likely(6, 0.6) > 0.9);
        assert!(tally(6, 0).likely(300, 0.02) < tally(6, 0).likely(6, 0.6));
    }
}
