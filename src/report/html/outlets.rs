//! The outlets: how often each is right, as far as these claims tell, and whom it rests on.

use std::collections::HashMap;

use serde::Serialize;

use super::scale::{Bar, Scale};
use crate::report::selection::Selection;
use crate::report::text::plural;
use crate::report::{weighed, words};
use crate::view::{Differs, Outlet};

/// An outlet, and what it rests on.
#[derive(Debug, Serialize)]
pub(super) struct OutletOf<'a> {
    #[serde(flatten)]
    of: &'a Outlet,
    /// How often it is right, with the 90 % interval.
    right: Option<String>,
    bar: Option<Bar>,
    /// The same by what is stated, and to what side it leans.
    kinds: Vec<String>,
    /// How long after the first account of an event, in the middle.
    behind: Option<String>,
    copied_by: Vec<&'a str>,
}

/// Whether anything is known of how often some outlet is right.
pub(super) fn judged(selection: &Selection<'_>) -> bool {
    let mut outlets = selection.outlets.iter();
    outlets.any(|o| o.reliability.is_some() || o.grade.is_some())
}

/// The scale of how often an outlet is right.
pub(super) fn scale() -> Scale {
    Scale::whole(100.0)
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

fn outlet<'a>(of: &'a Outlet, copied_by: Vec<&'a str>) -> OutletOf<'a> {
    let right = words::reliability(of);
    let share = of.reliability.as_ref().filter(|_| right.is_some());
    let kinds = of.by_kind.iter();
    OutletOf {
        of,
        bar: share.map(|s| {
            let (mean, low, high) = (s.mean * 100.0, s.low * 100.0, s.high * 100.0);
            scale().bar(low, high, mean)
        }),
        right,
        kinds: kinds
            .map(|k| format!("{}: {}", k.kind, weighed::interval(&k.reliability)))
            .chain(of.leanings.iter().map(words::leaning))
            .chain(of.differs.iter().map(Differs::in_words))
            .collect(),
        behind: of.lag.map(after),
        copied_by,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::canned;

    #[test]
    fn a_judged_outlet_has_its_interval_and_a_bar() {
        let report = canned::report();
        let told = outlets(&Selection::all(&report));
        assert_eq!(told[0].right.as_deref(), Some("0.87 (0.71 to 0.95)"));
        assert_eq!(told[0].bar, Some(scale().bar(71.0, 95.0, 87.0)));
        assert!(told[1].right.is_none() && told[1].bar.is_none());
    }

    #[test]
    fn whoever_copies_twice_is_named_once() {
        let mut report = canned::report();
        let daily = report.outlets.iter_mut().find(|o| !o.copies.is_empty());
        let daily = daily.unwrap();
        daily.copies.extend(daily.copies.clone());
        let selection = Selection::all(&report);
        let told = outlets(&selection);
        let post = told.iter().find(|o| o.of.outlet == "Harbour Post").unwrap();
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
