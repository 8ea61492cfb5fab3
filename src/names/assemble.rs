//! From what was found out of each name to entities, sorted, with ids that order does not change.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::identity::{Doubtful, Found, Identity, SubjectKind, Unit};
use super::index::Index;
use super::place_forest::{Forest, NodeId};
use super::places::{Settled, Why};
use super::survey::{Number, number};
use super::{AssertionNames, ClaimNames, Doubt, Entity, EntityId, Names, Reason, Surface};
use crate::claim::Position;
use crate::codebook::Codebook;

/// What an entity will be made from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Key {
    /// A place of the forest, by its head.
    Place(NodeId),
    /// Anything else, and places that only a list of the gazetteer names.
    Other(Identity),
}

/// An entity in the making.
#[derive(Debug, Default)]
struct Draft {
    surfaces: BTreeMap<Arc<str>, (Reason, u32)>,
    /// The name from a list, if it is from one.
    name: Option<Arc<str>>,
    entry: Option<u32>,
    category: Option<u16>,
    unknown: bool,
    position: Option<Position>,
    parents: BTreeSet<Key>,
    /// Tells entities of one name apart, in sorting.
    detail: String,
    kind: Option<SubjectKind>,
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

/// Makes the entities, and turns the numbers in `claims` into their ids.
pub(super) fn assemble(findings: &Findings, mut claims: Vec<ClaimNames>) -> Names {
    let drafts = drafts(findings);
    let (entities, ids) = entities(drafts);
    let lookup = Lookup::new(findings, &ids);
    for claim in &mut claims {
        lookup.claim(claim);
    }
    let mut names = Names {
        entities,
        claims,
        doubts: doubts(findings, &ids),
        outlets: BTreeMap::new(),
        organs: organs(findings, &ids),
    };
    names.doubts.sort();
    names.doubts.dedup_by(|x, y| (x.a, x.b) == (y.a, y.b));
    names
}

fn drafts(findings: &Findings) -> BTreeMap<Key, Draft> {
    let mut drafts: BTreeMap<Key, Draft> = BTreeMap::new();
    let entries = EntryKeys::new(findings);
    let forest = &findings.places.forest;
    for node in 0..forest.nodes.len() as NodeId {
        add_node(&mut drafts, findings, node);
    }
    for (unit, found) in findings.units.iter().zip(findings.found) {
        let key = entries.key(&found.identity);
        let draft = drafts.entry(key).or_default();
        describe(draft, findings, &found.identity);
        draft.add(&unit.text, &found.why, unit.claims);
    }
    add_listed_holders(&mut drafts, findings, &entries);
    drafts
}

/// The keys of entries: some are places of the forest.
struct EntryKeys(HashMap<u32, NodeId>);

impl EntryKeys {
    fn new(findings: &Findings) -> Self {
        let forest = &findings.places.forest;
        let listed = |n: NodeId| forest.nodes[n as usize].entry.map(|entry| (entry, n));
        Self(
            forest
                .all_heads()
                .into_iter()
                .rev()
                .filter_map(listed)
                .collect(),
        )
    }

    fn key(&self, identity: &Identity) -> Key {
        match identity {
            Identity::Entry(entry) => match self.0.get(entry) {
                Some(&node) => Key::Place(node),
                None => Key::Other(identity.clone()),
            },
            _ => Key::Other(identity.clone()),
        }
    }
}

fn add_node(drafts: &mut BTreeMap<Key, Draft>, findings: &Findings, node: NodeId) {
    let forest = &findings.places.forest;
    let head = forest.head(node);
    let draft = drafts.entry(Key::Place(head)).or_default();
    let written = &forest.nodes[node as usize];
    if written.claims > 0 {
        draft.add(&written.text, &place_reason(findings, node), written.claims);
    }
    let least = |a: Option<Position>, b: Option<Position>| match (a, b) {
        (Some(a), Some(b))
            if b.lat
                .total_cmp(&a.lat)
                .then(b.lon.total_cmp(&a.lon))
                .is_lt() =>
        {
            Some(b)
        }
        (a, b) => a.or(b),
    };
    let listed = written
        .geo
        .map(|n| findings.index.gazetteer.places[n as usize].position);
    draft.position = least(draft.position, listed.or(written.position));
    draft.kind = Some(SubjectKind::Place);
    if node == head {
        draft.entry = written.entry;
        draft.parents.extend(forest.parent(head).map(Key::Place));
        draft.detail = around(forest, head);
        if written.claims == 0 && written.entry.is_none() {
            draft.name = Some(Arc::clone(&written.text));
        }
    }
}

/// What a place lies in, or, for one named alone, what it was named beside; as words.
fn around(forest: &Forest, head: NodeId) -> String {
    let scope = forest.nodes[head as usize].scope;
    let up = forest.ancestors(scope.unwrap_or(head));
    let all = scope.into_iter().chain(up);
    all.map(|n| &*forest.nodes[forest.head(n) as usize].text)
        .collect::<Vec<_>>()
        .join(",")
}

fn place_reason(findings: &Findings, node: NodeId) -> Reason {
    let text = |n: NodeId| Arc::clone(&findings.places.forest.nodes[n as usize].text);
    match &findings.places.why[node as usize] {
        Why::Listed(context) => Reason::Gazetteer {
            context: context.clone(),
        },
        Why::Like(of, score) => Reason::Spelling {
            of: text(*of),
            likeness: (score * 1000.0).round() as u16,
        },
        Why::Holds(of, places) => Reason::Holds {
            of: text(*of),
            places: *places,
        },
        Why::Only(of) => Reason::Part { of: text(*of) },
        Why::Name if findings.places.forest.name(node).stripped => Reason::Descriptor {
            of: text(findings.places.forest.head(node)),
        },
        Why::Name => Reason::Folded,
    }
}

/// What an identity says of its entity beyond the spellings.
fn describe(draft: &mut Draft, findings: &Findings, identity: &Identity) {
    match identity {
        Identity::Entry(number) => {
            let entry = findings.index.entry(*number);
            draft.entry = Some(*number);
            draft.kind = Some(entry.kind.into());
        }
        Identity::Category(number) => {
            let name = findings
                .codebook
                .categories()
                .get(usize::from(*number))
                .map(|c| c.name.as_str());
            draft.category = Some(*number);
            draft.name = name.map(Arc::from);
        }
        Identity::Forces(country) => {
            draft.detail = country.name().to_owned();
        }
        Identity::Name(kind, key) => {
            draft.detail.clone_from(key);
            draft.kind = Some(*kind);
        }
        Identity::Unknown(kind, key) => {
            draft.detail.clone_from(key);
            draft.kind = Some(*kind);
            draft.unknown = true;
        }
    }
    if let Some(entry) = draft.entry {
        let entry = findings.index.entry(entry);
        draft.name = Some(Arc::clone(&entry.name));
        draft.position = entry.position.or(draft.position);
    }
}

/// Adds the entries that hold, or that are spoken for by, an entity met in the claims.
fn add_listed_holders(drafts: &mut BTreeMap<Key, Draft>, findings: &Findings, entries: &EntryKeys) {
    let mut open: Vec<u32> = drafts.values().filter_map(|d| d.entry).collect();
    let mut seen: BTreeSet<u32> = open.iter().copied().collect();
    while let Some(number) = open.pop() {
        let own = entries.key(&Identity::Entry(number));
        describe(
            drafts.entry(own.clone()).or_default(),
            findings,
            &Identity::Entry(number),
        );
        let entry = findings.index.entry(number);
        for name in entry.parents.iter().chain(&entry.organ_of) {
            let Some(holder) = findings.index.named(name).filter(|&h| h != number) else {
                continue;
            };
            let key = entries.key(&Identity::Entry(holder));
            describe(
                drafts.entry(key.clone()).or_default(),
                findings,
                &Identity::Entry(holder),
            );
            let is_place = matches!(own, Key::Place(_));
            if entry.parents.contains(name) && !is_place {
                drafts.entry(own.clone()).or_default().parents.insert(key);
            }
            if seen.insert(holder) {
                open.push(holder);
            }
        }
    }
}

impl Draft {
    fn add(&mut self, text: &Arc<str>, why: &Reason, claims: u32) {
        let surface = self
            .surfaces
            .entry(Arc::clone(text))
            .or_insert_with(|| (why.clone(), 0));
        surface.1 += claims;
        if *why < surface.0 {
            surface.0 = why.clone();
        }
    }

    /// The canonical name: a list's, or else the spelling that most claims use.
    fn canonical(&self) -> Arc<str> {
        let most = || {
            let most = self
                .surfaces
                .iter()
                .max_by_key(|(text, (_, claims))| (*claims, Reverse(*text)));
            most.map_or_else(
                || Arc::from(self.detail.as_str()),
                |(text, _)| Arc::clone(text),
            )
        };
        self.name.clone().unwrap_or_else(most)
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
    sorted.sort_by(|a, b| order(a).cmp(&order(b)));
    let ids: BTreeMap<Key, EntityId> = sorted
        .iter()
        .enumerate()
        .map(|(i, (key, ..))| (key.clone(), EntityId(i as u32)))
        .collect();
    let entities = sorted
        .into_iter()
        .map(|(_, draft, name)| entity(draft, name, &ids))
        .collect();
    (entities, ids)
}

type Order<'a> = (SubjectKind, &'a str, &'a str, Vec<&'a str>, Option<u32>);

fn order((_, draft, name): &(Key, Draft, Arc<str>)) -> Order<'_> {
    let kind = draft.kind.unwrap_or(SubjectKind::Group);
    (
        kind,
        name,
        &draft.detail,
        draft.surfaces.keys().map(|s| &**s).collect(),
        draft.entry,
    )
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

fn entity(draft: Draft, name: Arc<str>, ids: &BTreeMap<Key, EntityId>) -> Entity {
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

    fn one(&self, id: &mut EntityId) {
        *id = match number(*id) {
            Number::Place(node) => self.nodes[node as usize],
            Number::Unit(unit) => self.units[unit as usize],
        };
    }

    fn claim(&self, names: &mut ClaimNames) {
        let header = names
            .actors
            .iter_mut()
            .chain(&mut names.place)
            .chain(&mut names.said_by);
        header.for_each(|id| self.one(id));
        names
            .assertions
            .iter_mut()
            .for_each(|names| self.assertion(names));
    }

    fn assertion(&self, names: &mut AssertionNames) {
        let one = names
            .of
            .iter_mut()
            .chain(&mut names.value)
            .chain(&mut names.whom);
        let many = names.places.iter_mut().chain(&mut names.said_by);
        one.chain(many).for_each(|id| self.one(id));
    }
}

fn doubts(findings: &Findings, ids: &BTreeMap<Key, EntityId>) -> Vec<Doubt> {
    let entries = EntryKeys::new(findings);
    let forest = &findings.places.forest;
    let places = findings.places.doubts.iter().map(|(a, b, why)| {
        (
            Key::Place(forest.head(*a)),
            Key::Place(forest.head(*b)),
            why.clone(),
        )
    });
    let others = findings
        .doubts
        .iter()
        .map(|(a, b, why)| (entries.key(a), entries.key(b), why.clone()));
    let listed = listed_doubts(findings, &entries);
    let apart = apart(findings, &entries);
    places
        .chain(others)
        .chain(listed)
        .filter(|(a, b, _)| {
            !apart.contains(&(a.clone(), b.clone())) && !apart.contains(&(b.clone(), a.clone()))
        })
        .filter_map(|(a, b, why)| {
            let (a, b) = (*ids.get(&a)?, *ids.get(&b)?);
            (a != b).then(|| Doubt {
                a: a.min(b),
                b: a.max(b),
                why,
            })
        })
        .collect()
}

/// The gazetteer's own doubts.
fn listed_doubts(findings: &Findings, entries: &EntryKeys) -> Vec<(Key, Key, String)> {
    let mut doubts = Vec::new();
    for (number, entry) in findings.index.gazetteer.entries.iter().enumerate() {
        for possible in &entry.possibly {
            let Some(other) = findings.index.named(&possible.name) else {
                continue;
            };
            let why = match &possible.why {
                Some(why) => format!(
                    "the gazetteer says that \"{}\" may be \"{}\": {why}",
                    entry.name, possible.name
                ),
                None => format!(
                    "the gazetteer says that \"{}\" may be \"{}\"",
                    entry.name, possible.name
                ),
            };
            doubts.push((
                entries.key(&Identity::Entry(number as u32)),
                entries.key(&Identity::Entry(other)),
                why,
            ));
        }
    }
    doubts
}

/// Pairs that the gazetteer says are two.
fn apart(findings: &Findings, entries: &EntryKeys) -> BTreeSet<(Key, Key)> {
    let mut apart = BTreeSet::new();
    for (number, entry) in findings.index.gazetteer.entries.iter().enumerate() {
        for other in entry
            .distinct_from
            .iter()
            .filter_map(|name| findings.index.named(name))
        {
            let key = |n: u32| entries.key(&Identity::Entry(n));
            apart.insert((key(number as u32), key(other)));
        }
    }
    apart
}

fn organs(findings: &Findings, ids: &BTreeMap<Key, EntityId>) -> BTreeMap<EntityId, EntityId> {
    let entries = EntryKeys::new(findings);
    let id = |n: u32| ids.get(&entries.key(&Identity::Entry(n))).copied();
    let mut organs = BTreeMap::new();
    for (number, entry) in findings.index.gazetteer.entries.iter().enumerate() {
        let body = entry
            .organ_of
            .as_ref()
            .and_then(|name| findings.index.named(name));
        if let (Some(organ), Some(body)) = (id(number as u32), body.and_then(id)) {
            organs.insert(organ, body);
        }
    }
    organs
}
