//! The order of a report: events with the gravest contradictions first, topics worst first.

use std::cmp::Reverse;

use rayon::prelude::*;

use super::{Results, event};
use crate::claim::DaySpan;
use crate::codebook::{Severity, Verdict};
use crate::compare::{Foreign, Home};
use crate::settle::State;

/// Where everything stands in a report.
pub(super) struct Order {
    /// Numbers of the events.
    pub(super) events: Vec<u32>,
    /// Numbers of the topics.
    pub(super) topics: Vec<u32>,
    /// The place of each topic, by number.
    places: Vec<u32>,
    /// Events and the numbers of the relations that they stand in, sorted.
    relations: Vec<(u32, u32)>,
    /// Events and the places of the candidates to be one with them, sorted.
    candidates: Vec<(u32, u32)>,
    /// Of every relation whether accounts of its two events differ on something.
    told: Vec<bool>,
    /// Where the topics of each event begin; one more entry than there are events.
    starts: Vec<u32>,
}

/// Gravest first; then the most accounts; then by day and id.
type Rank = (Reverse<(Option<Severity>, u32)>, Option<DaySpan>);

impl Order {
    pub(super) fn of(results: &Results) -> Self {
        let events = events(results);
        let topics = topics(results, &events);
        let mut places = vec![0; topics.len()];
        for (place, &topic) in topics.iter().enumerate() {
            places[topic as usize] = place as u32;
        }
        Self {
            events,
            topics,
            places,
            relations: by_event(results.linkage.relations.iter().map(|r| [r.outer, r.inner])),
            candidates: by_event(
                results
                    .linkage
                    .possible
                    .iter()
                    .map(|c| [c.events.0, c.events.1]),
            ),
            told: told(results),
            starts: starts(results),
        }
    }

    /// Numbers of the relations that an event stands in.
    pub(super) fn relations(&self, event: u32) -> impl Iterator<Item = u32> {
        of_event(&self.relations, event)
    }

    /// Places in the linkage of the events that may be one with an event.
    pub(super) fn candidates(&self, event: u32) -> impl Iterator<Item = u32> {
        of_event(&self.candidates, event)
    }

    /// Whether accounts of the two events of a relation differ on something.
    pub(super) fn is_told(&self, relation: u32) -> bool {
        self.told[relation as usize]
    }

    /// Places of the topics of an event, worst first; and of the histories that its claims are in.
    pub(super) fn topics_of(&self, results: &Results, event: u32) -> Vec<usize> {
        let own = self.starts[event as usize]..self.starts[event as usize + 1];
        let claims = &results.linkage.events[event as usize].claims;
        let topics = &results.comparison.topics;
        let within = self.starts.last().copied().unwrap_or_default();
        let touches = |topic: &u32| {
            (0..topics.rows(*topic as usize).len()).any(|row| {
                let sides = topics.sides(*topic as usize, row);
                sides
                    .iter()
                    .any(|side| claims.binary_search(&side.claim).is_ok())
            })
        };
        let histories = (within..topics.len() as u32).filter(touches);
        let mut places: Vec<usize> = own
            .chain(histories)
            .map(|topic| self.places[topic as usize] as usize)
            .collect();
        places.sort_unstable();
        places
    }
}

/// Where the topics of each event begin: they stand first, in the order of events.
fn starts(results: &Results) -> Vec<u32> {
    let topics = results.comparison.topics.all();
    let count = results.linkage.events.len();
    let mut starts = Vec::with_capacity(count + 1);
    for (number, topic) in topics.iter().enumerate() {
        let Home::Event(event) = topic.home else {
            break;
        };
        starts.resize(starts.len().max(event as usize + 1), number as u32);
    }
    let within = topics.partition_point(|t| matches!(t.home, Home::Event(_)));
    starts.resize(count + 1, within as u32);
    starts
}

fn events(results: &Results) -> Vec<u32> {
    let all = &results.linkage.events;
    let grave = gravest(results);
    let ranks: Vec<Rank> = (0..all.len())
        .into_par_iter()
        .map(|number| {
            let outlets = outlets(results, number);
            (
                Reverse((grave[number], outlets)),
                event::days(results, number),
            )
        })
        .collect();
    let mut order: Vec<u32> = (0..all.len() as u32).collect();
    order.par_sort_unstable_by(|&x, &y| {
        let (x, y) = (x as usize, y as usize);
        let by_rank = ranks[x].cmp(&ranks[y]);
        by_rank.then_with(|| all[x].id.cmp(&all[y].id))
    });
    order
}

/// The severity of the gravest open contradiction that each event has a part in.
fn gravest(results: &Results) -> Vec<Option<Severity>> {
    let mut grave: Vec<Option<Severity>> = vec![None; results.linkage.events.len()];
    let topics = &results.comparison.topics;
    for (number, settled) in results.settlement.topics().iter().enumerate() {
        if settled.state != State::Open {
            continue;
        }
        if let Home::Event(event) = topics.all()[number].home {
            let known = &mut grave[event as usize];
            *known = (*known).max(settled.severity);
            continue;
        }
        let apart = topics.between(number).iter();
        for between in apart.filter(|b| b.verdict == Verdict::Contradiction) {
            for row in [between.a, between.b] {
                for side in topics.sides(number, row as usize) {
                    let known = &mut grave[results.linkage.event_of[side.claim as usize] as usize];
                    *known = (*known).max(settled.severity);
                }
            }
        }
    }
    grave
}

/// How many outlets tell of an event.
pub(super) fn outlets(results: &Results, event: usize) -> u32 {
    let outlet = |&c: &u32| results.linkage.features[c as usize].outlet;
    let claims = &results.linkage.events[event].claims;
    let mut outlets: Vec<u32> = claims.iter().map(outlet).collect();
    outlets.sort_unstable();
    outlets.dedup();
    outlets.len() as u32
}

/// Worst first: by state, verdict and severity; those of one event together and in the order of
/// events; then histories.
fn topics(results: &Results, events: &[u32]) -> Vec<u32> {
    let mut place = vec![0u32; events.len()];
    for (at, &event) in events.iter().enumerate() {
        place[event as usize] = at as u32;
    }
    let topics = &results.comparison.topics;
    let mut keyed: Vec<_> = (0..topics.len() as u32)
        .into_par_iter()
        .map(|number| {
            let settled = results.settlement.topic(number as usize);
            let scene = match topics.all()[number as usize].home {
                Home::Event(event) => place[event as usize],
                _ => u32::MAX,
            };
            let open = settled.state == State::Open;
            let bad = (open, settled.verdict, settled.severity, settled.claims > 1);
            (Reverse(bad), scene, number)
        })
        .collect();
    keyed.par_sort_unstable();
    keyed.into_iter().map(|(_, _, number)| number).collect()
}

/// Events and the numbers of the pairs that they stand in, sorted.
fn by_event(pairs: impl Iterator<Item = [u32; 2]>) -> Vec<(u32, u32)> {
    let numbered = pairs.zip(0..);
    let mut sorted: Vec<(u32, u32)> = numbered
        .flat_map(|(pair, number)| pair.map(|event| (event, number)))
        .collect();
    sorted.sort_unstable();
    sorted
}

/// The numbers beside an event in what is sorted by events.
fn of_event(sorted: &[(u32, u32)], event: u32) -> impl Iterator<Item = u32> {
    let from = sorted.partition_point(|r| r.0 < event);
    let here = sorted[from..].iter();
    here.take_while(move |r| r.0 == event).map(|r| r.1)
}

fn told(results: &Results) -> Vec<bool> {
    let mut told = vec![false; results.linkage.relations.len()];
    let topics = &results.comparison.topics;
    for number in 0..topics.len() {
        for row in topics.rows(number) {
            if let Some(Foreign::Event(relation)) = row.foreign {
                told[relation as usize] = true;
            }
        }
    }
    told
}
