//! The reconciliation as the claims format prints it: the one shape that every report format is
//! a view of. A rename inside the program never changes a file outside, because it ends here.

mod outlet;

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use outlet::{ByKind, Copies, Leaning, Outlet, Reliability};

use crate::codebook::{Severity, Verdict};

/// A text of a report: borrowed from the claims that it is made of, where it stands there.
pub type Text<'a> = Cow<'a, str>;

/// The version of the claims format.
pub const VERSION: u32 = 1;

/// A whole reconciliation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report<'a> {
    /// Of the claims format: 1.
    pub version: u32,
    /// How it was made.
    pub method: Method,
    /// How much there is of everything.
    pub summary: Summary,
    /// The events, those with the gravest findings first.
    pub events: Vec<Event<'a>>,
    /// Persons, groups and places with a history of their own across events.
    pub subjects: Vec<Subject<'a>>,
    /// The outlets, by name.
    pub outlets: Vec<Outlet>,
    /// Every pair of claims whose values are not in agreement, worst first.
    pub findings: Vec<Finding<'a>>,
    /// Names that were read as one thing, and pairs that may be one.
    pub names: Vec<Name>,
    /// What a reader must be told of how the input was read.
    pub notes: Vec<Note>,
}

/// How a reconciliation was made.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Method {
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
    /// Pairs of claims by verdict, agreement included.
    pub verdicts: Verdicts,
    /// Contradictions by severity.
    pub contradictions: Severities,
}

/// Counts by verdict.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[expect(missing_docs, reason = "each is the verdict of its name")]
pub struct Verdicts {
    pub agreement: usize,
    pub compatible: usize,
    pub superseded: usize,
    pub scope: usize,
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

/// One event: a cluster of claims.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event<'a> {
    /// From content.
    pub id: Text<'a>,
    /// Kind, place and day in words.
    pub title: Text<'a>,
    /// The kind that most accounts give.
    pub kind: Option<Text<'a>>,
    /// EDTF: what all accounts that do not contradict each other leave.
    pub when: Option<Text<'a>>,
    /// From the most to the least specific name.
    #[serde(rename = "where")]
    pub place: Vec<Text<'a>>,
    /// Names of those who took part.
    pub actors: Vec<Text<'a>>,
    /// Ids of its claims, sorted.
    pub claims: Vec<Text<'a>>,
    /// The outlets of those claims, sorted.
    pub outlets: Vec<Text<'a>>,
    /// How many independent origins stand behind it.
    pub independent: usize,
    /// The claims themselves, in the order of publication.
    pub accounts: Vec<Account<'a>>,
    /// What they say, attribute by attribute, gravest first.
    pub attributes: Vec<Attribute<'a>>,
    /// Events that hold it, that it holds, or that overlap it.
    pub related: Vec<Related<'a>>,
    /// Why these claims were taken to speak of one event: the deciding links.
    pub why: Vec<Text<'a>>,
}

/// One claim of an event, for a reader.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Account<'a> {
    /// The claim's id.
    pub claim: Text<'a>,
    /// Who published it.
    pub outlet: Text<'a>,
    /// The document.
    pub document: Text<'a>,
    /// The document's title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Text<'a>>,
    /// Where the document stands on the web, as the claim says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<Text<'a>>,
    /// BCP 47 tag of the language that it is in, as the claim says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Text<'a>>,
    /// When, as written.
    pub published: Option<Text<'a>>,
    /// Its chain of attribution, nearest source first.
    pub said_by: Vec<Text<'a>>,
    /// The number of its origin within the event, from 1: accounts that share it are one source.
    pub origin: usize,
    /// Where the passage stands.
    pub quote: Option<Passage<'a>>,
}

/// A passage of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Passage<'a> {
    /// The document's text, as the claim names it.
    pub text: Option<Text<'a>>,
    /// First character.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The words, where the text is at hand.
    pub words: Option<Text<'a>>,
}

/// How another event stands to this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Related<'a> {
    /// The other event.
    pub event: Text<'a>,
    /// Its title.
    pub title: Text<'a>,
    /// `part of`, `holds`, `overlaps` or `may be the same`.
    pub relation: Text<'a>,
    /// The sentence that says why.
    pub why: Text<'a>,
}

/// What the accounts say of one attribute of one thing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Attribute<'a> {
    /// A term of the codebook.
    pub attribute: Text<'a>,
    /// What it speaks of.
    pub of: Option<Text<'a>>,
    /// The gravest verdict on any pair; null where only one claim speaks of it.
    pub verdict: Option<Verdict>,
    /// How grave that is; null unless it is a contradiction.
    pub severity: Option<Severity>,
    /// The values, each once.
    pub values: Vec<ValueOf<'a>>,
    /// What stands after reconciliation.
    pub reconciled: Option<Reconciled<'a>>,
    /// What each named policy would print.
    pub policies: Vec<Policy<'a>>,
    /// The sentence that justifies the verdict.
    pub why: Text<'a>,
}

/// A value in the form of the claims format.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Printed<'a> {
    /// A count.
    Bounds {
        /// Least.
        low: u64,
        /// Most likely, or as named.
        best: Option<u64>,
        /// Greatest; null where open.
        high: Option<u64>,
    },
    /// An EDTF string, a name or a term.
    Text(Text<'a>),
}

/// A value and who gives it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ValueOf<'a> {
    /// As read.
    pub value: Printed<'a>,
    /// As written, by the first of its claims.
    pub text: Text<'a>,
    /// The claims that give it.
    pub claims: Vec<Text<'a>>,
    /// Their outlets.
    pub outlets: Vec<Text<'a>>,
    /// How many independent origins stand behind it.
    pub independent: usize,
    /// How likely it is; null: not yet judged.
    pub probability: Option<f64>,
    /// Attributions met, sorted.
    pub said_by: Vec<Text<'a>>,
    /// Set where the value is a party's own claim about the conflict: whose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<Text<'a>>,
}

/// What stands after reconciliation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reconciled<'a> {
    /// The value.
    pub value: Printed<'a>,
    /// How likely it is; null: not yet judged.
    pub probability: Option<f64>,
    /// The rule that made it.
    pub policy: Text<'a>,
    /// Admiralty grade of the information, 1 to 6, in the standard's words; absent where nothing is
    /// graded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credibility: Option<Text<'a>>,
    /// How many of the independent accounts behind it would have to be wrong for another value to
    /// be likelier; absent where it is not weighed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fragility: Option<usize>,
}

/// What a named policy would print.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Policy<'a> {
    /// `UCDP low/best/high`, `ACLED most conservative`, `IBC min–max`, `majority`, `most recent`.
    pub policy: Text<'a>,
    /// The value; null where the policy gives none.
    pub value: Option<Printed<'a>>,
    /// In words, what it rests on, or why there is none.
    pub why: Text<'a>,
}

/// A person, group or place with a history of its own.
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
    /// Verdicts across events.
    pub attributes: Vec<Attribute<'a>>,
}

/// One entry of a timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Moment<'a> {
    /// EDTF: when it holds; null where no account says.
    pub when: Option<Text<'a>>,
    /// A term of the codebook.
    pub attribute: Text<'a>,
    /// The value as printed.
    pub value: Text<'a>,
    /// Who or what it is said of, where that is not the subject itself (the holder of an office).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Text<'a>>,
    /// As written.
    pub text: Text<'a>,
    /// The claim.
    pub claim: Text<'a>,
    /// Its outlet.
    pub outlet: Text<'a>,
    /// The event it stands in.
    pub event: Text<'a>,
    /// Attribution, nearest source first.
    pub said_by: Vec<Text<'a>>,
}

/// Two claims whose values are not in agreement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Finding<'a> {
    /// From content.
    pub id: Text<'a>,
    /// The event that both speak of; null for a finding across events.
    pub event: Option<Text<'a>>,
    /// The subject that both speak of, for a finding across events.
    pub subject: Option<Text<'a>>,
    /// A term of the codebook.
    pub attribute: Text<'a>,
    /// What it speaks of.
    pub of: Option<Text<'a>>,
    /// How the two values stand to each other.
    pub verdict: Verdict,
    /// How grave a difference in this attribute is.
    pub severity: Severity,
    /// The two claims, by id.
    pub claims: [Text<'a>; 2],
    /// Their outlets, in the same order; absent where [`Finding::is_told_by_event`].
    #[serde(default, skip_serializing_if = "untold")]
    pub outlets: [Text<'a>; 2],
    /// The two values as written, in the same order; absent where [`Finding::is_told_by_event`].
    #[serde(default, skip_serializing_if = "untold")]
    pub values: [Text<'a>; 2],
    /// What each of the two speaks of, where that is not the same (two holders of one office).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of_each: Option<[Text<'a>; 2]>,
    /// What justifies the verdict: the whole sentence, or, where the two are compatible, what it
    /// says of the two values.
    pub why: Text<'a>,
    /// What would settle it, where something would.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settle: Option<Text<'a>>,
    /// The doubt that the verdict hangs on, where it does ("if Azanbukar is Anderamboukane").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<Text<'a>>,
}

/// Two texts that were left out.
fn untold(texts: &[Text]) -> bool {
    texts.iter().all(|text| text.is_empty())
}

/// What an event's own header is compared under.
const HEADER: [&str; 4] = ["when", "where", "kind", "actors"];

impl Finding<'_> {
    /// Whether it is of two compatible parts of the headers of one event's claims. There are
    /// more of these than of all others together, and `accounts` and `attributes` of the event
    /// say already which outlets and which values they are: in JSON they say so alone.
    pub fn is_told_by_event(&self) -> bool {
        self.verdict == Verdict::Compatible
            && self.event.is_some()
            && self.of.is_none()
            && self.of_each.is_none()
            && self.condition.is_none()
            && self.settle.is_none()
            && HEADER.contains(&&*self.attribute)
    }
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
