//! When: a span of days, with the words as written and how they were read.

use std::sync::Arc;

use super::ValueError;

/// Days since 1970-01-01 in the proleptic Gregorian calendar.
pub type DayNumber = i32;

/// A closed span of days; `DayNumber::MIN` and `DayNumber::MAX` stand for open ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DaySpan {
    /// Earliest possible day.
    pub first: DayNumber,
    /// Latest possible day.
    pub last: DayNumber,
}

/// What a span says of its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Extent {
    /// Somewhere in the span (a day, "in March", "a few days ago").
    #[default]
    Within,
    /// From its first to its last day (`2022-09-06/2022-09-08`).
    Lasting,
}

/// A time as an outlet gave it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct When {
    /// The days it may be.
    pub span: DaySpan,
    /// Whether it is somewhere in the span, or all of it.
    pub extent: Extent,
    /// The words as written.
    pub written: Arc<str>,
    /// What was inferred or found wrong in reading it; usually empty.
    pub notes: Vec<TimeNote>,
}

/// Something that a reader must be told about how a time was read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TimeNote {
    /// The words name a weekday and a day but no year; the year is the one where they fit.
    YearFromWeekday {
        /// The year inferred.
        year: i16,
        /// The sentence that says so, with the neighbouring years that do not fit.
        why: String,
    },
    /// The weekday named is not the weekday of the date.
    WeekdayFault {
        /// The sentence that says so.
        why: String,
    },
    /// The words were read against a day of publication that is itself a span.
    PublishedVague,
}

/// When a document was published.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Published {
    /// The days it may be.
    pub span: DaySpan,
    /// Minutes since 1970-01-01T00:00Z, where a time of day was given.
    pub minute: Option<i64>,
    /// As written.
    pub written: Arc<str>,
}

impl DaySpan {
    /// One day.
    pub fn day(day: DayNumber) -> Self {
        Self {
            first: day,
            last: day,
        }
    }

    /// Whether some day is in both.
    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Whether every day of `other` is in this span.
    pub fn contains(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }
}

impl Published {
    /// Reads an RFC 3339 time or an EDTF date.
    ///
    /// # Errors
    /// Where it is neither.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        Err(ValueError::new(format!("\"{text}\" is not a date")))
    }
}

impl When {
    /// Reads an EDTF value, or a phrase in words against the day of publication.
    ///
    /// # Errors
    /// Where it is neither, or needs a day of publication that is not known.
    pub fn parse(text: &str, published: Option<&Published>) -> Result<Self, ValueError> {
        let _ = published;
        Err(ValueError::new(format!("\"{text}\" is not a time")))
    }
}
