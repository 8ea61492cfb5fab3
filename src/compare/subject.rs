//! Persons, groups and places across events: what one event alone does not show.

use std::collections::BTreeMap;

use itertools::Itertools;

use super::statement::{Context, Side, Statement};
use super::{DoubtNumber, Finding, Reason, Scene, finding, order, role, term, verdict};
use crate::codebook::{ValueType, Verdict};
use crate::link::Linkage;
use crate::names::EntityId;

/// With more statements of one attribute than this, a subject's are compared with their neighbours in time only.
pub const MOST_COMPARED: usize = 60;

/// The history of a person, group or place: its statements by the time they hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Who or what.
    pub entity: EntityId,
    /// Statements of the attributes that have a timeline, by the time they hold.
    pub timeline: Vec<Side>,
}

/// What was found across events.
pub(super) struct Across {
    pub(super) findings: Vec<Finding>,
    /// All histories of two statements or more.
    pub(super) subjects: Vec<Subject>,
    /// Those too long to compare all their pairs.
    pub(super) long: Vec<EntityId>,
}

/// Findings across events, and all histories of two statements or more.
pub(super) fn all(ctx: &Context, linkage: &Linkage) -> Across {
    let said = by_entity(ctx);
    let mut findings = Vec::new();
    let mut long = Vec::new();
    for (&entity, statements) in &said {
        findings.extend(history(ctx, linkage, entity, statements));
        if is_long(statements) {
            long.push(entity);
        }
    }
    offices(ctx, linkage, &said, &mut findings, &mut long);
    doubtful(ctx, &said, &mut findings);
    long.sort_unstable();
    long.dedup();
    let subjects = said
        .into_iter()
        .filter(|(_, statements)| statements.len() > 1)
        .map(|(entity, statements)| Subject {
            entity,
            timeline: statements.iter().map(|s| s.side).collect(),
        })
        .collect();
    Across {
        findings,
        subjects,
        long,
    }
}

type Said<'a> = BTreeMap<EntityId, Vec<Statement<'a>>>;

/// The statements that have a timeline, by what they are of, in the order of the days they hold.
fn by_entity<'a>(ctx: &Context<'a>) -> Said<'a> {
    let mut said: Said = BTreeMap::new();
    for claim in 0..ctx.claims.len() as u32 {
        if ctx.claims[claim as usize]
            .assertions
            .iter()
            .all(|a| !ctx.codebook.attribute(a.attribute).timeline)
        {
            continue;
        }
        for statement in ctx.statements(claim) {
            let timeline = ctx.codebook.attribute(statement.attribute).timeline;
            if let Some(of) = statement.of.filter(|&id| timeline && !ctx.is_nobody(id)) {
                said.entry(of).or_default().push(statement);
            }
        }
    }
    for statements in said.values_mut() {
        statements.sort_by_key(|s| (s.holds_on().map(|d| (d.last, d.first)), s.side));
    }
    said
}

fn history(ctx: &Context, linkage: &Linkage, entity: EntityId, said: &[Statement]) -> Vec<Finding> {
    let found: Vec<Finding> = pairs(said)
        .filter(|(x, y)| event_of(linkage, x) != event_of(linkage, y))
        .filter_map(|(x, y)| {
            let (verdict, reason) = stand(ctx, x, y)?;
            (verdict != Verdict::Agreement)
                .then(|| finding(Scene::Subject(entity), x, y, verdict, reason))
        })
        .collect();
    let denied = |f: &Finding| {
        found.iter().any(|g| {
            (g.a.claim, g.b.claim) == (f.a.claim, f.b.claim) && g.reason == Reason::AliveAfterDeath
        })
    };
    // A death that the same two accounts deny outright needs no second proof from an office.
    found
        .iter()
        .filter(|f| f.reason != Reason::OfficeAfterDeath || !denied(f))
        .copied()
        .collect()
}

/// All pairs; of an attribute with a long history, and between it and others, those that follow
/// each other.
fn pairs<'s, 'a>(
    said: &'s [Statement<'a>],
) -> Box<dyn Iterator<Item = (&'s Statement<'a>, &'s Statement<'a>)> + 's> {
    if !is_long(said) {
        return Box::new(said.iter().array_combinations().map(|[x, y]| (x, y)));
    }
    let by_attribute = by_attribute(said).into_values();
    Box::new(by_attribute.flat_map(|of_one| of_one.into_iter().tuple_windows().collect::<Vec<_>>()))
}

fn is_long(said: &[Statement]) -> bool {
    said.len() > MOST_COMPARED
        && (said.len() > 2 * MOST_COMPARED
            || by_attribute(said).values().any(|s| s.len() > MOST_COMPARED))
}

fn by_attribute<'s, 'a>(
    said: &'s [Statement<'a>],
) -> BTreeMap<crate::claim::AttributeId, Vec<&'s Statement<'a>>> {
    let mut by_attribute: BTreeMap<_, Vec<&Statement>> = BTreeMap::new();
    for statement in said {
        by_attribute
            .entry(statement.attribute)
            .or_default()
            .push(statement);
    }
    by_attribute
}

fn event_of(linkage: &Linkage, x: &Statement) -> u32 {
    linkage.event_of[x.side.claim as usize]
}

/// Two statements of one attribute, or an office against a death.
fn stand(ctx: &Context, x: &Statement, y: &Statement) -> Option<(Verdict, Reason)> {
    if x.attribute == y.attribute {
        return verdict(ctx, x, y);
    }
    let dead =
        |s: &Statement| term::term(s).is_some_and(|t| ctx.codebook.term(s.attribute, t).is_final);
    let office = |s: &Statement| ctx.codebook.attribute(s.attribute).value_type == ValueType::Role;
    let after = |end: &Statement, s: &Statement| {
        end.holds_on()
            .zip(s.holds_on())
            .is_some_and(|(d, o)| d.last < o.first)
    };
    let ends = dead(x) && office(y) && after(x, y) || dead(y) && office(x) && after(y, x);
    let own = order::own_revision(x.claim, y.claim);
    (ends && !own).then_some((Verdict::Contradiction, Reason::OfficeAfterDeath))
}

/// One office, two holders.
fn offices(
    ctx: &Context,
    linkage: &Linkage,
    said: &Said,
    findings: &mut Vec<Finding>,
    long: &mut Vec<EntityId>,
) {
    let mut holders: BTreeMap<(String, EntityId), Vec<&Statement>> = BTreeMap::new();
    for statement in said.values().flatten() {
        if let Some(office) = role::office(ctx, statement) {
            holders.entry(office).or_default().push(statement);
        }
    }
    for ((_, body), mut held) in holders {
        held.sort_by_key(|s| (s.holds_on().map(|d| (d.last, d.first)), s.side));
        let reach = if held.len() > MOST_COMPARED {
            1
        } else {
            held.len()
        };
        if reach == 1 {
            long.push(body);
        }
        let pairs = (0..held.len())
            .flat_map(|i| (i + 1..held.len().min(i + 1 + reach)).map(move |j| (i, j)));
        let pairs = pairs.map(|(i, j)| (held[i], held[j]));
        let apart =
            pairs.filter(|(x, y)| x.of != y.of && event_of(linkage, x) != event_of(linkage, y));
        findings.extend(apart.filter_map(|(x, y)| {
            let (verdict, reason) = verdict(ctx, x, y)?;
            Some(finding(Scene::Subject(body), x, y, verdict, reason))
        }));
    }
}

/// What would follow if two names that may be one were one. Nothing that hangs on a doubt is a
/// contradiction: both can be true, of two things.
fn doubtful(ctx: &Context, said: &Said, findings: &mut Vec<Finding>) {
    for (number, doubt) in ctx.names.doubts.iter().enumerate() {
        let (Some(xs), Some(ys)) = (said.get(&doubt.a), said.get(&doubt.b)) else {
            continue;
        };
        if xs.len() + ys.len() > MOST_COMPARED {
            continue;
        }
        for (x, y) in xs.iter().cartesian_product(ys) {
            let role = ctx.codebook.attribute(x.attribute).value_type == ValueType::Role;
            if role || x.attribute != y.attribute || order::same_document(x.claim, y.claim) {
                continue;
            }
            let Some((verdict, reason)) = verdict(ctx, x, y) else {
                continue;
            };
            if verdict == Verdict::Agreement {
                continue;
            }
            let verdict = verdict.in_doubt();
            let found = finding(Scene::Subject(doubt.a), x, y, verdict, reason);
            findings.push(Finding {
                doubt: DoubtNumber::new(number),
                ..found
            });
        }
    }
}
