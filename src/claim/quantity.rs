//! A count of people or things, with the room that the words leave.

pub(in crate::claim) mod hedge;
mod hedges;
pub(in crate::claim) mod nouns;
pub(in crate::claim) mod phrase;
pub(in crate::claim) mod shape;
mod tail;
mod vague;

use std::fmt;

use serde_json::Number;

use self::hedge::Bounds;
use self::shape::{Shape, Writer};
use super::numeral;
use super::{Decimal, ValueError};

/// A closed interval of whole numbers, in UCDP's convention of low, best and high.
///
/// `low <= best <= high` always holds. What was written is kept by the assertion.
///
/// ```
/// use rashomon::claim::Quantity;
///
/// let toll = Quantity::parse("about 20 others")?;
/// assert_eq!((toll.low, toll.best, toll.high), (16, Some(20), Some(24)));
/// assert!(toll.others);
/// assert_eq!(toll.to_string(), "about 20 others");
/// # Ok::<(), rashomon::claim::ValueError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Quantity {
    /// The least number that the words allow.
    pub low: u64,
    /// The number named, where one was ("about 20" names 20, "dozens" names none).
    pub best: Option<u64>,
    /// The greatest number that the words allow; `None`: no upper bound.
    pub high: Option<u64>,
    /// "20 others": those named beside the count are not in it.
    pub others: bool,
}

impl Quantity {
    /// Exactly `n`.
    pub fn exact(n: u64) -> Self {
        Self {
            low: n,
            best: Some(n),
            high: Some(n),
            others: false,
        }
    }

    /// From `low` to `high` (`None`: open), with `best` where a number was named. Where only one
    /// number is left, it is the best.
    ///
    /// # Errors
    /// A low above the high, and a best outside of them.
    pub fn between(low: u64, best: Option<u64>, high: Option<u64>) -> Result<Self, ValueError> {
        let bounds = Bounds::from(&Self {
            low,
            best,
            high,
            others: false,
        });
        Self::held(bounds.checked()?)
    }

    /// Bounds that 64 bits hold.
    fn held(bounds: Bounds) -> Result<Self, ValueError> {
        let held = |n: u128| u64::try_from(n).map_err(|_| numeral::too_large());
        Ok(Self {
            low: held(bounds.low)?,
            best: bounds.best.map(held).transpose()?,
            high: bounds.high.map(held).transpose()?,
            others: false,
        })
    }

    /// A number as JSON writes it. 20.0 is 20.
    ///
    /// # Errors
    /// A number below zero, a fraction, and what 64 bits cannot hold.
    pub fn from_number(number: &Number) -> Result<Self, ValueError> {
        if let Some(n) = number.as_u64() {
            return Ok(Self::exact(n));
        }
        let float = number.as_f64().unwrap_or(f64::INFINITY);
        if float < 0.0 {
            Err(numeral::negative())
        } else if float >= 18_446_744_073_709_551_616.0 {
            Err(numeral::too_large())
        } else if float.fract() > 0.0 {
            Err(numeral::fraction())
        } else {
            Ok(Self::exact(float as u64))
        }
    }

    /// The whole number that a decimal is.
    ///
    /// # Errors
    /// A fraction, and what 64 bits cannot hold.
    pub fn whole(number: Decimal) -> Result<u64, ValueError> {
        number.to_whole()
    }

    /// Reads a phrase: "about 20", "several dozen", "20–30", "more than a thousand", "none".
    ///
    /// # Errors
    /// Where the words are no count that the grammar knows.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        Self::parse_counting(text, &|_| false)
    }

    /// The same, where `known` knows further words for what is counted.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    pub fn parse_counting(text: &str, known: &dyn Fn(&str) -> bool) -> Result<Self, ValueError> {
        if let Some(n) = plain(text) {
            return Ok(Self::exact(n));
        }
        let known = |word: &str| known(word) || nouns::is_people(text, word);
        let read = phrase::read(text, &phrase::Counting { known: &known })?;
        Ok(Self {
            others: read.others,
            ..Self::held(read.bounds).map_err(|error| phrase::said(text, error))?
        })
    }

    /// The same for those not named beside the count.
    #[must_use]
    pub fn of_others(self) -> Self {
        Self {
            others: true,
            ..self
        }
    }

    /// The number, where the words allow only one.
    pub fn as_exact(&self) -> Option<u64> {
        self.high.filter(|high| *high == self.low)
    }

    /// Whether some number is allowed by both.
    pub fn overlaps(&self, other: &Self) -> bool {
        other.high.is_none_or(|high| self.low <= high)
            && self.high.is_none_or(|high| other.low <= high)
    }

    /// Whether every number that `other` allows is allowed by this one too.
    pub fn contains(&self, other: &Self) -> bool {
        let ends_later = match (self.high, other.high) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(mine), Some(theirs)) => mine >= theirs,
        };
        self.low <= other.low && ends_later
    }

    /// Whether both allow the same numbers, whatever was named as the best.
    pub fn same_bounds(&self, other: &Self) -> bool {
        self.low == other.low && self.high == other.high
    }

    /// The count with `n` more, who were named beside it: "20 others" and two named are 22.
    #[must_use]
    pub fn shifted_by(&self, n: u64) -> Self {
        Self {
            low: self.low.saturating_add(n),
            best: self.best.map(|best| best.saturating_add(n)),
            // A bound that cannot be held is no bound.
            high: self.high.and_then(|high| high.checked_add(n)),
            others: false,
        }
    }
}

/// The commonest value by far, without the grammar.
fn plain(text: &str) -> Option<u64> {
    let digits = text.trim();
    let is_plain = (1..20).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    is_plain.then(|| digits.parse().ok()).flatten()
}

/// A phrase that reads back as the same count.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let writer = Counted {
            others: self.others,
        };
        f.write_str(&Shape::of(self.into(), 100).words(&writer))
    }
}

/// Writes the numbers of counts.
struct Counted {
    others: bool,
}

impl Writer for Counted {
    fn number(&self, n: u128) -> String {
        n.to_string()
    }

    fn range(&self, low: u128, high: u128) -> String {
        format!("{low}–{high}")
    }

    fn counted(&self, number: &str) -> String {
        let noun = match (self.others, number) {
            (false, _) => "",
            (true, "1") => " other",
            (true, _) => " others",
        };
        format!("{number}{noun}")
    }

    fn from(&self, low: u128) -> String {
        let another = if self.others { "another " } else { "" };
        format!("{another}{low} and up")
    }

    fn fewer(&self) -> &'static str {
        "fewer"
    }
}

#[cfg(test)]
mod tests;
