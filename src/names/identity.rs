//! What a name stands for, while it is being found out.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Reason;
use super::countries::Country;
use crate::codebook::SubjectType;

/// What a name stands for. Two names of one identity are names of one thing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Identity {
    /// An entry of the gazetteer.
    Entry(u32),
    /// A category of the codebook.
    Category(u16),
    /// The army or government of a state.
    Forces(Country),
    /// A name that nothing lists, by its key.
    Name(SubjectKind, String),
    /// Nobody in particular, by the words for it.
    Unknown(SubjectKind, String),
}

/// [`SubjectType`] with an order: groups, persons, places, things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum SubjectKind {
    Group,
    Person,
    Place,
    Thing,
}

impl From<SubjectType> for SubjectKind {
    fn from(kind: SubjectType) -> Self {
        match kind {
            SubjectType::Group => Self::Group,
            SubjectType::Person => Self::Person,
            SubjectType::Place => Self::Place,
            SubjectType::Thing => Self::Thing,
        }
    }
}

impl From<SubjectKind> for SubjectType {
    fn from(kind: SubjectKind) -> Self {
        match kind {
            SubjectKind::Group => Self::Group,
            SubjectKind::Person => Self::Person,
            SubjectKind::Place => Self::Place,
            SubjectKind::Thing => Self::Thing,
        }
    }
}

/// A name met in claims, with where it was met.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unit {
    /// What the field that it stands in calls for.
    pub(super) kind: SubjectType,
    /// As written.
    pub(super) text: Arc<str>,
    /// Number of the context.
    pub(super) context: u32,
    /// Claims that write it there.
    pub(super) claims: u32,
    /// It took part in an event.
    pub(super) actor: bool,
}

/// What was found out of a unit.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    /// What it stands for.
    pub(super) identity: Identity,
    /// Why.
    pub(super) why: Reason,
}

/// Pairs of identities that may be one, and the sentence for it.
pub(super) type Doubtful = Vec<(Identity, Identity, String)>;

/// Identities that turned out to be others.
#[derive(Debug, Default)]
pub(super) struct Joins(BTreeMap<Identity, (Identity, Reason)>);

impl Joins {
    /// Makes `identity` a name of what `into` is.
    pub(super) fn add(&mut self, identity: Identity, into: Identity, why: Reason) {
        if self.resolve(&into) != identity {
            self.0.entry(identity).or_insert((into, why));
        }
    }

    /// What an identity is in the end.
    pub(super) fn resolve(&self, identity: &Identity) -> Identity {
        let mut at = identity;
        while let Some((into, _)) = self.0.get(at) {
            at = into;
        }
        at.clone()
    }

    /// What a finding is in the end, with the reason that led there.
    pub(super) fn follow(&self, found: &mut Found) {
        if let Some((_, why)) = self.0.get(&found.identity) {
            if matches!(found.why, Reason::Folded | Reason::Canonical) {
                found.why = why.clone();
            }
            found.identity = self.resolve(&found.identity);
        }
    }
}
