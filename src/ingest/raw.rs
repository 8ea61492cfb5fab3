//! JSON text cut into fields and items, each as it stands, and what is said of those that cannot be
//! read. Nothing here recurses, so that no nesting is too deep.

use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::FaultKind;
use super::problem::{At, Path, PathStep, hinted, near, shortened};
use super::wire::Text;
use crate::claim::ValueError;

/// What serde says of broken text, without its place.
pub(super) fn said(error: &serde_json::Error) -> (FaultKind, String) {
    let text = error.to_string();
    let message = text.split(" at line ").next().unwrap_or(&text);
    if message == "number out of range" {
        (FaultKind::TooLarge, "is a number beyond 64 bits".into())
    } else if error.is_eof() {
        let message = "the JSON ends before it is complete";
        (FaultKind::Syntax, message.into())
    } else {
        (FaultKind::Syntax, format!("is not JSON: {message}"))
    }
}

/// Notes that a value is of another type than its field's.
pub(super) fn wrong_type(json: &str, expected: &str, at: At) {
    let found = match json.as_bytes().first() {
        Some(b'"') => "a string",
        Some(b'{') => "an object",
        Some(b'[') => "a list",
        Some(b't' | b'f') => "true or false",
        Some(b'n') => "null",
        _ => "a number",
    };
    let error = ValueError::new(format!("is {found} where {expected} is expected"));
    let quote = found == "a number" && expected.starts_with("a string") && json.len() < 40;
    let hint = quote.then(|| format!("write \"{json}\" in quotes"));
    at.form(FaultKind::WrongType, hinted(error, hint));
}

/// Notes a field that the format does not know.
pub(super) fn unknown_field(key: &str, known: &[&str], at: At) {
    let error = ValueError::new("is no field of the claims format");
    let hint = near(key, known.iter().copied()).unwrap_or_else(|| {
        "fields of your own begin with \"x_\"; the fields known here are ".to_owned()
            + &known.join(", ")
    });
    at.key(key).form(FaultKind::UnknownField, error.hint(hint));
}

/// Notes a field that an object has twice.
pub(super) fn duplicate_field(at: At) {
    let error = ValueError::new("is given twice in one object").hint("keep one of them");
    at.form(FaultKind::Syntax, error);
}

/// One field of an object, as it stands in the text.
pub(super) struct RawField<'a> {
    name: &'a str,
    /// Its value.
    pub(super) value: &'a str,
}

impl<'a> RawField<'a> {
    /// Its name; nothing where that is no text (a broken escape).
    pub(super) fn key(&self) -> Option<Text<'a>> {
        Text::of_json(self.name).ok()
    }

    /// Notes a name that is no text.
    pub(super) fn note_bad_key(&self, at: At) {
        let message = format!("the field name {} is not text", shortened(self.name));
        at.form(FaultKind::Syntax, message);
    }
}

/// The fields of an object, in the order written; nothing where it is none.
pub(super) fn entries(json: &str) -> Option<Vec<RawField<'_>>> {
    struct RawFields;
    impl<'de> Visitor<'de> for RawFields {
        type Value = Vec<RawField<'de>>;

        fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut entries = Vec::with_capacity(8);
            while let Some((name, value)) = map.next_entry::<&RawValue, &RawValue>()? {
                entries.push(RawField {
                    name: name.get(),
                    value: value.get(),
                });
            }
            Ok(entries)
        }
    }
    let mut json = serde_json::Deserializer::from_str(json);
    let entries = json.deserialize_map(RawFields).ok()?;
    json.end().ok()?;
    Some(entries)
}

/// The items of a list; nothing where it is none.
pub(super) fn items(json: &str) -> Option<Vec<&str>> {
    let items: Vec<&RawValue> = serde_json::from_str(json).ok()?;
    Some(items.into_iter().map(RawValue::get).collect())
}

/// Which part of a field a problem is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldSide {
    /// Its value.
    Value,
    /// Its name: the last one, where the object has it twice.
    Name,
}

/// Where a field stands in `text`; where it is missing, what is around it.
pub(super) fn locate(text: &str, path: &Path, side: FieldSide) -> usize {
    let mut found = text.trim_start();
    let mut within = found;
    for (i, step) in path.0.iter().enumerate() {
        let Some((name, value)) = step_into(within, step) else {
            break;
        };
        let named = side == FieldSide::Name && i + 1 == path.0.len();
        found = if named { name } else { value };
        within = value;
    }
    offset(text, found)
}

/// The field or item that a step leads to: its name and its value.
fn step_into<'a>(json: &'a str, step: &PathStep) -> Option<(&'a str, &'a str)> {
    match step {
        PathStep::Index(index) => items(json)?.get(*index).map(|item| (*item, *item)),
        PathStep::Key(wanted) => entries(json)?
            .into_iter()
            .rev()
            .find(|entry| entry.key().is_some_and(|key| shortened(&key) == *wanted))
            .map(|entry| (entry.name, entry.value)),
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
        assert_eq!(locate(text, &path(&[]), FieldSide::Value), 1);
        assert_eq!(locate(text, &path(&["a", "0"]), FieldSide::Value), 8);
        let value = text.find("\"x\"").unwrap();
        assert_eq!(
            locate(text, &path(&["a", "1", "bc"]), FieldSide::Value),
            value
        );
        let key = text.find("\"b").unwrap();
        assert_eq!(locate(text, &path(&["a", "1", "bc"]), FieldSide::Name), key);
    }

    #[test]
    fn a_missing_field_stands_where_its_object_does() {
        let text = r#"{"a": {}}"#;
        assert_eq!(locate(text, &path(&["a", "b"]), FieldSide::Value), 6);
    }

    #[test]
    fn a_million_levels_are_no_deeper_than_one() {
        let text = "[".repeat(1_000_000) + &"]".repeat(1_000_000);
        assert!(entries(&text).is_none());
        assert_eq!(items(&text).map(|all| all.len()), Some(1));
    }
}
