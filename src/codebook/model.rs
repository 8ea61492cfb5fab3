//! The entries of a codebook, as they stand in its TOML.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How two values stand to each other, from the lightest to the gravest; the words are the claims
/// format's.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The values are the same.
    Agreement,
    /// One is vaguer than, contains, or overlaps the other; or they are spellings of one name.
    Compatible,
    /// They differ because they count different things.
    Scope,
    /// They differ, and the later report updates the earlier.
    Superseded,
    /// They cannot both be true.
    Contradiction,
}

impl Verdict {
    /// The verdict where the two may be of two things: nothing that hangs on a doubt is a
    /// contradiction.
    #[must_use]
    pub fn in_doubt(self) -> Self {
        if self == Self::Contradiction {
            Self::Compatible
        } else {
            self
        }
    }
}

/// How grave a difference is.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
    Default,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a line.
    #[default]
    Minor,
    /// Worth a look before print.
    Moderate,
    /// Changes what the story says.
    Major,
    /// Changes who is alive, or who holds power.
    Critical,
}

/// The type of an attribute's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ValueType {
    /// A whole number of people or things.
    Count,
    /// A length of time.
    Duration,
    /// A length of way.
    Distance,
    /// A number that need not be whole (a magnitude, a share in per cent, a sum of money).
    Number,
    /// A time.
    Time,
    /// A place.
    Place,
    /// The name of a person, group or thing.
    Name,
    /// The names of those who took part.
    Actors,
    /// The kind of an event.
    Kind,
    /// One of the terms listed.
    Term,
    /// An office.
    Role,
    /// Who holds a place.
    Control,
    /// Who an event went well for: one of the terms listed, of a side; or the winner's name.
    Outcome,
    /// Free words.
    Text,
}

/// What an attribute's `of` names.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
    Default,
)]
#[serde(rename_all = "lowercase")]
pub enum SubjectType {
    /// A group, an army, an organisation or a category of people.
    #[default]
    Group,
    /// A person.
    Person,
    /// A place.
    Place,
    /// A thing.
    Thing,
}

/// How a value may change with time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// Fixed once the event is over.
    #[default]
    Fixed,
    /// A toll: a later report may raise it, however late.
    Rises,
    /// A state: it holds until another takes its place.
    Changes,
}

/// How far two values may lie apart and still be called one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Tolerance {
    /// In the value's own unit (people, days, seconds, metres).
    Absolute(u64),
    /// A share of the larger value.
    Relative {
        /// Percent.
        percent: f64,
    },
}

/// A kind of event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// The term.
    pub name: String,
    /// Other words for it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The wider kind that every one of these is ("bombing" within "explosion").
    #[serde(default)]
    pub within: Option<String>,
    /// Kinds that another outlet may well call the same event.
    #[serde(default)]
    pub like: Vec<String>,
    /// Whether a place sees so few of them that two accounts of one within days are of one event.
    #[serde(default)]
    pub rare: bool,
}

/// A category of people that a count may be of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// The term.
    pub name: String,
    /// Other words for it, in any language.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The wider category that holds it.
    pub within: Option<String>,
    /// Whether, said of a group that has such members, it is as good as the group itself.
    #[serde(default)]
    pub members: bool,
    /// The side whose people it describes, where it describes one: said of an event in which one
    /// group of that side is named, it stands for that group.
    pub side: Option<CategorySide>,
}

/// A side of an armed conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Hash)]
#[serde(rename_all = "kebab-case")]
pub enum CategorySide {
    /// A state's forces.
    State,
    /// Any other armed group.
    ArmedGroup,
}

/// A term that an attribute may have as its value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The term.
    pub name: String,
    /// Other words for it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Terms that are true whenever this one is.
    #[serde(default)]
    pub implies: Vec<String>,
    /// Terms that cannot be true of the same subject at the same time.
    #[serde(default)]
    pub excludes: Vec<String>,
    /// Terms that can follow it on the same day (captured, then killed).
    #[serde(default)]
    pub then: Vec<String>,
    /// Once true, true for ever: whatever it excludes cannot be true later.
    #[serde(default, rename = "final")]
    pub is_final: bool,
    /// For an outcome: how good it is for the side it is said of, from −2 (defeat) to 2 (victory).
    #[serde(default)]
    pub favours: i8,
}

/// One side of an example: the fields of an assertion, and of the claim around it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExampleSide {
    /// The value as written in a claim.
    pub value: serde_json::Value,
    /// What it is of.
    pub of: Option<String>,
    /// The outlet; two outlets where absent.
    pub outlet: Option<String>,
    /// Day of publication.
    pub published: Option<String>,
    /// When the value holds.
    pub as_of: Option<String>,
    /// `event`, `running` or `part`.
    pub counts: Option<String>,
    /// Category counted.
    pub whom: Option<String>,
}

/// Two values and the verdict on them; run by the tests.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// One account.
    pub a: ExampleSide,
    /// The other.
    pub b: ExampleSide,
    /// How they stand to each other.
    pub verdict: Verdict,
    /// When the event was, for both; 2024-03-09 where absent.
    pub when: Option<String>,
}

/// An attribute: something that claims assert.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attribute {
    /// The term.
    pub name: String,
    /// Other words for it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What it means, in a sentence.
    #[serde(default)]
    pub description: String,
    /// The type of its value.
    #[serde(rename = "type")]
    pub value_type: ValueType,
    /// What its `of` names.
    #[serde(default)]
    pub of: SubjectType,
    /// How it may change with time.
    #[serde(default)]
    pub change: Change,
    /// For a toll: a user may set for how many days after the first report a later one may still raise
    /// it; without it, for ever: the dead of a wreck are found for months.
    #[serde(default)]
    pub window_days: Option<u32>,
    /// For a count: what those counted may have become by the next count (the wounded may be dead, the
    /// missing found).
    #[serde(default)]
    pub becomes: Vec<String>,
    /// How grave a contradiction is.
    #[serde(default)]
    pub severity: Severity,
    /// How far two values may lie apart; none where absent.
    pub tolerance: Option<Tolerance>,
    /// Whether its subjects have a timeline of their own across events.
    #[serde(default)]
    pub timeline: bool,
    /// The values it may have, where it is a term.
    #[serde(default, rename = "term")]
    pub terms: Vec<Term>,
    /// Pairs of values and the verdict on each.
    #[serde(default, rename = "example")]
    pub examples: Vec<Example>,
}

