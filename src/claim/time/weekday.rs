//! Weekdays: the year that a weekday fixes, and the weekday that does not fit its date.

use super::{
    DayNumber, DaySpan, TimeNote,
    calendar::{checked_day, civil, in_words, month_name, shift, weekday_name, weekday_of},
    resolve::latest,
};
use crate::claim::ValueError;

/// A weekday with a day of the month and no year: "Thursday, March 12".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) weekday: u8,
    pub(super) day: u8,
    pub(super) month: u8,
    /// "last Thursday, March 12": before the day of publication.
    pub(super) last: bool,
}

/// A date this near to a known day of publication is not of another year: its weekday is a slip.
const NEAR_DAYS: u32 = 42;
/// How many years back from publication a weekday may look for the year it fits.
const YEARS_BACK: i32 = 6;
/// No publication is vaguer than this, in days.
const MAX_WINDOW: i64 = 36_525;
/// The years named to somebody who gave no publication.
const YEARS_TO_NAME: std::ops::RangeInclusive<i32> = 1990..=2040;

impl Named {
    fn in_year(self, year: i32) -> Option<DayNumber> {
        checked_day(year, self.month, self.day)
    }

    fn fits(self, day: DayNumber) -> bool {
        weekday_of(day) == self.weekday
    }

    fn date(self) -> String {
        format!("{} {}", self.day, month_name(self.month))
    }
}

/// The note of a weekday that its date does not fall on.
pub(super) fn fault(weekday: u8, day: DayNumber) -> Option<TimeNote> {
    let real = weekday_of(day);
    (real != weekday).then(|| TimeNote::WeekdayFault {
        why: format!(
            "{} was a {}, not a {}",
            in_words(day),
            weekday_name(real),
            weekday_name(weekday)
        ),
    })
}

/// The day that a weekday and a day of the month mean, against the days of publication.
///
/// It is the year in which the two fit: one in which the publication may fall, or else one shortly
/// before. Where publication is a known day and the date within weeks of it, the year is plain and
/// a weekday that does not fit is a fault.
pub(super) fn infer(
    named: Named,
    published: Option<DaySpan>,
) -> Result<(DaySpan, Vec<TimeNote>), ValueError> {
    let window = published.ok_or_else(|| needs_publication(named))?;
    let start = window.first.max(shift(window.last, -MAX_WINDOW));
    let (Some(first), Some(last)) = (
        latest(named.month, named.day, start, named.last),
        latest(named.month, named.day, window.last, named.last),
    ) else {
        return Err(ValueError::new(
            "names a day that the calendar does not have",
        ));
    };
    let nearest = DaySpan { first, last };
    Ok(in_window(named, nearest)
        .or_else(|| slip(named, window, last))
        .or_else(|| years_back(named, nearest))
        .unwrap_or_else(|| (nearest, fault(named.weekday, last).into_iter().collect())))
}

/// The years in which the words fit, among those in which the text may have been published.
fn in_window(named: Named, nearest: DaySpan) -> Option<(DaySpan, Vec<TimeNote>)> {
    let years = civil(nearest.first).year..=civil(nearest.last).year;
    let days = years.filter_map(|year| named.in_year(year));
    let fitting: Vec<DayNumber> = days.filter(|day| named.fits(*day)).collect();
    let span = DaySpan::new(*fitting.first()?, *fitting.last()?)?;
    let notes = fitting.iter().map(|day| inferred(named, *day, *day));
    Some((span, notes.collect()))
}

/// Right beside a known day of publication the date is right and the weekday wrong.
fn slip(named: Named, window: DaySpan, day: DayNumber) -> Option<(DaySpan, Vec<TimeNote>)> {
    let definite = window.first == window.last;
    let near = DaySpan::day(day).gap(window) <= NEAR_DAYS;
    let note = fault(named.weekday, day)?;
    (definite && near).then(|| (DaySpan::day(day), vec![note]))
}

fn years_back(named: Named, nearest: DaySpan) -> Option<(DaySpan, Vec<TimeNote>)> {
    let year = civil(nearest.first).year;
    let mut days = (1..=YEARS_BACK).filter_map(|back| named.in_year(year - back));
    let day = days.find(|day| named.fits(*day))?;
    Some((DaySpan::day(day), vec![inferred(named, day, nearest.last)]))
}

/// The note that names the year, and the years around it up to that of `until` that do not fit.
fn inferred(named: Named, day: DayNumber, until: DayNumber) -> TimeNote {
    let year = civil(day).year;
    let before = (1..=8)
        .map(|by| year - by)
        .find(|year| named.in_year(*year).is_some());
    let after = (year + 1..).filter(|year| named.in_year(*year).is_some());
    let last = civil(until).year;
    let after = after
        .take(8)
        .enumerate()
        .take_while(|(at, year)| *at < 2 || *year <= last);
    let others: Vec<String> = before
        .into_iter()
        .chain(after.map(|(_, year)| year))
        .map(|year| year.to_string())
        .collect();
    TimeNote::YearFromWeekday {
        year,
        why: format!(
            "{} was a {} in {year}, not in {}",
            named.date(),
            weekday_name(named.weekday),
            listed(&others, "or")
        ),
    }
}

/// "2019, 2021 or 2022".
fn listed(items: &[String], joint: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} {joint} {last}", most.join(", ")),
    }
}

fn needs_publication(named: Named) -> ValueError {
    let years: Vec<String> = YEARS_TO_NAME
        .filter(|year| named.in_year(*year).is_some_and(|day| named.fits(day)))
        .map(|year| year.to_string())
        .collect();
    let message = format!(
        "names no year, and the day of publication is not known; {} was a {} in {}",
        named.date(),
        weekday_name(named.weekday),
        listed(&years, "and")
    );
    ValueError::new(message).hint("give document.published")
}
