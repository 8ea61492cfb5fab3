//! Events that are part of others: a day's clash in a month's campaign. A link, never a merge.

use std::collections::BTreeMap;

use itertools::Itertools;
use rayon::prelude::*;

use super::Event;
use super::features::{Features, days, share, shared_count};
use crate::claim::{DayNumber, DaySpan, KindId};
use crate::names::{EntityId, Names};

/// A time of at least this many days (or none at all) may hold other events.
const WIDE_DAYS: u32 = 20;
/// Of a wide event that holds more events than this, the first are listed.
pub const MOST_PARTS: usize = 200;

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
    /// Kinds of its claims, and kinds alike, each sorted.
    kinds: Vec<KindId>,
    alike: Vec<KindId>,
    total_only: bool,
    /// Whether an account tells of it as lasting all of its time.
    lasting: bool,
}

/// The relations between events.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Relations {
    /// All that are listed, sorted.
    pub relations: Vec<Relation>,
    /// Events that have more than are listed, and how many.
    pub cut: Vec<(u32, usize)>,
}

/// All relations between events.
pub fn relations(events: &[Event], features: &[Features], names: &Names) -> Relations {
    let extents: Vec<Extent> = events.par_iter().map(|e| extent(e, features)).collect();
    let index = index(&extents);
    let wide = (0..extents.len()).into_par_iter();
    let wide = wide.filter(|&event| extents[event].is_wide());
    let found: Vec<Vec<Relation>> = wide
        .map(|outer| of_wide(outer as u32, &extents, &index, names))
        .collect();
    let cut = found.iter().filter(|found| found.len() > MOST_PARTS);
    let cut = cut.map(|found| (found[0].outer, found.len())).collect();
    let listed = found
        .into_iter()
        .flat_map(|f| f.into_iter().take(MOST_PARTS));
    Relations {
        relations: once(listed),
        cut,
    }
}

/// The events with days of each actor, by their first day: the wide ones apart, so that of the
/// others only those of the days asked for are looked at.
#[derive(Default)]
struct OfActor {
    narrow: Vec<(DayNumber, u32)>,
    wide: Vec<(DayNumber, u32)>,
}

type Index = BTreeMap<EntityId, OfActor>;

fn index(extents: &[Extent]) -> Index {
    let mut index = Index::new();
    for (number, extent) in extents.iter().enumerate() {
        let Some(span) = extent.span else { continue };
        for &actor in &extent.actors {
            let of_actor = index.entry(actor).or_default();
            let events = if extent.is_wide() {
                &mut of_actor.wide
            } else {
                &mut of_actor.narrow
            };
            events.push((span.first, number as u32));
        }
    }
    for of_actor in index.values_mut() {
        of_actor.narrow.sort_unstable();
        of_actor.wide.sort_unstable();
    }
    index
}

impl OfActor {
    /// The events that may have days in common with a span.
    fn near(&self, span: Option<DaySpan>) -> impl Iterator<Item = u32> + '_ {
        let (first, until) = span.map_or((DayNumber::MIN, DayNumber::MAX), |s| (s.first, s.last));
        let from = first.saturating_sub_unsigned(WIDE_DAYS);
        let start = self.narrow.partition_point(|&(day, _)| day < from);
        let begun = move |&&(day, _): &&(DayNumber, u32)| day <= until;
        let [narrow, wide] = [&self.narrow[start..], &self.wide];
        let [narrow, wide] = [narrow, wide].map(|events| events.iter().take_while(begun));
        narrow.chain(wide).map(|&(_, event)| event)
    }
}

/// The relations of one wide event with those of its actors that have days in common with it.
fn of_wide(outer: u32, extents: &[Extent], index: &Index, names: &Names) -> Vec<Relation> {
    let wide = &extents[outer as usize];
    let of_actors = wide.actors.iter().filter_map(|actor| index.get(actor));
    let near = distinct(of_actors.flat_map(|of_actor| of_actor.near(wide.span)));
    let others = near.into_iter().filter(|&inner| inner != outer);
    let related = others.filter_map(|inner| {
        let kind = relate(wide, &extents[inner as usize], names)?;
        Some(Relation { outer, inner, kind })
    });
    related.collect()
}

/// Of two events that are both wide, the relation is found from both; the holding one stands.
fn once(relations: impl Iterator<Item = Relation>) -> Vec<Relation> {
    let pair = |r: &Relation| (r.outer.min(r.inner), r.outer.max(r.inner));
    let relations = relations.sorted_by_key(|r| (pair(r), r.kind, r.outer));
    let once = relations.dedup_by(|x, y| pair(x) == pair(y));
    once.sorted_unstable().collect()
}

impl Extent {
    /// A running total without a date may count any event; another account without one, none for
    /// sure.
    fn is_wide(&self) -> bool {
        self.span
            .map_or(self.total_only, |span| days(span) >= WIDE_DAYS)
    }
}

/// The narrowest reading that the claims allow: common days, longest chain of places.
fn extent(event: &Event, features: &[Features]) -> Extent {
    let claims = || event.claims.iter().map(|&c| &features[c as usize]);
    let place = claims().map(|f| &f.place);
    let place = place.max_by_key(|p| (p.len(), std::cmp::Reverse(*p)));
    Extent {
        span: common_days(claims().filter_map(|f| f.span)),
        place: place.map_or_else(Vec::new, |place| place.to_vec()),
        kinds: distinct(claims().filter_map(|f| f.kind)),
        alike: distinct(claims().flat_map(|f| f.alike.iter().copied())),
        total_only: claims().all(|f| f.total_only),
        lasting: claims().any(|f| f.lasting),
        actors: distinct(claims().flat_map(|f| f.actors.iter().copied())),
    }
}

fn distinct<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    items.sorted_unstable().dedup().collect()
}

/// The days that all spans have in common, or else all days of any: the same in any order.
fn common_days(spans: impl Iterator<Item = DaySpan> + Clone) -> Option<DaySpan> {
    let common = spans.clone().reduce(|x, y| DaySpan {
        first: x.first.max(y.first),
        last: x.last.min(y.last),
    });
    let all = || {
        spans.reduce(|x, y| DaySpan {
            first: x.first.min(y.first),
            last: x.last.max(y.last),
        })
    };
    common.filter(|span| span.first <= span.last).or_else(all)
}

fn relate(wide: &Extent, other: &Extent, names: &Names) -> Option<RelationKind> {
    if !share(&wide.alike, &other.kinds) && !share(&other.alike, &wide.kinds) {
        return None;
    }
    let shared = shared_count(&wide.actors, &other.actors);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(span: Option<(i32, i32)>, place: &[u32], actors: &[u32]) -> Features {
        Features {
            span: span.map(|(first, last)| DaySpan { first, last }),
            place: place.iter().map(|&p| EntityId(p)).collect(),
            actors: actors.iter().map(|&a| EntityId(a)).collect(),
            kind: Some(KindId(0)),
            alike: [KindId(0)].into(),
            ..Features::default()
        }
    }

    /// The relations of events of one claim each.
    fn related(claims: &[Features]) -> Relations {
        let event = |claim: u32| Event {
            id: format!("e{claim}"),
            claims: vec![claim],
        };
        let events: Vec<Event> = (0..claims.len() as u32).map(event).collect();
        relations(&events, claims, &Names::default())
    }

    fn campaign() -> Features {
        Features {
            lasting: true,
            ..claim(Some((0, 60)), &[8, 9], &[1, 2])
        }
    }

    #[test]
    fn a_day_is_part_of_the_campaign_around_it() {
        let day = claim(Some((10, 10)), &[3, 8, 9], &[1, 2]);
        let part = Relation {
            outer: 1,
            inner: 0,
            kind: RelationKind::PartOf,
        };
        assert_eq!(related(&[day, campaign()]).relations, [part]);
    }

    #[test]
    fn other_days_places_and_sides_are_no_part() {
        for other in [
            claim(Some((90, 90)), &[3, 8, 9], &[1, 2]),
            claim(Some((10, 10)), &[3, 7, 9], &[1, 2]),
            claim(Some((10, 10)), &[3, 8, 9], &[1, 4]),
        ] {
            assert_eq!(related(&[other, campaign()]).relations, []);
        }
    }

    #[test]
    fn a_vague_day_holds_nothing() {
        let vague = Features {
            lasting: false,
            ..campaign()
        };
        let day = claim(Some((10, 10)), &[3, 8, 9], &[1, 2]);
        let kinds: Vec<_> = related(&[day, vague])
            .relations
            .iter()
            .map(|r| r.kind)
            .collect();
        assert_eq!(kinds, [RelationKind::Overlaps]);
    }

    #[test]
    fn what_is_cut_is_counted() {
        let mut claims = vec![campaign()];
        let days =
            (0..MOST_PARTS as u32 + 5).map(|n| claim(Some((10, 10)), &[100 + n, 8, 9], &[1, 2]));
        claims.extend(days);
        let related = related(&claims);
        assert_eq!(related.relations.len(), MOST_PARTS);
        assert_eq!(related.cut, [(0, MOST_PARTS + 5)]);
    }
}
