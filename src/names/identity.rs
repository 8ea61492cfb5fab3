//! What a name stands for, while it is being found out.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::codebook::SubjectType;
use crate::names::NameReason;
use crate::names::country::Country;

/// What a name stands for. Two names of one identity are names of one thing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Identity {
    /// An entry of the gazetteer.
    Entry(u32),
    /// A category of the codebook.
    Category(u16),
    /// The army or government of a state.
    Forces(Country),
    /// A name that nothing lists, by its key.
    Name(SubjectType, String),
    /// Nobody in particular, by the words for it.
    Unknown(SubjectType, String),
}

/// A name met in claims, with where it was met.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NameUnit {
    /// What the field that it stands in calls for.
    pub(crate) kind: SubjectType,
    /// As written.
    pub(crate) text: Arc<str>,
    /// Number of the context.
    pub(crate) context: u32,
    /// Claims that write it there.
    pub(crate) claims: u32,
    /// It took part in an event.
    pub(crate) actor: bool,
}

/// What was found out of a unit.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Identified {
    /// What it stands for.
    pub(crate) identity: Identity,
    /// Why.
    pub(crate) why: NameReason,
}

impl Identified {
    pub(crate) fn new(identity: Identity, why: NameReason) -> Self {
        Self { identity, why }
    }
}

/// Pairs of identities that may be one, and the sentence for it.
pub(crate) type Doubtful = Vec<(Identity, Identity, String)>;

/// Identities that turned out to be others.
#[derive(Debug, Default)]
pub(crate) struct Joins(BTreeMap<Identity, (Identity, NameReason)>);

impl Joins {
    /// Makes `identity` a name of what `into` is.
    pub(crate) fn add(&mut self, identity: Identity, into: Identity, why: NameReason) {
        if self.resolve(&into) != identity {
            self.0.entry(identity).or_insert((into, why));
        }
    }

    /// What an identity is in the end.
    pub(crate) fn resolve(&self, identity: &Identity) -> Identity {
        let mut at = identity;
        while let Some((into, _)) = self.0.get(at) {
            at = into;
        }
        at.clone()
    }

    /// What a finding is in the end, with the reason that led there.
    pub(crate) fn follow(&self, found: &mut Identified) {
        if let Some((_, why)) = self.0.get(&found.identity) {
            if matches!(found.why, NameReason::Folded | NameReason::Canonical) {
                found.why = why.clone();
            }
            found.identity = self.resolve(&found.identity);
        }
    }
}
