//! The HTML page in a real browser: it loads without a message or a request, filters, links, keys
//! and themes work, it reads without scripts, nothing overflows, print loses nothing, and axe-core
//! finds no fault of WCAG 2.2 A or AA.
//!
//! Needs `chromium`, `node`, `pdftotext`, and `npm ci` in `tests/browser`; `.ci/run` installs them.
//! Where they are not there the test says that it was skipped, unless `RASHOMON_BROWSER=required`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a test that cannot go on should stop, and one that is skipped should say so"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn runs(program: &str, version: &str) -> bool {
    Command::new(program)
        .arg(version)
        .output()
        .is_ok_and(|o| o.status.success())
}

/// What the test needs and this machine lacks.
fn lacking() -> Vec<&'static str> {
    let chromium = std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned());
    let modules = root().join("tests/browser/node_modules/axe-core/axe.min.js");
    let all = [
        ("chromium", Path::new(&chromium).exists()),
        ("node", runs("node", "--version")),
        ("pdftotext", runs("pdftotext", "-v")),
        ("`npm ci` in tests/browser", modules.exists()),
    ];
    let lacking = all.into_iter().filter(|(_, there)| !there);
    lacking.map(|(name, _)| name).collect()
}

fn skipped() -> bool {
    let lacking = lacking();
    let required = std::env::var("RASHOMON_BROWSER").is_ok_and(|v| v == "required");
    assert!(lacking.is_empty() || !required, "there is no {lacking:?}");
    if !lacking.is_empty() {
        eprintln!("SKIPPED: the page was not opened in a browser, for want of {lacking:?}");
    }
    !lacking.is_empty()
}

/// The page that the program makes of some claims.
fn page(claims: &Path, extra: &[&str], folder: &Path) -> PathBuf {
    let file = folder.join("page.html");
    let output = Command::new(env!("CARGO_BIN_EXE_rashomon"))
        .current_dir(root())
        .arg("reconcile")
        .arg(claims)
        .args(["--format", "html", "--output"])
        .arg(&file)
        .args(extra)
        .output()
        .unwrap();
    assert!(file.exists(), "{}", String::from_utf8_lossy(&output.stderr));
    file
}

fn faultless(page: &Path, folder: &Path) {
    let output = Command::new("node")
        .arg(root().join("tests/browser/check.mjs"))
        .arg(page)
        .arg(folder)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn the_sahel_page() {
    if skipped() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let page = page(Path::new("claims/sahel"), &[], folder.path());
    assert!(std::fs::metadata(&page).unwrap().len() < 300_000);
    faultless(&page, folder.path());
}

#[test]
fn a_page_of_hostile_and_right_to_left_claims() {
    if skipped() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let texts = root().join("claims/inert/texts");
    let extra = ["--texts", texts.to_str().unwrap()];
    let page = page(Path::new("claims/inert"), &extra, folder.path());
    faultless(&page, folder.path());
}
