//! One thing that one claim says, ready to be compared: an assertion, or a part of the header.

use super::camp::Only;
use super::lineage::Spoken;
use super::speaker::Voices;
use crate::claim::{Assertion, AttributeId, Claim};
use crate::codebook::{CategorySide, Codebook};
use crate::names::{AssertionNames, EntityId, Names};

/// Which part of a claim a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// The event's `when`.
    When,
    /// The event's `where`.
    Place,
    /// The event's `kind`.
    Kind,
    /// The event's `actors`.
    Actors,
    /// One of its assertions, by number.
    Assertion(u16),
}

/// A claim, and which part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Side {
    /// Number of the claim.
    pub claim: u32,
    /// Which part.
    pub slot: Slot,
}

/// Everything that a comparison may read.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The claims, sorted by id.
    pub claims: &'a [Claim],
    /// Their names, resolved.
    pub names: &'a Names,
    /// What may be compared.
    pub codebook: &'a Codebook,
}

/// One thing that one claim says.
#[derive(Debug, Clone, Copy)]
pub struct Statement<'a> {
    /// Which.
    pub side: Side,
    /// The claim it stands in.
    pub claim: &'a Claim,
    /// What it is about.
    pub attribute: AttributeId,
    /// The assertion, unless it is a part of the header.
    pub assertion: Option<&'a Assertion>,
    /// The names of that assertion.
    pub names: Option<&'a AssertionNames>,
    /// The group, person, place or thing it speaks of; `None`: the event as a whole.
    pub of: Option<EntityId>,
    /// The category of people counted; "people" is everybody, and so none.
    pub category: Option<EntityId>,
    /// Whether that category, said of a group that has such members, is as good as the group.
    pub(super) members: bool,
    /// The side whose people it counts, where it only describes them and its own claim names no
    /// group of that side.
    pub(super) stands_for: Option<CategorySide>,
    /// Whether it describes people whom its claim leaves open in another way.
    pub(super) unclear: bool,
    /// The one group of each side that its claim names.
    pub(super) only: [Only; 2],
    /// Who speaks, where that was settled.
    pub(super) voices: Voices,
    /// When it was said, where that is not when it was published.
    pub(super) spoken: Spoken,
}

impl<'a> Context<'a> {
    /// All statements of a claim: the header's first, then the assertions in order.
    pub fn statements(&self, claim: u32) -> Vec<Statement<'a>> {
        let mut statements = Vec::with_capacity(4 + self.claims[claim as usize].assertions.len());
        self.state(claim, &mut statements);
        statements
    }

    /// Adds all statements of a claim.
    pub(super) fn state(&self, claim: u32, statements: &mut Vec<Statement<'a>>) {
        statements.extend(self.header(claim));
        statements.extend(self.asserted(claim));
    }

    /// The statements of a claim's assertions, in order.
    pub(super) fn asserted(&self, claim: u32) -> impl Iterator<Item = Statement<'a>> + use<'a> {
        let (ctx, count) = (*self, self.claims[claim as usize].assertions.len());
        (0..count).map(move |slot| ctx.assertion(claim, slot as u16))
    }

    /// The statement at a side.
    pub fn statement(&self, side: Side) -> Statement<'a> {
        match side.slot {
            Slot::Assertion(slot) => self.assertion(side.claim, slot),
            slot => self.header_part(side.claim, slot),
        }
    }

    fn header(&self, claim: u32) -> impl Iterator<Item = Statement<'a>> + use<'a> {
        let ctx = *self;
        let event = &self.claims[claim as usize].event;
        [
            (Slot::When, event.when.is_some()),
            (
                Slot::Place,
                event.place.as_ref().is_some_and(|p| !p.names.is_empty()),
            ),
            (Slot::Kind, event.kind.is_some()),
            (Slot::Actors, !event.actors.is_empty()),
        ]
        .into_iter()
        .filter(|&(_, given)| given)
        .map(move |(slot, _)| ctx.header_part(claim, slot))
    }

    fn header_part(&self, claim: u32, slot: Slot) -> Statement<'a> {
        let header = self.codebook.header();
        let attribute = match slot {
            Slot::When => header.when,
            Slot::Place => header.place,
            Slot::Kind => header.kind,
            Slot::Actors | Slot::Assertion(_) => header.actors,
        };
        Statement {
            side: Side { claim, slot },
            claim: &self.claims[claim as usize],
            attribute,
            assertion: None,
            names: None,
            of: None,
            category: None,
            members: false,
            stands_for: None,
            unclear: false,
            only: [Only::Nobody; 2],
            voices: Voices::default(),
            spoken: Spoken::default(),
        }
    }

    fn assertion(&self, claim: u32, slot: u16) -> Statement<'a> {
        let owner = &self.claims[claim as usize];
        let assertion = &owner.assertions[usize::from(slot)];
        let names = &self.names.claims[claim as usize].assertions[usize::from(slot)];
        let is_category = |id: &EntityId| self.names.entities[id.0 as usize].category.is_some();
        let of_category = names.of.filter(is_category);
        let whom = assertion.whom.as_deref();
        let whom = names
            .whom
            .filter(|_| !whom.is_some_and(super::proof::is_standard));
        let category = of_category.or(whom);
        let (everybody, members) = category.map_or((false, false), |id| self.width(id));
        Statement {
            side: Side {
                claim,
                slot: Slot::Assertion(slot),
            },
            claim: owner,
            attribute: assertion.attribute,
            assertion: Some(assertion),
            names: Some(names),
            of: names.of.filter(|id| !is_category(id)),
            category: category.filter(|_| !everybody),
            members,
            stands_for: None,
            unclear: false,
            only: [Only::Nobody; 2],
            voices: Voices::default(),
            spoken: Spoken::default(),
        }
    }

    /// Whether a category is of all people, and whether it is as good as a group that has such
    /// members.
    fn width(&self, category: EntityId) -> (bool, bool) {
        let entity = &self.names.entities[category.0 as usize];
        let of = entity.category.map(usize::from);
        let members = match of.and_then(|at| self.codebook.categories().get(at)) {
            Some(category) => category.members,
            None => self
                .codebook
                .category(&entity.name)
                .is_some_and(|c| c.members),
        };
        (&*entity.name == "people", members)
    }

    /// Whether a name names nobody: somebody unknown, a category, or a mere description ("a
    /// soldier", "the mayor").
    pub fn is_nobody(&self, id: EntityId) -> bool {
        let entity = &self.names.entities[id.0 as usize];
        entity.unknown || entity.category.is_some() || describes(&entity.name)
    }

    /// Whether two names are of one thing, or the one is a part of the other.
    pub fn same_or_nested(&self, a: EntityId, b: EntityId) -> bool {
        a == b || self.names.contains(a, b) || self.names.contains(b, a)
    }

    /// Canonical name of an entity.
    pub fn name(&self, id: EntityId) -> &'a str {
        &self.names.entities[id.0 as usize].name
    }
}

/// An article before small letters only.
fn describes(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or_default();
    ["a", "an", "the", "un", "une", "le", "la", "el", "una"].contains(&first)
        && !name.chars().any(char::is_uppercase)
}

impl Statement<'_> {
    /// The voices behind it, where these were settled.
    pub fn voices(&self) -> &Voices {
        &self.voices
    }

    /// The days on which it holds.
    pub fn holds_on(&self) -> Option<crate::claim::DaySpan> {
        let when = self
            .assertion
            .map_or(self.claim.event.when.as_deref(), |a| self.claim.time_of(a));
        super::order::holding(self.claim, when)
    }

    /// Whether it is known to hold on a certain day: it names one, or all of a span.
    pub fn certain(&self) -> bool {
        self.holds_on().is_some_and(|days| days.first == days.last) || self.throughout()
    }

    /// Whether it has no time of its own, but the event's.
    pub fn of_the_event(&self) -> bool {
        self.assertion.is_some_and(|a| a.as_of.is_none()) && self.claim.event.when.is_some()
    }

    /// Whether it is said of every day of its time.
    pub fn throughout(&self) -> bool {
        self.assertion
            .is_some_and(|a| a.holds == crate::claim::Holds::Throughout)
    }
}
