//! A part of a record that is read when it is asked for: most parts were read before, in the same
//! words, and need not be read again.

use std::borrow::Cow;

use super::memo::Memo;
use super::problem::At;
use super::wire::{FormPart, Text};
use crate::claim::ValueError;
use schemars::{JsonSchema, Schema, SchemaGenerator};

/// A part of a record: as text, or as read.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Later<'a, T> {
    /// Its JSON as it stands in the input.
    Raw(&'a str),
    /// As read from another form.
    Read(T),
}

impl<T: Default> Default for Later<'_, T> {
    fn default() -> Self {
        Self::Read(T::default())
    }
}

impl<'a, T: FormPart<'a>> FormPart<'a> for Later<'a, T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn from_json(json: &'a str, _: At) -> Option<Self> {
        Some(Self::Raw(json))
    }

    fn from_cell(cell: Text<'a>) -> Result<Self, ValueError> {
        T::from_cell(cell).map(Self::Read)
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

impl<'a, T: FormPart<'a>> Later<'a, T> {
    /// What it means: as remembered, or as `read` says. Where there is nothing to note about it,
    /// and it is `lasting` (means the same in every claim), it is remembered.
    pub(super) fn meaning<V: Clone>(
        &self,
        at: At,
        memo: &Memo<V>,
        lasting: impl FnOnce(&V) -> bool,
        read: impl FnOnce(&T) -> Option<V>,
    ) -> Option<V> {
        let raw = match self {
            Self::Read(form) => return read(form),
            Self::Raw(raw) => *raw,
        };
        let known = memo.get(raw.as_bytes());
        if known.is_some() {
            return known;
        }
        let before = at.problems().count();
        let form = T::from_json(raw, at)?;
        let value = read(&form)?;
        Some(if at.problems().count() == before && lasting(&value) {
            memo.put(raw.as_bytes(), value)
        } else {
            value
        })
    }
}
