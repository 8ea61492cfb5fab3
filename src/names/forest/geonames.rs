//! Finds places of GeoNames by name, country and division.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use crate::names::country::Country;
use crate::names::forest::{Forest, NodeId};
use crate::names::gazetteer::Gazetteer;
use crate::names::gazetteer::geonames::GeoPlace;
use crate::names::kind::place::PlaceName;

/// Places of one name nearer than this, in kilometres, are a town and its district.
const SAME_KM: f64 = 60.0;

/// The places of GeoNames whose names the claims use.
pub(crate) struct GeoMatch<'a> {
    places: &'a [GeoPlace],
    by_key: HashMap<String, Vec<u32>>,
}

impl<'a> GeoMatch<'a> {
    /// Keeps those places that some node may be: a dump has millions, the claims a few thousand.
    pub(crate) fn new(gazetteer: &'a Gazetteer, forest: &Forest) -> Self {
        let places = gazetteer.places.as_slice();
        let mut by_key: HashMap<String, Vec<u32>> = HashMap::new();
        if places.is_empty() {
            return Self { places, by_key };
        }
        let wanted: HashSet<&str> = forest.parsed.iter().map(|name| name.key.as_str()).collect();
        for (place, number) in places.iter().zip(0..) {
            let keys = place.all_names().map(PlaceName::key_of);
            for key in keys.filter(|key| wanted.contains(key.as_str())) {
                let numbers = by_key.entry(key).or_default();
                if numbers.last() != Some(&number) {
                    numbers.push(number);
                }
            }
        }
        Self { places, by_key }
    }

    /// The place that a node is, where one alone fits; its number in the gazetteer.
    pub(crate) fn find(&self, forest: &Forest, node: NodeId) -> Option<u32> {
        let named = self.by_key.get(&forest.name(node).key)?;
        let above: Vec<&PlaceName> = forest.above(node).map(|n| forest.name(n)).collect();
        let country = above.iter().find_map(|name| name.country)?;
        let mut fitting: Vec<u32> = self.in_country(named, country).collect();
        let divisions = self.divisions(&above, country);
        if !divisions.is_empty() {
            fitting.retain(|&n| divisions.contains(&&*self.place(n).admin1));
        }
        let first = self.place(*fitting.first()?);
        let one = fitting.iter().all(|&n| {
            let place = self.place(n);
            place.admin1 == first.admin1 && place.position.distance_km(first.position) < SAME_KM
        });
        let rank = |&n: &u32| (Reverse(self.place(n).population), self.place(n).id);
        fitting.into_iter().min_by_key(rank).filter(|_| one)
    }

    fn place(&self, number: u32) -> &GeoPlace {
        &self.places[number as usize]
    }

    fn in_country(&self, numbers: &[u32], country: Country) -> impl Iterator<Item = u32> {
        let code = country.code().as_bytes();
        let numbers = numbers.iter().copied();
        numbers.filter(move |&n| self.place(n).country == code)
    }

    /// Codes of the first-order divisions that a chain names.
    fn divisions(&self, above: &[&PlaceName], country: Country) -> Vec<&str> {
        let numbers = above.iter().filter_map(|name| self.by_key.get(&name.key));
        let numbers = numbers.flat_map(|numbers| self.in_country(numbers, country));
        let divisions = numbers
            .map(|n| self.place(n))
            .filter(|place| place.rank == 1);
        divisions.map(|place| &*place.admin1).collect()
    }
}
