//! What is known to be true, set beside what accounts say of the same thing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::objects::Objects;
use super::observation::{self, ObjectKey, StatedValue};
use crate::claim::AttributeId;
use crate::compare::{Context, Statement};
use crate::ingest::KnownTruths;
use crate::link::Linkage;
use crate::settle::truth::IntervalObservation;

/// One thing that is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// The number of the claim that it settles.
    pub claim: u32,
    /// What it is about.
    pub attribute: AttributeId,
    /// The value, in words.
    pub words: Arc<str>,
    /// Who settled it, and where that can be read.
    pub by: String,
    key: ObjectKey,
    /// `None` where its type is not weighed.
    value: Option<StatedValue>,
}

impl Fact {
    /// What it says, as an observation that is certain.
    pub(super) fn observation(&self) -> Option<IntervalObservation> {
        let StatedValue {
            interval, named, ..
        } = self.value?;
        Some(IntervalObservation::certain(interval, named))
    }

    /// One of a value.
    #[cfg(test)]
    pub(super) fn saying(value: StatedValue) -> Self {
        Self {
            claim: 0,
            attribute: AttributeId::default(),
            words: Arc::default(),
            by: String::new(),
            key: ObjectKey::default(),
            value: Some(value),
        }
    }

    fn new(ctx: &Context, statement: &Statement, settles: u32) -> Self {
        let document = &statement.claim.document;
        let title = document.particulars.as_ref().and_then(|p| p.title.as_ref());
        let outlet = &statement.claim.outlet;
        Self {
            claim: settles,
            attribute: statement.attribute,
            words: words(statement),
            by: title.map_or_else(
                || outlet.to_string(),
                |title| format!("{outlet}, “{title}”"),
            ),
            key: ObjectKey::new(ctx, statement),
            value: StatedValue::new(ctx, statement),
        }
    }
}

fn words(statement: &Statement) -> Arc<str> {
    let when = || statement.claim.event.when.as_ref();
    match statement.assertion {
        Some(assertion) => Arc::clone(&assertion.written),
        None => when().map_or_else(Arc::default, |when| when.span.to_string().into()),
    }
}

/// All facts of known truths, whose claims stand at the end of those of `ctx`, from `first` on.
pub fn facts(ctx: &Context, known: &KnownTruths, first: usize) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (claim, &settles) in (first as u32..).zip(&known.settles) {
        let sides = observation::sides(ctx, claim);
        facts.extend(sides.map(|side| Fact::new(ctx, &ctx.statement(side), settles)));
    }
    facts
}

/// The facts of every event.
#[derive(Debug, Clone, Default)]
pub struct Known {
    facts: BTreeMap<(u32, ObjectKey), Fact>,
    /// Facts of one thing of one event that differ: none of them is used.
    pub contested: Vec<Fact>,
    /// Facts of which no account of their event tells, or that are of no type that is weighed.
    pub idle: Vec<Fact>,
}

impl Known {
    pub(super) fn new(facts: Vec<Fact>, linkage: &Linkage) -> Self {
        let mut known = Self::default();
        let mut all: BTreeMap<(u32, ObjectKey), Vec<Fact>> = BTreeMap::new();
        for fact in facts {
            let place = (linkage.event_of[fact.claim as usize], fact.key);
            all.entry(place).or_default().push(fact);
        }
        for (place, mut of_one) in all {
            if of_one.iter().any(|f| f.value != of_one[0].value) {
                known.contested.append(&mut of_one);
            } else if of_one[0].value.is_none() {
                known.idle.append(&mut of_one);
            } else {
                known.facts.insert(place, of_one.swap_remove(0));
            }
        }
        known
    }

    /// What is certain of the objects, by number; facts that no account tells of are set apart.
    pub(super) fn place(&mut self, objects: &Objects) -> BTreeMap<usize, IntervalObservation> {
        let places: BTreeSet<(u32, ObjectKey)> =
            objects.known.iter().map(|(_, place)| *place).collect();
        let facts = std::mem::take(&mut self.facts).into_iter();
        let (used, idle): (BTreeMap<_, _>, BTreeMap<_, _>) =
            facts.partition(|(place, _)| places.contains(place));
        self.facts = used;
        self.idle.extend(idle.into_values());
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

    /// How many facts are used.
    pub fn len(&self) -> usize {
        self.facts.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }
}
