//! How the values of an event stand to each other: can both be true, and if not, why.
//!
//! A verdict is symmetric and does not depend on the order of claims. Counts compare as intervals
//! of the same scope; states and holders compare in time, and across events too, because persons
//! and places have histories of their own.

mod camp;
mod control;
mod count;
mod event;
mod examples;
mod header;
mod history;
mod judged;
mod measure;
pub mod order;
mod outcome;
pub mod party;
mod place;
mod reason;
mod related;
mod role;
mod rows;
pub mod statement;
mod term;
mod things;
mod topic;

pub use count::{counted, named as named_beside, quantity};
pub use examples::{Failed, run_examples};
pub use history::{MOST_COMPARED, Subject};
pub use judged::value_key;
pub use outcome::favoured;
pub use reason::Reason;
pub use related::Accord;
pub use statement::{Context, Side, Slot, Statement};
pub use topic::{Between, Difference, DoubtNumber, Foreign, Home, Row, Thing, Topic, Topics};

use crate::codebook::{ValueType, Verdict};
use crate::link::Linkage;
use crate::names::EntityId;

/// A verdict, and the rule that gave it.
pub type Stand = (Verdict, Reason);

/// Everything that comparing found.
#[derive(Debug, Clone, Default)]
pub struct Comparison {
    /// What accounts say, topic by topic.
    pub topics: Topics,
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
pub fn verdict(ctx: &Context, x: &Statement, y: &Statement) -> Option<Stand> {
    let stand = by_type(ctx, x, y)?;
    Some(match stand.0 {
        Verdict::Contradiction => excused(ctx, x, y).unwrap_or(stand),
        _ => stand,
    })
}

fn by_type(ctx: &Context, x: &Statement, y: &Statement) -> Option<Stand> {
    match ctx.codebook.attribute(x.attribute).value_type {
        ValueType::Count if measure::of_other_units(x, y) => {
            Some((Verdict::Scope, Reason::OtherUnit))
        }
        ValueType::Count => count::verdict(ctx, x, y),
        ValueType::Duration | ValueType::Distance | ValueType::Number => {
            measure::verdict(ctx, x, y)
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
fn excused(ctx: &Context, x: &Statement, y: &Statement) -> Option<Stand> {
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
    let (ties, accords) = related::all(ctx, linkage);
    let history::Across {
        topics: across,
        subjects,
        long,
    } = history::all(ctx, linkage);
    let mut topics = Topics::default();
    event::all(ctx, linkage, &ties, &mut topics);
    for made in across {
        topics.push(made);
    }
    Comparison {
        topics,
        accords,
        subjects,
        long,
    }
}
