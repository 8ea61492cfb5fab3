//! What the accounts say of one attribute of one thing.

use std::collections::{BTreeMap, HashSet};

use itertools::Itertools;

use super::Results;
use crate::claim::{AttributeId, DaySpan, Value};
use crate::codebook::{Change, Severity, SubjectType, ValueType, Verdict};
use crate::compare::{Context, Finding, Reason, Side, Slot, Statement, counted, quantity};
use crate::names::EntityId;
use crate::report::view::{self, Printed};
use crate::report::{sentence, wording, words};
use crate::weigh::{Voice, policy, reconcile};

/// The attribute, the thing it is of, and for a count its sort and period.
type Key<'a> = (
    AttributeId,
    Option<EntityId>,
    Option<&'a str>,
    u8,
    Option<DaySpan>,
);

/// What the statements are taken from: it decides what is set side by side, and what stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// One event: of each thing apart; what most origins allow stands.
    Event,
    /// The history of one subject: all its statements together; the latest state stands.
    History,
}

/// The statements of one scene, and what is known of them.
pub(super) struct Scene<'s, 'a> {
    pub statements: &'s [Statement<'a>],
    pub findings: &'s [&'s Finding],
    /// The number of a claim's origin.
    pub origin: &'s dyn Fn(u32) -> u32,
    pub scope: Scope,
}

/// All attributes that the statements speak of, the gravest first.
pub(super) fn views(results: &Results, scene: &Scene) -> Vec<view::Attribute> {
    let ctx = &results.ctx;
    let mut groups: BTreeMap<Key, Vec<&Statement>> = BTreeMap::new();
    for statement in scene.statements {
        let key = match scene.scope {
            Scope::Event => key(ctx, statement),
            Scope::History => (statement.attribute, None, None, 0, None),
        };
        groups.entry(key).or_default().push(statement);
    }
    let mut views: Vec<view::Attribute> = groups
        .into_iter()
        .map(|(key, group)| view(results, key, &group, scene))
        .collect();
    views.sort_by_cached_key(|v| {
        let contradiction = (v.verdict == Some(Verdict::Contradiction)).then_some(v.severity);
        std::cmp::Reverse(contradiction)
    });
    views
}

/// Counts of one thing, one sort and one period stand side by side; others do not.
fn key<'a>(ctx: &Context<'a>, statement: &Statement) -> Key<'a> {
    let (of, category) = counted(ctx, statement);
    let sort = statement.assertion.map_or(0, |a| a.counts as u8);
    let over = statement
        .assertion
        .and_then(|a| a.over.as_ref())
        .map(|w| w.span);
    (statement.attribute, of, category, sort, over)
}

/// "Coast Guard (soldiers), running total".
fn label(
    ctx: &Context,
    (_, of, category, sort, over): Key,
    one_thing: Option<EntityId>,
) -> Option<String> {
    let of = of.or(one_thing).map(|id| ctx.name(id));
    let thing = match (of, category) {
        (Some(of), Some(category)) => Some(format!("{of} ({category})")),
        (one, other) => one.or(other).map(ToOwned::to_owned),
    };
    let sort = match (sort, over) {
        (1, _) => Some("running total".to_owned()),
        (2, _) => Some("a part".to_owned()),
        (_, Some(days)) => Some(words::day(&days.to_string())),
        _ => None,
    };
    match (thing, sort) {
        (Some(thing), Some(sort)) => Some(format!("{thing}, {sort}")),
        (one, other) => one.or(other),
    }
}

fn view(results: &Results, key: Key, group: &[&Statement], scene: &Scene) -> view::Attribute {
    let ctx = &results.ctx;
    let sides: HashSet<Side> = group.iter().map(|s| s.side).collect();
    let inside = scene
        .findings
        .iter()
        .filter(|f| sides.contains(&f.a) && sides.contains(&f.b));
    let worst = inside.max_by_key(|f| (f.verdict, std::cmp::Reverse(f.reason)));
    let claims = group.iter().map(|s| s.side.claim).unique().count();
    let declared = ctx.codebook.attribute(key.0);
    let verdict = (claims > 1).then(|| worst.map_or(Verdict::Agreement, |f| f.verdict));
    let one_thing = || group.iter().map(|s| s.of).all_equal_value().ok().flatten();
    let voices = voices(ctx, group, scene);
    view::Attribute {
        attribute: declared.name.clone(),
        of: label(ctx, key, one_thing()),
        verdict,
        severity: (verdict == Some(Verdict::Contradiction)).then_some(declared.severity),
        values: values(ctx, group, scene.origin),
        reconciled: if scene.scope == Scope::History && declared.change == Change::Changes {
            latest(ctx, group, scene.findings)
        } else {
            reconciled(ctx, declared.value_type, group, &voices, scene)
        },
        policies: policies(&voices, declared.value_type),
        why: worst.map_or_else(|| plain_why(claims), |f| sentence::why(ctx, f)),
    }
}

/// The state that no other is known to have followed; none where accounts of it differ, or where
/// it stands in a contradiction.
fn latest(ctx: &Context, group: &[&Statement], findings: &[&Finding]) -> Option<view::Reconciled> {
    let days: Vec<(&Statement, DaySpan)> = group
        .iter()
        .filter_map(|s| s.holds_on().map(|d| (*s, d)))
        .collect();
    let newest = days.iter().map(|(_, d)| d.first).max()?;
    let top: Vec<&Statement> = days
        .iter()
        .filter(|(_, d)| d.last >= newest)
        .map(|(s, _)| *s)
        .collect();
    let denied = |s: &Statement| {
        findings
            .iter()
            .any(|f| f.verdict == Verdict::Contradiction && (f.a == s.side || f.b == s.side))
    };
    // Of an office, the holder is what stands.
    let one_subject = group.iter().map(|s| s.of).all_equal();
    let stands = |s: &Statement| match s.of.filter(|_| !one_subject) {
        Some(holder) => Printed::Text(ctx.name(holder).to_owned()),
        None => printed_name(ctx, s),
    };
    let value = top.iter().map(|s| stands(s)).all_equal_value().ok()?;
    let settled = !top.iter().any(|s| denied(s));
    settled.then(|| view::Reconciled {
        value,
        probability: None,
        policy: "the latest state reported".to_owned(),
    })
}

fn plain_why(claims: usize) -> String {
    if claims == 1 {
        "Said by one account only: nothing to compare it with.".to_owned()
    } else {
        format!("All {claims} accounts say the same.")
    }
}

/// The distinct values, those that most claims give first.
fn values(ctx: &Context, group: &[&Statement], origin: &dyn Fn(u32) -> u32) -> Vec<view::ValueOf> {
    let mut distinct: Vec<(Printed, Vec<&Statement>)> = Vec::new();
    for statement in group {
        let value = printed(ctx, statement);
        match distinct
            .iter_mut()
            .find(|(v, s)| *v == value && as_written(ctx, s[0]) == as_written(ctx, statement))
        {
            Some((_, statements)) => statements.push(statement),
            None => distinct.push((value, vec![statement])),
        }
    }
    distinct.sort_by_key(|(_, statements)| std::cmp::Reverse(statements.len()));
    distinct
        .into_iter()
        .map(|(value, statements)| value_of(ctx, value, &statements, origin))
        .collect()
}

/// Spellings are values of their own, so that a reader sees both.
fn as_written(ctx: &Context, statement: &Statement) -> Option<String> {
    quantity(statement)
        .is_none()
        .then(|| wording::written(ctx, statement))
}

fn value_of(
    ctx: &Context,
    value: Printed,
    statements: &[&Statement],
    origin: &dyn Fn(u32) -> u32,
) -> view::ValueOf {
    let chains = statements.iter().flat_map(|s| {
        s.assertion
            .map_or(&*s.claim.said_by, |a| s.claim.attribution(a))
    });
    view::ValueOf {
        value,
        text: wording::written(ctx, statements[0]),
        claims: statements
            .iter()
            .map(|s| s.claim.id.to_string())
            .sorted()
            .dedup()
            .collect(),
        outlets: statements
            .iter()
            .map(|s| s.claim.outlet.to_string())
            .sorted()
            .dedup()
            .collect(),
        independent: statements
            .iter()
            .map(|s| origin(s.side.claim))
            .unique()
            .count(),
        probability: None,
        said_by: chains.map(ToString::to_string).sorted().dedup().collect(),
        party: statements
            .iter()
            .map(|s| party(ctx, s))
            .all_equal_value()
            .ok()
            .flatten(),
    }
}

/// The party to the event whose own claim a statement is, if it is one: it is attributed to one
/// of those who took part or to its organ, or published by one.
pub(super) fn party(ctx: &Context, statement: &Statement) -> Option<String> {
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
        .then(|| ctx.name(body).to_owned())
    })
}

/// A value in the form of the claims format.
pub(super) fn printed(ctx: &Context, statement: &Statement) -> Printed {
    let written = || Printed::Text(wording::written(ctx, statement));
    let Some(assertion) = statement.assertion else {
        return match (statement.side.slot, &statement.claim.event.when) {
            (Slot::When, Some(when)) => Printed::Text(when.to_string()),
            _ => written(),
        };
    };
    match &assertion.value {
        Value::Count(q) => Printed::Bounds {
            low: q.low,
            best: q.best,
            high: q.high,
        },
        Value::Measure(measure) => Printed::Text(measure.to_string()),
        Value::Time(when) => Printed::Text(when.to_string()),
        Value::Term(term) => {
            Printed::Text(ctx.codebook.term(assertion.attribute, *term).name.clone())
        }
        Value::Name(name) => Printed::Text(name.to_string()),
        Value::Control(control) => Printed::Text(control.to_string()),
        Value::Role(role) => Printed::Text(role.to_string()),
        Value::Place(place) => Printed::Text(place.to_string()),
        Value::Text(_) => written(),
    }
}

/// The counts, without those that a later report has replaced.
fn voices(ctx: &Context, group: &[&Statement], scene: &Scene) -> Vec<Voice> {
    let outlets: Vec<&str> = group.iter().map(|s| &*s.claim.outlet).unique().collect();
    current(ctx, group, scene.findings)
        .into_iter()
        .filter_map(|s| {
            let outlet = outlets.iter().position(|o| *o == &*s.claim.outlet)? as u32;
            let published = s.claim.document.published.as_ref();
            let minute =
                published.map(|p| p.minute.unwrap_or_else(|| i64::from(p.span.last) * 1440));
            Some(Voice {
                quantity: quantity(s)?,
                outlet,
                origin: (scene.origin)(s.side.claim),
                published: minute,
            })
        })
        .collect()
}

/// The statements that no later one has replaced.
fn current<'s, 'a>(
    ctx: &Context,
    group: &[&'s Statement<'a>],
    findings: &[&Finding],
) -> Vec<&'s Statement<'a>> {
    let replaced: HashSet<Side> = findings
        .iter()
        .filter(|f| f.verdict == Verdict::Superseded && replaces(f.reason))
        .filter_map(|f| {
            let (x, y) = (ctx.statement(f.a), ctx.statement(f.b));
            match crate::compare::order::published(x.claim, y.claim)? {
                std::cmp::Ordering::Greater => Some(f.b),
                _ => Some(f.a),
            }
        })
        .collect();
    let kept: Vec<_> = group
        .iter()
        .copied()
        .filter(|s| !replaced.contains(&s.side))
        .collect();
    let kept = if kept.is_empty() {
        group.to_vec()
    } else {
        kept
    };
    let others: Vec<_> = kept
        .iter()
        .copied()
        .filter(|s| party(ctx, s).is_none())
        .collect();
    // A party's own claim decides nothing where others speak.
    if others.is_empty() { kept } else { others }
}

/// Whether the later of two such values takes the earlier's place.
fn replaces(reason: Reason) -> bool {
    matches!(
        reason,
        Reason::Raised
            | Reason::OwnRevision
            | Reason::Moved
            | Reason::FollowedSameDay
            | Reason::StateChanged
    )
}

fn policies(voices: &[Voice], value_type: ValueType) -> Vec<view::Policy> {
    let differ = voices
        .iter()
        .map(|v| (v.quantity.low, v.quantity.high))
        .unique()
        .count()
        > 1;
    if value_type != ValueType::Count || !differ {
        return Vec::new();
    }
    policy::all(voices)
        .into_iter()
        .map(|a| view::Policy {
            policy: a.policy.to_owned(),
            value: a.quantity.map(|q| Printed::Bounds {
                low: q.low,
                best: q.best,
                high: q.high,
            }),
            why: a.why,
        })
        .collect()
}

fn reconciled(
    ctx: &Context,
    value_type: ValueType,
    group: &[&Statement],
    voices: &[Voice],
    scene: &Scene,
) -> Option<view::Reconciled> {
    let kept = current(ctx, group, scene.findings);
    let value = match value_type {
        ValueType::Count => {
            let q = reconcile::counts(voices)?;
            Printed::Bounds {
                low: q.low,
                best: q.best,
                high: q.high,
            }
        }
        ValueType::Duration | ValueType::Distance | ValueType::Number => measured(&kept, voices)?,
        ValueType::Time => days(&kept, scene.origin)?,
        _ => choice(ctx, &kept, scene.origin)?,
    };
    let origins = kept
        .iter()
        .map(|s| (scene.origin)(s.side.claim))
        .unique()
        .count();
    Some(view::Reconciled {
        value,
        probability: None,
        policy: reconcile::policy(origins, reconcile::is_tied(voices)).to_owned(),
    })
}

fn measured(group: &[&Statement], voices: &[Voice]) -> Option<Printed> {
    let dimension = group.iter().find_map(|s| match s.assertion?.value {
        Value::Measure(measure) => Some(measure.dimension),
        _ => None,
    })?;
    let measure = crate::claim::Measure {
        dimension,
        amount: reconcile::counts(voices)?,
    };
    Some(Printed::Text(measure.to_string()))
}

fn days(group: &[&Statement], origin: &dyn Fn(u32) -> u32) -> Option<Printed> {
    let spans: Vec<_> = group
        .iter()
        .filter_map(|s| {
            let span = match (s.assertion.map(|a| &a.value), s.claim.event.when.as_deref()) {
                (Some(Value::Time(when)), _) | (None, Some(when)) => when.span,
                _ => return None,
            };
            Some((origin(s.side.claim), span.first, span.last))
        })
        .collect();
    let (first, last) = reconcile::days(&spans)?;
    Some(Printed::Text(DaySpan { first, last }.to_string()))
}

fn choice(ctx: &Context, group: &[&Statement], origin: &dyn Fn(u32) -> u32) -> Option<Printed> {
    let votes: Vec<(u32, Printed)> = group
        .iter()
        .map(|s| (origin(s.side.claim), printed_name(ctx, s)))
        .collect();
    reconcile::choice(&votes)
}

/// A value, names under the canonical name of the thing they name, so that spellings vote as one.
fn printed_name(ctx: &Context, s: &Statement) -> Printed {
    use crate::claim::Control::Held;
    let is_name = matches!(
        s.assertion.map(|a| &a.value),
        Some(Value::Name(_) | Value::Control(Held(_)))
    );
    match s.names.and_then(|n| n.value).filter(|_| is_name) {
        Some(id) => Printed::Text(ctx.name(id).to_owned()),
        None => printed(ctx, s),
    }
}

/// The gravest verdict and its severity over some findings.
pub(super) fn gravest(results: &Results, findings: &[&Finding]) -> Option<(Verdict, Severity)> {
    findings
        .iter()
        .map(|f| {
            (
                f.verdict,
                results.ctx.codebook.attribute(f.attribute).severity,
            )
        })
        .max()
}
