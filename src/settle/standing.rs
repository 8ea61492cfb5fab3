//! The statements of a topic with what settling them hangs on: who is behind each, and what
//! another took the place of.

use std::cmp::Ordering;

use crate::claim::Counts;
use crate::codebook::Verdict;
use crate::compare::{Between, Context, Reason, Statement, Topics, order, quantity};
use crate::settle::policy::Voice;

/// A statement, and what is known of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member<'a> {
    /// The statement.
    pub(super) said: Statement<'a>,
    /// Its row.
    pub(super) row: usize,
    /// The number of its claim's origin.
    pub(super) origin: u32,
    /// Whether it is a party's own claim.
    pub(super) party: bool,
    /// Whether a later report has taken its place.
    pub(super) replaced: bool,
    /// Whether it stands in a contradiction.
    pub(super) denied: bool,
}

/// What the rows of a topic make of each other.
#[derive(Debug, Clone)]
pub(super) struct Standing {
    /// The row that took the place of each.
    pub(super) replaced_by: Vec<Option<u32>>,
    denied: Vec<bool>,
}

impl Standing {
    pub(super) fn of(ctx: &Context, topics: &Topics, topic: usize) -> Self {
        let rows = topics.rows(topic);
        let mut standing = Self {
            replaced_by: vec![None; rows.len()],
            denied: vec![false; rows.len()],
        };
        for between in topics.between(topic) {
            let (a, b) = (between.a as usize, between.b as usize);
            if between.verdict == Verdict::Contradiction {
                (standing.denied[a], standing.denied[b]) = (true, true);
            } else if between.verdict == Verdict::Superseded && replaces(between.reason) {
                match later(ctx, topics, topic, between) {
                    Some(Ordering::Less) => {
                        standing.replaced_by[a].get_or_insert(between.b);
                    }
                    Some(Ordering::Greater) => {
                        standing.replaced_by[b].get_or_insert(between.a);
                    }
                    _ => {}
                }
            }
        }
        standing
    }

    /// The statements of the topic's own rows.
    pub(super) fn members<'a>(
        &self,
        ctx: &Context<'a>,
        topics: &Topics,
        topic: usize,
        origin: impl Fn(u32) -> u32,
    ) -> Vec<Member<'a>> {
        let mut members = Vec::new();
        for (row, own) in topics.rows(topic).iter().enumerate() {
            if own.foreign.is_some() {
                continue;
            }
            members.extend(topics.sides(topic, row).iter().map(|&side| Member {
                said: ctx.statement(side),
                row,
                origin: origin(side.claim),
                party: own.party.is_some(),
                replaced: self.replaced_by[row].is_some(),
                denied: self.denied[row],
            }));
        }
        members
    }
}

/// Which of two rows was published first, as far as the first pair of them tells.
fn later(ctx: &Context, topics: &Topics, topic: usize, between: &Between) -> Option<Ordering> {
    let first = topics.sides(topic, between.a as usize).first()?;
    let ys = topics.sides(topic, between.b as usize);
    let other = ys.iter().find(|y| y.claim != first.claim)?;
    let claim = |number: u32| &ctx.claims[number as usize];
    order::published(claim(first.claim), claim(other.claim))
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

/// The statements that no later one has replaced; a party's own claim decides nothing where others
/// speak.
pub(super) fn current<'a>(members: &[Member<'a>]) -> Vec<Member<'a>> {
    let mut kept: Vec<Member> = members.iter().filter(|m| !m.replaced).copied().collect();
    if kept.is_empty() {
        kept = members.to_vec();
    }
    if kept.iter().any(|m| !m.party) {
        kept.retain(|m| !m.party);
    }
    kept
}

/// The counts among them.
pub(super) fn voices(kept: &[Member], outlet: impl Fn(u32) -> u32) -> Vec<Voice> {
    let voice = |m: &Member| {
        let published = m.said.claim.document.published.as_ref();
        Some(Voice {
            quantity: quantity(&m.said)?,
            outlet: outlet(m.said.side.claim),
            origin: m.origin,
            published: published.map(|p| p.minute.unwrap_or_else(|| i64::from(p.span.last) * 1440)),
        })
    };
    kept.iter().filter_map(voice).collect()
}

/// What sort of count the members are.
pub(super) fn counts(members: &[Member]) -> Counts {
    let first = members.first().and_then(|m| m.said.assertion);
    first.map_or(Counts::Event, |a| a.counts)
}
