//! From what was found out of each name to entities, sorted, with ids that order does not change.

mod draft;
mod links;
pub(crate) mod relations;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use self::draft::{EntityDraft, drafts};
use self::links::{doubts, organs};
use self::relations::EntityRelations;
use super::forest::settle::Settled;
use super::forest::{Forest, NodeId};
use super::identity::{Doubtful, Identified, Identity};
use super::kind::Knowledge;
use super::survey::placed::PlacedClaims;
use super::survey::{AssertionUnits, NameRef, Survey};
use super::{AssertionNames, ClaimNames, Entity, EntityId, List, NameReason, Names, Surface};

/// What an entity will be made from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum EntityKey {
    /// A place of the forest, by its head.
    Place(NodeId),
    /// Anything else, and places that only a list of the gazetteer names.
    Other(Identity),
}

/// The ids of entities.
type Ids = BTreeMap<EntityKey, EntityId>;

/// Everything that was found out.
pub(crate) struct Findings<'a> {
    evidence: Knowledge<'a>,
    places: &'a Settled,
    /// What was found of each unit.
    found: Vec<Identified>,
    doubts: Doubtful,
    /// The nodes of entries that are places of the forest.
    entries: HashMap<u32, NodeId>,
}

impl<'a> Findings<'a> {
    /// Sees which entries are places of the forest.
    pub(crate) fn new(
        evidence: Knowledge<'a>,
        places: &'a Settled,
        (found, doubts): (Vec<Identified>, Doubtful),
    ) -> Self {
        Self {
            evidence,
            places,
            found,
            doubts,
            entries: entries(&places.forest),
        }
    }

    /// The key of an identity.
    fn key(&self, identity: &Identity) -> EntityKey {
        let node = match identity {
            Identity::Entry(entry) => self.entries.get(entry).copied(),
            _ => None,
        };
        node.map_or_else(|| EntityKey::Other(identity.clone()), EntityKey::Place)
    }

    fn key_of_entry(&self, entry: u32) -> EntityKey {
        self.key(&Identity::Entry(entry))
    }
}

/// The places that entries are: of a name that lies in its like, the outermost, whatever the order
/// of claims.
fn entries(forest: &Forest) -> HashMap<u32, NodeId> {
    let key = |n: NodeId| {
        let around = std::iter::once(n).chain(forest.above(n));
        let path: Vec<&Arc<str>> = around.map(|n| &forest.at(n).text).collect();
        (path.len(), path)
    };
    let mut entries: HashMap<u32, NodeId> = HashMap::new();
    for node in forest.all_heads() {
        if let Some(entry) = forest.at(node).entry {
            let known = entries.entry(entry).or_insert(node);
            if *known != node && key(node) < key(*known) {
                *known = node;
            }
        }
    }
    entries
}

/// Makes the entities, and gives each name of the claims its own.
pub(crate) fn assemble(findings: &Findings, survey: &Survey, placed: &PlacedClaims) -> Names {
    let (entities, ids) = entities(drafts(findings));
    let mut doubts = doubts(findings, &ids);
    doubts.sort();
    doubts.dedup_by(|x, y| (x.a, x.b) == (y.a, y.b));
    Names {
        claims: Resolved::new(findings, &ids).claims(survey, placed),
        outlets: BTreeMap::new(),
        parties: BTreeMap::new(),
        organs: organs(findings, &ids),
        relations: EntityRelations::new(&entities, &doubts),
        entities,
        doubts,
    }
}

/// Sorts the drafts, and gives each its id.
fn entities(drafts: BTreeMap<EntityKey, EntityDraft>) -> (Vec<Entity>, Ids) {
    let used = used(&drafts);
    let drafts = drafts.into_iter().filter(|(key, _)| used.contains(key));
    let named = |(key, draft): (EntityKey, EntityDraft)| (key, draft.canonical(), draft);
    let mut sorted: Vec<(EntityKey, Arc<str>, EntityDraft)> = drafts.map(named).collect();
    sorted.sort_by(|(_, a, x), (_, b, y)| order((a, x), (b, y)));
    let numbered = sorted.iter().zip(0..);
    let ids: Ids = numbered
        .map(|((key, ..), number)| (key.clone(), EntityId(number)))
        .collect();
    let entities = sorted.into_iter();
    let entities = entities.map(|(_, name, draft)| entity(draft, name, &ids));
    (entities.collect(), ids)
}

/// The order of entities: by kind, name, detail, spellings and entry.
fn order((a, x): (&Arc<str>, &EntityDraft), (b, y): (&Arc<str>, &EntityDraft)) -> Ordering {
    (x.kind, a, &x.detail)
        .cmp(&(y.kind, b, &y.detail))
        .then_with(|| x.surfaces.keys().cmp(y.surfaces.keys()))
        .then(x.entry.cmp(&y.entry))
}

/// The keys of entities that claims name, and of what holds those.
fn used(drafts: &BTreeMap<EntityKey, EntityDraft>) -> BTreeSet<EntityKey> {
    let is_named = |(key, draft): &(&EntityKey, &EntityDraft)| {
        !draft.surfaces.is_empty() || matches!(key, EntityKey::Other(_))
    };
    let named = drafts.iter().filter(is_named);
    let mut open: Vec<&EntityKey> = named.map(|(key, _)| key).collect();
    let mut used = BTreeSet::new();
    while let Some(key) = open.pop() {
        if let Some(draft) = drafts.get(key)
            && used.insert(key.clone())
        {
            open.extend(&draft.parents);
        }
    }
    used
}

fn entity(draft: EntityDraft, name: Arc<str>, ids: &Ids) -> Entity {
    let surfaces = draft.surfaces.into_iter().map(|(text, (why, claims))| {
        let why = if text == name {
            NameReason::Canonical
        } else {
            why
        };
        Surface { text, why, claims }
    });
    let parents = draft.parents.iter().filter_map(|key| ids.get(key));
    Entity {
        kind: draft.kind,
        surfaces: surfaces.collect(),
        name,
        entry: draft.entry,
        category: draft.category,
        unknown: draft.unknown,
        position: draft.position,
        parents: parents.copied().collect(),
    }
}

/// The entities of nodes and of units.
struct Resolved {
    nodes: Vec<EntityId>,
    units: Vec<EntityId>,
}

impl Resolved {
    fn new(findings: &Findings, ids: &Ids) -> Self {
        let forest = &findings.places.forest;
        // Every head and every identity of a unit was drafted: there is always an id.
        let id = |key: EntityKey| ids.get(&key).copied().unwrap_or(EntityId(0));
        let nodes = 0..forest.nodes.len() as NodeId;
        let found = findings.found.iter();
        Self {
            nodes: nodes
                .map(|n| id(EntityKey::Place(forest.head(n))))
                .collect(),
            units: found.map(|f| id(findings.key(&f.identity))).collect(),
        }
    }

    /// The entities behind the names of all claims.
    fn claims(&self, survey: &Survey, placed: &PlacedClaims) -> Vec<ClaimNames> {
        let chains = placed.nodes.iter().map(|list| of(&self.nodes, list));
        let chains: Vec<List<EntityId>> = chains.collect();
        let groups = survey.lists.iter().map(|list| of(&self.units, list));
        let groups: Vec<List<EntityId>> = groups.collect();
        let assertions = survey.assertions.iter();
        let assertions: Vec<List<AssertionNames>> = assertions
            .map(|list| list.iter().map(|a| self.assertion(a, &groups)).collect())
            .collect();
        let claims = survey.claims.iter().map(|claim| ClaimNames {
            actors: groups[claim.actors as usize].clone(),
            place: chains[claim.place as usize].clone(),
            division: None,
            said_by: groups[claim.said_by as usize].clone(),
            assertions: assertions[claim.assertions as usize].clone(),
        });
        claims.collect()
    }

    fn assertion(&self, names: &AssertionUnits, groups: &[List<EntityId>]) -> AssertionNames {
        let unit = |unit: u32| self.units[unit as usize];
        AssertionNames {
            of: names.of.map(|of| match of {
                NameRef::Place(node) => self.nodes[node as usize],
                NameRef::Unit(number) => unit(number),
            }),
            value: names.value.map(unit),
            places: of(&self.nodes, &names.places),
            whom: names.whom.map(unit),
            said_by: groups[names.said_by as usize].clone(),
        }
    }
}

fn of(ids: &[EntityId], list: &[u32]) -> List<EntityId> {
    list.iter().map(|&n| ids[n as usize]).collect()
}
