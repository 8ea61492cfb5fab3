//! One event: its own sheet, or a line that opens.

use hashbrown::HashSet;
use serde::Serialize;

use super::facets::{self, Facets};
use super::map::{Charted, Known, charted};
use super::matrix::{self, Matrix};
use super::timeline::{Timeline, timeline};
use super::topic::{AnswerOf, Mark, Said, TopicOf, answer, differs, mark, name, said, topic};
use crate::codebook::Verdict;
use crate::report::weighed;
use crate::view::{Event, Index, Printed, Related, Text, Topic};

/// No more reasons, related events or differences across events are printed of one event.
const FEW: usize = 12;

/// No event in a line has more anchors, unless so many of its topics differ.
const ANCHORS: usize = 16;

/// No event in a line tells of more topics, of more values of one, or of more outlets of a value.
const TOLD: usize = 12;
const VALUES: usize = 4;
const OUTLETS: usize = 3;

/// An event on its own sheet.
#[derive(Debug, Serialize)]
pub(super) struct InFull<'a> {
    #[serde(flatten)]
    line: InLine<'a>,
    kind: Option<&'a str>,
    actors: &'a [Text<'a>],
    /// What differs by more than wording, worst first.
    topics: Vec<TopicOf<'a>>,
    /// What differs in wording only, or not at all.
    alike: Vec<TopicOf<'a>>,
    matrix: Matrix<'a>,
    across: Vec<Elsewhere<'a>>,
    more_across: usize,
    timeline: Option<Timeline<'a>>,
    map: Option<Charted<'a>>,
    related: Vec<Relation<'a>>,
    more_related: usize,
    why: Vec<&'a str>,
    doubts: Vec<String>,
    more_why: usize,
}

/// An event in a line.
#[derive(Debug, Serialize)]
pub(super) struct InLine<'a> {
    id: &'a str,
    title: &'a str,
    when: Option<&'a str>,
    places: &'a [Text<'a>],
    outlets: &'a [Text<'a>],
    accounts: usize,
    origins: usize,
    mark: Option<Mark>,
    facets: Facets,
    /// What it tells when it is opened.
    told: Vec<Told<'a>>,
    more_told: usize,
    /// What is not told here, and may be linked to.
    anchors: Vec<&'a str>,
}

/// A topic in a line.
#[derive(Debug, Serialize)]
struct Told<'a> {
    id: &'a str,
    name: String,
    mark: Option<Mark>,
    answer: Option<AnswerOf>,
    values: Vec<(Said<'a>, Vec<&'a str>)>,
    more: usize,
}

/// A difference from what is said at another event: it is set out where it links to.
#[derive(Debug, Serialize)]
struct Elsewhere<'a> {
    mark: Mark,
    name: String,
    topic: Option<&'a str>,
}

/// How another event stands to this one.
#[derive(Debug, Serialize)]
struct Relation<'a> {
    stands: &'a str,
    /// Where it is on the page.
    event: Option<&'a str>,
    title: &'a str,
    why: &'a str,
}

/// The topics of one event.
#[derive(Debug, Default)]
pub(super) struct Topics<'a> {
    pub(super) own: Vec<&'a Topic<'a>>,
    /// Histories that its accounts are a part of.
    pub(super) across: Vec<&'a Topic<'a>>,
}

/// What a page points into.
#[derive(Debug)]
pub(super) struct Links<'a> {
    pub(super) index: Index<'a>,
    /// Ids of the events and histories that have a place on the page.
    pub(super) shown: HashSet<&'a str>,
}

impl<'a> Links<'a> {
    /// An id, where a link to it leads anywhere.
    pub(super) fn link(&self, id: &'a str) -> Option<&'a str> {
        Some(id).filter(|id| self.shown.contains(id))
    }
}

/// An event in a line; with an index, what it tells when it is opened.
pub(super) fn in_line<'a>(
    event: &'a Event<'a>,
    topics: &Topics<'a>,
    index: Option<&Index<'a>>,
) -> InLine<'a> {
    let all = || topics.own.iter().chain(&topics.across).copied();
    let found = facets::found(all());
    let shown = index.map_or(0, |_| TOLD);
    let own = topics.own.iter();
    let ids = own.clone().skip(shown).map(|t| &*t.id);
    let pairs = own.clone().flat_map(|t| t.between.iter().map(|b| &*b.id));
    let differ = own.clone().filter(|t| differs(t)).count();
    InLine {
        id: &event.id,
        title: &event.title,
        when: event.when.as_deref(),
        places: &event.place,
        outlets: &event.outlets,
        accounts: event.accounts.len(),
        origins: event.origins,
        mark: found.into_iter().max().map(mark),
        facets: Facets::new(all(), &event.outlets, Some(event)),
        told: index
            .into_iter()
            .flat_map(|index| own.clone().take(TOLD).map(|t| told(t, index)))
            .collect(),
        more_told: topics.own.len().saturating_sub(shown),
        anchors: ids.chain(pairs).take(ANCHORS.max(differ)).collect(),
    }
}

fn told<'a>(topic: &'a Topic<'a>, index: &Index<'a>) -> Told<'a> {
    let values = topic.values.iter().take(VALUES).map(|value| {
        let outlets = index.outlets(value).into_iter().take(OUTLETS);
        (said(value, topic, Some(index)), outlets.collect())
    });
    Told {
        id: &topic.id,
        name: name(topic),
        mark: differs(topic).then(|| mark((topic.verdict, topic.severity))),
        answer: answer(topic).filter(|_| topic.values.len() > 1),
        values: values.collect(),
        more: topic.values.len().saturating_sub(VALUES),
    }
}

/// Whether a topic is set out with its values and reasons: all that differs by more than wording.
fn is_told(topic: &Topic) -> bool {
    topic.verdict > Verdict::Compatible || topic.decision().is_some()
}

pub(super) fn in_full<'a>(
    event: &'a Event<'a>,
    topics: &Topics<'a>,
    links: &Links<'a>,
) -> InFull<'a> {
    let (told, alike): (Vec<&Topic>, Vec<&Topic>) = topics.own.iter().partition(|t| is_told(t));
    let all: Vec<&Topic> = topics.own.iter().chain(&topics.across).copied().collect();
    let across: Vec<_> = topics.across.iter().filter(|t| differs(t)).collect();
    let set = |topics: Vec<&'a Topic<'a>>| topics.into_iter().map(|t| topic(t, &links.index));
    InFull {
        line: InLine {
            anchors: Vec::new(),
            ..in_line(event, topics, None)
        },
        kind: event.kind.as_deref(),
        actors: &event.actors,
        topics: set(told).collect(),
        alike: set(alike).collect(),
        matrix: matrix::matrix(event, &all),
        more_across: across.len().saturating_sub(FEW),
        across: across
            .into_iter()
            .take(FEW)
            .map(|t| elsewhere(t, links))
            .collect(),
        timeline: timeline(event, &topics.own),
        map: charted(spots(event, &topics.own)),
        related: event
            .related
            .iter()
            .take(FEW)
            .map(|r| relation(r, links))
            .collect(),
        more_related: event.related.len().saturating_sub(FEW),
        doubts: weighed::doubts(event),
        why: event.why.iter().take(FEW).map(|t| &**t).collect(),
        more_why: event.why.len().saturating_sub(FEW),
    }
}

/// Where each account that can be placed says that the event was.
fn spots<'a>(event: &'a Event<'a>, topics: &[&'a Topic<'a>]) -> impl Iterator<Item = Known<'a>> {
    let place = topics.iter().find(|t| t.attribute == "where").copied();
    let common = event.place.first().map_or("", |name| &**name);
    event.accounts.iter().filter_map(move |account| {
        let mut own = place.into_iter().flat_map(Topic::own);
        let named = own.find(|v| v.claims.contains(&account.claim));
        let named = named.and_then(|v| match &v.value {
            Printed::Text(place) => place.split(", ").next(),
            Printed::Bounds { .. } => None,
        });
        let name = named.unwrap_or(common);
        Some((account.position?, name, &*account.outlet, None))
    })
}

fn elsewhere<'a>(topic: &'a Topic<'a>, links: &Links<'a>) -> Elsewhere<'a> {
    Elsewhere {
        mark: mark((topic.verdict, topic.severity)),
        name: name(topic),
        topic: links.link(&topic.id),
    }
}

fn relation<'a>(related: &'a Related<'a>, links: &Links<'a>) -> Relation<'a> {
    Relation {
        stands: &related.relation,
        event: links.link(&related.event),
        title: &related.title,
        why: &related.why,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::Verdict;
    use crate::report::canned;

    #[test]
    fn an_event_bears_the_mark_of_the_histories_that_it_is_part_of() {
        let report = canned::report();
        let across = report.topics.iter().filter(|t| t.subject.is_some());
        let topics = Topics {
            own: Vec::new(),
            across: across.collect(),
        };
        let line = in_line(&report.events[1], &topics, None);
        let grave = (
            Verdict::Contradiction,
            Some(crate::codebook::Severity::Critical),
        );
        assert_eq!(line.mark, Some(mark(grave)));
        assert!(line.anchors.is_empty());
    }
}
