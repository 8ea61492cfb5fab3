//! Collects the names of claims, each once with where it was met.
//!
//! Claims are many and names are few: what follows works on the names, and claims only look up.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::context::Context;
use super::group_name::GroupName;
use super::identity::Unit;
use super::index::Index;
use super::place_forest::{Forest, NodeId};
use super::place_name::PlaceName;
use super::place_spots::Spots;
use super::places;
use super::{AssertionNames, ClaimNames, EntityId};
use crate::claim::{Assertion, Claim, Value};
use crate::codebook::{Codebook, SubjectType};

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

/// The places of the claims: the forest, and for each claim the numbers of its nodes.
pub(super) fn places(claims: &[Claim], codebook: &Codebook) -> (Forest, Vec<ClaimNames>) {
    let mut forest = Forest::default();
    let spots = Spots::new(claims);
    let names = claims
        .iter()
        .enumerate()
        .map(|(i, claim)| places_of(&mut forest, &spots, claim, i as u32, codebook))
        .collect();
    (forest, names)
}

fn places_of(
    forest: &mut Forest,
    spots: &Spots,
    claim: &Claim,
    number: u32,
    codebook: &Codebook,
) -> ClaimNames {
    let mut names = ClaimNames::default();
    let mut scope = None;
    if let Some(at) = &claim.event.place {
        let nodes = forest.chain_at(&at.names, spots.of(at), number);
        scope = nodes.first().copied();
        if let (Some(node), Some(position)) = (scope, at.position) {
            forest.locate(node, position);
        }
        names.place = nodes.into_iter().map(place).collect();
    }
    names.assertions = claim
        .assertions
        .iter()
        .map(|assertion| places_in(forest, assertion, scope, number, codebook))
        .collect();
    names
}

fn places_in(
    forest: &mut Forest,
    assertion: &Assertion,
    scope: Option<NodeId>,
    number: u32,
    codebook: &Codebook,
) -> AssertionNames {
    let mut names = AssertionNames::default();
    let of_place = codebook.attribute(assertion.attribute).of == SubjectType::Place;
    if let Some(of) = assertion.of.as_ref().filter(|_| of_place) {
        names.of = Some(place(forest.alone(of, scope, number)));
    }
    match &assertion.value {
        Value::Place(at) if at.names.len() == 1 => {
            names.places = vec![place(forest.alone(&at.names[0], scope, number))];
        }
        Value::Place(at) => {
            names.places = forest
                .chain(&at.names, number)
                .into_iter()
                .map(place)
                .collect();
        }
        Value::Role(role) => {
            let area = role.area.iter();
            names.places = area
                .map(|a| place(forest.alone(a, scope, number)))
                .collect();
        }
        _ => {}
    }
    names
}

/// The names of the claims that are no places.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// The names, each once for each context.
    pub(super) units: Vec<Unit>,
    /// The contexts.
    pub(super) contexts: Vec<Context>,
    by_unit: HashMap<(u8, Arc<str>, u32), u32>,
    by_context: HashMap<Context, u32>,
    by_node: HashMap<NodeId, u32>,
    countries: HashMap<Arc<str>, Option<super::countries::Country>>,
    /// The last claim that wrote each unit, to count each once.
    last: Vec<u32>,
}

impl Survey {
    /// Collects the names of the claims, and writes their numbers into `names`.
    pub(super) fn of(
        claims: &[Claim],
        codebook: &Codebook,
        forest: &Forest,
        index: &Index,
        names: &mut [ClaimNames],
    ) -> Self {
        let mut survey = Self::default();
        for (i, (claim, names)) in claims.iter().zip(names).enumerate() {
            let context = survey.context(claim, names, forest, index);
            let mut desk = Desk {
                survey: &mut survey,
                codebook,
                context,
                claim: i as u32,
            };
            desk.claim(claim, names);
        }
        survey
    }

    /// The context of a claim: its place's, or else the country that its actors tell.
    fn context(
        &mut self,
        claim: &Claim,
        names: &ClaimNames,
        forest: &Forest,
        index: &Index,
    ) -> u32 {
        let mut context = Context::default();
        if let Some(Number::Place(node)) = names.place.first().map(|&id| number(id)) {
            if let Some(&known) = self.by_node.get(&node) {
                return known;
            }
            context = places::context(forest, index, node);
            if context.country.is_some() {
                let known = self.intern(context);
                self.by_node.insert(node, known);
                return known;
            }
        }
        let told: BTreeSet<_> = claim
            .event
            .actors
            .iter()
            .filter_map(|actor| self.country_of(&actor.name))
            .collect();
        if let (Some(&country), 1) = (told.first(), told.len()) {
            let key = PlaceName::new(country.name()).key;
            context.named.extend(index.context_of(&key));
            context.named.sort_unstable();
            context.country = Some(country);
            context.root = Some(key);
        }
        self.intern(context)
    }

    fn country_of(&mut self, actor: &Arc<str>) -> Option<super::countries::Country> {
        let read = || GroupName::new(actor).forces_of;
        *self.countries.entry(Arc::clone(actor)).or_insert_with(read)
    }

    fn intern(&mut self, context: Context) -> u32 {
        let next = self.contexts.len() as u32;
        *self
            .by_context
            .entry(context)
            .or_insert_with_key(|context| {
                self.contexts.push(context.clone());
                next
            })
    }

    fn unit(&mut self, kind: SubjectType, text: &Arc<str>, context: u32, claim: u32) -> u32 {
        let next = self.units.len() as u32;
        let (units, last) = (&mut self.units, &mut self.last);
        let key = (kind as u8, Arc::clone(text), context);
        let unit = *self.by_unit.entry(key).or_insert_with(|| {
            units.push(Unit {
                kind,
                text: Arc::clone(text),
                context,
                claims: 0,
                actor: false,
            });
            last.push(u32::MAX);
            next
        });
        if last[unit as usize] != claim {
            last[unit as usize] = claim;
            units[unit as usize].claims += 1;
        }
        unit
    }
}

/// Where the names of one claim are written down.
struct Desk<'a> {
    survey: &'a mut Survey,
    codebook: &'a Codebook,
    context: u32,
    claim: u32,
}

impl Desk<'_> {
    fn claim(&mut self, claim: &Claim, names: &mut ClaimNames) {
        for actor in claim.event.actors.iter() {
            let id = self.name(SubjectType::Group, &actor.name);
            self.survey.units[id.0 as usize].actor = true;
            names.actors.push(id);
        }
        names.said_by = self.groups(&claim.said_by);
        for (assertion, names) in claim.assertions.iter().zip(&mut names.assertions) {
            self.assertion(assertion, names);
        }
    }

    fn assertion(&mut self, assertion: &Assertion, names: &mut AssertionNames) {
        let kind = self.codebook.attribute(assertion.attribute).of;
        if names.of.is_none() {
            names.of = assertion.of.as_ref().map(|of| self.name(kind, of));
        }
        names.value = match &assertion.value {
            Value::Name(name) => Some(name),
            Value::Control(control) => control.holder(),
            Value::Role(role) => role.body.as_ref(),
            _ => None,
        }
        .map(|name| self.name(SubjectType::Group, name));
        let whom = assertion.whom.as_ref();
        names.whom = whom.map(|whom| self.name(SubjectType::Group, whom));
        names.said_by = self.groups(&assertion.said_by);
    }

    fn groups(&mut self, texts: &[Arc<str>]) -> Vec<EntityId> {
        texts
            .iter()
            .map(|text| self.name(SubjectType::Group, text))
            .collect()
    }

    fn name(&mut self, kind: SubjectType, text: &Arc<str>) -> EntityId {
        EntityId(self.survey.unit(kind, text, self.context, self.claim))
    }
}
