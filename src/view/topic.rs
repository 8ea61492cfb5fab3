//! The unit of a reconciliation: what accounts say of one attribute of one thing, and the answer.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Decided, Text, is_default, words};
use crate::claim::{Decimal, Quantity};
use crate::codebook::{Severity, Verdict};
pub use crate::settle::{Basis, State};

/// What accounts say of one attribute of one thing, in one event or across events.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Topic<'a> {
    /// From content.
    pub id: Text<'a>,
    /// The event it is of; absent for a history.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<Text<'a>>,
    /// The subject it is a history of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Text<'a>>,
    /// The events that a history covers, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Text<'a>>,
    /// A term of the codebook.
    pub attribute: Text<'a>,
    /// What it speaks of: a group, person, place or thing; absent: the event as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Text<'a>>,
    /// The category of people counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whom: Option<Text<'a>>,
    /// `running` or `part`, for a count that is not the event's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<Text<'a>>,
    /// EDTF: the period that a count covers, where that is not the event's own time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<Text<'a>>,
    /// The gravest verdict between its own rows that is not settled.
    pub verdict: Verdict,
    /// How grave a difference in this attribute is; absent where all agree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// How grave a difference would be, whether or not there is one: what to tell first of a story.
    /// It is not in JSON.
    #[serde(skip)]
    pub matters: Severity,
    /// Whether it is a toll, which a later report may raise. It is not in JSON.
    #[serde(skip)]
    pub is_toll: bool,
    /// Where it stands.
    pub state: State,
    /// Who settled it, or ruled that it may stay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<Decided>,
    /// The distinct values, those that most claims give first; foreign rows last.
    pub values: Vec<Value<'a>>,
    /// Every two rows that are not in agreement, once each, the gravest first.
    #[serde(default)]
    pub between: Vec<Between<'a>>,
    /// What stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer<'a>>,
    /// What each named policy would print of counts that differ: `ucdp` (lowest, best, highest),
    /// `acled` (most conservative), `ibc` (lowest to highest, with two origins), `majority`,
    /// `latest`. A policy that gives no answer is left out.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub policies: BTreeMap<Text<'a>, Printed<'a>>,
}

impl<'a> Topic<'a> {
    /// The rows that `between` compares.
    pub fn sides(&self, of: &Between<'_>) -> [&Value<'a>; 2] {
        [&self.values[of.a], &self.values[of.b]]
    }

    /// The rows that are of the topic itself.
    pub fn own(&self) -> impl Iterator<Item = &Value<'a>> {
        self.values.iter().filter(|v| !v.foreign)
    }

    /// `settled by desk on 28 November 2026: two raids`, where somebody decided on it.
    pub fn decision(&self) -> Option<String> {
        let verb = match self.state {
            State::Accepted => "accepted",
            _ => "settled",
        };
        let decided = self.decided.as_ref()?;
        Some(format!("{verb} by {}", decided.words()))
    }

    /// What it speaks of, in words: `Coast Guard (soldiers)`, `running total`.
    pub fn thing(&self) -> Option<String> {
        thing([&self.of, &self.whom, &self.counts, &self.over])
    }
}

/// What is spoken of, whom it counts, how, and over which period, in words.
fn thing(parts: [&Option<Text<'_>>; 4]) -> Option<String> {
    let [of, whom, counts, over] = parts.map(Option::as_deref);
    let sort = match counts {
        Some("running") => Some("running total"),
        Some("event") => Some("the event's own"),
        Some(_) => Some("a part"),
        None => over,
    };
    let thing = match (of, whom) {
        (Some(of), Some(whom)) => Some(format!("{of} ({whom})")),
        (one, other) => one.or(other).map(str::to_owned),
    };
    match (thing, sort) {
        (Some(thing), Some(sort)) => Some(format!("{thing}, {sort}")),
        (one, other) => one.or(other.map(str::to_owned)),
    }
}

/// A value in the form of the claims format.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Printed<'a> {
    /// A count, or a number of a unit.
    Bounds {
        /// Least.
        low: Decimal,
        /// Most likely, or as named.
        best: Option<Decimal>,
        /// Greatest; null where open.
        high: Option<Decimal>,
        /// The unit, the currency or the scale, where it has one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<Text<'a>>,
    },
    /// An EDTF string, a name or a term.
    Text(Text<'a>),
}

impl From<Quantity> for Printed<'_> {
    fn from(count: Quantity) -> Self {
        Self::Bounds {
            low: count.low.into(),
            best: count.best.map(Into::into),
            high: count.high.map(Into::into),
            unit: None,
        }
    }
}

/// One row: a value, and who gives it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Value<'a> {
    /// As read.
    pub value: Printed<'a>,
    /// As written, by the first of its claims; absent where that is the value.
    #[serde(default, skip_serializing_if = "is_default")]
    pub text: Text<'a>,
    /// Whether it is not of the topic itself, but set beside it: a part beside its total, a value of
    /// another event, a name that may be another's. It has no part in verdict, answer or state.
    #[serde(default, skip_serializing_if = "is_default")]
    pub foreign: bool,
    /// What it speaks of, where that is not what the topic speaks of: of a foreign row, of the holder
    /// of an office, of the side that an outcome favours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Text<'a>>,
    /// The category of people that a foreign row counts instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whom: Option<Text<'a>>,
    /// The attribute of a foreign row that is of another (an office held after a death).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribute: Option<Text<'a>>,
    /// The event of a foreign row that is of another: one that holds or overlaps this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<Text<'a>>,
    /// `event`, `running` or `part`, for a foreign row that counts otherwise than the topic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<Text<'a>>,
    /// EDTF: the period that a foreign row covers instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<Text<'a>>,
    /// EDTF: when it holds, where the accounts say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Text<'a>>,
    /// The standard of proof of a count, where the accounts say one: `confirmed`, `feared`, ….
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<Text<'a>>,
    /// Whom a count takes in, where the accounts say it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub includes: Vec<Text<'a>>,
    /// Whom a count leaves out, where the accounts say it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excludes: Vec<Text<'a>>,
    /// The claims that give it, sorted.
    pub claims: Vec<Text<'a>>,
    /// How many independent origins stand behind it; left out where one claim gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origins: Option<usize>,
    /// How likely it is, where that is weighed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probability: Option<f64>,
    /// Attributions met, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub said_by: Vec<Text<'a>>,
    /// Who counted, saw or decided, where all its claims have it from one voice and that is not the
    /// last of `said_by`, or else the outlet, by another name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Text<'a>>,
    /// Set where the value is a party's own claim about the conflict: whose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<Text<'a>>,
    /// Whether all of its claims were drafted by a program, and confirmed by nobody.
    #[serde(default, skip_serializing_if = "is_default")]
    pub draft: bool,
    /// The row that took its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<usize>,
    /// `denies` or `retracts`, where the accounts do not assert it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stance: Option<Text<'a>>,
    /// False for what its own source denies or took back, and for a denial itself.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub stands: bool,
}

fn yes() -> bool {
    true
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the shape that serde asks for"
)]
fn is_yes(stands: &bool) -> bool {
    *stands
}

impl Value<'_> {
    /// How many independent origins stand behind it.
    pub fn origins(&self) -> usize {
        self.origins.unwrap_or(1)
    }

    /// What it speaks of in words, where that is not what its topic speaks of.
    pub fn thing(&self) -> Option<String> {
        thing([&self.of, &self.whom, &self.counts, &self.over])
    }

    /// The value as it was written, where that is known, or as it was read.
    pub fn written(&self) -> Text<'_> {
        match (&self.value, &*self.text) {
            (Printed::Text(value), "") => Text::Borrowed(value),
            (value @ Printed::Bounds { .. }, "") => words::printed(value).into(),
            (_, text) => Text::Borrowed(text),
        }
    }
}

/// How two rows stand that are not in agreement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Between<'a> {
    /// From the topic and both values: it stays when rows are added.
    pub id: Text<'a>,
    /// The one row, by its place in `values`.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// How the two stand.
    pub verdict: Verdict,
    /// How grave a difference in this attribute is; absent where the rows are compatible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// The rule that decided it.
    pub rule: Text<'a>,
    /// The sentence that justifies it; left out of JSON for rows that are compatible (`explain`
    /// tells it).
    #[serde(default, skip_serializing_if = "is_default")]
    pub why: Text<'a>,
    /// What would settle it, where something would.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settle: Option<Text<'a>>,
    /// The doubt that the verdict hangs on, where it does ("if Azanbukar is Anderamboukane").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<Text<'a>>,
    /// Whether it is settled: the source of one of the two gave another value itself, or took it back.
    #[serde(default, skip_serializing_if = "is_default")]
    pub settled: bool,
    /// How likely the accounts are of one event at all, where that is in doubt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_event: Option<f64>,
}

/// What stood on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Stage<'a> {
    /// EDTF: the day up to which it was counted, or on which it was told.
    pub as_of: Text<'a>,
    /// The value.
    pub value: Printed<'a>,
}

/// What stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Answer<'a> {
    /// The value; null where nothing can be said, and `text` says why.
    pub value: Option<Printed<'a>>,
    /// In words: `112 (58 to 112)`; absent where that is the value.
    #[serde(default, skip_serializing_if = "is_default")]
    pub text: Text<'a>,
    /// EDTF: the day for which it is the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Text<'a>>,
    /// Of a number that moved, what stood on each day before and at last, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub series: Vec<Stage<'a>>,
    /// What it rests on.
    pub basis: Basis,
    /// In words, who settled it, or how many origins stand behind it: `2 of 3 independent origins`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub by: Text<'a>,
    /// The rows that it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<usize>,
    /// How likely it is, where that is weighed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probability: Option<f64>,
    /// Admiralty grade of the information, 1 to 6, in the standard's words; absent where nothing is
    /// graded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credibility: Option<Text<'a>>,
    /// How many of the independent accounts behind it would have to be wrong for another value to
    /// be likelier; absent where it is not weighed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fragility: Option<usize>,
}
