//! A saved result answers as the claims do, and a report is the same however it is written.

use std::io::Write as _;
use std::path::PathBuf;

use rashomon::ingest::Source;
use rashomon::pipeline::{Answers, Run, Saved, Settings, run};
use rashomon::report::json;
use rashomon::report::selection::Selection;
use rashomon::report::view::Report;

fn sahel() -> Run {
    run(&[Source::Path("claims/sahel".into())], &Settings::default()).unwrap()
}

/// A file of some bytes, in a folder that lives as long as it.
fn file(bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("result");
    std::fs::File::create(&path)
        .unwrap()
        .write_all(bytes)
        .unwrap();
    (folder, path)
}

#[test]
fn a_report_written_part_by_part_is_the_report_written_whole() {
    let run = sahel();
    let (mut streamed, mut collected) = (Vec::new(), Vec::new());
    json::stream(&run.draft(), &(), &mut streamed).unwrap();
    let report = run.report();
    json::write(&Selection::all(&report), &mut collected).unwrap();
    assert!(streamed.len() > 100_000);
    assert!(streamed == collected);
    assert!(json::read(&streamed).unwrap() == report);
    // What an event tells of a finding stands there once.
    let lean: Report = serde_json::from_slice(&streamed).unwrap();
    let told = lean.findings.iter().filter(|f| f.outlets[0].is_empty());
    assert_eq!(
        told.clone().count(),
        report
            .findings
            .iter()
            .filter(|f| f.is_told_by_event())
            .count()
    );
    assert!(told.count() > 0);
}

fn saved(run: &Run) -> Vec<u8> {
    let mut bytes = Vec::new();
    run.save(&mut bytes).unwrap();
    bytes
}

#[test]
fn every_answer_is_the_same_as_from_the_claims() {
    let run = sahel();
    let (_folder, path) = file(&saved(&run));
    let saved = Saved::open(&path).unwrap();
    let report = run.report();
    let mut told = 0;
    for event in &report.events {
        assert_eq!(
            saved.event(&event.id).unwrap(),
            run.event(&event.id).unwrap()
        );
        told += usize::from(run.event(&event.id).unwrap().unwrap().sentences.len() > 2);
    }
    assert!(told > 1);
    for finding in &report.findings {
        let explained = run.finding(&finding.id).unwrap();
        assert!(explained.is_some());
        assert_eq!(saved.finding(&finding.id).unwrap(), explained);
    }
    let ids: Vec<&str> = run.claims.iter().map(|c| &*c.id).collect();
    for (number, a) in ids.iter().enumerate() {
        assert_eq!(saved.holder(a).unwrap(), run.holder(a).unwrap());
        for b in ids[number + 1..].iter().step_by(3) {
            assert_eq!(saved.claims(a, b).unwrap(), run.claims(a, b).unwrap());
        }
    }
}

#[test]
fn beginnings_are_found() {
    let run = sahel();
    let (_folder, path) = file(&saved(&run));
    let saved = Saved::open(&path).unwrap();
    let report = run.report();
    for id in [&report.events[0].id, &report.findings[0].id] {
        for length in 2..id.len() {
            let (from_file, from_claims) =
                (saved.beginning(&id[..length]), run.beginning(&id[..length]));
            assert_eq!(from_file.unwrap(), from_claims.unwrap());
        }
    }
    assert_eq!(saved.beginning("x-1").unwrap().count, 0);
    assert!(saved.holder("no such claim").unwrap().is_none());
    assert!(saved.event("e-000000000000").unwrap().is_none());
}

#[test]
fn what_is_damaged_or_of_another_version_says_so() {
    let bytes = saved(&sahel());
    let message = |bytes: &[u8]| {
        let (_folder, path) = file(bytes);
        Saved::open(&path)
            .err()
            .map(|e| e.to_string())
            .unwrap_or_default()
    };
    assert!(message(b"{\"version\": 1}, and more than a head of it").contains("no saved result"));
    assert!(message(b"").contains("no saved result"));
    assert!(message(&bytes[..bytes.len() - 1]).contains("damaged"));
    let mut newer = bytes.clone();
    newer[8] += 1;
    assert!(message(&newer).contains("another version"));
    let mut flipped = bytes.clone();
    let at = flipped.len() - 40;
    flipped[at] ^= 1;
    assert!(message(&flipped).contains("damaged"));
}

#[test]
fn a_damaged_event_is_no_answer() {
    let run = sahel();
    let mut bytes = saved(&run);
    // The events stand first.
    for byte in bytes.iter_mut().skip(16).take(200_000) {
        *byte ^= 0x55;
    }
    let (_folder, path) = file(&bytes);
    let saved = Saved::open(&path);
    let damaged = saved.and_then(|saved| saved.holder(&run.claims[0].id));
    assert!(damaged.unwrap_err().to_string().contains("damaged"));
}
