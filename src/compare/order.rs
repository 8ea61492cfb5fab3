//! Which of two accounts was published first, where that is certain.

use std::cmp::Ordering;

use crate::claim::{Claim, DaySpan, When};

/// Order of publication; `None` where the two may have been published at the same time.
pub fn published(a: &Claim, b: &Claim) -> Option<Ordering> {
    let (x, y) = (
        a.document.published.as_ref()?,
        b.document.published.as_ref()?,
    );
    moments(x.span, x.minute, y.span, y.minute)
}

/// Order of two moments, each the days it may be in and, where known, its minute.
pub(super) fn moments(
    x: DaySpan,
    x_minute: Option<i64>,
    y: DaySpan,
    y_minute: Option<i64>,
) -> Option<Ordering> {
    let order = match (x_minute, y_minute) {
        (Some(x), Some(y)) => x.cmp(&y),
        _ if x.last < y.first => Ordering::Less,
        _ if y.last < x.first => Ordering::Greater,
        _ => return None,
    };
    (order != Ordering::Equal).then_some(order)
}

/// Days between the two publications, at least; `None` where one is unknown.
pub fn days_between(a: &Claim, b: &Claim) -> Option<u32> {
    let (x, y) = (
        a.document.published.as_ref()?,
        b.document.published.as_ref()?,
    );
    Some(x.span.gap(y.span))
}

/// Whether the two stand in one document.
pub fn same_document(a: &Claim, b: &Claim) -> bool {
    a.outlet == b.outlet && a.document.id == b.document.id
}

/// Whether the two are the same outlet's, in two documents.
pub fn own_revision(a: &Claim, b: &Claim) -> bool {
    a.outlet == b.outlet && a.document.id != b.document.id && super::speaker::is_named(&a.outlet)
}

/// The days on which something said in a claim holds: its own time, or else any day up to that of
/// publication. The day that something was reported is not the day that it happened.
pub fn holding(claim: &Claim, when: Option<&When>) -> Option<DaySpan> {
    let until = || {
        claim
            .document
            .published
            .as_ref()
            .map(|p| DaySpan::to_day(p.span.last))
    };
    when.map(|w| w.span).or_else(until)
}

/// How two spans lie; `None` where they overlap.
pub fn spans(x: DaySpan, y: DaySpan) -> Option<Ordering> {
    if x.overlaps(y) {
        None
    } else {
        Some(x.first.cmp(&y.first))
    }
}
