//! Which names of groups are names of one group.

mod abbreviations;
pub(crate) mod acronym;
pub mod forces;
pub(crate) mod initials;
mod known;
mod likeness;
pub(crate) mod name;
pub(crate) mod words;

use std::sync::Arc;

use hashbrown::HashMap;

use self::acronym::{initials, stated};
use self::initials::initials_abroad;
use self::known::also_known_as;
use self::name::GroupName;
use super::Knowledge;
use crate::codebook::SubjectType;
use crate::names::NameReason;
use crate::names::context::NameContext;
use crate::names::country::Country;
use crate::names::gazetteer::index::{Listing, Lookup};
use crate::names::identity::{Doubtful, Identified, Identity, Joins, NameUnit};

/// Finds what each name of a group stands for; `None` for the units that are no groups.
pub(crate) fn find(evidence: &Knowledge, joins: &mut Joins) -> (Vec<Option<Identified>>, Doubtful) {
    let mut groups = Groups::new(*evidence);
    let doubts = likeness::join(&groups, joins);
    groups.doubts.extend(doubts);
    groups.acronyms(joins);
    (groups.found, groups.doubts)
}

/// Units by the initials of their full names.
type UnitsByInitials = HashMap<String, Vec<u32>>;

/// The names of groups, while it is found out what they stand for.
struct Groups<'a> {
    evidence: Knowledge<'a>,
    /// Names taken apart, each once.
    parsed: HashMap<Arc<str>, GroupName>,
    /// What was found of each unit; `None` where it is no group.
    found: Vec<Option<Identified>>,
    doubts: Doubtful,
    /// By the initials in the name's own language.
    full_names: UnitsByInitials,
    /// By the initials in other languages.
    full_names_abroad: UnitsByInitials,
}

impl<'a> Groups<'a> {
    /// Looks at every unit: all is found out but what likeness and acronyms tell.
    fn new(evidence: Knowledge<'a>) -> Self {
        let mut groups = Self {
            evidence,
            parsed: HashMap::new(),
            found: Vec::new(),
            doubts: Vec::new(),
            full_names: HashMap::new(),
            full_names_abroad: HashMap::new(),
        };
        let is_group = |unit: &NameUnit| unit.kind == SubjectType::Group;
        for (unit, number) in evidence.units.iter().zip(0..) {
            if is_group(unit) {
                groups.parse(unit, number);
            }
        }
        for unit in evidence.units {
            let found = is_group(unit).then(|| groups.direct(unit));
            groups.found.push(found);
        }
        groups
    }

    fn parse(&mut self, unit: &NameUnit, number: u32) {
        let name = self.parsed.entry(Arc::clone(&unit.text));
        let name = name.or_insert_with_key(|text| GroupName::new(text));
        if name.acronym.is_some() || name.unknown {
            return;
        }
        let given = stated(&unit.text).map(|(_, letters)| letters);
        for letters in initials(&unit.text).into_iter().chain(given) {
            self.full_names.entry(letters).or_default().push(number);
        }
        for letters in initials_abroad(&unit.text) {
            let known = self.full_names_abroad.entry(letters);
            known.or_default().push(number);
        }
    }

    fn name(&self, unit: &NameUnit) -> &GroupName {
        &self.parsed[&unit.text]
    }

    fn context(&self, unit: &NameUnit) -> &'a NameContext {
        self.evidence.context(unit)
    }

    /// The units whose full names give these letters, and what was found of them.
    fn in_full<'g>(
        &'g self,
        names: &'g UnitsByInitials,
        letters: &str,
    ) -> impl Iterator<Item = (&'a NameUnit, &'g Option<Identified>)> {
        let numbers = names.get(letters).into_iter().flatten();
        numbers.map(|&n| (&self.evidence.units[n as usize], &self.found[n as usize]))
    }

    /// The entry that a unit means, of those that list it, and the context that decided.
    fn choose(&self, unit: &NameUnit, listings: Option<&Vec<Listing>>) -> Lookup {
        let context = self.context(unit);
        (self.evidence.index).choose(listings, SubjectType::Group, context)
    }

    /// What the name stands for by itself.
    fn direct(&mut self, unit: &NameUnit) -> Identified {
        let mut bound = false;
        match self.listed(unit) {
            Lookup::One(entry, context) => return self.evidence.listed_as(unit, entry, context),
            Lookup::Several(entries) => {
                bound = true;
                let own = Identity::Name(SubjectType::Group, self.key(unit, true));
                let doubts = self.evidence.doubt_listed(&own, unit, &entries);
                self.doubts.extend(doubts);
            }
            Lookup::Unlisted => {}
        }
        self.described(unit)
            .or_else(|| self.forces(unit))
            .or_else(|| self.translated(unit))
            .or_else(|| self.stated(unit))
            .or_else(|| self.well_known(unit).filter(|_| !bound))
            .unwrap_or_else(|| {
                let identity = Identity::Name(SubjectType::Group, self.key(unit, bound));
                Identified::new(identity, NameReason::Folded)
            })
    }

    /// The entry that lists the name, if it may mean that entry here.
    fn listed(&self, unit: &NameUnit) -> Lookup {
        let name = self.name(unit);
        let index = self.evidence.index;
        match self.choose(unit, index.names.get(&name.key)) {
            Lookup::One(entry, None)
                if index.is_abroad(entry, self.context(unit))
                    && (name.generic || self.has_rival(unit, entry)) =>
            {
                Lookup::Unlisted
            }
            found => found,
        }
    }

    /// Whether an acronym, met in another country than its entry's, has a full name there.
    fn has_rival(&self, unit: &NameUnit, entry: u32) -> bool {
        let Some(letters) = &self.name(unit).acronym else {
            return false;
        };
        let listed = &self.evidence.index.entry(entry).name;
        let numbers = self.full_names.get(letters).into_iter().flatten();
        let mut others = numbers.map(|&n| &self.evidence.units[n as usize]);
        others.any(|other| {
            self.context(other).root == self.context(unit).root && other.text != *listed
        })
    }

    /// A category, nobody in particular, or a listed name with a word more.
    fn described(&self, unit: &NameUnit) -> Option<Identified> {
        let name = self.name(unit);
        if let Some(category) = self.evidence.category(&unit.text) {
            return Some(category);
        }
        if name.unknown {
            let identity = Identity::Unknown(SubjectType::Group, name.key.clone());
            return Some(Identified::new(identity, NameReason::Folded));
        }
        let index = self.evidence.index;
        let listings = index.names.get(name.stripped.as_ref()?);
        let entry = self.choose(unit, listings).one()?;
        let of = index.name_of(entry);
        Some(Identified::new(
            Identity::Entry(entry),
            NameReason::Descriptor { of },
        ))
    }

    /// The army or government of the state that the name tells, or that the claim is set in.
    fn forces(&self, unit: &NameUnit) -> Option<Identified> {
        let name = self.name(unit);
        let here = self.context(unit).country.filter(|_| name.bare_forces);
        let country = name.forces_of.or(here);
        country.map_or_else(
            || self.forces_here(unit),
            |state| Some(self.forces_of(state)),
        )
    }

    /// The army or government of a state, as the gazetteer lists it or by itself.
    fn forces_of(&self, country: Country) -> Identified {
        let listed = self.evidence.index.forces.get(&country).copied().flatten();
        let identity = listed.map_or(Identity::Forces(country), Identity::Entry);
        let of = Arc::from(country.name());
        Identified::new(identity, NameReason::Forces { of })
    }

    /// The army or government of the widest place that the claim names, where that is no known
    /// state: "the army" and "Army of Aland", met in Aland, are one.
    fn forces_here(&self, unit: &NameUnit) -> Option<Identified> {
        let context = self.context(unit);
        let root = context.root.as_deref();
        let root = root.filter(|_| context.country.is_none())?;
        let (_, place) = root.split_once('|')?;
        let name = self.name(unit);
        let own = name.forces_at.as_deref().is_some_and(|at| is_of(at, place));
        let identity = Identity::Name(SubjectType::Group, format!("forces@{root}"));
        let of = Arc::from(capitalised(place));
        (own || name.bare_forces).then(|| Identified::new(identity, NameReason::Forces { of }))
    }

    /// The listed name that is made of the same parts.
    fn translated(&self, unit: &NameUnit) -> Option<Identified> {
        let (name, index) = (self.name(unit), self.evidence.index);
        if name.acronym.is_some() {
            return None;
        }
        let parts = if name.generic {
            &index.sorts
        } else {
            &index.parts
        };
        let entry = self.choose(unit, parts.get(&name.parts)).one()?;
        // What says only what sort of group it is means the one at home there.
        let at_home = index.is_home(entry, self.context(unit));
        (!name.generic || at_home).then(|| self.says_the_same(entry))
    }

    fn says_the_same(&self, entry: u32) -> Identified {
        let of = self.evidence.index.name_of(entry);
        Identified::new(Identity::Entry(entry), NameReason::Translation { of })
    }

    /// The listed name that gives the unit's letters in brackets.
    fn stated(&self, unit: &NameUnit) -> Option<Identified> {
        let index = self.evidence.index;
        let listings = index.stated.get(self.name(unit).acronym.as_ref()?);
        let entry = self.choose(unit, listings).one()?;
        let of = index.name_of(entry);
        let abroad = index.is_abroad(entry, self.context(unit));
        (!abroad).then(|| Identified::new(Identity::Entry(entry), NameReason::Acronym { of }))
    }

    /// The group that the world knows by the unit's name: as listed, or else by its first name.
    fn well_known(&self, unit: &NameUnit) -> Option<Identified> {
        let index = self.evidence.index;
        let names = also_known_as(&self.name(unit).key);
        let mut listed = names.iter().filter_map(|&name| {
            let entry = self.choose(unit, index.names.get(name)).one()?;
            (!index.is_abroad(entry, self.context(unit))).then_some(entry)
        });
        if let Some(entry) = listed.next() {
            return Some(self.says_the_same(entry));
        }
        let first = capitalised(names.first()?);
        let key = self.key_of(&GroupName::new(&first), unit, false);
        (first != *unit.text).then(|| {
            let of = Arc::from(first);
            Identified::new(
                Identity::Name(SubjectType::Group, key),
                NameReason::Translation { of },
            )
        })
    }

    /// The key of an unlisted name. A name that says only what sort of group it is ("National
    /// Liberation Front") means another group in every country.
    fn key(&self, unit: &NameUnit, bound: bool) -> String {
        self.key_of(self.name(unit), unit, bound)
    }

    fn key_of(&self, name: &GroupName, unit: &NameUnit, bound: bool) -> String {
        if name.generic || bound {
            let root = self.context(unit).root.as_deref().unwrap_or_default();
            let words = if bound { &name.key } else { &name.parts };
            return format!("{words}@{root}");
        }
        name.parts.clone()
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
