//! A span of days, and how it is written: the shortest EDTF that says the same.

use std::{fmt, str::FromStr};

use super::{
    DayNumber,
    calendar::{Civil, civil, month_span, shift, year_span},
    edtf,
};
use crate::claim::ValueError;

/// A closed span of days; `DayNumber::MIN` and `DayNumber::MAX` stand for open ends.
///
/// ```
/// use rashomon::claim::DaySpan;
/// let march: DaySpan = "2024-03".parse()?;
/// let days: DaySpan = "2024-03-04/2024-03-29".parse()?;
/// assert!(march.contains(days));
/// assert_eq!(march.to_string(), "2024-03");
/// # Ok::<(), rashomon::claim::ValueError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DaySpan {
    /// Earliest possible day.
    pub first: DayNumber,
    /// Latest possible day.
    pub last: DayNumber,
}

impl DaySpan {
    /// One day.
    pub fn day(day: DayNumber) -> Self {
        Self {
            first: day,
            last: day,
        }
    }

    /// From `first` to `last`, both included; `None` where they are reversed.
    pub fn new(first: DayNumber, last: DayNumber) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// `day` and every later one.
    pub fn from_day(day: DayNumber) -> Self {
        Self {
            first: day,
            last: DayNumber::MAX,
        }
    }

    /// `day` and every earlier one.
    pub fn to_day(day: DayNumber) -> Self {
        Self {
            first: DayNumber::MIN,
            last: day,
        }
    }

    /// Whether some day is in both.
    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Whether every day of `other` is in this span.
    pub fn contains(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// The days that are in both.
    pub fn intersect(self, other: Self) -> Option<Self> {
        Self::new(self.first.max(other.first), self.last.min(other.last))
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self {
            first: self.first.min(other.first),
            last: self.last.max(other.last),
        }
    }

    /// How many days lie from the one's last to the other's first: 0 where they overlap, 1 for two
    /// days that follow each other.
    pub fn gap(self, other: Self) -> u32 {
        let after = i64::from(other.first) - i64::from(self.last);
        let before = i64::from(self.first) - i64::from(other.last);
        after.max(before).max(0) as u32
    }

    /// Whether either end is open.
    pub fn is_open(self) -> bool {
        self.first == DayNumber::MIN || self.last == DayNumber::MAX
    }

    /// How many days it has; `None` where an end is open.
    pub fn length(self) -> Option<u32> {
        let days = i64::from(self.last) - i64::from(self.first) + 1;
        (!self.is_open()).then_some(days as u32)
    }

    /// The same span with `days` more on either side; an open end stays open.
    #[must_use]
    pub fn widen(self, days: u32) -> Self {
        let by = i64::from(days);
        Self {
            first: if self.first == DayNumber::MIN {
                self.first
            } else {
                shift(self.first, -by)
            },
            last: if self.last == DayNumber::MAX {
                self.last
            } else {
                shift(self.last, by)
            },
        }
    }
}

impl FromStr for DaySpan {
    type Err = ValueError;

    /// Reads an EDTF value.
    fn from_str(text: &str) -> Result<Self, ValueError> {
        edtf::read(text.trim()).map(|reading| reading.span)
    }
}

/// Writes EDTF: a day, a whole month, a whole year, or else an interval of days.
///
/// EDTF has no days beyond the year 9999: there a span is written as the years that hold it.
impl fmt::Display for DaySpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.first, self.last) {
            (DayNumber::MIN, DayNumber::MAX) => f.write_str("../.."),
            (DayNumber::MIN, last) => write!(f, "../{}", End(last)),
            (first, DayNumber::MAX) => write!(f, "{}/..", End(first)),
            (first, last) => write_closed(f, first, last),
        }
    }
}

fn write_closed(f: &mut fmt::Formatter<'_>, first: DayNumber, last: DayNumber) -> fmt::Result {
    let (from, to) = (civil(first), civil(last));
    let span = DaySpan { first, last };
    if first == last {
        write!(f, "{}", End(first))
    } else if span == year_span(from.year) {
        write_year(f, from.year)
    } else if has_days(from) && span == month_span(from.year, from.month) {
        write_year(f, from.year)?;
        write!(f, "-{:02}", from.month)
    } else if has_days(from) || has_days(to) || from.year != to.year {
        write!(f, "{}/{}", End(first), End(last))
    } else {
        write_year(f, from.year)
    }
}

/// One end of an interval.
struct End(DayNumber);

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = civil(self.0);
        write_year(f, date.year)?;
        if has_days(date) {
            write!(f, "-{:02}-{:02}", date.month, date.day)
        } else {
            Ok(())
        }
    }
}

/// Whether EDTF can name the day and not only the year.
fn has_days(date: Civil) -> bool {
    (-9999..=9999).contains(&date.year)
}

fn write_year(f: &mut fmt::Formatter<'_>, year: i32) -> fmt::Result {
    match year {
        0..=9999 => write!(f, "{year:04}"),
        -9999..0 => write!(f, "-{:04}", year.unsigned_abs()),
        _ => write!(f, "Y{year}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::time::calendar::day_number;
    use proptest::prelude::*;

    fn on(year: i32, month: u8, day: u8) -> DaySpan {
        DaySpan::day(day_number(year, month, day))
    }

    fn span(text: &str) -> DaySpan {
        text.parse().unwrap()
    }

    #[test]
    fn writes_the_shortest_form() {
        for text in [
            "2024-03-09",
            "2024-03",
            "2024",
            "2024-03-04/2024-03-29",
            "../2024-03-31",
            "2024-03-10/..",
            "../..",
            "-0044-03-15",
            "0000",
            "Y17000",
            "Y17000/Y17003",
            "Y-17000",
        ] {
            assert_eq!(span(text).to_string(), text);
        }
        assert_eq!(span("2024-02-01/2024-02-29").to_string(), "2024-02");
        assert_eq!(span("2024-01/2024-12").to_string(), "2024");
        assert_eq!(span("2022-11/2023-03").to_string(), "2022-11-01/2023-03-31");
    }

    #[test]
    fn a_span_without_days_of_its_own_is_written_as_the_years_that_hold_it() {
        let inside = DaySpan::day(day_number(12_000, 3, 9));
        assert_eq!(inside.to_string(), "Y12000");
        assert!(span(&inside.to_string()).contains(inside));
        let across = DaySpan::new(day_number(9999, 12, 30), day_number(10_000, 1, 2)).unwrap();
        assert_eq!(across.to_string(), "9999-12-30/Y10000");
    }

    #[test]
    fn gaps_count_days() {
        assert_eq!(on(2024, 3, 9).gap(on(2024, 3, 10)), 1);
        assert_eq!(on(2024, 3, 10).gap(on(2024, 3, 1)), 9);
        assert_eq!(span("2024-03").gap(on(2024, 3, 31)), 0);
        assert_eq!(span("../2024-03-31").gap(span("2024-04-02/..")), 2);
    }

    #[test]
    fn lengths() {
        assert_eq!(on(2024, 3, 9).length(), Some(1));
        assert_eq!(span("2024").length(), Some(366));
        assert_eq!(span("2024/..").length(), None);
        assert!(span("2024/..").is_open());
        assert!(!span("2024").is_open());
    }

    #[test]
    fn intersections_and_hulls() {
        let (march, spring) = (span("2024-03"), span("2024-03-20/2024-06-20"));
        assert_eq!(march.intersect(spring), Some(span("2024-03-20/2024-03-31")));
        assert_eq!(march.hull(spring), span("2024-03-01/2024-06-20"));
        assert_eq!(march.intersect(span("2025")), None);
        assert_eq!(
            DaySpan::to_day(5).intersect(DaySpan::from_day(5)),
            Some(DaySpan::day(5))
        );
    }

    #[test]
    fn widening_leaves_open_ends_open() {
        assert_eq!(on(2024, 3, 9).widen(3), span("2024-03-06/2024-03-12"));
        assert_eq!(span("2024-03-09/..").widen(3), span("2024-03-06/.."));
        assert_eq!(span("../2024-03-09").widen(3), span("../2024-03-12"));
    }

    /// The days that EDTF can name, and the open ends.
    fn ends() -> impl Strategy<Value = (DayNumber, DayNumber)> {
        let (least, most) = (day_number(-9999, 1, 1), day_number(9999, 12, 31));
        let day = least..=most;
        let near = (19_000..20_000, 0..800).prop_map(|(first, more)| (first, first + more));
        prop_oneof![
            near,
            (day.clone(), day.clone()),
            day.clone().prop_map(|last| (DayNumber::MIN, last)),
            day.prop_map(|first| (first, DayNumber::MAX)),
        ]
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back((a, b) in ends()) {
            let span = DaySpan::new(a.min(b), a.max(b)).unwrap();
            prop_assert_eq!(span.to_string().parse::<DaySpan>(), Ok(span));
        }

        #[test]
        fn whole_months_and_years_read_back(year in -9999_i32..=9999, month in 1_u8..=12) {
            for span in [month_span(year, month), year_span(year)] {
                prop_assert!(!span.to_string().contains('/'));
                prop_assert_eq!(span.to_string().parse::<DaySpan>(), Ok(span));
            }
        }

        #[test]
        fn spans_of_years_beyond_9999_read_back(a in -50_000_i32..50_000, b in -50_000_i32..50_000) {
            let span = year_span(a).hull(year_span(b));
            prop_assert_eq!(span.to_string().parse::<DaySpan>(), Ok(span));
        }

        #[test]
        fn two_spans_overlap_or_lie_apart((a, b) in ends(), (c, d) in ends()) {
            let one = DaySpan::new(a.min(b), a.max(b)).unwrap();
            let two = DaySpan::new(c.min(d), c.max(d)).unwrap();
            prop_assert_eq!(one.overlaps(two), one.gap(two) == 0);
            prop_assert_eq!(one.overlaps(two), one.intersect(two).is_some());
            prop_assert_eq!(one.gap(two), two.gap(one));
            prop_assert!(one.hull(two).contains(one) && one.hull(two).contains(two));
        }
    }
}
