//! Pairs that met in a block, counted by the pattern of their levels.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::codebook::Codebook;
use crate::link::apart::apart;
use crate::link::block::{Blocks, Rule};
use crate::link::features::Features;
use crate::link::levels::{self, FIELDS};
use crate::names::Names;

/// Pairs counted at one time by one thread.
const CHUNK: usize = 1 << 16;

/// Pairs that reach the same level in every field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pattern {
    /// The level of every field.
    pub levels: [u8; FIELDS],
    /// How many pairs.
    pub pairs: u64,
    /// How many of them people coded as one event.
    pub same: u64,
}

/// All pairs that met and may be one event, and how well blocking did.
#[derive(Debug, Clone, Default)]
pub struct Patterns {
    /// Sorted by levels.
    pub counted: Vec<Pattern>,
    /// Claims that were blocked.
    pub claims: usize,
    /// Pairs made by each rule of blocking.
    pub blocking: Vec<(Rule, usize)>,
    /// Distinct pairs that met.
    pub met: usize,
    /// Pairs of claims coded as one event; `None` without coded events.
    pub coded: Option<u64>,
    /// How many of these met.
    pub coded_met: u64,
}

/// Pairs, and pairs of one event, by pattern.
type Counts = BTreeMap<[u8; FIELDS], (u64, u64)>;

impl Patterns {
    /// Of all pairs that meet. Where events are coded, pairs of claims that nobody coded say
    /// nothing and are left out.
    pub(super) fn of(
        features: &[Features],
        blocks: &Blocks,
        names: &Names,
        codebook: &Codebook,
        event_of: Option<&[Option<u32>]>,
    ) -> Self {
        let (pairs, blocking) = blocks.pairs(features, |_, _| Some(0.0), |_, _, _| true);
        let same = |a: u32, b: u32| match event_of {
            None => Some(false),
            Some(of) => of[a as usize].zip(of[b as usize]).map(|(x, y)| x == y),
        };
        let coded_met = pairs.iter().filter(|&&(a, b)| same(a, b) == Some(true));
        let count = |chunk: &[(u32, u32)]| {
            let mut counts = Counts::new();
            for &(a, b) in chunk {
                let (x, y) = (&features[a as usize], &features[b as usize]);
                let Some(same) = same(a, b).filter(|_| apart(x, y).is_none()) else {
                    continue;
                };
                let levels = levels::compare(x, y, names, codebook).codes();
                let known = counts.entry(levels).or_default();
                *known = (known.0 + 1, known.1 + u64::from(same));
            }
            counts
        };
        let counts = pairs.par_chunks(CHUNK).map(count);
        let pattern = |(levels, (pairs, same))| Pattern {
            levels,
            pairs,
            same,
        };
        Self {
            coded: event_of.map(pairs_coded),
            coded_met: coded_met.count() as u64,
            met: pairs.len(),
            claims: features.len(),
            blocking,
            counted: counts
                .reduce(Counts::new, merged)
                .into_iter()
                .map(pattern)
                .collect(),
        }
    }

    /// Pairs that met for each claim.
    pub fn pairs_per_claim(&self) -> f64 {
        self.met as f64 / (self.claims as f64).max(1.0)
    }

    /// The share of all pairs of claims that blocking spares (the reduction ratio).
    pub fn reduction(&self) -> f64 {
        let claims = self.claims as f64;
        1.0 - self.met as f64 / (claims * (claims - 1.0) / 2.0).max(1.0)
    }

    /// The share of pairs coded as one event that met (pair completeness).
    pub fn completeness(&self) -> Option<f64> {
        let coded = self.coded.filter(|&coded| coded > 0)?;
        Some(self.coded_met as f64 / coded as f64)
    }

    /// Pairs that reach each level of one field, and those of them coded as one event.
    pub fn of_level(&self, field: usize, level: usize) -> (u64, u64) {
        let here = |p: &&Pattern| usize::from(p.levels[field]) == level;
        let found = self.counted.iter().filter(here);
        found.fold((0, 0), |sum, p| (sum.0 + p.pairs, sum.1 + p.same))
    }
}

/// Sums of whole numbers: the same in any order.
fn merged(mut into: Counts, from: Counts) -> Counts {
    for (levels, (pairs, same)) in from {
        let known = into.entry(levels).or_default();
        *known = (known.0 + pairs, known.1 + same);
    }
    into
}

/// Pairs of claims of one event.
fn pairs_coded(event_of: &[Option<u32>]) -> u64 {
    let mut sizes: BTreeMap<u32, u64> = BTreeMap::new();
    for event in event_of.iter().flatten() {
        *sizes.entry(*event).or_default() += 1;
    }
    sizes.values().map(|n| n * (n - 1) / 2).sum()
}
