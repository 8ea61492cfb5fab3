//! What one assertion of a claim means.

use std::sync::Arc;

use super::FaultKind;
use super::checks::{LONGEST_NAME, checked, missing, once_and, unknown_term};
use super::form::{AssertionForm, ClaimForm};
use super::interpret::ClaimReader;
use super::problem::{At, Problems, near, shortened};
use super::wire::Text;
use crate::claim::{Assertion, AttributeId, Counts, Extent, Holds, Value, ValueError, When};
use crate::codebook::{Attribute, ValueType};

/// An attribute with its number.
#[derive(Clone, Copy)]
pub(super) struct Typed<'c> {
    pub(super) id: AttributeId,
    pub(super) entry: &'c Attribute,
}

/// An account of one event asserts no more than this.
const MOST_ASSERTIONS: usize = 10_000;

impl<'c> ClaimReader<'c> {
    pub(super) fn assertions(
        self,
        form: &ClaimForm,
        at: At,
        problems: &mut Problems,
    ) -> Vec<Arc<Assertion>> {
        let count = form.assertions.as_ref().map_or(0, Vec::len);
        if count > MOST_ASSERTIONS {
            let message = format!(
                "holds {count} assertions, where {MOST_ASSERTIONS} are the most of one claim"
            );
            problems.error(at, FaultKind::TooLarge, ValueError::new(message));
            return Vec::new();
        }
        let mut assertions = Vec::with_capacity(count);
        for (i, form) in form.assertions.iter().flatten().enumerate() {
            assertions.extend(form.meaning(
                &self.all.strings.assertions,
                problems,
                |assertion| self.is_lasting(assertion),
                |form, problems| self.assertion(form, at.index(i), problems).map(Arc::new),
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

    fn assertion(self, form: &AssertionForm, at: At, problems: &mut Problems) -> Option<Assertion> {
        let all = self.all;
        let attribute = self.attribute(form.attribute.as_ref(), at.key("attribute"), problems);
        let value = self.asserted(form, attribute, at, problems);
        let as_of = self.when(form.as_of.as_ref(), at.key("as_of"), problems);
        let over = self.when(form.over.as_ref(), at.key("over"), problems);
        let holds = choice(form.holds.as_ref(), HOLDS, at.key("holds"), problems);
        let counts = choice(form.counts.as_ref(), COUNTS, at.key("counts"), problems);
        let of = all.name(form.of.as_ref(), at.key("of"), problems);
        let whom = self.whom(form.whom.as_ref(), at.key("whom"), problems);
        let text = all.text(form.text.as_ref(), at.key("text"), problems);
        let said_by = form.said_by.as_ref();
        let said_by = said_by.map(|names| all.names(names, at.key("said_by"), problems));
        let (value, words) = value?;
        let Typed { id, entry } = attribute?;
        let is_count = entry.value_type == ValueType::Count;
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
            extra: form.extra.to_json(),
        })
    }

    fn attribute(self, text: Option<&Text>, at: At, problems: &mut Problems) -> Option<Typed<'c>> {
        let Some(text) = text else {
            missing(at, problems);
            return None;
        };
        let name = checked(text, LONGEST_NAME, at, problems)?;
        let codebook = self.all.codebook;
        let id = codebook.attribute_id(name);
        if id.is_none() {
            let known = codebook.attributes().iter();
            let known = known.flat_map(|a| once_and(&a.name, &a.aliases));
            unknown_term("attribute", name, known, at, problems);
        }
        id.map(|id| Typed {
            id,
            entry: codebook.attribute(id),
        })
    }

    /// The value and its words; not looked at where the attribute, and so its type, is unknown.
    fn asserted(
        self,
        form: &AssertionForm,
        attribute: Option<Typed<'c>>,
        at: At,
        problems: &mut Problems,
    ) -> Option<(Value, Arc<str>)> {
        let at = at.key("value");
        let Some(value) = &form.value else {
            missing(at, problems);
            return None;
        };
        self.value(value, attribute?, at, problems)
    }

    /// A category of people, as written: one that the codebook does not list is a name like any
    /// other, and only a slip of the pen is worth a word.
    fn whom(self, text: Option<&Text>, at: At, problems: &mut Problems) -> Option<Arc<str>> {
        let name = self.all.name(text, at, problems)?;
        let codebook = self.all.codebook;
        if codebook.category(&name).is_none() {
            let known = codebook.categories().iter();
            if let Some(hint) = near(&name, known.flat_map(|c| once_and(&c.name, &c.aliases))) {
                let message = format!("\"{}\" is no category of the codebook", shortened(&name));
                let error = ValueError::new(message).hint(hint);
                problems.warning(at, FaultKind::UnknownTerm, error);
            }
        }
        Some(name)
    }
}

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
fn choice<T: Copy + Default>(
    text: Option<&Text>,
    choices: &[(&'static str, T)],
    at: At,
    problems: &mut Problems,
) -> T {
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
    problems.error(at, FaultKind::UnknownTerm, error.hint(hint));
    T::default()
}

/// A count `as_of` an explicit interval of days is the count over that interval. A month is a
/// vague day: "as of March" does not say that the whole of March was counted.
fn is_period(when: &When) -> bool {
    when.extent == Extent::Lasting && when.span.first < when.span.last
}
