//! EDTF (ISO 8601-2, levels 0 to 2) to spans of days.
//!
//! `?` doubts the source of a date, not its sharpness: it widens nothing and is noted. `~` and `%`
//! widen by the [grain](Grain) of the part they stand on.

use edtf_core::{
    Bound, BoundDate, Date, DateField, Edtf, Interval, IntervalEndpoint, Precision, Set, SetElement,
};

use super::{
    DayNumber, DaySpan, Reading, TimeNote,
    calendar::{MAX_YEAR, day_number},
    clock, fault,
    slack::Grain,
};
use crate::claim::ValueError;

/// Reads an EDTF value or an RFC 3339 time.
pub(super) fn read(text: &str) -> Result<Reading, ValueError> {
    if clock::is_date_time(text) {
        return clock::read(text).map(|time| Reading::within(DaySpan::day(time.day)));
    }
    if text == "../.." {
        return Ok(Reading::lasting(DaySpan::to_day(DayNumber::MAX)));
    }
    let value = Edtf::parse(text).map_err(|error| fault::explain(text, error))?;
    let mut reading = match &value {
        Edtf::Date(date) => Reading::within(date_span(text, date)?),
        Edtf::DateTime(time) => Reading::within(date_span(text, &time.date)?),
        Edtf::Interval(interval) => Reading::lasting(interval_span(text, interval)?),
        Edtf::Set(set) => Reading::within(set_span(text, set)?),
    };
    if value.is_uncertain() {
        reading.notes.push(TimeNote::Doubted);
    }
    Ok(reading)
}

/// Whether the text has the look of EDTF, so that a fault is best told in its terms.
pub(super) fn resembles(text: &str) -> bool {
    let marks = b"0123456789XxYES-/.,[]{}~?%";
    let known = text.bytes().all(|byte| marks.contains(&byte));
    known
        && text
            .bytes()
            .any(|byte| byte.is_ascii_digit() || b"X/".contains(&byte))
}

fn date_span(text: &str, date: &Date) -> Result<DaySpan, ValueError> {
    let bounds = Edtf::Date(*date).bounds();
    let span = DaySpan {
        first: bound_day(text, bounds.earliest)?,
        last: bound_day(text, bounds.latest)?,
    };
    Ok(about(date).map_or(span, |grain| grain.around(span)))
}

fn bound_day(text: &str, bound: Bound) -> Result<DayNumber, ValueError> {
    match bound {
        Bound::Date(date) => date_number(text, date),
        Bound::NegativeInfinity => Ok(DayNumber::MIN),
        Bound::PositiveInfinity => Ok(DayNumber::MAX),
        Bound::Unknown => Err(out_of_range(text)),
    }
}

fn date_number(text: &str, date: BoundDate) -> Result<DayNumber, ValueError> {
    if !(-MAX_YEAR..=MAX_YEAR).contains(&date.year) {
        return Err(out_of_range(text));
    }
    Ok(day_number(date.year as i32, date.month, date.day))
}

fn out_of_range(text: &str) -> ValueError {
    ValueError::new(format!(
        "{text}: the year is too far away to count its days"
    ))
    .hint(format!("years go from {} to {MAX_YEAR}", -MAX_YEAR))
}

/// The grain at which a date is approximate.
///
/// A mark stands on one part of the date or on several that follow each other; the finest of the
/// first such run decides: `2024-03-09~` is about a day, `2024-03~-09` about a month.
fn about(date: &Date) -> Option<Grain> {
    let year = (date.year.qualifier.approximate, Grain::Year);
    let coarse = if date.precision() == Precision::Season {
        Grain::Season
    } else {
        Grain::Month
    };
    let parts = [
        Some(year),
        date.month.and_then(|field| part(field, coarse)),
        date.day.and_then(|field| part(field, Grain::Day)),
    ];
    let run = parts
        .into_iter()
        .flatten()
        .skip_while(|(marked, _)| !marked);
    run.take_while(|(marked, _)| *marked)
        .last()
        .map(|(_, grain)| grain)
}

/// A part of which nothing is specified (`XX`) sets no grain.
fn part(field: DateField, grain: Grain) -> Option<(bool, Grain)> {
    let known = field.digits.iter().any(Option::is_some);
    known.then_some((field.qualifier.approximate, grain))
}

/// An end that is unknown (empty) bounds nothing, as an open one (`..`) does.
fn interval_span(text: &str, interval: &Interval) -> Result<DaySpan, ValueError> {
    let first = match &interval.start {
        IntervalEndpoint::Date(date) | IntervalEndpoint::OnOrAfter(date) => {
            date_span(text, date)?.first
        }
        _ => DayNumber::MIN,
    };
    let last = match &interval.end {
        IntervalEndpoint::Date(date) | IntervalEndpoint::OnOrBefore(date) => {
            date_span(text, date)?.last
        }
        _ => DayNumber::MAX,
    };
    Ok(DaySpan { first, last })
}

/// From the earliest member to the latest.
fn set_span(text: &str, set: &Set) -> Result<DaySpan, ValueError> {
    let mut spans = set.elements.iter().map(|member| member_span(text, member));
    let first = spans.next().unwrap_or_else(|| Err(out_of_range(text)))?;
    spans.try_fold(first, |hull, span| Ok(hull.hull(span?)))
}

fn member_span(text: &str, member: &SetElement) -> Result<DaySpan, ValueError> {
    Ok(match member {
        SetElement::Date(date) => date_span(text, date)?,
        SetElement::OnOrBefore(date) => DaySpan::to_day(date_span(text, date)?.last),
        SetElement::OnOrAfter(date) => DaySpan::from_day(date_span(text, date)?.first),
        SetElement::Range(from, to) => date_span(text, from)?.hull(date_span(text, to)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::Extent;

    fn span(text: &str) -> DaySpan {
        read(text).unwrap().span
    }

    fn days(from: (i32, u8, u8), to: (i32, u8, u8)) -> DaySpan {
        DaySpan {
            first: day_number(from.0, from.1, from.2),
            last: day_number(to.0, to.1, to.2),
        }
    }

    #[test]
    fn the_forms_of_the_table() {
        let day = days((2024, 3, 9), (2024, 3, 9));
        assert_eq!(span("2024-03-09"), day);
        assert_eq!(span("2024-03-09~"), days((2024, 3, 6), (2024, 3, 12)));
        assert_eq!(span("2024-03-01~"), days((2024, 2, 27), (2024, 3, 4)));
        assert_eq!(span("2024-02"), days((2024, 2, 1), (2024, 2, 29)));
        assert_eq!(span("2024-02-XX"), span("2024-02"));
        assert_eq!(span("2024-03~"), days((2024, 2, 15), (2024, 4, 15)));
        assert_eq!(span("2024-03-XX~"), span("2024-03~"));
        assert_eq!(span("2024"), days((2024, 1, 1), (2024, 12, 31)));
        assert_eq!(span("2024~"), days((2023, 1, 1), (2025, 12, 31)));
        let both = days((2022, 12, 30), (2023, 1, 2));
        assert_eq!(span("2022-12-30/2023-01-02"), both);
        assert_eq!(span("[2022-12-30,2023-01-02]"), both);
        assert_eq!(span("[2022-12-30..2023-01-02]"), both);
    }

    #[test]
    fn the_seasons() {
        assert_eq!(span("2022-21"), days((2022, 3, 1), (2022, 5, 31)));
        assert_eq!(span("2022-22"), days((2022, 6, 1), (2022, 8, 31)));
        assert_eq!(span("2022-23"), days((2022, 9, 1), (2022, 11, 30)));
        assert_eq!(span("2023-24"), days((2023, 12, 1), (2024, 2, 29)));
        assert_eq!(span("2022-22~"), days((2022, 4, 17), (2022, 10, 15)));
        assert_eq!(span("2022-34"), days((2022, 4, 1), (2022, 6, 30)));
    }

    #[test]
    fn levels_one_and_two() {
        assert_eq!(span("202X"), days((2020, 1, 1), (2029, 12, 31)));
        assert_eq!(span("2024-0X"), days((2024, 1, 1), (2024, 9, 30)));
        assert_eq!(span("2024~-03-09"), days((2023, 3, 9), (2025, 3, 9)));
        assert_eq!(span("2024-03~-09"), days((2024, 2, 23), (2024, 3, 24)));
        assert_eq!(span("2024-03-~09"), span("2024-03-09~"));
        assert_eq!(span("~2024-03-~09"), span("2024~-03-09"));
        assert_eq!(span("2024-03-09%"), span("2024-03-09~"));
        assert_eq!(span("1950S2"), days((1900, 1, 1), (1999, 12, 31)));
        assert_eq!(
            span("{2024-03-09,2024-03-12}"),
            span("2024-03-09/2024-03-12")
        );
        assert_eq!(span("[..2024-03-09]"), span("../2024-03-09"));
        assert_eq!(span("2024-03-09/"), span("2024-03-09/.."));
        assert_eq!(
            span("2024-03-09T23:30:00"),
            days((2024, 3, 9), (2024, 3, 9))
        );
    }

    #[test]
    fn only_intervals_last() {
        assert_eq!(
            read("2024-03-04/2024-03-05").unwrap().extent,
            Extent::Lasting
        );
        assert_eq!(read("2024-03-04/..").unwrap().extent, Extent::Lasting);
        for text in [
            "2024-03-04",
            "2024-03",
            "[2024-03-04..2024-03-05]",
            "2024-03-04~",
        ] {
            assert_eq!(read(text).unwrap().extent, Extent::Within, "{text}");
        }
    }

    #[test]
    fn doubt_widens_nothing_and_is_noted() {
        let doubted = read("2024-03-09?").unwrap();
        assert_eq!(doubted.span, span("2024-03-09"));
        assert_eq!(doubted.notes, [TimeNote::Doubted]);
        assert_eq!(read("2024-03-09%").unwrap().notes, [TimeNote::Doubted]);
        assert_eq!(read("2024-03-09~").unwrap().notes, []);
    }

    #[test]
    fn years_beyond_the_day_numbers_are_errors() {
        for text in ["Y17E7", "Y-17E7", "Y9E18S1", "Y5800001", "2024/Y17E7"] {
            let message = read(text).unwrap_err().message;
            assert_eq!(
                message,
                format!("{text}: the year is too far away to count its days")
            );
        }
        assert!(read("Y5800000").is_ok());
        assert!(!span("Y5800000").is_open());
    }
}
