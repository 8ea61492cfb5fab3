//! The reports in `reports/` are those that the program makes of the claims sets in `claims/`.
//!
//! `RASHOMON_BLESS=1 cargo test --test cli golden` writes them anew; read the difference.

use std::path::PathBuf;

use crate::root;

/// What the program prints, run from the project's folder so that paths are short and the same.
fn printed(set: &str, format: &str) -> String {
    let set = format!("claims/{set}");
    crate::printed(
        root(),
        &["reconcile", &set, "--format", format, "--width", "80"],
    )
}

fn held(set: &str, format: &str, extension: &str) {
    let path: PathBuf = root().join("reports").join(format!("{set}.{extension}"));
    let now = printed(set, format);
    if std::env::var_os("RASHOMON_BLESS").is_some() {
        std::fs::write(&path, &now).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let line = kept.lines().zip(now.lines()).position(|(k, n)| k != n);
    assert!(
        kept == now,
        "{} differs, first in line {:?}",
        path.display(),
        line.map(|l| l + 1)
    );
}

#[test]
fn sahel() {
    held("sahel", "summary", "summary.txt");
    held("sahel", "table", "txt");
    held("sahel", "markdown", "md");
    held("sahel", "json", "json");
    held("sahel", "csv", "csv");
}

#[test]
fn sahel_in_every_other_format() {
    held("sahel", "html", "html");
    held("sahel", "pairs", "pairs.csv");
    held("sahel", "matrix", "matrix.csv");
    held("sahel", "sarif", "sarif");
    held("sahel", "junit", "junit.xml");
    held("sahel", "github", "github.txt");
    held("sahel", "jsonld", "jsonld");
}

#[test]
fn earthquake() {
    held("earthquake", "summary", "summary.txt");
    held("earthquake", "table", "txt");
}

#[test]
fn election() {
    held("election", "summary", "summary.txt");
    held("election", "table", "txt");
}

#[test]
fn hostile() {
    held("hostile", "table", "txt");
}

#[test]
fn a_second_run_prints_the_same_bytes() {
    assert_eq!(printed("sahel", "json"), printed("sahel", "json"));
}
