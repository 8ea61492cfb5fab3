//! JSON-LD in schema.org's words: what was claimed, of which event, and where it appeared.
//!
//! <https://schema.org/Claim>. A verdict of this program is no fact check, so that there is no
//! `ClaimReview` and no rating. Events and documents stand in the graph once, and claims refer to
//! them by their ids.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::address::{escaped, web};
use super::text::inert;
use super::{lots, words};
use crate::view::{Account, Event, Parts, Topic};

/// Writes the events, the documents that tell of them, and every value of every topic as a claim.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(parts: &dyn Parts<'_>, out: &mut dyn Write) -> io::Result<()> {
    let remarks = plain(&parts.method().remarks.join(" "));
    write!(
        out,
        "{{\"@context\": \"https://schema.org\",\n\"description\": "
    )?;
    out.write_all(script(&remarks).as_bytes())?;
    out.write_all(b",\n\"@graph\": [")?;
    nodes(parts.events(), out, |n| of_event(&parts.event(n)))?;
    if parts.events() > 0 && parts.topics() > 0 {
        out.write_all(b",")?;
    }
    nodes(parts.topics(), out, |n| of_topic(&parts.topic(n)))?;
    out.write_all(b"\n]}\n")
}

/// Writes the nodes of so many entries, a line each.
fn nodes(
    entries: usize,
    out: &mut dyn Write,
    of: impl Fn(usize) -> Vec<Value> + Sync,
) -> io::Result<()> {
    lots::write(entries, out, &|_| (), |range, bytes| {
        for number in range {
            let lines: Vec<String> = of(number).iter().map(script).collect();
            let before = if number == 0 { "\n" } else { ",\n" };
            write!(bytes, "{before}{}", lines.join(",\n"))?;
        }
        Ok(())
    })
}

/// JSON that is made to stand in a page's `<script>`, which no string of it may close.
fn script(node: &Value) -> String {
    node.to_string().replace('<', "\\u003c")
}

fn of_event(event: &Event<'_>) -> Vec<Value> {
    let mut node = json!({
        "@type": "Event",
        "@id": event_id(&event.id),
        "name": plain(&event.title),
    });
    if let Some(day) = event.when.as_deref().filter(|day| is_day(day)) {
        node["startDate"] = day.into();
    }
    if !event.place.is_empty() {
        node["location"] = json!({"@type": "Place", "name": plain(&event.place.join(", "))});
    }
    let documents = event.accounts.iter().map(document);
    std::iter::once(node).chain(documents).collect()
}

/// The document that an account stands in.
fn document(account: &Account<'_>) -> Value {
    let mut node = json!({
        "@type": "CreativeWork",
        "@id": claim_id(&account.claim),
        "identifier": plain(&account.claim),
        "publisher": {"@type": "Organization", "name": plain(&account.outlet)},
    });
    let more = [
        ("headline", account.title.as_deref()),
        ("url", account.url.as_deref().and_then(web)),
        ("inLanguage", account.language.as_deref()),
        (
            "datePublished",
            account.published.as_deref().filter(|day| is_day(day)),
        ),
    ];
    for (name, value) in more {
        if let Some(value) = value {
            node[name] = plain(value);
        }
    }
    node
}

fn of_topic(topic: &Topic<'_>) -> Vec<Value> {
    let events = topic.event.iter().chain(&topic.events);
    let about: Vec<Value> = events
        .map(|id| json!({"@type": "Event", "@id": event_id(id)}))
        .collect();
    let what = words::topic(&topic.attribute, topic.thing().as_deref());
    let claims = topic.own().map(|value| {
        let told = value.claims.iter();
        let told = told.map(|claim| json!({"@type": "CreativeWork", "@id": claim_id(claim)}));
        json!({
            "@type": "Claim",
            "text": plain(&format!("{what}: {}", value.written())),
            "about": about,
            "appearance": told.collect::<Vec<_>>(),
        })
    });
    claims.collect()
}

fn event_id(id: &str) -> String {
    format!("urn:rashomon:{}", escaped(id))
}

fn claim_id(id: &str) -> String {
    format!("urn:rashomon:claim:{}", escaped(id))
}

fn plain(text: &str) -> Value {
    Value::String(inert(text).into_owned())
}

/// Whether it is a day or a time of ISO 8601, as schema.org asks, and not a span of EDTF.
fn is_day(text: &str) -> bool {
    let day = text.get(..10).unwrap_or_default().as_bytes();
    let shape = day.iter().enumerate().all(|(at, b)| match at {
        4 | 7 => *b == b'-',
        _ => b.is_ascii_digit(),
    });
    day.len() == 10 && shape && (text.len() == 10 || text[10..].starts_with('T'))
}

#[cfg(test)]
mod tests {
    use super::super::canned;
    use super::*;
    use crate::view::Report;
    use std::collections::{BTreeMap, BTreeSet};

    fn printed(report: &Report) -> String {
        let mut out = Vec::new();
        write(report, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// Holds every object to the properties that schema.org lists for its type.
    fn check(value: &Value, allowed: &BTreeMap<String, Vec<String>>) {
        match value {
            Value::Array(items) => items.iter().for_each(|v| check(v, allowed)),
            Value::Object(map) => {
                let kind = map["@type"].as_str().unwrap();
                for (name, value) in map.iter().filter(|(n, _)| !n.starts_with('@')) {
                    assert!(allowed[kind].contains(name), "{kind} has no {name}");
                    check(value, allowed);
                }
            }
            _ => {}
        }
    }

    #[test]
    fn the_words_are_schema_org_s_and_nothing_is_reviewed() {
        let text = printed(&canned::report());
        assert!(!text.contains("ClaimReview") && !text.contains('<'));
        assert!(
            !text
                .chars()
                .any(|c| c != '\n' && super::super::text::acts(c))
        );
        let allowed = include_str!("../../tests/schemas/schema-org.json");
        let page: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(page["@context"], "https://schema.org");
        check(&page["@graph"], &serde_json::from_str(allowed).unwrap());
    }

    #[test]
    fn every_claim_appeared_in_a_document_of_the_graph() {
        let report = canned::report();
        let page: Value = serde_json::from_str(&printed(&report)).unwrap();
        let graph = page["@graph"].as_array().unwrap();
        let of = |kind: &'static str| graph.iter().filter(move |n| n["@type"] == kind);
        let documents: BTreeSet<_> = of("CreativeWork").map(|n| n["@id"].as_str()).collect();
        let own = report.topics.iter().map(|t| t.own().count()).sum::<usize>();
        assert_eq!(of("Claim").count(), own);
        for claim in of("Claim") {
            let told = claim["appearance"].as_array().unwrap();
            assert!(!told.is_empty() && !claim["about"].as_array().unwrap().is_empty());
            assert!(told.iter().all(|t| documents.contains(&t["@id"].as_str())));
        }
    }

    #[test]
    fn a_report_of_nothing_is_json() {
        let mut report = canned::report();
        (report.events, report.topics) = (Vec::new(), Vec::new());
        let page: Value = serde_json::from_str(&printed(&report)).unwrap();
        assert_eq!(page["@graph"], json!([]));
    }

    #[test]
    fn a_span_is_no_day() {
        assert!(is_day("2024-03-09") && is_day("2024-03-09T10:00:00Z"));
        assert!(!is_day("2024-03") && !is_day("2024-03-09/2024-03-11") && !is_day("2024-03-0é"));
    }
}
