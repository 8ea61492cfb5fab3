//! Histories, names and notes.

use serde::Serialize;

use super::event::Links;
use super::facets::{self, Facets};
use super::topic::{Mark, TopicOf, mark, topic};
use crate::report::selection::Selection;
use crate::report::words;
use crate::view::{Moment, Name, Note, Subject, Topic};

/// No history is longer on the page.
const MOMENTS: usize = 60;

/// A person, group or place with a history.
#[derive(Debug, Serialize)]
pub(super) struct History<'a> {
    id: &'a str,
    name: &'a str,
    kind: &'a str,
    mark: Option<Mark>,
    topics: Vec<TopicOf<'a>>,
    moments: Vec<Entry<'a>>,
    more: usize,
    facets: Facets,
}

/// An entry of a history.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    #[serde(flatten)]
    moment: &'a Moment<'a>,
    outlet: &'a str,
    citing: String,
    /// Where its event is on the page.
    link: Option<&'a str>,
}

/// A history, and the topics that it is of.
pub(super) fn history<'a>(
    subject: &'a Subject<'a>,
    topics: &[&'a Topic<'a>],
    links: &Links<'a>,
) -> History<'a> {
    let found = facets::found(topics.iter().copied());
    let timeline = subject.timeline.iter().take(MOMENTS);
    let moments: Vec<Entry<'a>> = timeline.map(|m| entry(m, links)).collect();
    let outlets: Vec<&str> = moments.iter().map(|m| m.outlet).collect();
    let place = (subject.kind == "place").then(|| subject.name.to_string());
    History {
        id: &subject.id,
        name: &subject.name,
        kind: &subject.kind,
        mark: found.into_iter().max().map(mark),
        topics: topics.iter().map(|t| topic(t, &links.index)).collect(),
        facets: Facets {
            places: place.unwrap_or_default(),
            ..Facets::new(topics.iter().copied(), &outlets, None)
        },
        moments,
        more: subject.timeline.len().saturating_sub(MOMENTS),
    }
}

fn entry<'a>(moment: &'a Moment<'a>, links: &Links<'a>) -> Entry<'a> {
    let account = links.index.account(&moment.claim);
    Entry {
        moment,
        outlet: account.map_or("", |a| &a.outlet),
        citing: words::chain(&moment.said_by),
        link: links.link(&moment.event),
    }
}

/// Names of one decision; a name with a single spelling has nothing to tell.
pub(super) fn names<'a>(selection: &Selection<'a>, decision: &str) -> Vec<&'a Name> {
    let told = |name: &&'a Name| name.decision == decision && name.spellings.len() > 1;
    selection.names.iter().copied().filter(told).collect()
}

/// What a reader must be told of how the input was read.
#[derive(Debug, Serialize)]
pub(super) struct NoteOf<'a> {
    kind: &'a str,
    text: &'a str,
    claims: Vec<&'a str>,
    more: usize,
}

/// Claims named beside a note.
const CLAIMS: usize = 4;

/// The notes that say which documents are one source, or the others, by kind. Those that say the same
/// are one.
pub(super) fn notes<'a>(selection: &Selection<'a>, dependence: bool) -> Vec<NoteOf<'a>> {
    let mut sorted: Vec<&'a Note> = selection.notes.clone();
    sorted.retain(|note| (note.kind == "dependence") == dependence);
    sorted.sort_by(|a, b| (&a.kind, &a.text).cmp(&(&b.kind, &b.text)));
    let alike = sorted.chunk_by(|a, b| a.kind == b.kind && a.text == b.text);
    alike.filter_map(note).collect()
}

fn note<'a>(alike: &[&'a Note]) -> Option<NoteOf<'a>> {
    let first = alike.first()?;
    let claims: Vec<&str> = alike.iter().flat_map(|n| &n.claims).map(|t| &**t).collect();
    Some(NoteOf {
        kind: &first.kind,
        text: &first.text,
        more: claims.len().saturating_sub(CLAIMS),
        claims: claims.into_iter().take(CLAIMS).collect(),
    })
}
