//! What is known of all events before the view of any is made.

use std::cmp::Reverse;

use rayon::prelude::*;

use super::order::Scenes;
use super::{Results, event, finding};
use crate::claim::DaySpan;
use crate::codebook::{Severity, Verdict};
use crate::link::Event;
use crate::weigh::{Origins, Sources};

/// Events are looked at in lots of this many, so that what is made of them is soon laid flat.
const LOT: usize = 4096;

/// Of all events: their order, their origins, and where they meet.
pub(super) struct Scenery {
    /// Numbers of the events in the order of the report.
    pub(super) order: Vec<u32>,
    /// How many independent origins each has.
    pub(super) origins: Vec<u32>,
    /// The origins of the claims of every event, one after another.
    ties: Kept,
    /// How many outlets tell of each.
    pub(super) outlets: Vec<u32>,
    /// Events and the numbers of the relations that they stand in, sorted.
    relations: Vec<(u32, u32)>,
}

/// Origins of many events, laid flat.
#[derive(Default)]
struct Kept {
    of: Vec<u32>,
    ties: Vec<(u32, u32)>,
    /// Where those of each event end.
    ends: Vec<(u32, u32)>,
}

impl Kept {
    fn add(&mut self, origins: &Origins) {
        self.of.extend_from_slice(&origins.of);
        self.ties.extend_from_slice(&origins.ties);
        self.ends
            .push((self.of.len() as u32, self.ties.len() as u32));
    }

    fn get(&self, event: usize) -> Origins {
        let before = event.checked_sub(1).map_or((0, 0), |e| self.ends[e]);
        let end = self.ends[event];
        Origins {
            of: self.of[before.0 as usize..end.0 as usize].to_vec(),
            ties: self.ties[before.1 as usize..end.1 as usize].to_vec(),
        }
    }
}

/// Gravest first; then the most accounts; then by day and id.
type Rank = (Reverse<(Option<Severity>, u32)>, Option<DaySpan>);

impl Scenery {
    pub(super) fn new(results: &Results, sources: &Sources, scenes: &Scenes) -> Self {
        let events = &results.linkage.events;
        let mut ties = Kept::default();
        let mut origins = Vec::with_capacity(events.len());
        let mut outlets = Vec::with_capacity(events.len());
        let mut ranks: Vec<Rank> = Vec::with_capacity(events.len());
        for from in (0..events.len()).step_by(LOT) {
            let lot = from..events.len().min(from + LOT);
            let made: Vec<_> = lot
                .into_par_iter()
                .map(|number| one(results, sources, scenes, number))
                .collect();
            for (of_one, rank) in made {
                ties.add(&of_one);
                origins.push(of_one.count() as u32);
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
            ties,
            outlets,
            relations: relations(results),
        }
    }

    /// The origins of an event's claims.
    pub(super) fn origins_of(&self, event: usize) -> Origins {
        self.ties.get(event)
    }

    /// Numbers of the relations that an event stands in.
    pub(super) fn relations(&self, event: u32) -> impl Iterator<Item = u32> {
        let from = self.relations.partition_point(|r| r.0 < event);
        let here = self.relations[from..].iter();
        here.take_while(move |r| r.0 == event).map(|r| r.1)
    }
}

fn one(results: &Results, sources: &Sources, scenes: &Scenes, number: usize) -> (Origins, Rank) {
    let event = &results.linkage.events[number];
    let origins = sources.of(&event.claims);
    let rank = (
        Reverse((
            grave(results, scenes, number as u32),
            outlets(results, event),
        )),
        event::days(results, event, &origins),
    );
    (origins, rank)
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
