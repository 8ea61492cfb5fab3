//! The HTML page in a real browser: it loads without a message or a request, filters, links, keys
//! and themes work, it reads without scripts, nothing overflows, print loses nothing, and axe-core
//! finds no fault of WCAG 2.2 A or AA.
//!
//! Needs `chromium`, `node` and `pdftotext`, which `.ci/run` installs, and fetches what `npm` has of
//! it. Where one is not there the test says that it was skipped, unless `RASHOMON_BROWSER=required`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a test that cannot go on should stop, and one that is skipped should say so"
)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Once;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn runs(program: &str, version: &str) -> bool {
    Command::new(program)
        .arg(version)
        .output()
        .is_ok_and(|o| o.status.success())
}

static FETCHED: Once = Once::new();

/// Fetches axe-core and what drives the browser, once; where that fails it is lacking.
fn fetch() {
    FETCHED.call_once(|| {
        let folder = root().join("tests/browser");
        if !folder.join("node_modules").exists() {
            let npm = ["ci", "--ignore-scripts", "--no-fund", "--no-audit"];
            Command::new("npm")
                .args(npm)
                .current_dir(folder)
                .output()
                .ok();
        }
    });
}

/// What the test needs and this machine lacks.
fn lacking() -> Vec<&'static str> {
    let chromium = std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned());
    if Path::new(&chromium).exists() {
        fetch();
    }
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
        // Past the test's own output, which nobody sees of a test that passes.
        let told = "SKIPPED: the page was not opened in a browser, for want of";
        let line = format!("{told} {lacking:?}\n");
        std::io::stderr().write_all(line.as_bytes()).unwrap();
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

fn faultless(page: &Path, folder: &Path, more: &[&str]) {
    let output = Command::new("node")
        .arg(root().join("tests/browser/check.mjs"))
        .arg(page)
        .arg(folder)
        .args(more)
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
    faultless(&page, folder.path(), &[]);
}

#[test]
fn the_page_of_one_story() {
    if skipped() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let page = page(Path::new("tests/data/story.jsonl"), &[], folder.path());
    faultless(&page, folder.path(), &["story"]);
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
    faultless(&page, folder.path(), &[]);
}

/// Claims of many small events, two accounts each, that differ here and there.
fn many(events: usize) -> String {
    let claim = |n: usize, outlet: &str, killed: usize| {
        let (day, month) = (n % 28 + 1, n / 28 % 12 + 1);
        let claim = serde_json::json!({
            "id": format!("{outlet}-{n}"),
            "outlet": outlet,
            "document": {"id": format!("{outlet}-{n}"), "published": format!("2024-{month:02}-{day:02}")},
            "event": {"kind": "bombing", "when": format!("2024-{month:02}-{day:02}"),
                      "where": [format!("Town {n}"), "Aland"], "actors": ["Northern Front"]},
            "assertions": [{"attribute": "killed", "value": killed}],
        });
        format!("{claim}\n")
    };
    let events = 0..events;
    events
        .map(|n| claim(n, "Post", 10) + &claim(n, "Star", 10 + n % 3))
        .collect()
}

#[test]
fn a_large_page_is_folded_says_so_and_filters() {
    if skipped() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let claims = folder.path().join("claims.jsonl");
    std::fs::write(&claims, many(1200)).unwrap();
    let page = page(&claims, &[], folder.path());
    let text = std::fs::read_to_string(&page).unwrap();
    assert!(
        text.contains("more events, a line each"),
        "nothing is folded"
    );
    faultless(&page, folder.path(), &["large"]);
}
