//! What claims write where names stand, as numbers.
//!
//! Claims are many and what they write is little: equal lists of actors, places and assertions are
//! kept once, and all later work on names looks at these.

use std::sync::Arc;

use crate::claim::{Assertion, Claim, Position, Value};
use crate::codebook::{Codebook, SubjectType};
use crate::names::interner::{Lists, Texts};

/// What one claim writes: numbers of lists, 0 where there is nothing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ClaimLine {
    /// The names of its place.
    pub(crate) place: u32,
    /// Its actors.
    pub(crate) actors: u32,
    /// Whom it quotes.
    pub(crate) said_by: u32,
    /// Its assertions, in [`Written::sayings`].
    pub(crate) sayings: u32,
}

/// The names in one assertion: numbers of texts, and of lists of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Saying {
    /// What the attribute's `of` names.
    pub(crate) kind: SubjectType,
    /// What it is of.
    pub(crate) of: Option<u32>,
    /// The group or person that its value names.
    pub(crate) value: Option<u32>,
    /// The category of people counted.
    pub(crate) whom: Option<u32>,
    /// Whom it quotes: a list.
    pub(crate) said_by: u32,
    /// The places that its value names: a list.
    pub(crate) places: u32,
    /// Those are names alone, and not a chain.
    pub(crate) alone: bool,
}

impl Saying {
    /// What it is of, where that is a place.
    pub(crate) fn of_place(&self) -> Option<u32> {
        self.of.filter(|_| self.kind == SubjectType::Place)
    }

    /// Whether it names a place.
    pub(crate) fn is_placed(&self) -> bool {
        self.places != 0 || self.of_place().is_some()
    }
}

/// What all claims write.
pub(crate) struct Written {
    /// The texts.
    pub(crate) texts: Texts,
    /// Lists of texts.
    pub(crate) lists: Lists<u32>,
    /// Lists of assertions.
    pub(crate) sayings: Lists<Saying>,
    /// A line for each claim.
    pub(crate) lines: Vec<ClaimLine>,
    /// Claims that say where their place is, in order.
    pub(crate) positions: Vec<(u32, Position)>,
    /// Those from this number on are not counted among those who write a name.
    pub(crate) counted: u32,
}

impl Written {
    /// Reads all claims, once.
    pub(crate) fn of(claims: &[Claim], codebook: &Codebook, counted: usize) -> Self {
        let mut written = Self {
            texts: Texts::default(),
            lists: Lists::new(),
            sayings: Lists::new(),
            lines: Vec::with_capacity(claims.len()),
            positions: Vec::new(),
            counted: counted as u32,
        };
        let mut room = Room::default();
        for (claim, number) in claims.iter().zip(0..) {
            let line = written.line(claim, codebook, &mut room);
            written.lines.push(line);
            let place = claim.event.place.as_ref();
            let position = place.and_then(|place| place.position);
            written.positions.extend(position.map(|at| (number, at)));
        }
        written
    }

    fn line(&mut self, claim: &Claim, codebook: &Codebook, room: &mut Room) -> ClaimLine {
        let place = claim.event.place.iter().flat_map(|place| &place.names);
        let actors = claim.event.actors.iter().map(|actor| &actor.name);
        room.sayings.clear();
        for assertion in &claim.assertions {
            let saying = self.saying(assertion, codebook, &mut room.numbers);
            room.sayings.push(saying);
        }
        ClaimLine {
            place: self.list(place, &mut room.numbers),
            actors: self.list(actors, &mut room.numbers),
            said_by: self.list(claim.said_by.iter(), &mut room.numbers),
            sayings: self.sayings.number(room.sayings.as_slice()),
        }
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
        let mut number = |text: Option<&Arc<str>>| text.map(|text| self.texts.number(text));
        Saying {
            kind: codebook.attribute(a.attribute).of,
            of: number(a.of.as_ref()),
            value: number(value),
            whom: number(a.whom.as_ref()),
            said_by: self.list(a.said_by.iter(), numbers),
            places,
            alone,
        }
    }

    fn list<'a>(
        &mut self,
        texts: impl Iterator<Item = &'a Arc<str>>,
        numbers: &mut Vec<u32>,
    ) -> u32 {
        numbers.clear();
        numbers.extend(texts.map(|text| self.texts.number(text)));
        self.lists.number(numbers.as_slice())
    }
}

/// Room to write in, used again for each claim.
#[derive(Default)]
struct Room {
    numbers: Vec<u32>,
    sayings: Vec<Saying>,
}
