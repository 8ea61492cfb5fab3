//! Statements of equal value, numbered, so that each two values are compared once.

use std::collections::HashMap;

use super::statement::{Context, Slot, Statement};
use super::{Reason, by_type};
use crate::claim::{Claim, DaySpan, KindId};
use crate::codebook::Verdict;
use crate::names::EntityId;

/// More different values than this in one event are compared pair by pair.
const MOST: usize = 256;

type Stand = Option<(Verdict, Reason)>;

/// What decides how a header's part stands to another's, apart from who says it and when.
#[derive(PartialEq, Eq, Hash)]
enum Value<'a> {
    Time(DaySpan),
    Kind(KindId),
    Place(&'a [EntityId], Vec<&'a str>, [Option<u64>; 2]),
    Sides(&'a [EntityId], Vec<(&'a str, Option<&'a str>)>),
}

/// The classes of the statements of one part of the header, and how they stand to each other.
pub(super) struct Classes {
    class: Vec<u32>,
    count: usize,
    known: Vec<Option<Stand>>,
}

impl Classes {
    /// Numbers the values of `said`, all of one part of the header.
    pub(super) fn new<'a>(ctx: &Context<'a>, said: &[Statement<'a>]) -> Self {
        let mut numbers: HashMap<Option<Value<'a>>, u32> = HashMap::new();
        let mut class = Vec::with_capacity(said.len());
        for statement in said {
            let next = numbers.len() as u32;
            class.push(*numbers.entry(value(ctx, statement)).or_insert(next));
        }
        let count = numbers.len();
        let memory = if count <= MOST { count * count } else { 0 };
        Self {
            class,
            count,
            known: vec![None; memory],
        }
    }

    /// How two of the statements stand, as far as their values say.
    pub(super) fn stand(&mut self, ctx: &Context, said: &[Statement], i: usize, j: usize) -> Stand {
        let at = self.class[i] as usize * self.count + self.class[j] as usize;
        let by_type = || by_type(ctx, &said[i], &said[j]);
        match self.known.get_mut(at) {
            None => by_type(),
            Some(known) => *known.get_or_insert_with(by_type),
        }
    }
}

fn value<'a>(ctx: &Context<'a>, statement: &Statement<'a>) -> Option<Value<'a>> {
    let claim: &'a Claim = statement.claim;
    let names = &ctx.names.claims[statement.side.claim as usize];
    Some(match statement.side.slot {
        Slot::When => Value::Time(claim.event.when.as_ref()?.span),
        Slot::Kind => Value::Kind(claim.event.kind?),
        Slot::Place => {
            let place = claim.event.place.as_ref()?;
            let bits = |at: fn(&crate::claim::Position) -> f64| {
                place.position.as_ref().map(|p| at(p).to_bits())
            };
            let written = place.names.iter().map(|name| &**name).collect();
            Value::Place(&names.place, written, [bits(|p| p.lat), bits(|p| p.lon)])
        }
        Slot::Actors => {
            let actors = claim.event.actors.iter();
            let written = actors.map(|a| (&*a.name, a.role.as_deref())).collect();
            Value::Sides(&names.actors, written)
        }
        Slot::Assertion(_) => return None,
    })
}
