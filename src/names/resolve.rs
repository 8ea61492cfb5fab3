//! From claims to resolved names.
//!
//! Evidence in order: the gazetteer, in context; a word more ("… fighters"); a state's forces; the
//! same words in another language; acronyms; likeness of sound. Whatever is ambiguous is left
//! apart, with a doubt.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::assemble::{Findings, assemble};
use super::fold::key;
use super::gazetteer::Gazetteer;
use super::group_likeness;
use super::groups::Groups;
use super::identity::{Doubtful, Found, Identity, Joins, SubjectKind};
use super::index::{Index, Lookup};
use super::persons;
use super::placed::Placed;
use super::places::settle;
use super::survey::Survey;
use super::texts::Texts;
use super::written::Written;
use super::{EntityId, Names};
use crate::claim::Claim;
use crate::codebook::{Codebook, SubjectType};

/// Resolves every name of `claims`.
pub fn resolve(claims: &[Claim], codebook: &Codebook, gazetteer: &Gazetteer) -> Names {
    let index = Index::new(gazetteer);
    let written = Written::of(claims, codebook);
    let (forest, chains) = Placed::of(&written);
    let places = settle(forest, &index);
    let survey = Survey::of(&written, &chains, &places.forest, &index);
    let (found, doubts) = find(&survey, &index, codebook);
    let findings = Findings {
        index: &index,
        codebook,
        places: &places,
        units: &survey.units,
        found: &found,
        doubts,
    };
    let mut names = assemble(&findings, &survey, &chains);
    names.outlets = outlets(claims, &names, &index, &survey);
    names
}

/// Finds what each name stands for.
fn find(survey: &Survey, index: &Index, codebook: &Codebook) -> (Vec<Found>, Doubtful) {
    let mut joins = Joins::default();
    let mut groups = Groups::new(index, codebook, &survey.contexts, &survey.units);
    let mut doubts = group_likeness::join(&groups, &mut joins);
    groups.acronyms(&joins);
    doubts.append(&mut groups.doubts);
    let mut found = groups.found;
    doubts.extend(persons::find(
        index,
        codebook,
        &survey.contexts,
        &survey.units,
        &mut found,
        &mut joins,
    ));
    let found = found
        .into_iter()
        .zip(&survey.units)
        .map(|(found, unit)| {
            let mut found = found.unwrap_or_else(|| thing(survey, index, unit));
            joins.follow(&mut found);
            found
        })
        .collect();
    for (a, b, _) in &mut doubts {
        *a = joins.resolve(a);
        *b = joins.resolve(b);
    }
    (found, doubts)
}

/// A thing is what its folded name says.
fn thing(survey: &Survey, index: &Index, unit: &super::identity::Unit) -> Found {
    let key = key(&unit.text);
    let context = &survey.contexts[unit.context as usize];
    if key.is_empty() {
        let text = unit.text.trim().to_owned();
        return Found {
            identity: Identity::Unknown(SubjectKind::from(unit.kind), text),
            why: super::Reason::Folded,
        };
    }
    let identity = match index.choose(index.names.get(&key), unit.kind, context) {
        Lookup::One(entry, _) => Identity::Entry(entry),
        _ => Identity::Name(SubjectKind::from(unit.kind), key),
    };
    Found {
        identity,
        why: super::Reason::Folded,
    }
}

/// The outlets that are entities too: listed ones, and those that take part in events.
fn outlets(
    claims: &[Claim],
    names: &Names,
    index: &Index,
    survey: &Survey,
) -> BTreeMap<Arc<str>, EntityId> {
    let mut by_key: HashMap<String, EntityId> = HashMap::new();
    let by_entry: HashMap<u32, EntityId> = names
        .entities
        .iter()
        .enumerate()
        .filter_map(|(i, e)| Some((e.entry?, EntityId(i as u32))))
        .collect();
    let actors: std::collections::HashSet<&str> = survey
        .units
        .iter()
        .filter(|u| u.actor)
        .map(|u| &*u.text)
        .collect();
    for (i, entity) in names.entities.iter().enumerate() {
        if entity.kind != SubjectType::Group || entity.unknown || entity.category.is_some() {
            continue;
        }
        for surface in entity.surfaces.iter().filter(|s| actors.contains(&*s.text)) {
            by_key
                .entry(key(&surface.text))
                .or_insert(EntityId(i as u32));
        }
    }
    let mut outlets = BTreeMap::new();
    let mut texts = Texts::default();
    let mut seen = 0;
    for claim in claims {
        if texts.number(&claim.outlet) < seen {
            continue;
        }
        seen += 1;
        if !outlets.contains_key(&claim.outlet) {
            let listed = index
                .named(&claim.outlet)
                .and_then(|entry| by_entry.get(&entry));
            let id = listed.or_else(|| by_key.get(&key(&claim.outlet))).copied();
            outlets.insert(Arc::clone(&claim.outlet), id);
        }
    }
    outlets
        .into_iter()
        .filter_map(|(name, id)| Some((name, id?)))
        .collect()
}
