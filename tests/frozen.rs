//! Every pair's verdict, frozen: whatever compares the accounts must come to these.
//!
//! A row is one pair of statements that are not in agreement, its columns parted by tabs:
//!
//! | column | holds |
//! | --- | --- |
//! | `claim_a` | id of the claim that comes first in the order of ids |
//! | `claim_b` | id of the other |
//! | `attribute` | name of the attribute; where an office is held after a death, that of the death |
//! | `of` | what the statements speak of, as written (`of`, or else `whom`; `of (whom)` where both are given); `first / second` where they differ; empty: the event as a whole, or its header |
//! | `verdict` | how they stand |
//! | `severity` | as the codebook says; of an office held after a death, the graver of the two attributes |
//! | `rule` | name of the reason, in kebab case |
//! | `condition` | "if X is Y", where the row hangs on two names' being one; otherwise left out |
//!
//! Rows are sorted. Pairs are of one event, of related events, and of the history of a person,
//! group or place, no pair of statements in more than one of these; two claims that differ in the
//! same way in several statements have as many equal rows. The sets are those of `claims/`, and made-up worlds: ten
//! of the benchmarks' generator (`benches/synthetic`), and twenty of `tests/frozen/worlds.rs`,
//! which have what that generator does not make.
//!
//! `RASHOMON_BLESS=1 cargo test --test frozen` writes the rows anew; do that only where a verdict
//! is meant to change, and read the difference (`zstdcat`).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop"
)]

#[path = "../benches/synthetic/mod.rs"]
mod synthetic;
#[path = "frozen/worlds.rs"]
mod worlds;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rashomon::claim::Assertion;
use rashomon::codebook::{Codebook, Severity};
use rashomon::compare::{Context, Difference, Reason, Statement};
use rashomon::ingest::{self, Source};
use rashomon::names::Gazetteer;
use rashomon::pipeline::{self, ClaimsSet, Reconciliation, Settings};

/// The one door to the program's result: its pairs as rows, sorted.
fn rows(run: &Reconciliation) -> Vec<String> {
    let ctx = run.context();
    let differences = run.comparison.topics.differences();
    let mut rows: Vec<String> = differences.map(|pair| row(&ctx, &pair)).collect();
    rows.sort_unstable();
    rows
}

fn row(ctx: &Context, pair: &Difference) -> String {
    let [a, b] = [ctx.statement(pair.a), ctx.statement(pair.b)];
    let mut columns = vec![
        a.claim.id.to_string(),
        b.claim.id.to_string(),
        ctx.codebook.attribute(pair.attribute).name.clone(),
        of(&a, &b),
        kebab(pair.verdict),
        kebab(severity(ctx, pair.reason, [&a, &b])),
        kebab(pair.reason),
    ];
    if let Some(doubt) = pair.doubt {
        let doubt = &ctx.names.doubts[doubt.0 as usize];
        columns.push(format!("if {} is {}", ctx.name(doubt.a), ctx.name(doubt.b)));
    }
    columns.join("\t")
}

fn severity(ctx: &Context, reason: Reason, sides: [&Statement; 2]) -> Severity {
    let [a, b] = sides.map(|s| ctx.codebook.attribute(s.attribute).severity);
    if reason == Reason::OfficeAfterDeath {
        a.max(b)
    } else {
        a
    }
}

fn of(a: &Statement, b: &Statement) -> String {
    let [a, b] = [a, b].map(|s| s.assertion.map(spoken_of).unwrap_or_default());
    if a == b { a } else { format!("{a} / {b}") }
}

fn spoken_of(assertion: &Assertion) -> String {
    match (assertion.of.as_deref(), assertion.whom.as_deref()) {
        (Some(of), Some(whom)) => format!("{of} ({whom})"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => String::new(),
    }
}

/// The name of a variant without data: `OwnRevision` as `own-revision`.
fn kebab(variant: impl std::fmt::Debug) -> String {
    let mut kebab = String::new();
    for letter in format!("{variant:?}").chars() {
        if letter.is_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.push(letter.to_ascii_lowercase());
    }
    kebab
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A claims set with the gazetteers and codebooks that lie in its folder.
fn of_folder(set: &str) -> Reconciliation {
    let source = Source::Path(root().join("claims").join(set));
    pipeline::run(&[source], &Settings::default()).unwrap()
}

fn of_lines(lines: &str, gazetteer: &str, codebook: Codebook) -> Reconciliation {
    let read = ingest::read_lines("claims.jsonl", lines.as_bytes(), &codebook);
    assert_eq!(read.faults, [], "a made-up world has no faults");
    let (gazetteer, faults) = Gazetteer::read("gazetteer.json", gazetteer.as_bytes());
    assert_eq!(faults, []);
    pipeline::reconcile(ClaimsSet {
        claims: read.claims,
        codebook,
        gazetteer,
        ..ClaimsSet::default()
    })
}

/// Compares the rows of a set with those kept, or keeps them where that was asked for.
fn frozen(set: &str, now: &[String]) {
    let path: PathBuf = root().join(format!("tests/frozen/{set}.tsv.zst"));
    if std::env::var_os("RASHOMON_BLESS").is_some() {
        let text: String = now.iter().flat_map(|row| [row, "\n"]).collect();
        fs::write(&path, zstd::encode_all(text.as_bytes(), 19).unwrap()).unwrap();
    }
    let packed = fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let kept = String::from_utf8(zstd::decode_all(&*packed).unwrap()).unwrap();
    let kept: Vec<&str> = kept.lines().collect();
    assert!(now == kept, "{set}: {}", difference(&kept, now));
}

/// How many rows were lost and gained, and the first of them.
fn difference(kept: &[&str], now: &[String]) -> String {
    let mut balance: BTreeMap<&str, i32> = BTreeMap::new();
    for row in kept {
        *balance.entry(row).or_default() -= 1;
    }
    for row in now {
        *balance.entry(row).or_default() += 1;
    }
    let told = |sign: &str, times: i32| {
        let changed: Vec<&str> = balance
            .iter()
            .filter(|(_, balance)| **balance * times > 0)
            .map(|(row, _)| *row)
            .collect();
        let first: String = changed
            .iter()
            .take(12)
            .flat_map(|row| ["\n  ", sign, " ", row])
            .collect();
        (changed.len(), first)
    };
    let ((lost, first_lost), (gained, first_gained)) = (told("-", -1), told("+", 1));
    format!(
        "{} rows kept, {} now; {lost} lost, {gained} new{first_lost}{first_gained}",
        kept.len(),
        now.len()
    )
}

#[test]
fn claims_sets() {
    for set in ["sahel", "earthquake", "election", "inert", "hostile"] {
        frozen(set, &rows(&of_folder(set)));
    }
}

#[test]
fn worlds_of_the_benchmarks() {
    for seed in 1..=10 {
        let set = synthetic::generate(40 * seed as usize, seed);
        let run = of_lines(&set.lines, &set.gazetteer, Codebook::builtin());
        frozen(&format!("benchmark-{seed:02}"), &rows(&run));
    }
}

#[test]
fn worlds_of_every_rule() {
    let codebook = Codebook::builtin().extended(worlds::CODEBOOK, "codebook.toml");
    let codebook = codebook.unwrap();
    for seed in 1..=20 {
        let lines = worlds::generate(6 + 2 * seed as usize, seed);
        let run = of_lines(&lines, worlds::GAZETTEER, codebook.clone());
        frozen(&format!("world-{seed:02}"), &rows(&run));
    }
}
