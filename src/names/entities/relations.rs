//! What lies in what, and which entities may be one, laid out to be asked millions of times.

use crate::codebook::SubjectType;
use crate::names::division::Division;
use crate::names::kind::place::PlaceName;
use crate::names::{Doubt, Entity, EntityId};

/// Lists of entities, one for each entity.
#[derive(Debug, Clone, Default, PartialEq)]
struct EntityLists {
    starts: Vec<u32>,
    ids: Vec<EntityId>,
}

impl EntityLists {
    fn new(lists: impl Iterator<Item = Vec<EntityId>>) -> Self {
        let (mut starts, mut ids) = (vec![0], Vec::new());
        for list in lists {
            ids.extend(list);
            starts.push(ids.len() as u32);
        }
        Self { starts, ids }
    }

    /// Where the list of an entity begins, and the list.
    fn of(&self, id: EntityId) -> (usize, &[EntityId]) {
        let at = id.0 as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(&from), Some(&to)) => (from as usize, &self.ids[from as usize..to as usize]),
            _ => (0, &[]),
        }
    }
}

/// Relations between entities.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct EntityRelations {
    /// All that an entity lies in, directly or through others.
    above: EntityLists,
    /// The greater ids that each may be the same as: in the order of the doubts.
    doubted: EntityLists,
    /// What each sounds like, where it is a place; see [`crate::names::Names::place_sound`].
    sounds: Vec<u64>,
    /// Whether places lie in it.
    holds: Vec<bool>,
    /// Whether it is one of the two of a doubt.
    in_doubt: Vec<bool>,
}

impl EntityRelations {
    /// Works them out; the doubts must be sorted by their ids.
    pub(crate) fn new(entities: &[Entity], doubts: &[Doubt]) -> Self {
        let mut holds = vec![false; entities.len()];
        for entity in entities.iter().filter(|e| e.kind == SubjectType::Place) {
            for outer in &entity.parents {
                holds[outer.0 as usize] = true;
            }
        }
        let mut in_doubt = vec![false; entities.len()];
        for doubt in doubts {
            in_doubt[doubt.a.0 as usize] = true;
            in_doubt[doubt.b.0 as usize] = true;
        }
        let ids = || (0..entities.len() as u32).map(EntityId);
        let mut doubts = doubts.iter().peekable();
        let mut doubted = |id| {
            let own = std::iter::from_fn(|| doubts.next_if(|doubt| doubt.a == id));
            own.map(|doubt| doubt.b).collect()
        };
        Self {
            above: EntityLists::new(ids().map(|id| above(entities, id))),
            doubted: EntityLists::new(ids().map(&mut doubted)),
            sounds: entities.iter().map(sound).collect(),
            holds,
            in_doubt,
        }
    }

    /// What the name of a place sounds like.
    pub(crate) fn sound(&self, place: EntityId) -> u64 {
        self.sounds[place.0 as usize]
    }

    /// Whether it is in doubt that an entity is another.
    pub(crate) fn is_doubted(&self, id: EntityId) -> bool {
        self.in_doubt
            .get(id.0 as usize)
            .copied()
            .unwrap_or_default()
    }

    /// Whether places lie in an entity.
    pub(crate) fn holds(&self, outer: EntityId) -> bool {
        self.holds[outer.0 as usize]
    }

    /// Whether `inner` lies in `outer`.
    pub(crate) fn contains(&self, outer: EntityId, inner: EntityId) -> bool {
        self.above.of(inner).1.contains(&outer)
    }

    /// The number of the doubt whether two entities are one.
    pub(crate) fn doubt(&self, a: EntityId, b: EntityId) -> Option<usize> {
        let (from, others) = self.doubted.of(a.min(b));
        let at = others.binary_search(&a.max(b)).ok()?;
        Some(from + at)
    }
}

fn sound(entity: &Entity) -> u64 {
    match entity.kind {
        // A state sounds like its name, where nobody writes more than its code.
        SubjectType::Place => {
            let state = Division::of(&entity.name, None).map(Division::name);
            PlaceName::new(state.unwrap_or(&entity.name)).sound
        }
        _ => 0,
    }
}

fn above(entities: &[Entity], id: EntityId) -> Vec<EntityId> {
    let parents = |id: EntityId| &entities[id.0 as usize].parents;
    let mut open = parents(id).clone();
    let mut seen: Vec<EntityId> = Vec::new();
    while let Some(at) = open.pop() {
        if !seen.contains(&at) {
            seen.push(at);
            open.extend(parents(at));
        }
    }
    seen.retain(|&at| at != id);
    seen
}
