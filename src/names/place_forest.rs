//! The places that claims name, as a forest: each under the one that was named after it.

use std::sync::Arc;

use hashbrown::HashMap;

use super::place_name::PlaceName;
use super::place_spots::APART_KM;
use crate::claim::Position;

/// A place as named in some chain: an index into the forest.
pub(super) type NodeId = u32;

/// A name under a parent. Nodes that turn out to be one place share a head.
#[derive(Debug, Clone)]
pub(super) struct Node {
    /// Its name, as written.
    pub(super) text: Arc<str>,
    /// The name taken apart: an index into [`Forest::parsed`].
    pub(super) name: u32,
    /// What it was named in; of a head, the place's own.
    pub(super) parent: Option<NodeId>,
    /// For a place named alone: the place of the event that the claim speaks of.
    pub(super) scope: Option<NodeId>,
    /// Claims that name it.
    pub(super) claims: u32,
    /// Named alone, as what an assertion speaks of.
    pub(super) alone: bool,
    /// The gazetteer's entry.
    pub(super) entry: Option<u32>,
    /// The GeoNames place.
    pub(super) geo: Option<u32>,
    /// Coordinates given by a claim.
    pub(super) position: Option<Position>,
    /// Which of the far places of its chain it is, where coordinates part them; else 0.
    pub(super) spot: u32,
    /// Some chain names a place in it.
    holds: bool,
    /// The last claim that named it, to count each once.
    last: u32,
}

/// Places in places are followed so far up.
const DEEPEST: usize = 33;

/// The name, the parent, the scope, and whether it is named alone.
type NodeKey = (u32, Option<NodeId>, Option<NodeId>, bool);

/// A name as numbers: those of equal keys are equal.
#[derive(Debug)]
struct NameNumbers {
    key: u32,
    sounds: Box<[u32]>,
}

/// All places named, and which of them are one.
#[derive(Debug, Default)]
pub(super) struct Forest {
    /// The nodes.
    pub(super) nodes: Vec<Node>,
    /// Names taken apart, each once.
    pub(super) parsed: Vec<PlaceName>,
    /// For each of those, the number of its key and of what it may sound like.
    numbers: Vec<NameNumbers>,
    keys: HashMap<String, u32>,
    sounds: HashMap<String, u32>,
    by_text: HashMap<Arc<str>, u32>,
    by_place: HashMap<(NodeKey, u32), NodeId>,
    heads: Vec<NodeId>,
}

impl Forest {
    /// The nodes of a chain of names, one for each, for claim number `claim`.
    pub(super) fn chain(&mut self, names: &[Arc<str>], claim: u32) -> Vec<NodeId> {
        self.chain_at(names, 0, claim)
    }

    fn chain_at(&mut self, names: &[Arc<str>], spot: u32, claim: u32) -> Vec<NodeId> {
        let mut parsed = Vec::with_capacity(names.len());
        for text in names {
            parsed.push((text, self.parse(text)));
        }
        self.chain_of(&parsed, spot, claim)
    }

    /// The nodes of a chain of names, given with their numbers, whose first is at a spot of its own.
    pub(super) fn chain_of(
        &mut self,
        names: &[(&Arc<str>, u32)],
        spot: u32,
        claim: u32,
    ) -> Vec<NodeId> {
        let mut nodes = vec![0; names.len()];
        let mut parent = None;
        for (i, &(text, name)) in names.iter().enumerate().rev() {
            let spot = if i == 0 { spot } else { 0 };
            let node = self.under((text, name), parent, spot, claim);
            if let Some(holder) = parent {
                self.nodes[holder as usize].holds = true;
            }
            nodes[i] = node;
            // "Northern Mali" holds nothing: what is named in it is in Mali.
            parent = match self.parsed[name as usize].part_of {
                Some(_) => self.nodes[node as usize].parent,
                None => Some(node),
            };
        }
        nodes
    }

    fn under(
        &mut self,
        (text, name): (&Arc<str>, u32),
        parent: Option<NodeId>,
        spot: u32,
        claim: u32,
    ) -> NodeId {
        let parsed = &self.parsed[name as usize];
        // A name that is a country's is none where it lies in one (Niger State, Nigeria).
        let within = parent.is_some_and(|p| self.in_country(p));
        let parent = match (parsed.country, parsed.part_of) {
            (Some(_), _) if !within => None,
            (None, Some(country)) => Some(self.silent(country.name())),
            _ => parent,
        };
        self.node((text, name), parent, spot, claim)
    }

    fn in_country(&self, mut node: NodeId) -> bool {
        while let Some(up) = self.nodes[node as usize].parent {
            node = up;
        }
        self.name(node).country.is_some()
    }

    /// The node of a country that no claim needs to have named.
    pub(super) fn silent(&mut self, country: &str) -> NodeId {
        let text: Arc<str> = Arc::from(country);
        let name = self.parse(&text);
        self.node((&text, name), None, 0, u32::MAX)
    }

    /// The nodes of a chain that the gazetteer gives, for no claim.
    pub(super) fn known(&mut self, names: &[Arc<str>]) -> Vec<NodeId> {
        self.chain(names, u32::MAX)
    }

    /// The node of a place named alone, beside the event's own place.
    pub(super) fn alone(&mut self, text: &Arc<str>, scope: Option<NodeId>, claim: u32) -> NodeId {
        let name = self.parse(text);
        let key = (name, None, scope, true);
        let node = self.intern(key, 0, text);
        self.count(node, claim);
        node
    }

    /// Notes where a claim says that a place is; of several, the least, so that order is nothing.
    pub(super) fn locate(&mut self, node: NodeId, position: Position) {
        let known = &mut self.nodes[node as usize].position;
        let before = known.is_none_or(|p| {
            position
                .lat
                .total_cmp(&p.lat)
                .then(position.lon.total_cmp(&p.lon))
                .is_lt()
        });
        if before {
            *known = Some(position);
        }
    }

    fn node(
        &mut self,
        (text, name): (&Arc<str>, u32),
        parent: Option<NodeId>,
        spot: u32,
        claim: u32,
    ) -> NodeId {
        let node = self.intern((name, parent, None, false), spot, text);
        self.count(node, claim);
        node
    }

    /// Counts a claim that names a node.
    pub(super) fn count(&mut self, node: NodeId, claim: u32) {
        let node = &mut self.nodes[node as usize];
        if claim != u32::MAX && node.last != claim {
            node.claims += 1;
            node.last = claim;
        }
    }

    fn intern(&mut self, key: NodeKey, spot: u32, text: &Arc<str>) -> NodeId {
        let next = self.nodes.len() as NodeId;
        let nodes = &mut self.nodes;
        let heads = &mut self.heads;
        *self.by_place.entry((key, spot)).or_insert_with(|| {
            heads.push(next);
            nodes.push(Node {
                text: Arc::clone(text),
                name: key.0,
                parent: key.1,
                scope: key.2,
                claims: 0,
                alone: key.3,
                entry: None,
                geo: None,
                position: None,
                spot,
                holds: false,
                last: u32::MAX,
            });
            next
        })
    }

    /// The number of a name.
    pub(super) fn parse(&mut self, text: &Arc<str>) -> u32 {
        if let Some(&known) = self.by_text.get(text) {
            return known;
        }
        let name = PlaceName::new(text);
        let sounds = name.keys.iter();
        self.numbers.push(NameNumbers {
            key: number(&mut self.keys, &name.key),
            sounds: sounds.map(|key| number(&mut self.sounds, key)).collect(),
        });
        self.parsed.push(name);
        let number = self.parsed.len() as u32 - 1;
        self.by_text.insert(Arc::clone(text), number);
        number
    }

    /// The number of the key of a name.
    pub(super) fn key(&self, name: u32) -> u32 {
        self.numbers[name as usize].key
    }

    /// The number of the key of a node's name.
    pub(super) fn key_of(&self, node: NodeId) -> u32 {
        self.key(self.nodes[node as usize].name)
    }

    /// The numbers of what a name may sound like: names that share none are not alike.
    pub(super) fn sounds(&self, name: u32) -> &[u32] {
        &self.numbers[name as usize].sounds
    }

    /// The numbers of what a node's name may sound like.
    pub(super) fn sounds_of(&self, node: NodeId) -> &[u32] {
        self.sounds(self.nodes[node as usize].name)
    }

    /// How many sounds have numbers.
    pub(super) fn sound_count(&self) -> usize {
        self.sounds.len()
    }

    /// How many keys have numbers.
    pub(super) fn key_count(&self) -> usize {
        self.keys.len()
    }

    /// The head of the place that a node is.
    pub(super) fn head(&self, mut node: NodeId) -> NodeId {
        while self.heads[node as usize] != node {
            node = self.heads[node as usize];
        }
        node
    }

    /// The name of a node.
    pub(super) fn name(&self, node: NodeId) -> &PlaceName {
        &self.parsed[self.nodes[node as usize].name as usize]
    }

    /// The head of what holds a place.
    pub(super) fn parent(&self, node: NodeId) -> Option<NodeId> {
        let head = self.head(node);
        self.nodes[head as usize]
            .parent
            .map(|p| self.head(p))
            .filter(|&p| p != head)
    }

    /// The heads of what holds a place, nearest first.
    pub(super) fn above(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.parent(node), |&up| self.parent(up)).take(DEEPEST)
    }

    /// The same, gathered.
    pub(super) fn ancestors(&self, node: NodeId) -> Vec<NodeId> {
        self.above(node).collect()
    }

    /// The widest place that holds a node, or the place itself.
    pub(super) fn root(&self, node: NodeId) -> NodeId {
        self.above(node).last().unwrap_or_else(|| self.head(node))
    }

    /// Whether the place of a node lies in that of another.
    pub(super) fn lies_in(&self, inner: NodeId, outer: NodeId) -> bool {
        let outer = self.head(outer);
        self.above(inner).any(|up| up == outer)
    }

    /// Makes `node` a spelling of the place of `into`, unless both are listed as other places.
    pub(super) fn join(&mut self, node: NodeId, into: NodeId) -> bool {
        let (a, b) = (self.head(node), self.head(into));
        if a == b {
            return true;
        }
        let (x, y) = (&self.nodes[a as usize], &self.nodes[b as usize]);
        let apart = |p: Option<u32>, q: Option<u32>| p.is_some() && q.is_some() && p != q;
        if apart(x.entry, y.entry) || (apart(x.geo, y.geo) && x.entry.is_none()) {
            return false;
        }
        if self.lies_in(b, a) || self.lies_in(a, b) {
            return false;
        }
        if is_far(x, y) {
            return false;
        }
        let (entry, geo) = (y.entry.or(x.entry), y.geo.or(x.geo));
        let position = y.position.or(x.position);
        self.heads[a as usize] = b;
        let head = &mut self.nodes[b as usize];
        head.entry = entry;
        head.geo = geo;
        head.position = position;
        true
    }

    /// The nodes that are heads, in the order interned.
    pub(super) fn all_heads(&self) -> Vec<NodeId> {
        (0..self.nodes.len() as NodeId)
            .filter(|&n| self.heads[n as usize] == n)
            .collect()
    }
}

/// The number of a text, the next one where it is new.
fn number(numbers: &mut HashMap<String, u32>, text: &str) -> u32 {
    if let Some(&known) = numbers.get(text) {
        return known;
    }
    let next = numbers.len() as u32;
    numbers.insert(text.to_owned(), next);
    next
}

/// Whether coordinates part two places: both are known and far, or the one's name alone has several.
fn is_far(x: &Node, y: &Node) -> bool {
    let listed = (x.entry.is_some() && x.entry == y.entry) || (x.geo.is_some() && x.geo == y.geo);
    if listed || x.holds || y.holds {
        return false;
    }
    let of_several =
        x.spot != y.spot && x.name == y.name && x.parent == y.parent && !x.alone && !y.alone;
    let far = x
        .position
        .zip(y.position)
        .is_some_and(|(a, b)| a.distance_km(b) > APART_KM);
    of_several || far
}
