//! Collects the names of claims, each once with where it was met.
//!
//! Claims are many and names are few: what follows works on the names, and claims only look up.

use std::collections::BTreeSet;
use std::hash::Hash;

use hashbrown::HashMap;

use super::EntityId;
use super::context::Context;
use super::countries::Country;
use super::group_name::GroupName;
use super::identity::Unit;
use super::index::Index;
use super::place_forest::{Forest, NodeId};
use super::place_name::PlaceName;
use super::placed::{Placed, PlacedSaying};
use super::places;
use super::texts::{Lists, NONE};
use super::written::{Saying, Written};
use crate::codebook::SubjectType;

/// Marks a number that is a node of the forest, and not a unit.
const PLACE: u32 = 1 << 31;

/// A number that stands for an entity until there are entities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    /// A node of the forest.
    Place(NodeId),
    /// A unit.
    Unit(u32),
}

/// Reads a number written by the survey.
pub(super) fn number(id: EntityId) -> Number {
    if id.0 & PLACE == 0 {
        Number::Unit(id.0)
    } else {
        Number::Place(id.0 & !PLACE)
    }
}

fn place(node: NodeId) -> EntityId {
    EntityId(node | PLACE)
}

/// The names of one assertion, as numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct Heard {
    pub(super) of: Option<EntityId>,
    pub(super) value: Option<EntityId>,
    pub(super) whom: Option<EntityId>,
    pub(super) places: Vec<EntityId>,
    /// A list of units.
    pub(super) said_by: u32,
}

/// The names of one claim: numbers of lists.
#[derive(Debug, Clone, Copy)]
pub(super) struct Heads {
    /// Of nodes, in [`Placed::nodes`].
    pub(super) place: u32,
    /// Of units.
    pub(super) actors: u32,
    /// Of units.
    pub(super) said_by: u32,
    /// Of assertions, in [`Survey::heard`].
    pub(super) heard: u32,
}

/// The names of the claims that are no places.
pub(super) struct Survey {
    /// The names, each once for each context.
    pub(super) units: Vec<Unit>,
    /// The contexts.
    pub(super) contexts: Vec<Context>,
    /// Lists of units.
    pub(super) lists: Lists<u32>,
    /// Lists of assertions.
    pub(super) heard: Vec<Vec<Heard>>,
    /// For each claim.
    pub(super) claims: Vec<Heads>,
}

impl Survey {
    /// Collects the names of the claims.
    pub(super) fn of(written: &Written, placed: &Placed, forest: &Forest, index: &Index) -> Self {
        let mut reader = Reader {
            written,
            placed,
            contexts: Contexts::new(written, forest, index),
            units: Units::default(),
            lists: Memo::default(),
            numbers: Lists::new(),
            sayings: Memo::default(),
            heard: Vec::new(),
        };
        let claims = (0..written.lines.len() as u32)
            .map(|claim| reader.claim(claim))
            .collect();
        Self {
            units: reader.units.counted(),
            contexts: reader.contexts.all,
            lists: reader.numbers,
            heard: reader.heard,
            claims,
        }
    }
}

/// What was worked out for a key, with the units that it holds.
type Memo<K> = HashMap<K, (u32, Box<[u32]>)>;

struct Reader<'a> {
    written: &'a Written,
    placed: &'a Placed,
    contexts: Contexts<'a>,
    units: Units,
    /// Lists of groups, by list, context and whether they are actors.
    lists: Memo<(u32, u32, bool)>,
    numbers: Lists<u32>,
    /// Lists of assertions, by list, places and context.
    sayings: Memo<(u32, u32, u32)>,
    heard: Vec<Vec<Heard>>,
}

impl Reader<'_> {
    fn claim(&mut self, claim: u32) -> Heads {
        let line = self.written.lines[claim as usize];
        let (place, placed) = self.placed.lines[claim as usize];
        let node = self.placed.nodes.list(place).first().copied();
        let context = self.contexts.of(node, line.actors);
        Heads {
            place,
            actors: self.groups((line.actors, context, true), claim),
            said_by: self.groups((line.said_by, context, false), claim),
            heard: self.sayings((line.sayings, placed, context), claim),
        }
    }

    fn groups(&mut self, key: (u32, u32, bool), claim: u32) -> u32 {
        let (list, context, actor) = key;
        if list == 0 {
            return 0;
        }
        self.units.recall(&mut self.lists, key, claim, |units| {
            let texts = self.written.lists.list(list).iter();
            let all: Vec<u32> = texts
                .map(|&text| units.unit(SubjectType::Group, text, context, self.written))
                .collect();
            for &unit in all.iter().filter(|_| actor) {
                units.all[unit as usize].actor = true;
            }
            (self.numbers.number(&all), all)
        })
    }

    fn sayings(&mut self, key: (u32, u32, u32), claim: u32) -> u32 {
        let (list, placed, context) = key;
        let Self {
            written,
            numbers,
            heard,
            ..
        } = self;
        self.units.recall(&mut self.sayings, key, claim, |units| {
            let mut page = Page {
                written,
                units,
                numbers,
                context,
                met: Vec::new(),
            };
            let none = Vec::new();
            let placed = self.placed.sayings.get(placed as usize).unwrap_or(&none);
            let sayings = written.sayings.list(list).iter().enumerate();
            let all = sayings.map(|(i, s)| page.saying(s, placed.get(i)));
            let all = all.collect();
            let met = page.met;
            heard.push(all);
            (heard.len() as u32 - 1, met)
        })
    }
}

/// Where the names of one list of assertions are written down.
struct Page<'a> {
    written: &'a Written,
    units: &'a mut Units,
    numbers: &'a mut Lists<u32>,
    context: u32,
    met: Vec<u32>,
}

impl Page<'_> {
    fn saying(&mut self, saying: &Saying, placed: Option<&PlacedSaying>) -> Heard {
        let of = match placed.and_then(|p| p.of) {
            Some(node) => Some(place(node)),
            None => self.name(saying.kind, saying.of),
        };
        let value = self.name(SubjectType::Group, saying.value);
        let whom = self.name(SubjectType::Group, saying.whom);
        let said_by: Vec<u32> = (self.written.lists.list(saying.said_by).iter())
            .map(|&text| self.unit(SubjectType::Group, text))
            .collect();
        let named = placed.map_or(&[][..], |p| &p.places);
        Heard {
            of,
            value,
            whom,
            places: named.iter().copied().map(place).collect(),
            said_by: self.numbers.number(&said_by),
        }
    }

    fn name(&mut self, kind: SubjectType, text: u32) -> Option<EntityId> {
        (text != NONE).then(|| EntityId(self.unit(kind, text)))
    }

    fn unit(&mut self, kind: SubjectType, text: u32) -> u32 {
        let unit = self.units.unit(kind, text, self.context, self.written);
        self.met.push(unit);
        unit
    }
}

/// The names so far.
#[derive(Default)]
struct Units {
    all: Vec<Unit>,
    by_name: HashMap<(SubjectType, u32, u32), u32>,
    /// The last claim that wrote each, and how many did.
    counts: Vec<(u32, u32)>,
}

impl Units {
    fn unit(&mut self, kind: SubjectType, text: u32, context: u32, written: &Written) -> u32 {
        let next = self.all.len() as u32;
        let unit = *self.by_name.entry((kind, text, context)).or_insert(next);
        if unit == next {
            self.counts.push((NONE, 0));
            self.all.push(Unit {
                kind,
                text: written.texts.text(text).clone(),
                context,
                claims: 0,
                actor: false,
            });
        }
        unit
    }

    /// The units, each with how many claims write it.
    fn counted(mut self) -> Vec<Unit> {
        for (unit, (_, count)) in self.all.iter_mut().zip(self.counts) {
            unit.claims = count;
        }
        self.all
    }

    /// What a key stands for, worked out once; counts the claim for each unit in it.
    fn recall<K: Hash + Eq + Copy>(
        &mut self,
        memo: &mut Memo<K>,
        key: K,
        claim: u32,
        work: impl FnOnce(&mut Self) -> (u32, Vec<u32>),
    ) -> u32 {
        let (number, units) = memo.entry(key).or_insert_with(|| {
            let (number, units) = work(self);
            (number, units.into_boxed_slice())
        });
        for &unit in &**units {
            let (last, count) = &mut self.counts[unit as usize];
            *count += u32::from(*last != claim);
            *last = claim;
        }
        *number
    }
}

/// The contexts so far.
struct Contexts<'a> {
    written: &'a Written,
    forest: &'a Forest,
    index: &'a Index<'a>,
    all: Vec<Context>,
    by_context: HashMap<Context, u32>,
    /// By place, where that tells the country.
    by_node: Vec<u32>,
    /// By place and country told, where the place does not.
    by_told: HashMap<(Option<NodeId>, Option<Country>), u32>,
    /// The country that a list of actors tells.
    told: HashMap<u32, Option<Country>>,
    /// The state whose forces a text names.
    states: HashMap<u32, Option<Country>>,
}

impl<'a> Contexts<'a> {
    fn new(written: &'a Written, forest: &'a Forest, index: &'a Index<'a>) -> Self {
        Self {
            written,
            forest,
            index,
            all: Vec::new(),
            by_context: HashMap::new(),
            by_node: vec![NONE; forest.nodes.len()],
            by_told: HashMap::new(),
            told: HashMap::new(),
            states: HashMap::new(),
        }
    }

    /// The context of a claim: its place's, or else the country that its actors tell.
    fn of(&mut self, node: Option<NodeId>, actors: u32) -> u32 {
        let known = node.map_or(NONE, |node| self.by_node[node as usize]);
        if known != NONE {
            return known;
        }
        let told = self.told(actors);
        if let Some(&known) = self.by_told.get(&(node, told)) {
            return known;
        }
        let here = node.map(|node| places::context(self.forest, self.index, node));
        let mut context = here.unwrap_or_default();
        let placed = node.filter(|_| context.country.is_some());
        if placed.is_none() {
            self.tell(&mut context, told);
        }
        let number = self.intern(context);
        match placed {
            Some(node) => self.by_node[node as usize] = number,
            None => drop(self.by_told.insert((node, told), number)),
        }
        number
    }

    /// The one country that the actors tell.
    fn told(&mut self, actors: u32) -> Option<Country> {
        if let Some(&known) = self.told.get(&actors) {
            return known;
        }
        let written = self.written;
        let texts = written.lists.list(actors).iter();
        let countries: BTreeSet<Country> = texts.filter_map(|&text| self.state(text)).collect();
        let told = countries.first().copied().filter(|_| countries.len() == 1);
        self.told.insert(actors, told);
        told
    }

    fn state(&mut self, text: u32) -> Option<Country> {
        let texts = &self.written.texts;
        let read = || GroupName::new(texts.text(text)).forces_of;
        *self.states.entry(text).or_insert_with(read)
    }

    fn tell(&self, context: &mut Context, told: Option<Country>) {
        let Some(country) = told else { return };
        let key = PlaceName::new(country.name()).key;
        context.named.extend(self.index.context_of(&key));
        context.named.sort_unstable();
        context.country = Some(country);
        context.root = Some(key);
    }

    fn intern(&mut self, context: Context) -> u32 {
        let next = self.all.len() as u32;
        let all = &mut self.all;
        let entry = self.by_context.entry(context);
        *entry.or_insert_with_key(|context| {
            all.push(context.clone());
            next
        })
    }
}
