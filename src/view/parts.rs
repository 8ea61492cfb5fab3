//! A reconciliation read part by part, so that one of any length can be written without being held.

use super::{
    Event, Index, Method, Name, Note, Outlet, Report, Ruling, Subject, Summary, Text, Topic,
};

/// A reconciliation whose parts are made when they are asked for.
pub trait Parts<'a>: Sync {
    /// How it was made.
    fn method(&self) -> Method;
    /// How much there is of everything.
    fn summary(&self) -> Summary;
    /// How many events there are.
    fn events(&self) -> usize;
    /// An event, by its place in the report.
    fn event(&self, place: usize) -> Event<'a>;
    /// How many topics there are.
    fn topics(&self) -> usize;
    /// A topic, by its place in the report: worst first, agreements last.
    fn topic(&self, place: usize) -> Topic<'a>;
    /// Persons, groups and places with a history of their own.
    fn subjects(&self) -> Vec<Subject<'a>>;
    /// The outlets, by name.
    fn outlets(&self) -> Vec<Outlet>;
    /// Names of several spellings, and doubts.
    fn names(&self) -> Vec<Name>;
    /// What a reader must be told of how the input was read.
    fn notes(&self) -> Vec<Note>;
    /// What people decided.
    fn rulings(&self) -> Vec<Ruling>;
    /// Something that finds the outlet and the day of publication, as written, of a claim.
    fn publications(&self) -> Box<dyn Publications + '_>;
    /// The title of an event, or the name of a subject.
    fn scene(&self, topic: &Topic<'_>) -> Option<Text<'a>>;
}

/// Finds who published a claim, and when.
pub trait Publications: Sync {
    /// The outlet, and the day as written; `None` for a claim that is not in the report.
    fn of(&self, claim: &str) -> Option<(&str, Option<&str>)>;
}

impl Publications for Index<'_> {
    fn of(&self, claim: &str) -> Option<(&str, Option<&str>)> {
        let account = self.account(claim)?;
        Some((&account.outlet, account.published.as_deref()))
    }
}

impl<'a> Parts<'a> for Report<'a> {
    fn method(&self) -> Method {
        self.method.clone()
    }

    fn summary(&self) -> Summary {
        self.summary.clone()
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
        self.subjects.clone()
    }

    fn outlets(&self) -> Vec<Outlet> {
        self.outlets.clone()
    }

    fn names(&self) -> Vec<Name> {
        self.names.clone()
    }

    fn notes(&self) -> Vec<Note> {
        self.notes.clone()
    }

    fn rulings(&self) -> Vec<Ruling> {
        self.rulings.clone()
    }

    fn publications(&self) -> Box<dyn Publications + '_> {
        Box::new(Index::new(self))
    }

    fn scene(&self, topic: &Topic<'_>) -> Option<Text<'a>> {
        let event = |id: &str| self.events.iter().find(|e| e.id == id).map(|e| &e.title);
        let subject = |id: &str| self.subjects.iter().find(|s| s.id == id).map(|s| &s.name);
        let title = topic.event.as_deref().and_then(event);
        let name = || topic.subject.as_deref().and_then(subject);
        title.or_else(name).cloned()
    }
}
