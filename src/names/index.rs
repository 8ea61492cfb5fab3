//! The gazetteer, by what its names are looked up under.

use std::collections::BTreeMap;
use std::sync::Arc;

use hashbrown::HashMap;

use super::acronym::{self, initials};
use super::context::Context;
use super::countries::Country;
use super::fold::key;
use super::gazetteer::{Entry, Gazetteer};
use super::group_name::GroupName;
use super::initials_abroad::initials_abroad;
use super::person_name::PersonName;
use super::place_name::PlaceName;
use crate::codebook::SubjectType;

/// That an entry lists a name.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Listing {
    /// The entry.
    pub(super) entry: u32,
    /// Contexts that the name is tied to; empty: none.
    pub(super) context: Vec<u16>,
}

/// What the gazetteer says of a name.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Lookup {
    /// Nothing.
    Unlisted,
    /// It is this entry's; with the context that decided, if one did.
    One(u32, Option<Arc<str>>),
    /// It may be any of these.
    Several(Vec<u32>),
}

type Listings = HashMap<String, Vec<Listing>>;

/// Full names by their initials, with the entries that list them.
type FullNames<'a> = HashMap<String, Vec<(u32, &'a Arc<str>)>>;

/// The gazetteer's names, by several keys.
pub(super) struct Index<'a> {
    /// The gazetteer itself.
    pub(super) gazetteer: &'a Gazetteer,
    /// By folded name, all kinds.
    pub(super) names: Listings,
    /// By the key of a place's name.
    pub(super) places: Listings,
    /// By the parts of a group's name.
    pub(super) parts: Listings,
    /// By the key of a person's name.
    pub(super) persons: Listings,
    /// The entry of a state's forces, where one entry alone is.
    pub(super) forces: BTreeMap<Country, Option<u32>>,
    /// Entries by their canonical name.
    by_name: HashMap<&'a str, u32>,
    /// By the parts of a group's name that say no more than what sort of group it is.
    pub(super) sorts: Listings,
    /// Entries that list a full name of some initials.
    full_names: FullNames<'a>,
    /// The same, by the initials in other languages.
    full_names_abroad: FullNames<'a>,
    /// By acronyms that names give in brackets.
    pub(super) stated: Listings,
    contexts: HashMap<String, u16>,
    context_names: Vec<Arc<str>>,
    /// The context that is an entry's country.
    homes: Vec<Option<u16>>,
}

impl<'a> Index<'a> {
    /// Indexes a gazetteer.
    pub(super) fn new(gazetteer: &'a Gazetteer) -> Self {
        let mut index = Self {
            gazetteer,
            names: HashMap::new(),
            places: HashMap::new(),
            parts: HashMap::new(),
            persons: HashMap::new(),
            forces: BTreeMap::new(),
            by_name: HashMap::new(),
            sorts: HashMap::new(),
            full_names: HashMap::new(),
            full_names_abroad: HashMap::new(),
            stated: HashMap::new(),
            contexts: HashMap::new(),
            context_names: Vec::new(),
            homes: Vec::new(),
        };
        for (number, entry) in gazetteer.entries.iter().enumerate() {
            index.add(number as u32, entry);
        }
        index
    }

    fn add(&mut self, number: u32, entry: &'a Entry) {
        self.by_name.entry(&entry.name).or_insert(number);
        let home = entry.country.as_ref().map(|name| self.context(name));
        self.homes.push(home);
        if entry.kind == SubjectType::Group {
            self.abbreviate(number, entry);
        }
        self.list(number, entry.kind, &entry.name, Vec::new());
        for alias in &entry.aliases {
            let context = alias
                .context
                .iter()
                .map(|name| self.context(name))
                .collect();
            self.list(number, entry.kind, &alias.name, context);
        }
    }

    /// Notes the initials of an entry's full names, one name for each.
    fn abbreviate(&mut self, number: u32, entry: &'a Entry) {
        let names = std::iter::once(&entry.name).chain(entry.aliases.iter().map(|a| &a.name));
        for name in names {
            note(&mut self.full_names, initials(name), number, name);
            note(
                &mut self.full_names_abroad,
                initials_abroad(name),
                number,
                name,
            );
        }
    }

    /// The entries that list a full name of these initials, with the name.
    pub(super) fn in_full(&self, letters: &str) -> &[(u32, &'a Arc<str>)] {
        self.full_names.get(letters).map_or(&[], Vec::as_slice)
    }

    /// The same for the initials that the name has in another language.
    pub(super) fn in_full_abroad(&self, letters: &str) -> &[(u32, &'a Arc<str>)] {
        self.full_names_abroad
            .get(letters)
            .map_or(&[], Vec::as_slice)
    }

    fn context(&mut self, name: &Arc<str>) -> u16 {
        let key = PlaceName::new(name).key;
        let next = self.context_names.len() as u16;
        let names = &mut self.context_names;
        *self.contexts.entry(key).or_insert_with(|| {
            names.push(Arc::clone(name));
            next
        })
    }

    fn list(&mut self, entry: u32, kind: SubjectType, name: &str, context: Vec<u16>) {
        let listing = Listing { entry, context };
        match kind {
            SubjectType::Place => put(&mut self.places, PlaceName::new(name).key, &listing),
            SubjectType::Person => put(&mut self.persons, PersonName::new(name).key, &listing),
            SubjectType::Group => self.list_group(name, &listing),
            SubjectType::Thing => {}
        }
        put(&mut self.names, key(name), &listing);
    }

    fn list_group(&mut self, name: &str, listing: &Listing) {
        let parsed = GroupName::new(name);
        put(&mut self.names, parsed.key.clone(), listing);
        let parts = if parsed.generic {
            &mut self.sorts
        } else {
            &mut self.parts
        };
        put(parts, parsed.parts, listing);
        if let Some((_, letters)) = acronym::stated(name) {
            put(&mut self.stated, letters, listing);
        }
        if let Some(country) = parsed.forces_of {
            let one = self.forces.entry(country).or_insert(Some(listing.entry));
            if *one != Some(listing.entry) {
                *one = None;
            }
        }
    }

    /// The number of a context, by the key of a place's name.
    pub(super) fn context_of(&self, place_key: &str) -> Option<u16> {
        self.contexts.get(place_key).copied()
    }

    /// An entry.
    pub(super) fn entry(&self, number: u32) -> &'a Entry {
        &self.gazetteer.entries[number as usize]
    }

    /// The entry of that canonical name, or of that name alone.
    pub(super) fn named(&self, name: &str) -> Option<u32> {
        self.by_name.get(name).copied().or_else(|| {
            let listings = self.names.get(&key(name))?;
            let first = listings.first()?.entry;
            listings.iter().all(|l| l.entry == first).then_some(first)
        })
    }

    /// Whether an entry is at home in another country than the context's.
    pub(super) fn is_abroad(&self, entry: u32, context: &Context) -> bool {
        match (self.home(entry), context.country) {
            (Some(home), Some(here)) => home != here,
            _ => false,
        }
    }

    /// An entry's country, where it is one of the world's.
    pub(super) fn home(&self, entry: u32) -> Option<Country> {
        let country = self.entry(entry).country.as_ref()?;
        PlaceName::new(country).country
    }

    /// Picks the entry that a name means, of a kind and in a context.
    pub(super) fn choose(
        &self,
        listings: Option<&Vec<Listing>>,
        kind: SubjectType,
        context: &Context,
    ) -> Lookup {
        let Some(all) = listings else {
            return Lookup::Unlisted;
        };
        let of_kind = |l: &&Listing| self.entry(l.entry).kind == kind;
        let mut some: Vec<&Listing> = all.iter().filter(of_kind).collect();
        if some.is_empty() {
            some = all.iter().collect();
        }
        self.tied(&some, context)
            .or_else(|| self.untied(&some, context))
            .unwrap_or_else(|| Lookup::Several(entries(&some)))
    }

    /// The entry whose name is tied to the context that it was met in.
    fn tied(&self, listings: &[&Listing], context: &Context) -> Option<Lookup> {
        let met = |l: &Listing| {
            l.context
                .iter()
                .copied()
                .find(|c| context.named.contains(c))
        };
        let tied: Vec<&Listing> = listings
            .iter()
            .copied()
            .filter(|l| met(l).is_some())
            .collect();
        let [one] = entries(&tied)[..] else {
            return (!tied.is_empty()).then(|| Lookup::Several(entries(&tied)));
        };
        let context = tied.first().and_then(|l| met(l));
        Some(Lookup::One(one, context.map(|c| self.context_name(c))))
    }

    /// The only entry whose name is tied to nothing, or the only one at home here.
    fn untied(&self, listings: &[&Listing], context: &Context) -> Option<Lookup> {
        let free: Vec<&Listing> = listings
            .iter()
            .copied()
            .filter(|l| l.context.is_empty())
            .collect();
        if let [one] = entries(&free)[..] {
            return Some(Lookup::One(one, None));
        }
        let home =
            |l: &Listing| self.homes[l.entry as usize].filter(|home| context.named.contains(home));
        let here: Vec<&Listing> = free.into_iter().filter(|l| home(l).is_some()).collect();
        let [one] = entries(&here)[..] else {
            return None;
        };
        let context = here.first().and_then(|l| home(l));
        Some(Lookup::One(one, context.map(|c| self.context_name(c))))
    }

    fn context_name(&self, number: u16) -> Arc<str> {
        Arc::clone(&self.context_names[usize::from(number)])
    }
}

fn note<'a>(names: &mut FullNames<'a>, of: Vec<String>, number: u32, name: &'a Arc<str>) {
    for letters in of {
        let known = names.entry(letters).or_default();
        if known.last().is_none_or(|&(entry, _)| entry != number) {
            known.push((number, name));
        }
    }
}

fn put(listings: &mut Listings, key: String, listing: &Listing) {
    let list = listings.entry(key).or_default();
    if !list.contains(listing) {
        list.push(listing.clone());
    }
}

/// The entries of listings, sorted, each once.
fn entries(listings: &[&Listing]) -> Vec<u32> {
    let mut entries: Vec<u32> = listings.iter().map(|l| l.entry).collect();
    entries.sort_unstable();
    entries.dedup();
    entries
}
