//! Which places may be one although the name stage kept them apart, and which lie in which.
//!
//! One name on two levels ("Haditha, Iraq" and "Haditha, Anbar, Iraq") is two entities, for a town
//! is not its district. Whether two accounts speak of one event does not hang on that, so linkage
//! compares sounds of names, and learns from every chain of names which sound lies in which.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use itertools::Itertools;

use crate::codebook::SubjectType;
use crate::names::{EntityId, Names};

/// A sound that ends chains so many times oftener than not is a country's.
const MOSTLY: u32 = 4;

/// The sounds of all places, by number, and those that each lies in.
#[derive(Debug, Clone, Default)]
pub struct Places {
    sound: Vec<u32>,
    above: Vec<Arc<[u32]>>,
    regions: Vec<Arc<[u32]>>,
    holds: Vec<bool>,
}

impl Places {
    /// Of all places that claims name.
    pub fn of(names: &Names) -> Self {
        let sound = sounds(names);
        let count = sound.iter().max().map_or(0, |&most| most as usize + 1);
        let mut direct: Vec<BTreeSet<u32>> = vec![BTreeSet::new(); count];
        let mut ends = vec![(0_u32, 0_u32); count];
        for claim in &names.claims {
            count_ends(&claim.place, &sound, &mut ends);
            for [inner, outer] in claim.place.iter().array_combinations() {
                insert(
                    &mut direct,
                    sound[inner.0 as usize],
                    sound[outer.0 as usize],
                );
            }
        }
        // Not what holds the holders: names alike in two countries would join the two.
        for (number, entity) in names.entities.iter().enumerate() {
            if entity.kind == SubjectType::Place {
                for parent in &entity.parents {
                    insert(&mut direct, sound[number], sound[parent.0 as usize]);
                }
            }
        }
        // A village may sound like a country; the country lies in nothing for that.
        for (direct, &(last, other)) in direct.iter_mut().zip(&ends) {
            if last > other.saturating_mul(MOSTLY) {
                direct.clear();
            }
        }
        let above: Vec<Arc<[u32]>> = direct
            .iter()
            .map(|outer| outer.iter().copied().collect())
            .collect();
        let held = |&&outer: &&u32| !direct[outer as usize].is_empty();
        let regions = above
            .iter()
            .map(|a| a.iter().filter(held).copied().collect());
        Self {
            holds: holders(&above),
            sound,
            regions: regions.collect(),
            above,
        }
    }

    /// The number of a place's sound.
    pub fn sound(&self, place: EntityId) -> u32 {
        self.sound[place.0 as usize]
    }

    /// The sounds that a sound lies in, sorted.
    pub fn above(&self, sound: u32) -> Arc<[u32]> {
        self.above[sound as usize].clone()
    }

    /// Those of them that lie in something themselves: no countries.
    pub fn regions(&self, sound: u32) -> Arc<[u32]> {
        self.regions[sound as usize].clone()
    }

    /// Whether a sound is a whole country's, or the like: it lies in nothing, and holds others.
    pub fn is_wide(&self, sound: u32) -> bool {
        self.holds[sound as usize] && self.above[sound as usize].is_empty()
    }
}

/// Of every sound, whether another lies in it.
fn holders(above: &[Arc<[u32]>]) -> Vec<bool> {
    let mut holds = vec![false; above.len()];
    for &outer in above.iter().flat_map(|outer| outer.iter()) {
        holds[outer as usize] = true;
    }
    holds
}

/// Counts how often each sound ends a chain of names, and how often it stands before another.
fn count_ends(place: &[EntityId], sound: &[u32], ends: &mut [(u32, u32)]) {
    let chain = || place.iter().map(|p| sound[p.0 as usize] as usize);
    for (at, sound) in chain().enumerate().filter(|_| place.len() > 1) {
        if at + 1 == place.len() {
            ends[sound].0 += 1;
        } else {
            ends[sound].1 += 1;
        }
    }
}

fn insert(direct: &mut [BTreeSet<u32>], inner: u32, outer: u32) {
    if inner != outer {
        direct[inner as usize].insert(outer);
    }
}

/// A number for each sound, in the order of entities; things that are no places share one.
fn sounds(names: &Names) -> Vec<u32> {
    let mut numbers: BTreeMap<u64, u32> = BTreeMap::new();
    let entities = names.entities.iter().enumerate();
    entities
        .map(|(number, entity)| {
            let sound = match entity.kind {
                SubjectType::Place => names.place_sound(EntityId(number as u32)),
                _ => 0,
            };
            let next = numbers.len() as u32;
            *numbers.entry(sound).or_insert(next)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest;
    use crate::names::{self, Gazetteer};

    /// The names and places of claims, each in one chain of names.
    fn read(chains: &[&[&str]]) -> (Names, Places) {
        let codebook = crate::codebook::Codebook::builtin();
        let mut lines = Vec::new();
        for (at, chain) in chains.iter().enumerate() {
            let document = serde_json::json!({"id": format!("d{at}")});
            let event = serde_json::json!({"kind": "clash", "where": chain});
            let claim = serde_json::json!({"outlet": "o", "document": document, "event": event, "assertions": []});
            lines.push(claim.to_string());
        }
        let found = ingest::read_lines("test", lines.join("\n").as_bytes(), &codebook);
        assert_eq!(found.claims.len(), chains.len(), "{:?}", found.faults);
        let names = names::resolve(&found.claims, &codebook, &Gazetteer::default());
        let places = Places::of(&names);
        (names, places)
    }

    /// The sound of a name, by the first claim that names it.
    fn sound(names: &Names, places: &Places, name: &str) -> u32 {
        let bears_it = |id: &EntityId| {
            let surfaces = &names.entities[id.0 as usize].surfaces;
            surfaces.iter().any(|s| &*s.text == name)
        };
        let mut ids = names.claims.iter().flat_map(|c| c.place.iter().copied());
        places.sound(ids.find(bears_it).unwrap())
    }

    const CHAINS: [&[&str]; 4] = [
        &["Tessel", "Delta", "Aland"],
        &["Gorom", "Delta", "Aland"],
        &["Abala", "Hills", "Aland"],
        &["Tessel", "Aland"],
    ];

    #[test]
    fn one_name_on_two_levels_is_one_sound() {
        let (names, places) = read(&CHAINS);
        let first = |claim: usize| places.sound(names.claims[claim].place[0]);
        assert_eq!(first(0), first(3));
        assert_ne!(first(0), first(1));
    }

    #[test]
    fn regions_are_told_from_countries() {
        let (names, places) = read(&CHAINS);
        let sound = |name| sound(&names, &places, name);
        let tessel = places.regions(sound("Tessel"));
        assert_eq!(&*tessel, [sound("Delta")], "a country is no region");
        assert!(places.above(sound("Tessel")).contains(&sound("Aland")));
        assert!(places.above(sound("Aland")).is_empty());
    }

    #[test]
    fn wide_is_what_holds_and_is_not_held() {
        let (names, places) = read(&CHAINS);
        let wide = |name| places.is_wide(sound(&names, &places, name));
        assert!(wide("Aland"));
        assert!(!wide("Delta") && !wide("Tessel"));
        let (names, places) = read(&[&["Lonely"]]);
        assert!(
            !places.is_wide(sound(&names, &places, "Lonely")),
            "a town named alone"
        );
    }
}
