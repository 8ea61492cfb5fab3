//! Where a topic stands, and what its answer rests on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where a topic stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// All accounts agree.
    Agreed,
    /// One origin only speaks of it.
    OneSource,
    /// They differ, and it is told why that is no contradiction.
    Explained,
    /// A contradiction that nothing settles.
    Open,
    /// A person, or a known truth, settled it.
    Ruled,
    /// A disagreement that is known and may stay.
    Accepted,
}

/// What an answer rests on.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// A person settled it.
    Ruled,
    /// A known truth.
    Known,
    /// The source took the other back.
    Corrected,
    /// A toll or state that moved on.
    Latest,
    /// All accounts agree.
    Agreed,
    /// The likeliest, by who says what and how far each is to be believed.
    Weighed,
    /// One origin only speaks of it.
    Only,
    /// Nothing can be said.
    None,
}

impl Basis {
    /// Whether somebody settled it, by ruling or by knowing.
    pub fn is_settled(self) -> bool {
        matches!(self, Self::Ruled | Self::Known)
    }
}
