//! Ten copies of an outlet change no reconciled value, and no probability.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use rashomon::ingest::{FaultLevel, Source};
use rashomon::pipeline::{Reconciliation, Settings, run};
use serde_json::Value;

use crate::root;

/// The files of a claims set, and so many copies of the documents of an outlet.
fn set(from: &Path, outlet: &str, copies: usize, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let Some(name) = path.file_name().and_then(|n| n.to_str()) else {
            continue;
        };
        fs::copy(&path, to.join(name)).unwrap();
        let is_json = path.extension().is_some_and(|e| e == "json");
        if !is_json || name.starts_with("gazetteer") {
            continue;
        }
        let document: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        for n in (0..copies).filter(|_| document["outlet"] == outlet) {
            let mut copy = document.clone();
            copy["outlet"] = format!("Copy {n} of {outlet}").into();
            copy["document"]["id"] = format!("copy {n} of {name}").into();
            for claim in copy["claims"].as_array_mut().unwrap() {
                claim["id"] = format!("copy {n} of {}", claim["id"].as_str().unwrap()).into();
            }
            fs::write(to.join(format!("copy-{n}-{name}")), copy.to_string()).unwrap();
        }
    }
}

fn reconciled(set: &Path) -> Reconciliation {
    let sources = [Source::Path(set.to_owned())];
    let run = run(&sources, &Settings::default()).unwrap();
    let refused = run.faults.iter().any(|f| f.level == FaultLevel::Error);
    assert!(!refused, "{:?}", run.faults);
    run
}

/// What stands, by topic (its claims but for copies, its attribute and thing), and how likely that is.
fn stands(run: &Reconciliation) -> BTreeMap<(BTreeSet<String>, String), (Value, f64)> {
    let mut all = BTreeMap::new();
    for topic in run.report().topics {
        let Some(answer) = &topic.answer else {
            continue;
        };
        let claims = topic.own().flat_map(|row| &row.claims);
        let own = claims.filter(|c| !c.starts_with("copy"));
        let own: BTreeSet<String> = own.map(ToString::to_string).collect();
        let value = serde_json::to_value(&answer.value).unwrap();
        let what = format!("{} {:?}", topic.attribute, topic.thing());
        all.insert((own, what), (value, answer.probability.unwrap_or_default()));
    }
    all
}

#[test]
fn ten_copies_of_an_outlet_change_no_reconciled_value() {
    for (name, outlet) in [
        ("sahel", "APA News"),
        ("sahel", "The Reference"),
        ("sahel", "Sky News Arabia"),
    ] {
        let from = root().join("claims").join(name);
        let [plain, copied] = [0, 10].map(|copies| {
            let folder = tempfile::tempdir().unwrap();
            set(&from, outlet, copies, folder.path());
            reconciled(folder.path())
        });
        assert!(
            copied.claims.len() >= plain.claims.len() + 40,
            "{name}: {outlet} was not copied"
        );
        let (plain, copied) = (stands(&plain), stands(&copied));
        assert_eq!(
            plain.keys().collect::<Vec<_>>(),
            copied.keys().collect::<Vec<_>>()
        );
        for (topic, (value, likely)) in &plain {
            let (now, then) = &copied[topic];
            assert_eq!(value, now, "{name}, {outlet}: {topic:?}");
            assert!((likely - then).abs() < 1e-9, "{name}, {outlet}: {topic:?}");
        }
    }
}
