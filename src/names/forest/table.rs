//! Places by their name: which bear it, or one like it, and where those lie.

use super::{Forest, NodeId};
use crate::names::distinct;

/// Nodes by the keys of their names.
pub(super) struct ByKey(Vec<(u32, NodeId)>);

impl ByKey {
    /// Sorts the nodes; those of one key keep their order.
    pub(super) fn new(forest: &Forest, nodes: &[NodeId]) -> Self {
        let keys = nodes.iter().map(|&node| (forest.key_of(node), node));
        let mut keys: Vec<(u32, NodeId)> = keys.collect();
        keys.sort_by_key(|&(key, _)| key);
        Self(keys)
    }

    /// The nodes of a key.
    pub(super) fn of(&self, key: u32) -> impl Iterator<Item = NodeId> + '_ {
        let from = self.0.partition_point(|&(known, _)| known < key);
        let own = self.0[from..]
            .iter()
            .take_while(move |&&(known, _)| known == key);
        own.map(|&(_, node)| node)
    }
}

/// Nodes by what their names may sound like and the widest place that they lie in.
pub(super) struct BySound(Vec<(u32, NodeId, NodeId)>);

impl BySound {
    /// Sorts the nodes; roots are those of now, whatever is joined later.
    pub(super) fn new(forest: &Forest, nodes: &[NodeId]) -> Self {
        let mut sounds = Vec::new();
        for &node in nodes {
            let root = forest.root(node);
            let own = forest.sounds_of(node).iter();
            sounds.extend(own.map(|&sound| (sound, root, node)));
        }
        sounds.sort_unstable();
        Self(sounds)
    }

    /// The nodes that may sound like a name, each once: those of one widest place, or all.
    pub(super) fn near(&self, sounds: &[u32], root: Option<NodeId>) -> Vec<NodeId> {
        let within = |sound: u32| {
            let least = (sound, root.unwrap_or(0));
            let from = self
                .0
                .partition_point(|&(known, of, _)| (known, of) < least);
            let is_near = move |&&(known, of, _): &&(u32, NodeId, NodeId)| {
                known == sound && root.is_none_or(|root| of == root)
            };
            self.0[from..].iter().take_while(is_near)
        };
        let near = sounds.iter().flat_map(|&sound| within(sound));
        distinct(near.map(|&(.., node)| node))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn forest(chains: &[&[&str]]) -> (Forest, Vec<NodeId>) {
        let mut forest = Forest::default();
        for (claim, chain) in chains.iter().enumerate() {
            let names: Vec<Arc<str>> = chain.iter().map(|&name| Arc::from(name)).collect();
            forest.chain(&names, Some(claim as u32));
        }
        let nodes = (0..forest.nodes.len() as NodeId).collect();
        (forest, nodes)
    }

    fn texts(forest: &Forest, nodes: &[NodeId]) -> Vec<String> {
        let text = |&node: &NodeId| forest.at(node).text.to_string();
        let mut texts: Vec<String> = nodes.iter().map(text).collect();
        texts.sort();
        texts
    }

    #[test]
    fn one_key_in_two_places() {
        let (forest, nodes) =
            forest(&[&["Tessit", "Mali"], &["tessit", "Niger"], &["Gao", "Mali"]]);
        let table = ByKey::new(&forest, &nodes);
        let tessit = forest.key_of(table_node(&forest, "Tessit"));
        assert_eq!(
            texts(&forest, &table.of(tessit).collect::<Vec<_>>()),
            ["Tessit", "tessit"]
        );
    }

    #[test]
    fn what_sounds_alike_is_found_in_one_country_or_anywhere() {
        let (forest, nodes) =
            forest(&[&["Tessit", "Mali"], &["Tisseit", "Niger"], &["Gao", "Mali"]]);
        let table = BySound::new(&forest, &nodes);
        let node = table_node(&forest, "Tessit");
        let niger = table_node(&forest, "Niger");
        let near = |root| texts(&forest, &table.near(forest.sounds_of(node), root));
        assert_eq!(near(None), ["Tessit", "Tisseit"]);
        assert_eq!(near(Some(niger)), ["Tisseit"]);
    }

    fn table_node(forest: &Forest, text: &str) -> NodeId {
        let at = forest.nodes.iter().position(|node| &*node.text == text);
        at.map_or(0, |at| at as NodeId)
    }
}
