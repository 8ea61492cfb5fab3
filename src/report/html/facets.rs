//! What a reader may filter by: each part of the page carries it as data.

use std::collections::BTreeSet;

use hashbrown::{HashMap, HashSet};
use serde::Serialize;

use crate::claim::{DayNumber, DaySpan, When};
use crate::codebook::{Severity, Verdict};
use crate::report::selection::Selection;
use crate::report::view::{Attribute, Event, Finding};
use crate::report::words;

/// Between the names of a list: no name holds it.
const BETWEEN: &str = "\u{b6}";

/// What one part of the page can be found by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Facets {
    /// `contradiction:critical compatible:minor`.
    pub(super) verdicts: String,
    /// Outlets, between [`BETWEEN`].
    pub(super) outlets: String,
    /// Places.
    pub(super) places: String,
    /// Earliest possible day, ISO 8601; empty where unknown.
    pub(super) from: String,
    /// Latest possible day.
    pub(super) to: String,
}

/// The choices that the filter offers.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Choices<'a> {
    pub(super) outlets: Vec<&'a str>,
    pub(super) places: Vec<&'a str>,
}

/// No list of choices is longer: a reader may still type any other name.
const CHOICES: usize = 500;

/// How the accounts of each event stand to each other, findings across events included.
pub(super) struct Standing<'a> {
    /// The events that are on the page.
    shown: HashSet<&'a str>,
    of_event: HashMap<&'a str, BTreeSet<(Verdict, Severity)>>,
}

impl<'a> Standing<'a> {
    pub(super) fn new(selection: &Selection<'a>) -> Self {
        let claims = selection.events.iter();
        let claims = claims.flat_map(|e| e.claims.iter().map(|c| (&**c, &*e.id)));
        let event_of: HashMap<&str, &str> = claims.collect();
        let mut of_event: HashMap<&str, BTreeSet<(Verdict, Severity)>> = HashMap::new();
        for finding in &selection.findings {
            for event in finding.claims.iter().filter_map(|c| event_of.get(&**c)) {
                let found = (finding.verdict, finding.severity);
                of_event.entry(event).or_default().insert(found);
            }
        }
        let shown = selection.events.iter().map(|e| &*e.id).collect();
        Self { shown, of_event }
    }

    /// Whether an event is on the page, so that a link leads to it.
    pub(super) fn shows(&self, event: &str) -> bool {
        self.shown.contains(event)
    }

    /// What an event can be found by.
    pub(super) fn facets(&self, event: &Event) -> Facets {
        let found = self.of_event.get(event.id.as_ref());
        let (from, to) = days(event.when.as_deref());
        let mut verdicts = tokens(found.into_iter().flatten().copied());
        let agreed = |a: &Attribute| a.verdict == Some(Verdict::Agreement);
        if event.attributes.iter().any(agreed) {
            // What agrees is not grave.
            verdicts.push_str(" agreement:");
        }
        Facets {
            verdicts: verdicts.trim_start().to_owned(),
            outlets: listed(&event.outlets),
            places: listed(&event.place),
            from,
            to,
        }
    }

    /// The gravest verdict of an event, with the severity of a contradiction.
    pub(super) fn gravest(&self, event: &Event) -> Option<(Verdict, Option<Severity>)> {
        let found = self.of_event.get(event.id.as_ref())?;
        let (verdict, severity) = found.iter().last()?;
        let grave = *verdict == Verdict::Contradiction;
        Some((*verdict, grave.then_some(*severity)))
    }
}

/// What a difference can be found by: it stands where its event does.
pub(super) fn of_findings(findings: &[&Finding], event: Option<&Event>) -> Facets {
    let found: BTreeSet<(Verdict, Severity)> =
        findings.iter().map(|f| (f.verdict, f.severity)).collect();
    let outlets: BTreeSet<&str> = findings
        .iter()
        .flat_map(|f| &f.outlets)
        .map(|t| &**t)
        .collect();
    let (from, to) = days(event.and_then(|e| e.when.as_deref()));
    Facets {
        verdicts: tokens(found.into_iter()),
        outlets: listed(&outlets.into_iter().collect::<Vec<_>>()),
        places: event.map(|e| listed(&e.place)).unwrap_or_default(),
        from,
        to,
    }
}

fn tokens(found: impl Iterator<Item = (Verdict, Severity)>) -> String {
    let tokens: Vec<String> = found
        .map(|(v, s)| format!("{}:{}", words::verdict(v), words::severity(s)))
        .collect();
    tokens.join(" ")
}

/// Names as one text.
pub(super) fn listed<S: AsRef<str>>(names: &[S]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    names.join(BETWEEN)
}

/// The first and last possible day of an EDTF value; empty where open or unknown.
pub(super) fn days(edtf: Option<&str>) -> (String, String) {
    match span(edtf) {
        Some(span) => (iso(span.first), iso(span.last)),
        None => (String::new(), String::new()),
    }
}

/// The days of an EDTF value.
pub(super) fn span(edtf: Option<&str>) -> Option<DaySpan> {
    When::parse(edtf?, None).ok().map(|when| when.span)
}

/// A day as ISO 8601; nothing for an open end.
pub(super) fn iso(day: DayNumber) -> String {
    match day {
        DayNumber::MIN | DayNumber::MAX => String::new(),
        day => DaySpan::day(day).to_string(),
    }
}

/// What the filter offers, each name once, sorted.
pub(super) fn choices<'a>(selection: &Selection<'a>) -> Choices<'a> {
    let outlets = selection.outlets.iter().map(|o| o.outlet.as_ref());
    let places = selection.events.iter().flat_map(|e| &e.place);
    let sorted = |names: BTreeSet<&'a str>| names.into_iter().take(CHOICES).collect();
    Choices {
        outlets: sorted(outlets.collect()),
        places: sorted(places.map(|t| &**t).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::canned;

    #[test]
    fn an_event_is_found_by_its_findings_and_days() {
        let report = canned::report();
        let selection = Selection::all(&report);
        let standing = Standing::new(&selection);
        let facets = standing.facets(&report.events[0]);
        assert!(facets.verdicts.contains("contradiction:major"));
        assert_eq!(facets.from, "2024-03-09");
        let (verdict, severity) = standing.gravest(&report.events[0]).unwrap();
        assert_eq!(verdict, Verdict::Contradiction);
        assert!(severity.is_some());
    }

    #[test]
    fn an_event_is_found_by_what_its_accounts_agree_on() {
        let report = canned::report();
        let standing = Standing::new(&Selection::all(&report));
        for event in &report.events {
            let agreed = |a: &Attribute| a.verdict == Some(Verdict::Agreement);
            let agreed = event.attributes.iter().any(agreed);
            let facets = standing.facets(event);
            let found = facets.verdicts.split(' ').any(|t| t == "agreement:");
            assert_eq!(found, agreed, "{}", event.title);
        }
    }

    #[test]
    fn an_open_end_has_no_day() {
        let (from, to) = days(Some("../2020-03-12"));
        assert_eq!((from.as_str(), to.as_str()), ("", "2020-03-12"));
        assert_eq!(days(Some("no date")), days(None));
    }
}
