//! Why two claims are, or are not, taken for one event.

use itertools::Itertools;

use super::ruled::ruled;
use super::{Evidence, Explanation, in_words, number, verdict_line};
use crate::link::apart::{Apart, apart, is_joined};
use crate::link::block::Rule;
use crate::link::cluster::{APART_BITS, CANNOT};
use crate::link::met::{Met, met};
use crate::link::{doubt, levels};
use crate::view::make::doubt::weight;
use crate::view::make::{Results, said, topic};
use crate::view::words;

pub(super) fn claims(results: &Results, a: &str, b: &str) -> Option<Explanation> {
    let (a, b) = (number(results, a)?, number(results, b)?);
    let (a, b) = (a.min(b), a.max(b));
    let id = |c: u32| results.ctx.claims[c as usize].id.clone();
    let mut sentences = vec![one_event(results, a, b)];
    let topics = &results.comparison.topics;
    for topic in 0..topics.len() {
        for between in topics.between(topic) {
            let pairs = topics.pairs(topic, between);
            let own = pairs.filter(|pair| (pair.a.claim, pair.b.claim) == (a, b));
            let steady = || topic::steady(results, topic, between);
            sentences.extend(own.map(|pair| verdict_line(results, &pair, steady())));
        }
    }
    Some(Explanation {
        title: format!("{} and {}", id(a), id(b)),
        sentences,
        evidence: evidence(results, a, b),
    })
}

/// Whether two claims are taken for one event, and why.
pub(super) fn one_event(results: &Results, a: u32, b: u32) -> String {
    let id = |c: u32| &results.ctx.claims[c as usize].id;
    let [x, y] = [a, b].map(|c| results.linkage.event_of[c as usize]);
    let bits = weight(results, a, b);
    if results.linkage.given {
        let verdict = if x == y { "one event" } else { "two events" };
        let found = if bits == CANNOT {
            "linking would hold them apart".to_owned()
        } else {
            format!("linking weighs them at {bits:.1} bits")
        };
        return format!("{} and {} are given as {verdict}; {found}.", id(a), id(b));
    }
    let (verdict, because) = if x == y {
        ("are taken for one event", together(results, (a, b), bits))
    } else {
        ("are not taken for one event", parted(results, (a, b), bits))
    };
    format!("{} and {} {verdict}: {because}.", id(a), id(b))
}

/// What holds two claims of one event in it.
fn together(results: &Results, (a, b): (u32, u32), bits: f64) -> String {
    let threshold = results.linkage.weights.threshold;
    let [x, y] = [a, b].map(|claim| &results.linkage.features[claim as usize]);
    if is_joined(x, y) {
        return ruled(results, &results.decided.same, a, b, "together");
    }
    if bits == CANNOT {
        let why = held_apart(results, a, b);
        return format!(
            "{why}, and the other claims of the event, which agree with both, outweigh that"
        );
    }
    let event = &results.linkage.events[results.linkage.event_of[a as usize] as usize];
    let rest = |claim: u32| {
        let first = event.claims.iter().copied().filter(|&c| c != claim);
        let rest: Vec<u32> = first.take(doubt::MOST_WEIGHED).collect();
        doubt::mean(&[claim], &rest, |x, y| weight(results, x, y))
    };
    let needed = format!(
        "their match weight is {bits:.1} bits, and {threshold:.1} are needed on average over a cluster"
    );
    if event.claims.len() < 3 {
        return needed;
    }
    format!(
        "{needed}: with the rest of the event the first has {:.1}, the second {:.1}",
        rest(a),
        rest(b)
    )
}

/// What keeps two claims of two events apart: that they cannot be one, that they never met, that they are
/// too light, or what the rest of their events weighs.
fn parted(results: &Results, (a, b): (u32, u32), bits: f64) -> String {
    if bits == CANNOT {
        let why = held_apart(results, a, b);
        return format!("{why}, whatever the evidence");
    }
    let threshold = results.linkage.weights.threshold;
    let features = &results.linkage.features;
    let rules = match met(&features[a as usize], &features[b as usize]) {
        Met::By(rules) => rules,
        Met::OtherDays(rules) => {
            let shared = rules.into_iter().map(key).join(" and ");
            return format!(
                "they never met. They share {shared}, but their days are further apart than those of claims that are compared; had they met, their match weight would be {bits:.1} bits"
            );
        }
        Met::Nowhere => {
            let all = [
                Rule::TimePlace,
                Rule::TimeSides,
                Rule::TimePerson,
                Rule::TimeSpot,
                Rule::TimeWord,
            ];
            let keys = all.map(key).join(", or ");
            return format!(
                "they never met, since they share nothing by which claims are compared. What would have made them meet: {keys}; their match weight would be {bits:.1} bits"
            );
        }
    };
    let by = rules.into_iter().map(key).join(" and ");
    if bits < threshold {
        return format!(
            "they met by {by}, and are too light: {bits:.1} bits, where {threshold:.1} are needed"
        );
    }
    format!(
        "they met by {by}, and the two alone would do, at {bits:.1} bits; {}",
        clusters(results, a, b)
    )
}

/// What the events of two claims weigh together, and the two of their claims that fit least.
fn clusters(results: &Results, a: u32, b: u32) -> String {
    let linkage = results.linkage;
    let of = |claim: u32| &linkage.events[linkage.event_of[claim as usize] as usize].claims;
    let (x, y) = (of(a), of(b));
    let bits = |p: u32, q: u32| weight(results, p.min(q), p.max(q));
    let mean = doubt::mean(x, y, bits);
    let first = |claims: &[u32]| claims[..claims.len().min(doubt::MOST_WEIGHED)].to_vec();
    let pairs = first(x).into_iter().cartesian_product(first(y));
    let least = pairs
        .map(|(p, q)| (bits(p, q), p, q))
        .min_by(|p, q| p.0.total_cmp(&q.0));
    let Some((least, p, q)) = least else {
        return String::new();
    };
    let why = if least == CANNOT {
        format!("where {}", held_apart(results, p, q))
    } else {
        format!("of {least:.1} bits")
    };
    let id = |c: u32| &results.ctx.claims[c as usize].id;
    format!(
        "but their events, of {} and {}, come to {mean:.1} bits on average, and {:.1} are needed. What fits least are {} and {}, {why}",
        words::plural(x.len(), "claim"),
        words::plural(y.len(), "claim"),
        linkage.weights.threshold,
        id(p),
        id(q)
    )
}

/// What claims share that meet by a rule.
fn key(rule: Rule) -> &'static str {
    match rule {
        Rule::TimePlace => "a place, or one that holds the other, within days",
        Rule::TimeSides => "sides in one region within days",
        Rule::TimePerson => "a person within days",
        Rule::TimeSpot => "near coordinates within days",
        Rule::TimeWord => "a rare word of titles or texts, published within days",
    }
}

/// Why two claims tell of two things by themselves.
fn held_apart(results: &Results, a: u32, b: u32) -> String {
    let features = &results.linkage.features;
    let why = match apart(&features[a as usize], &features[b as usize]) {
        Some(Apart::Ruled) => return ruled(results, &results.decided.apart, a, b, "apart"),
        Some(Apart::Document) | None => "one document tells of both",
        Some(Apart::Table) => "they are rows of one table, whose rows are different events",
        Some(Apart::Total) => "one is an event, and the other a running total",
    };
    format!("{why}, which counts as {APART_BITS} bits")
}

pub(super) fn evidence(results: &Results, a: u32, b: u32) -> Vec<Evidence> {
    let features = &results.linkage.features;
    let (x, y) = (&features[a as usize], &features[b as usize]);
    let levels = levels::compare(x, y, results.ctx.names, results.ctx.codebook);
    let w = &results.linkage.weights;
    let values = |of: &dyn Fn(u32) -> String| format!("{} / {}", of(a), of(b));
    let crowd = "accounts of these days, sides and region beside the two";
    macro_rules! line {
        ($label:literal, $field:ident, $why:expr) => {
            Evidence {
                field: $label.to_owned(),
                level: in_words(&levels.$field),
                bits: w.fields.$field[levels.$field as usize],
                why: $why,
            }
        };
    }
    vec![
        Evidence {
            field: "prior".to_owned(),
            level: "any two claims that meet".to_owned(),
            bits: w.prior,
            why: String::new(),
        },
        line!("when", time, values(&|c| said::when(results, c))),
        line!("published", published, String::new()),
        line!("where", place, values(&|c| said::place(results, c))),
        line!("actors", actors, values(&|c| said::actors(results, c))),
        line!("kind", kind, values(&|c| said::kind(results, c))),
        line!("counts", counts, String::new()),
        line!("persons", persons, String::new()),
        line!("source", source, String::new()),
        line!("crowd", crowd, crowd.to_owned()),
        line!(
            "words",
            words,
            "titles, passages and articles, by how rare their words are".to_owned()
        ),
    ]
}
