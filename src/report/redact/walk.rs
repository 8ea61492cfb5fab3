//! Reading through every text of a report.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::patterns::Patterns;
use super::{Numbers, Sort};
use crate::view::{Account, Report};

/// Fields that hold an id or a term of the program's own or of the codebook, a day, or a digest: no
/// name.
const TERMS: [&str; 22] = [
    "as_of",
    "attribute",
    "basis",
    "counts",
    "credibility",
    "decision",
    "grade",
    "id",
    "input",
    "judgement",
    "kind",
    "language",
    "over",
    "program",
    "published",
    "relation",
    "rule",
    "severity",
    "state",
    "type",
    "verdict",
    "when",
];

/// The report without what articles are called, where they stand, what they say and the spots that they name: of all, or of
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
    account.position = None;
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
    let mut walk = Walk {
        patterns,
        numbers,
        ids: HashMap::new(),
    };
    walk.hide(&mut value);
    refer(&mut value, &walk.ids);
    serde_json::from_value(value)
}

struct Walk<'w> {
    patterns: &'w Patterns,
    numbers: &'w mut Numbers,
    /// Ids that are numbered, by what they were.
    ids: HashMap<String, String>,
}

impl Walk<'_> {
    /// Hides names in every text; whether it hid any of what is told of, and not only of who tells it.
    fn hide(&mut self, value: &mut Value) -> bool {
        match value {
            Value::String(text) => self.hide_in(text),
            Value::Array(items) => items.iter_mut().fold(false, |any, v| self.hide(v) | any),
            Value::Object(fields) => {
                let texts = fields.iter_mut();
                let texts = texts.filter(|(name, _)| !TERMS.contains(&name.as_str()));
                let any = texts.fold(false, |any, (_, v)| self.hide(v) | any);
                if any && fields.contains_key("id") {
                    self.number(fields);
                }
                any
            }
            _ => false,
        }
    }

    fn hide_in(&mut self, text: &mut String) -> bool {
        let Some(other) = self.patterns.replace(text, self.numbers) else {
            return false;
        };
        let mut met = Numbers::default();
        self.patterns.replace(text, &mut met);
        *text = other;
        [Sort::Person, Sort::Source, Sort::Place]
            .into_iter()
            .any(|sort| met.met(sort) > 0)
    }

    /// Ids of subjects, of topics and of what stands between values are made from names, so that
    /// whoever guesses a name could prove it: where one is hidden, they are numbered.
    fn number(&mut self, fields: &mut Map<String, Value>) {
        for (name, value) in fields {
            match value {
                Value::String(id) if name == "id" => {
                    let Some((sort @ ("s" | "t" | "f"), rest)) = id.split_once('-') else {
                        continue;
                    };
                    if !rest.starts_with("redacted-") {
                        let next = format!("{sort}-redacted-{}", self.ids.len() + 1);
                        self.ids.insert(std::mem::replace(id, next.clone()), next);
                    }
                }
                Value::Array(items) => items
                    .iter_mut()
                    .filter_map(Value::as_object_mut)
                    .for_each(|inner| self.number(inner)),
                _ => {}
            }
        }
    }
}

/// Has what points at a numbered id do so still.
fn refer(value: &mut Value, ids: &HashMap<String, String>) {
    match value {
        Value::String(text) => {
            if let Some(new) = ids.get(text) {
                text.clone_from(new);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|v| refer(v, ids)),
        Value::Object(fields) => fields.values_mut().for_each(|v| refer(v, ids)),
        _ => {}
    }
}
