//! The house keeps its order: a stage imports only from those above it, files and functions stay
//! short, and the papers name only what exists. Whole files are parsed, so that nothing hides.

mod source;

use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;

use crate::root;
use source::{File, files, parsed};

/// The modules of the crate in the order that data flows through them: each imports only from those
/// before it. The first are what all stages share.
const STAGES: &[&str] = &[
    "progress",
    "union_find",
    "whole_file",
    "text",
    "claim",
    "codebook",
    "ingest",
    "error",
    "names",
    "extract",
    "link",
    "compare",
    "settle",
    "view",
    "report",
    "pipeline",
];

/// No file has more lines of code than this, tests, comments and blank lines left out.
const LONGEST_FILE: usize = 400;
/// Those that still have more. Take out what has become shorter; put nothing in.
const LONG_FILES: &[&str] = &[];

/// No function has more lines of code than this, its signature among them.
const LONGEST_FUNCTION: usize = 60;
/// Those that still have more. Take out what has become shorter; put nothing in.
const LONG_FUNCTIONS: &[&str] = &[];

static LIBRARY: LazyLock<Vec<File>> = LazyLock::new(|| of_root("lib.rs"));
static PROGRAM: LazyLock<Vec<File>> = LazyLock::new(|| of_root("main.rs"));

fn of_root(name: &str) -> Vec<File> {
    let src = root().join("src");
    files(&src.join(name), &src)
}

/// Where in the order of stages a module is.
fn stage(module: &[String]) -> Option<usize> {
    let name = module.first()?;
    STAGES.iter().position(|stage| stage == name)
}

/// The imports of a file from stages below its own, or of the whole crate at once.
fn from_below(file: &File) -> Vec<String> {
    let own = stage(&file.module);
    let below = |import: &&Vec<String>| own.is_some() && (import.is_empty() || stage(import) > own);
    let wrong = file.imports.iter().filter(below);
    wrong
        .map(|import| format!("{} imports {}", file.path, import.join("::")))
        .collect()
}

#[test]
fn a_stage_imports_only_from_those_above_it() {
    let wrong: Vec<String> = LIBRARY.iter().flat_map(from_below).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_module_is_a_stage() {
    for file in LIBRARY.iter().filter(|file| !file.module.is_empty()) {
        assert!(stage(&file.module).is_some(), "{} is no stage", file.path);
    }
    for name in STAGES {
        let is_here = |file: &File| file.module == [*name];
        assert!(LIBRARY.iter().any(is_here), "there is no stage {name}");
    }
}

#[test]
fn imports_are_seen_however_they_are_written() {
    let module = ["link".to_owned(), "levels".to_owned()];
    for text in [
        "use crate::{claim::Claim, settle::{self, Trust}};",
        "fn f() -> usize { crate::settle::trust() }",
        "fn f(x: Option<crate::settle::Trust>) {}",
        "use super::super::settle as believed;",
        "fn f() { assert!(vec![crate :: settle::X].is_empty()); }",
        "#[cfg(test)] mod tests { use crate::claim; } use crate::settle::Trust;",
        "mod inner { use super::super::super::settle::Trust; }",
        "fn f() { use crate::settle::*; }",
        "use crate::*;",
        "use crate as all;",
        "#[cfg(not(test))] use crate::settle::Trust;",
    ] {
        let found = from_below(&parsed(text, &module));
        assert!(!found.is_empty(), "not seen: {text}");
    }
    for text in [
        "#[cfg(test)] mod tests { use crate::settle::Trust; }",
        "#[cfg(test)] use crate::settle::Trust;",
        "use crate::claim::Claim; use super::settle; use self::settle::X; use settle::X;",
        "pub(crate) fn f() { vec![1]; } pub(in crate::link) use crate::names::Names;",
        "macro_rules! m { () => { pub(crate) struct X; } }",
        "// crate::settle::Trust\n/// [crate::settle]\nfn f() { let crate_settle = \"crate::settle\"; }",
    ] {
        assert_eq!(from_below(&parsed(text, &module)), Vec::<String>::new());
    }
}

#[test]
fn only_the_command_line_prints_or_exits() {
    let words = [
        "println!",
        "process::exit",
        "SystemTime::now",
        "Instant::now",
        "env::var",
    ];
    let wrong: Vec<String> = LIBRARY
        .iter()
        .flat_map(|file| words.map(|word| (file, word)))
        .filter(|(file, word)| file.code.contains(word))
        .map(|(file, word)| format!("{}: {word}", file.path))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// That what is too long is what is listed, and no more.
fn held(too_long: impl Iterator<Item = (String, usize)>, listed: &[&str], most: usize) {
    let found: Vec<(String, usize)> = too_long.filter(|(_, lines)| *lines > most).collect();
    let is_listed = |name: &str| listed.contains(&name);
    let new: Vec<_> = found.iter().filter(|(name, _)| !is_listed(name)).collect();
    assert!(new.is_empty(), "more than {most} lines of code: {new:#?}");
    let names: BTreeSet<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    let gone: Vec<_> = listed
        .iter()
        .filter(|name| !names.contains(**name))
        .collect();
    assert!(
        gone.is_empty(),
        "short enough now, take off the list: {gone:#?}"
    );
}

#[test]
fn files_stay_short() {
    let files = LIBRARY.iter().chain(&*PROGRAM);
    let long = files.map(|file| (file.path.clone(), file.code.lines().count()));
    held(long, LONG_FILES, LONGEST_FILE);
}

#[test]
fn functions_stay_short() {
    let files = LIBRARY.iter().chain(&*PROGRAM);
    let long = files.flat_map(|file| {
        let functions = file.functions.iter();
        functions.map(|(name, lines)| (format!("{}: {name}", file.path), *lines))
    });
    held(long, LONG_FUNCTIONS, LONGEST_FUNCTION);
}

#[test]
fn lines_of_tests_and_comments_are_not_counted() {
    let text = "// a\nfn f() {\n\n    // b\n    g();\n}\n#[cfg(test)]\nmod tests {\n    fn t() {}\n}\nfn g() {}\n";
    let file = parsed(text, &[]);
    assert_eq!(file.code, "fn f() {\n    g();\n}\nfn g() {}");
    assert_eq!(file.functions, [("f".to_owned(), 3), ("g".to_owned(), 1)]);
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
