//! SARIF 2.1.0, the part of it that GitHub's code scanning reads.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>; the limits are those of
//! <https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning>.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::Value;
use serde_sarif::sarif as s;

use super::dispute::Index;
use super::place::{Place, Places};
use super::selection::Selection;
use super::text::{LONGEST, clip, inert};
use super::view::{Finding, Outlet, Reconciled};
use super::{weighed, words};
use crate::codebook::{Severity, Verdict};

/// GitHub refuses a run with more results; the worst come first, so that those are kept.
pub const RESULTS: usize = 25_000;

/// The rules, in the order of their ids: the verdicts, whose names never change.
const RULES: [(Verdict, &str); 4] = [
    (Verdict::Contradiction, "Two accounts cannot both be true."),
    (Verdict::Scope, "Two accounts count different things."),
    (
        Verdict::Superseded,
        "A later account updates an earlier one.",
    ),
    (
        Verdict::Compatible,
        "Two accounts differ in wording or precision only.",
    ),
];

/// Writes the selected findings.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(
    selection: &Selection<'_>,
    places: &Places<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut findings = selection.findings.clone();
    findings.sort_by_key(|f| std::cmp::Reverse((f.verdict, f.severity)));
    let index = Index::new(selection.report);
    let grades = grades(&selection.report.outlets);
    let results = findings.iter().take(RESULTS);
    let results = results.map(|f| result(f, places, index.stands(f), &grades));
    let mut run = s::Run::builder()
        .tool(s::Tool::builder().driver(driver()).build())
        .results(results.collect::<Vec<_>>())
        .build();
    run.properties = left_out(selection);
    let log = s::Sarif::builder()
        .schema("https://json.schemastore.org/sarif-2.1.0.json")
        .version(serde_json::json!("2.1.0"))
        .runs(vec![run])
        .build();
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

/// What is not shown, in sentences: SARIF has no field for it.
fn left_out(selection: &Selection<'_>) -> Option<s::PropertyBag> {
    let mut told = selection.left_out.clone();
    let all = selection.findings.len();
    if all > RESULTS {
        told.push(format!("Of {all} findings the worst {RESULTS} are shown."));
    }
    let told: Vec<Value> = told.iter().map(|t| inert(t).into()).collect();
    let properties = BTreeMap::from([("notShown".to_owned(), told.into())]);
    let said = properties
        .values()
        .any(|v: &Value| v != &Value::Array(Vec::new()));
    said.then(|| {
        s::PropertyBag::builder()
            .additional_properties(properties)
            .build()
    })
}

fn driver() -> s::ToolComponent {
    s::ToolComponent::builder()
        .name("rashomon")
        .semantic_version(env!("CARGO_PKG_VERSION"))
        .rules(RULES.map(|(verdict, means)| rule(verdict, means)).to_vec())
        .build()
}

fn rule(verdict: Verdict, means: &str) -> s::ReportingDescriptor {
    let text = |text: &str| s::MultiformatMessageString::builder().text(text).build();
    let level = serde_json::json!(name_of(level(verdict, Severity::Major)));
    s::ReportingDescriptor::builder()
        .id(words::verdict(verdict))
        .short_description(text(means))
        .default_configuration(s::ReportingConfiguration::builder().level(level).build())
        .build()
}

/// An error must be settled before print; a warning is a contradiction that matters less.
fn level(verdict: Verdict, severity: Severity) -> s::ResultLevel {
    match (verdict, severity) {
        (Verdict::Contradiction, Severity::Critical | Severity::Major) => s::ResultLevel::Error,
        (Verdict::Contradiction, _) => s::ResultLevel::Warning,
        _ => s::ResultLevel::Note,
    }
}

fn name_of(level: s::ResultLevel) -> &'static str {
    match level {
        s::ResultLevel::Error => "error",
        s::ResultLevel::Warning => "warning",
        _ => "note",
    }
}

/// Outlets' grades, by name.
type Grades<'a> = BTreeMap<&'a str, &'a str>;

fn grades(outlets: &[Outlet]) -> Grades<'_> {
    let graded = outlets.iter();
    let graded = graded.filter_map(|o| Some((o.outlet.as_str(), o.grade.as_deref()?)));
    graded.collect()
}

/// What stands is told of a contradiction; and the other account by a link, since GitHub shows only
/// those related locations that the message links to.
fn told(finding: &Finding, stands: Option<&Reconciled>, linked: bool) -> s::Message {
    let topic = words::topic(&finding.attribute, finding.of.as_deref());
    let mut text = plain(&format!("{topic}: {}", finding.why));
    let grave = finding.verdict == Verdict::Contradiction;
    if let Some(stands) = stands.filter(|_| grave) {
        text.push(' ');
        text.push_str(&plain(&weighed::stands(stands)));
    }
    if linked {
        text.push_str(OTHER);
    }
    s::Message::builder().text(text).build()
}

/// The link to the other account: the number is that of the related location.
const OTHER: &str = " [The other account](1).";

/// What GitHub does not show, and other readers may.
fn properties(
    finding: &Finding,
    stands: Option<&Reconciled>,
    grades: &Grades<'_>,
) -> s::PropertyBag {
    let outlets = finding
        .outlets
        .iter()
        .map(|o| Value::from(inert(o).into_owned()));
    let mut all: BTreeMap<String, Value> = BTreeMap::from([
        ("severity".into(), words::severity(finding.severity).into()),
        ("outlets".into(), outlets.collect()),
    ]);
    let own = finding.outlets.iter().map(|o| grades.get(&**o));
    if let Some(own) = own.collect::<Option<Vec<_>>>() {
        all.insert("grades".into(), own.into_iter().copied().collect());
    }
    if let Some(stands) = stands {
        let value = words::printed(&stands.value);
        all.insert("stands".into(), inert(&value).into());
        all.insert("probability".into(), stands.probability.into());
        if let Some(grade) = &stands.credibility {
            all.insert("credibility".into(), inert(grade).into());
        }
    }
    s::PropertyBag::builder().additional_properties(all).build()
}

fn result(
    finding: &Finding,
    places: &Places<'_>,
    stands: Option<&Reconciled>,
    grades: &Grades<'_>,
) -> s::Result {
    let [a, b] = places.of_finding(finding);
    let rule = RULES.iter().position(|(v, _)| *v == finding.verdict);
    let own = a.or(b);
    let other = a.and(b);
    let fingerprint = ("rashomonFinding/v1".to_owned(), finding.id.to_string());
    s::Result::builder()
        .rule_id(words::verdict(finding.verdict))
        .rule_index(rule.map_or(-1, |at| at as i64))
        .level(level(finding.verdict, finding.severity))
        .message(told(finding, stands, other.is_some()))
        .locations(own.into_iter().map(location).collect::<Vec<_>>())
        .related_locations(
            other
                .into_iter()
                .map(|p| related(p, finding))
                .collect::<Vec<_>>(),
        )
        .partial_fingerprints(BTreeMap::from([fingerprint]))
        .properties(properties(finding, stands, grades))
        .build()
}

fn related(place: Place<'_>, finding: &Finding) -> s::Location {
    let text = format!("{}: “{}”", finding.outlets[1], finding.values[1]);
    s::Location {
        id: Some(1),
        message: Some(message(&text)),
        ..location(place)
    }
}

fn location(place: Place<'_>) -> s::Location {
    let region = s::Region::builder()
        .start_line(i64::from(place.line))
        .build();
    let artifact = s::ArtifactLocation::builder().uri(uri(place.file)).build();
    let physical = s::PhysicalLocation::builder()
        .artifact_location(artifact)
        .region(region);
    s::Location::builder()
        .physical_location(physical.build())
        .build()
}

fn message(text: &str) -> s::Message {
    s::Message::builder().text(plain(text)).build()
}

/// Text in which nothing is a link or a placeholder (SARIF 2.1.0, 3.11.5 and 3.11.6).
fn plain(text: &str) -> String {
    let text = clip(text, LONGEST);
    let mut out = String::with_capacity(text.len() + 8);
    for c in inert(&text).chars() {
        match c {
            '\\' | '[' | ']' => out.extend(['\\', c]),
            '{' | '}' => out.extend([c, c]),
            c => out.push(c),
        }
    }
    out
}

/// A path as a URI reference (RFC 3986): what stands for itself in a path, and the rest by bytes.
fn uri(path: &str) -> String {
    let path = path.strip_prefix("./").unwrap_or(path);
    let mut out = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_results_than_are_taken_and_the_worst_first() {
        let mut report = super::super::canned::report();
        let own = report.findings.clone();
        report.findings = own.iter().cycle().take(RESULTS + 7).cloned().collect();
        let mut out = Vec::new();
        write(&Selection::all(&report), &Places::default(), &mut out).unwrap();
        let log: Value = serde_json::from_slice(&out).unwrap();
        let results = log["runs"][0]["results"].as_array().unwrap();
        assert_eq!(results.len(), RESULTS);
        let grave = own.iter().filter(|f| f.verdict == Verdict::Contradiction);
        let grave = grave.count() * (RESULTS / own.len());
        let led = results.iter().take(grave);
        assert!(led.clone().count() > 0 && led.clone().all(|r| r["ruleId"] == "contradiction"));
        let told = log["runs"][0]["properties"]["notShown"].to_string();
        assert!(told.contains("Of 25007 findings the worst 25000"), "{told}");
    }

    #[test]
    fn text_is_no_link_and_no_placeholder() {
        assert_eq!(plain("[x](1) {0} \\"), "\\[x\\](1) {{0}} \\\\");
        assert_eq!(plain("a\u{202e}"), "a\\\\u{{202e}}");
    }

    #[test]
    fn a_path_is_a_reference() {
        assert_eq!(uri("./a b/c#1.json"), "a%20b/c%231.json");
        assert_eq!(uri("/x/ü.json"), "file:///x/%C3%BC.json");
        assert_eq!(uri("javascript:x"), "javascript%3Ax");
    }
}
