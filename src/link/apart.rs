//! What holds two claims apart by itself, however well they agree.

use super::features::{CAMPAIGN_DAYS, Features, share};
use crate::claim::DaySpan;

/// Why two claims are of two events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apart {
    /// One document tells of both.
    Document,
    /// They are rows of one table, whose rows are different events.
    Table,
    /// One is a running total, which is no event of its own.
    Total,
    /// Somebody ruled it.
    Ruled,
}

/// What holds them apart, if anything does.
pub fn apart(a: &Features, b: &Features) -> Option<Apart> {
    if is_parted(a, b) {
        Some(Apart::Ruled)
    } else if is_joined(a, b) {
        None
    } else if a.document == b.document && !told_twice(a, b) {
        Some(Apart::Document)
    } else if a.outlet == b.outlet && a.is_row && b.is_row {
        Some(Apart::Table)
    } else if a.total_only != b.total_only && a.span.is_none() != b.span.is_none() {
        Some(Apart::Total)
    } else {
        None
    }
}

/// Whether somebody ruled that they are of two events.
fn is_parted(a: &Features, b: &Features) -> bool {
    let mut own = a.parted.iter();
    own.any(|(ruling, side)| {
        let mut others = b.parted.iter();
        others.any(|(of, other)| of == ruling && other != side)
    })
}

/// Whether somebody ruled that they are of one event.
pub fn is_joined(a: &Features, b: &Features) -> bool {
    a.joined.is_some() && a.joined == b.joined
}

/// Whether one event is told twice: the same place and day in the same words, under another
/// attribution.
fn told_twice(a: &Features, b: &Features) -> bool {
    let is_event = a.days().is_some_and(|days| days <= CAMPAIGN_DAYS);
    a.header == b.header && a.attribution != b.attribution && is_event
}

/// Whether both give one day, not the same, for what may recur from day to day, and nothing says
/// that one event is meant on whichever day: the fate of one person, or a correction.
pub(super) fn other_day(a: &Features, b: &Features) -> bool {
    let one_day = |claim: &Features| claim.span.filter(|span: &DaySpan| span.first == span.last);
    let recurs = !(a.is_rare && b.is_rare);
    let other = one_day(a).zip(one_day(b)).is_some_and(|(x, y)| x != y);
    recurs && other && !share(&a.fates, &b.fates) && !corrects(a, b)
}

/// Whether the document of one corrects that of the other.
pub(super) fn corrects(a: &Features, b: &Features) -> bool {
    a.corrects == Some(b.document) || b.corrects == Some(a.document)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::EntityId;

    /// Of an outlet, a document of its own, on a day.
    fn on(day: i32) -> Features {
        Features {
            document: day as u32,
            span: Some(DaySpan {
                first: day,
                last: day,
            }),
            ..Features::default()
        }
    }

    #[test]
    fn another_day_is_one_of_what_may_recur() {
        assert!(other_day(&on(1), &on(2)));
        assert!(!other_day(&on(1), &on(1)));
        let vague = Features {
            span: Some(DaySpan { first: 2, last: 3 }),
            ..on(2)
        };
        assert!(!other_day(&on(1), &vague));
        let flood = |day| Features {
            is_rare: true,
            ..on(day)
        };
        assert!(!other_day(&flood(1), &flood(2)));
    }

    #[test]
    fn a_victim_or_a_correction_joins_two_days() {
        let victim = |day| Features {
            fates: [(EntityId(3), 7)].into_iter().collect(),
            ..on(day)
        };
        assert!(!other_day(&victim(1), &victim(2)));
        let correction = Features {
            corrects: Some(1),
            ..on(2)
        };
        assert!(!other_day(&on(1), &correction) && !other_day(&correction, &on(1)));
    }

    #[test]
    fn rows_of_one_table_are_different_events() {
        let row = |document| Features {
            document,
            is_row: true,
            ..on(1)
        };
        assert_eq!(apart(&row(1), &row(2)), Some(Apart::Table));
        let elsewhere = Features {
            outlet: 7,
            ..row(2)
        };
        assert_eq!(apart(&row(1), &elsewhere), None);
    }
}
