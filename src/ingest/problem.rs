//! What is wrong with a record, by field; where that field stands is looked up afterwards.

use std::fmt::Write as _;

use super::{FaultKind, FaultLevel};
use crate::claim::ValueError;
use crate::codebook::Codebook;

/// A field while it is being read: a link to the field around it, and the step from there.
#[derive(Clone, Copy)]
pub(super) struct At<'p> {
    around: Option<&'p At<'p>>,
    step: Step<'p>,
}

#[derive(Clone, Copy)]
enum Step<'p> {
    Key(&'p str),
    Index(usize),
}

/// The record itself.
pub(super) const RECORD: At<'static> = At {
    around: None,
    step: Step::Index(0),
};

impl<'p> At<'p> {
    /// The field `key` of this object.
    pub(super) fn key(&'p self, key: &'p str) -> Self {
        Self {
            around: Some(self),
            step: Step::Key(key),
        }
    }

    /// The item at `index` of this list.
    pub(super) fn index(&'p self, index: usize) -> Self {
        Self {
            around: Some(self),
            step: Step::Index(index),
        }
    }

    fn path(&self) -> Path {
        let mut steps = Vec::new();
        let mut at = self;
        while let Some(around) = at.around {
            steps.push(match at.step {
                Step::Key(key) => PathStep::Key(shortened(key)),
                Step::Index(index) => PathStep::Index(index),
            });
            at = around;
        }
        steps.reverse();
        Path(steps)
    }
}

/// The way from a record to a field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Path(pub(super) Vec<PathStep>);

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PathStep {
    /// Into a field of an object.
    Key(String),
    /// Into an item of a list.
    Index(usize),
}

impl Path {
    /// As messages print it (`assertions[1].value`); nothing for the record itself.
    pub(super) fn display(&self) -> Option<String> {
        let mut text = String::new();
        for step in &self.0 {
            let _ = match step {
                PathStep::Key(key) if text.is_empty() => write!(text, "{key}"),
                PathStep::Key(key) => write!(text, ".{key}"),
                PathStep::Index(index) => write!(text, "[{index}]"),
            };
        }
        (!text.is_empty()).then_some(text)
    }
}

/// One thing wrong with a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) path: Path,
    pub(super) kind: FaultKind,
    pub(super) level: FaultLevel,
    pub(super) error: ValueError,
}

/// Everything wrong with a record.
#[derive(Debug, Default)]
pub(super) struct Problems {
    pub(super) all: Vec<Problem>,
    /// Why a part of the record is not of the claims format: the record is to be read loosely.
    pub(super) refusal: Option<serde_json::Error>,
}

impl Problems {
    /// Notes something that refuses the record.
    pub(super) fn error(&mut self, at: At, kind: FaultKind, error: ValueError) {
        self.push(at, kind, FaultLevel::Error, error);
    }

    /// Notes something that a reader should look at.
    pub(super) fn warning(&mut self, at: At, kind: FaultKind, error: ValueError) {
        self.push(at, kind, FaultLevel::Warning, error);
    }

    fn push(&mut self, at: At, kind: FaultKind, level: FaultLevel, error: ValueError) {
        self.all.push(Problem {
            path: at.path(),
            kind,
            level,
            error,
        });
    }

    /// Whether the record is refused.
    pub(super) fn refuse(&self) -> bool {
        self.all.iter().any(|p| p.level == FaultLevel::Error)
    }

    /// Adds what was found by looking at meaning to what was found by looking at form. What is
    /// said of a field whose form is wrong already, in itself or in a part, is left out.
    pub(super) fn join(&mut self, meaning: Self) {
        let form = self.all.len();
        for problem in meaning.all {
            let known = self.all[..form].iter().any(|p| {
                let (one, other) = (&problem.path.0, &p.path.0);
                one.starts_with(other) || other.starts_with(one)
            });
            if !known {
                self.all.push(problem);
            }
        }
    }
}

/// "did you mean …?", where a known name is near.
pub(super) fn near<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    if name.len() > LONGEST_SHOWN {
        return None;
    }
    Codebook::nearest(name, known)
        .filter(|known| is_slip(name, known))
        .map(|known| format!("did you mean \"{known}\"?"))
}

/// Whether two words differ in no more than a third of their letters.
fn is_slip(name: &str, known: &str) -> bool {
    let letters = name.chars().count().max(known.chars().count());
    let name = name.to_lowercase();
    3 * strsim::damerau_levenshtein(&name, &known.to_lowercase()) <= letters
}

/// `error` with a hint, where there is one.
pub(super) fn hinted(error: ValueError, hint: Option<String>) -> ValueError {
    match hint {
        Some(hint) => error.hint(hint),
        None => error,
    }
}

/// How much of a text a message repeats, in bytes.
const LONGEST_SHOWN: usize = 80;

/// The text, cut where it is too long for a message.
pub(super) fn shortened(text: &str) -> String {
    if text.len() <= LONGEST_SHOWN {
        return text.to_owned();
    }
    let mut end = LONGEST_SHOWN;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}…", &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_read_as_people_write_them() {
        let list = RECORD.key("assertions");
        let item = list.index(1);
        let field = item.key("value");
        assert_eq!(
            field.path().display().as_deref(),
            Some("assertions[1].value")
        );
        assert_eq!(RECORD.path().display(), None);
    }

    #[test]
    fn long_text_is_cut_between_characters() {
        let text = "é".repeat(100);
        assert_eq!(shortened(&text), format!("{}…", "é".repeat(40)));
        assert_eq!(shortened("short"), "short");
    }

    #[test]
    fn only_a_slip_of_the_pen_is_mended() {
        let known = || ["killed", "looted", "deaths"].into_iter();
        let hint = near("kiled", known());
        assert_eq!(hint.as_deref(), Some("did you mean \"killed\"?"));
        assert_eq!(near("votes", known()), None);
        assert_eq!(near(&"x".repeat(1_000_000), known()), None);
    }

    #[test]
    fn form_hides_meaning_of_the_same_field() {
        let mut form = Problems::default();
        let list = RECORD.key("assertions");
        form.error(list.index(0), FaultKind::WrongType, ValueError::new("a"));
        let mut meaning = Problems::default();
        for i in 0..2 {
            let item = list.index(i);
            meaning.error(
                item.key("value"),
                FaultKind::MissingField,
                ValueError::new("b"),
            );
        }
        form.join(meaning);
        assert_eq!(form.all.len(), 2);
        assert_eq!(form.all[1].path.0[1], PathStep::Index(1));
    }
}
