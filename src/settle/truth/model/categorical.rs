//! Values out of an open set: terms, places, lists, counts. A source is exactly right, partly
//! right or wrong, each with a share of its own.
//!
//! The likelihood is that of Dong, Berti-Équille and Srivastava (VLDB 2009) for terms and of TDH
//! (Jung, Kim and Shim, EDBT 2019) for what can be partly right, with two changes. What is wrong
//! is drawn from what is claimed wrongly elsewhere, so that a popular error proves less; and what
//! is believed of a source before it is heard is learned from all sources
//! ([`super::super::prior`]).

use std::ops::Range;

use super::support::Supports;
use crate::settle::truth::beta::shrunk;
use crate::settle::truth::em::{Model, Start, normalise};
use crate::settle::truth::estimates::Weighting;
use crate::settle::truth::observations::Observations;
use crate::settle::truth::prior::{Outcomes, Prior};

/// Values on fewer objects than this, on average, say nothing of which are popular.
const SPREAD: f64 = 1.2;
/// Weight on an object from which on those who agree in an error are told from those who are right.
const ENOUGH: f64 = 3.5;
/// In how many pairs' worth two wrong claims are believed to be the same by chance only.
const FEW: f64 = 20.0;
/// No wrong value is likelier than this among wrong ones.
const COMMON: f64 = 0.5;
/// Something to take the logarithm of where all values are claimed.
const LEAST: f64 = 1e-12;

/// Where the computation stands.
#[derive(Debug, Clone)]
pub(super) struct Categorical<'a> {
    table: &'a Observations,
    supports: &'a Supports,
    weighting: &'a Weighting,
    /// How likely every cell is.
    pub(super) posterior: Vec<f64>,
    /// Expected number of right, partly right and wrong claims of every source.
    pub(super) tally: Vec<Outcomes>,
    /// Of every source.
    pub(super) shares: Vec<Outcomes>,
    pub(super) prior: Prior,
    objective: f64,
    /// How likely two wrong claims of one object are the same.
    alike: f64,
    /// Logarithm of how likely each value is among wrong ones.
    wrong: Vec<f64>,
    /// How likely each value is among truths, and the logarithm of that.
    right: Vec<(f64, f64)>,
}

impl Model for Categorical<'_> {
    const MOST_ROUNDS: u32 = 100;
    const SETTLED: f64 = 2e-5;
    const NEARLY: f64 = 1e-3;

    fn round(&mut self) -> f64 {
        let (table, supports) = (self.table, self.supports);
        let moved = self.learn();
        if supports.wrong.is_none() && table.cells() as f64 >= SPREAD * table.values() as f64 {
            self.learn_popularity();
        }
        if supports.is_empty() {
            self.alike = self.alike();
        }
        self.judge();
        moved
    }

    fn objective(&self) -> f64 {
        self.objective
    }

    fn posterior(&self, object: usize) -> &[f64] {
        &self.posterior[self.table.cells_of(object)]
    }
}

/// Sums over the observations of one cell.
#[derive(Debug, Clone, Copy, Default)]
struct CellSums {
    weight: f64,
    exact: f64,
    partly: f64,
    wrong: f64,
}

impl<'a> Categorical<'a> {
    pub(super) fn begin(
        table: &'a Observations,
        supports: &'a Supports,
        weighting: &'a Weighting,
        start: Start,
    ) -> Self {
        let prior = Prior::new();
        let many = table.values().max(2) as f64;
        let before = supports.wrong.as_ref().map_or(1.0 / many, |_| 1.0);
        let share = |source| match start {
            Start::Prolific => prior.of_prolific(table.made_by(source)),
            _ => prior.of(table.made_by(source)),
        };
        let mut model = Self {
            table,
            supports,
            weighting,
            posterior: vec![0.0; table.cells()],
            tally: vec![[0.0; 3]; table.sources()],
            shares: (0..table.sources()).map(share).collect(),
            prior,
            objective: f64::NEG_INFINITY,
            alike: 0.0,
            wrong: vec![-many.ln(); table.values()],
            right: vec![(before, before.ln()); table.values()],
        };
        if start == Start::Vote {
            model.vote();
        } else {
            model.judge();
        }
        model
    }

    /// Each value's share of the weight on its object.
    fn vote(&mut self) {
        let (table, weights) = (self.table, &self.weighting.cells);
        for object in 0..table.objects() {
            let cells = table.cells_of(object);
            let shares = &mut self.posterior[cells.clone()];
            for (share, weight) in shares.iter_mut().zip(&weights[cells.clone()]) {
                *share = weight.ln();
            }
            if !shares.is_empty() {
                let certain = table.certain(object).map(|cell| cell - cells.start);
                normalise(shares, certain);
            }
        }
        self.count();
    }

    /// From what is likely true to how the sources are; the greatest move of a share.
    fn learn(&mut self) -> f64 {
        let table = self.table;
        self.prior
            .learn(&self.tally, table, &self.weighting.sources);
        let mut moved = 0.0_f64;
        for (source, (tally, shares)) in self.tally.iter().zip(&mut self.shares).enumerate() {
            let after = self.prior.after(table.made_by(source), tally);
            for (new, old) in after.iter().zip(&*shares) {
                moved = moved.max((new - old).abs());
            }
            *shares = after;
        }
        moved
    }

    /// How likely each value is among wrong claims, and among truths: Laplace's rule over all values.
    fn learn_popularity(&mut self) {
        let (table, weights) = (self.table, &self.weighting.cells);
        self.wrong.fill(1.0);
        self.right.fill((1.0, 0.0));
        for (cell, p) in self.posterior.iter().enumerate() {
            let value = table.value(cell) as usize;
            self.wrong[value] += weights[cell] * (1.0 - p);
            self.right[value].0 += p;
        }
        let wrong: f64 = self.wrong.iter().sum();
        for value in &mut self.wrong {
            *value = (*value / wrong).min(COMMON).ln();
        }
        let right: f64 = self.right.iter().map(|r| r.0).sum();
        for (share, log) in &mut self.right {
            *share /= right;
            *log = share.ln();
        }
    }

    /// How often two wrong claims of one object are the same, by Laplace's rule: where an object can
    /// only be wrong in few ways, two who agree prove less.
    fn alike(&self) -> f64 {
        let (table, weights) = (self.table, &self.weighting.cells);
        let (mut same, mut pairs) = (0.0, 0.0);
        for object in 0..table.objects() {
            let cells = table.cells_of(object);
            let all: f64 = weights[cells.clone()].iter().sum();
            if all < ENOUGH {
                continue;
            }
            let mut differ = all * all;
            for cell in cells {
                let (weight, p) = (weights[cell], self.posterior[cell]);
                let alike = weight * (weight - 1.0).max(0.0) * (1.0 - p);
                same += alike;
                pairs += alike;
                differ -= weight * weight + 2.0 * weight * p * (all - weight);
            }
            pairs += differ.max(0.0);
        }
        let before = 1.0 / table.values().max(2) as f64;
        shrunk(same, pairs, before, FEW).min(COMMON)
    }

    /// From how the sources are to what is likely true.
    fn judge(&mut self) {
        let table = self.table;
        let logs: Vec<Outcomes> = self.shares.iter().map(|s| s.map(f64::ln)).collect();
        let (mut sums, mut scores) = (Vec::new(), Vec::new());
        let mut objective = self.prior.objective(&self.shares, table);
        for object in 0..table.objects() {
            let cells = table.cells_of(object);
            if cells.is_empty() {
                continue;
            }
            sums.clear();
            sums.extend(cells.clone().map(|cell| self.sum_up(&logs, cell)));
            scores.clear();
            scores.extend(
                cells
                    .clone()
                    .map(|cell| self.score(&sums, cells.start, cell)),
            );
            scores.push(self.unclaimed(cells.clone()));
            let certain = table.certain(object).map(|cell| cell - cells.start);
            objective += normalise(&mut scores, certain);
            objective += sums.iter().map(|h| h.wrong).sum::<f64>();
            self.posterior[cells.clone()].copy_from_slice(&scores[..cells.len()]);
        }
        self.objective = objective;
        self.count();
    }

    /// Two who agree by chance make no value likelier than this, before any claim.
    fn least(&self) -> f64 {
        self.alike / (1.0 + self.alike)
    }

    /// Logarithm of how likely it is before any claim that the truth is a value that nobody claims.
    fn unclaimed(&self, cells: Range<usize>) -> f64 {
        if let Some(fixed) = &self.supports.wrong {
            // Lists are as likely as each other; one like those claimed stands for those that are not.
            let many = cells.len() as f64;
            return -cells.map(|cell| fixed[cell]).sum::<f64>() / many;
        }
        let least = self.least();
        let of = |cell| self.right[self.table.value(cell) as usize].0.max(least);
        (1.0 - cells.map(of).sum::<f64>()).max(LEAST).ln()
    }

    fn sum_up(&self, logs: &[Outcomes], cell: usize) -> CellSums {
        let table = self.table;
        let mut sums = CellSums::default();
        for n in table.of_cell(cell) {
            let weight = self.weighting.observations[n];
            let [exact, partly, wrong] = logs[table.source(n)];
            sums.weight += weight;
            sums.exact += weight * exact;
            sums.partly += weight * partly;
            sums.wrong += weight * wrong;
        }
        let base = match &self.supports.wrong {
            Some(fixed) => fixed[cell],
            None => self.wrong[table.value(cell) as usize].max(self.alike.ln()),
        };
        sums.wrong += sums.weight * base;
        sums
    }

    /// Logarithm of the likelihood of everything said of an object, if a cell of it is the truth, but
    /// for what is the same for every cell.
    fn score(&self, sums: &[CellSums], first: usize, truth: usize) -> f64 {
        let unrelated = self.supports.unrelated[truth];
        let own = sums[truth - first];
        let before = self.right[self.table.value(truth) as usize].1;
        let mut score = before.max(self.least().ln()) + own.exact - own.wrong;
        if unrelated != 0.0 {
            let others: f64 = sums.iter().map(|h| h.weight).sum::<f64>() - own.weight;
            score += unrelated * others;
        }
        for support in self.supports.of(truth) {
            let said = sums[support.claimed as usize - first];
            score += said.weight * (support.offset - unrelated);
            if support.partial {
                score += said.partly - said.wrong;
            }
        }
        score
    }

    /// Counts how many claims of every source are right, partly right and wrong, as far as is known.
    fn count(&mut self) {
        let table = self.table;
        self.tally.fill([0.0; 3]);
        let partly = self.partly_right();
        for (cell, exact) in self.posterior.iter().enumerate() {
            let partly = partly.get(cell).copied().unwrap_or_default();
            let wrong = (1.0 - exact - partly).max(0.0);
            for n in table.of_cell(cell) {
                let (weight, tally) = (table.weight(n), &mut self.tally[table.source(n)]);
                tally[0] += weight * exact;
                tally[1] += weight * partly;
                tally[2] += weight * wrong;
            }
        }
    }

    /// For every cell, how likely its value is partly right; empty where none can be.
    pub(super) fn partly_right(&self) -> Vec<f64> {
        let supports = self.supports;
        if supports.is_empty() {
            return Vec::new();
        }
        let mut partly = vec![0.0; self.posterior.len()];
        for (truth, p) in self.posterior.iter().enumerate() {
            for support in supports.of(truth).iter().filter(|s| s.partial) {
                partly[support.claimed as usize] += p;
            }
        }
        partly
    }
}
