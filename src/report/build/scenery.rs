//! What is known of all events before the view of any is made.

use std::cmp::Reverse;

use rayon::prelude::*;

use super::order::Scenes;
use super::{Results, event, finding};
use crate::claim::DaySpan;
use crate::codebook::{Severity, Verdict};
use crate::link::Event;
use crate::weigh::Sources;

/// Events are looked at in lots of this many, so that what is made of them is soon laid flat.
const LOT: usize = 4096;

/// Of all events: their order, their origins, and where they meet.
pub(super) struct Scenery {
    /// Numbers of the events in the order of the report.
    pub(super) order: Vec<u32>,
    /// How many independent origins each has.
    pub(super) origins: Vec<u32>,
    /// How many outlets tell of each.
    pub(super) outlets: Vec<u32>,
    /// Events and the numbers of the relations that they stand in, sorted.
    relations: Vec<(u32, u32)>,
}

/// Gravest first; then the most accounts; then by day and id.
type Rank = (Reverse<(Option<Severity>, u32)>, Option<DaySpan>);

impl Scenery {
    pub(super) fn new(results: &Results, sources: &Sources, scenes: &Scenes) -> Self {
        let events = &results.linkage.events;
        let mut origins = Vec::with_capacity(events.len());
        let mut outlets = Vec::with_capacity(events.len());
        let mut ranks: Vec<Rank> = Vec::with_capacity(events.len());
        for from in (0..events.len()).step_by(LOT) {
            let lot = from..events.len().min(from + LOT);
            let made: Vec<_> = lot
                .into_par_iter()
                .map(|number| one(results, sources, scenes, number))
                .collect();
            for (count, rank) in made {
                origins.push(count);
                outlets.push(rank.0.0.1);
                ranks.push(rank);
            }
        }
        let mut order: Vec<u32> = (0..events.len() as u32).collect();
        order.par_sort_unstable_by(|&x, &y| {
            let (x, y) = (x as usize, y as usize);
            let by_rank = ranks[x].cmp(&ranks[y]);
            by_rank.then_with(|| events[x].id.cmp(&events[y].id))
        });
        Self {
            order,
            origins,
            outlets,
            relations: relations(results),
        }
    }

    /// Numbers of the relations that an event stands in.
    pub(super) fn relations(&self, event: u32) -> impl Iterator<Item = u32> {
        let from = self.relations.partition_point(|r| r.0 < event);
        let here = self.relations[from..].iter();
        here.take_while(move |r| r.0 == event).map(|r| r.1)
    }
}

fn one(results: &Results, sources: &Sources, scenes: &Scenes, number: usize) -> (u32, Rank) {
    let event = &results.linkage.events[number];
    let origins = sources.of(&event.claims);
    let rank = (
        Reverse((
            grave(results, scenes, number as u32),
            outlets(results, event),
        )),
        event::days(results, event, &origins),
    );
    (origins.count() as u32, rank)
}

/// The severity of the gravest contradiction within an event.
fn grave(results: &Results, scenes: &Scenes, event: u32) -> Option<Severity> {
    let findings = scenes.event(event).iter();
    let denied = findings.filter(|f| f.verdict == Verdict::Contradiction);
    denied.map(|f| finding::severity(&results.ctx, f)).max()
}

fn outlets(results: &Results, event: &Event) -> u32 {
    let outlet = |&c: &u32| results.linkage.features[c as usize].outlet;
    let mut outlets: Vec<u32> = event.claims.iter().map(outlet).collect();
    outlets.sort_unstable();
    outlets.dedup();
    outlets.len() as u32
}

fn relations(results: &Results) -> Vec<(u32, u32)> {
    let numbered = results.linkage.relations.iter().zip(0..);
    let mut relations: Vec<(u32, u32)> = numbered
        .flat_map(|(r, number)| [(r.outer, number), (r.inner, number)])
        .collect();
    relations.sort_unstable();
    relations
}
