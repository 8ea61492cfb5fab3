//! Times: when it happened, and when it was told.

use super::{GapLevel, TimeLevel};
use crate::claim::DaySpan;
use crate::link::features::{Features, days};

/// A time that leaves more days than this says next to nothing.
const VAGUE_DAYS: u32 = 92;
/// Minutes in a day.
const DAY: i64 = 1440;
/// Minutes in sixteen days.
const FORTNIGHT: u64 = 16 * DAY as u64;

pub(super) fn time(a: &Features, b: &Features) -> TimeLevel {
    let (Some(x), Some(y)) = (a.span, b.span) else {
        return TimeLevel::Missing;
    };
    if !x.overlaps(y) {
        return apart(x, y);
    }
    if a.is_campaign() != b.is_campaign() {
        return TimeLevel::Within;
    }
    overlap(x, y, a.lasting && b.lasting)
}

fn overlap(x: DaySpan, y: DaySpan, lasting: bool) -> TimeLevel {
    match days(x).max(days(y)) {
        1 => TimeLevel::SameDay,
        2..=14 if x == y => TimeLevel::SameDays,
        wide if wide > VAGUE_DAYS => TimeLevel::Missing,
        _ if x == y && lasting => TimeLevel::SameDays,
        ..=3 => TimeLevel::Days,
        4..=7 => TimeLevel::NarrowOverlap,
        8..=16 => TimeLevel::FortnightOverlap,
        _ => TimeLevel::WideOverlap,
    }
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

pub(super) fn published(a: &Features, b: &Features) -> GapLevel {
    let (Some(p), Some(q)) = (a.published, b.published) else {
        return GapLevel::Missing;
    };
    if before(p, b) || before(q, a) {
        return GapLevel::Before;
    }
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
fn vague_gap(a: &Features, b: &Features, p: i64, q: i64) -> GapLevel {
    let earlier = |claim: &Features, minute: i64| {
        minute.saturating_sub(i64::from(claim.published_within) * DAY)
    };
    let least = (earlier(a, p) - q).max(earlier(b, q) - p);
    if least > FORTNIGHT as i64 {
        GapLevel::Later
    } else {
        GapLevel::Missing
    }
}

/// Whether an account was out before the first day that the other gives.
fn before(minute: i64, other: &Features) -> bool {
    other
        .span
        .is_some_and(|span| minute.div_euclid(1440) < i64::from(span.first))
}
