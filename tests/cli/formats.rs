//! The formats for machines: each is what its own standard asks, and says nothing that a claim
//! could have put there.

#![allow(clippy::print_stderr, reason = "what is skipped is said")]

use std::collections::BTreeMap;
use std::io::Write;
use std::process::Command;

use quick_xml::events::Event;
use serde_json::Value;

use crate::root;

/// What the program prints of a bundled claims set.
fn printed(set: &str, format: &str) -> String {
    let set = format!("claims/{set}");
    crate::printed(root(), &["reconcile", &set, "--format", format])
}

const SETS: [&str; 4] = ["sahel", "earthquake", "election", "inert"];

#[test]
fn sarif_is_valid_and_points_at_the_claims() {
    let schema = std::fs::read_to_string(root().join("tests/schemas/sarif-2.1.0.json")).unwrap();
    // The standard's own slip: a bracket that closes nothing, which stricter readers of patterns refuse.
    let schema = schema.replace("{2}]?$", r"{2}\\]?$");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let valid = jsonschema::validator_for(&schema).unwrap();
    for set in SETS {
        let log: Value = serde_json::from_str(&printed(set, "sarif")).unwrap();
        let faults: Vec<String> = valid.iter_errors(&log).map(|e| e.to_string()).collect();
        assert!(faults.is_empty(), "{set}: {faults:?}");
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        for result in run["results"].as_array().unwrap() {
            let rule = result["ruleIndex"].as_u64().unwrap() as usize;
            assert_eq!(rules[rule]["id"], result["ruleId"]);
            let other = result.get("relatedLocations").is_some();
            let text = result["message"]["text"].as_str().unwrap();
            assert_eq!(text.contains("](1)"), other, "other accounts are linked");
            let print = &result["partialFingerprints"]["rashomonDifference/v1"];
            assert!(print.as_str().unwrap().starts_with("f-"));
            let at = &result["locations"][0]["physicalLocation"];
            let file = at["artifactLocation"]["uri"].as_str().unwrap();
            let text = std::fs::read_to_string(root().join(file)).unwrap();
            let line = at["region"]["startLine"].as_u64().unwrap() as usize;
            assert!(line >= 1 && line <= text.lines().count(), "{file}:{line}");
        }
    }
}

#[test]
fn sarif_begins_with_the_worst() {
    let log: Value = serde_json::from_str(&printed("sahel", "sarif")).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let rank = |r: &Value| {
        ["error", "warning", "note"]
            .iter()
            .position(|l| r["level"] == *l)
    };
    let ranks: Vec<_> = results.iter().map(rank).collect();
    assert!(ranks.is_sorted() && ranks[0] == Some(0), "{ranks:?}");
}

/// The properties that schema.org lists for the types used: tests/schemas/schema-org.json.
fn allowed() -> BTreeMap<String, Vec<String>> {
    let text = std::fs::read_to_string(root().join("tests/schemas/schema-org.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn check_types(value: &Value, allowed: &BTreeMap<String, Vec<String>>) {
    match value {
        Value::Array(items) => items.iter().for_each(|v| check_types(v, allowed)),
        Value::Object(map) => {
            let kind = map["@type"].as_str().unwrap();
            let properties = &allowed[kind];
            for (name, value) in map.iter().filter(|(n, _)| !n.starts_with('@')) {
                assert!(properties.contains(name), "{kind} has no {name}");
                check_types(value, allowed);
            }
        }
        _ => {}
    }
}

#[test]
fn json_ld_uses_schema_org_s_words_and_reviews_nothing() {
    let allowed = allowed();
    for set in SETS {
        let text = printed(set, "jsonld");
        assert!(!text.contains("ClaimReview") && !text.contains("\"javascript:"));
        let page: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(page["@context"], "https://schema.org");
        let graph = page["@graph"].as_array().unwrap();
        let claims: Vec<_> = graph.iter().filter(|n| n["@type"] == "Claim").collect();
        assert!(!claims.is_empty());
        assert!(
            claims
                .iter()
                .all(|c| !c["appearance"].as_array().unwrap().is_empty())
        );
        check_types(&page["@graph"], &allowed);
    }
}

#[test]
fn junit_counts_its_failures() {
    for set in SETS {
        let text = printed(set, "junit");
        assert!(text.starts_with("<?xml"));
        let (mut reader, mut failures, mut told) = (quick_xml::Reader::from_str(&text), 0, 0);
        loop {
            match reader.read_event().unwrap() {
                Event::Eof => break,
                Event::Start(tag) if tag.name().0 == b"failure" => failures += 1,
                Event::Start(tag) if tag.name().0 == b"testsuite" => {
                    let count = tag.try_get_attribute("failures").unwrap().unwrap();
                    told += std::str::from_utf8(&count.value)
                        .unwrap()
                        .parse::<usize>()
                        .unwrap();
                }
                _ => {}
            }
        }
        assert_eq!(failures, told, "{set}");
        assert!(text.contains(&format!(" failures=\"{told}\" errors=\"0\">")));
        assert!(text.contains("<testcase "));
    }
}

#[test]
fn every_annotation_is_one_line() {
    for set in SETS {
        for line in printed(set, "github").lines() {
            let known = ["::error ", "::warning ", "::notice "];
            assert!(known.iter().any(|k| line.starts_with(k)), "{line}");
            assert!(!line[2..].contains("\n::"));
        }
    }
}

#[test]
fn tables_have_as_many_cells_in_each_row() {
    for (set, format) in SETS
        .iter()
        .flat_map(|s| [(s, "csv"), (s, "pairs"), (s, "matrix")])
    {
        let text = printed(set, format);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let width = reader.headers().unwrap().len();
        for record in reader.records() {
            let record = record.unwrap();
            assert_eq!(record.len(), width);
            assert!(
                record
                    .iter()
                    .all(|c| !c.starts_with(['=', '+', '-', '@', '\t'])),
                "{record:?}"
            );
        }
    }
}

/// Whether `xmllint` is at hand; where the page's browser is asked for, so is this.
fn xmllint() -> bool {
    let there = Command::new("xmllint").arg("--version").output().is_ok();
    let required = std::env::var("RASHOMON_BROWSER").is_ok_and(|v| v == "required");
    assert!(there || !required, "there is no xmllint");
    if !there {
        let told = b"SKIPPED: JUnit was not held to its schema, for want of xmllint\n";
        std::io::stderr().write_all(told).unwrap();
    }
    there
}

#[test]
fn junit_is_what_readers_of_it_expect() {
    if !xmllint() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for set in SETS {
        let file = folder.path().join(format!("{set}.xml"));
        std::fs::write(&file, printed(set, "junit")).unwrap();
        let output = Command::new("xmllint")
            .args(["--noout", "--nonet", "--schema"])
            .arg(root().join("tests/schemas/junit-10.xsd"))
            .arg(&file)
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{set}: {told}");
    }
}

#[test]
fn json_is_what_the_printed_schema_says() {
    let schema = crate::printed(root(), &["schema", "report"]);
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let valid = jsonschema::validator_for(&schema).unwrap();
    for set in SETS {
        let report: Value = serde_json::from_str(&printed(set, "json")).unwrap();
        let faults: Vec<String> = valid.iter_errors(&report).map(|e| e.to_string()).collect();
        assert!(faults.is_empty(), "{set}: {faults:?}");
    }
}
