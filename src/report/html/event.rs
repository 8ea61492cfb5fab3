//! One event: in full, or in a line.

use hashbrown::HashSet;
use serde::Serialize;

use super::bar::{Bar, Scale, closed};
use super::facets::{self, Facets};
use super::matrix::{self, ACCOUNTS, Table};
use super::topic::{Mark, TopicOf, differs, mark, name, topic};
use crate::report::weighed;
use crate::view::{Account, Event, Index, Printed, Related, Text, Topic};

/// No more reasons, related events or differences across events are printed of one event.
const FEW: usize = 12;

/// No event in a line has more anchors, unless so many of its topics differ.
const ANCHORS: usize = 16;

/// No more days are drawn of one event.
const DATED: usize = 16;

/// An event set out in full.
#[derive(Debug, Serialize)]
pub(super) struct InFull<'a> {
    #[serde(flatten)]
    line: InLine<'a>,
    kind: Option<&'a str>,
    actors: &'a [Text<'a>],
    /// What differs, worst first.
    topics: Vec<TopicOf<'a>>,
    tables: Vec<Table<'a>>,
    /// Accounts that stand in no table.
    beyond: usize,
    across: Vec<Elsewhere<'a>>,
    more_across: usize,
    dates: Option<Dates<'a>>,
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
    /// What is not told here, and may be linked to.
    anchors: Vec<&'a str>,
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

/// When each account says that the event was, and when it was published.
#[derive(Debug, Serialize)]
struct Dates<'a> {
    scale: Scale,
    rows: Vec<Dated<'a>>,
    more: usize,
}

/// The days of one account.
#[derive(Debug, Serialize)]
struct Dated<'a> {
    outlet: &'a str,
    happened: Option<&'a str>,
    published: Option<&'a str>,
    bar: Option<Bar>,
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

pub(super) fn in_line<'a>(event: &'a Event<'a>, topics: &Topics<'a>) -> InLine<'a> {
    let all = || topics.own.iter().chain(&topics.across).copied();
    let found = facets::found(all());
    let own = topics.own.iter();
    let ids = own.clone().map(|t| &*t.id);
    let pairs = own.flat_map(|t| t.between.iter().map(|b| &*b.id));
    let differ = topics.own.iter().filter(|t| differs(t)).count();
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
        anchors: ids.chain(pairs).take(ANCHORS.max(differ)).collect(),
    }
}

pub(super) fn in_full<'a>(
    event: &'a Event<'a>,
    topics: &Topics<'a>,
    links: &Links<'a>,
) -> InFull<'a> {
    let (told, alike): (Vec<&Topic>, Vec<&Topic>) = topics.own.iter().partition(|t| differs(t));
    let across: Vec<_> = topics.across.iter().filter(|t| differs(t)).collect();
    let tables = matrix::tables(event, &topics.own);
    let anchored: HashSet<&str> = tables.iter().flat_map(Table::anchors).collect();
    let alike = alike.into_iter().map(|t| &*t.id);
    InFull {
        line: InLine {
            anchors: alike.filter(|id| !anchored.contains(id)).collect(),
            ..in_line(event, topics)
        },
        kind: event.kind.as_deref(),
        actors: &event.actors,
        topics: told.into_iter().map(|t| topic(t, &links.index)).collect(),
        tables,
        beyond: event.accounts.len().saturating_sub(ACCOUNTS),
        more_across: across.len().saturating_sub(FEW),
        across: across
            .into_iter()
            .take(FEW)
            .map(|t| elsewhere(t, links))
            .collect(),
        dates: dates(event, topics),
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

/// The days of an event that more than one account tells of.
fn dates<'a>(event: &'a Event<'a>, topics: &Topics<'a>) -> Option<Dates<'a>> {
    let when = topics.own.iter().find(|t| t.attribute == "when")?;
    let accounts = event.accounts.iter().take(DATED);
    let rows: Vec<(Dated<'a>, _)> = accounts.map(|a| dated(a, when)).collect();
    let days = rows.iter().filter_map(|(_, days)| *days);
    let scale = Scale::days(days.clone().flat_map(|((from, to), out)| [from, to, out]))?;
    (days.count() > 1).then(|| Dates {
        rows: rows
            .into_iter()
            .map(|(row, days)| Dated {
                bar: days.map(|(happened, published)| scale.stretch(happened, Some(published))),
                ..row
            })
            .collect(),
        scale,
        more: event.accounts.len().saturating_sub(DATED),
    })
}

type Days = (super::bar::Days, crate::claim::DayNumber);

/// When an account says that the event was, and the last day on which it may have been published.
fn dated<'a>(account: &'a Account<'a>, when: &'a Topic<'a>) -> (Dated<'a>, Option<Days>) {
    let value = when.own().find(|v| v.claims.contains(&account.claim));
    let happened = value.and_then(|v| match &v.value {
        Printed::Text(edtf) => Some(&**edtf),
        Printed::Bounds { .. } => None,
    });
    let published = account.published.as_deref();
    let row = Dated {
        outlet: &account.outlet,
        happened,
        published,
        bar: None,
    };
    let out = closed(published).map(|(_, last)| last);
    (row, closed(happened).zip(out))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::Verdict;
    use crate::report::canned;

    #[test]
    fn each_account_has_its_days() {
        let report = canned::report();
        let event = &report.events[0];
        let own = report
            .topics
            .iter()
            .filter(|t| t.event.as_ref() == Some(&event.id));
        let topics = Topics {
            own: own.collect(),
            across: Vec::new(),
        };
        let dates = dates(event, &topics).unwrap();
        assert_eq!(dates.rows.len(), event.accounts.len());
        let drawn = dates.rows.iter().filter(|row| row.bar.is_some());
        assert_eq!(drawn.count(), 3);
    }

    #[test]
    fn an_event_bears_the_mark_of_the_histories_that_it_is_part_of() {
        let report = canned::report();
        let across = report.topics.iter().filter(|t| t.subject.is_some());
        let topics = Topics {
            own: Vec::new(),
            across: across.collect(),
        };
        let line = in_line(&report.events[1], &topics);
        let grave = (
            Verdict::Contradiction,
            Some(crate::codebook::Severity::Critical),
        );
        assert_eq!(line.mark, Some(mark(grave)));
        assert!(line.anchors.is_empty());
    }
}
