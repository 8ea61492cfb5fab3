//! How the values of an event stand to each other: can both be true, and if not, why.
//!
//! A verdict is symmetric and does not depend on the order of claims. Counts compare as intervals
//! of the same scope; states and holders compare in time, and across events too, because persons
//! and places have histories of their own.

mod camp;
mod control;
mod count;
mod death;
mod event;
mod examples;
mod header;
mod history;
mod judged;
mod lineage;
mod measure;
pub mod order;
mod outcome;
pub mod party;
mod place;
mod proof;
mod reason;
mod related;
mod repeats;
mod role;
mod rows;
pub mod slip;
mod speaker;
mod stance;
pub mod statement;
mod term;
mod things;
mod topic;

pub use count::{counted, named as named_beside, quantity};
pub use examples::{Failed, run_examples};
pub use history::{MOST_COMPARED, Subject};
pub use judged::value_key;
pub use lineage::spoken_order;
pub use outcome::favoured;
pub use proof::{named as proof_of, standard};
pub use reason::Reason;
pub use related::Accord;
pub use repeats::Repeats;
pub use speaker::{Speakers, Voice, Voices};
pub use statement::{Context, Side, Slot, Statement};
pub use term::covers;
pub use topic::{Between, Difference, DoubtNumber, Foreign, Home, Row, Thing, Topic, Topics};

use std::cmp::Ordering;

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
    /// Who speaks.
    pub speakers: Speakers,
    /// What only repeats a speaker's earlier word.
    pub repeats: Repeats,
    /// Those of so many statements that only neighbours in time were compared, sorted.
    pub long: Vec<EntityId>,
}

/// How two statements on one attribute stand; `None` where they cannot be compared.
///
/// Symmetric: `verdict(ctx, x, y) == verdict(ctx, y, x)`.
pub fn verdict(ctx: &Context, x: &Statement, y: &Statement) -> Option<Stand> {
    if let Some(stand) = stance::stand(ctx, x, y) {
        return Some(stand);
    }
    let stand = by_type(ctx, x, y)?;
    let replaced = stance::corrected(x, y, stand);
    let replaced = replaced.or_else(|| lineage::revised(ctx, x, y, stand));
    Some(match stand.0 {
        _ if replaced.is_some() => replaced.unwrap_or(stand),
        Verdict::Contradiction => excused(ctx, x, y).unwrap_or(stand),
        _ => stand,
    })
}

/// Which of two statements took the other's place, where the one did: `Less` where the second did.
pub fn order_of(ctx: &Context, reason: Reason, x: &Statement, y: &Statement) -> Option<Ordering> {
    let withdrawn = |s: &Statement| stance::stance(s) != crate::claim::Stance::Asserts;
    match reason {
        Reason::Retracted | Reason::DeniedBySource => Some(if withdrawn(x) {
            Ordering::Greater
        } else {
            Ordering::Less
        }),
        Reason::Corrected => Some(if stance::is_corrected_by(x, y) {
            Ordering::Less
        } else {
            Ordering::Greater
        }),
        _ => lineage::order_of(ctx, x, y),
    }
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
        ValueType::Control => control::verdict(ctx, x, y),
        ValueType::Outcome => outcome::verdict(ctx, x, y),
        ValueType::Text => header::text(x, y),
    }
}

/// Why two values that cannot both be true are no contradiction of two outlets all the same:
/// somebody whom nobody names; a part of a body and the body; two names that may be one.
fn excused(ctx: &Context, x: &Statement, y: &Statement) -> Option<Stand> {
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

impl Comparison {
    /// A statement with who speaks, and when.
    pub fn statement<'a>(&self, ctx: &Context<'a>, side: Side) -> Statement<'a> {
        self.repeats.statement(ctx, &self.speakers, side)
    }

    /// Of the statements of a row, the one that was said last.
    pub fn last_word<'a>(&self, ctx: &Context<'a>, sides: &[Side]) -> Option<Statement<'a>> {
        let said = sides.iter().map(|&side| self.statement(ctx, side));
        said.max_by_key(|s| (s.moment().map(lineage::Moment::sorted), s.side))
    }
}

/// Compares everything that the claims of a claims set say.
pub fn compare(ctx: &Context, linkage: &Linkage) -> Comparison {
    let speakers = Speakers::new(ctx);
    let (ties, accords) = related::all(ctx, linkage);
    let history::Across {
        topics: across,
        subjects,
        long,
        mut repeats,
    } = history::all(ctx, linkage, &speakers);
    let mut topics = Topics::default();
    repeats.join(event::all(ctx, linkage, &speakers, &ties, &mut topics));
    repeats.sort(ctx.claims.len());
    for made in across {
        topics.push(made);
    }
    Comparison {
        topics,
        accords,
        subjects,
        speakers,
        repeats,
        long,
    }
}
