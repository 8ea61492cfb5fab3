//! One question in words: what is asked, both sides, and what each answer changes.

use std::sync::Arc;

use itertools::Itertools;

use super::question::About;
use super::{Maker, Results, doubt, event, ruling, said};
use crate::ingest::rulings::{Decision, NameRuling};
use crate::link::Event;
use crate::link::doubt::Candidate;
use crate::names::EntityId;
use crate::view::question::{Asked, Choice, Question, Side, Stakes};
use crate::view::{Between, Parts as _, Topic, Value, words};

/// So many who say one value are named.
const NAMED: usize = 3;

/// The question about something, but what hangs on it.
pub(super) fn question(maker: &Maker, about: About) -> Question {
    match about {
        About::Topic(place) => contradiction(maker, place),
        About::Member(number, claim, odds) => member(maker.results(), number, claim, odds),
        About::Name(number) => name(maker.results(), number),
        About::Events(candidate) => same_event(maker.results(), &candidate),
        About::Draft(claim) => draft(maker.results(), claim),
    }
}

fn asked(kind: Asked, ask: String, sides: Vec<Side>, choices: Vec<Choice>) -> Question {
    Question {
        kind,
        ids: Vec::new(),
        ask,
        sides,
        why: None,
        odds: None,
        stakes: Stakes::default(),
        choices,
    }
}

fn choice(text: impl Into<String>, changes: impl Into<String>, ruling: Decision) -> Choice {
    Choice {
        text: text.into(),
        changes: changes.into(),
        ruling,
    }
}

fn id(results: &Results, claim: u32) -> String {
    of_claim(results, claim).to_string()
}

fn of_claim(results: &Results, claim: u32) -> Arc<str> {
    Arc::clone(&results.ctx.claims[claim as usize].id)
}

/// A pair as rulings list it.
fn sorted(a: Arc<str>, b: Arc<str>) -> Vec<Arc<str>> {
    let mut pair = vec![a, b];
    pair.sort();
    pair
}

/// `Clash in Gao, 9 March 2024 (3 accounts)`.
fn titled(results: &Results, of: &Event) -> String {
    let accounts = words::plural(of.claims.len(), "account");
    format!("{} ({accounts})", event::title(results, of))
}

fn contradiction(maker: &Maker, place: usize) -> Question {
    let (results, topic) = (maker.results(), maker.topic(place));
    let scene = maker.scene(&topic).unwrap_or_default();
    let name = words::topic(&topic.attribute, topic.thing().as_deref());
    let first = gravest(&topic);
    let (x, y) = first.map_or((0, 0), |of| (of.a, of.b));
    let rows = [&topic.values[x], &topic.values[y]];
    let own = ["the one", "the other"].into_iter().zip(rows);
    let own = own.filter(|(_, value)| !value.foreign);
    let mut choices: Vec<Choice> = own.map(|(which, v)| holds(&topic, which, v)).collect();
    let shown = rows.map(Value::written);
    let others = topic.values.iter().filter(|v| is_current(v));
    let others = others.filter(|v| !shown.contains(&v.written()));
    let others = others.unique_by(|v| v.written()).take(OTHERS);
    choices.extend(others.map(|v| holds(&topic, "another", v)));
    choices.extend(stays(&topic));
    choices.extend(two_events(&topic, rows));
    let more = topic.values.len().saturating_sub(2);
    let beside = if more == 0 {
        String::new()
    } else {
        format!(" ({} beside these)", words::plural(more, "more value"))
    };
    Question {
        ids: std::iter::once(&topic.id)
            .chain(&topic.event)
            .map(ToString::to_string)
            .collect(),
        why: first.map(|of| of.why.to_string()),
        ..asked(
            Asked::Contradiction,
            format!("{scene}: {name}: which holds{beside}?"),
            rows.map(|v| row(results, v)).into(),
            choices,
        )
    }
}

/// No more values are offered beside the two that are set side by side.
const OTHERS: usize = 3;

/// The two rows to set side by side: of those that contradict each other most gravely, two of which one is
/// the answer, where there are such.
fn gravest<'t, 'a>(topic: &'t Topic<'a>) -> Option<&'t Between<'a>> {
    let first = topic.between.first()?;
    let alike = |of: &&Between| {
        (of.verdict, of.severity, of.settled) == (first.verdict, first.severity, first.settled)
    };
    let answer = topic
        .answer
        .as_ref()
        .map_or(&[][..], |answer| &answer.values);
    let with_answer = |of: &&Between| answer.contains(&of.a) || answer.contains(&of.b);
    let mut between = topic.between.iter().filter(alike);
    between.find(with_answer).or(Some(first))
}

/// Whether a value of the topic's own may still be the answer.
fn is_current(value: &Value) -> bool {
    !value.foreign && value.stands && value.replaced_by.is_none()
}

/// A value and who says it.
fn row(results: &Results, value: &Value) -> Side {
    let claims = &results.ctx.claims;
    let find = |claim: &str| claims.binary_search_by(|c| (*c.id).cmp(claim)).ok();
    let numbers: Vec<usize> = value.claims.iter().filter_map(|c| find(c)).collect();
    let teller = |&at: &usize| {
        let published = claims[at].document.published.as_ref();
        let day = published.map(|p| format!(", {}", words::day(&p.span.to_string())));
        format!(
            "{}{} ({})",
            claims[at].outlet,
            day.unwrap_or_default(),
            claims[at].id
        )
    };
    let mut by = numbers.iter().take(NAMED).map(teller).join("; ");
    if numbers.len() > NAMED {
        by.push_str(&format!("; and {} more", numbers.len() - NAMED));
    }
    let account = numbers
        .first()
        .map(|&at| said::account(results, at as u32))
        .unwrap_or_default();
    let beside = account
        .lines
        .into_iter()
        .filter(|(what, _)| ["When", "Where", "Who", "Words"].contains(what));
    let of = value.thing().unwrap_or_default();
    let told = [
        ("Of", of),
        ("By", by),
        ("Origins", value.origins().to_string()),
        ("Cites", value.said_by.iter().join(", ")),
        (
            "As of",
            value.as_of.as_deref().map(words::day).unwrap_or_default(),
        ),
    ];
    Side {
        title: value.written().into_owned(),
        lines: told
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .chain(beside)
            .collect(),
    }
}

fn holds(topic: &Topic, which: &str, value: &Value) -> Choice {
    let changes = "it is the answer, the contradiction is settled, and whoever says otherwise counts as wrong";
    let subject = ruling::subject(topic, value, value.as_of.as_deref());
    choice(
        format!("{which}, {}", value.written()),
        changes,
        Decision::Value(subject),
    )
}

/// Where both rows are of one event, they may be of two.
fn two_events(topic: &Topic, rows: [&Value; 2]) -> Option<Choice> {
    topic.event.as_ref()?;
    if rows.iter().any(|row| row.foreign) {
        return None;
    }
    let [a, b] = rows.map(|row| row.claims.first().map(|id| Arc::from(&**id)));
    let changes = "the two claims are parted, and no longer compared";
    Some(choice(
        "they tell of two events",
        changes,
        Decision::Apart(sorted(a?, b?)),
    ))
}

fn stays(topic: &Topic) -> Option<Choice> {
    let subject = ruling::accepted(topic)?;
    let changes = "the contradiction is accepted, until another value is told";
    Some(choice(
        "nobody can know: it may stay",
        changes,
        Decision::Accept(subject),
    ))
}

fn member(results: &Results, number: u32, claim: u32, odds: f64) -> Question {
    let of = &results.linkage.events[number as usize];
    let others = of.claims.iter().copied().filter(|&c| c != claim);
    let nearest = others.max_by(|&x, &y| {
        let bits = |other: u32| doubt::weight(results, claim.min(other), claim.max(other));
        bits(x).total_cmp(&bits(y)).then(y.cmp(&x))
    });
    let nearest = nearest.unwrap_or(claim);
    let pair = sorted(of_claim(results, claim), of_claim(results, nearest));
    Question {
        ids: vec![of.id.clone(), id(results, claim)],
        odds: Some(doubt::tenth(odds)),
        ..asked(
            Asked::Member,
            format!(
                "Is {} an account of {}?",
                id(results, claim),
                titled(results, of)
            ),
            vec![
                said::account(results, claim),
                said::account(results, nearest),
            ],
            vec![
                choice(
                    "yes, of this event",
                    "nothing moves, and it is not asked again",
                    Decision::Same(pair.clone()),
                ),
                choice(
                    "no, of another",
                    "it leaves the event, and what it alone says against the others is no contradiction any more",
                    Decision::Apart(pair),
                ),
            ],
        )
    }
}

fn same_event(results: &Results, of: &Candidate) -> Question {
    let events = [of.events.0, of.events.1].map(|e| &results.linkage.events[e as usize]);
    let (a, b) = of.claims;
    let pair = sorted(of_claim(results, a), of_claim(results, b));
    let [x, y] = events.map(|e| titled(results, e));
    let all = events.iter().map(|e| e.claims.len()).sum();
    let joined = format!(
        "they become one event of {}, whose values are compared",
        words::plural(all, "account")
    );
    Question {
        ids: events.iter().map(|e| e.id.clone()).collect(),
        odds: Some(doubt::tenth(of.odds)),
        ..asked(
            Asked::SameEvent,
            format!("Are these one event: {x}, and {y}?"),
            vec![said::account(results, a), said::account(results, b)],
            vec![
                choice("yes, one", joined, Decision::Same(pair.clone())),
                choice(
                    "no, two",
                    "nothing moves, and it is not asked again",
                    Decision::Apart(pair),
                ),
            ],
        )
    }
}

fn name(results: &Results, number: usize) -> Question {
    let of = &results.ctx.names.doubts[number];
    let [x, y] = [of.a, of.b].map(|id| results.ctx.name(id).to_owned());
    let side = |entity: EntityId| {
        let spellings = &results.ctx.names.entities[entity.0 as usize].surfaces;
        let written = |s: &crate::names::Surface| {
            format!("{} ({})", s.text, words::plural(s.claims as usize, "claim"))
        };
        Side {
            title: results.ctx.name(entity).to_owned(),
            lines: vec![("Written", spellings.iter().map(written).join("; "))],
        }
    };
    let ruling = |one| {
        Decision::Name(NameRuling {
            is: x.as_str().into(),
            others: vec![y.as_str().into()],
            one,
        })
    };
    Question {
        why: Some(of.why.clone()),
        ..asked(
            Asked::Name,
            format!("Is {x} the same as {y}?"),
            vec![side(of.a), side(of.b)],
            vec![
                choice(
                    "yes, one",
                    "what is said of either is compared with what is said of the other, and may contradict it",
                    ruling(true),
                ),
                choice(
                    "no, two",
                    "what hangs on this doubt is compared no more",
                    ruling(false),
                ),
            ],
        )
    }
}

fn draft(results: &Results, claim: u32) -> Question {
    let of = &results.ctx.claims[claim as usize];
    let drafted = of.details.as_deref().and_then(|d| d.draft.as_ref());
    let own = vec![Arc::clone(&of.id)];
    Question {
        ids: vec![of.id.to_string()],
        odds: drafted.and_then(|d| d.confidence).map(doubt::tenth),
        ..asked(
            Asked::Draft,
            format!("Does {} say what its article says?", of.id),
            vec![said::account(results, claim)],
            vec![
                choice(
                    "yes",
                    "it is a claim as others are, and no draft",
                    Decision::Confirm(own.clone()),
                ),
                choice(
                    "no",
                    "it is taken out, and said to be rejected",
                    Decision::Reject(own),
                ),
            ],
        )
    }
}
