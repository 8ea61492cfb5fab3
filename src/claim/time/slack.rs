//! How much room "about" leaves around a time: it grows with how coarsely the time is told.

use super::{DayNumber, DaySpan, calendar::shift_months};

/// How finely a time is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grain {
    Day,
    Month,
    Season,
    Year,
}

impl Grain {
    /// The span with the room that "about" (`~`) leaves: three days around a day, half a month
    /// around a month, half a season around a season, a year around a year.
    pub(super) fn around(self, span: DaySpan) -> DaySpan {
        match self {
            Self::Day => span.widen(3),
            Self::Month => span.widen(15),
            Self::Season => span.widen(45),
            Self::Year => a_year_more(span),
        }
    }
}

fn a_year_more(span: DaySpan) -> DaySpan {
    let shifted = |day, by| match day {
        DayNumber::MIN | DayNumber::MAX => day,
        _ => shift_months(day, by),
    };
    DaySpan {
        first: shifted(span.first, -12),
        last: shifted(span.last, 12),
    }
}
