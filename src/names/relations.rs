//! What lies in what, and which entities may be one, laid out to be asked millions of times.

use super::place_name::PlaceName;
use super::{Doubt, Entity, EntityId};
use crate::codebook::SubjectType;

/// Sorted lists of entities, one for each entity.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
struct Lists {
    starts: Vec<u32>,
    ids: Vec<EntityId>,
}

impl Lists {
    fn of(&self, id: EntityId) -> (usize, &[EntityId]) {
        let at = id.0 as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(&from), Some(&to)) => (from as usize, &self.ids[from as usize..to as usize]),
            _ => (0, &[]),
        }
    }
}

/// Relations between entities.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub(super) struct Relations {
    /// All that an entity lies in, directly or through others.
    above: Lists,
    /// The greater ids that each may be the same as: in the order of the doubts.
    doubted: Lists,
    /// What each sounds like, where it is a place; see [`super::Names::place_sound`].
    sounds: Vec<u64>,
    /// Whether places lie in it.
    holds: Vec<bool>,
}

impl Relations {
    /// Works them out; the doubts must be sorted by their ids.
    pub(super) fn new(entities: &[Entity], doubts: &[Doubt]) -> Self {
        Self {
            above: above(entities),
            doubted: doubted(entities.len(), doubts),
            sounds: entities.iter().map(sound).collect(),
            holds: holds(entities),
        }
    }

    /// What the name of a place sounds like.
    pub(super) fn sound(&self, place: EntityId) -> u64 {
        self.sounds[place.0 as usize]
    }

    /// Whether places lie in an entity.
    pub(super) fn holds(&self, outer: EntityId) -> bool {
        self.holds[outer.0 as usize]
    }

    /// Whether `inner` lies in `outer`.
    pub(super) fn contains(&self, outer: EntityId, inner: EntityId) -> bool {
        self.above.of(inner).1.contains(&outer)
    }

    /// The number of the doubt whether two entities are one.
    pub(super) fn doubt(&self, a: EntityId, b: EntityId) -> Option<usize> {
        let (from, others) = self.doubted.of(a.min(b));
        let at = others.binary_search(&a.max(b)).ok()?;
        Some(from + at)
    }
}

fn sound(entity: &Entity) -> u64 {
    match entity.kind {
        SubjectType::Place => PlaceName::new(&entity.name).sound,
        _ => 0,
    }
}

fn holds(entities: &[Entity]) -> Vec<bool> {
    let mut holds = vec![false; entities.len()];
    for entity in entities.iter().filter(|e| e.kind == SubjectType::Place) {
        for outer in &entity.parents {
            holds[outer.0 as usize] = true;
        }
    }
    holds
}

fn above(entities: &[Entity]) -> Lists {
    let mut lists = Lists::default();
    lists.starts.push(0);
    for (i, entity) in entities.iter().enumerate() {
        let mut open = entity.parents.clone();
        let mut seen: Vec<EntityId> = Vec::new();
        while let Some(at) = open.pop() {
            if !seen.contains(&at) {
                seen.push(at);
                open.extend(&entities[at.0 as usize].parents);
            }
        }
        seen.retain(|at| at.0 as usize != i);
        lists.ids.extend(seen);
        lists.starts.push(lists.ids.len() as u32);
    }
    lists
}

fn doubted(entities: usize, doubts: &[Doubt]) -> Lists {
    let mut starts = vec![0_u32; entities + 1];
    for doubt in doubts {
        starts[doubt.a.0 as usize + 1] += 1;
    }
    for at in 0..entities {
        starts[at + 1] += starts[at];
    }
    let ids = doubts.iter().map(|doubt| doubt.b).collect();
    Lists { starts, ids }
}
