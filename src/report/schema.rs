//! What goes in and what comes out, as JSON Schema, generated from the types that read and write
//! it, so that the two cannot drift.

use schemars::{JsonSchema, Schema, schema_for};

use super::codebook::File;
use crate::view::Report;

/// Of a document with its claims, as it goes in.
pub fn claims() -> Schema {
    let mut schema = crate::ingest::schema();
    schema.insert("title".to_owned(), "Rashomon claims".into());
    schema
}

/// Of the reconciliation that comes out.
pub fn report() -> Schema {
    titled::<Report>("Rashomon reconciliation")
}

/// Of a codebook file.
pub fn codebook() -> Schema {
    titled::<File>("Rashomon codebook")
}

fn titled<T: JsonSchema>(title: &str) -> Schema {
    let mut schema = schema_for!(T);
    schema.insert("title".to_owned(), title.into());
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_of_a_report_describes_every_field() {
        let schema = report();
        let properties = schema.get("properties").unwrap().as_object().unwrap();
        let report = serde_json::to_value(super::super::canned::report()).unwrap();
        for field in report.as_object().unwrap().keys() {
            let described = &properties[field]["description"];
            assert!(described.as_str().is_some_and(|d| !d.is_empty()), "{field}");
        }
        assert_eq!(properties.len(), report.as_object().unwrap().len());
    }
}
