//! What a reader must be told beside the verdicts: how names and times were read, whose claim a
//! figure is, and accounts that do not add up in themselves.

use itertools::Itertools;

use super::{Results, attribute, subject};
use crate::claim::{Claim, Counts, TimeNote, When};
use crate::codebook::SubjectType;
use crate::compare::{Statement, quantity};
use crate::names::{Entity, EntityId};
use crate::report::{view, wording};

/// Names of two or more spellings, and pairs that may be one.
pub(super) fn names(results: &Results) -> Vec<view::Name> {
    let ctx = &results.ctx;
    let one = ctx
        .names
        .entities
        .iter()
        .enumerate()
        .filter(|(_, e)| e.surfaces.len() > 1 && !e.unknown);
    let mut views: Vec<view::Name> = one
        .map(|(i, entity)| view::Name {
            kind: subject::kind(ctx, EntityId(i as u32)).to_owned(),
            name: entity.name.to_string(),
            decision: "one".to_owned(),
            spellings: spellings(entity),
            why: None,
        })
        .collect();
    views.extend(ctx.names.doubts.iter().map(|doubt| {
        view::Name {
            kind: subject::kind(ctx, doubt.a).to_owned(),
            name: format!("{} / {}", ctx.name(doubt.a), ctx.name(doubt.b)),
            decision: "doubt".to_owned(),
            spellings: [doubt.a, doubt.b]
                .iter()
                .flat_map(|id| spellings(&ctx.names.entities[id.0 as usize]))
                .collect(),
            why: Some(doubt.why.clone()),
        }
    }));
    views
}

fn spellings(entity: &Entity) -> Vec<view::Spelling> {
    let view = |s: &crate::names::Surface| view::Spelling {
        text: s.text.to_string(),
        why: s.why.to_string(),
        claims: s.claims,
    };
    entity.surfaces.iter().map(view).collect()
}

/// All notes, by kind, then by claims.
pub(super) fn notes(results: &Results) -> Vec<view::Note> {
    let mut notes: Vec<view::Note> = Vec::new();
    for (index, claim) in results.ctx.claims.iter().enumerate() {
        notes.extend(times(claim));
        notes.extend(parties(results, index as u32));
        notes.extend(parts(results, index as u32));
    }
    notes.extend(dependence(results));
    notes.extend(results.comparison.long.iter().map(|&id| view::Note {
        kind: "long history".to_owned(),
        claims: Vec::new(),
        text: format!(
            "{}: more than {} statements of one sort; across events, each is compared with its neighbours in time only",
            results.ctx.name(id),
            crate::compare::MOST_COMPARED
        ),
    }));
    notes.sort_by(|x, y| (&x.kind, &x.claims, &x.text).cmp(&(&y.kind, &y.claims, &y.text)));
    notes.dedup();
    notes
}

fn note(kind: &str, claim: &Claim, text: String) -> view::Note {
    view::Note {
        kind: kind.to_owned(),
        claims: vec![claim.id.to_string()],
        text,
    }
}

fn times(claim: &Claim) -> Vec<view::Note> {
    let own = claim.event.when.iter();
    let of_assertions = claim
        .assertions
        .iter()
        .flat_map(|a| a.as_of.iter().chain(&a.over));
    own.chain(of_assertions)
        .flat_map(|when| time(claim, when))
        .collect()
}

fn time(claim: &Claim, when: &When) -> Vec<view::Note> {
    let view = |n: &TimeNote| match n {
        TimeNote::YearFromWeekday { why, .. } => {
            note("year inferred", claim, format!("“{}”: {why}", when.written))
        }
        TimeNote::WeekdayFault { why } => {
            note("weekday fault", claim, format!("“{}”: {why}", when.written))
        }
        TimeNote::Doubted => note(
            "doubted",
            claim,
            format!(
                "“{}”: the account itself marks the time as doubtful",
                when.written
            ),
        ),
        TimeNote::PublishedVague => note(
            "vague publication",
            claim,
            format!(
                "“{}” is read as {when}, because the day of publication is not known exactly",
                when.written
            ),
        ),
    };
    when.notes.iter().map(view).collect()
}

/// Figures that are a party's own.
fn parties(results: &Results, claim: u32) -> Vec<view::Note> {
    let ctx = &results.ctx;
    let statements = ctx
        .statements(claim)
        .into_iter()
        .filter(|s| quantity(s).is_some() || is_outcome(ctx, s));
    statements
        .filter_map(|s| {
            let party = attribute::party(ctx, &s)?;
            let attribute = &ctx.codebook.attribute(s.attribute).name;
            let of = s.assertion.and_then(|a| a.of.as_ref()).map(|of| format!(" of {of}")).unwrap_or_default();
            let text = format!(
                "{attribute}{of}, “{}”: a claim of {party}, a party to the event, and no independent count",
                wording::written(ctx, &s)
            );
            Some(note("party's own claim", s.claim, text))
        })
        .collect()
}

fn is_outcome(ctx: &crate::compare::Context, s: &Statement) -> bool {
    ctx.codebook.attribute(s.attribute).value_type == crate::codebook::ValueType::Outcome
}

/// Parts of a claim's own count that come to more than its total.
fn parts(results: &Results, claim: u32) -> Vec<view::Note> {
    let ctx = &results.ctx;
    let of_event = |s: &Statement| {
        let people = ctx.codebook.attribute(s.attribute).of != SubjectType::Thing;
        people
            && s.assertion
                .is_some_and(|a| a.counts != Counts::Running && a.over.is_none())
    };
    let counts: Vec<Statement> = ctx
        .statements(claim)
        .into_iter()
        .filter(|s| quantity(s).is_some() && of_event(s))
        .collect();
    let wholes = counts
        .iter()
        .filter(|s| s.of.is_none() && s.category.is_none());
    wholes
        .filter_map(|whole| exceeded(results, whole, &counts))
        .collect()
}

/// The note that the parts beside a total exceed it, if they do.
fn exceeded(results: &Results, whole: &Statement, counts: &[Statement]) -> Option<view::Note> {
    let ctx = &results.ctx;
    let high = quantity(whole)?.high?;
    let beside = || {
        counts
            .iter()
            .filter(|s| s.attribute == whole.attribute && s.side != whole.side)
    };
    let sides = beside()
        .filter(|s| s.of.is_some() && s.category.is_none())
        .collect_vec();
    let categories = beside()
        .filter(|s| s.of.is_none() && apart(ctx, s, counts))
        .collect_vec();
    let parts = [sides, categories].into_iter().find(|parts| {
        let sum: u64 = parts
            .iter()
            .filter_map(|s| quantity(s))
            .map(|q| q.low)
            .fold(0, u64::saturating_add);
        sum > high
    })?;
    let named = parts
        .iter()
        .map(|s| format!("{} of {}", wording::written(ctx, s), of_words(s)))
        .join(", ");
    let text = format!(
        "{}: the parts ({named}) come to more than the total, {}",
        ctx.codebook.attribute(whole.attribute).name,
        wording::written(ctx, whole)
    );
    Some(note("parts and total", whole.claim, text))
}

/// Whether a category lies in no other that the claim counts: children among civilians are not
/// counted twice.
fn apart(ctx: &crate::compare::Context, part: &Statement, counts: &[Statement]) -> bool {
    let name = |s: &Statement| s.category.map(|id| ctx.name(id));
    name(part).is_some_and(|inner| {
        let outer = |s: &Statement| {
            s.attribute == part.attribute
                && name(s).is_some_and(|o| ctx.codebook.category_within(inner, o))
        };
        !counts.iter().any(outer)
    })
}

fn of_words(s: &Statement) -> String {
    let assertion = s.assertion.and_then(|a| a.of.as_ref().or(a.whom.as_ref()));
    assertion.map_or_else(|| "all".to_owned(), ToString::to_string)
}

fn dependence(results: &Results) -> Vec<view::Note> {
    let claims_of = |outlet: &str, document: &str| {
        let of = |c: &&Claim| &*c.outlet == outlet && &*c.document.id == document;
        results
            .ctx
            .claims
            .iter()
            .filter(of)
            .map(|c| c.id.to_string())
            .collect_vec()
    };
    let view = |e: &crate::weigh::Echo| view::Note {
        kind: "dependence".to_owned(),
        claims: claims_of(&e.outlet, &e.document)
            .into_iter()
            .chain(claims_of(&e.of_outlet, &e.of_document))
            .collect(),
        text: format!(
            "{} ({}) says next to nothing that {} ({}) does not: {} of its {} assertions stand there too, {} of them in the same order. The two count as one source.",
            e.document, e.outlet, e.of_document, e.of_outlet, e.shared, e.assertions, e.in_order
        ),
    };
    results.dependence.echoes.iter().map(view).collect()
}
