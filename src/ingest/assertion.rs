//! What one assertion of a claim means.

use std::sync::Arc;

use super::FaultKind;
use super::checks::{missing, once_and, spelt, unknown};
use super::form::{AssertionForm, ClaimForm};
use super::interpret::ClaimReader;
use super::problem::{At, near, shortened};
use super::wire::{OneOrMany, Text};
use crate::claim::{
    Assertion, AssertionDetails, AttributeId, Counts, Extent, Holds, PROOFS, Stance, Value,
    ValueError, When, category_named, proof_named, said_around, said_beside,
};
use crate::codebook::{Attribute, ValueType};

/// An attribute with its number.
#[derive(Clone, Copy)]
pub(super) struct Typed<'c> {
    pub(super) id: AttributeId,
    pub(super) entry: &'c Attribute,
}

/// An assertion whose value is read, with its attribute.
#[derive(Clone, Copy)]
pub(super) struct Stated<'s, 'c> {
    pub(super) form: &'s AssertionForm<'s>,
    pub(super) attribute: Typed<'c>,
}

/// An account of one event asserts no more than this.
const MOST_ASSERTIONS: usize = 10_000;

impl<'c> ClaimReader<'c> {
    pub(super) fn assertions(self, form: &ClaimForm, at: At) -> Vec<Arc<Assertion>> {
        let count = form.assertions.as_ref().map_or(0, Vec::len);
        if count > MOST_ASSERTIONS {
            let message = format!(
                "holds {count} assertions, where {MOST_ASSERTIONS} are the most of one claim"
            );
            at.error(FaultKind::TooLarge, message);
            return Vec::new();
        }
        let mut assertions = Vec::with_capacity(count);
        for (i, form) in form.assertions.iter().flatten().enumerate() {
            let at = at.index(i);
            assertions.extend(form.meaning(
                at,
                &self.all.strings.assertions,
                |assertion| self.is_lasting(assertion),
                |form| self.assertion(form, at).map(Arc::new),
            ));
        }
        assertions
    }

    /// Whether an assertion means the same in every claim: one that tells a time means another on
    /// another day of publication.
    fn is_lasting(self, assertion: &Assertion) -> bool {
        let timed = assertion.as_of.is_some() || assertion.over.is_some();
        !timed && !matches!(assertion.value, Value::Time(_)) && !self.origin.blind
    }

    /// What an assertion means; nothing where any of it cannot be read.
    fn assertion(self, form: &AssertionForm, at: At) -> Option<Assertion> {
        let all = self.all;
        let before = at.problems().errors();
        let attribute = self.attribute(form.attribute.as_ref(), at.key("attribute"));
        let value = self.asserted(form, attribute, at);
        let as_of = self.when(form.as_of.as_ref(), at.key("as_of"));
        let over = self.when(form.over.as_ref(), at.key("over"));
        let holds = choice(form.holds.as_ref(), HOLDS, at.key("holds"));
        let counts = choice(form.counts.as_ref(), COUNTS, at.key("counts"));
        let of = all.name(form.of.as_ref(), at.key("of"));
        let whom = self.whom(form.whom.as_ref(), at.key("whom"));
        let text = all.text(form.text.as_ref(), at.key("text"));
        let stance = choice(form.stance.as_ref(), STANCES, at.key("stance"));
        let mut details = self.details(form, at);
        let said_by = form.said_by.as_ref();
        let said_by = said_by.map(|names| all.names(names, at.key("said_by")));
        let ((value, words), Typed { id, entry }) = value.zip(attribute)?;
        if at.problems().errors() > before {
            return None;
        }
        let is_count = entry.value_type == ValueType::Count;
        if is_count {
            hear(&mut details, &words, text.as_deref());
        }
        Some(Assertion {
            attribute: id,
            of,
            value,
            written: text.unwrap_or(words),
            over: over.or_else(|| as_of.clone().filter(|when| is_count && is_period(when))),
            as_of,
            holds,
            counts,
            whom,
            said_by: said_by.unwrap_or_default(),
            stance,
            details: (details != AssertionDetails::default()).then(|| Box::new(details)),
            extra: form.extra.to_json(),
        })
    }

    fn attribute(self, text: Option<&Text>, at: At) -> Option<Typed<'c>> {
        let Some(text) = text else {
            missing(at);
            return None;
        };
        let name = &*spelt(text, at)?;
        let codebook = self.all.codebook;
        let known = codebook.attributes().iter();
        let known = known.flat_map(|a| once_and(&a.name, &a.aliases));
        let Some(id) = codebook.attribute_id(name) else {
            unknown(("attribute", name), known, &codebook.speaking_of(name), at);
            return None;
        };
        let entry = codebook.attribute(id);
        Some(Typed { id, entry })
    }

    /// The value and its words; not looked at where the attribute, and so its type, is unknown.
    fn asserted(
        self,
        form: &AssertionForm,
        attribute: Option<Typed<'c>>,
        at: At,
    ) -> Option<(Value, Arc<str>)> {
        let at = at.key("value");
        let Some(value) = &form.value else {
            missing(at);
            return None;
        };
        self.value(
            value,
            Stated {
                form,
                attribute: attribute?,
            },
            at,
        )
    }

    fn details(self, form: &AssertionForm, at: At) -> AssertionDetails {
        let categories = |names: Option<&OneOrMany<Text>>, key: &str| -> Vec<Arc<str>> {
            let at = at.key(key);
            let names = names.into_iter().flat_map(|names| names.each(&at));
            names
                .filter_map(|(at, name)| match category_named(name) {
                    Some(known) => Some(self.all.strings.text(known)),
                    None => self.whom(Some(name), at),
                })
                .collect()
        };
        AssertionDetails {
            includes: categories(form.includes.as_ref(), "includes"),
            excludes: categories(form.excludes.as_ref(), "excludes"),
            proof: self.proof(form.proof.as_ref(), at.key("proof")),
            unit: self.all.name(form.unit.as_ref(), at.key("unit")),
        }
    }

    /// A category of people, as written.
    fn whom(self, text: Option<&Text>, at: At) -> Option<Arc<str>> {
        let name = self.all.name(text, at)?;
        let codebook = self.all.codebook;
        if codebook.category(&name).is_none() {
            let known = codebook.categories().iter();
            let known = known.flat_map(|c| once_and(&c.name, &c.aliases));
            note_slip("category", &name, known, at);
        }
        Some(name)
    }

    /// A standard of proof, as written.
    fn proof(self, text: Option<&Text>, at: At) -> Option<Arc<str>> {
        let name = self.all.name(text, at)?;
        if let Some(known) = proof_named(&name) {
            return Some(self.all.strings.text(known));
        }
        note_slip("standard of proof", &name, PROOFS.iter().copied(), at);
        Some(name)
    }
}

/// Notes a slip of the pen. What the codebook does not list is a name like any other, and only where
/// a known one is near is it worth a word.
fn note_slip<'k>(what: &str, name: &str, known: impl Iterator<Item = &'k str>, at: At) {
    if let Some(hint) = near(name, known) {
        let message = format!("\"{}\" is no {what} of the codebook", shortened(name));
        let error = ValueError::new(message).hint(hint);
        at.warning(FaultKind::UnknownTerm, error);
    }
}

/// Adds what the words of a count say of it, where no field does.
fn hear(details: &mut AssertionDetails, words: &str, text: Option<&str>) {
    // Most counts are a number.
    let beside = words
        .contains(char::is_alphabetic)
        .then(|| said_beside(words));
    let around = text.filter(|text| *text != words).map(said_around);
    for said in beside.into_iter().chain(around) {
        details.proof = details.proof.take().or(said.proof);
        for (own, said) in [
            (&mut details.includes, said.includes),
            (&mut details.excludes, said.excludes),
        ] {
            if own.is_empty() {
                *own = said;
            }
        }
    }
}

const STANCES: &[(&str, Stance)] = &[
    ("asserts", Stance::Asserts),
    ("denies", Stance::Denies),
    ("retracts", Stance::Retracts),
];
const HOLDS: &[(&str, Holds)] = &[
    ("sometime", Holds::Sometime),
    ("throughout", Holds::Throughout),
];
const COUNTS: &[(&str, Counts)] = &[
    ("event", Counts::Event),
    ("running", Counts::Running),
    ("part", Counts::Part),
];

/// One of a few words; the default where there is none.
fn choice<T: Copy + Default>(text: Option<&Text>, choices: &[(&'static str, T)], at: At) -> T {
    let Some(text) = text else {
        return T::default();
    };
    let word = text.trim();
    if let Some((_, choice)) = choices.iter().find(|(name, _)| *name == word) {
        return *choice;
    }
    let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
    let error = ValueError::new(format!("\"{}\" is not known here", shortened(word)));
    let hint = near(word, names.iter().copied())
        .unwrap_or_else(|| format!("write one of {}", names.join(", ")));
    at.error(FaultKind::UnknownTerm, error.hint(hint));
    T::default()
}

/// A count `as_of` an explicit interval of days is the count over that interval. A month is a
/// vague day: "as of March" does not say that the whole of March was counted.
fn is_period(when: &When) -> bool {
    when.extent == Extent::Lasting && when.span.first < when.span.last
}
