//! A disagreement as the page shows it: each side, who stands on it, and what would settle it.

use serde::Serialize;

use super::facets::{self, Facets};
use crate::codebook::{Severity, Verdict};
use crate::report::dispute::{Dispute, Side, Teller};
use crate::report::words;

/// No side names more accounts than this.
const TELLERS: usize = 6;

/// A verdict as a sign and a word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Mark {
    pub(super) symbol: char,
    pub(super) word: &'static str,
    /// How grave, for a contradiction.
    pub(super) severity: Option<&'static str>,
}

/// The mark of a verdict; only a contradiction says how grave it is.
pub(super) fn mark(verdict: Verdict, severity: Option<Severity>) -> Mark {
    let severity = severity.filter(|_| verdict == Verdict::Contradiction);
    Mark {
        symbol: words::symbol(verdict),
        word: words::verdict(verdict),
        severity: severity.map(words::severity),
    }
}

/// One disagreement.
#[derive(Debug, Serialize)]
pub(super) struct Difference<'a> {
    pub(super) mark: Mark,
    pub(super) topic: String,
    /// The findings behind it: each is an anchor.
    pub(super) findings: Vec<&'a str>,
    /// The event or subject that it stands in.
    pub(super) home: Option<&'a str>,
    /// That event's title; a subject is named by the topic.
    pub(super) title: &'a str,
    pub(super) sides: Vec<SideOf<'a>>,
    pub(super) why: Vec<String>,
    pub(super) settle: Vec<String>,
    pub(super) only: Vec<&'a str>,
    pub(super) facets: Facets,
}

/// One side.
#[derive(Debug, Serialize)]
pub(super) struct SideOf<'a> {
    value: &'a str,
    of: Option<&'a str>,
    read: Option<&'a str>,
    tellers: Vec<TellerOf<'a>>,
    more: usize,
}

/// One account on a side.
#[derive(Debug, Serialize)]
struct TellerOf<'a> {
    outlet: &'a str,
    published: Option<String>,
    citing: String,
    when: Option<String>,
    party: Option<&'a str>,
}

pub(super) fn difference<'a>(dispute: &'a Dispute<'a>) -> Difference<'a> {
    let event = dispute.event.map(|e| (e.id.as_ref(), e.title.as_ref()));
    let subject = dispute.subject.map(|s| (s.id.as_ref(), s.name.as_ref()));
    let home = event.or(subject);
    Difference {
        mark: mark(dispute.verdict, Some(dispute.severity)),
        topic: words::topic(dispute.attribute, dispute.of),
        findings: dispute.findings.iter().map(|f| f.id.as_ref()).collect(),
        home: home.map(|(id, _)| id),
        title: event.map_or("across events", |(_, title)| title),
        sides: dispute.sides.iter().map(side).collect(),
        why: sentences(&dispute.whys()),
        settle: sentences(&dispute.settles()),
        only: dispute.conditions(),
        facets: facets::of_findings(&dispute.findings, dispute.event),
    }
}

fn sentences(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| words::sentence(text)).collect()
}

fn side<'a>(side: &'a Side<'a>) -> SideOf<'a> {
    SideOf {
        value: side.value,
        of: side.of,
        read: side.tellers.iter().find_map(|t| t.read.as_deref()),
        tellers: side.tellers.iter().take(TELLERS).map(teller).collect(),
        more: side.tellers.len().saturating_sub(TELLERS),
    }
}

fn teller<'a>(teller: &'a Teller<'a>) -> TellerOf<'a> {
    TellerOf {
        outlet: teller.outlet,
        published: teller.published.map(words::day),
        citing: words::chain(teller.said_by),
        when: teller.when.map(words::day),
        party: teller.party,
    }
}
