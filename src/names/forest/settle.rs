//! Which places are one place.
//!
//! Two names are one place where they are the same or alike *and* lie in the same place. A chain
//! may leave out what lies between ("Tin Tafgat, Mali") or above ("Tin Tafgat, Gao"): it is taken
//! for the only place of that name that fits; where more than one fits it stays a place of its
//! own, without a region, and a doubt says so. A town and a district of one name, the one written
//! within the other, are two; written once it is the wider one.

use std::cell::RefCell;
use std::collections::HashSet;
use std::sync::Arc;

use hashbrown::HashMap;

use super::held::Held;
use super::listed::list_all;
use super::{Forest, NodeId, PlaceNode};
use crate::names::context::NameContext;
use crate::names::gather::{Alike, ClusterItem, by_name, gather};
use crate::names::gazetteer::index::GazetteerIndex;
use crate::names::kind::place::PlaceName;
use crate::names::{NameReason, distinct};

/// Chains longer than this are not joined below it.
const DEEPEST: usize = 8;

/// Rounds of joining: what one joins may let another join more.
const ROUNDS: usize = 4;

/// The forest when it is settled.
pub(crate) struct Settled {
    /// The places.
    pub(crate) forest: Forest,
    /// Why each node is the place it is, where that is more than its name.
    pub(crate) why: Vec<Option<NameReason>>,
    /// Pairs of places that may be one, and the sentence for it.
    pub(crate) doubts: Vec<(NodeId, NodeId, String)>,
}

/// Settles which places are one.
pub(crate) fn settle(mut forest: Forest, index: &GazetteerIndex) -> Settled {
    let listed = list_all(&mut forest, index);
    let mut work = Work::new(forest, index, listed);
    for _ in 0..ROUNDS {
        let before = work.forest.all_heads().count();
        work.undecided.clear();
        work.join_listed();
        work.join_siblings();
        work.lift();
        if work.forest.all_heads().count() == before {
            break;
        }
    }
    work.settle_alone();
    work.doubts.append(&mut work.undecided);
    Settled {
        forest: work.forest,
        why: work.why,
        doubts: work.doubts,
    }
}

/// The forest while it is being settled.
pub(super) struct Work {
    pub(super) forest: Forest,
    why: Vec<Option<NameReason>>,
    doubts: Vec<(NodeId, NodeId, String)>,
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

impl Work {
    /// Begins; `found` says why nodes found in lists are what they are.
    fn new(mut forest: Forest, index: &GazetteerIndex, found: Vec<(NodeId, NameReason)>) -> Self {
        let order = order(&forest);
        let mut rank = vec![0; order.len()];
        for (&node, at) in order.iter().zip(0..) {
            rank[node as usize] = at;
        }
        let mut why = vec![None; order.len()];
        for (node, reason) in found {
            why[node as usize] = Some(reason);
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
        heads.retain(|&n| self.forest.is_head(n));
        heads
    }

    /// All that is named in chains, in order.
    pub(super) fn in_chains(&self) -> Vec<NodeId> {
        let nodes = self.order.iter().copied();
        nodes.filter(|&n| !self.forest.at(n).alone).collect()
    }

    /// Likeness of two names of the forest.
    fn name_likeness(&self, a: u32, b: u32) -> f64 {
        let (x, y) = (self.forest.key(a), self.forest.key(b));
        if x == y {
            return 1.0;
        }
        let key = (x.min(y), x.max(y));
        let names = &self.forest.parsed;
        let like = || names[a as usize].likeness(&names[b as usize]);
        *self.likeness.borrow_mut().entry(key).or_insert_with(like)
    }

    /// Likeness of the names of two nodes.
    pub(super) fn likeness(&self, a: NodeId, b: NodeId) -> f64 {
        self.name_likeness(self.forest.at(a).name, self.forest.at(b).name)
    }

    /// Joins nodes of one entry, or of one GeoNames place.
    fn join_listed(&mut self) {
        let mut first: HashMap<(bool, u32), NodeId> = HashMap::new();
        for node in self.heads() {
            let &PlaceNode { entry, geo, .. } = self.forest.at(node);
            if let Some(key) = entry.map(|e| (true, e)).or(geo.map(|g| (false, g))) {
                let into = *first.entry(key).or_insert(node);
                self.forest.join(node, into);
            }
        }
    }

    /// Joins places of one name, or of like names, that lie in the same place, from the top down.
    fn join_siblings(&mut self) {
        for depth in 0..DEEPEST {
            let level = self.level(depth);
            if level.is_empty() {
                break;
            }
            let held = Held::new(
                &self.forest,
                &self.order,
                level.iter().map(|&(_, head)| head),
            );
            for group in level.chunk_by(|x, y| x.0 == y.0).filter(|g| g.len() > 1) {
                let group: Vec<NodeId> = group.iter().map(|g| g.1).collect();
                let group = self.join_equal(&group);
                self.join_like(&group);
                if depth > 0 {
                    self.join_holding(group, &held);
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
    fn join_holding(&mut self, mut group: Vec<NodeId>, held: &Held) {
        group.retain(|&n| self.forest.is_head(n));
        for (a, b, shared) in held.alike(&self.forest, &group) {
            let (a, b) = (self.forest.head(a), self.forest.head(b));
            let common = |n: NodeId| (self.is_listed(n), self.forest.at(n).claims);
            let swap = common(a) > common(b);
            let (from, into) = if swap { (b, a) } else { (a, b) };
            self.join_as(from, into, Some(self.holds(into, shared)));
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
            let (x, y) = (self.forest.at(node), self.forest.at(into));
            let unlocated = x.spot != y.spot && (x.position.is_none() || y.position.is_none());
            if !self.forest.join(node, into) && unlocated {
                let why = format!(
                    "\"{}\" is also named without coordinates, and several places far apart bear that name",
                    self.forest.at(node).text
                );
                self.undecided.push((node, into, why));
            }
        }
        sorted.retain(|&n| self.forest.is_head(n));
        sorted
    }

    fn is_listed(&self, node: NodeId) -> bool {
        let node = self.forest.at(node);
        node.entry.is_some() || node.geo.is_some()
    }

    /// Joins those of like names.
    pub(super) fn join_like(&mut self, group: &[NodeId]) {
        if group.len() < 2 || !self.gathered.insert(group.to_vec()) {
            return;
        }
        let names: Vec<Vec<u32>> = group.iter().map(|&n| self.names_of(n)).collect();
        let items = group
            .iter()
            .zip(&names)
            .map(|(&n, names)| self.item(n, names));
        let items: Vec<ClusterItem> = items.collect();
        let like = |a: usize, b: usize| Alike::of(self.most_like(&names[a], &names[b]));
        let found = gather(&items, by_name, like);
        for (a, b, score) in found.joins {
            self.join_as(group[a], group[b], Some(self.like(group[b], score)));
        }
        for (a, b, score) in found.doubts {
            let why = format!(
                "\"{}\" and \"{}\" lie in the same place and sound alike ({:.0} %), which is too little to call them one",
                self.forest.at(group[a]).text,
                self.forest.at(group[b]).text,
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

    /// Joins a node with a place, and notes why, where nothing was noted before.
    pub(super) fn join_as(&mut self, node: NodeId, into: NodeId, why: Option<NameReason>) {
        let joined = self.forest.join(node, into);
        let known = &mut self.why[node as usize];
        if joined && known.is_none() {
            *known = why;
        }
    }

    /// That it is like the name of another node.
    pub(super) fn like(&self, of: NodeId, score: f64) -> NameReason {
        NameReason::spelling(&self.forest.at(of).text, score)
    }

    /// That it is the only place of that name that fits.
    pub(super) fn only(&self, of: NodeId) -> NameReason {
        let of = Arc::clone(&self.forest.at(of).text);
        NameReason::Part { of }
    }

    /// That it holds as many of the places that another does.
    fn holds(&self, of: NodeId, places: u32) -> NameReason {
        let of = Arc::clone(&self.forest.at(of).text);
        NameReason::Holds { of, places }
    }

    /// The name of a head, and for an entry all that the gazetteer lists.
    fn names_of(&self, head: NodeId) -> Vec<u32> {
        let node = self.forest.at(head);
        let listed = node.entry.and_then(|entry| self.listed.get(&entry));
        let listed = listed.into_iter().flatten().copied();
        std::iter::once(node.name).chain(listed).collect()
    }

    fn item(&self, head: NodeId, names: &[u32]) -> ClusterItem {
        let sounds = names.iter().flat_map(|&n| self.forest.sounds(n));
        ClusterItem {
            listed: self.is_listed(head),
            claims: self.forest.at(head).claims,
            name: Arc::clone(&self.forest.at(head).text),
            keys: distinct(sounds.copied()),
        }
    }
}

/// The names of places that the gazetteer ties to no context, as numbers, by entry met.
fn listed_names(forest: &mut Forest, index: &GazetteerIndex) -> HashMap<u32, Vec<u32>> {
    let entries = distinct(forest.nodes.iter().filter_map(|n| n.entry));
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
    let mut ends = vec![0];
    for node in 0..forest.nodes.len() as NodeId {
        let from = paths.len();
        let scope = forest.at(node).scope;
        let up = forest.above(scope.unwrap_or(node));
        let around = std::iter::once(node).chain(scope).chain(up);
        paths.extend(around.map(|n| ranks[n as usize]));
        paths[from..].reverse();
        ends.push(paths.len());
    }
    let path = |n: NodeId| &paths[ends[n as usize]..ends[n as usize + 1]];
    let mut order: Vec<NodeId> = (0..forest.nodes.len() as NodeId).collect();
    order.sort_by_key(|&n| (path(n), forest.at(n).spot));
    order
}

/// For each node the rank of its text among all texts; nodes of one name have the rank of the first.
fn text_ranks(forest: &Forest) -> Vec<u32> {
    let mut texts: Vec<Option<&Arc<str>>> = vec![None; forest.parsed.len()];
    for node in &forest.nodes {
        texts[node.name as usize].get_or_insert(&node.text);
    }
    let mut sorted: Vec<u32> = (0..texts.len() as u32).collect();
    sorted.sort_unstable_by_key(|&name| texts[name as usize]);
    let mut ranks = vec![0; texts.len()];
    for (&name, rank) in sorted.iter().zip(0..) {
        ranks[name as usize] = rank;
    }
    forest
        .nodes
        .iter()
        .map(|n| ranks[n.name as usize])
        .collect()
}

/// The context of what is named in a place.
pub(crate) fn context(forest: &Forest, index: &GazetteerIndex, node: NodeId) -> NameContext {
    let (scope, alone) = (forest.at(node).scope, forest.at(node).alone);
    // What a name that stands alone is called says nothing of where it is.
    let own = (!alone).then_some(node).into_iter().chain(scope);
    let holders = std::iter::once(node).chain(scope);
    let around = own.chain(holders.flat_map(|n| forest.above(n)));
    let named = distinct(around.flat_map(|n| contexts(forest, index, n)));
    let top = forest.at(node).scope.unwrap_or(node);
    let root = forest.name(forest.root(top));
    NameContext {
        root: Some(root.key.clone()),
        country: root.country,
        named,
    }
}

/// The contexts that a place stands for: its own, and those of all that the gazetteer says it lies
/// in (a border lies in two countries).
fn contexts(forest: &Forest, index: &GazetteerIndex, node: NodeId) -> Vec<u16> {
    let entry = forest.nodes[node as usize]
        .entry
        .map(|number| index.entry(number));
    let parents = entry.into_iter().flat_map(|e| &e.parents);
    let above = parents.filter_map(|parent| index.context_of(&PlaceName::new(parent).key));
    index
        .context_of(&forest.name(node).key)
        .into_iter()
        .chain(above)
        .collect()
}
