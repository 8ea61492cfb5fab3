//! Places of one written name that coordinates tell apart.

use std::collections::{BTreeMap, BTreeSet};

use super::place_name::PlaceName;
use crate::claim::{Claim, Place, Position};

/// Two places of one name, farther apart than this, are two.
pub(super) const APART_KM: f64 = 150.0;

/// For each chain of names that stands for several places, where those are, in order.
#[derive(Debug, Default)]
pub(super) struct Spots(BTreeMap<String, Vec<Position>>);

impl Spots {
    /// Looks at all claims. A place that holds others is wide, and may be met at several spots.
    pub(super) fn new(claims: &[Claim]) -> Self {
        let mut met: BTreeMap<String, Vec<Position>> = BTreeMap::new();
        let mut holders: BTreeSet<String> = BTreeSet::new();
        for place in claims.iter().filter_map(|c| c.event.place.as_ref()) {
            holders.extend((1..place.names.len()).map(|at| place.names[at..].join("\u{1}")));
            if let Some(position) = place.position {
                let known = met.entry(place.names.join("\u{1}")).or_default();
                if known.last() != Some(&position) {
                    known.push(position);
                }
            }
        }
        met.retain(|chain, known| known.len() > 1 && !holders.contains(chain) && !is_wide(chain));
        for known in met.values_mut() {
            *known = centres(known);
        }
        met.retain(|_, known| known.len() > 1);
        Self(met)
    }

    /// The number of the spot of a place, from 1; 0 where nothing parts its name.
    pub(super) fn of(&self, place: &Place) -> u32 {
        if self.0.is_empty() {
            return 0;
        }
        let known = self.0.get(&place.names.join("\u{1}"));
        let (Some(known), Some(position)) = (known, place.position) else {
            return 0;
        };
        let near = known
            .iter()
            .position(|p| p.distance_km(position) <= APART_KM);
        near.map_or(0, |at| at as u32 + 1)
    }
}

/// Whether the first name of a chain is a country, or a vague part of one.
fn is_wide(chain: &str) -> bool {
    let name = PlaceName::new(chain.split('\u{1}').next().unwrap_or_default());
    name.country.is_some() || name.part_of.is_some()
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
