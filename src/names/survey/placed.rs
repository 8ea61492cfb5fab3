//! The places that claims name, as nodes of one forest.

use std::sync::Arc;

use hashbrown::HashMap;

use super::written::{Saying, Written};
use crate::claim::Position;
use crate::names::forest::spots::Spots;
use crate::names::forest::{Forest, NodeId};
use crate::names::interner::Lists;

/// The nodes that one assertion names.
#[derive(Debug, Clone, Default)]
pub(crate) struct PlacedSaying {
    /// What it is of, where that is a place.
    pub(crate) of: Option<NodeId>,
    /// The places of its value.
    pub(crate) places: Vec<NodeId>,
}

/// The places of all claims.
pub(crate) struct PlacedClaims {
    /// Lists of nodes.
    pub(crate) nodes: Lists<NodeId>,
    /// The nodes of assertions that name places, list by list; the first names none.
    pub(crate) sayings: Vec<Vec<PlacedSaying>>,
    /// For each claim the number of its place's nodes in `nodes`, and of its assertions' in `sayings`.
    pub(crate) lines: Vec<(u32, u32)>,
}

impl PlacedClaims {
    /// Plants the forest.
    pub(crate) fn of(written: &Written) -> (Forest, Self) {
        let mut planter = Planter::new(written);
        let mut positions = written.positions.iter().peekable();
        let mut lines = Vec::with_capacity(written.lines.len());
        for claim in 0..written.lines.len() as u32 {
            let here = positions.next_if(|(at, _)| *at == claim).map(|(_, p)| *p);
            lines.push(planter.claim(claim, here));
        }
        let placed = Self {
            nodes: planter.nodes,
            sayings: planter.sayings,
            lines,
        };
        (planter.forest, placed)
    }
}

struct Planter<'a> {
    written: &'a Written,
    spots: Spots,
    forest: Forest,
    nodes: Lists<NodeId>,
    sayings: Vec<Vec<PlacedSaying>>,
    /// The name of a text, in the forest.
    names: HashMap<u32, u32>,
    /// The nodes of a chain at a spot.
    by_chain: HashMap<(u32, u32), u32>,
    /// The nodes of a list of assertions beside a place.
    by_saying: HashMap<(u32, Option<NodeId>), u32>,
    /// Whether a list of assertions names places.
    is_placed: Vec<bool>,
}

impl<'a> Planter<'a> {
    fn new(written: &'a Written) -> Self {
        let any = |list: &[Saying]| list.iter().any(Saying::is_placed);
        Self {
            written,
            spots: Spots::new(written),
            forest: Forest::counting(written.counted),
            nodes: Lists::new(),
            sayings: vec![Vec::new()],
            names: HashMap::new(),
            by_chain: HashMap::new(),
            by_saying: HashMap::new(),
            is_placed: written.sayings.iter().map(|list| any(list)).collect(),
        }
    }

    fn claim(&mut self, claim: u32, position: Option<Position>) -> (u32, u32) {
        let line = self.written.lines[claim as usize];
        let nodes = self.chain(line.place, self.spots.of(line.place, position), claim);
        let scope = self.nodes.get(nodes).first().copied();
        if let (Some(node), Some(position)) = (scope, position) {
            self.forest.locate(node, position);
        }
        let mut placed = 0;
        if self.is_placed[line.sayings as usize] {
            placed = self.list(line.sayings, scope, claim);
        }
        (nodes, placed)
    }

    fn chain(&mut self, chain: u32, spot: u32, claim: u32) -> u32 {
        if let Some(&known) = self.by_chain.get(&(chain, spot)) {
            for &node in self.nodes.get(known) {
                self.forest.count(node, Some(claim));
            }
            return known;
        }
        let nodes = self.plant(chain, spot, claim);
        let number = self.nodes.number(nodes.as_slice());
        self.by_chain.insert((chain, spot), number);
        number
    }

    fn plant(&mut self, chain: u32, spot: u32, claim: u32) -> Vec<NodeId> {
        let texts = self.written.lists.get(chain).iter();
        let names: Vec<(&Arc<str>, u32)> = texts.map(|&text| self.name(text)).collect();
        self.forest.chain_of(&names, spot, Some(claim))
    }

    /// A text with the number of its name in the forest.
    fn name(&mut self, text: u32) -> (&'a Arc<str>, u32) {
        let words = self.written.texts.get(text);
        let forest = &mut self.forest;
        let name = self.names.entry(text);
        (words, *name.or_insert_with(|| forest.parse(words)))
    }

    fn list(&mut self, list: u32, scope: Option<NodeId>, claim: u32) -> u32 {
        if let Some(&known) = self.by_saying.get(&(list, scope)) {
            for saying in &self.sayings[known as usize] {
                for &node in saying.of.iter().chain(&saying.places) {
                    self.forest.count(node, Some(claim));
                }
            }
            return known;
        }
        let sayings = self.written.sayings.get(list).iter();
        let placed = sayings.map(|s| self.saying(s, scope, claim)).collect();
        let number = self.sayings.len() as u32;
        self.sayings.push(placed);
        self.by_saying.insert((list, scope), number);
        number
    }

    fn saying(&mut self, saying: &Saying, scope: Option<NodeId>, claim: u32) -> PlacedSaying {
        let written = self.written;
        let mut alone = |text: u32| {
            let name = self.name(text);
            self.forest.alone(name, scope, claim)
        };
        let of = saying.of_place().map(&mut alone);
        let places = if saying.alone {
            let names = written.lists.get(saying.places).iter();
            names.map(|&name| alone(name)).collect()
        } else {
            self.plant(saying.places, 0, claim)
        };
        PlacedSaying { of, places }
    }
}
