//! What changed, told from the earlier word to the later.

use std::cmp::Ordering;

use super::Told;
use super::parts::{counted, held, of_whom, other_role, slipped};
use crate::compare::Reason;

pub(super) fn changing(p: &Told, reason: Reason) -> Option<String> {
    let (a, b) = (&p.a, &p.b);
    let (first, then) = in_order(p);
    Some(match reason {
        Reason::OwnRevision => own_revision(p),
        Reason::Corrected => format!("{a}; {b}: the one document corrects the other."),
        Reason::SpeakerRevised => {
            format!(
                "{first}; later, {then}: one source stands behind both, and gave the one after the other{}.",
                slipped(p)
            )
        }
        Reason::Retracted => format!("{first}; later, {then}: its own source took it back."),
        Reason::DeniedBySource => {
            format!("{a}; {b}: the source to which it is ascribed denies it.")
        }
        Reason::PartAboveEarlier => format!(
            "{a} of {}; {b} of {}: the part that was counted later is larger than the whole was, which must have risen.",
            counted(&p.x),
            counted(&p.y)
        ),
        Reason::Recount => {
            format!("{first}; later, {then}: a count that is meant to put earlier ones right.")
        }
        Reason::BecameDead => format!(
            "{first}; later, {then}: the later account counts more dead by at least as many, who may have been among these."
        ),
        Reason::Raised => format!("{first}; later, {then}: a toll that rose as more became known."),
        Reason::Moved => {
            format!("{first}; later, {then}: a number that rises and falls with time.")
        }
        _ => return moved_on(p, reason),
    })
}

/// States, holders and offices, one after the other.
fn moved_on(p: &Told, reason: Reason) -> Option<String> {
    let (a, b) = (&p.a, &p.b);
    let (first, then) = in_order(p);
    Some(match reason {
        Reason::StateChanged | Reason::AnotherState => format!(
            "{a}{}; {b}{}: two states at two times.",
            held(&p.x),
            held(&p.y)
        ),
        Reason::DiedLater => format!(
            "{a}{}; {b}{}: alive at the one time, dead at the later.",
            held(&p.x),
            held(&p.y)
        ),
        Reason::FollowedSameDay => {
            format!("{first}; later, {then}: the one can follow the other on the same day.")
        }
        Reason::ChangedHands => format!(
            "{a}{}; {b}{}: at two times; the place changed hands between.",
            held(&p.x),
            held(&p.y)
        ),
        Reason::MayHaveChangedHands => format!(
            "{a}{}; {b}{}: the times leave room for a change of hands.",
            held(&p.x),
            held(&p.y)
        ),
        Reason::MayHaveChanged => format!(
            "{a}{}; {b}{}: the times leave room for the one to have followed the other.",
            held(&p.x),
            held(&p.y)
        ),
        Reason::MayHaveSucceeded => format!(
            "{a}{}; {b}{}: the times leave room for the one to have followed the other.",
            of_whom(&p.x),
            of_whom(&p.y)
        ),
        Reason::Succession => format!(
            "{a}{}; {b}{}: one after the other{}.",
            of_whom(&p.x),
            of_whom(&p.y),
            other_role(p)
        ),
        _ => return None,
    })
}

fn own_revision(p: &Told) -> String {
    let (first, then) = in_order(p);
    match p.order {
        Some(_) => format!(
            "{first}; later, {then}: the outlet's own later report{}.",
            slipped(p)
        ),
        None => {
            format!("{first}; {then}: two reports of one outlet; which is the later is not known.")
        }
    }
}

fn in_order<'p>(p: &'p Told) -> (&'p str, &'p str) {
    match p.order {
        Some(Ordering::Greater) => (&p.b, &p.a),
        _ => (&p.a, &p.b),
    }
}
