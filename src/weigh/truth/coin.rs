//! Values out of an open set: terms, places, lists, counts. A source is exactly right, partly
//! right or wrong, each with a share of its own.
//!
//! The likelihood is that of Dong, Berti-Équille and Srivastava (VLDB 2009) for terms and of TDH
//! (Jung, Kim and Shim, EDBT 2019) for what can be partly right, with two changes. What is wrong
//! is drawn from what is claimed wrongly elsewhere, so that a popular error proves less; and what
//! is believed of a source before it is heard is learned from all sources ([`super::belief`]).

use std::ops::Range;

use super::belief::Belief;
use super::claims::Claims;
use super::relation::Relations;

/// Rounds after which a start is left.
const MOST_ROUNDS: u32 = 100;
/// A round that moves no source's share by more than this is the last.
const SETTLED: f64 = 2e-5;
/// The same for a start that is only compared with another.
const NEARLY: f64 = 1e-3;
/// Values on fewer objects than this, on average, say nothing of which are popular.
const SPREAD: f64 = 1.2;
/// Voices on an object from which on those who agree in an error are told from those who are right.
const ENOUGH: f64 = 3.5;
/// In how many pairs' worth two wrong claims are believed to be the same by chance only.
const FEW: f64 = 20.0;
/// No wrong value is likelier than this among wrong ones.
const COMMON: f64 = 0.5;

/// Something to take the logarithm of where all values are claimed.
const NEVER: f64 = 1e-12;

/// Exactly right, partly right, wrong.
pub(super) type Shares = [f64; 3];

/// What is weighed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Problem<'a> {
    pub(super) claims: &'a Claims,
    pub(super) relations: &'a Relations,
    /// For every claim how much of a voice it is, copies discounted.
    pub(super) voices: &'a [f64],
    /// For every cell how many voices it has.
    pub(super) heard: &'a [f64],
    /// For every source how far it is one of its own.
    pub(super) independent: &'a [f64],
}

/// Where the computation stands.
#[derive(Debug, Clone)]
pub(super) struct State {
    /// Of every cell.
    pub(super) probability: Vec<f64>,
    /// Expected number of right, partly right and wrong claims of every source.
    pub(super) tally: Vec<Shares>,
    /// Of every source.
    pub(super) shares: Vec<Shares>,
    pub(super) belief: Belief,
    /// Logarithm of the likelihood, and of what was believed before.
    pub(super) objective: f64,
    pub(super) rounds: u32,
    pub(super) converged: bool,
    /// The greatest move of a share in the last round.
    moved: f64,
    /// How likely two wrong claims of one object are the same.
    alike: f64,
    wrong: Vec<f64>,
    true_before: Vec<f64>,
    /// Logarithms of the same.
    logs: Vec<f64>,
}

/// Where to begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// Every source alike.
    Alike,
    /// Every value as likely as its share of the voices.
    Vote,
    /// Who says much is believed more.
    Prolific,
}

impl Start {
    /// All of them, the one to keep first.
    pub(super) const ALL: [Self; 3] = [Self::Alike, Self::Vote, Self::Prolific];
}

/// Runs from a start until hardly anything moves.
pub(super) fn approach(problem: Problem<'_>, start: Start) -> State {
    let mut state = begin(problem, start);
    until(problem, &mut state, NEARLY);
    state
}

/// Runs on until nothing moves.
pub(super) fn settle(problem: Problem<'_>, state: &mut State) {
    until(problem, state, SETTLED);
    state.converged = state.moved < SETTLED;
}

fn until(problem: Problem<'_>, state: &mut State, settled: f64) {
    let popular = problem.relations.wrong.is_none()
        && problem.claims.cells() as f64 >= SPREAD * problem.claims.values() as f64;
    while state.moved >= settled && state.rounds < MOST_ROUNDS {
        state.rounds += 1;
        state.moved = learn(problem, state);
        if popular {
            popularity(problem, state);
        }
        if problem.relations.is_empty() {
            state.alike = alike(problem, &state.probability);
        }
        judge(problem, state);
    }
}

/// How often two wrong claims of one object are the same, by Laplace's rule: where an object can only be
/// wrong in few ways, two who agree prove less.
fn alike(problem: Problem<'_>, probability: &[f64]) -> f64 {
    let before = 1.0 / problem.claims.values().max(2) as f64;
    let (mut same, mut pairs) = (FEW * before, FEW);
    for object in 0..problem.claims.objects() {
        let cells = problem.claims.cells_of(object);
        let all: f64 = problem.heard[cells.clone()].iter().sum();
        if all < ENOUGH {
            continue;
        }
        let mut differ = all * all;
        for cell in cells {
            let (heard, p) = (problem.heard[cell], probability[cell]);
            let alike = heard * (heard - 1.0).max(0.0) * (1.0 - p);
            same += alike;
            pairs += alike;
            differ -= heard * heard + 2.0 * heard * p * (all - heard);
        }
        pairs += differ.max(0.0);
    }
    (same / pairs).min(COMMON)
}

fn begin(problem: Problem<'_>, start: Start) -> State {
    let claims = problem.claims;
    let belief = Belief::before();
    let before = match problem.relations.wrong {
        Some(_) => 1.0,
        None => 1.0 / claims.values().max(2) as f64,
    };
    let mut state = State {
        probability: vec![0.0; claims.cells()],
        tally: vec![[0.0; 3]; claims.sources()],
        shares: (0..claims.sources())
            .map(|source| match start {
                Start::Prolific => belief.of_prolific(claims.made_by(source)),
                _ => belief.of(claims.made_by(source)),
            })
            .collect(),
        belief,
        objective: f64::NEG_INFINITY,
        rounds: 0,
        converged: false,
        moved: if claims.is_empty() { 0.0 } else { 1.0 },
        alike: 0.0,
        wrong: vec![-(claims.values().max(2) as f64).ln(); claims.values()],
        true_before: vec![before; claims.values()],
        logs: vec![before.ln(); claims.values()],
    };
    if start == Start::Vote {
        vote(problem, &mut state.probability);
        tally(problem, &mut state);
    } else {
        judge(problem, &mut state);
    }
    state
}

/// Each value's share of the voices on its object.
fn vote(problem: Problem<'_>, probability: &mut [f64]) {
    for object in 0..problem.claims.objects() {
        let cells = problem.claims.cells_of(object);
        if let Some(known) = problem.claims.known(object) {
            probability[known] = 1.0;
            continue;
        }
        let all: f64 = problem.heard[cells.clone()].iter().sum();
        for cell in cells {
            probability[cell] = problem.heard[cell] / all;
        }
    }
}

/// From what is likely true to how the sources are; the greatest move of a share.
fn learn(problem: Problem<'_>, state: &mut State) -> f64 {
    let claims = problem.claims;
    state
        .belief
        .learn(&state.tally, claims, problem.independent);
    let mut moved = 0.0_f64;
    for (source, tally) in state.tally.iter().enumerate() {
        let after = state.belief.after(claims.made_by(source), tally);
        for (new, old) in after.iter().zip(&state.shares[source]) {
            moved = moved.max((new - old).abs());
        }
        state.shares[source] = after;
    }
    moved
}

/// How likely each value is among wrong claims, and among truths: Laplace's rule over all values.
fn popularity(problem: Problem<'_>, state: &mut State) {
    let claims = problem.claims;
    state.wrong.fill(1.0);
    state.true_before.fill(1.0);
    for cell in 0..claims.cells() {
        let p = state.probability[cell];
        state.wrong[claims.value(cell) as usize] += problem.heard[cell] * (1.0 - p);
        state.true_before[claims.value(cell) as usize] += p;
    }
    let sum = |all: &[f64]| all.iter().sum::<f64>();
    let (wrong, right) = (sum(&state.wrong), sum(&state.true_before));
    for value in &mut state.wrong {
        *value = (*value / wrong).min(COMMON).ln();
    }
    for (value, log) in state.true_before.iter_mut().zip(&mut state.logs) {
        *value /= right;
        *log = value.ln();
    }
}

/// Sums over the claims of one cell.
#[derive(Debug, Clone, Copy, Default)]
struct Heard {
    voices: f64,
    exact: f64,
    partly: f64,
    wrong: f64,
}

/// From how the sources are to what is likely true.
fn judge(problem: Problem<'_>, state: &mut State) {
    let claims = problem.claims;
    let logs: Vec<Shares> = state.shares.iter().map(|s| s.map(f64::ln)).collect();
    let (mut heard, mut scores) = (Vec::new(), Vec::new());
    let mut objective = state.belief.objective(&state.shares, claims);
    for object in 0..claims.objects() {
        let cells = claims.cells_of(object);
        if cells.is_empty() {
            continue;
        }
        heard.clear();
        heard.extend(cells.clone().map(|cell| hear(problem, state, &logs, cell)));
        scores.clear();
        scores.extend(
            cells
                .clone()
                .map(|cell| score(problem, state, &heard, (cells.start, cell))),
        );
        scores.push(unclaimed(problem, state, cells.clone()));
        if let Some(known) = claims.known(object) {
            only(&mut scores, known - cells.start);
        }
        objective += normalise(&mut scores) + heard.iter().map(|h| h.wrong).sum::<f64>();
        state.probability[cells.clone()].copy_from_slice(&scores[..cells.len()]);
    }
    state.objective = objective;
    tally(problem, state);
}

/// Logarithm of how likely it is before any claim that the truth is a value that nobody claims.
fn unclaimed(problem: Problem<'_>, state: &State, cells: Range<usize>) -> f64 {
    if let Some(fixed) = &problem.relations.wrong {
        // Lists are as likely as each other; one like those claimed stands for those that are not.
        let many = cells.len() as f64;
        return -cells.map(|cell| fixed[cell]).sum::<f64>() / many;
    }
    let least = state.alike / (1.0 + state.alike);
    let of = |cell| state.true_before[problem.claims.value(cell) as usize].max(least);
    (1.0 - cells.map(of).sum::<f64>()).max(NEVER).ln()
}

fn hear(problem: Problem<'_>, state: &State, logs: &[Shares], cell: usize) -> Heard {
    let claims = problem.claims;
    let mut heard = Heard::default();
    for claim in claims.claims_of(cell) {
        let voice = problem.voices[claim];
        let [exact, partly, wrong] = logs[claims.source(claim)];
        heard.voices += voice;
        heard.exact += voice * exact;
        heard.partly += voice * partly;
        heard.wrong += voice * wrong;
    }
    let base = match &problem.relations.wrong {
        Some(fixed) => fixed[cell],
        None => state.wrong[claims.value(cell) as usize].max(state.alike.ln()),
    };
    heard.wrong += heard.voices * base;
    heard
}

/// Logarithm of the likelihood of everything said of an object, if a cell of it is the truth, but
/// for what is the same for every cell.
fn score(
    problem: Problem<'_>,
    state: &State,
    heard: &[Heard],
    (first, truth): (usize, usize),
) -> f64 {
    let unrelated = problem.relations.unrelated[truth];
    let own = heard[truth - first];
    let before = state.logs[problem.claims.value(truth) as usize];
    let before = before.max((state.alike / (1.0 + state.alike)).ln());
    let mut score = before + own.exact - own.wrong;
    if unrelated != 0.0 {
        let others: f64 = heard.iter().map(|h| h.voices).sum::<f64>() - own.voices;
        score += unrelated * others;
    }
    for pair in problem.relations.pairs(truth) {
        let said = heard[pair.claimed as usize - first];
        score += said.voices * (pair.offset - unrelated);
        if pair.partial {
            score += said.partly - said.wrong;
        }
    }
    score
}

/// Leaves one of several logarithms.
pub(super) fn only(scores: &mut [f64], kept: usize) {
    for (at, score) in scores.iter_mut().enumerate() {
        if at != kept {
            *score = f64::NEG_INFINITY;
        }
    }
}

/// Logarithms to probabilities; the logarithm of their sum.
pub(super) fn normalise(scores: &mut [f64]) -> f64 {
    let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut sum = 0.0;
    for score in &mut *scores {
        *score = (*score - most).exp();
        sum += *score;
    }
    for score in &mut *scores {
        *score /= sum;
    }
    most + sum.ln()
}

/// How many claims of every source are right, partly right and wrong, as far as is known.
fn tally(problem: Problem<'_>, state: &mut State) {
    let claims = problem.claims;
    state.tally.fill([0.0; 3]);
    let partly = partly_right(problem, &state.probability);
    for cell in 0..claims.cells() {
        let exact = state.probability[cell];
        let partly = partly.get(cell).copied().unwrap_or_default();
        let wrong = (1.0 - exact - partly).max(0.0);
        for claim in claims.claims_of(cell) {
            let voice = claims.weight(claim);
            let tally = &mut state.tally[claims.source(claim)];
            tally[0] += voice * exact;
            tally[1] += voice * partly;
            tally[2] += voice * wrong;
        }
    }
}

/// For every cell, how likely its value is partly right; empty where none can be.
fn partly_right(problem: Problem<'_>, probability: &[f64]) -> Vec<f64> {
    if problem.relations.is_empty() {
        return Vec::new();
    }
    let mut partly = vec![0.0; probability.len()];
    for (truth, p) in probability.iter().enumerate() {
        for pair in problem
            .relations
            .pairs(truth)
            .iter()
            .filter(|pair| pair.partial)
        {
            partly[pair.claimed as usize] += p;
        }
    }
    partly
}
