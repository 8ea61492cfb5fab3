//! Gathers names of groups that sound alike.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hashbrown::HashMap;

use super::Reason;
use super::centre::{Item, gather};
use super::countries::Country;
use super::group_name::GroupName;
use super::groups::Groups;
use super::identity::{Doubtful, Identity, Joins};
use super::phonetic::skeleton_keys;
use crate::codebook::SubjectType;

/// A name that another may be like.
struct Candidate {
    identity: Identity,
    text: Arc<str>,
    names: Vec<GroupName>,
    claims: u32,
    /// Where it was met; `None` in it: in no known country.
    roots: BTreeSet<Option<Country>>,
}

/// Joins unlisted names with the listed or commoner ones that they are like.
pub(super) fn join(groups: &Groups, joins: &mut Joins) -> Doubtful {
    let mut candidates = listed(groups);
    candidates.extend(unlisted(groups));
    let mut sounds = HashMap::new();
    let items: Vec<Item> = candidates.iter().map(|c| item(c, &mut sounds)).collect();
    let found = gather(&items, |a, b| like(&candidates[a], &candidates[b]));
    for (a, b, score) in found.joins {
        let why = Reason::Spelling {
            of: Arc::clone(&candidates[b].text),
            likeness: (score * 1000.0).round() as u16,
        };
        joins.add(
            candidates[a].identity.clone(),
            candidates[b].identity.clone(),
            why,
        );
    }
    found
        .doubts
        .into_iter()
        .map(|(a, b, score)| {
            let (a, b) = (&candidates[a], &candidates[b]);
            let why = format!(
                "\"{}\" and \"{}\" sound alike ({:.0} %), which is too little to call them one",
                a.text,
                b.text,
                score * 100.0
            );
            (a.identity.clone(), b.identity.clone(), why)
        })
        .collect()
}

/// The groups of the gazetteer, under all the names that are tied to no context.
fn listed(groups: &Groups) -> Vec<Candidate> {
    let entries = groups.index.gazetteer.entries.iter().enumerate();
    entries
        .filter(|(_, entry)| entry.kind == SubjectType::Group)
        .map(|(number, entry)| {
            let free = entry
                .aliases
                .iter()
                .filter(|a| a.context.is_empty())
                .map(|a| &a.name);
            let names = std::iter::once(&entry.name)
                .chain(free)
                .map(|name| GroupName::new(name));
            Candidate {
                identity: Identity::Entry(number as u32),
                text: Arc::clone(&entry.name),
                names: names.filter(|name| name.acronym.is_none()).collect(),
                claims: 0,
                roots: BTreeSet::new(),
            }
        })
        .collect()
}

/// The unlisted names that say which group they mean, under their commonest spelling.
fn unlisted(groups: &Groups) -> Vec<Candidate> {
    let mut texts: BTreeMap<&Identity, BTreeMap<&Arc<str>, u32>> = BTreeMap::new();
    for (unit, found) in groups.units.iter().zip(&groups.found) {
        let Some(found) = found else { continue };
        let name = &groups.parsed[&unit.text];
        let spelt = name.acronym.is_none() || name.spoken().is_some();
        if matches!(found.identity, Identity::Name(..)) && spelt && !name.generic {
            *texts
                .entry(&found.identity)
                .or_default()
                .entry(&unit.text)
                .or_default() += unit.claims;
        }
    }
    let mut roots = groups.roots();
    texts
        .into_iter()
        .filter_map(|(identity, texts)| {
            let claims = texts.values().sum();
            let text = texts
                .into_iter()
                .max_by_key(|&(text, n)| (n, std::cmp::Reverse(text)))?
                .0;
            Some(Candidate {
                identity: identity.clone(),
                text: Arc::clone(text),
                names: vec![spelt(&groups.parsed[text])],
                claims,
                roots: roots.remove(identity).unwrap_or_default(),
            })
        })
        .collect()
}

fn spelt(name: &GroupName) -> GroupName {
    name.spoken().unwrap_or_else(|| name.clone())
}

fn item(candidate: &Candidate, sounds: &mut HashMap<String, u32>) -> Item {
    let skeletons = candidate.names.iter().map(GroupName::skeleton);
    let mut keys: Vec<u32> = skeletons
        .flat_map(|skeleton| skeleton_keys(&skeleton))
        .map(|key| {
            let next = sounds.len() as u32;
            *sounds.entry(key).or_insert(next)
        })
        .collect();
    keys.sort_unstable();
    keys.dedup();
    Item {
        listed: matches!(candidate.identity, Identity::Entry(_)),
        claims: candidate.claims,
        name: Arc::clone(&candidate.text),
        keys,
    }
}

/// Likeness of the likest of their names; unlisted ones must have been met in one country.
fn like(a: &Candidate, b: &Candidate) -> f64 {
    let met = a.roots.is_empty()
        || b.roots.is_empty()
        || a.roots.contains(&None)
        || b.roots.contains(&None)
        || !a.roots.is_disjoint(&b.roots);
    if !met {
        return 0.0;
    }
    let pairs = a
        .names
        .iter()
        .flat_map(|x| b.names.iter().map(move |y| x.likeness(y)));
    pairs.fold(0.0, f64::max)
}
