//! Places by a number of their name: which bear it, and where those lie.

use super::place_forest::{Forest, NodeId};

/// Nodes by numbers that are dense from 0.
pub(super) struct Table {
    starts: Vec<u32>,
    nodes: Vec<NodeId>,
}

impl Table {
    /// Sorts `nodes` by each of their numbers, which are below `size`; their order is kept.
    fn new<'a>(size: usize, nodes: &[NodeId], numbers: impl Fn(NodeId) -> &'a [u32]) -> Self {
        let mut starts = vec![0_u32; size + 1];
        for &node in nodes {
            for &number in numbers(node) {
                starts[number as usize + 1] += 1;
            }
        }
        for at in 0..size {
            starts[at + 1] += starts[at];
        }
        let mut free = starts.clone();
        let mut sorted = vec![0; starts[size] as usize];
        for &node in nodes {
            for &number in numbers(node) {
                let at = &mut free[number as usize];
                sorted[*at as usize] = node;
                *at += 1;
            }
        }
        Self {
            starts,
            nodes: sorted,
        }
    }

    /// The nodes of a number.
    pub(super) fn of(&self, number: u32) -> &[NodeId] {
        let at = number as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(&from), Some(&to)) => &self.nodes[from as usize..to as usize],
            _ => &[],
        }
    }
}

/// Nodes by the keys of their names.
pub(super) fn by_key(forest: &Forest, nodes: &[NodeId]) -> Table {
    let mut keys: Vec<[u32; 1]> = vec![[0]; forest.nodes.len()];
    for &node in nodes {
        keys[node as usize] = [forest.key_of(node)];
    }
    Table::new(forest.key_count(), nodes, |node| &keys[node as usize])
}

/// Nodes by what their names may sound like and the widest place that they lie in.
pub(super) struct BySound {
    table: Table,
    /// The widest place of each node.
    roots: Vec<NodeId>,
}

impl BySound {
    /// Sorts the nodes; roots are those of now, whatever is joined later.
    pub(super) fn new(forest: &Forest, nodes: &[NodeId]) -> Self {
        let mut sorted: Vec<(NodeId, u32)> = (nodes.iter().enumerate())
            .map(|(at, &node)| (forest.root(node), at as u32))
            .collect();
        sorted.sort_unstable();
        let by_root: Vec<NodeId> = sorted.iter().map(|&(_, at)| nodes[at as usize]).collect();
        let mut roots: Vec<NodeId> = vec![0; forest.nodes.len()];
        for &(root, at) in &sorted {
            roots[nodes[at as usize] as usize] = root;
        }
        Self {
            table: Table::new(forest.sound_count(), &by_root, |n| forest.sounds_of(n)),
            roots,
        }
    }

    /// The nodes that may sound like a name, each once: those of one widest place, or all.
    pub(super) fn near(&self, sounds: &[u32], root: Option<NodeId>) -> Vec<NodeId> {
        let mut near: Vec<NodeId> = sounds
            .iter()
            .flat_map(|&sound| self.within(self.table.of(sound), root))
            .copied()
            .collect();
        near.sort_unstable();
        near.dedup();
        near
    }

    fn within<'a>(&self, nodes: &'a [NodeId], root: Option<NodeId>) -> &'a [NodeId] {
        let Some(root) = root else { return nodes };
        let root_of = |&node: &NodeId| self.roots[node as usize];
        let from = nodes.partition_point(|node| root_of(node) < root);
        let length = nodes[from..].partition_point(|node| root_of(node) == root);
        &nodes[from..from + length]
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
            forest.chain(&names, claim as u32);
        }
        let nodes = (0..forest.nodes.len() as NodeId).collect();
        (forest, nodes)
    }

    fn texts(forest: &Forest, nodes: &[NodeId]) -> Vec<String> {
        let text = |&node: &NodeId| forest.nodes[node as usize].text.to_string();
        let mut texts: Vec<String> = nodes.iter().map(text).collect();
        texts.sort();
        texts
    }

    #[test]
    fn one_key_in_two_places() {
        let (forest, nodes) =
            forest(&[&["Tessit", "Mali"], &["tessit", "Niger"], &["Gao", "Mali"]]);
        let table = by_key(&forest, &nodes);
        let tessit = forest.key_of(table_node(&forest, "Tessit"));
        assert_eq!(texts(&forest, table.of(tessit)), ["Tessit", "tessit"]);
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
