//! The values of one attribute, each once, and who gives them.

use std::cmp::Reverse;

use super::stands::Member;
use crate::claim::{Control, Value};
use crate::codebook::{SubjectType, ValueType};
use crate::compare::{Context, Slot, Statement, quantity};
use crate::report::view::{self, Printed, Text};
use crate::report::wording;

/// The distinct values, those that most claims give first.
pub(super) fn views<'a>(ctx: &Context<'a>, members: &[Member<'_, 'a>]) -> Vec<view::ValueOf<'a>> {
    let mut said: Vec<(Printed, Option<Text>, usize)> = members
        .iter()
        .enumerate()
        .map(|(at, m)| (printed(ctx, m.said), as_written(ctx, m.said), at))
        .collect();
    said.sort_unstable();
    let mut groups: Vec<&[(Printed, Option<Text>, usize)]> =
        said.chunk_by(|x, y| (&x.0, &x.1) == (&y.0, &y.1)).collect();
    groups.sort_by_key(|group| (Reverse(group.len()), group[0].2));
    let view = |group: &[(Printed<'a>, Option<Text<'a>>, usize)]| {
        let givers: Vec<&Member> = group.iter().map(|&(_, _, at)| &members[at]).collect();
        value_of(ctx, group[0].0.clone(), &givers)
    };
    groups.into_iter().map(view).collect()
}

/// Spellings are values of their own, so that a reader sees both.
fn as_written<'a>(ctx: &Context<'a>, statement: &Statement<'a>) -> Option<Text<'a>> {
    quantity(statement)
        .is_none()
        .then(|| wording::written(ctx, statement))
}

fn value_of<'a>(
    ctx: &Context<'a>,
    value: Printed<'a>,
    givers: &[&Member<'_, 'a>],
) -> view::ValueOf<'a> {
    let chain = |s: &Statement<'a>| {
        let claim = s.claim;
        s.assertion
            .map_or(&*claim.said_by, |a| claim.attribution(a))
    };
    let chains = givers.iter().flat_map(|m| chain(m.said));
    let party = givers[0].party;
    view::ValueOf {
        value,
        text: wording::written(ctx, givers[0].said),
        claims: texts(givers.iter().map(|m| &*m.said.claim.id)),
        outlets: texts(givers.iter().map(|m| &*m.said.claim.outlet)),
        independent: distinct(givers.iter().map(|m| m.origin)).len(),
        probability: None,
        said_by: texts(chains.map(|source| &**source)),
        party: party
            .filter(|_| givers.iter().all(|m| m.party == party))
            .map(Text::Borrowed),
    }
}

/// Each once, sorted.
pub(super) fn distinct<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = items.collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Each once, sorted.
pub(super) fn texts<'a>(items: impl Iterator<Item = &'a str>) -> Vec<Text<'a>> {
    distinct(items.map(Text::Borrowed))
}

/// The party to the event whose own claim a statement is, if it is one: it is attributed to one
/// of those who took part or to its organ, or published by one.
pub(super) fn party<'a>(ctx: &Context<'a>, statement: &Statement) -> Option<&'a str> {
    let value_type = ctx.codebook.attribute(statement.attribute).value_type;
    if !matches!(
        value_type,
        ValueType::Count | ValueType::Outcome | ValueType::Name
    ) {
        return None;
    }
    let names = &ctx.names.claims[statement.side.claim as usize];
    let own = statement.names.map_or(&[][..], |n| &n.said_by);
    let sources = if own.is_empty() {
        &names.said_by[..]
    } else {
        own
    };
    let outlet = ctx.names.outlets.get(&statement.claim.outlet);
    sources.iter().chain(outlet).find_map(|&source| {
        let body = ctx.names.organ_of(source).unwrap_or(source);
        let is_side = names.actors.contains(&body) || statement.of == Some(body);
        let entity = &ctx.names.entities[body.0 as usize];
        (is_side
            && entity.kind == SubjectType::Group
            && !entity.unknown
            && entity.category.is_none())
        .then(|| ctx.name(body))
    })
}

/// A value in the form of the claims format.
pub(super) fn printed<'a>(ctx: &Context<'a>, statement: &Statement<'a>) -> Printed<'a> {
    let written = || Printed::Text(wording::written(ctx, statement));
    let owned = |value: &dyn ToString| Printed::Text(Text::Owned(value.to_string()));
    let Some(assertion) = statement.assertion else {
        return match (statement.side.slot, &statement.claim.event.when) {
            (Slot::When, Some(when)) => owned(when),
            _ => written(),
        };
    };
    match &assertion.value {
        Value::Count(q) => Printed::Bounds {
            low: q.low,
            best: q.best,
            high: q.high,
        },
        Value::Measure(measure) => owned(measure),
        Value::Time(when) => owned(when),
        Value::Term(term) => Printed::Text(Text::Borrowed(
            &ctx.codebook.term(assertion.attribute, *term).name,
        )),
        Value::Name(name) => Printed::Text(Text::Borrowed(name)),
        Value::Control(control) => owned(control),
        Value::Role(role) => owned(role),
        Value::Place(place) => owned(place),
        Value::Text(_) => written(),
    }
}

/// A value, names under the canonical name of the thing they name, so that spellings vote as one.
pub(super) fn printed_name<'a>(ctx: &Context<'a>, s: &Statement<'a>) -> Printed<'a> {
    let is_name = matches!(
        s.assertion.map(|a| &a.value),
        Some(Value::Name(_) | Value::Control(Control::Held(_)))
    );
    match s.names.and_then(|n| n.value).filter(|_| is_name) {
        Some(id) => Printed::Text(ctx.name(id).into()),
        None => printed(ctx, s),
    }
}
