//! Collects the names of claims, each once with where it was met.
//!
//! Claims are many and names are few: what follows works on the names, and claims only look up.

mod contexts;
pub(crate) mod placed;
pub(crate) mod written;

use std::hash::Hash;
use std::sync::Arc;

use hashbrown::HashMap;

use self::contexts::Contexts;
use self::placed::{PlacedClaims, PlacedSaying};
use self::written::{Saying, Written};
use super::context::NameContext;
use super::forest::{Forest, NodeId};
use super::gazetteer::index::GazetteerIndex;
use super::identity::NameUnit;
use super::interner::Lists;
use crate::codebook::SubjectType;

/// What will be an entity when there are entities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameRef {
    /// A node of the forest.
    Place(NodeId),
    /// The number of a unit.
    Unit(u32),
}

/// The names of one assertion.
#[derive(Debug, Clone)]
pub(crate) struct AssertionUnits {
    pub(crate) of: Option<NameRef>,
    /// A unit.
    pub(crate) value: Option<u32>,
    /// A unit.
    pub(crate) whom: Option<u32>,
    pub(crate) places: Vec<NodeId>,
    /// A list of units.
    pub(crate) said_by: u32,
}

/// The names of one claim: numbers of lists.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ClaimUnits {
    /// Of nodes, in [`PlacedClaims::nodes`].
    pub(crate) place: u32,
    /// Of units.
    pub(crate) actors: u32,
    /// Of units.
    pub(crate) said_by: u32,
    /// Of assertions, in [`Survey::assertions`].
    pub(crate) assertions: u32,
}

/// The names of the claims that are no places.
pub(crate) struct Survey {
    /// The names, each once for each context.
    pub(crate) units: Vec<NameUnit>,
    /// The contexts.
    pub(crate) contexts: Vec<NameContext>,
    /// Lists of units.
    pub(crate) lists: Lists<u32>,
    /// Lists of assertions.
    pub(crate) assertions: Vec<Vec<AssertionUnits>>,
    /// For each claim.
    pub(crate) claims: Vec<ClaimUnits>,
}

impl Survey {
    /// Collects the names of the claims.
    pub(crate) fn of(
        written: &Written,
        placed: &PlacedClaims,
        forest: &Forest,
        index: &GazetteerIndex,
    ) -> Self {
        let mut contexts = Contexts::new(written, forest, index);
        let mut reader = SurveyReader {
            units: Units::new(written),
            groups: UnitMemo::default(),
            sayings: UnitMemo::default(),
            assertions: Vec::new(),
        };
        let lines = written.lines.iter().zip(&placed.lines).zip(0..);
        let claims = lines.map(|((line, &(place, places)), claim)| {
            let node = placed.nodes.get(place).first().copied();
            let context = contexts.of(node, line.actors);
            let placed = (places, placed.sayings[places as usize].as_slice());
            ClaimUnits {
                place,
                actors: reader.groups((line.actors, context, true), claim),
                said_by: reader.groups((line.said_by, context, false), claim),
                assertions: reader.assertions((line.sayings, context), placed, claim),
            }
        });
        Self {
            claims: claims.collect(),
            contexts: contexts.all(),
            assertions: reader.assertions,
            lists: reader.units.lists,
            units: counted(reader.units.all, reader.units.counts),
        }
    }
}

/// The units, each with how many claims write it.
fn counted(mut units: Vec<NameUnit>, counts: Vec<(Option<u32>, u32)>) -> Vec<NameUnit> {
    for (unit, (_, count)) in units.iter_mut().zip(counts) {
        unit.claims = count;
    }
    units
}

/// What was worked out for a key, with the units that it holds.
type UnitMemo<K> = HashMap<K, (u32, Box<[u32]>)>;

struct SurveyReader<'a> {
    units: Units<'a>,
    /// Lists of groups, by list, context and whether they are actors.
    groups: UnitMemo<(u32, u32, bool)>,
    /// Lists of assertions, by list, context and places.
    sayings: UnitMemo<(u32, u32, u32)>,
    assertions: Vec<Vec<AssertionUnits>>,
}

impl SurveyReader<'_> {
    fn groups(&mut self, key: (u32, u32, bool), claim: u32) -> u32 {
        let (list, context, actor) = key;
        if list == 0 {
            return 0;
        }
        self.units.recall(&mut self.groups, key, claim, |units| {
            let number = units.groups(list, context);
            for &unit in units.met.iter().filter(|_| actor) {
                units.all[unit as usize].actor = true;
            }
            number
        })
    }

    fn assertions(
        &mut self,
        (list, context): (u32, u32),
        (number, placed): (u32, &[PlacedSaying]),
        claim: u32,
    ) -> u32 {
        let key = (list, context, number);
        self.units.recall(&mut self.sayings, key, claim, |units| {
            let sayings = units.written.sayings.get(list).iter().enumerate();
            let all = sayings.map(|(i, s)| units.assertion(s, placed.get(i), context));
            self.assertions.push(all.collect());
            self.assertions.len() as u32 - 1
        })
    }
}

/// The names so far.
struct Units<'a> {
    written: &'a Written,
    all: Vec<NameUnit>,
    by_name: HashMap<(SubjectType, u32, u32), u32>,
    /// The last claim that wrote each, and how many did.
    counts: Vec<(Option<u32>, u32)>,
    /// Lists of them.
    lists: Lists<u32>,
    /// Those met in what is being worked out.
    met: Vec<u32>,
}

impl<'a> Units<'a> {
    fn new(written: &'a Written) -> Self {
        Self {
            written,
            all: Vec::new(),
            by_name: HashMap::new(),
            counts: Vec::new(),
            lists: Lists::new(),
            met: Vec::new(),
        }
    }

    fn assertion(
        &mut self,
        saying: &Saying,
        placed: Option<&PlacedSaying>,
        context: u32,
    ) -> AssertionUnits {
        let of = match placed.and_then(|p| p.of) {
            Some(node) => Some(NameRef::Place(node)),
            None => (saying.of).map(|text| NameRef::Unit(self.unit(saying.kind, text, context))),
        };
        let mut group = |text: Option<u32>| Some(self.unit(SubjectType::Group, text?, context));
        AssertionUnits {
            of,
            value: group(saying.value),
            whom: group(saying.whom),
            places: placed.map_or_else(Vec::new, |p| p.places.clone()),
            said_by: self.groups(saying.said_by, context),
        }
    }

    fn groups(&mut self, list: u32, context: u32) -> u32 {
        let texts = self.written.lists.get(list).iter();
        let units = texts.map(|&text| self.unit(SubjectType::Group, text, context));
        let units: Vec<u32> = units.collect();
        self.lists.number(units.as_slice())
    }

    fn unit(&mut self, kind: SubjectType, text: u32, context: u32) -> u32 {
        let next = self.all.len() as u32;
        let unit = *self.by_name.entry((kind, text, context)).or_insert(next);
        if unit == next {
            self.counts.push((None, 0));
            self.all.push(NameUnit {
                kind,
                text: Arc::clone(self.written.texts.get(text)),
                context,
                claims: 0,
                actor: false,
            });
        }
        self.met.push(unit);
        unit
    }

    /// What a key stands for, worked out once; counts the claim for each unit in it.
    fn recall<K: Hash + Eq>(
        &mut self,
        memo: &mut UnitMemo<K>,
        key: K,
        claim: u32,
        work: impl FnOnce(&mut Self) -> u32,
    ) -> u32 {
        let (number, units) = memo.entry(key).or_insert_with(|| {
            let number = work(self);
            let met = std::mem::take(&mut self.met);
            (number, met.into_boxed_slice())
        });
        let counts = claim < self.written.counted;
        for &unit in &**units {
            let (last, count) = &mut self.counts[unit as usize];
            *count += u32::from(counts && *last != Some(claim));
            *last = Some(claim);
        }
        *number
    }
}
