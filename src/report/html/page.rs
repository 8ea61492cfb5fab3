//! The whole page as records: what the template is given, under these names.

use std::collections::BTreeSet;

use hashbrown::{HashMap, HashSet};
use serde::Serialize;

use super::Full;
use super::event::{InFull, InLine, Links, Topics, in_full, in_line};
use super::facets::{self, Choices};
use super::map::{Charted, Known, charted};
use super::matrix::ACCOUNTS;
use super::outlets::{self, OutletOf};
use super::rest::{self, History, NoteOf};
use super::scale::Scale;
use super::story::{self, Head};
use super::topic::{TopicOf, differs, topic};
use crate::report::selection::Selection;
use crate::report::words;
use crate::view::{Event, Index, Method, Name, Severities, Summary, Topic};

/// No list but that of events is longer on the page; what is cut is counted.
const LIST: usize = 300;

/// What a template sets.
#[derive(Serialize)]
pub(super) struct Page<'a> {
    title: &'a str,
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
    #[serde(flatten)]
    head: Head<'a>,
    /// Where the events were.
    map: Option<Charted<'a>>,
    /// Events on a sheet of their own.
    full: Vec<InFull<'a>>,
    /// Events in a line.
    lines: Vec<InLine<'a>>,
    /// Topics that differ, of no event or subject that is shown.
    loose: Cut<TopicOf<'a>>,
    subjects: Cut<History<'a>>,
    names: Cut<&'a Name>,
    doubts: Cut<&'a Name>,
    outlets: Cut<OutletOf<'a>>,
    /// The scale of how often an outlet is right.
    reliability: Scale,
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

/// So many lines of a light page can be opened; what the others tell is in the other formats.
const OPENED: usize = 6_000;

/// How many events are set out in full: the gravest, and no single account of a light page.
fn in_full_of(selection: &Selection<'_>, full: Full, topics: &Sorted<'_>) -> usize {
    let all = selection.events.len();
    // The cells that an event fills.
    let weight = |event: &&Event| {
        let own = topics.of_event(&event.id).own.len();
        event.accounts.len().clamp(1, ACCOUNTS) * own.max(1)
    };
    match full {
        Full::Events(events) => events.min(all),
        Full::Light if all == 1 => 1,
        Full::Light => {
            let tells = |event: &&&Event| {
                event.accounts.len() > 1
                    || topics.of_event(&event.id).across.iter().any(|t| differs(t))
            };
            let events = selection.events.iter().take(EVENTS).take_while(tells);
            let sums = events.map(weight).scan(0, |sum, weight| {
                *sum += weight;
                Some(*sum)
            });
            sums.take_while(|sum| *sum <= CELLS).count()
        }
    }
}

/// Topics, each where it stands on the page.
#[derive(Default)]
struct Sorted<'a> {
    by_event: HashMap<&'a str, Topics<'a>>,
    by_subject: HashMap<&'a str, Vec<&'a Topic<'a>>>,
    loose: Vec<&'a Topic<'a>>,
    none: Topics<'a>,
}

impl<'a> Sorted<'a> {
    fn new(selection: &Selection<'a>) -> Self {
        let mut sorted = Self::default();
        let subjects = selection.subjects.iter().take(LIST);
        let subjects: HashSet<&str> = subjects.map(|s| &*s.id).collect();
        let claims = selection.events.iter();
        let claims = claims.flat_map(|e| e.claims.iter().map(|c| (&**c, &*e.id)));
        let event_of: HashMap<&str, &str> = claims.collect();
        let events: HashSet<&str> = selection.events.iter().map(|e| &*e.id).collect();
        for topic in selection.topics.iter().copied() {
            // A history of one event is told with it.
            let only = match &*topic.events {
                [one] => Some(&**one),
                _ => None,
            };
            let event = topic
                .event
                .as_deref()
                .or(only)
                .filter(|id| events.contains(id));
            if let Some(id) = event {
                sorted.by_event.entry(id).or_default().own.push(topic);
                continue;
            }
            let subject = topic.subject.as_deref().filter(|id| subjects.contains(id));
            match subject {
                Some(id) => sorted.by_subject.entry(id).or_default().push(topic),
                None if differs(topic) => sorted.loose.push(topic),
                None => {}
            }
            for event in parties(topic, &event_of) {
                let of = sorted.by_event.entry(event).or_default();
                of.across.push(topic);
            }
        }
        sorted
    }

    fn of_event(&self, id: &str) -> &Topics<'a> {
        self.by_event.get(id).unwrap_or(&self.none)
    }

    fn of_subject(&self, id: &str) -> &[&'a Topic<'a>] {
        self.by_subject.get(id).map_or(&[], Vec::as_slice)
    }

    /// What a page of these points into.
    fn links(&self, selection: &Selection<'a>) -> Links<'a> {
        let histories = self.by_subject.values().flatten();
        let topics = histories.chain(self.loose.iter().take(LIST));
        let events = selection.events.iter().map(|e| &*e.id);
        Links {
            index: Index::new(selection.report),
            shown: events.chain(topics.map(|t| &*t.id)).collect(),
        }
    }
}

/// The events whose accounts stand on a side of what is gravest on a topic.
fn parties<'a>(topic: &Topic, event_of: &HashMap<&str, &'a str>) -> BTreeSet<&'a str> {
    let gravest = topic.between.iter().filter(|b| b.verdict == topic.verdict);
    let claims = gravest.flat_map(|b| topic.sides(b)).flat_map(|v| &v.claims);
    claims.filter_map(|c| event_of.get(&**c).copied()).collect()
}

pub(super) fn page<'a>(selection: &'a Selection<'a>, full: Full) -> Page<'a> {
    let sorted = Sorted::new(selection);
    let links = sorted.links(selection);
    let (first, rest) = selection
        .events
        .split_at(in_full_of(selection, full, &sorted));
    let counts = &selection.report.summary;
    let subjects = selection
        .subjects
        .iter()
        .filter(|s| !sorted.of_subject(&s.id).is_empty());
    let subjects: Vec<_> = subjects.collect();
    let (full, short) = (first.iter(), rest.iter());
    Page {
        title: match &*selection.events {
            [only] => &only.title,
            _ => "Reconciliation",
        },
        summary: words::summary(counts),
        grave: grave(&counts.contradictions),
        counts,
        alone: counts
            .events
            .saturating_sub(counts.corroborated + counts.one_origin),
        left_out: &selection.left_out,
        choices: facets::choices(selection),
        head: story::stories(selection, &links.index),
        map: charted(spots(selection)),
        full: full
            .map(|e| in_full(e, sorted.of_event(&e.id), &links))
            .collect(),
        lines: short
            .enumerate()
            .map(|(n, e)| {
                in_line(
                    e,
                    sorted.of_event(&e.id),
                    (n < OPENED).then_some(&links.index),
                )
            })
            .collect(),
        loose: Cut::new(sorted.loose.iter().map(|t| topic(t, &links.index))),
        subjects: Cut::new(
            subjects
                .iter()
                .map(|s| rest::history(s, sorted.of_subject(&s.id), &links)),
        ),
        names: Cut::new(rest::names(selection, "one").into_iter()),
        doubts: Cut::new(rest::names(selection, "doubt").into_iter()),
        outlets: Cut::new(outlets::outlets(selection).into_iter()),
        reliability: outlets::scale(),
        judged: outlets::judged(selection),
        dependence: Cut::new(rest::notes(selection, true).into_iter()),
        notes: Cut::new(rest::notes(selection, false).into_iter()),
        method: &selection.report.method,
    }
}

/// Where the events were that can be placed: each by its first account that can.
fn spots<'a>(selection: &Selection<'a>) -> impl Iterator<Item = Known<'a>> {
    let events = selection.events.iter().copied();
    events.filter_map(|event| {
        let position = event.accounts.iter().find_map(|a| a.position)?;
        let place = event.place.first()?;
        Some((position, &**place, &*event.title, Some(&*event.id)))
    })
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
