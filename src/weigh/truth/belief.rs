//! What is believed of a source before it is heard: learned from all sources, so that one with few
//! claims is taken for an ordinary one of its sort.
//!
//! The share of right claims is a logistic function of the logarithm of how many claims a source
//! makes: in some data those who say much know more, in others less. Around it the sources
//! scatter as a beta distribution does; its size says after how many claims a source's own record
//! weighs as much as what is believed of any.

use super::claims::Claims;
use super::coin::Shares;

/// The belief, and how it follows from how much a source says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Belief {
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
/// A source nobody knows is right at least this often, so that its voice never speaks against
/// what it says; and nobody is believed blindly.
const BOUNDS: (f64, f64) = (0.4, 0.98);
/// Log-odds that an e-fold of claims adds where a start favours those who say much.
const FAVOUR: f64 = 0.5;
/// Ridge on the slope: the standard deviation of what is believed of it is 1.
const RIDGE: f64 = 1.0;

impl Belief {
    /// Before any source is heard.
    pub(super) fn before() -> Self {
        Self {
            intercept: logit(RIGHT),
            slope: 0.0,
            partly: 0.3,
            size: 10.0,
        }
    }

    /// The shares of a source with so many claims.
    pub(super) fn of(&self, claims: u32) -> Shares {
        self.shares(self.right(claims))
    }

    /// The same, if those who say much were known to be right more often.
    pub(super) fn of_prolific(&self, claims: u32) -> Shares {
        let odds = FAVOUR * f64::from(claims.max(1)).ln();
        self.shares(logistic(odds).clamp(BOUNDS.0, BOUNDS.1))
    }

    fn right(&self, claims: u32) -> f64 {
        let odds = self.intercept + self.slope * f64::from(claims.max(1)).ln();
        logistic(odds).clamp(BOUNDS.0, BOUNDS.1)
    }

    fn shares(&self, right: f64) -> Shares {
        let rest = 1.0 - right;
        [right, rest * self.partly, rest * (1.0 - self.partly)]
    }

    /// The shares of a source with that record.
    pub(super) fn after(&self, claims: u32, tally: &Shares) -> Shares {
        let before = self.of(claims);
        let heard: f64 = tally.iter().sum::<f64>() + self.size;
        std::array::from_fn(|i| (tally[i] + self.size * before[i]) / heard)
    }

    /// Learns from the record of all sources; `independent` says how far each is one of its own.
    pub(super) fn learn(&mut self, tally: &[Shares], claims: &Claims, independent: &[f64]) {
        let mut step = Step::before(self);
        let (mut partly, mut wrong) = (0.3 * HELD, 0.7 * HELD);
        for (source, record) in tally.iter().enumerate() {
            let said: f64 = record.iter().sum();
            // Claims of one source are alike: so many more of them say ever less of the others.
            let weight = independent[source] * self.size / (self.size + said);
            step.add(
                self,
                claims.made_by(source),
                record[0] * weight,
                said * weight,
            );
            partly += record[1] * weight;
            wrong += record[2] * weight;
        }
        step.take(self);
        self.partly = partly / (partly + wrong);
    }

    /// Logarithm of how likely such shares are before any claim, but for a constant.
    pub(super) fn objective(&self, shares: &[Shares], claims: &Claims) -> f64 {
        let of = |(source, after): (usize, &Shares)| {
            let before = self.of(claims.made_by(source));
            (0..3)
                .map(|i| self.size * before[i] * after[i].ln())
                .sum::<f64>()
        };
        shares.iter().enumerate().map(of).sum()
    }
}

/// One step of Newton's method for the logistic regression.
#[derive(Debug, Default)]
struct Step {
    gradient: [f64; 2],
    /// Upper triangle: both, mixed, slope.
    curvature: [f64; 3],
}

impl Step {
    /// What pulls towards the belief when nothing is known.
    fn before(belief: &Belief) -> Self {
        let right = logistic(belief.intercept);
        Self {
            gradient: [HELD * (RIGHT - right), -RIDGE * belief.slope],
            curvature: [HELD * right * (1.0 - right), 0.0, RIDGE],
        }
    }

    fn add(&mut self, belief: &Belief, claims: u32, right: f64, said: f64) {
        let x = f64::from(claims.max(1)).ln();
        let expected = logistic(belief.intercept + belief.slope * x);
        let (missing, spread) = (right - said * expected, said * expected * (1.0 - expected));
        self.gradient[0] += missing;
        self.gradient[1] += missing * x;
        self.curvature[0] += spread;
        self.curvature[1] += spread * x;
        self.curvature[2] += spread * x * x;
    }

    fn take(&self, belief: &mut Belief) {
        let [a, b, c] = self.curvature;
        let whole = a * c - b * b;
        if whole > 1e-9 {
            let [first, second] = self.gradient;
            // Far from the solution a whole step may overshoot.
            belief.intercept += ((c * first - b * second) / whole).clamp(-1.0, 1.0);
            belief.slope += ((a * second - b * first) / whole).clamp(-0.5, 0.5);
        }
    }
}

fn logistic(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

fn logit(share: f64) -> f64 {
    (share / (1.0 - share)).ln()
}
