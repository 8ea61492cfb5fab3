//! Labels out of a small closed set: how often each source says one label where another is true.
//!
//! Dawid and Skene (Applied Statistics 1979), with a prior: a row of a source's table is believed to
//! be what the source's overall share of right answers makes of an ordinary table, until its own
//! answers say otherwise. A source with few answers is thus one coin, one with many a whole table,
//! and one that answers backwards is found out.

use crate::settle::truth::beta::shrunk;
use crate::settle::truth::em::{Model, Start, normalise};
use crate::settle::truth::observations::Observations;

/// In how many answers' worth a row of a table is believed.
const ROW: f64 = 2.0;
/// In how many answers' worth a source's share of right answers is believed.
const COIN: f64 = 4.0;
/// Share of right answers believed of any source.
pub(super) const RIGHT: f64 = 0.7;
/// The same where sources are judged.
pub(super) const BELIEVED: f64 = 2.0;
/// Laplace's rule for how often a label is true.
const LABEL: f64 = 1.0;

/// More labels than this are not looked at as a closed set.
const MOST_LABELS: usize = 16;
/// Answers that are wanted for every cell of a table of labels, and objects for every label.
const ANSWERS: usize = 20;
const OBJECTS: usize = 5;

/// Whether there are few labels, and so much said that their confusion can be learned.
pub(super) fn is_closed(table: &Observations, weights: &[f64]) -> bool {
    let labels = table.values();
    let answers: f64 = weights.iter().sum();
    (2..=MOST_LABELS).contains(&labels)
        && answers >= (ANSWERS * labels * labels) as f64
        && table.objects() >= OBJECTS * labels
}

/// Where the computation stands.
#[derive(Debug, Clone)]
pub(super) struct Confusion<'a> {
    table: &'a Observations,
    weights: &'a [f64],
    labels: usize,
    /// By object and label.
    posterior: Vec<f64>,
    /// Expected answers by source, true label and said label.
    answers: Vec<f64>,
    /// Logarithms of the tables, in the same order.
    logs: Vec<f64>,
    /// Logarithms of how often each label is true.
    common: Vec<f64>,
    objective: f64,
}

impl Model for Confusion<'_> {
    const MOST_ROUNDS: u32 = 200;
    const SETTLED: f64 = 1e-3;
    const NEARLY: f64 = 1e-2;

    fn round(&mut self) -> f64 {
        let moved = self.learn();
        self.judge();
        moved
    }

    fn objective(&self) -> f64 {
        self.objective
    }

    fn posterior(&self, object: usize) -> &[f64] {
        &self.posterior[object * self.labels..][..self.labels]
    }
}

impl<'a> Confusion<'a> {
    pub(super) fn begin(table: &'a Observations, weights: &'a [f64], start: Start) -> Self {
        let labels = table.values();
        let mut model = Self {
            table,
            weights,
            labels,
            posterior: vec![0.0; table.objects() * labels],
            answers: vec![0.0; table.sources() * labels * labels],
            logs: vec![0.0; table.sources() * labels * labels],
            common: vec![0.0; labels],
            objective: f64::NEG_INFINITY,
        };
        if start == Start::Vote {
            model.vote();
            return model;
        }
        for source in 0..table.sources() {
            let said = f64::from(table.made_by(source)).max(1.0);
            let prolific = start == Start::Prolific;
            let right = if prolific {
                said / (said + COIN)
            } else {
                RIGHT
            };
            let logs = &mut model.logs[source * labels * labels..][..labels * labels];
            for (at, log) in logs.iter_mut().enumerate() {
                *log = coin(right.max(RIGHT), labels, at).ln();
            }
        }
        model.judge();
        model
    }

    fn vote(&mut self) {
        for object in 0..self.table.objects() {
            let shares = &mut self.posterior[object * self.labels..][..self.labels];
            let cells = self.table.cells_of(object);
            if cells.is_empty() {
                shares.fill(0.0);
            } else {
                shares.fill(f64::NEG_INFINITY);
            }
            for cell in cells {
                let weight: f64 = self.weights[self.table.of_cell(cell)].iter().sum();
                shares[self.table.value(cell) as usize] = weight.ln();
            }
            normalise(shares, certain(self.table, object));
        }
    }

    /// From what is likely true to the tables of the sources; the greatest move in them.
    fn learn(&mut self) -> f64 {
        let (labels, table) = (self.labels, self.table);
        self.answers.fill(0.0);
        self.common.fill(LABEL);
        for object in 0..table.objects() {
            let row = &self.posterior[object * labels..][..labels];
            if table.cells_of(object).is_empty() {
                continue;
            }
            for cell in table.cells_of(object) {
                let said = table.value(cell) as usize;
                for n in table.of_cell(cell) {
                    let (at, weight) = (table.source(n) * labels * labels, table.weight(n));
                    for (truth, p) in row.iter().enumerate() {
                        self.answers[at + truth * labels + said] += weight * p;
                    }
                }
            }
            for (common, p) in self.common.iter_mut().zip(row) {
                *common += p;
            }
        }
        let all: f64 = self.common.iter().sum();
        for share in &mut self.common {
            *share = (*share / all).ln();
        }
        let moves = (0..table.sources()).map(|source| self.learn_table(source));
        moves.fold(0.0, f64::max)
    }

    fn learn_table(&mut self, source: usize) -> f64 {
        let mut moved = 0.0_f64;
        let labels = self.labels;
        let answers = &self.answers[source * labels * labels..][..labels * labels];
        let logs = &mut self.logs[source * labels * labels..][..labels * labels];
        let right: f64 = answers.iter().step_by(labels + 1).sum();
        let right = shrunk(right, answers.iter().sum(), RIGHT, COIN);
        for truth in 0..labels {
            let row = truth * labels..(truth + 1) * labels;
            let said: f64 = answers[row.clone()].iter().sum();
            for at in row {
                let new = shrunk(answers[at], said, coin(right, labels, at), ROW).ln();
                moved = moved.max((new - logs[at]).abs());
                logs[at] = new;
            }
        }
        moved
    }

    /// From the tables to what is likely true.
    fn judge(&mut self) {
        let (labels, table) = (self.labels, self.table);
        self.objective = 0.0;
        for object in 0..table.objects() {
            let scores = &mut self.posterior[object * labels..][..labels];
            scores.copy_from_slice(&self.common);
            for cell in table.cells_of(object) {
                let said = table.value(cell) as usize;
                for n in table.of_cell(cell) {
                    let logs = &self.logs[table.source(n) * labels * labels..][..labels * labels];
                    for (truth, score) in scores.iter_mut().enumerate() {
                        *score += self.weights[n] * logs[truth * labels + said];
                    }
                }
            }
            self.objective += normalise(scores, certain(table, object));
        }
    }
}

/// The label that is certain of an object.
fn certain(table: &Observations, object: usize) -> Option<usize> {
    let cell = table.certain(object)?;
    Some(table.value(cell) as usize)
}

/// What an entry of a table is for a source that is right so often, and wrong in all ways alike.
fn coin(right: f64, labels: usize, at: usize) -> f64 {
    if at.is_multiple_of(labels + 1) {
        right
    } else {
        (1.0 - right) / (labels - 1) as f64
    }
}
