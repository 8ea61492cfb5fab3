//! What a number is a number of.

use std::fmt;
use std::sync::Arc;

use super::super::numeral::{self, Cursor};
use super::super::{Decimal, ValueError};
use super::table::{self, Dimension, KnownUnit};

/// What a number is a number of.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Nothing says it.
    None,
    /// A unit, a currency or a scale that the program knows.
    Known(&'static KnownUnit),
    /// A thing that is counted, or a unit that the program does not know: it converts to nothing.
    Thing(Arc<str>),
}

impl Unit {
    /// The unit of that symbol; none where there is none.
    pub fn symbol(symbol: &str) -> Self {
        table::symbol(symbol).map_or(Self::None, Self::Known)
    }

    /// Where it is of the table.
    pub fn known(&self) -> Option<&'static KnownUnit> {
        match self {
            Self::Known(unit) => Some(unit),
            _ => None,
        }
    }

    /// What it measures, where that is known.
    pub fn dimension(&self) -> Option<Dimension> {
        self.known().map(|unit| unit.dimension)
    }

    /// As reports print it; nothing where nothing says it.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::None => None,
            Self::Known(unit) => Some(unit.symbol),
            Self::Thing(name) => Some(name),
        }
    }

    /// Whether numbers of the two can be set side by side.
    pub fn converts_to(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Known(a), Self::Known(b)) => a.converts_to(b),
            (a, b) => a == b,
        }
    }

    /// The symbol of the unit that a field names, where it is a unit of measure, a currency or a share.
    pub fn measured(field: &str) -> Option<&'static str> {
        let (_, unit) = named(field).ok()?;
        unit.known().map(|unit| unit.symbol)
    }

    /// A number with the unit's name, as it reads back.
    pub fn after(&self, name: &str, number: &str) -> String {
        match self.known() {
            Some(unit) if unit.dimension == Dimension::Magnitude && !number.contains(' ') => {
                format!("{name} {number}")
            }
            Some(unit) => format!("{number} {}", unit.word(number == "1")),
            None => format!("{number} {name}"),
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name().unwrap_or("no unit"))
    }
}

/// The unit that a field names, and by how much its numbers are to be multiplied: "thousand US$",
/// "'000 ha", "EUR million".
///
/// # Errors
/// A unit beside words that are not understood.
pub(super) fn named(field: &str) -> Result<(Decimal, Unit), ValueError> {
    let name = field.trim();
    if let Some(unit) = table::symbol(name) {
        return Ok((Decimal::whole(1), Unit::Known(unit)));
    }
    let folded = crate::text::spaced(name);
    let tokens = numeral::tokens(&folded)?;
    let mut cursor = Cursor::new(&tokens);
    let (mut factor, mut unit) = (Decimal::whole(1), Unit::None);
    while let Some(token) = cursor.peek() {
        if let Some(number) = token.number {
            // "'000" is a thousand.
            let thousand = token.text == "000";
            factor = factor.by(if thousand {
                Decimal::whole(1_000)
            } else {
                number
            })?;
            cursor.skip(1);
        } else if let Some(found) = table::behind(&mut cursor, true) {
            unit = Unit::Known(found);
        } else if let Some(scale) = numeral::scale(token.text) {
            factor = factor.times(scale)?;
            cursor.skip(1);
        } else if ["of", "in", "(", ")", "de", "d"].contains(&token.text) {
            cursor.skip(1);
        } else {
            return Ok((Decimal::whole(1), Unit::Thing(folded.trim().into())));
        }
    }
    Ok((factor, unit))
}
