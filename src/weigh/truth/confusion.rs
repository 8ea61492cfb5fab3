//! Labels out of a small closed set: how often each source says one label where another is true.
//!
//! Dawid and Skene (Applied Statistics 1979), with a prior: a row of a source's table is believed to
//! be what the source's overall share of right answers makes of an ordinary table, until its own
//! answers say otherwise. A source with few answers is thus one coin, one with many a whole table,
//! and one that answers backwards is found out.

use super::claims::Claims;
use super::coin::{Start, normalise, only};

const MOST_ROUNDS: u32 = 200;
/// A round that moves no entry of a table by more than this part is the last.
const SETTLED: f64 = 1e-3;
/// The same for a start that is only compared with another.
const NEARLY: f64 = 1e-2;
/// In how many answers' worth a row of a table is believed.
const ROW: f64 = 2.0;
/// In how many answers' worth a source's share of right answers is believed.
const COIN: f64 = 4.0;
/// Share of right answers believed of any source.
const RIGHT: f64 = 0.7;
/// Laplace's rule for how often a label is true.
const LABEL: f64 = 1.0;

/// More labels than this are not looked at as a closed set.
const MOST_LABELS: usize = 16;
/// Answers that are wanted for every cell of a table of labels, and objects for every label.
const ANSWERS: usize = 20;
const OBJECTS: usize = 5;

/// Whether there are few labels, and so much said that their confusion can be learned.
pub(super) fn is_closed(claims: &Claims, voices: &[f64]) -> bool {
    let labels = claims.values();
    let answers: f64 = voices.iter().sum();
    (2..=MOST_LABELS).contains(&labels)
        && answers >= (ANSWERS * labels * labels) as f64
        && claims.objects() >= OBJECTS * labels
}

/// Where the computation stands.
#[derive(Debug, Clone)]
pub(super) struct Tables {
    labels: usize,
    /// By object and label.
    pub(super) probability: Vec<f64>,
    /// Expected answers by source, true label and said label.
    answers: Vec<f64>,
    /// Logarithms of the tables, in the same order.
    logs: Vec<f64>,
    /// Logarithms of how often each label is true.
    common: Vec<f64>,
    pub(super) objective: f64,
    pub(super) rounds: u32,
    pub(super) converged: bool,
    /// The greatest move of a logarithm in the last round.
    moved: f64,
}

/// Runs from a start until hardly anything moves.
pub(super) fn approach(claims: &Claims, voices: &[f64], start: Start) -> Tables {
    let mut tables = begin(claims, voices, start);
    until(claims, voices, &mut tables, NEARLY);
    tables
}

/// Runs on until nothing moves.
pub(super) fn settle(claims: &Claims, voices: &[f64], tables: &mut Tables) {
    until(claims, voices, tables, SETTLED);
    tables.converged = tables.moved < SETTLED;
}

fn until(claims: &Claims, voices: &[f64], tables: &mut Tables, settled: f64) {
    while tables.moved >= settled && tables.rounds < MOST_ROUNDS {
        tables.rounds += 1;
        tables.moved = tables.learn(claims);
        tables.judge(claims, voices);
    }
}

fn begin(claims: &Claims, voices: &[f64], start: Start) -> Tables {
    let labels = claims.values();
    let mut tables = Tables {
        labels,
        probability: vec![0.0; claims.objects() * labels],
        answers: vec![0.0; claims.sources() * labels * labels],
        logs: vec![0.0; claims.sources() * labels * labels],
        common: vec![0.0; labels],
        objective: f64::NEG_INFINITY,
        rounds: 0,
        converged: false,
        moved: 1.0,
    };
    if start == Start::Vote {
        tables.vote(claims, voices);
    } else {
        for source in 0..claims.sources() {
            let said = f64::from(claims.made_by(source)).max(1.0);
            let right = if start == Start::Prolific {
                (said / (said + COIN)).max(RIGHT)
            } else {
                RIGHT
            };
            tables.set_coin(source, right);
        }
        tables.judge(claims, voices);
    }
    tables
}

/// Share of right answers to that of each other label.
fn coin(right: f64, labels: usize) -> (f64, f64) {
    (right, (1.0 - right) / (labels - 1) as f64)
}

impl Tables {
    fn vote(&mut self, claims: &Claims, voices: &[f64]) {
        for object in 0..claims.objects() {
            let row = &mut self.probability[object * self.labels..][..self.labels];
            for cell in claims.cells_of(object) {
                row[claims.value(cell) as usize] =
                    claims.claims_of(cell).map(|c| voices[c]).sum::<f64>();
            }
            if let Some(known) = claims.known(object) {
                row.fill(0.0);
                row[claims.value(known) as usize] = 1.0;
            }
            let all: f64 = row.iter().sum();
            for p in row {
                *p = if all > 0.0 {
                    *p / all
                } else {
                    1.0 / self.labels as f64
                };
            }
        }
    }

    fn set_coin(&mut self, source: usize, right: f64) {
        let (right, wrong) = coin(right, self.labels);
        for truth in 0..self.labels {
            for said in 0..self.labels {
                let at = (source * self.labels + truth) * self.labels + said;
                self.logs[at] = if truth == said { right } else { wrong }.ln();
            }
        }
    }

    /// From what is likely true to the tables of the sources; the greatest move in them.
    fn learn(&mut self, claims: &Claims) -> f64 {
        let labels = self.labels;
        self.answers.fill(0.0);
        self.common.fill(LABEL);
        for object in 0..claims.objects() {
            let row = &self.probability[object * labels..][..labels];
            if claims.cells_of(object).is_empty() {
                continue;
            }
            for cell in claims.cells_of(object) {
                let said = claims.value(cell) as usize;
                for claim in claims.claims_of(cell) {
                    let table = claims.source(claim) * labels * labels;
                    let weight = claims.weight(claim);
                    for (truth, p) in row.iter().enumerate() {
                        self.answers[table + truth * labels + said] += weight * p;
                    }
                }
            }
            for (truth, p) in row.iter().enumerate() {
                self.common[truth] += p;
            }
        }
        let all: f64 = self.common.iter().sum();
        for share in &mut self.common {
            *share = (*share / all).ln();
        }
        (0..claims.sources())
            .map(|source| self.learn_table(source))
            .fold(0.0, f64::max)
    }

    fn learn_table(&mut self, source: usize) -> f64 {
        let mut moved = 0.0_f64;
        let labels = self.labels;
        let table = &self.answers[source * labels * labels..][..labels * labels];
        let logs = &mut self.logs[source * labels * labels..][..labels * labels];
        let said: f64 = table.iter().sum();
        let right: f64 = (0..labels).map(|truth| table[truth * (labels + 1)]).sum();
        let (right, wrong) = coin((right + COIN * RIGHT) / (said + COIN), labels);
        for truth in 0..labels {
            let row = truth * labels..(truth + 1) * labels;
            let heard: f64 = table[row.clone()].iter().sum();
            for (said, at) in row.enumerate() {
                let before = if said == truth { right } else { wrong };
                let new = ((table[at] + ROW * before) / (heard + ROW)).ln();
                moved = moved.max((new - logs[at]).abs());
                logs[at] = new;
            }
        }
        moved
    }

    /// From the tables to what is likely true.
    fn judge(&mut self, claims: &Claims, voices: &[f64]) {
        let labels = self.labels;
        let mut scores = vec![0.0; labels];
        let mut objective = 0.0;
        for object in 0..claims.objects() {
            scores.copy_from_slice(&self.common);
            for cell in claims.cells_of(object) {
                let said = claims.value(cell) as usize;
                for claim in claims.claims_of(cell) {
                    let table =
                        &self.logs[claims.source(claim) * labels * labels..][..labels * labels];
                    for (truth, score) in scores.iter_mut().enumerate() {
                        *score += voices[claim] * table[truth * labels + said];
                    }
                }
            }
            if let Some(known) = claims.known(object) {
                only(&mut scores, claims.value(known) as usize);
            }
            objective += normalise(&mut scores);
            self.probability[object * labels..][..labels].copy_from_slice(&scores);
        }
        self.objective = objective;
    }

    /// Right answers expected of a source, and how uncertain that is in variance.
    pub(super) fn right(&self, claims: &Claims, of: &[(u32, u32)]) -> (f64, f64) {
        let p = |(object, cell): &(u32, u32)| {
            self.probability[*object as usize * self.labels + claims.value(*cell as usize) as usize]
        };
        of.iter().fold((0.0, 0.0), |(right, spread), claim| {
            let p = p(claim);
            (right + p, spread + p * (1.0 - p))
        })
    }
}
