//! Places of one written name that coordinates tell apart.

use hashbrown::{HashMap, HashSet};

use crate::claim::Position;
use crate::names::kind::place::PlaceName;
use crate::names::survey::written::Written;

/// Two places of one name, farther apart than this, are two.
pub(crate) const APART_KM: f64 = 150.0;

/// For each chain of names that stands for several places, where those are, in order.
#[derive(Debug, Default)]
pub(crate) struct Spots(HashMap<u32, Vec<Position>>);

impl Spots {
    /// Looks at all claims. A place that holds others is wide, and may be met at several spots.
    pub(crate) fn new(written: &Written) -> Self {
        let mut met: HashMap<u32, Vec<Position>> = HashMap::new();
        for &(claim, position) in &written.positions {
            let known = met.entry(written.lines[claim as usize].place).or_default();
            if known.last() != Some(&position) {
                known.push(position);
            }
        }
        met.retain(|_, known| known.len() > 1);
        if !met.is_empty() {
            let holders = holders(written);
            met.retain(|&chain, _| {
                !holders.contains(&**written.lists.get(chain)) && !is_wide(written, chain)
            });
        }
        met.retain(|_, known| {
            *known = centres(known);
            known.len() > 1
        });
        Self(met)
    }

    /// The number of the spot of a place, from 1; 0 where nothing parts its name.
    pub(crate) fn of(&self, chain: u32, position: Option<Position>) -> u32 {
        let known = self.0.get(&chain);
        let (Some(known), Some(position)) = (known, position) else {
            return 0;
        };
        let near = known
            .iter()
            .position(|p| p.distance_km(position) <= APART_KM);
        near.map_or(0, |at| at as u32 + 1)
    }
}

/// The chains that some claim names a place in.
fn holders(written: &Written) -> HashSet<&[u32]> {
    let mut chains: Vec<u32> = written.lines.iter().map(|line| line.place).collect();
    chains.sort_unstable();
    chains.dedup();
    let chains = chains.into_iter().map(|chain| &**written.lists.get(chain));
    chains
        .flat_map(|chain| (1..chain.len()).map(move |at| &chain[at..]))
        .collect()
}

/// Whether the first name of a chain is a country, or a vague part of one.
fn is_wide(written: &Written, chain: u32) -> bool {
    let first = written.lists.get(chain).first();
    first.is_some_and(|&text| {
        let name = PlaceName::new(written.texts.get(text));
        name.country.is_some() || name.part_of.is_some()
    })
}

/// The first of the positions, and each next one that is far from all before; order is nothing.
fn centres(positions: &[Position]) -> Vec<Position> {
    let mut sorted = positions.to_vec();
    sorted.sort_by(|a, b| a.lat.total_cmp(&b.lat).then(a.lon.total_cmp(&b.lon)));
    let mut centres: Vec<Position> = Vec::new();
    for position in sorted {
        if centres.iter().all(|c| c.distance_km(position) > APART_KM) {
            centres.push(position);
        }
    }
    centres
}
