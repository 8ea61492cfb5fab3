//! `rashomon truth` on files, and how far its intervals are to be believed.

#![allow(clippy::print_stdout, reason = "the figures are for people")]

use std::fs;
use std::path::Path;
use std::process::Output;

use rashomon::settle::truth::{Observation, Observations, Posterior, ValueKind, estimate, vote};

use crate::{err, out};

const LABELS: &str = "source,object,value\n\
    a,sky,blue\nb,sky,blue\nc,sky,green\n\
    a,sea,blue\nb,sea,blue\nc,sea,red\n\
    a,rose,red\nc,rose,pink\n";

fn run(folder: &Path, args: &[&str]) -> Output {
    let args: Vec<&str> = [&["truth"], args].concat();
    crate::run(folder, &args)
}

/// A folder with one file.
fn with(name: &str, text: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), text).unwrap();
    folder
}

/// Object and value of every row of a CSV answer.
fn answers(output: &Output) -> Vec<(String, String)> {
    let text = out(output);
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    rows.records()
        .map(|row| row.unwrap())
        .map(|row| (row[0].to_owned(), row[1].to_owned()))
        .collect()
}

#[test]
fn what_is_known_is_printed_and_what_is_wrong_with_it_is_said() {
    let folder = with("c.csv", LABELS.as_bytes());
    let known = "value,object\npink,rose\nred,\npink,moon\nred,rose\nblue,sky\n";
    fs::write(folder.path().join("k.csv"), known).unwrap();
    let output = run(
        folder.path(),
        &["c.csv", "--known", "k.csv", "--format", "csv"],
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(answers(&output).contains(&("rose".into(), "pink".into())));
    let said = err(&output);
    for fault in [
        "k.csv:3:5: error[missing-field]: object: the cell is empty",
        "k.csv:4:6: error[bad-value]: object: no claim is of `moon`",
        "k.csv:5:1: error[duplicate-id]: value: `rose` is known to be something else in line 2",
    ] {
        assert!(said.contains(fault), "{said}");
    }
    let output = run(
        folder.path(),
        &["c.csv", "--known", "k.csv", "--format", "json"],
    );
    let page: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(page["method"]["known_truths"], 2);
    assert_eq!(page["objects"][0]["known"], true);
    assert_eq!(page["objects"][1]["known"], serde_json::Value::Null);
    let output = run(folder.path(), &["c.csv", "--known", "k.csv"]);
    assert!(out(&output).contains("Measured against 2 known truths"));
}

#[test]
fn who_agrees_elsewhere_is_believed() {
    let folder = with("c.csv", LABELS.as_bytes());
    let output = run(folder.path(), &["c.csv", "--format", "csv"]);
    assert!(output.status.success(), "{}", err(&output));
    assert!(out(&output).starts_with("object,value,probability\n"));
    let expected = [("rose", "red"), ("sea", "blue"), ("sky", "blue")];
    let found = answers(&output);
    assert!(
        found
            .iter()
            .map(|(o, v)| (o.as_str(), v.as_str()))
            .eq(expected),
        "{found:?}"
    );
}

#[test]
fn rows_in_any_order_and_packing_print_the_same_bytes() {
    let mut rows: Vec<&str> = LABELS.lines().collect();
    rows[1..].reverse();
    let folder = with("c.csv", LABELS.as_bytes());
    fs::write(folder.path().join("turned.csv"), rows.join("\n")).unwrap();
    let packed = zstd::encode_all(LABELS.as_bytes(), 0).unwrap();
    fs::write(folder.path().join("c.csv.zst"), packed).unwrap();
    for format in ["csv", "json", "text"] {
        let print = |file| out(&run(folder.path(), &[file, "--format", format]));
        let once = print("c.csv");
        assert!(!once.is_empty());
        assert_eq!(once, print("turned.csv"));
        assert_eq!(once, print("c.csv.zst"));
    }
}

#[test]
fn counts_and_numbers_come_with_bounds() {
    let text = "source,object,value\na,x,\"1,200\"\nb,x,1200\nc,x,900\n";
    let folder = with("c.csv", text.as_bytes());
    for kind in ["count", "number"] {
        let output = run(folder.path(), &["c.csv", "--type", kind, "--format", "csv"]);
        assert!(out(&output).starts_with("object,value,probability,low,high\n"));
        assert_eq!(answers(&output).len(), 1);
    }
    let output = run(
        folder.path(),
        &["c.csv", "--type", "count", "--format", "csv"],
    );
    assert_eq!(answers(&output), [("x".to_owned(), "1200".to_owned())]);
}

#[test]
fn a_wider_place_supports_the_narrower() {
    let text = "source,object,value\na,birth,Gao\nb,birth,Mali\nc,birth,Dakar\n\
        a,death,Gao\nb,death,Gao\nc,death,Dakar\n";
    let folder = with("c.csv", text.as_bytes());
    fs::write(
        folder.path().join("h.csv"),
        "child,parent\nGao,Mali\nDakar,Senegal\n",
    )
    .unwrap();
    let output = run(
        folder.path(),
        &["c.csv", "--hierarchy", "h.csv", "--format", "csv"],
    );
    let expected = [("birth", "Gao"), ("death", "Gao")];
    let found = answers(&output);
    assert!(
        found
            .iter()
            .map(|(o, v)| (o.as_str(), v.as_str()))
            .eq(expected),
        "{found:?}"
    );
}

#[test]
fn a_refused_row_is_named_and_the_others_are_weighed() {
    let folder = with("c.csv", b"source,object,value\na,x,1\nb,x,some\nc,x,1\n");
    let args = ["c.csv", "--type", "count", "--format", "csv"];
    let output = run(folder.path(), &args);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("c.csv:3:5: error[bad-value]: value: `some` is no number"));
    assert_eq!(answers(&output).len(), 1);
    let strict = run(folder.path(), &["c.csv", "--type", "count", "--strict"]);
    assert!(strict.stdout.is_empty() && strict.status.code() == Some(2));
}

#[test]
fn what_cannot_be_read_is_said() {
    let folder = with("c.csv", b"who,object,value\na,x,1\n");
    for (file, said) in [
        ("c.csv", "there is no column `source`"),
        ("none.csv", "there is no such file"),
    ] {
        let output = run(folder.path(), &[file]);
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains(said), "{}", err(&output));
    }
}

/// Numbers that look random and are always the same (`xorshift64`).
struct Dice(u64);

impl Dice {
    fn share(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// A world of 15 sources and 100 objects: the planted accuracies, and the claims. The truth is value 0
/// of each object, turned by its number so that ties favour nobody.
fn world(seed: u64, speaks: f64, ways: u32, closed: bool) -> (Vec<f64>, Vec<Observation>) {
    let mut dice = Dice(seed * 2_654_435_761 + 88_172_645_463_325_252);
    let planted: Vec<f64> = (0..15).map(|_| 0.4 + 0.55 * dice.share()).collect();
    let mut triples = Vec::new();
    for object in 0..100 {
        for (source, accuracy) in planted.iter().enumerate() {
            if dice.share() < speaks {
                let wrong = 1 + (dice.share() * f64::from(ways - 1)) as u32;
                let way = if dice.share() < *accuracy { 0 } else { wrong };
                let value = (object + way) % ways + if closed { 0 } else { object * ways };
                triples.push(Observation::new(source as u32, object, value));
            }
        }
    }
    (planted, triples)
}

/// The figures of the page on weighing. `cargo test --release --test truth calibration -- --nocapture`
#[test]
fn calibration_over_a_hundred_worlds() {
    println!("| world | inside 90 % | mean width | right | vote |");
    for (name, speaks, ways, closed) in [
        ("open, all speak of most", 0.8, 8, false),
        ("open, half", 0.5, 8, false),
        ("open, few", 0.2, 8, false),
        ("open, two ways", 0.5, 3, false),
        ("three labels", 0.8, 3, true),
        ("two labels", 0.8, 2, true),
    ] {
        let (mut inside, mut width, mut right, mut plain) = (0, 0.0, 0, 0);
        for seed in 1..=100 {
            let (planted, triples) = world(seed, speaks, ways, closed);
            let claims = Observations::new(triples);
            let outcome = estimate(&claims, &ValueKind::Term);
            for (source, planted) in outcome.sources.iter().zip(&planted) {
                inside += usize::from((source.low..=source.high).contains(planted));
                width += source.high - source.low;
            }
            let base = |object: usize| if closed { 0 } else { object as u32 * ways };
            let hits = |answers: &[Posterior]| {
                let hit = |(object, answer): &(usize, &Posterior)| {
                    let truth = base(*object) + *object as u32 % ways;
                    answer.values.first().is_some_and(|w| w.value == truth)
                };
                answers.iter().enumerate().filter(hit).count()
            };
            right += hits(&outcome.objects);
            plain += hits(&vote(&claims, &ValueKind::Term));
        }
        println!(
            "| {name} | {:.3} | {:.2} | {:.4} | {:.4} |",
            inside as f64 / 1500.0,
            width / 1500.0,
            right as f64 / 10_000.0,
            plain as f64 / 10_000.0
        );
        assert!((1200..=1480).contains(&inside), "{name}: {inside}");
        assert!(right >= plain, "{name}: {right} {plain}");
    }
}
