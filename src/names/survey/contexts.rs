//! The contexts that names are met in, each once.

use std::collections::BTreeSet;

use hashbrown::HashMap;

use super::written::Written;
use crate::names::context::NameContext;
use crate::names::country::Country;
use crate::names::forest::{Forest, NodeId, settle};
use crate::names::gazetteer::index::GazetteerIndex;
use crate::names::interner::NumberTable;
use crate::names::kind::group::name::GroupName;
use crate::names::kind::place::PlaceName;

/// The contexts so far.
pub(super) struct Contexts<'a> {
    written: &'a Written,
    forest: &'a Forest,
    index: &'a GazetteerIndex<'a>,
    numbers: NumberTable<NameContext>,
    /// By place, and the country that the actors tell.
    known: HashMap<(Option<NodeId>, Option<Country>), u32>,
    /// The country that a list of actors tells.
    told: HashMap<u32, Option<Country>>,
    /// The state whose forces a text names.
    states: HashMap<u32, Option<Country>>,
}

impl<'a> Contexts<'a> {
    pub(super) fn new(
        written: &'a Written,
        forest: &'a Forest,
        index: &'a GazetteerIndex<'a>,
    ) -> Self {
        Self {
            written,
            forest,
            index,
            numbers: NumberTable::default(),
            known: HashMap::new(),
            told: HashMap::new(),
            states: HashMap::new(),
        }
    }

    /// All of them, by number.
    pub(super) fn all(self) -> Vec<NameContext> {
        self.numbers.into_all()
    }

    /// The context of a claim: its place's, or else the country that its actors tell.
    pub(super) fn of(&mut self, node: Option<NodeId>, actors: u32) -> u32 {
        let told = self.told(actors);
        if let Some(&known) = self.known.get(&(node, told)) {
            return known;
        }
        let here = node.map(|node| settle::context(self.forest, self.index, node));
        let mut context = here.unwrap_or_default();
        if let (None, Some(country)) = (context.country, told) {
            self.tell(&mut context, country);
        }
        let number = self.numbers.own(context);
        self.known.insert((node, told), number);
        number
    }

    /// The one country that the actors tell.
    fn told(&mut self, actors: u32) -> Option<Country> {
        if let Some(&known) = self.told.get(&actors) {
            return known;
        }
        let texts = self.written.lists.get(actors).iter();
        let countries: BTreeSet<Country> = texts.filter_map(|&text| self.state(text)).collect();
        let told = countries.first().copied().filter(|_| countries.len() == 1);
        self.told.insert(actors, told);
        told
    }

    fn state(&mut self, text: u32) -> Option<Country> {
        let texts = &self.written.texts;
        let read = || GroupName::new(texts.get(text)).forces_of;
        *self.states.entry(text).or_insert_with(read)
    }

    fn tell(&self, context: &mut NameContext, country: Country) {
        let key = PlaceName::new(country.name()).key;
        context.named.extend(self.index.context_of(&key));
        context.named.sort_unstable();
        context.country = Some(country);
        context.root = Some(key);
    }
}
