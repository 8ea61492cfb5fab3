//! What a verb, a noun or an adjective tells of an event, as the data of a language declare it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::kinds::EventKind;

/// What somebody is in an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Part {
    #[default]
    Nothing,
    Attacker,
    Victim,
    Target,
    Party,
    Captor,
    Thing,
}

/// What became of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Effect {
    Killed,
    Wounded,
    /// Struck by a shot or a blade: wounded, unless it is told that they died of it.
    Hit,
    Abducted,
    Missing,
    Captured,
    Displaced,
    Released,
    Unharmed,
}

/// Who is said to have done what another sentence tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Author {
    /// "X claimed responsibility": by their own word.
    Subject,
    /// "blamed X for".
    Object,
    /// "attributed to X".
    To,
    /// "the responsibility of X".
    Of,
}

/// What else a frame tells of: who holds a place, who leads, how it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Topic {
    Control,
    Lead,
    Expel,
    Withdraw,
    Seize,
    Last,
    Strengthen,
    Identify,
    Withdrawal,
    Advantage,
    Losses,
    Defeat,
    Victory,
    Contested,
    Entry,
}

/// What a verb, a noun or an adjective tells of an event.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "marks of data")]
pub(super) struct Frame {
    pub(super) id: String,
    /// The name of `event`.
    pub(super) kind: Option<String>,
    #[serde(skip)]
    pub(super) event: Option<Arc<EventKind>>,
    pub(super) effect: Option<Effect>,
    pub(super) verbs: String,
    pub(super) nouns: String,
    pub(super) adjectives: String,
    pub(super) subject: Part,
    pub(super) object: Part,
    pub(super) of: Part,
    pub(super) author: Option<Author>,
    #[serde(rename = "fact")]
    pub(super) topic: Option<Topic>,
    /// Makes no event without a fact.
    pub(super) weak: bool,
    /// Told by a noun of two victims with two names, it is two events.
    pub(super) apart: bool,
    /// Told after an event, and none by itself.
    pub(super) aftermath: bool,
    /// Tells of one that was told before, and of none by itself: "it happened on Sunday".
    pub(super) again: bool,
    /// Tells of nothing where its sentence tells of no event beside it: "opened fire, hitting five".
    pub(super) beside: bool,
    /// Its noun is what somebody has: "with a gunshot wound".
    pub(super) borne: bool,
    /// Its noun is a count: "the death toll".
    pub(super) toll: bool,
    /// "both sides lost fighters": its victims are of its subject.
    pub(super) own: bool,
    pub(super) examples: Vec<Example>,
}

/// A sentence and what must be read in it.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Example {
    pub(super) text: String,
    pub(super) gives: Vec<String>,
}
