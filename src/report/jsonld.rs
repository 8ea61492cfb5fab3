//! JSON-LD in schema.org's words: what was claimed, of which event, and where it appeared.
//!
//! <https://schema.org/Claim>. A verdict of this program is no fact check, so that there is no
//! `ClaimReview` and no rating.

use std::collections::HashMap;
use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::html::web;
use super::selection::Selection;
use super::text::inert;
use super::view::{Account, Attribute, Event, ValueOf};
use super::words;

/// Writes every value of every selected event as a claim.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let claims = selection.events.iter().flat_map(|e| of_event(e));
    let graph: Vec<Value> = claims.collect();
    let mut page = json!({"@context": "https://schema.org", "@graph": graph});
    if !selection.left_out.is_empty() {
        page["description"] = plain(&selection.left_out.join(" "));
    }
    // It is made to stand in a page's `<script>`, which no string of it may close.
    let text = serde_json::to_string_pretty(&page)?;
    writeln!(out, "{}", text.replace('<', "\\u003c"))
}

fn of_event(event: &Event) -> Vec<Value> {
    let accounts: HashMap<&str, &Account> = event
        .accounts
        .iter()
        .map(|a| (a.claim.as_ref(), a))
        .collect();
    let about = about(event);
    let values = event
        .attributes
        .iter()
        .flat_map(|a| a.values.iter().map(move |v| (a, v)));
    values
        .map(|(attribute, value)| claim(attribute, value, &about, &accounts))
        .collect()
}

fn about(event: &Event) -> Value {
    let mut about = Map::new();
    about.insert("@type".into(), "Event".into());
    about.insert("@id".into(), format!("urn:rashomon:{}", event.id).into());
    about.insert("name".into(), plain(&event.title));
    if let Some(day) = event.when.as_deref().filter(|day| is_day(day)) {
        about.insert("startDate".into(), day.into());
    }
    if !event.place.is_empty() {
        let place = json!({"@type": "Place", "name": plain(&event.place.join(", "))});
        about.insert("location".into(), place);
    }
    about.into()
}

fn claim(
    attribute: &Attribute,
    value: &ValueOf,
    about: &Value,
    accounts: &HashMap<&str, &Account>,
) -> Value {
    let topic = words::topic(&attribute.attribute, attribute.of.as_deref());
    let told = value.claims.iter().filter_map(|c| accounts.get(&**c));
    json!({
        "@type": "Claim",
        "text": plain(&format!("{topic}: {}", value.text)),
        "about": about,
        "appearance": told.map(|a| appearance(a)).collect::<Vec<Value>>(),
    })
}

/// The document that an account stands in.
fn appearance(account: &Account) -> Value {
    let mut work = Map::new();
    work.insert("@type".into(), "CreativeWork".into());
    work.insert("identifier".into(), plain(&account.claim));
    work.insert(
        "publisher".into(),
        json!({"@type": "Organization", "name": plain(&account.outlet)}),
    );
    let day = account.published.as_deref().filter(|day| is_day(day));
    let more = [
        ("headline", account.title.as_deref()),
        ("url", account.url.as_deref().and_then(web)),
        ("inLanguage", account.language.as_deref()),
        ("datePublished", day),
    ];
    for (name, value) in more {
        if let Some(value) = value {
            work.insert(name.into(), plain(value));
        }
    }
    work.into()
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
    use super::*;

    #[test]
    fn a_span_is_no_day() {
        assert!(is_day("2024-03-09") && is_day("2024-03-09T10:00:00Z"));
        assert!(!is_day("2024-03") && !is_day("2024-03-09/2024-03-11") && !is_day("2024-03-0é"));
    }
}
