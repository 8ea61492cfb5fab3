//! What comes out: how likely values are, how far sources are to be believed, and how it was found.

use super::em::EQUAL;
use super::kind::ValueKind;
use super::notes::Note;
use super::observations::Observations;

/// A value of an object and how likely it is the true one among those claimed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weighed {
    /// The value.
    pub value: u32,
    /// Between 0 and 1. What a wider place or a rounded count holds counts for it too, so that those of
    /// an object may sum to more than 1.
    pub probability: f64,
    /// How many claim it, a copy and its original counted once.
    pub weight: f64,
}

/// A number between bounds that hold the truth nine times in ten.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The best single number.
    pub best: f64,
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
}

/// What is believed of one object.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Posterior {
    /// The claimed values, the most likely first.
    pub values: Vec<Weighed>,
    /// Of counts and numbers: the size.
    pub estimate: Option<Estimate>,
}

/// How far a source is to be believed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Credibility {
    /// How many claims it makes.
    pub claims: u32,
    /// Share of its claims that are exactly right; of numbers, the standard deviation of its
    /// errors, in the unit of the values.
    pub mean: f64,
    /// Lower bound of the 90 % interval.
    pub low: f64,
    /// Upper bound of the 90 % interval.
    pub high: f64,
    /// Share of its claims that are partly right: a wider place, a shorter list, a rounded count.
    pub partly: f64,
    /// Whether the data say more than what is believed of any source: else *too little to judge*.
    pub judged: bool,
}

/// One source repeating another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CopyPair {
    /// Who repeats. Where the direction is open, both ways are listed.
    pub copier: u32,
    /// Whom.
    pub original: u32,
    /// Probability that it does.
    pub probability: f64,
}

/// How the computation went.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Convergence {
    /// Whether the last round changed nothing that shows.
    pub converged: bool,
    /// Rounds of the start that was kept.
    pub rounds: u32,
    /// From how many starts it ran.
    pub starts: u32,
    /// Share of the objects to which every start gave the same answer.
    pub same: f64,
}

/// Everything that is found.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimates {
    /// By object; empty where nothing is claimed.
    pub objects: Vec<Posterior>,
    /// By source.
    pub sources: Vec<Credibility>,
    /// Pairs of sources with a probability of copying of at least one half, sorted.
    pub copies: Vec<CopyPair>,
    /// How the computation went.
    pub convergence: Convergence,
    /// What a reader should know before believing any of it.
    pub notes: Vec<Note>,
}

impl Estimates {
    pub(super) fn new(
        objects: Vec<Posterior>,
        sources: Vec<Credibility>,
        convergence: Convergence,
    ) -> Self {
        Self {
            objects,
            sources,
            copies: Vec::new(),
            convergence,
            notes: Vec::new(),
        }
    }
}

impl Convergence {
    /// Of what takes no rounds.
    pub(super) fn at_once() -> Self {
        Self {
            converged: true,
            rounds: 1,
            starts: 1,
            same: 1.0,
        }
    }
}

/// How far observations speak for themselves: twins and copies are observations of less weight.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Weighting {
    pub(super) observations: Vec<f64>,
    /// Of every cell the sum.
    pub(super) cells: Vec<f64>,
    /// How far every source is one of its own.
    pub(super) sources: Vec<f64>,
}

impl Weighting {
    /// What twins say has no weight; `first` is of every source the first of its twins.
    pub(super) fn new(table: &Observations, first: &[u32]) -> Self {
        let own = |source: usize| f64::from(u8::from(first[source] as usize == source));
        let weight = |n: usize| table.weight(n) * own(table.source(n));
        let sources = (0..table.sources()).map(own).collect();
        Self::of(table, (0..table.len()).map(weight).collect(), sources)
    }

    /// Of observations and sources of such weights.
    pub(super) fn of(table: &Observations, observations: Vec<f64>, sources: Vec<f64>) -> Self {
        let cell = |cell| observations[table.of_cell(cell)].iter().sum();
        Self {
            cells: (0..table.cells()).map(cell).collect(),
            observations,
            sources,
        }
    }
}

impl Weighed {
    pub(super) fn new(value: u32, probability: f64, weight: f64) -> Self {
        Self {
            value,
            probability,
            weight,
        }
    }
}

impl Posterior {
    /// The likeliest first; of equals what more say, then the lower count, then the lower number.
    pub(super) fn ranked(mut values: Vec<Weighed>, kind: &ValueKind) -> Self {
        let sizes = match kind {
            ValueKind::Count(sizes) | ValueKind::Number(sizes) => sizes.as_slice(),
            _ => &[],
        };
        let size = |w: &Weighed| sizes.get(w.value as usize).copied();
        let size = |w: &Weighed| size(w).unwrap_or(f64::from(w.value));
        let grid = |w: &Weighed| (w.probability / EQUAL).round();
        values.sort_by(|a, b| {
            let rank = grid(b).total_cmp(&grid(a));
            let rank = rank.then(b.weight.total_cmp(&a.weight));
            rank.then(size(a).total_cmp(&size(b)))
        });
        let best = values.first().map(size).filter(|_| !sizes.is_empty());
        let estimate = best.map(|best| Estimate::between(&values, best, size));
        Self { values, estimate }
    }

    /// Gives each value the probability of all that it holds, which `more` tells, on top of its own:
    /// whoever says "Mali" is right too where it was Gao.
    pub(super) fn share(&mut self, more: impl Fn(u32) -> f64) {
        for weighed in &mut self.values {
            weighed.probability = (weighed.probability + more(weighed.value)).min(1.0);
        }
    }
}

impl Estimate {
    /// What is certain.
    pub(super) fn at(size: f64) -> Self {
        Self {
            best: size,
            low: size,
            high: size,
        }
    }

    /// These bounds around another best, widened where they do not hold it.
    pub(super) fn holding(self, best: f64) -> Self {
        Self {
            best,
            low: self.low.min(best),
            high: self.high.max(best),
        }
    }

    /// The best value between bounds that hold nine tenths of the probability.
    fn between(values: &[Weighed], best: f64, size: impl Fn(&Weighed) -> f64) -> Self {
        let sizes = values.iter().map(|w| (size(w), w.probability));
        let mut sorted: Vec<(f64, f64)> = sizes.collect();
        sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (mut reached, mut low, mut high) = (0.0, best, best);
        for (size, probability) in sorted {
            let before = reached;
            reached += probability;
            if before <= 0.05 && reached > 0.05 {
                low = low.min(size);
            }
            if before < 0.95 && reached >= 0.95 {
                high = high.max(size);
            }
        }
        Self { best, low, high }
    }
}
