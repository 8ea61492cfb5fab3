//! Where things lie on a scale, in per cent, so that a drawing fits a telephone as well as paper. The
//! text beside it says the same.

use serde::Serialize;

use super::facets::{iso, span};
use crate::claim::{DayNumber, Decimal};
use crate::view::Printed;

/// No scale has more marks: each must be readable on a telephone.
const MARKS: usize = 4;

/// Marks closer than this would overprint each other, in per cent of a wide and of a narrow drawing.
pub(super) const WIDE: f64 = 22.0;
pub(super) const NARROW: f64 = 50.0;

/// What things that are drawn together share.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Scale {
    /// Its marks: where, in per cent, and what is written there.
    marks: Vec<(f64, String)>,
    #[serde(skip)]
    from: f64,
    #[serde(skip)]
    to: f64,
}

/// A stretch on a scale and the likeliest point in it, in per cent.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Bar {
    from: f64,
    to: f64,
    best: Option<f64>,
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
        Self::whole(greatest.to_f64().max(1.0) * 1.12)
    }

    /// Of whole numbers from nought.
    pub(super) fn whole(to: f64) -> Self {
        let step = round_step(to / MARKS as f64);
        let numbers = (0..=MARKS).map(|n| n as f64 * step);
        let marks = numbers.take_while(|x| *x <= to);
        Self::new(0.0, to, marks.map(|x| (x, format!("{x:.0}"))))
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

    /// Where a number lies.
    pub(super) fn at(&self, x: f64) -> f64 {
        ((x - self.from) / (self.to - self.from) * 1000.0).round() / 10.0
    }

    /// A stretch, and the likeliest point in it.
    pub(super) fn bar(&self, low: f64, high: f64, best: f64) -> Bar {
        Bar {
            from: self.at(low),
            to: self.at(high),
            best: Some(self.at(best)),
        }
    }
}

/// An axis of days.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Days {
    scale: Scale,
    /// The day from which time is told, where early days are drawn wider than late ones.
    #[serde(skip)]
    since: Option<DayNumber>,
    /// Whether they are.
    bent: bool,
}

impl Days {
    /// Of some days; nothing without one. Where most of them would lie in a tenth of the axis, early
    /// days are drawn wider than late ones: a toll moves in days, and is looked at again after years.
    pub(super) fn new(days: &[DayNumber]) -> Option<Self> {
        let (first, last) = (*days.iter().min()?, *days.iter().max()?);
        let early = f64::from(last - first) / 10.0;
        let early = days.iter().filter(|day| f64::from(**day - first) < early);
        if early.count() * 2 > days.len() {
            return Some(Self::since(first, last, WIDE));
        }
        let room = (f64::from(last - first) * 0.04).max(0.5);
        let (from, to) = (f64::from(first) - room, f64::from(last) + room);
        let (first, last) = (from.ceil() as DayNumber, to.floor() as DayNumber);
        Some(Self {
            scale: Scale::new(from, to, marked(first, last).into_iter()),
            since: None,
            bent: false,
        })
    }

    /// The days after a day, the early ones drawn wider than the late ones; marks so far apart.
    pub(super) fn since(first: DayNumber, last: DayNumber, apart: f64) -> Self {
        let to = bent(last - first).max(1.0);
        let marks = [
            (1, "1 day"),
            (7, "1 week"),
            (30, "1 month"),
            (365, "1 year"),
            (3650, "10 years"),
        ];
        let marks = marks.map(|(days, name)| (bent(days), format!("+{name}")));
        let marks = std::iter::once((0.0, iso(first))).chain(marks);
        let mut scale = Scale::new(
            -0.03 * to,
            to * 1.03,
            marks.filter(|(x, _)| *x <= to * 1.01),
        );
        // The first mark is a whole date, and takes more room.
        let mut free = None;
        scale.marks.retain(|(x, _)| {
            let room = free.is_none_or(|free| *x >= free);
            if room {
                free = Some(x + if free.is_none() { 1.5 * apart } else { apart });
            }
            room
        });
        Self {
            scale,
            since: Some(first),
            bent: true,
        }
    }

    /// Where a day lies.
    pub(super) fn at(&self, day: DayNumber) -> f64 {
        self.scale
            .at(self.since.map_or(f64::from(day), |first| bent(day - first)))
    }
}

/// Days after the first, so that each is wider than the next.
fn bent(days: DayNumber) -> f64 {
    f64::from(days.max(0)).ln_1p()
}

/// The first and last possible day of an EDTF value, where it has both.
pub(super) fn closed(edtf: Option<&str>) -> Option<(DayNumber, DayNumber)> {
    let days = span(edtf).map(|s| (s.first, s.last))?;
    (!iso(days.0).is_empty() && !iso(days.1).is_empty()).then_some(days)
}

/// The least, the likeliest and the greatest of a count; nothing for what is none.
pub(super) fn count(value: &Printed) -> Option<(f64, Option<f64>, Option<f64>)> {
    let Printed::Bounds {
        low, best, high, ..
    } = value
    else {
        return None;
    };
    let wide = Decimal::to_f64;
    Some((wide(*low), best.map(wide), high.map(wide)))
}

/// Days to mark, as few as a telephone has room for.
fn marked(first: DayNumber, last: DayNumber) -> Vec<(f64, String)> {
    let by_days = [1, 2, 7, 14].map(|step| every(first, last, step));
    let by_months = [1, 2, 3, 6, 12, 24, 60, 120, 600, 1200];
    let by_months = by_months.into_iter().map(|step| months(first, last, step));
    let mut marks = by_days.into_iter().chain(by_months);
    marks.find(|marks| marks.len() <= MARKS).unwrap_or_default()
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

    fn day(text: &str) -> DayNumber {
        span(Some(text)).unwrap().first
    }

    fn marks(from: &str, to: &str) -> Vec<String> {
        let days = Days::new(&[day(from), day(to)]).unwrap();
        days.scale.marks.into_iter().map(|(_, name)| name).collect()
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
            marks("2024-03-09", "2024-03-10"),
            ["2024-03-09", "2024-03-10"]
        );
        assert_eq!(
            marks("2018-11-28", "2020-03-05"),
            ["2019-01", "2019-07", "2020-01"]
        );
        assert_eq!(marks("2011-05-01", "2024-03-10"), ["2015", "2020"]);
        assert!(marks("0900-05-01", "2024-03-10").len() <= MARKS);
    }

    #[test]
    fn where_most_happened_early_early_days_are_wider() {
        let told = ["2020-08-04", "2020-08-05", "2020-08-10", "2021-08-03"].map(day);
        let days = Days::new(&told).unwrap();
        assert!(days.bent);
        let names: Vec<&str> = days.scale.marks.iter().map(|(_, name)| &**name).collect();
        assert_eq!(names, ["2020-08-04", "+1 week", "+1 year"]);
        let at = told.map(|day| days.at(day));
        assert!(at.is_sorted() && at[2] > 30.0 && at[3] < 100.0, "{at:?}");
    }

    #[test]
    fn a_count_has_its_bounds() {
        let open = Printed::Bounds {
            low: 30.into(),
            best: None,
            high: None,
            unit: None,
        };
        assert_eq!(count(&open), Some((30.0, None, None)));
        assert_eq!(count(&Printed::Text("killed".into())), None);
        let scale = Scale::counts([&open].into_iter());
        assert!(scale.at(30.0) < 95.0);
    }
}
