//! Which places are one place.
//!
//! Two names are one place where they are the same or alike *and* lie in the same place. A chain
//! may leave out what lies between ("Tin Tafgat, Mali") or above ("Tin Tafgat, Gao"): it is taken
//! for the only place of that name that fits; where more than one fits it stays a place of its
//! own, without a region, and a doubt says so. A town and a district of one name, the one written
//! within the other, are two; written once it is the wider one.

use std::sync::Arc;

use super::context::Context;
use super::index::Index;
use super::place_forest::{Forest, NodeId};
use super::place_listed::list_all;
use super::place_name::PlaceName;
use super::place_work::Work;

/// Why a node is the place it is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Why {
    /// By its name alone.
    Name,
    /// The gazetteer lists it.
    Listed(Option<Arc<str>>),
    /// It is like another name there.
    Like(NodeId, f64),
    /// It holds the same places, so many of them, as another.
    Holds(NodeId, u32),
    /// It is the only place of that name that fits.
    Only(NodeId),
}

/// The forest when it is settled.
pub(super) struct Settled {
    /// The places.
    pub(super) forest: Forest,
    /// Why each node is the place it is.
    pub(super) why: Vec<Why>,
    /// Pairs of places that may be one, and the sentence for it.
    pub(super) doubts: Vec<(NodeId, NodeId, String)>,
}

/// Settles which places are one.
pub(super) fn settle(mut forest: Forest, index: &Index) -> Settled {
    let listed = list_all(&mut forest, index);
    let mut work = Work::new(forest, index, listed);
    for _ in 0..4 {
        let before = work.forest.all_heads().len();
        work.undecided.clear();
        work.join_listed();
        work.join_siblings();
        work.lift();
        if work.forest.all_heads().len() == before {
            break;
        }
    }
    work.settle_alone();
    work.doubts.append(&mut work.undecided);
    Settled {
        forest: work.forest,
        why: work.why,
        doubts: work.doubts,
    }
}

/// The context of what is named in a place.
pub(super) fn context(forest: &Forest, index: &Index, node: NodeId) -> Context {
    let mut around = vec![node];
    around.extend(forest.nodes[node as usize].scope);
    let up: Vec<NodeId> = around.iter().flat_map(|&n| forest.ancestors(n)).collect();
    around.extend(up);
    let alone = forest.nodes[node as usize].alone;
    let mut named: Vec<u16> = around
        .iter()
        .skip(usize::from(alone))
        .flat_map(|&n| contexts(forest, index, n))
        .collect();
    named.sort_unstable();
    named.dedup();
    let top = forest.nodes[node as usize].scope.unwrap_or(node);
    let root = forest.name(forest.root(top));
    Context {
        root: Some(root.key.clone()),
        country: root.country,
        named,
    }
}

/// The contexts that a place stands for: its own, and those of all that the gazetteer says it lies
/// in (a border lies in two countries).
fn contexts(forest: &Forest, index: &Index, node: NodeId) -> Vec<u16> {
    let entry = forest.nodes[node as usize]
        .entry
        .map(|number| index.entry(number));
    let parents = entry.into_iter().flat_map(|e| &e.parents);
    let above = parents.filter_map(|parent| index.context_of(&PlaceName::new(parent).key));
    index
        .context_of(&forest.name(node).key)
        .into_iter()
        .chain(above)
        .collect()
}
