//! From a phrase to days, against the day of publication.
//!
//! Where no year is said, the latest day or period that publication could speak of is meant.

use super::{
    DayNumber, DaySpan, Reading, TimeNote,
    calendar::{checked_day, civil, shift, shift_month, shift_months, weekday_of},
    lexicon::Unit,
    period,
    phrase::{Choice, DateWords, Part, Period, Phrase, Point, Shape, YearWords},
    slack::Grain,
    weekday::{self, Named},
};
use crate::claim::ValueError;

/// The day that a phrase is read against, where it is known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Against(pub(super) Option<DayNumber>);

impl Against {
    /// The day, or an error that asks for it.
    pub(super) fn day(self) -> Result<DayNumber, ValueError> {
        self.0.ok_or_else(needs_publication)
    }
}

/// The error of a phrase that means nothing without a day of publication.
pub(super) fn needs_publication() -> ValueError {
    ValueError::new("depends on the day of publication, which is not known")
        .hint("give document.published")
}

type Read = Result<(DaySpan, Vec<TimeNote>), ValueError>;

/// Reads a phrase against the days on which its document may have been published.
pub(super) fn resolve(phrase: &Phrase, published: Option<DaySpan>) -> Result<Reading, ValueError> {
    let ends = published.map_or((None, None), |span| {
        let first = (span.first != DayNumber::MIN).then_some(span.first);
        let last = (span.last != DayNumber::MAX).then_some(span.last);
        (first, last)
    });
    if let (Shape::At, None, Some(named)) = (phrase.shape, &phrase.second, named(&phrase.first)) {
        let window = window(ends);
        return weekday::infer(named, window).map(|(span, notes)| reading(phrase, span, notes));
    }
    match ends {
        (None, None) => at(phrase, None),
        (Some(first), Some(last)) if first == last => at(phrase, Some(first)),
        (Some(first), Some(last)) => Ok(merge(at(phrase, Some(first))?, at(phrase, Some(last))?)),
        (Some(first), None) => opened(phrase, first, |span| DaySpan::from_day(span.first)),
        (None, Some(last)) => opened(phrase, last, |span| DaySpan::to_day(span.last)),
    }
}

fn reading(phrase: &Phrase, span: DaySpan, notes: Vec<TimeNote>) -> Reading {
    Reading {
        span,
        extent: phrase.extent,
        notes,
    }
}

/// The days of publication, where an open end says no more than the other.
fn window(ends: (Option<DayNumber>, Option<DayNumber>)) -> Option<DaySpan> {
    let first = ends.0.or(ends.1)?;
    let last = ends.1.or(ends.0)?;
    Some(DaySpan { first, last })
}

/// The reading against a publication that is open on one side: open there too, unless the day of
/// publication makes no difference.
fn opened(
    phrase: &Phrase,
    end: DayNumber,
    open: impl Fn(DaySpan) -> DaySpan,
) -> Result<Reading, ValueError> {
    let mut near = at(phrase, Some(end))?;
    if at(phrase, None).is_ok_and(|alone| alone == near) {
        return Ok(near);
    }
    near.span = open(near.span);
    near.notes.push(TimeNote::PublishedVague);
    Ok(near)
}

/// Both readings; where they differ, the publication was too vague for the phrase.
fn merge(first: Reading, mut last: Reading) -> Reading {
    let differ = first.span != last.span;
    last.span = first.span.hull(last.span);
    for note in first.notes {
        if !last.notes.contains(&note) {
            last.notes.push(note);
        }
    }
    if differ {
        last.notes.push(TimeNote::PublishedVague);
    }
    last
}

/// Reads a phrase against one day.
fn at(phrase: &Phrase, day: Option<DayNumber>) -> Result<Reading, ValueError> {
    let p = Against(day);
    let (named, notes) = match &phrase.second {
        None if phrase.shape == Shape::After => over_by(&phrase.first, p)?,
        None => point(&phrase.first, p)?,
        Some(second) => range(phrase, second, p)?,
    };
    let span = match phrase.shape {
        Shape::Around => grain(phrase).map_or(named, |grain| grain.around(named)),
        Shape::Since => up_to_publication(named.first, p),
        Shape::Until => DaySpan::to_day(named.last),
        Shape::Before => DaySpan::to_day(shift(named.first, -1)),
        Shape::After => up_to_publication(shift(named.last, 1), p),
        Shape::Night if phrase.second.is_none() => next_morning(named),
        Shape::At | Shape::Night => named,
    };
    Ok(reading(phrase, span, notes))
}

/// The latest such time that was over by publication, where the words leave the year to it.
fn over_by(named: &Point, p: Against) -> Read {
    let latest = point(named, p)?;
    let still_on = p.0.is_some_and(|day| latest.0.last >= day);
    if still_on && named.is_yearless() {
        return point(named, Against(Some(shift(latest.0.first, -1))));
    }
    Ok(latest)
}

/// What is told of a time up to now ends with publication; what lies ahead of it stays open.
fn up_to_publication(first: DayNumber, p: Against) -> DaySpan {
    p.0.and_then(|day| DaySpan::new(first, day))
        .unwrap_or(DaySpan::from_day(first))
}

/// The room that "around" leaves; none where the words are vague already.
fn grain(phrase: &Phrase) -> Option<Grain> {
    match phrase.second.as_ref().unwrap_or(&phrase.first) {
        Point::Back {
            most, least, slack, ..
        } => (most == least && *slack == 0).then_some(Grain::Day),
        Point::Period(period, Part::Whole) => match period {
            Period::Year(_) | Period::YearBack(_) => Some(Grain::Year),
            Period::Month { .. } | Period::MonthBack(_) => Some(Grain::Month),
            Period::Season { .. } => Some(Grain::Season),
            Period::Week(_) => Some(Grain::Day),
        },
        _ => Some(Grain::Day),
    }
}

fn next_morning(evening: DaySpan) -> DaySpan {
    DaySpan {
        last: shift(evening.last, 1),
        ..evening
    }
}

/// Whether the second is the next day of the same month: one night, of which the evening tells
/// the year.
fn follows(first: &Point, second: &Point) -> bool {
    match (first, second) {
        (Point::Date(first), Point::Date(second)) => {
            first.month == second.month && second.day == first.day + 1
        }
        _ => false,
    }
}

fn range(phrase: &Phrase, second: &Point, p: Against) -> Read {
    let first = &phrase.first;
    if phrase.shape == Shape::Night && follows(first, second) {
        let (evening, notes) = point(first, p)?;
        return Ok((next_morning(evening), notes));
    }
    // A night is told of as soon as it has begun; other ranges once their end has.
    let from_start = first.has_year() || phrase.shape == Shape::Night;
    let (start, end) = if from_start && second.is_yearless() {
        let start = point(first, p)?;
        let horizon = round_of(second, start.0.first);
        (start, point(second, Against(Some(horizon)))?)
    } else {
        let end = point(second, p)?;
        (start_before(first, second, end.0, p)?, end)
    };
    let span = DaySpan::new(start.0.first, end.0.last).ok_or_else(|| reversed(start.0, end.0))?;
    Ok((span, [start.1, end.1].concat()))
}

/// The last day before which each name of the point's kind comes round once from `start` on.
fn round_of(point: &Point, start: DayNumber) -> DayNumber {
    match point {
        Point::Weekday(..) => shift(start, 6),
        _ => shift(shift_months(start, 12), -1),
    }
}

/// The start of a range: without a year of its own, the latest that is not after the end.
fn start_before(first: &Point, second: &Point, end: DaySpan, p: Against) -> Read {
    let before_end = Against(Some(end.last));
    if first.is_yearless() && second.has_year() {
        return point(first, before_end);
    }
    let start = point(first, p)?;
    if first.is_yearless() && start.0.first > end.first {
        return point(first, before_end);
    }
    Ok(start)
}

fn reversed(start: DaySpan, end: DaySpan) -> ValueError {
    ValueError::new(format!("ends ({end}) before it begins ({start})"))
        .hint("put the earlier time first")
}

fn point(point: &Point, p: Against) -> Read {
    let span = match point {
        Point::Back {
            most,
            least,
            unit,
            slack,
        } => back(p.day()?, *most, *least, *unit).widen(*slack),
        Point::Weekday(weekday, choice) => DaySpan::day(weekday_day(p.day()?, *weekday, *choice)),
        Point::Weekend => weekend(p.day()?),
        Point::Period(period, part) => period::span(*period, *part, p)?.ok_or_else(no_such_part)?,
        Point::Date(date) => return dated(point, date, p),
    };
    Ok((span, Vec::new()))
}

fn no_such_part() -> ValueError {
    ValueError::new("names a part that its period does not have")
        .hint("write an interval of days such as 2024-03-04/2024-03-29")
}

fn back(day: DayNumber, most: i64, least: i64, unit: Unit) -> DaySpan {
    DaySpan {
        first: units_back(day, most, unit),
        last: units_back(day, least, unit),
    }
}

fn units_back(day: DayNumber, count: i64, unit: Unit) -> DayNumber {
    match unit {
        Unit::Hour => shift(day, -(count + 23) / 24),
        Unit::Day => shift(day, -count),
        Unit::Week => shift(day, -7 * count),
        Unit::Fortnight => shift(day, -14 * count),
        Unit::Month => shift_months(day, -count),
        Unit::Year => shift_months(day, -12 * count),
    }
}

fn weekday_day(day: DayNumber, weekday: u8, choice: Choice) -> DayNumber {
    let since = i64::from((weekday_of(day) + 7 - weekday) % 7);
    match choice {
        Choice::Before if since == 0 => shift(day, -7),
        Choice::Latest | Choice::Before => shift(day, -since),
        Choice::OfWeek(back) => {
            let monday = shift(day, -i64::from(weekday_of(day)));
            shift(monday, i64::from(weekday) - 7 * back)
        }
    }
}

fn weekend(day: DayNumber) -> DaySpan {
    let saturday = weekday_day(day, 5, Choice::Before);
    DaySpan {
        first: saturday,
        last: shift(saturday, 1),
    }
}

/// A date with a weekday and a month, and no year.
fn named(point: &Point) -> Option<Named> {
    let Point::Date(date) = point else {
        return None;
    };
    (date.year == YearWords::Unsaid).then_some(Named {
        weekday: date.weekday?,
        day: date.day as u8,
        month: date.month?,
        last: date.last,
    })
}

fn dated(point: &Point, date: &DateWords, p: Against) -> Read {
    if let Some(named) = named(point) {
        return weekday::infer(named, p.0.map(DaySpan::day));
    }
    let day = date_day(date, p)?;
    let fault = date
        .weekday
        .and_then(|weekday| weekday::fault(weekday, day));
    Ok((DaySpan::day(day), fault.into_iter().collect()))
}

fn date_day(date: &DateWords, p: Against) -> Result<DayNumber, ValueError> {
    let day = date.day as u8;
    let no_such_day = || ValueError::new("names a day that the calendar does not have");
    let Some(month) = date.month else {
        return latest_of_months(day, p.day()?, date.last).ok_or_else(no_such_day);
    };
    match period::known_year(date.year, p)? {
        Some(year) => checked_day(year, month, day).ok_or_else(no_such_day),
        None => latest(month, day, p.day()?, date.last).ok_or_else(no_such_day),
    }
}

/// The latest such day that is not after `p`; where `last`, that is before it.
pub(super) fn latest(month: u8, day: u8, p: DayNumber, last: bool) -> Option<DayNumber> {
    let until = p - DayNumber::from(last);
    let year = civil(until).year;
    // Leap days are eight years apart around 1900.
    let mut years = (year - 8..=year).rev();
    years.find_map(|year| checked_day(year, month, day).filter(|found| *found <= until))
}

/// The latest day of that number in any month.
fn latest_of_months(day: u8, p: DayNumber, last: bool) -> Option<DayNumber> {
    let until = p - DayNumber::from(last);
    let date = civil(until);
    (0..3).find_map(|back| {
        let (year, month) = shift_month(date.year, date.month, -back);
        checked_day(year, month, day).filter(|found| *found <= until)
    })
}
