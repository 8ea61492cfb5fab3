//! A count of people or things, with the room that the words leave.

use std::sync::Arc;

use super::ValueError;

/// A closed interval of whole numbers, in UCDP's convention of low, best and high.
///
/// `low <= best <= high` always holds. What was written is kept by the assertion.
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

    /// Reads a phrase: "about 20", "several dozen", "20–30", "more than a thousand", "none".
    ///
    /// # Errors
    /// Where the words are no count that the grammar knows.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        text.trim()
            .parse()
            .map(Self::exact)
            .map_err(|_| ValueError::new(format!("\"{text}\" is not a count")))
    }

    /// Whether some number is allowed by both.
    pub fn overlaps(&self, other: &Self) -> bool {
        other.high.is_none_or(|high| self.low <= high)
            && self.high.is_none_or(|high| other.low <= high)
    }
}

/// Kept for callers that hold the words beside the reading.
pub type Written = Arc<str>;
