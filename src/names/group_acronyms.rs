//! Which groups acronyms stand for: full names with these initials, in any of the languages, and
//! states' forces.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Reason;
use super::acronym::initials;
use super::armies;
use super::groups::Groups;
use super::identity::{Doubtful, Found, Identity, Joins, Unit};
use super::index::Lookup;
use crate::codebook::SubjectType;

impl Groups<'_> {
    /// Joins acronyms with the full names that give them.
    pub(super) fn acronyms(&mut self, joins: &Joins) {
        let mut changes: Vec<(usize, Found)> = Vec::new();
        let mut doubts = Vec::new();
        for (i, unit) in self.units.iter().enumerate() {
            let unlisted = self.found[i]
                .as_ref()
                .is_some_and(|f| matches!(joins.resolve(&f.identity), Identity::Name(..)));
            if !unlisted {
                continue;
            }
            let mut candidates = match &self.name(unit).acronym {
                Some(letters) => self.spelt_out(unit, letters, joins),
                None => self.abbreviated(unit),
            };
            if let (true, Some(letters)) = (candidates.is_empty(), &self.name(unit).acronym) {
                if let Some(found) = self.army(unit, letters) {
                    changes.push((i, found));
                    continue;
                }
                candidates = self.spelt_out_abroad(unit, letters, joins);
            }
            let mut of = candidates.iter();
            match (of.next(), of.next()) {
                (Some((identity, name)), None) => changes.push((
                    i,
                    Found {
                        identity: identity.clone(),
                        why: Reason::Acronym {
                            of: Arc::clone(name),
                        },
                    },
                )),
                (Some(_), Some(_)) => doubts.extend(self.doubt_acronym(i, &candidates)),
                _ => {}
            }
        }
        self.settle_acronyms(changes);
        self.doubts.extend(doubts);
    }

    /// Notes what acronyms stand for; the same letters in another case go with them.
    fn settle_acronyms(&mut self, changes: Vec<(usize, Found)>) {
        let mut into: BTreeMap<(Identity, u32), Found> = BTreeMap::new();
        for (i, found) in changes {
            let before = self.found[i].replace(found.clone());
            if let (Some(before), Some(_)) = (before, &self.name(&self.units[i]).acronym) {
                into.entry((before.identity, self.units[i].context))
                    .or_insert(found);
            }
        }
        for (unit, found) in self.units.iter().zip(&mut self.found) {
            let Some(own) = found else { continue };
            if let Some(full) = into.get(&(own.identity.clone(), unit.context)) {
                *found = Some(full.clone());
            }
        }
    }

    /// The groups whose full name, met in the same country or listed, has these initials.
    fn spelt_out(&self, unit: &Unit, letters: &str, joins: &Joins) -> BTreeMap<Identity, Arc<str>> {
        let context = self.context(unit);
        let mut found = BTreeMap::new();
        let mut add = |identity: Identity, text: &Arc<str>| {
            let name = found.entry(identity).or_insert_with(|| Arc::clone(text));
            if *text < *name {
                *name = Arc::clone(text);
            }
        };
        for &other in self.full_names.get(letters).into_iter().flatten() {
            let full = &self.units[other as usize];
            let near = self.context(full).meets(context)
                && (letters.len() > 2 || self.context(full).root == context.root);
            if let (true, Some(f)) = (near, &self.found[other as usize]) {
                add(joins.resolve(&f.identity), &full.text);
            }
        }
        for (entry, name) in self.index.in_full(letters) {
            if !self.index.is_abroad(*entry, context) {
                add(Identity::Entry(*entry), name);
            }
        }
        found
    }

    /// The state's forces that are known by these letters.
    fn army(&self, unit: &Unit, letters: &str) -> Option<Found> {
        let country = armies::forces_of(letters, self.context(unit).country)?;
        Some(self.forces_of(country))
    }

    /// The groups whose full name, met in the same country or listed, has these initials in
    /// another language.
    fn spelt_out_abroad(
        &self,
        unit: &Unit,
        letters: &str,
        joins: &Joins,
    ) -> BTreeMap<Identity, Arc<str>> {
        let context = self.context(unit);
        let mut found: BTreeMap<Identity, Arc<str>> = BTreeMap::new();
        if context.root.is_none() {
            return found;
        }
        for &other in self.full_names_abroad.get(letters).into_iter().flatten() {
            let full = &self.units[other as usize];
            if let (true, Some(f)) = (
                self.context(full).root == context.root,
                &self.found[other as usize],
            ) {
                let name = found
                    .entry(joins.resolve(&f.identity))
                    .or_insert_with(|| Arc::clone(&full.text));
                if full.text < *name {
                    *name = Arc::clone(&full.text);
                }
            }
        }
        for (entry, name) in self.index.in_full_abroad(letters) {
            if self.index.home(*entry).is_some() && self.index.home(*entry) == context.country {
                found.insert(Identity::Entry(*entry), Arc::clone(name));
            }
        }
        found
    }

    /// The listed acronym that an unlisted full name gives, where no other full name gives it.
    fn abbreviated(&self, unit: &Unit) -> BTreeMap<Identity, Arc<str>> {
        let context = self.context(unit);
        let mut found = BTreeMap::new();
        if self.name(unit).unknown {
            return found;
        }
        for letters in initials(&unit.text).into_iter().filter(|l| l.len() >= 3) {
            let listings = self.index.names.get(&letters);
            let Lookup::One(entry, _) = self.index.choose(listings, SubjectType::Group, context)
            else {
                continue;
            };
            let taken = self
                .index
                .in_full(&letters)
                .iter()
                .any(|&(e, _)| e == entry);
            if !taken && !self.index.is_abroad(entry, context) && self.is_only(unit, &letters) {
                found.insert(
                    Identity::Entry(entry),
                    Arc::clone(&self.index.entry(entry).name),
                );
            }
        }
        found
    }

    /// Whether no other group met in the same country has these initials.
    fn is_only(&self, unit: &Unit, letters: &str) -> bool {
        let parts = &self.name(unit).parts;
        let others = self.full_names.get(letters).into_iter().flatten();
        others
            .map(|&i| &self.units[i as usize])
            .filter(|other| self.context(other).meets(self.context(unit)))
            .all(|other| self.name(other).parts == *parts)
    }

    fn doubt_acronym(&self, unit: usize, candidates: &BTreeMap<Identity, Arc<str>>) -> Doubtful {
        let Some(own) = &self.found[unit] else {
            return Vec::new();
        };
        let text = &self.units[unit].text;
        candidates
            .iter()
            .take(4)
            .map(|(identity, name)| {
                let why = format!("\"{text}\" may stand for \"{name}\", and for others");
                (own.identity.clone(), identity.clone(), why)
            })
            .collect()
    }
}
