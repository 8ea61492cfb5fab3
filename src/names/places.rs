//! Which places are one place.
//!
//! Two names are one place where they are the same or alike *and* lie in the same place. A chain
//! may leave out what lies between ("Tin Tafgat, Mali") or above ("Tin Tafgat, Gao"): it is taken
//! for the only place of that name that fits; where more than one fits it stays a place of its
//! own, without a region, and a doubt says so. A town and a district of one name, the one written
//! within the other, are two; written once it is the wider one.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::centre::{Item, gather};
use super::context::Context;
use super::index::Index;
use super::likeness::SAME;
use super::place_forest::{Forest, NodeId};
use super::place_held::Held;
use super::place_listed::list_all;
use super::place_name::PlaceName;

/// More candidates than this, and a doubt helps nobody.
const MOST_DOUBTS: usize = 4;

/// Why a node is the place it is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Why {
    /// By its name alone.
    Name,
    /// The gazetteer lists it.
    Listed(Option<Arc<str>>),
    /// It is like another name there.
    Like(NodeId, f64),
    /// It holds the same places, so many of them, as another.
    Holds(NodeId, u32),
    /// It is the only place of that name that fits.
    Only(NodeId),
}

/// The forest when it is settled.
pub(super) struct Settled {
    /// The places.
    pub(super) forest: Forest,
    /// Why each node is the place it is.
    pub(super) why: Vec<Why>,
    /// Pairs of places that may be one, and the sentence for it.
    pub(super) doubts: Vec<(NodeId, NodeId, String)>,
}

/// Settles which places are one.
pub(super) fn settle(mut forest: Forest, index: &Index) -> Settled {
    let listed = list_all(&mut forest, index);
    let mut work = Work::new(forest, index);
    for (node, why) in listed {
        work.why[node as usize] = why;
    }
    for _ in 0..4 {
        let before = work.forest.all_heads().len();
        work.undecided.clear();
        work.join_listed();
        work.join_siblings();
        work.lift();
        if work.forest.all_heads().len() == before {
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

/// The context of what is named in a place.
pub(super) fn context(forest: &Forest, index: &Index, node: NodeId) -> Context {
    let mut around = vec![node];
    around.extend(forest.nodes[node as usize].scope);
    let up: Vec<NodeId> = around.iter().flat_map(|&n| forest.ancestors(n)).collect();
    around.extend(up);
    let alone = forest.nodes[node as usize].alone;
    let mut named: Vec<u16> = around
        .iter()
        .skip(usize::from(alone))
        .flat_map(|&n| contexts(forest, index, n))
        .collect();
    named.sort_unstable();
    named.dedup();
    let top = forest.nodes[node as usize].scope.unwrap_or(node);
    let root = forest.name(forest.root(top));
    Context {
        root: Some(root.key.clone()),
        country: root.country,
        named,
    }
}

/// The contexts that a place stands for: its own, and those of all that the gazetteer says it lies
/// in (a border lies in two countries).
fn contexts(forest: &Forest, index: &Index, node: NodeId) -> Vec<u16> {
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

/// The forest being settled.
pub(super) struct Work<'a> {
    pub(super) forest: Forest,
    index: &'a Index<'a>,
    why: Vec<Why>,
    doubts: Vec<(NodeId, NodeId, String)>,
    /// Doubts of one round about places named without their region.
    undecided: Vec<(NodeId, NodeId, String)>,
    /// Groups that were gathered before and have not changed since.
    gathered: HashSet<Vec<NodeId>>,
    /// Nodes in an order that does not depend on the order of claims.
    pub(super) order: Vec<NodeId>,
    /// The place of each node in that order.
    pub(super) rank: Vec<u32>,
}

impl<'a> Work<'a> {
    fn new(forest: Forest, index: &'a Index<'a>) -> Self {
        let paths: Vec<String> = (0..forest.nodes.len() as NodeId)
            .map(|n| path(&forest, n))
            .collect();
        let mut order: Vec<NodeId> = (0..paths.len() as NodeId).collect();
        order.sort_by(|&a, &b| paths[a as usize].cmp(&paths[b as usize]));
        let mut rank = vec![0; order.len()];
        for (at, &node) in order.iter().enumerate() {
            rank[node as usize] = at as u32;
        }
        Self {
            why: vec![Why::Name; paths.len()],
            doubts: Vec::new(),
            undecided: Vec::new(),
            gathered: HashSet::new(),
            forest,
            index,
            order,
            rank,
        }
    }

    /// Heads of places named in chains, in order.
    pub(super) fn heads(&self) -> Vec<NodeId> {
        let head = |&n: &NodeId| self.forest.head(n) == n && !self.forest.nodes[n as usize].alone;
        self.order.iter().copied().filter(head).collect()
    }

    /// Joins nodes of one entry, or of one GeoNames place.
    fn join_listed(&mut self) {
        let mut first: HashMap<(bool, u32), NodeId> = HashMap::new();
        for node in self.heads() {
            let Node { entry, geo } = Node::of(&self.forest, node);
            let Some(key) = entry.map(|e| (true, e)).or(geo.map(|g| (false, g))) else {
                continue;
            };
            let into = *first.entry(key).or_insert(node);
            self.forest.join(node, into);
        }
    }

    /// Joins places of one name, or of like names, that lie in the same place, from the top down.
    fn join_siblings(&mut self) {
        for depth in 0..8 {
            let held = Held::new(&self.forest, &self.order);
            let mut groups: BTreeMap<Option<u32>, Vec<NodeId>> = BTreeMap::new();
            for head in self.heads() {
                let above = self.forest.ancestors(head);
                if above.len() == depth {
                    let parent = above.first().map(|&p| self.rank[p as usize]);
                    groups.entry(parent).or_default().push(head);
                }
            }
            if groups.is_empty() {
                break;
            }
            for group in groups.into_values() {
                let group = self.join_equal(&group);
                self.join_like(&group);
                if depth > 0 {
                    self.join_holding(&group, &held);
                }
            }
        }
    }

    /// Joins places that hold the same places: a region under its names in two languages.
    fn join_holding(&mut self, group: &[NodeId], held: &Held) {
        let heads: Vec<NodeId> = group
            .iter()
            .copied()
            .filter(|&n| self.forest.head(n) == n)
            .collect();
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
        let mut first: HashMap<String, NodeId> = HashMap::new();
        // A listed place draws the others of its name.
        let mut sorted = group.to_vec();
        sorted.sort_by_key(|&n| (!self.is_listed(n), self.rank[n as usize]));
        for &node in &sorted {
            let into = *first
                .entry(self.forest.name(node).key.clone())
                .or_insert(node);
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
        let Node { entry, geo } = Node::of(&self.forest, node);
        entry.is_some() || geo.is_some()
    }

    /// Joins those of like names.
    pub(super) fn join_like(&mut self, group: &[NodeId]) {
        if group.len() < 2 || !self.gathered.insert(group.to_vec()) {
            return;
        }
        let names: Vec<Vec<PlaceName>> = group.iter().map(|&n| self.names_of(n)).collect();
        let items: Vec<Item> = group
            .iter()
            .zip(&names)
            .map(|(&n, names)| self.item(n, names))
            .collect();
        let found = gather(&items, |a, b| most_like(&names[a], &names[b]));
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

    pub(super) fn join_as(&mut self, node: NodeId, into: NodeId, why: Why) {
        if self.forest.join(node, into) && self.why[node as usize] == Why::Name {
            self.why[node as usize] = why;
        }
    }

    /// The name of a head, and for an entry all that the gazetteer lists.
    fn names_of(&self, head: NodeId) -> Vec<PlaceName> {
        let mut names = vec![self.forest.name(head).clone()];
        if let Some(entry) = self.forest.nodes[head as usize].entry {
            let entry = self.index.entry(entry);
            let free = entry.aliases.iter().filter(|a| a.context.is_empty());
            names.extend(free.map(|alias| PlaceName::new(&alias.name)));
        }
        names
    }

    fn item(&self, head: NodeId, names: &[PlaceName]) -> Item {
        let mut keys: Vec<String> = names.iter().flat_map(|n| n.keys.iter().cloned()).collect();
        keys.sort_unstable();
        keys.dedup();
        Item {
            listed: self.is_listed(head),
            claims: self.forest.nodes[head as usize].claims,
            name: self.forest.nodes[head as usize].text.to_string(),
            keys,
        }
    }

    /// Finds the place of chains that leave out what lies between, or above.
    fn lift(&mut self) {
        let by_key = self.by_key();
        let by_sound = self.by_sound();
        // A place that holds others is a region of its own: only its very name lifts it.
        let holders: HashSet<NodeId> = self
            .heads()
            .iter()
            .filter_map(|&n| self.forest.parent(n))
            .collect();
        for node in self.heads() {
            let name = self.forest.name(node);
            let fixed = name.country.is_some() || name.part_of.is_some() || name.nameless;
            if fixed || self.forest.head(node) != node {
                continue;
            }
            let key = name.key.clone();
            let mut fitting = self.fitting(node, by_key.get(&key).map_or(&[], Vec::as_slice));
            let mut like = 1.0;
            if fitting.is_empty() && !holders.contains(&node) {
                let root = self.forest.parent(node).map(|_| self.forest.root(node));
                let near = self.sounding_like(node, root, &by_sound);
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

    /// Heads by the keys of their names.
    pub(super) fn by_key(&self) -> HashMap<String, Vec<NodeId>> {
        let mut map: HashMap<String, Vec<NodeId>> = HashMap::new();
        for node in self.heads() {
            map.entry(self.forest.name(node).key.clone())
                .or_default()
                .push(node);
        }
        map
    }

    /// Heads by the sound of their names and the widest place that they lie in; and, for places
    /// of which that is not known, by sound alone.
    pub(super) fn by_sound(&self) -> BySound {
        let mut map = BySound::new();
        for node in self.heads() {
            let root = self.forest.root(node);
            for key in &self.forest.name(node).keys {
                map.entry((Some(root), key.clone())).or_default().push(node);
                map.entry((None, key.clone())).or_default().push(node);
            }
        }
        map
    }

    /// Heads that may sound like a node, in the same widest place, or anywhere.
    pub(super) fn sounding_like(
        &self,
        node: NodeId,
        root: Option<NodeId>,
        by_sound: &BySound,
    ) -> Vec<NodeId> {
        let keys = self.forest.name(node).keys.iter();
        keys.filter_map(|key| by_sound.get(&(root, key.clone())))
            .flatten()
            .copied()
            .collect()
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
        let name = self.forest.name(node);
        while let Some(up) = self.forest.parent(place) {
            if self.forest.name(up).likeness(name) < SAME {
                break;
            }
            place = up;
        }
        place
    }

    /// Of places with like names, the one that fits and is likest; none where two are as like.
    fn alike(&self, node: NodeId, near: &[NodeId]) -> (Vec<NodeId>, f64) {
        let name = self.forest.name(node);
        let like = |c: NodeId| self.forest.name(c).likeness(name);
        let near: Vec<NodeId> = near.iter().copied().filter(|&c| like(c) >= SAME).collect();
        let mut fitting = self.fitting(node, &near);
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

/// Heads by the widest place that they lie in, and the sound of their names.
pub(super) type BySound = HashMap<(Option<NodeId>, String), Vec<NodeId>>;

/// What a node is listed as.
struct Node {
    entry: Option<u32>,
    geo: Option<u32>,
}

impl Node {
    fn of(forest: &Forest, node: NodeId) -> Self {
        let node = &forest.nodes[node as usize];
        Self {
            entry: node.entry,
            geo: node.geo,
        }
    }
}

fn most_like(a: &[PlaceName], b: &[PlaceName]) -> f64 {
    let pairs = a.iter().flat_map(|x| b.iter().map(move |y| x.likeness(y)));
    pairs.fold(0.0, f64::max)
}

/// The names of a node and of what it lies in, from the top: decides order, never identity.
fn path(forest: &Forest, node: NodeId) -> String {
    let mut names = vec![&*forest.nodes[node as usize].text];
    let scope = forest.nodes[node as usize].scope;
    let up = forest.ancestors(scope.unwrap_or(node));
    let around = scope.into_iter().chain(up);
    names.extend(around.map(|n| &*forest.nodes[n as usize].text));
    names.reverse();
    let spot = forest.nodes[node as usize].spot;
    [names.join("\u{1}"), "\u{2}".repeat(spot as usize)].concat()
}
