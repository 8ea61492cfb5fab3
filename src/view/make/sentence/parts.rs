//! The parts of a sentence: whom a statement is of, when it holds, how a number came about.

use std::borrow::Cow;

use super::Told;
use crate::claim::{DaySpan, When};
use crate::compare::slip::{self, Slip};
use crate::compare::{Context, Statement, proof_of, quantity};
use crate::view::words;

/// How one of two numbers may have come out of the other by a slip.
pub(super) fn slipped(p: &Told) -> &'static str {
    let counts = quantity(&p.x).zip(quantity(&p.y));
    match counts.and_then(|(p, q)| slip::cited(p, q)) {
        Some(Slip::Swapped) => "; two digits may have been exchanged",
        Some(Slip::Digit) => "; a digit may have been doubled or lost",
        Some(Slip::Scale) => {
            "; the one is a round multiple of the other, as if a nought had slipped in"
        }
        None => "",
    }
}

pub(super) fn standard(x: &Statement) -> String {
    proof_of(x).unwrap_or("no standard given").to_owned()
}

/// " (with attackers)", " (without attackers)".
pub(super) fn taken_in(x: &Statement) -> String {
    let Some(details) = x.assertion.map(crate::claim::Assertion::details) else {
        return String::new();
    };
    match (&details.includes[..], &details.excludes[..]) {
        ([], []) => String::new(),
        ([], out) => format!(" (without {})", out.join(", ")),
        (with, _) => format!(" (with {})", with.join(", ")),
    }
}

/// What keeps a difference from being a toll that rose.
pub(super) fn not_rising(ctx: &Context, p: &Told) -> String {
    use crate::compare::order;
    let attribute = ctx.codebook.attribute(p.x.attribute);
    let Some(order) = order::published(p.x.claim, p.y.claim) else {
        return ", and neither is known to be the later report".to_owned();
    };
    let low = |s: &Statement| quantity(s).map(|q| q.low);
    let falls = (low(&p.x) > low(&p.y)) == (order == std::cmp::Ordering::Less);
    if attribute.change == crate::codebook::Change::Fixed {
        ", and such a number does not change afterwards".to_owned()
    } else if falls {
        ", and the later report gives the lower".to_owned()
    } else {
        String::new()
    }
}

pub(super) fn last(x: &Statement) -> Option<i32> {
    x.holds_on().map(|d| d.last)
}

/// " as of 2018-11".
pub(super) fn held(x: &Statement) -> String {
    match (x.assertion.and_then(|a| x.claim.time_of(a)), x.holds_on()) {
        (Some(_), Some(days)) if days.is_open() => format!(" {}", in_days(days)),
        (Some(_), Some(days)) => format!(" as of {}", in_days(days)),
        (None, Some(days)) => format!(" by {}", in_days(days)),
        _ => String::new(),
    }
}

/// " in 2022-03", " without a date".
pub(super) fn period(x: &Statement) -> String {
    let own = x
        .assertion
        .and_then(|a| a.over.as_deref().or(a.as_of.as_deref()));
    let when: Option<&When> = own.or(x.claim.event.when.as_deref());
    match when {
        Some(when) => format!(" ({})", words::day(&when.to_string())),
        None => " (no date given)".to_owned(),
    }
}

pub(super) fn in_days(days: DaySpan) -> String {
    words::day(&days.to_string())
}

/// " of Ann Hale as of 9 March 2024".
pub(super) fn of_whom(x: &Statement) -> String {
    format!(" of {}{}", subject(x), held(x))
}

pub(super) fn subject(x: &Statement) -> String {
    x.assertion
        .and_then(|a| a.of.as_ref())
        .map_or_else(|| "somebody".to_owned(), ToString::to_string)
}

pub(super) fn other_role(p: &Told) -> &'static str {
    let words = |x: &Statement| x.assertion.map(|a| a.written.clone());
    let area = |x: &Statement| x.names.and_then(|n| n.places.first().copied());
    if words(&p.x) != words(&p.y) && area(&p.x) != area(&p.y) {
        ", and not in the same role"
    } else {
        ""
    }
}

pub(super) fn scene(x: &Statement) -> String {
    let place = x.claim.event.place.as_ref().and_then(|p| p.name());
    let when = x
        .claim
        .event
        .when
        .as_ref()
        .map(|w| format!(" ({})", words::day(&w.to_string())))
        .unwrap_or_default();
    format!("{}{when}", place.map_or("a place not named", |p| p))
}

/// What a count counts, or a side, as written.
pub(in crate::view::make) fn counted<'a>(x: &Statement<'a>) -> Cow<'a, str> {
    let Some(assertion) = x.assertion else {
        return "the event".into();
    };
    match (assertion.of.as_deref(), assertion.whom.as_deref()) {
        (Some(of), Some(whom)) => format!("{of} ({whom})").into(),
        (Some(one), None) | (None, Some(one)) => one.into(),
        (None, None) => "all".into(),
    }
}
