//! The parts of a report that tell of outlets.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::words::plural;

/// An outlet.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Outlet {
    /// Its name.
    pub outlet: String,
    /// How many claims it made.
    pub claims: usize,
    /// How many documents they stand in.
    pub documents: usize,
    /// How often it is right; null: not yet judged.
    pub reliability: Option<Reliability>,
    /// Admiralty grade, A to F; F: cannot be judged; null where nothing is graded.
    pub grade: Option<String>,
    /// The grade in the standard's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judgement: Option<String>,
    /// Statements that can be checked: times, counts, states and holders.
    #[serde(default)]
    pub statements: u32,
    /// How many of them are on what another outlet tells of too.
    #[serde(default)]
    pub overlap: u32,
    /// How many are on what is known to be true.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proven: Option<u32>,
    /// The same by what is stated, where the data allow.
    #[serde(default)]
    pub by_kind: Vec<ByKind>,
    /// Minutes after the first account of an event, in the middle of all events that others told
    /// too; null where not known.
    #[serde(default)]
    pub lag: Option<i64>,
    /// How often a later report of its own took back what it had said.
    #[serde(default)]
    pub corrections: usize,
    /// Groups whose losses it gives as higher, or lower, than others do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leanings: Vec<Leaning>,
    /// Outlets than which it gives more, or a later day, in most of what both tell, always by as much.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differs: Vec<Differs>,
    /// The outlets that it copies from.
    pub copies: Vec<Copies>,
    /// Those of which it is known that one copies the other, and not which.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copies_or_copied: Vec<Copies>,
}

/// That an outlet gives more than another, or a later day, more often than not by one number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Differs {
    /// The other.
    pub outlet: String,
    /// In what: an attribute.
    pub attribute: String,
    /// Whether it is a day that differs; else a number.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub days: bool,
    /// By how much, or by how many days.
    pub by: u64,
    /// In so many things that both tell.
    #[serde(rename = "in")]
    pub times: u32,
    /// Of so many.
    pub of: u32,
}

impl Differs {
    /// How an outlet differs from another, always alike: `dates 1 day later than AP, in 62 of 65 things …`.
    pub fn in_words(&self) -> String {
        let clocks = "do they count days by other clocks, or mean other days?";
        let days = || plural(usize::try_from(self.by).unwrap_or(usize::MAX), "day");
        let (what, question) = match (self.days, &*self.attribute) {
            (true, "when") => (format!("dates {} later", days()), clocks),
            (true, attribute) => (format!("gives {attribute} {} later", days()), clocks),
            (false, "killed") => (
                format!("gives {} more killed", self.by),
                "does one count the attacker?",
            ),
            (false, attribute) => {
                let what = format!("gives {} more {attribute}", self.by);
                (what, "do they count other things?")
            }
        };
        let all = plural(self.of as usize, "thing");
        format!(
            "{what} than {}, in {} of {all} that both tell: {question}",
            self.outlet, self.times
        )
    }
}

/// That an outlet's errors on a group's losses have a sign.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Leaning {
    /// The group.
    pub of: String,
    /// Whether it gives more; else less.
    pub more: bool,
    /// How likely it leans at all.
    pub probability: f64,
    /// How many times what others say it gives where it differs, in the geometric mean.
    pub factor: f64,
    /// Statements that could be compared.
    pub compared: u32,
    /// Of those, how many lie on that side.
    pub aside: u32,
}

/// How often an outlet is right on one kind of statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ByKind {
    /// `times`, `counts of a side`, `other counts` or `states and holders`.
    pub kind: String,
    /// Statements.
    pub statements: u32,
    /// On what another outlet tells of too.
    pub overlap: u32,
    /// How often it is right.
    pub reliability: Reliability,
}

/// A posterior over how often an outlet is right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reliability {
    /// Mean.
    pub mean: f64,
    /// Lower end of the 90 % interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// That one outlet copies another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Copies {
    /// The one copied; `unknown` where a document says it is republished, but not from whom.
    pub outlet: String,
    /// How likely; absent where it is declared, or not yet judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probability: Option<f64>,
    /// What it rests on.
    pub why: String,
}
