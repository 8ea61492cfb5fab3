//! What a reader may filter by: each part of the page carries it as data.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::claim::{DayNumber, DaySpan, When};
use crate::codebook::{Severity, Verdict};
use crate::report::selection::Selection;
use crate::report::words;
use crate::view::{Event, State, Topic};

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

impl Facets {
    /// Of some topics that some outlets speak of; they stand where their event does.
    pub(super) fn new<'t, S: AsRef<str>>(
        topics: impl IntoIterator<Item = &'t Topic<'t>>,
        outlets: &[S],
        event: Option<&Event>,
    ) -> Self {
        let (from, to) = days(event.and_then(|e| e.when.as_deref()));
        Self {
            verdicts: tokens(found(topics)),
            outlets: listed(outlets),
            places: event.map(|e| listed(&e.place)).unwrap_or_default(),
            from,
            to,
        }
    }
}

/// How the accounts of some topics stand to each other. What was settled is no contradiction; what one
/// origin says alone stands to nothing.
pub(super) fn found<'t>(
    topics: impl IntoIterator<Item = &'t Topic<'t>>,
) -> BTreeSet<(Verdict, Option<Severity>)> {
    let of = |topic: &'t Topic<'t>| {
        let own = (topic.state != State::OneSource).then_some((topic.verdict, topic.severity));
        let between = topic.between.iter().map(|b| (b.verdict, b.severity));
        let open = move |v: Verdict| v != Verdict::Contradiction || topic.verdict == v;
        own.into_iter()
            .chain(between.filter(move |(v, _)| open(*v)))
    };
    topics.into_iter().flat_map(of).collect()
}

fn tokens(found: BTreeSet<(Verdict, Option<Severity>)>) -> String {
    let token = |(verdict, severity): (Verdict, Option<Severity>)| {
        let severity = severity.map_or("", words::severity);
        format!("{}:{severity}", words::verdict(verdict))
    };
    let tokens: Vec<String> = found.into_iter().map(token).collect();
    tokens.join(" ")
}

/// Names as one text.
fn listed<S: AsRef<str>>(names: &[S]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    names.join(BETWEEN)
}

/// The first and last possible day of an EDTF value; empty where open or unknown.
fn days(edtf: Option<&str>) -> (String, String) {
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

/// The choices that the filter offers.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Choices<'a> {
    pub(super) outlets: Vec<&'a str>,
    pub(super) places: Vec<&'a str>,
}

/// No list of choices is longer: a reader may still type any other name.
const CHOICES: usize = 500;

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

    fn facets(event: usize) -> Facets {
        let report = canned::report();
        let event = &report.events[event];
        let of = |t: &&Topic| t.event.as_deref() == Some(&*event.id);
        Facets::new(report.topics.iter().filter(of), &event.outlets, Some(event))
    }

    #[test]
    fn an_event_is_found_by_its_topics_and_days() {
        let facets = facets(0);
        assert_eq!(
            facets.verdicts,
            "agreement: compatible: compatible:moderate compatible:major scope:major \
             superseded:moderate contradiction:major"
        );
        assert_eq!((&*facets.from, &*facets.to), ("2024-03-09", "2024-03-09"));
        assert!(facets.places.starts_with("Port Lune\u{b6}"));
    }

    #[test]
    fn what_one_origin_says_stands_to_nothing() {
        assert_eq!(facets(2).verdicts, "");
    }

    #[test]
    fn what_is_settled_is_no_contradiction() {
        let mut report = canned::report();
        let topic = &mut report.topics[1];
        topic.state = State::Ruled;
        topic.verdict = Verdict::Superseded;
        let found = found([&*topic]);
        assert!(found.iter().all(|(v, _)| *v != Verdict::Contradiction));
        assert!(found.iter().any(|(v, _)| *v == Verdict::Scope));
    }

    #[test]
    fn an_open_end_has_no_day() {
        let (from, to) = days(Some("../2020-03-12"));
        assert_eq!((from.as_str(), to.as_str()), ("", "2020-03-12"));
        assert_eq!(days(Some("no date")), days(None));
    }
}
