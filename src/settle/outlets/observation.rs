//! What the statements of outlets say, as observations: an interval of numbers, and who says it of what.

use crate::claim::{AttributeId, Control, Counts, DaySpan, Value};
use crate::codebook::{Change, ValueType};
use crate::compare::{Context, Side, Slot, Statement, Voice, counted, value_key};
use crate::link::Features;
use crate::names::EntityId;
use crate::settle::truth::{Bound, Interval, Reported, ValueScale};

/// What a statement is about, as far as outlets are better at the one than at the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// When it happened.
    Time,
    /// The dead, the wounded or the captured of a named group, or what was taken from one.
    Side,
    /// Any other count or measure.
    Count,
    /// The state of a person, or who holds a place.
    State,
}

/// How many classes there are.
pub const CLASSES: usize = 4;

impl Class {
    /// All of them.
    pub const ALL: [Self; CLASSES] = [Self::Time, Self::Side, Self::Count, Self::State];

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Time => "times",
            Self::Side => "counts of a side",
            Self::Count => "other counts",
            Self::State => "states and holders",
        }
    }

    /// What its values are.
    pub(super) fn scale(self) -> ValueScale {
        match self {
            Self::Time => ValueScale::Days,
            Self::Side | Self::Count => ValueScale::Counts,
            Self::State => ValueScale::Nominal,
        }
    }
}

/// A value as numbers: a count, days, or the number of a term or an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatedValue {
    /// What it is about.
    pub class: Class,
    /// What it allows. Days are counted from the first that there is.
    pub interval: Interval,
    /// The number that it names.
    pub named: Option<u64>,
}

/// One statement as it is weighed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutletObservation {
    /// What it says.
    pub value: StatedValue,
    /// Minute of publication since 1970.
    pub at: Reported,
    /// Number of the claim.
    pub claim: u32,
    /// Number of the outlet.
    pub outlet: u32,
    /// Who counted, saw or decided, where that is known.
    pub speaker: Option<Voice>,
    /// The group whose losses it counts.
    pub group: Option<EntityId>,
}

impl OutletObservation {
    /// Of a statement, where it is of a type that is weighed.
    pub fn new(ctx: &Context, features: &[Features], statement: &Statement) -> Option<Self> {
        let value = StatedValue::new(ctx, statement)?;
        let own = &features[statement.side.claim as usize];
        let is_count = matches!(value.class, Class::Count | Class::Side);
        let as_of = statement.assertion.and_then(|a| a.as_of.as_ref());
        let minute = match as_of.filter(|_| is_count) {
            Some(when) => Some(i64::from(when.span.last).saturating_mul(1440)),
            None => own.published,
        };
        let group = counted(ctx, statement).0;
        Some(Self {
            value,
            at: minute.map_or(Reported::Unknown, Reported::At),
            claim: statement.side.claim,
            outlet: own.outlet,
            speaker: statement.voices().speaker(),
            group: group.filter(|_| value.class == Class::Side),
        })
    }

    /// Whether both allow the same.
    pub(super) fn says_as(&self, other: &Self) -> bool {
        self.value.interval == other.value.interval
    }

    /// Whether both are of one outlet, or of one speaker.
    pub(super) fn is_of(&self, other: &Self) -> bool {
        self.outlet == other.outlet || self.speaker.is_some() && self.speaker == other.speaker
    }

    /// Whether it gives more than its own outlet gave before.
    pub(super) fn revises(&self, before: &[Self]) -> bool {
        let own = |o: &&Self| o.outlet == self.outlet && o.at < self.at;
        let mut own = before.iter().filter(own);
        own.any(|o| o.value.interval.high < Bound::At(self.value.interval.low))
    }
}

impl StatedValue {
    pub(in crate::settle) fn new(ctx: &Context, s: &Statement) -> Option<Self> {
        let Some(assertion) = s.assertion else {
            let when = s.claim.event.when.as_deref();
            let when = when.filter(|_| s.side.slot == Slot::When)?;
            return Some(Self::of_days(when.span));
        };
        let side = if s.of.is_some() {
            Class::Side
        } else {
            Class::Count
        };
        match &assertion.value {
            Value::Count(q) => Some(Self::between(side, q.low, q.best, q.high)),
            Value::Measure(m) => {
                let amount = m.ranked();
                Some(Self::between(
                    Class::Count,
                    amount.low,
                    amount.best,
                    amount.high,
                ))
            }
            Value::Time(when) => Some(Self::of_days(when.span)),
            Value::Term(term) => Some(Self::state(term.0.into())),
            Value::Name(_) | Value::Control(_) => {
                // A description names nobody, and so denies nobody.
                let named = s.names?.value.filter(|id| !ctx.is_nobody(*id))?;
                Some(Self::state(named.0.into()))
            }
            _ => None,
        }
    }

    fn state(number: u64) -> Self {
        Self {
            class: Class::State,
            interval: Interval::exact(number),
            named: Some(number),
        }
    }

    fn between(class: Class, low: u64, named: Option<u64>, high: Option<u64>) -> Self {
        let high = high.map_or(Bound::Open, Bound::At);
        Self {
            class,
            interval: Interval { low, high },
            named,
        }
    }

    pub(super) fn of_days(span: DaySpan) -> Self {
        let [low, high] = [span.first, span.last].map(|day| u64::from(i32::MIN.abs_diff(day)));
        Self::between(Class::Time, low, (low == high).then_some(low), Some(high))
    }
}

/// The days of an interval of days.
pub fn days(interval: Interval) -> DaySpan {
    let day = |number: u64| i32::MIN.saturating_add_unsigned(number.try_into().unwrap_or(u32::MAX));
    DaySpan {
        first: day(interval.low),
        last: day(interval.high.value().unwrap_or(interval.low)),
    }
}

/// What is counted or told: accounts of one key are set side by side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ObjectKey {
    attribute: AttributeId,
    of: Option<EntityId>,
    category: u64,
    counts: u8,
    over: Option<DaySpan>,
}

impl ObjectKey {
    /// What it is of.
    pub(super) fn of(&self) -> Option<EntityId> {
        self.of
    }

    pub(super) fn new(ctx: &Context, s: &Statement) -> Self {
        let (of, category) = counted(ctx, s);
        let over = s.assertion.and_then(|a| a.over.as_ref());
        Self {
            attribute: s.attribute,
            of,
            category: category.map_or(0, |c| xxhash_rust::xxh3::xxh3_64(c.as_bytes()) | 1),
            counts: s.assertion.map_or(0, |a| a.counts as u8),
            over: over.map(|when| when.span),
        }
    }
}

/// What statements of one value share: names under the thing that they name, so that spellings of it
/// are one value.
pub fn share(ctx: &Context, said: &Statement) -> u64 {
    let is_name = matches!(
        said.assertion.map(|a| &a.value),
        Some(Value::Name(_) | Value::Control(Control::Held(_)))
    );
    let named = said.names.and_then(|n| n.value).filter(|_| is_name);
    named.map_or_else(|| value_key(ctx, said), |id| u64::from(id.0))
}

/// Whether what is counted may rise while it is counted.
pub fn rises(ctx: &Context, attribute: AttributeId, counts: Counts) -> bool {
    let declared = ctx.codebook.attribute(attribute);
    declared.value_type == ValueType::Count
        && (declared.change == Change::Rises || counts == Counts::Running)
}

/// The sides of a claim that are weighed.
pub(super) fn sides(ctx: &Context, claim: u32) -> impl Iterator<Item = Side> + use<> {
    let own = &ctx.claims[claim as usize];
    let when = own.event.when.is_some().then_some(Slot::When);
    let assertions = (0..own.assertions.len()).map(|n| Slot::Assertion(n as u16));
    let slots = when.into_iter().chain(assertions);
    slots.map(move |slot| Side { claim, slot })
}
