//! What people decided, as a report prints it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::is_default;

/// Who decided on a topic, when and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Decided {
    /// The id of the ruling; absent for a known truth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Who; of a known truth also where that can be read.
    pub by: String,
    /// EDTF: when; absent for a known truth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// Why; absent for a known truth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// A ruling, and what it moved.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Ruling {
    /// From all that it says.
    pub id: String,
    /// `same`, `apart`, `value`, `accept`, `name`, `confirm` or `reject`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What was decided, in words.
    pub says: String,
    /// Who decided.
    pub by: String,
    /// EDTF: when.
    pub on: String,
    /// Why.
    pub why: String,
    /// The claims that it points at.
    #[serde(default, skip_serializing_if = "is_default")]
    pub claims: Vec<String>,
    /// The topics that it settles, or lets stay.
    #[serde(default, skip_serializing_if = "is_default")]
    pub topics: Vec<String>,
    /// The events of its claims, where it is about which claims are of one event.
    #[serde(default, skip_serializing_if = "is_default")]
    pub events: Vec<String>,
    /// Why it moves nothing, or not all that it says; absent where it is obeyed in full.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stale: Option<String>,
}

impl Decided {
    /// `desk on 28 November 2026: two raids`.
    pub fn words(&self) -> String {
        let on = self
            .on
            .as_deref()
            .map(|on| format!(" on {}", super::words::day(on)));
        let why = self.why.as_deref().map(|why| format!(": {why}"));
        let parts = [Some(self.by.clone()), on, why];
        parts.into_iter().flatten().collect()
    }
}

impl Ruling {
    /// `desk on 28 November 2026: two raids`.
    pub fn words(&self) -> String {
        let decided = Decided {
            id: None,
            by: self.by.clone(),
            on: Some(self.on.clone()),
            why: Some(self.why.clone()),
        };
        decided.words()
    }
}
