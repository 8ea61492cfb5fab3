//! A desk rules by verbs, and report, page, JSON and `check` obey.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::{command, err, out, run};

/// Two bombings and two raids as five outlets tell of them: the raids of one day are taken for one event
/// (a wrong merge), an account of the first bombing that gives no day stands alone (a wrong split), its
/// toll is wrong, and its wounded nobody counted.
pub(crate) const CLAIMS: &str = r#"{"id": "hp#1", "outlet": "Harbour Post", "document": {"id": "hp", "published": "2024-03-10"}, "event": {"kind": "bombing", "when": "2024-03-09", "where": ["Port Lune", "Aland"], "actors": ["Northern Front"]}, "assertions": [{"attribute": "killed", "value": 19}, {"attribute": "wounded", "value": 8}]}
{"id": "cr#1", "outlet": "Coast Radio", "document": {"id": "cr", "published": "2024-03-10"}, "event": {"kind": "bombing", "when": "2024-03-09", "where": ["Port Lune", "Aland"], "actors": ["Northern Front"]}, "assertions": [{"attribute": "killed", "value": 23}, {"attribute": "wounded", "value": {"low": 16, "best": 21, "high": 24}}]}
{"id": "fv#1", "outlet": "Front Voice", "document": {"id": "fv", "published": "2024-03-30"}, "event": {"kind": "bombing", "where": ["Aland"]}, "assertions": [{"attribute": "perpetrator", "value": "Northern Front"}]}
{"id": "hp#2", "outlet": "Harbour Post", "document": {"id": "hp-2", "published": "2024-05-02"}, "event": {"kind": "raid", "when": "2024-05-01", "where": ["Tin Tafgat", "Aland"], "actors": ["Northern Front"]}, "assertions": [{"attribute": "killed", "value": 3}]}
{"id": "cr#2", "outlet": "Coast Radio", "document": {"id": "cr-2", "published": "2024-05-02"}, "event": {"kind": "raid", "when": "2024-05-01", "where": ["Tin Tafgat", "Aland"], "actors": ["Northern Front"]}, "assertions": [{"attribute": "killed", "value": 11}]}
"#;

pub(crate) fn desk(claims: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("claims")).unwrap();
    fs::write(folder.path().join("claims/all.jsonl"), claims).unwrap();
    folder
}

/// Rules, and gives back what was said of it.
fn rule(at: &Path, args: &[&str]) -> String {
    let who = ["--by", "foreign desk", "--on", "2026-11-28"];
    let output = run(at, &[&["rule"], args, &who].concat());
    assert!(output.status.success(), "{}", err(&output));
    out(&output)
}

pub(crate) fn report(at: &Path) -> Value {
    let output = run(at, &["reconcile", "claims", "--format", "json"]);
    serde_json::from_slice(&output.stdout).unwrap()
}

fn events(report: &Value) -> Vec<String> {
    let events = report["events"].as_array().unwrap().iter();
    let mut events: Vec<String> = events.map(|event| event["claims"].to_string()).collect();
    events.sort();
    events
}

fn topic<'r>(report: &'r Value, claim: &str, attribute: &str) -> &'r Value {
    let events = report["events"].as_array().unwrap();
    let has = |e: &&Value| e["claims"].as_array().unwrap().iter().any(|c| c == claim);
    let event = &events.iter().find(has).unwrap()["id"];
    let topics = report["topics"].as_array().unwrap().iter();
    let mut own = topics.filter(|t| &t["event"] == event && t["attribute"] == attribute);
    own.next().unwrap()
}

/// Rules on all that is wrong.
fn rule_on_all(at: &Path) {
    let wounded = topic(&report(at), "hp#1", "wounded")["id"].clone();
    rule(
        at,
        &[
            "same",
            "fv",
            "hp#1",
            "--why",
            "the only bombing of that month",
        ],
    );
    rule(
        at,
        &["apart", "hp#2", "cr#2", "--why", "one at dawn, one at dusk"],
    );
    rule(
        at,
        &["value", "cr#1", "killed=21", "--why", "list of names"],
    );
    rule(
        at,
        &[
            "accept",
            &wounded.as_str().unwrap()[..6],
            "--why",
            "nobody counted",
        ],
    );
}

/// A desk that has ruled on all that is wrong, with the report of before.
fn ruled_desk() -> tempfile::TempDir {
    let folder = desk(CLAIMS);
    let at = folder.path();
    let before = run(at, &["reconcile", "claims", "--format", "json"]).stdout;
    fs::write(at.join("before.json"), before).unwrap();
    rule_on_all(at);
    folder
}

#[test]
fn events_values_and_check_obey_four_rulings() {
    let folder = desk(CLAIMS);
    let at = folder.path();
    assert_eq!(
        events(&report(at)),
        [r#"["cr#1","hp#1"]"#, r#"["cr#2","hp#2"]"#, r#"["fv#1"]"#]
    );
    assert_eq!(run(at, &["check", "claims"]).status.code(), Some(1));
    rule_on_all(at);
    let ruled = report(at);
    assert_eq!(
        events(&ruled),
        [r#"["cr#1","fv#1","hp#1"]"#, r#"["cr#2"]"#, r#"["hp#2"]"#]
    );
    let killed = topic(&ruled, "hp#1", "killed");
    assert_eq!(killed["state"], "ruled");
    assert_eq!(killed["answer"]["value"]["best"], 21);
    assert_eq!(topic(&ruled, "hp#1", "wounded")["state"], "accepted");
    assert_eq!(ruled["summary"]["topics"]["open"], 0);
    assert_eq!(ruled["summary"]["verdicts"]["contradiction"], 0);
    assert_eq!(ruled["rulings"].as_array().unwrap().len(), 4);
    let check = run(at, &["check", "claims"]);
    let told = (check.status.code(), out(&check));
    assert_eq!(told, (Some(0), String::new()), "{}", err(&check));
}

#[test]
fn report_and_page_say_who_ruled() {
    let folder = ruled_desk();
    let page = |args: &[&str]| out(&run(folder.path(), args));
    let screen = page(&["reconcile", "claims", "--width", "200"]);
    assert!(screen.contains("No two accounts contradict each other."));
    assert!(!screen.contains('✗'), "{screen}");
    let text = page(&["reconcile", "claims", "--width", "200", "--full"]);
    for told in [
        "No two accounts contradict each other.",
        "settled by foreign desk on 28 November 2026: list of names",
        "by foreign desk on 28 November 2026: nobody counted",
        "RULINGS (4)",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert!(!text.contains("Settle these before print"), "{text}");
    let html = page(&["reconcile", "claims", "--format", "html"]);
    assert!(html.contains("settled by foreign desk on 28 November 2026: list of names"));
    assert!(html.contains("accepted by foreign desk on 28 November 2026: nobody counted"));
}

#[test]
fn diff_and_explain_tell_of_rulings() {
    let folder = ruled_desk();
    let at = folder.path();
    let page = |args: &[&str]| out(&run(at, &[args, &["--width", "200"]].concat()));
    let changed = page(&["diff", "before.json", "claims"]);
    for told in [
        "RULINGS (4)",
        "4 rulings",
        "new: killed, in the event of cr#1, is 21",
        "settled by foreign desk",
    ] {
        assert!(changed.contains(told), "{told}: {changed}");
    }
    let ruled = report(at);
    let id = topic(&ruled, "hp#1", "killed")["decided"]["id"].as_str();
    let explained = page(&["explain", &id.unwrap()[..7]]);
    let told = "Ruled by foreign desk on 28 November 2026: list of names.";
    assert!(explained.contains(told), "{explained}");
    let pair = page(&["explain", "hp#2", "cr#2"]);
    assert!(pair.contains("ruled apart by foreign desk"), "{pair}");
}

#[test]
fn a_ruling_whose_claim_is_gone_is_told_with_its_line() {
    let folder = desk(CLAIMS);
    let at = folder.path();
    rule_on_all(at);
    let others = CLAIMS.lines().filter(|line| !line.contains("cr#2"));
    let fewer = others.collect::<Vec<_>>().join("\n");
    fs::write(at.join("claims/all.jsonl"), fewer).unwrap();
    let check = run(at, &["check", "claims"]);
    assert_eq!(check.status.code(), Some(2));
    let told = err(&check);
    assert!(
        told.contains("claims/rulings.toml:7:1: error[stale]: apart: no claim has the id `cr#2`"),
        "{told}"
    );
    // The rest is obeyed.
    assert_eq!(topic(&report(at), "hp#1", "killed")["state"], "ruled");
}

#[test]
fn the_order_of_anything_leaves_no_trace() {
    let folder = desk(CLAIMS);
    rule_on_all(folder.path());
    let one = run(
        folder.path(),
        &["reconcile", "claims", "--format", "json", "--threads", "1"],
    );
    let other = tempfile::tempdir().unwrap();
    fs::create_dir(other.path().join("claims")).unwrap();
    let rulings = fs::read_to_string(folder.path().join("claims/rulings.toml")).unwrap();
    let mut tables: Vec<&str> = rulings.split("[[ruling]]").skip(1).collect();
    tables.reverse();
    for (number, table) in tables.iter().enumerate() {
        let name = other.path().join(format!("claims/rulings-{number}.toml"));
        fs::write(name, format!("[[ruling]]{table}")).unwrap();
    }
    let lines: Vec<&str> = CLAIMS.lines().rev().collect();
    fs::write(other.path().join("claims/z.jsonl"), lines[..2].join("\n")).unwrap();
    fs::write(other.path().join("claims/a.jsonl"), lines[2..].join("\n")).unwrap();
    let two = run(
        other.path(),
        &["reconcile", "claims", "--format", "json", "--threads", "2"],
    );
    assert_eq!(out(&one), out(&two));
}

#[test]
fn a_verb_says_what_it_wrote_and_writes_nothing_wrong() {
    let folder = desk(CLAIMS);
    let at = folder.path();
    let said = rule(at, &["apart", "hp#2", "cr#2", "--why", "two raids"]);
    assert!(
        said.starts_with("claims/rulings.toml: cr#2 and hp#2 are of different events [r-"),
        "{said}"
    );
    let written = fs::read_to_string(at.join("claims/rulings.toml")).unwrap();
    assert_eq!(
        written,
        "[[ruling]]\napart = [\"cr#2\", \"hp#2\"]\nby = \"foreign desk\"\non = 2026-11-28\nwhy = \"two raids\"\n"
    );
    let refused = |args: &[&str]| {
        let output = run(at, &[&["rule"], args].concat());
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert_eq!(
            fs::read_to_string(at.join("claims/rulings.toml")).unwrap(),
            written,
            "{args:?}"
        );
        err(&output)
    };
    let why = ["--why", "x", "--by", "desk"];
    let with = |args: &[&'static str]| [args, &why].concat();
    insta::assert_snapshot!(
        [
            refused(&with(&["same", "hp#2", "cr#2"])),
            refused(&with(&["same", "hp", "cr#2"])),
            refused(&with(&["confirm", "nobody"])),
            refused(&["confirm", "hp#1", "--why", "x"]),
            refused(&["confirm", "hp#1", "--why", " ", "--by", "desk"]),
            refused(&with(&["value", "hp#1", "killed"])),
            refused(&with(&["name", "Port Lune", "Puerto Luna", "Gao"])),
            refused(&with(&["accept", "t-none"])),
            refused(&with(&["confirm", "hp#1", "--on", "someday"])),
            refused(&with(&["confirm", "hp#1", "--file", "claims/ours.toml"])),
        ]
        .join("\n")
    );
}

#[test]
fn who_rules_may_be_set_once_and_the_day_is_today() {
    let folder = desk(CLAIMS);
    let at = folder.path();
    let args = [
        "rule",
        "name",
        "Port Lune",
        "!=",
        "Tin Tafgat",
        "--why",
        "maps",
    ];
    let output = command(at, &args)
        .env("RASHOMON_BY", "night desk")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", err(&output));
    let written = fs::read_to_string(at.join("claims/rulings.toml")).unwrap();
    let name = "name = { is = \"Port Lune\", not = [\"Tin Tafgat\"] }";
    assert!(
        written.contains(name) && written.contains("by = \"night desk\""),
        "{written}"
    );
    let day = written
        .lines()
        .find(|line| line.starts_with("on = "))
        .unwrap();
    assert_eq!(day.len(), "on = 2026-11-28".len(), "{day}");
    assert_eq!(
        report(at)["rulings"][0]["says"],
        "Port Lune is not Tin Tafgat"
    );
}

#[test]
fn what_cannot_be_obeyed_is_told_where_it_stands() {
    let folder = desk(CLAIMS);
    let at = folder.path();
    let by = "by = \"desk\"\non = 2026-11-28\nwhy = \"x\"\n";
    let decides = [
        "same = [\"hp#1\"]",
        "sme = [\"hp#1\", \"cr#1\"]",
        "same = [\"hp#1\", \"cr#1\"]\napart = [\"hp#2\", \"cr#2\"]",
        "value = { claim = \"hp#1\", attribute = \"kiled\", is = 3 }",
        "value = { claim = \"hp#1\", attribute = \"killed\", is = \"lots and lots\" }",
        "value = { claim = \"hp#1\", attribute = \"displaced\", is = 3 }",
        "accept = { claim = \"hp#1\", attribute = \"killed\", values = [19] }",
        "name = { is = \"Port Lune\" }",
        "name = { is = \"Port Lune\", not = [\"PORT LUNE\"] }",
        "confirm = [\"hp#2\"]",
        "reject = [\"hp#2\"]",
    ];
    let rulings = decides.map(|d| format!("[[ruling]]\n{d}\n{by}\n"));
    let mut rulings = rulings.concat();
    rulings.push_str(
        "[[ruling]]\nsame = [\"hp#1\", \"fv#1\"]\nby = \"desk\"\non = \"someday\"\nwhy = \"x\"\n",
    );
    rulings.push_str("[[ruling]]\nsame = [\"hp#1\", \"fv#1\"]\nby = \"desk\"\non = 2026-11-28\n");
    fs::write(at.join("claims/rulings.toml"), rulings).unwrap();
    let output = run(at, &["reconcile", "claims", "--format", "json"]);
    assert_eq!(output.status.code(), Some(2));
    insta::assert_snapshot!(err(&output));
    // `validate` tells the same, but for what only events can tell.
    let validated = out(&run(at, &["validate", "claims"]));
    let lines = |text: &str| text.matches("claims/rulings.toml:").count();
    assert_eq!(lines(&validated) + 1, lines(&err(&output)), "{validated}");
}
