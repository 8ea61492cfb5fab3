//! What one sentence tells of an event, before it is known which event.

use super::gazetteer::CountryId;
use super::lexicon::Effect;
use crate::claim::DaySpan;

/// Somebody who took part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Who {
    pub(super) name: String,
    pub(super) sort: Sort,
}

/// What sort of actor a name is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    Organisation,
    Forces,
    Person,
    /// "guerrillas": rebels, nobody by name.
    Rebels,
    /// "armed men": nobody by name.
    Described,
}

/// How many, as written and as a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// A phrase that the grammar of counts reads.
    pub(super) text: String,
    pub(super) best: Option<u64>,
    pub(super) low: u64,
    pub(super) exact: bool,
}

/// People to whom something happened.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "marks of grammar, each by itself"
)]
pub(super) struct Victim {
    pub(super) effect: Effect,
    pub(super) number: Option<Number>,
    /// "soldiers", "children".
    pub(super) whom: Option<String>,
    /// Whose they are.
    pub(super) of: Option<String>,
    pub(super) name: Option<String>,
    /// What a named person is ("mayor of Achi").
    pub(super) role: Option<String>,
    pub(super) others: bool,
    /// Counted in the number beside it.
    pub(super) part: bool,
    /// Rebels, by their word or their group.
    pub(super) rebel: bool,
    pub(super) soldier: bool,
    pub(super) rule: String,
    /// Bytes in the text.
    pub(super) at: (u32, u32),
}

/// A place named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) name: String,
    pub(super) country: Option<CountryId>,
    /// Countries that have a city of the name.
    pub(super) in_any: Vec<CountryId>,
    pub(super) is_country: bool,
}

/// Something else that is asserted: an attribute of the codebook with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fact {
    pub(super) attribute: &'static str,
    pub(super) of: Option<String>,
    pub(super) value: String,
    pub(super) text: Option<String>,
    pub(super) rule: &'static str,
}

/// How sure the outlet itself is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Mode {
    #[default]
    Asserted,
    Alleged,
}

/// What a sentence tells of an event.
#[derive(Debug, Clone, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "marks of grammar, each by itself"
)]
pub(super) struct Mention {
    pub(super) kind: Option<String>,
    pub(super) frame: String,
    pub(super) sentence: usize,
    pub(super) paragraph: u32,
    /// Bytes of the sentence.
    pub(super) at: (u32, u32),
    pub(super) when: Option<DaySpan>,
    pub(super) when_words: String,
    pub(super) places: Vec<Spot>,
    pub(super) attackers: Vec<Who>,
    pub(super) targets: Vec<Who>,
    pub(super) parties: Vec<Who>,
    /// Forces of a state that arrest or free somebody.
    pub(super) authorities: Vec<Who>,
    pub(super) victims: Vec<Victim>,
    pub(super) facts: Vec<Fact>,
    pub(super) said_by: Vec<String>,
    pub(super) mode: Mode,
    /// "the attack": speaks of one that was told before.
    pub(super) definite: bool,
    /// "another bomb", "a second attack": none of those told before.
    pub(super) another: bool,
    /// By a verb, not by a noun alone.
    pub(super) verbal: bool,
    pub(super) weak: bool,
    pub(super) plural: bool,
    /// Countries that the sentence names, or whose people it names.
    pub(super) countries: Vec<CountryId>,
    /// Armed groups that the sentence names.
    pub(super) groups: Vec<String>,
    /// Long before publication: told as background.
    pub(super) background: bool,
    /// In somebody's own words: "we", "our".
    pub(super) spoken: bool,
    /// In the present tense: what somebody does as a habit, where nothing else places it.
    pub(super) habitual: bool,
}

impl Mention {
    /// Nothing but facts that no event needs beside them.
    pub(super) fn is_only_facts(&self) -> bool {
        self.kind.is_none() && self.victims.is_empty() && !self.facts.is_empty()
    }

    /// Who holds a place, or who leads a group: true with no event.
    pub(super) fn stands_alone(&self) -> bool {
        self.is_only_facts()
            && !self
                .facts
                .iter()
                .any(|f| matches!(f.attribute, "outcome" | "duration" | "seized"))
    }
}
