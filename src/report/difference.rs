//! Two rows of a topic that are not in agreement, told by themselves: what fails a check, what
//! changes from one report to the next, and what machines that build and publish are told.

use std::fmt;

use itertools::Itertools as _;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::place::{Place, Places};
use super::selection::Selection;
use super::{topic, weighed, words};
use crate::codebook::{Severity, Verdict};
use crate::view::{Answer, Between, Publications, State, Topic, Value};

/// No side names more outlets than this in words.
const OUTLETS: usize = 4;

/// What a topic is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct About {
    /// The event's id; null for a history.
    pub event: Option<String>,
    /// The event's title, or whose history it is.
    pub scene: Option<String>,
    /// A term of the codebook.
    pub attribute: String,
    /// What it speaks of, in words.
    pub of: Option<String>,
}

impl About {
    /// Of a topic; `scene` is the title of its event, or the name of its subject.
    pub fn new(topic: &Topic<'_>, scene: Option<&str>) -> Self {
        Self {
            event: topic.event.as_deref().map(str::to_owned),
            scene: scene.map(str::to_owned),
            attribute: topic.attribute.to_string(),
            of: topic.thing(),
        }
    }

    /// `killed (Coast Guard)`.
    pub fn name(&self) -> String {
        words::topic(&self.attribute, self.of.as_deref())
    }
}

/// How grave a difference is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
pub struct Grade {
    /// How the two values stand.
    pub verdict: Verdict,
    /// How grave a difference in this attribute is.
    pub severity: Severity,
}

impl Grade {
    /// Of two rows of a topic.
    pub fn new(topic: &Topic<'_>, between: &Between<'_>) -> Self {
        Self {
            verdict: between.verdict,
            severity: between.severity.or(topic.severity).unwrap_or_default(),
        }
    }
}

/// Two values that are not in agreement, and who gives each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Difference {
    /// From the topic and both values.
    pub id: String,
    /// The topic.
    #[serde(flatten)]
    pub about: About,
    /// How the two stand, and how grave that is.
    #[serde(flatten)]
    pub grade: Grade,
    /// The two.
    pub sides: [Side; 2],
}

/// One value of a difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Side {
    /// A count as it was written, in quotation marks where it is words; anything else as it was read.
    pub value: String,
    /// Who gives it, in the order of publication.
    pub outlets: Vec<String>,
    /// The first of the claims that give it.
    pub claim: String,
}

impl Side {
    /// Of a row.
    pub fn new(value: &Value<'_>, publications: &dyn Publications) -> Self {
        let claims = value.claims.iter();
        let mut tellers: Vec<_> = claims
            .filter_map(|c| Some((c, publications.of(c)?)))
            .collect();
        tellers.sort_by_key(|(claim, (_, day))| (day.is_none(), *day, *claim));
        let mut outlets: Vec<String> = Vec::new();
        for (_, (outlet, _)) in &tellers {
            if !outlets.iter().any(|known| known == outlet) {
                outlets.push((*outlet).to_owned());
            }
        }
        let first = tellers.first().map(|(claim, _)| claim.to_string());
        Self {
            value: topic::short(value).to_string(),
            outlets,
            claim: first.unwrap_or_default(),
        }
    }

    /// The outlets, the first few by name.
    pub fn who(&self) -> String {
        match self.outlets.len().saturating_sub(OUTLETS) {
            0 => self.outlets.join(", "),
            more => format!("{} and {more} more", self.outlets[..OUTLETS].join(", ")),
        }
    }
}

impl Difference {
    /// Of two rows of a topic; `scene` is the title of its event, or the name of its subject.
    pub fn new(
        topic: &Topic<'_>,
        between: &Between<'_>,
        scene: Option<&str>,
        publications: &dyn Publications,
    ) -> Self {
        Self {
            id: between.id.to_string(),
            about: About::new(topic, scene),
            grade: Grade::new(topic, between),
            sides: topic
                .sides(between)
                .map(|value| Side::new(value, publications)),
        }
    }
}

/// `killed: 19 (Harbour Post, Daily Copy) against 23 (Coast Radio)`.
impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b] = &self.sides;
        let name = self.about.name();
        write!(
            f,
            "{name}: {} ({}) against {} ({})",
            a.value,
            a.who(),
            b.value,
            b.who()
        )
    }
}

/// `3 new contradictions in 1 topic`, or differences where not all are contradictions.
pub fn in_topics<'d>(new: impl Iterator<Item = &'d Difference>) -> String {
    let new: Vec<&Difference> = new.collect();
    let topics = new.iter().map(|d| &d.about).unique_by(|about| {
        let about = (&about.event, &about.scene, &about.attribute, &about.of);
        format!("{about:?}")
    });
    let grave = |d: &&Difference| d.grade.verdict == Verdict::Contradiction;
    let one = if new.iter().all(grave) {
        "new contradiction"
    } else {
        "new difference"
    };
    format!(
        "{} in {}",
        words::plural(new.len(), one),
        words::plural(topics.count(), "topic")
    )
}

/// What a difference means for a publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// It is explained, settled, or known and may stay.
    Note,
    /// A contradiction that matters less.
    Warning,
    /// A contradiction to be settled before print.
    Error,
}

/// One entry of what stands between the rows of a topic, where they are more than compatible.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) topic: &'a Topic<'a>,
    pub(super) entry: &'a Between<'a>,
}

/// A claim, the value that it gives, and where it stands.
pub(super) type Located<'a> = (&'a str, &'a Value<'a>, Place<'a>);

/// Those of a selection, the worst first.
pub(super) fn all<'a>(selection: &Selection<'a>) -> Vec<Entry<'a>> {
    let topics = selection.topics.iter();
    let all = topics.flat_map(|&topic| {
        let entries = topic.between.iter();
        entries.map(move |entry| Entry { topic, entry })
    });
    let graver = all.filter(|d| d.entry.verdict > Verdict::Compatible);
    let mut graver: Vec<Entry> = graver.collect();
    graver.sort_by_key(|d| std::cmp::Reverse((d.level(), d.entry.verdict, d.entry.severity)));
    graver
}

impl<'a> Entry<'a> {
    pub(super) fn level(&self) -> Level {
        let open = self.topic.state == State::Open;
        match (self.entry.verdict, self.entry.severity) {
            (Verdict::Contradiction, Some(Severity::Critical | Severity::Major)) if open => {
                Level::Error
            }
            (Verdict::Contradiction, _) if open => Level::Warning,
            _ => Level::Note,
        }
    }

    /// The sentences that justify it; of a contradiction also what stands.
    pub(super) fn told(&self) -> String {
        let condition = self.entry.condition.as_ref();
        let condition = condition.map(|c| format!("Only {c}."));
        let grave = self.entry.verdict == Verdict::Contradiction;
        let stands = self.answer().filter(|_| grave).map(weighed::stands);
        let why = Some(self.entry.why.to_string());
        let told: Vec<String> = [why, condition, stands].into_iter().flatten().collect();
        told.join(" ")
    }

    pub(super) fn answer(&self) -> Option<&'a Answer<'a>> {
        self.topic.answer.as_ref()
    }

    pub(super) fn sides(&self) -> [&'a Value<'a>; 2] {
        self.topic.sides(self.entry)
    }

    /// The claims whose place is known: first the one at which it is shown, then those of the other
    /// side and the rest of its own.
    pub(super) fn located<'p: 'a>(&self, places: &Places<'p>) -> impl Iterator<Item = Located<'a>> {
        let located = |value: &'a Value<'a>| {
            let claims = value.claims.iter();
            claims.filter_map(move |c| Some((&**c, value, places.of_claim(c)?)))
        };
        let [a, b] = self.sides();
        let first = located(a).chain(located(b)).next();
        let others = located(b).chain(located(a));
        let others = others.filter(move |o| first.is_some_and(|f| f.0 != o.0));
        first.into_iter().chain(others)
    }
}
