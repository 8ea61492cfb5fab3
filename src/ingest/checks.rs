//! Checks that every text goes through, and the faults that many fields share.

use std::sync::Arc;

use super::FaultKind;
use super::problem::{At, Problems, hinted, near, shortened};
use super::wire::Text;
use crate::claim::ValueError;

/// The longest name, term, id or phrase, in characters.
pub(super) const LONGEST_NAME: usize = 1_000;
/// The longest title, address or passage, in characters.
pub(super) const LONGEST_TEXT: usize = 20_000;

/// The text without the blanks around it, where there is any and not too much.
pub(super) fn checked<'t>(
    text: &'t Text,
    longest: usize,
    at: At,
    problems: &mut Problems,
) -> Option<&'t str> {
    let text = text.trim();
    if text.is_empty() {
        let error = ValueError::new("is empty").hint("leave out what is not known");
        problems.error(at, FaultKind::BadValue, error);
        return None;
    }
    // A text of few bytes has few characters: most are not counted.
    if text.len() > longest && text.chars().count() > longest {
        let length = text.chars().count();
        let message = format!("is {length} characters long, where {longest} are the most");
        problems.error(at, FaultKind::TooLarge, ValueError::new(message));
        return None;
    }
    Some(text)
}

/// Notes that a required field is not there.
pub(super) fn missing(at: At, problems: &mut Problems) {
    let error = ValueError::new("is missing");
    problems.error(at, FaultKind::MissingField, error);
}

/// Notes a term that the codebook does not list.
pub(super) fn unknown_term<'k>(
    what: &str,
    name: &str,
    known: impl Iterator<Item = &'k str>,
    at: At,
    problems: &mut Problems,
) {
    let error = ValueError::new(format!(
        "\"{}\" is no {what} of the codebook",
        shortened(name)
    ));
    problems.error(at, FaultKind::UnknownTerm, hinted(error, near(name, known)));
}

/// The empty text, where a required one is missing and the record is refused.
pub(super) fn nothing() -> Arc<str> {
    Arc::from("")
}

/// A name and its aliases.
pub(super) fn once_and<'k>(name: &'k str, aliases: &'k [String]) -> impl Iterator<Item = &'k str> {
    std::iter::once(name).chain(aliases.iter().map(String::as_str))
}
