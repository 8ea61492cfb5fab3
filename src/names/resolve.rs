//! From claims to resolved names.
//!
//! Evidence in order: the gazetteer, in context; a word more ("… fighters"); a state's forces; the
//! same words in another language; acronyms; likeness of sound. Whatever is ambiguous is left
//! apart, with a doubt.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::entities::{Findings, assemble};
use super::forest::settle::settle;
use super::gazetteer::Gazetteer;
use super::gazetteer::index::GazetteerIndex;
use super::identity::{Doubtful, Identified, Identity, Joins, NameUnit};
use super::interner::Texts;
use super::kind::{Knowledge, group, person};
use super::survey::Survey;
use super::survey::placed::PlacedClaims;
use super::survey::written::Written;
use super::words::key;
use super::{ClaimNames, Division, Entity, EntityId, NameReason, Names};
use crate::claim::Claim;
use crate::codebook::{Codebook, SubjectType};

/// Resolves every name of `claims`.
pub fn resolve(claims: &[Claim], codebook: &Codebook, gazetteer: &Gazetteer) -> Names {
    resolve_counting(claims, claims.len(), codebook, gazetteer)
}

/// Resolves every name of `claims`, of which only so many, the first, count among those who write it.
pub(crate) fn resolve_counting(
    claims: &[Claim],
    counted: usize,
    codebook: &Codebook,
    gazetteer: &Gazetteer,
) -> Names {
    let index = GazetteerIndex::new(gazetteer);
    let written = Written::of(claims, codebook, counted);
    let (forest, chains) = PlacedClaims::of(&written);
    let places = settle(forest, &index);
    let survey = Survey::of(&written, &chains, &places.forest, &index);
    let evidence = Knowledge {
        index: &index,
        codebook,
        contexts: &survey.contexts,
        units: &survey.units,
    };
    let findings = Findings::new(evidence, &places, find(&evidence));
    let mut names = assemble(&findings, &survey, &chains);
    names.outlets = outlets(claims, &names, &index, &survey);
    note_divisions(claims, &mut names.claims);
    names
}

/// Notes in which state or province each claim puts its event; each chain of names is read once.
fn note_divisions(claims: &[Claim], names: &mut [ClaimNames]) {
    let mut known: HashMap<&[Arc<str>], Option<Division>> = HashMap::new();
    for (claim, names) in claims.iter().zip(names) {
        if let Some(place) = &claim.event.place {
            let read = || Division::around(&place.names);
            names.division = *known.entry(&place.names).or_insert_with(read);
        }
    }
}

/// Finds what each name stands for.
fn find(evidence: &Knowledge) -> (Vec<Identified>, Doubtful) {
    let mut joins = Joins::default();
    let (mut found, mut doubts) = group::find(evidence, &mut joins);
    doubts.extend(person::find(evidence, &mut found, &mut joins));
    let units = evidence.units.iter().zip(found);
    let found = units.map(|(unit, found)| {
        let mut found = found.unwrap_or_else(|| thing(evidence, unit));
        joins.follow(&mut found);
        found
    });
    let found = found.collect();
    for (a, b, _) in &mut doubts {
        *a = joins.resolve(a);
        *b = joins.resolve(b);
    }
    (found, doubts)
}

/// A thing is what its folded name says.
fn thing(evidence: &Knowledge, unit: &NameUnit) -> Identified {
    let key = key(&unit.text);
    let index = evidence.index;
    let listed = || {
        let listings = index.names.get(&key);
        index
            .choose(listings, unit.kind, evidence.context(unit))
            .one()
    };
    let identity = match listed() {
        _ if key.is_empty() => Identity::Unknown(unit.kind, unit.text.trim().to_owned()),
        Some(entry) => Identity::Entry(entry),
        None => Identity::Name(unit.kind, key),
    };
    Identified::new(identity, NameReason::Folded)
}

/// The outlets that are entities too: listed ones, and those that take part in events.
fn outlets(
    claims: &[Claim],
    names: &Names,
    index: &GazetteerIndex,
    survey: &Survey,
) -> BTreeMap<Arc<str>, EntityId> {
    let entities = || names.entities.iter().zip((0..).map(EntityId));
    let entries = entities().filter_map(|(entity, id)| Some((entity.entry?, id)));
    let by_entry: HashMap<u32, EntityId> = entries.collect();
    let actors = survey.units.iter().filter(|unit| unit.actor);
    let actors: HashSet<&str> = actors.map(|unit| &*unit.text).collect();
    let is_named = |entity: &Entity| {
        entity.kind == SubjectType::Group && !entity.unknown && entity.category.is_none()
    };
    let mut by_key: HashMap<String, EntityId> = HashMap::new();
    for (entity, id) in entities().filter(|(entity, _)| is_named(entity)) {
        for surface in entity.surfaces.iter().filter(|s| actors.contains(&*s.text)) {
            by_key.entry(key(&surface.text)).or_insert(id);
        }
    }
    let mut texts = Texts::default();
    for claim in claims {
        texts.number(&claim.outlet);
    }
    let outlets = texts.iter().filter_map(|outlet| {
        let entry = index.named(outlet);
        let listed = entry.and_then(|entry| by_entry.get(&entry));
        let id = listed.or_else(|| by_key.get(&key(outlet)))?;
        Some((Arc::clone(outlet), *id))
    });
    outlets.collect()
}
