//! Rulings as a reader sees them: what each says, and what it moved.

use std::collections::BTreeSet;

use itertools::Itertools as _;

use super::{Results, topic};
use crate::ingest::rulings::{Decision, Ruling, Subject, written};
use crate::settle::{Grounds, SettledTopic, State};
use crate::view::{self, words};

/// All rulings, by id.
pub(super) fn views(results: &Results) -> Vec<view::Ruling> {
    let rulings = (0..).zip(&results.decided.rulings);
    rulings
        .map(|(number, ruling)| one(results, number, ruling))
        .collect()
}

fn one(results: &Results, number: u32, ruling: &Ruling) -> view::Ruling {
    let texts = |all: &[std::sync::Arc<str>]| all.iter().map(ToString::to_string).collect();
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
    let list = |all: &[std::sync::Arc<str>]| words::listed(all);
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
