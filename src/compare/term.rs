//! Terms of a codebook, statuses above all: what excludes what, and what can follow what.

use std::cmp::Ordering;

use super::order;
use super::reason::Reason;
use super::statement::{Context, Statement};
use crate::claim::{AttributeId, Role, TermId, Value};
use crate::codebook::Verdict;
use crate::names::EntityId;
use crate::text::term as key;

/// Evidence of life has refuted a death after decades, but not later than this, in days: Teruo Nakamura,
/// declared dead in 1944, was found in 1974. Beyond it the two are persons of one name.
pub(super) const LIFETIME: u32 = 40 * 365;

/// How two terms of one subject stand.
pub(super) fn verdict(ctx: &Context, x: &Statement, y: &Statement) -> Option<(Verdict, Reason)> {
    let (p, q) = (term(x)?, term(y)?);
    Some(stand(ctx, x.attribute, (x, p), (y, q)))
}

/// The term that a statement gives.
pub(super) fn term(x: &Statement) -> Option<TermId> {
    match x.assertion?.value {
        Value::Term(term) => Some(term),
        _ => None,
    }
}

/// Whether whatever makes the first statement true makes the second so: the same term, or one that
/// implies it.
pub fn covers(ctx: &Context, x: &Statement, y: &Statement) -> bool {
    let terms = term(x).zip(term(y));
    terms.is_some_and(|(p, q)| p == q || ctx.codebook.implies(x.attribute, p, q))
}

/// Whether a statement tells how somebody died: a term that is for ever, and is true of nobody without
/// another that is.
pub(super) fn is_killing(ctx: &Context, s: &Statement) -> bool {
    let of = |t| ctx.codebook.term(s.attribute, t);
    term(s).is_some_and(|t| of(t).is_final && !of(t).implies.is_empty())
}

/// What a claim says of a person beside its state: the widest place it is set in, and the person's office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Person<'a> {
    land: EntityId,
    office: &'a Role,
}

/// What the claim of a state says of the person else, where it says all of it.
pub(super) fn person<'a>(ctx: &Context<'a>, s: &Statement<'a>) -> Option<Person<'a>> {
    let (of, names) = (s.of?, &ctx.names.claims[s.side.claim as usize]);
    s.assertion
        .filter(|a| matches!(a.value, Value::Term(_) | Value::Role(_)))?;
    let said = s.claim.assertions.iter().zip(&names.assertions);
    let mut own = said.filter(|(_, n)| n.of == Some(of));
    let office = own.find_map(|(a, _)| match &a.value {
        Value::Role(role) => Some(role),
        _ => None,
    });
    Some(Person {
        land: *names.place.last()?,
        office: office?,
    })
}

/// Whether what two claims say of one name they say of two persons.
pub(super) fn are_namesakes(ctx: &Context, x: &Statement, y: &Statement) -> bool {
    are_two(ctx, person(ctx, x), person(ctx, y))
}

/// Whether two accounts of one name speak of two persons: of other offices, in other lands.
fn are_two(ctx: &Context, x: Option<Person>, y: Option<Person>) -> bool {
    x.zip(y).is_some_and(|(x, y)| {
        !ctx.same_or_nested(x.land, y.land) && key(&x.office.title) != key(&y.office.title)
    })
}

fn stand(
    ctx: &Context,
    attribute: AttributeId,
    (x, p): (&Statement, TermId),
    (y, q): (&Statement, TermId),
) -> (Verdict, Reason) {
    let (a, b) = (
        ctx.codebook.term(attribute, p),
        ctx.codebook.term(attribute, q),
    );
    let times = x.holds_on().zip(y.holds_on());
    let lifetime = (a.is_final || b.is_final) && times.is_some_and(|(s, t)| s.gap(t) > LIFETIME);
    if lifetime || p != q && are_namesakes(ctx, x, y) {
        return (Verdict::Scope, Reason::Namesakes);
    }
    if p == q {
        return (Verdict::Agreement, Reason::Same);
    }
    let book = ctx.codebook;
    if book.implies(attribute, p, q) || book.implies(attribute, q, p) {
        return (Verdict::Compatible, Reason::Implied);
    }
    let order = times.and_then(|(s, t)| order::spans(s, t));
    let excludes = book.excludes(attribute, p, q);
    if a.is_final != b.is_final && excludes {
        return if a.is_final {
            with_end(ctx, (y, q), (x, p), order.map(Ordering::reverse))
        } else {
            with_end(ctx, (x, p), (y, q), order)
        };
    }
    match (order, excludes) {
        (Some(_), true) => (Verdict::Superseded, Reason::StateChanged),
        (Some(_), false) => (Verdict::Superseded, Reason::AnotherState),
        (None, false) => (Verdict::Compatible, Reason::BothCanHold),
        (None, true) if follows(ctx, (x, p), (y, q)) || follows(ctx, (y, q), (x, p)) => {
            (Verdict::Superseded, Reason::FollowedSameDay)
        }
        (None, true) if settled(x, y) => (Verdict::Contradiction, Reason::TermsExclude),
        (None, true) => (Verdict::Superseded, Reason::MayHaveChanged),
    }
}

/// A state that ends against one that is for ever (alive, and dead); `order` is the first's.
fn with_end(
    ctx: &Context,
    (x, p): (&Statement, TermId),
    (y, q): (&Statement, TermId),
    order: Option<Ordering>,
) -> (Verdict, Reason) {
    match order {
        Some(Ordering::Less) => (Verdict::Superseded, Reason::DiedLater),
        Some(_) => (Verdict::Contradiction, Reason::AliveAfterDeath),
        None if follows(ctx, (x, p), (y, q)) => (Verdict::Superseded, Reason::FollowedSameDay),
        None if settled(x, y) => (Verdict::Contradiction, Reason::DeadAndAlive),
        None => (Verdict::Superseded, Reason::MayHaveChanged),
    }
}

/// Whether two overlapping times leave no room for a change between: both are certain, or both
/// are the one event's own.
fn settled(x: &Statement, y: &Statement) -> bool {
    x.certain() && y.certain() || x.of_the_event() && y.of_the_event()
}

/// Whether the later report gives a state that can follow the earlier's on the same day; where it
/// is not known which is the later, the one that can follow is taken for it.
fn follows(ctx: &Context, (x, p): (&Statement, TermId), (y, q): (&Statement, TermId)) -> bool {
    ctx.codebook.follows(x.attribute, p, q)
        && order::published(x.claim, y.claim) != Some(Ordering::Greater)
}
