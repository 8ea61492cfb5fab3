//! Where values lie on a scale: a bar for each, which the template draws in per cent of its place's
//! width, so that a drawing fits a telephone as well as paper. The text beside a bar says the same.

use serde::Serialize;

use super::facets::{iso, span};
use crate::claim::{DayNumber, Decimal};
use crate::view::Printed;

/// No scale has more marks: each must be readable on a telephone.
const MARKS: usize = 4;

/// What bars that stand below each other share.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Scale {
    /// Its marks: where, in per cent, and what is written there.
    marks: Vec<(f64, String)>,
    #[serde(skip)]
    from: f64,
    #[serde(skip)]
    to: f64,
}

/// A bar on a scale, in per cent.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Bar {
    from: f64,
    to: f64,
    /// Whether it has no end.
    open: bool,
    /// The likeliest point.
    best: Option<f64>,
    /// A second point, apart from the bar (a day of publication).
    apart: Option<f64>,
}

impl Scale {
    /// Of counts: past the greatest of them, so that an open end is seen.
    pub(super) fn counts<'a>(counts: impl Iterator<Item = &'a Printed<'a>>) -> Self {
        let greatest = |count: &Printed| match count {
            Printed::Bounds {
                low, best, high, ..
            } => Some(*low).max(*best).max(*high),
            Printed::Text(_) => None,
        };
        let greatest = counts.filter_map(greatest).max().unwrap_or_default();
        Self::whole(greatest.to_f64().max(1.0) * 1.08)
    }

    /// Of whole numbers from nought.
    pub(super) fn whole(to: f64) -> Self {
        let step = round_step(to / MARKS as f64);
        let numbers = (0..=MARKS).map(|n| n as f64 * step);
        let marks = numbers.take_while(|x| *x <= to);
        Self::new(0.0, to, marks.map(|x| (x, format!("{x:.0}"))))
    }

    /// Of days, with room at both ends; nothing without a day.
    pub(super) fn days(days: impl Iterator<Item = DayNumber> + Clone) -> Option<Self> {
        let (first, last) = (days.clone().min()?, days.max()?);
        let room = (f64::from(last - first) * 0.06).max(1.0);
        let (from, to) = (f64::from(first) - room, f64::from(last) + room);
        let (first, last) = (from.ceil() as DayNumber, to.floor() as DayNumber);
        let by_days = [1, 2, 7, 14].map(|step| every(first, last, step));
        let by_months = [1, 2, 3, 6, 12, 24, 60, 120, 600, 1200];
        let by_months = by_months.into_iter().map(|step| months(first, last, step));
        let mut marks = by_days.into_iter().chain(by_months);
        let marks = marks.find(|marks| marks.len() <= MARKS).unwrap_or_default();
        Some(Self::new(from, to, marks.into_iter()))
    }

    fn new(from: f64, to: f64, marks: impl Iterator<Item = (f64, String)>) -> Self {
        let mut scale = Self {
            marks: Vec::new(),
            from,
            to,
        };
        scale.marks = marks.map(|(x, name)| (scale.at(x), name)).collect();
        scale
    }

    fn at(&self, x: f64) -> f64 {
        ((x - self.from) / (self.to - self.from) * 1000.0).round() / 10.0
    }

    /// A stretch, and the likeliest point in it; `None` for an open end.
    pub(super) fn bar(&self, low: f64, high: Option<f64>, best: Option<f64>) -> Bar {
        Bar {
            from: self.at(low),
            to: high.map_or(100.0, |high| self.at(high)),
            open: high.is_none(),
            best: best.map(|best| self.at(best)),
            apart: None,
        }
    }

    /// A count; nothing for what is none.
    pub(super) fn count(&self, count: &Printed) -> Option<Bar> {
        let Printed::Bounds {
            low, best, high, ..
        } = count
        else {
            return None;
        };
        let wide = Decimal::to_f64;
        Some(self.bar(wide(*low), high.map(wide), best.map(wide)))
    }

    /// Some days, and one apart from them.
    pub(super) fn stretch(&self, days: Days, apart: Option<DayNumber>) -> Bar {
        Bar {
            apart: apart.map(|day| self.at(f64::from(day))),
            ..self.bar(f64::from(days.0), Some(f64::from(days.1)), None)
        }
    }
}

/// A first and a last day.
pub(super) type Days = (DayNumber, DayNumber);

/// The first and last possible day of an EDTF value, where it has both.
pub(super) fn closed(edtf: Option<&str>) -> Option<Days> {
    let days = span(edtf).map(|s| (s.first, s.last))?;
    (!iso(days.0).is_empty() && !iso(days.1).is_empty()).then_some(days)
}

fn every(from: DayNumber, to: DayNumber, step: usize) -> Vec<(f64, String)> {
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

/// The next whole step of 1, 2 or 5 times a power of ten.
fn round_step(least: f64) -> f64 {
    let power = 10f64.powf(least.max(1.0).log10().floor());
    let steps = [1.0, 2.0, 5.0].map(|s| s * power);
    steps
        .into_iter()
        .find(|s| *s >= least)
        .unwrap_or(power * 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(from: &str, to: &str) -> Vec<String> {
        let day = |text| span(Some(text)).unwrap().first;
        let scale = Scale::days([day(from), day(to)].into_iter()).unwrap();
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
            marks("2024-03-09", "2024-03-09"),
            ["2024-03-08", "2024-03-09", "2024-03-10"]
        );
        assert_eq!(
            marks("2018-11-28", "2020-03-05"),
            ["2019-01", "2019-07", "2020-01"]
        );
        assert_eq!(marks("2011-05-01", "2024-03-10"), ["2015", "2020"]);
        assert!(marks("0900-05-01", "2024-03-10").len() <= MARKS);
    }

    #[test]
    fn a_count_lies_where_its_bounds_are() {
        let count = |low: u64, best: Option<u64>, high: Option<u64>| Printed::Bounds {
            low: low.into(),
            best: best.map(Into::into),
            high: high.map(Into::into),
            unit: None,
        };
        let (told, open) = (count(50, Some(75), Some(100)), count(30, None, None));
        let scale = Scale::counts([&told, &open].into_iter());
        let names: Vec<&str> = scale.marks.iter().map(|(_, name)| &**name).collect();
        assert_eq!(names, ["0", "50", "100"]);
        let bar = scale.count(&told).unwrap();
        assert_eq!((bar.from, bar.best, bar.to), (46.3, Some(69.4), 92.6));
        let bar = scale.count(&open).unwrap();
        assert_eq!((bar.open, bar.to), (true, 100.0));
        assert_eq!(scale.count(&Printed::Text("killed".into())), None);
    }
}
