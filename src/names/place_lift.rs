//! Chains that leave out what lies between ("Tin Tafgat, Mali"), or above ("Tin Tafgat, Gao").

use std::rc::Rc;

use hashbrown::HashMap;

use super::likeness::SAME;
use super::place_forest::{Forest, NodeId};
use super::place_held::Held;
use super::place_table::{self, BySound};
use super::place_work::Work;
use super::places::Why;

/// More candidates than this, and a doubt helps nobody.
const MOST_DOUBTS: usize = 4;

/// Places of like names, looked for once for each name.
pub(super) struct Sounding {
    by_sound: BySound,
    known: HashMap<(u32, Option<NodeId>), Rc<[NodeId]>>,
}

impl Sounding {
    /// Among these nodes.
    pub(super) fn new(forest: &Forest, nodes: &[NodeId]) -> Self {
        Self {
            by_sound: BySound::new(forest, nodes),
            known: HashMap::new(),
        }
    }

    /// Those whose names are like that of `node`, in one widest place, or anywhere.
    pub(super) fn like(&mut self, work: &Work, node: NodeId, root: Option<NodeId>) -> Rc<[NodeId]> {
        let key = (work.forest.key_of(node), root);
        let found = self.known.entry(key).or_insert_with(|| {
            let near = self.by_sound.near(work.forest.sounds_of(node), root);
            let like = near.into_iter().filter(|&c| work.likeness(c, node) >= SAME);
            like.collect()
        });
        Rc::clone(found)
    }
}

impl Work {
    /// Finds the place of chains that leave out what lies between, or above.
    pub(super) fn lift(&mut self) {
        let heads = self.heads();
        // Every spelling of a place counts, not only the one that stands for it.
        let by_key = place_table::by_key(&self.forest, &self.in_chains());
        let spellings = self.spellings();
        let mut sounding = Sounding::new(&self.forest, &heads);
        // A place that holds others is a region of its own: a like name lifts it only where what it
        // holds does too.
        let mut holds = vec![false; self.order.len()];
        for parent in heads.iter().filter_map(|&n| self.forest.parent(n)) {
            holds[parent as usize] = true;
        }
        let held = Held::new(&self.forest, &self.order, &holds);
        for node in heads {
            let name = self.forest.name(node);
            let fixed = name.country.is_some() || name.part_of.is_some() || name.nameless;
            if fixed || self.forest.head(node) != node {
                continue;
            }
            let keys = spellings.of(node).into_iter();
            let named: Vec<NodeId> = keys.flat_map(|key| by_key.of(key)).copied().collect();
            let mut fitting = self.fitting(node, &named);
            let mut like = 1.0;
            if fitting.is_empty() {
                let root = self.forest.parent(node).map(|_| self.forest.root(node));
                let mut near = sounding.like(self, node, root).to_vec();
                near.retain(|&c| !holds[node as usize] || held.share(node, c));
                (fitting, like) = self.alike(node, &near);
            }
            self.lift_into(node, &fitting, like);
        }
    }

    fn lift_into(&mut self, node: NodeId, fitting: &[NodeId], like: f64) {
        match fitting {
            [] => {}
            [one] => {
                let why = if like < 1.0 {
                    Why::Like(*one, like)
                } else {
                    Why::Only(*one)
                };
                self.join_as(node, *one, why);
            }
            several if several.len() <= MOST_DOUBTS && like >= 1.0 => {
                for &other in several {
                    let why = self.too_many(node, other);
                    self.undecided.push((node, other, why));
                }
            }
            _ => {}
        }
    }

    fn too_many(&self, node: NodeId, other: NodeId) -> String {
        format!(
            "\"{}\" is named without its region, and \"{}\" is one of several places of that name",
            self.forest.nodes[node as usize].text,
            self.described(other)
        )
    }

    /// A place with what holds it.
    fn described(&self, node: NodeId) -> String {
        let mut words = vec![self.forest.nodes[node as usize].text.to_string()];
        words.extend(
            self.forest
                .ancestors(node)
                .iter()
                .map(|&n| self.forest.nodes[n as usize].text.to_string()),
        );
        words.join(", ")
    }

    /// Those places that a chain ending in `node` may leave the holders out of, the widest only.
    fn fitting(&self, node: NodeId, candidates: &[NodeId]) -> Vec<NodeId> {
        let parent = self.forest.parent(node);
        let mut fitting: Vec<NodeId> = candidates
            .iter()
            .map(|&c| self.widened(self.forest.head(c), node))
            .filter(|&c| c != node && self.forest.parent(c).is_some())
            .filter(|&c| !self.forest.lies_in(c, node) && !self.forest.lies_in(node, c))
            .filter(|&c| match parent {
                Some(p) => self.forest.lies_in(c, p) && self.forest.parent(c) != Some(p),
                None => true,
            })
            .collect();
        fitting.sort_by_key(|&c| self.rank[c as usize]);
        fitting.dedup();
        let all = fitting.clone();
        fitting.retain(|&c| !all.iter().any(|&wider| self.forest.lies_in(c, wider)));
        fitting
    }

    /// For a town in a district of its own name, the district.
    fn widened(&self, mut place: NodeId, node: NodeId) -> NodeId {
        while let Some(up) = self.forest.parent(place) {
            if self.likeness(up, node) < SAME {
                break;
            }
            place = up;
        }
        place
    }

    /// Of places with like names, the one that fits and is likest; none where two are as like.
    fn alike(&self, node: NodeId, near: &[NodeId]) -> (Vec<NodeId>, f64) {
        let like = |c: NodeId| self.likeness(c, node);
        let mut fitting = self.fitting(node, near);
        fitting.sort_by(|&a, &b| {
            like(b)
                .total_cmp(&like(a))
                .then(self.rank[a as usize].cmp(&self.rank[b as usize]))
        });
        match fitting[..] {
            [one] => (vec![one], like(one)),
            [one, two, ..] if like(one) - like(two) > 0.02 => (vec![one], like(one)),
            _ => (Vec::new(), 0.0),
        }
    }
}
