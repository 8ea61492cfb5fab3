//! What the words of a place say of it by themselves: that it is a county, a town, in which state.

use hashbrown::HashMap;
use std::sync::Arc;

use super::features::Few;
use crate::claim::{Claim, ContentHash};
use crate::names::{Country, Division, country_around, is_settlement, region_sort, words_about};

/// What is read of one chain of names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WrittenPlace {
    /// What sort of region each name is written as; empty where none is.
    pub sorts: Few<Option<&'static str>, 4>,
    /// Whether the first is surely a region's: a county, a province, a state.
    pub is_region: bool,
    /// Whether the first is surely a town's.
    pub is_town: bool,
    /// Digests of the first word of the first name, of its first two, and so on to all of them.
    pub heads: Few<u64, 4>,
    /// The country that they lie in, where that is sure.
    pub country: Option<Country>,
    /// The state or province that they lie in, where that is sure.
    pub division: Option<Division>,
}

impl WrittenPlace {
    /// Whether nothing is written of its sort.
    pub(super) fn is_plain(&self) -> bool {
        !self.is_region && self.sorts.is_empty()
    }

    /// What is read of the place of a claim's event.
    pub fn of_claim(claim: &Claim) -> Self {
        names(claim).map(Self::of).unwrap_or_default()
    }

    fn of(names: &[Arc<str>]) -> Self {
        let mut sorts: Few<Option<&'static str>, 4> =
            names.iter().map(|name| region_sort(name)).collect();
        let is_region = sorts.first().is_some_and(Option::is_some) || Division::is_first(names);
        if sorts.iter().all(Option::is_none) {
            sorts = Few::new();
        }
        Self {
            sorts,
            is_region,
            is_town: names.first().is_some_and(|name| is_settlement(name)),
            heads: names.first().map(|name| heads(name)).unwrap_or_default(),
            country: country_around(names),
            division: Division::around(names),
        }
    }
}

/// A digest of each beginning of a name, in whole words.
fn heads(name: &str) -> Few<u64, 4> {
    let mut hash = ContentHash::new();
    let digest = |word: &String| hash.field(word).digest();
    words_about(name).iter().map(digest).collect()
}

/// The chains of names of all claims, each read once.
pub(super) struct WrittenPlaces<'c> {
    known: HashMap<&'c [Arc<str>], WrittenPlace>,
    nowhere: WrittenPlace,
}

impl<'c> WrittenPlaces<'c> {
    /// Reads them.
    pub(super) fn of(claims: &'c [Claim]) -> Self {
        let mut known: HashMap<&[Arc<str>], WrittenPlace> = HashMap::new();
        for names in claims.iter().filter_map(names) {
            let read = || WrittenPlace::of(names);
            known.entry(names).or_insert_with(read);
        }
        Self {
            known,
            nowhere: WrittenPlace::default(),
        }
    }

    /// What is read of a claim's.
    pub(super) fn get(&self, claim: &Claim) -> &WrittenPlace {
        let known = names(claim).and_then(|names| self.known.get(names));
        known.unwrap_or(&self.nowhere)
    }
}

fn names(claim: &Claim) -> Option<&[Arc<str>]> {
    Some(&claim.event.place.as_ref()?.names)
}
