//! Counts: intervals of the same scope.

use std::cmp::Ordering;

use super::order;
use super::reason::Reason;
use super::statement::{Context, Statement};
use crate::claim::{Counts, Quantity, Value};
use crate::codebook::{Change, Tolerance, Verdict};
use crate::names::EntityId;

/// How two counts of one attribute stand; `None` where they count different things and are equal
/// all the same, which says nothing.
pub(super) fn verdict(ctx: &Context, x: &Statement, y: &Statement) -> Option<(Verdict, Reason)> {
    let (p, q) = (quantity(x)?, quantity(y)?);
    if let Some(reason) = scope(ctx, x, y) {
        return (!same(p, q)).then_some((Verdict::Scope, reason));
    }
    let (p, q, shifted) = with_named(ctx, x, y, p, q);
    if same(p, q) && !shifted {
        return Some((Verdict::Agreement, Reason::Same));
    }
    if p.overlaps(&q) {
        let reason = if shifted {
            Reason::OverlapWithNamed
        } else {
            Reason::Overlap
        };
        return Some((Verdict::Compatible, reason));
    }
    let attribute = ctx.codebook.attribute(x.attribute);
    if tolerated(p, q, attribute.tolerance) {
        return Some((Verdict::Compatible, Reason::WithinTolerance));
    }
    Some(apart(x, y, p, q, attribute.change, attribute.window_days))
}

/// The count that a statement gives.
pub fn quantity(x: &Statement) -> Option<Quantity> {
    match x.assertion?.value {
        Value::Count(quantity) => Some(quantity),
        Value::Measure(measure) => Some(measure.amount),
        _ => None,
    }
}

fn same(p: Quantity, q: Quantity) -> bool {
    p.low == q.low && p.high == q.high
}

/// Two counts that no number satisfies: a correction, a rising toll, or a contradiction.
fn apart(
    x: &Statement,
    y: &Statement,
    p: Quantity,
    q: Quantity,
    change: Change,
    window_days: u32,
) -> (Verdict, Reason) {
    if order::own_revision(x.claim, y.claim) {
        return (Verdict::Superseded, Reason::OwnRevision);
    }
    if x.claim.document.id == y.claim.document.id && x.claim.outlet == y.claim.outlet {
        return (Verdict::Contradiction, Reason::SelfContradiction);
    }
    let order = order::published(x.claim, y.claim);
    let near = order::days_between(x.claim, y.claim).is_some_and(|d| d <= window_days);
    match (change, order) {
        (Change::Rises, Some(order)) if near && rises(p, q, order) => {
            (Verdict::Superseded, Reason::Raised)
        }
        (Change::Changes, Some(_)) => (Verdict::Superseded, Reason::Moved),
        _ => (Verdict::Contradiction, Reason::NumbersApart),
    }
}

/// Whether the later of two disjoint counts is the higher.
fn rises(p: Quantity, q: Quantity, published: Ordering) -> bool {
    (p.low < q.low) == (published == Ordering::Less)
}

fn tolerated(p: Quantity, q: Quantity, tolerance: Option<Tolerance>) -> bool {
    let (less, more) = if p.low < q.low { (p, q) } else { (q, p) };
    let Some(high) = less.high else { return true };
    let gap = more.low.saturating_sub(high);
    match tolerance {
        None => false,
        Some(Tolerance::Absolute(by)) => gap <= by,
        Some(Tolerance::Relative { percent }) => gap as f64 <= more.low as f64 * percent / 100.0,
    }
}

/// What a count counts: the group or thing, and the category of people.
///
/// "People" is everybody, so it is the same as no category; of a group that fights, its fighters
/// are as good as its members.
pub fn counted<'a>(ctx: &Context<'a>, x: &Statement) -> (Option<EntityId>, Option<&'a str>) {
    let category = x.category.map(|id| ctx.name(id)).filter(|&name| {
        name != "people" && !(x.of.is_some() && matches!(name, "fighters" | "combatants"))
    });
    (x.of, category)
}

/// Why two counts are not of the same thing, if they are not.
pub(super) fn scope(ctx: &Context, x: &Statement, y: &Statement) -> Option<Reason> {
    let ((of, category), (other, other_category)) = (counted(ctx, x), counted(ctx, y));
    if of != other {
        let whole =
            of.is_none() && category.is_none() || other.is_none() && other_category.is_none();
        return Some(if whole {
            Reason::TotalAndSide
        } else {
            Reason::OtherSubject
        });
    }
    if category != other_category {
        let whole = within(ctx, category, other_category) || within(ctx, other_category, category);
        return Some(if whole {
            Reason::CategoryOfAll
        } else {
            Reason::OtherCategory
        });
    }
    let (a, b) = (x.assertion?, y.assertion?);
    if a.counts != b.counts {
        let part = a.counts == Counts::Part || b.counts == Counts::Part;
        return Some(if part {
            Reason::PartAndWhole
        } else {
            Reason::RunningTotal
        });
    }
    let period = |w: &Option<crate::claim::When>| w.as_ref().map(|w| w.span);
    (period(&a.over) != period(&b.over)).then_some(Reason::OtherPeriod)
}

/// Whether one category lies within another; every category lies within all people.
fn within(ctx: &Context, inner: Option<&str>, outer: Option<&str>) -> bool {
    match (inner, outer) {
        (Some(inner), Some(outer)) => ctx.codebook.category_within(inner, outer),
        (_, None) => true,
        (None, Some(_)) => false,
    }
}

/// "20 others" beside a named dead is 21 in all: where only one of the two counts leaves the
/// named out, they are added to it.
fn with_named(
    ctx: &Context,
    x: &Statement,
    y: &Statement,
    p: Quantity,
    q: Quantity,
) -> (Quantity, Quantity, bool) {
    match (p.others, q.others) {
        (true, false) => (shifted(p, named(ctx, x)), q, true),
        (false, true) => (p, shifted(q, named(ctx, y)), true),
        _ => (p, q, false),
    }
}

fn shifted(q: Quantity, by: u64) -> Quantity {
    Quantity {
        low: q.low.saturating_add(by),
        best: q.best.map(|b| b.saturating_add(by)),
        high: q.high.map(|h| h.saturating_add(by)),
        others: false,
    }
}

/// How many persons the claim itself names as having met the fate that is counted.
pub fn named(ctx: &Context, x: &Statement) -> u64 {
    let fate = &ctx.codebook.attribute(x.attribute).name;
    x.claim
        .assertions
        .iter()
        .filter(|a| match a.value {
            Value::Term(term) => ctx.codebook.term(a.attribute, term).name == *fate,
            _ => false,
        })
        .count() as u64
}
