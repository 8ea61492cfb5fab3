//! What is known to be true, set beside what accounts say of the same thing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::items::Items;
use super::settle::Heard;
use super::voice::{self, Key, NEVER, NOBODY, Voice};
use crate::claim::AttributeId;
use crate::compare::{Context, Statement};
use crate::ingest::KnownTruths;
use crate::link::Linkage;

/// How likely what is known is taken to be right. Not 1, so that two truths that differ break nothing.
const CERTAIN: f64 = 1.0 - 1e-12;

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
    key: Key,
    voice: Option<Voice>,
}

impl Fact {
    /// What it says, as an account that is never wrong; `None` where its type is not weighed.
    pub(super) fn heard(&self) -> Option<Heard> {
        Some(Heard {
            voice: self.voice?,
            credence: CERTAIN,
            weight: 1.0,
            // It comes last: that a toll rose until then is no error of those who told it before.
            revises: true,
            leans: None,
        })
    }

    /// One that says what a voice says.
    #[cfg(test)]
    pub(super) fn saying(voice: Voice) -> Self {
        Self {
            claim: 0,
            attribute: AttributeId::default(),
            words: Arc::default(),
            by: String::new(),
            key: Key::default(),
            voice: Some(voice),
        }
    }

    fn of(ctx: &Context, statement: &Statement, settles: u32) -> Self {
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
            key: voice::key(ctx, statement),
            voice: voice::value(ctx, statement).map(|(sort, low, high, best)| Voice {
                low,
                high,
                best,
                at: NEVER,
                claim: NOBODY,
                outlet: NOBODY,
                sort,
                of: NOBODY,
            }),
        }
    }
}

fn words(statement: &Statement) -> Arc<str> {
    let header = || statement.claim.event.when.as_ref();
    match (statement.assertion, header()) {
        (Some(assertion), _) => Arc::clone(&assertion.written),
        (None, Some(when)) => when.span.to_string().into(),
        (None, None) => Arc::default(),
    }
}

/// All facts of known truths, whose claims stand at the end of those of `ctx`, from `first` on.
pub fn facts(ctx: &Context, known: &KnownTruths, first: usize) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (claim, &settles) in (first as u32..).zip(&known.settles) {
        let sides = voice::sides(ctx, claim);
        facts.extend(sides.map(|side| Fact::of(ctx, &ctx.statement(side), settles)));
    }
    facts
}

/// The facts of every event.
#[derive(Debug, Clone, Default)]
pub struct Known {
    facts: BTreeMap<(u32, Key), Fact>,
    /// Facts of one thing of one event that differ: none of them is used.
    pub contested: Vec<Fact>,
    /// Facts of which no account of their event tells, or that are of no type that is weighed.
    pub idle: Vec<Fact>,
}

impl Known {
    pub(super) fn new(facts: Vec<Fact>, linkage: &Linkage) -> Self {
        let mut known = Self::default();
        let mut all: BTreeMap<(u32, Key), Vec<Fact>> = BTreeMap::new();
        for fact in facts {
            let place = (linkage.event_of[fact.claim as usize], fact.key);
            all.entry(place).or_default().push(fact);
        }
        for (place, mut of_one) in all {
            if of_one.iter().any(|f| f.voice != of_one[0].voice) {
                known.contested.append(&mut of_one);
            } else if of_one[0].voice.is_none() {
                known.idle.append(&mut of_one);
            } else {
                known.facts.insert(place, of_one.swap_remove(0));
            }
        }
        known
    }

    /// The facts of the items, by number; those that no account tells of are set apart.
    pub(super) fn placed(&mut self, items: &Items) -> BTreeMap<usize, &Fact> {
        let told: BTreeSet<(u32, Key)> = items.settled.iter().map(|(_, place)| *place).collect();
        let facts = std::mem::take(&mut self.facts);
        let (used, idle) = facts
            .into_iter()
            .partition(|(place, _)| told.contains(place));
        self.facts = used;
        self.idle.extend(BTreeMap::into_values(idle));
        let fact = |(item, place): &(usize, (u32, Key))| Some((*item, self.facts.get(place)?));
        items.settled.iter().filter_map(fact).collect()
    }

    /// What is known of a thing of an event.
    pub(super) fn get(&self, event: u32, key: Key) -> Option<&Fact> {
        self.facts.get(&(event, key))
    }

    /// What is known of the thing that a statement of an event is about.
    pub fn of(&self, ctx: &Context, event: u32, statement: &Statement) -> Option<&Fact> {
        if self.facts.is_empty() {
            return None;
        }
        self.get(event, voice::key(ctx, statement))
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
