//! Places that assertions name alone ("Menaka"): looked for nearest to the event's own place first.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;

use super::NodeId;
use super::lift::Sounding;
use super::settle::Work;
use super::table::{ByKey, BySound};
use crate::names::NameReason;
use crate::names::likeness::{DOUBT, SAME};

/// The places named in chains, by what they are looked for under.
struct KnownPlaces {
    by_key: ByKey,
    sounding: Sounding,
    /// The first place of each entry of the gazetteer.
    by_entry: HashMap<u32, NodeId>,
}

impl Work {
    /// Finds the places that assertions name alone: nearest to the event's own place first.
    pub(crate) fn settle_alone(&mut self) {
        let mut known = self.known();
        let order = self.order.iter().copied();
        let alone: Vec<NodeId> = order.filter(|&n| self.forest.at(n).alone).collect();
        for &node in &alone {
            let found = self.place_alone(node, &mut known);
            if let Some((into, why)) = found {
                self.join_as(node, into, why);
            }
        }
        self.join_through_others(&alone);
        self.join_strays(&alone);
    }

    fn known(&self) -> KnownPlaces {
        let heads = self.heads();
        let mut by_entry = HashMap::new();
        for &head in &heads {
            if let Some(entry) = self.forest.at(head).entry {
                by_entry.entry(entry).or_insert(head);
            }
        }
        KnownPlaces {
            by_key: ByKey::new(&self.forest, &heads),
            sounding: Sounding::new(&self.forest, &heads),
            by_entry,
        }
    }

    /// A name that is like a spelling of a place, and not far from the name that stands for it, is
    /// a spelling of it too: "Intel" by way of "Intelt". One step only, so that no chain grows.
    fn join_through_others(&mut self, alone: &[NodeId]) {
        let followers = self.order.iter().copied();
        let followers: Vec<NodeId> = followers.filter(|&n| self.forest.head(n) != n).collect();
        let followers = BySound::new(&self.forest, &followers);
        let strays = alone.iter().copied().filter(|&n| self.forest.head(n) == n);
        let found: Vec<(NodeId, NodeId)> = strays
            .filter_map(|node| Some((node, self.through_another(node, &followers)?)))
            .collect();
        for (node, through) in found {
            let likeness = self.likeness(through, node);
            self.join_as(node, through, Some(self.like(through, likeness)));
        }
    }

    /// The follower by way of which a name joins; none where two places have one.
    fn through_another(&self, node: NodeId, followers: &BySound) -> Option<NodeId> {
        let root = self.forest.root(self.forest.at(node).scope?);
        let mut through = followers.near(self.forest.sounds_of(node), Some(root));
        through.retain(|&other| {
            // The same name was weighed before; what it could not settle, this cannot.
            self.forest.key_of(other) != self.forest.key_of(node)
                && self.likeness(other, node) >= SAME
                && self.likeness(self.forest.head(other), node) >= DOUBT
        });
        through.sort_by_key(|&n| self.rank[n as usize]);
        let heads: BTreeSet<NodeId> = through.iter().map(|&n| self.forest.head(n)).collect();
        through.first().copied().filter(|_| heads.len() == 1)
    }

    fn place_alone(
        &self,
        node: NodeId,
        known: &mut KnownPlaces,
    ) -> Option<(NodeId, Option<NameReason>)> {
        if self.forest.name(node).nameless {
            return None;
        }
        let key = self.forest.key_of(node);
        if let Some(entry) = self.forest.at(node).entry {
            return known.by_entry.get(&entry).map(|&c| (c, None));
        }
        let scope = self.forest.at(node).scope;
        let mut around: Vec<NodeId> = scope.map(|s| self.forest.head(s)).into_iter().collect();
        around.extend(scope.into_iter().flat_map(|s| self.forest.above(s)));
        let own = |&&a: &&NodeId| self.forest.key_of(a) == key;
        if let Some(&own) = around.iter().find(own) {
            return Some((own, None));
        }
        let like = |&&a: &&NodeId| self.likeness(a, node) >= SAME;
        if let Some(&own) = around.iter().find(like) {
            return Some((own, Some(self.like(own, self.likeness(own, node)))));
        }
        for &holder in &around {
            let equal = known.by_key.of(key);
            let widest = self.widest(equal.filter(|&c| self.forest.lies_in(c, holder)));
            if !widest.is_empty() {
                return (widest.len() == 1).then(|| (widest[0], None));
            }
        }
        let anywhere = self.widest(known.by_key.of(key));
        if anywhere.len() == 1 {
            return Some((anywhere[0], Some(self.only(anywhere[0]))));
        }
        self.sounding(node, around.last().copied()?, &mut known.sounding)
    }

    fn widest(&self, nodes: impl Iterator<Item = NodeId>) -> Vec<NodeId> {
        let mut heads: Vec<NodeId> = nodes.map(|n| self.forest.head(n)).collect();
        self.keep_widest(&mut heads);
        heads
    }

    /// The likest place of one country.
    fn sounding(
        &self,
        node: NodeId,
        root: NodeId,
        among: &mut Sounding,
    ) -> Option<(NodeId, Option<NameReason>)> {
        let near = among.like(self, node, Some(root));
        let near = near.iter().copied();
        let widest = self.widest(near.filter(|&c| self.forest.lies_in(c, root)));
        let [one] = widest[..] else { return None };
        Some((one, Some(self.like(one, self.likeness(one, node)))))
    }

    /// Gathers the places named alone that no chain names, country by country.
    fn join_strays(&mut self, alone: &[NodeId]) {
        let mut groups: BTreeMap<Option<u32>, Vec<NodeId>> = BTreeMap::new();
        for &node in alone.iter().filter(|&&n| self.forest.head(n) == n) {
            let scope = self.forest.at(node).scope;
            let root = scope.map(|s| self.rank[self.forest.root(s) as usize]);
            groups.entry(root).or_default().push(node);
        }
        for group in groups.into_values() {
            let group = self.join_equal(&group);
            self.join_like(&group);
        }
    }
}
