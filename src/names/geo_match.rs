//! Finds places of GeoNames by name, country and division.

use std::collections::{HashMap, HashSet};

use super::countries::Country;
use super::gazetteer::Gazetteer;
use super::geonames::GeoPlace;
use super::place_forest::{Forest, NodeId};
use super::place_name::PlaceName;

/// Places of one name nearer than this, in kilometres, are a town and its district.
const SAME_KM: f64 = 60.0;

/// The places of GeoNames whose names the claims use.
pub(super) struct GeoMatch<'a> {
    places: &'a [GeoPlace],
    by_key: HashMap<String, Vec<u32>>,
}

impl<'a> GeoMatch<'a> {
    /// Keeps those places that some node may be: a dump has millions, the claims a few thousand.
    pub(super) fn new(gazetteer: &'a Gazetteer, forest: &Forest) -> Self {
        let places = gazetteer.places.as_slice();
        let mut by_key: HashMap<String, Vec<u32>> = HashMap::new();
        if !places.is_empty() {
            let wanted: HashSet<&str> =
                forest.parsed.iter().map(|name| name.key.as_str()).collect();
            for (number, place) in places.iter().enumerate() {
                add(&mut by_key, &wanted, number as u32, place);
            }
        }
        Self { places, by_key }
    }

    /// The place that a node is, where one alone fits; its number in the gazetteer.
    pub(super) fn find(&self, forest: &Forest, node: NodeId) -> Option<u32> {
        let named = self.by_key.get(&forest.name(node).key)?;
        let above = forest.ancestors(node);
        let country = above.iter().find_map(|&n| forest.name(n).country)?;
        let mut fitting = self.in_country(named, country);
        let divisions = self.divisions(forest, &above, country);
        if !divisions.is_empty() {
            fitting.retain(|&n| divisions.contains(&&*self.place(n).admin1));
        }
        let first = self.place(*fitting.first()?);
        let one = fitting.iter().all(|&n| {
            let place = self.place(n);
            place.admin1 == first.admin1 && place.position.distance_km(first.position) < SAME_KM
        });
        fitting.sort_by_key(|&n| {
            (
                std::cmp::Reverse(self.place(n).population),
                self.place(n).id,
            )
        });
        one.then(|| fitting[0])
    }

    fn place(&self, number: u32) -> &GeoPlace {
        &self.places[number as usize]
    }

    fn in_country(&self, numbers: &[u32], country: Country) -> Vec<u32> {
        let code = country.code().as_bytes();
        numbers
            .iter()
            .copied()
            .filter(|&n| self.place(n).country == code)
            .collect()
    }

    /// Codes of the first-order divisions that a chain names.
    fn divisions(&self, forest: &Forest, above: &[NodeId], country: Country) -> Vec<&str> {
        above
            .iter()
            .filter_map(|&n| self.by_key.get(&forest.name(n).key))
            .flat_map(|numbers| self.in_country(numbers, country))
            .filter(|&n| self.place(n).rank == 1)
            .map(|n| &*self.place(n).admin1)
            .collect()
    }
}

fn add(
    by_key: &mut HashMap<String, Vec<u32>>,
    wanted: &HashSet<&str>,
    number: u32,
    place: &GeoPlace,
) {
    for name in place.all_names() {
        let key = PlaceName::new(name).key;
        if !wanted.contains(key.as_str()) {
            continue;
        }
        let numbers = by_key.entry(key).or_default();
        if numbers.last() != Some(&number) {
            numbers.push(number);
        }
    }
}
