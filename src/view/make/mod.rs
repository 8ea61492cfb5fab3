//! A settled comparison to the view that every format prints.
//!
//! A [`Maker`] knows the order of everything and makes each part when it is asked for, so that a
//! report of any length can be written without being held.

mod ask;
pub(super) mod doubt;
mod event;
mod notes;
mod order;
mod outlet;
mod question;
mod remedy;
pub(super) mod ruling;
pub(super) mod said;
pub(super) mod sentence;
mod subject;
mod summary;
mod sums;
pub(super) mod topic;
mod value;
mod wording;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Event, Method, Name, Note, Outlet, Parts, Publications, Report, Subject, Summary};
use super::{Ruling, Text, Topic, VERSION};
use crate::compare::{Comparison, Context};
use crate::ingest::rulings::Decided;
use crate::link::Linkage;
use crate::settle::{Settlement, Sources};
use order::Order;

/// The results of all stages, and what every part of the view may read.
#[derive(Clone, Copy)]
pub struct Results<'a> {
    /// Claims, names and codebook.
    pub ctx: Context<'a>,
    /// The events.
    pub linkage: &'a Linkage,
    /// The topics.
    pub comparison: &'a Comparison,
    /// What is believed.
    pub settlement: &'a Settlement,
    /// What people decided.
    pub decided: &'a Decided,
    /// Passages at hand, by claim id.
    pub passages: &'a BTreeMap<Arc<str>, String>,
    /// How the reconciliation was made.
    pub method: &'a Method,
    /// Whether grades are printed.
    pub graded: bool,
    /// How many parts of the input were refused.
    pub faults: usize,
}

/// A report in the making: the order of everything is known, and nothing is made yet.
pub struct Maker<'a> {
    results: Results<'a>,
    sources: Sources<'a>,
    order: Order,
}

impl<'a> Maker<'a> {
    /// Of the results of all stages.
    pub fn new(results: Results<'a>) -> Self {
        Self {
            sources: {
                let speakers = &results.comparison.speakers;
                results
                    .settlement
                    .sources(results.ctx, results.linkage, speakers)
            },
            order: Order::of(&results),
            results,
        }
    }

    /// The number in the comparison of the topic at a place of the report.
    pub fn topic_number(&self, place: usize) -> usize {
        self.order.topics[place] as usize
    }

    /// Places in the report of the topics of an event, by its number in the linkage, worst first.
    pub fn topics_of(&self, event: u32) -> Vec<usize> {
        self.order.topics_of(&self.results, event)
    }

    /// An event, by its number in the linkage.
    pub(super) fn event_of(&self, number: usize) -> Event<'a> {
        event::view(self, number)
    }

    /// What it is made of.
    pub fn results(&self) -> &Results<'a> {
        &self.results
    }

    /// The whole, held at once: for those who print a part of it, or look things up in it.
    pub fn report(&self) -> Report<'a> {
        let events = 0..self.order.events.len();
        let topics = 0..self.order.topics.len();
        Report {
            version: VERSION,
            method: self.method(),
            summary: self.summary(),
            events: events.into_par_iter().map(|n| self.event(n)).collect(),
            topics: topics.into_par_iter().map(|n| self.topic(n)).collect(),
            subjects: self.subjects(),
            outlets: self.outlets(),
            names: self.names(),
            notes: self.notes(),
            rulings: self.rulings(),
        }
    }
}

impl<'a> Parts<'a> for Maker<'a> {
    fn method(&self) -> Method {
        self.results.method.clone()
    }

    fn summary(&self) -> Summary {
        summary::summary(&self.results)
    }

    fn events(&self) -> usize {
        self.order.events.len()
    }

    fn event(&self, place: usize) -> Event<'a> {
        event::view(self, self.order.events[place] as usize)
    }

    fn topics(&self) -> usize {
        self.order.topics.len()
    }

    fn topic(&self, place: usize) -> Topic<'a> {
        topic::view(&self.results, &self.sources, self.topic_number(place))
    }

    fn subjects(&self) -> Vec<Subject<'a>> {
        subject::views(&self.results)
    }

    fn outlets(&self) -> Vec<Outlet> {
        outlet::views(&self.results)
    }

    fn names(&self) -> Vec<Name> {
        notes::names(&self.results)
    }

    fn notes(&self) -> Vec<Note> {
        notes::notes(&self.results)
    }

    fn rulings(&self) -> Vec<Ruling> {
        ruling::views(&self.results)
    }

    fn publications(&self) -> Box<dyn Publications + '_> {
        Box::new(Published(self.results.ctx))
    }

    fn scene(&self, topic: &Topic<'_>) -> Option<Text<'a>> {
        let results = &self.results;
        if let Some(subject) = &topic.subject {
            return subject::name(results, subject).map(Text::Borrowed);
        }
        // Its claims know their event.
        let claim = topic.values.iter().find(|v| !v.foreign)?.claims.first()?;
        let at = results
            .ctx
            .claims
            .binary_search_by(|c| (*c.id).cmp(claim))
            .ok()?;
        let event = results.linkage.event_of[at] as usize;
        Some(event::title(results, &results.linkage.events[event]).into())
    }
}

/// The claims, sorted by id.
struct Published<'a>(Context<'a>);

impl Publications for Published<'_> {
    fn of(&self, claim: &str) -> Option<(&str, Option<&str>)> {
        let claims = self.0.claims;
        let at = claims.binary_search_by(|c| (*c.id).cmp(claim)).ok()?;
        let published = claims[at].document.published.as_ref();
        Some((&claims[at].outlet, published.map(|p| &*p.written)))
    }
}
