//! `new` and `codebook`: where somebody begins who has nothing yet.

use std::fs;

use crate::{code, err, out, run};

/// The files that `new` writes, by the path that it is given, and that what was read of them is.
const BEGUN: [(&str, &str); 4] = [
    ("claims.csv", "claims.csv"),
    ("begun here.XLSX", "begun here.XLSX"),
    ("begun.json", "begun.json"),
    ("story", "story/claims.csv"),
];

#[test]
fn what_is_begun_is_read_without_a_fault_and_contradicts_itself() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    for (path, claims) in BEGUN {
        let args: &[&str] = if path == "claims.csv" {
            &["new"]
        } else {
            &["new", path]
        };
        let new = run(at, args);
        assert_eq!((code(&new), err(&new)), (0, String::new()), "{path}");
        assert!(at.join(claims).is_file(), "{path}");
        let said = out(&new);
        assert!(said.contains("event.where"), "{said}");
        let shell = path.replace("begun here.XLSX", "'begun here.XLSX'");
        assert!(
            said.contains(&format!("rashomon reconcile {shell}\n")),
            "{said}"
        );
        let valid = run(at, &["validate", path]);
        assert_eq!((code(&valid), out(&valid)), (0, String::new()), "{path}");
        assert_eq!(err(&valid), "2 claims good; 0 faults\n", "{path}");
        let report = run(at, &["reconcile", path]);
        assert_eq!((code(&report), err(&report)), (0, String::new()), "{path}");
        let report = out(&report);
        assert!(report.contains("1 contradiction is open"), "{report}");
        assert!(report.contains("police, via Harbour Post"), "{report}");
    }
    let within = run(&at.join("story"), &["reconcile"]);
    assert!(
        out(&within).contains("1 contradiction is open"),
        "{}",
        err(&within)
    );
}

#[test]
fn nothing_is_begun_over_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::create_dir(at.join("story")).unwrap();
    fs::write(at.join("story/rulings.toml"), "# ours\n").unwrap();
    fs::write(at.join("claims.csv"), "ours").unwrap();
    for (path, there) in [
        ("claims.csv", "claims.csv"),
        ("story", "story/rulings.toml"),
    ] {
        let new = run(at, &["new", path]);
        assert_eq!((code(&new), out(&new)), (2, String::new()));
        let said = err(&new);
        assert!(
            said.contains(there) && said.contains("help: name another"),
            "{said}"
        );
    }
    assert_eq!(fs::read(at.join("claims.csv")).unwrap(), b"ours");
    assert_eq!(fs::read_dir(at.join("story")).unwrap().count(), 1);
    for path in ["claims.ods", "-", "nowhere/claims.csv"] {
        let new = run(at, &["new", path]);
        assert_eq!(code(&new), 2, "{path}");
        assert!(err(&new).contains("help: "), "{}", err(&new));
    }
    assert_eq!(fs::read_dir(at).unwrap().count(), 2);
}

#[cfg(unix)]
#[test]
fn a_link_to_nothing_is_not_begun_through() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::os::unix::fs::symlink(at.join("none"), at.join("claims.csv")).unwrap();
    assert_eq!(code(&run(at, &["new"])), 2);
    assert!(at.join("claims.csv").is_symlink() && !at.join("none").exists());
}

#[test]
fn the_same_is_begun_every_time() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for folder in [&one, &two] {
        assert_eq!(code(&run(folder.path(), &["new", "c.xlsx"])), 0);
    }
    let read = |folder: &tempfile::TempDir| fs::read(folder.path().join("c.xlsx")).unwrap();
    assert_eq!(read(&one), read(&two));
}

#[test]
fn what_is_said_of_the_columns_fits_eighty_columns() {
    let folder = tempfile::tempdir().unwrap();
    insta::assert_snapshot!(out(&run(folder.path(), &["new"])));
}

#[test]
fn a_word_of_the_codebook_is_found_wherever_it_stands() {
    let here = tempfile::tempdir().unwrap();
    let found = |args: &[&str]| out(&run(here.path(), args));
    let dead = found(&["codebook", "dead"]);
    for part in [
        "KILLED",
        "muertos",
        "DEAD AMONG TERMS",
        "found dead",
        "(of status)",
    ] {
        assert!(dead.contains(part), "{part}: {dead}");
    }
    let bomb = found(&["codebook", "bomb"]);
    assert!(
        bomb.contains("suicide bombing") && bomb.contains("KINDS OF EVENTS"),
        "{bomb}"
    );
    assert!(
        bomb.lines().all(|line| line.chars().count() <= 80),
        "{bomb}"
    );
    let json = found(&["codebook", "bomb", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["attribute"].as_array().unwrap().len(), 0);
    assert!(json["kind"].as_array().unwrap().len() > 1);
}

#[test]
fn every_unknown_word_points_to_the_codebook() {
    let folder = tempfile::tempdir().unwrap();
    let claims = "claim,outlet,event.kind,attribute,of,value\n\
                  a,Post,bombin,kiled,,3\nb,Post,zzzz,qqqq,,3\nc,Post,bombing,status,Omar Sila,wwww\n";
    fs::write(folder.path().join("claims.csv"), claims).unwrap();
    let said = out(&run(folder.path(), &["validate", "claims.csv"]));
    let commands = said.split('`').skip(1).step_by(2);
    let commands: Vec<&str> = commands
        .filter(|c| c.starts_with("rashomon codebook"))
        .collect();
    assert_eq!(
        commands,
        [
            "rashomon codebook bombing",
            "rashomon codebook killed",
            "rashomon codebook",
            "rashomon codebook",
            "rashomon codebook status"
        ],
        "{said}"
    );
    for command in commands {
        let args: Vec<&str> = command.split(' ').skip(1).collect();
        assert_eq!(code(&run(folder.path(), &args)), 0, "{command}");
    }
}
