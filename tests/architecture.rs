//! The house keeps its order: a stage imports only from those above it, files stay short, and the
//! papers name only what exists.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// The stages in the order that data flows through them.
const STAGES: [&str; 12] = [
    "text", "claim", "codebook", "ingest", "names", "extract", "link", "compare", "weigh",
    "report", "pipeline", "cli",
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The text before the file's unit tests.
fn body(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    text.split("#[cfg(test)]")
        .next()
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn a_stage_imports_only_from_those_above_it() {
    let mut wrong = Vec::new();
    for (number, stage) in STAGES.iter().enumerate() {
        let folder = root().join("src").join(stage);
        let files = if folder.is_dir() {
            sources(&folder)
        } else {
            vec![folder.with_extension("rs")]
        };
        for file in files {
            let text = body(&file);
            for below in &STAGES[number + 1..] {
                if text.contains(&format!("crate::{below}::")) {
                    wrong.push(format!("{} imports {below}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_the_command_line_prints_or_exits() {
    let mut wrong = Vec::new();
    for file in sources(&root().join("src")) {
        let inside = file.strip_prefix(root().join("src")).unwrap();
        if inside.starts_with("cli") || inside == Path::new("main.rs") {
            continue;
        }
        for word in [
            "println!",
            "process::exit",
            "SystemTime::now",
            "Instant::now",
            "env::var",
        ] {
            if body(&file).contains(word) {
                wrong.push(format!("{}: {word}", inside.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_file_is_longer_than_five_hundred_lines_before_its_tests() {
    let long: Vec<String> = sources(&root().join("src"))
        .into_iter()
        .map(|file| (body(&file).lines().count(), file))
        .filter(|(_, file)| !file.ends_with("tests.rs"))
        .filter(|(lines, _)| *lines > 500)
        .map(|(lines, file)| format!("{}: {lines}", file.display()))
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn every_path_that_the_papers_name_exists() {
    let mut missing = Vec::new();
    for paper in [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
    ] {
        let text = fs::read_to_string(root().join(paper)).unwrap();
        for word in text.split(['`', '(', ')', ' ', '\n']) {
            let named = [
                "src/", "claims/", "tests/", "reports/", "docs/", "fuzz/", "benches/", ".ci/",
            ]
            .iter()
            .any(|folder| word.starts_with(folder));
            let word = word.trim_end_matches(['.', ',', ';', ':']);
            if named && !word.contains(['*', '<', '{', '…']) && !root().join(word).exists() {
                missing.push(format!("{paper}: {word}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
