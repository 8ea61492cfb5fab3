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

/// The sounds of all places, by number, and those that each lies in.
#[derive(Debug, Clone, Default)]
pub struct Places {
    sound: Vec<u32>,
    above: Vec<Arc<[u32]>>,
}

impl Places {
    /// Of all places that claims name.
    pub fn of(names: &Names) -> Self {
        let sound = sounds(names);
        let count = sound.iter().max().map_or(0, |&most| most as usize + 1);
        let mut direct: Vec<BTreeSet<u32>> = vec![BTreeSet::new(); count];
        for claim in &names.claims {
            for (inner, outer) in claim.place.iter().tuple_windows() {
                insert(&mut direct, sound[inner.0 as usize], sound[outer.0 as usize]);
            }
        }
        for (number, entity) in names.entities.iter().enumerate() {
            if entity.kind == SubjectType::Place {
                for parent in &entity.parents {
                    insert(&mut direct, sound[number], sound[parent.0 as usize]);
                }
            }
        }
        let above = (0..count).map(|s| closure(&direct, s as u32)).collect();
        Self { sound, above }
    }

    /// The number of a place's sound.
    pub fn sound(&self, place: EntityId) -> u32 {
        self.sound[place.0 as usize]
    }

    /// The sounds that a sound lies in, sorted.
    pub fn above(&self, sound: u32) -> Arc<[u32]> {
        self.above[sound as usize].clone()
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

/// All that `of` lies in, directly or through others.
fn closure(direct: &[BTreeSet<u32>], of: u32) -> Arc<[u32]> {
    let mut seen = BTreeSet::new();
    let mut open = vec![of];
    while let Some(at) = open.pop() {
        for &outer in &direct[at as usize] {
            if outer != of && seen.insert(outer) {
                open.push(outer);
            }
        }
    }
    seen.into_iter().collect()
}
