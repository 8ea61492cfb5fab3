//! Hedges: what "about" or "at least" does to the number it stands before or behind.

use super::super::ValueError;
use super::super::numeral::too_large;
use super::Quantity;

/// An interval on its way to a [`Quantity`] or a measure, in the grammar's own steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::claim) struct Bounds {
    /// The least number.
    pub(in crate::claim) low: u128,
    /// The number named.
    pub(in crate::claim) best: Option<u128>,
    /// The greatest number; `None`: open.
    pub(in crate::claim) high: Option<u128>,
}

impl Bounds {
    /// One number.
    pub(in crate::claim) const fn exact(n: u128) -> Self {
        Self {
            low: n,
            best: Some(n),
            high: Some(n),
        }
    }

    /// In order, and with the only number left as the best.
    ///
    /// # Errors
    /// A low above the high, and a best outside of them.
    pub(in crate::claim) fn checked(self) -> Result<Self, ValueError> {
        let Self { low, best, high } = self;
        if let Some(high) = high.filter(|high| low > *high) {
            return Err(ValueError::new(format!("low {low} is above high {high}"))
                .hint(format!("{high}–{low}?")));
        }
        if let Some(best) = best.filter(|best| *best < low || high.is_some_and(|high| *best > high))
        {
            let high = high.map_or_else(|| "∞".to_owned(), |high| high.to_string());
            return Err(
                ValueError::new(format!("best {best} is not within {low}–{high}"))
                    .hint("low, best and high must rise in that order"),
            );
        }
        Ok(Self {
            best: best.or(high.filter(|high| *high == low)),
            ..self
        })
    }
}

impl From<&Quantity> for Bounds {
    fn from(quantity: &Quantity) -> Self {
        Self {
            low: quantity.low.into(),
            best: quantity.best.map(Into::into),
            high: quantity.high.map(Into::into),
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
    /// The interval under the hedge; `unit` is what one of the number is worth, and `step` what lies
    /// between a number and the next: one between counts, nothing between measures.
    ///
    /// # Errors
    /// "fewer than 0", and what cannot be held.
    pub(in crate::claim) fn apply(
        self,
        bounds: Bounds,
        unit: u128,
        step: u128,
    ) -> Result<Bounds, ValueError> {
        let Bounds { low, high, .. } = bounds;
        match self {
            Self::Plain | Self::Exactly => Ok(bounds),
            Self::About => spread(bounds, (8, 10), (12, 10)),
            Self::Nearly => spread(bounds, (9, 10), (1, 1)),
            Self::AtLeast => Ok(Bounds {
                high: None,
                ..bounds
            }),
            Self::MoreThan => more_than(bounds, step),
            Self::JustOver => just_over(bounds, step),
            Self::UpTo => Ok(Bounds {
                low: 0,
                best: None,
                high,
            }),
            Self::FewerThan => fewer_than(high, step),
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
fn spread(bounds: Bounds, below: (u128, u128), above: (u128, u128)) -> Result<Bounds, ValueError> {
    let times = |n: u128, by: u128| n.checked_mul(by).ok_or_else(too_large);
    let low = times(bounds.low, below.0)?.div_ceil(below.1);
    let high = bounds
        .high
        .map(|high| times(high, above.0).map(|n| n / above.1));
    Ok(Bounds {
        low,
        best: bounds.best,
        high: high.transpose()?,
    })
}

fn more_than(bounds: Bounds, step: u128) -> Result<Bounds, ValueError> {
    let low = bounds.low.checked_add(step).ok_or_else(too_large)?;
    Ok(Bounds {
        low,
        best: bounds.best.map(|_| low),
        high: None,
    })
}

fn just_over(bounds: Bounds, step: u128) -> Result<Bounds, ValueError> {
    let more = more_than(bounds, step)?;
    let fifth = spread(bounds, (1, 1), (12, 10))?;
    // A fifth of a small number is nothing, and "just over" is vaguer than that.
    let three = more.low.checked_add(2 * step).ok_or_else(too_large)?;
    Ok(Bounds {
        high: fifth.high.map(|high| high.max(three)),
        ..more
    })
}

fn fewer_than(high: Option<u128>, step: u128) -> Result<Bounds, ValueError> {
    let high = match high {
        Some(0) => return Err(ValueError::new("nothing is fewer than none")),
        Some(high) => Some(high.saturating_sub(step)),
        None => None,
    };
    Ok(Bounds {
        low: 0,
        best: None,
        high,
    })
}
