//! Why something is so: two claims, an event, a pair.

mod name;
mod one_event;
mod pair;
mod ruled;
mod written;

use itertools::Itertools;

use self::ruled::of_ruling;
use super::make::{Maker, Results, sentence, topic};
use super::{Between, Parts as _, Topic, weighed, words};
use crate::codebook::Codebook;
use crate::compare::Difference;

/// An answer to "why".
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// What is explained.
    pub title: String,
    /// Sentences, in order.
    pub sentences: Vec<String>,
    /// The evidence weighed, field by field.
    pub evidence: Vec<Evidence>,
}

/// Something that knows a reconciliation well enough to say why: a run, or a report that it printed.
pub trait Answers {
    /// The id of the event that a claim is of.
    fn holder(&self, claim: &str) -> Option<String>;
    /// The ids of events, topics, differences and rulings that begin so, sorted.
    fn beginning(&self, prefix: &str) -> Beginning;
    /// Why two claims are, or are not, one event, and how their values stand to each other.
    fn why_claims(&self, a: &str, b: &str) -> Option<Explanation>;
    /// Why the claims of an event are one event.
    fn why_event(&self, id: &str) -> Option<Explanation>;
    /// What accounts say of a topic, how that stands, and what the answer rests on.
    fn why_topic(&self, id: &str) -> Option<Explanation>;
    /// Why two values stand as they do.
    fn why_difference(&self, id: &str) -> Option<Explanation>;
    /// What somebody decided, and what that moved.
    fn why_ruling(&self, id: &str) -> Option<Explanation>;
    /// Which spellings were read as a name, and what it may be besides.
    fn why_name(&self, name: &str) -> Option<Explanation>;
    /// The known id or the word that is the nearest to one that is not known.
    fn nearest(&self, id: &str, words: &[&str]) -> Option<String>;
}

/// So many ids are named where one was meant.
pub const MOST_IDS: usize = 5;

/// The ids that begin in some way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beginning {
    /// How many.
    pub count: usize,
    /// The first few.
    pub first: Vec<String>,
}

/// One comparison between two claims, and what it weighs.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// What was compared (`when`, `where`, `actors`, …).
    pub field: String,
    /// The level that the comparison reached.
    pub level: String,
    /// Match weight in bits: positive speaks for one event.
    pub bits: f64,
    /// The two values.
    pub why: String,
}

impl Beginning {
    fn of(ids: impl Iterator<Item = String>, prefix: &str) -> Self {
        let found = ids.filter(|id| id.starts_with(prefix));
        let mut ids: Vec<String> = found.sorted().dedup().collect();
        let count = ids.len();
        ids.truncate(MOST_IDS);
        Self { count, first: ids }
    }
}

impl Answers for Maker<'_> {
    fn holder(&self, claim: &str) -> Option<String> {
        let results = self.results();
        let at = number(results, claim)?;
        let event = results.linkage.event_of[at as usize];
        Some(results.linkage.events[event as usize].id.clone())
    }

    fn beginning(&self, prefix: &str) -> Beginning {
        let events = self.results().linkage.events.iter().map(|e| e.id.clone());
        let topics = (0..self.topics()).flat_map(|place| ids(&self.topic(place)));
        let rulings = self.results().decided.rulings.iter().map(|r| r.id.clone());
        Beginning::of(events.chain(topics).chain(rulings), prefix)
    }

    fn why_claims(&self, a: &str, b: &str) -> Option<Explanation> {
        pair::claims(self.results(), a, b)
    }

    fn why_event(&self, id: &str) -> Option<Explanation> {
        one_event::event(self, id)
    }

    fn why_topic(&self, id: &str) -> Option<Explanation> {
        let of = |place: usize| topic::id(self.results(), self.topic_number(place));
        let place = (0..self.topics()).find(|&place| of(place) == id)?;
        Some(of_topic(&self.topic(place)))
    }

    fn why_difference(&self, id: &str) -> Option<Explanation> {
        let results = self.results();
        (0..self.topics()).find_map(|place| {
            let topic = self.topic(place);
            let at = topic.between.iter().position(|b| b.id == id)?;
            let number = self.topic_number(place);
            let topics = &results.comparison.topics;
            // A report lists them in another order.
            let shown = &topic.between[at];
            let mut between = topics.between(number).iter();
            let of = between.find(|of| (of.a as usize, of.b as usize) == (shown.a, shown.b))?;
            let pair = topics.example(&results.ctx, number, of)?;
            let mut explained = of_difference(&topic, shown);
            let steady = topic::steady(results, number, of);
            explained.sentences[0] = verdict_line(results, &pair, steady);
            explained
                .sentences
                .push(pair::one_event(results, pair.a.claim, pair.b.claim));
            explained.evidence = pair::evidence(results, pair.a.claim, pair.b.claim);
            Some(explained)
        })
    }

    fn why_ruling(&self, id: &str) -> Option<Explanation> {
        let ruling = self.rulings().into_iter().find(|ruling| ruling.id == id)?;
        let of = |place: usize| topic::id(self.results(), self.topic_number(place));
        let places = (0..self.topics()).filter(|&place| ruling.topics.contains(&of(place)));
        let topics: Vec<Topic> = places.map(|place| self.topic(place)).collect();
        Some(of_ruling(&ruling, &topics))
    }

    fn why_name(&self, name: &str) -> Option<Explanation> {
        name::explain(&self.names(), name)
    }

    fn nearest(&self, id: &str, words: &[&str]) -> Option<String> {
        let results = self.results();
        let events = results.linkage.events.iter().map(|e| e.id.as_str());
        let claims = results.ctx.claims.iter().map(|c| &*c.id);
        let known = words.iter().copied().chain(events).chain(claims);
        Codebook::nearest(id, known).map(ToOwned::to_owned)
    }
}

/// The ids of a topic and of its differences.
fn ids(topic: &Topic<'_>) -> Vec<String> {
    let between = topic.between.iter().map(|b| b.id.to_string());
    std::iter::once(topic.id.to_string())
        .chain(between)
        .collect()
}

/// What the accounts of a topic say, and what stands.
fn of_topic(topic: &Topic<'_>) -> Explanation {
    let row = |value: &super::Value| {
        let beside = if value.foreign { "beside it, " } else { "" };
        format!(
            "{beside}{}: {}, of {}.",
            value.written(),
            value.claims.iter().join(", "),
            words::plural(value.origins(), "independent origin")
        )
    };
    let mut sentences: Vec<String> = topic.values.iter().map(row).collect();
    sentences.extend(topic.between.iter().map(|of| {
        let mut explained = of_difference(topic, of);
        format!("{} [{}]", explained.sentences.swap_remove(0), of.id)
    }));
    sentences.extend(topic.answer.as_ref().map(weighed::stands));
    sentences.extend(topic.decision().map(|by| words::sentence(&by)));
    Explanation {
        title: format!(
            "topic {}: {}",
            topic.id,
            words::topic(&topic.attribute, topic.thing().as_deref())
        ),
        sentences,
        evidence: Vec::new(),
    }
}

/// Why two rows of a topic stand as they do.
fn of_difference(topic: &Topic<'_>, of: &Between<'_>) -> Explanation {
    let [a, b] = topic.sides(of);
    let why = if of.why.is_empty() {
        format!("{} and {}.", a.written(), b.written())
    } else {
        of.why.to_string()
    };
    let mut sentences = vec![format!(
        "{}: {}. {why} (rule: {})",
        topic.attribute,
        words::verdict(of.verdict),
        of.rule.replace('-', " ")
    )];
    let settle = of.settle.iter();
    sentences.extend(settle.map(|s| format!("What would settle it: {s}")));
    Explanation {
        title: format!("difference {}", of.id),
        sentences,
        evidence: Vec::new(),
    }
}

/// The number of a claim.
fn number(results: &Results, claim: &str) -> Option<u32> {
    let found = results.ctx.claims.binary_search_by(|c| (*c.id).cmp(claim));
    found.ok().map(|at| at as u32)
}

fn count(claims: usize) -> String {
    if claims == 1 {
        "one claim".to_owned()
    } else {
        format!("{claims} claims")
    }
}

fn verdict_line(results: &Results, pair: &Difference, steady: Option<String>) -> String {
    let verdict = format!("{:?}", pair.verdict).to_lowercase();
    let attribute = &results.ctx.codebook.attribute(pair.attribute).name;
    if let Some(why) = steady {
        let rule = topic::STEADY.replace('-', " ");
        return format!("{attribute}: scope. {why} (rule: {rule})");
    }
    format!(
        "{attribute}: {verdict}. {} (rule: {})",
        sentence::why(&results.ctx, pair),
        in_words(&pair.reason)
    )
}

/// "`SameDay`" as "same day".
fn in_words(level: &impl std::fmt::Debug) -> String {
    let name = format!("{level:?}");
    let mut words = String::with_capacity(name.len() + 4);
    for (i, c) in name.chars().enumerate() {
        if c.is_uppercase() && i > 0 {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
    }
    words
}
