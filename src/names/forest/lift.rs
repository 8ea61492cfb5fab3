//! Chains that leave out what lies between ("Tin Tafgat, Mali"), or above ("Tin Tafgat, Gao").

use std::collections::{BTreeSet, HashSet};
use std::rc::Rc;

use hashbrown::HashMap;

use super::held::Held;
use super::settle::Work;
use super::table::{ByKey, BySound};
use super::{Forest, NodeId};
use crate::names::likeness::SAME;

/// More candidates than this, and a doubt helps nobody.
const MOST_DOUBTS: usize = 4;

/// Places of like names, looked for once for each name.
pub(crate) struct Sounding {
    by_sound: BySound,
    known: HashMap<(u32, Option<NodeId>), Rc<[NodeId]>>,
}

impl Sounding {
    /// Among these nodes.
    pub(crate) fn new(forest: &Forest, nodes: &[NodeId]) -> Self {
        Self {
            by_sound: BySound::new(forest, nodes),
            known: HashMap::new(),
        }
    }

    /// Those whose names are like that of `node`, in one widest place, or anywhere.
    pub(crate) fn like(&mut self, work: &Work, node: NodeId, root: Option<NodeId>) -> Rc<[NodeId]> {
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
        let in_chains = self.in_chains();
        let by_key = ByKey::new(&self.forest, &in_chains);
        let mut spellings: HashMap<NodeId, BTreeSet<u32>> = HashMap::new();
        for &node in &in_chains {
            let keys = spellings.entry(self.forest.head(node)).or_default();
            keys.insert(self.forest.key_of(node));
        }
        let mut sounding = Sounding::new(&self.forest, &heads);
        // A place that holds others is a region of its own: a like name lifts it only where what it
        // holds does too.
        let holders = heads.iter().filter_map(|&n| self.forest.parent(n));
        let holders: HashSet<NodeId> = holders.collect();
        let held = Held::new(&self.forest, &self.order, holders.iter().copied());
        for node in heads {
            let name = self.forest.name(node);
            let fixed = name.country.is_some() || name.part_of.is_some() || name.nameless;
            if fixed || !self.forest.is_head(node) {
                continue;
            }
            let keys = spellings.get(&node).into_iter().flatten();
            let mut fitting = self.fitting(node, keys.flat_map(|&key| by_key.of(key)));
            let mut like = 1.0;
            if fitting.is_empty() {
                let root = self.forest.parent(node).map(|_| self.forest.root(node));
                let near = sounding.like(self, node, root);
                let near = near.iter().copied();
                let near = near.filter(|&c| !holders.contains(&node) || held.share(node, c));
                (fitting, like) = self.alike(node, near);
            }
            self.lift_into(node, &fitting, like);
        }
    }

    fn lift_into(&mut self, node: NodeId, fitting: &[NodeId], like: f64) {
        match fitting {
            [one] if like < 1.0 => self.join_as(node, *one, Some(self.like(*one, like))),
            [one] => self.join_as(node, *one, Some(self.only(*one))),
            several if several.len() <= MOST_DOUBTS && like >= 1.0 => {
                for &other in several {
                    let why = format!(
                        "\"{}\" is named without its region, and \"{}\" is one of several places of that name",
                        self.forest.at(node).text,
                        self.described(other)
                    );
                    self.undecided.push((node, other, why));
                }
            }
            _ => {}
        }
    }

    /// A place with what holds it.
    fn described(&self, node: NodeId) -> String {
        let around = std::iter::once(node).chain(self.forest.above(node));
        let words: Vec<&str> = around.map(|n| &*self.forest.at(n).text).collect();
        words.join(", ")
    }

    /// Those places that a chain ending in `node` may leave the holders out of, the widest only.
    fn fitting(&self, node: NodeId, candidates: impl Iterator<Item = NodeId>) -> Vec<NodeId> {
        let parent = self.forest.parent(node);
        let mut fitting: Vec<NodeId> = candidates
            .map(|c| self.widened(self.forest.head(c), node))
            .filter(|&c| c != node && self.forest.parent(c).is_some())
            .filter(|&c| !self.forest.lies_in(c, node) && !self.forest.lies_in(node, c))
            .filter(|&c| match parent {
                Some(p) => self.forest.lies_in(c, p) && self.forest.parent(c) != Some(p),
                None => true,
            })
            .collect();
        self.keep_widest(&mut fitting);
        fitting
    }

    /// Of places, sorted, each once, those that lie in none of the others.
    pub(super) fn keep_widest(&self, places: &mut Vec<NodeId>) {
        places.sort_by_key(|&c| self.rank[c as usize]);
        places.dedup();
        let all = places.clone();
        places.retain(|&c| !all.iter().any(|&wider| self.forest.lies_in(c, wider)));
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
    fn alike(&self, node: NodeId, near: impl Iterator<Item = NodeId>) -> (Vec<NodeId>, f64) {
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
