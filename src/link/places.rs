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
