//! The whole page as records: what the template is given, under these names.

use hashbrown::{HashMap, HashSet};

use serde::Serialize;

use super::Full;
use super::differences::{Difference, difference};
use super::event::{Belongings, InFull, InLine, in_full, in_line};
use super::facets::{self, Choices, Standing};
use super::matrix::ACCOUNTS;
use super::outlets::{self, OutletChart, OutletOf};
use super::rest::{self, History, NameOf, NoteOf};
use crate::codebook::Verdict;
use crate::report::dispute::{Dispute, Index, disputes};
use crate::report::selection::Selection;
use crate::report::view::{Event, Finding, Method, Severities, Summary};
use crate::report::words;

/// No list but that of events is longer on the page; what is cut is counted.
const LIST: usize = 300;

/// So many disagreements stand at the head of the page.
const HEADLINES: usize = 50;

/// So many histories have a chart.
const DRAWN: usize = 40;

/// The gravest first: what must be settled, then what only looks like a contradiction.
const VERDICTS: [Verdict; 4] = [
    Verdict::Contradiction,
    Verdict::Scope,
    Verdict::Superseded,
    Verdict::Compatible,
];

/// What a template sets.
#[derive(Serialize)]
pub(super) struct Page<'a> {
    /// The summary in sentences.
    summary: String,
    /// The same in figures.
    counts: &'a Summary,
    /// How grave the contradictions are: `2 critical`, `1 minor`.
    grave: Vec<String>,
    /// Events that one outlet alone tells of.
    alone: usize,
    /// What was left out, and why.
    left_out: &'a [String],
    choices: Choices<'a>,
    headlines: Vec<Difference<'a>>,
    more_headlines: usize,
    /// Events in full.
    full: Vec<InFull<'a>>,
    /// Events in a line.
    lines: Vec<InLine<'a>>,
    /// Differences that belong to no event or subject that is shown.
    loose: Cut<Difference<'a>>,
    subjects: Cut<History<'a>>,
    names: Cut<NameOf<'a>>,
    doubts: Cut<NameOf<'a>>,
    outlets: Cut<OutletOf<'a>>,
    reliabilities: Option<OutletChart>,
    /// Whether any outlet is graded, or any judged by how often it is right.
    judged: bool,
    /// Documents that count as one source.
    dependence: Cut<NoteOf<'a>>,
    notes: Cut<NoteOf<'a>>,
    method: &'a Method,
}

/// A list that may be cut short.
#[derive(Serialize)]
struct Cut<T> {
    items: Vec<T>,
    all: usize,
    more: usize,
}

impl<T> Cut<T> {
    /// The beginning of a list: what is cut is not even made.
    fn new(items: impl ExactSizeIterator<Item = T>) -> Self {
        let all = items.len();
        Self {
            more: all.saturating_sub(LIST),
            items: items.take(LIST).collect(),
            all,
        }
    }
}

/// No light page sets out more events.
const EVENTS: usize = 300;

/// No light page has more cells in its tables, about a kilobyte each with all that goes with them.
const CELLS: usize = 4_000;

/// How many events are set out in full.
fn in_full_of(selection: &Selection<'_>, full: Full) -> usize {
    let all = selection.events.len();
    match full {
        Full::Events(events) => events.min(all),
        Full::Light => {
            let weights = selection.events.iter().take(EVENTS).map(|e| weight(e));
            let sums = weights.scan(0, |sum, weight| {
                *sum += weight;
                Some(*sum)
            });
            sums.take_while(|sum| *sum <= CELLS).count()
        }
    }
}

/// The cells that an event fills.
fn weight(event: &Event) -> usize {
    event.accounts.len().clamp(1, ACCOUNTS) * event.attributes.len().max(1)
}

/// Everything that the page is made of and points into.
struct Material<'a> {
    by_event: HashMap<&'a str, Belongings<'a>>,
    by_subject: HashMap<&'a str, Vec<&'a Dispute<'a>>>,
    loose: Vec<&'a Dispute<'a>>,
}

/// Gathers a page and hands it to `set`, since it points into what is gathered.
pub(super) fn gather<R>(
    selection: &Selection<'_>,
    full: Full,
    set: impl FnOnce(&Page<'_>) -> R,
) -> R {
    let index = Index::new(selection.report);
    let (first, lines) = selection.events.split_at(in_full_of(selection, full));
    let lines: HashSet<&str> = lines.iter().map(|e| &*e.id).collect();
    // Of an event in a line only the contradictions are told.
    let in_line = |f: &Finding| f.event.as_deref().is_some_and(|e| lines.contains(e));
    let told = |f: &Finding| f.verdict == Verdict::Contradiction || !in_line(f);
    let told: Vec<&Finding<'_>> = selection
        .findings
        .iter()
        .copied()
        .filter(|f| told(f))
        .collect();
    let all: Vec<Dispute<'_>> = VERDICTS
        .into_iter()
        .flat_map(|verdict| disputes(&told, &index, verdict))
        .collect();
    let material = sorted(selection, &all);
    set(&page(selection, &all, &material, first.len()))
}

/// Disputes and findings, each where it stands on the page.
fn sorted<'a>(selection: &Selection<'a>, all: &'a [Dispute<'a>]) -> Material<'a> {
    let mut material = Material {
        by_event: HashMap::new(),
        by_subject: HashMap::new(),
        loose: Vec::new(),
    };
    let events = selection
        .events
        .iter()
        .map(|e| (e.id.as_ref(), Belongings::default()));
    material.by_event = events.collect();
    let subjects = selection
        .subjects
        .iter()
        .map(|s| (s.id.as_ref(), Vec::new()));
    material.by_subject = subjects.collect();
    for dispute in all {
        let event = dispute
            .event
            .and_then(|e| material.by_event.get_mut(e.id.as_ref()));
        let subject = dispute.subject.map(|s| s.id.as_ref());
        let subject = subject.and_then(|id| material.by_subject.get_mut(id));
        match (event, subject) {
            (Some(own), _) => own.disputes.push(dispute),
            (None, Some(own)) => own.push(dispute),
            (None, None) => material.loose.push(dispute),
        }
    }
    for finding in &selection.findings {
        let event = finding.event.as_deref();
        if let Some(own) = event.and_then(|e| material.by_event.get_mut(e)) {
            own.findings.push(finding);
        }
    }
    across(selection, all, &mut material);
    material
}

/// Tells each event of the differences across events that its accounts are part of.
fn across<'a>(selection: &Selection<'a>, all: &'a [Dispute<'a>], material: &mut Material<'a>) {
    let claims = selection.events.iter();
    let claims = claims.flat_map(|e| e.claims.iter().map(|c| (&**c, &*e.id)));
    let event_of: HashMap<&str, &str> = claims.collect();
    let subjects = selection.subjects.iter().take(LIST);
    let shown: HashSet<&str> = subjects.map(|s| &*s.id).collect();
    for dispute in all.iter().filter(|d| d.event.is_none()) {
        let claims = dispute.findings.iter().flat_map(|f| &f.claims);
        let mut events: Vec<&str> = claims.filter_map(|c| event_of.get(&**c).copied()).collect();
        events.sort_unstable();
        events.dedup();
        let linked = dispute.subject.is_some_and(|s| shown.contains(&*s.id));
        for event in events {
            let own = material.by_event.entry(event);
            own.or_default().across.push((dispute, linked));
        }
    }
}

fn page<'a>(
    selection: &'a Selection<'a>,
    all: &'a [Dispute<'a>],
    material: &'a Material<'a>,
    full: usize,
) -> Page<'a> {
    let standing = Standing::new(selection);
    let (first, rest) = selection.events.split_at(full);
    let own = |id: &str| material.by_event.get(id);
    let counts = &selection.report.summary;
    let contradictions = all.iter().filter(|d| d.verdict == Verdict::Contradiction);
    let subject = |id: &str| material.by_subject.get(id).map_or(&[][..], Vec::as_slice);
    let subjects = selection.subjects.iter().enumerate();
    Page {
        summary: words::summary(counts),
        grave: grave(&counts.contradictions),
        counts,
        alone: counts
            .events
            .saturating_sub(counts.corroborated + counts.one_origin),
        left_out: &selection.left_out,
        choices: facets::choices(selection),
        headlines: contradictions
            .clone()
            .take(HEADLINES)
            .map(difference)
            .collect(),
        more_headlines: contradictions.count().saturating_sub(HEADLINES),
        full: first
            .iter()
            .map(|e| in_full(e, &standing, own(&e.id)))
            .collect(),
        lines: rest
            .iter()
            .map(|e| in_line(e, &standing, own(&e.id)))
            .collect(),
        loose: Cut::new(material.loose.iter().map(|d| difference(d))),
        subjects: Cut::new(
            subjects.map(|(n, s)| rest::history(s, subject(&s.id), n < DRAWN, &standing)),
        ),
        names: Cut::new(rest::names(selection, "one").into_iter()),
        doubts: Cut::new(rest::names(selection, "doubt").into_iter()),
        outlets: Cut::new(outlets::outlets(selection).into_iter()),
        reliabilities: outlets::chart(selection),
        judged: outlets::judged(selection),
        dependence: Cut::new(rest::dependence(selection).into_iter()),
        notes: Cut::new(rest::notes(selection).into_iter()),
        method: &selection.report.method,
    }
}

fn grave(of: &Severities) -> Vec<String> {
    let all = [
        (of.critical, "critical"),
        (of.major, "major"),
        (of.moderate, "moderate"),
        (of.minor, "minor"),
    ];
    let met = all.into_iter().filter(|(count, _)| *count > 0);
    met.map(|(count, word)| format!("{count} {word}")).collect()
}
