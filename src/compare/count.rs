//! Counts: intervals of the same scope.

use std::cmp::Ordering;

use super::camp;
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
        return (!p.same_bounds(&q)).then_some((Verdict::Scope, reason));
    }
    if p.same_bounds(&q) && p.others == q.others {
        return Some((Verdict::Agreement, Reason::Same));
    }
    let (wide_p, wide_q) = with_named(ctx, (x, p), (y, q));
    if wide_p.overlaps(&wide_q) {
        let reason = if p.others == q.others {
            Reason::Overlap
        } else {
            Reason::OverlapWithNamed
        };
        return Some((Verdict::Compatible, reason));
    }
    if tolerated(p, q, ctx.codebook.attribute(x.attribute).tolerance) {
        return Some((Verdict::Compatible, Reason::WithinTolerance));
    }
    Some(apart(ctx, (x, p), (y, q)))
}

/// The count that a statement gives.
pub fn quantity(x: &Statement) -> Option<Quantity> {
    match &x.assertion?.value {
        Value::Count(quantity) => Some(*quantity),
        Value::Measure(measure) => Some(measure.ranked()),
        _ => None,
    }
}

/// Two counts that no number satisfies: a correction, a rising toll, or a contradiction.
pub(super) fn apart(
    ctx: &Context,
    (x, p): (&Statement, Quantity),
    (y, q): (&Statement, Quantity),
) -> (Verdict, Reason) {
    let attribute = ctx.codebook.attribute(x.attribute);
    if order::same_document(x.claim, y.claim) {
        return (Verdict::Contradiction, Reason::SelfContradiction);
    }
    match (attribute.change, counted_in_order(x, y)) {
        (Change::Rises, Some(order))
            if in_window(x, y, attribute.window_days) && rises(p, q, order) =>
        {
            (Verdict::Superseded, Reason::Raised)
        }
        (Change::Changes, Some(_)) => (Verdict::Superseded, Reason::Moved),
        _ => (Verdict::Contradiction, Reason::NumbersApart),
    }
}

/// Which of two counts is the later: by the days that they are of, or else by publication.
fn counted_in_order(x: &Statement, y: &Statement) -> Option<Ordering> {
    let day = |s: &Statement| s.assertion.and_then(|a| a.as_of.as_ref()).map(|w| w.span);
    let by_day = day(x).zip(day(y)).and_then(|(s, t)| order::spans(s, t));
    by_day.or_else(|| order::published(x.claim, y.claim))
}

/// A toll is still counted for some days after the event; a running total for ever.
fn in_window(x: &Statement, y: &Statement, days: u32) -> bool {
    let running = |s: &Statement| s.assertion.is_some_and(|a| a.counts == Counts::Running);
    running(x) && running(y) || order::days_between(x.claim, y.claim).is_none_or(|d| d <= days)
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
    let (of, category) = counted_of(x, x.of);
    (of, category.map(|id| ctx.name(id)))
}

pub(super) type Counted = (Option<EntityId>, Option<EntityId>);

pub(super) fn counted_of(x: &Statement, of: Option<EntityId>) -> Counted {
    (of, x.category.filter(|_| !(of.is_some() && x.members)))
}

/// What two counts count, each with the other at hand: "soldiers" are of the one army that the
/// other account names.
fn counted_beside(x: &Statement, y: &Statement) -> (Counted, Counted) {
    let (of, other, same_words) = camp::of_whom(x, y);
    let (a, b) = (counted_of(x, of), counted_of(y, other));
    (a, if same_words { a } else { b })
}

/// Whether two counts are of one thing.
pub(super) fn same_thing(x: &Statement, y: &Statement) -> bool {
    let (a, b) = counted_beside(x, y);
    a == b
}

/// Whether two counts are of one sort and one period.
pub(super) fn same_sort(x: &Statement, y: &Statement) -> bool {
    let sort = |s: &Statement| {
        s.assertion
            .map(|a| (a.counts, a.over.as_ref().map(|w| w.span)))
    };
    sort(x) == sort(y)
}

/// Why two counts are not of the same thing, if they are not.
pub(super) fn scope(ctx: &Context, x: &Statement, y: &Statement) -> Option<Reason> {
    let ((of, category), (other, other_category)) = counted_beside(x, y);
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
    // A part is known by what it counts; where nothing says that, two parts may be two.
    if a.counts == Counts::Part && b.counts == Counts::Part && of.is_none() && category.is_none() {
        return Some(Reason::OtherParts);
    }
    if a.counts != b.counts {
        let part = a.counts == Counts::Part || b.counts == Counts::Part;
        return Some(if part {
            Reason::PartAndWhole
        } else {
            Reason::RunningTotal
        });
    }
    let period = |w: &Option<std::sync::Arc<crate::claim::When>>| w.as_ref().map(|w| w.span);
    (period(&a.over) != period(&b.over)).then_some(Reason::OtherPeriod)
}

/// Whether one category lies within another; every category lies within all people.
fn within(ctx: &Context, inner: Option<EntityId>, outer: Option<EntityId>) -> bool {
    match (inner, outer) {
        (Some(inner), Some(outer)) => ctx
            .codebook
            .category_within(ctx.name(inner), ctx.name(outer)),
        (_, None) => true,
        (None, Some(_)) => false,
    }
}

/// "20 others" leave out those named: where only one of two counts does, it is widened by as many
/// as its claim names, or by one that it may have meant.
fn with_named(
    ctx: &Context,
    (x, p): (&Statement, Quantity),
    (y, q): (&Statement, Quantity),
) -> (Quantity, Quantity) {
    match (p.others, q.others) {
        (true, false) => (widened(p, named(ctx, x)), q),
        (false, true) => (p, widened(q, named(ctx, y))),
        _ => (p, q),
    }
}

fn widened(q: Quantity, by: u64) -> Quantity {
    Quantity {
        high: q.shifted_by(by.max(1)).high,
        ..q
    }
}

/// How many persons the claim itself names as having met the fate that is counted.
pub fn named(ctx: &Context, x: &Statement) -> u64 {
    let fate = &ctx.codebook.attribute(x.attribute).name;
    let met = |a: &crate::claim::Assertion| match a.value {
        Value::Term(term) => {
            let term = ctx.codebook.term(a.attribute, term);
            let is = |name: &String| {
                name == fate || ctx.codebook.attribute_id(name) == Some(x.attribute)
            };
            is(&term.name) || term.aliases.iter().any(is) || term.implies.iter().any(is)
        }
        _ => false,
    };
    let names = &ctx.names.claims[x.side.claim as usize].assertions;
    let persons = x
        .claim
        .assertions
        .iter()
        .zip(names)
        .filter(|(a, _)| met(a))
        .filter_map(|(_, n)| n.of);
    let mut persons: Vec<EntityId> = persons.collect();
    persons.sort_unstable();
    persons.dedup();
    persons.len() as u64
}
