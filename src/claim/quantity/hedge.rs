//! Hedges: what "about" or "at least" does to the number it stands before or behind.

use super::super::ValueError;
use super::super::numeral::too_large;

/// An interval on its way to a [`Quantity`](super::Quantity).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::claim) struct Bounds {
    /// The least number.
    pub(in crate::claim) low: u64,
    /// The number named.
    pub(in crate::claim) best: Option<u64>,
    /// The greatest number; `None`: open.
    pub(in crate::claim) high: Option<u64>,
}

impl Bounds {
    /// One number.
    pub(in crate::claim) const fn exact(n: u64) -> Self {
        Self {
            low: n,
            best: Some(n),
            high: Some(n),
        }
    }
}

/// What a hedge does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::claim) enum Hedge {
    /// "a total of": nothing.
    Plain,
    /// "exactly": not even a dozen is loose.
    Exactly,
    /// A fifth to either side.
    About,
    /// At most a tenth less.
    Nearly,
    /// No upper bound.
    AtLeast,
    /// One more, and no upper bound.
    MoreThan,
    /// One more to a fifth more, or to three more.
    JustOver,
    /// From none.
    UpTo,
    /// From none to one less.
    FewerThan,
    /// "40-odd": up to nine more.
    Odd,
    /// "20 and up": an open range, which names no best.
    AndUp,
}

impl Hedge {
    /// The interval under the hedge; `unit` is what one of the number is worth.
    ///
    /// # Errors
    /// "fewer than 0", and what 64 bits cannot hold.
    pub(in crate::claim) fn apply(self, bounds: Bounds, unit: u64) -> Result<Bounds, ValueError> {
        let Bounds { low, high, .. } = bounds;
        match self {
            Self::Plain | Self::Exactly => Ok(bounds),
            Self::About => spread(bounds, (8, 10), (12, 10)),
            Self::Nearly => spread(bounds, (9, 10), (1, 1)),
            Self::AtLeast => Ok(Bounds {
                high: None,
                ..bounds
            }),
            Self::MoreThan => more_than(bounds),
            Self::JustOver => just_over(bounds),
            Self::UpTo => Ok(Bounds {
                low: 0,
                best: None,
                high,
            }),
            Self::FewerThan => fewer_than(high),
            Self::Odd => {
                let nine = unit.checked_mul(9).ok_or_else(too_large)?;
                let high = high.map(|high| high.checked_add(nine).ok_or_else(too_large));
                Ok(Bounds {
                    low,
                    best: None,
                    high: high.transpose()?,
                })
            }
            Self::AndUp => Ok(Bounds {
                low,
                best: None,
                high: None,
            }),
        }
    }
}

/// A share of the low, rounded up, to a share of the high, rounded down.
fn spread(bounds: Bounds, below: (u64, u64), above: (u64, u64)) -> Result<Bounds, ValueError> {
    let low = u128::from(bounds.low) * u128::from(below.0);
    let low = low.div_ceil(u128::from(below.1));
    let high = bounds.high.map(|high| {
        u64::try_from(u128::from(high) * u128::from(above.0) / u128::from(above.1))
            .map_err(|_| too_large())
    });
    Ok(Bounds {
        low: u64::try_from(low).map_err(|_| too_large())?,
        best: bounds.best,
        high: high.transpose()?,
    })
}

fn more_than(bounds: Bounds) -> Result<Bounds, ValueError> {
    let low = bounds.low.checked_add(1).ok_or_else(too_large)?;
    Ok(Bounds {
        low,
        best: bounds.best.map(|_| low),
        high: None,
    })
}

fn just_over(bounds: Bounds) -> Result<Bounds, ValueError> {
    let more = more_than(bounds)?;
    let fifth = spread(bounds, (1, 1), (12, 10))?;
    // A fifth of a small number is nothing, and "just over" is vaguer than that.
    let three = more.low.checked_add(2).ok_or_else(too_large)?;
    Ok(Bounds {
        high: fifth.high.map(|high| high.max(three)),
        ..more
    })
}

fn fewer_than(high: Option<u64>) -> Result<Bounds, ValueError> {
    let high = match high {
        Some(0) => return Err(ValueError::new("nothing is fewer than none")),
        Some(high) => Some(high - 1),
        None => None,
    };
    Ok(Bounds {
        low: 0,
        best: None,
        high,
    })
}
