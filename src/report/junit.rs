//! `JUnit` XML, as most CI systems read it: an event is a suite, an attribute a case, and a
//! contradiction a failure.

use std::collections::HashMap;
use std::io::{self, Write};

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::selection::Selection;
use super::text::{LONGEST, clip, inert};
use super::view::{Attribute, Finding};
use super::{weighed, words};
use crate::codebook::Verdict;

/// The contradictions of an event or subject, by attribute.
type Failing<'a> = HashMap<(&'a str, &'a str), Vec<&'a Finding<'a>>>;

/// Writes the selected events and subjects.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut failing = Failing::new();
    for &finding in selection
        .findings
        .iter()
        .filter(|f| f.verdict == Verdict::Contradiction)
    {
        let home = finding.event.as_deref().or(finding.subject.as_deref());
        let key = (home.unwrap_or_default(), finding.attribute.as_ref());
        failing.entry(key).or_default().push(finding);
    }
    let mut report = Report::new("rashomon");
    for event in &selection.events {
        report.add_test_suite(suite(&event.title, &event.id, &event.attributes, &failing));
    }
    for subject in &selection.subjects {
        report.add_test_suite(suite(
            &subject.name,
            &subject.id,
            &subject.attributes,
            &failing,
        ));
    }
    if let Some(suite) = report.test_suites.first_mut() {
        for told in &selection.left_out {
            suite.add_property(("not shown", plain(told).as_str()));
        }
    }
    let text = report.to_string().map_err(io::Error::other)?;
    // The schema that Jenkins publishes knows of no `skipped` of the whole, and nothing is skipped.
    out.write_all(text.replacen(" skipped=\"0\"", "", 1).as_bytes())
}

fn suite(title: &str, id: &str, attributes: &[Attribute], failing: &Failing<'_>) -> TestSuite {
    let mut suite = TestSuite::new(plain(&format!("{title} [{id}]")));
    for attribute in attributes {
        let of = failing.get(&(id, attribute.attribute.as_ref()));
        suite.add_test_case(case(id, attribute, of.map_or(&[][..], Vec::as_slice)));
    }
    suite
}

fn case(id: &str, attribute: &Attribute, findings: &[&Finding]) -> TestCase {
    let topic = words::topic(&attribute.attribute, attribute.of.as_deref());
    let contradicted = attribute.verdict == Some(Verdict::Contradiction);
    let status = if contradicted {
        failure(attribute, findings)
    } else {
        TestCaseStatus::success()
    };
    let mut case = TestCase::new(plain(&topic), status);
    case.set_classname(id);
    case
}

fn failure(attribute: &Attribute, findings: &[&Finding]) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    let mark = words::mark(Verdict::Contradiction, attribute.severity);
    let own = findings
        .iter()
        .filter(|f| f.of == attribute.of || f.of.is_none());
    let mut lines: Vec<String> = own
        .map(|f| plain(&format!("{} [{}]", f.why, f.id)))
        .collect();
    let answer = attribute.reconciled.as_ref();
    let answer = answer.filter(|r| r.probability.is_some() && !lines.is_empty());
    lines.extend(answer.map(|r| plain(&weighed::stands(r))));
    status.set_type("contradiction").set_message(plain(&mark));
    status.set_description(if lines.is_empty() {
        plain(&attribute.why)
    } else {
        lines.join("\n")
    });
    status
}

fn plain(text: &str) -> String {
    inert(&clip(text, LONGEST)).into_owned()
}
