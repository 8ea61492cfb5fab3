//! Which of two accounts was published first, where that is certain.

use std::cmp::Ordering;

use crate::claim::{Claim, DaySpan, When};

/// Order of publication; `None` where the two may have been published at the same time.
pub fn published(a: &Claim, b: &Claim) -> Option<Ordering> {
    let (x, y) = (
        a.document.published.as_ref()?,
        b.document.published.as_ref()?,
    );
    let order = match (x.minute, y.minute) {
        (Some(x), Some(y)) => x.cmp(&y),
        _ if x.span.last < y.span.first => Ordering::Less,
        _ if y.span.last < x.span.first => Ordering::Greater,
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
    a.outlet == b.outlet && a.document.id != b.document.id && is_named(&a.outlet)
}

/// Whether an outlet has a name: two documents of "unnamed outlet" may be of two.
fn is_named(outlet: &str) -> bool {
    let first = outlet.split_whitespace().next().unwrap_or_default();
    ![
        "unnamed",
        "unknown",
        "unidentified",
        "anonymous",
        "various",
        "n/a",
        "none",
    ]
    .iter()
    .any(|word| first.eq_ignore_ascii_case(word))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outlet_without_a_name_is_not_known_to_be_the_same() {
        assert!(is_named("Harbour Post") && is_named("The Unknown"));
        assert!(!is_named("unnamed outlet") && !is_named("Unknown"));
    }
}
