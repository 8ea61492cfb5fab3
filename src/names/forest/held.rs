//! What places hold: two regions of one country that hold the same places are one region.
//!
//! A region may have names in two languages that no likeness bridges (Aleppo, Halab). The
//! villages and districts that claims put in it tell.

use std::collections::BTreeMap;

use hashbrown::HashMap;

use crate::names::forest::{Forest, NodeId};

/// Names shared by fewer places than this say nothing.
const LEAST: u32 = 3;
/// So many are enough where they are a third of what the one holds; fewer must be half.
const MANY: u32 = 4;
/// A name held by more neighbours than this is a common one, and says nothing.
const MOST_HOLDERS: usize = 3;

/// For each place, the sounds of the names of what it holds.
#[derive(Default)]
pub(crate) struct Held(HashMap<NodeId, Vec<u64>>);

impl Held {
    /// Looks at what lies directly in each of the holders.
    pub(super) fn new(
        forest: &Forest,
        nodes: &[NodeId],
        holders: impl Iterator<Item = NodeId>,
    ) -> Self {
        let mut holds = vec![false; forest.nodes.len()];
        holders.for_each(|holder| holds[holder as usize] = true);
        let mut held: HashMap<NodeId, Vec<u64>> = HashMap::new();
        for &node in nodes {
            let holder = forest.parent(node).filter(|&p| holds[p as usize]);
            // A town of its region's own name is in every region that has one.
            if let Some(holder) = holder.filter(|&p| forest.key_of(node) != forest.key_of(p)) {
                let sounds = held.entry(holder).or_default();
                let sound = forest.name(node).sound;
                if sounds.last() != Some(&sound) {
                    sounds.push(sound);
                }
            }
        }
        for sounds in held.values_mut() {
            sounds.sort_unstable();
            sounds.dedup();
        }
        Self(held)
    }

    /// Pairs of neighbours that hold the same places, with how many.
    pub(crate) fn alike(&self, forest: &Forest, group: &[NodeId]) -> Vec<(NodeId, NodeId, u32)> {
        let mut shared: BTreeMap<(usize, usize), u32> = BTreeMap::new();
        let holders = self.holders(group);
        for holders in holders.chunk_by(|x, y| x.0 == y.0) {
            if holders.len() > MOST_HOLDERS {
                continue;
            }
            for (i, &(_, a)) in holders.iter().enumerate() {
                for &(_, b) in &holders[i + 1..] {
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

    /// Each sound with each place of the group that holds a name of it, sorted.
    fn holders(&self, group: &[NodeId]) -> Vec<(u64, usize)> {
        let mut holders = Vec::new();
        for (i, node) in group.iter().enumerate() {
            let sounds = self.0.get(node).into_iter().flatten();
            holders.extend(sounds.map(|&sound| (sound, i)));
        }
        holders.sort_unstable();
        holders
    }

    /// Whether much of what the one holds that is known to hold less is in the other too. Spelling
    /// hides some of it; two regions have a few names in common, a tenth or a fifth.
    fn is_enough(&self, a: NodeId, b: NodeId, shared: u32) -> bool {
        let size = |n: NodeId| self.0.get(&n).map_or(0, Vec::len);
        let part = if shared >= MANY { 3 } else { 2 };
        shared >= LEAST && shared as usize * part >= size(a).min(size(b))
    }

    /// Whether two places hold a place of one name.
    pub(crate) fn share(&self, a: NodeId, b: NodeId) -> bool {
        let (a, b) = (self.0.get(&a), self.0.get(&b));
        a.zip(b)
            .is_some_and(|(a, b)| a.iter().any(|sound| b.binary_search(sound).is_ok()))
    }
}

/// Whether north and south, or the like, part the names.
fn is_marked_off(forest: &Forest, a: NodeId, b: NodeId) -> bool {
    let (a, b) = (&forest.name(a).marks, &forest.name(b).marks);
    !a.is_empty() && !b.is_empty() && a != b
}
