//! The models: for each kind of value, how likely a claim is, given the truth.
//!
//! What they share is in [`super::em`]; each says how a round goes, and what it tells of objects and
//! sources.

mod agreement;
mod categorical;
pub(super) mod chain;
mod confusion;
pub(super) mod interval;
mod number;
mod support;

use super::beta::shrunk;
use super::copying;
use super::em::{self, Model, normalise};
use super::estimates::{Convergence, Credibility, Estimates, Posterior, Weighed, Weighting};
use super::kind::ValueKind;
use super::observations::Observations;
use super::twins::SourceRows;
use agreement::Agreement;
use categorical::Categorical;
use confusion::Confusion;
use number::Gaussian;
use support::Supports;

/// Weighs with the model for a kind of value.
pub(super) fn estimate(table: &Observations, kind: &ValueKind, sources: &SourceRows) -> Estimates {
    let weighting = Weighting::new(table, &sources.first);
    match kind {
        // Who confuses the same few labels need not copy, and near misses are not shared errors.
        ValueKind::Term if confusion::is_closed(table, &weighting.observations) => {
            labels(table, &weighting)
        }
        ValueKind::Number(sizes) if !are_exact(table, &weighting) => {
            numbers(table, sizes, &weighting)
        }
        _ => {
            let supports = Supports::new(table, kind);
            let repeats = (!matches!(kind, ValueKind::Number(_))).then_some(sources);
            categories(table, (kind, &supports), &weighting, repeats)
        }
    }
}

/// Estimates of an open set of values. Where copiers are looked for and found, what they repeat loses
/// weight, and all is weighed again.
fn categories(
    table: &Observations,
    (kind, supports): (&ValueKind, &Supports),
    weighting: &Weighting,
    repeats: Option<&SourceRows>,
) -> Estimates {
    let begin = |start| Categorical::begin(table, supports, weighting, start);
    let (model, convergence) = em::run(table, begin);
    if let Some(sources) = repeats {
        let copies = copying::find(table, sources, &model.posterior, &model.shares);
        if !copies.is_empty() {
            let less = copying::discount(table, &copies, weighting);
            let found = categories(table, (kind, supports), &less, None);
            return Estimates { copies, ..found };
        }
    }
    let partly = model.partly_right();
    let rank = |object: usize, values| {
        let of_it = table.cells_of(object);
        let wider = partly.get(of_it).filter(|_| kind.is_true_in_part());
        let mut ranked = Posterior::ranked(values, kind);
        if let Some(wider) = wider {
            ranked.share(|value| {
                let cell = table.cells_of(object).position(|c| table.value(c) == value);
                cell.map_or(0.0, |cell| wider[cell])
            });
        }
        ranked
    };
    let judge = |source: usize, claims, [_, open]: [f64; 2]| {
        let [right, partly, _] = model.shares[source];
        let trials = model.tally[source].iter().sum::<f64>() + model.prior.size;
        Credibility::share(claims, [right, partly], open, trials)
    };
    let objects = objects(table, weighting, &model.posterior, rank);
    let sources = sources(table, &model.posterior, judge);
    Estimates::new(objects, sources, convergence)
}

/// Estimates of labels, those included that nobody said but everybody's habits point to.
fn labels(table: &Observations, weighting: &Weighting) -> Estimates {
    let begin = |start| Confusion::begin(table, &weighting.observations, start);
    let (model, convergence) = em::run(table, begin);
    let mut cells = Vec::with_capacity(table.cells());
    for object in 0..table.objects() {
        let of = |cell| model.posterior(object)[table.value(cell) as usize];
        cells.extend(table.cells_of(object).map(of));
    }
    let complete = |object, mut values: Vec<Weighed>| {
        for (label, p) in (0..).zip(model.posterior(object)) {
            if values.iter().all(|w| w.value != label) {
                values.push(Weighed::new(label, *p, 0.0));
            }
        }
        Posterior::ranked(values, &ValueKind::Term)
    };
    let judge = |_, claims: u32, [right, open]: [f64; 2]| {
        let trials = f64::from(claims) + confusion::BELIEVED;
        let right = shrunk(right, claims.into(), confusion::RIGHT, confusion::BELIEVED);
        Credibility::share(claims, [right, 0.0], open, trials)
    };
    let objects = objects(table, weighting, &cells, complete);
    Estimates::new(objects, sources(table, &cells, judge), convergence)
}

/// Estimates of measurements: a claimed value where so many give exactly that as would not by chance, or
/// where all lie within one step of how finely sizes are given; else the middle of what scatters.
fn numbers(table: &Observations, sizes: &[f64], weighting: &Weighting) -> Estimates {
    let model = number::run(table, sizes, &weighting.observations);
    let agreement = Agreement {
        table,
        sizes,
        weights: &weighting.cells,
        middle: &model.best,
        error: model
            .object
            .iter()
            .map(|variance| variance.sqrt())
            .collect(),
    };
    let exact = agreement.judge();
    let size = |cell: usize| sizes[table.value(cell) as usize];
    let mut cells = Vec::with_capacity(table.cells());
    for object in 0..table.objects() {
        let of_it = table.cells_of(object);
        let known: f64 = exact.cells[of_it.clone()].iter().sum();
        for (cell, near) in of_it.clone().zip(nearness(&model, object, of_it.map(size))) {
            cells.push(exact.cells[cell] + (1.0 - known).max(0.0) * near);
        }
    }
    let estimate = |object: usize, values| {
        let claimed = table.cells_of(object).map(|c| (size(c), exact.cells[c]));
        Posterior {
            estimate: Some(model.estimated(object, claimed, exact.step)),
            ..Posterior::ranked(values, &ValueKind::Term)
        }
    };
    let judge = |source: usize, claims, _| {
        let deviation = (model.usual * model.spread[source] + model.bias[source].powi(2)).sqrt();
        Credibility::deviation(claims, deviation, model.squares[source])
    };
    let objects = objects(table, weighting, &cells, estimate);
    // No round depends on the one before: there is nothing to converge.
    Estimates::new(
        objects,
        sources(table, &cells, judge),
        Convergence::at_once(),
    )
}

/// Shares of the claimed sizes of an object in how near they lie to its middle.
fn nearness(model: &Gaussian, object: usize, sizes: impl Iterator<Item = f64>) -> Vec<f64> {
    let twice = (2.0 * model.variance[object]).max(f64::MIN_POSITIVE);
    let near = |size: f64| -(size - model.best[object]).powi(2) / twice;
    let mut shares: Vec<f64> = sizes.map(near).collect();
    if !shares.is_empty() {
        normalise(&mut shares, None);
    }
    shares
}

/// The plain vote: every claim counts alike; of equals the lower count, or the lower number.
pub(super) fn vote(table: &Observations, kind: &ValueKind) -> Vec<Posterior> {
    let alone: Vec<u32> = (0..table.sources() as u32).collect();
    let weighting = Weighting::new(table, &alone);
    objects(table, &weighting, &weighting.cells, |_, mut values| {
        let all: f64 = values.iter().map(|w| w.weight).sum();
        values.retain(|w| w.weight > 0.0);
        for weighed in &mut values {
            weighed.probability /= all;
        }
        Posterior::ranked(values, kind)
    })
}

/// What is believed of every object of which something is said: its claimed values, `cells` telling how
/// likely each is, as they are completed and ranked.
fn objects(
    table: &Observations,
    weighting: &Weighting,
    cells: &[f64],
    rank: impl Fn(usize, Vec<Weighed>) -> Posterior,
) -> Vec<Posterior> {
    let weighed = |cell| Weighed::new(table.value(cell), cells[cell], weighting.cells[cell]);
    let believe = |object: usize| match table.cells_of(object) {
        said if said.is_empty() => Posterior::default(),
        said => rank(object, said.map(weighed).collect()),
    };
    (0..table.objects()).map(believe).collect()
}

/// What is believed of every source, from how many claims it makes, how many of them are right, as far
/// as is known, and the variance of that.
fn sources(
    table: &Observations,
    cells: &[f64],
    judge: impl Fn(usize, u32, [f64; 2]) -> Credibility,
) -> Vec<Credibility> {
    let mut sums = vec![[0.0; 2]; table.sources()];
    for (cell, p) in cells.iter().enumerate() {
        for source in table.sources_of(cell) {
            let [right, open] = &mut sums[*source as usize];
            *right += p;
            *open += p * (1.0 - p);
        }
    }
    let judge = |(source, sums)| match table.made_by(source) {
        0 => Credibility::silent(),
        claims => judge(source, claims, sums),
    };
    sums.into_iter().enumerate().map(judge).collect()
}

/// Share of equal pairs from which on numbers are taken for exact ones.
const AGREE: f64 = 0.3;
/// A value that makes up more of all claims than this (a zero, a full mark) is no sign of exactness.
const COMMON: f64 = 0.02;

/// Whether sources that speak of one object often give exactly one number, the numbers that are
/// common everywhere apart.
fn are_exact(table: &Observations, weighting: &Weighting) -> bool {
    let mut everywhere = vec![0_usize; table.values()];
    for cell in 0..table.cells() {
        everywhere[table.value(cell) as usize] += 1;
    }
    let many = table.objects().max(1) as f64;
    let share = |cell: usize| everywhere[table.value(cell) as usize] as f64 / many;
    let (mut equal, mut pairs) = (0.0, 0.0);
    for object in 0..table.objects() {
        let mut all: f64 = 0.0;
        for cell in table.cells_of(object) {
            if share(cell) <= COMMON || many < 1.0 / COMMON {
                let said = weighting.cells[cell];
                equal += said * (said - 1.0).max(0.0);
                all += said;
            }
        }
        pairs += all * (all - 1.0).max(0.0);
    }
    pairs > 0.0 && equal / pairs >= AGREE
}
