//! What is believed of a source before it is heard: learned from all sources, so that one with few
//! claims is taken for an ordinary one of its sort.
//!
//! The share of right claims is a logistic function of the logarithm of how many claims a source
//! makes: in some data those who say much know more, in others less. Around it the sources
//! scatter as a beta distribution does; its size says after how many claims a source's own record
//! weighs as much as what is believed of any.

use super::beta::{logistic, logit, shrunk};
use super::observations::Observations;

/// Shares, or numbers, of claims that are exactly right, partly right and wrong.
pub(super) type Outcomes = [f64; 3];

/// The belief, and how it follows from how much a source says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Prior {
    /// Log-odds of being right, of a source with one claim.
    intercept: f64,
    /// What each e-fold of claims adds.
    slope: f64,
    /// Share of partly right ones among the claims that are not right.
    partly: f64,
    /// In claims.
    pub(super) size: f64,
}

/// Share of right claims that is believed of a source when nothing is known.
const RIGHT: f64 = 0.7;
/// In how many claims' worth.
const HELD: f64 = 5.0;
/// Share of partly right ones that is believed among the others.
const PARTLY: f64 = 0.3;
/// A source nobody knows is right at least this often, so that it never speaks against what it
/// says; and nobody is believed blindly.
const BOUNDS: (f64, f64) = (0.4, 0.98);
/// Log-odds that an e-fold of claims adds where a start favours those who say much.
const FAVOUR: f64 = 0.5;
/// Ridge on the slope: the standard deviation of what is believed of it is 1.
const RIDGE: f64 = 1.0;

impl Prior {
    /// Before any source is heard.
    pub(super) fn new() -> Self {
        Self {
            intercept: logit(RIGHT),
            slope: 0.0,
            partly: PARTLY,
            size: 10.0,
        }
    }

    /// The shares of a source with so many claims.
    pub(super) fn of(&self, claims: u32) -> Outcomes {
        self.shares(self.intercept + self.slope * f64::from(claims.max(1)).ln())
    }

    /// The same, if those who say much were known to be right more often.
    pub(super) fn of_prolific(&self, claims: u32) -> Outcomes {
        self.shares(FAVOUR * f64::from(claims.max(1)).ln())
    }

    fn shares(&self, odds: f64) -> Outcomes {
        let right = logistic(odds).clamp(BOUNDS.0, BOUNDS.1);
        let rest = 1.0 - right;
        [right, rest * self.partly, rest * (1.0 - self.partly)]
    }

    /// The shares of a source with that record.
    pub(super) fn after(&self, claims: u32, tally: &Outcomes) -> Outcomes {
        let before = self.of(claims);
        let said = tally.iter().sum();
        std::array::from_fn(|i| shrunk(tally[i], said, before[i], self.size))
    }

    /// Learns from the record of all sources, by a step of Newton's method for the logistic
    /// regression; `independent` says how far each source is one of its own.
    pub(super) fn learn(&mut self, tally: &[Outcomes], table: &Observations, independent: &[f64]) {
        let right = logistic(self.intercept);
        let mut gradient = [HELD * (RIGHT - right), -RIDGE * self.slope];
        // Upper triangle: both, mixed, slope.
        let mut curvature = [HELD * right * (1.0 - right), 0.0, RIDGE];
        let (mut partly, mut wrong) = (PARTLY * HELD, (1.0 - PARTLY) * HELD);
        for (source, record) in tally.iter().enumerate() {
            let said: f64 = record.iter().sum();
            // Claims of one source are alike: so many more of them say ever less of the others.
            let weight = independent[source] * self.size / (self.size + said);
            partly += record[1] * weight;
            wrong += record[2] * weight;
            let x = f64::from(table.made_by(source).max(1)).ln();
            let expected = logistic(self.intercept + self.slope * x);
            let missing = record[0] * weight - said * weight * expected;
            let spread = said * weight * expected * (1.0 - expected);
            gradient[0] += missing;
            gradient[1] += missing * x;
            curvature[0] += spread;
            curvature[1] += spread * x;
            curvature[2] += spread * x * x;
        }
        let [a, b, c] = curvature;
        let whole = a * c - b * b;
        if whole > 1e-9 {
            let [first, second] = gradient;
            // Far from the solution a whole step may overshoot.
            self.intercept += ((c * first - b * second) / whole).clamp(-1.0, 1.0);
            self.slope += ((a * second - b * first) / whole).clamp(-0.5, 0.5);
        }
        self.partly = partly / (partly + wrong);
    }

    /// Logarithm of how likely such shares are before any claim, but for a constant.
    pub(super) fn objective(&self, shares: &[Outcomes], table: &Observations) -> f64 {
        let of = |(source, after): (usize, &Outcomes)| {
            let before = self.of(table.made_by(source));
            let logs = before
                .iter()
                .zip(after)
                .map(|(b, a)| self.size * b * a.ln());
            logs.sum::<f64>()
        };
        shares.iter().enumerate().map(of).sum()
    }
}
