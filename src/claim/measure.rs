//! A number with a unit: a duration or a distance; or one with decimal places.

mod core;
mod decimal;
mod iso;
mod unit;

use std::fmt;

use super::quantity::phrase;
use super::quantity::shape::{Shape, Writer};
use super::{Quantity, ValueError};

/// What a measure measures; its base unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// Seconds.
    Duration,
    /// Metres.
    Distance,
    /// A plain number to three decimal places, in thousandths.
    Number,
}

/// An interval of base units ("more than two hours" is more than 7200 seconds).
///
/// A month is 28 to 31 days and a year 365 or 366: what calendars leave open stays open.
///
/// ```
/// use rashomon::claim::{Dimension, Measure};
///
/// let fight = Measure::parse("more than two hours", Dimension::Duration)?;
/// assert_eq!(fight.amount.low, 7201);
/// assert_eq!(fight.to_string(), "more than 2 hours");
/// # Ok::<(), rashomon::claim::ValueError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Measure {
    /// What is measured.
    pub dimension: Dimension,
    /// The interval, in base units.
    pub amount: Quantity,
}

impl Measure {
    /// Reads a number phrase followed by a unit ("about 150 km", "more than two hours", "1h30"),
    /// or a duration of ISO 8601 ("PT2H").
    ///
    /// # Errors
    /// Where the words are no number, or there is no unit of `dimension`: a bare number is
    /// refused, since nothing says what it is a number of.
    pub fn parse(text: &str, dimension: Dimension) -> Result<Self, ValueError> {
        let iso = match dimension {
            Dimension::Duration => iso::read(text),
            Dimension::Distance | Dimension::Number => None,
        };
        let amount = match iso {
            Some(amount) => amount?,
            None if dimension == Dimension::Number => decimal::read(text)?,
            None => phrase::read(text, &core::Measuring(dimension))?,
        };
        Ok(Self { dimension, amount })
    }
}

/// A phrase that reads back as the same measure.
impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.dimension == Dimension::Number {
            return f.write_str(&decimal::write(&self.amount));
        }
        if self.amount.others {
            f.write_str("another ")?;
        }
        let shape = Shape::of(&self.amount, unit::round(self.dimension));
        f.write_str(&shape.words(&Measured(self.dimension)))
    }
}

/// Writes the numbers of measures.
struct Measured(Dimension);

impl Writer for Measured {
    fn number(&self, n: u64) -> String {
        unit::write(n, self.0)
    }

    fn range(&self, low: u64, high: u64) -> String {
        unit::write_range(low, high, self.0)
    }

    fn counted(&self, number: &str) -> String {
        number.to_owned()
    }

    fn from(&self, low: u64) -> String {
        format!("{} and up", self.number(low))
    }

    fn fewer(&self) -> &'static str {
        "less"
    }
}
