//! An outlet that gives more of one side's dead than all others do is found, and heard with care.

use std::fmt::Write as _;

use rashomon::codebook::Codebook;
use rashomon::ingest::read_lines;
use rashomon::pipeline::{ClaimsSet, Reconciliation, reconcile};
use rashomon::view::{Leaning, Outlet};
use serde_json::json;

use crate::printed;

const TOWNS: &str = "Marbeck Osterly Quintana Delvar Hobeni Ruxby Tamsel Yarrow Bolinga Cresmont Fenwick Gulmarg \
                     Iverna Jastro Kelmet Lunden Nambu Pordale";
const SOBER: &[&str] = &["Harbour Post", "Coast Radio", "Island Times"];

/// Clashes between the army and the rebels. Sober outlets leave out one in four and slip by one in every fifth,
/// each at a place of its own; a loud one gives so many times the army's dead, and the rebels' as they are. Of
/// the last, only the loud one and a sober one tell.
fn lines(loud: f64, sober: &[&str]) -> String {
    let mut lines = String::new();
    let towns: Vec<&str> = TOWNS.split_whitespace().collect();
    for (n, town) in (1_u32..).zip(&towns) {
        let last = n as usize == towns.len();
        for (k, outlet) in (0_u32..).zip(sober.iter().chain(&["Loud Voice"])) {
            let is_loud = *outlet == "Loud Voice";
            let silent = if last { k > 0 } else { n % 4 == k };
            if silent && !is_loud {
                continue;
            }
            let factor = if is_loud { loud } else { 1.0 };
            let slip = u32::from(!is_loud && !last && n % 5 == k);
            let army = (f64::from(n % 7 + 4) * factor) as u32 + slip;
            let published = if is_loud { n + 1 } else { n + 1 - k % 2 };
            let claim = json!({
                "outlet": outlet,
                "document": {"id": format!("{outlet} {n}"), "published": format!("2024-03-{published:02}")},
                "id": format!("{}#{n:02}", &outlet[..1]),
                "event": {"kind": "clash", "when": format!("2024-03-{n:02}"), "where": [town, &"Aland"],
                          "actors": ["Aland Army", "Northern Front"]},
                "assertions": [
                    {"attribute": "killed", "of": "Aland Army", "value": army},
                    {"attribute": "killed", "of": "Northern Front", "value": n % 5 + 2},
                ],
            });
            writeln!(lines, "{claim}").unwrap();
        }
    }
    lines
}

fn claims(loud: f64, sober: &[&str]) -> Reconciliation {
    let codebook = Codebook::builtin();
    let read = read_lines("claims.jsonl", lines(loud, sober).as_bytes(), &codebook);
    assert!(read.faults.is_empty(), "{:?}", read.faults);
    let input = ClaimsSet {
        claims: read.claims,
        codebook,
        ..ClaimsSet::default()
    };
    reconcile(input)
}

fn leaning(run: &Reconciliation) -> Vec<(String, Leaning)> {
    let outlets = run.report().outlets.into_iter();
    let each = |o: Outlet| o.leanings.into_iter().map(move |l| (o.outlet.clone(), l));
    outlets.flat_map(each).collect()
}

#[test]
fn whose_errors_have_one_sign_is_found() {
    let run = claims(3.0, SOBER);
    let report = run.report();
    let found = leaning(&run);
    assert_eq!(found.len(), 1, "{found:?}");
    let (outlet, leaning) = &found[0];
    assert_eq!(
        (outlet.as_str(), leaning.of.as_str(), leaning.more),
        ("Loud Voice", "Aland Army", true)
    );
    assert!(leaning.probability > 0.9, "{leaning:?}");
    assert!((2.5..3.2).contains(&leaning.factor), "{leaning:?}");
    assert!(
        leaning.aside >= 9 && leaning.aside == leaning.compared,
        "{leaning:?}"
    );
    // Alone against a sober outlet, the loud one is not believed.
    let last = report
        .events
        .iter()
        .find(|e| e.claims.iter().any(|c| c == "L#18"))
        .unwrap();
    let army = report
        .topics
        .iter()
        .find(|t| t.event.as_deref() == Some(&*last.id) && t.of.as_deref() == Some("Aland Army"))
        .unwrap();
    let stands = serde_json::to_value(army.answer.as_ref().unwrap()).unwrap();
    assert_eq!(stands["value"], json!({"low": 8, "best": 8, "high": 8}));
    assert!(stands["probability"].as_f64().unwrap() > 0.8, "{stands}");
}

#[test]
fn who_says_what_all_say_leans_to_nobody() {
    assert_eq!(leaning(&claims(1.0, SOBER)), []);
}

/// Of two that always differ, nobody can say which one leans.
#[test]
fn of_two_alone_neither_is_blamed() {
    assert_eq!(leaning(&claims(3.0, &SOBER[..1])), []);
}

#[test]
fn it_is_said_in_words() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("c.jsonl"), lines(3.0, SOBER)).unwrap();
    let said = printed(
        folder.path(),
        &["reconcile", "c.jsonl", "--full", "--width", "200"],
    );
    assert!(said.contains("Who leans to a side"), "{said}");
    assert!(
        said.contains("Loud Voice gives higher losses of Aland Army than others do"),
        "{said}"
    );
}
