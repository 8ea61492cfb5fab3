//! What a phrase says, before it is known when it was published.

use super::{Extent, fault::day_fault, lexicon::Unit};
use crate::claim::ValueError;

/// A whole phrase: one time or two, and what is said of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) shape: Shape,
    pub(super) extent: Extent,
    pub(super) first: Point,
    /// The end of a range.
    pub(super) second: Option<Point>,
}

/// What is said of the time that is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    At,
    Around,
    Since,
    Until,
    Before,
    After,
    /// The named day and the one after it, or from the one to the other.
    Night,
}

/// One time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Point {
    /// So many units before publication: from `most` to `least`, with `slack` days on either side.
    Back {
        most: i64,
        least: i64,
        unit: Unit,
        slack: u32,
    },
    Weekday(u8, Choice),
    /// The latest Saturday and Sunday whose Saturday is before publication.
    Weekend,
    Date(DateWords),
    Period(Period, Part),
}

/// Which of the days of one name is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// The latest, publication's own day included.
    Latest,
    /// The latest before the day of publication ("last Monday").
    Before,
    /// The one in the week so many weeks back.
    OfWeek(i64),
}

/// A day by its place in the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DateWords {
    pub(super) weekday: Option<u8>,
    pub(super) day: u32,
    pub(super) month: Option<u8>,
    pub(super) year: YearWords,
    /// "last February 28": before the day of publication.
    pub(super) last: bool,
    /// A number that nothing marks as a day but the month of the other end of a range.
    pub(super) bare: bool,
}

/// How a year is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearWords {
    Unsaid,
    Exactly(i32),
    /// So many years before that of publication.
    Back(i64),
}

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Period {
    Year(i32),
    Month {
        month: u8,
        year: YearWords,
        last: bool,
    },
    Season {
        season: u8,
        year: YearWords,
        last: bool,
    },
    /// The week, month or year so many back; 0 is that of publication, up to its day.
    Week(i64),
    MonthBack(i64),
    YearBack(i64),
}

/// Which part of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    Early,
    Mid,
    Late,
    Half(u32),
    Quarter(u32),
    Week(u32),
    LastWeek,
}

impl Point {
    /// Whether only the place of publication in the year tells which year is meant.
    pub(super) fn is_yearless(&self) -> bool {
        match self {
            Self::Date(date) => date.year == YearWords::Unsaid,
            Self::Period(Period::Month { year, .. } | Period::Season { year, .. }, _) => {
                *year == YearWords::Unsaid
            }
            Self::Weekday(..) => true,
            _ => false,
        }
    }

    /// Whether the words themselves tell the year.
    pub(super) fn has_year(&self) -> bool {
        match self {
            Self::Date(date) => matches!(date.year, YearWords::Exactly(_)),
            Self::Period(Period::Month { year, .. } | Period::Season { year, .. }, _) => {
                matches!(year, YearWords::Exactly(_))
            }
            Self::Period(Period::Year(_), _) => true,
            _ => false,
        }
    }

    fn check(&self) -> Option<Result<(), ValueError>> {
        let Self::Date(date) = self else {
            return Some(Ok(()));
        };
        let unmarked = date.bare && date.weekday.is_none();
        if date.month.is_none() && (unmarked || date.year != YearWords::Unsaid) {
            return None;
        }
        let year = match date.year {
            YearWords::Exactly(year) => Some(year),
            _ => None,
        };
        // A day without a month is held against the longest.
        let fault = day_fault(year, date.month.unwrap_or(12), date.day);
        Some(fault.map_or(Ok(()), Err))
    }
}

impl Phrase {
    /// The phrase with the month and year that the ends of a range share given to both.
    pub(super) fn shared(mut self) -> Self {
        let (Point::Date(first), Some(Point::Date(second))) = (&mut self.first, &mut self.second)
        else {
            return self;
        };
        let one_month = first.month.is_some() != second.month.is_some();
        if one_month {
            first.month = first.month.or(second.month);
            second.month = first.month;
            share_year(first, second);
        }
        self
    }

    /// `None`: the words make no phrase after all. An error: a day that no month has.
    pub(super) fn check(&self) -> Option<Result<(), ValueError>> {
        let first = self.first.check()?;
        let second = self.second.as_ref().map_or(Some(Ok(())), Point::check)?;
        Some(first.and(second))
    }
}

fn share_year(first: &mut DateWords, second: &mut DateWords) {
    if first.year == YearWords::Unsaid {
        first.year = second.year;
    }
    if second.year == YearWords::Unsaid {
        second.year = first.year;
    }
}
