//! Checks that every text goes through, and the faults that many fields share.

use std::borrow::Cow;
use std::sync::Arc;

use super::FaultKind;
use super::problem::{At, meant, near, shortened};
use super::wire::Text;
use crate::claim::{Claim, ValueError};
use crate::text;

/// The longest name, term, id or phrase, in characters.
pub(super) const LONGEST_NAME: usize = 1_000;
/// The longest title, address or passage, in characters.
pub(super) const LONGEST_TEXT: usize = 20_000;

/// The text without the blanks around it, where there is any and not too much.
pub(super) fn checked<'t>(text: &'t Text, longest: usize, at: At) -> Option<&'t str> {
    let text = text.trim();
    if text.is_empty() {
        let error = ValueError::new("is empty").hint("leave out what is not known");
        at.error(FaultKind::BadValue, error);
        return None;
    }
    // A text of few bytes has few characters: most are not counted.
    if text.len() > longest && text.chars().count() > longest {
        let length = text.chars().count();
        let message = format!("is {length} characters long, where {longest} are the most");
        at.error(FaultKind::TooLarge, message);
        return None;
    }
    Some(text)
}

/// A name, a term or a phrase in the one form that all spellings share which look alike.
pub(super) fn spelt<'t>(text: &'t Text, at: At) -> Option<Cow<'t, str>> {
    let text = text::clean(checked(text, LONGEST_NAME, at)?);
    if text.is_empty() {
        let error = ValueError::new("holds nothing that can be seen");
        at.error(
            FaultKind::BadValue,
            error.hint("leave out what is not known"),
        );
        return None;
    }
    Some(text)
}

/// Notes that a required field is not there.
pub(super) fn missing(at: At) {
    at.error(FaultKind::MissingField, "is missing");
}

/// The term of that name, where it was `found`; that the codebook lists none is noted.
pub(super) fn term<'k, T>(
    found: Option<T>,
    what_name: (&str, &str),
    known: impl Iterator<Item = &'k str>,
    at: At,
) -> Option<T> {
    if found.is_none() {
        unknown(what_name, known, &[], at);
    }
    found
}

/// Notes that the codebook lists no such term: with the known one that it was meant to be, or else those
/// that are near it in meaning and how to declare one's own.
pub(super) fn unknown<'k>(
    (what, name): (&str, &str),
    known: impl Iterator<Item = &'k str>,
    akin: &[&str],
    at: At,
) {
    let message = format!("\"{}\" is no {what} of the codebook", shortened(name));
    let hint = match (meant(name, known), akin) {
        (Some(meant), _) => {
            format!("did you mean \"{meant}\"? {} tells of it", searched(meant))
        }
        (None, []) => {
            let all = if matches!(what, "attribute" | "kind of event") {
                "`rashomon codebook`".to_owned()
            } else {
                searched(what)
            };
            format!("{all} lists those there are; or {}", declared(what))
        }
        (None, akin) => {
            let (akin, found) = (akin.join(", "), searched(name));
            format!("near it: {akin} ({found}); or {}", declared(what))
        }
    };
    at.error(FaultKind::UnknownTerm, ValueError::new(message).hint(hint));
}

/// The command that tells of a word, as a shell takes it.
fn searched(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || c == '-';
    if word.chars().all(plain) {
        format!("`rashomon codebook {word}`")
    } else if word.chars().all(|c| plain(c) || " ',.".contains(c)) {
        format!("`rashomon codebook \"{word}\"`")
    } else {
        "`rashomon codebook`".to_owned()
    }
}

/// How to declare a term of one's own.
fn declared(what: &str) -> String {
    let entry = match what {
        "attribute" => "an [[attribute]] with name and type",
        "kind of event" => "a [[kind]] with name, and within or like",
        _ => "the [[attribute]] anew, with one [[attribute.term]] more",
    };
    format!("declare it in a codebook.toml beside the claims: {entry}")
}

/// An id that no claim has; `claims` may be left out where the nearest was looked for before.
pub(super) fn no_such_claim(id: &str, claims: &[Claim]) -> ValueError {
    let error = ValueError::new(format!("no claim has the id `{}`", shortened(id)));
    let hint = near(id, claims.iter().map(|claim| &*claim.id));
    error.hint(hint.unwrap_or_else(|| "write the id of a claim that is read in this run".into()))
}

/// The empty text, where a required one is missing and the record is refused.
pub(super) fn nothing() -> Arc<str> {
    Arc::from("")
}

/// A name and its aliases.
pub(super) fn once_and<'k>(name: &'k str, aliases: &'k [String]) -> impl Iterator<Item = &'k str> {
    std::iter::once(name).chain(aliases.iter().map(String::as_str))
}
