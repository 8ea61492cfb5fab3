//! The command line as its users meet it: what is printed where, and the exit codes.

use std::fs;

use tempfile::TempDir;

use crate::{code, command, err, out, run};

const ONE: &str = r#"{"outlet": "Harbour Post", "document": {"id": "hp", "published": "2024-03-10"}, "claims": [
  {"id": "hp#1", "event": {"kind": "bombing", "when": "2024-03-09", "where": ["Port Lune", "Aland"], "actors": ["Northern Front"]},
   "assertions": [{"attribute": "killed", "value": 19}]}]}"#;

const TWO: &str = r#"{"outlet": "Coast Radio", "document": {"id": "cr", "published": "2024-03-10"}, "claims": [
  {"id": "cr#1", "event": {"kind": "bombing", "when": "2024-03-09", "where": ["Port Lune", "Aland"], "actors": ["Northern Front"]},
   "assertions": [{"attribute": "killed", "value": 23}]}]}"#;

const BROKEN: &str = r#"{"outlet": "Front Voice", "document": {"id": "fv"}, "claims": [
  {"id": "fv#1", "event": {"kind": "bombing", "whn": "2024-03-09"}, "assertions": []}]}"#;

/// A folder with `claims/`, in which the program runs.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("claims")).unwrap();
    for (name, text) in files {
        fs::write(folder.path().join("claims").join(name), text).unwrap();
    }
    folder
}

fn dispute() -> TempDir {
    folder(&[("one.json", ONE), ("two.json", TWO)])
}

#[test]
fn version_and_help_go_to_standard_output() {
    let here = tempfile::tempdir().unwrap();
    let version = run(here.path(), &["--version"]);
    assert_eq!(code(&version), 0);
    assert_eq!(
        out(&version),
        concat!("rashomon ", env!("CARGO_PKG_VERSION"), "\n")
    );
    for verb in [
        "reconcile",
        "check",
        "explain",
        "validate",
        "new",
        "codebook",
        "schema",
        "completions",
        "man",
    ] {
        let help = run(here.path(), &[verb, "--help"]);
        assert_eq!(code(&help), 0);
        assert!(out(&help).contains("Examples:\n"), "{verb}");
    }
    assert!(out(&run(here.path(), &["--help"])).contains("Exit codes:"));
}

#[test]
fn without_anything_to_do_the_code_is_2_and_nothing_is_printed() {
    let here = tempfile::tempdir().unwrap();
    let cases: [&[&str]; 5] = [
        &[],
        &["reconcile"],
        &["reconcile", "nowhere"],
        &["check", "claims", "--fail-on", "agreement"],
        &["explain", "e-nothing"],
    ];
    for args in cases {
        let output = run(here.path(), args);
        assert_eq!(code(&output), 2, "{args:?}");
        assert_eq!(out(&output), "", "{args:?}");
        assert!(!err(&output).is_empty(), "{args:?}");
    }
}

#[test]
fn reconcile_prints_every_format() {
    let here = dispute();
    let table = run(here.path(), &["reconcile", "claims", "--full"]);
    assert_eq!((code(&table), err(&table)), (0, String::new()));
    for words in [
        "CONTRADICTIONS (1)",
        "19 – Harbour Post",
        "23 – Coast Radio",
    ] {
        assert!(out(&table).contains(words), "{words}: {}", out(&table));
    }
    let markdown = run(
        here.path(),
        &["reconcile", "claims", "--format", "markdown"],
    );
    assert!(out(&markdown).contains("## Contradictions (1)"));
    let json = run(here.path(), &["reconcile", "claims", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&out(&json)).unwrap();
    assert_eq!(json["summary"]["verdicts"]["contradiction"], 1);
    let csv = run(here.path(), &["reconcile", "claims", "--format", "csv"]);
    assert!(out(&csv).contains("contradiction,major"));
}

#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    let here = dispute();
    let always = run(here.path(), &["reconcile", "claims", "--color", "always"]);
    assert!(out(&always).contains("\u{1b}["));
    let piped = run(here.path(), &["reconcile", "claims"]);
    assert!(!out(&piped).contains('\u{1b}'));
    let wide = run(here.path(), &["reconcile", "claims", "--width", "40"]);
    assert!(out(&wide).lines().all(|line| line.chars().count() <= 40));
}

#[test]
fn an_event_is_shown_by_the_beginning_of_its_id() {
    let here = dispute();
    let one = run(here.path(), &["reconcile", "claims", "--event", "e-"]);
    assert_eq!(code(&one), 0);
    assert!(out(&one).contains("Not all is shown."));
    let none = run(here.path(), &["reconcile", "claims", "--event", "e-none"]);
    assert_eq!(code(&none), 2);
    assert!(err(&none).contains("e-none"));
}

#[test]
fn good_records_are_used_beside_bad_ones_unless_strict() {
    let here = folder(&[("one.json", ONE), ("two.json", TWO), ("bad.json", BROKEN)]);
    let kept = run(here.path(), &["reconcile", "claims", "--full"]);
    assert_eq!(code(&kept), 2);
    assert!(out(&kept).contains("CONTRADICTIONS (1)"));
    assert!(err(&kept).contains("bad.json:2:"), "{}", err(&kept));
    assert!(err(&kept).contains("\"when\""), "{}", err(&kept));
    let strict = run(here.path(), &["reconcile", "claims", "--strict"]);
    assert_eq!((code(&strict), out(&strict)), (2, String::new()));
    let valid = run(here.path(), &["validate", "claims"]);
    assert_eq!(code(&valid), 2);
    assert!(out(&valid).contains("bad.json:2:"));
    assert!(err(&valid).contains("2 claims good"), "{}", err(&valid));
}

#[test]
fn output_goes_to_a_file_and_never_over_an_input() {
    let here = dispute();
    let done = run(
        here.path(),
        &[
            "reconcile",
            "claims",
            "-o",
            "report.md",
            "--format",
            "markdown",
        ],
    );
    assert_eq!((code(&done), out(&done)), (0, String::new()));
    let report = fs::read_to_string(here.path().join("report.md")).unwrap();
    assert!(report.starts_with("# Reconciliation"));
    for file in [
        "claims/one.json",
        "./claims/../claims/two.json",
        "claims/new.json",
    ] {
        let refused = run(here.path(), &["reconcile", "claims", "-o", file]);
        assert_eq!(code(&refused), 2, "{file}");
    }
    assert_eq!(
        fs::read_to_string(here.path().join("claims/one.json")).unwrap(),
        ONE
    );
    let nowhere = run(
        here.path(),
        &["reconcile", "claims", "-o", "none/report.md"],
    );
    assert_eq!(code(&nowhere), 2);
    assert!(err(&nowhere).contains("none/report.md"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_and_a_closed_pipe_is_not() {
    let here = dispute();
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let output = command(here.path(), &["reconcile", "claims"])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("standard output"));
    let file = run(here.path(), &["reconcile", "claims", "-o", "/dev/full"]);
    assert_eq!(code(&file), 2);
    assert!(err(&file).contains("/dev/full"));
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let closed = command(here.path(), &["codebook"])
        .stdout(writer)
        .output()
        .unwrap();
    assert_eq!((code(&closed), err(&closed)), (0, String::new()));
}

#[test]
fn check_fails_on_what_is_new() {
    let here = dispute();
    let at = here.path();
    let found = run(at, &["check", "claims"]);
    assert_eq!(code(&found), 1);
    assert_eq!(out(&found).lines().count(), 1);
    assert!(out(&found).contains("claims/two.json:2"), "{}", out(&found));
    assert_eq!(
        code(&run(
            at,
            &["check", "claims", "--fail-on", "contradiction:critical"]
        )),
        0
    );
    let written = run(
        at,
        &[
            "check",
            "claims",
            "--baseline",
            "known.txt",
            "--write-baseline",
        ],
    );
    assert_eq!(code(&written), 0);
    let known = run(at, &["check", "claims", "--baseline", "known.txt"]);
    assert_eq!((code(&known), out(&known)), (0, String::new()));
    assert!(
        err(&known).contains("1 known one passed over"),
        "{}",
        err(&known)
    );
    assert!(
        err(&written).contains("at or above --fail-on contradiction"),
        "{}",
        err(&written)
    );
    fs::write(at.join("known.txt"), "f-000000000000\n").unwrap();
    let stale = run(at, &["check", "claims", "--baseline", "known.txt"]);
    assert_eq!(code(&stale), 1);
    assert!(err(&stale).contains("f-000000000000"));
    fs::write(at.join("known.txt"), "# known\nclaims/one.json\n").unwrap();
    let no_ids = run(at, &["check", "claims", "--baseline", "known.txt"]);
    assert_eq!((code(&no_ids), out(&no_ids)), (2, String::new()));
    assert!(err(&no_ids).contains("known.txt:2:"), "{}", err(&no_ids));
    assert_eq!(
        code(&run(at, &["check", "claims", "--baseline", "none.txt"])),
        2
    );
}

#[test]
fn explain_says_why_and_what_words_mean() {
    let here = dispute();
    let word = run(here.path(), &["explain", "scope"]);
    assert_eq!(code(&word), 0);
    assert!(out(&word).contains("count different things"));
    let claims = run(here.path(), &["explain", "hp#1", "cr#1"]);
    assert_eq!(code(&claims), 0, "{}", err(&claims));
    assert!(out(&claims).contains("Bits"), "{}", out(&claims));
    let event = run(here.path(), &["explain", "hp#1", "--in", "claims"]);
    assert_eq!(code(&event), 0, "{}", err(&event));
    let near = run(here.path(), &["explain", "hp#1", "cr#2"]);
    assert_eq!(code(&near), 2);
    assert!(
        err(&near).contains("did you mean `cr#1`?"),
        "{}",
        err(&near)
    );
}

#[test]
fn settings_come_from_flags_then_the_environment_then_the_file() {
    let here = dispute();
    let at = here.path();
    fs::write(
        at.join("rashomon.toml"),
        "claims = [\"claims\"]\nformat = \"json\"\n",
    )
    .unwrap();
    assert!(out(&run(at, &["reconcile"])).starts_with('{'));
    let by_env = command(at, &["reconcile"])
        .env("RASHOMON_FORMAT", "csv")
        .output()
        .unwrap();
    assert!(out(&by_env).starts_with("topic,event"));
    let by_flag = command(at, &["reconcile", "--format", "markdown"])
        .env("RASHOMON_FORMAT", "csv")
        .output()
        .unwrap();
    assert!(out(&by_flag).starts_with("# "));
    fs::write(at.join("rashomon.toml"), "colour = true\n").unwrap();
    let unknown = run(at, &["reconcile", "claims"]);
    assert_eq!(code(&unknown), 2);
    assert!(
        err(&unknown).contains("rashomon.toml:1: "),
        "{}",
        err(&unknown)
    );
}

#[test]
fn the_codebook_is_a_page_a_file_and_a_test() {
    let here = tempfile::tempdir().unwrap();
    let at = here.path();
    assert!(out(&run(at, &["codebook", "killed"])).contains("EXAMPLES"));
    let near = run(at, &["codebook", "kiled"]);
    assert_eq!(code(&near), 2);
    assert!(err(&near).contains("`killed`"));
    let toml = out(&run(at, &["codebook", "--format", "toml"]));
    fs::write(at.join("mine.toml"), toml).unwrap();
    let again = run(
        at,
        &["codebook", "--codebook", "mine.toml", "--format", "json"],
    );
    let json: serde_json::Value = serde_json::from_str(&out(&again)).unwrap();
    assert_eq!(json["version"], 1);
    let checked = run(at, &["codebook", "--check", "mine.toml"]);
    assert_eq!((code(&checked), out(&checked)), (0, String::new()));
    fs::write(at.join("broken.toml"), "[[kind]]\nnme = \"x\"\n").unwrap();
    let broken = run(at, &["codebook", "--codebook", "broken.toml"]);
    assert_eq!(code(&broken), 2);
    assert!(err(&broken).contains("broken.toml:2:1"), "{}", err(&broken));
}

#[test]
fn what_machines_read_is_printed_whole() {
    let here = tempfile::tempdir().unwrap();
    for of in ["claims", "report", "codebook"] {
        let schema = out(&run(here.path(), &["schema", of]));
        let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
        assert!(schema["properties"].is_object(), "{of}");
    }
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(out(&run(here.path(), &["completions", shell])).contains("reconcile"));
    }
    assert!(out(&run(here.path(), &["man"])).contains(".TH rashomon"));
    assert_eq!(code(&run(here.path(), &["man", "--out", "man"])), 0);
    assert!(here.path().join("man/rashomon-reconcile.1").is_file());
}

#[test]
fn explain_refuses_what_is_empty_ambiguous_or_the_same_twice() {
    let here = dispute();
    let three = ONE.replace("hp", "np").replace("2024-03-09", "1999-01-01");
    fs::write(here.path().join("claims/three.json"), three).unwrap();
    let refused = |args: &[&str], words: &str| {
        let output = run(here.path(), args);
        assert_eq!(
            (code(&output), out(&output)),
            (2, String::new()),
            "{args:?}"
        );
        assert!(err(&output).contains(words), "{args:?}: {}", err(&output));
    };
    refused(&["explain", ""], "empty");
    refused(&["explain", "hp#1", " "], "empty");
    refused(&["explain", "e-"], "stands for 2 ids: e-");
    refused(&["explain", "e-uuu"], "is no difference");
    refused(&["explain", "hp#1", "hp#1"], "twice");
    refused(&["explain", "hp#1", "e-"], "two claims are expected");
    refused(&["explain", "f-", "hp#1"], "`f-` is a difference");
}

#[test]
fn ids_are_never_set_in_capitals() {
    let here = dispute();
    let pair = out(&run(here.path(), &["explain", "hp#1", "cr#1"]));
    assert!(pair.starts_with("cr#1 and hp#1\n"), "{pair}");
    let event = out(&run(here.path(), &["explain", "hp#1"]));
    assert!(event.starts_with("event e-"), "{event}");
    assert!(!event.contains("E-"), "{event}");
}

#[test]
fn validate_reads_gazetteers_and_codebooks_too() {
    let here = folder(&[("one.json", ONE), ("gazetteer.json", "[{]")]);
    let at = here.path();
    let found = run(at, &["validate", "claims"]);
    assert_eq!(code(&found), 2);
    assert!(
        out(&found).contains("claims/gazetteer.json:1:"),
        "{}",
        out(&found)
    );
    fs::remove_file(at.join("claims/gazetteer.json")).unwrap();
    assert_eq!(code(&run(at, &["validate", "claims"])), 0);
    let given = run(at, &["validate", "claims", "--gazetteer", "none.json"]);
    assert_eq!(code(&given), 2);
    assert!(out(&given).contains("none.json: error"), "{}", out(&given));
    fs::write(at.join("broken.toml"), "[[kind]]\nnme = \"x\"\n").unwrap();
    let broken = run(at, &["validate", "claims", "--codebook", "broken.toml"]);
    assert_eq!(code(&broken), 2);
    assert!(out(&broken).contains("broken.toml:2:1"), "{}", out(&broken));
}

#[test]
fn what_could_not_be_read_is_not_said_to_be_used() {
    let here = dispute();
    let at = here.path();
    fs::write(at.join("names.json"), r#"{"version": 1, "entries": []}"#).unwrap();
    let output = run(
        at,
        &[
            "reconcile",
            "claims",
            "--format=json",
            "--gazetteer=none.json",
            "--gazetteer=names.json",
            "--texts=nowhere",
        ],
    );
    assert_eq!(code(&output), 2);
    let json: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(
        json["method"]["gazetteers"],
        serde_json::json!(["names.json"])
    );
    assert!(err(&output).contains("none.json: error"));
    assert!(
        err(&output).contains("warning: nowhere: ") && err(&output).contains("--texts"),
        "{}",
        err(&output)
    );
    fs::write(at.join("rashomon.toml"), "texts = \"gone\"\n").unwrap();
    let by_file = run(at, &["reconcile", "claims"]);
    assert_eq!(code(&by_file), 0);
    assert!(
        err(&by_file).contains("warning: gone: ") && err(&by_file).contains("rashomon.toml"),
        "{}",
        err(&by_file)
    );
}

#[test]
fn what_a_folder_holds_and_is_not_read_is_said() {
    let here = dispute();
    let at = here.path();
    for name in [
        "a.parquet",
        "b.json.bz2",
        "c.jsonl.xz",
        "d.csv.zip",
        "notes.zip",
        "README.md",
    ] {
        fs::write(at.join("claims").join(name), "x").unwrap();
    }
    let output = run(at, &["validate", "claims"]);
    assert_eq!(code(&output), 0, "{}", out(&output));
    let warned: Vec<String> = out(&output)
        .lines()
        .filter(|line| line.contains("is passed over"))
        .map(|line| line[.."claims/x".len()].to_owned())
        .collect();
    assert_eq!(warned, ["claims/a", "claims/b", "claims/c", "claims/d"]);
    for name in ["one.json", "two.json"] {
        fs::remove_file(at.join("claims").join(name)).unwrap();
    }
    assert_eq!(code(&run(at, &["validate", "claims"])), 2);
}

#[cfg(unix)]
#[test]
fn links_to_nothing_and_sockets_in_a_folder_are_said() {
    let here = dispute();
    let claims = here.path().join("claims");
    let _socket = std::os::unix::net::UnixListener::bind(claims.join("socket.json")).unwrap();
    let warned = run(here.path(), &["validate", "claims"]);
    assert_eq!(code(&warned), 0, "{}", out(&warned));
    assert!(out(&warned).contains("claims/socket.json: warning"));
    std::os::unix::fs::symlink("gone.json", claims.join("link.json")).unwrap();
    let dangling = run(here.path(), &["validate", "claims"]);
    assert_eq!(code(&dangling), 2);
    assert!(
        out(&dangling).contains("claims/link.json: error[missing-file]"),
        "{}",
        out(&dangling)
    );
}

#[test]
fn an_empty_variable_is_not_set_and_no_run_has_no_threads() {
    let here = dispute();
    let mut empty = command(here.path(), &["check", "claims"]);
    let mut page = command(here.path(), &["reconcile", "claims"]);
    for variable in ["FORMAT", "FAIL_ON", "COLOR", "TEXTS", "THREADS"] {
        empty.env(format!("RASHOMON_{variable}"), "");
        page.env(format!("RASHOMON_{variable}"), "");
    }
    assert_eq!(code(&empty.output().unwrap()), 1);
    let page = page.output().unwrap();
    assert_eq!((code(&page), err(&page)), (0, String::new()));
    let none = run(here.path(), &["reconcile", "claims", "--threads", "0"]);
    assert_eq!(code(&none), 2);
    assert!(err(&none).contains("needs a thread"), "{}", err(&none));
}

#[test]
fn events_that_were_given_are_taken_as_they_are() {
    let here = folder(&[("one.json", ONE), ("two.json", TWO)]);
    let events = here.path().join("coded.csv");
    let check = ["check", "claims", "--events", "coded.csv"];
    let found = run(here.path(), &check[..2]);
    assert!(
        out(&found).contains("killed: 23 (Coast Radio)"),
        "{}",
        out(&found)
    );
    fs::write(&events, "claim,event\ncr#1,a\nhp#1,b\n").unwrap();
    let apart = run(here.path(), &check);
    assert_eq!((code(&apart), out(&apart)), (0, String::new()));
    fs::write(&events, "cr#1,a\nhp#1,a\n").unwrap();
    assert_eq!(out(&run(here.path(), &check)), out(&found));
    let page = run(
        here.path(),
        &["reconcile", "claims", "--events", "coded.csv", "--full"],
    );
    assert!(out(&page).contains("events given"), "{}", out(&page));
    fs::write(&events, "cr#1,a\nhp#9,a\n").unwrap();
    let slip = run(here.path(), &check);
    assert_eq!(code(&slip), 2);
    assert!(
        err(&slip).contains("coded.csv:2: error[bad-value]: no claim has the id `hp#9`"),
        "{}",
        err(&slip)
    );
    assert!(err(&slip).contains("stays alone: hp#1"), "{}", err(&slip));
    let none = run(here.path(), &["check", "claims", "--events", "none.csv"]);
    assert_eq!(code(&none), 2);
    assert!(
        err(&none).contains("none.csv: error[missing-file]: there is no such file"),
        "{}",
        err(&none)
    );
}

#[test]
fn a_model_is_learned_given_back_and_named() {
    let here = folder(&[("one.json", ONE), ("two.json", TWO)]);
    fs::write(here.path().join("coded.csv"), "cr#1,a\nhp#1,a\n").unwrap();
    for learn in [
        &["learn", "claims", "-o", "war.toml"][..],
        &["learn", "claims", "--events", "coded.csv", "-o", "war.toml"][..],
    ] {
        let learned = run(here.path(), learn);
        assert_eq!((code(&learned), out(&learned)), (0, String::new()));
        assert!(
            err(&learned).contains("1 pair of 2 claims met"),
            "{}",
            err(&learned)
        );
        assert!(
            err(&learned).contains("converged after"),
            "{}",
            err(&learned)
        );
        let again = run(
            here.path(),
            &[&learn[..learn.len() - 2], &["--name", "war"]].concat(),
        );
        let model = fs::read_to_string(here.path().join("war.toml")).unwrap();
        assert_eq!(out(&again), model, "the same claims give the same model");
        let full = ["reconcile", "claims", "--model", "war.toml", "--full"];
        let page = run(here.path(), &full);
        assert!(out(&page).contains("war (m-"), "{}", out(&page));
    }
}

#[test]
fn a_broken_model_is_named_with_its_line() {
    let here = dispute();
    run(here.path(), &["learn", "claims", "-o", "war.toml"]);
    let path = here.path().join("war.toml");
    let model = fs::read_to_string(&path).unwrap();
    let line = model
        .lines()
        .position(|l| l.starts_with("same_day "))
        .unwrap()
        + 1;
    fs::write(&path, model.replacen("same_day ", "same_dya ", 1)).unwrap();
    let refused = run(here.path(), &["reconcile", "claims", "--model", "war.toml"]);
    assert_eq!(code(&refused), 2);
    let said = err(&refused);
    assert!(said.contains(&format!("war.toml:{line}: error")), "{said}");
    assert!(said.contains("did you mean `same_day`?"), "{said}");
}

#[test]
fn a_model_is_never_written_over_an_input() {
    let here = dispute();
    let over = run(here.path(), &["learn", "claims", "-o", "claims/one.json"]);
    assert_eq!(code(&over), 2);
    assert!(
        err(&over).contains("is an input of this run"),
        "{}",
        err(&over)
    );
}
