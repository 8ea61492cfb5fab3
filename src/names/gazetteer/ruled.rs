//! What people ruled of names, as entries of a gazetteer: one entry of several spellings, or two that
//! are apart.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Alias, Gazetteer, GazetteerEntry};
use crate::claim::{Claim, Value};
use crate::codebook::{Codebook, SubjectType};
use crate::ingest::rulings::NameRuling;
use crate::names::words::key;

/// What the claims write of some names: their keys, with the kinds of field that each stands in.
pub struct NamesMet(BTreeMap<String, BTreeSet<SubjectType>>);

impl NamesMet {
    /// The names of rulings, as far as claims write them.
    pub fn of(rulings: &[&NameRuling], claims: &[Claim], codebook: &Codebook) -> Self {
        let names = rulings.iter().flat_map(|ruling| all(ruling));
        let mut met = Self(names.map(|name| (key(name), BTreeSet::new())).collect());
        if met.0.is_empty() {
            return met;
        }
        for claim in claims {
            let place = claim.event.place.iter().flat_map(|place| &place.names);
            place.for_each(|name| met.add(name, SubjectType::Place));
            let groups = claim.event.actors.iter().map(|actor| &actor.name);
            let groups = groups.chain(claim.said_by.iter());
            groups.for_each(|name| met.add(name, SubjectType::Group));
            for assertion in &claim.assertions {
                let kind = codebook.attribute(assertion.attribute).of;
                assertion.of.iter().for_each(|name| met.add(name, kind));
                let said_by = assertion.said_by.iter();
                said_by.for_each(|name| met.add(name, SubjectType::Group));
                met.add_value(&assertion.value);
            }
        }
        met
    }

    fn add(&mut self, name: &str, kind: SubjectType) {
        if let Some(kinds) = self.0.get_mut(&key(name)) {
            kinds.insert(kind);
        }
    }

    fn add_value(&mut self, value: &Value) {
        match value {
            Value::Name(name) => self.add(name, SubjectType::Group),
            Value::Control(control) => {
                if let Some(name) = control.holder() {
                    self.add(name, SubjectType::Group);
                }
            }
            Value::Place(place) => {
                let names = place.names.iter();
                names.for_each(|name| self.add(name, SubjectType::Place));
            }
            _ => {}
        }
    }

    fn kinds(&self, name: &str) -> impl Iterator<Item = SubjectType> + use<'_> {
        self.0.get(&key(name)).into_iter().flatten().copied()
    }

    /// The names of a ruling that no claim writes.
    pub fn missing<'r>(&self, ruling: &'r NameRuling) -> Vec<&'r str> {
        let unmet = |name: &&str| self.kinds(name).next().is_none();
        all(ruling).map(|name| &**name).filter(unmet).collect()
    }
}

/// All names of a ruling, its own first.
fn all(ruling: &NameRuling) -> impl Iterator<Item = &Arc<str>> {
    std::iter::once(&ruling.is).chain(&ruling.others)
}

impl Gazetteer {
    /// Obeys a ruling, for the kinds of names that claims write so; whatever was listed before.
    pub fn rule(&mut self, ruling: &NameRuling, met: &NamesMet) {
        let kinds: BTreeSet<SubjectType> = all(ruling).flat_map(|name| met.kinds(name)).collect();
        for kind in kinds {
            if ruling.one {
                self.unite(kind, ruling);
            } else {
                self.part(kind, ruling);
            }
        }
    }

    /// Makes all names of a ruling names of one entry.
    fn unite(&mut self, kind: SubjectType, ruling: &NameRuling) {
        let keys: BTreeSet<String> = all(ruling).map(|name| key(name)).collect();
        let is_meant = |entry: &mut GazetteerEntry| {
            entry.kind == kind && entry.names().any(|name| keys.contains(&key(name)))
        };
        let mut listed: Vec<GazetteerEntry> = self.entries.extract_if(.., is_meant).collect();
        let own = key(&ruling.is);
        let first = listed
            .iter()
            .position(|e| e.names().any(|name| key(name) == own));
        let mut entry = if listed.is_empty() {
            GazetteerEntry::new(&ruling.is, kind)
        } else {
            listed.swap_remove(first.unwrap_or_default())
        };
        let others = listed
            .iter()
            .flat_map(|e| e.names().cloned().collect::<Vec<_>>());
        let mut names: Vec<Arc<str>> = others.chain([Arc::clone(&entry.name)]).collect();
        names.extend(ruling.others.iter().cloned());
        for before in &names {
            self.rename(before, &ruling.is);
        }
        for name in names {
            let known = entry.aliases.iter().any(|alias| alias.name == name);
            if name != ruling.is && !known {
                entry.aliases.push(Alias::of(name));
            }
        }
        entry.name = Arc::clone(&ruling.is);
        let own: BTreeSet<String> = entry.names().map(|name| key(name)).collect();
        entry.distinct_from.retain(|name| !own.contains(&key(name)));
        entry
            .possibly
            .retain(|possible| !own.contains(&key(&possible.name)));
        self.entries.push(entry);
    }

    /// What other entries say of one name, they say of another.
    fn rename(&mut self, before: &str, after: &Arc<str>) {
        for entry in &mut self.entries {
            let named = entry.parents.iter_mut().chain(&mut entry.organ_of);
            let named = named.chain(&mut entry.distinct_from);
            let named = named.chain(entry.possibly.iter_mut().map(|p| &mut p.name));
            named
                .filter(|name| ***name == *before)
                .for_each(|name| *name = Arc::clone(after));
        }
    }

    /// Makes the names of a ruling names of entries that are apart.
    fn part(&mut self, kind: SubjectType, ruling: &NameRuling) {
        let own = self.entry_of(kind, &ruling.is);
        for name in &ruling.others {
            let other = key(name);
            let entry = &mut self.entries[own];
            entry.aliases.retain(|alias| key(&alias.name) != other);
            if key(&entry.name) == other {
                entry.name = Arc::clone(&ruling.is);
            }
            let at = self.entry_of(kind, name);
            let listed = Arc::clone(&self.entries[at].name);
            self.entries[own].distinct_from.push(listed);
        }
    }

    /// The entry of a kind that lists a name; a new one where there is none.
    fn entry_of(&mut self, kind: SubjectType, name: &str) -> usize {
        let wanted = key(name);
        let lists = |e: &GazetteerEntry| e.kind == kind && e.names().any(|n| key(n) == wanted);
        self.entries.iter().position(lists).unwrap_or_else(|| {
            self.entries.push(GazetteerEntry::new(name, kind));
            self.entries.len() - 1
        })
    }
}

impl GazetteerEntry {
    /// All that it lists as its names.
    fn names(&self) -> impl Iterator<Item = &Arc<str>> {
        let aliases = self.aliases.iter().map(|alias| &alias.name);
        std::iter::once(&self.name).chain(aliases)
    }
}

impl Alias {
    /// That means its entry anywhere.
    fn of(name: Arc<str>) -> Self {
        Self {
            name,
            language: None,
            context: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ruling(is: &str, others: &[&str], one: bool) -> NameRuling {
        NameRuling {
            is: is.into(),
            others: others.iter().map(|&name| name.into()).collect(),
            one,
        }
    }

    fn met(names: &[&str]) -> NamesMet {
        let places = BTreeSet::from([SubjectType::Place]);
        NamesMet(
            names
                .iter()
                .map(|name| (key(name), places.clone()))
                .collect(),
        )
    }

    fn listed(gazetteer: &Gazetteer) -> Vec<(String, Vec<String>, Vec<String>)> {
        let texts = |all: &[Arc<str>]| all.iter().map(ToString::to_string).collect();
        let entry = |e: &GazetteerEntry| {
            let aliases: Vec<Arc<str>> = e.aliases.iter().map(|a| a.name.clone()).collect();
            (e.name.to_string(), texts(&aliases), texts(&e.distinct_from))
        };
        gazetteer.entries.iter().map(entry).collect()
    }

    #[test]
    fn names_ruled_one_are_one_entry_whatever_was_listed() {
        let mut gazetteer = Gazetteer::default();
        for name in ["Insanan", "Gao"] {
            let mut entry = GazetteerEntry::new(name, SubjectType::Place);
            entry.distinct_from = vec!["Insinsnane".into(), "Insanan".into()];
            gazetteer.entries.push(entry);
        }
        let names = met(&["Insinsnane", "Insanan"]);
        gazetteer.rule(&ruling("Insinsnane", &["Insanan"], true), &names);
        let [gao, one] = &listed(&gazetteer)[..] else {
            panic!("{gazetteer:?}")
        };
        assert_eq!(gao.2, ["Insinsnane", "Insinsnane"]);
        assert_eq!(
            (&*one.0, &*one.1, one.2.len()),
            ("Insinsnane", &["Insanan".to_owned()][..], 0)
        );
    }

    #[test]
    fn names_ruled_apart_are_entries_apart() {
        let mut gazetteer = Gazetteer::default();
        let mut entry = GazetteerEntry::new("Tin Tafgat", SubjectType::Place);
        entry.aliases.push(Alias::of("Tin Tabakat".into()));
        gazetteer.entries.push(entry);
        let names = met(&["Tin Tafgat", "Tin Tabakat"]);
        gazetteer.rule(&ruling("Tin Tafgat", &["Tin Tabakat"], false), &names);
        let [one, other] = &listed(&gazetteer)[..] else {
            panic!("{gazetteer:?}")
        };
        assert!(one.1.is_empty() && one.2 == ["Tin Tabakat"], "{one:?}");
        assert_eq!(other.0, "Tin Tabakat");
    }
}
