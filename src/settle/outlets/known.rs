//! What is known or ruled to be true, set beside what accounts say of the same thing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::objects::Objects;
use super::observation::{self, ObjectKey, StatedValue, share};
use crate::claim::{AttributeId, Value};
use crate::compare::{Context, Side, Slot, Statement};
use crate::ingest::rulings::{Decided, Subject, written};
use crate::ingest::{Ground, KnownTruths};
use crate::link::Linkage;
use crate::names::EntityId;
use crate::settle::Settled;
use crate::settle::truth::IntervalObservation;

/// One thing that is known, or ruled.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// The number of the claim that it settles.
    pub claim: u32,
    /// What it is about.
    pub attribute: AttributeId,
    /// The value, in words.
    pub words: Arc<str>,
    /// Who settled it, and where that can be read, or why.
    pub by: String,
    /// On whose word it holds.
    pub ground: Ground,
    /// The last day on which it holds, where that is said.
    pub until: Option<i32>,
    /// The value, where it stands by itself; names and terms are told as an account tells them.
    pub exact: Option<Settled>,
    /// What tells the value from others of its topic.
    pub share: u64,
    key: ObjectKey,
    /// `None` where its type is not weighed.
    value: Option<StatedValue>,
}

/// A disagreement that may stay.
#[derive(Debug, Clone, PartialEq)]
pub struct Acceptance {
    /// The number of the ruling.
    pub ruling: u32,
    /// What tells each of its values from others of its topic, sorted.
    pub shares: Vec<u64>,
    claim: u32,
    key: ObjectKey,
}

impl Fact {
    /// What it says, as an observation that is certain.
    pub(super) fn observation(&self) -> Option<IntervalObservation> {
        let StatedValue {
            interval, named, ..
        } = self.value?;
        Some(IntervalObservation::certain(interval, named))
    }

    /// Whether its type is weighed.
    pub fn is_weighed(&self) -> bool {
        self.value.is_some()
    }

    /// What it is of.
    pub fn of(&self) -> Option<EntityId> {
        self.key.of()
    }

    /// One of a value.
    #[cfg(test)]
    pub(super) fn saying(value: StatedValue) -> Self {
        Self {
            claim: 0,
            attribute: AttributeId::default(),
            words: Arc::default(),
            by: String::new(),
            ground: Ground::Known,
            until: None,
            exact: None,
            share: 0,
            key: ObjectKey::default(),
            value: Some(value),
        }
    }

    fn new(ctx: &Context, statement: &Statement, (settles, ground): (u32, Ground)) -> Self {
        Self {
            claim: settles,
            attribute: statement.attribute,
            words: words(statement),
            by: who(statement),
            ground,
            until: statement.holds_on().map(|days| days.last),
            exact: exact(statement),
            share: share(ctx, statement),
            key: ObjectKey::new(ctx, statement),
            value: StatedValue::new(ctx, statement),
        }
    }

    /// Whether both say the same.
    fn agrees(&self, other: &Self) -> bool {
        match (self.value, other.value) {
            (None, None) => self.share == other.share,
            (value, of_other) => value == of_other,
        }
    }
}

/// The outlet of a known truth, and where it can be read.
fn who(statement: &Statement) -> String {
    let document = &statement.claim.document;
    let title = document.particulars.as_ref().and_then(|p| p.title.as_ref());
    let outlet = &statement.claim.outlet;
    title.map_or_else(
        || outlet.to_string(),
        |title| format!("{outlet}, “{title}”"),
    )
}

fn words(statement: &Statement) -> Arc<str> {
    let when = || statement.claim.event.when.as_ref();
    match statement.assertion {
        Some(assertion) => Arc::clone(&assertion.written),
        None => when().map_or_else(Arc::default, |when| when.span.to_string().into()),
    }
}

/// A value that stands by itself.
fn exact(statement: &Statement) -> Option<Settled> {
    let when = || statement.claim.event.when.as_ref();
    match statement.assertion.map(|a| &a.value) {
        Some(Value::Count(count)) => Some(Settled::Count(*count)),
        Some(Value::Measure(measure)) => Some(Settled::Measure(measure.clone())),
        Some(Value::Time(when)) => Some(Settled::Days(when.span)),
        None if statement.side.slot == Slot::When => when().map(|when| Settled::Days(when.span)),
        _ => None,
    }
}

/// All that is known or ruled, and what may stay, by truths whose claims stand at the end of those of
/// `ctx`, from `first` on.
pub fn facts(
    ctx: &Context,
    (known, decided): (&KnownTruths, &Decided),
    first: usize,
) -> (Vec<Fact>, Vec<Acceptance>) {
    let (mut facts, mut accepted) = (Vec::new(), Vec::new());
    let all = (first as u32..).zip(&known.settles).zip(&known.grounds);
    for ((claim, &settles), &ground) in all {
        let fact = |side: Side| Fact::new(ctx, &ctx.statement(side), (settles, ground));
        match ground {
            Ground::Known => facts.extend(observation::sides(ctx, claim).map(fact)),
            Ground::Ruled(number) => {
                let ruling = &decided.rulings[number as usize];
                let subject = ruling.decision.subject();
                let sides = subject.into_iter().flat_map(|of| sides(ctx, claim, of));
                facts.extend(sides.map(|side| Fact {
                    by: ruling.warrant.words(),
                    words: subject.map_or_else(Arc::default, said),
                    ..fact(side)
                }));
            }
            Ground::Accepted(ruling) => {
                let subject = decided.rulings[ruling as usize].decision.subject();
                let sides = subject.into_iter().flat_map(|of| sides(ctx, claim, of));
                for fact in sides.map(fact) {
                    accept(&mut accepted, ruling, &fact);
                }
            }
        }
    }
    (facts, accepted)
}

/// Adds a value that may stay to those of its ruling.
fn accept(accepted: &mut Vec<Acceptance>, ruling: u32, fact: &Fact) {
    let known = accepted.iter_mut().find(|of| of.ruling == ruling);
    match known {
        Some(of) => {
            let at = of.shares.partition_point(|share| *share < fact.share);
            if of.shares.get(at) != Some(&fact.share) {
                of.shares.insert(at, fact.share);
            }
        }
        None => accepted.push(Acceptance {
            ruling,
            shares: vec![fact.share],
            claim: fact.claim,
            key: fact.key,
        }),
    }
}

/// What a ruling says that holds.
fn said(of: &Subject) -> Arc<str> {
    let words: Vec<String> = of.values.iter().map(written).collect();
    words.join(", ").into()
}

/// The sides of the claim that a ruling was read as: its assertions, or the part of the event that it
/// is about.
fn sides(ctx: &Context, claim: u32, of: &Subject) -> Vec<Side> {
    let header = match &*of.attribute {
        "when" => Some(Slot::When),
        "where" => Some(Slot::Place),
        "kind" => Some(Slot::Kind),
        "actors" => Some(Slot::Actors),
        _ => None,
    };
    match header {
        Some(slot) => vec![Side { claim, slot }],
        None => observation::sides(ctx, claim)
            .filter(|side| matches!(side.slot, Slot::Assertion(_)))
            .collect(),
    }
}

/// The facts of every event.
#[derive(Debug, Clone, Default)]
pub struct Known {
    facts: BTreeMap<(u32, ObjectKey), Fact>,
    /// Facts of one thing of one event that differ: none of them is used.
    pub contested: Vec<Vec<Fact>>,
    /// Facts of which no account of their event tells.
    pub idle: Vec<Fact>,
    /// Disagreements that may stay.
    accepted: BTreeMap<(u32, ObjectKey), Acceptance>,
}

impl Known {
    pub(super) fn new(
        ctx: &Context,
        linkage: &Linkage,
        (facts, accepted): (Vec<Fact>, Vec<Acceptance>),
    ) -> Self {
        let mut known = Self::default();
        let event_of = |claim: u32| linkage.event_of[claim as usize];
        let mut all: BTreeMap<(u32, ObjectKey), Vec<Fact>> = BTreeMap::new();
        for fact in facts {
            let place = (event_of(fact.claim), fact.key);
            all.entry(place).or_default().push(fact);
        }
        let mut told: BTreeMap<u32, BTreeSet<ObjectKey>> = BTreeMap::new();
        for ((event, key), mut of_one) in all {
            let told = told
                .entry(event)
                .or_insert_with(|| told_of(ctx, &linkage.events[event as usize].claims));
            if of_one.iter().any(|fact| !fact.agrees(&of_one[0])) {
                known.contested.push(of_one);
            } else if told.contains(&key) {
                let ruled = of_one.iter().position(|fact| fact.ground != Ground::Known);
                let fact = of_one.swap_remove(ruled.unwrap_or_default());
                known.facts.insert((event, key), fact);
            } else {
                known.idle.append(&mut of_one);
            }
        }
        let accepted = accepted.into_iter();
        known.accepted = accepted
            .map(|of| ((event_of(of.claim), of.key), of))
            .collect();
        known
    }

    /// What is certain of the objects, by number.
    pub(super) fn place(&self, objects: &Objects) -> BTreeMap<usize, IntervalObservation> {
        let known = objects.known.iter().filter_map(|(object, place)| {
            let fact = self.facts.get(place)?;
            Some((*object, fact.observation()?))
        });
        known.collect()
    }

    /// What is known of a thing of an event.
    pub(super) fn get(&self, event: u32, key: ObjectKey) -> Option<&Fact> {
        self.facts.get(&(event, key))
    }

    /// What is known of the thing that a statement of an event is about.
    pub fn of(&self, ctx: &Context, event: u32, statement: &Statement) -> Option<&Fact> {
        if self.facts.is_empty() {
            return None;
        }
        self.get(event, ObjectKey::new(ctx, statement))
    }

    /// What is known or ruled of an event, whatever it is of.
    pub fn of_event(&self, event: u32) -> impl Iterator<Item = &Fact> {
        let from = (event, ObjectKey::default());
        let all = self.facts.range(from..);
        all.take_while(move |((of, _), _)| *of == event)
            .map(|(_, fact)| fact)
    }

    /// The disagreement that may stay of the thing that a statement of an event is about.
    pub fn accepted(
        &self,
        ctx: &Context,
        event: u32,
        statement: &Statement,
    ) -> Option<&Acceptance> {
        if self.accepted.is_empty() {
            return None;
        }
        self.accepted.get(&(event, ObjectKey::new(ctx, statement)))
    }

    /// How many known truths are used.
    pub fn known(&self) -> usize {
        let facts = self.facts.values();
        facts.filter(|fact| fact.ground == Ground::Known).count()
    }
}

/// All that accounts of an event tell of.
fn told_of(ctx: &Context, claims: &[u32]) -> BTreeSet<ObjectKey> {
    let said = claims.iter().flat_map(|&claim| ctx.statements(claim));
    said.map(|statement| ObjectKey::new(ctx, &statement))
        .collect()
}
