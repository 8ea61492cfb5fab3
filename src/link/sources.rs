//! Numbers for outlets and documents, and which outlets a claim gives as its sources.

use std::sync::Arc;

use hashbrown::HashMap;

use super::features::Few;
use crate::claim::{Claim, Document};

/// Outlets and documents, numbered in the order met. What was read once is mostly one in memory,
/// so that a text is seldom looked at twice; where it stands decides nothing.
pub(super) struct Sources<'a> {
    outlets: HashMap<&'a str, u32>,
    /// By name in lower case.
    by_name: HashMap<String, u32>,
    documents: HashMap<(u32, &'a str), u32>,
    outlet_at: HashMap<*const u8, u32>,
    document_at: HashMap<(u32, *const Document), u32>,
    cited_at: HashMap<*const u8, Option<u32>>,
}

impl<'a> Sources<'a> {
    /// The outlets of these claims.
    pub(super) fn of(claims: &'a [Claim]) -> Self {
        let mut sources = Self {
            outlets: HashMap::new(),
            by_name: HashMap::new(),
            documents: HashMap::new(),
            outlet_at: HashMap::new(),
            document_at: HashMap::new(),
            cited_at: HashMap::new(),
        };
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
    pub(super) fn outlet(&mut self, name: &'a Arc<str>) -> u32 {
        let outlets = &mut self.outlets;
        *self.outlet_at.entry(name.as_ptr()).or_insert_with(|| {
            let next = outlets.len() as u32;
            *outlets.entry(name).or_insert(next)
        })
    }

    /// The number of a claim's document.
    pub(super) fn document(&mut self, claim: &'a Claim) -> u32 {
        let outlet = self.outlet(&claim.outlet);
        let documents = &mut self.documents;
        let at = (outlet, Arc::as_ptr(&claim.document));
        *self.document_at.entry(at).or_insert_with(|| {
            let next = documents.len() as u32;
            *documents
                .entry((outlet, &claim.document.id))
                .or_insert(next)
        })
    }

    /// The outlets that a claim gives as its sources, by name, sorted.
    pub(super) fn cites(&mut self, claim: &Claim) -> Few<u32, 2> {
        let of_assertions = claim.assertions.iter().flat_map(|a| a.said_by.iter());
        let named = claim.said_by.iter().chain(of_assertions);
        let mut cites: Few<u32, 2> = named
            .chain(&claim.document.republished_from)
            .filter_map(|name| self.cited(name))
            .collect();
        cites.sort_unstable();
        cites.dedup();
        cites
    }

    fn cited(&mut self, name: &Arc<str>) -> Option<u32> {
        let by_name = &self.by_name;
        *self
            .cited_at
            .entry(name.as_ptr())
            .or_insert_with(|| by_name.get(&name.to_lowercase()).copied())
    }
}
