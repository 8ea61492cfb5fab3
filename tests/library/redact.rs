//! Redaction, on claims read and reconciled as a run does it: nothing hidden is left in any field.

use rashomon::codebook::Codebook;
use rashomon::ingest;
use rashomon::names::Gazetteer;
use rashomon::pipeline::{ClaimsSet, Reconciliation, reconcile};
use rashomon::report::place::Places;
use rashomon::report::redact::{Redact, Redacted, Rung};
use rashomon::view::Report;

const CLAIMS: &str = r#"
{"id": "one#sila-killed", "outlet": "Courier", "document": {"id": "one", "published": "2024-03-10", "title": "Sila is dead", "url": "https://courier.example/sila"}, "event": {"kind": "clash", "when": "2024-03-09", "where": ["Tessel", "Delta", "Aland"], "actors": ["Army of Delta", "Omar Sila"]}, "assertions": [{"attribute": "status", "of": "Omar Sila", "value": "killed"}, {"attribute": "role", "of": "Omar Sila", "value": "spokesman of the Army of Delta"}, {"attribute": "killed", "value": 12}], "said_by": ["Jane Witness"]}
{"id": "two#1", "outlet": "Coast Radio", "document": {"id": "radio-2", "published": "2024-03-11", "title": "Tessel"}, "event": {"kind": "clash", "when": "2024-03-09", "where": ["Tessel", "Delta", "Aland"], "actors": ["Army of Delta", "Omar SILA"]}, "assertions": [{"attribute": "status", "of": "Omar SILA", "value": "alive", "as_of": "2024-03-13"}, {"attribute": "role", "of": "Ada Venn", "value": "president of Aland"}, {"attribute": "killed", "value": 40}], "said_by": ["local sources"]}
{"id": "three#1", "outlet": "Herald", "document": {"id": "three", "published": "2024-03-12"}, "event": {"kind": "clash", "when": "2024-03-09", "where": ["Oum", "Delta", "Aland"], "actors": ["Army of Delta"]}, "assertions": [{"attribute": "killed", "value": 3}], "said_by": ["Coast Radio"]}
"#;

fn run() -> Reconciliation {
    let codebook = Codebook::builtin();
    let read = ingest::read_lines("test", CLAIMS.trim().as_bytes(), &codebook);
    assert!(read.faults.is_empty(), "{:?}", read.faults);
    reconcile(ClaimsSet {
        claims: read.claims,
        codebook,
        gazetteer: Gazetteer::default(),
        ..ClaimsSet::default()
    })
}

fn redacted(run: &Reconciliation, asked: &[&str]) -> Redacted {
    let asked: Vec<Redact> = asked.iter().map(|a| a.parse().unwrap()).collect();
    Redacted::new(&run.report(), &run.claims, &run.names, &asked).unwrap()
}

/// Everything that a format may print.
fn text(redacted: &Redacted) -> String {
    serde_json::to_string(&redacted.report).unwrap()
}

#[test]
fn no_person_is_named_in_any_field() {
    let run = run();
    let less = redacted(&run, &["persons"]);
    let text = text(&less);
    for name in ["Sila", "SILA", "sila", "Omar", "Ada", "Venn", "Witness"] {
        assert!(!text.contains(name), "{name}: {text}");
    }
    assert!(text.contains("Army of Delta") && text.contains("local sources"));
    assert!(text.contains("[redacted person 1]") && text.contains("[redacted source 1]"));
    assert!(text.contains("[redacted claim 1]") && text.contains("two#1"));
    assert!(!text.contains("courier.example"));
    assert_eq!(
        less.told,
        [
            "Redacted: named persons (2 persons and 1 source); titles, addresses and passages of articles, which may name more, are left out."
        ]
    );
}

#[test]
fn persons_of_a_chosen_rank_stay() {
    let run = run();
    let text = text(&redacted(&run, &["persons:minister"]));
    assert!(text.contains("Ada Venn") && !text.contains("Sila"));
    let text = text_of(&run, "persons:spokesman");
    assert!(text.contains("Ada Venn") && text.contains("Sila"));
}

fn text_of(run: &Reconciliation, asked: &str) -> String {
    text(&redacted(run, &[asked]))
}

#[test]
fn exact_places_go_and_regions_and_bodies_stay() {
    let run = run();
    let text = text_of(&run, "places");
    assert!(!text.contains("Tessel") && !text.contains("Oum"), "{text}");
    assert!(text.contains("Delta") && text.contains("Aland"));
    assert!(text.contains("Army of Delta") && text.contains("[redacted place 2]"));
}

#[test]
fn an_outlet_goes_with_its_documents_and_its_word_still_counts() {
    let run = run();
    let less = redacted(&run, &["outlet=Coast Radio"]);
    let text = text(&less);
    for name in ["Coast Radio", "radio-2", "two#1"] {
        assert!(!text.contains(name), "{name}: {text}");
    }
    assert!(text.contains("[redacted outlet 1]") && text.contains("courier.example"));
    assert_eq!(less.report.summary, run.report().summary);
    assert_eq!(less.report.topics.len(), run.report().topics.len());
}

#[test]
fn what_hangs_together_still_does() {
    let run = run();
    let less = redacted(&run, &["persons", "places", "outlet=Courier"]);
    let report = &less.report;
    // One statement alone is no history, and makes no subject.
    let histories = |report: &Report<'_>| {
        let subjects: Vec<_> = report.subjects.iter().map(|s| s.id.to_string()).collect();
        let named = report.topics.iter().filter_map(|t| t.subject.as_deref());
        let is_told = |id: &&str| subjects.iter().any(|s| s == id);
        named.filter(is_told).count()
    };
    assert!(histories(report) > 0);
    assert_eq!(histories(report), histories(&run.report()));
    let claims: Vec<&str> = report
        .events
        .iter()
        .flat_map(|e| &e.claims)
        .map(|c| &**c)
        .collect();
    for topic in &report.topics {
        let mut given = topic.values.iter().flat_map(|v| &v.claims);
        assert!(given.all(|c| claims.contains(&&**c)));
    }
    let known = |report: &Report<'_>, places: &Places<'_>| {
        let located = report.topics.iter().flat_map(|t| &t.values);
        located.filter(|v| places.of_value(v).is_some()).count()
    };
    let places = less.places(Places::of(&run.claims));
    let all = known(&run.report(), &Places::of(&run.claims));
    assert!(all > 0);
    assert_eq!(known(report, &places), all);
}

#[test]
fn a_history_of_somebody_hidden_has_no_id_that_could_be_guessed() {
    let run = run();
    let id = |name: &str, report: &Report<'_>| {
        let subject = report.subjects.iter().find(|s| s.name == name);
        subject.map(|s| s.id.to_string())
    };
    let before = id("Omar Sila", &run.report()).or_else(|| id("Omar SILA", &run.report()));
    let text = text_of(&run, "persons");
    assert!(!text.contains(&before.unwrap()));
}

#[test]
fn every_format_says_that_it_did() {
    let formats = [
        "table", "markdown", "html", "json", "csv", "pairs", "matrix", "sarif", "junit", "github",
        "jsonld",
    ];
    for format in formats {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_rashomon"))
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .args(["reconcile", "claims/sahel", "--format", format])
            .args(["--redact", "persons", "--redact", "outlet=APA News"])
            .output()
            .unwrap();
        let printed = String::from_utf8(output.stdout).unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        let table = ["csv", "pairs", "matrix"].contains(&format);
        let told = if table { &said } else { &printed };
        assert!(told.contains("Redacted: named persons"), "{format}");
        assert!(printed.contains("[redacted "), "{format}");
        for name in ["Koufa", "Mahmoudou", "Sahraoui", "APA News", "003-apa-news"] {
            assert!(!printed.contains(name), "{format} names {name}");
        }
    }
}

#[test]
fn what_cannot_be_left_out_is_said() {
    assert!("person".parse::<Redact>().is_err());
    assert!("outlet=".parse::<Redact>().is_err());
    let error = "persons:shopkeeper"
        .parse::<Redact>()
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("head, minister, commander, officer and member"),
        "{error}"
    );
    assert_eq!(
        "persons:Colonel".parse(),
        Ok(Redact::Persons(Some(Rung::Commander)))
    );
    let run = run();
    let asked = [Redact::Outlet("Nobody".to_owned())];
    let failed = Redacted::new(&run.report(), &run.claims, &run.names, &asked).unwrap_err();
    assert!(failed.to_string().contains("`Nobody`"));
}
