//! The small pieces that the claims format is written in: text, one or many, a name or an object.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Deserialize;
use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer, StrDeserializer};
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::form::{PositionForm, RangeForm};
use super::loose::{Loose, items, leaf, wrong_type};
use super::problem::{At, Problems};

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

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct V;
        impl<'de> Visitor<'de> for V {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(V)
    }
}

impl<'a> Loose<'a> for Text<'a> {
    const EXPECTED: &'static str = "a string";
}

impl Loose<'_> for u32 {
    const EXPECTED: &'static str = "a whole number (a count of characters)";
}

impl Loose<'_> for f64 {
    const EXPECTED: &'static str = "a number";
}

impl<'a, T: Loose<'a> + Default> Loose<'a> for Vec<T> {
    const EXPECTED: &'static str = "a list";

    /// An item that cannot be read leaves an empty one, so that the others keep their numbers.
    fn loose(raw: &'a RawValue, at: At, problems: &mut Problems) -> Option<Self> {
        let Some(items) = items(raw) else {
            wrong_type(raw, Self::EXPECTED, at, problems);
            return None;
        };
        let read = |(i, raw)| T::loose(raw, at.index(i), problems).unwrap_or_default();
        Some(items.into_iter().enumerate().map(read).collect())
    }
}

/// One thing, or a list of them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct OneOrMany<T> {
    /// The things.
    pub(super) items: Vec<T>,
    /// Whether it was written as one, without a list around it.
    pub(super) single: bool,
}

impl<T> OneOrMany<T> {
    fn one(item: T) -> Self {
        Self {
            items: vec![item],
            single: true,
        }
    }

    /// A list.
    pub(super) fn many(items: Vec<T>) -> Self {
        Self {
            items,
            single: false,
        }
    }

    /// The items with the place of each.
    pub(super) fn each<'p>(&'p self, at: &'p At<'p>) -> impl Iterator<Item = (At<'p>, &'p T)> {
        let place = move |i| if self.single { *at } else { at.index(i) };
        self.items
            .iter()
            .enumerate()
            .map(move |(i, item)| (place(i), item))
    }
}

/// What `OneOrMany` looks like in a schema.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its shape is of use")]
enum Either<T> {
    One(T),
    Many(Vec<T>),
}

impl<T: JsonSchema> JsonSchema for OneOrMany<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Either::<T>::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Either::<T>::json_schema(generator)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct V<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for V<T> {
            type Value = OneOrMany<T>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a string or a list")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
                T::deserialize(BorrowedStrDeserializer::new(text)).map(OneOrMany::one)
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                T::deserialize(StrDeserializer::new(text)).map(OneOrMany::one)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(OneOrMany::one)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut items = Vec::with_capacity(seq.size_hint().unwrap_or(4));
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(OneOrMany::many(items))
            }
        }
        deserializer.deserialize_any(V(PhantomData))
    }
}

impl<'a, T: Loose<'a> + Default> Loose<'a> for OneOrMany<T> {
    const EXPECTED: &'static str = "a string or a list";

    fn loose(raw: &'a RawValue, at: At, problems: &mut Problems) -> Option<Self> {
        if raw.get().starts_with('[') {
            Vec::loose(raw, at, problems).map(Self::many)
        } else {
            T::loose(raw, at, problems).map(Self::one)
        }
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

impl<'de, T: Deserialize<'de>> Deserialize<'de> for NameOr<'de, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct V<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for V<T> {
            type Value = NameOr<'de, T>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a string or an object")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(NameOr::Name(Text(Cow::Borrowed(text))))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(NameOr::Name(Text(Cow::Owned(text.to_owned()))))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(NameOr::Object)
            }
        }
        deserializer.deserialize_any(V(PhantomData))
    }
}

impl<'a, T: Loose<'a>> Loose<'a> for NameOr<'a, T> {
    const EXPECTED: &'static str = "a string or an object";

    fn loose(raw: &'a RawValue, at: At, problems: &mut Problems) -> Option<Self> {
        match raw.get().as_bytes().first() {
            Some(b'{') => T::loose(raw, at, problems).map(NameOr::Object),
            Some(b'"') => Text::loose(raw, at, problems).map(NameOr::Name),
            _ => {
                wrong_type(raw, Self::EXPECTED, at, problems);
                None
            }
        }
    }
}

/// A number as it stands in the input.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema)]
#[schemars(untagged)]
pub(super) enum Number {
    /// A whole number.
    Whole(u64),
    /// A whole number below zero.
    Negative(i64),
    /// A number with a fraction, or beyond 64 bits.
    Fraction(f64),
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(number) => number.fmt(f),
            Self::Negative(number) => number.fmt(f),
            Self::Fraction(number) => number.fmt(f),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberVisitor)
    }
}

impl Loose<'_> for Number {
    const EXPECTED: &'static str = "a number";
}

struct NumberVisitor;

impl Visitor<'_> for NumberVisitor {
    type Value = Number;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Number, E> {
        Ok(Number::Whole(number))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Number, E> {
        Ok(u64::try_from(number).map_or(Number::Negative(number), Number::Whole))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Number, E> {
        Ok(Number::Fraction(number))
    }
}

/// An assertion's value as it stands in the input.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(untagged)]
pub(super) enum Amount<'a> {
    /// A number.
    Number(Number),
    /// A phrase, a date, a name or a term.
    Text(Text<'a>),
    /// The least, the likeliest and the greatest number.
    Range(Box<RangeForm<'a>>),
    /// Names of a place, from the most to the least specific, or of those who took part.
    List(Vec<NameOr<'a, PositionForm<'a>>>),
}

impl<'de> Deserialize<'de> for Amount<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AmountVisitor)
    }
}

struct AmountVisitor;

impl<'de> Visitor<'de> for AmountVisitor {
    type Value = Amount<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(Amount::EXPECTED)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        NumberVisitor.visit_u64(number).map(Amount::Number)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        NumberVisitor.visit_i64(number).map(Amount::Number)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        NumberVisitor.visit_f64(number).map(Amount::Number)
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Amount::Text(Text(Cow::Borrowed(text))))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Amount::Text(Text(Cow::Owned(text.to_owned()))))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let range = RangeForm::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Amount::Range(Box::new(range)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Amount::List(items))
    }
}

impl<'a> Loose<'a> for Amount<'a> {
    const EXPECTED: &'static str =
        "a number, a phrase, a list of names or {\"low\", \"best\", \"high\"}";

    fn loose(raw: &'a RawValue, at: At, problems: &mut Problems) -> Option<Self> {
        match raw.get().as_bytes().first() {
            Some(b'{') => {
                RangeForm::loose(raw, at, problems).map(|range| Self::Range(Box::new(range)))
            }
            Some(b'[') => Vec::loose(raw, at, problems).map(Self::List),
            _ => leaf(raw, at, problems),
        }
    }
}
