//! What a claim is: one outlet's account of one event, with every value kept both as it was
//! written and as it was read.
//!
//! This stage holds data and the grammars of single values. It never reads a file, never looks
//! at a second claim, and knows no attribute by name: that is the [codebook](crate::codebook).

mod control;
mod decimal;
mod details;
mod error;
mod id;
mod measure;
mod numeral;
mod place;
mod quantity;
mod role;
mod source;
mod standard;
mod term;
mod time;

pub use control::Control;
pub use decimal::Decimal;
pub use details::{AssertionDetails, ClaimDetails, Drafted};
pub use error::ValueError;
pub use id::{ContentHash, bytes_digest, content_id, id_letters, id_of, ids_from};
pub use measure::{Beside, Dimension, Figures, KnownUnit, Measure, Unit};
pub use place::{Place, Point, Position};
pub use quantity::Quantity;
pub use role::Role;
pub use source::{Document, Location, Particulars, Quote};
pub use standard::{PROOFS, category_named, proof_named, said_around, said_beside};
pub use term::{AttributeId, KindId, TermId};
pub use time::{DayNumber, DaySpan, Extent, MONTHS, Published, TimeNote, When};

use std::sync::Arc;

/// One outlet's account of one event.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Unique in the claims set.
    pub id: Arc<str>,
    /// Who published it.
    pub outlet: Arc<str>,
    /// The document it stands in; shared by all claims of that document.
    pub document: Arc<Document>,
    /// Which event it speaks of.
    pub event: EventHeader,
    /// What it asserts about that event, in the order written. What many claims assert in the
    /// same words may be one in memory.
    pub assertions: Vec<Arc<Assertion>>,
    /// The chain of attribution of the whole claim, nearest source first.
    pub said_by: Arc<[Arc<str>]>,
    /// Where in the document's text it was read.
    pub quote: Option<Quote>,
    /// Where in the claims set it was read: for messages, never for identity.
    pub location: Location,
    /// What few claims say.
    pub details: Option<Box<ClaimDetails>>,
    /// Fields of the user's own (`x_…`), as one JSON object; untouched.
    pub extra: Option<Box<str>>,
}

/// The event that a claim says it speaks of. Every part may be missing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EventHeader {
    /// A kind of the codebook.
    pub kind: Option<KindId>,
    /// When it happened.
    pub when: Option<Arc<When>>,
    /// Where, from the most to the least specific name.
    pub place: Option<Arc<Place>>,
    /// Who took part, in the order written.
    pub actors: Arc<[Actor]>,
}

/// Somebody who took part in an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The name as written.
    pub name: Arc<str>,
    /// The part played (`attacker`, `defender`, `victim`, …), as written.
    pub role: Option<Arc<str>>,
}

/// One thing that a claim asserts.
#[derive(Debug, Clone, PartialEq)]
pub struct Assertion {
    /// A term of the codebook, which gives the type of `value`.
    pub attribute: AttributeId,
    /// What it speaks of: a group, person, place or thing. `None`: the event as a whole.
    pub of: Option<Arc<str>>,
    /// The value as read.
    pub value: Value,
    /// The words as the outlet wrote them.
    pub written: Arc<str>,
    /// When it holds, where that is not the event's own time.
    pub as_of: Option<Arc<When>>,
    /// Whether it held on some day of `as_of`, or on every one.
    pub holds: Holds,
    /// For a count: the period it covers, where that is not the event's own time.
    pub over: Option<Arc<When>>,
    /// For a count: what sort of count it is.
    pub counts: Counts,
    /// For a count: the category of people counted, as written.
    pub whom: Option<Arc<str>>,
    /// The chain of attribution of this assertion; empty: the claim's own.
    pub said_by: Arc<[Arc<str>]>,
    /// Whether it is asserted, denied or taken back.
    pub stance: Stance,
    /// What few assertions say: what their number means.
    pub details: Option<Box<AssertionDetails>>,
    /// Fields of the user's own (`x_…`), as one JSON object; untouched.
    pub extra: Option<Box<str>>,
}

/// A value by its type. The codebook says which type an attribute has.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A whole number of people or things.
    Count(Quantity),
    /// A number with its unit, or of nothing that is said.
    Measure(Measure),
    /// A time.
    Time(When),
    /// A place.
    Place(Place),
    /// The name of a person, group or thing, as written.
    Name(Arc<str>),
    /// A term that the codebook lists for the attribute (a status, an outcome, a kind).
    Term(TermId),
    /// An office and whose it is.
    Role(Role),
    /// Who holds a place.
    Control(Control),
    /// Free words: compared as words only.
    Text(Arc<str>),
}

/// Security Force Monitor's distinction: a span in which something was so on *some* day is not
/// one in which it was so on *every* day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Holds {
    /// On at least one day of the span.
    #[default]
    Sometime,
    /// On every day of the span.
    Throughout,
}

/// What sort of count a count is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord, Hash)]
pub enum Counts {
    /// The toll of the event.
    #[default]
    Event,
    /// A running total up to a day.
    Running,
    /// A part of a larger count in the same claim.
    Part,
}

/// What a speaker does with what it speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Stance {
    /// It says that it is so.
    #[default]
    Asserts,
    /// It says that it is not so, or that it never said so.
    Denies,
    /// It takes back what it said.
    Retracts,
}

impl Claim {
    /// The chain of attribution that stands behind `assertion`: its own, or else the claim's.
    pub fn attribution<'a>(&'a self, assertion: &'a Assertion) -> &'a [Arc<str>] {
        if assertion.said_by.is_empty() {
            &self.said_by
        } else {
            &assertion.said_by
        }
    }

    /// Whether a program wrote it and no person has confirmed it.
    pub fn is_draft(&self) -> bool {
        self.details
            .as_ref()
            .is_some_and(|details| details.draft.is_some())
    }

    /// Whether it says nothing of any topic, nor of its event: an article of which only the words are
    /// known.
    pub fn is_bare(&self) -> bool {
        let event = &self.event;
        let named = event.kind.is_some() || event.when.is_some() || event.place.is_some();
        !named && event.actors.is_empty() && self.assertions.is_empty()
    }

    /// Whether it has words of its own, by which a copy is known: a document that is named, a title, a passage, a
    /// source. A row of a table has none.
    pub fn has_words(&self) -> bool {
        let document = &self.document;
        let printed = [
            &document.title,
            &document.url,
            &document.text,
            &document.republished_from,
        ];
        let details = self.details();
        let read = [&details.title, &details.words, &details.gist];
        !id::is_made("d", &document.id)
            || printed.into_iter().chain(read).any(Option::is_some)
            || self.quote.is_some()
            || !self.said_by.is_empty()
            || self.assertions.iter().any(|a| !a.said_by.is_empty())
    }

    /// When `assertion` holds: its own `as_of`, or else the event's time.
    pub fn time_of<'a>(&'a self, assertion: &'a Assertion) -> Option<&'a When> {
        assertion.as_of.as_deref().or(self.event.when.as_deref())
    }
}
