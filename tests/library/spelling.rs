//! How a name is set changes nothing: what nobody sees, the sort and number of blanks, composed or
//! decomposed accents, and small or capital letters part nothing and join nothing.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rashomon::codebook::{Codebook, Verdict};
use rashomon::ingest;
use rashomon::pipeline::{ClaimsSet, reconcile};
use serde_json::{Value, json};

/// A small world with names of two words, and with accents.
fn claim() -> impl Strategy<Value = Value> {
    let place = prop::sample::select(vec!["Ménaka", "Port Lune", "Tessel"]);
    let side = prop::sample::select(vec!["Northern Front", "Armée d'Aland", "River Guard"]);
    let outlet = prop::sample::select(vec!["Courier", "Radio Délta"]);
    let kind = prop::sample::select(vec!["clash", "terrorist attack", "explosion"]);
    let whom = prop::sample::select(vec!["civilians", "aid workers"]);
    let status = prop::sample::select(vec!["killed", "in custody", "alive"]);
    (place, side, outlet, kind, whom, status, 1u8..6, 1u8..30).prop_map(
        |(place, side, outlet, kind, whom, status, day, count)| {
            json!({
                "outlet": outlet,
                "document": {"published": format!("2024-03-{:02}", day + 1)},
                "event": {"kind": kind, "when": format!("2024-03-{day:02}"), "where": [place, "Aland"], "actors": [side]},
                "assertions": [
                    {"attribute": "killed", "whom": whom, "value": count},
                    {"attribute": "killed", "of": side, "value": format!("about {count}")},
                    {"attribute": "status", "of": "Omár Sila", "value": status},
                    {"attribute": "control", "of": place, "value": side},
                    {"attribute": "cause", "value": "a gas leak"},
                ],
                "said_by": ["the Interior Ministry"],
            })
        },
    )
}

/// The fields that hold names, terms and phrases.
const NAMED: [&str; 11] = [
    "outlet",
    "kind",
    "when",
    "where",
    "actors",
    "attribute",
    "whom",
    "of",
    "value",
    "said_by",
    "name",
];
/// Those of them of which capitals are no part of the spelling: terms, and who publishes.
const CASELESS: [&str; 4] = ["outlet", "kind", "attribute", "whom"];

/// The same claim set otherwise, as `dice` fall.
fn set(value: &Value, field: &str, dice: &mut u64) -> Value {
    match value {
        Value::Object(fields) => fields
            .iter()
            .map(|(key, value)| (key.clone(), set(value, key, dice)))
            .collect(),
        Value::Array(items) => items.iter().map(|item| set(item, field, dice)).collect(),
        Value::String(text) if NAMED.contains(&field) => {
            set_text(text, CASELESS.contains(&field), dice).into()
        }
        other => other.clone(),
    }
}

fn roll(dice: &mut u64, sides: u64) -> u64 {
    *dice = dice
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    (*dice >> 33) % sides
}

fn set_text(text: &str, caseless: bool, dice: &mut u64) -> String {
    let apart = text.replace('é', "e\u{301}").replace('á', "a\u{301}");
    let text = if roll(dice, 2) == 0 { text } else { &apart };
    let shout = caseless && roll(dice, 3) == 0;
    let mut set = String::from([" ", "", "\u{feff}"][roll(dice, 3) as usize]);
    for c in text.chars() {
        match c {
            ' ' => set.push_str([" ", "\u{a0}", "  ", "\u{2009}"][roll(dice, 4) as usize]),
            c if shout => set.extend(c.to_uppercase()),
            c => set.push(c),
        }
        set.push_str(["", "", "", "\u{200b}", "\u{ad}", "\u{200e}"][roll(dice, 6) as usize]);
    }
    set
}

/// A difference: its attribute, the claims on both sides, and the verdict.
type Difference = (String, BTreeSet<String>, BTreeSet<String>, Verdict);

/// Which claims are of one event, and every two values that are not in agreement.
fn found(claims: &[Value]) -> (BTreeSet<Vec<String>>, BTreeSet<Difference>) {
    let lines: Vec<String> = claims.iter().map(ToString::to_string).collect();
    let codebook = Codebook::builtin();
    let read = ingest::read_lines("test", lines.join("\n").as_bytes(), &codebook);
    assert_eq!(read.faults, []);
    let run = reconcile(ClaimsSet {
        claims: read.claims,
        codebook,
        ..ClaimsSet::default()
    });
    let report = run.report();
    let events = report
        .events
        .iter()
        .map(|e| e.claims.iter().map(ToString::to_string).collect());
    let differences = report.topics.iter().flat_map(|topic| {
        topic.between.iter().map(move |between| {
            let side = |row: usize| -> BTreeSet<String> {
                let claims = topic.values[row].claims.iter();
                claims.map(ToString::to_string).collect()
            };
            let (a, b) = (side(between.a), side(between.b));
            let (a, b) = if a < b { (a, b) } else { (b, a) };
            (topic.attribute.to_string(), a, b, between.verdict)
        })
    });
    (events.collect(), differences.collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn how_names_are_set_changes_nothing(mut claims in prop::collection::vec(claim(), 1..10), mut dice in any::<u64>()) {
        for (number, claim) in claims.iter_mut().enumerate() {
            claim["id"] = format!("c{number}").into();
            claim["document"]["id"] = format!("d{number}").into();
        }
        let others: Vec<Value> = claims.iter().map(|claim| set(claim, "", &mut dice)).collect();
        prop_assert_eq!(found(&claims), found(&others));
    }
}
