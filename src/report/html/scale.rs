//! Scales of charts, with marks where a reader looks for them: round figures, first days of months.

use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter};

use super::facets::{iso, span};
use crate::claim::DayNumber;

/// No scale has more marks: each must be readable on a telephone.
const MARKS: usize = 4;

/// A scale with marks of its own writing.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scale {
    pub(super) range: (f64, f64),
    marks: Vec<(f64, String)>,
}

impl Scale {
    /// Of whole numbers.
    pub(super) fn whole(range: (f64, f64)) -> Self {
        let (from, to) = range;
        let step = round_step((to - from) / MARKS as f64);
        let numbers = (from / step).ceil() as i64..=(to / step).floor() as i64;
        let marks = numbers.map(|n| n as f64 * step);
        Self {
            range,
            marks: marks.map(|x| (x, format!("{x:.0}"))).collect(),
        }
    }

    /// Of days, by number.
    pub(super) fn days(range: (f64, f64)) -> Self {
        let (from, to) = (range.0.ceil() as DayNumber, range.1.floor() as DayNumber);
        let by_days = [1, 2, 7, 14].into_iter().map(|step| days(from, to, step));
        let by_months = [1, 2, 3, 6, 12, 24, 60, 120, 600, 1200];
        let by_months = by_months.into_iter().map(|step| months(from, to, step));
        let fits = |marks: &Vec<(f64, String)>| marks.len() <= MARKS;
        Self {
            range,
            marks: by_days.chain(by_months).find(fits).unwrap_or_default(),
        }
    }
}

fn days(from: DayNumber, to: DayNumber, step: usize) -> Vec<(f64, String)> {
    let days = (from..=to).step_by(step).take(MARKS + 1);
    days.map(|day| (f64::from(day), iso(day))).collect()
}

/// The first day of every so many months, counted from a January.
fn months(from: DayNumber, to: DayNumber, step: i32) -> Vec<(f64, String)> {
    let Some(first) = month_of(from) else {
        return Vec::new();
    };
    let starts = (0..).map(|n| (first.div_euclid(step) + n) * step);
    let starts = starts.map(|month| {
        let (year, month) = (month.div_euclid(12), month.rem_euclid(12) + 1);
        let day = span(Some(&format!("{year:04}-{month:02}"))).map_or(to + 1, |s| s.first);
        let name = match step % 12 {
            0 => format!("{year}"),
            _ => format!("{year:04}-{month:02}"),
        };
        (day, name)
    });
    let within = starts.skip_while(|(day, _)| *day < from);
    let within = within.take_while(|(day, _)| *day <= to).take(MARKS + 1);
    within.map(|(day, name)| (f64::from(day), name)).collect()
}

/// Months since the year nought.
fn month_of(day: DayNumber) -> Option<i32> {
    let text = iso(day);
    let mut parts = text.splitn(3, '-');
    let year: i32 = parts.next()?.parse().ok()?;
    let month: i32 = parts.next()?.parse().ok()?;
    Some(year * 12 + month - 1)
}

impl Ranged for Scale {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        let (from, to) = self.range;
        let part = (value - from) / (to - from).max(f64::EPSILON);
        limit.0 + (part * f64::from(limit.1 - limit.0)).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, _: Hint) -> Vec<f64> {
        self.marks.iter().map(|(x, _)| *x).collect()
    }

    fn range(&self) -> std::ops::Range<f64> {
        self.range.0..self.range.1
    }
}

impl ValueFormatter<f64> for Scale {
    fn format_ext(&self, value: &f64) -> String {
        let near = |(x, _): &&(f64, String)| (x - value).abs() < 0.5;
        let mark = self.marks.iter().find(near);
        mark.map_or_else(String::new, |(_, name)| name.clone())
    }
}

/// The next whole step of 1, 2 or 5 times a power of ten.
fn round_step(least: f64) -> f64 {
    let power = 10f64.powf(least.max(1.0).log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|s| s * power);
    steps
        .into_iter()
        .find(|s| *s >= least)
        .unwrap_or(power * 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(from: &str, to: &str) -> Vec<String> {
        let day = |text| f64::from(span(Some(text)).unwrap().first);
        let scale = Scale::days((day(from), day(to)));
        scale.marks.into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn steps_are_round() {
        assert!((round_step(7.0) - 10.0).abs() < 1e-9);
        assert!((round_step(0.3) - 1.0).abs() < 1e-9);
        assert!((round_step(130.0) - 200.0).abs() < 1e-9);
    }

    #[test]
    fn days_are_marked_where_months_and_years_begin() {
        assert_eq!(
            marks("2024-03-08", "2024-03-10"),
            ["2024-03-08", "2024-03-09", "2024-03-10"]
        );
        assert_eq!(
            marks("2018-10-28", "2020-04-05"),
            ["2019-01", "2019-07", "2020-01"]
        );
        assert_eq!(marks("2011-05-01", "2024-03-10"), ["2015", "2020"]);
        assert!(marks("0900-05-01", "2024-03-10").len() <= MARKS);
    }
}
