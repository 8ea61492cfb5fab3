//! The gazetteer, by what its names are looked up under.

use std::collections::BTreeMap;
use std::sync::Arc;

use hashbrown::HashMap;

use super::{Gazetteer, GazetteerEntry};
use crate::codebook::SubjectType;
use crate::names::context::NameContext;
use crate::names::country::Country;
use crate::names::distinct;
use crate::names::kind::group::acronym::{initials, stated};
use crate::names::kind::group::initials::initials_abroad;
use crate::names::kind::group::name::GroupName;
use crate::names::kind::person::name::PersonName;
use crate::names::kind::place::PlaceName;
use crate::names::words::key;

/// That an entry lists a name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Listing {
    /// The entry.
    pub(crate) entry: u32,
    /// Contexts that the name is tied to; empty: none.
    context: Vec<u16>,
}

/// What the gazetteer says of a name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Lookup {
    /// Nothing.
    Unlisted,
    /// It is this entry's; with the context that decided, if one did.
    One(u32, Option<Arc<str>>),
    /// It may be any of these.
    Several(Vec<u32>),
}

impl Lookup {
    /// The entry, where it is one.
    pub(crate) fn one(self) -> Option<u32> {
        match self {
            Self::One(entry, _) => Some(entry),
            Self::Unlisted | Self::Several(_) => None,
        }
    }
}

type Listings = HashMap<String, Vec<Listing>>;

/// Full names by their initials, with the entries that list them.
type NamesByInitials<'a> = HashMap<String, Vec<(u32, &'a Arc<str>)>>;

/// The gazetteer's names, by several keys.
pub(crate) struct GazetteerIndex<'a> {
    /// The gazetteer itself.
    pub(crate) gazetteer: &'a Gazetteer,
    /// By folded name, all kinds.
    pub(crate) names: Listings,
    /// By the key of a place's name.
    pub(crate) places: Listings,
    /// By the parts of a group's name.
    pub(crate) parts: Listings,
    /// By the parts of a group's name that say no more than what sort of group it is.
    pub(crate) sorts: Listings,
    /// By the key of a person's name.
    pub(crate) persons: Listings,
    /// By acronyms that names give in brackets.
    pub(crate) stated: Listings,
    /// The entry of a state's forces, where one entry alone is.
    pub(crate) forces: BTreeMap<Country, Option<u32>>,
    /// Entries by their canonical name.
    by_name: HashMap<&'a str, u32>,
    /// Entries that list a full name of some initials.
    pub(crate) full_names: NamesByInitials<'a>,
    /// The same, by the initials in other languages.
    pub(crate) full_names_abroad: NamesByInitials<'a>,
    /// The keys of contexts.
    contexts: HashMap<String, u16>,
    context_names: Vec<Arc<str>>,
    /// The context that is an entry's country.
    homes: Vec<Option<u16>>,
}

impl<'a> GazetteerIndex<'a> {
    /// Indexes a gazetteer.
    pub(crate) fn new(gazetteer: &'a Gazetteer) -> Self {
        let mut index = Self {
            gazetteer,
            names: HashMap::new(),
            places: HashMap::new(),
            parts: HashMap::new(),
            sorts: HashMap::new(),
            persons: HashMap::new(),
            stated: HashMap::new(),
            forces: BTreeMap::new(),
            by_name: HashMap::new(),
            full_names: HashMap::new(),
            full_names_abroad: HashMap::new(),
            contexts: HashMap::new(),
            context_names: Vec::new(),
            homes: Vec::new(),
        };
        for (entry, number) in gazetteer.entries.iter().zip(0..) {
            index.add(number, entry);
        }
        index
    }

    fn add(&mut self, number: u32, entry: &'a GazetteerEntry) {
        self.by_name.entry(&entry.name).or_insert(number);
        let home = entry.country.as_ref().map(|name| self.context(name));
        self.homes.push(home);
        self.list(number, entry.kind, &entry.name, Vec::new());
        for alias in &entry.aliases {
            let context = alias.context.iter().map(|name| self.context(name));
            let context = context.collect();
            self.list(number, entry.kind, &alias.name, context);
        }
    }

    fn context(&mut self, name: &Arc<str>) -> u16 {
        let names = &mut self.context_names;
        let number = self.contexts.entry(PlaceName::new(name).key);
        *number.or_insert_with(|| {
            names.push(Arc::clone(name));
            names.len() as u16 - 1
        })
    }

    fn list(&mut self, entry: u32, kind: SubjectType, name: &'a Arc<str>, context: Vec<u16>) {
        let listing = Listing { entry, context };
        match kind {
            SubjectType::Place => put(&mut self.places, PlaceName::new(name).key, &listing),
            SubjectType::Person => put(&mut self.persons, PersonName::new(name).key, &listing),
            SubjectType::Group => self.list_group(name, &listing),
            SubjectType::Thing => {}
        }
        put(&mut self.names, key(name), &listing);
    }

    fn list_group(&mut self, name: &'a Arc<str>, listing: &Listing) {
        note(&mut self.full_names, initials(name), listing.entry, name);
        let abroad = initials_abroad(name);
        note(&mut self.full_names_abroad, abroad, listing.entry, name);
        let parsed = GroupName::new(name);
        put(&mut self.names, parsed.key, listing);
        let sort = parsed.generic;
        let parts = if sort {
            &mut self.sorts
        } else {
            &mut self.parts
        };
        put(parts, parsed.parts, listing);
        if let Some((_, letters)) = stated(name) {
            put(&mut self.stated, letters, listing);
        }
        if let Some(country) = parsed.forces_of {
            let one = self.forces.entry(country).or_insert(Some(listing.entry));
            *one = one.filter(|&entry| entry == listing.entry);
        }
    }

    /// The number of a context, by the key of a place's name.
    pub(crate) fn context_of(&self, place_key: &str) -> Option<u16> {
        self.contexts.get(place_key).copied()
    }

    /// An entry.
    pub(crate) fn entry(&self, number: u32) -> &'a GazetteerEntry {
        &self.gazetteer.entries[number as usize]
    }

    /// The canonical name of an entry.
    pub(crate) fn name_of(&self, number: u32) -> Arc<str> {
        Arc::clone(&self.entry(number).name)
    }

    /// The entry of that canonical name, or of that name alone.
    pub(crate) fn named(&self, name: &str) -> Option<u32> {
        self.by_name.get(name).copied().or_else(|| {
            let listings = self.names.get(&key(name))?;
            let first = listings.first()?.entry;
            listings.iter().all(|l| l.entry == first).then_some(first)
        })
    }

    /// Whether an entry is at home in another country than the context's.
    pub(crate) fn is_abroad(&self, entry: u32, context: &NameContext) -> bool {
        let countries = self.home(entry).zip(context.country);
        countries.is_some_and(|(home, here)| home != here)
    }

    /// Whether an entry is known to be at home in the context's country.
    pub(crate) fn is_home(&self, entry: u32, context: &NameContext) -> bool {
        let home = self.home(entry);
        home.is_some() && home == context.country
    }

    /// An entry's country, where it is one of the world's.
    pub(crate) fn home(&self, entry: u32) -> Option<Country> {
        let country = self.entry(entry).country.as_ref()?;
        PlaceName::new(country).country
    }

    /// Picks the entry that a name means, of a kind and in a context.
    pub(crate) fn choose(
        &self,
        listings: Option<&Vec<Listing>>,
        kind: SubjectType,
        context: &NameContext,
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
    fn tied(&self, listings: &[&Listing], context: &NameContext) -> Option<Lookup> {
        let met = |l: &Listing| (l.context.iter().copied()).find(|c| context.named.contains(c));
        let tied = narrowed(listings, |l| met(l).is_some());
        match entries(&tied)[..] {
            [] => None,
            [one] => Some(self.decided(one, met(tied[0]))),
            _ => Some(Lookup::Several(entries(&tied))),
        }
    }

    /// The only entry whose name is tied to nothing, or the only one at home here.
    fn untied(&self, listings: &[&Listing], context: &NameContext) -> Option<Lookup> {
        let free = narrowed(listings, |l| l.context.is_empty());
        if let [one] = entries(&free)[..] {
            return Some(Lookup::One(one, None));
        }
        let home =
            |l: &Listing| self.homes[l.entry as usize].filter(|home| context.named.contains(home));
        let here = narrowed(&free, |l| home(l).is_some());
        match entries(&here)[..] {
            [one] => Some(self.decided(one, home(here[0]))),
            _ => None,
        }
    }

    fn decided(&self, entry: u32, context: Option<u16>) -> Lookup {
        let name = context.map(|c| Arc::clone(&self.context_names[usize::from(c)]));
        Lookup::One(entry, name)
    }
}

fn narrowed<'l>(listings: &[&'l Listing], keep: impl Fn(&Listing) -> bool) -> Vec<&'l Listing> {
    listings.iter().copied().filter(|l| keep(l)).collect()
}

fn note<'a>(names: &mut NamesByInitials<'a>, of: Vec<String>, number: u32, name: &'a Arc<str>) {
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
    distinct(listings.iter().map(|l| l.entry))
}
