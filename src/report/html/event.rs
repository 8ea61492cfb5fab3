//! One event: in full, or in a line.

use std::borrow::Cow;

use serde::Serialize;

use super::counts::{self, CountChart};
use super::dates::{self, Dates};
use super::differences::{Difference, Mark, difference, mark};
use super::facets::{Facets, Standing};
use super::matrix::{self, Table};
use crate::codebook::Verdict;
use crate::report::dispute::Dispute;
use crate::report::view::{Attribute, Event, Finding, Printed, Related, Text};
use crate::report::{weighed, words};

/// No more reasons or related events are printed of one event.
const FEW: usize = 12;

/// An event set out in full.
#[derive(Debug, Serialize)]
pub(super) struct InFull<'a> {
    #[serde(flatten)]
    line: InLine<'a>,
    kind: Option<&'a str>,
    actors: &'a [Text<'a>],
    tables: Vec<Table<'a>>,
    /// Accounts that stand in no table.
    beyond: usize,
    differences: Vec<Difference<'a>>,
    across: Vec<Elsewhere<'a>>,
    more_across: usize,
    counts: Vec<CountChart<'a>>,
    dates: Option<Dates<'a>>,
    policies: Vec<Policies<'a>>,
    related: Vec<Relation<'a>>,
    more_related: usize,
    why: Vec<&'a str>,
    more_why: usize,
}

/// An event in a line.
#[derive(Debug, Serialize)]
pub(super) struct InLine<'a> {
    id: &'a str,
    title: &'a str,
    when: Option<String>,
    places: &'a [Text<'a>],
    outlets: &'a [Text<'a>],
    accounts: usize,
    origins: usize,
    mark: Option<Mark>,
    facets: Facets,
    /// Findings of an event in a line: their links end here.
    anchors: Vec<&'a str>,
}

/// What each policy would print for something that is no count.
#[derive(Debug, Serialize)]
struct Policies<'a> {
    topic: String,
    answers: Vec<(&'a str, Option<String>, Cow<'a, str>)>,
}

/// A difference from what is said at another event: it is set out where it links to.
#[derive(Debug, Serialize)]
struct Elsewhere<'a> {
    mark: Mark,
    topic: String,
    finding: Option<&'a str>,
}

/// How another event stands to this one.
#[derive(Debug, Serialize)]
struct Relation<'a> {
    stands: &'a str,
    /// Where it is on the page.
    event: Option<&'a str>,
    title: &'a str,
    why: String,
}

/// What belongs to one event.
#[derive(Debug, Default)]
pub(super) struct Belongings<'a> {
    pub(super) findings: Vec<&'a Finding<'a>>,
    pub(super) disputes: Vec<&'a Dispute<'a>>,
    /// Differences from what is said at other events, and whether each is set out on the page.
    pub(super) across: Vec<(&'a Dispute<'a>, bool)>,
}

pub(super) fn in_line<'a>(
    event: &'a Event<'a>,
    standing: &Standing<'a>,
    own: Option<&Belongings<'a>>,
) -> InLine<'a> {
    let gravest = standing.gravest(event);
    let alike = event
        .attributes
        .iter()
        .any(|a| a.verdict == Some(Verdict::Agreement));
    let gravest = gravest.or(alike.then_some((Verdict::Agreement, None)));
    InLine {
        id: &event.id,
        title: &event.title,
        when: event.when.as_deref().map(words::day),
        places: &event.place,
        outlets: &event.outlets,
        accounts: event.accounts.len(),
        origins: event.independent,
        mark: gravest.map(|(verdict, severity)| mark(verdict, severity)),
        facets: standing.facets(event),
        anchors: own.map(anchors).unwrap_or_default(),
    }
}

/// Findings that the page links to: the first of each contradiction, and a few others.
fn anchors<'a>(own: &Belongings<'a>) -> Vec<&'a str> {
    let grave = own.disputes.iter();
    let grave = grave.filter(|d| d.verdict == Verdict::Contradiction);
    let mut anchors: Vec<&'a str> = grave
        .filter_map(|d| Some(&*d.findings.first()?.id))
        .collect();
    let known = anchors.len();
    let others = own.findings.iter().map(|f| &*f.id);
    let others = others.filter(|id| !anchors[..known].contains(id));
    let others: Vec<&str> = others.take(FEW.saturating_sub(known)).collect();
    anchors.extend(others);
    anchors
}

pub(super) fn in_full<'a>(
    event: &'a Event<'a>,
    standing: &Standing<'a>,
    own: Option<&'a Belongings<'a>>,
) -> InFull<'a> {
    let findings = own.map_or(&[][..], |own| &own.findings);
    let disputes = own.map_or(&[][..], |own| &own.disputes);
    let across = own.map_or(&[][..], |own| &own.across);
    let worst = matrix::worst(findings);
    let related = event.related.iter().take(FEW);
    let contested = event.attributes.iter().filter(|a| no_count(a));
    InFull {
        line: in_line(event, standing, None),
        kind: event.kind.as_deref(),
        actors: &event.actors,
        tables: matrix::tables(event, &worst),
        beyond: matrix::beyond(event),
        differences: disputes.iter().map(|d| difference(d)).collect(),
        across: across.iter().take(FEW).map(elsewhere).collect(),
        more_across: across.len().saturating_sub(FEW),
        counts: counts::charts(event),
        dates: dates::dates(event),
        policies: contested.map(policies).collect(),
        related: related.map(|r| relation(r, standing)).collect(),
        more_related: event.related.len().saturating_sub(FEW),
        why: event.why.iter().take(FEW).map(|t| &**t).collect(),
        more_why: event.why.len().saturating_sub(FEW),
    }
}

fn elsewhere<'a>((dispute, linked): &(&'a Dispute<'a>, bool)) -> Elsewhere<'a> {
    let first = dispute.findings.first().filter(|_| *linked);
    Elsewhere {
        mark: mark(dispute.verdict, Some(dispute.severity)),
        topic: words::topic(dispute.attribute, dispute.of),
        finding: first.map(|f| f.id.as_ref()),
    }
}

/// Whether an editor has to choose what to print, and no chart says so.
fn no_count(attribute: &Attribute) -> bool {
    let differs = matches!(
        attribute.verdict,
        Some(Verdict::Contradiction | Verdict::Superseded | Verdict::Scope)
    );
    let values = &attribute.values;
    let counts = values
        .iter()
        .filter(|v| matches!(v.value, Printed::Bounds { .. }));
    differs && attribute.policies.len() > 1 && counts.count() < 2
}

fn policies<'a>(attribute: &'a Attribute<'a>) -> Policies<'a> {
    let stands = attribute.reconciled.as_ref().map(|s| {
        let value = words::printed(&s.value);
        ("What stands", Some(value), weighed::grounds(s).into())
    });
    let answers = attribute.policies.iter().map(|p| {
        let value = p.value.as_ref().map(words::printed);
        (p.policy.as_ref(), value, p.why.as_ref().into())
    });
    Policies {
        topic: words::topic(&attribute.attribute, attribute.of.as_deref()),
        answers: stands.into_iter().chain(answers).collect(),
    }
}

fn relation<'a>(related: &'a Related<'a>, standing: &Standing<'a>) -> Relation<'a> {
    Relation {
        stands: &related.relation,
        event: Some(&*related.event).filter(|id| standing.shows(id)),
        title: &related.title,
        why: words::sentence(&related.why),
    }
}
