//! What stands between entities: doubts, and whose organ an entity is.

use std::collections::{BTreeMap, BTreeSet};

use super::assemble::{EntryKeys, Findings, Key};
use super::identity::Identity;
use super::{Doubt, EntityId};

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
