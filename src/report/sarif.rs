//! SARIF 2.1.0, the part of it that GitHub's code scanning reads.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>; the limits are those of
//! <https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning>.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::address::escaped;
use super::difference::{self, Entry, Level, Located};
use super::place::{Place, Places};
use super::selection::Selection;
use super::text::{LONGEST, clip, inert};
use super::{topic, words};
use crate::codebook::Verdict;
use crate::view::Index;

/// GitHub refuses a run with more results; the worst come first, so that those are kept.
pub const RESULTS: usize = 25_000;

/// So many other accounts of a difference are linked.
const OTHERS: usize = 10;

/// The rules: the verdicts, whose names never change.
const RULES: [(Verdict, &str); 3] = [
    (Verdict::Contradiction, "Two accounts cannot both be true."),
    (Verdict::Scope, "Two accounts count different things."),
    (
        Verdict::Superseded,
        "A later account updates an earlier one.",
    ),
];

/// How two rows differ, at the line of a claim.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding {
    level: &'static str,
    locations: Vec<Location>,
    message: Message,
    partial_fingerprints: BTreeMap<&'static str, String>,
    properties: Value,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    rule_id: &'static str,
    rule_index: Option<usize>,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
    #[serde(rename = "physicalLocation")]
    physical: Value,
}

#[derive(Serialize)]
struct Log<R: Serialize> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    runs: [Run<R>; 1],
    version: &'static str,
}

#[derive(Serialize)]
struct Run<R: Serialize> {
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Value>,
    results: R,
    tool: Value,
}

/// Things that are made one by one while they are written.
struct Made<I>(I);

impl<T: Serialize, I: Iterator<Item = T> + Clone> Serialize for Made<I> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.clone())
    }
}

/// Writes the selected differences.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(
    selection: &Selection<'_>,
    places: &Places<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let all = difference::all(selection);
    let index = Index::new(selection.report);
    let outlets = selection.report.outlets.iter();
    let grades = outlets.filter_map(|o| Some((&*o.outlet, o.grade.as_deref()?)));
    let grades: BTreeMap<&str, &str> = grades.collect();
    let shown = all.iter().take(RESULTS);
    let told = left_out(selection, all.len());
    let run = Run {
        properties: (!told.is_empty()).then(|| json!({"notShown": told})),
        results: Made(shown.map(|d| finding(d, places, &index, &grades))),
        tool: json!({"driver": driver()}),
    };
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        runs: [run],
        version: "2.1.0",
    };
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

/// What is not shown, in sentences: SARIF has no field for it.
fn left_out(selection: &Selection<'_>, all: usize) -> Vec<String> {
    let cut =
        (all > RESULTS).then(|| format!("Of {all} differences the worst {RESULTS} are shown."));
    let told = selection.left_out.iter().cloned().chain(cut);
    told.map(|told| inert(&told).into_owned()).collect()
}

fn driver() -> Value {
    let rules = RULES.map(|(verdict, means)| {
        let level = match verdict {
            Verdict::Contradiction => Level::Error,
            _ => Level::Note,
        };
        json!({
            "id": words::verdict(verdict),
            "shortDescription": {"text": means},
            "defaultConfiguration": {"level": name(level)},
        })
    });
    json!({"name": "rashomon", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules})
}

fn name(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}

fn finding(
    of: &Entry<'_>,
    places: &Places<'_>,
    index: &Index<'_>,
    grades: &BTreeMap<&str, &str>,
) -> Finding {
    let outlet = |claim: &str| index.account(claim).map_or("", |a| &*a.outlet);
    let mut located = of.located(places);
    let own = located.next().map(|(_, _, place)| location(place));
    let others = located.take(OTHERS).zip(1..);
    let others: Vec<(Located, usize)> = others.collect();
    let mut text = plain(&format!("{}: {}", topic::name(of.topic), of.told()));
    let links = others
        .iter()
        .map(|((claim, ..), id)| format!("[{}]({id})", plain(outlet(claim))));
    let links: Vec<String> = links.collect();
    if !links.is_empty() {
        // GitHub shows only those related locations that the message links to.
        text.push_str(&format!(" Other accounts: {}.", links.join(", ")));
    }
    let related = others.into_iter().map(|((claim, value, place), id)| {
        let said = format!("{}: {}", outlet(claim), topic::short(value));
        Location {
            id: Some(id),
            message: Some(Message { text: plain(&said) }),
            ..location(place)
        }
    });
    Finding {
        rule_id: words::verdict(of.entry.verdict),
        rule_index: RULES.iter().position(|(v, _)| *v == of.entry.verdict),
        level: name(of.level()),
        message: Message { text },
        locations: own.into_iter().collect(),
        related_locations: related.collect(),
        partial_fingerprints: BTreeMap::from([("rashomonDifference/v1", of.entry.id.to_string())]),
        properties: properties(of, index, grades),
    }
}

/// What GitHub does not show, and other readers may.
fn properties(of: &Entry<'_>, index: &Index<'_>, grades: &BTreeMap<&str, &str>) -> Value {
    let outlets = of.sides().map(|side| index.outlets(side));
    let known = outlets.iter().flatten();
    let known = known.filter_map(|o| Some((inert(o), *grades.get(o)?)));
    let mut all = json!({
        "topic": of.topic.id,
        "rule": of.entry.rule,
        "state": of.topic.state,
        "severity": of.entry.severity,
        "outlets": outlets.each_ref().map(|side| side.iter().map(|o| inert(o)).collect::<Vec<_>>()),
        "grades": known.collect::<BTreeMap<_, _>>(),
    });
    if let Some(answer) = of.answer() {
        all["stands"] = answer.value.as_ref().map(words::printed).into();
        all["basis"] = json!(answer.basis);
        all["probability"] = answer.probability.into();
        all["credibility"] = answer.credibility.as_deref().into();
    }
    all
}

fn location(place: Place<'_>) -> Location {
    Location {
        id: None,
        physical: json!({
            "artifactLocation": {"uri": uri(place.file)},
            "region": {"startLine": place.line},
        }),
        message: None,
    }
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

fn uri(path: &str) -> String {
    let root = if path.starts_with('/') { "file://" } else { "" };
    format!("{root}{}", escaped(path.strip_prefix("./").unwrap_or(path)))
}

#[cfg(test)]
mod tests {
    use super::super::canned;
    use super::super::text::acts;
    use super::*;
    use crate::codebook::Codebook;
    use crate::view::Report;

    fn log(report: &Report, places: &Places) -> Value {
        let mut out = Vec::new();
        write(&Selection::all(report), places, &mut out).unwrap();
        let text = std::str::from_utf8(&out).unwrap();
        assert!(!text.chars().any(|c| c != '\n' && acts(c)));
        let log = serde_json::from_slice(&out).unwrap();
        let schema = include_str!("../../tests/schemas/sarif-2.1.0.json");
        // The standard's own slip: a bracket that closes nothing, which stricter readers of patterns refuse.
        let schema = schema.replace("{2}]?$", r"{2}\\]?$");
        let valid = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
        let faults: Vec<String> = valid.iter_errors(&log).map(|e| e.to_string()).collect();
        assert!(faults.is_empty(), "{faults:?}");
        log
    }

    /// Claims of the canned report's ids, a line each.
    fn claims(ids: &[&str]) -> Vec<crate::claim::Claim> {
        let line = |id: &&str| {
            json!({"id": id, "outlet": "x", "document": {"id": id}, "event": {"kind": "attack"},
                "assertions": [{"attribute": "killed", "value": 1}]})
            .to_string()
        };
        let lines = ids.iter().map(line).collect::<Vec<_>>().join("\n");
        let read = crate::ingest::read_lines("a b.jsonl", lines.as_bytes(), &Codebook::builtin());
        assert!(read.faults.is_empty(), "{:?}", read.faults);
        read.claims
    }

    #[test]
    fn a_difference_stands_at_its_claim_and_links_the_others() {
        let claims = claims(&["dc-3#1", "cr-7#1", "hp-12#1"]);
        let log = log(&canned::report(), &Places::of(&claims));
        let results = log["runs"][0]["results"].as_array().unwrap();
        let killed =
            |r: &&Value| r["partialFingerprints"]["rashomonDifference/v1"] == "f-02killed19vs23";
        let killed = results.iter().find(killed).unwrap();
        let at = &killed["locations"][0]["physicalLocation"];
        assert_eq!(at["artifactLocation"]["uri"], "a%20b.jsonl");
        assert_eq!(at["region"]["startLine"], 1);
        let text = killed["message"]["text"].as_str().unwrap();
        assert!(
            text.ends_with("Other accounts: [Coast Radio](1), [Harbour Post](2)."),
            "{text}"
        );
        assert!(text.contains("What stands: 19 to 23"), "{text}");
        assert_eq!(
            killed["relatedLocations"][0]["message"]["text"],
            "Coast Radio: 23"
        );
        assert_eq!(killed["properties"]["grades"], json!({"Coast Radio": "B"}));
        let rules = log["runs"][0]["tool"]["driver"]["rules"]
            .as_array()
            .unwrap();
        for result in results {
            let rule = result["ruleIndex"].as_u64().unwrap() as usize;
            assert_eq!(rules[rule]["id"], result["ruleId"]);
        }
    }

    #[test]
    fn what_is_accepted_is_no_error() {
        let mut report = canned::report();
        for topic in &mut report.topics {
            topic.state = crate::view::State::Accepted;
        }
        let log = log(&report, &Places::default());
        let results = log["runs"][0]["results"].as_array().unwrap();
        assert!(!results.is_empty() && results.iter().all(|r| r["level"] == "note"));
    }

    #[test]
    fn no_more_results_than_are_taken_and_the_worst_first() {
        let mut report = canned::report();
        let own = report.topics.clone();
        let met = difference::all(&Selection::all(&report)).len();
        let grave = own.iter().flat_map(|t| &t.between);
        let grave = grave
            .filter(|d| d.verdict == Verdict::Contradiction)
            .count();
        let times = RESULTS / met + 1;
        report.topics = own
            .iter()
            .cycle()
            .take(own.len() * times)
            .cloned()
            .collect();
        let log = log(&report, &Places::default());
        let results = log["runs"][0]["results"].as_array().unwrap();
        assert_eq!(results.len(), RESULTS);
        let led = &results[..grave * times];
        assert!(led.iter().all(|r| r["ruleId"] == "contradiction"));
        let told = log["runs"][0]["properties"]["notShown"].to_string();
        let wanted = format!("Of {} differences the worst 25000", met * times);
        assert!(told.contains(&wanted), "{told}");
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
    }
}
