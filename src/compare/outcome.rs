//! Who it went well for.

use super::reason::Reason;
use super::statement::{Context, Statement};
use crate::claim::Value;
use crate::codebook::Verdict;
use crate::names::EntityId;

/// How two outcomes of one event stand. A victory may cost heavy losses, and a raid ends in a
/// withdrawal: only a victory and a defeat of one side, or a draw and either, cannot both be.
pub(super) fn verdict(ctx: &Context, x: &Statement, y: &Statement) -> Option<(Verdict, Reason)> {
    let (p, q) = (favoured(ctx, x)?, favoured(ctx, y)?);
    Some(match (stand(ctx, (x, p), (y, q)), same_words(x, y)) {
        ((Verdict::Agreement, _), false) => (Verdict::Agreement, Reason::SameOutcome),
        (stand, _) => stand,
    })
}

/// The side, and how well it went for it: from −2 (defeat) to 2 (victory).
pub fn favoured(ctx: &Context, x: &Statement) -> Option<(Option<EntityId>, i8)> {
    match x.assertion?.value {
        Value::Term(term) => Some((x.of, ctx.codebook.term(x.attribute, term).favours)),
        Value::Name(_) => Some((x.names?.value, 2)),
        _ => None,
    }
}

fn same_words(x: &Statement, y: &Statement) -> bool {
    x.of == y.of && x.assertion.map(|a| &a.value) == y.assertion.map(|a| &a.value)
}

type Favoured = (Option<EntityId>, i8);

fn stand(
    ctx: &Context,
    (x, (a, p)): (&Statement, Favoured),
    (y, (b, q)): (&Statement, Favoured),
) -> (Verdict, Reason) {
    let drawn = p == 0 && q.abs() == 2 || q == 0 && p.abs() == 2;
    match (a, b) {
        (Some(a), Some(b)) if a != b && !drawn => other_side(ctx, (x, a, p), (y, b, q)),
        _ if a == b && p.signum() == q.signum() => (Verdict::Agreement, Reason::Same),
        _ if drawn || a.is_some() && a == b && p * q == -4 => {
            (Verdict::Contradiction, Reason::OutcomesOpposed)
        }
        _ => (Verdict::Compatible, Reason::BothCanHold),
    }
}

fn other_side(
    ctx: &Context,
    (x, a, p): (&Statement, EntityId, i8),
    (y, b, q): (&Statement, EntityId, i8),
) -> (Verdict, Reason) {
    match (p, q) {
        (2.., 2..) if !allied(ctx, x, y, a, b) => (Verdict::Contradiction, Reason::OutcomesOpposed),
        (1.., 1..) => (Verdict::Compatible, Reason::BothGained),
        (1.., ..=-1) | (..=-1, 1..) => (Verdict::Compatible, Reason::SameOutcome),
        _ => (Verdict::Compatible, Reason::BothCanHold),
    }
}

/// Whether an account gives two sides the same part in the event.
fn allied(ctx: &Context, x: &Statement, y: &Statement, a: EntityId, b: EntityId) -> bool {
    [x, y].iter().any(|s| {
        let resolved = &ctx.names.claims[s.side.claim as usize].actors;
        let role = |id: EntityId| {
            let at = resolved.iter().position(|&actor| actor == id)?;
            s.claim.event.actors[at].role.as_ref()
        };
        role(a).is_some() && role(a) == role(b)
    })
}
