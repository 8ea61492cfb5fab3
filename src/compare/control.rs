//! Who holds a place: one holder at a time, or contested.

use super::order;
use super::party::speaks_for;
use super::reason::Reason;
use super::statement::{Context, Statement};
use crate::claim::{Control, Value};
use crate::codebook::Verdict;
use crate::names::EntityId;
use crate::text::term as key;

/// How two statements on one place stand.
pub(super) fn verdict(ctx: &Context, x: &Statement, y: &Statement) -> Option<(Verdict, Reason)> {
    let (p, q) = (control(x)?, control(y)?);
    let one_name = x.names?.value == y.names?.value;
    let differ = is_part(x) != is_part(y) || is_part(x) && of(x) != of(y);
    Some(match (p, q) {
        _ if differ && (p, q) != (&Control::Contested, &Control::Contested) => {
            (Verdict::Compatible, Reason::DegreeOfHold)
        }
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
        (Control::Held(_), Control::Held(_)) if are_rivals(ctx, x, y) => {
            (Verdict::Contradiction, Reason::RivalClaims)
        }
        (Control::Held(_), Control::Contested) | (Control::Contested, Control::Held(_))
            if changed(x, y) == Reason::MayHaveChangedHands =>
        {
            (Verdict::Compatible, Reason::DegreeOfHold)
        }
        _ => other_holder(x, y),
    })
}

/// Words for a part of a place, as they stand before its name.
const PARTS: &[&str] = &[
    "most of",
    "much of",
    "part of",
    "parts of",
    "half of",
    "some of",
    "a part of",
    "the outskirts of",
    "outskirts of",
    "the suburbs of",
    "suburbs of",
    "the edge of",
    "the centre of",
    "the center of",
    "central",
    "the north of",
    "the south of",
    "the east of",
    "the west of",
    "northern",
    "southern",
    "eastern",
    "western",
    "villages around",
    "the approaches to",
];

fn of<'a>(s: &Statement<'a>) -> Option<&'a str> {
    s.assertion.and_then(|a| a.of.as_deref())
}

/// Whether a statement is of a part of a place, by the words before its name: another may hold the rest.
pub(super) fn is_part(s: &Statement) -> bool {
    let words = of(s).map(key).unwrap_or_default();
    let begins = |part: &&str| {
        let rest = words.strip_prefix(*part);
        rest.is_some_and(|rest| rest.starts_with(' '))
    };
    PARTS.iter().any(begins)
}

/// Claims that lie further apart than this may have followed each other, in days: in January 2023 the
/// two sides at Soledar gainsaid each other for two weeks on end, but each claim was answered within days.
const RIVAL_DAYS: u32 = 7;

/// Whether two parties each claim a place for themselves within days: neither concedes that it has
/// changed hands.
fn are_rivals(ctx: &Context, x: &Statement, y: &Statement) -> bool {
    let near = x
        .holds_on()
        .zip(y.holds_on())
        .is_none_or(|(s, t)| s.gap(t) <= RIVAL_DAYS);
    near && claims_for_itself(ctx, x) && claims_for_itself(ctx, y)
}

/// Whether the holder named is who says so, or whose organ says so ("Northland Defence Ministry" of
/// Northland).
pub(super) fn claims_for_itself(ctx: &Context, s: &Statement) -> bool {
    let (Some(Control::Held(holder)), Some(id)) = (control(s), s.names.and_then(|n| n.value))
    else {
        return false;
    };
    let names = &ctx.names.claims[s.side.claim as usize];
    let own = s.names.map_or(&[][..], |n| &n.said_by);
    let cited = if own.is_empty() {
        &names.said_by[..]
    } else {
        own
    };
    let publisher = ctx.names.outlets.get(&s.claim.outlet).copied();
    let publisher = publisher.or_else(|| ctx.names.party_of(&s.claim.outlet));
    let speaker = cited.last().copied().or(publisher);
    let is_one = |speaker: EntityId| {
        let body = speaks_for(ctx, speaker);
        ctx.same_or_nested(body, id)
            || is_of(ctx.name(speaker), holder)
            || is_of(ctx.name(speaker), ctx.name(id))
    };
    speaker.map_or_else(|| is_of(&s.claim.outlet, holder), is_one)
}

/// Whether a body's name begins with a holder's, as it stands or as an adjective: "Ukrainian army",
/// Ukraine.
fn is_of(body: &str, holder: &str) -> bool {
    let (body, holder) = (key(body), key(holder));
    let bare = |name: &str| name.strip_prefix("the ").unwrap_or(name).to_owned();
    let (body, holder) = (bare(&body), bare(&holder));
    let stem = holder.trim_end_matches(['a', 'e', 'i', 'o', 'y']);
    let word = body.split(' ').next().unwrap_or_default();
    body.starts_with(&holder) || stem.len() >= 4 && !stem.contains(' ') && word.starts_with(stem)
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
