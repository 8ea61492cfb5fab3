//! What a person should look at: what the program does not decide by itself, with both sides, and what an
//! answer would change.

use crate::codebook::Severity;
use crate::ingest::rulings::Decision;

/// One thing to be decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// What sort of thing.
    pub kind: Asked,
    /// The ids that it is about: of events, of a topic, of claims.
    pub ids: Vec<String>,
    /// In one sentence.
    pub ask: String,
    /// The two that stand side by side; one for a draft.
    pub sides: Vec<Side>,
    /// Why it is not sure.
    pub why: Option<String>,
    /// How likely the first answer is, to a tenth, where that is known.
    pub odds: Option<f64>,
    /// What hangs on it.
    pub stakes: Stakes,
    /// The answers that can be given.
    pub choices: Vec<Choice>,
}

/// What sort of thing is asked, in the order of questions that would settle as much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asked {
    /// Which of values that cannot all be true holds.
    Contradiction,
    /// Whether a claim that barely holds in its event is of it.
    Member,
    /// Whether two names are one.
    Name,
    /// Whether two events are one.
    SameEvent,
    /// Whether a draft says what its article says.
    Draft,
}

/// One of two accounts, values or names, as it stands beside the other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Side {
    /// Who says it.
    pub title: String,
    /// What it says, line by line: what the line tells, and the words.
    pub lines: Vec<(&'static str, String)>,
}

/// What an answer would settle.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Stakes {
    /// The gravest of the open contradictions that hang on it.
    pub gravest: Option<Severity>,
    /// How many of them an answer is expected to settle: their number, by how likely the answer is that settles
    /// them.
    pub settled: f64,
    /// How many accounts it bears on, by how much it is in doubt.
    pub accounts: f64,
}

/// An answer that can be given.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The answer.
    pub text: String,
    /// What it would change.
    pub changes: String,
    /// What is written down for it.
    pub ruling: Decision,
}
