//! The calendar: day numbers to civil dates and back, weekdays, months, and their names.
//!
//! jiff's calendar ends at the year 9999; EDTF's does not (`Y17000`), so the conversion here covers
//! every day number. The tests hold it against jiff's wherever both reach.

use jiff::civil::Date;

use super::{DayNumber, DaySpan};

/// Years beyond this, either way, are refused: their days would come too near the open ends.
pub(super) const MAX_YEAR: i64 = 5_800_000;

/// A date of the proleptic Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Civil {
    pub(super) year: i32,
    pub(super) month: u8,
    pub(super) day: u8,
}

/// The months in English.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// The English name of month 1 to 12.
pub(super) fn month_name(month: u8) -> &'static str {
    MONTHS[usize::from(month.clamp(1, 12) - 1)]
}

/// The English name of a weekday; Monday is 0.
pub(super) fn weekday_name(weekday: u8) -> &'static str {
    WEEKDAYS[usize::from(weekday % 7)]
}

/// The weekday of a day; Monday is 0.
pub(super) fn weekday_of(day: DayNumber) -> u8 {
    // 1970-01-01 was a Thursday.
    (i64::from(day) + 3).rem_euclid(7) as u8
}

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// How many days the month has.
pub(super) fn month_length(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

/// The day `by` days later, kept clear of the numbers that stand for open ends.
pub(super) fn shift(day: DayNumber, by: i64) -> DayNumber {
    clamp(i64::from(day).saturating_add(by))
}

fn clamp(day: i64) -> DayNumber {
    day.clamp(i64::from(DayNumber::MIN) + 1, i64::from(DayNumber::MAX) - 1) as DayNumber
}

/// The day number of a date that exists.
///
/// Counts in eras of 400 years that begin on 1 March, so that the leap day is the last of its year
/// (Hinnant, "chrono-compatible low-level date algorithms", 2021).
pub(super) fn day_number(year: i32, month: u8, day: u8) -> DayNumber {
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((i64::from(month) + 9) % 12) + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    clamp(era * 146_097 + day_of_era - 719_468)
}

/// The date of a day number: the inverse of [`day_number`].
pub(super) fn civil(day: DayNumber) -> Civil {
    let days = i64::from(day) + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let month = (from_march + 2) % 12 + 1;
    Civil {
        year: (era * 400 + year_of_era + i64::from(month <= 2)) as i32,
        month: month as u8,
        day: (day_of_year - (153 * from_march + 2) / 5 + 1) as u8,
    }
}

/// The day number of a date as jiff holds it.
pub(super) fn day_of_date(date: Date) -> DayNumber {
    day_number(
        i32::from(date.year()),
        date.month().unsigned_abs(),
        date.day().unsigned_abs(),
    )
}

/// The day number, where the month has that day.
pub(super) fn checked_day(year: i32, month: u8, day: u8) -> Option<DayNumber> {
    let real = (1..=12).contains(&month) && (1..=month_length(year, month)).contains(&day);
    real.then(|| day_number(year, month, day))
}

/// The days of a month.
pub(super) fn month_span(year: i32, month: u8) -> DaySpan {
    DaySpan {
        first: day_number(year, month, 1),
        last: day_number(year, month, month_length(year, month)),
    }
}

/// The days of the months from one to another, both included.
pub(super) fn months_span(from: (i32, u8), to: (i32, u8)) -> DaySpan {
    month_span(from.0, from.1).hull(month_span(to.0, to.1))
}

/// The days of a year.
pub(super) fn year_span(year: i32) -> DaySpan {
    months_span((year, 1), (year, 12))
}

/// The days of a season by its EDTF number: 21 to 24 are spring, summer, autumn and winter of the
/// northern half, and winter ends in the year after.
pub(super) fn season_span(year: i32, season: u8) -> DaySpan {
    match season {
        21 => months_span((year, 3), (year, 5)),
        22 => months_span((year, 6), (year, 8)),
        23 => months_span((year, 9), (year, 11)),
        _ => months_span((year, 12), (year + 1, 2)),
    }
}

/// The month `by` months later.
pub(super) fn shift_month(year: i32, month: u8, by: i64) -> (i32, u8) {
    let months = (i64::from(year) * 12 + i64::from(month) - 1).saturating_add(by);
    let year = months.div_euclid(12).clamp(-MAX_YEAR, MAX_YEAR);
    (year as i32, (months.rem_euclid(12) + 1) as u8)
}

/// The same day of the month `by` months later, or that month's last day.
pub(super) fn shift_months(day: DayNumber, by: i64) -> DayNumber {
    let from = civil(day);
    let (year, month) = shift_month(from.year, from.month, by);
    day_number(year, month, from.day.min(month_length(year, month)))
}

/// A day in words: `9 March 2024`.
pub(super) fn in_words(day: DayNumber) -> String {
    let date = civil(day);
    format!("{} {} {}", date.day, month_name(date.month), date.year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_day_that_jiff_knows_is_the_same_day_here() {
        let mut date = Date::MIN;
        let mut day = day_of_date(date);
        loop {
            let here = civil(day);
            assert_eq!(
                (here.year, here.month as i8, here.day as i8),
                (i32::from(date.year()), date.month(), date.day())
            );
            assert_eq!(day_of_date(date), day);
            assert_eq!(
                weekday_of(day),
                date.weekday().to_monday_zero_offset() as u8
            );
            let Ok(next) = date.tomorrow() else { break };
            (date, day) = (next, day + 1);
        }
        assert_eq!(date, Date::MAX);
    }

    #[test]
    fn the_epoch_is_day_zero_and_a_thursday() {
        assert_eq!(day_number(1970, 1, 1), 0);
        assert_eq!(weekday_name(weekday_of(0)), "Thursday");
    }

    #[test]
    fn months_shift_to_a_day_that_exists() {
        let leap_day = day_number(2024, 2, 29);
        assert_eq!(shift_months(leap_day, -12), day_number(2023, 2, 28));
        assert_eq!(
            shift_months(day_number(2024, 3, 31), -1),
            day_number(2024, 2, 29)
        );
        assert_eq!(
            shift_months(day_number(2024, 1, 15), -2),
            day_number(2023, 11, 15)
        );
    }

    #[test]
    fn winter_ends_in_the_next_year() {
        assert_eq!(season_span(2023, 24).last, day_number(2024, 2, 29));
    }

    proptest! {
        #[test]
        fn days_and_dates_are_inverse(day in (DayNumber::MIN + 1)..DayNumber::MAX) {
            let date = civil(day);
            prop_assert_eq!(day_number(date.year, date.month, date.day), day);
        }

        #[test]
        fn the_next_day_is_the_next_weekday(day in any::<DayNumber>()) {
            let next = shift(day, 1);
            prop_assume!(next == day.wrapping_add(1));
            prop_assert_eq!(weekday_of(next), (weekday_of(day) + 1) % 7);
        }
    }
}
