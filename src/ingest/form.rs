//! The claims format, field by field: the one place that lists its fields. The reader of JSON, the
//! columns of tables, the JSON Schema and the nearest-name hints are all made from it.

use std::borrow::Cow;

use schemars::JsonSchema;

use super::later::Later;
use super::problem::At;
use super::raw::{duplicate_field, entries, unknown_field, wrong_type};
use super::wire::{Amount, Figure, FormPart, NameOr, OneOrMany, Text};
use crate::claim::ValueError;

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

/// Declares an object of the format: its fields, and how it is read.
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

        impl $name<'_> {
            /// The names of its fields.
            pub(super) const FIELDS: &'static [&'static str] = &[$($key),*];
        }

        impl<'a> FormPart<'a> for $name<'a> {
            const EXPECTED: &'static str = $expected;

            fn from_json(json: &'a str, at: At) -> Option<Self> {
                let Some(entries) = entries(json) else {
                    wrong_type(json, Self::EXPECTED, at);
                    return None;
                };
                let mut form = Self::default();
                for entry in entries {
                    let Some(key) = entry.key() else {
                        entry.note_bad_key(at);
                        continue;
                    };
                    match &*key {
                        $($key => read(&mut form.$field, entry.value, at.key($key)),)*
                        _ if key.starts_with("x_") => form.extra.keep(key, entry.value, at),
                        _ => unknown_field(&key, Self::FIELDS, at),
                    }
                }
                Some(form)
            }

            fn fill(part: &mut Option<Self>, path: &str, cell: Text<'a>) -> Result<(), ValueError> {
                let is_new = part.is_none();
                let form = part.get_or_insert_default();
                let (key, path) = path.split_once('.').unwrap_or((path, ""));
                let filled = match key {
                    $($key => FormPart::fill(&mut form.$field, path, cell),)*
                    _ => Err(format!("\"{key}\" is no column of the table form").into()),
                };
                if is_new && filled.is_err() {
                    *part = None;
                }
                filled
            }
        }
    };
}

/// Reads a field, once: null is the same as no field.
fn read<'a, T: FormPart<'a>>(field: &mut Option<T>, json: &'a str, at: At) {
    if field.is_some() {
        duplicate_field(at);
    } else if json != "null" {
        *field = T::from_json(json, at);
    }
}

impl<'a> Extra<'a> {
    fn keep(&mut self, key: Text<'a>, json: &'a str, at: At) {
        if self.0.iter().any(|(known, _)| *known == key) {
            duplicate_field(at.key(&key));
        } else {
            self.0.push((key, Cow::Borrowed(json)));
        }
    }
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
        /// The id of the document that it corrects: what it says again replaces what stood there.
        corrects "corrects": Text<'a>,
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
        /// Says that a program wrote the claim and that no person has confirmed it.
        draft "draft": DraftForm<'a>,
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
        /// What the outlet called it, as published.
        title "title": Text<'a>,
        /// Rare words of the account, each as often as it stands there: for linkage, never printed.
        words "words": Text<'a>,
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
        /// `asserts` (the default), `denies` or `retracts`.
        stance "stance": Text<'a>,
        /// For a count: the standard of proof (`identified`, `confirmed`, `probable`, …).
        proof "proof": Text<'a>,
        /// For a count: categories that it takes in, where outlets differ in that.
        includes "includes": OneOrMany<Text<'a>>,
        /// For a count: categories that it leaves out, where outlets differ in that.
        excludes "excludes": OneOrMany<Text<'a>>,
        /// The unit of a number (`ha`, `acre`, `km`, `EUR`, …), where the value does not say it.
        unit "unit": Text<'a>,
    }
}

form! {
    /// Where in a document a claim was read: both offsets, or the words, or all of them.
    QuoteForm is "an object with \"start\" and \"end\"" {
        /// First character, as an offset into the document's text.
        start "start": u32,
        /// One past the last character.
        end "end": u32,
        /// The words, as published.
        words "words": Text<'a>,
    }
}

form! {
    /// The mark of a claim that a program wrote.
    DraftForm is "an object with \"reader\" and \"confidence\"" {
        /// The program.
        #[schemars(required)]
        reader "reader": Text<'a>,
        /// How sure it was, from 0 to 1.
        confidence "confidence": f64,
    }
}

form! {
    /// A number between bounds.
    RangeForm is "an object with \"low\", \"best\" and \"high\"" {
        /// The least number.
        low "low": Figure<'a>,
        /// The number named.
        best "best": Figure<'a>,
        /// The greatest number; null where open.
        high "high": Figure<'a>,
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
}
