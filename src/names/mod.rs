//! Which names are names of one thing, and why.
//!
//! A gazetteer says it; where it does not, likeness that knows transliteration does. Two
//! entities that the gazetteer lists apart are never merged by likeness. What is like but not
//! alike enough is kept as a doubt, and decided by nobody.

mod answers;
mod context;
mod country;
mod division;
mod entities;
mod forest;
mod gather;
mod gazetteer;
mod identity;
mod interner;
mod kind;
mod lexicon;
mod likeness;
mod list;
mod marks;
mod resolve;
mod sound;
mod survey;
#[cfg(test)]
mod tests;
mod words;

pub use country::Country;
pub(crate) use country::countries;
pub(crate) use division::country_around;
pub use division::{Division, is_settlement, region_sort};
pub use gazetteer::{Alias, Gazetteer, GazetteerEntry, NamesMet, Possible};
pub use kind::group::forces;
pub(crate) use kind::place::words_about;
pub use list::List;
pub use resolve::resolve;
pub(crate) use resolve::resolve_counting;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::claim::Position;
use crate::codebook::SubjectType;

/// A resolved name: an index into [`Names::entities`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// One thing that claims name, under one or more spellings.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// What it is.
    pub kind: SubjectType,
    /// Its canonical name: the gazetteer's, or else the spelling that most outlets use.
    pub name: Arc<str>,
    /// The spellings met in the claims, sorted, each with why it is this entity.
    pub surfaces: Vec<Surface>,
    /// Index of the gazetteer entry, where it is one.
    pub entry: Option<u32>,
    /// The codebook's category, where the "group" is one (`civilians`).
    pub category: Option<u16>,
    /// Not a name but a description ("unidentified gunmen"): unknown is not unnamed.
    pub unknown: bool,
    /// Coordinates, from the gazetteer or the claims.
    pub position: Option<Position>,
    /// Entities that hold it: a district's region, a group's parent body.
    pub parents: Vec<EntityId>,
}

/// A spelling of an entity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Surface {
    /// As written.
    pub text: Arc<str>,
    /// Why it is this entity's.
    pub why: NameReason,
    /// How many claims write it so.
    pub claims: u32,
}

/// Why a spelling is an entity's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameReason {
    /// It is the canonical spelling.
    Canonical,
    /// The gazetteer lists it; `in` names the context it is tied to, if any.
    Gazetteer {
        /// The context (a country) that the alias is tied to and was met in.
        context: Option<Arc<str>>,
    },
    /// It differs in case, accents, script, articles or hyphens only.
    Folded,
    /// It is another spelling of the same sounds as `of`.
    Spelling {
        /// The spelling that it is like.
        of: Arc<str>,
        /// Likeness in thousandths.
        likeness: u16,
    },
    /// It is made from the initials of `of`.
    Acronym {
        /// The full name.
        of: Arc<str>,
    },
    /// It is `of` with a word that says only what sort of thing it is ("… fighters").
    Descriptor {
        /// The name without that word.
        of: Arc<str>,
    },
    /// It is `of` in another language, or with its words in another order.
    Translation {
        /// The name that says the same.
        of: Arc<str>,
    },
    /// It is the army or the government of the state that it names, or that it was met in.
    Forces {
        /// The state.
        of: Arc<str>,
    },
    /// It is a part of `of`, and of no other name met there (a surname, a place without its region).
    Part {
        /// The fuller name.
        of: Arc<str>,
    },
    /// The same places are said to lie in it as in `of`: a region's name in another language.
    Holds {
        /// The other name.
        of: Arc<str>,
        /// How many places of the same names lie in both.
        places: u32,
    },
    /// The codebook lists it under its category `of`.
    Category {
        /// The category's name.
        of: Arc<str>,
    },
    /// A text calls `of` by it ("known as").
    Epithet {
        /// The name of whom it is said.
        of: Arc<str>,
    },
    /// Somebody ruled it.
    Ruled {
        /// Who, when and why.
        by: Arc<str>,
    },
}

/// The items, sorted, each once.
fn distinct<T: Ord>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.into_iter().collect();
    items.sort_unstable();
    items.dedup();
    items
}

impl NameReason {
    /// That it sounds like another spelling, so much.
    fn spelling(of: &Arc<str>, likeness: f64) -> Self {
        Self::Spelling {
            of: Arc::clone(of),
            likeness: (likeness * 1000.0).round() as u16,
        }
    }
}

/// Two entities that may be one: said, and not decided.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Doubt {
    /// The lesser id.
    pub a: EntityId,
    /// The greater id.
    pub b: EntityId,
    /// The sentence that says why they may be one, and why that is not sure.
    pub why: String,
}

/// The entities behind the names of one claim.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClaimNames {
    /// One for each of `event.actors`.
    pub actors: List<EntityId>,
    /// One for each of `event.place.names`.
    pub place: List<EntityId>,
    /// The state or province that those lie in, by their words.
    pub division: Option<Division>,
    /// One for each of `said_by`.
    pub said_by: List<EntityId>,
    /// One for each of `assertions`.
    pub assertions: List<AssertionNames>,
}

/// The entities behind the names of one assertion.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AssertionNames {
    /// What it is of.
    pub of: Option<EntityId>,
    /// The entity its value names: a name, a holder, or the body of an office.
    pub value: Option<EntityId>,
    /// The area of an office; the names of a place value.
    pub places: List<EntityId>,
    /// The category of people counted.
    pub whom: Option<EntityId>,
    /// One for each of `said_by`.
    pub said_by: List<EntityId>,
}

/// Every name of a claims set, resolved.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Names {
    /// Sorted by kind and canonical name: ids do not depend on the order of claims.
    pub entities: Vec<Entity>,
    /// One for each claim, in the same order.
    pub claims: Vec<ClaimNames>,
    /// Pairs that may be one thing.
    pub doubts: Vec<Doubt>,
    /// Outlets that are entities too (a party to the conflict, its organ), by outlet name.
    pub outlets: BTreeMap<Arc<str>, EntityId>,
    /// Outlets that are declared to speak for a side, by name in small letters.
    pub parties: BTreeMap<String, EntityId>,
    /// Entities that speak for another (a media wing, a weekly), by the organ.
    pub organs: BTreeMap<EntityId, EntityId>,
    /// What lies in what, and what may be what.
    relations: entities::relations::EntityRelations,
}
