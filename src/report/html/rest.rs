//! Histories, names and notes.

use minijinja::Value;
use serde::Serialize;

use super::differences::{Difference, Mark, difference, mark};
use super::facets::{Facets, Standing, listed};
use crate::codebook::Verdict;
use crate::report::dispute::Dispute;
use crate::report::selection::Selection;
use crate::report::view::{Attribute, Moment, Name, Note, Subject};
use crate::report::{weighed, words};

/// No history is longer on the page.
const MOMENTS: usize = 60;

/// A person, group or place with a history.
#[derive(Debug, Serialize)]
pub(super) struct History<'a> {
    id: &'a str,
    name: &'a str,
    kind: &'a str,
    mark: Option<Mark>,
    /// When what was said of it holds, drawn.
    svg: Option<Value>,
    moments: Vec<Entry<'a>>,
    more: usize,
    standing: Vec<StandingOf<'a>>,
    differences: Vec<Difference<'a>>,
    facets: Facets,
}

/// An entry of a history.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    when: Option<String>,
    attribute: &'a str,
    of: Option<&'a str>,
    value: &'a str,
    text: &'a str,
    outlet: &'a str,
    citing: String,
    /// Where it is on the page.
    event: Option<&'a str>,
}

/// A verdict across events.
#[derive(Debug, Serialize)]
struct StandingOf<'a> {
    attribute: &'a str,
    mark: Mark,
    why: String,
    stands: Option<String>,
    likely: Option<String>,
}

/// A history; `drawn`: with a chart.
pub(super) fn history<'a>(
    subject: &'a Subject<'a>,
    disputes: &[&'a Dispute<'a>],
    drawn: bool,
    page: &Standing<'a>,
) -> History<'a> {
    let gravest = subject
        .attributes
        .iter()
        .max_by_key(|a| (a.verdict, a.severity));
    let outlets: Vec<&str> = subject.timeline.iter().map(|m| m.outlet.as_ref()).collect();
    let found = disputes.iter().flat_map(|d| d.findings.iter().copied());
    let facets = super::facets::of_findings(&found.collect::<Vec<_>>(), None);
    let place = if subject.kind == "place" {
        subject.name.as_ref()
    } else {
        ""
    };
    History {
        id: &subject.id,
        name: &subject.name,
        kind: &subject.kind,
        mark: gravest.and_then(marked),
        svg: drawn
            .then(|| super::dates::history(&subject.timeline))
            .flatten(),
        moments: subject
            .timeline
            .iter()
            .take(MOMENTS)
            .map(|m| entry(m, page))
            .collect(),
        more: subject.timeline.len().saturating_sub(MOMENTS),
        standing: subject.attributes.iter().filter_map(standing).collect(),
        differences: disputes.iter().map(|d| difference(d)).collect(),
        facets: Facets {
            outlets: listed(&outlets),
            places: place.to_owned(),
            ..facets
        },
    }
}

fn marked(attribute: &Attribute) -> Option<Mark> {
    attribute.verdict.map(|v| mark(v, attribute.severity))
}

fn entry<'a>(moment: &'a Moment<'a>, page: &Standing<'a>) -> Entry<'a> {
    Entry {
        when: moment.when.as_deref().map(words::day),
        attribute: &moment.attribute,
        of: moment.of.as_deref(),
        value: &moment.value,
        text: &moment.text,
        outlet: &moment.outlet,
        citing: words::chain(&moment.said_by),
        event: Some(&*moment.event).filter(|id| page.shows(id)),
    }
}

/// What all accounts agree on, or what stands; the differences stand apart.
fn standing<'a>(attribute: &'a Attribute<'a>) -> Option<StandingOf<'a>> {
    let agreed = attribute.verdict == Some(Verdict::Agreement);
    let stands = attribute
        .reconciled
        .as_ref()
        .map(|s| words::stands(&s.value));
    let likely = attribute.reconciled.as_ref().and_then(weighed::likelihood);
    (agreed || stands.is_some()).then(|| StandingOf {
        attribute: &attribute.attribute,
        mark: mark(
            attribute.verdict.unwrap_or(Verdict::Agreement),
            attribute.severity,
        ),
        why: if agreed {
            words::sentence(&attribute.why)
        } else {
            String::new()
        },
        stands,
        likely,
    })
}

/// A name under several spellings, or a pair that may be one.
#[derive(Debug, Serialize)]
pub(super) struct NameOf<'a> {
    name: &'a str,
    kind: &'a str,
    why: Option<String>,
    spellings: Vec<SpellingOf<'a>>,
}

/// One spelling.
#[derive(Debug, Serialize)]
struct SpellingOf<'a> {
    text: &'a str,
    why: &'a str,
    claims: u32,
}

/// Names of one decision; a name with a single spelling has nothing to tell.
pub(super) fn names<'a>(selection: &Selection<'a>, decision: &str) -> Vec<NameOf<'a>> {
    let names = selection.names.iter();
    names
        .filter(|n| n.decision == decision && n.spellings.len() > 1)
        .map(|n| name(n))
        .collect()
}

fn name(name: &Name) -> NameOf<'_> {
    let spellings = name.spellings.iter().map(|s| SpellingOf {
        text: &s.text,
        why: &s.why,
        claims: s.claims,
    });
    NameOf {
        name: &name.name,
        kind: &name.kind,
        why: name.why.as_deref().map(words::sentence),
        spellings: spellings.collect(),
    }
}

/// What a reader must be told of how the input was read.
#[derive(Debug, Serialize)]
pub(super) struct NoteOf<'a> {
    kind: &'a str,
    text: String,
    claims: Vec<&'a str>,
    more: usize,
}

/// Claims named beside a note.
const CLAIMS: usize = 4;

/// The kind of the notes that say which documents are one source.
const DEPENDENCE: &str = "dependence";

/// Which documents count as one source, and why.
pub(super) fn dependence<'a>(selection: &Selection<'a>) -> Vec<NoteOf<'a>> {
    told(selection, |note| note.kind == DEPENDENCE)
}

/// The other notes by kind.
pub(super) fn notes<'a>(selection: &Selection<'a>) -> Vec<NoteOf<'a>> {
    told(selection, |note| note.kind != DEPENDENCE)
}

/// Those that say the same are one.
fn told<'a>(selection: &Selection<'a>, which: fn(&Note) -> bool) -> Vec<NoteOf<'a>> {
    let mut sorted: Vec<&'a Note> = selection.notes.clone();
    sorted.retain(|note| which(note));
    sorted.sort_by(|a, b| (&a.kind, &a.text).cmp(&(&b.kind, &b.text)));
    let alike = sorted.chunk_by(|a, b| a.kind == b.kind && a.text == b.text);
    alike.filter_map(note).collect()
}

fn note<'a>(alike: &[&'a Note]) -> Option<NoteOf<'a>> {
    let first = alike.first()?;
    let claims: Vec<&str> = alike.iter().flat_map(|n| &n.claims).map(|t| &**t).collect();
    Some(NoteOf {
        kind: &first.kind,
        text: words::sentence(&first.text),
        more: claims.len().saturating_sub(CLAIMS),
        claims: claims.into_iter().take(CLAIMS).collect(),
    })
}
