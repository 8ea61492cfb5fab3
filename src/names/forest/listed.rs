//! Finds places of claims in the gazetteer and in GeoNames.

use std::sync::Arc;

use super::geonames::GeoMatch;
use super::settle::context;
use super::spots::APART_KM;
use super::{Forest, NodeId};
use crate::codebook::SubjectType;
use crate::names::NameReason;
use crate::names::gazetteer::index::{GazetteerIndex, Lookup};
use crate::names::kind::place::PlaceName;
use crate::names::likeness::SAME;

/// Looks every node up, and adds the chains that the gazetteer gives for those found.
pub(super) fn list_all(forest: &mut Forest, index: &GazetteerIndex) -> Vec<(NodeId, NameReason)> {
    let mut found = Vec::new();
    let geo = GeoMatch::new(index.gazetteer, forest);
    let mut node = 0;
    while (node as usize) < forest.nodes.len() {
        if let Some((entry, context)) = listed(forest, index, node) {
            forest.nodes[node as usize].entry = Some(entry);
            found.push((node, NameReason::Gazetteer { context }));
            let known = known_chain(forest, index, entry);
            forest.nodes[known as usize].entry = Some(entry);
        } else if let Some(place) = geo.find(forest, node) {
            forest.nodes[node as usize].geo = Some(place);
            found.push((node, NameReason::Gazetteer { context: None }));
        }
        node += 1;
    }
    found
}

/// The node of an entry, under what the gazetteer says holds it.
fn known_chain(forest: &mut Forest, index: &GazetteerIndex, entry: u32) -> NodeId {
    let entry = index.entry(entry);
    let names = std::iter::once(&entry.name).chain(&entry.parents);
    let mut chain: Vec<Arc<str>> = names.cloned().collect();
    let last = PlaceName::new(entry.parents.last().unwrap_or(&entry.name));
    let country = entry
        .country
        .iter()
        .filter(|country| last.country.is_none() && last.key != PlaceName::new(country).key);
    chain.extend(country.cloned());
    forest.chain(&chain, None)[0]
}

/// The entry of a node's name that fits what the name lies in.
fn listed(
    forest: &Forest,
    index: &GazetteerIndex,
    node: NodeId,
) -> Option<(u32, Option<Arc<str>>)> {
    if index.places.is_empty() {
        return None;
    }
    let listings = index.places.get(&forest.name(node).key)?;
    let context = context(forest, index, node);
    // For a place named alone there is nothing above.
    let above: Vec<&PlaceName> = forest.above(node).map(|n| forest.name(n)).collect();
    match index.choose(Some(listings), SubjectType::Place, &context) {
        Lookup::One(entry, _) if is_elsewhere(forest, index, node, entry) => None,
        Lookup::One(entry, met) => fits(index, entry, &above).then_some((entry, met)),
        Lookup::Several(_) if above.is_empty() => None,
        Lookup::Several(mut entries) => {
            entries.retain(|&entry| fits(index, entry, &above));
            (entries.len() == 1).then(|| (entries[0], None))
        }
        Lookup::Unlisted => None,
    }
}

/// Whether a name that coordinates give to several places is, at this one, far from the entry's.
fn is_elsewhere(forest: &Forest, index: &GazetteerIndex, node: NodeId, entry: u32) -> bool {
    let node = forest.at(node);
    let both = node.position.zip(index.entry(entry).position);
    node.spot > 0 && both.is_some_and(|(a, b)| a.distance_km(b) > APART_KM)
}

/// Whether an entry may be what was named in those places.
fn fits(index: &GazetteerIndex, entry: u32, above: &[&PlaceName]) -> bool {
    let entry = index.entry(entry);
    let holders = entry.parents.iter().chain(&entry.country);
    let holders = holders.map(|name| PlaceName::new(name));
    let (countries, regions): (Vec<_>, Vec<_>) = holders.partition(|h| h.country.is_some());
    let named = above.iter().find(|name| name.country.is_some());
    let abroad = named.is_some_and(|country| {
        !countries.is_empty() && !countries.iter().any(|h| h.key == country.key)
    });
    let is_inner = |name: &&&PlaceName| name.country.is_none() && name.part_of.is_none();
    let mut inner = above.iter().filter(is_inner).peekable();
    let any = inner.peek().is_none() || regions.is_empty();
    !abroad
        && (any
            || inner.any(|name| {
                regions.iter().any(|region| name.likeness(region) >= SAME)
                    || name.key == PlaceName::new(&entry.name).key
                    || lies_in_one(index, name, &regions)
            }))
}

/// Whether the gazetteer says that a place lies in one of `regions`.
fn lies_in_one(index: &GazetteerIndex, name: &PlaceName, regions: &[PlaceName]) -> bool {
    let listings = index.places.get(&name.key).into_iter().flatten();
    let mut parents = listings.flat_map(|l| index.entry(l.entry).parents.iter());
    parents.any(|parent| {
        let key = PlaceName::new(parent).key;
        regions.iter().any(|region| region.key == key)
    })
}
