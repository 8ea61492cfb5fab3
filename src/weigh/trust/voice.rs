//! What each account says of each thing, as small numbers: one voice is one statement.

use crate::claim::{AttributeId, Counts, DaySpan, Value};
use crate::codebook::{Change, ValueType};
use crate::compare::{Context, Side, Slot, Statement, counted};
use crate::link::Features;
use crate::names::EntityId;

/// What a statement is about, as far as outlets are better at the one than at the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// When it happened.
    Time,
    /// The dead, the wounded or the captured of a named group, or what was taken from one.
    Side,
    /// Any other count or measure.
    Count,
    /// The state of a person, or who holds a place.
    State,
}

/// How many sorts there are.
pub const SORTS: usize = 4;

impl Sort {
    /// All of them.
    pub const ALL: [Self; SORTS] = [Self::Time, Self::Side, Self::Count, Self::State];

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Time => "times",
            Self::Side => "counts of a side",
            Self::Count => "other counts",
            Self::State => "states and holders",
        }
    }
}

/// No upper bound.
pub const OPEN: i32 = i32::MAX;
/// In place of a number where there is no outlet, claim or group.
pub const NOBODY: u32 = u32::MAX;
/// Not known when.
pub const NEVER: i32 = i32::MAX;

/// One statement as the weighing reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voice {
    /// The least that it allows: a number, a day, or the number of a term or an entity.
    pub low: i32,
    /// The most that it allows; [`OPEN`] where there is no bound.
    pub high: i32,
    /// The number named.
    pub best: Option<i32>,
    /// Minute of publication since 1970; [`NEVER`] where not known.
    pub at: i32,
    /// Number of the claim.
    pub claim: u32,
    /// Number of the outlet.
    pub outlet: u32,
    /// What it is about.
    pub sort: Sort,
    /// Number of the group whose losses it counts; [`NOBODY`] where it counts none's.
    pub of: u32,
}

impl Voice {
    /// Whether it allows what another stretch holds.
    pub fn allows(&self, low: i32, high: i32) -> bool {
        self.low <= low && high <= self.high || self.low <= high && low <= self.high
    }
}

/// The voice of a statement, where it is of a type that is weighed.
pub fn voice(ctx: &Context, features: &[Features], statement: &Statement) -> Option<Voice> {
    let (sort, low, high, best) = value(ctx, statement)?;
    let own = &features[statement.side.claim as usize];
    let as_of = statement
        .assertion
        .and_then(|a| a.as_of.as_ref())
        .filter(|_| sort == Sort::Count || sort == Sort::Side);
    let at = match as_of {
        Some(when) => Some(i64::from(when.span.last).saturating_mul(1440)),
        None => own.published,
    };
    Some(Voice {
        low,
        high,
        best,
        at: at.map_or(NEVER, |m| {
            m.clamp(i64::from(i32::MIN), i64::from(NEVER)) as i32
        }),
        claim: statement.side.claim,
        outlet: own.outlet,
        sort,
        of: group(ctx, statement, sort),
    })
}

/// The group whose losses a statement counts.
fn group(ctx: &Context, statement: &Statement, sort: Sort) -> u32 {
    let of = counted(ctx, statement).0.filter(|_| sort == Sort::Side);
    of.map_or(NOBODY, |id| id.0)
}

pub(super) fn value(ctx: &Context, s: &Statement) -> Option<(Sort, i32, i32, Option<i32>)> {
    let Some(assertion) = s.assertion else {
        let when = s.claim.event.when.as_deref();
        let when = when.filter(|_| s.side.slot == Slot::When)?;
        return Some(days(when.span));
    };
    let of = s.of.is_some();
    match &assertion.value {
        Value::Count(q) => Some(bounds(of, q.low, q.best, q.high)),
        Value::Measure(m) => Some(bounds(false, m.amount.low, m.amount.best, m.amount.high)),
        Value::Time(when) => Some(days(when.span)),
        Value::Term(term) => {
            let exact = i32::from(term.0);
            Some((Sort::State, exact, exact, Some(exact)))
        }
        Value::Name(_) | Value::Control(_) => {
            let exact = i32::try_from(s.names?.value?.0).ok()?;
            // A description names nobody, and so denies nobody.
            let named = !ctx.is_nobody(EntityId(exact as u32));
            named.then_some((Sort::State, exact, exact, Some(exact)))
        }
        _ => None,
    }
}

fn bounds(
    of: bool,
    low: u64,
    best: Option<u64>,
    high: Option<u64>,
) -> (Sort, i32, i32, Option<i32>) {
    let small = |n: u64| i32::try_from(n).unwrap_or(OPEN - 1);
    let sort = if of { Sort::Side } else { Sort::Count };
    (sort, small(low), high.map_or(OPEN, small), best.map(small))
}

fn days(span: DaySpan) -> (Sort, i32, i32, Option<i32>) {
    let best = (span.first == span.last).then_some(span.first);
    (Sort::Time, span.first, span.last, best)
}

/// What is counted or told: accounts of one key are set side by side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    attribute: AttributeId,
    of: Option<EntityId>,
    category: u64,
    counts: u8,
    over: Option<DaySpan>,
}

pub(super) fn key(ctx: &Context, s: &Statement) -> Key {
    let (of, category) = counted(ctx, s);
    Key {
        attribute: s.attribute,
        of,
        category: category.map_or(0, |c| xxhash_rust::xxh3::xxh3_64(c.as_bytes()) | 1),
        counts: s.assertion.map_or(0, |a| a.counts as u8),
        over: s.assertion.and_then(|a| a.over.as_ref()).map(|w| w.span),
    }
}

/// Whether what is counted may rise while it is counted.
pub fn rises(ctx: &Context, attribute: AttributeId, sort: Counts) -> bool {
    let declared = ctx.codebook.attribute(attribute);
    declared.value_type == ValueType::Count
        && (declared.change == Change::Rises || sort == Counts::Running)
}

/// The sides of a claim that are weighed.
pub(super) fn sides(ctx: &Context, claim: u32) -> impl Iterator<Item = Side> + use<> {
    let own = &ctx.claims[claim as usize];
    let when = own.event.when.is_some().then_some(Slot::When);
    let assertions = (0..own.assertions.len()).map(|n| Slot::Assertion(n as u16));
    when.into_iter()
        .chain(assertions)
        .map(move |slot| Side { claim, slot })
}
