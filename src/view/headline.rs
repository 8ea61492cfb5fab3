//! What each story comes to: its answers in short sentences, and where accounts cannot all be true.
//!
//! A story is an event, or a person, group or place whose history runs through several events.

mod answer;
mod clash;
mod who;

use std::cmp::Reverse;

use hashbrown::HashMap;

use super::make::topic::STEADY;
use super::{Between, Event, Index, Printed, Subject, Topic, Value};
use crate::codebook::{HeaderAttributes, Severity, Verdict};
use crate::settle::State;

/// One story, and the topics that tell it.
#[derive(Debug)]
pub struct Headline<'a> {
    /// The event, where it is one.
    pub event: Option<&'a Event<'a>>,
    /// The person, group or place, where it is a history.
    pub subject: Option<&'a Subject<'a>>,
    /// Its topics, worst first.
    pub topics: Vec<&'a Topic<'a>>,
}

/// A short sentence on one topic.
#[derive(Debug)]
pub struct Told<'a> {
    /// The topic.
    pub topic: &'a Topic<'a>,
    /// What it is about: `Dead (JNIM)`.
    pub label: String,
    /// `218 (Human Rights Watch, 3 Aug 2021), rising from 10 (Reuters, 4 Aug 2020)`.
    pub text: String,
    /// Whether it says whom an answer contradicts, too.
    pub refutes: bool,
}

/// How much a story has to say, the most first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum News {
    /// Accounts cannot all be true.
    Open,
    /// They differ, and it is told why.
    Explained,
    /// An event of which something is told more than once, without a difference that matters.
    Told,
    /// What stands beside it tells something unlike.
    Beside,
    /// Told more than once: a history on which all agree, an event of which accounts share no more than
    /// that it was.
    Quiet,
    /// One account alone.
    Alone,
}

/// The stories of some topics, in the order of their first; topics come worst first.
pub fn headlines<'a>(
    index: &Index<'a>,
    topics: impl IntoIterator<Item = &'a Topic<'a>>,
) -> Vec<Headline<'a>> {
    let mut stories: Vec<Headline> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for topic in topics {
        let event = index.home(topic);
        let subject = topic.subject.as_deref().and_then(|id| index.subject(id));
        let subject = subject.filter(|_| event.is_none());
        let Some(id) = event.map(|e| &*e.id).or(subject.map(|s| &*s.id)) else {
            continue;
        };
        let place = *places.entry(id).or_insert_with(|| {
            stories.push(Headline {
                event,
                subject,
                topics: Vec::new(),
            });
            stories.len() - 1
        });
        stories[place].topics.push(topic);
    }
    stories
}

/// Whether it is of an event's own header, which the title tells.
fn is_header(topic: &Topic<'_>) -> bool {
    HeaderAttributes::NAMES.contains(&&*topic.attribute)
}

impl<'a> Headline<'a> {
    /// The event's title, or the subject's name.
    pub fn title(&self) -> &'a str {
        let name = self.subject.map_or("", |s| &*s.name);
        self.event.map_or(name, |e| &*e.title)
    }

    /// How much it has to say.
    pub fn news(&self) -> News {
        let differs = |least| self.topics.iter().any(|t| gravest(t, false) >= Some(least));
        let stands = |t: &Topic| t.answer.as_ref().is_some_and(|a| a.value.is_some());
        let told = |t: &&Topic| is_told_again(t) && stands(t) && !is_header(t);
        if self.topics.iter().any(|t| is_open(t)) {
            News::Open
        } else if differs(Verdict::Scope) {
            News::Explained
        } else if self.event.is_some() && self.topics.iter().any(told) {
            News::Told
        } else if self.topics.iter().any(|t| beside(t).next().is_some()) {
            News::Beside
        } else if self.topics.iter().any(|t| is_told_again(t)) {
            News::Quiet
        } else {
            News::Alone
        }
    }

    /// Whether a program drafted all of it, and nobody confirmed it.
    pub fn is_draft(&self) -> bool {
        self.topics.iter().flat_map(|t| t.own()).all(|v| v.draft)
    }

    /// What stands, a sentence a topic, the weightiest first: tolls, that of all before those of some,
    /// then what is told more than once, and of that what matters most.
    pub fn answers(&self, index: &Index<'a>) -> Vec<Told<'a>> {
        let is_telling = |t: &&&Topic| is_open(t) || !is_header(t);
        let mut topics: Vec<&Topic> = self.topics.iter().filter(is_telling).copied().collect();
        topics.sort_by_key(|t| {
            let is_number = t.own().any(|v| matches!(v.value, Printed::Bounds { .. }));
            let is_toll = t.is_toll && t.matters >= Severity::Major && is_told_again(t);
            let of_some = t.thing().is_some();
            (
                !is_toll,
                is_toll && of_some,
                !is_told_again(t),
                Reverse(t.matters),
                is_number,
            )
        });
        let told =
            |topic: &&'a Topic<'a>| answer::told(topic, self.title(), self.is_draft(), index);
        topics.iter().filter_map(told).collect()
    }

    /// Where its accounts cannot all be true, who says what against whom; the gravest first.
    pub fn clashes(&self, index: &Index<'a>) -> Vec<Told<'a>> {
        let open = self.topics.iter().filter(|t| is_open(t));
        open.map(|topic| clash::told(topic, self.title(), index))
            .collect()
    }

    /// What differs from what stands beside it, and why that is no contradiction.
    pub fn beside(&self, index: &Index<'a>) -> Vec<Told<'a>> {
        let told = |t: &&'a Topic<'a>| {
            let between = beside(t).next()?;
            Some(clash::beside(t, between, self.title(), index))
        };
        self.topics.iter().filter_map(told).collect()
    }
}

/// Whether people settled a topic.
fn is_settled(topic: &Topic<'_>) -> bool {
    matches!(topic.state, State::Ruled | State::Accepted)
}

/// The differences of a topic that nothing settled, and that are not told once for all topics.
fn unsettled<'t, 'a>(topic: &'t Topic<'a>) -> impl Iterator<Item = &'t Between<'a>> {
    let open = topic.between.iter();
    let open = open.filter(|b| !b.settled && b.rule != STEADY);
    open.filter(|_| !is_settled(topic))
}

/// The gravest verdict between its own rows, or with rows set beside it.
fn gravest(topic: &Topic<'_>, foreign: bool) -> Option<Verdict> {
    let is_foreign = |b: &&Between| topic.sides(b).iter().any(|v| v.foreign);
    let of_it = unsettled(topic).filter(|b| is_foreign(b) == foreign);
    of_it.map(|b| b.verdict).max()
}

/// Whether it holds a contradiction that nothing settled, with what stands beside it included.
pub fn is_open(topic: &Topic<'_>) -> bool {
    unsettled(topic).any(|b| b.verdict == Verdict::Contradiction)
}

/// What differs from rows set beside a topic, and contradicts none.
fn beside<'t, 'a>(topic: &'t Topic<'a>) -> impl Iterator<Item = &'t Between<'a>> {
    let is_foreign = |b: &&Between| topic.sides(b).iter().any(|v| v.foreign);
    unsettled(topic)
        .filter(move |b| matches!(b.verdict, Verdict::Scope | Verdict::Superseded) && is_foreign(b))
}

/// Whether more than one account speaks of it.
fn is_told_again(topic: &Topic<'_>) -> bool {
    topic.own().map(|v: &Value| v.claims.len()).sum::<usize>() > 1
}
