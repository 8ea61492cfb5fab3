//! Persons, groups and places with a history of their own.

use std::collections::BTreeMap;

use itertools::Itertools;

use super::{ByScene, Results, Scenery, attribute};
use crate::claim::content_id;
use crate::codebook::{SubjectType, Verdict};
use crate::compare::{Context, Finding, Scene, Side, Statement};
use crate::names::EntityId;
use crate::report::{view, wording};

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
pub(super) fn views(
    results: &Results,
    scenery: &[Scenery],
    by_scene: &ByScene,
) -> Vec<view::Subject> {
    let mut views: Vec<_> = subjects(results, by_scene)
        .into_iter()
        .map(|(entity, timeline)| {
            let findings = by_scene.get(&Scene::Subject(entity)).map_or(&[][..], |f| f);
            let grave =
                attribute::gravest(results, findings).filter(|(v, _)| *v == Verdict::Contradiction);
            (
                std::cmp::Reverse(grave),
                view(results, scenery, by_scene, entity, &timeline),
            )
        })
        .collect();
    views.sort_by(|(g, x), (h, y)| (g, &x.kind, &x.name, &x.id).cmp(&(h, &y.kind, &y.name, &y.id)));
    views.into_iter().map(|(_, view)| view).collect()
}

/// Every entity with a history, or with a finding across events (the body of an office).
fn subjects(results: &Results, by_scene: &ByScene) -> BTreeMap<EntityId, Vec<Side>> {
    let mut subjects: BTreeMap<EntityId, Vec<Side>> = results
        .comparison
        .subjects
        .iter()
        .map(|s| (s.entity, s.timeline.clone()))
        .collect();
    for (scene, findings) in by_scene {
        if let Scene::Subject(entity) = scene {
            let sides = || {
                findings
                    .iter()
                    .flat_map(|f| [f.a, f.b])
                    .sorted()
                    .dedup()
                    .collect()
            };
            subjects.entry(*entity).or_insert_with(sides);
        }
    }
    subjects
}

fn view(
    results: &Results,
    scenery: &[Scenery],
    by_scene: &ByScene,
    entity: EntityId,
    timeline: &[Side],
) -> view::Subject {
    let ctx = &results.ctx;
    let findings = findings(results, by_scene, entity, timeline);
    let mut statements: Vec<Statement> = timeline.iter().map(|&side| ctx.statement(side)).collect();
    statements.sort_by_key(|s| (s.holds_on().map(|d| (d.last, d.first)), s.side));
    let claims: Vec<u32> = timeline.iter().map(|s| s.claim).sorted().dedup().collect();
    let origins = crate::weigh::origins::of_event(ctx, &claims, results.dependence);
    view::Subject {
        id: id(ctx, entity),
        kind: kind(ctx, entity).to_owned(),
        name: ctx.name(entity).to_owned(),
        timeline: statements
            .iter()
            .map(|s| moment(results, scenery, entity, s))
            .collect(),
        attributes: attribute::views(
            results,
            &attribute::Scene {
                statements: &statements,
                findings: &findings,
                origin: &|claim| claims.binary_search(&claim).map_or(0, |at| origins.of[at]),
                scope: attribute::Scope::History,
            },
        ),
    }
}

/// The findings on a subject: across events, and within each of the events that tell of it.
fn findings<'a>(
    results: &Results,
    by_scene: &ByScene<'a>,
    entity: EntityId,
    timeline: &[Side],
) -> Vec<&'a Finding> {
    let events = timeline
        .iter()
        .map(|side| Scene::Event(results.linkage.event_of[side.claim as usize]));
    let scenes = events.chain([Scene::Subject(entity)]).sorted().dedup();
    scenes
        .filter_map(|scene| by_scene.get(&scene))
        .flatten()
        .copied()
        .filter(|f| timeline.contains(&f.a) && timeline.contains(&f.b))
        .collect()
}

fn moment(
    results: &Results,
    scenery: &[Scenery],
    entity: EntityId,
    statement: &Statement,
) -> view::Moment {
    let ctx = &results.ctx;
    let chain = statement.assertion.map_or(&*statement.claim.said_by, |a| {
        statement.claim.attribution(a)
    });
    let value = match attribute::printed(ctx, statement) {
        view::Printed::Text(text) => text,
        view::Printed::Bounds { .. } => wording::written(ctx, statement),
    };
    let event = results.linkage.event_of[statement.side.claim as usize];
    view::Moment {
        when: statement.holds_on().map(|d| d.to_string()),
        attribute: ctx.codebook.attribute(statement.attribute).name.clone(),
        value,
        of: statement
            .of
            .filter(|&of| of != entity)
            .map(|of| ctx.name(of).to_owned()),
        text: wording::written(ctx, statement),
        claim: statement.claim.id.to_string(),
        outlet: statement.claim.outlet.to_string(),
        event: scenery[event as usize].id.clone(),
        said_by: chain.iter().map(ToString::to_string).collect(),
    }
}
