//! Reading a record that the fast path refused: every fault in it is noted, and what is good is
//! kept. Nothing here recurses deeper than the claims format does, so that no nesting is too deep.

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::FaultKind;
use super::problem::{At, Path, PathStep, Problems, hinted, near, shortened};
use super::wire::Text;
use crate::claim::ValueError;

/// Something that can be read field by field, around what is wrong.
pub(super) trait Loose<'a>: Deserialize<'a> {
    /// What a writer must put there, with its article.
    const EXPECTED: &'static str;

    /// Reads what is good of `raw`, and notes what is not.
    fn loose(raw: &'a RawValue, at: At, problems: &mut Problems) -> Option<Self> {
        leaf(raw, at, problems)
    }
}

/// Reads a value that has no fields of its own.
pub(super) fn leaf<'a, T: Loose<'a>>(
    raw: &'a RawValue,
    at: At,
    problems: &mut Problems,
) -> Option<T> {
    match serde_json::from_str(raw.get()) {
        Ok(value) => return Some(value),
        Err(error) if error.is_data() => wrong_type(raw, T::EXPECTED, at, problems),
        Err(error) => {
            let (kind, message) = said(&error);
            problems.error(at, kind, ValueError::new(message));
        }
    }
    None
}

/// What serde says of broken text, without its place.
pub(super) fn said(error: &serde_json::Error) -> (FaultKind, String) {
    let text = error.to_string();
    let message = text.split(" at line ").next().unwrap_or(&text);
    if message == "number out of range" {
        (FaultKind::TooLarge, "is a number beyond 64 bits".into())
    } else if error.is_eof() {
        (
            FaultKind::Syntax,
            "the JSON ends before it is complete".into(),
        )
    } else {
        (FaultKind::Syntax, format!("is not JSON: {message}"))
    }
}

/// Notes that a value is of another type than its field's.
pub(super) fn wrong_type(raw: &RawValue, expected: &str, at: At, problems: &mut Problems) {
    let found = match raw.get().as_bytes().first() {
        Some(b'"') => "a string",
        Some(b'{') => "an object",
        Some(b'[') => "a list",
        Some(b't' | b'f') => "true or false",
        Some(b'n') => "null",
        _ => "a number",
    };
    let error = ValueError::new(format!("is {found} where {expected} is expected"));
    let quote = found == "a number" && expected.starts_with("a string") && raw.get().len() < 40;
    let hint = quote.then(|| format!("write \"{}\" in quotes", raw.get()));
    problems.error(at, FaultKind::WrongType, hinted(error, hint));
}

/// Reads an object's field: null is the same as no field.
pub(super) fn field<'a, T: Loose<'a>>(
    raw: &'a RawValue,
    at: At,
    problems: &mut Problems,
) -> Option<T> {
    if raw.get() == "null" {
        return None;
    }
    T::loose(raw, at, problems)
}

/// Notes a field that the format does not know.
pub(super) fn unknown_field(key: &str, known: &[&str], at: At, problems: &mut Problems) {
    let error = ValueError::new("is no field of the claims format");
    let hint = near(key, known.iter().copied()).unwrap_or_else(|| {
        "fields of your own begin with \"x_\"; the fields known here are ".to_owned()
            + &known.join(", ")
    });
    problems.error(at.key(key), FaultKind::UnknownField, error.hint(hint));
}

/// Notes a field that an object has twice.
pub(super) fn duplicate_field(at: At, problems: &mut Problems) {
    let error = ValueError::new("is given twice in one object").hint("keep one of them");
    problems.error(at, FaultKind::Syntax, error);
}

/// One field of an object: its key as it stands in the text, and its value.
pub(super) struct Entry<'a> {
    raw_key: &'a RawValue,
    /// The value's text.
    pub(super) value: &'a RawValue,
}

impl<'a> Entry<'a> {
    /// The key as read; nothing where it is no text (a broken escape).
    pub(super) fn key(&self) -> Option<Text<'a>> {
        serde_json::from_str(self.raw_key.get()).ok()
    }

    /// Notes a key that is no text.
    pub(super) fn note_bad_key(&self, at: At, problems: &mut Problems) {
        let text = shortened(self.raw_key.get());
        let error = ValueError::new(format!("the field name {text} is not text"));
        problems.error(at, FaultKind::Syntax, error);
    }
}

/// The fields of an object, in the order written; nothing where it is none.
pub(super) fn entries(raw: &RawValue) -> Option<Vec<Entry<'_>>> {
    struct Entries;
    impl<'de> Visitor<'de> for Entries {
        type Value = Vec<Entry<'de>>;

        fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut entries = Vec::new();
            while let Some((raw_key, value)) = map.next_entry()? {
                entries.push(Entry { raw_key, value });
            }
            Ok(entries)
        }
    }
    serde_json::Deserializer::from_str(raw.get())
        .deserialize_map(Entries)
        .ok()
}

/// The items of a list; nothing where it is none.
pub(super) fn items(raw: &RawValue) -> Option<Vec<&RawValue>> {
    serde_json::from_str(raw.get()).ok()
}

/// Which part of a field a problem is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Its value.
    Value,
    /// Its name: the last one, where the object has it twice.
    Name,
}

/// Where a field stands in `text`; where it is missing, what is around it.
pub(super) fn locate(text: &str, path: &Path, part: Part) -> usize {
    let Ok(mut raw) = serde_json::from_str::<&RawValue>(text) else {
        return 0;
    };
    let mut found = offset(text, raw.get());
    for (i, step) in path.0.iter().enumerate() {
        let Some((name, value)) = step_into(raw, step) else {
            break;
        };
        raw = value;
        let names = part == Part::Name && i + 1 == path.0.len();
        found = offset(text, if names { name } else { value }.get());
    }
    found
}

/// The field or item that a step leads to: its name and its value.
fn step_into<'a>(raw: &'a RawValue, step: &PathStep) -> Option<(&'a RawValue, &'a RawValue)> {
    match step {
        PathStep::Index(index) => items(raw)?.get(*index).map(|item| (*item, *item)),
        PathStep::Key(wanted) => entries(raw)?
            .into_iter()
            .rev()
            .find(|entry| entry.key().is_some_and(|key| shortened(&key) == *wanted))
            .map(|entry| (entry.raw_key, entry.value)),
    }
}

/// Where `part`, a slice of `whole`, begins in it.
fn offset(whole: &str, part: &str) -> usize {
    (part.as_ptr() as usize)
        .wrapping_sub(whole.as_ptr() as usize)
        .min(whole.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(steps: &[&str]) -> Path {
        Path(
            steps
                .iter()
                .map(|s| match s.parse() {
                    Ok(index) => PathStep::Index(index),
                    Err(_) => PathStep::Key((*s).to_owned()),
                })
                .collect(),
        )
    }

    #[test]
    fn fields_are_found_where_they_stand() {
        let text = r#" {"a": [1, {"b\u0063": "x"}]}"#;
        assert_eq!(locate(text, &path(&[]), Part::Value), 1);
        assert_eq!(locate(text, &path(&["a", "0"]), Part::Value), 8);
        let value = text.find("\"x\"").unwrap();
        assert_eq!(locate(text, &path(&["a", "1", "bc"]), Part::Value), value);
        let key = text.find("\"b").unwrap();
        assert_eq!(locate(text, &path(&["a", "1", "bc"]), Part::Name), key);
    }

    #[test]
    fn a_missing_field_stands_where_its_object_does() {
        let text = r#"{"a": {}}"#;
        assert_eq!(locate(text, &path(&["a", "b"]), Part::Value), 6);
    }

    #[test]
    fn a_million_levels_are_no_deeper_than_one() {
        let text = "[".repeat(1_000_000) + &"]".repeat(1_000_000);
        let raw: &RawValue = serde_json::from_str(&text).unwrap();
        assert!(entries(raw).is_none());
        assert_eq!(items(raw).map(|all| all.len()), Some(1));
    }
}
