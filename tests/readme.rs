//! The README's example prints what the README says.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::path::Path;
use std::process::Command;

/// The first fenced block of a language after a line that holds `after`.
fn block<'a>(text: &'a str, language: &str, after: &str) -> &'a str {
    let from = text.find(after).unwrap();
    let fence = format!("```{language}\n");
    let start = from + text[from..].find(&fence).unwrap() + fence.len();
    let end = start + text[start..].find("```").unwrap();
    &text[start..end]
}

#[test]
fn the_worked_example_is_real() {
    let readme =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let claims = block(&readme, "json", "## A worked example");
    std::fs::write(folder.path().join("battle.jsonl"), claims).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_rashomon"))
        .current_dir(folder.path())
        .env_clear()
        .args(["reconcile", "battle.jsonl", "--width", "80"])
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let promised = block(&readme, "text", "## A worked example");
    assert!(printed.starts_with(promised.trim_end()), "{printed}");
}

#[test]
fn every_verb_stands_in_the_readme() {
    let readme =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    for verb in [
        "reconcile",
        "check",
        "diff",
        "explain",
        "learn",
        "validate",
        "codebook",
        "truth",
        "schema",
        "completions",
        "man",
    ] {
        assert!(readme.contains(&format!("`{verb}`")), "{verb}");
        let help = Command::new(env!("CARGO_BIN_EXE_rashomon"))
            .args([verb, "--help"])
            .output()
            .unwrap();
        assert!(help.status.success(), "{verb}");
    }
}

#[test]
fn the_test_command_is_what_ci_ends_with() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let ci = std::fs::read_to_string(root.join(".ci/run")).unwrap();
    let command = block(&readme, "sh", "this passes the tests");
    assert_eq!(ci.lines().last(), Some(command.trim()));
}
