//! Days as an editor writes them.

use crate::claim::MONTHS;

/// A day or a span of days as an editor writes it: `9 March 2024`, `March 2024`,
/// `6 to 8 September 2022`, `until 12 March 2020`; whatever is no plain date stays as written.
pub fn day(edtf: &str) -> String {
    let words = match edtf.split_once('/') {
        None => plain_day(edtf),
        Some((".." | "", to)) => plain_day(to).map(|to| format!("until {to}")),
        Some((from, ".." | "")) => plain_day(from).map(|from| format!("from {from}")),
        Some((from, to)) => plain_day(from)
            .zip(plain_day(to))
            .map(|(from, to)| span(&from, &to)),
    };
    words.unwrap_or_else(|| edtf.to_owned())
}

/// Leaves out of the first what the second says again: the year, or the month and the year.
fn span(from: &str, to: &str) -> String {
    if from == to {
        return from.to_owned();
    }
    let (mut left, mut right) = (from, to);
    while let (Some((before, x)), Some((rest, y))) = (left.rsplit_once(' '), right.rsplit_once(' '))
    {
        if x != y || x.contains(':') {
            break;
        }
        (left, right) = (before, rest);
    }
    format!("{left} to {to}")
}

fn plain_day(edtf: &str) -> Option<String> {
    let (date, clock) = match edtf.split_once('T') {
        Some((date, clock)) => (date, hour(clock)?),
        None => (edtf, String::new()),
    };
    let (date, about) = match date.strip_suffix('~') {
        Some(date) => (date, "about "),
        None => (date, ""),
    };
    let mut parts = date.splitn(3, '-');
    let year = digits(parts.next()?, 4)?;
    let words = match (parts.next(), parts.next()) {
        (None, _) => year.to_string(),
        (Some(month), None) => format!("{} {year}", month_name(month)?),
        (Some(month), Some(day)) => {
            format!("{} {} {year}", digits(day, 2)?, month_name(month)?)
        }
    };
    let space = if clock.is_empty() { "" } else { " " };
    Some(format!("{about}{words}{space}{clock}"))
}

/// `18:00 UTC` of `18:00:00Z`; `18:00 +01:00` of `18:00:00+01:00`.
fn hour(clock: &str) -> Option<String> {
    let zone = clock.rfind(['Z', 'z', '+', '-']).map(|at| &clock[at..]);
    let zone = match zone {
        Some("Z" | "z") => " UTC".to_owned(),
        Some(offset) => format!(" {offset}"),
        None => String::new(),
    };
    Some(format!("{}{zone}", clock.get(..5)?))
}

fn month_name(digits_of: &str) -> Option<&'static str> {
    let number = digits(digits_of, 2)?.checked_sub(1)?;
    MONTHS.get(number).copied()
}

fn digits(text: &str, length: usize) -> Option<usize> {
    let plain = text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// A day or a span in few letters, without the hour: `9 Mar 2024`.
pub fn short_day(edtf: &str) -> String {
    let date = match edtf.split_once('T') {
        Some((date, _)) if !edtf.contains('/') => date,
        _ => edtf,
    };
    let words = day(date);
    if words == date {
        return words;
    }
    MONTHS
        .iter()
        .fold(words, |words, month| words.replace(month, &month[..3]))
}

/// `as of 9 March 2024`, but `until 9 March 2024`.
pub fn as_of(edtf: &str) -> String {
    let day = day(edtf);
    if day.starts_with("until ") || day.starts_with("from ") {
        day
    } else {
        format!("as of {day}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_read_as_an_editor_writes_them() {
        assert_eq!(day("2024-03-09"), "9 March 2024");
        assert_eq!(day("2024-03~"), "about March 2024");
        assert_eq!(day("2024-03-10T18:00:00Z"), "10 March 2024 18:00 UTC");
        assert_eq!(day("2022-09-06/2022-09-08"), "6 to 8 September 2022");
        assert_eq!(
            day("2022-11-01/2023-03-31"),
            "1 November 2022 to 31 March 2023"
        );
        assert_eq!(day("2022-11/2022-12"), "November to December 2022");
        assert_eq!(day("2022-11/2022-11"), "November 2022");
        assert_eq!(day("../2020-03-12"), "until 12 March 2020");
        assert_eq!(day("2020-03-12/.."), "from 12 March 2020");
        assert_eq!(day("2024"), "2024");
        for other in ["2022-21", "2024-03-XX", "a few days ago", "2024-13-01", ""] {
            assert_eq!(day(other), other);
        }
    }

    #[test]
    fn a_day_in_few_letters_has_no_hour() {
        assert_eq!(short_day("2024-03-10T18:00:00Z"), "10 Mar 2024");
        assert_eq!(short_day("2022-11/2023-03"), "Nov 2022 to Mar 2023");
        assert_eq!(short_day("Marchfeld"), "Marchfeld");
    }
}
