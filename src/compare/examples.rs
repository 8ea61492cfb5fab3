//! The examples that a codebook carries, run.

use std::fmt;

use super::{Context, verdict};
use crate::claim::AttributeId;
use crate::codebook::{Attribute, Codebook, Example, ExampleSide, ValueType, Verdict};
use crate::ingest;
use crate::names::{self, Gazetteer};

/// An example that did not come out as declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    /// The attribute.
    pub attribute: String,
    /// Number of the example, from 1.
    pub number: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "attribute `{}`, example {}: {}",
            self.attribute, self.number, self.message
        )
    }
}

/// Runs the examples of every attribute; gives those that fail, and how many there are.
pub fn run_examples(codebook: &Codebook) -> (usize, Vec<Failed>) {
    let all = codebook.attributes().iter().flat_map(|attribute| {
        attribute
            .examples
            .iter()
            .enumerate()
            .map(move |(i, example)| (attribute, i + 1, example))
    });
    let mut count = 0;
    let mut failed = Vec::new();
    for (attribute, number, example) in all {
        count += 1;
        if let Err(message) = run(codebook, attribute, example) {
            failed.push(Failed {
                attribute: attribute.name.clone(),
                number,
                message,
            });
        }
    }
    (count, failed)
}

fn run(codebook: &Codebook, attribute: &Attribute, example: &Example) -> Result<(), String> {
    let lines = [("a", &example.a), ("b", &example.b)]
        .map(|(name, side)| claim(attribute, example, name, side).to_string())
        .join("\n");
    let read = ingest::read_lines("example", lines.as_bytes(), codebook);
    if let Some(fault) = read.faults.first() {
        return Err(fault.to_string());
    }
    let names = names::resolve(&read.claims, codebook, &Gazetteer::default());
    let ctx = Context {
        claims: &read.claims,
        names: &names,
        codebook,
    };
    let id = codebook
        .attribute_id(&attribute.name)
        .unwrap_or(AttributeId(0));
    let found = judge(&ctx, id).ok_or("the two values cannot be compared")?;
    if found == example.verdict {
        Ok(())
    } else {
        Err(format!("declared {:?}, found {found:?}", example.verdict).to_lowercase())
    }
}

/// The gravest verdict on the attribute, whichever way round the two are taken.
fn judge(ctx: &Context, attribute: AttributeId) -> Option<Verdict> {
    let side = |claim| {
        ctx.statements(claim)
            .into_iter()
            .filter(move |s| s.attribute == attribute)
    };
    let mut found = None;
    for x in side(0) {
        for y in side(1) {
            let (one, other) = (verdict(ctx, &x, &y), verdict(ctx, &y, &x));
            if one != other {
                return None;
            }
            found = found.max(one.map(|(verdict, _)| verdict));
        }
    }
    found
}

/// A claim in the claims format, made from one side of an example.
fn claim(
    attribute: &Attribute,
    example: &Example,
    name: &str,
    side: &ExampleSide,
) -> serde_json::Value {
    let mut event = serde_json::json!({"when": example.when.as_deref().unwrap_or("2024-03-09")});
    let mut assertions = serde_json::json!([]);
    let header = match attribute.value_type {
        ValueType::Kind => Some("kind"),
        ValueType::Actors => Some("actors"),
        ValueType::Time if attribute.name == "when" => Some("when"),
        ValueType::Place if attribute.name == "where" => Some("where"),
        _ => None,
    };
    match header {
        Some(field) => event[field] = side.value.clone(),
        None => assertions = serde_json::json!([assertion(attribute, side)]),
    }
    serde_json::json!({
        "id": name,
        "outlet": side.outlet.as_deref().unwrap_or(name),
        "document": {
            "id": format!("{name}-document"),
            "published": side.published.as_deref().unwrap_or("2024-03-12"),
        },
        "event": event,
        "assertions": assertions,
    })
}

fn assertion(attribute: &Attribute, side: &ExampleSide) -> serde_json::Value {
    let mut made = serde_json::json!({"attribute": attribute.name, "value": side.value});
    for (field, value) in [
        ("of", &side.of),
        ("as_of", &side.as_of),
        ("counts", &side.counts),
        ("whom", &side.whom),
    ] {
        if let Some(value) = value {
            made[field] = serde_json::Value::from(value.as_str());
        }
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_builtin_examples_come_out_as_declared() {
        let (count, failed) = run_examples(&Codebook::builtin());
        let failed: Vec<String> = failed.iter().map(ToString::to_string).collect();
        assert!(failed.is_empty(), "{failed:#?}");
        assert!(count >= 40, "{count} examples");
    }

    #[test]
    fn a_wrong_example_fails() {
        let toml = "[[attribute]]\nname = \"floors\"\ntype = \"count\"\n[[attribute.example]]\na = { value = 3 }\nb = { value = 4 }\nverdict = \"agreement\"\n";
        let book = Codebook::builtin().extended(toml, "mine").unwrap();
        let (_, failed) = run_examples(&book);
        assert_eq!(failed.len(), 1);
        assert_eq!(failed[0].attribute, "floors");
    }
}
