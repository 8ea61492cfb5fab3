//! Which groups acronyms stand for: full names with these initials, in any of the languages, and
//! states' forces.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Groups;
use super::acronym::initials;
use super::forces;
use crate::names::NameReason;
use crate::names::identity::{Doubtful, Identified, Identity, Joins, NameUnit};

/// What an acronym, or a full name, may stand for: each with the least of its names.
type Options = BTreeMap<Identity, Arc<str>>;

impl Groups<'_> {
    /// Joins acronyms with the full names that give them.
    pub(super) fn acronyms(&mut self, joins: &Joins) {
        let mut changes: Vec<(usize, Identified)> = Vec::new();
        let mut doubts = Vec::new();
        for (i, unit) in self.evidence.units.iter().enumerate() {
            let Some(own) = &self.found[i] else { continue };
            if !matches!(joins.resolve(&own.identity), Identity::Name(..)) {
                continue;
            }
            let letters = self.name(unit).acronym.as_deref();
            let mut options = match letters {
                Some(letters) => self.spelt_out(unit, letters, joins),
                None => self.abbreviated(unit),
            };
            if let (true, Some(letters)) = (options.is_empty(), letters) {
                if let Some(state) = forces::known_by(letters, self.context(unit).country) {
                    changes.push((i, self.forces_of(state)));
                    continue;
                }
                options = self.spelt_out_abroad(unit, letters, joins);
            }
            if options.len() > 1 {
                doubts.extend(doubt(own, &unit.text, options));
            } else if let Some((identity, of)) = options.pop_first() {
                changes.push((i, Identified::new(identity, NameReason::Acronym { of })));
            }
        }
        self.settle_acronyms(changes);
        self.doubts.extend(doubts);
    }

    /// Notes what acronyms stand for; the same letters in another case go with them.
    fn settle_acronyms(&mut self, changes: Vec<(usize, Identified)>) {
        let units = self.evidence.units;
        let mut into: BTreeMap<(Identity, u32), Identified> = BTreeMap::new();
        for (i, found) in changes {
            let before = self.found[i].replace(found.clone());
            if let (Some(before), Some(_)) = (before, &self.name(&units[i]).acronym) {
                let key = (before.identity, units[i].context);
                into.entry(key).or_insert(found);
            }
        }
        for (unit, found) in units.iter().zip(&mut self.found) {
            let Some(own) = found else { continue };
            if let Some(full) = into.get(&(own.identity.clone(), unit.context)) {
                *found = Some(full.clone());
            }
        }
    }

    /// The groups whose full name, met in the same country or listed, has these initials.
    fn spelt_out(&self, unit: &NameUnit, letters: &str, joins: &Joins) -> Options {
        let (context, index) = (self.context(unit), self.evidence.index);
        let mut options = Options::new();
        for (full, found) in self.in_full(&self.full_names, letters) {
            let here = self.context(full);
            let near = here.meets(context) && (letters.len() > 2 || here.root == context.root);
            if let (true, Some(found)) = (near, found) {
                add(&mut options, joins.resolve(&found.identity), &full.text);
            }
        }
        for &(entry, name) in index.full_names.get(letters).into_iter().flatten() {
            if !index.is_abroad(entry, context) {
                add(&mut options, Identity::Entry(entry), name);
            }
        }
        options
    }

    /// The groups whose full name, met in the same country or listed, has these initials in
    /// another language.
    fn spelt_out_abroad(&self, unit: &NameUnit, letters: &str, joins: &Joins) -> Options {
        let (context, index) = (self.context(unit), self.evidence.index);
        let mut options = Options::new();
        if context.root.is_none() {
            return options;
        }
        for (full, found) in self.in_full(&self.full_names_abroad, letters) {
            let near = self.context(full).root == context.root;
            if let (true, Some(found)) = (near, found) {
                add(&mut options, joins.resolve(&found.identity), &full.text);
            }
        }
        for &(entry, name) in index.full_names_abroad.get(letters).into_iter().flatten() {
            if index.is_home(entry, context) {
                options.insert(Identity::Entry(entry), Arc::clone(name));
            }
        }
        options
    }

    /// The listed acronym that an unlisted full name gives, where no other full name gives it.
    fn abbreviated(&self, unit: &NameUnit) -> Options {
        let (context, index) = (self.context(unit), self.evidence.index);
        let mut options = Options::new();
        if self.name(unit).unknown {
            return options;
        }
        for letters in initials(&unit.text).into_iter().filter(|l| l.len() >= 3) {
            let Some(entry) = self.choose(unit, index.names.get(&letters)).one() else {
                continue;
            };
            let taken = index
                .full_names
                .get(&letters)
                .is_some_and(|names| names.iter().any(|n| n.0 == entry));
            if !taken && !index.is_abroad(entry, context) && self.is_only(unit, &letters) {
                options.insert(Identity::Entry(entry), index.name_of(entry));
            }
        }
        options
    }

    /// Whether no other group met in the same country has these initials.
    fn is_only(&self, unit: &NameUnit, letters: &str) -> bool {
        let parts = &self.name(unit).parts;
        let others = self
            .in_full(&self.full_names, letters)
            .map(|(other, _)| other);
        others
            .filter(|other| self.context(other).meets(self.context(unit)))
            .all(|other| self.name(other).parts == *parts)
    }
}

fn add(options: &mut Options, identity: Identity, text: &Arc<str>) {
    let name = options.entry(identity).or_insert_with(|| Arc::clone(text));
    if *text < *name {
        *name = Arc::clone(text);
    }
}

fn doubt(own: &Identified, text: &str, options: Options) -> Doubtful {
    let doubt = |(identity, name): (Identity, Arc<str>)| {
        let why = format!("\"{text}\" may stand for \"{name}\", and for others");
        (own.identity.clone(), identity, why)
    };
    options.into_iter().take(4).map(doubt).collect()
}
