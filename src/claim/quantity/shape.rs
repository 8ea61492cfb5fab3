//! The words that say an interval: the way back from a quantity to a phrase.

use super::hedge::{Bounds, Hedge};

/// The form of phrase that says an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::claim) enum Shape {
    /// "20".
    Exact(u128),
    /// "at least 20".
    AtLeast(u128),
    /// "more than 20".
    MoreThan(u128),
    /// "about 20".
    About(u128),
    /// "nearly 20".
    Nearly(u128),
    /// "up to 20".
    UpTo(u128),
    /// "fewer than 20".
    FewerThan(u128),
    /// "20–30".
    Range(u128, u128),
    /// "20 and up".
    From(u128),
    /// "24 (20–30)".
    Best(u128, u128, u128),
    /// "24 (20 and up)".
    BestFrom(u128, u128),
}

impl Shape {
    /// The shape of an interval. "more than n" and "fewer than n" are said of multiples of `round`.
    pub(in crate::claim) fn of(bounds: Bounds, round: u128) -> Self {
        let Bounds { low, high, .. } = bounds;
        match (bounds.best, high) {
            (Some(best), Some(high)) if low == high => Self::Exact(best),
            (Some(best), None) if best == low => Self::open(low, round),
            (Some(best), Some(high)) => Self::hedged(best, low, high),
            (Some(best), None) => Self::BestFrom(best, low),
            (None, Some(high)) if low == 0 => Self::capped(high, round),
            (None, Some(high)) => Self::Range(low, high),
            (None, None) => Self::From(low),
        }
    }

    fn open(low: u128, round: u128) -> Self {
        match low.checked_sub(1) {
            Some(below) if below > 0 && below.is_multiple_of(round) => Self::MoreThan(below),
            _ => Self::AtLeast(low),
        }
    }

    fn capped(high: u128, round: u128) -> Self {
        match high.checked_add(1) {
            Some(above) if above.is_multiple_of(round) => Self::FewerThan(above),
            _ => Self::UpTo(high),
        }
    }

    fn hedged(best: u128, low: u128, high: u128) -> Self {
        let says = |hedge: Hedge| {
            let bounds = hedge.apply(Bounds::exact(best), 1, 1);
            bounds.is_ok_and(|bounds| bounds.low == low && bounds.high == Some(high))
        };
        if says(Hedge::About) {
            Self::About(best)
        } else if says(Hedge::Nearly) {
            Self::Nearly(best)
        } else {
            Self::Best(best, low, high)
        }
    }

    /// The phrase, as `writer` writes its parts.
    pub(in crate::claim) fn words(self, writer: &dyn Writer) -> String {
        let counted = |n: u128| writer.counted(&writer.number(n));
        match self {
            Self::Exact(n) => counted(n),
            Self::AtLeast(n) => format!("at least {}", counted(n)),
            Self::MoreThan(n) => format!("more than {}", counted(n)),
            Self::About(n) => format!("about {}", counted(n)),
            Self::Nearly(n) => format!("nearly {}", counted(n)),
            Self::UpTo(n) => format!("up to {}", counted(n)),
            Self::FewerThan(n) => format!("{} than {}", writer.fewer(), counted(n)),
            Self::Range(low, high) => writer.counted(&writer.range(low, high)),
            Self::From(low) => writer.from(low),
            Self::Best(best, low, high) => {
                format!("{} ({})", counted(best), writer.range(low, high))
            }
            Self::BestFrom(best, low) => {
                format!("{} ({} and up)", counted(best), writer.number(low))
            }
        }
    }
}

/// How the numbers of a phrase are written.
pub(in crate::claim) trait Writer {
    /// One number, with its unit.
    fn number(&self, n: u128) -> String;
    /// Two ends of a range.
    fn range(&self, low: u128, high: u128) -> String;
    /// A number or range, with the noun that says what is counted.
    fn counted(&self, number: &str) -> String;
    /// An open range.
    fn from(&self, low: u128) -> String;
    /// "fewer" or "less".
    fn fewer(&self) -> &'static str;
}
