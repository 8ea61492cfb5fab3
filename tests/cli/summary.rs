//! The first screen of a reconciliation: what stands, what is open, and where the rest is.

use std::path::Path;

use crate::{command, err, out, printed, root, run};

fn lines(folder: &Path, args: &[&str]) -> String {
    // The page breaks lines where they are full; a reader does not mind.
    let page = printed(folder, args);
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a careful reader finds in the set (`claims/sahel/README.md`) that is more than wording stands on the
/// screen, or the screen says where it is.
#[test]
fn the_bundled_set_fits_a_screen_and_says_what_a_careful_reader_finds() {
    let page = printed(root(), &["reconcile", "claims/sahel"]);
    assert!(page.lines().count() <= 40, "{page}");
    assert!(page.lines().all(|l| l.chars().count() <= 80), "{page}");
    let page = lines(root(), &["reconcile", "claims/sahel"]);
    for (row, words) in [
        ("5 and 17", "Menaka · Control: Islamic State in the Sahel"),
        ("5 and 17", "before: contested and GSIM"),
        (
            "7",
            "Attack in Tin Tafgat, 9 March 2024 (3 accounts, one source)",
        ),
        ("7", "copied accounts (1)"),
        (
            "8",
            "Attack in Koala, 28 February 2024, Dead (soldiers): 30 (Unnamed republisher (001)",
        ),
        (
            "9",
            "Status: alive (JNIM (video), 28 Feb 2019); the death reported by Malian army, French Ministry of the Armed Forces and The Reference is refuted",
        ),
        ("9", "1 contradiction is open (1 critical)."),
        ("10", "year inferred (2)"),
        ("11", "leader of ISIS in Burkina Faso"),
        ("11", "before: Adnan Abu Walid al-Sahrawi"),
        (
            "13",
            "Outcome: JNIM: advantage (security source, via APA News, 31 Oct 2022); heavy losses (Sky News Arabia",
        ),
        ("13b", "names that may be one (3)"),
        (
            "15",
            "“some 60 members”, 48 to 72, best 60 (Islamic State in the Sahel's own claim, via APA News",
        ),
        (
            "16",
            "“more than a thousand”, at least 1001 (Sky News Arabia, Nov 2022 to Mar 2023): not of the same period",
        ),
        ("the others", "rashomon reconcile claims/sahel --full"),
    ] {
        assert!(page.contains(words), "row {row}: {words}\n{page}");
    }
}

/// Claims in which two outlets give unlike numbers of one attack each: of the first the most dead.
fn attacks(many: usize) -> String {
    let mut table = String::from(
        "claim,outlet,document.published,event.kind,event.when,event.where,attribute,value\n",
    );
    for n in 0..many {
        let (day, month) = (n % 28 + 1, n / 28 % 12 + 1);
        let place = format!("Town{n}");
        // Not always by the same number, which would be told once for all.
        for (outlet, toll) in [("Hill Courier", 40 + n % 12), ("Delta Radio", 5)] {
            table += &format!(
                "{outlet} {n},{outlet},2024-12-31,attack,2023-{month:02}-{day:02},{place},killed,{toll}\n"
            );
        }
    }
    table
}

#[test]
fn what_does_not_fit_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("c.csv"), attacks(150)).unwrap();
    let page = printed(folder.path(), &["reconcile", "c.csv"]);
    assert!(page.lines().count() <= 40, "{page}");
    let shown = page.lines().filter(|l| l.starts_with('✗')).count();
    let left = page.split("Not shown here: ").nth(1).unwrap();
    let left: usize = left.split(' ').next().unwrap().parse().unwrap();
    assert!(shown > 5 && shown + left == 150, "{page}");
    let all = printed(folder.path(), &["reconcile", "c.csv", "--limit", "0"]);
    assert_eq!(all.lines().filter(|l| l.starts_with('✗')).count(), 150);
    assert!(!all.contains("Not shown here"));
    let few = printed(folder.path(), &["reconcile", "c.csv", "--limit", "3"]);
    assert_eq!(few.lines().filter(|l| l.starts_with('✗')).count(), 3);
}

#[test]
fn a_title_comes_from_the_flag_or_the_settings() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::write(at.join("c.csv"), attacks(1)).unwrap();
    std::fs::write(at.join("rashomon.toml"), "title = \"The hills\"\n").unwrap();
    let first = |args: &[&str]| printed(at, args).lines().next().unwrap().to_owned();
    assert_eq!(first(&["reconcile", "c.csv"]), "The hills");
    assert_eq!(first(&["reconcile", "c.csv", "--full"]), "THE HILLS");
    let typed = ["reconcile", "c.csv", "--title", "The delta"];
    assert_eq!(first(&typed), "The delta");
    let json = printed(at, &["reconcile", "c.csv", "-f", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["method"]["title"], "The hills");
}

#[test]
fn one_event_or_one_topic_is_shown_whole() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::write(at.join("c.csv"), attacks(2)).unwrap();
    let json = printed(at, &["reconcile", "c.csv", "-f", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let topics = json["topics"].as_array().unwrap();
    let killed = topics.iter().find(|t| t["attribute"] == "killed").unwrap();
    let id = killed["id"].as_str().unwrap();
    let one = printed(at, &["reconcile", "c.csv", "--topic", id]);
    assert!(one.contains("CONTRADICTIONS (1)"), "{one}");
    assert!(one.contains(&format!("Only topic {id} is shown")), "{one}");
    let event = killed["event"].as_str().unwrap();
    let whole = printed(at, &["reconcile", "c.csv", "--event", event]);
    assert!(whole.contains("CONTRADICTIONS (1)"), "{whole}");
    let none = run(at, &["reconcile", "c.csv", "--topic", "t-none"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(err(&none).contains("no topic has an id that begins with `t-none`"));
}

#[test]
fn a_draft_says_that_it_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let text = "LIMA, March 9 - Three people were killed and 10 wounded in a bombing in Lima on Friday, police said.\n";
    std::fs::write(at.join("a.txt"), text).unwrap();
    let output = run(at, &["extract", "a.txt", "--outlet", "Wire"]);
    std::fs::write(at.join("d.jsonl"), out(&output)).unwrap();
    let page = lines(at, &["reconcile", "d.jsonl"]);
    assert!(page.contains(", a draft."), "{page}");
}

/// What is not to be named is not named by the command, either.
#[test]
fn a_command_that_leaves_out_names_is_not_shown() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("c.csv"), attacks(1)).unwrap();
    let args = ["reconcile", "c.csv", "--redact", "outlet=Delta Radio"];
    let page = printed(folder.path(), &args);
    assert!(!page.contains("Delta"), "{page}");
    assert!(page.contains("the same with --full"), "{page}");
}

#[test]
fn the_command_is_told_as_a_shell_takes_it() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::write(at.join("my claims.csv"), attacks(1)).unwrap();
    let args = ["reconcile", "my claims.csv", "-f", "summary", "--limit=2"];
    let page = lines(at, &args);
    assert!(
        page.contains("rashomon reconcile 'my claims.csv' --full;"),
        "{page}"
    );
    // A pager is for terminals.
    let mut piped = command(at, &args);
    let piped = piped.env("PAGER", "no-such-pager").output().unwrap();
    assert_eq!(
        lines(at, &args),
        out(&piped).split_whitespace().collect::<Vec<_>>().join(" ")
    );
}
