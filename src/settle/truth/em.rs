//! Expectation and maximisation, as every model runs it: from several starts, round by round, until
//! nothing moves.

use super::estimates::Convergence;
use super::observations::Observations;

/// Where to begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// Every source alike.
    Alike,
    /// Every value as likely as its share of the weight on its object.
    Vote,
    /// Who says much is believed more.
    Prolific,
}

impl Start {
    /// All of them, the one to keep first.
    const ALL: [Self; 3] = [Self::Alike, Self::Vote, Self::Prolific];
}

/// What is estimated by rounds.
pub(super) trait Model {
    /// Rounds after which a start is left.
    const MOST_ROUNDS: u32;
    /// A round that moves nothing further than this is the last.
    const SETTLED: f64;
    /// The same for a start that is only compared with another.
    const NEARLY: f64;

    /// From what is likely true to how the sources are, and back; the greatest move.
    fn round(&mut self) -> f64;
    /// Logarithm of how likely everything is that was said, and that was believed before.
    fn objective(&self) -> f64;
    /// How likely the values of an object are.
    fn posterior(&self, object: usize) -> &[f64];
}

/// Counts rounds until they move little.
#[derive(Debug, Clone)]
pub(in crate::settle) struct Rounds {
    /// How many there were.
    pub(in crate::settle) done: u32,
    most: u32,
    moved: f64,
}

impl Rounds {
    pub(in crate::settle) fn at_most(most: u32) -> Self {
        Self {
            done: 0,
            most,
            moved: f64::INFINITY,
        }
    }

    /// Goes on until a round moves less than that; whether one did.
    pub(in crate::settle) fn until(&mut self, still: f64, mut round: impl FnMut() -> f64) -> bool {
        while self.moved >= still && self.done < self.most {
            self.done += 1;
            self.moved = round();
        }
        self.moved < still
    }
}

/// The run that explains the observations best, of those from every start.
pub(super) fn run<M: Model>(
    observations: &Observations,
    begin: impl Fn(Start) -> M,
) -> (M, Convergence) {
    let mut runs = Start::ALL.map(|start| {
        let (mut model, mut rounds) = (begin(start), Rounds::at_most(M::MOST_ROUNDS));
        rounds.until(M::NEARLY, || model.round());
        (model, rounds)
    });
    let kept = best(&runs.each_ref().map(|(model, _)| model.objective()));
    runs.swap(0, kept);
    let (model, rounds) = &mut runs[0];
    let converged = rounds.until(M::SETTLED, || model.round());
    let convergence = Convergence {
        converged,
        rounds: rounds.done,
        starts: runs.len() as u32,
        same: same(observations, &runs.each_ref().map(|(model, _)| model)),
    };
    let [(model, _), ..] = runs;
    (model, convergence)
}

/// In natural logarithms of the likelihood.
const CLEARLY: f64 = 2.0;
/// The same as a part of all of it, for the runs have not all settled.
const PART: f64 = 1e-4;

/// The first unless another is clearly better.
fn best(objectives: &[f64]) -> usize {
    let mut kept = 0;
    for (i, objective) in objectives.iter().enumerate() {
        let so_far = objectives[kept];
        if *objective > so_far + CLEARLY.max(PART * so_far.abs()) {
            kept = i;
        }
    }
    kept
}

/// Share of the objects to which every run gives the same answer.
fn same<M: Model>(observations: &Observations, runs: &[&M]) -> f64 {
    let (mut same, mut all) = (0.0, 0.0_f64);
    for object in 0..observations.objects() {
        if !observations.cells_of(object).is_empty() {
            let mut answers = runs.iter().map(|run| likeliest(run.posterior(object)));
            let first = answers.next();
            all += 1.0;
            same += f64::from(u8::from(answers.all(|answer| Some(answer) == first)));
        }
    }
    if all > 0.0 { same / all } else { 1.0 }
}

/// Probabilities this near are equal: they differ by how sums round.
pub(super) const EQUAL: f64 = 1e-9;

/// The first of the likeliest.
fn likeliest(probability: &[f64]) -> usize {
    let mut best = 0;
    for (i, p) in probability.iter().enumerate() {
        if *p > probability[best] + EQUAL {
            best = i;
        }
    }
    best
}

/// Logarithms of likelihoods to probabilities; the logarithm of their sum. Beside what is certain
/// nothing else is likely.
pub(super) fn normalise(scores: &mut [f64], certain: Option<usize>) -> f64 {
    if let Some(certain) = certain {
        let score = scores[certain];
        scores.fill(0.0);
        scores[certain] = 1.0;
        return score;
    }
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
