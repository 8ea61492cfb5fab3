//! Events that are part of, or overlap, others: what they say of each other.

use rayon::prelude::*;

use super::rows::{Arena, Beside};
use super::statement::{Context, Side, Statement};
use super::topic::Foreign;
use super::{Reason, Stand, count, outcome};
use crate::claim::{AttributeId, Counts};
use crate::codebook::{ValueType, Verdict};
use crate::link::{Linkage, Relation, RelationKind};

/// Two related events that agree on something worth saying.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Accord {
    /// The outer event.
    pub outer: u32,
    /// The inner event.
    pub inner: u32,
    /// What they agree on.
    pub attribute: AttributeId,
    /// A statement of the outer event.
    pub a: Side,
    /// A statement of the inner event.
    pub b: Side,
}

/// How statements of events stand to statements of events that hold or overlap them.
#[derive(Debug, Default)]
pub(super) struct Ties {
    /// Sorted by the inner event, then by its statement.
    all: Vec<Tie>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Tie {
    event: u32,
    own: Side,
    outer: Side,
    relation: u32,
    stand: Stand,
}

impl Ties {
    /// Puts beside the accounts of an event what others say that hold or overlap it; whether there
    /// is anything.
    pub(super) fn set_beside<'a>(
        &self,
        ctx: &Context<'a>,
        event: u32,
        attribute: AttributeId,
        arena: &mut Arena<'_, 'a>,
    ) -> bool {
        let from = self.all.partition_point(|t| t.event < event);
        let of_event = self.all[from..].iter().take_while(|t| t.event == event);
        let own = of_event.filter(|t| ctx.statement(t.own).attribute == attribute);
        let mut placed: Vec<(Side, u32)> = Vec::new();
        for tie in own {
            let outer = (tie.outer, tie.relation);
            let known = placed.iter().position(|p| *p == outer);
            let place = known.unwrap_or_else(|| {
                placed.push(outer);
                arena.beside.push(Beside {
                    said: ctx.statement(tie.outer),
                    foreign: Foreign::Event(tie.relation),
                });
                placed.len() - 1
            });
            arena.edges.push((tie.own, place as u32, tie.stand));
        }
        !placed.is_empty()
    }
}

/// Ties and accords between all related events.
pub(super) fn all(ctx: &Context, linkage: &Linkage) -> (Ties, Vec<Accord>) {
    let said = said(ctx, linkage);
    let relations = linkage.relations.par_iter().enumerate();
    let per_relation: Vec<(Vec<Tie>, Vec<Accord>)> = relations
        .map(|(number, r)| one(ctx, number as u32, *r, &said))
        .collect();
    let mut ties = Ties::default();
    let mut accords = Vec::new();
    for (found, agreed) in per_relation {
        ties.all.extend(found);
        accords.extend(agreed);
    }
    ties.all.sort_unstable();
    accords.sort_unstable();
    (ties, accords)
}

/// What the claims of each related event say that can be compared across events.
fn said<'a>(ctx: &Context<'a>, linkage: &Linkage) -> Vec<Vec<Statement<'a>>> {
    let mut related = vec![false; linkage.events.len()];
    for relation in &linkage.relations {
        related[relation.outer as usize] = true;
        related[relation.inner as usize] = true;
    }
    let compared = |s: &Statement| {
        matches!(
            ctx.codebook.attribute(s.attribute).value_type,
            ValueType::Outcome | ValueType::Count
        )
    };
    let of_claim = |&claim: &u32| ctx.asserted(claim).filter(compared);
    let events = linkage.events.par_iter().zip(related);
    events
        .map(|(event, related)| {
            let claims = event.claims.iter().filter(|_| related);
            claims.flat_map(of_claim).collect()
        })
        .collect()
}

fn one(
    ctx: &Context,
    number: u32,
    relation: Relation,
    said: &[Vec<Statement>],
) -> (Vec<Tie>, Vec<Accord>) {
    let (outer, inner) = (
        &said[relation.outer as usize],
        &said[relation.inner as usize],
    );
    let mut ties = Vec::new();
    let mut accords = Vec::new();
    for x in outer {
        for y in inner.iter().filter(|y| comparable(x, y)) {
            match stand(ctx, relation.kind, x, y) {
                None => {}
                Some((Verdict::Agreement, _)) => accords.push(accord(relation, x, y)),
                Some(stand) => ties.push(Tie {
                    event: relation.inner,
                    own: y.side,
                    outer: x.side,
                    relation: number,
                    stand,
                }),
            }
        }
    }
    (ties, accords)
}

fn accord(relation: Relation, x: &Statement, y: &Statement) -> Accord {
    Accord {
        outer: relation.outer,
        inner: relation.inner,
        attribute: x.attribute,
        a: x.side,
        b: y.side,
    }
}

/// A document that tells of both events knows how they fit together.
fn comparable(x: &Statement, y: &Statement) -> bool {
    x.attribute == y.attribute && !super::order::same_document(x.claim, y.claim)
}

/// How a statement on the outer event stands to one on the inner.
fn stand(ctx: &Context, kind: RelationKind, x: &Statement, y: &Statement) -> Option<Stand> {
    match ctx.codebook.attribute(x.attribute).value_type {
        ValueType::Outcome => outcomes(ctx, x, y),
        ValueType::Count => counts(kind, x, y),
        _ => None,
    }
}

/// A town may be lost on a front that is won: a tension worth a look, and no contradiction.
fn outcomes(ctx: &Context, x: &Statement, y: &Statement) -> Option<Stand> {
    let ((side, p), (other, q)) = (outcome::favoured(ctx, x)?, outcome::favoured(ctx, y)?);
    if side.is_none() || side != other || p == 0 || q == 0 {
        None
    } else if p.signum() == q.signum() {
        Some((Verdict::Agreement, Reason::SameOutcome))
    } else {
        Some((Verdict::Scope, Reason::EventWithinOther))
    }
}

/// The toll of a part against the toll of the whole, of the same group and category.
fn counts(kind: RelationKind, x: &Statement, y: &Statement) -> Option<Stand> {
    let (p, q) = (count::quantity(x)?, count::quantity(y)?);
    let own = |s: &Statement| {
        s.assertion
            .is_some_and(|a| a.counts == Counts::Event && a.over.is_none())
    };
    if !count::same_thing(x, y) || p.same_bounds(&q) || !own(y) {
        return None;
    }
    let exceeds = kind == RelationKind::PartOf && p.high.is_some_and(|high| q.low > high);
    if exceeds && !earlier(x, y) {
        Some((Verdict::Contradiction, Reason::PartExceedsWhole))
    } else {
        // That a campaign's toll is not a day's needs no saying; that a running total is not, does.
        (!own(x)).then_some((Verdict::Scope, Reason::OtherPeriod))
    }
}

/// Whether the whole was counted before the part may have been known.
fn earlier(x: &Statement, y: &Statement) -> bool {
    super::order::published(x.claim, y.claim) != Some(std::cmp::Ordering::Greater)
}
