//! The claims format, field by field: the one place that lists its fields. The fast reader, the
//! reader that diagnoses, the JSON Schema and the nearest-name hints are all made from it.

use std::borrow::Cow;
use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::later::Later;
use super::loose::{Loose, duplicate_field, entries, field, unknown_field, wrong_type};
use super::problem::{At, Problems};
use super::wire::{Amount, NameOr, Number, OneOrMany, Text};

/// Fields of the user's own (`x_…`), with their JSON as written.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Extra<'a>(pub(super) Vec<(Text<'a>, Cow<'a, str>)>);

impl Extra<'_> {
    /// One JSON object with all of them, in the order written.
    pub(super) fn to_json(&self) -> Option<Box<str>> {
        if self.0.is_empty() {
            return None;
        }
        let fields: Vec<String> = self
            .0
            .iter()
            .map(|(key, json)| format!("{}:{json}", serde_json::Value::from(&**key)))
            .collect();
        Some(format!("{{{}}}", fields.join(",")).into())
    }
}

/// Declares an object of the format: its fields, and both ways to read it.
macro_rules! form {
    ($(#[$about:meta])* $name:ident is $expected:literal {
        $($(#[$field_about:meta])* $field:ident $key:literal: $type:ty,)*
    }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Default, PartialEq, JsonSchema)]
        #[schemars(extend("additionalProperties" = false, "patternProperties" = {"^x_": true}))]
        pub(super) struct $name<'a> {
            $($(#[$field_about])* #[schemars(rename = $key)] pub(super) $field: Option<$type>,)*
            #[schemars(skip)]
            pub(super) extra: Extra<'a>,
        }

        impl<'a> $name<'a> {
            const FIELDS: &'static [&'static str] = &[$($key),*];
        }

        impl<'de: 'a, 'a> Deserialize<'de> for $name<'a> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct V;
                impl<'a> Visitor<'a> for V {
                    type Value = $name<'a>;

                    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                        f.write_str($expected)
                    }

                    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<$name<'a>, A::Error> {
                        let mut form = $name::default();
                        while let Some(key) = map.next_key::<Text>()? {
                            match &*key {
                                $($key => set(&mut form.$field, $key, map.next_value()?)?,)*
                                _ => keep(&mut form.extra, key, &mut map)?,
                            }
                        }
                        Ok(form)
                    }
                }
                deserializer.deserialize_map(V)
            }
        }

        impl<'a> Loose<'a> for $name<'a> {
            const EXPECTED: &'static str = $expected;

            fn loose(raw: &'a RawValue, at: At, problems: &mut Problems) -> Option<Self> {
                let Some(entries) = entries(raw) else {
                    wrong_type(raw, Self::EXPECTED, at, problems);
                    return None;
                };
                let mut form = Self::default();
                let mut seen = std::collections::BTreeSet::new();
                for entry in entries {
                    let Some(key) = entry.key() else {
                        entry.note_bad_key(at, problems);
                        continue;
                    };
                    if !seen.insert(key.to_string()) {
                        duplicate_field(at.key(&key), problems);
                        continue;
                    }
                    match &*key {
                        $($key => form.$field = field(entry.value, at.key($key), problems),)*
                        _ if key.starts_with("x_") => {
                            form.extra.0.push((key, Cow::Borrowed(entry.value.get())));
                        }
                        _ => unknown_field(&key, Self::FIELDS, at, problems),
                    }
                }
                Some(form)
            }
        }
    };
}

/// Fills a field, once.
fn set<T, E: Error>(field: &mut Option<T>, key: &'static str, value: Option<T>) -> Result<(), E> {
    if field.is_some() {
        return Err(E::duplicate_field(key));
    }
    *field = value;
    Ok(())
}

/// Keeps a field of the user's own; refuses any other.
fn keep<'a, A: MapAccess<'a>>(
    extra: &mut Extra<'a>,
    key: Text<'a>,
    map: &mut A,
) -> Result<(), A::Error> {
    if !key.starts_with("x_") || extra.0.iter().any(|(known, _)| *known == key) {
        return Err(A::Error::custom("unknown or repeated field"));
    }
    let raw: &RawValue = map.next_value()?;
    extra.0.push((key, Cow::Borrowed(raw.get())));
    Ok(())
}

form! {
    /// One outlet's document with its claims.
    DocumentFileForm is "an object" {
        /// Who published it.
        #[schemars(required)]
        outlet "outlet": Text<'a>,
        /// The document, or its id alone.
        document "document": NameOr<'a, DocumentForm<'a>>,
        /// Its claims.
        #[schemars(required)]
        claims "claims": Vec<ClaimForm<'a>>,
    }
}

form! {
    /// A document of one outlet.
    DocumentForm is "an object" {
        /// Its id; made from outlet, date, title and address where absent.
        id "id": Text<'a>,
        /// Its title.
        title "title": Text<'a>,
        /// Where it stands on the web.
        url "url": Text<'a>,
        /// When: an RFC 3339 time or EDTF date. Relative times resolve against it.
        published "published": Text<'a>,
        /// BCP 47 tag of the language it is in.
        language "language": Text<'a>,
        /// BCP 47 tag of the language it was translated from.
        translated_from "translated_from": Text<'a>,
        /// The article that the claims were read from: a path relative to the claims file, or a URL.
        text "text": Text<'a>,
        /// The outlet that it says it was first published by.
        republished_from "republished_from": Text<'a>,
    }
}

form! {
    /// One outlet's account of one event.
    ClaimForm is "an object" {
        /// Unique in the claims set; made from the document's id and a running number where absent.
        id "id": Text<'a>,
        /// Who published it; only where a claim stands alone (JSON lines).
        outlet "outlet": Text<'a>,
        /// The document, or its id alone; only where a claim stands alone (JSON lines).
        document "document": NameOr<'a, DocumentForm<'a>>,
        /// Which event it speaks of.
        event "event": EventForm<'a>,
        /// What it asserts about that event.
        assertions "assertions": Vec<Later<'a, AssertionForm<'a>>>,
        /// The chain of attribution inside the document, nearest source first.
        said_by "said_by": Later<'a, OneOrMany<Text<'a>>>,
        /// Where in the document's text it was read.
        quote "quote": QuoteForm<'a>,
    }
}

form! {
    /// The event that a claim speaks of.
    EventForm is "an object" {
        /// A term of the codebook.
        kind "kind": Text<'a>,
        /// EDTF (ISO 8601-2), or a phrase in words, resolved against the day of publication.
        when "when": Text<'a>,
        /// A name, or names from the most to the least specific; coordinates last.
        place "where": Later<'a, OneOrMany<NameOr<'a, PositionForm<'a>>>>,
        /// Who took part.
        actors "actors": Later<'a, OneOrMany<NameOr<'a, ActorForm<'a>>>>,
    }
}

form! {
    /// Coordinates.
    PositionForm is "an object with \"lat\" and \"lon\"" {
        /// Degrees north, -90 to 90.
        #[schemars(required)]
        lat "lat": f64,
        /// Degrees east, -180 to 180.
        #[schemars(required)]
        lon "lon": f64,
    }
}

form! {
    /// Somebody who took part.
    ActorForm is "an object with \"name\" and \"role\"" {
        /// The name as written.
        #[schemars(required)]
        name "name": Text<'a>,
        /// The part played (`attacker`, `defender`, `victim`, …).
        role "role": Text<'a>,
    }
}

form! {
    /// One thing that a claim asserts.
    AssertionForm is "an object" {
        /// A term of the codebook, which gives its value type, tolerance and severity.
        #[schemars(required)]
        attribute "attribute": Text<'a>,
        /// What it speaks of: a group, person, place or thing. Absent: the event as a whole.
        of "of": Text<'a>,
        /// A number, a phrase, a range, a date, a name or a term.
        #[schemars(required)]
        value "value": Amount<'a>,
        /// When it holds, where that is not the event's own time.
        as_of "as_of": Text<'a>,
        /// `sometime` in `as_of` (the default) or `throughout` it.
        holds "holds": Text<'a>,
        /// For a count: the period it covers (EDTF), where that is not the event's own time.
        over "over": Text<'a>,
        /// For a count: `event` (the default), `running` (a total up to a day) or `part`.
        counts "counts": Text<'a>,
        /// For a count: a category of people.
        whom "whom": Text<'a>,
        /// The words as the outlet wrote them, where `value` is not those words.
        text "text": Text<'a>,
        /// The chain of attribution inside the document, nearest source first.
        said_by "said_by": OneOrMany<Text<'a>>,
    }
}

form! {
    /// Character offsets into a document's text, end exclusive.
    QuoteForm is "an object with \"start\" and \"end\"" {
        /// First character.
        #[schemars(required)]
        start "start": u32,
        /// One past the last character.
        #[schemars(required)]
        end "end": u32,
    }
}

form! {
    /// A count between bounds.
    RangeForm is "an object with \"low\", \"best\" and \"high\"" {
        /// The least number.
        low "low": Number,
        /// The number named.
        best "best": Number,
        /// The greatest number; null where open.
        high "high": Number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::schema;

    #[test]
    fn the_schema_requires_what_the_format_requires() {
        let schema = serde_json::to_value(schema()).unwrap();
        assert_eq!(
            schema["required"],
            serde_json::json!(["outlet", "claims"]),
            "{schema:#}"
        );
        let assertion = &schema["$defs"]["AssertionForm"];
        assert_eq!(
            assertion["required"],
            serde_json::json!(["attribute", "value"])
        );
        assert_eq!(assertion["additionalProperties"], false);
        let known = assertion["properties"].as_object().unwrap();
        assert_eq!(known.len(), AssertionForm::FIELDS.len());
    }

    #[test]
    fn both_ways_to_read_give_the_same() {
        let text = r#"{"id": "a", "outlet": "A\u00e9", "document": {"id": "d"}, "event": {"kind": "clash",
            "where": ["Gao", {"lat": 1, "lon": 2.5}], "actors": "JNIM"}, "assertions": [{"attribute":
            "killed", "value": {"low": 1, "high": null}, "x_a": [1]}, {"attribute": "killed", "value": -2}],
            "said_by": ["police"], "quote": {"start": 1, "end": 2}}"#;
        let fast: ClaimForm = serde_json::from_str(text).unwrap();
        let mut problems = Problems::default();
        let raw: &RawValue = serde_json::from_str(text).unwrap();
        let loose = ClaimForm::loose(raw, crate::ingest::problem::RECORD, &mut problems).unwrap();
        assert_eq!(settled(loose), settled(fast));
        assert!(problems.all.is_empty());
    }

    /// A claim all of whose parts are read.
    fn settled<'a>(mut claim: ClaimForm<'a>) -> ClaimForm<'a> {
        let read = |part: Later<'a, AssertionForm<'a>>| Later::Read(part.read());
        claim.assertions = claim
            .assertions
            .map(|all| all.into_iter().map(read).collect());
        claim.said_by = claim.said_by.map(|part| Later::Read(part.read()));
        if let Some(event) = &mut claim.event {
            event.place = event.place.take().map(|part| Later::Read(part.read()));
            event.actors = event.actors.take().map(|part| Later::Read(part.read()));
        }
        claim
    }
}
