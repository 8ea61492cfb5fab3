//! The places that claims name, as nodes of one forest.

use std::sync::Arc;

use hashbrown::HashMap;

use super::place_forest::{Forest, NodeId};
use super::place_spots::Spots;
use super::texts::{Lists, NONE};
use super::written::{Saying, Written};
use crate::claim::Position;
use crate::codebook::SubjectType;

/// The nodes that one assertion names.
#[derive(Debug, Clone, Default)]
pub(super) struct PlacedSaying {
    /// What it is of, where that is a place.
    pub(super) of: Option<NodeId>,
    /// The places of its value.
    pub(super) places: Vec<NodeId>,
}

/// The places of all claims.
pub(super) struct Placed {
    /// Lists of nodes.
    pub(super) nodes: Lists<NodeId>,
    /// The nodes of assertions that name places, list by list.
    pub(super) sayings: Vec<Vec<PlacedSaying>>,
    /// For each claim the number of its place's nodes in `nodes`, and of its assertions' in `sayings`.
    pub(super) lines: Vec<(u32, u32)>,
}

impl Placed {
    /// Plants the forest.
    pub(super) fn of(written: &Written) -> (Forest, Self) {
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
    by_saying: HashMap<(u32, u32), u32>,
    /// Whether a list of assertions names places.
    is_placed: Vec<bool>,
}

impl<'a> Planter<'a> {
    fn new(written: &'a Written) -> Self {
        let any = |list: &[Saying]| list.iter().any(Saying::is_placed);
        Self {
            written,
            spots: Spots::new(written),
            forest: Forest::default(),
            nodes: Lists::new(),
            sayings: Vec::new(),
            names: HashMap::new(),
            by_chain: HashMap::new(),
            by_saying: HashMap::new(),
            is_placed: written.sayings.iter().map(any).collect(),
        }
    }

    fn claim(&mut self, claim: u32, position: Option<Position>) -> (u32, u32) {
        let line = self.written.lines[claim as usize];
        let mut nodes = 0;
        let mut scope = None;
        if line.place != NONE {
            nodes = self.chain(line.place, self.spots.of(line.place, position), claim);
            scope = self.nodes.list(nodes).first().copied();
            if let (Some(node), Some(position)) = (scope, position) {
                self.forest.locate(node, position);
            }
        }
        let mut placed = NONE;
        if self.is_placed[line.sayings as usize] {
            placed = self.list(line.sayings, scope, claim);
        }
        (nodes, placed)
    }

    fn chain(&mut self, chain: u32, spot: u32, claim: u32) -> u32 {
        if let Some(&known) = self.by_chain.get(&(chain, spot)) {
            for &node in self.nodes.list(known) {
                self.forest.count(node, claim);
            }
            return known;
        }
        let mut names = Vec::new();
        for &text in self.written.lists.list(chain) {
            names.push(self.name(text));
        }
        let nodes = self.forest.chain_of(&names, spot, claim);
        let number = self.nodes.number(&nodes);
        self.by_chain.insert((chain, spot), number);
        number
    }

    /// A text with the number of its name in the forest.
    fn name(&mut self, text: u32) -> (&'a Arc<str>, u32) {
        let words = self.written.texts.text(text);
        let forest = &mut self.forest;
        let name = *self
            .names
            .entry(text)
            .or_insert_with(|| forest.parse(words));
        (words, name)
    }

    fn list(&mut self, list: u32, scope: Option<NodeId>, claim: u32) -> u32 {
        let key = (list, scope.unwrap_or(NONE));
        if let Some(&known) = self.by_saying.get(&key) {
            for saying in &self.sayings[known as usize] {
                for &node in saying.of.iter().chain(&saying.places) {
                    self.forest.count(node, claim);
                }
            }
            return known;
        }
        let sayings = self.written.sayings.list(list);
        let placed = sayings
            .iter()
            .map(|s| self.saying(s, scope, claim))
            .collect();
        self.sayings.push(placed);
        let number = self.sayings.len() as u32 - 1;
        self.by_saying.insert(key, number);
        number
    }

    fn saying(&mut self, saying: &Saying, scope: Option<NodeId>, claim: u32) -> PlacedSaying {
        let (texts, forest) = (&self.written.texts, &mut self.forest);
        let mut placed = PlacedSaying::default();
        if saying.kind == SubjectType::Place && saying.of != NONE {
            placed.of = Some(forest.alone(texts.text(saying.of), scope, claim));
        }
        placed.places = if saying.alone {
            let names = self.written.lists.list(saying.places).iter();
            names
                .map(|&name| forest.alone(texts.text(name), scope, claim))
                .collect()
        } else {
            forest.chain(&self.written.words(saying.places), claim)
        };
        placed
    }
}
