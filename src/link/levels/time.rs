//! Times: when it happened, and when it was told.

use super::{GapLevel, TimeLevel};
use crate::claim::DaySpan;
use crate::link::features::{Features, days};

/// A time that leaves more days than this says next to nothing.
const VAGUE_DAYS: u32 = 92;
/// Minutes in a day.
const DAY: u64 = 1440;

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
    match p.abs_diff(q) {
        0..=360 => GapLevel::Hours,
        ..=DAY => GapLevel::Day,
        ..=2880 => GapLevel::TwoDays,
        ..=5760 => GapLevel::FourDays,
        ..=11520 => GapLevel::Week,
        ..=23040 => GapLevel::Fortnight,
        _ => GapLevel::Later,
    }
}

/// Whether an account was out before the first day that the other gives.
fn before(minute: i64, other: &Features) -> bool {
    other
        .span
        .is_some_and(|span| minute.div_euclid(1440) < i64::from(span.first))
}
