//! Persons, groups and places with a history of their own.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use itertools::Itertools;
use rayon::prelude::*;

use super::{Results, value, wording};
use crate::claim::content_id;
use crate::codebook::{Severity, SubjectType};
use crate::compare::{Context, Home, Side, Statement};
use crate::names::EntityId;
use crate::settle::State;
use crate::view::{Moment, Printed, Subject, Text};

/// From what it is, its canonical name, and what holds it.
pub(super) fn id(ctx: &Context, entity: EntityId) -> String {
    let parents = &ctx.names.entity(entity).parents;
    let parents: Vec<&str> = parents.iter().map(|&p| ctx.name(p)).sorted().collect();
    content_id(
        "s",
        [kind(ctx, entity), ctx.name(entity)]
            .into_iter()
            .chain(parents),
    )
}

pub(super) fn kind(ctx: &Context, entity: EntityId) -> &'static str {
    match ctx.names.entity(entity).kind {
        SubjectType::Group => "group",
        SubjectType::Person => "person",
        SubjectType::Place => "place",
        SubjectType::Thing => "thing",
    }
}

/// The name of the subject of an id.
pub(super) fn name<'a>(results: &Results<'a>, subject: &str) -> Option<&'a str> {
    let of = |topic: &crate::compare::Topic| match topic.home {
        Home::Subject(entity) | Home::Office(entity) => Some(entity),
        Home::Event(_) => None,
    };
    let ctx = &results.ctx;
    let mut entities = results.comparison.topics.all().iter().filter_map(of);
    let entity = entities.find(|&entity| id(ctx, entity) == subject)?;
    Some(ctx.name(entity))
}

/// Those with open contradictions first, the gravest before the others; then by name.
pub(super) fn views<'a>(results: &Results<'a>) -> Vec<Subject<'a>> {
    let (subjects, grave) = subjects(results);
    let mut views: Vec<_> = subjects
        .into_iter()
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|(entity, timeline)| {
            let grave = grave.get(&entity).copied().flatten();
            (Reverse(grave), view(results, entity, &timeline))
        })
        .collect();
    views.sort_by(|(g, x), (h, y)| (g, &x.kind, &x.name, &x.id).cmp(&(h, &y.kind, &y.name, &y.id)));
    views.into_iter().map(|(_, view)| view).collect()
}

type Timelines<'a> = BTreeMap<EntityId, Cow<'a, [Side]>>;

/// Every entity with a history of two statements or more, or with a topic of several claims; and how
/// grave the contradictions are that it stands in.
fn subjects<'a>(results: &Results<'a>) -> (Timelines<'a>, BTreeMap<EntityId, Option<Severity>>) {
    let told = results.comparison.subjects.iter();
    let mut subjects: Timelines = told
        .map(|s| (s.entity, Cow::Borrowed(&*s.timeline)))
        .collect();
    let mut grave: BTreeMap<EntityId, Option<Severity>> = BTreeMap::new();
    let topics = &results.comparison.topics;
    for (number, topic) in topics.all().iter().enumerate() {
        let (Home::Subject(entity) | Home::Office(entity)) = topic.home else {
            continue;
        };
        let settled = results.settlement.topic(number);
        if settled.state == State::Open {
            let known = grave.entry(entity).or_default();
            *known = (*known).max(settled.severity);
        }
        if settled.claims > 1 || !topics.between(number).is_empty() {
            let rows = 0..topics.rows(number).len();
            let sides = rows.flat_map(|row| topics.sides(number, row).iter().copied());
            let sides: BTreeSet<Side> = sides.collect();
            let timeline = || Cow::Owned(sides.into_iter().collect());
            subjects.entry(entity).or_insert_with(timeline);
        }
    }
    (subjects, grave)
}

fn view<'a>(results: &Results<'a>, entity: EntityId, timeline: &[Side]) -> Subject<'a> {
    let ctx = &results.ctx;
    let mut statements: Vec<Statement> = timeline.iter().map(|&side| ctx.statement(side)).collect();
    statements.sort_by_cached_key(|s| (s.holds_on().map(|d| (d.last, d.first)), s.side));
    Subject {
        id: id(ctx, entity).into(),
        kind: kind(ctx, entity).into(),
        name: ctx.name(entity).into(),
        timeline: statements
            .iter()
            .map(|s| moment(results, entity, s))
            .collect(),
    }
}

fn moment<'a>(results: &Results<'a>, entity: EntityId, statement: &Statement<'a>) -> Moment<'a> {
    let ctx = &results.ctx;
    let chain = statement.assertion.map_or(&*statement.claim.said_by, |a| {
        statement.claim.attribution(a)
    });
    let written = wording::written(ctx, statement);
    let value = match value::printed(ctx, statement) {
        Printed::Text(text) => text,
        Printed::Bounds { .. } => written.clone(),
    };
    let event = results.linkage.event_of[statement.side.claim as usize];
    Moment {
        when: statement.holds_on().map(|d| d.to_string().into()),
        attribute: Text::Borrowed(&ctx.codebook.attribute(statement.attribute).name),
        of: statement
            .of
            .filter(|&of| of != entity)
            .map(|of| ctx.name(of).into()),
        text: if written == value { "".into() } else { written },
        value,
        claim: Text::Borrowed(&statement.claim.id),
        event: Text::Borrowed(&results.linkage.events[event as usize].id),
        said_by: chain.iter().map(|s| Text::Borrowed(&**s)).collect(),
    }
}
