//! Who holds a place: one holder at a time, or contested.

use super::order;
use super::reason::Reason;
use super::statement::Statement;
use crate::claim::{Control, Value};
use crate::codebook::Verdict;

/// How two statements on one place stand.
pub(super) fn verdict(x: &Statement, y: &Statement) -> Option<(Verdict, Reason)> {
    let (p, q) = (control(x)?, control(y)?);
    let one_name = x.names?.value == y.names?.value;
    Some(match (p, q) {
        (Control::Contested, Control::Contested) => (Verdict::Agreement, Reason::Same),
        (Control::Held(a), Control::Held(b)) | (Control::Lost(a), Control::Lost(b)) if one_name => {
            if a == b {
                (Verdict::Agreement, Reason::Same)
            } else {
                (Verdict::Compatible, Reason::Spelling)
            }
        }
        (Control::Lost(_), Control::Lost(_) | Control::Contested)
        | (Control::Contested, Control::Lost(_)) => (Verdict::Compatible, Reason::BothCanHold),
        (Control::Held(_), Control::Lost(_)) | (Control::Lost(_), Control::Held(_))
            if !one_name =>
        {
            (Verdict::Compatible, Reason::LostAndHeld)
        }
        (Control::Held(_), Control::Lost(_)) | (Control::Lost(_), Control::Held(_)) => {
            (Verdict::Superseded, changed(x, y))
        }
        _ => other_holder(x, y),
    })
}

fn control<'a>(x: &Statement<'a>) -> Option<&'a Control> {
    match &x.assertion?.value {
        Value::Control(control) => Some(control),
        _ => None,
    }
}

fn changed(x: &Statement, y: &Statement) -> Reason {
    let times = x.holds_on().zip(y.holds_on());
    match times.and_then(|(s, t)| order::spans(s, t)) {
        Some(_) => Reason::ChangedHands,
        None => Reason::MayHaveChangedHands,
    }
}

/// Two holders: at other times the place changed hands; on one day it cannot be. Between, where
/// the times are vague, there is room for a change of hands.
fn other_holder(x: &Statement, y: &Statement) -> (Verdict, Reason) {
    match changed(x, y) {
        Reason::MayHaveChangedHands if x.certain() && y.certain() => {
            (Verdict::Contradiction, Reason::TwoHolders)
        }
        reason => (Verdict::Superseded, reason),
    }
}
