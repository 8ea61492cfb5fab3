//! What is wrong with a date in figures, and how it should probably be written.

use edtf_core::{Edtf, ParseError};

use super::calendar::{checked_day, month_length, month_name};
use crate::claim::ValueError;

const HINT: &str =
    "write a day as 2024-03-09, a month as 2024-03, an interval as 2024-03-04/2024-03-29";

/// Why a text that looks like EDTF is not.
pub(super) fn explain(text: &str, error: ParseError) -> ValueError {
    impossible_date(text)
        .or_else(|| reversed(text))
        .or_else(|| other_order(text))
        .unwrap_or_else(|| plain(text, error))
}

fn plain(text: &str, error: ParseError) -> ValueError {
    let message = format!("\"{text}\" is not an EDTF date: {}", error.message);
    let capital = text.replace('x', "X");
    if capital != text && Edtf::parse(&capital).is_ok() {
        return ValueError::new(message).hint(format!("write {capital}, with a capital X"));
    }
    ValueError::new(message).hint(HINT)
}

/// The first `YYYY-MM-DD` or `YYYY-MM` of the text that is no date.
pub(super) fn impossible_date(text: &str) -> Option<ValueError> {
    text.split(|mark: char| !(mark.is_ascii_digit() || mark == '-'))
        .find_map(|piece| {
            let mut parts = piece.splitn(3, '-');
            let year = figures(parts.next()?, 4)?;
            let month = figures(parts.next()?, 2)?;
            let day = parts.next().map(|day| figures(day, 2));
            match day {
                None => no_such_month(piece, month),
                Some(day) => no_such_day(piece, year, month, day?),
            }
        })
}

/// A number of exactly so many figures.
fn figures(text: &str, count: usize) -> Option<u16> {
    let whole = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    whole.then(|| text.parse().ok()).flatten()
}

fn no_such_month(piece: &str, month: u16) -> Option<ValueError> {
    let error = ValueError::new(format!("{piece}: there is no month {month}"));
    let known = (1..=12).contains(&month) || (21..=41).contains(&month);
    (!known).then(|| error.hint("months go from 01 to 12, and 21 to 24 are the seasons"))
}

fn no_such_day(piece: &str, year: u16, month: u16, day: u16) -> Option<ValueError> {
    if !(1..=12).contains(&month) {
        let error = ValueError::new(format!("{piece}: there is no month {month}"));
        let swapped = checked_day(i32::from(year), day as u8, month as u8).is_some();
        return Some(if swapped {
            error.hint(format!("did you mean {year:04}-{day:02}-{month:02}?"))
        } else {
            error.hint("months go from 01 to 12")
        });
    }
    let fault = day_fault(Some(i32::from(year)), month as u8, u32::from(day))?;
    Some(ValueError {
        message: format!("{piece}: {}", fault.message),
        hint: fault.hint,
    })
}

/// Why a month has no such day: "February has no day 30".
pub(super) fn day_fault(year: Option<i32>, month: u8, day: u32) -> Option<ValueError> {
    // A leap year stands for the years in general.
    let length = month_length(year.unwrap_or(2000), month);
    if (1..=u32::from(length)).contains(&day) {
        return None;
    }
    let name = match year {
        Some(year) if month == 2 && day == 29 => format!("February {year}"),
        _ => month_name(month).to_owned(),
    };
    let error = ValueError::new(format!("{name} has no day {day}"));
    Some(error.hint(format!("its last day is {length}")))
}

/// An interval of which both ends can be read, the wrong way round.
fn reversed(text: &str) -> Option<ValueError> {
    let (start, end) = text.split_once('/')?;
    Edtf::parse(start).ok()?;
    Edtf::parse(end).ok()?;
    let swapped = format!("{end}/{start}");
    Edtf::parse(&swapped).ok()?;
    let message = format!("{text}: the interval ends ({end}) before it begins ({start})");
    Some(ValueError::new(message).hint(format!("write {swapped}")))
}

/// Three numbers in another order than EDTF's: `9.3.2024`, `2024/3/9`, `20240309`.
fn other_order(text: &str) -> Option<ValueError> {
    let (year, a, b) = three_numbers(text)?;
    let error = ValueError::new(format!("\"{text}\" is not an EDTF date"));
    let written = |month: u8, day: u8| {
        checked_day(i32::from(year), month, day).map(|_| format!("{year:04}-{month:02}-{day:02}"))
    };
    let (usual, other) = (written(a.0, a.1), written(b.0, b.1));
    Some(match (usual, other) {
        (Some(one), Some(two)) if one != two => ValueError::new(format!(
            "\"{text}\" does not say which is the day and which the month"
        ))
        .hint(format!("write {one} or {two}")),
        (Some(one), _) | (None, Some(one)) => error.hint(format!("write {one}")),
        (None, None) => error.hint(HINT),
    })
}

type MonthDay = (u8, u8);

/// The year, and the month and day in the two orders they may be meant.
fn three_numbers(text: &str) -> Option<(u16, MonthDay, MonthDay)> {
    if figures(text.get(..4)?, 4).is_some() && text.len() == 8 && figures(&text[4..], 4).is_some() {
        return three_numbers(&format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]));
    }
    let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
    let &[a, b, c] = parts.as_slice() else {
        return None;
    };
    let small = |part: &str| part.parse::<u8>().ok();
    if let Some(year) = figures(a, 4) {
        let month_day = (small(b)?, small(c)?);
        return Some((year, month_day, month_day));
    }
    let (year, a, b) = (figures(c, 4)?, small(a)?, small(b)?);
    Some((year, (b, a), (a, b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        explain(text, Edtf::parse(text).unwrap_err()).to_string()
    }

    #[test]
    fn impossible_dates_say_which_part_is_wrong() {
        assert_eq!(
            told("2024-02-30"),
            "2024-02-30: February has no day 30 (its last day is 29)"
        );
        assert_eq!(
            told("2023-02-29"),
            "2023-02-29: February 2023 has no day 29 (its last day is 28)"
        );
        assert_eq!(
            told("2024-04-00"),
            "2024-04-00: April has no day 0 (its last day is 30)"
        );
        assert_eq!(
            told("2024-03-04/2024-04-31"),
            "2024-04-31: April has no day 31 (its last day is 30)"
        );
        assert_eq!(
            told("2024-13-05"),
            "2024-13-05: there is no month 13 (did you mean 2024-05-13?)"
        );
        assert!(told("2024-13").starts_with("2024-13: there is no month 13 ("));
    }

    #[test]
    fn a_reversed_interval_is_turned_round() {
        assert_eq!(
            told("2022-09-08/2022-09-06"),
            "2022-09-08/2022-09-06: the interval ends (2022-09-06) before it begins (2022-09-08) \
             (write 2022-09-06/2022-09-08)"
        );
    }

    #[test]
    fn other_orders_are_offered_in_ours() {
        for (text, mend) in [
            ("2024/03/09", "(write 2024-03-09)"),
            ("2024-3-9", "(write 2024-03-09)"),
            ("20240309", "(write 2024-03-09)"),
            ("13.3.2024", "(write 2024-03-13)"),
            ("3/13/2024", "(write 2024-03-13)"),
            ("9/3/2024", "(write 2024-03-09 or 2024-09-03)"),
            ("2024-03-xx", "(write 2024-03-XX, with a capital X)"),
        ] {
            assert!(told(text).ends_with(mend), "{text}: {}", told(text));
        }
        assert!(told("9/3/2024").contains("which is the day"));
    }

    #[test]
    fn anything_else_gets_the_reason_and_the_forms() {
        assert!(told("2024-03-09-").contains("unexpected characters"));
        assert!(told("99/99/2024").contains(HINT));
    }
}
