//! Known truths: what is settled stands, outlets are measured against it, and what is of no use is
//! said.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::run;

/// Twelve bombings, each told by two outlets that always differ.
fn claims() -> String {
    let mut lines = String::new();
    for n in 1..=12 {
        for (outlet, killed) in [("Harbour Post", 10 + n), ("Coast Radio", 20 + n)] {
            let claim = serde_json::json!({
                "outlet": outlet,
                "document": {"id": format!("{outlet} {n}"), "published": format!("2024-03-{n:02}")},
                "id": format!("{}#{n}", &outlet[..1]),
                "event": {"kind": "bombing", "when": format!("2024-03-{n:02}"),
                          "where": [format!("Port {}", "ABCDEFGHIJKL".get(n - 1..n).unwrap().repeat(5)), "Aland"],
                          "actors": ["Northern Front"]},
                "assertions": [{"attribute": "killed", "value": killed}],
            });
            writeln!(lines, "{claim}").unwrap();
        }
    }
    lines
}

fn folder(known: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("claims.jsonl"), claims()).unwrap();
    fs::write(folder.path().join("known.csv"), known).unwrap();
    folder
}

fn report(at: &Path, more: &[&str]) -> Value {
    let events = "claims.jsonl";
    let mut args = vec!["reconcile", events, "--format", "json"];
    args.extend(more);
    let output = run(at, &args);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

fn mean(report: &Value, outlet: &str) -> f64 {
    let outlets = report["outlets"].as_array().unwrap();
    let own = outlets.iter().find(|o| o["outlet"] == outlet).unwrap();
    own["reliability"]["mean"].as_f64().unwrap()
}

/// What stands of the dead of the event of a claim.
fn stands(report: &Value, claim: &str) -> Value {
    let events = report["events"].as_array().unwrap();
    let has = |e: &&Value| e["claims"].as_array().unwrap().iter().any(|c| c == claim);
    let event = events.iter().find(has).unwrap();
    let topics = report["topics"].as_array().unwrap();
    let of_event = |t: &&Value| t["event"] == event["id"] && t["attribute"] == "killed";
    topics.iter().find(of_event).unwrap()["answer"].clone()
}

#[test]
fn outlets_are_measured_against_what_is_known() {
    let mut known = String::from("claim,outlet,document.title,attribute,value\n");
    for n in 1..=8 {
        writeln!(known, "C#{n},Inquest,Findings,killed,{}", 10 + n).unwrap();
    }
    let folder = folder(&known);
    let blind = report(folder.path(), &[]);
    let (one, other) = (mean(&blind, "Harbour Post"), mean(&blind, "Coast Radio"));
    assert!((one - other).abs() < 0.05, "{one} {other}");
    let told = report(folder.path(), &["--known", "known.csv"]);
    let (good, bad) = (mean(&told, "Harbour Post"), mean(&told, "Coast Radio"));
    assert!(good > bad + 0.2, "{good} {bad}");
    // What is known stands, and says why.
    let settled = stands(&told, "C#3");
    assert_eq!(settled["value"]["best"], 13);
    assert_eq!(settled["basis"], "known");
    assert_eq!(settled["by"], "Inquest, “Findings”");
    assert_eq!(settled["probability"], 1.0);
    // And what is not known is believed accordingly.
    let open = stands(&told, "C#12");
    assert_eq!(open["value"]["best"], 22, "{open}");
    assert!(open["probability"].as_f64().unwrap() > 0.7, "{open}");
}

#[test]
fn the_order_of_what_is_known_changes_nothing() {
    let rows = [
        "C#1,Inquest,killed,11",
        "H#2,Inquest,killed,30",
        "C#4,Court,killed,14",
    ];
    let print = |rows: &[&str]| {
        let folder = folder(&format!(
            "claim,outlet,attribute,value\n{}\n",
            rows.join("\n")
        ));
        run(
            folder.path(),
            &["reconcile", "claims.jsonl", "--known", "known.csv"],
        )
        .stdout
    };
    let turned: Vec<&str> = rows.iter().rev().copied().collect();
    assert_eq!(print(&rows), print(&turned));
}

#[test]
fn what_is_of_no_use_is_said() {
    let known = "claim,outlet,attribute,value\nC#1,Inquest,killed,11\nH#1,Court,killed,12\n\
                 C#2,Inquest,distance,4 km\nC#2,Inquest,wounded,5\nC#44,Inquest,killed,5\n";
    let folder = folder(known);
    let output = run(
        folder.path(),
        &[
            "reconcile",
            "claims.jsonl",
            "--known",
            "known.csv",
            "--format",
            "json",
        ],
    );
    assert_eq!(output.status.code(), Some(2));
    let faults = String::from_utf8_lossy(&output.stderr);
    assert!(
        faults.contains("known.csv:6: error[bad-value]: id: no claim has the id `C#44`"),
        "{faults}"
    );
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let remarks = report["method"]["remarks"].to_string();
    assert!(
        remarks.contains("differ, so that none is used: C#1 (killed), H#1 (killed)."),
        "{remarks}"
    );
    assert!(
        remarks.contains("of their event tells: C#2 (wounded), C#2 (distance)."),
        "{remarks}"
    );
    let output = run(
        folder.path(),
        &["validate", "claims.jsonl", "--known", "known.csv"],
    );
    assert!(String::from_utf8_lossy(&output.stdout).contains("C#44"));
}

#[test]
fn an_outlet_says_what_it_was_measured_against() {
    let folder = folder("claim,outlet,attribute,value\nC#1,Inquest,killed,11\n");
    let output = run(
        folder.path(),
        &[
            "outlets",
            "claims.jsonl",
            "--known",
            "known.csv",
            "--outlet",
            "Coast Radio",
        ],
    );
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        said.contains("1 statement on what is known to be true"),
        "{said}"
    );
}

/// Claims and what is known of them may lie in one folder.
#[test]
fn known_truths_beside_the_claims_are_no_claims() {
    let folder = folder("claim,outlet,attribute,value\nC#1,Inquest,killed,11\n");
    let apart = run(
        folder.path(),
        &[
            "reconcile",
            "claims.jsonl",
            "--known",
            "known.csv",
            "--full",
        ],
    );
    let args = ["reconcile", ".", "--known", "known.csv", "--full"];
    let beside = run(folder.path(), &args);
    assert!(apart.status.success() && beside.status.success());
    assert_eq!(apart.stdout, beside.stdout);
    let checked = run(folder.path(), &["validate", ".", "--known", "known.csv"]);
    assert!(checked.status.success());
}
