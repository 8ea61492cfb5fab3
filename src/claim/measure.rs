//! A number with what it is a number of: a unit, a currency, a scale, or nothing.

mod beside;
mod core;
mod iso;
mod number;
mod span_unit;
mod table;
mod unit;

use std::fmt;

use super::quantity::hedge::Bounds;
use super::quantity::phrase;
use super::quantity::shape::{Shape, Writer};
use super::{Decimal, Quantity, ValueError};

pub use beside::Beside;
pub use table::{Dimension, KnownUnit};
pub use unit::Unit;

pub(in crate::claim) use table::is_unit;

/// An interval of numbers of one unit: `low <= best <= high` always holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Figures {
    /// The least number that the words allow.
    pub low: Decimal,
    /// The number named, where one was.
    pub best: Option<Decimal>,
    /// The greatest number that the words allow; `None`: no upper bound.
    pub high: Option<Decimal>,
}

/// An interval of one unit, as written.
///
/// Times and ways that are no plain number of one unit are in seconds and metres ("1h30"). A month is
/// 28 to 31 days and a year 365 or 366: what calendars leave open stays open.
///
/// ```
/// use rashomon::claim::{Dimension, Measure};
///
/// let fire = Measure::parse("2,170 acres", None)?;
/// assert_eq!(fire.to_string(), "2170 acres");
/// let fight = Measure::parse("more than two hours", Some(Dimension::Duration))?;
/// assert_eq!(fight.to_string(), "more than 2 hours");
/// # Ok::<(), rashomon::claim::ValueError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Measure {
    /// What it is a number of.
    pub unit: Unit,
    /// The interval, in that unit.
    pub amount: Figures,
}

impl Measure {
    /// Reads a number phrase with its unit ("about 150 km", "€3 million", "Mw 6.8", "12 %"), or a
    /// duration of ISO 8601 ("PT2H"). With a `dimension`, a unit of that is asked for; without one,
    /// any will do, and none.
    ///
    /// # Errors
    /// Where the words are no number, or hold words that are not understood, or there is no unit where
    /// one is asked for.
    pub fn parse(text: &str, dimension: Option<Dimension>) -> Result<Self, ValueError> {
        Self::parse_counting(text, dimension, &|_| false)
    }

    /// The same, where `known` knows further words for what is counted.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    pub fn parse_counting(
        text: &str,
        dimension: Option<Dimension>,
        known: &dyn Fn(&str) -> bool,
    ) -> Result<Self, ValueError> {
        match dimension {
            Some(dimension @ (Dimension::Duration | Dimension::Distance)) => {
                let base = Self::in_base_units(text, dimension)?;
                Ok(as_written(text, &base).unwrap_or(base))
            }
            _ => number::read_in(text, &Unit::None, known)?.of_dimension(dimension),
        }
    }

    /// Reads a number phrase whose unit stands beside it; the phrase may say it again.
    ///
    /// # Errors
    /// As [`parse`](Self::parse), and where the two say different units.
    pub fn parse_with(
        text: &str,
        beside: &str,
        dimension: Option<Dimension>,
        known: &dyn Fn(&str) -> bool,
    ) -> Result<Self, ValueError> {
        let (scale, unit) = unit::named(beside)?;
        let own = number::read_in(text, &unit, known)?;
        let read = match own.unit {
            Unit::None => Self {
                unit,
                amount: own.amount.scaled(scale)?,
            },
            ref said if said.converts_to(&unit) => own,
            said => {
                let message = format!("\"{text}\" is in {said}, and its unit is given as {beside}");
                return Err(ValueError::new(message).hint("say the unit once"));
            }
        };
        read.of_dimension(dimension)
    }

    /// A number without words, in the unit beside it.
    ///
    /// # Errors
    /// What cannot be held in that unit.
    pub fn with_unit(amount: Figures, beside: Option<&str>) -> Result<Self, ValueError> {
        let (scale, unit) = match beside {
            Some(beside) => unit::named(beside)?,
            None => (Decimal::whole(1), Unit::None),
        };
        Ok(Self {
            unit,
            amount: amount.scaled(scale)?,
        })
    }

    /// It, where it is of a dimension that is asked for.
    ///
    /// # Errors
    /// Another unit, and none.
    pub fn of_dimension(self, dimension: Option<Dimension>) -> Result<Self, ValueError> {
        if dimension.is_none_or(|d| self.unit.dimension() == Some(d)) {
            return Ok(self);
        }
        let error = ValueError::new(format!("\"{self}\" names no unit of what is measured"));
        Err(error.hint("write a number and its unit: \"2 hours\", \"150 km\""))
    }

    /// Its numbers and their unit as a reader takes them: seconds and metres in the largest unit that
    /// leaves no fraction.
    pub fn told(&self) -> (Figures, Unit) {
        let larger: &[&str] = match self.unit.known().map(|unit| unit.symbol) {
            Some("s") => &["d", "h", "min"],
            Some("m") => &["km"],
            _ => &[],
        };
        let own = Self {
            unit: self.unit.clone(),
            amount: self.amount.closed(larger.is_empty()),
        };
        let units = larger.iter().map(|symbol| Unit::symbol(symbol));
        let mut told = units.filter_map(|unit| Some((own.whole_in(&unit)?, unit)));
        told.next().unwrap_or((own.amount, own.unit))
    }

    /// Its numbers in a unit of which all of them are whole.
    fn whole_in(&self, unit: &Unit) -> Option<Figures> {
        let worth = unit.known()?.worth()[1].to_whole().ok()?;
        let whole = |n: Decimal| {
            let n = n.to_whole()?;
            let fits = n.is_multiple_of(worth) && n > 0 || n == 0;
            fits.then(|| Decimal::whole(n / worth))
                .ok_or_else(|| ValueError::new("no whole number"))
        };
        let most = self.amount.high.unwrap_or(self.amount.low);
        self.amount
            .each(whole)
            .ok()
            .filter(|_| most > Decimal::default())
    }

    fn in_base_units(text: &str, dimension: Dimension) -> Result<Self, ValueError> {
        let (unit, iso) = match dimension {
            Dimension::Duration => (Unit::symbol("s"), iso::read(text)),
            _ => (Unit::symbol("m"), None),
        };
        let bounds = match iso {
            Some(amount) => Bounds::from(&amount?),
            None => phrase::read(text, &core::Measuring(dimension))?.bounds,
        };
        let amount = Figures::of_ticks(bounds, 0).map_err(|error| phrase::said(text, error))?;
        Ok(Self { unit, amount })
    }
}

/// The same number in the unit that the words say it in, where they say one number of one unit.
fn as_written(text: &str, base: &Measure) -> Option<Measure> {
    let exact = base.amount.as_exact()?;
    let written = number::read(text).ok()?;
    let (own, unit) = (written.amount.as_exact()?, written.unit.known()?);
    let [low, worth, high] = unit.worth();
    let same = low == high && own.by(worth).ok()?.rounded(0) == exact;
    (same && written.unit.dimension() == base.unit.dimension()).then_some(written)
}

impl Figures {
    /// Exactly `n`.
    pub fn exact(n: Decimal) -> Self {
        Self {
            low: n,
            best: Some(n),
            high: Some(n),
        }
    }

    /// Bounds in steps of ten to the power of minus `decimals`.
    pub(super) fn of_ticks(bounds: Bounds, decimals: u32) -> Result<Self, ValueError> {
        let held = |n: u128| Decimal::new(n, decimals).held();
        Ok(Self {
            low: held(bounds.low)?,
            best: bounds.best.map(held).transpose()?,
            high: bounds.high.map(held).transpose()?,
        })
    }

    /// The steps, and how many decimals they have.
    fn ticks(&self) -> Option<(Bounds, u32)> {
        let all = [Some(self.low), self.best, self.high];
        let decimals = all.iter().flatten().map(|d| d.decimals()).max()?;
        let at = |d: Decimal| d.at(decimals).ok();
        let bounds = Bounds {
            low: at(self.low)?,
            best: self.best.and_then(at),
            high: self.high.and_then(at),
        };
        Some((bounds, decimals))
    }

    /// The number, where the words allow only one.
    pub fn as_exact(&self) -> Option<Decimal> {
        self.high.filter(|high| *high == self.low)
    }

    /// Whether some number is allowed by both.
    pub fn overlaps(&self, other: &Self) -> bool {
        other.high.is_none_or(|high| self.low <= high)
            && self.high.is_none_or(|high| other.low <= high)
    }

    /// Whether both allow the same numbers, whatever was named as the best.
    pub fn same_bounds(&self, other: &Self) -> bool {
        self.low == other.low && self.high == other.high
    }

    /// "More than two hours" are a second more in whole seconds: what a reader takes is the two hours.
    fn closed(self, as_written: bool) -> Self {
        let one = Decimal::whole(1);
        let round = |n: &Decimal| n.to_whole().is_ok_and(|n| n > 0 && n.is_multiple_of(60));
        let below = self.low.less(one).ok().filter(round);
        let above = self.high.and_then(|high| high.plus(one).ok()).filter(round);
        match (below, above) {
            _ if as_written => self,
            (Some(low), _) if self.high.is_none() && self.best == Some(self.low) => Self {
                low,
                best: Some(low),
                high: None,
            },
            (_, Some(high)) if self.low == Decimal::default() => Self {
                high: Some(high),
                ..self
            },
            _ => self,
        }
    }

    fn each(
        self,
        change: impl Fn(Decimal) -> Result<Decimal, ValueError>,
    ) -> Result<Self, ValueError> {
        Ok(Self {
            low: change(self.low)?,
            best: self.best.map(&change).transpose()?,
            high: self.high.map(&change).transpose()?,
        })
    }

    fn scaled(self, by: Decimal) -> Result<Self, ValueError> {
        self.each(|n| n.by(by)?.held())
    }
}

/// Whole numbers of something.
impl From<Quantity> for Figures {
    fn from(quantity: Quantity) -> Self {
        Self {
            low: quantity.low.into(),
            best: quantity.best.map(Into::into),
            high: quantity.high.map(Into::into),
        }
    }
}

/// A phrase that reads back as the same measure.
impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((bounds, decimals)) = self.amount.ticks() else {
            return write!(f, "{} {}", self.amount.low, self.unit);
        };
        let words = match self.unit.known().map(|unit| (unit.symbol, decimals)) {
            Some(("s", 0)) => {
                let writer = Spanned(Dimension::Duration);
                Shape::of(bounds, span_unit::round(Dimension::Duration)).words(&writer)
            }
            Some(("m", 0)) => {
                let writer = Spanned(Dimension::Distance);
                Shape::of(bounds, span_unit::round(Dimension::Distance)).words(&writer)
            }
            _ => {
                let unit = &self.unit;
                Shape::of(bounds, 0).words(&Measured { unit, decimals })
            }
        };
        f.write_str(&words)
    }
}

/// Writes numbers of seconds or metres.
struct Spanned(Dimension);

impl Writer for Spanned {
    fn number(&self, n: u128) -> String {
        span_unit::write(n, self.0)
    }

    fn range(&self, low: u128, high: u128) -> String {
        span_unit::write_range(low, high, self.0)
    }

    fn counted(&self, number: &str) -> String {
        number.to_owned()
    }

    fn from(&self, low: u128) -> String {
        format!("{} and up", self.number(low))
    }

    fn fewer(&self) -> &'static str {
        "less"
    }
}

/// Writes numbers of one unit.
struct Measured<'u> {
    unit: &'u Unit,
    decimals: u32,
}

impl Measured<'_> {
    fn plain(&self, n: u128) -> String {
        let number = Decimal::new(n, self.decimals);
        match self.unit {
            Unit::Known(_) => number.spoken(),
            _ => number.to_string(),
        }
    }

    fn with_unit(&self, number: &str) -> String {
        match self.unit.name() {
            Some(name) => self.unit.after(name, number),
            None => number.to_owned(),
        }
    }
}

impl Writer for Measured<'_> {
    fn number(&self, n: u128) -> String {
        self.with_unit(&self.plain(n))
    }

    fn range(&self, low: u128, high: u128) -> String {
        let range = format!("{}–{}", self.plain(low), self.plain(high));
        self.with_unit(&range)
    }

    fn counted(&self, number: &str) -> String {
        number.to_owned()
    }

    fn from(&self, low: u128) -> String {
        format!("{} and up", self.number(low))
    }

    fn fewer(&self) -> &'static str {
        "less"
    }
}

#[cfg(test)]
mod tests;
