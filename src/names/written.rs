//! What claims write where names stand, as numbers.
//!
//! Claims are many and what they write is little: equal lists of actors, places and assertions are
//! kept once, and all later work on names looks at these.

use std::sync::Arc;

use super::texts::{Lists, NONE, Texts};
use crate::claim::{Assertion, Claim, Position, Value};
use crate::codebook::{Codebook, SubjectType};

/// What one claim writes: numbers of lists.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// The names of its place, in [`Written::texts`]; [`NONE`] without a place.
    pub(super) place: u32,
    /// Its actors.
    pub(super) actors: u32,
    /// Whom it quotes.
    pub(super) said_by: u32,
    /// Its assertions, in [`Written::sayings`].
    pub(super) sayings: u32,
}

/// The names in one assertion: numbers of texts, and of lists of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Saying {
    /// What the attribute's `of` names.
    pub(super) kind: SubjectType,
    /// What it is of.
    pub(super) of: u32,
    /// The group or person that its value names.
    pub(super) value: u32,
    /// The category of people counted.
    pub(super) whom: u32,
    /// Whom it quotes: a list.
    pub(super) said_by: u32,
    /// The places that its value names: a list.
    pub(super) places: u32,
    /// Those are names alone, and not a chain.
    pub(super) alone: bool,
}

/// What all claims write.
pub(super) struct Written {
    /// The texts.
    pub(super) texts: Texts,
    /// Lists of texts.
    pub(super) lists: Lists<u32>,
    /// Lists of assertions.
    pub(super) sayings: Lists<Saying>,
    /// A line for each claim.
    pub(super) lines: Vec<Line>,
    /// Claims that say where their place is, in order.
    pub(super) positions: Vec<(u32, Position)>,
}

impl Written {
    /// Reads all claims, once.
    pub(super) fn of(claims: &[Claim], codebook: &Codebook) -> Self {
        let mut written = Self {
            texts: Texts::default(),
            lists: Lists::new(),
            sayings: Lists::new(),
            lines: Vec::with_capacity(claims.len()),
            positions: Vec::new(),
        };
        let mut desk = Desk::default();
        for (i, claim) in claims.iter().enumerate() {
            let line = written.line(claim, codebook, &mut desk);
            written.lines.push(line);
            let place = claim.event.place.as_ref();
            if let Some(position) = place.and_then(|place| place.position) {
                written.positions.push((i as u32, position));
            }
        }
        written
    }

    fn line(&mut self, claim: &Claim, codebook: &Codebook, desk: &mut Desk) -> Line {
        let place = claim.event.place.as_ref();
        let actors = claim.event.actors.iter().map(|actor| &actor.name);
        let mut sayings = std::mem::take(&mut desk.sayings);
        sayings.clear();
        let read = |a: &Arc<Assertion>| self.saying(a, codebook, &mut desk.numbers);
        sayings.extend(claim.assertions.iter().map(read));
        let line = Line {
            place: place.map_or(NONE, |p| self.list(p.names.iter(), &mut desk.numbers)),
            actors: self.list(actors, &mut desk.numbers),
            said_by: self.list(claim.said_by.iter(), &mut desk.numbers),
            sayings: self.sayings.number(&sayings),
        };
        desk.sayings = sayings;
        line
    }

    fn saying(&mut self, a: &Assertion, codebook: &Codebook, numbers: &mut Vec<u32>) -> Saying {
        let value = match &a.value {
            Value::Name(name) => Some(name),
            Value::Control(control) => control.holder(),
            Value::Role(role) => role.body.as_ref(),
            _ => None,
        };
        let (places, alone) = match &a.value {
            Value::Place(at) => (self.list(at.names.iter(), numbers), at.names.len() == 1),
            Value::Role(role) => (self.list(role.area.iter(), numbers), true),
            _ => (0, false),
        };
        Saying {
            kind: codebook.attribute(a.attribute).of,
            of: self.texts.maybe(a.of.as_ref()),
            value: self.texts.maybe(value),
            whom: self.texts.maybe(a.whom.as_ref()),
            said_by: self.list(a.said_by.iter(), numbers),
            places,
            alone,
        }
    }

    fn list<'a>(
        &mut self,
        texts: impl Iterator<Item = &'a std::sync::Arc<str>>,
        numbers: &mut Vec<u32>,
    ) -> u32 {
        numbers.clear();
        numbers.extend(texts.map(|text| self.texts.number(text)));
        self.lists.number(numbers)
    }

    /// The texts of a list.
    pub(super) fn words(&self, list: u32) -> Vec<std::sync::Arc<str>> {
        let numbers = self.lists.list(list).iter();
        numbers.map(|&n| self.texts.text(n).clone()).collect()
    }
}

/// Room to write in, used again for each claim.
#[derive(Default)]
struct Desk {
    numbers: Vec<u32>,
    sayings: Vec<Saying>,
}

impl Saying {
    /// Whether it names a place.
    pub(super) fn is_placed(&self) -> bool {
        self.places != 0 || (self.kind == SubjectType::Place && self.of != NONE)
    }
}
