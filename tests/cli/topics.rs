//! The same output for the same claims, whatever their order and the number of threads; what is
//! known rules.

#[path = "../../benches/synthetic/mod.rs"]
mod synthetic;

use std::fs;
use std::path::Path;
use std::process::Output;

use rashomon::{Basis, State};
use serde_json::{Value, json};

use crate::{command, err, out};

const FORMATS: [&str; 11] = [
    "json", "csv", "pairs", "matrix", "jsonld", "sarif", "junit", "github", "table", "markdown",
    "html",
];

fn rashomon(at: &Path, threads: &str, args: &[&str]) -> Output {
    let mut command = command(at, args);
    command.env("RAYON_NUM_THREADS", threads);
    command.output().unwrap()
}

/// A folder of documents, the order of whose names is that of the lines or its reverse.
fn documents(set: &synthetic::Set, turned: bool) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let count = set.lines.lines().count();
    for (number, line) in set.lines.lines().enumerate() {
        let place = if turned { count - number } else { number };
        let path = folder.path().join(format!("{place:04}.jsonl"));
        fs::write(path, line).unwrap();
    }
    fs::write(folder.path().join("gazetteer.json"), &set.gazetteer).unwrap();
    folder
}

/// What a format prints, without the names of files, which do differ.
fn printed(folder: &Path, format: &str, threads: &str) -> String {
    let output = rashomon(folder, threads, &["reconcile", ".", "--format", format]);
    assert!(output.status.success(), "{format}: {}", err(&output));
    let text = out(&output);
    assert!(!text.is_empty());
    if matches!(format, "sarif" | "github") {
        without_files(&text)
    } else {
        text
    }
}

/// Without four digits before `.jsonl`.
fn without_files(text: &str) -> String {
    let mut parts = text.split(".jsonl").peekable();
    let mut whole = String::new();
    while let Some(part) = parts.next() {
        let end = if parts.peek().is_some() {
            part.len() - 4
        } else {
            part.len()
        };
        whole.push_str(&part[..end]);
    }
    whole
}

#[test]
fn every_format_is_the_same_in_any_order_and_number_of_threads() {
    let set = synthetic::generate(60, 3);
    let (one, other) = (documents(&set, false), documents(&set, true));
    for format in FORMATS {
        let first = printed(one.path(), format, "1");
        for threads in ["2", "3"] {
            assert!(printed(one.path(), format, threads) == first, "{format}");
        }
        let turned = printed(other.path(), format, "3");
        let differs = first.lines().zip(turned.lines()).find(|(a, b)| a != b);
        assert!(turned == first, "{format}: {differs:#?}");
    }
}

const ONE_BOMBING: &str = r#"
{"id": "a", "outlet": "Harbour Post", "document": {"id": "hp-1", "published": "2024-03-10"}, "event": {"kind": "bombing", "when": "2024-03-09", "where": ["Port Lune"]}, "assertions": [{"attribute": "killed", "value": 19}]}
{"id": "b", "outlet": "Coast Radio", "document": {"id": "cr-1", "published": "2024-03-10"}, "event": {"kind": "bombing", "when": "2024-03-09", "where": ["Port Lune"]}, "assertions": [{"attribute": "killed", "value": 23}]}
"#;

#[test]
fn what_is_known_rules() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::write(at.join("claims.jsonl"), ONE_BOMBING.trim()).unwrap();
    let known = "claim,outlet,attribute,value\na,Inquest,killed,23\n";
    fs::write(at.join("known.csv"), known).unwrap();
    let killed = |more: &[&str]| {
        let args = [&["reconcile", "claims.jsonl", "--format", "json"], more].concat();
        let output = rashomon(at, "1", &args);
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let topics = report["topics"].as_array().unwrap().clone();
        topics
            .into_iter()
            .find(|t| t["attribute"] == "killed")
            .unwrap()
    };
    let check = |more: &[&str]| {
        let args = [&["check", "claims.jsonl"], more].concat();
        rashomon(at, "1", &args).status.code()
    };
    let told = ["--known", "known.csv"];
    assert_eq!(killed(&[])["state"], json!(State::Open));
    assert_eq!(check(&[]), Some(1));
    let ruled = killed(&told);
    assert_eq!(ruled["state"], json!(State::Ruled), "{ruled}");
    assert_eq!(ruled["answer"]["basis"], json!(Basis::Known), "{ruled}");
    assert_eq!(ruled["answer"]["value"]["best"], 23);
    assert_eq!(check(&told), Some(0));
}
