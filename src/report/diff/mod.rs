//! What changed from one reconciliation to the next, in meaning: not which bytes differ, but which
//! events came, went, merged and split, which findings are new, settled or worse, and whose account
//! widened a toll.
//!
//! Events are matched by the claims that they share, so that an event keeps its history when one
//! account more changes its id.

mod events;
mod findings;
mod ranges;
mod tell;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::view::{Event, Finding, Printed, Report};
use crate::codebook::{Severity, Verdict};
pub use tell::{in_short, tell};

/// What changed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Diff {
    /// Of this format: 1.
    pub version: u32,
    /// Events of which no claim was there before.
    pub new_events: Vec<Named>,
    /// Events of which no claim is there any more.
    pub gone_events: Vec<Named>,
    /// Events that were several.
    pub merged: Vec<Regrouped>,
    /// Events that are now several.
    pub split: Vec<Regrouped>,
    /// Findings that were not there before, worst first.
    pub new_findings: Vec<Changed>,
    /// Findings that are there no more, though both claims are.
    pub settled: Vec<Changed>,
    /// Findings that are there no more, since a claim of theirs is not.
    pub withdrawn: Vec<Changed>,
    /// Findings of two claims that were less grave before.
    pub worse: Vec<Changed>,
    /// Findings of two claims that were graver before.
    pub eased: Vec<Changed>,
    /// Counts whose range is another.
    pub ranges: Vec<Range>,
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

/// A finding that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Changed {
    /// Its id, in the newer where it is there.
    pub id: String,
    /// The event it is of.
    pub event: Option<String>,
    /// That event's title.
    pub title: Option<String>,
    /// A term of the codebook.
    pub attribute: String,
    /// What it speaks of.
    pub of: Option<String>,
    /// Verdict and severity before; null where it was not there.
    pub before: Option<Grade>,
    /// Verdict and severity now; null where it is not there.
    pub now: Option<Grade>,
    /// The two claims.
    pub claims: [String; 2],
    /// Their outlets.
    pub outlets: [String; 2],
    /// The values as written.
    pub values: [String; 2],
}

/// How grave a finding is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
pub struct Grade {
    /// How the two values stand.
    pub verdict: Verdict,
    /// How grave a difference is.
    pub severity: Severity,
}

/// A count whose range is another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Range {
    /// The event, in the newer.
    pub event: String,
    /// Its title.
    pub title: String,
    /// A term of the codebook.
    pub attribute: String,
    /// What it speaks of.
    pub of: Option<String>,
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
    /// Who gives it, or gave it.
    pub outlets: Vec<String>,
    /// As written.
    pub text: String,
    /// Whether it is there now, and was not before.
    pub added: bool,
}

/// What changed from `old` to `new`.
pub fn diff(old: &Report, new: &Report) -> Diff {
    let mut diff = Diff {
        version: 1,
        ..Diff::default()
    };
    let matched = events::compare(old, new, &mut diff);
    findings::compare(old, new, &mut diff);
    diff.ranges = matched
        .iter()
        .flat_map(|(old, new)| ranges::compare(old, new))
        .collect();
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

fn grade(finding: &Finding) -> Grade {
    Grade {
        verdict: finding.verdict,
        severity: finding.severity,
    }
}

#[cfg(test)]
mod tests;
