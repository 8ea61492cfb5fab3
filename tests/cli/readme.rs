//! The README's example prints what the README says.

use crate::{printed, root, run};

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
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let claims = block(&readme, "json", "## A worked example");
    std::fs::write(folder.path().join("battle.jsonl"), claims).unwrap();
    let printed = printed(folder.path(), &["reconcile", "battle.jsonl"]);
    let promised = block(&readme, "text", "## A worked example");
    assert!(printed.starts_with(promised.trim_end()), "{printed}");
}

#[test]
fn every_verb_stands_in_the_readme() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    for verb in [
        "reconcile",
        "check",
        "diff",
        "explain",
        "review",
        "rule",
        "learn",
        "new",
        "validate",
        "codebook",
        "truth",
        "schema",
        "completions",
        "man",
    ] {
        assert!(readme.contains(&format!("`{verb}`")), "{verb}");
        let help = run(root(), &[verb, "--help"]);
        assert!(help.status.success(), "{verb}");
    }
}

#[test]
fn the_test_command_is_what_ci_ends_with() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let ci = std::fs::read_to_string(root().join(".ci/run")).unwrap();
    let command = block(&readme, "sh", "this passes the tests");
    assert_eq!(ci.lines().last(), Some(command.trim()));
}
