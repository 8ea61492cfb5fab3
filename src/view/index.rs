//! Looks up what a report points at by id: events, subjects, and the account of a claim.

use hashbrown::HashMap;

use super::{Account, Event, Report, Subject, Text, Topic, Value};

/// Finds what an id stands for.
#[derive(Debug)]
pub struct Index<'a> {
    accounts: HashMap<&'a str, &'a Account<'a>>,
    events: HashMap<&'a str, &'a Event<'a>>,
    subjects: HashMap<&'a str, &'a Subject<'a>>,
}

/// An outlet that gives a value, in one claim.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Teller<'a> {
    /// The claim.
    pub claim: &'a str,
    /// Its outlet.
    pub outlet: &'a str,
    /// When it was published, as written.
    pub published: Option<&'a str>,
    /// Its attribution, nearest source first.
    pub said_by: &'a [Text<'a>],
}

impl<'a> Index<'a> {
    /// Of a whole report.
    pub fn new(report: &'a Report<'a>) -> Self {
        let accounts = report.events.iter().flat_map(|e| &e.accounts);
        Self {
            accounts: accounts.map(|a| (a.claim.as_ref(), a)).collect(),
            events: report.events.iter().map(|e| (e.id.as_ref(), e)).collect(),
            subjects: report.subjects.iter().map(|s| (s.id.as_ref(), s)).collect(),
        }
    }

    /// The account of a claim.
    pub fn account(&self, claim: &str) -> Option<&'a Account<'a>> {
        self.accounts.get(claim).copied()
    }

    /// The event of an id.
    pub fn event(&self, id: &str) -> Option<&'a Event<'a>> {
        self.events.get(id).copied()
    }

    /// The subject of an id.
    pub fn subject(&self, id: &str) -> Option<&'a Subject<'a>> {
        self.subjects.get(id).copied()
    }

    /// The event that a topic is of: its own, or the only one that its history covers.
    pub fn home(&self, topic: &Topic<'_>) -> Option<&'a Event<'a>> {
        let only = match &*topic.events {
            [one] => Some(one),
            _ => None,
        };
        self.event(topic.event.as_ref().or(only)?)
    }

    /// What a topic is of, for a heading: the event's title, or the subject's name.
    pub fn scene(&self, topic: &Topic<'_>) -> Option<&'a str> {
        let event = topic.event.as_deref().and_then(|id| self.event(id));
        let subject = || topic.subject.as_deref().and_then(|id| self.subject(id));
        event
            .map(|e| &*e.title)
            .or_else(|| subject().map(|s| &*s.name))
    }

    /// Who gives a value, in the order of publication, then of claims.
    pub fn tellers(&self, value: &'a Value<'a>) -> Vec<Teller<'a>> {
        let mut tellers: Vec<Teller> = value.claims.iter().map(|c| self.teller(value, c)).collect();
        tellers.sort_by_key(|t| (t.published.is_none(), t.published, t.claim));
        tellers
    }

    fn teller(&self, value: &'a Value<'a>, claim: &'a str) -> Teller<'a> {
        let account = self.account(claim);
        // What several claims share is not known to be this one's.
        let own = (value.claims.len() == 1).then_some(&value.said_by);
        let said_by = own.filter(|s| !s.is_empty());
        Teller {
            claim,
            outlet: account.map_or("", |a| &a.outlet),
            published: account.and_then(|a| a.published.as_deref()),
            said_by: said_by
                .or(account.map(|a| &a.said_by))
                .map_or(&[], Vec::as_slice),
        }
    }

    /// The outlets that give a value, each once, in the order of publication.
    pub fn outlets(&self, value: &'a Value<'a>) -> Vec<&'a str> {
        let mut outlets: Vec<&str> = Vec::new();
        for teller in self.tellers(value) {
            if !outlets.contains(&teller.outlet) {
                outlets.push(teller.outlet);
            }
        }
        outlets
    }
}
