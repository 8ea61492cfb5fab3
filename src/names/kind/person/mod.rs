//! Which names of persons are names of one person.

mod likeness;
pub(crate) mod name;
mod vowels;

use std::collections::BTreeMap;
use std::sync::Arc;

use self::name::{PersonName, names_in};
use super::Knowledge;
use super::group::name::GroupName;
use crate::codebook::SubjectType;
use crate::names::NameReason;
use crate::names::context::NameContext;
use crate::names::gazetteer::index::{GazetteerIndex, Lookup};
use crate::names::identity::{Doubtful, Identified, Identity, Joins, NameUnit};
use crate::names::words::key;

/// Finds what each name of a person stands for.
pub(crate) fn find(
    evidence: &Knowledge,
    found: &mut [Option<Identified>],
    joins: &mut Joins,
) -> Doubtful {
    let mut doubts = Vec::new();
    for (unit, found) in evidence.units.iter().zip(&mut *found) {
        if unit.kind == SubjectType::Person {
            *found = Some(direct(evidence, unit, &mut doubts));
        }
    }
    epithets(evidence, joins);
    doubts.extend(likeness::join(evidence, found, joins));
    doubts
}

/// What a name stands for by itself.
fn direct(evidence: &Knowledge, unit: &NameUnit, doubts: &mut Doubtful) -> Identified {
    let context = evidence.context(unit);
    let main = names_in(&unit.text).into_iter().next();
    let main = main.unwrap_or_else(|| unit.text.to_string());
    let name = PersonName::new(&main);
    let mut bound = false;
    match listed(evidence.index, &main, &name, context) {
        Lookup::One(entry, context) => return evidence.listed_as(unit, entry, context),
        Lookup::Several(entries) => {
            bound = true;
            let own = unlisted(&name, context, true);
            doubts.extend(evidence.doubt_listed(&own, unit, &entries));
        }
        Lookup::Unlisted => {}
    }
    described(evidence, &unit.text)
        .unwrap_or_else(|| Identified::new(unlisted(&name, context, bound), NameReason::Folded))
}

fn listed(index: &GazetteerIndex, text: &str, name: &PersonName, context: &NameContext) -> Lookup {
    let text = key(text);
    let choose = |listings| index.choose(listings, SubjectType::Person, context);
    let found = match choose(index.names.get(&text)) {
        Lookup::Unlisted => choose(index.persons.get(&name.key)),
        found => found,
    };
    match found {
        // A nom de guerre met in another country may be anybody's.
        Lookup::One(entry, None)
            if index.is_abroad(entry, context) && key(&index.entry(entry).name) != text =>
        {
            Lookup::Unlisted
        }
        found => found,
    }
}

/// A category ("civilians"), or nobody in particular ("a commander").
fn described(evidence: &Knowledge, text: &str) -> Option<Identified> {
    evidence.category(text).or_else(|| {
        let name = GroupName::new(text);
        let identity = Identity::Unknown(SubjectType::Person, name.key);
        name.unknown
            .then(|| Identified::new(identity, NameReason::Folded))
    })
}

fn unlisted(name: &PersonName, context: &NameContext, bound: bool) -> Identity {
    let root = context.root.as_deref().unwrap_or_default();
    // One word, or a kunya, is borne by many: it means another in every country.
    let key = if bound || name.words() < 2 {
        format!("{}@{root}", name.key)
    } else {
        name.key.clone()
    };
    Identity::Name(SubjectType::Person, key)
}

/// Joins the names by which texts say that somebody is known with the person's own, where all
/// texts of a country agree on whose it is.
fn epithets(evidence: &Knowledge, joins: &mut Joins) {
    let mut known: BTreeMap<Identity, BTreeMap<Identity, String>> = BTreeMap::new();
    let units = evidence.units.iter();
    for unit in units.filter(|unit| unit.kind == SubjectType::Person) {
        let context = evidence.context(unit);
        let names = names_in(&unit.text);
        let [main, others @ ..] = names.as_slice() else {
            continue;
        };
        let own = identity_of(evidence.index, main, context);
        for other in others {
            let other = identity_of(evidence.index, other, context);
            if matches!(other, Identity::Name(..)) && other != own {
                let owners = known.entry(other).or_default();
                let name = owners.entry(own.clone()).or_default();
                if name.is_empty() || main < name {
                    name.clone_from(main);
                }
            }
        }
    }
    for (other, owners) in known {
        let mut owners = owners.into_iter();
        if let (Some((own, main)), None) = (owners.next(), owners.next()) {
            let of = Arc::from(main);
            joins.add(other, own, NameReason::Epithet { of });
        }
    }
}

fn identity_of(index: &GazetteerIndex, text: &str, context: &NameContext) -> Identity {
    let name = PersonName::new(text);
    match listed(index, text, &name, context) {
        Lookup::One(entry, _) => Identity::Entry(entry),
        Lookup::Several(_) => unlisted(&name, context, true),
        Lookup::Unlisted => unlisted(&name, context, false),
    }
}
