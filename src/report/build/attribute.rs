//! What the accounts say of one attribute of one thing.

use super::belief;
use super::stands::{self, Member, Standing};
use super::values;
use crate::claim::{AttributeId, DaySpan};
use crate::codebook::{Change, Severity, Verdict};
use crate::compare::{Context, Finding, Statement, counted};
use crate::link::Features;
use crate::names::EntityId;
use crate::report::view::{self, Text};
use crate::report::{sentence, words};
use crate::weigh::{Sources, Trust};

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
    pub ctx: &'s Context<'a>,
    pub statements: &'s [Statement<'a>],
    /// The number of a claim's origin.
    pub origin: &'s dyn Fn(u32) -> u32,
    /// What is known of outlets.
    pub sources: &'s Sources<'a>,
    pub scope: Scope,
    /// The number of the event, and how far outlets are to be believed, where values are weighed.
    pub weighed: Option<(u32, &'s Trust, &'s [Features])>,
    /// Whether grades are printed.
    pub graded: bool,
}

/// All attributes that the statements speak of, the gravest first.
pub(super) fn views<'f, 'a>(
    scene: &Scene<'_, 'a>,
    findings: impl Iterator<Item = &'f Finding>,
) -> Vec<view::Attribute<'a>> {
    let ctx = scene.ctx;
    let key = |s: &Statement| match scene.scope {
        Scope::Event => key(ctx, s),
        Scope::History => (s.attribute, None, None, 0, None),
    };
    let mut keyed: Vec<(Key, u32)> = scene.statements.iter().map(key).zip(0..).collect();
    keyed.sort_unstable();
    let groups: Vec<&[(Key, u32)]> = keyed.chunk_by(|x, y| x.0 == y.0).collect();
    let mut group_of = vec![0; scene.statements.len()];
    for (number, group) in groups.iter().enumerate() {
        for (_, statement) in *group {
            group_of[*statement as usize] = number as u32;
        }
    }
    let standing = Standing::new(ctx, scene.statements, &group_of, groups.len(), findings);
    let mut views: Vec<view::Attribute> = groups
        .iter()
        .enumerate()
        .map(|(number, group)| {
            let member = |&(_, at): &(Key, u32)| standing.member(scene, at as usize);
            let mut members: Vec<Member> = group.iter().map(member).collect();
            view(scene, group[0].0, &mut members, standing.worst(number))
        })
        .collect();
    views.sort_by_key(|v| {
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
fn label<'a>(
    ctx: &Context<'a>,
    (_, of, category, sort, over): Key<'a>,
    one_thing: Option<EntityId>,
) -> Option<Text<'a>> {
    let of = of.or(one_thing).map(|id| ctx.name(id));
    let thing = match (of, category) {
        (Some(of), Some(category)) => Some(format!("{of} ({category})").into()),
        (one, other) => one.or(other).map(Text::Borrowed),
    };
    let sort = match (sort, over) {
        (1, _) => Some("running total".into()),
        (2, _) => Some("a part".into()),
        (_, Some(days)) => Some(words::day(&days.to_string()).into()),
        _ => None,
    };
    match (thing, sort) {
        (Some(thing), Some(sort)) => Some(format!("{thing}, {sort}").into()),
        (one, other) => one.or(other),
    }
}

fn view<'a>(
    scene: &Scene<'_, 'a>,
    key: Key<'a>,
    members: &mut [Member<'_, 'a>],
    worst: Option<&Finding>,
) -> view::Attribute<'a> {
    let ctx = scene.ctx;
    let claims = claims(members);
    let believed = belief::believe(scene, members);
    let declared = ctx.codebook.attribute(key.0);
    let verdict = (claims > 1).then(|| worst.map_or(Verdict::Agreement, |f| f.verdict));
    let first = members.first().and_then(|m| m.said.of);
    let one_thing = first.filter(|_| members.iter().all(|m| m.said.of == first));
    let kept = stands::current(members);
    let voices = stands::voices(&kept);
    view::Attribute {
        attribute: Text::Borrowed(&declared.name),
        of: label(ctx, key, one_thing),
        verdict,
        severity: (verdict == Some(Verdict::Contradiction)).then_some(declared.severity),
        values: values::views(ctx, members),
        reconciled: if scene.scope == Scope::History && declared.change == Change::Changes {
            stands::latest(ctx, members)
        } else {
            believed.or_else(|| stands::reconciled(ctx, declared.value_type, &kept, &voices))
        },
        policies: stands::policies(&voices, declared.value_type),
        why: worst.map_or_else(|| plain_why(claims), |f| sentence::why(ctx, f).into()),
    }
}

/// How many claims the statements stand in.
fn claims(members: &[Member]) -> usize {
    let mut claims: Vec<u32> = members.iter().map(|m| m.said.side.claim).collect();
    claims.sort_unstable();
    claims.dedup();
    claims.len()
}

fn plain_why(claims: usize) -> Text<'static> {
    if claims == 1 {
        "Said by one account only: nothing to compare it with.".into()
    } else {
        format!("All {claims} accounts say the same.").into()
    }
}

/// The gravest verdict and its severity over some findings.
pub(super) fn gravest(ctx: &Context, findings: &[Finding]) -> Option<(Verdict, Severity)> {
    let grave = |f: &Finding| (f.verdict, ctx.codebook.attribute(f.attribute).severity);
    findings.iter().map(grave).max()
}
