//! When: a span of days, with the words as written and how they were read.
//!
//! A time is an EDTF value (`edtf`) or a phrase (`lexicon` and `terms`, then `grammar`, then `resolve`) that is
//! read against the day of publication. Nothing here knows today's date: the same words and the
//! same publication always give the same days.

mod calendar;
mod clock;
mod cursor;
mod dates;
mod edtf;
mod fault;
mod grammar;
mod lexicon;
mod period;
mod phrase;
mod resolve;
mod slack;
mod span;
mod terms;
mod weekday;

use std::{fmt, sync::Arc};

pub use calendar::MONTHS;
pub use span::DaySpan;

use super::ValueError;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

/// Days since 1970-01-01 in the proleptic Gregorian calendar.
pub type DayNumber = i32;

/// No time that anybody writes is longer than this.
const MAX_CHARS: usize = 200;

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
        year: i32,
        /// The sentence that says so, with the neighbouring years that do not fit.
        why: String,
    },
    /// The weekday named is not the weekday of the date.
    WeekdayFault {
        /// The sentence that says so.
        why: String,
    },
    /// The words mean other days on the first and on the last possible day of publication; the
    /// span holds both.
    PublishedVague,
    /// The writer marked the time as doubtful (`?` in EDTF). The span is not wider for it.
    Doubted,
}

/// When a document was published.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Published {
    /// The days it may be.
    pub span: DaySpan,
    /// Minutes since 1970-01-01T00:00Z, where a time of day was given with its offset.
    pub minute: Option<i64>,
    /// As written.
    pub written: Arc<str>,
}

/// What a reader of times hands back: a [`When`] without the words.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Reading {
    span: DaySpan,
    extent: Extent,
    notes: Vec<TimeNote>,
}

impl Reading {
    fn within(span: DaySpan) -> Self {
        Self {
            span,
            extent: Extent::Within,
            notes: Vec::new(),
        }
    }

    fn lasting(span: DaySpan) -> Self {
        Self {
            extent: Extent::Lasting,
            ..Self::within(span)
        }
    }
}

impl Published {
    /// Reads an RFC 3339 time or an EDTF date or interval.
    ///
    /// The day is the one written, wherever the writer's midnight falls elsewhere. A time without
    /// an offset gives the day and no minute.
    ///
    /// ```
    /// use rashomon::claim::Published;
    /// let published = Published::parse("2024-03-12T00:30+01:00")?;
    /// assert_eq!(published.span.to_string(), "2024-03-12");
    /// assert_eq!(published.minute, Some(19_793 * 24 * 60 + 23 * 60 + 30));
    /// # Ok::<(), rashomon::claim::ValueError>(())
    /// ```
    ///
    /// # Errors
    /// Where it is neither.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let text = checked(text)?;
        let written = Arc::from(text);
        if clock::is_date_time(text) {
            let time = clock::read(text)?;
            return Ok(Self {
                span: DaySpan::day(time.day),
                minute: time.minute,
                written,
            });
        }
        Ok(Self {
            span: edtf::read(text)?.span,
            minute: None,
            written,
        })
    }
}

impl When {
    /// Reads an EDTF value, or a phrase in words against the day of publication.
    ///
    /// The phrases, and what each means, are listed in `docs/phrases-dates.md`.
    ///
    /// ```
    /// use rashomon::claim::{Published, When};
    /// let published = Published::parse("2024-03-12")?;
    /// let when = When::parse("a few days ago", Some(&published))?;
    /// assert_eq!(when.to_string(), "2024-03-06/2024-03-10");
    /// # Ok::<(), rashomon::claim::ValueError>(())
    /// ```
    ///
    /// # Errors
    /// Where it is neither, or needs a day of publication that is not known.
    pub fn parse(text: &str, published: Option<&Published>) -> Result<Self, ValueError> {
        let text = checked(text)?;
        let reading = read(text, published.map(|published| published.span))?;
        Ok(Self {
            span: reading.span,
            extent: reading.extent,
            written: Arc::from(text),
            notes: reading.notes,
        })
    }

    /// A time somewhere in `span`, written as EDTF.
    pub fn from_span(span: DaySpan) -> Self {
        Self {
            span,
            extent: Extent::Within,
            written: Arc::from(span.to_string()),
            notes: Vec::new(),
        }
    }

    /// The day, where only one is possible.
    pub fn exact_day(&self) -> Option<DayNumber> {
        (self.span.first == self.span.last).then_some(self.span.first)
    }
}

/// Writes the span as EDTF.
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.span.fmt(f)
    }
}

/// Reads EDTF, or else words; a text with the look of a date in figures gets the errors of one.
fn read(text: &str, published: Option<DaySpan>) -> Result<Reading, ValueError> {
    if !edtf::resembles(text) && !clock::is_date_time(text) {
        return read_phrase(text, published);
    }
    edtf::read(text).or_else(|fault| read_phrase(text, published).map_err(|_| fault))
}

fn read_phrase(text: &str, published: Option<DaySpan>) -> Result<Reading, ValueError> {
    let phrase = grammar::parse(text)?;
    resolve::resolve(&phrase, published).map_err(|error| ValueError {
        message: format!("\"{text}\" {}", error.message),
        ..error
    })
}

/// The text without the space around it, where it is neither empty nor too long.
fn checked(text: &str) -> Result<&str, ValueError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ValueError::new("is empty").hint("leave the field out where no time is known"));
    }
    let long = text.len() > MAX_CHARS && text.chars().count() > MAX_CHARS;
    if long {
        return Err(ValueError::new(format!(
            "is too long for a time: more than {MAX_CHARS} characters"
        ))
        .hint("write an EDTF date such as 2024-03-09"));
    }
    if text
        .chars()
        .any(|mark| mark.is_control() && !mark.is_whitespace())
    {
        return Err(ValueError::new("has a control character in it"));
    }
    Ok(text)
}
