//! The forest while it is being settled: neighbours of one name, and of like names.

use std::cell::RefCell;
use std::collections::HashSet;
use std::sync::Arc;

use hashbrown::HashMap;

use super::centre::{Item, gather};
use super::index::Index;
use super::place_forest::{Forest, Node, NodeId};
use super::place_held::Held;
use super::places::Why;

/// Chains longer than this are not joined below it.
const DEEPEST: usize = 8;

/// The forest being settled.
pub(super) struct Work {
    pub(super) forest: Forest,
    pub(super) why: Vec<Why>,
    pub(super) doubts: Vec<(NodeId, NodeId, String)>,
    /// Doubts of one round about places named without their region.
    pub(super) undecided: Vec<(NodeId, NodeId, String)>,
    /// Nodes in an order that does not depend on the order of claims.
    pub(super) order: Vec<NodeId>,
    /// The place of each node in that order.
    pub(super) rank: Vec<u32>,
    /// Groups that were gathered before and have not changed since.
    gathered: HashSet<Vec<NodeId>>,
    /// Numbers of the names that the gazetteer lists for an entry.
    listed: HashMap<u32, Vec<u32>>,
    /// Likeness of two names, by the lesser and the greater number of their keys.
    likeness: RefCell<HashMap<(u32, u32), f64>>,
}

/// Keys of names, after the head of the place that they are names of; sorted.
pub(super) struct Spellings(Vec<(NodeId, u32)>);

impl Spellings {
    /// The keys of a head.
    pub(super) fn of(&self, head: NodeId) -> Vec<u32> {
        let from = self.0.partition_point(|&(node, _)| node < head);
        let own = self.0[from..].iter().take_while(|&&(node, _)| node == head);
        own.map(|&(_, key)| key).collect()
    }
}

impl Work {
    /// Begins; `listed` says why nodes found in lists are what they are.
    pub(super) fn new(mut forest: Forest, index: &Index, found: Vec<(NodeId, Why)>) -> Self {
        let order = order(&forest);
        let mut rank = vec![0; order.len()];
        for (at, &node) in order.iter().enumerate() {
            rank[node as usize] = at as u32;
        }
        let mut why = vec![Why::Name; order.len()];
        for (node, reason) in found {
            why[node as usize] = reason;
        }
        let listed = listed_names(&mut forest, index);
        Self {
            forest,
            why,
            doubts: Vec::new(),
            undecided: Vec::new(),
            order,
            rank,
            gathered: HashSet::new(),
            listed,
            likeness: RefCell::default(),
        }
    }

    /// Heads of places named in chains, in order.
    pub(super) fn heads(&self) -> Vec<NodeId> {
        let mut heads = self.in_chains();
        heads.retain(|&n| self.forest.head(n) == n);
        heads
    }

    /// All that is named in chains, in order.
    pub(super) fn in_chains(&self) -> Vec<NodeId> {
        let in_chain = |&n: &NodeId| !self.forest.nodes[n as usize].alone;
        self.order.iter().copied().filter(in_chain).collect()
    }

    /// The keys of the names in chains that stand for each head.
    pub(super) fn spellings(&self) -> Spellings {
        let nodes = self.in_chains().into_iter();
        let key = |node| (self.forest.head(node), self.forest.key_of(node));
        let mut keys: Vec<(NodeId, u32)> = nodes.map(key).collect();
        keys.sort_unstable();
        keys.dedup();
        Spellings(keys)
    }

    /// Likeness of two names of the forest.
    pub(super) fn name_likeness(&self, a: u32, b: u32) -> f64 {
        let (x, y) = (self.forest.key(a), self.forest.key(b));
        if x == y {
            return 1.0;
        }
        let key = (x.min(y), x.max(y));
        if let Some(&known) = self.likeness.borrow().get(&key) {
            return known;
        }
        let names = &self.forest.parsed;
        let like = names[a as usize].likeness(&names[b as usize]);
        self.likeness.borrow_mut().insert(key, like);
        like
    }

    /// Likeness of the names of two nodes.
    pub(super) fn likeness(&self, a: NodeId, b: NodeId) -> f64 {
        let name = |n: NodeId| self.forest.nodes[n as usize].name;
        self.name_likeness(name(a), name(b))
    }

    /// Joins nodes of one entry, or of one GeoNames place.
    pub(super) fn join_listed(&mut self) {
        let mut first: HashMap<(bool, u32), NodeId> = HashMap::new();
        for node in self.heads() {
            let Node { entry, geo, .. } = self.forest.nodes[node as usize];
            let Some(key) = entry.map(|e| (true, e)).or(geo.map(|g| (false, g))) else {
                continue;
            };
            let into = *first.entry(key).or_insert(node);
            self.forest.join(node, into);
        }
    }

    /// Joins places of one name, or of like names, that lie in the same place, from the top down.
    pub(super) fn join_siblings(&mut self) {
        for depth in 0..DEEPEST {
            let level = self.level(depth);
            if level.is_empty() {
                break;
            }
            let mut holds = vec![false; self.order.len()];
            for &(_, head) in &level {
                holds[head as usize] = true;
            }
            let held = Held::new(&self.forest, &self.order, &holds);
            for group in level.chunk_by(|x, y| x.0 == y.0).filter(|g| g.len() > 1) {
                let group: Vec<NodeId> = group.iter().map(|g| g.1).collect();
                let group = self.join_equal(&group);
                self.join_like(&group);
                if depth > 0 {
                    self.join_holding(&group, &held);
                }
            }
        }
    }

    /// The heads that lie so deep, each after the rank of what holds it, sorted by that.
    fn level(&self, depth: usize) -> Vec<(Option<u32>, NodeId)> {
        let deep = |&head: &NodeId| self.forest.above(head).take(depth + 1).count() == depth;
        let holder = |head| self.forest.parent(head).map(|p| self.rank[p as usize]);
        let heads = self.heads().into_iter().filter(deep);
        let mut level: Vec<_> = heads.map(|head| (holder(head), head)).collect();
        level.sort_by_key(|&(holder, _)| holder);
        level
    }

    /// Joins places that hold the same places: a region under its names in two languages.
    fn join_holding(&mut self, group: &[NodeId], held: &Held) {
        let heads: Vec<NodeId> = group
            .iter()
            .copied()
            .filter(|&n| self.forest.head(n) == n)
            .collect();
        if heads.len() < 2 {
            return;
        }
        for (a, b, shared) in held.alike(&self.forest, &heads) {
            let (a, b) = (self.forest.head(a), self.forest.head(b));
            let common = |n: NodeId| (self.is_listed(n), self.forest.nodes[n as usize].claims);
            let (from, into) = if common(a) > common(b) {
                (b, a)
            } else {
                (a, b)
            };
            self.join_as(from, into, Why::Holds(into, shared));
        }
    }

    /// Joins those of one name; gives back the heads that are left.
    pub(super) fn join_equal(&mut self, group: &[NodeId]) -> Vec<NodeId> {
        let mut first: HashMap<u32, NodeId> = HashMap::with_capacity(group.len());
        // A listed place draws the others of its name.
        let mut sorted = group.to_vec();
        sorted.sort_by_key(|&n| (!self.is_listed(n), self.rank[n as usize]));
        for &node in &sorted {
            let into = *first.entry(self.forest.key_of(node)).or_insert(node);
            if into == node {
                continue;
            }
            let (x, y) = (
                &self.forest.nodes[node as usize],
                &self.forest.nodes[into as usize],
            );
            let unlocated = x.spot != y.spot && (x.position.is_none() || y.position.is_none());
            if !self.forest.join(node, into) && unlocated {
                let why = self.without_coordinates(node);
                self.undecided.push((node, into, why));
            }
        }
        sorted.retain(|&n| self.forest.head(n) == n);
        sorted
    }

    fn without_coordinates(&self, node: NodeId) -> String {
        format!(
            "\"{}\" is also named without coordinates, and several places far apart bear that name",
            self.forest.nodes[node as usize].text
        )
    }

    fn is_listed(&self, node: NodeId) -> bool {
        let node = &self.forest.nodes[node as usize];
        node.entry.is_some() || node.geo.is_some()
    }

    /// Joins those of like names.
    pub(super) fn join_like(&mut self, group: &[NodeId]) {
        if group.len() < 2 || !self.gathered.insert(group.to_vec()) {
            return;
        }
        let names: Vec<Vec<u32>> = group.iter().map(|&n| self.names_of(n)).collect();
        let items: Vec<Item> = group
            .iter()
            .zip(&names)
            .map(|(&n, names)| self.item(n, names))
            .collect();
        let found = gather(&items, |a, b| self.most_like(&names[a], &names[b]));
        for (a, b, score) in found.joins {
            self.join_as(group[a], group[b], Why::Like(group[b], score));
        }
        for (a, b, score) in found.doubts {
            let why = format!(
                "\"{}\" and \"{}\" lie in the same place and sound alike ({:.0} %), which is too little to call them one",
                self.forest.nodes[group[a] as usize].text,
                self.forest.nodes[group[b] as usize].text,
                score * 100.0
            );
            self.doubts.push((group[a], group[b], why));
        }
    }

    fn most_like(&self, a: &[u32], b: &[u32]) -> f64 {
        let pairs = a.iter().flat_map(|&x| b.iter().map(move |&y| (x, y)));
        let like = pairs.map(|(x, y)| self.name_likeness(x, y));
        like.fold(0.0, f64::max)
    }

    pub(super) fn join_as(&mut self, node: NodeId, into: NodeId, why: Why) {
        if self.forest.join(node, into) && self.why[node as usize] == Why::Name {
            self.why[node as usize] = why;
        }
    }

    /// The name of a head, and for an entry all that the gazetteer lists.
    fn names_of(&self, head: NodeId) -> Vec<u32> {
        let node = &self.forest.nodes[head as usize];
        let mut names = vec![node.name];
        let listed = node.entry.and_then(|entry| self.listed.get(&entry));
        names.extend(listed.into_iter().flatten());
        names
    }

    fn item(&self, head: NodeId, names: &[u32]) -> Item {
        let sounds = names.iter().flat_map(|&n| self.forest.sounds(n));
        let mut keys: Vec<u32> = sounds.copied().collect();
        keys.sort_unstable();
        keys.dedup();
        Item {
            listed: self.is_listed(head),
            claims: self.forest.nodes[head as usize].claims,
            name: Arc::clone(&self.forest.nodes[head as usize].text),
            keys,
        }
    }
}

/// The names of places that the gazetteer ties to no context, as numbers, by entry met.
fn listed_names(forest: &mut Forest, index: &Index) -> HashMap<u32, Vec<u32>> {
    let mut entries: Vec<u32> = forest.nodes.iter().filter_map(|n| n.entry).collect();
    entries.sort_unstable();
    entries.dedup();
    let mut names_of = |entry: u32| {
        let aliases = index.entry(entry).aliases.iter();
        let free = aliases.filter(|alias| alias.context.is_empty());
        free.map(|alias| forest.parse(&alias.name)).collect()
    };
    let named = entries.into_iter();
    named.map(|entry| (entry, names_of(entry))).collect()
}

/// Nodes by the names of what they lie in, from the top: decides order, never identity.
fn order(forest: &Forest) -> Vec<NodeId> {
    let ranks = text_ranks(forest);
    let mut paths: Vec<u32> = Vec::with_capacity(forest.nodes.len() * 4);
    let mut ends = Vec::with_capacity(forest.nodes.len() + 1);
    ends.push(0);
    for node in 0..forest.nodes.len() as NodeId {
        let from = paths.len();
        let own = &forest.nodes[node as usize];
        let up = forest.above(own.scope.unwrap_or(node));
        let around = std::iter::once(node).chain(own.scope).chain(up);
        paths.extend(around.map(|n| ranks[n as usize]));
        paths[from..].reverse();
        ends.push(paths.len());
    }
    let path = |n: NodeId| &paths[ends[n as usize]..ends[n as usize + 1]];
    let spot = |n: NodeId| forest.nodes[n as usize].spot;
    let mut order: Vec<NodeId> = (0..forest.nodes.len() as NodeId).collect();
    order.sort_by(|&a, &b| path(a).cmp(path(b)).then(spot(a).cmp(&spot(b))));
    order
}

/// For each node the rank of its text among all texts.
fn text_ranks(forest: &Forest) -> Vec<u32> {
    let mut texts: Vec<&Arc<str>> = Vec::new();
    let mut by_name: Vec<Option<u32>> = vec![None; forest.parsed.len()];
    for node in &forest.nodes {
        let known = &mut by_name[node.name as usize];
        if known.is_none() {
            *known = Some(texts.len() as u32);
            texts.push(&node.text);
        }
    }
    let mut sorted: Vec<u32> = (0..texts.len() as u32).collect();
    sorted.sort_unstable_by_key(|&t| texts[t as usize]);
    let mut ranks = vec![0; texts.len()];
    for (rank, &text) in sorted.iter().enumerate() {
        ranks[text as usize] = rank as u32;
    }
    let rank = |node: &Node| by_name[node.name as usize].map_or(0, |t| ranks[t as usize]);
    forest.nodes.iter().map(rank).collect()
}
