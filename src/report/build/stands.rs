//! What stands after all accounts of one thing were heard.

use std::cmp::{Ordering, Reverse};

use itertools::Itertools;

use super::attribute::Scene;
use super::values;
use crate::claim::{DaySpan, Measure, Quantity, Value};
use crate::codebook::{ValueType, Verdict};
use crate::compare::{Context, Finding, Reason, Side, Statement, order, quantity};
use crate::report::view::{self, Printed, Text};
use crate::weigh::{Voice, policy, reconcile};

/// A statement, and what is known of it.
#[derive(Clone, Copy)]
pub(super) struct Member<'s, 'a> {
    /// The statement.
    pub said: &'s Statement<'a>,
    /// The number of its claim's origin.
    pub origin: u32,
    /// The party to the event whose own claim it is.
    pub party: Option<&'a str>,
    /// Whether a later report has taken its place.
    replaced: bool,
    /// Whether it stands in a contradiction.
    denied: bool,
}

/// What the findings of a scene make of its statements.
pub(super) struct Standing<'f> {
    replaced: Vec<bool>,
    denied: Vec<bool>,
    /// The gravest finding within each group.
    worst: Vec<Option<&'f Finding>>,
}

impl<'f> Standing<'f> {
    /// Of statements, each in the group that `group_of` says.
    pub(super) fn new(
        ctx: &Context,
        statements: &[Statement],
        group_of: &[u32],
        groups: usize,
        findings: impl Iterator<Item = &'f Finding>,
    ) -> Self {
        let mut sides: Vec<(Side, u32)> = statements.iter().map(|s| s.side).zip(0..).collect();
        sides.sort_unstable();
        let place = |side: Side| {
            let at = sides.binary_search_by_key(&side, |s| s.0).ok()?;
            Some(sides[at].1 as usize)
        };
        let mut standing = Self {
            replaced: vec![false; statements.len()],
            denied: vec![false; statements.len()],
            worst: vec![None; groups],
        };
        for finding in findings {
            let (a, b) = (place(finding.a), place(finding.b));
            standing.mark(ctx, finding, a, b);
            if let (Some(a), Some(b)) = (a, b)
                && group_of[a] == group_of[b]
            {
                let worst = &mut standing.worst[group_of[a] as usize];
                let bad = |f: &Finding| (f.verdict, Reverse(f.reason));
                if worst.is_none_or(|w| bad(finding) >= bad(w)) {
                    *worst = Some(finding);
                }
            }
        }
        standing
    }

    fn mark(&mut self, ctx: &Context, finding: &Finding, a: Option<usize>, b: Option<usize>) {
        let mut set = |flags: fn(&mut Self) -> &mut Vec<bool>, at: Option<usize>| {
            if let Some(at) = at {
                flags(self)[at] = true;
            }
        };
        if finding.verdict == Verdict::Contradiction {
            set(|s| &mut s.denied, a);
            set(|s| &mut s.denied, b);
        } else if finding.verdict == Verdict::Superseded && replaces(finding.reason) {
            let claim = |side: Side| &ctx.claims[side.claim as usize];
            match order::published(claim(finding.a), claim(finding.b)) {
                Some(Ordering::Greater) => set(|s| &mut s.replaced, b),
                Some(_) => set(|s| &mut s.replaced, a),
                None => {}
            }
        }
    }

    /// The gravest finding within a group.
    pub(super) fn worst(&self, group: usize) -> Option<&'f Finding> {
        self.worst[group]
    }

    /// What is known of the statement at a place.
    pub(super) fn member<'s, 'a>(&self, scene: &Scene<'s, 'a>, at: usize) -> Member<'s, 'a> {
        let said = &scene.statements[at];
        Member {
            said,
            origin: (scene.origin)(said.side.claim),
            party: values::party(scene.ctx, said),
            replaced: self.replaced[at],
            denied: self.denied[at],
        }
    }
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

/// The statements that no later one has replaced.
pub(super) fn current<'s, 'a>(members: &[Member<'s, 'a>]) -> Vec<Member<'s, 'a>> {
    let mut kept: Vec<Member> = members.iter().filter(|m| !m.replaced).copied().collect();
    if kept.is_empty() {
        kept = members.to_vec();
    }
    // A party's own claim decides nothing where others speak.
    if kept.iter().any(|m| m.party.is_none()) {
        kept.retain(|m| m.party.is_none());
    }
    kept
}

/// The counts among them.
pub(super) fn voices(kept: &[Member]) -> Vec<Voice> {
    let mut outlets: Vec<&str> = Vec::new();
    let mut voices = Vec::with_capacity(kept.len());
    for m in kept {
        let claim = m.said.claim;
        let known = outlets.iter().position(|o| *o == &*claim.outlet);
        let outlet = known.unwrap_or(outlets.len());
        if known.is_none() {
            outlets.push(&claim.outlet);
        }
        let published = claim.document.published.as_ref();
        let minute = published.map(|p| p.minute.unwrap_or_else(|| i64::from(p.span.last) * 1440));
        let Some(quantity) = quantity(m.said) else {
            continue;
        };
        voices.push(Voice {
            quantity,
            outlet: outlet as u32,
            origin: m.origin,
            published: minute,
        });
    }
    voices
}

/// The state that no other is known to have followed; none where accounts of it differ, or where
/// it stands in a contradiction.
pub(super) fn latest<'a>(
    ctx: &Context<'a>,
    members: &[Member<'_, 'a>],
) -> Option<view::Reconciled<'a>> {
    let held = |m: &Member| m.said.holds_on();
    let newest = members.iter().filter_map(held).map(|d| d.first).max()?;
    let is_top = |m: &&Member| held(m).is_some_and(|d| d.last >= newest);
    let top: Vec<&Member> = members.iter().filter(is_top).collect();
    // Of an office, the holder is what stands.
    let one_subject = members.iter().map(|m| m.said.of).all_equal();
    let stands = |m: &&Member<'_, 'a>| match m.said.of.filter(|_| !one_subject) {
        Some(holder) => Printed::Text(ctx.name(holder).into()),
        None => values::printed_name(ctx, m.said),
    };
    let value = top.iter().map(stands).all_equal_value().ok()?;
    let settled = !top.iter().any(|m| m.denied);
    settled.then(|| view::Reconciled {
        value,
        probability: None,
        policy: "the latest state reported".into(),
    })
}

/// What each named policy makes of counts that differ.
pub(super) fn policies(voices: &[Voice], value_type: ValueType) -> Vec<view::Policy<'static>> {
    let bounds = |v: &Voice| (v.quantity.low, v.quantity.high);
    let differ = voices.iter().any(|v| bounds(v) != bounds(&voices[0]));
    if value_type != ValueType::Count || !differ {
        return Vec::new();
    }
    let view = |a: policy::Answer| view::Policy {
        policy: a.policy.into(),
        value: a.quantity.map(printed_count),
        why: a.why.into(),
    };
    policy::all(voices).into_iter().map(view).collect()
}

fn printed_count(q: Quantity) -> Printed<'static> {
    Printed::Bounds {
        low: q.low,
        best: q.best,
        high: q.high,
    }
}

/// What most independent origins allow.
pub(super) fn reconciled<'a>(
    ctx: &Context<'a>,
    value_type: ValueType,
    kept: &[Member<'_, 'a>],
    voices: &[Voice],
) -> Option<view::Reconciled<'a>> {
    let value = match value_type {
        ValueType::Count => printed_count(reconcile::counts(voices)?),
        ValueType::Duration | ValueType::Distance | ValueType::Number => measured(kept, voices)?,
        ValueType::Time => days(kept)?,
        _ => choice(ctx, kept)?,
    };
    let origins = values::distinct(kept.iter().map(|m| m.origin));
    Some(view::Reconciled {
        value,
        probability: None,
        policy: reconcile::policy(origins.len(), reconcile::is_tied(voices)).into(),
    })
}

fn measured(kept: &[Member], voices: &[Voice]) -> Option<Printed<'static>> {
    let dimension = kept.iter().find_map(|m| match m.said.assertion?.value {
        Value::Measure(measure) => Some(measure.dimension),
        _ => None,
    })?;
    let measure = Measure {
        dimension,
        amount: reconcile::counts(voices)?,
    };
    Some(Printed::Text(measure.to_string().into()))
}

fn days(kept: &[Member]) -> Option<Printed<'static>> {
    let span = |m: &Member| {
        let value = m.said.assertion.map(|a| &a.value);
        let ((Some(Value::Time(when)), _) | (None, Some(when))) =
            (value, m.said.claim.event.when.as_deref())
        else {
            return None;
        };
        Some((m.origin, when.span.first, when.span.last))
    };
    let spans: Vec<_> = kept.iter().filter_map(span).collect();
    let (first, last) = reconcile::days(&spans)?;
    let days = DaySpan { first, last }.to_string();
    Some(Printed::Text(Text::Owned(days)))
}

fn choice<'a>(ctx: &Context<'a>, kept: &[Member<'_, 'a>]) -> Option<Printed<'a>> {
    let vote = |m: &Member<'_, 'a>| (m.origin, values::printed_name(ctx, m.said));
    let votes: Vec<(u32, Printed)> = kept.iter().map(vote).collect();
    reconcile::choice(&votes)
}
