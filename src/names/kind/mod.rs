//! What each kind of name knows: how it is read, how two of a kind are alike.

pub(crate) mod group;
pub(crate) mod person;
pub(crate) mod place;

use std::sync::Arc;

use super::NameReason;
use super::context::NameContext;
use super::gazetteer::index::GazetteerIndex;
use super::identity::{Doubtful, Identified, Identity, NameUnit};
use super::words::{key, shown};
use crate::codebook::Codebook;

/// What names are resolved with.
#[derive(Clone, Copy)]
pub(crate) struct Knowledge<'a> {
    pub(crate) index: &'a GazetteerIndex<'a>,
    pub(crate) codebook: &'a Codebook,
    pub(crate) contexts: &'a [NameContext],
    pub(crate) units: &'a [NameUnit],
}

impl<'a> Knowledge<'a> {
    /// Where a unit was met.
    pub(crate) fn context(&self, unit: &NameUnit) -> &'a NameContext {
        &self.contexts[unit.context as usize]
    }

    /// What is known of a name that an entry lists, in a context where that decided.
    fn listed_as(&self, unit: &NameUnit, number: u32, context: Option<Arc<str>>) -> Identified {
        let entry = self.index.entry(number);
        let exact = entry.name == unit.text || entry.aliases.iter().any(|a| a.name == unit.text);
        let why = if exact || context.is_some() {
            NameReason::Gazetteer { context }
        } else {
            NameReason::Folded
        };
        Identified::new(Identity::Entry(number), why)
    }

    /// The doubts about a name that several entries list.
    fn doubt_listed(&self, own: &Identity, unit: &NameUnit, entries: &[u32]) -> Doubtful {
        let doubt = |&entry: &u32| {
            let why = format!(
                "the gazetteer lists \"{}\" under \"{}\", and nothing in the claim says that it is that one",
                shown(&unit.text),
                self.index.entry(entry).name
            );
            (own.clone(), Identity::Entry(entry), why)
        };
        entries.iter().take(4).map(doubt).collect()
    }

    /// The category that the codebook lists a name under.
    fn category(&self, text: &str) -> Option<Identified> {
        let category = self.codebook.category(text)?;
        let mut all = self.codebook.categories().iter();
        let number = all.position(|c| c.name == category.name)?;
        let why = if key(text) == key(&category.name) {
            NameReason::Folded
        } else {
            let of = Arc::from(category.name.as_str());
            NameReason::Category { of }
        };
        Some(Identified::new(Identity::Category(number as u16), why))
    }
}
