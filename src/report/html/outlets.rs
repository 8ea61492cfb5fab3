//! The outlets: how often each is right, as far as these claims tell, and whom it rests on.

use std::cmp::Reverse;
use std::collections::HashMap;

use minijinja::Value;
use serde::Serialize;

use super::chart::{Bar, Sort, draw};
use super::scale::Scale;
use crate::report::selection::Selection;
use crate::report::text::plural;
use crate::report::view::{Copies, Outlet};
use crate::report::{weighed, words};

/// No chart has more rows: the outlets with the most that others tell of too.
const ROWS: usize = 30;

/// An outlet, and what it rests on.
#[derive(Debug, Serialize)]
pub(super) struct OutletOf<'a> {
    outlet: &'a str,
    claims: usize,
    documents: usize,
    /// How often it is right, with the 90 % interval.
    reliability: Option<String>,
    /// The same by what is stated, and to what side it leans.
    kinds: Vec<String>,
    /// How much of what it states others tell of too.
    judged_on: String,
    grade: Option<&'a str>,
    judgement: Option<&'a str>,
    /// How long after the first account of an event, in the middle.
    lag: Option<String>,
    corrections: usize,
    copies: Vec<CopyOf<'a>>,
    copied_by: Vec<&'a str>,
}

/// That it copies another.
#[derive(Debug, Serialize)]
struct CopyOf<'a> {
    outlet: Option<&'a str>,
    probability: Option<String>,
    why: String,
}

/// How often outlets are right, drawn.
#[derive(Debug, Serialize)]
pub(super) struct OutletChart {
    svg: Value,
    alternative: String,
    /// Outlets that are judged, and have no row.
    more: usize,
}

/// Whether anything is known of how often some outlet is right.
pub(super) fn judged(selection: &Selection<'_>) -> bool {
    let mut outlets = selection.outlets.iter();
    outlets.any(|o| o.reliability.is_some() || o.grade.is_some())
}

/// The outlets, each with those that it copies and that copy it.
pub(super) fn outlets<'a>(selection: &Selection<'a>) -> Vec<OutletOf<'a>> {
    let mut copied: HashMap<&str, Vec<&'a str>> = HashMap::new();
    for outlet in &selection.report.outlets {
        for copy in &outlet.copies {
            let by = copied.entry(&copy.outlet).or_default();
            if by.last() != Some(&outlet.outlet.as_str()) {
                by.push(&outlet.outlet);
            }
        }
    }
    let of = |o: &&'a Outlet| {
        let copied_by = copied.get(o.outlet.as_str()).cloned();
        outlet(o, copied_by.unwrap_or_default())
    };
    selection.outlets.iter().map(of).collect()
}

fn outlet<'a>(outlet: &'a Outlet, copied_by: Vec<&'a str>) -> OutletOf<'a> {
    let kinds = outlet.by_kind.iter();
    OutletOf {
        outlet: &outlet.outlet,
        claims: outlet.claims,
        documents: outlet.documents,
        reliability: words::reliability(outlet),
        kinds: kinds
            .map(|k| format!("{}: {}", k.kind, weighed::interval(&k.reliability)))
            .chain(outlet.leanings.iter().map(words::leaning))
            .collect(),
        judged_on: format!("{} of {}", outlet.overlap, outlet.statements),
        grade: outlet.grade.as_deref(),
        judgement: outlet.judgement.as_deref(),
        lag: outlet.lag.map(after),
        corrections: outlet.corrections,
        copies: outlet.copies.iter().map(copy).collect(),
        copied_by,
    }
}

fn copy(copy: &Copies) -> CopyOf<'_> {
    CopyOf {
        outlet: Some(copy.outlet.as_str()).filter(|name| *name != "unknown"),
        probability: copy.probability.map(weighed::likely),
        why: words::sentence(&copy.why),
    }
}

/// A stretch of minutes, roughly.
fn after(minutes: i64) -> String {
    let count = |n: i64, what| plural(usize::try_from(n).unwrap_or_default(), what);
    match minutes {
        ..=0 => "none".to_owned(),
        1..120 => count(minutes, "minute"),
        120..2880 => count(minutes / 60, "hour"),
        _ => count(minutes / 1440, "day"),
    }
}

/// The chart: those first of whose statements others tell the most; nothing where none is judged.
pub(super) fn chart(selection: &Selection<'_>) -> Option<OutletChart> {
    let judged = selection.outlets.iter().copied();
    let mut judged: Vec<&Outlet> = judged.filter(|o| words::reliability(o).is_some()).collect();
    judged.sort_by_key(|o| Reverse(o.overlap));
    let bars: Vec<Bar> = judged.iter().take(ROWS).filter_map(|o| bar(o)).collect();
    let shown = (!bars.is_empty()).then(|| draw(&bars, Scale::whole((0.0, 100.0))));
    Some(OutletChart {
        svg: shown??,
        alternative: format!(
            "Chart of how often {} is right: the mean, and the interval that holds it nine times in ten. The table has every figure.",
            each(bars.len())
        ),
        more: judged.len() - bars.len(),
    })
}

fn each(outlets: usize) -> String {
    if outlets == 1 {
        "one outlet".to_owned()
    } else {
        format!("each of {outlets} outlets")
    }
}

fn bar(outlet: &Outlet) -> Option<Bar> {
    let of = outlet.reliability.as_ref()?;
    let grade = outlet.grade.as_deref().map(|g| format!("{g}: "));
    Some(Bar {
        label: format!("{}{}", grade.unwrap_or_default(), outlet.outlet),
        low: of.low * 100.0,
        high: Some(of.high * 100.0),
        best: Some(of.mean * 100.0),
        apart: None,
        sort: Sort::Told,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::canned;

    #[test]
    fn a_judged_outlet_has_its_interval_and_a_bar() {
        let report = canned::report();
        let selection = Selection::all(&report);
        let told = outlets(&selection);
        assert_eq!(told[0].reliability.as_deref(), Some("0.87 (0.71 to 0.95)"));
        assert_eq!(told[0].grade, Some("B"));
        assert!(told[1].reliability.is_none());
        let chart = chart(&selection).unwrap();
        assert!(chart.svg.to_string().contains("B: Coast Radio"));
        assert_eq!(chart.more, 0);
    }

    #[test]
    fn whoever_copies_twice_is_named_once() {
        let mut report = canned::report();
        let daily = report.outlets.iter_mut().find(|o| !o.copies.is_empty());
        let daily = daily.unwrap();
        daily.copies.extend(daily.copies.clone());
        let selection = Selection::all(&report);
        let told = outlets(&selection);
        let post = told.iter().find(|o| o.outlet == "Harbour Post").unwrap();
        assert_eq!(post.copied_by, ["Daily Copy"]);
    }

    #[test]
    fn a_lag_is_said_roughly() {
        assert_eq!(after(0), "none");
        assert_eq!(after(90), "90 minutes");
        assert_eq!(after(300), "5 hours");
        assert_eq!(after(5760), "4 days");
    }
}
