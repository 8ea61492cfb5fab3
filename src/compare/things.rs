//! Things under other words: "pick-ups" are pickup trucks.

use std::collections::HashMap;

use crate::codebook::SubjectType;
use crate::names::{EntityId, Names};
use crate::text::term as key;

/// Words for one sort of thing, a line each: what fighters seize, lose and destroy.
const SAME: &str = "\
motorcycles motorbikes motos motorcycle motorbike
pickup-trucks pickups pick-ups pick-up-trucks pickup pick-up pickup-truck
rifles assault-rifles rifle assault-rifle
machine-guns machineguns machine-gun machinegun
mortar-rounds mortar-shells mortar-bombs
artillery-shells artillery-rounds
rocket-launchers rpg-launchers rocket-propelled-grenade-launchers
rocket-propelled-grenades rpgs
explosive-devices ieds improvised-explosive-devices
armoured-vehicles armored-vehicles armoured-cars armored-cars
drones uavs unmanned-aerial-vehicles
ammunition munitions ammo
weapons arms weaponry
cattle cows
helicopters choppers
boats vessels
cars automobiles
houses homes";

/// For every entity, the first one that is the same thing under other words; of what is no thing,
/// itself.
pub(super) fn representatives(names: &Names) -> Vec<EntityId> {
    let lines: HashMap<String, usize> = SAME
        .lines()
        .enumerate()
        .flat_map(|(line, words)| words.split(' ').map(move |w| (plain(w), line)))
        .collect();
    let mut first: HashMap<usize, EntityId> = HashMap::new();
    let of = |(number, entity): (usize, &crate::names::Entity)| {
        let id = EntityId(number as u32);
        match lines.get(&plain(&entity.name)) {
            Some(line) if entity.kind == SubjectType::Thing => *first.entry(*line).or_insert(id),
            _ => id,
        }
    };
    names.entities.iter().enumerate().map(of).collect()
}

/// Letters alone: hyphens and blanks tell no two things apart.
fn plain(name: &str) -> String {
    key(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_of_two_things() {
        let mut words: Vec<String> = SAME.split_whitespace().map(plain).collect();
        words.sort_unstable();
        let all = words.len();
        words.dedup();
        // "pickups" and "pick-ups" read alike, and stand in one line.
        let lines = SAME.lines().map(|line| {
            let mut of_line: Vec<String> = line.split(' ').map(plain).collect();
            of_line.sort_unstable();
            of_line.dedup();
            of_line.len()
        });
        assert_eq!(words.len(), lines.sum::<usize>());
        assert!(words.len() < all);
    }
}
