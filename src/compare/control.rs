//! Who holds a place: one holder at a time, or contested.

use super::order;
use super::reason::Reason;
use super::statement::{Context, Statement};
use crate::claim::{Control, Value};
use crate::codebook::Verdict;

/// How two statements on one place stand.
pub(super) fn verdict(ctx: &Context, x: &Statement, y: &Statement) -> Option<(Verdict, Reason)> {
    let (p, q) = (control(x)?, control(y)?);
    let same_name = x.names?.value == y.names?.value;
    let pair = match (p, q) {
        (Control::Contested, Control::Contested) => (Verdict::Agreement, Reason::Same),
        (Control::Held(a), Control::Held(b)) | (Control::Lost(a), Control::Lost(b))
            if same_name =>
        {
            if a == b {
                (Verdict::Agreement, Reason::Same)
            } else {
                (Verdict::Compatible, Reason::Spelling)
            }
        }
        (Control::Lost(_), Control::Lost(_)) => (Verdict::Compatible, Reason::BothCanHold),
        (Control::Held(_), Control::Lost(_)) | (Control::Lost(_), Control::Held(_))
            if !same_name =>
        {
            (Verdict::Compatible, Reason::LostAndHeld)
        }
        (Control::Held(_), Control::Held(_)) if nested(ctx, x, y) => {
            (Verdict::Compatible, Reason::Implied)
        }
        _ => other_holder(x, y),
    };
    Some(pair)
}

fn control<'a>(x: &Statement<'a>) -> Option<&'a Control> {
    match &x.assertion?.value {
        Value::Control(control) => Some(control),
        _ => None,
    }
}

/// What a part of a body holds, the body holds.
fn nested(ctx: &Context, x: &Statement, y: &Statement) -> bool {
    let holder = |s: &Statement| s.names.and_then(|n| n.value);
    holder(x)
        .zip(holder(y))
        .is_some_and(|(a, b)| ctx.names.contains(a, b) || ctx.names.contains(b, a))
}

/// Two holders: at other times the place changed hands; on one day it cannot be. Between, where
/// the times are vague, there is room for a change of hands.
fn other_holder(x: &Statement, y: &Statement) -> (Verdict, Reason) {
    if order::own_revision(x.claim, y.claim) {
        return (Verdict::Superseded, Reason::OwnRevision);
    }
    let Some((s, t)) = x.holds_on().zip(y.holds_on()) else {
        return (Verdict::Superseded, Reason::MayHaveChangedHands);
    };
    if order::spans(s, t).is_some() {
        return (Verdict::Superseded, Reason::ChangedHands);
    }
    let certain = |s: crate::claim::DaySpan, st: &Statement| s.first == s.last || st.throughout();
    if certain(s, x) && certain(t, y) {
        (Verdict::Contradiction, Reason::TwoHolders)
    } else {
        (Verdict::Superseded, Reason::MayHaveChangedHands)
    }
}
