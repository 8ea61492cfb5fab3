//! What changed from one reconciliation to the next, in meaning: not which bytes differ, but which
//! events came, went, merged and split, which differences are new, settled or worse, which answers
//! are others, and whose account widened a toll.
//!
//! Events are matched by the claims that they share, so that an event keeps its history when one
//! account more changes its id; topics by what they are of; differences by the values that differ.

mod events;
mod ranges;
mod revised;
mod rulings;
mod tell;
mod topics;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::difference::{About, Difference, Grade, Side};
use crate::view::{Event, Printed, Report};
pub use rulings::RulingChange;
pub use tell::{in_short, tell};

/// What changed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Diff {
    /// Of this format: 2.
    pub version: u32,
    /// Events of which no claim was there before.
    pub new_events: Vec<Named>,
    /// Events of which no claim is there any more.
    pub gone_events: Vec<Named>,
    /// Events that were several.
    pub merged: Vec<Regrouped>,
    /// Events that are now several.
    pub split: Vec<Regrouped>,
    /// Differences that were not there before, worst first.
    pub new_differences: Vec<Changed>,
    /// Differences that are there no more, or that somebody settled, though the claims are there.
    pub settled: Vec<Changed>,
    /// Differences that are there no more, since no claim gives one of the values.
    pub withdrawn: Vec<Changed>,
    /// Differences that were less grave before.
    pub worse: Vec<Changed>,
    /// Differences that were graver before.
    pub eased: Vec<Changed>,
    /// Claims that give another value than they did.
    pub revised: Vec<Revised>,
    /// Topics whose answer is another.
    pub answers: Vec<Answered>,
    /// Counts whose range is another.
    pub ranges: Vec<Range>,
    /// Rulings that were not there before, and those that are there no more.
    #[serde(default)]
    pub rulings: Vec<RulingChange>,
}

/// An event by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its outlets.
    pub outlets: Vec<String>,
}

/// Events that became others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Regrouped {
    /// As they were.
    pub from: Vec<Named>,
    /// As they are.
    pub into: Vec<Named>,
}

/// A difference that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Changed {
    /// As it is, where it is there; else as it was.
    #[serde(flatten)]
    pub difference: Difference,
    /// How grave it was, where it is worse or eased.
    pub was: Option<Grade>,
    /// Who settled it, or let it stay, when and why, where somebody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<String>,
}

impl Changed {
    fn gravest(&self) -> Grade {
        let is = self.difference.grade;
        self.was.map_or(is, |was| was.max(is))
    }
}

/// A claim that gives another value than it did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Revised {
    /// The topic, in the newer.
    #[serde(flatten)]
    pub about: About,
    /// Who published it.
    pub outlet: String,
    /// The claim.
    pub claim: String,
    /// What it said, in words.
    pub before: String,
    /// What it says, in words.
    pub now: String,
    /// How many times the one number is the other, and whether it looks mistyped; null where neither is
    /// worth a word.
    pub remark: Option<String>,
}

/// A topic whose answer is another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Answered {
    /// The topic, in the newer.
    #[serde(flatten)]
    pub about: About,
    /// What stood before, in words; null where nothing did.
    pub before: Option<String>,
    /// What stands now, in words; null where nothing does.
    pub now: Option<String>,
    /// What that rests on, in words.
    pub basis: Option<String>,
}

/// A count whose range is another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Range {
    /// The topic, in the newer.
    #[serde(flatten)]
    pub about: About,
    /// `widened`, `narrowed` or `moved`.
    pub change: String,
    /// From the lowest to the highest figure before.
    pub before: Printed<'static>,
    /// The same now.
    pub now: Printed<'static>,
    /// Whose figures made the difference.
    pub because: Vec<Because>,
}

/// A figure that made a difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Because {
    /// The figure, and who gives it, or gave it.
    #[serde(flatten)]
    pub side: Side,
    /// Whether it is there now, and was not before.
    pub added: bool,
}

/// What changed from `old` to `new`.
pub fn diff<'a>(old: &'a Report<'a>, new: &'a Report<'a>) -> Diff {
    let mut diff = Diff {
        version: 2,
        ..Diff::default()
    };
    let homes = events::compare(old, new, &mut diff);
    topics::compare([old, new], homes, &mut diff);
    diff.rulings = rulings::compare(old, new);
    diff
}

impl Diff {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        *self
            == Self {
                version: self.version,
                ..Self::default()
            }
    }
}

fn named(event: &Event) -> Named {
    Named {
        id: event.id.to_string(),
        title: event.title.to_string(),
        outlets: event.outlets.iter().map(ToString::to_string).collect(),
    }
}

#[cfg(test)]
mod tests;
