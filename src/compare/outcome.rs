//! Who it went well for.

use super::order;
use super::reason::Reason;
use super::statement::{Context, Statement};
use crate::claim::Value;
use crate::codebook::Verdict;
use crate::names::EntityId;

/// How two outcomes of one event stand.
pub(super) fn verdict(ctx: &Context, x: &Statement, y: &Statement) -> Option<(Verdict, Reason)> {
    let (p, q) = (favoured(ctx, x)?, favoured(ctx, y)?);
    let (verdict, reason) = stand(p, q);
    Some(match verdict {
        Verdict::Contradiction if order::own_revision(x.claim, y.claim) => {
            (Verdict::Superseded, Reason::OwnRevision)
        }
        Verdict::Agreement if !same_words(x, y) => (Verdict::Agreement, Reason::SameOutcome),
        _ => (verdict, reason),
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

fn stand(
    (side, p): (Option<EntityId>, i8),
    (other, q): (Option<EntityId>, i8),
) -> (Verdict, Reason) {
    if side == other {
        return if p.signum() == q.signum() {
            (Verdict::Agreement, Reason::Same)
        } else {
            (Verdict::Contradiction, Reason::OutcomesOpposed)
        };
    }
    match (p, q) {
        (2.., 2..) => (Verdict::Contradiction, Reason::OutcomesOpposed),
        (1.., 1..) => (Verdict::Compatible, Reason::BothGained),
        (0, 0) => (Verdict::Agreement, Reason::Same),
        (1.., ..=-1) | (..=-1, 1..) => (Verdict::Agreement, Reason::SameOutcome),
        _ => (Verdict::Compatible, Reason::BothCanHold),
    }
}
