//! What is wrong with a record, by field; where that field stands is looked up afterwards.

use std::cell::RefCell;
use std::fmt::Write as _;

use super::{FaultKind, FaultLevel};
use crate::claim::ValueError;
use crate::codebook::Codebook;

/// A field while it is being read: a link to the field around it, and the step from there. What is
/// wrong with it is noted here.
#[derive(Clone, Copy)]
pub(super) struct At<'p> {
    around: Option<&'p At<'p>>,
    step: Step<'p>,
    problems: &'p Problems,
}

#[derive(Clone, Copy)]
enum Step<'p> {
    Key(&'p str),
    Index(usize),
}

impl<'p> At<'p> {
    /// The field `key` of this object.
    pub(super) fn key(&'p self, key: &'p str) -> Self {
        self.step(Step::Key(key))
    }

    /// The item at `index` of this list.
    pub(super) fn index(&'p self, index: usize) -> Self {
        self.step(Step::Index(index))
    }

    fn step(&'p self, step: Step<'p>) -> Self {
        Self {
            around: Some(self),
            step,
            problems: self.problems,
        }
    }

    /// What was noted so far, of the whole record.
    pub(super) fn problems(&self) -> &'p Problems {
        self.problems
    }

    /// Notes that the field is not of the claims format.
    pub(super) fn form(self, kind: FaultKind, error: impl Into<ValueError>) {
        self.note(kind, FaultLevel::Error, error.into(), true);
    }

    /// Notes something that refuses the assertion, or the record.
    pub(super) fn error(self, kind: FaultKind, error: impl Into<ValueError>) {
        self.note(kind, FaultLevel::Error, error.into(), false);
    }

    /// Notes something that a reader should look at.
    pub(super) fn warning(self, kind: FaultKind, error: impl Into<ValueError>) {
        self.note(kind, FaultLevel::Warning, error.into(), false);
    }

    /// What a field means is of no interest where its form is wrong already, in itself or in a
    /// part.
    fn note(self, kind: FaultKind, level: FaultLevel, error: ValueError, of_form: bool) {
        let path = self.path();
        let mut all = self.problems.0.borrow_mut();
        let known = |p: &Problem| p.of_form && p.path.meets(&path);
        if of_form || !all.iter().any(known) {
            all.push(Problem {
                path,
                kind,
                level,
                error,
                of_form,
            });
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

    /// The number of the assertion that a field is of, and the way from there.
    pub(super) fn of_assertion(&self) -> Option<(usize, &[PathStep])> {
        match self.0.as_slice() {
            [PathStep::Key(list), PathStep::Index(i), rest @ ..] if list == "assertions" => {
                Some((*i, rest))
            }
            _ => None,
        }
    }

    /// Whether one of the two fields is the other, or a part of it.
    fn meets(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0) || other.0.starts_with(&self.0)
    }
}

/// One thing wrong with a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) path: Path,
    pub(super) kind: FaultKind,
    pub(super) level: FaultLevel,
    pub(super) error: ValueError,
    /// Whether the field is not of the claims format, whatever it may mean.
    of_form: bool,
}

/// Everything wrong with a record.
#[derive(Debug, Default)]
pub(super) struct Problems(RefCell<Vec<Problem>>);

impl Problems {
    /// The record itself.
    pub(super) fn record(&self) -> At<'_> {
        At {
            around: None,
            step: Step::Index(0),
            problems: self,
        }
    }

    /// How many things are wrong.
    pub(super) fn count(&self) -> usize {
        self.0.borrow().len()
    }

    /// How many errors there are.
    pub(super) fn errors(&self) -> usize {
        let error = |p: &&Problem| p.level == FaultLevel::Error;
        self.0.borrow().iter().filter(error).count()
    }

    /// Whether the record is refused. What is wrong with an assertion costs that one alone.
    pub(super) fn refuse(&self) -> bool {
        let error = |p: &Problem| p.level == FaultLevel::Error && p.path.of_assertion().is_none();
        self.0.borrow().iter().any(error)
    }

    /// All of them.
    pub(super) fn all(self) -> Vec<Problem> {
        self.0.into_inner()
    }
}

/// "did you mean …?", where a known name is near.
pub(super) fn near<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    meant(name, known).map(|known| format!("did you mean \"{known}\"?"))
}

/// The known name of which another is a slip of the pen.
pub(super) fn meant<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > LONGEST_SHOWN {
        return None;
    }
    Codebook::nearest(name, known).filter(|known| is_slip(name, known))
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
        let problems = Problems::default();
        let record = problems.record();
        let list = record.key("assertions");
        let item = list.index(1);
        let field = item.key("value");
        assert_eq!(
            field.path().display().as_deref(),
            Some("assertions[1].value")
        );
        assert_eq!(record.path().display(), None);
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
        let problems = Problems::default();
        let record = problems.record();
        let list = record.key("assertions");
        list.index(0).form(FaultKind::WrongType, "a");
        for i in 0..2 {
            let item = list.index(i);
            item.key("value").error(FaultKind::MissingField, "b");
        }
        let all = problems.all();
        assert_eq!(all.len(), 2);
        assert_eq!(all[1].path.0[1], PathStep::Index(1));
    }

    #[test]
    fn an_assertion_costs_itself_alone() {
        let problems = Problems::default();
        let record = problems.record();
        let list = record.key("assertions");
        list.index(1).error(FaultKind::BadValue, "a");
        assert!(!problems.refuse());
        record.key("id").warning(FaultKind::BadValue, "b");
        assert!(!problems.refuse());
        list.error(FaultKind::TooLarge, "c");
        assert!(problems.refuse());
    }
}
