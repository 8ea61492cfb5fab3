//! RFC 3339 times: the day as written, and the minute in the world.

use jiff::{civil::DateTime, fmt::temporal::Pieces, tz::Offset};

use super::{DayNumber, calendar::day_of_date, fault};
use crate::claim::ValueError;

/// A time of day on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ClockTime {
    /// The day as written, where the writer was.
    pub(super) day: DayNumber,
    /// Minutes since 1970-01-01T00:00Z; `None` without an offset, since the zone is not known.
    pub(super) minute: Option<i64>,
}

/// Whether the text is a date followed by something that can only be a time of day.
pub(super) fn is_date_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    let dashes = bytes.get(4) == Some(&b'-') && bytes.get(7) == Some(&b'-');
    let between = matches!(bytes.get(10), Some(b'T' | b't' | b' '));
    dashes && between && bytes.get(13) == Some(&b':')
}

/// Reads an RFC 3339 time. Seconds, their fraction and the offset may be missing.
pub(super) fn read(text: &str) -> Result<ClockTime, ValueError> {
    let unread = || {
        ValueError::new(format!("\"{text}\" has a time of day that cannot be read"))
            .hint("write a time as 2024-03-12T14:30:00Z or 2024-03-12T14:30+01:00")
    };
    if let Some(error) = fault::impossible_date(text) {
        return Err(error);
    }
    let pieces = Pieces::parse(text).map_err(|_| unread())?;
    let time = pieces.time().ok_or_else(unread)?;
    let local = DateTime::from_parts(pieces.date(), time);
    Ok(ClockTime {
        day: day_of_date(pieces.date()),
        minute: pieces
            .to_numeric_offset()
            .and_then(|offset| minute(local, offset)),
    })
}

fn minute(local: DateTime, offset: Offset) -> Option<i64> {
    let instant = offset.to_timestamp(local).ok()?;
    Some(instant.as_second().div_euclid(60))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::time::calendar::day_number;

    #[test]
    fn the_day_is_the_writers_and_the_minute_the_worlds() {
        let day = day_number(2024, 3, 12);
        let midnight = i64::from(day) * 24 * 60;
        for (text, minute) in [
            ("2024-03-12T00:00:00Z", Some(midnight)),
            ("2024-03-12T00:10Z", Some(midnight + 10)),
            ("2024-03-12t14:30:59.999z", Some(midnight + 870)),
            ("2024-03-12T00:30:00+01:00", Some(midnight - 30)),
            ("2024-03-12 23:30:00-02:30", Some(midnight + 1560)),
            ("2024-03-12T23:59:60Z", Some(midnight + 1439)),
            ("2024-03-12T14:30:00", None),
        ] {
            assert!(is_date_time(text), "{text}");
            assert_eq!(read(text), Ok(ClockTime { day, minute }), "{text}");
        }
    }

    #[test]
    fn faults_name_the_part() {
        let message = |text| read(text).unwrap_err().message;
        assert_eq!(
            message("2024-02-30T10:00Z"),
            "2024-02-30: February has no day 30"
        );
        assert_eq!(
            message("2024-03-12T25:00Z"),
            "\"2024-03-12T25:00Z\" has a time of day that cannot be read"
        );
    }

    #[test]
    fn other_texts_are_no_times_of_day() {
        for text in [
            "2024-03-12 1",
            "2024-03-12",
            "2024-03-12 12",
            "2024-03-12 to 2024-03-14",
            "Monday",
            "",
        ] {
            assert!(!is_date_time(text), "{text}");
        }
    }
}
