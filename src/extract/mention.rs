//! What one sentence tells of an event, before it is known which event.

use std::sync::Arc;

use super::frame::{Effect, Frame};
use super::gazetteer::CountryId;
use super::kinds::EventKind;
use super::standing::Disputed;
use super::terms::{self, Rule};
use crate::claim::{DaySpan, Quantity};

/// Somebody who took part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Who {
    pub(super) name: String,
    pub(super) sort: Sort,
}

impl Who {
    pub(super) fn new(name: &str, sort: Sort) -> Self {
        let name = name.to_owned();
        Self { name, sort }
    }
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
    pub(super) quantity: Quantity,
}

impl Number {
    /// A number and nothing else.
    pub(super) fn exactly(number: u64) -> Self {
        Self {
            text: number.to_string(),
            quantity: Quantity::exact(number),
        }
    }

    /// Somebody at least.
    pub(super) fn at_least_one() -> Self {
        let quantity = Quantity {
            high: None,
            ..Quantity::exact(1)
        };
        let text = terms::at_least("1");
        Self { text, quantity }
    }

    /// "20 others".
    pub(super) fn of_others(self) -> Self {
        let (text, others) = (terms::others(&self.text), true);
        Self {
            text,
            quantity: Quantity {
                others,
                ..self.quantity
            },
        }
    }

    /// The number, where it is one and of all those meant.
    pub(super) fn exact(&self) -> Option<u64> {
        self.quantity.as_exact().filter(|_| !self.quantity.others)
    }
}

/// People to whom something happened.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "marks of grammar")]
pub(super) struct Victim {
    pub(super) effect: Effect,
    pub(super) number: Option<Number>,
    /// "soldiers", "children".
    pub(super) whom: Option<String>,
    /// Whose they are.
    pub(super) of: Option<String>,
    pub(super) name: Option<String>,
    pub(super) others: bool,
    /// Counted in the number beside it.
    pub(super) part: bool,
    /// One, because of "the man" or "he"; nothing counts them.
    pub(super) implied: bool,
    /// Rebels, by their word or their group.
    pub(super) rebel: bool,
    pub(super) rule: String,
    /// Bytes in the text.
    pub(super) at: (u32, u32),
}

/// A place named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) name: String,
    /// The country that it is.
    pub(super) country: Option<CountryId>,
    /// Countries that have a city of the name.
    pub(super) in_any: Vec<CountryId>,
    /// A street, a hospital: inside a town.
    pub(super) in_town: bool,
    /// Behind "in" or "near": hardly somebody's name.
    pub(super) led: bool,
}

impl Spot {
    pub(super) fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }
}

/// Something else that is asserted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fact {
    pub(super) rule: &'static Rule,
    pub(super) of: Option<String>,
    pub(super) value: String,
    pub(super) text: Option<String>,
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
#[allow(clippy::struct_excessive_bools, reason = "marks of grammar")]
pub(super) struct Mention {
    pub(super) kind: Option<Arc<EventKind>>,
    /// Of two victims with two names, two such mentions are two events.
    pub(super) apart: bool,
    /// Told after an event, and none by itself.
    pub(super) aftermath: bool,
    /// Tells of an event told before, and of none by itself.
    pub(super) again: bool,
    /// Tells of nothing alone.
    pub(super) beside: bool,
    /// Tells that somebody came free.
    pub(super) freed: bool,
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
    /// What is denied or feared to have become of people.
    pub(super) disputed: Vec<Disputed>,
    pub(super) facts: Vec<Fact>,
    pub(super) said_by: Vec<String>,
    /// Its figures are another speaker's than those of a mention of the same sentence.
    pub(super) rival: bool,
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
}

/// The paragraph that a title is.
pub(super) const TITLE: u32 = u32::MAX;

impl Mention {
    /// What a frame tells.
    pub(super) fn of(frame: &Frame) -> Self {
        Self {
            kind: frame.event.clone(),
            apart: frame.apart,
            aftermath: frame.aftermath,
            again: frame.again,
            beside: frame.beside,
            freed: frame.effect == Some(Effect::Released),
            weak: frame.weak,
            ..Self::default()
        }
    }

    /// Whether it stands in the title.
    pub(super) fn titles(&self) -> bool {
        self.paragraph == TITLE
    }

    /// Nothing but facts that no event needs beside them.
    pub(super) fn is_only_facts(&self) -> bool {
        self.kind.is_none() && self.victims.is_empty() && !self.facts.is_empty()
    }

    /// Who holds a place, or who leads a group: true with no event.
    pub(super) fn stands_alone(&self) -> bool {
        self.is_only_facts() && self.facts.iter().all(|f| f.rule.stands_alone())
    }

    /// Whether it counts those to whom something happened, the same as another one does.
    pub(super) fn counts_as(&self, other: &Self) -> bool {
        let counts = |m: &'_ Self, effect: Effect| {
            m.victims
                .iter()
                .any(|v| v.effect == effect && v.number.is_some())
        };
        self.victims
            .iter()
            .any(|v| v.number.is_some() && counts(other, v.effect))
    }

    /// Who leads a group.
    pub(super) fn is_of_leader(&self) -> bool {
        let rules = [&terms::LED, &terms::WAS_LED];
        self.facts.iter().any(|f| rules.contains(&f.rule))
    }
}
