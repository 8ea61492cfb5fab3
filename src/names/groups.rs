//! Which names of groups are names of one group.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hashbrown::HashMap;

use super::Reason;
use super::acronym::{initials, stated};
use super::context::Context;
use super::countries::Country;
use super::fold::key;
use super::group_name::GroupName;
use super::identity::{Doubtful, Found, Identity, SubjectKind, Unit};
use super::index::{Index, Lookup};
use super::initials_abroad::initials_abroad;
use super::well_known::also_known_as;
use crate::codebook::{Codebook, SubjectType};

/// The category that the codebook lists a name under.
pub(super) fn category(codebook: &Codebook, text: &str) -> Option<Found> {
    let category = codebook.category(text)?;
    let number = codebook
        .categories()
        .iter()
        .position(|c| c.name == category.name)?;
    let why = if key(text) == key(&category.name) {
        Reason::Folded
    } else {
        Reason::Category {
            of: Arc::from(category.name.as_str()),
        }
    };
    Some(Found {
        identity: Identity::Category(number as u16),
        why,
    })
}

/// Finds what each name of a group stands for, by everything but likeness.
pub(super) struct Groups<'a> {
    pub(super) index: &'a Index<'a>,
    pub(super) codebook: &'a Codebook,
    pub(super) contexts: &'a [Context],
    pub(super) units: &'a [Unit],
    /// Names taken apart, each once.
    pub(super) parsed: HashMap<Arc<str>, GroupName>,
    /// What was found of each unit; `None` where it is no group.
    pub(super) found: Vec<Option<Found>>,
    pub(super) doubts: Doubtful,
    /// Units whose full name gives these initials, by the widest place they were met in.
    pub(super) full_names: HashMap<String, Vec<u32>>,
    /// The same, by the initials in other languages.
    pub(super) full_names_abroad: HashMap<String, Vec<u32>>,
}

impl<'a> Groups<'a> {
    /// Looks at every unit.
    pub(super) fn new(
        index: &'a Index<'a>,
        codebook: &'a Codebook,
        contexts: &'a [Context],
        units: &'a [Unit],
    ) -> Self {
        let mut groups = Self {
            index,
            codebook,
            contexts,
            units,
            parsed: HashMap::new(),
            found: vec![None; units.len()],
            doubts: Vec::new(),
            full_names: HashMap::new(),
            full_names_abroad: HashMap::new(),
        };
        groups.parse();
        for (i, unit) in units.iter().enumerate() {
            if unit.kind == SubjectType::Group {
                groups.found[i] = Some(groups.direct(unit));
            }
        }
        groups
    }

    fn parse(&mut self) {
        for (i, unit) in self.units.iter().enumerate() {
            if unit.kind != SubjectType::Group {
                continue;
            }
            let name = self
                .parsed
                .entry(Arc::clone(&unit.text))
                .or_insert_with_key(|text| GroupName::new(text));
            if name.acronym.is_none() && !name.unknown {
                let given = stated(&unit.text).map(|(_, letters)| letters);
                for letters in initials(&unit.text).into_iter().chain(given) {
                    self.full_names.entry(letters).or_default().push(i as u32);
                }
                for letters in initials_abroad(&unit.text) {
                    let known = self.full_names_abroad.entry(letters);
                    known.or_default().push(i as u32);
                }
            }
        }
    }

    pub(super) fn name(&self, unit: &Unit) -> &GroupName {
        &self.parsed[&unit.text]
    }

    pub(super) fn context(&self, unit: &Unit) -> &'a Context {
        &self.contexts[unit.context as usize]
    }

    /// What the name stands for by itself.
    fn direct(&mut self, unit: &Unit) -> Found {
        let mut bound = false;
        match self.listed(unit) {
            Lookup::One(entry, context) => return self.entry_of(unit, entry, context),
            Lookup::Several(entries) => {
                bound = true;
                self.doubt_listed(unit, &entries);
            }
            Lookup::Unlisted => {}
        }
        self.described(unit)
            .or_else(|| self.forces(unit))
            .or_else(|| self.translated(unit))
            .or_else(|| self.stated(unit))
            .or_else(|| self.well_known(unit).filter(|_| !bound))
            .unwrap_or_else(|| self.unlisted(unit, bound))
    }

    /// The entry that lists the name, if it may mean that entry here.
    fn listed(&self, unit: &Unit) -> Lookup {
        let name = self.name(unit);
        let context = self.context(unit);
        let found = self
            .index
            .choose(self.index.names.get(&name.key), SubjectType::Group, context);
        let Lookup::One(entry, None) = found else {
            return found;
        };
        let elsewhere = self.index.is_abroad(entry, context);
        if elsewhere && (name.generic || self.has_rival(unit, entry)) {
            return Lookup::Unlisted;
        }
        Lookup::One(entry, None)
    }

    /// Whether an acronym, met in another country than its entry's, has a full name there.
    fn has_rival(&self, unit: &Unit, entry: u32) -> bool {
        let Some(letters) = &self.name(unit).acronym else {
            return false;
        };
        let listed = &self.index.entry(entry).name;
        let full = self.full_names.get(letters).into_iter().flatten();
        full.map(|&i| &self.units[i as usize]).any(|other| {
            self.context(other).root == self.context(unit).root && other.text != *listed
        })
    }

    fn entry_of(&self, unit: &Unit, number: u32, context: Option<Arc<str>>) -> Found {
        let entry = self.index.entry(number);
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

    fn doubt_listed(&mut self, unit: &Unit, entries: &[u32]) {
        let own = Identity::Name(SubjectKind::Group, self.key(unit, true));
        for &entry in entries.iter().take(4) {
            let name = &self.index.entry(entry).name;
            let why = format!(
                "the gazetteer lists \"{}\" under \"{name}\", and nothing in the claim says that it is that one",
                super::fold::shown(&unit.text)
            );
            self.doubts.push((own.clone(), Identity::Entry(entry), why));
        }
    }

    /// A category, nobody in particular, or a listed name with a word more.
    fn described(&self, unit: &Unit) -> Option<Found> {
        let name = self.name(unit);
        if let Some(category) = self.category(&unit.text) {
            return Some(category);
        }
        if name.unknown {
            let identity = Identity::Unknown(SubjectKind::Group, name.key.clone());
            return Some(Found {
                identity,
                why: Reason::Folded,
            });
        }
        let stripped = name.stripped.as_ref()?;
        let listings = self.index.names.get(stripped);
        match self
            .index
            .choose(listings, SubjectType::Group, self.context(unit))
        {
            Lookup::One(entry, _) => Some(Found {
                identity: Identity::Entry(entry),
                why: Reason::Descriptor {
                    of: Arc::clone(&self.index.entry(entry).name),
                },
            }),
            _ => None,
        }
    }

    fn category(&self, text: &str) -> Option<Found> {
        category(self.codebook, text)
    }

    /// The army or government of the state that the name tells, or that the claim is set in.
    fn forces(&self, unit: &Unit) -> Option<Found> {
        let name = self.name(unit);
        let here = self.context(unit).country.filter(|_| name.bare_forces);
        let Some(country) = name.forces_of.or(here) else {
            return self.forces_here(unit);
        };
        Some(self.forces_of(country))
    }

    /// The army or government of a state, as the gazetteer lists it or by itself.
    pub(super) fn forces_of(&self, country: Country) -> Found {
        let identity = match self.index.forces.get(&country) {
            Some(Some(entry)) => Identity::Entry(*entry),
            _ => Identity::Forces(country),
        };
        Found {
            identity,
            why: Reason::Forces {
                of: Arc::from(country.name()),
            },
        }
    }

    /// The army or government of the widest place that the claim names, where that is no known
    /// state: "the army" and "Army of Aland", met in Aland, are one.
    fn forces_here(&self, unit: &Unit) -> Option<Found> {
        let context = self.context(unit);
        let root = context
            .root
            .as_deref()
            .filter(|_| context.country.is_none())?;
        let (_, place) = root.split_once('|')?;
        let name = self.name(unit);
        let own = name.forces_at.as_deref().is_some_and(|at| is_of(at, place));
        (own || name.bare_forces).then(|| Found {
            identity: Identity::Name(SubjectKind::Group, format!("forces@{root}")),
            why: Reason::Forces {
                of: Arc::from(capitalised(place)),
            },
        })
    }

    /// The listed name that is made of the same parts.
    fn translated(&self, unit: &Unit) -> Option<Found> {
        let name = self.name(unit);
        if name.acronym.is_some() {
            return None;
        }
        let context = self.context(unit);
        let parts = if name.generic {
            &self.index.sorts
        } else {
            &self.index.parts
        };
        let listings = parts.get(&name.parts);
        let found = self.index.choose(listings, SubjectType::Group, context);
        let Lookup::One(entry, _) = found else {
            return None;
        };
        // What says only what sort of group it is means the one at home there.
        if name.generic
            && (self.index.home(entry).is_none() || self.index.home(entry) != context.country)
        {
            return None;
        }
        Some(Found {
            identity: Identity::Entry(entry),
            why: Reason::Translation {
                of: Arc::clone(&self.index.entry(entry).name),
            },
        })
    }

    /// The listed name that gives the unit's letters in brackets.
    fn stated(&self, unit: &Unit) -> Option<Found> {
        let listings = self.index.stated.get(self.name(unit).acronym.as_ref()?);
        let context = self.context(unit);
        let found = self.index.choose(listings, SubjectType::Group, context);
        let Lookup::One(entry, _) = found else {
            return None;
        };
        (!self.index.is_abroad(entry, context)).then(|| Found {
            identity: Identity::Entry(entry),
            why: Reason::Acronym {
                of: Arc::clone(&self.index.entry(entry).name),
            },
        })
    }

    /// The group that the world knows by the unit's name: as listed, or else by its first name.
    fn well_known(&self, unit: &Unit) -> Option<Found> {
        let context = self.context(unit);
        let names = also_known_as(&self.name(unit).key);
        let listed = names.iter().find_map(|name| {
            let listings = self.index.names.get(*name);
            match self.index.choose(listings, SubjectType::Group, context) {
                Lookup::One(entry, _) if !self.index.is_abroad(entry, context) => Some(entry),
                _ => None,
            }
        });
        if let Some(entry) = listed {
            return Some(Found {
                identity: Identity::Entry(entry),
                why: Reason::Translation {
                    of: Arc::clone(&self.index.entry(entry).name),
                },
            });
        }
        let first = capitalised(names.first()?);
        let key = self.key_of(&GroupName::new(&first), unit, false);
        (first != *unit.text).then(|| Found {
            identity: Identity::Name(SubjectKind::Group, key),
            why: Reason::Translation {
                of: Arc::from(first),
            },
        })
    }

    fn unlisted(&self, unit: &Unit, bound: bool) -> Found {
        Found {
            identity: Identity::Name(SubjectKind::Group, self.key(unit, bound)),
            why: Reason::Folded,
        }
    }

    /// The key of an unlisted name. A name that says only what sort of group it is ("National
    /// Liberation Front") means another group in every country.
    fn key(&self, unit: &Unit, bound: bool) -> String {
        self.key_of(self.name(unit), unit, bound)
    }

    fn key_of(&self, name: &GroupName, unit: &Unit, bound: bool) -> String {
        if name.generic || bound {
            let root = self.context(unit).root.as_deref().unwrap_or_default();
            let words = if bound { &name.key } else { &name.parts };
            return format!("{words}@{root}");
        }
        name.parts.clone()
    }

    /// The countries that the names of an identity were met in.
    pub(super) fn roots(&self) -> BTreeMap<Identity, BTreeSet<Option<Country>>> {
        let mut roots: BTreeMap<Identity, BTreeSet<Option<Country>>> = BTreeMap::new();
        for (unit, found) in self.units.iter().zip(&self.found) {
            if let Some(found) = found {
                let root = self.context(unit).country;
                roots
                    .entry(found.identity.clone())
                    .or_default()
                    .insert(root);
            }
        }
        roots
    }
}

/// Whether the words are a place's name, or an adjective made from it ("Alandian").
fn is_of(words: &str, place: &str) -> bool {
    let endings = ["", "n", "an", "ian", "ese", "i", "ish", "er", "ais", "ien"];
    let ending = words.strip_prefix(place).filter(|_| place.len() >= 3);
    ending.is_some_and(|ending| endings.contains(&ending))
}

fn capitalised(words: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|c| c.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    };
    words.split(' ').map(capital).collect::<Vec<_>>().join(" ")
}
