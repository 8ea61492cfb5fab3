//! Persons, groups and places with a history of their own.

use std::borrow::Cow;
use std::collections::BTreeMap;

use itertools::Itertools;
use rayon::prelude::*;

use super::order::Scenes;
use super::{Draft, Results, attribute, values};
use crate::claim::content_id;
use crate::codebook::{SubjectType, Verdict};
use crate::compare::{Context, Finding, Scene, Side, Statement};
use crate::names::EntityId;
use crate::report::view::{self, Text};
use crate::report::wording;

/// From what it is, its canonical name, and what holds it.
pub(super) fn id(ctx: &Context, entity: EntityId) -> String {
    let parents = &ctx.names.entities[entity.0 as usize].parents;
    let parents: Vec<&str> = parents.iter().map(|&p| ctx.name(p)).sorted().collect();
    content_id(
        "s",
        [kind(ctx, entity), ctx.name(entity)]
            .into_iter()
            .chain(parents),
    )
}

pub(super) fn kind(ctx: &Context, entity: EntityId) -> &'static str {
    match ctx.names.entities[entity.0 as usize].kind {
        SubjectType::Group => "group",
        SubjectType::Person => "person",
        SubjectType::Place => "place",
        SubjectType::Thing => "thing",
    }
}

/// Those with findings first, the gravest before the others; then by name.
pub(super) fn views<'a>(draft: &Draft<'a>) -> Vec<view::Subject<'a>> {
    let ctx = &draft.results.ctx;
    let subjects: Vec<_> = subjects(&draft.results, &draft.scenes)
        .into_iter()
        .collect();
    let mut views: Vec<_> = subjects
        .into_par_iter()
        .map(|(entity, timeline)| {
            let findings = draft.scenes.of(Scene::Subject(entity));
            let grave =
                attribute::gravest(ctx, findings).filter(|(v, _)| *v == Verdict::Contradiction);
            (std::cmp::Reverse(grave), view(draft, entity, &timeline))
        })
        .collect();
    views.sort_by(|(g, x), (h, y)| (g, &x.kind, &x.name, &x.id).cmp(&(h, &y.kind, &y.name, &y.id)));
    views.into_iter().map(|(_, view)| view).collect()
}

/// Every entity with a history, or with a finding across events (the body of an office).
fn subjects<'a>(results: &Results<'a>, scenes: &Scenes<'a>) -> BTreeMap<EntityId, Cow<'a, [Side]>> {
    let told = results.comparison.subjects.iter();
    let mut subjects: BTreeMap<EntityId, Cow<[Side]>> = told
        .map(|s| (s.entity, Cow::Borrowed(&*s.timeline)))
        .collect();
    for findings in scenes.across().chunk_by(|x, y| x.scene == y.scene) {
        if let Scene::Subject(entity) = findings[0].scene {
            let sides = || values::distinct(findings.iter().flat_map(|f| [f.a, f.b]));
            let sides = || Cow::Owned(sides());
            subjects.entry(entity).or_insert_with(sides);
        }
    }
    subjects
}

fn view<'a>(draft: &Draft<'a>, entity: EntityId, timeline: &[Side]) -> view::Subject<'a> {
    let ctx = &draft.results.ctx;
    let findings = findings(draft, entity, timeline);
    let mut statements: Vec<Statement> = timeline.iter().map(|&side| ctx.statement(side)).collect();
    statements.sort_by_cached_key(|s| (s.holds_on().map(|d| (d.last, d.first)), s.side));
    let claims = values::distinct(timeline.iter().map(|s| s.claim));
    let origins = draft.sources.of(&claims);
    let scene = attribute::Scene {
        ctx,
        statements: &statements,
        origin: &|claim| claims.binary_search(&claim).map_or(0, |at| origins.of[at]),
        scope: attribute::Scope::History,
    };
    view::Subject {
        id: id(ctx, entity).into(),
        kind: kind(ctx, entity).into(),
        name: ctx.name(entity).into(),
        timeline: statements
            .iter()
            .map(|s| moment(&draft.results, entity, s))
            .collect(),
        attributes: attribute::views(&scene, findings.into_iter()),
    }
}

/// The findings on a subject: across events, and within each of the events that tell of it.
fn findings<'a>(draft: &Draft<'a>, entity: EntityId, timeline: &[Side]) -> Vec<&'a Finding> {
    let event = |side: &Side| draft.results.linkage.event_of[side.claim as usize];
    let events = values::distinct(timeline.iter().map(event));
    let scenes = events.into_iter().map(Scene::Event);
    let told = values::distinct(timeline.iter().copied());
    let tells = |side: &Side| told.binary_search(side).is_ok();
    scenes
        .chain([Scene::Subject(entity)])
        .flat_map(|scene| draft.scenes.of(scene))
        .filter(|f| tells(&f.a) && tells(&f.b))
        .collect()
}

fn moment<'a>(
    results: &Results<'a>,
    entity: EntityId,
    statement: &Statement<'a>,
) -> view::Moment<'a> {
    let ctx = &results.ctx;
    let chain = statement.assertion.map_or(&*statement.claim.said_by, |a| {
        statement.claim.attribution(a)
    });
    let value = match values::printed(ctx, statement) {
        view::Printed::Text(text) => text,
        view::Printed::Bounds { .. } => wording::written(ctx, statement),
    };
    let event = results.linkage.event_of[statement.side.claim as usize];
    view::Moment {
        when: statement.holds_on().map(|d| d.to_string().into()),
        attribute: Text::Borrowed(&ctx.codebook.attribute(statement.attribute).name),
        value,
        of: statement
            .of
            .filter(|&of| of != entity)
            .map(|of| ctx.name(of).into()),
        text: wording::written(ctx, statement),
        claim: Text::Borrowed(&statement.claim.id),
        outlet: Text::Borrowed(&statement.claim.outlet),
        event: Text::Borrowed(&results.linkage.events[event as usize].id),
        said_by: chain.iter().map(|s| Text::Borrowed(&**s)).collect(),
    }
}
