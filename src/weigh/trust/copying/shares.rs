//! The share of its accounts that each outlet takes from each other, by expectation and maximisation.

use hashbrown::HashMap;

use super::Chance;
use crate::link::Linkage;

/// Rounds of estimating shares.
const ROUNDS: usize = 8;

/// What is known of every ordered pair of outlets, in the order of their numbers.
pub(super) struct Shares {
    /// The share of its accounts that the one takes from the other.
    pub(super) share: Vec<f64>,
    /// How likely, of two accounts of which nobody knows which came first, the one is the copy.
    later: Vec<f64>,
}

impl Shares {
    /// One of two directions, so that no two accounts are each taken from the other.
    pub(super) fn decide(&mut self, reverse: &[u32]) {
        let sure: Vec<f64> = (0..self.later.len())
            .map(|pair| {
                let other = reverse[pair] as usize;
                let against = self.later.get(other).copied().unwrap_or(0.0);
                let order = self.later[pair].total_cmp(&against).then(other.cmp(&pair));
                f64::from(u8::from(order.is_gt()))
            })
            .collect();
        self.later = sure;
    }
}

/// By expectation and maximisation.
pub(super) fn shares(chances: &[Chance], met: &[u32], reverse: &[u32], sizes: &[f64]) -> Shares {
    let mut shares = Shares {
        share: vec![0.1; met.len()],
        later: sizes.to_vec(),
    };
    let mut taken = vec![0.0; met.len()];
    let mut known = vec![0.0; met.len()];
    for _ in 0..ROUNDS {
        taken.fill(0.0);
        known.fill(0.0);
        for of_one in chances.chunk_by(|x, y| x.claim == y.claim) {
            let none = none(of_one, &shares);
            let sum: f64 = none + weighed(of_one, &shares).sum::<f64>();
            for (chance, weight) in of_one.iter().zip(weighed(of_one, &shares)) {
                taken[chance.pair as usize] += weight / sum;
                if chance.follows {
                    known[chance.pair as usize] += weight / sum;
                }
            }
        }
        for (pair, share) in shares.share.iter_mut().enumerate() {
            *share = (taken[pair] / (f64::from(met[pair]) + 2.0)).max(1e-6);
            let other = reverse[pair] as usize;
            let against = known.get(other).copied().unwrap_or(0.0);
            let size = (sizes[pair] / (1.0 - sizes[pair])).ln();
            let odds = size + 1.5 * (known[pair] - against);
            shares.later[pair] = 1.0 / (1.0 + (-odds).exp());
        }
    }
    shares
}

pub(super) fn weighed<'c>(
    of_one: &'c [Chance],
    shares: &'c Shares,
) -> impl Iterator<Item = f64> + 'c {
    of_one.iter().map(|c| {
        let pair = c.pair as usize;
        let later = if c.follows { 1.0 } else { shares.later[pair] };
        shares.share[pair] * c.ratio * later
    })
}

/// How likely a claim is taken from none of those before it.
pub(super) fn none(of_one: &[Chance], shares: &Shares) -> f64 {
    let taken: f64 = of_one.iter().map(|c| shares.share[c.pair as usize]).sum();
    (1.0 - taken).max(0.05)
}

/// Of every pair the pair the other way round, and the odds by size that the first is the copier:
/// those who live on others are small.
pub(super) fn turned(
    linkage: &Linkage,
    pairs: &HashMap<(u32, u32), u32>,
    count: usize,
) -> (Vec<u32>, Vec<f64>) {
    let mut said: Vec<f64> = Vec::new();
    for feature in &linkage.features {
        let outlet = feature.outlet as usize;
        said.resize(said.len().max(outlet + 1), 1.0);
        said[outlet] += 1.0;
    }
    let (mut reverse, mut sizes) = (vec![u32::MAX; count], vec![0.5; count]);
    for (&(a, b), &pair) in pairs {
        let (mine, theirs) = (said[a as usize], said[b as usize]);
        sizes[pair as usize] = theirs / (mine + theirs);
        reverse[pair as usize] = pairs.get(&(b, a)).copied().unwrap_or(u32::MAX);
    }
    (reverse, sizes)
}
