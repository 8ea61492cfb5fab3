//! The part of a reconciliation that is shown. What is left out is counted, and said.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use super::text::{listed, plural};
use crate::codebook::Severity;
use crate::view::{
    Event, Index, Method, Name, Note, Outlet, Parts, Publications, Report, Ruling, Subject,
    Summary, Text, Topic, Value,
};

/// What to show of a reconciliation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// Only the event of this id, or of the only id that begins so.
    pub event: Option<String>,
    /// Only the topic of this id, or of the only id that begins so, with what it is of.
    pub topic: Option<String>,
    /// Only topics at least so grave, with the events and subjects that they are of.
    pub min_severity: Option<Severity>,
}

/// The shown part of a report. Every format prints one of these.
#[derive(Debug)]
pub struct Selection<'a> {
    /// The whole, for what topics point at.
    pub report: &'a Report<'a>,
    /// Events shown.
    pub events: Vec<&'a Event<'a>>,
    /// Topics shown, worst first.
    pub topics: Vec<&'a Topic<'a>>,
    /// Subjects shown.
    pub subjects: Vec<&'a Subject<'a>>,
    /// Outlets shown.
    pub outlets: Vec<&'a Outlet>,
    /// Names shown.
    pub names: Vec<&'a Name>,
    /// Notes shown.
    pub notes: Vec<&'a Note>,
    /// What was asked for and how much was left out, in sentences; empty where all is shown.
    pub left_out: Vec<String>,
    index: Index<'a>,
}

/// An event or a topic was asked for that cannot be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotFound {
    /// No id of what is named first begins so.
    Unknown(&'static str, String),
    /// More than one id begins so.
    Ambiguous(&'static str, String, Vec<String>),
}

impl fmt::Display for NotFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(what, id) => write!(f, "no {what} has an id that begins with `{id}`"),
            Self::Ambiguous(what, id, all) => write!(
                f,
                "more than one {what} has an id that begins with `{id}`: {}",
                listed(all)
            ),
        }
    }
}

impl std::error::Error for NotFound {}

impl<'a> Selection<'a> {
    /// The whole report.
    pub fn all(report: &'a Report<'a>) -> Self {
        Self {
            report,
            events: report.events.iter().collect(),
            topics: report.topics.iter().collect(),
            subjects: report.subjects.iter().collect(),
            outlets: report.outlets.iter().collect(),
            names: report.names.iter().collect(),
            notes: report.notes.iter().collect(),
            left_out: Vec::new(),
            index: Index::new(report),
        }
    }

    /// The part of `report` that `shown` asks for.
    ///
    /// # Errors
    /// Where the event or topic asked for does not exist, or its id is not told from another's.
    pub fn new(report: &'a Report<'a>, shown: &Shown) -> Result<Self, NotFound> {
        let mut selection = Self::all(report);
        if let Some(prefix) = &shown.event {
            selection.only_event(find_event(report, prefix)?);
        }
        if let Some(prefix) = &shown.topic {
            selection.only_topic(find("topic", &report.topics, prefix, |t| &t.id)?);
        }
        if let Some(severity) = shown.min_severity {
            selection.only_grave(severity);
        }
        Ok(selection)
    }

    /// The topics of an event, or the histories that touch it, worst first.
    pub fn topics_of(&self, event: &str) -> impl Iterator<Item = &'a Topic<'a>> {
        self.topics
            .iter()
            .copied()
            .filter(move |t| touches(t, event))
    }

    fn only_event(&mut self, event: &'a Event<'a>) {
        let claims: BTreeSet<&str> = event.claims.iter().map(|t| &**t).collect();
        let within = |id: &str| claims.contains(id);
        self.events.retain(|e| e.id == event.id);
        self.topics.retain(|t| touches(t, &event.id));
        let words = words_of(event, &self.topics);
        self.subjects
            .retain(|s| s.timeline.iter().any(|m| m.event == event.id));
        self.outlets
            .retain(|o| event.outlets.iter().any(|name| *name == o.outlet));
        self.notes.retain(|n| n.claims.iter().any(|c| within(c)));
        self.names.retain(|n| {
            n.spellings.iter().any(|s| words.contains(s.text.as_str()))
                || words.contains(n.name.as_str())
        });
        self.left_out.push(format!(
            "Only event {} is shown, of {}.",
            event.id,
            plural(self.report.events.len(), "event")
        ));
    }

    fn only_topic(&mut self, topic: &'a Topic<'a>) {
        self.topics.retain(|t| t.id == topic.id);
        self.events.retain(|e| touches(topic, &e.id));
        self.subjects
            .retain(|s| topic.subject.as_deref() == Some(&*s.id));
        self.outlets.clear();
        self.names.clear();
        self.notes.clear();
        self.left_out.push(format!(
            "Only topic {} is shown, of {}, with what it is of.",
            topic.id,
            plural(self.report.topics.len(), "topic")
        ));
    }

    fn only_grave(&mut self, least: Severity) {
        let (topics, events) = (self.topics.len(), self.events.len());
        self.topics.retain(|t| t.severity >= Some(least));
        let shown = || self.topics.iter();
        let of: BTreeSet<&str> = shown().filter_map(|t| t.event.as_deref()).collect();
        let about: BTreeSet<&str> = shown().filter_map(|t| t.subject.as_deref()).collect();
        self.events.retain(|e| of.contains(&*e.id));
        self.subjects.retain(|s| about.contains(&*s.id));
        self.left_out.push(format!(
            "Only differences of at least {} severity are shown, with what they are of: {} and {} are left out.",
            super::words::severity(least),
            plural(topics - self.topics.len(), "topic"),
            plural(events - self.events.len(), "event"),
        ));
    }
}

impl<'a> Parts<'a> for Selection<'a> {
    /// What is left out stands among the remarks.
    fn method(&self) -> Method {
        let mut method = self.report.method.clone();
        method.remarks.extend_from_slice(&self.left_out);
        method
    }

    /// Of the whole report.
    fn summary(&self) -> Summary {
        self.report.summary.clone()
    }

    fn events(&self) -> usize {
        self.events.len()
    }

    fn event(&self, place: usize) -> Event<'a> {
        self.events[place].clone()
    }

    fn topics(&self) -> usize {
        self.topics.len()
    }

    fn topic(&self, place: usize) -> Topic<'a> {
        self.topics[place].clone()
    }

    fn subjects(&self) -> Vec<Subject<'a>> {
        self.subjects.iter().copied().cloned().collect()
    }

    fn outlets(&self) -> Vec<Outlet> {
        self.outlets.iter().copied().cloned().collect()
    }

    fn names(&self) -> Vec<Name> {
        self.names.iter().copied().cloned().collect()
    }

    fn notes(&self) -> Vec<Note> {
        self.notes.iter().copied().cloned().collect()
    }

    /// Of the whole report.
    fn rulings(&self) -> Vec<Ruling> {
        self.report.rulings.clone()
    }

    fn publications(&self) -> Box<dyn Publications + '_> {
        self.report.publications()
    }

    fn scene(&self, topic: &Topic<'_>) -> Option<Text<'a>> {
        let index = &self.index;
        index.scene(topic).map(Cow::Borrowed)
    }
}

/// Whether a topic is of an event, or a history that it is a part of.
fn touches(topic: &Topic<'_>, event: &str) -> bool {
    topic.event.as_deref() == Some(event) || topic.events.iter().any(|e| e == event)
}

/// The event of that id, or of the only id that begins so.
///
/// # Errors
/// Where there is none, or more than one.
pub fn find_event<'a>(report: &'a Report<'a>, prefix: &str) -> Result<&'a Event<'a>, NotFound> {
    find("event", &report.events, prefix, |e| &e.id)
}

/// The one of that id, or of the only id that begins so.
fn find<'a, T>(
    what: &'static str,
    all: &'a [T],
    prefix: &str,
    id: fn(&T) -> &str,
) -> Result<&'a T, NotFound> {
    if let Some(found) = all.iter().find(|item| id(item) == prefix) {
        return Ok(found);
    }
    let begin = all.iter().filter(|item| id(item).starts_with(prefix));
    let begin: Vec<&T> = begin.filter(|_| !prefix.is_empty()).collect();
    match begin.as_slice() {
        [] => Err(NotFound::Unknown(what, prefix.to_owned())),
        [found] => Ok(found),
        many => Err(NotFound::Ambiguous(
            what,
            prefix.to_owned(),
            many.iter().map(|item| id(item).to_owned()).collect(),
        )),
    }
}

/// Every name that an event's accounts use.
fn words_of<'a>(event: &'a Event<'a>, topics: &[&'a Topic<'a>]) -> BTreeSet<Cow<'a, str>> {
    let of = topics.iter().filter_map(|t| t.of.as_deref());
    let names = event.place.iter().chain(&event.actors).map(|t| &**t);
    let values = topics.iter().flat_map(|t| &t.values).map(Value::written);
    names.chain(of).map(Cow::Borrowed).chain(values).collect()
}

#[cfg(test)]
mod tests {
    use super::super::canned;
    use super::*;

    #[test]
    fn an_event_brings_what_belongs_to_it() {
        let report = canned::report();
        let shown = Shown {
            event: Some("e-02".into()),
            ..Shown::default()
        };
        let selection = Selection::new(&report, &shown).unwrap();
        assert_eq!(selection.events.len(), 1);
        let topics: Vec<&str> = selection.topics.iter().map(|t| t.id.as_ref()).collect();
        assert_eq!(
            topics,
            ["t-13status0000", "t-09killed0000", "t-08displaced0"]
        );
        assert_eq!(selection.subjects[0].name, "Idris Vane");
        assert_eq!(selection.names[0].name, "Tessel");
        assert_eq!(selection.notes.len(), 1);
        assert!(selection.left_out[0].contains("of 4 events"));
    }

    #[test]
    fn what_is_left_out_is_counted() {
        let report = canned::report();
        let shown = Shown {
            min_severity: Some(Severity::Critical),
            ..Shown::default()
        };
        let selection = Selection::new(&report, &shown).unwrap();
        assert_eq!(selection.topics.len(), 1);
        assert_eq!(selection.subjects.len(), 1);
        assert!(selection.events.is_empty());
        assert!(selection.left_out[0].contains("13 topics and 4 events are left out"));
    }

    #[test]
    fn an_id_must_tell_one_event() {
        let report = canned::report();
        assert!(matches!(
            find_event(&report, "e-9"),
            Err(NotFound::Unknown(..))
        ));
        assert!(matches!(
            find_event(&report, ""),
            Err(NotFound::Unknown(..))
        ));
        let error = find_event(&report, "e-0").unwrap_err();
        assert!(
            error
                .to_string()
                .ends_with("e-02fl00dt3ss1, e-03c4mp41gn00 and e-04h0st1l3000")
        );
    }
}
