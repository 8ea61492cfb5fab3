//! Reading through every text of a report.

use std::collections::HashSet;

use serde_json::Value;

use super::Numbers;
use super::patterns::Patterns;
use crate::report::view::{Account, Report};

/// Fields that hold a term of the program's own or of the codebook, a day, or a digest: no name.
const TERMS: [&str; 15] = [
    "verdict",
    "severity",
    "attribute",
    "type",
    "kind",
    "decision",
    "relation",
    "policy",
    "published",
    "when",
    "language",
    "program",
    "input",
    "weights",
    "grade",
];

/// The report without what articles are called, where they stand and what they say: of all, or of
/// the outlets that are hidden.
pub(super) fn without_articles<'a>(
    report: &Report<'a>,
    all: bool,
    outlets: &HashSet<&str>,
) -> Report<'a> {
    let mut bare = report.clone();
    let accounts = bare.events.iter_mut().flat_map(|e| &mut e.accounts);
    accounts
        .filter(|a| all || outlets.contains(&*a.outlet))
        .for_each(without_article);
    bare
}

fn without_article(account: &mut Account<'_>) {
    account.title = None;
    account.url = None;
    if let Some(quote) = &mut account.quote {
        quote.text = None;
        quote.words = None;
    }
}

/// The report with every hidden name replaced; of names under several spellings, those that are
/// hidden are left out.
pub(super) fn renamed(
    mut report: Report<'_>,
    patterns: &Patterns,
    numbers: &mut Numbers,
) -> serde_json::Result<Report<'static>> {
    let shown = |name: &str| patterns.replace(name, &mut Numbers::default()).is_none();
    report
        .names
        .retain(|n| shown(&n.name) && n.spellings.iter().all(|s| shown(&s.text)));
    let mut value = serde_json::to_value(&report)?;
    subjects(&mut value, patterns);
    walk(&mut value, patterns, numbers);
    serde_json::from_value(value)
}

fn walk(value: &mut Value, patterns: &Patterns, numbers: &mut Numbers) {
    match value {
        Value::String(text) => {
            if let Some(other) = patterns.replace(text, numbers) {
                *text = other;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|v| walk(v, patterns, numbers)),
        Value::Object(fields) => {
            let texts = fields
                .iter_mut()
                .filter(|(name, _)| !TERMS.contains(&name.as_str()));
            texts.for_each(|(_, v)| walk(v, patterns, numbers));
        }
        _ => {}
    }
}

/// The id of a history is made from the name, so that whoever guesses the name could prove it: a
/// hidden one is numbered.
fn subjects(report: &mut Value, patterns: &Patterns) {
    let mut numbered = Vec::new();
    for subject in list(report, "subjects") {
        let name = subject["name"].as_str().unwrap_or_default();
        if patterns.replace(name, &mut Numbers::default()).is_some() {
            let new = format!("s-redacted-{}", numbered.len() + 1);
            numbered.push((subject["id"].clone(), Value::String(new.clone())));
            subject["id"] = Value::String(new);
        }
    }
    for finding in list(report, "findings") {
        let new = numbered.iter().find(|(old, _)| *old == finding["subject"]);
        if let Some((_, new)) = new {
            finding["subject"] = new.clone();
        }
    }
}

fn list<'v>(report: &'v mut Value, name: &str) -> impl Iterator<Item = &'v mut Value> {
    let list = report.get_mut(name).and_then(Value::as_array_mut);
    list.into_iter().flatten()
}
