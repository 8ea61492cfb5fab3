//! Weights from claims: what their pairs, met in blocks, say of every level.
//!
//! Pairs are counted by the pattern of their levels ([`Pattern`]), so that a round of learning
//! costs as much as there are patterns, not pairs. Where nobody has said which claims speak of one
//! event, the expectation maximisation of `em` splits the patterns in two; where events are
//! coded, `regress` fits them. Both hold on to the weights they start from wherever the claims
//! say little, and give the same weights for the same claims in any order.

mod em;
mod patterns;
mod regress;
mod threshold;

use crate::claim::Claim;
use crate::codebook::Codebook;
use crate::link::{Weights, blocked, pair_weight};
use crate::names::Names;

pub use patterns::{Pattern, Patterns};

/// How weights were learned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Expectation maximisation, from claims alone.
    Alone,
    /// Logistic regression, from events coded by people.
    Events,
}

/// Weights learned, and what they were learned from.
#[derive(Debug, Clone)]
pub struct Learned {
    /// The weights.
    pub weights: Weights,
    /// How.
    pub way: Way,
    /// Pairs that met, by pattern.
    pub patterns: Patterns,
    /// How many rounds it took.
    pub rounds: usize,
    /// Whether the last round changed no weight by a hundredth of a bit.
    pub converged: bool,
    /// Of the pairs that met, the share held to be (or coded as) of one event.
    pub share: f64,
}

/// Rounds after which learning stops in any case.
const MOST_ROUNDS: usize = 500;
/// A round that changes no weight by so many bits is the last.
const STILL: f64 = 0.01;

/// Learns from `claims`, which must be sorted by id, starting from `start`; from the events where
/// they are given, as numbers of claims.
pub fn learn(
    claims: &[Claim],
    names: &Names,
    codebook: &Codebook,
    start: &Weights,
    events: Option<&[Vec<u32>]>,
) -> Learned {
    let (features, blocks) = blocked(claims, names, codebook, &[]);
    let event_of = events.map(|events| coded(events, claims.len()));
    let patterns = Patterns::of(&features, &blocks, names, codebook, event_of.as_deref());
    let mut fit = match events {
        None => em::fit(&patterns.counted, start),
        Some(_) => regress::fit(&patterns.counted, start),
    };
    round(&mut fit.weights);
    if let Some(event_of) = &event_of {
        let bits = |a: u32, b: u32| {
            let (x, y) = (&features[a as usize], &features[b as usize]);
            pair_weight(x, y, names, codebook, &fit.weights)
        };
        fit.weights.threshold = threshold::best(&features, &blocks, event_of, bits);
    }
    Learned {
        weights: fit.weights,
        way: events.map_or(Way::Alone, |_| Way::Events),
        share: fit.share,
        rounds: fit.rounds,
        converged: fit.converged,
        patterns,
    }
}

/// What one way of learning comes to.
struct Fit {
    weights: Weights,
    share: f64,
    rounds: usize,
    converged: bool,
}

/// The event of each claim; `None` for a claim that nobody coded.
fn coded(events: &[Vec<u32>], count: usize) -> Vec<Option<u32>> {
    let mut event_of = vec![None; count];
    for (number, event) in events.iter().enumerate() {
        for &claim in event {
            if let Some(of) = event_of.get_mut(claim as usize) {
                of.get_or_insert(number as u32);
            }
        }
    }
    event_of
}

/// To hundredths of a bit: what a model file says is what was learned.
fn round(weights: &mut Weights) {
    let hundredths = |bits: &mut f64| *bits = (*bits * 100.0).round() / 100.0;
    hundredths(&mut weights.prior);
    let tables = weights.fields.tables_mut();
    tables.into_iter().flatten().for_each(hundredths);
}

/// All weights in one row: the prior, then field by field.
fn row(weights: &Weights) -> Vec<f64> {
    let fields = weights.fields.tables().concat();
    std::iter::once(weights.prior).chain(fields).collect()
}

/// The greatest difference between two sets of weights, in bits.
fn change(a: &Weights, b: &Weights) -> f64 {
    let pairs = row(a).into_iter().zip(row(b));
    pairs.map(|(x, y)| (x - y).abs()).fold(0.0, f64::max)
}

/// The odds of a number of bits as a probability.
fn probability(bits: f64) -> f64 {
    1.0 / (1.0 + (-bits).exp2())
}

/// The weight of a pattern, prior included, in bits.
fn total(weights: &Weights, tables: &[&[f64]], pattern: &Pattern) -> f64 {
    let levels = pattern.levels.iter().zip(tables);
    weights.prior + levels.map(|(&l, t)| t[usize::from(l)]).sum::<f64>()
}
