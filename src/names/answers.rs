//! What other stages ask of names.

use std::fmt::Write;

use crate::codebook::SubjectType;
use crate::ingest::rulings::NameRuling;
use crate::names::{Doubt, Entity, EntityId, NameReason, Names, words};

impl Names {
    /// The entity of an id.
    ///
    /// # Panics
    /// Where the id is another run's.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0 as usize]
    }

    /// Whether `inner`, a place or a body, lies in `outer`, directly or through others.
    pub fn contains(&self, outer: EntityId, inner: EntityId) -> bool {
        self.relations.contains(outer, inner)
    }

    /// What a place's canonical name sounds like, as a digest: two entities of one sound may be one
    /// place that is named on two levels ("Haditha, Iraq", "Haditha, Anbar, Iraq").
    pub fn place_sound(&self, id: EntityId) -> u64 {
        self.relations.sound(id)
    }

    /// Whether claims say of places that they lie in it.
    pub fn holds_places(&self, id: EntityId) -> bool {
        self.relations.holds(id)
    }

    /// Whether an entity is named as a country is.
    pub fn is_country(&self, id: EntityId) -> bool {
        let name = words::key(&self.entity(id).name);
        crate::names::country::Country::named(&name).is_some()
    }

    /// The doubt whether two entities are one.
    pub fn doubt(&self, a: EntityId, b: EntityId) -> Option<&Doubt> {
        self.doubts.get(self.relations.doubt(a, b)?)
    }

    /// Whether it is in doubt that an entity is another.
    pub fn is_doubted(&self, id: EntityId) -> bool {
        self.relations.is_doubted(id)
    }

    /// The body whose organ it is.
    pub fn organ_of(&self, id: EntityId) -> Option<EntityId> {
        self.organs.get(&id).copied()
    }

    /// Takes note that an outlet speaks for a side, where some claim names that side.
    pub fn declare_party(&mut self, outlet: &str, side: &str) {
        let side = crate::text::term(side);
        let is_side = |e: &Entity| {
            let called = e
                .surfaces
                .iter()
                .any(|s| crate::text::term(&s.text) == side);
            e.kind == SubjectType::Group && (called || crate::text::term(&e.name) == side)
        };
        if let Some(at) = self.entities.iter().position(is_side) {
            let outlet = crate::text::term(outlet);
            self.parties.insert(outlet, EntityId(at as u32));
        }
    }

    /// Takes note of who ruled that names are one thing.
    pub fn note_ruling(&mut self, ruling: &NameRuling, by: &str) {
        let keys: Vec<String> = ruling.others.iter().map(|name| words::key(name)).collect();
        let own = self
            .entities
            .iter_mut()
            .filter(|e| ruling.one && e.name == ruling.is);
        let surfaces = own.flat_map(|entity| &mut entity.surfaces);
        for surface in surfaces.filter(|s| keys.contains(&words::key(&s.text))) {
            surface.why = NameReason::Ruled { by: by.into() };
        }
    }

    /// The side that an outlet, or a source of its name, is declared to speak for.
    pub fn party_of(&self, name: &str) -> Option<EntityId> {
        if self.parties.is_empty() {
            return None;
        }
        self.parties.get(&crate::text::term(name)).copied()
    }

    /// Why each spelling is this entity's, a line for each.
    pub fn explain(&self, id: EntityId) -> String {
        let entity = self.entity(id);
        let mut out = format!("{}\n", entity.name);
        for surface in &entity.surfaces {
            let times = if surface.claims == 1 {
                "claim"
            } else {
                "claims"
            };
            let _ = writeln!(
                out,
                "  \"{}\" ({} {times}): {}",
                surface.text, surface.claims, surface.why
            );
        }
        out
    }
}

impl std::fmt::Display for NameReason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Canonical => f.write_str("the canonical spelling"),
            Self::Gazetteer { context: None } => f.write_str("the gazetteer lists it"),
            Self::Gazetteer {
                context: Some(context),
            } => write!(f, "the gazetteer lists it for {context}"),
            Self::Folded => {
                f.write_str("differs in case, accents, script, articles or hyphens only")
            }
            Self::Spelling { of, likeness } => write!(
                f,
                "sounds like \"{of}\" ({}.{} %)",
                likeness / 10,
                likeness % 10
            ),
            Self::Acronym { of } => write!(f, "an acronym, or the full name, of \"{of}\""),
            Self::Descriptor { of } => {
                write!(f, "\"{of}\" with a word for what sort of thing it is")
            }
            Self::Translation { of } => write!(f, "says the same as \"{of}\", in other words"),
            Self::Forces { of } => write!(f, "the army or government of {of}"),
            Self::Part { of } => write!(f, "a part of \"{of}\", and of no other name met there"),
            Self::Holds { of, places } => {
                write!(f, "holds {places} of the places that \"{of}\" holds")
            }
            Self::Category { of } => write!(f, "the codebook lists it under \"{of}\""),
            Self::Epithet { of } => write!(f, "a text calls \"{of}\" so"),
            Self::Ruled { by } => write!(f, "ruled by {by}"),
        }
    }
}
