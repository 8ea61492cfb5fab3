//! What a reader must be told beside the verdicts: how names and times were read, whose claim a
//! figure is, and accounts that do not add up in themselves.

use std::collections::HashMap;

use itertools::Itertools;
use rayon::prelude::*;

use super::{Results, subject, wording};
use crate::claim::{Assertion, Claim, Counts, TimeNote, When};
use crate::codebook::SubjectType;
use crate::compare::party::party;
use crate::compare::{Side, Slot, Statement, quantity};
use crate::link::Table;
use crate::names::{Entity, EntityId};
use crate::view;

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
    let claims = 0..results.ctx.claims.len() as u32;
    let of_claims = claims
        .into_par_iter()
        .flat_map_iter(|claim| of_claim(results, claim));
    let mut notes: Vec<view::Note> = of_claims.collect();
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
    notes.extend(
        results
            .linkage
            .cut
            .iter()
            .map(|cut| parts_cut(results, *cut)),
    );
    let tables = &results.linkage.tables;
    notes.extend(
        [true, false]
            .into_iter()
            .filter_map(|told| coded_tables(tables, told)),
    );
    notes.extend(bare(results));
    notes.extend(drafts(results));
    notes.extend(rejected(results));
    notes.extend(summed_up(results));
    notes.extend(super::sums::notes(results));
    notes.sort_by(|x, y| (&x.kind, &x.claims, &x.text).cmp(&(&y.kind, &y.claims, &y.text)));
    notes.dedup();
    notes
}

/// That some accounts were drafted, and nobody has looked at them.
fn drafts(results: &Results) -> Option<view::Note> {
    let drafts = results.ctx.claims.iter().filter(|claim| claim.is_draft());
    let drafts = drafts.count();
    (drafts > 0).then(|| view::Note {
        kind: "draft".to_owned(),
        claims: Vec::new(),
        text: format!(
            "{}, and confirmed by nobody: look into the articles before you print what rests on them",
            match drafts {
                1 => "one account was drafted by a program".to_owned(),
                many => format!("{many} accounts were drafted by a program"),
            }
        ),
    })
}

/// Which claims somebody took out.
fn rejected(results: &Results) -> impl Iterator<Item = view::Note> {
    results.decided.rejected.iter().map(|(claim, number)| {
        let ruling = &results.decided.rulings[*number as usize];
        view::Note {
            kind: "rejected".to_owned(),
            claims: vec![claim.id.to_string()],
            text: format!(
                "{} ({}) is left out: rejected by {}",
                claim.id,
                claim.outlet,
                ruling.warrant.words()
            ),
        }
    })
}

/// That some accounts say nothing.
fn bare(results: &Results) -> Option<view::Note> {
    let bare = results.ctx.claims.iter().filter(|claim| claim.is_bare());
    let bare = bare.count();
    (bare > 0).then(|| view::Note {
        kind: "bare account".to_owned(),
        claims: Vec::new(),
        text: format!(
            "{} of no topic and no event: linked by words alone, and no origin of any value",
            match bare {
                1 => "one account speaks".to_owned(),
                many => format!("{many} accounts speak"),
            }
        ),
    })
}

/// Topics of which too many accounts speak for all to be set against each other.
fn summed_up<'r>(results: &'r Results) -> impl Iterator<Item = view::Note> + 'r {
    let topics = &results.comparison.topics;
    let coarse = (0..topics.len()).filter(|&number| topics.all()[number].coarse);
    coarse.map(|number| {
        let first = topics.sides(number, 0).first();
        let ctx = &results.ctx;
        view::Note {
            kind: "many accounts".to_owned(),
            claims: first
                .map(|side| ctx.claims[side.claim as usize].id.to_string())
                .into_iter()
                .collect(),
            text: format!(
                "{}: so many accounts give it that equal values are compared once, whoever wrote them on whichever day; \
                 where the day makes a difference, the gravest verdict counts",
                ctx.codebook.attribute(topics.all()[number].attribute).name
            ),
        }
    })
}

/// That the rows of tables were taken for different events.
fn coded_tables(tables: &[Table], is_told: bool) -> Option<view::Note> {
    let named = |table: &Table| format!("{} ({} rows)", table.outlet, table.rows);
    let of_sort = tables.iter().filter(|table| table.is_told == is_told);
    let outlets = of_sort.map(named).join(", ");
    let why = if is_told {
        "as outlets.toml says"
    } else {
        "for each has an id of its own and stands in no document; where that is wrong, write `rows = \"reports\"` in outlets.toml"
    };
    (!outlets.is_empty()).then(|| view::Note {
        kind: "coded table".to_owned(),
        claims: Vec::new(),
        text: format!("{outlets}: rows of one table are taken for different events, {why}"),
    })
}

/// That an event holds more others than are listed.
fn parts_cut(results: &Results, (event, held): (u32, usize)) -> view::Note {
    let claims = &results.linkage.events[event as usize].claims;
    let first = claims.iter().take(1);
    let id = |&claim: &u32| results.ctx.claims[claim as usize].id.to_string();
    view::Note {
        kind: "many parts".to_owned(),
        claims: first.map(id).collect(),
        text: format!(
            "the event may hold {held} others; {} of them are listed, and the rest are not compared with it",
            crate::link::relate::MOST_PARTS
        ),
    }
}

fn of_claim(results: &Results, claim: u32) -> Vec<view::Note> {
    let ctx = &results.ctx;
    let own = &ctx.claims[claim as usize];
    let mut notes = times(own);
    let slots = 0..own.assertions.len() as u16;
    let said = slots.map(|slot| {
        ctx.statement(Side {
            claim,
            slot: Slot::Assertion(slot),
        })
    });
    let said: Vec<Statement> = said
        .filter(|s| quantity(s).is_some() || is_outcome(ctx, s))
        .collect();
    notes.extend(said.iter().filter_map(|s| of_party(results, s)));
    notes.extend(parts(results, &said));
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

/// That a figure is a party's own.
fn of_party(results: &Results, s: &Statement) -> Option<view::Note> {
    let ctx = &results.ctx;
    let party = ctx.name(party(ctx, s)?);
    let attribute = &ctx.codebook.attribute(s.attribute).name;
    let of = s.assertion.and_then(|a| a.of.as_ref());
    let of = of.map(|of| format!(" of {of}")).unwrap_or_default();
    let text = format!(
        "{attribute}{of}, “{}”: a claim of {party}, a party to the event, and no independent count",
        wording::written(ctx, s)
    );
    Some(note("party's own claim", s.claim, text))
}

fn is_outcome(ctx: &crate::compare::Context, s: &Statement) -> bool {
    ctx.codebook.attribute(s.attribute).value_type == crate::codebook::ValueType::Outcome
}

/// Parts of a claim's own count that come to more than its total.
fn parts(results: &Results, said: &[Statement]) -> Vec<view::Note> {
    let ctx = &results.ctx;
    let of_event = |s: &&Statement| {
        let people = ctx.codebook.attribute(s.attribute).of != SubjectType::Thing;
        let own = |a: &Assertion| a.counts != Counts::Running && a.over.is_none();
        people && quantity(s).is_some() && s.assertion.is_some_and(own)
    };
    let counts: Vec<Statement> = said.iter().filter(of_event).copied().collect();
    let wholes = counts
        .iter()
        .filter(|s| s.of.is_none() && s.category.is_none() && counts.len() > 1);
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
    let echoes = &results.settlement.dependence.echoes;
    if echoes.is_empty() {
        return Vec::new();
    }
    let mut claims: HashMap<u32, Vec<String>> = HashMap::new();
    for echo in echoes {
        claims.insert(echo.number, Vec::new());
        claims.insert(echo.of_number, Vec::new());
    }
    for (claim, feature) in results.ctx.claims.iter().zip(&results.linkage.features) {
        if let Some(claims) = claims.get_mut(&feature.document) {
            claims.push(claim.id.to_string());
        }
    }
    let view = |e: &crate::settle::Echo| view::Note {
        kind: "dependence".to_owned(),
        claims: [&claims[&e.number][..], &claims[&e.of_number][..]].concat(),
        text: format!(
            "{}. The two count as one source.",
            e.evidence(
                &format!("{} ({})", e.document, e.outlet),
                &format!("{} ({})", e.of_document, e.of_outlet)
            )
        ),
    };
    echoes.iter().map(view).collect()
}
