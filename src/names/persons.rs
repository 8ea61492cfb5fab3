//! Which names of persons are names of one person.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Reason;
use super::context::Context;
use super::group_name::GroupName;
use super::groups::category;
use super::identity::{Doubtful, Found, Identity, Joins, SubjectKind, Unit};
use super::index::{Index, Lookup};
use super::person_likeness;
use super::person_name::{PersonName, names_in};
use crate::codebook::{Codebook, SubjectType};

/// Finds what each name of a person stands for.
pub(super) fn find(
    index: &Index,
    codebook: &Codebook,
    contexts: &[Context],
    units: &[Unit],
    found: &mut [Option<Found>],
    joins: &mut Joins,
) -> Doubtful {
    let mut doubts = Vec::new();
    let persons: Vec<usize> = (0..units.len())
        .filter(|&i| units[i].kind == SubjectType::Person)
        .collect();
    for &i in &persons {
        let context = &contexts[units[i].context as usize];
        found[i] = Some(direct(index, codebook, &units[i], context, &mut doubts));
    }
    epithets(index, contexts, persons.iter().map(|&i| &units[i]), joins);
    doubts.extend(person_likeness::join(index, contexts, units, found, joins));
    doubts
}

/// What a name stands for by itself.
fn direct(
    index: &Index,
    codebook: &Codebook,
    unit: &Unit,
    context: &Context,
    doubts: &mut Doubtful,
) -> Found {
    let main = names_in(&unit.text)
        .into_iter()
        .next()
        .unwrap_or_else(|| unit.text.to_string());
    let name = PersonName::new(&main);
    let mut bound = false;
    match listed(index, &main, &name, context) {
        Lookup::One(entry, context) => return entry_of(index, unit, entry, context),
        Lookup::Several(entries) => {
            bound = true;
            doubts.extend(doubt_listed(index, unit, context, &name, &entries));
        }
        Lookup::Unlisted => {}
    }
    described(codebook, &unit.text).unwrap_or_else(|| Found {
        identity: unlisted(&name, context, bound),
        why: Reason::Folded,
    })
}

fn listed(index: &Index, text: &str, name: &PersonName, context: &Context) -> Lookup {
    let found = looked_up(index, text, name, context);
    let Lookup::One(entry, None) = found else {
        return found;
    };
    // A nom de guerre met in another country may be anybody's.
    let own = super::fold::key(&index.entry(entry).name) == super::fold::key(text);
    if !own && index.is_abroad(entry, context) {
        return Lookup::Unlisted;
    }
    Lookup::One(entry, None)
}

fn looked_up(index: &Index, text: &str, name: &PersonName, context: &Context) -> Lookup {
    let plain = index.names.get(&super::fold::key(text));
    match index.choose(plain, SubjectType::Person, context) {
        Lookup::Unlisted => {
            index.choose(index.persons.get(&name.key), SubjectType::Person, context)
        }
        found => found,
    }
}

fn entry_of(index: &Index, unit: &Unit, number: u32, context: Option<Arc<str>>) -> Found {
    let entry = index.entry(number);
    let exact = entry.name == unit.text || entry.aliases.iter().any(|a| a.name == unit.text);
    Found {
        identity: Identity::Entry(number),
        why: if exact || context.is_some() {
            Reason::Gazetteer { context }
        } else {
            Reason::Folded
        },
    }
}

fn doubt_listed(
    index: &Index,
    unit: &Unit,
    context: &Context,
    name: &PersonName,
    entries: &[u32],
) -> Doubtful {
    let own = unlisted(name, context, true);
    let doubt = |&entry: &u32| {
        let why = format!(
            "the gazetteer lists \"{}\" under \"{}\", and nothing in the claim says that it is that one",
            super::fold::shown(&unit.text),
            index.entry(entry).name
        );
        (own.clone(), Identity::Entry(entry), why)
    };
    entries.iter().take(4).map(doubt).collect()
}

/// A category ("civilians"), or nobody in particular ("a commander").
fn described(codebook: &Codebook, text: &str) -> Option<Found> {
    if let Some(category) = category(codebook, text) {
        return Some(category);
    }
    let name = GroupName::new(text);
    name.unknown.then_some(Found {
        identity: Identity::Unknown(SubjectKind::Person, name.key),
        why: Reason::Folded,
    })
}

fn unlisted(name: &PersonName, context: &Context, bound: bool) -> Identity {
    let root = context.root.as_deref().unwrap_or_default();
    // One word, or a kunya, is borne by many: it means another in every country.
    let key = if bound || name.words() < 2 {
        format!("{}@{root}", name.key)
    } else {
        name.key.clone()
    };
    Identity::Name(SubjectKind::Person, key)
}

/// Joins the names by which texts say that somebody is known with the person's own, where all
/// texts of a country agree on whose it is.
fn epithets<'a>(
    index: &Index,
    contexts: &[Context],
    units: impl Iterator<Item = &'a Unit>,
    joins: &mut Joins,
) {
    let mut known: BTreeMap<Identity, BTreeMap<Identity, String>> = BTreeMap::new();
    for unit in units {
        let context = &contexts[unit.context as usize];
        let names = names_in(&unit.text);
        let [main, others @ ..] = names.as_slice() else {
            continue;
        };
        let own = identity_of(index, main, context);
        for other in others {
            let other = identity_of(index, other, context);
            if matches!(other, Identity::Name(..)) && other != own {
                let name = known
                    .entry(other)
                    .or_default()
                    .entry(own.clone())
                    .or_default();
                if name.is_empty() || main < name {
                    name.clone_from(main);
                }
            }
        }
    }
    for (other, owners) in known {
        let mut owners = owners.into_iter();
        if let (Some((own, main)), None) = (owners.next(), owners.next()) {
            joins.add(
                other,
                own,
                Reason::Epithet {
                    of: Arc::from(main),
                },
            );
        }
    }
}

fn identity_of(index: &Index, text: &str, context: &Context) -> Identity {
    let name = PersonName::new(text);
    match listed(index, text, &name, context) {
        Lookup::One(entry, _) => Identity::Entry(entry),
        Lookup::Several(_) => unlisted(&name, context, true),
        Lookup::Unlisted => unlisted(&name, context, false),
    }
}
