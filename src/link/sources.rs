//! Numbers for outlets and documents, and which outlets a claim gives as its sources.

use hashbrown::HashMap;

use super::features::{Few, sorted};
use crate::claim::Claim;

/// Outlets and documents, numbered in the order met.
#[derive(Default)]
pub(super) struct Sources<'a> {
    outlets: HashMap<&'a str, u32>,
    documents: HashMap<(u32, &'a str), u32>,
    /// Outlets by name in lower case.
    by_name: HashMap<String, u32>,
    /// The outlet that each source named so far is.
    cited: HashMap<&'a str, Option<u32>>,
}

impl<'a> Sources<'a> {
    /// The outlets of these claims.
    pub(super) fn of(claims: &'a [Claim]) -> Self {
        let mut sources = Self::default();
        for claim in claims {
            sources.outlet(&claim.outlet);
        }
        let lower = |(name, &number): (&&str, &u32)| (name.to_lowercase(), number);
        let mut by_name: Vec<(String, u32)> = sources.outlets.iter().map(lower).collect();
        // Of two that differ in case only, the last.
        by_name.sort_unstable();
        sources.by_name = by_name.into_iter().collect();
        sources
    }

    /// The number of an outlet.
    pub(super) fn outlet(&mut self, name: &'a str) -> u32 {
        let next = self.outlets.len() as u32;
        *self.outlets.entry(name).or_insert(next)
    }

    /// The number of a claim's document.
    pub(super) fn document(&mut self, claim: &'a Claim) -> u32 {
        let next = self.documents.len() as u32;
        let document = (self.outlet(&claim.outlet), &*claim.document.id);
        *self.documents.entry(document).or_insert(next)
    }

    /// The number of the document that a claim's own corrects.
    pub(super) fn corrected(&mut self, claim: &'a Claim) -> Option<u32> {
        let corrected = claim.document.corrects.as_deref()?;
        let next = self.documents.len() as u32;
        let document = (self.outlet(&claim.outlet), corrected);
        Some(*self.documents.entry(document).or_insert(next))
    }

    /// The outlets that a claim gives as its sources, by name, sorted.
    pub(super) fn cites(&mut self, claim: &'a Claim) -> Few<u32, 2> {
        let of_assertions = claim.assertions.iter().flat_map(|a| a.said_by.iter());
        let named = claim.said_by.iter().chain(of_assertions);
        let named = named.chain(&claim.document.republished_from);
        sorted(named.filter_map(|name| self.cited(name)))
    }

    fn cited(&mut self, name: &'a str) -> Option<u32> {
        let by_name = &self.by_name;
        let find = || by_name.get(&name.to_lowercase()).copied();
        *self.cited.entry(name).or_insert_with(find)
    }
}
