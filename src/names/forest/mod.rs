//! The places that claims name, as a forest: each under the one that was named after it.

mod alone;
mod geonames;
mod held;
mod lift;
mod listed;
pub(crate) mod settle;
pub(crate) mod spots;
mod table;

use std::sync::Arc;

use hashbrown::HashMap;

use self::spots::APART_KM;
use super::country::Country;
use super::division::{Division, capital};
use super::interner::NumberTable;
use super::kind::place::PlaceName;
use crate::claim::Position;

/// A place as named in some chain: an index into the forest.
pub(crate) type NodeId = u32;

/// A name under a parent. Nodes that turn out to be one place share a head.
#[derive(Debug, Clone)]
pub(crate) struct PlaceNode {
    /// Its name, as written.
    pub(crate) text: Arc<str>,
    /// The name taken apart: an index into [`Forest::parsed`].
    pub(crate) name: u32,
    /// What it was named in; of a head, the place's own.
    pub(crate) parent: Option<NodeId>,
    /// For a place named alone: the place of the event that the claim speaks of.
    pub(crate) scope: Option<NodeId>,
    /// Claims that name it.
    pub(crate) claims: u32,
    /// Named alone, as what an assertion speaks of.
    pub(crate) alone: bool,
    /// The gazetteer's entry.
    pub(crate) entry: Option<u32>,
    /// The GeoNames place.
    pub(crate) geo: Option<u32>,
    /// Coordinates given by a claim.
    pub(crate) position: Option<Position>,
    /// Which of the far places of its chain it is, where coordinates part them; else 0.
    pub(crate) spot: u32,
    /// Some chain names a place in it.
    holds: bool,
    /// The last claim that named it, to count each once.
    last: Option<u32>,
}

/// Places in places are followed so far up.
const DEEPEST: usize = 33;

/// What tells two nodes apart; see [`PlaceNode`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
struct NodeKey {
    name: u32,
    parent: Option<NodeId>,
    scope: Option<NodeId>,
    alone: bool,
    spot: u32,
}

/// A name as numbers: those of equal keys are equal.
#[derive(Debug)]
struct NameNumbers {
    key: u32,
    sounds: Box<[u32]>,
}

/// All places named, and which of them are one.
#[derive(Debug, Default)]
pub(crate) struct Forest {
    /// The nodes.
    pub(crate) nodes: Vec<PlaceNode>,
    /// Names taken apart, each once.
    pub(crate) parsed: Vec<PlaceName>,
    /// For each of those, the number of its key and of what it may sound like.
    numbers: Vec<NameNumbers>,
    keys: NumberTable<String>,
    sounds: NumberTable<String>,
    by_text: HashMap<Arc<str>, u32>,
    by_key: HashMap<NodeKey, NodeId>,
    heads: Vec<NodeId>,
    /// Claims from this number on do not count.
    counted: Option<u32>,
}

impl Forest {
    /// Without a place, in which only claims below a number count.
    pub(crate) fn counting(counted: u32) -> Self {
        Self {
            counted: Some(counted),
            ..Self::default()
        }
    }

    /// The nodes of a chain of names, given with their numbers, whose first is at a spot of its
    /// own; for a claim, or for what the gazetteer says.
    pub(crate) fn chain_of(
        &mut self,
        names: &[(&Arc<str>, u32)],
        spot: u32,
        claim: Option<u32>,
    ) -> Vec<NodeId> {
        let mut nodes = vec![0; names.len()];
        let mut parent = self.country_of(names);
        for (i, &(text, name)) in names.iter().enumerate().rev() {
            let name = self.usual(text, parent).unwrap_or(name);
            let key = NodeKey {
                name,
                parent: self.within(name, parent),
                spot: if i == 0 { spot } else { 0 },
                ..NodeKey::default()
            };
            let node = self.node(text, key, claim);
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

    /// The country that a chain of names leaves out, where it ends in one of that country's states.
    fn country_of(&mut self, names: &[(&Arc<str>, u32)]) -> Option<NodeId> {
        let (&(last, name), [_, ..]) = names.split_last()? else {
            return None;
        };
        if self.parsed[name as usize].country.is_some() {
            return None;
        }
        let division = Division::of(last, None)?;
        Some(self.country(division.country()))
    }

    /// The number of the name that a code of a state, or a phrase for a capital, stands for.
    fn usual(&mut self, text: &str, parent: Option<NodeId>) -> Option<u32> {
        let is_code = text.len() <= 3 && text.bytes().all(|c| c.is_ascii_uppercase());
        if !is_code && !text.contains("apital") {
            return None;
        }
        let country = parent.and_then(|p| self.country_around(p));
        let name = match country {
            Some(country) if is_code => Division::of(text, Some(country))?.name(),
            _ => capital(text, country)?,
        };
        Some(self.parse(&Arc::from(name)))
    }

    fn country_around(&self, mut node: NodeId) -> Option<Country> {
        while let Some(up) = self.nodes[node as usize].parent {
            node = up;
        }
        self.name(node).country
    }

    /// What a name that was written within `parent` lies in.
    fn within(&mut self, name: u32, parent: Option<NodeId>) -> Option<NodeId> {
        let parsed = &self.parsed[name as usize];
        match (parsed.country, parsed.part_of) {
            // A name that is a country's is none where it lies in one (Niger State, Nigeria).
            (Some(_), _) if !parent.is_some_and(|p| self.in_country(p)) => None,
            (None, Some(country)) => Some(self.country(country)),
            _ => parent,
        }
    }

    fn in_country(&self, node: NodeId) -> bool {
        self.country_around(node).is_some()
    }

    /// The node of a country that no claim needs to have named.
    fn country(&mut self, country: Country) -> NodeId {
        let text: Arc<str> = Arc::from(country.name());
        let name = self.parse(&text);
        let key = NodeKey {
            name,
            ..NodeKey::default()
        };
        self.node(&text, key, None)
    }

    /// The nodes of a chain of names.
    pub(crate) fn chain(&mut self, names: &[Arc<str>], claim: Option<u32>) -> Vec<NodeId> {
        let names: Vec<(&Arc<str>, u32)> = names.iter().map(|n| (n, self.parse(n))).collect();
        self.chain_of(&names, 0, claim)
    }

    /// The node of a place named alone, beside the event's own place.
    pub(crate) fn alone(
        &mut self,
        (text, name): (&Arc<str>, u32),
        scope: Option<NodeId>,
        claim: u32,
    ) -> NodeId {
        let key = NodeKey {
            name,
            scope,
            alone: true,
            ..NodeKey::default()
        };
        self.node(text, key, Some(claim))
    }

    /// Notes where a claim says that a place is; of several, the least, so that order is nothing.
    pub(crate) fn locate(&mut self, node: NodeId, position: Position) {
        let known = &mut self.nodes[node as usize].position;
        *known = least(*known, Some(position));
    }

    /// Counts a claim that names a node.
    pub(crate) fn count(&mut self, node: NodeId, claim: Option<u32>) {
        let counts = claim.is_some_and(|claim| self.counted.is_none_or(|most| claim < most));
        let node = &mut self.nodes[node as usize];
        if counts && node.last != claim {
            node.claims += 1;
            node.last = claim;
        }
    }

    fn node(&mut self, text: &Arc<str>, key: NodeKey, claim: Option<u32>) -> NodeId {
        let Self { nodes, heads, .. } = self;
        let node = *self.by_key.entry(key).or_insert_with(|| {
            let next = nodes.len() as NodeId;
            heads.push(next);
            nodes.push(PlaceNode {
                text: Arc::clone(text),
                name: key.name,
                parent: key.parent,
                scope: key.scope,
                claims: 0,
                alone: key.alone,
                entry: None,
                geo: None,
                position: None,
                spot: key.spot,
                holds: false,
                last: None,
            });
            next
        });
        self.count(node, claim);
        node
    }

    /// The number of a name.
    pub(crate) fn parse(&mut self, text: &Arc<str>) -> u32 {
        if let Some(&known) = self.by_text.get(text) {
            return known;
        }
        let name = PlaceName::new(text);
        let sounds = name.keys.iter();
        self.numbers.push(NameNumbers {
            key: self.keys.number(name.key.as_str()),
            sounds: sounds.map(|key| self.sounds.number(key.as_str())).collect(),
        });
        let number = self.parsed.len() as u32;
        self.parsed.push(name);
        self.by_text.insert(Arc::clone(text), number);
        number
    }

    /// The number of the key of a name.
    pub(crate) fn key(&self, name: u32) -> u32 {
        self.numbers[name as usize].key
    }

    /// The number of the key of a node's name.
    pub(crate) fn key_of(&self, node: NodeId) -> u32 {
        self.key(self.nodes[node as usize].name)
    }

    /// The numbers of what a name may sound like: names that share none are not alike.
    pub(crate) fn sounds(&self, name: u32) -> &[u32] {
        &self.numbers[name as usize].sounds
    }

    /// The numbers of what a node's name may sound like.
    pub(crate) fn sounds_of(&self, node: NodeId) -> &[u32] {
        self.sounds(self.nodes[node as usize].name)
    }

    /// The head of the place that a node is.
    pub(crate) fn head(&self, mut node: NodeId) -> NodeId {
        while self.heads[node as usize] != node {
            node = self.heads[node as usize];
        }
        node
    }

    /// The name of a node.
    pub(crate) fn name(&self, node: NodeId) -> &PlaceName {
        &self.parsed[self.nodes[node as usize].name as usize]
    }

    /// The head of what holds a place.
    pub(crate) fn parent(&self, node: NodeId) -> Option<NodeId> {
        let head = self.head(node);
        self.nodes[head as usize]
            .parent
            .map(|p| self.head(p))
            .filter(|&p| p != head)
    }

    /// The heads of what holds a place, nearest first.
    pub(crate) fn above(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.parent(node), |&up| self.parent(up)).take(DEEPEST)
    }

    /// The widest place that holds a node, or the place itself.
    pub(crate) fn root(&self, node: NodeId) -> NodeId {
        self.above(node).last().unwrap_or_else(|| self.head(node))
    }

    /// Whether the place of a node lies in that of another.
    pub(crate) fn lies_in(&self, inner: NodeId, outer: NodeId) -> bool {
        let outer = self.head(outer);
        self.above(inner).any(|up| up == outer)
    }

    /// Makes `node` a spelling of the place of `into`, unless both are listed as other places.
    pub(crate) fn join(&mut self, node: NodeId, into: NodeId) -> bool {
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
    pub(crate) fn all_heads(&self) -> impl Iterator<Item = NodeId> + '_ {
        (0..self.nodes.len() as NodeId).filter(|&n| self.is_head(n))
    }

    /// Whether a node stands for its place.
    fn is_head(&self, node: NodeId) -> bool {
        self.heads[node as usize] == node
    }

    /// A node.
    pub(crate) fn at(&self, node: NodeId) -> &PlaceNode {
        &self.nodes[node as usize]
    }
}

/// The southernmost of two positions, the westernmost where that is no matter.
pub(crate) fn least(a: Option<Position>, b: Option<Position>) -> Option<Position> {
    match (a, b) {
        (Some(x), Some(y)) => {
            let order = y.lat.total_cmp(&x.lat).then(y.lon.total_cmp(&x.lon));
            Some(if order.is_lt() { y } else { x })
        }
        _ => a.or(b),
    }
}

/// Whether coordinates part two places: both are known and far, or the one's name alone has several.
fn is_far(x: &PlaceNode, y: &PlaceNode) -> bool {
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
