//! `rulings*.toml`: what people decided, by whom, when and why.
//!
//! A ruling is the last word, and moves what it says and what follows from it. It points at claims by
//! id; rulings are replayed on every run, in no order of their own.

mod apply;
mod conflict;
mod form;
mod read;
mod write;

use std::sync::Arc;

use super::{Fault, FaultKind};
use crate::claim::{Location, ValueError, content_id};

pub use apply::{Decided, apply};
pub(super) use read::read;
pub use read::read_rulings;
pub use write::{append, file_for, take_out};

/// Who decided something, when and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Warrant {
    /// Who.
    pub by: Arc<str>,
    /// EDTF: when.
    pub on: Arc<str>,
    /// Why.
    pub why: Arc<str>,
}

impl Warrant {
    /// `desk on 2026-11-28: two raids`.
    pub fn words(&self) -> String {
        format!("{} on {}: {}", self.by, self.on, self.why)
    }
}

/// What somebody decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Ruling {
    /// From all that it says.
    pub id: String,
    /// What was decided.
    pub decision: Decision,
    /// By whom, when and why.
    pub warrant: Warrant,
    /// Where it stands: for messages, never for identity.
    pub location: Location,
    /// The column there.
    pub column: u32,
}

/// What is decided, of claims by id.
#[derive(Debug, Clone, PartialEq)]
pub enum Decision {
    /// The events of these claims are one.
    Same(Vec<Arc<str>>),
    /// No two of these claims are of one event.
    Apart(Vec<Arc<str>>),
    /// What holds.
    Value(Subject),
    /// Which values of a topic are known to differ, and may stay.
    Accept(Subject),
    /// Which names are one thing, or two.
    Name(NameRuling),
    /// A person has looked at these drafts: they are claims as others are.
    Confirm(Vec<Arc<str>>),
    /// These claims are taken out.
    Reject(Vec<Arc<str>>),
}

/// What is spoken of, in the words of the claims format, and its values.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Subject {
    /// A claim of the event.
    pub claim: Arc<str>,
    /// A term of the codebook, or `when`, `where`, `kind` or `actors`.
    pub attribute: Arc<str>,
    /// The other fields of an assertion that tell what it speaks of: `of`, `whom`, `as_of`, `counts`, `over`.
    pub beside: Vec<(&'static str, String)>,
    /// What holds; or the values that may stay.
    pub values: Vec<serde_json::Value>,
}

/// Which names are one thing, or two.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameRuling {
    /// The name that reports print.
    pub is: Arc<str>,
    /// Its other spellings, or the names that are not its own.
    pub others: Vec<Arc<str>>,
    /// Whether those are its own.
    pub one: bool,
}

/// A value as a ruling writes it.
pub fn written(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Array(items) => {
            let items: Vec<String> = items.iter().map(written).collect();
            items.join(", ")
        }
        serde_json::Value::Object(fields) => {
            let field = |name| {
                fields
                    .get(name)
                    .filter(|value| !value.is_null())
                    .map(written)
            };
            match (field("low"), field("high"), field("best")) {
                (Some(low), Some(high), Some(best)) => format!("{low} to {high}, best {best}"),
                (Some(low), Some(high), None) => format!("{low} to {high}"),
                _ => value.to_string(),
            }
        }
        other => other.to_string(),
    }
}

impl Decision {
    /// What the field is called in the file.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Same(_) => "same",
            Self::Apart(_) => "apart",
            Self::Value(_) => "value",
            Self::Accept(_) => "accept",
            Self::Name(_) => "name",
            Self::Confirm(_) => "confirm",
            Self::Reject(_) => "reject",
        }
    }

    /// The claims that it points at.
    pub fn claims(&self) -> &[Arc<str>] {
        match self {
            Self::Same(ids) | Self::Apart(ids) | Self::Confirm(ids) | Self::Reject(ids) => ids,
            Self::Value(of) | Self::Accept(of) => std::slice::from_ref(&of.claim),
            Self::Name(_) => &[],
        }
    }

    /// The subject of a ruling on values.
    pub fn subject(&self) -> Option<&Subject> {
        match self {
            Self::Value(of) | Self::Accept(of) => Some(of),
            _ => None,
        }
    }

    /// All that it says, field by field.
    fn fields(&self) -> Vec<String> {
        let mut fields = vec![self.word().to_owned()];
        fields.extend(self.claims().iter().map(ToString::to_string));
        if let Some(of) = self.subject() {
            fields.push(of.attribute.to_string());
            let beside = of.beside.iter();
            fields.extend(beside.map(|(name, text)| format!("{name}={text}")));
            fields.extend(of.values.iter().map(ToString::to_string));
        }
        if let Self::Name(name) = self {
            fields.extend([name.is.to_string(), name.one.to_string()]);
            fields.extend(name.others.iter().map(ToString::to_string));
        }
        fields
    }
}

impl Ruling {
    /// Of what was decided, and by whom.
    pub fn new(decision: Decision, warrant: Warrant, location: Location, column: u32) -> Self {
        let fields = decision.fields();
        let warranted = [&*warrant.by, &*warrant.on, &*warrant.why];
        let all = fields.iter().map(String::as_str).chain(warranted);
        Self {
            id: content_id("r", all),
            decision,
            warrant,
            location,
            column,
        }
    }

    /// `rulings.toml:12`.
    pub fn place(&self) -> String {
        format!("{}:{}", self.location.file, self.location.line)
    }

    /// What is wrong with it.
    pub fn fault(&self, kind: FaultKind, what: impl Into<ValueError>) -> Fault {
        let place = (self.location.line, self.column);
        Fault::at(&self.location.file, place, kind, what).in_field(self.decision.word())
    }

    /// What a reader must know of it, though it is kept.
    pub fn stale(&self, what: impl Into<ValueError>) -> Fault {
        self.fault(FaultKind::Stale, what).warning()
    }
}
