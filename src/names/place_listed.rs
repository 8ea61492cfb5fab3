//! Finds places of claims in the gazetteer and in GeoNames.

use std::sync::Arc;

use super::geo_match::GeoMatch;
use super::index::{Index, Lookup};
use super::likeness::SAME;
use super::place_forest::{Forest, NodeId};
use super::place_name::PlaceName;
use super::place_spots::APART_KM;
use super::places::{Why, context};
use crate::codebook::SubjectType;

/// Looks every node up, and adds the chains that the gazetteer gives for those found.
pub(super) fn list_all(forest: &mut Forest, index: &Index) -> Vec<(NodeId, Why)> {
    let mut found = Vec::new();
    let geo = GeoMatch::new(index.gazetteer, forest);
    let mut node = 0;
    while (node as usize) < forest.nodes.len() {
        if let Some((entry, context)) = listed(forest, index, node) {
            forest.nodes[node as usize].entry = Some(entry);
            found.push((node, Why::Listed(context)));
            let known = known_chain(forest, index, entry);
            forest.nodes[known as usize].entry = Some(entry);
        } else if let Some(place) = geo.find(forest, node) {
            forest.nodes[node as usize].geo = Some(place);
            found.push((node, Why::Listed(None)));
        }
        node += 1;
    }
    found
}

/// The node of an entry, under what the gazetteer says holds it.
fn known_chain(forest: &mut Forest, index: &Index, entry: u32) -> NodeId {
    let entry = index.entry(entry);
    let mut chain = vec![Arc::clone(&entry.name)];
    chain.extend(entry.parents.iter().cloned());
    let last = chain.last().map(|name| PlaceName::new(name));
    if let Some(country) = &entry.country
        && last
            .is_some_and(|last| last.country.is_none() && last.key != PlaceName::new(country).key)
    {
        chain.push(Arc::clone(country));
    }
    forest.known(&chain)[0]
}

/// The entry of a node's name that fits what the name lies in.
fn listed(forest: &Forest, index: &Index, node: NodeId) -> Option<(u32, Option<Arc<str>>)> {
    if index.places.is_empty() {
        return None;
    }
    let listings = index.places.get(&forest.name(node).key)?;
    let context = context(forest, index, node);
    let above = above(forest, node);
    match index.choose(Some(listings), SubjectType::Place, &context) {
        Lookup::One(entry, _) if is_elsewhere(forest, index, node, entry) => None,
        Lookup::One(entry, met) => fits(forest, index, entry, &above).then_some((entry, met)),
        Lookup::Several(entries) => {
            let mut fitting = entries
                .into_iter()
                .filter(|&e| !above.is_empty() && fits(forest, index, e, &above));
            let first = fitting.next()?;
            fitting.next().is_none().then_some((first, None))
        }
        Lookup::Unlisted => None,
    }
}

/// Whether a name that coordinates give to several places is, at this one, far from the entry's.
fn is_elsewhere(forest: &Forest, index: &Index, node: NodeId, entry: u32) -> bool {
    let node = &forest.nodes[node as usize];
    let both = node.position.zip(index.entry(entry).position);
    node.spot > 0 && both.is_some_and(|(a, b)| a.distance_km(b) > APART_KM)
}

/// What a node lies in as written; for a place named alone nothing is.
fn above(forest: &Forest, node: NodeId) -> Vec<NodeId> {
    forest.ancestors(node)
}

/// Whether an entry may be what was named in those places.
fn fits(forest: &Forest, index: &Index, entry: u32, above: &[NodeId]) -> bool {
    let entry = index.entry(entry);
    let holders: Vec<PlaceName> = entry
        .parents
        .iter()
        .chain(&entry.country)
        .map(|n| PlaceName::new(n))
        .collect();
    let is_country = |name: &&PlaceName| name.country.is_some();
    let written: Vec<&PlaceName> = above.iter().map(|&n| forest.name(n)).collect();
    let abroad = written
        .iter()
        .copied()
        .find(is_country)
        .is_some_and(|country| {
            holders.iter().any(|h| h.country.is_some())
                && !holders.iter().any(|h| h.key == country.key)
        });
    let inner: Vec<&PlaceName> = written
        .into_iter()
        .filter(|n| n.country.is_none() && n.part_of.is_none())
        .collect();
    let regions: Vec<&PlaceName> = holders.iter().filter(|h| h.country.is_none()).collect();
    let met = inner.iter().any(|name| {
        regions.iter().any(|region| name.likeness(region) >= SAME)
            || name.key == PlaceName::new(&entry.name).key
            || within(index, name, &regions)
    });
    !abroad && (inner.is_empty() || regions.is_empty() || met)
}

/// Whether the gazetteer says that a place lies in one of `regions`.
fn within(index: &Index, name: &PlaceName, regions: &[&PlaceName]) -> bool {
    let listings = index.places.get(&name.key).into_iter().flatten();
    listings
        .flat_map(|l| index.entry(l.entry).parents.iter())
        .any(|parent| regions.iter().any(|r| r.key == PlaceName::new(parent).key))
}
