//! One ruling as it is written, and what it decides.

use std::sync::Arc;

use serde::Deserialize;
use toml::Value;

use super::super::FaultKind;
use super::super::problem::shortened;
use super::{Decision, NameRuling, Subject, Warrant};
use crate::claim::{Published, ValueError};

/// A ruling as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RulingForm {
    same: Option<Vec<String>>,
    apart: Option<Vec<String>>,
    value: Option<ValueForm>,
    accept: Option<AcceptForm>,
    name: Option<NameForm>,
    confirm: Option<Vec<String>>,
    reject: Option<Vec<String>>,
    by: Option<String>,
    on: Option<Value>,
    why: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ValueForm {
    claim: String,
    attribute: String,
    of: Option<String>,
    whom: Option<String>,
    as_of: Option<Value>,
    counts: Option<String>,
    over: Option<Value>,
    is: Value,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AcceptForm {
    claim: String,
    attribute: String,
    of: Option<String>,
    whom: Option<String>,
    as_of: Option<Value>,
    counts: Option<String>,
    over: Option<Value>,
    values: Vec<Value>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NameForm {
    is: String,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
}

/// What is wrong with a field: its path, the sort, and the sentence.
pub(super) type Wrong = (String, FaultKind, ValueError);

const KINDS: &str = "same, apart, value, accept, name, confirm or reject";

impl RulingForm {
    /// What it decides, and who did.
    pub(super) fn meant(self) -> Result<(Decision, Warrant), Wrong> {
        let warrant = Warrant {
            by: needed(
                "by",
                self.by.as_deref(),
                "name the person or the desk that decided",
            )?,
            on: day(self.on)?,
            why: needed(
                "why",
                self.why.as_deref(),
                "say in a few words what it was decided from",
            )?,
        };
        let ids = |ids: Vec<String>| ids.iter().map(|id| Arc::from(id.trim())).collect();
        let decisions = [
            self.same.map(|all| Decision::Same(ids(all))),
            self.apart.map(|all| Decision::Apart(ids(all))),
            self.value.map(ValueForm::meant).transpose()?,
            self.accept.map(AcceptForm::meant).transpose()?,
            self.name.map(NameForm::meant).transpose()?,
            self.confirm.map(|all| Decision::Confirm(ids(all))),
            self.reject.map(|all| Decision::Reject(ids(all))),
        ];
        let mut met = decisions.into_iter().flatten();
        let Some(decision) = met.next() else {
            let error = ValueError::new("it decides nothing").hint(format!("write one of {KINDS}"));
            return Err((String::new(), FaultKind::MissingField, error));
        };
        if let Some(other) = met.next() {
            let (one, other) = (decision.word(), other.word());
            let error = ValueError::new(format!("it decides two things, `{one}` and `{other}`"))
                .hint("write a [[ruling]] for each");
            return Err((other.to_owned(), FaultKind::BadValue, error));
        }
        Ok((checked(decision)?, warrant))
    }
}

/// A text that must be there, without the blanks around it.
fn needed(field: &str, text: Option<&str>, hint: &str) -> Result<Arc<str>, Wrong> {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    text.map(Arc::from).ok_or_else(|| {
        let error = ValueError::new("is missing").hint(hint);
        (field.to_owned(), FaultKind::MissingField, error)
    })
}

/// The day of a ruling.
fn day(on: Option<Value>) -> Result<Arc<str>, Wrong> {
    let written: Arc<str> = needed(
        "on",
        on.map(text).as_deref(),
        "write the day, as in on = 2026-11-28",
    )?;
    match Published::parse(&written) {
        Ok(published) if published.span.length().is_some() => Ok(written),
        _ => {
            let error = ValueError::new(format!("\"{}\" is no day", shortened(&written)));
            let error = error.hint("write the day, as in on = 2026-11-28");
            Err(("on".to_owned(), FaultKind::BadValue, error))
        }
    }
}

/// A value of TOML as the text that claims would have.
fn text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

/// A value of TOML as claims write it.
fn json(value: Value) -> serde_json::Value {
    match value {
        Value::Integer(number) => number.into(),
        Value::Float(number) => number.into(),
        Value::Boolean(is) => is.into(),
        Value::Array(items) => items.into_iter().map(json).collect(),
        Value::Table(fields) => {
            let fields = fields.into_iter().map(|(name, value)| (name, json(value)));
            serde_json::Value::Object(fields.collect())
        }
        text_like => text(text_like).into(),
    }
}

/// The fields that say what is spoken of, those that are there.
fn beside(
    [of, whom, counts]: [Option<String>; 3],
    [as_of, over]: [Option<Value>; 2],
) -> Vec<(&'static str, String)> {
    let fields = [
        ("of", of),
        ("whom", whom),
        ("as_of", as_of.map(text)),
        ("counts", counts),
        ("over", over.map(text)),
    ];
    let given = fields.into_iter();
    given
        .filter_map(|(name, text)| Some((name, text?)))
        .collect()
}

impl ValueForm {
    fn meant(self) -> Result<Decision, Wrong> {
        Ok(Decision::Value(Subject {
            claim: needed(
                "value.claim",
                Some(&self.claim),
                "name a claim of the event",
            )?,
            attribute: needed("value.attribute", Some(&self.attribute), "name what holds")?,
            beside: beside([self.of, self.whom, self.counts], [self.as_of, self.over]),
            values: vec![json(self.is)],
        }))
    }
}

impl AcceptForm {
    fn meant(self) -> Result<Decision, Wrong> {
        Ok(Decision::Accept(Subject {
            claim: needed(
                "accept.claim",
                Some(&self.claim),
                "name a claim of the event",
            )?,
            attribute: needed(
                "accept.attribute",
                Some(&self.attribute),
                "name what differs",
            )?,
            beside: beside([self.of, self.whom, self.counts], [self.as_of, self.over]),
            values: self.values.into_iter().map(json).collect(),
        }))
    }
}

impl NameForm {
    fn meant(self) -> Result<Decision, Wrong> {
        let (others, one) = match (self.also, self.not) {
            (also, not) if !not.is_empty() => {
                if !also.is_empty() {
                    let error = ValueError::new("says what it is and what it is not")
                        .hint("write a [[ruling]] for each");
                    return Err(("name".to_owned(), FaultKind::BadValue, error));
                }
                (not, false)
            }
            (also, _) => (also, true),
        };
        let texts = others.into_iter();
        let others: Result<_, _> = texts
            .map(|name| needed("name.also", Some(&name), "write a name, or leave it out"))
            .collect();
        let ruling = NameRuling {
            is: needed(
                "name.is",
                Some(&self.is),
                "write the name that reports are to print",
            )?,
            others: others?,
            one,
        };
        Ok(Decision::Name(ruling))
    }
}

/// The decision, where it says enough to be one; what it lists is sorted, each once.
fn checked(mut decision: Decision) -> Result<Decision, Wrong> {
    let few = |field: &str, what: &str, hint: &str| {
        let error = ValueError::new(what).hint(hint);
        Err((field.to_owned(), FaultKind::BadValue, error))
    };
    let word = decision.word();
    match &mut decision {
        Decision::Same(ids) | Decision::Apart(ids) => {
            sort(ids);
            if ids.len() < 2 || ids[0].is_empty() {
                return few(
                    word,
                    "names fewer than two claims",
                    "list the ids of two or more",
                );
            }
        }
        Decision::Confirm(ids) | Decision::Reject(ids) => {
            sort(ids);
            if ids.first().is_none_or(|id| id.is_empty()) {
                return few(word, "names no claim", "list the ids of claims");
            }
        }
        Decision::Accept(of) => {
            of.values.sort_by_key(ToString::to_string);
            of.values.dedup();
            if of.values.len() < 2 {
                let hint = "list every value that may stay; `value` says which one holds";
                return few("accept.values", "fewer than two values differ", hint);
            }
        }
        Decision::Name(name) => {
            sort(&mut name.others);
            if name.others.is_empty() {
                let hint = "list other spellings under `also`, or other things under `not`";
                return few("name", "names nothing beside it", hint);
            }
        }
        Decision::Value(_) => {}
    }
    Ok(decision)
}

fn sort(texts: &mut Vec<Arc<str>>) {
    texts.sort();
    texts.dedup();
}
