//! Which names are to be left out.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::ladder::Rung;
use super::{Redact, RedactError, Sort, Which};
use crate::claim::{Claim, Value};
use crate::codebook::SubjectType;
use crate::names::{Entity, EntityId, Names};

/// What is hidden, under every spelling that is known of it.
#[derive(Debug, Default)]
pub(super) struct Hidden<'a> {
    /// Spellings, each with what it names.
    pub(super) spellings: BTreeMap<&'a str, Which>,
    /// Names of things that are not hidden.
    pub(super) kept: BTreeSet<&'a str>,
    /// Those of bodies, which may hold a place's name ("… of Menaka") and are printed whole.
    pub(super) bodies: BTreeSet<&'a str>,
    /// Outlets of which no document is named.
    pub(super) outlets: HashSet<&'a str>,
    /// Ids of claims and documents, each with whether its outlet is hidden.
    pub(super) ids: BTreeMap<&'a str, (Sort, bool)>,
}

impl<'a> Hidden<'a> {
    pub(super) fn of(
        claims: &'a [Claim],
        names: &'a Names,
        asked: &[Redact],
    ) -> Result<Self, RedactError> {
        let mut hidden = Self::default();
        for wish in asked {
            match wish {
                Redact::Persons(rung) => hidden.persons(claims, names, *rung),
                Redact::Places => hidden.places(names),
                Redact::Outlet(name) => hidden.outlet(claims, names, name)?,
            }
        }
        hidden.keep(claims, names);
        hidden.name_ids(claims);
        Ok(hidden)
    }

    fn hide(&mut self, sort: Sort, number: usize, entity: &'a Entity) {
        let which = (sort, number);
        self.spellings.insert(&entity.name, which);
        for surface in &entity.surfaces {
            self.spellings.insert(&surface.text, which);
        }
    }

    fn persons(&mut self, claims: &'a [Claim], names: &'a Names, least: Option<Rung>) {
        let rungs = rungs(claims, names);
        for (number, entity) in names.entities.iter().enumerate() {
            let rank = rungs.get(&number).copied();
            let high = least.is_some_and(|least| rank >= Some(least));
            if entity.kind == SubjectType::Person && is_name(entity) && !high {
                self.hide(Sort::Person, number, entity);
            }
        }
        for number in sources(claims, names) {
            let entity = names.entity(number);
            if entity.kind != SubjectType::Person && looks_like_a_person(&entity.name) {
                self.hide(Sort::Source, number.0 as usize, entity);
            }
        }
    }

    fn places(&mut self, names: &'a Names) {
        let holds: HashSet<EntityId> = places(names)
            .flat_map(|(_, e)| &e.parents)
            .copied()
            .collect();
        for (id, entity) in places(names) {
            let wide = depth(names, id, 0) <= 2 && holds.contains(&id);
            if !wide && !names.is_country(id) {
                self.hide(Sort::Place, id.0 as usize, entity);
            }
        }
    }

    fn outlet(
        &mut self,
        claims: &'a [Claim],
        names: &'a Names,
        name: &str,
    ) -> Result<(), RedactError> {
        let own = claims.iter().find(|c| &*c.outlet == name);
        let outlet = &*own
            .ok_or_else(|| RedactError::Outlet(name.to_owned()))?
            .outlet;
        let number = self.outlets.len();
        self.outlets.insert(outlet);
        if let Some(id) = names.outlets.get(outlet) {
            self.hide(Sort::Outlet, number, names.entity(*id));
        }
        self.spellings.insert(outlet, (Sort::Outlet, number));
        Ok(())
    }

    /// Everything that may be named: a word of it alone hides nothing. Of bodies only those that a gazetteer
    /// lists, and what they are called first there: others are called after persons ("family of …", "… wing").
    fn keep(&mut self, claims: &'a [Claim], names: &'a Names) {
        let listed = |e: &&Entity| e.kind != SubjectType::Group || e.entry.is_some();
        let surfaces = names.entities.iter().filter(listed).flat_map(|e| {
            let others = e.surfaces.iter().filter(|_| e.kind != SubjectType::Group);
            others.map(|s| &*s.text).chain([&*e.name])
        });
        let all = surfaces.chain(claims.iter().map(|c| &*c.outlet));
        let spellings = &self.spellings;
        self.kept = all.filter(|name| !spellings.contains_key(name)).collect();
        let groups = names
            .entities
            .iter()
            .filter(|e| e.kind == SubjectType::Group);
        let bodies = groups.flat_map(|e| e.surfaces.iter().map(|s| &*s.text).chain([&*e.name]));
        self.bodies = bodies
            .filter(|name| !self.spellings.contains_key(name))
            .collect();
    }

    fn name_ids(&mut self, claims: &'a [Claim]) {
        for claim in claims {
            let own = self.outlets.contains(&*claim.outlet);
            self.ids.insert(&claim.document.id, (Sort::Document, own));
        }
        for claim in claims {
            let own = self.outlets.contains(&*claim.outlet);
            self.ids.insert(&claim.id, (Sort::Claim, own));
        }
    }
}

/// Whether it is named, and not only described.
fn is_name(entity: &Entity) -> bool {
    !entity.unknown && entity.category.is_none()
}

fn places(names: &Names) -> impl Iterator<Item = (EntityId, &Entity)> {
    let all = names.entities.iter().enumerate();
    all.filter(|(_, e)| e.kind == SubjectType::Place && is_name(e))
        .map(|(number, e)| (EntityId(number as u32), e))
}

/// How many places it lies in, itself counted; a chain that turns in a circle is cut.
fn depth(names: &Names, id: EntityId, below: usize) -> usize {
    if below > 8 {
        return 1;
    }
    let above = names.entity(id).parents.iter();
    1 + above
        .map(|&p| depth(names, p, below + 1))
        .max()
        .unwrap_or(0)
}

/// The highest rung that a claim says a person holds.
fn rungs(claims: &[Claim], names: &Names) -> HashMap<usize, Rung> {
    let mut rungs: HashMap<usize, Rung> = HashMap::new();
    for (claim, resolved) in claims.iter().zip(&names.claims) {
        for (assertion, of) in claim.assertions.iter().zip(resolved.assertions.iter()) {
            let (Value::Role(role), Some(of)) = (&assertion.value, of.of) else {
                continue;
            };
            if let Some(rung) = Rung::of(&role.title) {
                let highest = rungs.entry(of.0 as usize).or_insert(rung);
                *highest = (*highest).max(rung);
            }
        }
    }
    rungs
}

/// Those whom claims only quote: no side, no outlet, and in no gazetteer.
fn sources(claims: &[Claim], names: &Names) -> BTreeSet<EntityId> {
    let mut quoted = BTreeSet::new();
    let mut known: HashSet<EntityId> = names.outlets.values().copied().collect();
    for resolved in names.claims.iter().take(claims.len()) {
        known.extend(resolved.actors.iter());
        quoted.extend(resolved.said_by.iter());
        for assertion in &resolved.assertions {
            known.extend(assertion.of);
            quoted.extend(assertion.said_by.iter());
        }
    }
    quoted.retain(|id| !known.contains(id) && names.entity(*id).entry.is_none());
    quoted
}

/// Words of bodies, not of persons.
const BODIES: &str = "\
    agency army association authorities authority broadcaster bureau centre center channel \
    command commission committee corps council court department forces front government \
    group hospital institute journal media ministry mission movement nations news newspaper \
    observatory office organisation organization party police post press radio service \
    services state television times tribune tv union university";

/// Whether a source that is listed nowhere may be a person: two to four words that begin as names
/// do, none of them a word for a body. In doubt it is one.
fn looks_like_a_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let as_name = |word: &&str| {
        word.chars()
            .next()
            .is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
    };
    let body = |word: &&str| BODIES.split(' ').any(|b| b == word.to_lowercase());
    (2..=4).contains(&words.len()) && words.iter().all(as_name) && !words.iter().any(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_told_from_a_body() {
        assert!(looks_like_a_person("Omar Sila") && looks_like_a_person("عمر سيلا"));
        for body in [
            "local sources",
            "Sahara Media",
            "Reuters",
            "Ministry of Defence",
            "",
        ] {
            assert!(!looks_like_a_person(body), "{body}");
        }
    }
}
