//! Folders of articles: what a table beside them or the command line says of them, and which are drafted.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::{code, err, out, run};

const NINETEEN: &str = "A bomb killed 19 people in Gao, Mali, on Saturday, the police said.\n";
const TWENTY_THREE: &str = "A bomb killed 23 people in Gao, Mali, on Saturday, a hospital said.\n";
const TABLE: &str = "file,outlet,published,url,title,desk\n\
    a.txt,Harbour Post,2024-03-10,https://harbour.example/4,Bomb in Gao,ours\n\
    b.txt,Coast Radio,2024-03-10,,,\n";

/// A folder that holds these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    folder
}

fn report(at: &Path, args: &[&str]) -> Value {
    let output = run(at, &[&["reconcile", "--format", "json"], args].concat());
    assert_eq!(code(&output), 0, "{}", err(&output));
    serde_json::from_str(&out(&output)).unwrap()
}

fn outlets(report: &Value) -> Vec<&str> {
    let outlets = report["outlets"].as_array().unwrap().iter();
    let mut names: Vec<_> = outlets.filter_map(|o| o["outlet"].as_str()).collect();
    names.sort_unstable();
    names
}

#[test]
fn a_table_says_what_the_articles_beside_it_are() {
    let here = folder(&[
        ("t/a.txt", NINETEEN),
        ("t/b.txt", TWENTY_THREE),
        ("t/articles.csv", TABLE),
        ("t/README.md", "Ours."),
    ]);
    let at = here.path();
    let drafts = run(at, &["extract", "t"]);
    assert_eq!((code(&drafts), err(&drafts)), (0, String::new()));
    let lines = out(&drafts);
    let first: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(first["outlet"], "Harbour Post");
    assert_eq!(first["document"]["url"], "https://harbour.example/4");
    assert_eq!(first["document"]["title"], "Bomb in Gao");
    assert_eq!(first["event"]["when"], "2024-03-09");
    for paths in [&["t"][..], &["t/a.txt", "t/b.txt"]] {
        let report = report(at, paths);
        assert_eq!(outlets(&report), ["Coast Radio", "Harbour Post"]);
        assert_eq!(report["topics"][0]["verdict"], "contradiction");
        assert_eq!(report["topics"][0]["attribute"], "killed");
    }
    let told = run(at, &["reconcile", "t"]);
    assert!(
        err(&told).starts_with("2 claims drafted from 2 articles"),
        "{}",
        err(&told)
    );
}

#[test]
fn the_command_line_says_what_articles_do_not() {
    let here = folder(&[
        ("t/a.txt", NINETEEN),
        ("t/b.txt", TWENTY_THREE),
        ("claims.csv", "outlet,attribute,value\nPost,killed,3\n"),
    ]);
    let at = here.path();
    let report = report(
        at,
        &[
            "t",
            "--outlet",
            "Wire",
            "--published",
            "2024-03-10",
            "--language",
            "en",
        ],
    );
    assert_eq!(outlets(&report), ["Wire"]);
    assert_eq!(report["events"][0]["when"], "2024-03-09");
    for args in [
        &["t", "--published", "never"][..],
        &["claims.csv", "--outlet", "Wire"],
    ] {
        let refused = run(at, &[&["reconcile"], args].concat());
        assert_eq!((code(&refused), out(&refused)), (2, String::new()));
        assert!(err(&refused).contains(args[1]), "{}", err(&refused));
    }
}

#[test]
fn articles_that_nobody_names_an_outlet_of_stay_apart() {
    let here = folder(&[("t/a.txt", NINETEEN), ("t/b.txt", TWENTY_THREE)]);
    let report = report(here.path(), &["t", "--published", "2024-03-10"]);
    assert_eq!(
        outlets(&report),
        ["unnamed outlet, file a.txt", "unnamed outlet, file b.txt"]
    );
    assert_eq!(report["topics"][0]["verdict"], "contradiction");
    assert_eq!(report["events"][0]["origins"], 2);
}

/// Texts beside claims are what these were read from, unless the table of the folder itself names them.
#[test]
fn texts_beside_claims_are_not_drafted_by_surprise() {
    let claims = "claim,outlet,event.kind,attribute,value\nx,Post,bombing,killed,3\n";
    let here = folder(&[
        ("s/c.csv", claims),
        ("s/a.txt", NINETEEN),
        ("s/texts/b.txt", TWENTY_THREE),
        ("s/texts/articles.csv", "file\nb.txt\n"),
    ]);
    let alone = run(here.path(), &["reconcile", "s"]);
    assert_eq!((code(&alone), err(&alone)), (0, String::new()));
    fs::write(
        here.path().join("s/articles.csv"),
        "file,outlet\na.txt,Harbour Post\n",
    )
    .unwrap();
    let report = report(here.path(), &["s"]);
    assert_eq!(outlets(&report), ["Harbour Post", "Post"]);
}

#[test]
fn what_is_wrong_with_the_table_is_told_and_costs_its_row_alone() {
    let table = "file,outlet,published\na.txt,Harbour Post,never\nb.txt,Coast Radio,2024-03-10\nc.txt,Post,\n";
    let here = folder(&[
        ("t/a.txt", NINETEEN),
        ("t/b.txt", TWENTY_THREE),
        ("t/articles.csv", table),
    ]);
    let output = run(here.path(), &["reconcile", "t", "--format", "json"]);
    assert_eq!(code(&output), 2);
    let said = err(&output);
    assert!(
        said.contains("t/articles.csv:2:20: published: \"never\""),
        "{said}"
    );
    assert!(
        said.contains("t/articles.csv:4:1: file: there is no file \"c.txt\""),
        "{said}"
    );
    assert_eq!(said.matches("articles.csv").count(), 2, "{said}");
    let report: Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(
        outlets(&report),
        ["Coast Radio", "unnamed outlet, file a.txt"]
    );
    let strict = run(here.path(), &["reconcile", "t", "--strict"]);
    assert_eq!((code(&strict), out(&strict)), (2, String::new()));
    let named = run(here.path(), &["validate", "t/articles.csv"]);
    assert!(
        out(&named).contains("never read as claims"),
        "{}",
        out(&named)
    );
}

#[test]
fn nothing_is_written_among_articles_that_is_read_as_one() {
    let here = folder(&[("t/a.txt", NINETEEN), ("t/b.txt", TWENTY_THREE)]);
    for name in ["t/a.txt", "t/report.md"] {
        let refused = run(
            here.path(),
            &["reconcile", "t", "--format", "markdown", "-o", name],
        );
        assert_eq!(code(&refused), 2, "{name}");
    }
    assert_eq!(
        fs::read_to_string(here.path().join("t/a.txt")).unwrap(),
        NINETEEN
    );
    assert!(!here.path().join("t/report.md").exists());
}
