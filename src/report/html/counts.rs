//! The chart of a contested count: each account's low, best and high by independent origin, and
//! what each policy makes of them; beside it the same in figures.

use std::borrow::Cow;

use minijinja::Value;
use serde::Serialize;

use super::chart::{Bar, Sort, draw};
use super::matrix::is_judged;
use super::scale::Scale;
use crate::codebook::Verdict;
use crate::report::text::listed;
use crate::report::view::{Attribute, Event, Policy, Printed, Reconciled, ValueOf};
use crate::report::{weighed, words};

/// No chart has more rows, and no table beside it.
const ROWS: usize = 16;

/// A contested count.
#[derive(Debug, Serialize)]
pub(super) struct CountChart<'a> {
    topic: String,
    svg: Option<Value>,
    /// What the chart shows, in words.
    alternative: String,
    told: Vec<Told<'a>>,
    /// Whether any figure has a probability.
    weighed: bool,
    /// Figures that are not listed.
    more: usize,
    /// What stands, and what that rests on.
    stands: Option<Answer<'a>>,
    policies: Vec<Answer<'a>>,
}

/// What some accounts of one origin say.
#[derive(Debug, Serialize)]
struct Told<'a> {
    origin: usize,
    outlets: Vec<&'a str>,
    text: &'a str,
    low: u64,
    best: Option<u64>,
    high: Option<u64>,
    likely: Option<String>,
}

/// What a policy would print.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    policy: &'a str,
    value: Option<String>,
    why: Cow<'a, str>,
    #[serde(skip)]
    bounds: Option<(u64, Option<u64>, Option<u64>)>,
}

/// A chart for every count of an event on which the accounts are not of one mind.
pub(super) fn charts<'a>(event: &'a Event<'a>) -> Vec<CountChart<'a>> {
    let contested = event.attributes.iter().filter(|a| contested(a));
    contested.map(|a| chart(event, a)).collect()
}

fn contested(attribute: &Attribute) -> bool {
    let differs = !matches!(attribute.verdict, None | Some(Verdict::Agreement));
    let counts = attribute
        .values
        .iter()
        .filter(|v| bounds(&v.value).is_some());
    differs && counts.count() > 1
}

fn chart<'a>(event: &'a Event<'a>, attribute: &'a Attribute<'a>) -> CountChart<'a> {
    let mut told: Vec<Told<'a>> = attribute
        .values
        .iter()
        .flat_map(|v| rows(event, v, is_judged(attribute)))
        .collect();
    told.sort_by_key(|t| (t.origin, t.low, t.high));
    let policies: Vec<Answer<'a>> = attribute.policies.iter().map(answer).collect();
    let mut bars: Vec<Bar> = told.iter().map(told_bar).collect();
    bars.truncate(ROWS);
    let stands = attribute.reconciled.as_ref().map(stands);
    bars.extend(stands.iter().filter_map(|s| policy_bar(s, Sort::Stands)));
    bars.extend(policies.iter().filter_map(|p| policy_bar(p, Sort::Rule)));
    let topic = words::topic(&attribute.attribute, attribute.of.as_deref());
    CountChart {
        alternative: alternative(&topic, &told, attribute),
        svg: draw(&bars, Scale::whole((0.0, greatest(&bars)))),
        topic,
        weighed: told.iter().any(|t| t.likely.is_some()),
        stands,
        more: told.len().saturating_sub(ROWS),
        told: told.into_iter().take(ROWS).collect(),
        policies,
    }
}

/// A value by the origins of its accounts.
fn rows<'a>(event: &'a Event<'a>, value: &'a ValueOf<'a>, judged: bool) -> Vec<Told<'a>> {
    let likely = value.probability.filter(|_| judged);
    let Some((low, best, high)) = bounds(&value.value) else {
        return Vec::new();
    };
    let mut rows: Vec<Told<'a>> = Vec::new();
    for account in event
        .accounts
        .iter()
        .filter(|a| value.claims.contains(&a.claim))
    {
        match rows.iter_mut().find(|r| r.origin == account.origin) {
            Some(row) if row.outlets.contains(&account.outlet.as_ref()) => {}
            Some(row) => row.outlets.push(&account.outlet),
            None => rows.push(Told {
                origin: account.origin,
                outlets: vec![&account.outlet],
                text: &value.text,
                low,
                best,
                high,
                likely: likely.map(weighed::percent),
            }),
        }
    }
    rows
}

fn bounds(value: &Printed) -> Option<(u64, Option<u64>, Option<u64>)> {
    match value {
        Printed::Bounds { low, best, high } => Some((*low, *best, *high)),
        Printed::Text(_) => None,
    }
}

fn answer<'a>(policy: &'a Policy<'a>) -> Answer<'a> {
    Answer {
        policy: &policy.policy,
        value: policy.value.as_ref().map(words::printed),
        why: policy.why.as_ref().into(),
        bounds: policy.value.as_ref().and_then(bounds),
    }
}

fn stands<'a>(answer: &'a Reconciled<'a>) -> Answer<'a> {
    Answer {
        policy: "What stands",
        value: Some(words::printed(&answer.value)),
        why: weighed::grounds(answer).into(),
        bounds: bounds(&answer.value),
    }
}

fn told_bar(told: &Told<'_>) -> Bar {
    let who = listed(&told.outlets);
    let label = format!(
        "Origin {}: {} – {who}",
        told.origin,
        figures(told.low, told.best, told.high)
    );
    bar(label, (told.low, told.best, told.high), Sort::Told)
}

fn policy_bar(answer: &Answer<'_>, sort: Sort) -> Option<Bar> {
    let value = answer.value.as_deref()?;
    let label = format!("{}: {value}", answer.policy);
    Some(bar(label, answer.bounds?, sort))
}

fn bar(label: String, (low, best, high): (u64, Option<u64>, Option<u64>), sort: Sort) -> Bar {
    Bar {
        label,
        low: low as f64,
        high: high.map(|h| h as f64),
        best: best.map(|b| b as f64),
        apart: None,
        sort,
    }
}

fn figures(low: u64, best: Option<u64>, high: Option<u64>) -> String {
    words::printed(&Printed::Bounds { low, best, high })
}

/// The end of the scale: past the greatest figure, so that an open end is seen.
fn greatest(bars: &[Bar]) -> f64 {
    let ends = bars.iter().flat_map(|b| [Some(b.low), b.best, b.high]);
    ends.flatten().fold(1.0, f64::max) * 1.08
}

/// The chart in a sentence or two.
fn alternative(topic: &str, told: &[Told<'_>], attribute: &Attribute) -> String {
    let origins = told
        .iter()
        .map(|t| t.origin)
        .collect::<std::collections::BTreeSet<_>>();
    let low = told.iter().map(|t| t.low).min().unwrap_or_default();
    let open = told.iter().any(|t| t.high.is_none());
    let high = told.iter().filter_map(|t| t.high).max().unwrap_or(low);
    let high = if open {
        "open".to_owned()
    } else {
        high.to_string()
    };
    let stands = attribute
        .reconciled
        .as_ref()
        .map(|s| words::stands(&s.value));
    let stands = stands
        .map(|s| format!(" What stands: {s}."))
        .unwrap_or_default();
    format!(
        "Chart of {topic}: {} of {} from {low} to {high}, what stands, and the answer of each policy.{stands} The table beside it has every figure.",
        crate::report::text::plural(told.len(), "figure"),
        crate::report::text::plural(origins.len(), "origin"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::canned;

    #[test]
    fn a_contested_count_is_drawn_by_origin_with_every_policy() {
        let report = canned::report();
        let charts = charts(&report.events[0]);
        let killed = charts.iter().find(|c| c.topic == "killed").unwrap();
        let svg = killed.svg.as_ref().unwrap().to_string();
        assert!(svg.contains("Origin 1: 19"), "{svg}");
        assert!(svg.contains("UCDP low/best/high"));
        assert_eq!(killed.policies.len(), 5);
        assert!(
            killed.alternative.contains("from 16 to 24"),
            "{}",
            killed.alternative
        );
    }
}
