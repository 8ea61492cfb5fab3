//! The reconciliation as the claims format prints it (version 2): the one shape that every report
//! format is a view of. A rename inside the program never changes a file outside, because it ends
//! here.
//!
//! Fields that are empty or have their usual value are left out of JSON.

mod event;
pub mod explain;
pub mod headline;
mod index;
mod make;
mod outlet;
mod parts;
pub mod question;
mod ruling;
mod topic;
pub mod weighed;
pub mod words;

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use event::{
    Account, Event, Moment, Passage, Position, Possible, Related, Subject, Weak, Weight,
};
pub use index::{Index, Teller};
pub use make::ruling::{accepted, says};
pub use make::{Maker, Results};
pub use outlet::{ByKind, Copies, Differs, Leaning, Outlet, Reliability};
pub use parts::{Parts, Publications};
pub use ruling::{Decided, Ruling};
pub use topic::{Answer, Basis, Between, Printed, Stage, State, Topic, Value};

/// A text of a report: borrowed from the claims that it is made of, where it stands there.
pub type Text<'a> = Cow<'a, str>;

/// The version of the claims format.
pub const VERSION: u32 = 2;

/// A whole reconciliation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report<'a> {
    /// Of the claims format: 2.
    pub version: u32,
    /// How it was made.
    pub method: Method,
    /// How much there is of everything.
    pub summary: Summary,
    /// The events, those with the gravest contradictions first.
    pub events: Vec<Event<'a>>,
    /// What accounts say of one attribute of one thing: worst first, agreements last.
    pub topics: Vec<Topic<'a>>,
    /// Persons, groups and places with a history of their own across events.
    pub subjects: Vec<Subject<'a>>,
    /// The outlets, by name.
    pub outlets: Vec<Outlet>,
    /// Names that were read as one thing, and pairs that may be one.
    pub names: Vec<Name>,
    /// What a reader must be told of how the input was read.
    pub notes: Vec<Note>,
    /// What people decided, by id.
    #[serde(default)]
    pub rulings: Vec<Ruling>,
}

/// How a reconciliation was made.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Method {
    /// What the set is called, where somebody named it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Name and version of the program.
    pub program: String,
    /// Digest of the claims.
    pub input: String,
    /// `builtin` and the codebook files added.
    pub codebook: Vec<String>,
    /// Gazetteer files used.
    pub gazetteers: Vec<String>,
    /// Which weights the linkage used (`default`, or a model's name).
    pub weights: String,
    /// In words, what was done and what was not.
    pub remarks: Vec<String>,
}

/// How much there is of everything.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// Faults for which a part of the input was refused; it is not in this report.
    #[serde(default)]
    pub faults: usize,
    /// Claims read.
    pub claims: usize,
    /// Documents they stand in.
    pub documents: usize,
    /// Outlets that published them.
    pub outlets: usize,
    /// Events they describe.
    pub events: usize,
    /// Events that more than one independent origin speaks of.
    pub corroborated: usize,
    /// Events that two or more outlets speak of, all of one origin.
    pub one_origin: usize,
    /// Topics by their state.
    pub topics: States,
    /// Topics of more than one account by their verdict, but for those on which somebody decided.
    pub verdicts: Verdicts,
    /// Open contradictions by severity.
    pub contradictions: Severities,
}

/// Counts of topics by state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is the state of its name")]
pub struct States {
    pub agreed: usize,
    pub one_source: usize,
    pub explained: usize,
    pub open: usize,
    pub ruled: usize,
    pub accepted: usize,
}

/// Counts by verdict.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[expect(missing_docs, reason = "each is the verdict of its name")]
pub struct Verdicts {
    pub agreement: usize,
    pub compatible: usize,
    pub scope: usize,
    pub superseded: usize,
    pub contradiction: usize,
}

/// Counts by severity.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[expect(missing_docs, reason = "each is the severity of its name")]
pub struct Severities {
    pub critical: usize,
    pub major: usize,
    pub moderate: usize,
    pub minor: usize,
}

/// A name that was read as one thing under several spellings, or a pair that may be one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Name {
    /// `person`, `group`, `place` or `thing`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Canonical name.
    pub name: String,
    /// `one` or `doubt`.
    pub decision: String,
    /// The spellings, each with the reason.
    pub spellings: Vec<Spelling>,
    /// For a doubt: why they may be one, and why that is not sure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// One spelling of a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Spelling {
    /// As written.
    pub text: String,
    /// Why it is this name's.
    pub why: String,
    /// How many claims write it so.
    pub claims: u32,
}

/// Something that a reader must be told of how a value was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    /// `year inferred`, `weekday fault`, `parts and total`, `dependence`, `party's own claim`, …
    pub kind: String,
    /// The claims it speaks of.
    pub claims: Vec<String>,
    /// The sentence.
    pub text: String,
}

/// Whether a field has the value that is left out of JSON.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
