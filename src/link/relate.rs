//! Events that are part of others: a day's clash in a month's campaign. A link, never a merge.

use std::collections::BTreeMap;

use itertools::Itertools;

use super::Event;
use super::features::{Features, days};
use crate::claim::{DayNumber, DaySpan, KindId};
use crate::codebook::Codebook;
use crate::names::{EntityId, Names};

/// A time of at least this many days (or none at all) may hold other events.
const WIDE_DAYS: u32 = 20;
/// A wide event that would hold more events than this tells a reader nothing about any of them.
const MOST_PARTS: usize = 200;

/// How two events stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RelationKind {
    /// The inner lies in the outer: in its time, and in its place.
    PartOf,
    /// The one is narrower in place, the other in time.
    Overlaps,
}

/// Two events that share a side, where one may hold the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Relation {
    /// The event that holds the other, or the one wider in time.
    pub outer: u32,
    /// The other.
    pub inner: u32,
    /// How they stand.
    pub kind: RelationKind,
}

/// What an event's claims say of its time, place and sides, taken together.
struct Extent {
    span: Option<DaySpan>,
    place: Vec<EntityId>,
    actors: Vec<EntityId>,
    kinds: Vec<KindId>,
    total_only: bool,
    /// Whether an account tells of it as lasting all of its time.
    lasting: bool,
}

/// All relations between events, sorted.
pub fn relations(
    events: &[Event],
    features: &[Features],
    names: &Names,
    codebook: &Codebook,
) -> Vec<Relation> {
    let extents: Vec<Extent> = events.iter().map(|e| extent(e, features)).collect();
    let mut by_actor: BTreeMap<EntityId, Vec<u32>> = BTreeMap::new();
    for (number, extent) in extents.iter().enumerate() {
        for &actor in &extent.actors {
            by_actor.entry(actor).or_default().push(number as u32);
        }
    }
    let mut relations = Vec::new();
    for (outer, extent) in extents.iter().enumerate().filter(|(_, e)| is_wide(e)) {
        let near = extent
            .actors
            .iter()
            .filter_map(|a| by_actor.get(a))
            .flatten()
            .copied();
        let found: Vec<Relation> = near
            .sorted_unstable()
            .dedup()
            .filter(|&inner| inner != outer as u32)
            .filter_map(|inner| {
                relate(extent, &extents[inner as usize], names, codebook).map(|kind| (inner, kind))
            })
            .map(|(inner, kind)| Relation {
                outer: outer as u32,
                inner,
                kind,
            })
            .take(MOST_PARTS + 1)
            .collect();
        if found.len() <= MOST_PARTS {
            relations.extend(found);
        }
    }
    relations.sort_unstable();
    once(relations)
}

/// Of two events that are both wide, the relation is found from both; the holding one stands.
fn once(relations: Vec<Relation>) -> Vec<Relation> {
    relations
        .into_iter()
        .sorted_by_key(|r| (r.outer.min(r.inner), r.outer.max(r.inner), r.kind, r.outer))
        .dedup_by(|x, y| {
            (x.outer, x.inner) == (y.inner, y.outer) || (x.outer, x.inner) == (y.outer, y.inner)
        })
        .sorted_unstable()
        .collect()
}

/// A running total without a date may count any event; another account without one, none for sure.
fn is_wide(extent: &Extent) -> bool {
    extent
        .span
        .map_or(extent.total_only, |span| days(span) >= WIDE_DAYS)
}

/// The narrowest reading that the claims allow: common days, longest chain of places.
fn extent(event: &Event, features: &[Features]) -> Extent {
    let claims = || event.claims.iter().map(|&c| &features[c as usize]);
    let spans = || claims().filter_map(|f| f.span);
    let span = spans().next().map(|_| common_days(spans()));
    let place = claims()
        .map(|f| &f.place)
        .max_by_key(|p| (p.len(), std::cmp::Reverse(*p)));
    Extent {
        span,
        place: place.cloned().unwrap_or_default(),
        kinds: claims()
            .filter_map(|f| f.kind)
            .sorted_unstable()
            .dedup()
            .collect(),
        total_only: claims().all(|f| f.total_only),
        lasting: claims().any(|f| f.lasting),
        actors: claims()
            .flat_map(|f| f.actors.iter().copied())
            .sorted_unstable()
            .dedup()
            .collect(),
    }
}

/// The days that all spans have in common, or else all days of any: the same in any order.
fn common_days(spans: impl Iterator<Item = DaySpan> + Clone) -> DaySpan {
    let first = spans.clone().map(|s| s.first);
    let last = spans.map(|s| s.last);
    let common = DaySpan {
        first: first.clone().max().unwrap_or(DayNumber::MIN),
        last: last.clone().min().unwrap_or(DayNumber::MAX),
    };
    if common.first <= common.last {
        return common;
    }
    DaySpan {
        first: first.min().unwrap_or(DayNumber::MIN),
        last: last.max().unwrap_or(DayNumber::MAX),
    }
}

fn relate(
    wide: &Extent,
    other: &Extent,
    names: &Names,
    codebook: &Codebook,
) -> Option<RelationKind> {
    if !wide
        .kinds
        .iter()
        .cartesian_product(&other.kinds)
        .any(|(&a, &b)| codebook.alike(a, b))
    {
        return None;
    }
    let shared = wide
        .actors
        .iter()
        .filter(|a| other.actors.contains(a))
        .count();
    if shared < wide.actors.len().min(other.actors.len()).min(2) {
        return None;
    }
    let time_holds = match (wide.span, other.span) {
        (Some(outer), Some(inner)) if outer == inner => return None,
        (Some(outer), Some(inner)) if !outer.overlaps(inner) => return None,
        (Some(outer), Some(inner)) => outer.contains(inner),
        (None, Some(_)) => true,
        (_, None) => return None,
    };
    let place_holds = holds_place(&wide.place, &other.place, names);
    let place_held = holds_place(&other.place, &wide.place, names);
    match (time_holds, place_holds, place_held) {
        // Only what lasts, or adds up, holds other events; a vague day does not.
        (true, true, _) if wide.lasting || wide.total_only => Some(RelationKind::PartOf),
        (_, true, _) | (_, _, true) => Some(RelationKind::Overlaps),
        (_, false, false) => None,
    }
}

/// Whether `outer` is the same place as `inner` or holds it.
fn holds_place(outer: &[EntityId], inner: &[EntityId], names: &Names) -> bool {
    let (Some(&holder), Some(&held)) = (outer.first(), inner.first()) else {
        return false;
    };
    inner.contains(&holder) || names.contains(holder, held)
}
