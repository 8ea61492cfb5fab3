//! How the values of an event stand to each other: can both be true, and if not, why.
//!
//! A verdict is symmetric and does not depend on the order of claims. Counts compare as intervals
//! of the same scope; states and holders compare in time, and across events too, because persons
//! and places have histories of their own.

mod camp;
mod classes;
mod control;
mod count;
mod event;
mod examples;
mod header;
pub mod order;
mod outcome;
mod place;
mod reason;
mod related;
mod role;
pub mod statement;
mod subject;
mod term;
mod things;

pub use count::{counted, named as named_beside, quantity};
pub use examples::{Failed, run_examples};
pub use outcome::favoured;
pub use reason::Reason;
pub use related::Accord;
pub use statement::{Context, Side, Slot, Statement};
pub use subject::{MOST_COMPARED, Subject};

use std::num::NonZeroU32;

use crate::claim::AttributeId;
use crate::codebook::{ValueType, Verdict};
use crate::link::Linkage;
use crate::names::EntityId;

/// Two statements whose values are not in agreement.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Finding {
    /// Where the two meet.
    pub scene: Scene,
    /// What they are about.
    pub attribute: AttributeId,
    /// The statement of the lesser claim.
    pub a: Side,
    /// The other.
    pub b: Side,
    /// How they stand.
    pub verdict: Verdict,
    /// The rule that decided it.
    pub reason: Reason,
    /// The doubt that it hangs on.
    pub doubt: Option<DoubtNumber>,
}

/// A doubt of the name stage, by number. There are millions of findings, and few have one: it
/// takes no room of its own where there is none.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct DoubtNumber(NonZeroU32);

impl DoubtNumber {
    fn new(number: usize) -> Option<Self> {
        NonZeroU32::new(u32::try_from(number).ok()?.checked_add(1)?).map(Self)
    }

    /// Index into the doubts of the name stage.
    pub fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// Where two statements meet.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum Scene {
    /// In one event.
    Event(u32),
    /// In two events, one of which is part of, or overlaps, the other: the number of the relation.
    Related(u32),
    /// In the history of a person, group or place.
    Subject(EntityId),
}

/// Everything that comparing found.
#[derive(Debug, Clone, Default)]
pub struct Comparison {
    /// Every pair not in agreement, sorted by scene, attribute and claims.
    pub findings: Vec<Finding>,
    /// Pairs in agreement within events.
    pub agreements: usize,
    /// Related events that agree on something.
    pub accords: Vec<Accord>,
    /// Histories of persons, groups and places, sorted by entity.
    pub subjects: Vec<Subject>,
    /// Those of so many statements that only neighbours in time were compared, sorted.
    pub long: Vec<EntityId>,
}

/// How two statements on one attribute stand; `None` where they cannot be compared.
///
/// Symmetric: `verdict(ctx, x, y) == verdict(ctx, y, x)`.
pub fn verdict(ctx: &Context, x: &Statement, y: &Statement) -> Option<(Verdict, Reason)> {
    let stand = by_type(ctx, x, y)?;
    Some(match stand.0 {
        Verdict::Contradiction => excused(ctx, x, y).unwrap_or(stand),
        _ => stand,
    })
}

fn by_type(ctx: &Context, x: &Statement, y: &Statement) -> Option<(Verdict, Reason)> {
    match ctx.codebook.attribute(x.attribute).value_type {
        ValueType::Count | ValueType::Duration | ValueType::Distance | ValueType::Number => {
            count::verdict(ctx, x, y)
        }
        ValueType::Time => header::time(ctx, x, y),
        ValueType::Place => place::stand(ctx, x, y),
        ValueType::Name => header::name(x, y),
        ValueType::Actors => Some(header::actors(ctx, x, y)),
        ValueType::Kind => header::kind(x, y),
        ValueType::Term => term::verdict(ctx, x, y),
        ValueType::Role => role::verdict(ctx, x, y),
        ValueType::Control => control::verdict(x, y),
        ValueType::Outcome => outcome::verdict(ctx, x, y),
        ValueType::Text => header::text(x, y),
    }
}

/// Why two values that cannot both be true are no contradiction of two outlets all the same: the
/// outlet's own later report; somebody whom nobody names; a part of a body and the body; two names
/// that may be one.
fn excused(ctx: &Context, x: &Statement, y: &Statement) -> Option<(Verdict, Reason)> {
    if order::own_revision(x.claim, y.claim) {
        return Some((Verdict::Superseded, Reason::OwnRevision));
    }
    if x.of.is_some_and(|id| ctx.is_nobody(id)) && x.names.is_some_and(|n| n.value.is_none()) {
        return Some((Verdict::Compatible, Reason::NotNamed));
    }
    let (a, b) = (named(ctx, x)?, named(ctx, y)?);
    if ctx.is_nobody(a) || ctx.is_nobody(b) {
        Some((Verdict::Compatible, Reason::NotNamed))
    } else if a != b && ctx.same_or_nested(a, b) {
        Some((Verdict::Compatible, Reason::Implied))
    } else if ctx.names.doubt(a, b).is_some() {
        Some((Verdict::Compatible, Reason::NameDoubtful))
    } else {
        None
    }
}

/// Whom the value of a statement names: a holder, a culprit, a winner, or who holds an office.
fn named(ctx: &Context, x: &Statement) -> Option<EntityId> {
    match ctx.codebook.attribute(x.attribute).value_type {
        ValueType::Name | ValueType::Control => x.names?.value,
        ValueType::Outcome => outcome::favoured(ctx, x)?.0,
        ValueType::Role => x.of,
        _ => None,
    }
}

/// Compares everything that the claims of a claims set say.
pub fn compare(ctx: &Context, linkage: &Linkage) -> Comparison {
    let (mut findings, agreements) = event::all(ctx, linkage);
    let (related, mut accords) = related::all(ctx, linkage);
    accords.sort_unstable();
    let subject::Across {
        findings: across,
        subjects,
        long,
    } = subject::all(ctx, linkage);
    findings.extend(related);
    findings.extend(across);
    findings.sort_unstable();
    findings.dedup();
    Comparison {
        findings,
        agreements,
        accords,
        subjects,
        long,
    }
}

/// A finding, the statement of the lesser claim first.
fn finding(
    scene: Scene,
    x: &Statement,
    y: &Statement,
    verdict: Verdict,
    reason: Reason,
) -> Finding {
    let (a, b) = if x.side <= y.side {
        (x.side, y.side)
    } else {
        (y.side, x.side)
    };
    Finding {
        scene,
        attribute: x.attribute,
        a,
        b,
        verdict,
        reason,
        doubt: None,
    }
}
