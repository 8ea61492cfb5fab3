//! What changed between two claims sets, as `diff` and `check --against` tell it.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{err, out, run};

fn claim(outlet: &str, killed: u32) -> Value {
    json!({"outlet": outlet, "document": {"id": outlet, "published": "2024-03-10"}, "claims": [{
        "id": format!("{outlet}#1"),
        "event": {"kind": "bombing", "when": "2024-03-09", "where": ["Port Lune", "Aland"], "actors": ["Northern Front"]},
        "assertions": [{"attribute": "killed", "value": killed}]}]})
}

/// Folders `old` and `new`, each with these accounts.
fn folders(old: &[(&str, u32)], new: &[(&str, u32)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, accounts) in [("old", old), ("new", new)] {
        let claims = folder.path().join(name);
        fs::create_dir(&claims).unwrap();
        for (outlet, killed) in accounts {
            let text = claim(outlet, *killed).to_string();
            fs::write(claims.join(format!("{outlet}.json")), text).unwrap();
        }
    }
    folder
}

const BEFORE: &[(&str, u32)] = &[("Courier", 22), ("Herald", 40)];
const AFTER: &[(&str, u32)] = &[("Courier", 22), ("Herald", 40), ("Late News", 61)];

#[test]
fn a_wider_toll_is_told_with_who_widened_it_in_every_form() {
    let folder = folders(BEFORE, AFTER);
    let text = out(&run(
        folder.path(),
        &["diff", "old", "new", "--width", "200"],
    ));
    assert!(
        text.contains("widened from 22–40 to 22–61, because of Late News (61)"),
        "{text}"
    );
    let markdown = out(&run(
        folder.path(),
        &["diff", "old", "new", "--format", "markdown"],
    ));
    assert!(
        markdown.contains("- **killed**, Bombing in Port Lune"),
        "{markdown}"
    );
    assert!(markdown.contains("because of Late News"), "{markdown}");
    let json = out(&run(
        folder.path(),
        &["diff", "old", "new", "--format", "json"],
    ));
    let diff: Value = serde_json::from_str(&json).unwrap();
    let range = &diff["ranges"][0];
    assert_eq!(range["change"], "widened");
    assert_eq!(range["before"]["high"], 40);
    assert_eq!(range["now"]["high"], 61);
    assert_eq!(range["because"][0]["outlets"], json!(["Late News"]));
    assert_eq!(diff["new_differences"].as_array().unwrap().len(), 2);
}

#[test]
fn a_written_reconciliation_stands_for_its_claims() {
    let folder = folders(BEFORE, AFTER);
    let wrote = run(
        folder.path(),
        &["reconcile", "old", "--format", "json", "-o", "old.json"],
    );
    assert!(wrote.status.success());
    let of_claims = out(&run(
        folder.path(),
        &["diff", "old", "new", "--format", "json"],
    ));
    let of_file = out(&run(
        folder.path(),
        &["diff", "old.json", "new", "--format", "json"],
    ));
    assert_eq!(of_claims, of_file);
    let same = out(&run(folder.path(), &["diff", "old.json", "old"]));
    assert!(same.contains("Nothing changed in meaning"), "{same}");
}

#[test]
fn a_check_against_what_was_fails_on_what_is_new() {
    let folder = folders(BEFORE, AFTER);
    let failed = run(folder.path(), &["check", "new", "--against", "old"]);
    assert_eq!(failed.status.code(), Some(1));
    assert!(
        out(&failed).lines().all(|l| l.contains("Late News")),
        "{}",
        out(&failed)
    );
    assert!(
        err(&failed).contains("widened from 22–40 to 22–61, because of Late News"),
        "{}",
        err(&failed)
    );
    let passed = run(folder.path(), &["check", "old", "--against", "old"]);
    assert_eq!(passed.status.code(), Some(0));
    assert!(
        err(&passed).contains("Nothing changed in meaning"),
        "{}",
        err(&passed)
    );
}

#[test]
fn what_is_settled_is_no_failure() {
    let folder = folders(AFTER, BEFORE);
    let passed = run(folder.path(), &["check", "new", "--against", "old"]);
    assert_eq!(passed.status.code(), Some(0));
    assert!(
        err(&passed).contains("narrowed from 22–61 to 22–40"),
        "{}",
        err(&passed)
    );
}

/// What a check prints of what is new, in a format.
fn checked(folder: &TempDir, format: &str) -> String {
    let args = ["check", "new", "--against", "old", "--format", format];
    let output = run(folder.path(), &args);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    out(&output)
}

#[test]
fn every_format_of_a_check_tells_only_what_is_new() {
    let folder = folders(BEFORE, AFTER);
    let github = checked(&folder, "github");
    let errors = github.lines().filter(|l| l.starts_with("::error "));
    assert!(errors.clone().all(|l| l.contains("Late News")), "{github}");
    assert_eq!(errors.count(), 2, "{github}");
    assert!(
        github.contains("1 known difference passed over"),
        "{github}"
    );
    let sarif: Value = serde_json::from_str(&checked(&folder, "sarif")).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    let markdown = checked(&folder, "markdown");
    assert!(
        markdown.starts_with("## 2 new contradictions in 1 topic\n"),
        "{markdown}"
    );
    assert!(markdown.contains("new/Late News.json:1"), "{markdown}");
    assert!(
        !markdown.contains("22 (Courier, `new/Courier.json:1`) against 40"),
        "{markdown}"
    );
    let junit = checked(&folder, "junit");
    assert!(junit.contains("failures=\"1\""), "{junit}");
}

#[test]
fn what_is_known_passes_in_every_format() {
    let folder = folders(BEFORE, BEFORE);
    for format in ["github", "sarif", "junit", "markdown"] {
        let args = ["check", "new", "--against", "old", "--format", format];
        let output = run(folder.path(), &args);
        let text = out(&output);
        assert_eq!(output.status.code(), Some(0), "{format}");
        assert!(
            !text.contains("::error") && !text.contains("<failure"),
            "{text}"
        );
        let sarif = serde_json::from_str::<Value>(&text);
        assert!(
            sarif.is_err() || sarif.unwrap()["runs"][0]["results"] == json!([]),
            "{text}"
        );
    }
}

#[test]
fn settings_are_found_from_a_folder_below() {
    let folder = folders(BEFORE, AFTER);
    let settings = "claims = [\"new\"]\nfail_on = \"contradiction:critical\"\n";
    fs::write(folder.path().join("rashomon.toml"), settings).unwrap();
    let below = folder.path().join("old");
    let output = run(&below, &["check"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    // What stands above the repository is not its own.
    fs::create_dir(below.join(".git")).unwrap();
    assert_eq!(run(&below, &["check"]).status.code(), Some(2));
    fs::write(folder.path().join("rashomon.toml"), "formt = 1\n").unwrap();
    fs::remove_dir(below.join(".git")).unwrap();
    assert!(err(&run(&below, &["check"])).contains("rashomon.toml:1:"));
}

#[test]
fn a_claim_that_says_something_else_is_told_in_meaning() {
    let before = [("AP", 135), ("Courier", 135), ("Herald", 135)];
    let after = [("AP", 1335), ("Courier", 135), ("Herald", 135)];
    let folder = folders(&before, &after);
    let told = out(&run(
        folder.path(),
        &["diff", "old", "new", "--width", "200"],
    ));
    assert!(
        told.contains("AP: killed, Bombing in Port Lune, 9 March 2024: 135 → 1335 (10 times; likely a slip) AP#1"),
        "{told}"
    );
    assert!(
        told.contains("new contradiction in 1 topic")
            || told.contains("new contradictions in 1 topic"),
        "{told}"
    );
    let checked = run(folder.path(), &["check", "new", "--against", "old"]);
    assert!(err(&checked).contains("likely a slip"), "{}", err(&checked));
}
