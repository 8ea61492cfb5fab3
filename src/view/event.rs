//! The parts of a report that tell of events, and of persons and places with a history.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Text, is_default};

/// One event: a cluster of claims.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Event<'a> {
    /// From content.
    pub id: Text<'a>,
    /// Kind, place and day in words.
    pub title: Text<'a>,
    /// The kind that most accounts give.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Text<'a>>,
    /// EDTF: what all accounts that do not contradict each other leave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Text<'a>>,
    /// From the most to the least specific name.
    #[serde(rename = "where", skip_serializing_if = "Vec::is_empty")]
    pub place: Vec<Text<'a>>,
    /// Names of those who took part.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub actors: Vec<Text<'a>>,
    /// Ids of its claims, sorted.
    pub claims: Vec<Text<'a>>,
    /// The outlets of those claims, sorted.
    pub outlets: Vec<Text<'a>>,
    /// How many independent origins stand behind it.
    pub origins: usize,
    /// The claims themselves, in the order of publication.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub accounts: Vec<Account<'a>>,
    /// How strongly its claims are tied.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<Weight>,
    /// Other events that may be this one, the likeliest first: too little ties them to be taken for one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub possible: Vec<Possible<'a>>,
    /// How many more there are than are listed.
    #[serde(skip_serializing_if = "is_default")]
    pub more_possible: usize,
    /// Claims that barely hold in it, the weakest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub weak: Vec<Weak<'a>>,
    /// How many more there are than are listed.
    #[serde(skip_serializing_if = "is_default")]
    pub more_weak: usize,
    /// Events that hold it, that it holds, or that overlap it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Related<'a>>,
    /// Why these claims were taken to speak of one event: the deciding links.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<Text<'a>>,
}

/// The match weights of the pairs of an event's claims, in bits.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Weight {
    /// Of the pair that fits least.
    pub least: f64,
    /// Of all pairs together.
    pub mean: f64,
}

/// Another event that may be the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Possible<'a> {
    /// Its id.
    pub event: Text<'a>,
    /// Its title.
    pub title: Text<'a>,
    /// How likely the two are one, to a tenth; rough, and off by up to a quarter on some materials.
    pub odds: f64,
}

/// A claim that may be of another event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Weak<'a> {
    /// Its id.
    pub claim: Text<'a>,
    /// How likely it is of this event, to a tenth; rough, and off by up to a quarter on some materials.
    pub odds: f64,
}

/// One claim of an event, for a reader.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Account<'a> {
    /// The claim's id.
    pub claim: Text<'a>,
    /// Who published it.
    pub outlet: Text<'a>,
    /// The document, where the claim's id is not the document's id, `#` and more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<Text<'a>>,
    /// The document's title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Text<'a>>,
    /// Where the document stands on the web, as the claim says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Text<'a>>,
    /// BCP 47 tag of the language that it is in, as the claim says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Text<'a>>,
    /// When, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Text<'a>>,
    /// Its chain of attribution, nearest source first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub said_by: Vec<Text<'a>>,
    /// The number of its origin within the event, from 1: accounts that share it are one source.
    pub origin: usize,
    /// Where it was, as the claim says, or else the gazetteer of the place that the claim names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// Where the passage stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<Passage<'a>>,
}

/// A place on Earth in decimal degrees, WGS 84.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Position {
    /// Latitude, −90 to 90.
    pub lat: f64,
    /// Longitude, −180 to 180.
    pub lon: f64,
}

/// A passage of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Passage<'a> {
    /// The document's text, as the claim names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Text<'a>>,
    /// First character.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The words, where the text is at hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Text<'a>>,
}

/// How another event stands to this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Related<'a> {
    /// The other event.
    pub event: Text<'a>,
    /// Its title.
    pub title: Text<'a>,
    /// `part of`, `holds` or `overlaps`.
    pub relation: Text<'a>,
    /// The sentence that says why.
    pub why: Text<'a>,
}

/// A person, group or place with a history of its own. What is said of it stands in the topics
/// that name it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Subject<'a> {
    /// From content.
    pub id: Text<'a>,
    /// `person`, `group`, `place` or `thing`.
    #[serde(rename = "type")]
    pub kind: Text<'a>,
    /// Canonical name.
    pub name: Text<'a>,
    /// What was said of it, by the time it holds.
    pub timeline: Vec<Moment<'a>>,
}

/// One entry of a timeline.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Moment<'a> {
    /// EDTF: when it holds; absent where no account says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Text<'a>>,
    /// A term of the codebook.
    pub attribute: Text<'a>,
    /// The value as printed.
    pub value: Text<'a>,
    /// Who or what it is said of, where that is not the subject itself (the holder of an office).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<Text<'a>>,
    /// As written, where that is not the value.
    #[serde(skip_serializing_if = "is_default")]
    pub text: Text<'a>,
    /// The claim.
    pub claim: Text<'a>,
    /// The event it stands in.
    pub event: Text<'a>,
    /// Attribution, nearest source first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub said_by: Vec<Text<'a>>,
}

impl Moment<'_> {
    /// The value as it was written.
    pub fn written(&self) -> &str {
        if self.text.is_empty() {
            &self.value
        } else {
            &self.text
        }
    }
}
