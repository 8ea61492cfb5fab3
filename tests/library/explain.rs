//! A printed report answers `explain` as the run itself does, and a report is the same however it
//! is written.

use std::process::{Command, Output};

use rashomon::Verdict;
use rashomon::ingest::Source;
use rashomon::pipeline::{Reconciliation, Settings, run};
use rashomon::report::json;
use rashomon::report::selection::Selection;
use rashomon::view::explain::{Answers, Explanation};
use rashomon::view::{Between, Report};

fn sahel() -> Reconciliation {
    run(&[Source::Path("claims/sahel".into())], &Settings::default()).unwrap()
}

fn written(run: &Reconciliation) -> Vec<u8> {
    let mut bytes = Vec::new();
    json::stream(&run.maker(), &(), &mut bytes).unwrap();
    bytes
}

#[test]
fn a_report_written_part_by_part_is_the_report_written_whole() {
    let run = sahel();
    let (streamed, mut collected) = (written(&run), Vec::new());
    let mut report = run.report();
    json::write(&Selection::all(&report), &mut collected).unwrap();
    assert!(streamed.len() > 100_000);
    assert!(streamed == collected);
    // Sentences on rows that are compatible, and what would settle them, are left to `explain`.
    let compatible = |of: &&mut Between| of.verdict == Verdict::Compatible;
    let all = report.topics.iter_mut().flat_map(|t| &mut t.between);
    let told: Vec<_> = all.filter(compatible).collect();
    assert!(!told.is_empty());
    for of in told {
        of.why = "".into();
        of.settle = None;
    }
    // What a headline goes by is not in JSON.
    for topic in &mut report.topics {
        std::mem::take(&mut topic.matters);
        std::mem::take(&mut topic.is_toll);
    }
    let read = json::read(&streamed).unwrap();
    for (read, made) in read.topics.iter().zip(&report.topics) {
        assert_eq!(read, made);
    }
    for (read, made) in read.events.iter().zip(&report.events) {
        assert_eq!(read, made);
    }
    assert_eq!(read.subjects, report.subjects);
    assert_eq!(read.outlets, report.outlets);
    assert!(read == report);
}

/// Whether each of these sentences, in its order, begins one of those.
fn begins(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short
        .iter()
        .all(|s| rest.any(|l| l.starts_with(s.trim_end_matches('.'))))
}

fn same(printed: Option<Explanation>, own: Option<Explanation>) -> [Explanation; 2] {
    let (printed, own) = (printed.unwrap(), own.unwrap());
    assert_eq!(printed.title, own.title);
    assert!(printed.evidence.is_empty());
    [printed, own]
}

#[test]
fn a_printed_report_answers_for_events_topics_and_differences() {
    let run = sahel();
    let bytes = written(&run);
    let printed = json::read(&bytes).unwrap();
    let own = run.maker();
    for event in &printed.events {
        let [short, long] = same(printed.why_event(&event.id), own.why_event(&event.id));
        assert_eq!(short.sentences[0], long.sentences[0]);
    }
    let mut grave = 0;
    for topic in &printed.topics {
        let [short, long] = same(printed.why_topic(&topic.id), own.why_topic(&topic.id));
        assert_eq!(short.sentences.len(), long.sentences.len());
        for of in &topic.between {
            let [short, long] = same(printed.why_difference(&of.id), own.why_difference(&of.id));
            assert_eq!(rule(&short.sentences[0]), rule(&long.sentences[0]));
            if of.verdict > Verdict::Compatible {
                grave += 1;
                assert!(
                    begins(&short.sentences, &long.sentences),
                    "{short:#?} {long:#?}"
                );
            }
        }
    }
    assert!(grave > 5);
}

#[test]
fn an_explanation_is_of_the_two_values_that_were_asked_for() {
    // Of its topics some hold what is settled, which a report lists last.
    let source = Source::Path("tests/cases/91-the-ferry-off-cape-ilen/in".into());
    let run = run(&[source], &Settings::default()).unwrap();
    let (maker, report) = (run.maker(), run.report());
    let all = report
        .topics
        .iter()
        .flat_map(|t| t.between.iter().map(move |b| (t, b)));
    assert!(all.clone().any(|(_, b)| b.settled));
    for (topic, of) in all {
        let explained = maker.why_difference(&of.id).unwrap();
        let verdict = format!("{:?}", of.verdict).to_lowercase();
        let begins = format!("{}: {verdict}.", topic.attribute);
        let (sentence, row) = (&explained.sentences, [of.a, of.b]);
        assert!(sentence[0].starts_with(&begins), "{}: {sentence:?}", of.id);
        let own = row.map(|row| &topic.values[row].claims);
        let named = |claims: &Vec<_>| {
            claims
                .iter()
                .any(|c: &rashomon::view::Text| sentence.iter().any(|s| s.contains(&**c)))
        };
        assert!(
            own.iter().all(|claims| named(claims)),
            "{}: {sentence:?}",
            of.id
        );
    }
}

/// The attribute, the verdict and the rule of a sentence on two values.
fn rule(sentence: &str) -> (&str, &str) {
    let (verdict, _) = sentence.split_once(". ").unwrap();
    let (_, rule) = sentence.rsplit_once("(rule: ").unwrap();
    (verdict, rule)
}

#[test]
fn a_printed_report_answers_for_two_claims() {
    let run = sahel();
    let bytes = written(&run);
    let printed = json::read(&bytes).unwrap();
    let own = run.maker();
    let rules = |of: &Explanation| {
        let told = of.sentences[1..].iter().map(|s| rule(s));
        let mut rules: Vec<_> = told.map(|(v, r)| (v.to_owned(), r.to_owned())).collect();
        rules.sort_unstable();
        rules
    };
    let ids: Vec<&str> = run.claims.iter().map(|c| &*c.id).collect();
    let mut told = 0;
    for (number, a) in ids.iter().enumerate() {
        assert_eq!(printed.holder(a), own.holder(a));
        for b in ids[number + 1..].iter().step_by(3) {
            let (short, long) = (printed.why_claims(a, b), own.why_claims(a, b));
            let (short, long) = (short.unwrap(), long.unwrap());
            assert_eq!(short.title, long.title);
            assert_eq!(rules(&short), rules(&long), "{a} and {b}");
            told += rules(&short).len();
        }
    }
    assert!(told > 5);
}

#[test]
fn beginnings_are_found() {
    let run = sahel();
    let (report, own) = (run.report(), run.maker());
    let grave: &Between = &report.topics[0].between[0];
    for id in [&report.events[0].id, &report.topics[0].id, &grave.id] {
        for length in 2..id.len() {
            assert_eq!(
                report.beginning(&id[..length]),
                own.beginning(&id[..length])
            );
        }
    }
    for known in [&report as &dyn Answers, &own] {
        assert_eq!(known.beginning("x-1").count, 0);
        assert!(known.holder("no such claim").is_none());
        assert!(known.why_event("e-000000000000").is_none());
    }
}

fn explain(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rashomon"))
        .current_dir(crate::root())
        .env_clear()
        .arg("explain")
        .args(args)
        .output()
        .unwrap()
}

#[test]
fn the_command_explains_from_a_written_report() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.json");
    let bytes = written(&sahel());
    std::fs::write(&path, &bytes).unwrap();
    let result = path.to_str().unwrap();
    let report: Report = json::read(&bytes).unwrap();
    let topic = &report.topics[0];
    let [a, b] = topic.sides(&topic.between[0]).map(|side| &*side.claims[0]);
    for what in [
        &[&*report.events[0].id][..],
        &[&*topic.id],
        &[&*topic.between[0].id],
        &[a, b],
    ] {
        let output = explain(&[what, &["--result", result]].concat());
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{what:?}: {error}");
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(what.iter().all(|id| said.contains(id)), "{what:?}: {said}");
    }
    let unknown = explain(&["no such claim", "--result", result]);
    assert!(!unknown.status.success());
}

#[test]
fn what_is_no_report_of_this_version_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.json");
    for (text, told) in [
        (
            "{\"version\": 1, \"events\": [], \"findings\": []}",
            "version 1",
        ),
        (
            "{\"version\": 99, \"events\": [], \"topics\": []}",
            "version 99",
        ),
        ("", "report.json"),
    ] {
        std::fs::write(&path, text).unwrap();
        let output = explain(&["e-0", "--result", path.to_str().unwrap()]);
        assert!(!output.status.success());
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(error.contains(told), "{error}");
    }
}
