//! A finished reconciliation to the view that every format prints.
//!
//! A [`Draft`] knows the order of everything and makes each part when it is asked for, so that a
//! report of any length can be written without being held.

mod attribute;
mod event;
mod finding;
mod notes;
mod order;
mod outlet;
mod scenery;
mod stands;
mod subject;
mod summary;
mod values;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::view::{self, Report};
use crate::compare::{Comparison, Context, Finding};
use crate::link::Linkage;
use crate::weigh::{Dependence, Sources};

pub use finding::id as finding_id;
use order::Scenes;
use scenery::Scenery;

/// The results of all stages, and what every part of the view may read.
#[derive(Clone, Copy)]
pub struct Results<'a> {
    /// Claims, names and codebook.
    pub ctx: Context<'a>,
    /// The events.
    pub linkage: &'a Linkage,
    /// The verdicts.
    pub comparison: &'a Comparison,
    /// Documents that echo others.
    pub dependence: &'a Dependence,
    /// Passages at hand, by claim id.
    pub passages: &'a BTreeMap<Arc<str>, String>,
    /// How the reconciliation was made.
    pub method: &'a view::Method,
    /// How many parts of the input were refused.
    pub faults: usize,
}

/// A report in the making: the order of everything is known, and nothing is made yet.
pub struct Draft<'a> {
    results: Results<'a>,
    sources: Sources<'a>,
    scenes: Scenes<'a>,
    scenery: Scenery,
    /// Numbers of the findings, worst first.
    findings: Vec<u32>,
}

impl<'a> Draft<'a> {
    /// Of the results of all stages.
    pub fn new(results: Results<'a>) -> Self {
        let sources = Sources::new(results.ctx, &results.linkage.features, results.dependence);
        let scenes = Scenes::new(&results.comparison.findings, results.linkage.events.len());
        let scenery = Scenery::new(&results, &sources, &scenes);
        let findings = order::findings(&results, &scenes, &scenery.order);
        Self {
            results,
            sources,
            scenes,
            scenery,
            findings,
        }
    }

    /// How the reconciliation was made.
    pub fn method(&self) -> &'a view::Method {
        self.results.method
    }

    /// How much there is of everything.
    pub fn summary(&self) -> view::Summary {
        summary::summary(&self.results, &self.scenery)
    }

    /// How many events there are.
    pub fn events(&self) -> usize {
        self.scenery.order.len()
    }

    /// An event, by its place in the report: those with the gravest findings first.
    pub fn event(&self, place: usize) -> view::Event<'a> {
        event::view(self, self.scenery.order[place] as usize)
    }

    /// How many findings there are.
    pub fn findings(&self) -> usize {
        self.findings.len()
    }

    /// A finding, by its place in the report: worst first, and those of one event together.
    pub fn finding(&self, place: usize) -> view::Finding<'a> {
        finding::view(&self.results, self.found(place))
    }

    /// The same as the stages before know it.
    pub fn found(&self, place: usize) -> &'a Finding {
        &self.results.comparison.findings[self.findings[place] as usize]
    }

    /// The id of a finding, by its place in the report.
    pub fn finding_id(&self, place: usize) -> String {
        finding::id(&self.results.ctx, self.found(place))
    }

    /// How grave a finding is, by its place in the report.
    pub fn severity(&self, place: usize) -> crate::codebook::Severity {
        finding::severity(&self.results.ctx, self.found(place))
    }

    /// Persons, groups and places with a history of their own.
    pub fn subjects(&self) -> Vec<view::Subject<'a>> {
        subject::views(self)
    }

    /// The outlets, by name.
    pub fn outlets(&self) -> Vec<view::Outlet> {
        outlet::views(&self.results)
    }

    /// Names of several spellings, and doubts.
    pub fn names(&self) -> Vec<view::Name> {
        notes::names(&self.results)
    }

    /// What a reader must be told of how the input was read.
    pub fn notes(&self) -> Vec<view::Note> {
        notes::notes(&self.results)
    }

    /// The whole, held at once: for those who print a part of it, or look things up in it.
    pub fn report(&self) -> Report<'a> {
        let events = 0..self.events();
        let findings = 0..self.findings();
        Report {
            version: view::VERSION,
            method: self.method().clone(),
            summary: self.summary(),
            events: events.into_par_iter().map(|n| self.event(n)).collect(),
            subjects: self.subjects(),
            outlets: self.outlets(),
            findings: findings.into_par_iter().map(|n| self.finding(n)).collect(),
            names: self.names(),
            notes: self.notes(),
        }
    }
}
