//! The small pieces that the claims format is written in: text, numbers, one or many, a name or an
//! object; each as JSON, and as a cell of a table.

use std::borrow::Cow;
use std::ops::Deref;

use schemars::JsonSchema;
use serde_json::Number;

use super::FaultKind;
use super::form::{PositionForm, RangeForm};
use super::problem::{At, shortened};
use super::raw::{items, said, wrong_type};
use crate::claim::ValueError;

/// A part of the claims format.
pub(super) trait FormPart<'a>: Sized {
    /// What a writer must put there, with its article.
    const EXPECTED: &'static str;

    /// Reads what is good of a JSON value, around what is wrong, which is noted.
    fn from_json(json: &'a str, at: At) -> Option<Self>;

    /// Reads a cell that says all of it.
    ///
    /// # Errors
    /// What no cell can say.
    fn from_cell(cell: Text<'a>) -> Result<Self, ValueError> {
        let cell = shortened(&cell);
        Err(format!("\"{cell}\" is not {}", Self::EXPECTED).into())
    }

    /// Fills in what the column named `path` says: the whole, or, by a path of names between dots,
    /// a field of it.
    ///
    /// # Errors
    /// What no cell can say.
    fn fill(part: &mut Option<Self>, _path: &str, cell: Text<'a>) -> Result<(), ValueError> {
        *part = Some(Self::from_cell(cell)?);
        Ok(())
    }
}

/// A string, borrowed from the input where it has no escapes.
#[derive(Debug, Clone, Default, PartialEq, Eq, JsonSchema)]
#[schemars(transparent)]
pub(super) struct Text<'a>(pub(super) Cow<'a, str>);

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'a> Text<'a> {
    /// What a JSON string says.
    pub(super) fn of_json(json: &'a str) -> Result<Self, serde_json::Error> {
        let plain = json
            .strip_prefix('"')
            .and_then(|json| json.strip_suffix('"'));
        match plain.filter(|text| memchr::memchr(b'\\', text.as_bytes()).is_none()) {
            Some(text) => Ok(Self(Cow::Borrowed(text))),
            None => serde_json::from_str(json).map(|text| Self(Cow::Owned(text))),
        }
    }
}

impl<'a> FormPart<'a> for Text<'a> {
    const EXPECTED: &'static str = "a string";

    fn from_json(json: &'a str, at: At) -> Option<Self> {
        leaf(Self::of_json(json), json, Self::EXPECTED, at)
    }

    fn from_cell(cell: Text<'a>) -> Result<Self, ValueError> {
        Ok(cell)
    }
}

/// A value that has no fields of its own, or what is wrong with it.
fn leaf<T>(read: Result<T, serde_json::Error>, json: &str, expected: &str, at: At) -> Option<T> {
    match read {
        Ok(value) => return Some(value),
        Err(error) if error.is_data() => wrong_type(json, expected, at),
        Err(error) => {
            let (kind, message) = said(&error);
            at.form(kind, message);
        }
    }
    None
}

/// Reads numbers of a type.
macro_rules! number {
    ($type:ident is $expected:literal) => {
        impl<'a> FormPart<'a> for $type {
            const EXPECTED: &'static str = $expected;

            fn from_json(json: &'a str, at: At) -> Option<Self> {
                let read = serde_json::from_str(json);
                leaf(read, json, Self::EXPECTED, at)
            }

            fn from_cell(cell: Text<'a>) -> Result<Self, ValueError> {
                let error = |_| format!("\"{}\" is not a number", shortened(&cell)).into();
                cell.trim().parse().map_err(error)
            }
        }
    };
}

number!(u32 is "a whole number (a count of characters)");
number!(f64 is "a number");
number!(Number is "a number");

impl<'a, T: FormPart<'a> + Default> FormPart<'a> for Vec<T> {
    const EXPECTED: &'static str = "a list";

    /// An item that cannot be read leaves an empty one, so that the others keep their numbers.
    fn from_json(json: &'a str, at: At) -> Option<Self> {
        let Some(items) = items(json) else {
            wrong_type(json, Self::EXPECTED, at);
            return None;
        };
        let read = |(i, json)| T::from_json(json, at.index(i)).unwrap_or_default();
        Some(items.into_iter().enumerate().map(read).collect())
    }

    /// Semicolons separate the items.
    fn from_cell(cell: Text<'a>) -> Result<Self, ValueError> {
        listed(cell).into_iter().map(T::from_cell).collect()
    }
}

/// The items of a list between semicolons, without the blanks around them; empty ones are passed
/// over.
pub(super) fn listed(text: Text) -> Vec<Text> {
    let items = |text: &str| -> Vec<String> { split(text).map(str::to_owned).collect() };
    match text.0 {
        Cow::Borrowed(text) => split(text).map(|item| Text(item.into())).collect(),
        Cow::Owned(text) => items(&text)
            .into_iter()
            .map(|item| Text(item.into()))
            .collect(),
    }
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(';')
        .map(str::trim)
        .filter(|item| !item.is_empty())
}

/// One thing, or a list of them.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(untagged, inline)]
pub(super) enum OneOrMany<T> {
    /// One, without a list around it.
    One(T),
    /// A list.
    Many(Vec<T>),
}

/// A list in a claim holds no more than this: the members of the United Nations have room in it.
const MOST_ITEMS: usize = 256;

fn too_many(count: usize) -> ValueError {
    let message = format!("lists {count}, where {MOST_ITEMS} are the most");
    ValueError::new(message).hint("name what holds them all, or part them among several claims")
}

impl<T> OneOrMany<T> {
    /// The items with the place of each; too many are a fault.
    pub(super) fn each<'p>(&'p self, at: &'p At<'p>) -> impl Iterator<Item = (At<'p>, &'p T)> {
        let (items, single) = match self {
            Self::One(item) => (std::slice::from_ref(item), true),
            Self::Many(items) if items.len() > MOST_ITEMS => {
                at.error(FaultKind::TooLarge, too_many(items.len()));
                (&[][..], false)
            }
            Self::Many(items) => (items.as_slice(), false),
        };
        let place = move |i| if single { *at } else { at.index(i) };
        let items = items.iter().enumerate();
        items.map(move |(i, item)| (place(i), item))
    }
}

impl<'a, T: FormPart<'a> + Default> FormPart<'a> for OneOrMany<T> {
    const EXPECTED: &'static str = "a string or a list";

    fn from_json(json: &'a str, at: At) -> Option<Self> {
        if json.starts_with('[') {
            Vec::from_json(json, at).map(Self::Many)
        } else {
            T::from_json(json, at).map(Self::One)
        }
    }

    fn from_cell(cell: Text<'a>) -> Result<Self, ValueError> {
        Vec::from_cell(cell).map(Self::Many)
    }
}

/// A name alone, or an object that says more.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(untagged)]
pub(super) enum NameOr<'a, T> {
    /// A name.
    Name(Text<'a>),
    /// An object.
    Object(T),
}

impl<T> Default for NameOr<'_, T> {
    fn default() -> Self {
        Self::Name(Text::default())
    }
}

impl<'a, T: FormPart<'a>> FormPart<'a> for NameOr<'a, T> {
    const EXPECTED: &'static str = "a string or an object";

    fn from_json(json: &'a str, at: At) -> Option<Self> {
        match json.as_bytes().first() {
            Some(b'{') => T::from_json(json, at).map(NameOr::Object),
            Some(b'"') => Text::from_json(json, at).map(NameOr::Name),
            _ => {
                wrong_type(json, Self::EXPECTED, at);
                None
            }
        }
    }

    fn from_cell(cell: Text<'a>) -> Result<Self, ValueError> {
        Ok(Self::Name(cell))
    }

    fn fill(part: &mut Option<Self>, path: &str, cell: Text<'a>) -> Result<(), ValueError> {
        let mut object = match part.take() {
            Some(Self::Object(object)) => Some(object),
            _ => None,
        };
        let filled = T::fill(&mut object, path, cell);
        *part = object.map(Self::Object);
        filled
    }
}

/// A number with all the digits that it is written in.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figure<'a>(pub(super) Cow<'a, str>);

impl<'a> FormPart<'a> for Figure<'a> {
    const EXPECTED: &'static str = Number::EXPECTED;

    fn from_json(json: &'a str, at: At) -> Option<Self> {
        Number::from_json(json, at).map(|_| Self(json.trim().into()))
    }

    fn from_cell(cell: Text<'a>) -> Result<Self, ValueError> {
        let number = Number::from_cell(cell)?;
        Ok(Self(number.to_string().into()))
    }
}

impl JsonSchema for Figure<'_> {
    fn schema_name() -> Cow<'static, str> {
        Number::schema_name()
    }

    fn inline_schema() -> bool {
        Number::inline_schema()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Number::json_schema(generator)
    }
}

/// An assertion's value as it stands in the input.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(untagged)]
pub(super) enum Amount<'a> {
    /// A number.
    Number(Figure<'a>),
    /// A phrase, a date, a name or a term.
    Text(Text<'a>),
    /// The least, the likeliest and the greatest number.
    Range(Box<RangeForm<'a>>),
    /// Names of a place, from the most to the least specific, or of those who took part.
    List(Vec<NameOr<'a, PositionForm<'a>>>),
}

impl<'a> FormPart<'a> for Amount<'a> {
    const EXPECTED: &'static str =
        "a number, a phrase, a list of names or {\"low\", \"best\", \"high\"}";

    fn from_json(json: &'a str, at: At) -> Option<Self> {
        match json.as_bytes().first() {
            Some(b'{') => RangeForm::from_json(json, at).map(|range| Self::Range(Box::new(range))),
            Some(b'[') => Vec::from_json(json, at).map(Self::List),
            Some(b'"') => Text::from_json(json, at).map(Self::Text),
            Some(b't' | b'f' | b'n') | None => {
                wrong_type(json, Self::EXPECTED, at);
                None
            }
            _ => Figure::from_json(json, at).map(Self::Number),
        }
    }

    fn from_cell(cell: Text<'a>) -> Result<Self, ValueError> {
        Ok(Self::Text(cell))
    }

    fn fill(part: &mut Option<Self>, path: &str, cell: Text<'a>) -> Result<(), ValueError> {
        if path.is_empty() {
            *part = Some(Self::from_cell(cell)?);
            return Ok(());
        }
        let mut range = match part.take() {
            Some(Self::Range(range)) => Some(*range),
            _ => None,
        };
        let filled = RangeForm::fill(&mut range, path, cell);
        *part = range.map(|range| Self::Range(Box::new(range)));
        filled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_split_at_semicolons() {
        for text in [
            Cow::Borrowed(" a ;b;; c"),
            Cow::Owned(" a ;b;; c".to_owned()),
        ] {
            let items = listed(Text(text));
            assert_eq!(
                items.iter().map(|t| &**t).collect::<Vec<_>>(),
                ["a", "b", "c"]
            );
        }
    }
}
