//! Why the claims of an event are one event.

use itertools::Itertools;

use super::{Explanation, count, pair};
use crate::link::{Event, doubt};
use crate::view::make::doubt::weight;
use crate::view::make::{Maker, Results};
use crate::view::{weighed, words};

/// Of an event of more claims than this, each is weighed against the rest, and not every two.
const FEW: usize = 4;
/// So many claims of an event are told.
const MOST: usize = 20;

pub(super) fn event(maker: &Maker, id: &str) -> Option<Explanation> {
    let results = maker.results();
    let number = results.linkage.events.iter().position(|e| e.id == id)?;
    let event = &results.linkage.events[number];
    let ids = event.claims.iter().take(MOST);
    let ids = ids.map(|&c| results.ctx.claims[c as usize].id.to_string());
    let more = event.claims.len().saturating_sub(MOST);
    let more = if more == 0 {
        String::new()
    } else {
        format!(", and {more} more")
    };
    let mut sentences = vec![format!(
        "{} is made of {}: {}{more}.",
        event.id,
        count(event.claims.len()),
        ids.format(", ")
    )];
    if event.claims.len() > FEW && !results.linkage.given {
        sentences.extend(
            event
                .claims
                .iter()
                .take(MOST)
                .map(|&c| member(results, event, c)),
        );
    } else {
        let pairs = event.claims.iter().take(FEW).array_combinations();
        sentences.extend(pairs.map(|[&a, &b]| pair::one_event(results, a, b)));
    }
    let told = maker.event_of(number);
    sentences.extend(
        weighed::doubts(&told)
            .iter()
            .map(|doubt| words::sentence(doubt)),
    );
    if told.possible.is_empty() {
        sentences.extend(runner_up(results, event));
    }
    Some(Explanation {
        title: format!("event {}", event.id),
        sentences,
        evidence: Vec::new(),
    })
}

/// What a claim of an event weighs with the others, and with which of them it fits best.
fn member(results: &Results, event: &Event, claim: u32) -> String {
    let others = event.claims.iter().copied().filter(|&c| c != claim);
    let others: Vec<u32> = others.take(doubt::MOST_WEIGHED).collect();
    let bits = |x: u32, y: u32| weight(results, x.min(y), x.max(y));
    let mean = doubt::mean(&[claim], &others, bits);
    let best = others.iter().map(|&c| (bits(claim, c), c));
    let best = best.reduce(|p, q| if q.0 > p.0 { q } else { p });
    let id = |c: u32| &results.ctx.claims[c as usize].id;
    let (best, other) = best.unwrap_or((mean, claim));
    format!(
        "{} has {mean:.1} bits on average with the first others, and most, {best:.1}, with {}.",
        id(claim),
        id(other)
    )
}

/// The nearest claim outside is looked for in events that began at most so many days before or
/// after.
const DAYS_AROUND: i32 = 3;

/// The day on which an event began, by its earliest account; none where that is open.
fn day(results: &Results, event: &Event) -> Option<i32> {
    let features = &results.linkage.features;
    let spans = event
        .claims
        .iter()
        .filter_map(|&c| features[c as usize].span);
    spans.map(|s| s.first).min().filter(|&day| day > i32::MIN)
}

/// The best claim outside an event, among those of the days around it: what it would have taken.
fn runner_up(results: &Results, event: &Event) -> Option<String> {
    let members = &event.claims;
    let mean = |outside: u32| {
        let total: f64 = members
            .iter()
            .map(|&m| weight(results, m.min(outside), m.max(outside)))
            .sum();
        total / members.len() as f64
    };
    let began = day(results, event)?;
    let near = |other: &&Event| {
        let day = day(results, other);
        other.id != event.id && day.is_some_and(|d| d.abs_diff(began) <= DAYS_AROUND as u32)
    };
    let outside = results.linkage.events.iter().filter(near);
    let (claim, bits) = outside
        .flat_map(|other| &other.claims)
        .map(|&c| (c, mean(c)))
        .filter(|(_, bits)| bits.is_finite())
        .max_by(|x, y| x.1.total_cmp(&y.1).then(y.0.cmp(&x.0)))?;
    let id = &results.ctx.claims[claim as usize].id;
    Some(format!(
        "The nearest claim outside, of the days around, is {id}, at {bits:.1} bits on average."
    ))
}
