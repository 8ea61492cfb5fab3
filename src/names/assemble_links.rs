//! What stands between entities: doubts, and whose organ an entity is.

use std::collections::{BTreeMap, BTreeSet};

use super::assemble::{EntryKeys, Findings, Key};
use super::fold::key;
use super::identity::{Identity, SubjectKind};
use super::place_forest::NodeId;
use super::place_name::PlaceName;
use super::{Doubt, EntityId};
use crate::codebook::SubjectType;

/// All doubts, those of the gazetteer and those of resolution, but for what the gazetteer decides.
pub(super) fn doubts(findings: &Findings, ids: &BTreeMap<Key, EntityId>) -> Vec<Doubt> {
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
    let unlisted = met(findings, entries);
    for (number, entry) in findings.index.gazetteer.entries.iter().enumerate() {
        for possible in &entry.possibly {
            let others = match findings.index.named(&possible.name) {
                Some(other) => vec![entries.key(&Identity::Entry(other))],
                None => unlisted
                    .get(&(
                        SubjectKind::from(entry.kind),
                        key_of(entry.kind, &possible.name),
                    ))
                    .cloned()
                    .unwrap_or_default(),
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
            let own = entries.key(&Identity::Entry(number as u32));
            doubts.extend(
                others
                    .into_iter()
                    .map(|other| (own.clone(), other, why.clone())),
            );
        }
    }
    doubts
}

/// Entities met in the claims under names that the gazetteer only mentions, by kind and key.
fn met(findings: &Findings, entries: &EntryKeys) -> BTreeMap<(SubjectKind, String), Vec<Key>> {
    let mut met: BTreeMap<(SubjectKind, String), Vec<Key>> = BTreeMap::new();
    for entry in &findings.index.gazetteer.entries {
        let kind = SubjectKind::from(entry.kind);
        for possible in &entry.possibly {
            if findings.index.named(&possible.name).is_none() {
                met.entry((kind, key_of(entry.kind, &possible.name)))
                    .or_default();
            }
        }
    }
    if met.is_empty() {
        return met;
    }
    for (unit, found) in findings.units.iter().zip(findings.found) {
        if let Some(keys) = met.get_mut(&(unit.kind.into(), key_of(unit.kind, &unit.text))) {
            keys.push(entries.key(&found.identity));
        }
    }
    let forest = &findings.places.forest;
    for node in 0..forest.nodes.len() as NodeId {
        let key = forest.name(node).key.clone();
        if let Some(keys) = met.get_mut(&(SubjectKind::Place, key)) {
            keys.push(Key::Place(forest.head(node)));
        }
    }
    met
}

/// What a name of a kind is looked for under.
fn key_of(kind: SubjectType, name: &str) -> String {
    match kind {
        SubjectType::Place => PlaceName::new(name).key,
        _ => key(name),
    }
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

/// Entities that speak for others.
pub(super) fn organs(
    findings: &Findings,
    ids: &BTreeMap<Key, EntityId>,
) -> BTreeMap<EntityId, EntityId> {
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
