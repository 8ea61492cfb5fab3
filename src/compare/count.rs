//! Counts: intervals of the same scope.

use std::cmp::Ordering;

use super::reason::Reason;
use super::statement::{Context, Statement};
use super::{Stand, camp, lineage, order, place, proof, slip};
use crate::claim::{Assertion, AttributeId, Counts, Quantity, Value};
use crate::codebook::{Change, Tolerance, Verdict};
use crate::names::EntityId;

/// How two counts of one attribute stand; `None` where they count different things and are equal
/// all the same, which says nothing.
pub(super) fn verdict(ctx: &Context, x: &Statement, y: &Statement) -> Option<(Verdict, Reason)> {
    let (p, q) = (quantity(x)?, quantity(y)?);
    if let Some(reason) = scope(ctx, x, y) {
        let stand = above_whole(ctx, (x, p), (y, q), reason).unwrap_or((Verdict::Scope, reason));
        return (!p.same_bounds(&q)).then_some(stand);
    }
    let extent = || place::is_within(ctx, x, y, (p, q)).then_some(Reason::OtherExtent);
    if let Some(reason) = proof::scope(x, y, (p, q)).or_else(extent) {
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

/// How two counts stand that one account gives of one thing, where it counts by two standards or cites two
/// speakers.
pub(super) fn within_account(x: &Statement, y: &Statement) -> Option<Stand> {
    let (p, q) = (quantity(x)?, quantity(y)?);
    if !same_thing(x, y) || !same_sort(x, y) || p.same_bounds(&q) {
        return None;
    }
    if let Some(reason) = proof::scope(x, y, (p, q)) {
        return Some((Verdict::Scope, reason));
    }
    let apart =
        lineage::are_two_speakers(x, y) && !p.overlaps(&q) && lineage::by_day(x, y).is_none();
    apart.then_some((Verdict::Contradiction, Reason::NumbersApart))
}

/// A part that is larger than its whole: if counted later, the whole has grown; else one of the two
/// is wrong.
fn above_whole(
    ctx: &Context,
    (x, p): (&Statement, Quantity),
    (y, q): (&Statement, Quantity),
    reason: Reason,
) -> Option<Stand> {
    // An account of a clash that gives one number may mean the fighters of a side.
    let sides = |s: &Statement| s.claim.event.actors.len() > 1;
    if sides(x) || sides(y) {
        return None;
    }
    let everybody = |s: &Statement| s.of.is_none() && s.category.is_none();
    let part_first = match reason {
        Reason::TotalAndSide => everybody(y),
        Reason::CategoryOfAll => within(ctx, x.category, y.category),
        _ => return None,
    };
    if part_first {
        let alike = !everybody(x) && same_sort(x, y) && proof::may_hold(y, x);
        q.high.filter(|&high| p.low > high && alike)?;
        let later = lineage::order_of(ctx, x, y) == Some(Ordering::Greater);
        let rises = ctx.codebook.attribute(x.attribute).change == Change::Rises;
        return Some(if later && rises {
            (Verdict::Superseded, Reason::PartAboveEarlier)
        } else {
            (Verdict::Contradiction, Reason::PartExceedsWhole)
        });
    }
    everybody(x)
        .then(|| above_whole(ctx, (y, q), (x, p), reason))
        .flatten()
}

/// The count that a statement gives.
pub fn quantity(x: &Statement) -> Option<Quantity> {
    match &x.assertion?.value {
        Value::Count(quantity) => Some(*quantity),
        Value::Measure(measure) => Some(measure.ranked()),
        _ => None,
    }
}

/// Two counts that no number satisfies: a rising toll, a recount, or a contradiction.
pub(super) fn apart(
    ctx: &Context,
    (x, p): (&Statement, Quantity),
    (y, q): (&Statement, Quantity),
) -> (Verdict, Reason) {
    let contradiction = |reason| (Verdict::Contradiction, reason);
    if lineage::by_day(x, y).is_none()
        && order::same_document(x.claim, y.claim)
        && !lineage::are_two_speakers(x, y)
    {
        return contradiction(Reason::SelfContradiction);
    }
    if lineage::is_miscited(x, y, (p, q)) {
        return contradiction(Reason::Misquoted);
    }
    let slip = slip::between(p, q);
    let order = lineage::order_of(ctx, x, y).filter(|_| !lineage::of_one_day(x, y));
    let attribute = ctx.codebook.attribute(x.attribute);
    let late = attribute
        .window_days
        .is_some_and(|most| order::days_between(x.claim, y.claim).is_some_and(|days| days > most));
    match (attribute.change, order) {
        (Change::Rises, Some(order)) if rises(p, q, order) && !late => match slip {
            Some(slip::Slip::Digit | slip::Slip::Scale) => contradiction(Reason::Slip),
            _ if lineage::stands_by(x, y, order) => contradiction(Reason::StoodBy),
            _ if lineage::said_before(x, y, order) => contradiction(Reason::NumbersApart),
            _ => (Verdict::Superseded, Reason::Raised),
        },
        (Change::Changes, Some(_)) => (Verdict::Superseded, Reason::Moved),
        (Change::Rises, Some(_)) if proof::is_recount(ctx, x, y) => {
            (Verdict::Superseded, Reason::Recount)
        }
        (_, Some(order)) if have_become(ctx, (x, p), (y, q), order) => {
            (Verdict::Superseded, Reason::BecameDead)
        }
        _ if slip.is_some() => contradiction(Reason::Slip),
        _ => contradiction(Reason::NumbersApart),
    }
}

/// Whether the later of two disjoint counts is the higher.
fn rises(p: Quantity, q: Quantity, published: Ordering) -> bool {
    (p.low < q.low) == (published == Ordering::Less)
}

/// Whether as many have gone over into another count of the later claim (the wounded into the dead)
/// as the later count has fewer.
fn have_become(
    ctx: &Context,
    (x, p): (&Statement, Quantity),
    (y, q): (&Statement, Quantity),
    order: Ordering,
) -> bool {
    if order == Ordering::Greater {
        return have_become(ctx, (y, q), (x, p), Ordering::Less);
    }
    let (before, after) = (became(ctx, x), became(ctx, y));
    let fewer = p.low.saturating_sub(q.high.unwrap_or(q.low));
    let more = |(attribute, [_, _, high]): &(AttributeId, [Option<u64>; 3])| {
        let known = before.iter().find(|(a, _)| a == attribute);
        let least = known.map_or(Some(0), |(_, [low, ..])| *low);
        Some(high.as_ref()?.saturating_sub(least?))
    };
    let all: Option<u64> = after.iter().map(more).sum();
    !after.is_empty() && all.is_none_or(|more| more >= fewer)
}

/// What the claim of a count says of those who may have become of the counted: the dead, of the
/// wounded.
pub(super) fn became(ctx: &Context, s: &Statement) -> Vec<(AttributeId, [Option<u64>; 3])> {
    let becomes = &ctx.codebook.attribute(s.attribute).becomes;
    let Some(own) = s.assertion.filter(|_| !becomes.is_empty()) else {
        return Vec::new();
    };
    let ids = becomes
        .iter()
        .filter_map(|name| ctx.codebook.attribute_id(name));
    let ids: Vec<AttributeId> = ids.collect();
    let others = s.claim.assertions.iter();
    let of_them = others.filter(|a| {
        ids.contains(&a.attribute) && (&a.of, &a.whom, a.counts) == (&own.of, &own.whom, own.counts)
    });
    let counted = of_them.filter_map(|a| match a.value {
        Value::Count(q) => Some((a.attribute, [Some(q.low), q.best, q.high])),
        _ => None,
    });
    counted.collect()
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
        let over = |a: &crate::claim::Assertion| a.over.as_ref().map(|w| w.span);
        s.assertion.map(|a| (counts(s, a), over(a)))
    };
    sort(x) == sort(y)
}

/// What sort of count a statement gives: a part that is known by what it counts is that thing's own
/// count.
pub(super) fn counts(s: &Statement, a: &Assertion) -> Counts {
    let (of, category) = counted_of(s, s.of);
    match a.counts {
        Counts::Part if of.is_some() || category.is_some() => Counts::Event,
        counts => counts,
    }
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
    let (sort, other) = (counts(x, a), counts(y, b));
    // A part is known by what it counts; where nothing says that, two parts may be two.
    if sort == Counts::Part && other == Counts::Part {
        return Some(Reason::OtherParts);
    }
    if sort != other {
        let part = sort == Counts::Part || other == Counts::Part;
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
