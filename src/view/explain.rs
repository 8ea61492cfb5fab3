//! Why something is so: two claims, an event, a pair.

mod written;

use itertools::Itertools;

use super::make::{Maker, Results, sentence, topic};
use super::{Between, Parts as _, Topic, weighed, words};
use crate::codebook::Codebook;
use crate::compare::Difference;
use crate::link::apart::{Apart, apart};
use crate::link::{self, Event, levels};

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
    /// The ids of events, topics and differences that begin so, sorted.
    fn beginning(&self, prefix: &str) -> Beginning;
    /// Why two claims are, or are not, one event, and how their values stand to each other.
    fn why_claims(&self, a: &str, b: &str) -> Option<Explanation>;
    /// Why the claims of an event are one event.
    fn why_event(&self, id: &str) -> Option<Explanation>;
    /// What accounts say of a topic, how that stands, and what the answer rests on.
    fn why_topic(&self, id: &str) -> Option<Explanation>;
    /// Why two values stand as they do.
    fn why_difference(&self, id: &str) -> Option<Explanation>;
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
        Beginning::of(events.chain(topics), prefix)
    }

    fn why_claims(&self, a: &str, b: &str) -> Option<Explanation> {
        claims(self.results(), a, b)
    }

    fn why_event(&self, id: &str) -> Option<Explanation> {
        event(self.results(), id)
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
            let pair = topics.example(&results.ctx, number, &topics.between(number)[at])?;
            let mut explained = of_difference(&topic, &topic.between[at]);
            let steady = topic::steady(results, number, &topics.between(number)[at]);
            explained.sentences[0] = verdict_line(results, &pair, steady);
            explained
                .sentences
                .push(one_event(results, pair.a.claim, pair.b.claim));
            explained.evidence = evidence(results, pair.a.claim, pair.b.claim);
            Some(explained)
        })
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

fn claims(results: &Results, a: &str, b: &str) -> Option<Explanation> {
    let (a, b) = (number(results, a)?, number(results, b)?);
    let (a, b) = (a.min(b), a.max(b));
    let id = |c: u32| results.ctx.claims[c as usize].id.clone();
    let mut sentences = vec![one_event(results, a, b)];
    let topics = &results.comparison.topics;
    for topic in 0..topics.len() {
        for between in topics.between(topic) {
            let pairs = topics.pairs(topic, between);
            let own = pairs.filter(|pair| (pair.a.claim, pair.b.claim) == (a, b));
            let steady = || topic::steady(results, topic, between);
            sentences.extend(own.map(|pair| verdict_line(results, &pair, steady())));
        }
    }
    Some(Explanation {
        title: format!("{} and {}", id(a), id(b)),
        sentences,
        evidence: evidence(results, a, b),
    })
}

fn event(results: &Results, id: &str) -> Option<Explanation> {
    let event = results.linkage.events.iter().find(|e| e.id == id)?;
    let claims = event.claims.iter();
    let claims = claims.map(|&c| results.ctx.claims[c as usize].id.to_string());
    let mut sentences = vec![format!(
        "{} is made of {}: {}.",
        event.id,
        count(event.claims.len()),
        claims.collect::<Vec<_>>().join(", ")
    )];
    for [&a, &b] in event.claims.iter().array_combinations() {
        sentences.push(one_event(results, a, b));
    }
    sentences.extend(runner_up(results, event));
    Some(Explanation {
        title: format!("event {}", event.id),
        sentences,
        evidence: Vec::new(),
    })
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

fn weight(results: &Results, a: u32, b: u32) -> f64 {
    let features = &results.linkage.features;
    let (x, y) = (&features[a as usize], &features[b as usize]);
    link::pair_weight(
        x,
        y,
        results.ctx.names,
        results.ctx.codebook,
        &results.linkage.weights,
    )
}

fn one_event(results: &Results, a: u32, b: u32) -> String {
    let id = |c: u32| &results.ctx.claims[c as usize].id;
    let together = results.linkage.event_of[a as usize] == results.linkage.event_of[b as usize];
    let bits = weight(results, a, b);
    let threshold = results.linkage.weights.threshold;
    let verdict = if together {
        "are taken for one event"
    } else {
        "are not taken for one event"
    };
    if results.linkage.given {
        let verdict = if together {
            "are given as one event"
        } else {
            "are given as two events"
        };
        let found = if bits == link::cluster::CANNOT {
            "linking would hold them apart".to_owned()
        } else {
            format!("linking weighs them at {bits:.1} bits")
        };
        return format!("{} and {} {verdict}; {found}.", id(a), id(b));
    }
    let because = if bits == link::cluster::CANNOT {
        held_apart(results, (a, b), together)
    } else {
        format!(
            "their match weight is {bits:.1} bits, and {threshold:.1} are needed on average over a cluster"
        )
    };
    format!("{} and {} {verdict}: {because}.", id(a), id(b))
}

/// Of two claims that tell of two things by themselves: why, what that weighs, and whether others
/// that agree with both outweighed it.
fn held_apart(results: &Results, (a, b): (u32, u32), together: bool) -> String {
    let features = &results.linkage.features;
    let why = match apart(&features[a as usize], &features[b as usize]) {
        Some(Apart::Document) | None => "one document tells of both",
        Some(Apart::Table) => "they are rows of one table, whose rows are different events",
        Some(Apart::Total) => "one is an event, and the other a running total",
    };
    let bits = link::cluster::APART_BITS;
    if together {
        format!(
            "{why}, which counts as {bits} bits, and the other claims of the event, which agree with both, outweigh that"
        )
    } else {
        format!("{why}, which counts as {bits} bits")
    }
}

/// The nearest claim outside is looked for in events that began at most so many days before or
/// after.
const DAYS_AROUND: i32 = 3;

/// The day on which an event began, by its earliest account; none where that is open.
fn day(results: &Results, event: &Event) -> Option<i32> {
    let features = &results.linkage.features;
    let spans = event
        .claims
        .iter()
        .filter_map(|&c| features[c as usize].span);
    spans.map(|s| s.first).min().filter(|&day| day > i32::MIN)
}

/// The best claim outside an event, among those of the days around it: what it would have taken.
fn runner_up(results: &Results, event: &Event) -> Option<String> {
    let members = &event.claims;
    let mean = |outside: u32| {
        let total: f64 = members
            .iter()
            .map(|&m| weight(results, m.min(outside), m.max(outside)))
            .sum();
        total / members.len() as f64
    };
    let began = day(results, event)?;
    let near = |other: &&Event| {
        let day = day(results, other);
        other.id != event.id && day.is_some_and(|d| d.abs_diff(began) <= DAYS_AROUND as u32)
    };
    let outside = results.linkage.events.iter().filter(near);
    let (claim, bits) = outside
        .flat_map(|other| &other.claims)
        .map(|&c| (c, mean(c)))
        .filter(|(_, bits)| bits.is_finite())
        .max_by(|x, y| x.1.total_cmp(&y.1).then(y.0.cmp(&x.0)))?;
    let id = &results.ctx.claims[claim as usize].id;
    Some(format!(
        "The nearest claim outside, of the days around, is {id}, at {bits:.1} bits on average."
    ))
}

fn evidence(results: &Results, a: u32, b: u32) -> Vec<Evidence> {
    let features = &results.linkage.features;
    let (x, y) = (&features[a as usize], &features[b as usize]);
    let levels = levels::compare(x, y, results.ctx.names, results.ctx.codebook);
    let w = &results.linkage.weights;
    let values = |of: &dyn Fn(u32) -> String| format!("{} / {}", of(a), of(b));
    let crowd = "accounts of these days, sides and region beside the two";
    macro_rules! line {
        ($label:literal, $field:ident, $why:expr) => {
            Evidence {
                field: $label.to_owned(),
                level: in_words(&levels.$field),
                bits: w.fields.$field[levels.$field as usize],
                why: $why,
            }
        };
    }
    vec![
        Evidence {
            field: "prior".to_owned(),
            level: "any two claims that meet".to_owned(),
            bits: w.prior,
            why: String::new(),
        },
        line!("when", time, values(&|c| when(results, c))),
        line!("published", published, String::new()),
        line!("where", place, values(&|c| place(results, c))),
        line!("actors", actors, values(&|c| actors(results, c))),
        line!("kind", kind, values(&|c| kind(results, c))),
        line!("counts", counts, String::new()),
        line!("persons", persons, String::new()),
        line!("source", source, String::new()),
        line!("crowd", crowd, crowd.to_owned()),
        line!(
            "words",
            words,
            "titles, passages and articles, by how rare their words are".to_owned()
        ),
    ]
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

fn when(results: &Results, claim: u32) -> String {
    let when = &results.ctx.claims[claim as usize].event.when;
    when.as_ref()
        .map_or_else(|| "not said".to_owned(), |w| format!("{} ({w})", w.written))
}

fn place(results: &Results, claim: u32) -> String {
    let place = &results.ctx.claims[claim as usize].event.place;
    place
        .as_ref()
        .map_or_else(|| "not said".to_owned(), ToString::to_string)
}

fn actors(results: &Results, claim: u32) -> String {
    let actors = &results.ctx.claims[claim as usize].event.actors;
    if actors.is_empty() {
        "not said".to_owned()
    } else {
        actors.iter().map(|a| &*a.name).join(", ")
    }
}

fn kind(results: &Results, claim: u32) -> String {
    let kind = results.ctx.claims[claim as usize].event.kind;
    kind.map_or_else(
        || "not said".to_owned(),
        |k| results.ctx.codebook.kind(k).name.clone(),
    )
}
