//! What places hold: two regions of one country that hold the same places are one region.
//!
//! A region may have names in two languages that no likeness bridges (Aleppo, Halab). The
//! villages and districts that claims put in it tell.

use std::collections::BTreeMap;

use super::place_forest::{Forest, NodeId};

/// Names shared by fewer places than this say nothing.
const LEAST: u32 = 3;
/// A name held by more neighbours than this is a common one, and says nothing.
const MOST_HOLDERS: usize = 3;

/// For each place, the sounds of the names of what it holds.
pub(super) struct Held(BTreeMap<NodeId, Vec<u64>>);

impl Held {
    /// Looks at the whole forest.
    pub(super) fn new(forest: &Forest, nodes: &[NodeId]) -> Self {
        let mut held: BTreeMap<NodeId, Vec<u64>> = BTreeMap::new();
        for &node in nodes {
            let Some(parent) = forest.parent(node) else {
                continue;
            };
            let name = forest.name(node);
            // A town of its region's own name is in every region that has one.
            let own = name.key == forest.name(parent).key;
            if !own {
                held.entry(parent).or_default().push(name.sound);
            }
        }
        for sounds in held.values_mut() {
            sounds.sort_unstable();
            sounds.dedup();
        }
        Self(held)
    }

    /// Pairs of neighbours that hold the same places, with how many.
    pub(super) fn alike(&self, forest: &Forest, group: &[NodeId]) -> Vec<(NodeId, NodeId, u32)> {
        let mut shared: BTreeMap<(usize, usize), u32> = BTreeMap::new();
        for holders in self
            .holders(group)
            .values()
            .filter(|h| h.len() <= MOST_HOLDERS)
        {
            for (i, &a) in holders.iter().enumerate() {
                for &b in &holders[i + 1..] {
                    *shared.entry((a, b)).or_default() += 1;
                }
            }
        }
        shared
            .into_iter()
            .filter(|&((a, b), count)| self.is_enough(group[a], group[b], count))
            .filter(|&((a, b), _)| !is_marked_off(forest, group[a], group[b]))
            .map(|((a, b), count)| (group[a], group[b], count))
            .collect()
    }

    /// For each sound, the places of the group that hold a name of it.
    fn holders(&self, group: &[NodeId]) -> BTreeMap<u64, Vec<usize>> {
        let mut holders: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        for (i, node) in group.iter().enumerate() {
            for &sound in self.0.get(node).into_iter().flatten() {
                holders.entry(sound).or_default().push(i);
            }
        }
        holders
    }

    /// Whether most of what the one holds that is known to hold less is in the other too.
    fn is_enough(&self, a: NodeId, b: NodeId, shared: u32) -> bool {
        let size = |n: NodeId| self.0.get(&n).map_or(0, Vec::len);
        shared >= LEAST && shared as usize * 2 >= size(a).min(size(b))
    }
}

/// Whether north and south, or the like, part the names.
fn is_marked_off(forest: &Forest, a: NodeId, b: NodeId) -> bool {
    let (a, b) = (&forest.name(a).marks, &forest.name(b).marks);
    !a.is_empty() && !b.is_empty() && a != b
}
