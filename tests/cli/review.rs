//! A reviewer answers line by line, and every answer is written at once.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Output, Stdio};

use serde_json::Value;

use crate::rulings::{CLAIMS, desk, report};
use crate::{command, err, out, root, run};

const RULINGS: &str = "claims/rulings.toml";
const DESK: [&str; 6] = ["review", "claims", "--by", "desk", "--on", "2026-11-28"];

/// A review to which these lines are said.
fn said(at: &Path, args: &[&str], lines: &str) -> Output {
    let mut command = command(at, args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    // Who ends before all is said reads no more.
    let _ = child.stdin.take().unwrap().write_all(lines.as_bytes());
    child.wait_with_output().unwrap()
}

/// What is printed at the desk of these lines.
fn told(at: &Path, lines: &str) -> String {
    let output = said(at, &DESK, lines);
    assert!(output.status.success(), "{}", err(&output));
    assert_eq!(err(&output), "");
    out(&output)
}

fn rulings(at: &Path) -> String {
    fs::read_to_string(at.join(RULINGS)).unwrap()
}

/// A folder with a copy of a bundled set in `claims`.
fn copied(set: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let claims = folder.path().join("claims");
    fs::create_dir(&claims).unwrap();
    for entry in fs::read_dir(root().join("claims").join(set)).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::copy(&path, claims.join(path.file_name().unwrap())).unwrap();
        }
    }
    folder
}

fn open(report: &Value) -> &Value {
    &report["summary"]["topics"]["open"]
}

#[test]
fn a_question_is_answered_and_what_it_settles_is_told() {
    let folder = desk(CLAIMS);
    let page = told(folder.path(), "1\nlist of names\n?\ns\n3 nobody counted\n");
    insta::assert_snapshot!(page);
    assert_eq!(
        rulings(folder.path()),
        "[[ruling]]\nvalue = { claim = \"cr#1\", attribute = \"killed\", is = 23 }\nby = \"desk\"\non = 2026-11-28\n\
         why = \"list of names\"\n\n[[ruling]]\naccept = { claim = \"cr#1\", attribute = \"wounded\", values = [8, \
         { best = 21, high = 24, low = 16 }] }\nby = \"desk\"\non = 2026-11-28\nwhy = \"nobody counted\"\n"
    );
    assert_eq!(open(&report(folder.path())), 1);
}

/// Whichever answer is given, nothing is asked twice, and all of it is obeyed.
#[test]
fn ten_questions_of_the_bundled_set_are_ruled_and_not_asked_again() {
    for answer in ["1 checked\n", "2 checked\n"] {
        let folder = copied("sahel");
        let page = told(folder.path(), &answer.repeat(100));
        let ruled = page.matches("Ruled: ").count();
        assert!(ruled >= 9, "{page}");
        assert!(
            !page.contains("warning[") && !page.contains("error["),
            "{page}"
        );
        assert!(
            page.contains("Open contradictions: 1 before, 0 now."),
            "{page}"
        );
        let report = report(folder.path());
        assert_eq!(report["rulings"].as_array().unwrap().len(), ruled);
        let again = told(folder.path(), "1 again\n");
        assert_eq!(again, "Nothing is left to ask.\n");
    }
}

#[test]
fn only_what_is_left_is_asked_another_day() {
    let folder = desk(CLAIMS);
    let first = told(folder.path(), "1 list of names\nq\n");
    assert!(
        first.contains("2 questions are left for another day."),
        "{first}"
    );
    let next = told(folder.path(), "s\nu\ns\n");
    assert!(next.starts_with("1 of 2 "), "{next}");
    assert!(!next.contains("cr#1, is"), "{next}");
    assert!(
        next.contains("Nothing was ruled in this session."),
        "{next}"
    );
}

#[test]
fn a_ruling_is_taken_back_with_nothing_else() {
    let folder = desk(CLAIMS);
    let at = folder.path();
    told(at, "1 list of names\nu\n");
    assert!(!at.join(RULINGS).exists());
    let before = "# of the night desk\n\n[[ruling]] # kept\nname = { is = \"Port Lune\", not = [\"Tin Tafgat\"] }\n\
                  by   = \"desk\"\non = 2026-11-01\nwhy = \"maps\"\n# to do: the raid\n";
    fs::write(at.join(RULINGS), before).unwrap();
    let page = told(at, "4 two bombs\n1 the morgue\nu\nu\nu\n");
    assert_eq!(rulings(at), before, "{page}");
    assert_eq!(page.matches("Taken back: ").count(), 2, "{page}");
    // What is asked last again is what was ruled first.
    let asked: Vec<&str> = page
        .lines()
        .filter(|line| line.ends_with(": which holds?"))
        .collect();
    assert_eq!(asked.first(), asked.last(), "{page}");
}

#[test]
fn what_another_wrote_meanwhile_stays() {
    let folder = desk(CLAIMS);
    let at = folder.path();
    let mut review = command(at, &DESK)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = review.stdin.take().unwrap();
    let mut lines = BufReader::new(review.stdout.take().unwrap()).lines();
    input.write_all(b"4 two bombs\n").unwrap();
    assert!(lines.any(|line| line.unwrap().starts_with("Ruled: ")));
    let other = [
        "rule",
        "apart",
        "hp#2",
        "cr#2",
        "--why",
        "two raids",
        "--by",
        "night desk",
    ];
    assert!(run(at, &other).status.success());
    input.write_all(b"u\n").unwrap();
    assert!(lines.any(|line| line.unwrap().starts_with("Taken back: ")));
    // An interruption that nobody can answer.
    review.kill().unwrap();
    review.wait().unwrap();
    let left = rulings(at);
    assert!(
        left.contains("night desk") && !left.contains("two bombs"),
        "{left}"
    );
    assert_eq!(report(at)["rulings"].as_array().unwrap().len(), 1);
}

#[test]
fn an_answer_outlives_the_program() {
    let folder = desk(CLAIMS);
    let mut review = command(folder.path(), &DESK)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = review.stdin.take().unwrap();
    let mut lines = BufReader::new(review.stdout.take().unwrap()).lines();
    input.write_all(b"1 list of names\n").unwrap();
    assert!(lines.any(|line| line.unwrap().starts_with("Ruled: ")));
    review.kill().unwrap();
    review.wait().unwrap();
    assert_eq!(open(&report(folder.path())), 2);
}

/// Ctrl-C says what stands, whatever the program is at.
#[cfg(unix)]
#[test]
fn an_interruption_leaves_said_what_was_ruled() {
    let folder = desk(CLAIMS);
    let mut review = command(folder.path(), &DESK);
    review.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut review = review.stderr(Stdio::piped()).spawn().unwrap();
    let mut input = review.stdin.take().unwrap();
    let mut lines = BufReader::new(review.stdout.take().unwrap()).lines();
    input.write_all(b"1 list of names\n").unwrap();
    assert!(lines.any(|line| line.unwrap().starts_with("Ruled: ")));
    let pid = review.id().to_string();
    let kill = std::process::Command::new("kill")
        .args(["-INT", &pid])
        .status();
    assert!(kill.unwrap().success());
    let ended = review.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(130));
    let told = err(&ended);
    assert!(
        told.starts_with(
            "1 ruling in claims/rulings.toml:\n  - killed, in the event of cr#1, is 23 [r-"
        ),
        "{told}"
    );
}

#[test]
fn without_an_answer_nothing_is_written() {
    let folder = desk(CLAIMS);
    let at = folder.path();
    for lines in [
        "",
        "s\ns\ns\n",
        "1\n",
        "1\n \nq\n",
        "9 none\nyes\n",
        "u\nq\n",
        "q\n1 late\n",
    ] {
        let page = told(at, lines);
        assert!(page.contains("Nothing was ruled."), "{page}");
        assert!(!at.join(RULINGS).exists(), "{lines}");
    }
    let kept = "# nothing yet\n";
    fs::write(at.join(RULINGS), kept).unwrap();
    told(at, "s\nq\n");
    assert_eq!(rulings(at), kept);
}

#[test]
fn nobody_and_no_reason_rule_nothing() {
    let folder = desk(CLAIMS);
    let at = folder.path();
    let refused = |args: &[&str]| {
        let output = said(at, args, "1 why not\n");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(
            !at.join(RULINGS).exists() && output.stdout.is_empty(),
            "{args:?}"
        );
        err(&output)
    };
    insta::assert_snapshot!(
        [
            refused(&["review", "claims"]),
            refused(&["review", "claims", "--by", " "]),
            refused(&["review", "claims", "--by", "desk", "--why", " "]),
            refused(&["review", "-", "--by", "desk"]),
            refused(&[
                "review",
                "claims",
                "--by",
                "desk",
                "--rulings",
                "claims/ours.toml"
            ]),
            refused(&["review", "nowhere", "--by", "desk"]),
        ]
        .join("\n")
    );
    // A day that is none is refused where it would be written.
    let page = out(&said(
        at,
        &["review", "claims", "--by", "desk", "--on", "someday"],
        "1 list\n",
    ));
    assert!(page.contains("\"someday\" is no day"), "{page}");
    assert!(!at.join(RULINGS).exists());
}

#[test]
fn one_reason_may_do_for_all_and_rulings_may_lie_elsewhere() {
    let folder = desk(CLAIMS);
    let at = folder.path();
    let args = [
        &DESK[..],
        &["--why", "read both", "--rulings", "rulings-desk.toml"],
    ]
    .concat();
    let page = out(&said(at, &args, "1\n1 the list\nq\n"));
    assert!(page.contains("2 rulings in rulings-desk.toml:"), "{page}");
    let written = fs::read_to_string(at.join("rulings-desk.toml")).unwrap();
    assert!(written.contains("why = \"read both\"") && written.contains("why = \"the list\""));
    assert!(out(&said(at, &args, "q\n")).starts_with("1 of 1 "));
    assert!(!at.join(RULINGS).exists());
}

#[test]
fn a_hostile_set_moves_no_cursor() {
    let folder = copied("inert");
    let reason = "\u{1b}]0;owned\u{7} \u{202e}\"\"\" ]] =";
    let lines = format!("{}\u{1b}[2J\n", format!("?\n1 {reason}\n").repeat(40));
    for width in ["40", "80"] {
        let args = [&DESK[..], &["--width", width, "--color", "never"]].concat();
        let page = out(&said(folder.path(), &args, &lines));
        let acts = |c: char| c != '\n' && rashomon::report::text::acts(c);
        assert!(!page.contains(acts), "{page}");
    }
    let written = rulings(folder.path());
    assert!(!written.contains('\u{1b}'), "{written}");
    let report = report(folder.path());
    let whys = report["rulings"].as_array().unwrap().iter();
    let whys: Vec<&str> = whys.map(|ruling| ruling["why"].as_str().unwrap()).collect();
    assert!(
        !whys.is_empty() && whys.iter().all(|why| *why == reason),
        "{whys:?}"
    );
}

/// Keys answer at once, and the screen is emptied for each question. Where there is no `script` to make a
/// terminal of, nothing is tested.
#[cfg(target_os = "linux")]
#[test]
fn keys_of_a_terminal_answer_at_once() {
    let folder = desk(CLAIMS);
    let program = env!("CARGO_BIN_EXE_rashomon");
    let review = format!("stty cols 80 rows 40; '{program}' {}", DESK.join(" "));
    let mut script = std::process::Command::new("script");
    script
        .current_dir(folder.path())
        .env("TERM", "xterm")
        .env_remove("NO_COLOR");
    script.args(["-qec", &review, "/dev/null"]);
    let piped = script.stdin(Stdio::piped()).stdout(Stdio::piped());
    let Ok(mut child) = piped.spawn() else {
        return;
    };
    let mut keys = child.stdin.take().unwrap();
    keys.write_all(b"1list of mames\x7f\x7f\x7f\x7f\x7fnames\rsq")
        .unwrap();
    let page = out(&child.wait_with_output().unwrap());
    drop(keys);
    assert!(page.contains("\u{1b}[2J"), "{page}");
    assert!(page.contains("1 ruling in claims/rulings.toml:"), "{page}");
    assert!(
        rulings(folder.path()).contains("why = \"list of names\""),
        "{page}"
    );
}
