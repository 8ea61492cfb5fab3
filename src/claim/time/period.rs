//! Periods of the calendar, and their parts, against a day of publication.

use super::{
    DayNumber, DaySpan,
    calendar::{
        civil, month_span, months_span, season_span, shift, shift_month, weekday_of, year_span,
    },
    phrase::{Part, Period, YearWords},
    resolve::{Against, needs_publication},
};
use crate::claim::ValueError;

/// The days of a part of a period. `None` where the period has no such part.
pub(super) fn span(period: Period, part: Part, p: Against) -> Result<Option<DaySpan>, ValueError> {
    match period {
        Period::Year(year) => Ok(part_of_year(year, part)),
        Period::Month { month, year, last } => {
            let days = |year| part_of_month((year, month), part);
            let began = |year, p| month_span(year, month).first < month_start(p);
            pick_year(year, p, days, |year, p| !last || began(year, p))
        }
        Period::Season { season, year, last } => {
            let days = |year| part_of_season(year, season, part);
            let ended = |year, p| season_span(year, season).last < p;
            pick_year(year, p, days, |year, p| !last || ended(year, p))
        }
        Period::Week(back) => Ok(week(p.day()?, back, part)),
        Period::MonthBack(back) => Ok(month(p.day()?, back, part)),
        Period::YearBack(back) => Ok(year(p.day()?, back, part)),
    }
}

fn month_start(day: DayNumber) -> DayNumber {
    let date = civil(day);
    month_span(date.year, date.month).first
}

/// The year named, or else the latest in which the days had begun by publication and that `fits`.
fn pick_year(
    year: YearWords,
    p: Against,
    days: impl Fn(i32) -> Option<DaySpan>,
    fits: impl Fn(i32, DayNumber) -> bool,
) -> Result<Option<DaySpan>, ValueError> {
    if let Some(year) = known_year(year, p)? {
        return Ok(days(year));
    }
    let day = p.0.ok_or_else(needs_publication)?;
    let latest = civil(day).year;
    let mut years = (latest - 2..=latest).rev();
    Ok(years.find_map(|year| {
        let span = days(year)?;
        (span.first <= day && fits(year, day)).then_some(span)
    }))
}

/// The year that the words tell, if they do.
pub(super) fn known_year(year: YearWords, p: Against) -> Result<Option<i32>, ValueError> {
    Ok(match year {
        YearWords::Unsaid => None,
        YearWords::Exactly(year) => Some(year),
        YearWords::Back(back) => Some(civil(p.day()?).year - back as i32),
    })
}

/// Early, mid and late are its thirds, by months.
fn part_of_year(year: i32, part: Part) -> Option<DaySpan> {
    let months = |from, to| Some(months_span((year, from), (year, to)));
    match part {
        Part::Whole => Some(year_span(year)),
        Part::Early => months(1, 4),
        Part::Mid => months(5, 8),
        Part::Late => months(9, 12),
        Part::Half(1) => months(1, 6),
        Part::Half(2) => months(7, 12),
        Part::Quarter(n @ 1..=4) => months(n as u8 * 3 - 2, n as u8 * 3),
        _ => None,
    }
}

/// Early, mid and late are the 1st to 10th, 11th to 20th and the rest.
fn part_of_month((year, month): (i32, u8), part: Part) -> Option<DaySpan> {
    let DaySpan { first, last } = month_span(year, month);
    let days = |from: i32, to: i32| DaySpan::new(first + from - 1, last.min(first + to - 1));
    match part {
        Part::Whole => days(1, 31),
        Part::Early => days(1, 10),
        Part::Mid => days(11, 20),
        Part::Late => days(21, 31),
        Part::Half(1) => days(1, 15),
        Part::Half(2) => days(16, 31),
        Part::Week(n @ 1..=5) => days(n as i32 * 7 - 6, n as i32 * 7),
        Part::LastWeek => DaySpan::new(last - 6, last),
        _ => None,
    }
}

/// Early, mid and late are its three months.
fn part_of_season(year: i32, season: u8, part: Part) -> Option<DaySpan> {
    let whole = season_span(year, season);
    let start = civil(whole.first);
    let month = |by| {
        let (year, month) = shift_month(start.year, start.month, by);
        Some(month_span(year, month))
    };
    match part {
        Part::Whole => Some(whole),
        Part::Early => month(0),
        Part::Mid => month(1),
        Part::Late => month(2),
        _ => None,
    }
}

/// The week from Monday to Sunday; that of publication ends with its day.
fn week(day: DayNumber, back: i64, part: Part) -> Option<DaySpan> {
    let monday = shift(day, -i64::from(weekday_of(day)) - 7 * back);
    let days = |from, to| DaySpan::new(shift(monday, from), shift(monday, to));
    match part {
        Part::Whole if back == 0 => DaySpan::new(monday, day),
        Part::Whole => days(0, 6),
        Part::Early => days(0, 2),
        Part::Mid => days(1, 3),
        Part::Late => days(3, 6),
        _ => None,
    }
}

fn month(day: DayNumber, back: i64, part: Part) -> Option<DaySpan> {
    let date = civil(day);
    if back == 0 && part == Part::Whole {
        return DaySpan::new(month_start(day), day);
    }
    part_of_month(shift_month(date.year, date.month, -back), part)
}

fn year(day: DayNumber, back: i64, part: Part) -> Option<DaySpan> {
    let year = civil(day).year - back as i32;
    if back == 0 && part == Part::Whole {
        return DaySpan::new(year_span(year).first, day);
    }
    part_of_year(year, part)
}
