//! A part of a record that is read when it is asked for: most parts were read before, in the same
//! words, and need not be read again.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Deserialize;
use serde::de::Deserializer;
use serde_json::value::RawValue;

use super::loose::Loose;
use super::memo::Memo;
use super::problem::{At, Problems};

/// A part of a record: as text, or as read.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Later<'a, T> {
    /// Its JSON as it stands in the input.
    Raw(&'a str),
    /// As read from another form, or from a record with faults.
    Read(T),
}

impl<T: Default> Default for Later<'_, T> {
    fn default() -> Self {
        Self::Read(T::default())
    }
}

impl<'de: 'a, 'a, T> Deserialize<'de> for Later<'a, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&RawValue>::deserialize(deserializer).map(|raw| Self::Raw(raw.get()))
    }
}

impl<'a, T: Loose<'a>> Loose<'a> for Later<'a, T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn loose(raw: &'a RawValue, at: At, problems: &mut Problems) -> Option<Self> {
        T::loose(raw, at, problems).map(Self::Read)
    }
}

impl<T: JsonSchema> JsonSchema for Later<'_, T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

impl<'a, T: Deserialize<'a>> Later<'a, T> {
    /// The same, read.
    #[cfg(test)]
    pub(super) fn read(&self) -> T
    where
        T: Clone,
    {
        match self {
            Self::Raw(raw) => serde_json::from_str(raw).unwrap(),
            Self::Read(form) => form.clone(),
        }
    }

    /// What it means: as remembered, or as `read` says. Where there is nothing to note about it,
    /// and it is `lasting` (means the same in every claim), it is remembered.
    pub(super) fn meaning<V: Clone>(
        &self,
        memo: &Memo<V>,
        problems: &mut Problems,
        lasting: impl FnOnce(&V) -> bool,
        read: impl FnOnce(&T, &mut Problems) -> Option<V>,
    ) -> Option<V> {
        let raw = match self {
            Self::Read(form) => return read(form, problems),
            Self::Raw(raw) => *raw,
        };
        let known = memo.get(raw.as_bytes());
        if known.is_some() {
            return known;
        }
        let form = serde_json::from_str(raw)
            .map_err(|error| problems.refusal = Some(error))
            .ok()?;
        let before = problems.all.len();
        let value = read(&form, problems)?;
        let good = problems.all.len() == before && problems.refusal.is_none();
        Some(if good && lasting(&value) {
            memo.put(raw.as_bytes(), value)
        } else {
            value
        })
    }
}
