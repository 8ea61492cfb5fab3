//! One event as a reader sees it.

use std::sync::Arc;

use itertools::Itertools;

use super::{ByScene, Results, Scenery, attribute};
use crate::claim::{Claim, DaySpan};
use crate::codebook::{Severity, Verdict};
use crate::compare::{Accord, Scene, Statement};
use crate::link::{Event, Relation, RelationKind};
use crate::report::{view, wording, words};
use crate::weigh::reconcile;

/// Gravest first; then the most accounts; then by day and id.
pub(super) fn rank(event: &view::Event) -> impl Ord + use<> {
    let grave = event
        .attributes
        .iter()
        .map(|a| {
            (
                a.verdict.unwrap_or(Verdict::Agreement),
                a.severity.unwrap_or(Severity::Minor),
            )
        })
        .max();
    let grave = grave.filter(|(verdict, _)| *verdict == Verdict::Contradiction);
    let many = event.outlets.len();
    (
        std::cmp::Reverse((grave, many)),
        event.when.clone(),
        event.id.clone(),
    )
}

pub(super) fn view(
    results: &Results,
    scenery: &[Scenery],
    by_scene: &ByScene,
    number: usize,
) -> view::Event {
    let event = &results.linkage.events[number];
    let here = &scenery[number];
    let claims = || {
        event
            .claims
            .iter()
            .map(|&c| &results.ctx.claims[c as usize])
    };
    let findings = by_scene
        .get(&Scene::Event(number as u32))
        .map_or(&[][..], |f| f);
    let statements: Vec<Statement> = event
        .claims
        .iter()
        .flat_map(|&c| results.ctx.statements(c))
        .collect();
    view::Event {
        id: here.id.clone(),
        title: here.title.clone(),
        kind: kind(results, event),
        when: days(here, results, event).map(|d| d.to_string()),
        place: place(results, event),
        actors: actors(results, event),
        claims: claims().map(|c| c.id.to_string()).collect(),
        outlets: claims()
            .map(|c| c.outlet.to_string())
            .sorted()
            .dedup()
            .collect(),
        independent: here.origins.count(),
        accounts: accounts(results, here, event),
        attributes: attribute::views(
            results,
            &attribute::Scene {
                statements: &statements,
                findings,
                origin: &|claim| here.origins.of[event.claims.binary_search(&claim).unwrap_or(0)],
                scope: attribute::Scope::Event,
            },
        ),
        related: related(results, scenery, by_scene, number as u32),
        why: why(results, here, event),
    }
}

pub(super) fn title(results: &Results, event: &Event) -> String {
    let kind = kind(results, event).unwrap_or_else(|| "situation".to_owned());
    let mut title = capital(&kind);
    if let Some(place) = place(results, event).first() {
        title.push_str(&format!(" in {place}"));
    }
    let spans = event.claims.iter().enumerate().filter_map(|(i, &c)| {
        results.linkage.features[c as usize]
            .span
            .map(|s| (i as u32, s.first, s.last))
    });
    match reconcile::days(&spans.collect_vec()) {
        Some((first, last)) => {
            let days = DaySpan { first, last }.to_string();
            format!("{title}, {}", words::day(&days))
        }
        None => format!("{title}, no date given"),
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}

/// The kind that most claims give, the first declared among equals.
fn kind(results: &Results, event: &Event) -> Option<String> {
    let kinds = event
        .claims
        .iter()
        .filter_map(|&c| results.ctx.claims[c as usize].event.kind);
    let counted = kinds.counts();
    let most = counted
        .into_iter()
        .sorted()
        .max_by_key(|&(kind, n)| (n, std::cmp::Reverse(kind)));
    most.map(|(kind, _)| results.ctx.codebook.kind(kind).name.clone())
}

/// The days that most independent origins allow.
fn days(here: &Scenery, results: &Results, event: &Event) -> Option<DaySpan> {
    let spans: Vec<_> = event
        .claims
        .iter()
        .zip(&here.origins.of)
        .filter_map(|(&c, &origin)| {
            results.linkage.features[c as usize]
                .span
                .map(|s| (origin, s.first, s.last))
        })
        .collect();
    reconcile::days(&spans).map(|(first, last)| DaySpan { first, last })
}

/// The longest chain of names, canonical; the one that most claims share among equals.
fn place(results: &Results, event: &Event) -> Vec<String> {
    let names = results.ctx.names;
    let chains = event
        .claims
        .iter()
        .map(|&c| &names.claims[c as usize].place)
        .counts();
    let longest = chains
        .into_iter()
        .sorted()
        .max_by_key(|(chain, n)| (chain.len(), *n, std::cmp::Reverse(*chain)));
    longest.map_or_else(Vec::new, |(chain, _)| {
        chain
            .iter()
            .map(|&id| results.ctx.name(id).to_owned())
            .dedup()
            .collect()
    })
}

fn actors(results: &Results, event: &Event) -> Vec<String> {
    let names = results.ctx.names;
    event
        .claims
        .iter()
        .flat_map(|&c| &names.claims[c as usize].actors)
        .map(|&id| results.ctx.name(id).to_owned())
        .sorted()
        .dedup()
        .collect()
}

/// In the order of publication, then of ids.
fn accounts(results: &Results, here: &Scenery, event: &Event) -> Vec<view::Account> {
    let published = |c: u32| {
        let document = &results.ctx.claims[c as usize].document;
        document.published.as_ref().map(|p| (p.span.last, p.minute))
    };
    event
        .claims
        .iter()
        .zip(&here.origins.of)
        .sorted_by_key(|&(&c, _)| (published(c).is_none(), published(c), c))
        .map(|(&c, &origin)| account(results, &results.ctx.claims[c as usize], origin))
        .collect()
}

fn account(results: &Results, claim: &Claim, origin: u32) -> view::Account {
    view::Account {
        claim: claim.id.to_string(),
        outlet: claim.outlet.to_string(),
        document: claim.document.id.to_string(),
        title: text(&claim.document.title),
        url: text(&claim.document.url),
        language: text(&claim.document.language),
        published: claim
            .document
            .published
            .as_ref()
            .map(|p| p.written.to_string()),
        said_by: claim.said_by.iter().map(ToString::to_string).collect(),
        origin: origin as usize + 1,
        quote: claim.quote.map(|quote| view::Passage {
            text: claim.document.text.as_ref().map(ToString::to_string),
            start: quote.start,
            end: quote.end,
            words: results.passages.get(&claim.id).cloned(),
        }),
        location: format!("{}:{}", claim.location.file, claim.location.line),
    }
}

fn text(of: &Option<Arc<str>>) -> Option<String> {
    of.as_ref().map(ToString::to_string)
}

fn related(
    results: &Results,
    scenery: &[Scenery],
    by_scene: &ByScene,
    number: u32,
) -> Vec<view::Related> {
    let relations = scenery[number as usize]
        .relations
        .iter()
        .map(|&r| results.linkage.relations[r as usize]);
    relations
        .filter(|r| r.kind == RelationKind::PartOf || says_something(results, by_scene, *r))
        .map(|r| {
            let other = if r.outer == number { r.inner } else { r.outer };
            let relation = match (r.kind, r.inner == number) {
                (RelationKind::PartOf, true) => "part of",
                (RelationKind::PartOf, false) => "holds",
                (RelationKind::Overlaps, _) => "overlaps",
            };
            view::Related {
                event: scenery[other as usize].id.clone(),
                title: scenery[other as usize].title.clone(),
                relation: relation.to_owned(),
                why: relation_why(results, r),
            }
        })
        .collect()
}

/// Whether the accounts of two events agree or differ on something.
fn says_something(results: &Results, by_scene: &ByScene, relation: Relation) -> bool {
    by_scene.contains_key(&Scene::Related(relation.outer, relation.inner))
        || !accords(results, relation).is_empty()
}

/// What two events agree on; the accords are sorted by the two.
fn accords<'a>(results: &Results<'a>, relation: Relation) -> &'a [Accord] {
    let all = &results.comparison.accords;
    let pair = (relation.outer, relation.inner);
    let from = all.partition_point(|a| (a.outer, a.inner) < pair);
    let to = all.partition_point(|a| (a.outer, a.inner) <= pair);
    &all[from..to]
}

/// What the two share, and what they agree on or differ in.
fn relation_why(results: &Results, relation: Relation) -> String {
    let ctx = &results.ctx;
    let mut why = match relation.kind {
        RelationKind::PartOf => "the same sides, in its time and in its place".to_owned(),
        RelationKind::Overlaps => "the same sides, in overlapping times and places".to_owned(),
    };
    for accord in accords(results, relation).iter().unique_by(|a| a.attribute) {
        let (x, y) = (ctx.statement(accord.a), ctx.statement(accord.b));
        let of = x.assertion.and_then(|a| a.of.clone()).unwrap_or_default();
        why.push_str(&format!(
            "; agreement on the {} for {of}: “{}” ({}) and “{}” ({})",
            ctx.codebook.attribute(accord.attribute).name,
            wording::written(ctx, &x),
            x.claim.outlet,
            wording::written(ctx, &y),
            y.claim.outlet,
        ));
    }
    why
}

/// The doubts about names that the event rests on.
fn doubts(results: &Results, event: &Event) -> Vec<String> {
    let names = results.ctx.names;
    let place = |&c: &u32| names.claims[c as usize].place.first().copied();
    let places = event.claims.iter().filter_map(place).unique();
    let doubts = places
        .array_combinations()
        .filter_map(|[a, b]| names.doubt(a, b));
    doubts
        .map(|d| {
            let (a, b) = (results.ctx.name(d.a), results.ctx.name(d.b));
            format!("this holds only if {a} is {b}: {}", d.why)
        })
        .collect()
}

/// The deciding links, and the ties between origins.
fn why(results: &Results, here: &Scenery, event: &Event) -> Vec<String> {
    let ctx = &results.ctx;
    let id = |position: u32| &ctx.claims[event.claims[position as usize] as usize].id;
    let mut why = Vec::new();
    if event.claims.len() > 1 {
        let weights = event.claims.iter().array_combinations().map(|[&a, &b]| {
            let f = &results.linkage.features;
            crate::link::pair_weight(
                &f[a as usize],
                &f[b as usize],
                ctx.names,
                ctx.codebook,
                &results.linkage.weights,
            )
        });
        let (least, most) = weights.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, m), w| {
            (l.min(w), m.max(w))
        });
        let bits = if least < most {
            format!("{least:.1} to {most:.1}")
        } else {
            format!("{most:.1}")
        };
        why.push(format!(
            "{} claims, each pair with a match weight of {bits} bits; {:.1} are needed on average",
            event.claims.len(),
            results.linkage.weights.threshold
        ));
    }
    why.extend(doubts(results, event));
    why.extend(
        here.origins
            .ties
            .iter()
            .map(|(a, b, tie)| format!("{} and {} are one source: {tie}", id(*a), id(*b))),
    );
    why
}
