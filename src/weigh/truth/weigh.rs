//! From claims to what is likely true: the model for the kind of value, from several starts.

use super::claims::Claims;
use super::coin::{self, Problem, Start, State};
use super::confusion::{self, Tables};
use super::copying::{self, Known};
use super::kind::Kind;
use super::number::{self, Numbers};
use super::outcome::{Answer, Convergence, Copying, Estimate, Outcome, Reliability, Weighed};
use super::relation::Relations;
use super::reliable;
use super::{degenerate, exact, twins};

/// Half of a 90 % interval of the normal distribution, in standard deviations.
pub(super) const NINETY: f64 = 1.645;

/// How much of a voice every claim is, and how far every source is one of its own.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Voices {
    pub(super) claims: Vec<f64>,
    pub(super) sources: Vec<f64>,
}

impl Voices {
    /// Twins speak with one voice, all others with their own.
    pub(super) fn of(claims: &Claims, first: &[u32]) -> Self {
        let alone = |source: usize| {
            if first[source] as usize == source {
                1.0
            } else {
                0.0
            }
        };
        Self {
            claims: (0..claims.len())
                .map(|claim| claims.weight(claim) * alone(claims.source(claim)))
                .collect(),
            sources: (0..claims.sources()).map(alone).collect(),
        }
    }
}

/// Weighs the claims: how likely each value is, and how far each source is to be believed.
///
/// ```
/// use rashomon::weigh::truth::{Claims, Kind, Triple, weigh};
///
/// // Three sources agree on nine objects, and part on the tenth. One leaves out the first: sources
/// // that say exactly the same of exactly the same objects are heard as one.
/// let mut said = Vec::new();
/// for object in 0..9 {
///     let agree = if object == 0 { vec![0, 2] } else { vec![0, 1, 2] };
///     said.extend(agree.into_iter().map(|source| Triple { object, value: object, source }));
///     said.push(Triple { object, value: 99 - object, source: 3 });
/// }
/// said.extend([(0, 50), (1, 50), (3, 60), (4, 60)].map(|(source, value)| Triple { object: 9, value, source }));
/// let outcome = weigh(&Claims::new(said), &Kind::Term);
/// assert_eq!(outcome.answers[9].values[0].value, 50);
/// assert!(outcome.sources[0].mean > outcome.sources[3].mean);
/// ```
pub fn weigh(claims: &Claims, kind: &Kind) -> Outcome {
    let rows = claims.by_source();
    let first = twins::find(claims, &rows);
    let mut voices = Voices::of(claims, &first);
    let mut outcome = once(claims, kind, &voices);
    // Who confuses the same few labels need not copy, and near misses are not shared errors.
    let tables = matches!(kind, Kind::Term) && confusion::is_closed(claims, &voices.claims);
    if !tables && !matches!(kind, Kind::Number(_)) {
        let known = Known {
            claims,
            rows: &rows,
            probability: &by_cell(claims, &outcome.answers),
            right: outcome.sources.iter().map(|source| source.mean).collect(),
            first: &first,
        };
        let copies = copying::find(&known);
        if !copies.is_empty() {
            copying::discount(&known, &copies, &mut voices.claims);
            outcome = once(claims, kind, &voices);
            outcome.copies = copies;
        }
    }
    finish(claims, &first, &mut outcome);
    outcome
}

/// Adds what is known of twins, and the notes.
fn finish(claims: &Claims, first: &[u32], outcome: &mut Outcome) {
    outcome.copies.retain(|copy| copy.probability >= 0.5);
    for (source, first) in first.iter().enumerate() {
        if *first as usize != source {
            outcome.sources[source] = outcome.sources[*first as usize];
            outcome.copies.push(Copying {
                copier: source as u32,
                original: *first,
                probability: 1.0,
            });
        }
    }
    outcome
        .copies
        .sort_by_key(|copy| (copy.copier, copy.original));
    outcome.notes = degenerate::notes(claims, &outcome.convergence);
}

/// The probability of every cell.
fn by_cell(claims: &Claims, answers: &[Answer]) -> Vec<f64> {
    let mut all = vec![0.0; claims.cells()];
    for (object, answer) in answers.iter().enumerate() {
        let cells = claims.cells_of(object);
        for weighed in &answer.values {
            let mut cells = cells.clone();
            if let Some(cell) = cells.find(|cell| claims.value(*cell) == weighed.value) {
                all[cell] = weighed.probability;
            }
        }
    }
    all
}

/// Weighs with given voices.
pub(super) fn once(claims: &Claims, kind: &Kind, voices: &Voices) -> Outcome {
    match kind {
        Kind::Term if confusion::is_closed(claims, &voices.claims) => closed(claims, voices),
        Kind::Number(sizes) if !exact::are_exact(claims, &voices.claims) => {
            numbers(claims, sizes, voices)
        }
        _ => open(claims, kind, voices),
    }
}

fn open(claims: &Claims, kind: &Kind, voices: &Voices) -> Outcome {
    let relations = Relations::of(claims, kind);
    let voice = |claim: usize| voices.claims[claim];
    let heard: Vec<f64> = (0..claims.cells())
        .map(|cell| claims.claims_of(cell).map(voice).sum())
        .collect();
    let problem = Problem {
        claims,
        relations: &relations,
        voices: &voices.claims,
        heard: &heard,
        independent: &voices.sources,
    };
    let mut runs = Start::ALL.map(|start| coin::approach(problem, start));
    let kept = best(&runs, |run| run.objective);
    coin::settle(problem, &mut runs[kept]);
    let likeliest = |run: &State, object| likeliest(&run.probability[claims.cells_of(object)]);
    let same = same(claims, &runs, likeliest);
    let run = &runs[kept];
    let answer = |object| {
        let cells = claims.cells_of(object);
        let values = cells.map(|cell| Weighed {
            value: claims.value(cell),
            probability: run.probability[cell],
            voices: heard[cell],
        });
        ranked(values.collect(), kind)
    };
    Outcome {
        answers: (0..claims.objects()).map(answer).collect(),
        sources: reliable::of_open(claims, run),
        copies: Vec::new(),
        convergence: Convergence {
            converged: run.converged,
            rounds: run.rounds,
            starts: runs.len() as u32,
            same,
        },
        notes: Vec::new(),
    }
}

fn weighed(claims: &Claims, voices: &Voices, cell: usize, probability: f64) -> Weighed {
    Weighed {
        value: claims.value(cell),
        probability,
        voices: claims.claims_of(cell).map(|c| voices.claims[c]).sum(),
    }
}

fn closed(claims: &Claims, voices: &Voices) -> Outcome {
    let mut runs = Start::ALL.map(|start| confusion::approach(claims, &voices.claims, start));
    let kept = best(&runs, |run| run.objective);
    confusion::settle(claims, &voices.claims, &mut runs[kept]);
    let labels = claims.values();
    let likeliest =
        |run: &Tables, object: usize| likeliest(&run.probability[object * labels..][..labels]);
    let same = same(claims, &runs, likeliest);
    let run = &runs[kept];
    Outcome {
        answers: (0..claims.objects())
            .map(|object| said_labels(claims, voices, run, object))
            .collect(),
        sources: reliable::of_closed(claims, run),
        copies: Vec::new(),
        convergence: Convergence {
            converged: run.converged,
            rounds: run.rounds,
            starts: runs.len() as u32,
            same,
        },
        notes: Vec::new(),
    }
}

/// The labels of an object, those included that nobody said but everybody's habits point to.
fn said_labels(claims: &Claims, voices: &Voices, run: &Tables, object: usize) -> Answer {
    if claims.cells_of(object).is_empty() {
        return Answer::default();
    }
    let of = |label: usize| run.probability[object * claims.values() + label];
    let mut values: Vec<Weighed> = claims
        .cells_of(object)
        .map(|cell| weighed(claims, voices, cell, of(claims.value(cell) as usize)))
        .collect();
    let unsaid = (0..claims.values() as u32).filter(|label| {
        claims
            .cells_of(object)
            .all(|cell| claims.value(cell) != *label)
    });
    values.extend(unsaid.map(|value| Weighed {
        value,
        probability: of(value as usize),
        voices: 0.0,
    }));
    ranked(values, &Kind::Term)
}

fn numbers(claims: &Claims, sizes: &[f64], voices: &Voices) -> Outcome {
    let run = number::run(claims, sizes, &voices.claims);
    let answers: Vec<Answer> = (0..claims.objects())
        .map(|object| measured(claims, sizes, voices, &run, object))
        .collect();
    // No round depends on the one before: there is nothing to converge.
    let convergence = Convergence {
        converged: true,
        rounds: 1,
        starts: 1,
        same: 1.0,
    };
    Outcome {
        answers,
        sources: reliable::of_numbers(claims, &run),
        copies: Vec::new(),
        convergence,
        notes: Vec::new(),
    }
}

/// The estimate of a measured object; the claimed values by how near it they lie.
fn measured(
    claims: &Claims,
    sizes: &[f64],
    voices: &Voices,
    run: &Numbers,
    object: usize,
) -> Answer {
    if claims.cells_of(object).is_empty() {
        return Answer::default();
    }
    let half = NINETY * run.variance[object].sqrt();
    let best = run.best[object];
    let near = |cell: usize| {
        let miss = sizes[claims.value(cell) as usize] - best;
        -miss * miss / (2.0 * run.variance[object]).max(f64::MIN_POSITIVE)
    };
    let mut scores: Vec<f64> = claims.cells_of(object).map(near).collect();
    coin::normalise(&mut scores);
    let cells = claims.cells_of(object).zip(&scores);
    let values = cells
        .map(|(cell, p)| weighed(claims, voices, cell, *p))
        .collect();
    Answer {
        estimate: Some(Estimate {
            best,
            low: best - half,
            high: best + half,
        }),
        ..ranked(values, &Kind::Term)
    }
}

/// The likeliest first; of equals what more say, then the lower count, then the lower number.
fn ranked(mut values: Vec<Weighed>, kind: &Kind) -> Answer {
    let (Kind::Count(sizes) | Kind::Number(sizes)) = kind else {
        values.sort_by(|a, b| rank(a, b).then(a.value.cmp(&b.value)));
        return Answer {
            values,
            estimate: None,
        };
    };
    let size = |weighed: &Weighed| sizes[weighed.value as usize];
    values.sort_by(|a, b| rank(a, b).then(size(a).total_cmp(&size(b))));
    let estimate = values
        .first()
        .map(|best| exact::interval(&values, sizes, size(best)));
    Answer { values, estimate }
}

/// Probabilities this near are equal: they differ by how sums round.
const EQUAL: f64 = 1e-9;

fn rank(a: &Weighed, b: &Weighed) -> std::cmp::Ordering {
    let grid = |p: f64| (p / EQUAL).round();
    grid(b.probability)
        .total_cmp(&grid(a.probability))
        .then(b.voices.total_cmp(&a.voices))
}

/// The run that explains the claims best; the first unless another is clearly better.
fn best<R>(runs: &[R], objective: impl Fn(&R) -> f64) -> usize {
    let mut kept = 0;
    for (i, run) in runs.iter().enumerate() {
        let so_far = objective(&runs[kept]);
        if objective(run) > so_far + CLEARLY.max(PART * so_far.abs()) {
            kept = i;
        }
    }
    kept
}

/// In natural logarithms of the likelihood.
const CLEARLY: f64 = 2.0;
/// The same as a part of all of it, for the runs have not all settled.
const PART: f64 = 1e-4;

/// Share of the objects to which every run gives the same answer.
fn same<R>(claims: &Claims, runs: &[R], likeliest: impl Fn(&R, usize) -> usize) -> f64 {
    let (mut same, mut all) = (0.0, 0.0_f64);
    for object in (0..claims.objects()).filter(|o| !claims.cells_of(*o).is_empty()) {
        let mut answers = runs.iter().map(|run| likeliest(run, object));
        let first = answers.next();
        all += 1.0;
        same += f64::from(u8::from(answers.all(|answer| Some(answer) == first)));
    }
    if all > 0.0 { same / all } else { 1.0 }
}

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

/// The plain vote: every claim is one voice; of equals the lower count, or the lower number.
pub fn vote(claims: &Claims, kind: &Kind) -> Vec<Answer> {
    let alone: Vec<u32> = (0..claims.sources() as u32).collect();
    let voices = Voices::of(claims, &alone);
    let answer = |object| {
        let cells = claims.cells_of(object);
        let mut values: Vec<Weighed> = cells
            .map(|cell| weighed(claims, &voices, cell, 0.0))
            .collect();
        let all: f64 = values.iter().map(|w| w.voices).sum();
        values.retain(|w| w.voices > 0.0);
        for weighed in &mut values {
            weighed.probability = weighed.voices / all;
        }
        ranked(values, kind)
    };
    (0..claims.objects()).map(answer).collect()
}

/// What is known of sources that make no claim.
pub(super) fn silent() -> Reliability {
    Reliability {
        claims: 0,
        mean: 0.5,
        low: 0.0,
        high: 1.0,
        partly: 0.0,
        judged: false,
    }
}
