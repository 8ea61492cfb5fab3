//! Offices: of one person, and one office's holders.

use super::order;
use super::reason::Reason;
use super::statement::{Context, Statement};
use crate::claim::{Role, Value};
use crate::codebook::Verdict;
use crate::names::EntityId;
use crate::text::term as key;

/// How two offices of one person stand.
pub(super) fn verdict(ctx: &Context, x: &Statement, y: &Statement) -> Option<(Verdict, Reason)> {
    if x.of != y.of {
        return incumbents(ctx, x, y);
    }
    let (p, q) = (role(x)?, role(y)?);
    if p == q {
        return Some((Verdict::Agreement, Reason::Same));
    }
    let bodies = body_of(x).zip(body_of(y));
    let same_office = title(p) == title(q) && bodies.is_none_or(|(a, b)| ctx.same_or_nested(a, b));
    Some(match (same_office, area(x), area(y)) {
        (false, _, _) => (Verdict::Compatible, Reason::OtherOffice),
        (true, Some(a), Some(b)) if a != b && !nested(ctx, a, b) => {
            (Verdict::Compatible, Reason::OtherOffice)
        }
        (true, Some(a), Some(b)) if a == b => (Verdict::Compatible, Reason::Spelling),
        (true, None, None) if body_of(x) == body_of(y) => (Verdict::Compatible, Reason::Spelling),
        _ => (Verdict::Compatible, Reason::OfficeWithin),
    })
}

/// An office that one person holds at a time: title and body. `None` for other offices.
pub(super) fn office(ctx: &Context, x: &Statement) -> Option<(String, EntityId)> {
    let role = role(x)?;
    let title = title(role);
    let unique = ctx.codebook.titles().contains(&title);
    unique.then_some(title).zip(body_of(x))
}

/// How two persons who are said to hold one office stand.
fn incumbents(ctx: &Context, x: &Statement, y: &Statement) -> Option<(Verdict, Reason)> {
    if office(ctx, x)? != office(ctx, y)? {
        return None;
    }
    let times = x.holds_on().zip(y.holds_on());
    if times.and_then(|(s, t)| order::spans(s, t)).is_some() {
        return Some((Verdict::Superseded, Reason::Succession));
    }
    if area(x) != area(y) {
        return Some((Verdict::Scope, Reason::OtherArea));
    }
    Some(if x.certain() && y.certain() {
        (Verdict::Contradiction, Reason::TwoIncumbents)
    } else {
        (Verdict::Superseded, Reason::MayHaveSucceeded)
    })
}

fn role<'a>(x: &Statement<'a>) -> Option<&'a Role> {
    match &x.assertion?.value {
        Value::Role(role) => Some(role),
        _ => None,
    }
}

fn title(role: &Role) -> String {
    key(role.title.trim().trim_start_matches("the "))
}

fn body_of(x: &Statement) -> Option<EntityId> {
    x.names?.value
}

fn area(x: &Statement) -> Option<EntityId> {
    x.names?.places.first().copied()
}

fn nested(ctx: &Context, a: EntityId, b: EntityId) -> bool {
    ctx.names.contains(a, b) || ctx.names.contains(b, a)
}
