//! What fails a check: differences grave enough that are neither settled nor known.

use std::collections::{BTreeSet, HashSet};
use std::fmt;
use std::io;
use std::str::FromStr;

use super::block::{Block, Line, Page};
use super::diff::Diff;
use super::difference::{Difference, Grade, in_topics};
use super::place::Places;
use super::text::{inert, plural};
use super::{topic, words};
use crate::codebook::{Severity, Verdict};
use crate::view::{Between, Parts, Report, State, Topic};

/// The least grave difference that fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FailOn(Grade);

impl Default for FailOn {
    fn default() -> Self {
        Self(Grade {
            verdict: Verdict::Contradiction,
            severity: Severity::Minor,
        })
    }
}

impl FailOn {
    /// Whether such a difference fails.
    pub fn meets(self, grade: Grade) -> bool {
        grade.verdict >= self.0.verdict && grade.severity >= self.0.severity
    }
}

/// As it is typed.
impl fmt::Display for FailOn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(words::verdict(self.0.verdict))?;
        match self.0.severity {
            Severity::Minor => Ok(()),
            graver => write!(f, ":{}", words::severity(graver)),
        }
    }
}

impl FromStr for FailOn {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (verdict, severity) = match text.split_once(':') {
            Some((verdict, severity)) => (verdict, severity_of(severity)?),
            None => (text, Severity::Minor),
        };
        let verdict = verdict_of(verdict)?;
        Ok(Self(Grade { verdict, severity }))
    }
}

fn verdict_of(text: &str) -> Result<Verdict, String> {
    Ok(match text {
        "compatible" => Verdict::Compatible,
        "superseded" => Verdict::Superseded,
        "scope" => Verdict::Scope,
        "contradiction" => Verdict::Contradiction,
        _ => {
            return Err(format!(
                "`{text}` is no verdict that can fail: compatible, superseded, scope, contradiction"
            ));
        }
    })
}

fn severity_of(text: &str) -> Result<Severity, String> {
    Ok(match text {
        "minor" => Severity::Minor,
        "moderate" => Severity::Moderate,
        "major" => Severity::Major,
        "critical" => Severity::Critical,
        _ => {
            return Err(format!(
                "`{text}` is no severity: minor, moderate, major, critical"
            ));
        }
    })
}

/// What a check found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Differences that fail, worst topics first.
    pub new: Vec<Difference>,
    /// How many would, were they not known.
    pub known: usize,
    /// Ids of known differences that are not there any more.
    pub stale: Vec<String>,
}

/// Checks a reconciliation; `known` are the ids of differences that are passed over.
pub fn check(parts: &dyn Parts<'_>, fail_on: FailOn, known: &BTreeSet<String>) -> Checked {
    let publications = parts.publications();
    let mut checked = Checked::default();
    let mut met: HashSet<String> = HashSet::new();
    for topic in (0..parts.topics()).map(|place| parts.topic(place)) {
        let ids = topic.between.iter().map(|b| &*b.id);
        met.extend(ids.filter(|id| known.contains(*id)).map(str::to_owned));
        for between in failing(&topic, fail_on) {
            if known.contains(&*between.id) {
                checked.known += 1;
                continue;
            }
            let scene = parts.scene(&topic);
            let scene = scene.as_deref();
            checked
                .new
                .push(Difference::new(&topic, between, scene, &*publications));
        }
    }
    let stale = known.iter().filter(|id| !met.contains(*id));
    checked.stale = stale.cloned().collect();
    checked
}

/// The differences of a topic that are grave enough. A row set beside the topic fails only where the
/// two cannot both be true: that it counts something else is why it stands beside.
fn failing<'t>(of: &'t Topic<'_>, fail_on: FailOn) -> impl Iterator<Item = &'t Between<'t>> {
    let beside = |b: &Between| of.sides(b).iter().any(|value| value.foreign);
    let counts = move |b: &&Between| b.verdict == Verdict::Contradiction || !beside(b);
    let found = topic::unsettled(of).iter().filter(counts);
    found.filter(move |b| fail_on.meets(Grade::new(of, b)))
}

impl Checked {
    /// Keeps as new what is new or worse by those changes.
    pub fn only_since(&mut self, changes: &Diff) {
        let found = changes.new_differences.iter().chain(&changes.worse);
        let found: HashSet<&str> = found.map(|c| c.difference.id.as_str()).collect();
        let before = self.new.len();
        self.new.retain(|d| found.contains(&*d.id));
        self.known += before - self.new.len();
    }

    /// Leaves in a report what is new; topics of which nothing is are known, and may stay.
    pub fn leave_new(&self, report: &mut Report<'_>) {
        let new: HashSet<&str> = self.new.iter().map(|d| d.id.as_str()).collect();
        for topic in &mut report.topics {
            topic.between.retain(|b| new.contains(&*b.id));
            if topic.between.is_empty() && topic.state == State::Open {
                topic.state = State::Accepted;
            }
        }
    }

    /// That known differences are not shown, where there are any.
    pub fn passed_over(&self) -> Option<String> {
        let known = plural(self.known, "known difference");
        (self.known > 0).then(|| format!("Only what is new is shown: {known} passed over."))
    }

    /// What is new, in a few words.
    fn headline(&self) -> String {
        match &*self.new {
            [] => "Nothing new to settle".to_owned(),
            new => in_topics(new.iter()),
        }
    }
}

/// No comment lists more differences.
const COMMENTED: usize = 50;

/// A comment on a pull request: what is new, the worst first, with its file and line; and `changes`
/// beside it, in sentences.
///
/// # Errors
/// Where the page cannot be written.
pub fn markdown(
    checked: &Checked,
    changes: &[String],
    places: &Places<'_>,
    page: &mut dyn Page,
) -> io::Result<()> {
    page.put(Block::Heading(2, checked.headline().into()))?;
    if !changes.is_empty() {
        let changes = changes.iter().map(|change| change.as_str().into());
        page.put(Block::List(changes.collect()))?;
    }
    if !checked.new.is_empty() {
        page.put(Block::Heading(3, "To settle before print".into()))?;
        let shown = checked.new.iter().take(COMMENTED);
        page.put(Block::List(shown.map(|d| item(d, places)).collect()))?;
    }
    let more = checked.new.len().saturating_sub(COMMENTED);
    let more = (more > 0).then(|| format!("… and {more} more: all with `rashomon check`."));
    for told in more.into_iter().chain(checked.passed_over()) {
        page.put(Block::Paragraph(Line::new().faint(told)))?;
    }
    Ok(())
}

fn item(of: &Difference, places: &Places<'_>) -> Line {
    let scene = of.about.scene.as_deref().unwrap_or("across events");
    let line = Line::new()
        .mark(of.grade.verdict, Some(of.grade.severity))
        .plain(" ")
        .strong(of.about.name())
        .plain(format!(", {scene}: "));
    let sides = of.sides.iter().map(|side| {
        let at = places.of_claim(&side.claim);
        let at = at.map(|place| format!("{}:{}", place.file, place.line));
        let line = Line::from(format!("{} ({}, ", side.value, side.who()));
        line.code(at.unwrap_or_else(|| side.claim.clone()))
            .plain(")")
    });
    line.and(Line::joined(sides, " against "))
        .plain(" ")
        .code(of.id.as_str())
}

/// `a.json:12: contradiction (major): killed: 19 (One) against 23 (Two, b.json:7) [f-…]`, inert; a
/// claim whose file is not known has its id instead.
pub fn line(difference: &Difference, places: &Places<'_>) -> String {
    let at = |claim: &str| match places.of_claim(claim) {
        Some(place) => format!("{}:{}", place.file, place.line),
        None => claim.to_owned(),
    };
    let [a, b] = &difference.sides;
    let grade = difference.grade;
    let line = format!(
        "{}: {} ({}): {}: {} ({}) against {} ({}, {}) [{}]",
        at(&a.claim),
        words::verdict(grade.verdict),
        words::severity(grade.severity),
        difference.about.name(),
        a.value,
        a.who(),
        b.value,
        b.who(),
        at(&b.claim),
        difference.id,
    );
    inert(&line).into_owned()
}

#[cfg(test)]
mod tests {
    use super::super::{canned, diff::diff};
    use super::*;

    fn checked(report: &Report<'static>, fail_on: &str, known: &[&str]) -> Checked {
        let known = known.iter().map(|id| (*id).to_owned()).collect();
        check(report, fail_on.parse().unwrap(), &known)
    }

    fn ids(checked: &Checked) -> Vec<&str> {
        checked.new.iter().map(|d| d.id.as_str()).collect()
    }

    #[test]
    fn a_verdict_and_a_severity_are_read() {
        let major: FailOn = "contradiction:major".parse().unwrap();
        assert_eq!(major.0.severity, Severity::Major);
        assert_eq!(major.to_string(), "contradiction:major");
        assert_eq!("contradiction".parse(), Ok(FailOn::default()));
        assert!("agreement".parse::<FailOn>().is_err());
        assert!("scope:grave".parse::<FailOn>().is_err());
        assert!("".parse::<FailOn>().is_err());
    }

    #[test]
    fn what_is_grave_enough_fails() {
        let report = canned::report();
        let new = |fail_on: &str| checked(&report, fail_on, &[]).new.len();
        assert_eq!(
            ids(&checked(&report, "contradiction", &[])),
            ["f-01vanestatus", "f-02killed19vs23", "f-04perpetrator0"]
        );
        assert_eq!(
            ids(&checked(&report, "contradiction:critical", &[])),
            ["f-01vanestatus"]
        );
        assert_eq!(new("scope"), 7);
        assert_eq!(new("superseded:major"), 5);
        assert_eq!(new("compatible"), 11);
    }

    #[test]
    fn what_stands_beside_fails_only_where_it_contradicts() {
        let mut report = canned::report();
        assert_eq!(report.topics[1].between[2].verdict, Verdict::Scope);
        report.topics[1].between[2].verdict = Verdict::Contradiction;
        assert_eq!(
            ids(&checked(&report, "contradiction", &[]))[2],
            "f-11killedtotal0"
        );
    }

    #[test]
    fn what_is_settled_passes() {
        let mut report = canned::report();
        for state in [State::Ruled, State::Accepted] {
            report.topics[0].state = state;
            assert_eq!(checked(&report, "contradiction", &[]).new.len(), 2);
        }
    }

    #[test]
    fn what_is_known_passes_and_what_is_gone_is_named() {
        let known = ["f-02killed19vs23", "f-08wounded00000", "f-gone"];
        let checked = checked(&canned::report(), "contradiction", &known);
        assert_eq!(ids(&checked), ["f-01vanestatus", "f-04perpetrator0"]);
        assert_eq!(checked.known, 1);
        assert_eq!(checked.stale, ["f-gone"]);
    }

    #[test]
    fn against_an_older_report_only_what_is_new_or_worse_fails() {
        let (report, mut old) = (canned::report(), canned::report());
        old.topics.remove(0);
        let mut checked = checked(&report, "contradiction", &[]);
        checked.only_since(&diff(&old, &report));
        assert_eq!(ids(&checked), ["f-01vanestatus"]);
        assert_eq!(checked.known, 2);
    }

    #[test]
    fn a_line_begins_with_a_place_and_is_inert() {
        let report = canned::report();
        let checked = checked(&report, "compatible", &[]);
        let lines: Vec<String> = checked
            .new
            .iter()
            .map(|d| line(d, &Places::default()))
            .collect();
        assert_eq!(
            lines[1],
            "dc-3#1: contradiction (major): killed: 19 (Daily Copy, Harbour Post) against 23 (Coast Radio, \
             cr-7#1) [f-02killed19vs23]"
        );
        assert!(lines.iter().all(|line| !line.contains(['\u{1b}', '\n'])));
    }
}
