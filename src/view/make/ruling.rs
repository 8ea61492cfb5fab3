//! Rulings as a reader sees them: what each says, and what it moved.

use std::collections::BTreeSet;
use std::sync::Arc;

use itertools::Itertools as _;

use super::{Results, topic};
use crate::claim::Quantity;
use crate::ingest::rulings::{Decision, Ruling, Subject, written};
use crate::settle::{Grounds, SettledTopic, State};
use crate::view::{self, Printed, Topic, Value, words};

/// All rulings, by id.
pub(super) fn views(results: &Results) -> Vec<view::Ruling> {
    let rulings = (0..).zip(&results.decided.rulings);
    rulings
        .map(|(number, ruling)| one(results, number, ruling))
        .collect()
}

fn one(results: &Results, number: u32, ruling: &Ruling) -> view::Ruling {
    let texts = |all: &[Arc<str>]| all.iter().map(ToString::to_string).collect();
    view::Ruling {
        id: ruling.id.clone(),
        kind: ruling.decision.word().to_owned(),
        says: says(&ruling.decision),
        by: ruling.warrant.by.to_string(),
        on: ruling.warrant.on.to_string(),
        why: ruling.warrant.why.to_string(),
        claims: texts(ruling.decision.claims()),
        topics: topics(results, number),
        events: events(results, &ruling.decision),
        stale: results.decided.notes[number as usize].clone(),
    }
}

/// The topics that a ruling is on.
fn topics(results: &Results, number: u32) -> Vec<String> {
    let settled = results.settlement.topics().iter().enumerate();
    let own = settled.filter(|(_, topic)| topic.ruling.is_some_and(|r| r.ruling == number));
    own.map(|(place, _)| topic::id(results, place))
        .sorted()
        .collect()
}

/// The events of claims that were joined or parted.
fn events(results: &Results, decision: &Decision) -> Vec<String> {
    let (Decision::Same(ids) | Decision::Apart(ids)) = decision else {
        return Vec::new();
    };
    let claims = results.ctx.claims;
    let places = ids
        .iter()
        .filter_map(|id| claims.binary_search_by(|c| c.id.cmp(id)).ok());
    let events: BTreeSet<u32> = places.map(|at| results.linkage.event_of[at]).collect();
    let ids = events
        .into_iter()
        .map(|event| results.linkage.events[event as usize].id.clone());
    ids.sorted().collect()
}

/// What was decided, in words: `ap-77 and ap-80 are of different events`.
pub fn says(decision: &Decision) -> String {
    let list = |all: &[Arc<str>]| words::listed(all);
    match decision {
        Decision::Same(ids) => format!("{} are of one event", list(ids)),
        Decision::Apart(ids) => format!("{} are of different events", list(ids)),
        Decision::Value(of) => format!("{} is {}", about(of), values(of)),
        Decision::Accept(of) => format!("{} may stay at {}", about(of), values(of)),
        Decision::Name(name) => {
            let verb = if name.one { "is also" } else { "is not" };
            format!("{} {verb} {}", name.is, list(&name.others))
        }
        Decision::Confirm(ids) => format!("{}: confirmed", list(ids)),
        Decision::Reject(ids) => format!("{}: rejected", list(ids)),
    }
}

fn values(of: &Subject) -> String {
    let values: Vec<String> = of.values.iter().map(written).collect();
    words::listed(&values)
}

/// `killed (JNIM), in the event of ap-77,`.
fn about(of: &Subject) -> String {
    let beside: Vec<&str> = of.beside.iter().map(|(_, text)| text.as_str()).collect();
    let beside = match &*beside {
        [] => String::new(),
        beside => format!(" ({})", beside.join(", ")),
    };
    format!("{}{beside}, in the event of {},", of.attribute, of.claim)
}

/// What a ruling that one of its values holds says of a topic, where it holds as of then.
pub(super) fn subject(topic: &Topic, value: &Value, as_of: Option<&str>) -> Subject {
    // In the order in which rulings are read.
    let fields = [
        ("of", topic.of.as_deref()),
        ("whom", topic.whom.as_deref()),
        ("as_of", as_of),
        ("counts", topic.counts.as_deref()),
        ("over", topic.over.as_deref()),
    ];
    let claim = value.claims.first();
    Subject {
        claim: claim.map(|id| Arc::from(&**id)).unwrap_or_default(),
        attribute: (*topic.attribute).into(),
        beside: fields
            .into_iter()
            .filter_map(|(name, text)| Some((name, text?.to_owned())))
            .collect(),
        values: vec![stated(value)],
    }
}

/// What a ruling says that lets the values of a topic stay; nothing where it has but one of its own.
pub fn accepted(topic: &Topic) -> Option<Subject> {
    let mut values: Vec<serde_json::Value> = topic.own().map(stated).collect();
    values.sort_by_key(ToString::to_string);
    values.dedup();
    let first = topic.own().next()?;
    (values.len() > 1).then(|| Subject {
        values,
        ..subject(topic, first, None)
    })
}

/// A value as a claim would state it: in its words, where they say all that was read.
fn stated(value: &Value<'_>) -> serde_json::Value {
    let reads_so = |text: &str| Quantity::parse(text).map(Printed::from);
    match &value.value {
        Printed::Text(text) => (**text).into(),
        Printed::Bounds { unit: None, .. }
            if reads_so(&value.text).as_ref() == Ok(&value.value) =>
        {
            (*value.text).into()
        }
        Printed::Bounds {
            low,
            best,
            high,
            unit: None,
        } => match low.to_string().parse::<u64>() {
            Ok(whole) if Some(*low) == *high => whole.into(),
            _ => serde_json::json!({"low": low, "best": best, "high": high}),
        },
        Printed::Bounds { .. } if !value.text.is_empty() => (*value.text).into(),
        Printed::Bounds {
            low,
            unit: Some(unit),
            ..
        } => format!("{low} {unit}").into(),
    }
}

/// Who decided on a topic, where somebody did and it holds.
pub(super) fn decided(results: &Results, topic: &SettledTopic) -> Option<view::Decided> {
    if !matches!(topic.state, State::Ruled | State::Accepted) {
        return None;
    }
    if let Some(of) = topic.ruling {
        let ruling = &results.decided.rulings[of.ruling as usize];
        return Some(view::Decided {
            id: Some(ruling.id.clone()),
            by: ruling.warrant.by.to_string(),
            on: Some(ruling.warrant.on.to_string()),
            why: Some(ruling.warrant.why.to_string()),
        });
    }
    match &topic
        .answer
        .as_ref()
        .filter(|answer| answer.basis.is_settled())?
        .grounds
    {
        Grounds::By(by) => Some(view::Decided {
            id: None,
            by: by.to_string(),
            on: None,
            why: None,
        }),
        Grounds::Origins { .. } => None,
    }
}
