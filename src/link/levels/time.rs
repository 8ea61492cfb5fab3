//! Times: when it happened, and when it was told.

use jiff::{Span, civil::date};

use super::{CountLevel, GapLevel, PersonLevel, TimeLevel};
use crate::claim::DaySpan;
use crate::link::features::{DayTold, Features, days};
use crate::link::words;

/// A time that leaves more days than this says next to nothing.
const VAGUE_DAYS: u32 = 92;
/// Minutes in a day.
const DAY: i64 = 1440;
/// Minutes in sixteen days.
const FORTNIGHT: u64 = 16 * DAY as u64;

/// When an account says that its event was, and when it was told.
#[derive(Debug, Clone, Copy)]
pub(super) struct Times {
    span: Option<DaySpan>,
    lasting: bool,
    campaign: bool,
    published: Option<i64>,
    published_within: u32,
}

impl Times {
    pub(super) fn of(claim: &Features) -> Self {
        Self {
            span: claim.span,
            lasting: claim.lasting,
            campaign: claim.is_campaign(),
            published: claim.published,
            published_within: claim.published_within,
        }
    }
}

pub(super) fn time(a: &Features, b: &Features) -> TimeLevel {
    match happened(&Times::of(a), &Times::of(b)) {
        TimeLevel::TenDaysApart | TimeLevel::VagueTenDaysApart | TimeLevel::FarApart
            if words::one_story(a, b) =>
        {
            TimeLevel::Misread
        }
        level => level,
    }
}

pub(super) fn happened(a: &Times, b: &Times) -> TimeLevel {
    let (Some(x), Some(y)) = (a.span, b.span) else {
        return TimeLevel::Missing;
    };
    if !x.overlaps(y) {
        return apart(x, y);
    }
    if a.campaign != b.campaign {
        return TimeLevel::Within;
    }
    overlap(x, y, a.lasting && b.lasting)
}

fn overlap(x: DaySpan, y: DaySpan, lasting: bool) -> TimeLevel {
    match days(x).max(days(y)) {
        1 => TimeLevel::SameDay,
        2..=14 if x == y => TimeLevel::SameDays,
        // From one day to another, months apart, in both: no month or year that anybody would name.
        _ if x == y && !is_calendar(x) => TimeLevel::SameDays,
        wide if wide > VAGUE_DAYS => TimeLevel::Missing,
        _ if x == y && lasting => TimeLevel::SameDays,
        ..=3 => TimeLevel::Days,
        4..=7 => TimeLevel::NarrowOverlap,
        8..=16 => TimeLevel::FortnightOverlap,
        _ => TimeLevel::WideOverlap,
    }
}

/// Whether a span is of whole months, as years and seasons are, or has an end that is open.
fn is_calendar(span: DaySpan) -> bool {
    let days = |number: i32| Span::new().try_days(number).ok();
    let day = |number: i32| date(1970, 1, 1).checked_add(days(number)?).ok();
    let ends = day(span.first).zip(day(span.last));
    ends.is_none_or(|(first, last)| first.day() == 1 && last == last.last_of_month())
}

fn apart(x: DaySpan, y: DaySpan) -> TimeLevel {
    let vague = days(x).max(days(y)) > 3;
    match (x.gap(y), vague) {
        (..=1, false) => TimeLevel::OneDayApart,
        (..=1, true) => TimeLevel::VagueOneDayApart,
        (2..=3, false) => TimeLevel::ThreeDaysApart,
        (2..=3, true) => TimeLevel::VagueThreeDaysApart,
        (4..=10, false) => TimeLevel::TenDaysApart,
        (4..=10, true) => TimeLevel::VagueTenDaysApart,
        _ => TimeLevel::FarApart,
    }
}

/// What days apart come to, given what else the two have in common. Of what may recur from day to
/// day another day is another event, unless a toll or a person is the same, or one day alone is
/// told by others too: then the other is an error.
pub(super) fn of_event(
    level: TimeLevel,
    (a, b): (&Features, &Features),
    (counts, persons): (CountLevel, PersonLevel),
) -> TimeLevel {
    let joined = counts <= CountLevel::SameSmall || persons <= PersonLevel::Doubtful;
    if joined || (a.is_rare && b.is_rare) {
        return level;
    }
    let is_near = level == TimeLevel::OneDayApart;
    match (a.day, b.day) {
        (DayTold::Once, DayTold::Once) if is_near => TimeLevel::AnotherDay,
        (DayTold::Twice, DayTold::Twice) if is_near && counts >= CountLevel::Apart => {
            TimeLevel::TwoDaysTold
        }
        _ => level,
    }
}

pub(super) fn published(a: &Features, b: &Features) -> GapLevel {
    let times = (Times::of(a), Times::of(b));
    match told(&times.0, &times.1) {
        GapLevel::Before if words::one_story(a, b) => gap(&times.0, &times.1),
        level => level,
    }
}

pub(super) fn told(a: &Times, b: &Times) -> GapLevel {
    let is_before = |p: i64, q: i64| before(p, b) || before(q, a);
    match a.published.zip(b.published) {
        Some((p, q)) if is_before(p, q) => GapLevel::Before,
        _ => gap(a, b),
    }
}

/// How far apart two accounts were told.
fn gap(a: &Times, b: &Times) -> GapLevel {
    let (Some(p), Some(q)) = (a.published, b.published) else {
        return GapLevel::Missing;
    };
    if a.published_within.max(b.published_within) > 2 {
        return vague_gap(a, b, p, q);
    }
    match p.abs_diff(q) {
        ..=360 => GapLevel::Hours,
        361..=1440 => GapLevel::Day,
        1441..=2880 => GapLevel::TwoDays,
        2881..=5760 => GapLevel::FourDays,
        5761..=11520 => GapLevel::Week,
        11521..=FORTNIGHT => GapLevel::Fortnight,
        _ => GapLevel::Later,
    }
}

/// Where a day of publication is not known: surely late, or nothing to be said.
fn vague_gap(a: &Times, b: &Times, p: i64, q: i64) -> GapLevel {
    let earlier =
        |claim: &Times, minute: i64| minute.saturating_sub(i64::from(claim.published_within) * DAY);
    let least = (earlier(a, p) - q).max(earlier(b, q) - p);
    if least > FORTNIGHT as i64 {
        GapLevel::Later
    } else {
        GapLevel::Missing
    }
}

/// Whether an account was out before the first day that the other gives.
fn before(minute: i64, other: &Times) -> bool {
    other
        .span
        .is_some_and(|span| minute.div_euclid(1440) < i64::from(span.first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from_to(first: i32, last: i32) -> Features {
        Features {
            span: Some(DaySpan { first, last }),
            ..Features::default()
        }
    }

    fn level(a: &Features, b: &Features) -> TimeLevel {
        assert_eq!(time(a, b), time(b, a), "not symmetric");
        time(a, b)
    }

    #[test]
    fn the_vaguer_the_days_the_less_they_say() {
        let day = from_to(10, 10);
        assert_eq!(level(&day, &day), TimeLevel::SameDay);
        assert_eq!(level(&from_to(8, 14), &from_to(8, 14)), TimeLevel::SameDays);
        assert_eq!(level(&day, &from_to(9, 11)), TimeLevel::Days);
        assert_eq!(level(&day, &from_to(8, 14)), TimeLevel::NarrowOverlap);
        assert_eq!(level(&day, &from_to(1, 16)), TimeLevel::FortnightOverlap);
        assert_eq!(level(&day, &from_to(1, 31)), TimeLevel::WideOverlap);
        assert_eq!(level(&day, &from_to(i32::MIN, 31)), TimeLevel::Missing);
        assert_eq!(level(&day, &Features::default()), TimeLevel::Missing);
    }

    #[test]
    fn days_apart_count_less_where_one_is_vague() {
        let day = from_to(10, 10);
        assert_eq!(level(&day, &from_to(11, 11)), TimeLevel::OneDayApart);
        assert_eq!(level(&day, &from_to(13, 13)), TimeLevel::ThreeDaysApart);
        assert_eq!(level(&day, &from_to(20, 20)), TimeLevel::TenDaysApart);
        assert_eq!(level(&day, &from_to(11, 17)), TimeLevel::VagueOneDayApart);
        assert_eq!(level(&day, &from_to(21, 21)), TimeLevel::FarApart);
    }

    #[test]
    fn a_campaign_is_not_a_day_in_it() {
        let campaign = Features {
            lasting: true,
            ..from_to(1, 40)
        };
        assert_eq!(level(&campaign, &from_to(10, 10)), TimeLevel::Within);
        assert_eq!(level(&campaign, &campaign), TimeLevel::SameDays);
    }

    fn told_on(day: i64) -> Features {
        Features {
            published: Some(day * DAY),
            ..Features::default()
        }
    }

    #[test]
    fn nobody_tells_of_a_day_to_come() {
        let later = Features {
            published: Some(20 * DAY),
            ..from_to(9, 9)
        };
        assert_eq!(published(&told_on(8), &later), GapLevel::Before);
        assert_eq!(published(&later, &told_on(8)), GapLevel::Before);
        assert_eq!(published(&told_on(18), &later), GapLevel::TwoDays);
    }

    #[test]
    fn a_vague_day_of_publication_is_late_only_where_it_surely_is() {
        let month = |day| Features {
            published_within: 30,
            ..told_on(day)
        };
        assert_eq!(published(&month(40), &told_on(30)), GapLevel::Missing);
        assert_eq!(published(&month(90), &told_on(30)), GapLevel::Later);
    }
}
