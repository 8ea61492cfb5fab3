//! What is denied, taken back or corrected: nothing withdrawn stands.

use std::cmp::Ordering;

use super::statement::{Context, Statement};
use super::{Reason, Stand, by_type, count, lineage};
use crate::claim::Stance;
use crate::codebook::Verdict;

/// How two statements stand of which one at least denies or takes back; `None` where both assert.
pub(super) fn stand(ctx: &Context, x: &Statement, y: &Statement) -> Option<Stand> {
    match (stance(x), stance(y)) {
        (Stance::Asserts, Stance::Asserts) => None,
        (Stance::Asserts, _) => Some(against(ctx, y, x)),
        (_, Stance::Asserts) => Some(against(ctx, x, y)),
        (a, b) if a == b && one_value(ctx, x, y) => Some((Verdict::Agreement, Reason::Same)),
        _ => Some((Verdict::Compatible, Reason::DeniesOther)),
    }
}

/// What a statement does with what it speaks of.
pub(super) fn stance(s: &Statement) -> Stance {
    s.assertion.map_or(Stance::Asserts, |a| a.stance)
}

/// What denies or takes back something against what asserts it, or something else.
fn against(ctx: &Context, no: &Statement, yes: &Statement) -> Stand {
    if !one_value(ctx, no, yes) {
        return (Verdict::Compatible, Reason::DeniesOther);
    }
    let own = no.claim.outlet == yes.claim.outlet;
    let cited = own || no.voices.shared(&yes.voices).next().is_some();
    let corrects = corrects(no, yes);
    let earlier = || lineage::order_of(ctx, yes, no) == Some(Ordering::Greater);
    match (stance(no), cited || corrects) {
        // Who says it again after it was taken back says it anew.
        (_, true) if own && earlier() && !corrects => (Verdict::Superseded, Reason::OwnRevision),
        (Stance::Retracts, true) => (Verdict::Superseded, Reason::Retracted),
        (Stance::Retracts, false) => (Verdict::Compatible, Reason::WithdrawnElsewhere),
        (_, true) => (Verdict::Superseded, Reason::DeniedBySource),
        (_, false) => (Verdict::Contradiction, Reason::Denied),
    }
}

/// Whether a denial is of what the other asserts: the same figure, term or name.
fn one_value(ctx: &Context, x: &Statement, y: &Statement) -> bool {
    if let Some((p, q)) = count::quantity(x).zip(count::quantity(y)) {
        return p.low == q.low || p.best.is_some() && p.best == q.best;
    }
    let stand = by_type(ctx, x, y);
    stand.is_some_and(|(verdict, reason)| {
        let one = matches!(reason, Reason::Spelling | Reason::Implied | Reason::Overlap);
        verdict == Verdict::Agreement || verdict == Verdict::Compatible && one
    })
}

/// Whether the document of the second says that it corrects that of the first.
pub(super) fn is_corrected_by(x: &Statement, y: &Statement) -> bool {
    y.claim.document.corrects.as_ref() == Some(&x.claim.document.id)
}

fn corrects(x: &Statement, y: &Statement) -> bool {
    is_corrected_by(x, y) || is_corrected_by(y, x)
}

/// How a correction stands to what it corrects: whatever it says otherwise takes the other's place.
pub(super) fn corrected(x: &Statement, y: &Statement, stand: Stand) -> Option<Stand> {
    let same = match stand {
        (Verdict::Agreement | Verdict::Scope, _) => true,
        (_, reason) => reason == Reason::Spelling,
    };
    (!same && corrects(x, y)).then_some((Verdict::Superseded, Reason::Corrected))
}
