//! Values known between bounds: counts and days, vague or exact; and states, which are all exact.
//!
//! An observation of a source that is right with probability a allows the truth with
//! probability a; a wrong one falls anywhere among the values that could be reported (ACCU: Dong,
//! Berti-Équille, Srivastava, VLDB 2009), so that many who agree are believed because chance does
//! not make them agree. What says less (a wide interval) says it with less weight.

/// In so many ways a count or a day can be wrong, at least.
const WAYS: f64 = 12.0;
/// In so many ways a state can be.
const STATES: f64 = 3.0;
/// How many values a number without an upper bound says besides itself.
const OPENED: f64 = 2.0;
/// Of the errors of a source that leans, how many lie on its side.
pub(in crate::settle) const ONE_SIDE: f64 = 0.95;

/// The upper end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// The greatest value.
    At(u64),
    /// There is none: it lies above all values.
    Open,
}

impl Bound {
    /// The greatest value, where there is one.
    pub fn value(self) -> Option<u64> {
        match self {
            Self::At(value) => Some(value),
            Self::Open => None,
        }
    }
}

/// Values from the least to the greatest: numbers whose order is that of what they stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    /// The least.
    pub low: u64,
    /// The greatest.
    pub high: Bound,
}

impl Interval {
    /// One value.
    pub fn exact(value: u64) -> Self {
        Self {
            low: value,
            high: Bound::At(value),
        }
    }

    /// Whether all of another lies in it.
    pub fn holds(&self, other: &Self) -> bool {
        self.low <= other.low && other.high <= self.high
    }

    /// Whether another lies in it and is narrower.
    pub fn contains(&self, other: &Self) -> bool {
        self.holds(other) && self != other
    }

    /// Whether both hold some value.
    pub fn meets(&self, other: &Self) -> bool {
        Bound::At(self.low) <= other.high && Bound::At(other.low) <= self.high
    }

    /// From the lower of two ends to the higher.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        Self {
            low: self.low.min(other.low),
            high: self.high.max(other.high),
        }
    }

    /// How many values it holds; an open one says one.
    pub(super) fn width(&self) -> f64 {
        let width = |high: u64| high.saturating_sub(self.low) as f64 + 1.0;
        self.high.value().map_or(1.0, width)
    }
}

/// What the values of an object are: it decides in how many ways one can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueScale {
    /// States, which have no order.
    Nominal,
    /// Days.
    Days,
    /// Counts and measures: the more, the more ways to be wrong.
    Counts,
}

impl ValueScale {
    /// How many values are as likely as one, before anybody is heard.
    pub(super) fn around(self, value: u64) -> f64 {
        match self {
            Self::Nominal => STATES,
            Self::Days => WAYS,
            Self::Counts => (value as f64).max(WAYS),
        }
    }
}

/// When something was published: what is not known sorts last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reported {
    /// The minute since 1970.
    At(i64),
    /// Not known.
    Unknown,
}

/// What one source says of an object whose values are intervals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IntervalObservation {
    /// What it allows.
    pub interval: Interval,
    /// The value that it names.
    pub named: Option<u64>,
    /// When.
    pub at: Reported,
    /// How likely its source is right on such things.
    pub credibility: f64,
    /// How far it speaks for itself: 0 for a copy, 1 for an origin.
    pub weight: f64,
    /// Whether its source said less before.
    pub revises: bool,
    /// Whether its source's errors lie on one side here, and whether that is above the truth.
    pub errs_above: Option<bool>,
}

/// How likely what is certain is taken to be. Not 1, so that two truths that differ break nothing.
const CERTAIN: f64 = 1.0 - 1e-12;

impl IntervalObservation {
    /// What is known to be true. It comes last: that a toll rose until then is no error of those who
    /// told it before.
    pub fn certain(interval: Interval, named: Option<u64>) -> Self {
        Self {
            interval,
            named,
            at: Reported::Unknown,
            credibility: CERTAIN,
            weight: 1.0,
            revises: true,
            errs_above: None,
        }
    }

    pub(super) fn is_certain(&self) -> bool {
        self.credibility >= CERTAIN
    }

    /// How likely it is said, as far as it speaks for itself, if the truth lies in a candidate, or in none;
    /// `widest` is the width of the widest interval that is said.
    pub(super) fn likelihood(
        &self,
        truth: Option<&IntervalCandidate>,
        scale: ValueScale,
        widest: f64,
    ) -> f64 {
        let fit = match truth {
            Some(c) if self.interval.holds(&c.interval) => {
                self.credibility / self.near(c).min(self.ways(scale))
            }
            Some(c) => self.wrong(scale, widest) * self.aside(&c.interval),
            None => self.wrong(scale, widest),
        };
        match self.weight {
            weight if weight >= 1.0 => fit,
            weight if weight <= 0.0 => 1.0,
            weight => fit.powf(weight),
        }
    }

    /// In how many ways such a value can be wrong.
    fn ways(&self, scale: ValueScale) -> f64 {
        scale.around(self.named.unwrap_or(self.interval.low))
    }

    /// How well it fits if it is wrong: it says anything but what is true, and what is as wide.
    fn wrong(&self, scale: ValueScale, widest: f64) -> f64 {
        (1.0 - self.credibility) / (self.ways(scale) + widest - self.interval.width())
    }

    /// Whose errors have a side gives a bound rather than a guess: a factor on being wrong.
    fn aside(&self, candidate: &Interval) -> f64 {
        match self.errs_above {
            None => 1.0,
            Some(above) if above == (candidate.high < Bound::At(self.interval.low)) => {
                2.0 * ONE_SIDE
            }
            Some(_) => 2.0 * (1.0 - ONE_SIDE),
        }
    }

    /// How many values are said at once, near a candidate: who says "more than thirty" hardly means a
    /// thousand.
    fn near(&self, candidate: &IntervalCandidate) -> f64 {
        let above = |n: u64| n.saturating_sub(self.interval.low) as f64 + OPENED;
        let Interval { low, high } = candidate.interval;
        match (self.interval.high, high) {
            (Bound::Open, Bound::Open) => above(candidate.point),
            // The mean over an interval of what falls with the distance.
            (Bound::Open, Bound::At(high)) if high > low => {
                candidate.interval.width() / (above(high) / above(low)).ln()
            }
            (Bound::Open, Bound::At(_)) => above(low),
            _ => self.interval.width(),
        }
    }
}

/// An interval that one set of observations allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IntervalCandidate {
    /// Its values.
    pub interval: Interval,
    /// The value that it stands for.
    pub point: u64,
}

impl IntervalCandidate {
    pub(super) fn new(said: &[IntervalObservation], interval: Interval) -> Self {
        let mut named = said.iter().filter_map(|o| o.named);
        let named = named.find(|&n| interval.holds(&Interval::exact(n)));
        Self {
            interval,
            point: named.unwrap_or(interval.low),
        }
    }
}
