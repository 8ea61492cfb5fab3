//! Places that assertions name alone ("Menaka"): looked for nearest to the event's own place first.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::likeness::{DOUBT, SAME};
use super::place_forest::NodeId;
use super::places::{BySound, Why, Work};

impl Work<'_> {
    /// Finds the places that assertions name alone: nearest to the event's own place first.
    pub(super) fn settle_alone(&mut self) {
        let by_key = self.by_key();
        let by_sound = self.by_sound();
        let alone: Vec<NodeId> = self
            .order
            .iter()
            .copied()
            .filter(|&n| self.forest.nodes[n as usize].alone)
            .collect();
        for &node in &alone {
            let found = self.place_alone(node, &by_key, &by_sound);
            if let Some((into, why)) = found {
                self.join_as(node, into, why);
            }
        }
        self.join_through_others(&alone);
        self.join_strays(&alone);
    }

    /// A name that is like a spelling of a place, and not far from the name that stands for it, is
    /// a spelling of it too: "Intel" by way of "Intelt". One step only, so that no chain grows.
    fn join_through_others(&mut self, alone: &[NodeId]) {
        let mut followers: HashMap<&str, Vec<NodeId>> = HashMap::new();
        for &node in self.order.iter().filter(|&&n| self.forest.head(n) != n) {
            for key in &self.forest.name(node).keys {
                followers.entry(key).or_default().push(node);
            }
        }
        let strays = alone.iter().copied().filter(|&n| self.forest.head(n) == n);
        let found: Vec<(NodeId, NodeId)> = strays
            .filter_map(|node| Some((node, self.through_another(node, &followers)?)))
            .collect();
        for (node, through) in found {
            let likeness = self.forest.name(through).likeness(self.forest.name(node));
            self.join_as(node, through, Why::Like(through, likeness));
        }
    }

    /// The follower by way of which a name joins; none where two places have one.
    fn through_another(
        &self,
        node: NodeId,
        followers: &HashMap<&str, Vec<NodeId>>,
    ) -> Option<NodeId> {
        let name = self.forest.name(node);
        let root = self.forest.root(self.forest.nodes[node as usize].scope?);
        let near = name
            .keys
            .iter()
            .filter_map(|key| followers.get(key.as_str()))
            .flatten();
        let mut through: Vec<NodeId> = near
            .copied()
            .filter(|&other| {
                let head = self.forest.head(other);
                // The same name was weighed before; what it could not settle, this cannot.
                self.forest.name(other).key != name.key
                    && self.forest.root(head) == root
                    && self.forest.name(other).likeness(name) >= SAME
                    && self.forest.name(head).likeness(name) >= DOUBT
            })
            .collect();
        through.sort_by_key(|&n| self.rank[n as usize]);
        let heads: BTreeSet<NodeId> = through.iter().map(|&n| self.forest.head(n)).collect();
        through.first().copied().filter(|_| heads.len() == 1)
    }

    fn place_alone(
        &self,
        node: NodeId,
        by_key: &HashMap<String, Vec<NodeId>>,
        by_sound: &BySound,
    ) -> Option<(NodeId, Why)> {
        let name = self.forest.name(node);
        if name.nameless {
            return None;
        }
        let equal = by_key.get(&name.key).map_or(&[][..], Vec::as_slice);
        if let Some(entry) = self.forest.nodes[node as usize].entry {
            let listed =
                |&c: &NodeId| self.forest.nodes[self.forest.head(c) as usize].entry == Some(entry);
            return self
                .heads()
                .into_iter()
                .find(listed)
                .map(|c| (c, Why::Name));
        }
        let scope = self.forest.nodes[node as usize].scope;
        let mut around: Vec<NodeId> = scope.map(|s| self.forest.head(s)).into_iter().collect();
        around.extend(scope.into_iter().flat_map(|s| self.forest.ancestors(s)));
        if let Some(&own) = around
            .iter()
            .find(|&&a| self.forest.name(a).key == name.key)
        {
            return Some((own, Why::Name));
        }
        if let Some(own) = around
            .iter()
            .find(|&&a| self.forest.name(a).likeness(name) >= SAME)
        {
            return Some((*own, Why::Like(*own, self.forest.name(*own).likeness(name))));
        }
        for &holder in &around {
            let inside: Vec<NodeId> = equal
                .iter()
                .copied()
                .filter(|&c| self.forest.lies_in(c, holder))
                .collect();
            let widest = self.widest(inside);
            if !widest.is_empty() {
                return (widest.len() == 1).then(|| (widest[0], Why::Name));
            }
        }
        let anywhere = self.widest(equal.to_vec());
        if anywhere.len() == 1 {
            return Some((anywhere[0], Why::Only(anywhere[0])));
        }
        self.sounding(node, around.last().copied()?, by_sound)
    }

    fn widest(&self, nodes: Vec<NodeId>) -> Vec<NodeId> {
        let mut heads: Vec<NodeId> = nodes.into_iter().map(|n| self.forest.head(n)).collect();
        heads.sort_by_key(|&n| self.rank[n as usize]);
        heads.dedup();
        let all = heads.clone();
        heads.retain(|&c| !all.iter().any(|&wider| self.forest.lies_in(c, wider)));
        heads
    }

    /// The likest place of one country.
    fn sounding(&self, node: NodeId, root: NodeId, by_sound: &BySound) -> Option<(NodeId, Why)> {
        let name = self.forest.name(node);
        let mut near = self.sounding_like(node, Some(root), by_sound);
        near.retain(|&c| {
            self.forest.lies_in(c, root) && self.forest.name(c).likeness(name) >= SAME
        });
        let widest = self.widest(near);
        let [one] = widest[..] else { return None };
        Some((one, Why::Like(one, self.forest.name(one).likeness(name))))
    }

    /// Gathers the places named alone that no chain names, country by country.
    fn join_strays(&mut self, alone: &[NodeId]) {
        let mut groups: BTreeMap<Option<u32>, Vec<NodeId>> = BTreeMap::new();
        for &node in alone.iter().filter(|&&n| self.forest.head(n) == n) {
            let scope = self.forest.nodes[node as usize].scope;
            let root = scope.map(|s| self.rank[self.forest.root(s) as usize]);
            groups.entry(root).or_default().push(node);
        }
        for group in groups.into_values() {
            let group = self.join_equal(&group);
            self.join_like(&group);
        }
    }
}
