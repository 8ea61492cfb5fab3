//! What stands between entities: doubts, and whose organ an entity is.

use std::collections::{BTreeMap, BTreeSet};

use super::{EntityKey, Findings, Ids};
use crate::codebook::SubjectType;
use crate::names::forest::NodeId;
use crate::names::gazetteer::GazetteerEntry;
use crate::names::kind::place::PlaceName;
use crate::names::words::key;
use crate::names::{Doubt, EntityId};

/// All doubts, those of the gazetteer and those of resolution, but for what the gazetteer decides.
pub(super) fn doubts(findings: &Findings, ids: &Ids) -> Vec<Doubt> {
    let head = |node: NodeId| EntityKey::Place(findings.places.forest.head(node));
    let places = findings.places.doubts.iter();
    let places = places.map(|(a, b, why)| (head(*a), head(*b), why.clone()));
    let others = findings.doubts.iter();
    let others = others.map(|(a, b, why)| (findings.key(a), findings.key(b), why.clone()));
    let apart = apart(findings);
    let all = places.chain(others).chain(listed_doubts(findings));
    let doubts = all.filter_map(|(a, b, why)| {
        let (x, y) = (*ids.get(&a)?, *ids.get(&b)?);
        let doubt = Doubt {
            a: x.min(y),
            b: x.max(y),
            why,
        };
        let two = apart.contains(&(a.clone(), b.clone())) || apart.contains(&(b, a));
        (x != y && !two).then_some(doubt)
    });
    doubts.collect()
}

/// The entries of the gazetteer, by number.
fn listed<'a>(findings: &'a Findings) -> impl Iterator<Item = (u32, &'a GazetteerEntry)> {
    (0..).zip(&findings.evidence.index.gazetteer.entries)
}

/// The gazetteer's own doubts.
fn listed_doubts(findings: &Findings) -> Vec<(EntityKey, EntityKey, String)> {
    let mut doubts = Vec::new();
    let unlisted = met(findings);
    for (number, entry) in listed(findings) {
        for possible in &entry.possibly {
            let named = findings.evidence.index.named(&possible.name);
            let listed = named.map(|other| vec![findings.key_of_entry(other)]);
            let others = listed.unwrap_or_else(|| {
                let key = (entry.kind, key_of(entry.kind, &possible.name));
                unlisted.get(&key).cloned().unwrap_or_default()
            });
            let (name, other) = (&entry.name, &possible.name);
            let mut why = format!("the gazetteer says that \"{name}\" may be \"{other}\"");
            if let Some(reason) = &possible.why {
                why = format!("{why}: {reason}");
            }
            let own = findings.key_of_entry(number);
            let others = others.into_iter();
            doubts.extend(others.map(|other| (own.clone(), other, why.clone())));
        }
    }
    doubts
}

/// Entities met in the claims under names that the gazetteer only mentions, by kind and key.
fn met(findings: &Findings) -> BTreeMap<(SubjectType, String), Vec<EntityKey>> {
    let mut met: BTreeMap<(SubjectType, String), Vec<EntityKey>> = BTreeMap::new();
    for (_, entry) in listed(findings) {
        for possible in &entry.possibly {
            if findings.evidence.index.named(&possible.name).is_none() {
                let key = key_of(entry.kind, &possible.name);
                met.entry((entry.kind, key)).or_default();
            }
        }
    }
    if met.is_empty() {
        return met;
    }
    for (unit, found) in findings.evidence.units.iter().zip(&findings.found) {
        if let Some(keys) = met.get_mut(&(unit.kind, key_of(unit.kind, &unit.text))) {
            keys.push(findings.key(&found.identity));
        }
    }
    let forest = &findings.places.forest;
    for node in 0..forest.nodes.len() as NodeId {
        let key = forest.name(node).key.clone();
        if let Some(keys) = met.get_mut(&(SubjectType::Place, key)) {
            keys.push(EntityKey::Place(forest.head(node)));
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
fn apart(findings: &Findings) -> BTreeSet<(EntityKey, EntityKey)> {
    let pairs = listed(findings).flat_map(|(number, entry)| {
        let others = entry.distinct_from.iter();
        let others = others.filter_map(|name| findings.evidence.index.named(name));
        others.map(move |other| (findings.key_of_entry(number), findings.key_of_entry(other)))
    });
    pairs.collect()
}

/// Entities that speak for others.
pub(super) fn organs(findings: &Findings, ids: &Ids) -> BTreeMap<EntityId, EntityId> {
    let id = |n: u32| ids.get(&findings.key_of_entry(n)).copied();
    let organs = listed(findings).filter_map(|(number, entry)| {
        let body = findings.evidence.index.named(entry.organ_of.as_ref()?)?;
        Some((id(number)?, id(body)?))
    });
    organs.collect()
}
