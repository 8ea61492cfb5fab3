//! From what was found out of each name to entities, sorted, with ids that order does not change.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::assemble_links::{doubts, organs};
use super::draft::{Draft, drafts};
use super::identity::{Doubtful, Found, Identity, SubjectKind, Unit};
use super::index::Index;
use super::place_forest::NodeId;
use super::placed::Placed;
use super::places::Settled;
use super::relations::Relations;
use super::survey::{Heard, Number, Survey, number};
use super::{AssertionNames, ClaimNames, Entity, EntityId, List, Names, Reason, Surface};
use crate::codebook::Codebook;

/// What an entity will be made from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Key {
    /// A place of the forest, by its head.
    Place(NodeId),
    /// Anything else, and places that only a list of the gazetteer names.
    Other(Identity),
}

/// Everything that was found out.
pub(super) struct Findings<'a> {
    pub(super) index: &'a Index<'a>,
    pub(super) codebook: &'a Codebook,
    pub(super) places: &'a Settled,
    pub(super) units: &'a [Unit],
    pub(super) found: &'a [Found],
    pub(super) doubts: Doubtful,
}

/// Makes the entities, and turns the numbers of the survey into their ids.
pub(super) fn assemble(findings: &Findings, survey: &Survey, placed: &Placed) -> Names {
    let drafts = drafts(findings);
    let (entities, ids) = entities(drafts);
    let lookup = Lookup::new(findings, &ids);
    let mut names = Names {
        entities,
        claims: lookup.claims(survey, placed),
        doubts: doubts(findings, &ids),
        outlets: BTreeMap::new(),
        organs: organs(findings, &ids),
        relations: Relations::default(),
    };
    names.doubts.sort();
    names.doubts.dedup_by(|x, y| (x.a, x.b) == (y.a, y.b));
    names.relations = Relations::new(&names.entities, &names.doubts);
    names
}

/// The keys of entries: some are places of the forest.
pub(super) struct EntryKeys(HashMap<u32, NodeId>);

impl EntryKeys {
    /// Looks through the forest.
    pub(super) fn new(findings: &Findings) -> Self {
        let forest = &findings.places.forest;
        let listed = |n: NodeId| forest.nodes[n as usize].entry.map(|entry| (entry, n));
        // Of a name that lies in its like, the outermost, whatever the order of claims.
        let path = |n: NodeId| {
            let around = std::iter::once(n).chain(forest.above(n));
            let texts = around.map(|n| Arc::clone(&forest.nodes[n as usize].text));
            texts.collect::<Vec<_>>()
        };
        let mut keys: HashMap<u32, NodeId> = HashMap::new();
        for (entry, node) in forest.all_heads().into_iter().filter_map(listed) {
            let known = keys.entry(entry).or_insert(node);
            let key = |node| {
                let path = path(node);
                (path.len(), path)
            };
            if *known != node && key(node) < key(*known) {
                *known = node;
            }
        }
        Self(keys)
    }

    /// The key of an identity.
    pub(super) fn key(&self, identity: &Identity) -> Key {
        match identity {
            Identity::Entry(entry) => match self.0.get(entry) {
                Some(&node) => Key::Place(node),
                None => Key::Other(identity.clone()),
            },
            _ => Key::Other(identity.clone()),
        }
    }
}

/// Sorts the drafts, and gives each its id.
fn entities(drafts: BTreeMap<Key, Draft>) -> (Vec<Entity>, BTreeMap<Key, EntityId>) {
    let used = used(&drafts);
    let mut sorted: Vec<(Key, Draft, Arc<str>)> = drafts
        .into_iter()
        .filter(|(key, _)| used.contains(key))
        .map(|(key, draft)| {
            let name = draft.canonical();
            (key, draft, name)
        })
        .collect();
    sorted.sort_by(order);
    let ids: BTreeMap<Key, EntityId> = sorted
        .iter()
        .enumerate()
        .map(|(i, (key, ..))| (key.clone(), EntityId(i as u32)))
        .collect();
    let entities = sorted
        .into_iter()
        .map(|(_, draft, name)| entity(&draft, name, &ids))
        .collect();
    (entities, ids)
}

/// The order of entities: by kind, name, detail, spellings and entry.
fn order(a: &(Key, Draft, Arc<str>), b: &(Key, Draft, Arc<str>)) -> Ordering {
    let kind = |draft: &Draft| draft.kind.unwrap_or(SubjectKind::Group);
    let ((_, x, x_name), (_, y, y_name)) = (a, b);
    (kind(x), x_name, &x.detail)
        .cmp(&(kind(y), y_name, &y.detail))
        .then_with(|| x.surfaces.keys().cmp(y.surfaces.keys()))
        .then(x.entry.cmp(&y.entry))
}

/// The keys of entities that claims name, and of what holds those.
fn used(drafts: &BTreeMap<Key, Draft>) -> BTreeSet<Key> {
    let mut open: Vec<Key> = drafts
        .iter()
        .filter(|(key, draft)| !draft.surfaces.is_empty() || matches!(key, Key::Other(_)))
        .map(|(key, _)| key.clone())
        .collect();
    let mut used = BTreeSet::new();
    while let Some(key) = open.pop() {
        if let Some(draft) = drafts.get(&key) {
            open.extend(draft.parents.iter().filter(|p| !used.contains(*p)).cloned());
            used.insert(key);
        }
    }
    used
}

fn entity(draft: &Draft, name: Arc<str>, ids: &BTreeMap<Key, EntityId>) -> Entity {
    let surfaces = draft
        .surfaces
        .iter()
        .map(|(text, (why, claims))| Surface {
            text: Arc::clone(text),
            why: if *text == name {
                Reason::Canonical
            } else {
                why.clone()
            },
            claims: *claims,
        })
        .collect();
    Entity {
        kind: draft.kind.unwrap_or(SubjectKind::Group).into(),
        name,
        surfaces,
        entry: draft.entry,
        category: draft.category,
        unknown: draft.unknown,
        position: draft.position,
        parents: draft
            .parents
            .iter()
            .filter_map(|key| ids.get(key).copied())
            .collect(),
    }
}

/// Turns the survey's numbers into ids.
struct Lookup {
    nodes: Vec<EntityId>,
    units: Vec<EntityId>,
}

impl Lookup {
    fn new(findings: &Findings, ids: &BTreeMap<Key, EntityId>) -> Self {
        let entries = EntryKeys::new(findings);
        let forest = &findings.places.forest;
        let id = |key: &Key| ids.get(key).copied().unwrap_or(EntityId(0));
        Self {
            nodes: (0..forest.nodes.len() as NodeId)
                .map(|n| id(&Key::Place(forest.head(n))))
                .collect(),
            units: findings
                .found
                .iter()
                .map(|f| id(&entries.key(&f.identity)))
                .collect(),
        }
    }

    fn one(&self, id: EntityId) -> EntityId {
        match number(id) {
            Number::Place(node) => self.nodes[node as usize],
            Number::Unit(unit) => self.units[unit as usize],
        }
    }

    /// The entities behind the names of all claims.
    fn claims(&self, survey: &Survey, placed: &Placed) -> Vec<ClaimNames> {
        let of = |ids: &[EntityId], list: &[u32]| list.iter().map(|&n| ids[n as usize]).collect();
        let chains: Vec<List<EntityId>> = placed.nodes.iter().map(|l| of(&self.nodes, l)).collect();
        let groups: Vec<List<EntityId>> = survey.lists.iter().map(|l| of(&self.units, l)).collect();
        let heard: Vec<List<AssertionNames>> = survey
            .heard
            .iter()
            .map(|list| list.iter().map(|h| self.assertion(h, &groups)).collect())
            .collect();
        let claims = survey.claims.iter();
        claims
            .map(|claim| ClaimNames {
                actors: groups[claim.actors as usize].clone(),
                place: chains[claim.place as usize].clone(),
                said_by: groups[claim.said_by as usize].clone(),
                assertions: heard[claim.heard as usize].clone(),
            })
            .collect()
    }

    fn assertion(&self, heard: &Heard, groups: &[List<EntityId>]) -> AssertionNames {
        AssertionNames {
            of: heard.of.map(|id| self.one(id)),
            value: heard.value.map(|id| self.one(id)),
            whom: heard.whom.map(|id| self.one(id)),
            places: heard.places.iter().map(|&id| self.one(id)).collect(),
            said_by: groups[heard.said_by as usize].clone(),
        }
    }
}
