//! Which places may be one although the name stage kept them apart, and which lie in which.
//!
//! One name on two levels ("Haditha, Iraq" and "Haditha, Anbar, Iraq") is two entities, for a town
//! is not its district. Whether two accounts speak of one event does not hang on that, so linkage
//! compares sounds of names, and learns from every chain of names which sound lies in which.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use itertools::Itertools;

use super::features::Few;
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
    /// Whether any account, or the gazetteer, has something lie in it.
    ever_holds: Vec<bool>,
}

impl Places {
    /// Of all places that claims name.
    pub fn of(names: &Names) -> Self {
        let sound = sounds(names);
        let direct = direct(names, &sound);
        let is_held = |outer: &u32| !direct[*outer as usize].is_empty();
        let regions = |outer: &BTreeSet<u32>| outer.iter().copied().filter(is_held).collect();
        let above = |outer: &BTreeSet<u32>| outer.iter().copied().collect();
        let mut holds = vec![false; direct.len()];
        for &outer in direct.iter().flatten() {
            holds[outer as usize] = true;
        }
        Self {
            regions: direct.iter().map(regions).collect(),
            above: direct.iter().map(above).collect(),
            holds,
            ever_holds: ever_holds(names, &sound),
            sound,
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

    /// Whether nobody has anything lie in a sound's place.
    pub fn is_leaf(&self, sound: u32) -> bool {
        !self.ever_holds[sound as usize]
    }

    /// Whether a sound is a whole country's, or the like: it lies in nothing, and holds others.
    pub fn is_wide(&self, sound: u32) -> bool {
        self.holds[sound as usize] && self.above[sound as usize].is_empty()
    }
}

/// The sounds that each sound lies in, by what claims and the gazetteer say of places.
fn direct(names: &Names, sound: &[u32]) -> Vec<BTreeSet<u32>> {
    let at = |place: &EntityId| sound[place.0 as usize] as usize;
    let count = sound.iter().max().map_or(0, |&most| most as usize + 1);
    let mut direct: Vec<BTreeSet<u32>> = vec![BTreeSet::new(); count];
    // How often each ends a chain of names, and how often it stands before another.
    let mut ends = vec![(0_u32, 0_u32); count];
    let mut insert = |inner: usize, outer: usize| {
        if inner != outer {
            direct[inner].insert(outer as u32);
        }
    };
    for claim in &names.claims {
        let chain: Few<usize, 4> = claim.place.iter().map(at).collect();
        if let [before @ .., last] = &*chain
            && !before.is_empty()
        {
            ends[*last].0 += 1;
            for &sound in before {
                ends[sound].1 += 1;
            }
        }
        for [&inner, &outer] in chain.iter().array_combinations() {
            insert(inner, outer);
        }
    }
    // Not what holds the holders: names alike in two countries would join the two.
    for (number, entity) in names.entities.iter().enumerate() {
        let parents = entity.parents.iter().map(at);
        if entity.kind == SubjectType::Place {
            parents.for_each(|parent| insert(sound[number] as usize, parent));
        }
    }
    // A village may sound like a country; the country lies in nothing for that.
    for (direct, &(last, other)) in direct.iter_mut().zip(&ends) {
        if last > other.saturating_mul(MOSTLY) {
            direct.clear();
        }
    }
    direct
}

/// Whether each sound stands behind another in a chain, or holds something by the gazetteer.
fn ever_holds(names: &Names, sound: &[u32]) -> Vec<bool> {
    let count = sound.iter().max().map_or(0, |&most| most as usize + 1);
    let mut holds = vec![false; count];
    let outer = names
        .claims
        .iter()
        .flat_map(|claim| claim.place.iter().skip(1));
    let parents = names.entities.iter().flat_map(|entity| &entity.parents);
    for place in outer.chain(parents) {
        holds[sound[place.0 as usize] as usize] = true;
    }
    holds
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
