//! Numbers with units, from the claims to the answer: what converts, what never does, what a figure's
//! rounding leaves open, and that no digit is lost on the way.

use proptest::prelude::*;
use rashomon::ingest::read_lines;
use rashomon::report::json;
use rashomon::report::selection::Selection;
use rashomon::{ClaimsSet, Codebook, Reconciliation, reconcile};
use serde_json::{Value, json};

const CODEBOOK: &str = r#"
version = 1
[[attribute]]
name = "size"
description = "How large it was."
type = "number"
severity = "major"
[[attribute.example]]
a = { value = "200" }
b = { value = "200" }
verdict = "agreement"
"#;

/// One flood, told by as many outlets as there are assertions.
fn told(assertions: &[Value]) -> (Reconciliation, Vec<String>) {
    let codebook = Codebook::builtin()
        .extended(CODEBOOK, "codebook.toml")
        .unwrap();
    let line = |(n, assertion): (usize, &Value)| {
        json!({
            "id": format!("c{n}"), "outlet": format!("Outlet {n}"),
            "document": {"id": format!("d{n}"), "published": "2023-09-12"},
            "event": {"kind": "disaster", "when": "2023-09-11", "where": ["Derna", "Libya"]},
            "assertions": [assertion],
        })
        .to_string()
    };
    let lines: Vec<String> = assertions.iter().enumerate().map(line).collect();
    let read = read_lines("claims.jsonl", lines.join("\n").as_bytes(), &codebook);
    let faults = read
        .faults
        .iter()
        .map(|f| format!("{}: {}", f.field.as_deref().unwrap_or(""), f.message));
    let faults = faults.collect();
    let run = reconcile(ClaimsSet {
        claims: read.claims,
        codebook,
        ..ClaimsSet::default()
    });
    (run, faults)
}

fn sized(value: impl Into<Value>) -> Value {
    json!({"attribute": "size", "value": value.into()})
}

/// The topic of size, as JSON.
fn topic(run: &Reconciliation) -> Value {
    let (report, mut out) = (run.report(), Vec::new());
    json::write(&Selection::all(&report), &mut out).unwrap();
    let report: Value = serde_json::from_slice(&out).unwrap();
    let topics = report["topics"].as_array().unwrap();
    topics
        .iter()
        .find(|t| t["attribute"] == "size")
        .cloned()
        .unwrap()
}

fn verdict(a: Value, b: Value) -> String {
    let (run, faults) = told(&[a, b]);
    assert_eq!(faults, Vec::<String>::new());
    topic(&run)["verdict"].as_str().unwrap().to_owned()
}

#[test]
fn numbers_of_one_quantity_convert_and_others_never() {
    for (a, b, expected) in [
        ("2,170 acres", "878 ha", "agreement"),
        ("20 miles", "32 km", "agreement"),
        ("180 mph", "290 km/h", "agreement"),
        ("5.3 million barrels", "843 million litres", "agreement"),
        ("38 °C", "100 °F", "agreement"),
        ("US$ 1.2bn", "$1,200 million", "agreement"),
        ("33 Milliarden Euro", "€33bn", "agreement"),
        ("3 lakh", "300,000", "agreement"),
        ("Mw 6.8", "magnitude 6.8", "compatible"),
        ("10,000 tons", "9,200 tonnes", "compatible"),
        ("20 miles", "30 km", "compatible"),
        ("about 2,000 acres", "878 ha", "compatible"),
        ("1,000 acres", "1,000 hectares", "contradiction"),
        ("$40 billion", "$33 billion", "contradiction"),
        ("Mw 6.8", "magnitude 7.4", "contradiction"),
        ("$40 billion", "€40 billion", "scope"),
        ("A$5m", "$5m", "scope"),
        ("Mw 6.8", "ML 7.1", "scope"),
        ("1,000 acres", "1,000 euros", "scope"),
        ("200 homes", "200 vehicles", "scope"),
        ("12 %", "12 km", "scope"),
        // Nobody says what the thousand are; where the number is the same, nothing stands against it.
        ("1,000", "1,000 acres", "compatible"),
        ("878", "2,170 acres", "scope"),
        ("12", "12 %", "compatible"),
    ] {
        assert_eq!(verdict(sized(a), sized(b)), expected, "{a}; {b}");
        assert_eq!(verdict(sized(b), sized(a)), expected, "{b}; {a}");
    }
}

#[test]
fn a_unit_beside_the_number_is_the_unit_in_the_phrase() {
    for (number, unit, phrase) in [
        (json!(40_000_000_000_u64), "USD", "$40 billion"),
        (json!("40 billion"), "USD", "$40bn"),
        (json!(40), "billion US$", "$40bn"),
        (json!(40_000_000), "'000 US$", "$40bn"),
        (json!(2170), "acres", "2,170 acres"),
        (json!(6.8), "Mw", "Mw 6.8"),
        (json!("3m"), "EUR", "€3 million"),
        (json!(300), "m", "300 metres"),
    ] {
        let beside = json!({"attribute": "size", "value": number, "unit": unit});
        assert_eq!(
            verdict(beside.clone(), sized(phrase)),
            "agreement",
            "{beside}; {phrase}"
        );
    }
    let (_, faults) = told(&[json!({"attribute": "size", "value": "$5", "unit": "EUR"})]);
    assert_eq!(
        faults,
        ["assertions[0].value: \"$5\" is in USD, and its unit is given as EUR"]
    );
}

#[test]
fn the_answer_is_in_a_unit_that_somebody_used() {
    let (run, _) = told(&[sized("2,170 acres"), sized("878 ha"), sized("€3m")]);
    let answer = &topic(&run)["answer"];
    assert_eq!(
        answer["value"],
        json!({"low": 2170, "best": 2170, "high": 2170, "unit": "acre"})
    );
    let (run, _) = told(&[sized("€3m"), sized("$3.2m"), sized("US$ 3.2 million")]);
    let value = &topic(&run)["answer"]["value"];
    assert_eq!(
        (&value["best"], &value["unit"]),
        (&json!(3_200_000), &json!("USD"))
    );
}

#[test]
fn a_count_of_the_dead_is_of_nothing_else() {
    for (value, unit) in [
        (json!("20 years"), None),
        (json!("20 km"), None),
        (json!("$20"), None),
        (json!("5 milion"), None),
        (json!("five hundrd"), None),
        (json!("20 zorks"), None),
        (json!("at most at least 20"), None),
        (json!(20), Some("ha")),
    ] {
        let mut bad = json!({"attribute": "killed", "value": value});
        if let Some(unit) = unit {
            bad["unit"] = unit.into();
        }
        let good = json!({"attribute": "killed", "value": 3});
        let (run, faults) = told(&[good, bad.clone()]);
        assert_eq!(faults.len(), 1, "{bad}: {faults:?}");
        assert!(faults[0].starts_with("assertions[0].value"), "{faults:?}");
        assert_eq!(run.claims.len(), 2, "{bad}: the claim stays");
    }
}

#[test]
fn an_assertion_that_cannot_be_read_is_refused_alone() {
    let line = r#"{"id": "a#1", "outlet": "A", "event": {"kind": "disaster"}, "assertions": [{"attribute": "killed", "value": "5 milion"}, {"attribute": "wounded", "value": 7}, {"attribute": "duration", "value": "2 hurs"}, {"attribute": "status", "of": "M", "value": "kiled"}]}"#;
    let read = read_lines("c.jsonl", line.as_bytes(), &Codebook::builtin());
    assert_eq!(read.claims.len(), 1);
    assert_eq!(read.claims[0].assertions.len(), 1);
    let fields: Vec<_> = read
        .faults
        .iter()
        .filter_map(|f| f.field.as_deref())
        .collect();
    assert_eq!(
        fields,
        [
            "assertions[0].value",
            "assertions[2].value",
            "assertions[3].value"
        ]
    );
    assert!(
        read.faults
            .iter()
            .all(|f| f.hint.is_some() && f.line == 1 && f.column > 1),
        "{:?}",
        read.faults
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// All numbers to 2⁶⁴−1, and decimals to fifteen digits, come out as they went in.
    #[test]
    fn no_digit_is_lost(whole: u64, digits in 1..1_000_000_000_000_000_u64, decimals in 1..15_usize, phrase: bool) {
        let padded = format!("{digits:0>width$}", width = decimals + 1);
        let (left, right) = padded.split_at(padded.len() - decimals);
        for number in [whole.to_string(), format!("{left}.{right}")] {
            let given: Value = if phrase { json!(number) } else { serde_json::from_str(&number).unwrap() };
            let (run, faults) = told(&[sized(given)]);
            prop_assert_eq!(faults, Vec::<String>::new());
            let topic = topic(&run);
            let expected: Value = serde_json::from_str(number.trim_end_matches('0').trim_end_matches('.')).unwrap();
            let expected = if number.contains('.') { expected } else { serde_json::from_str(&number).unwrap() };
            let same = |found: &Value| found.as_u64().zip(expected.as_u64()).map_or_else(
                || found.as_f64() == expected.as_f64(),
                |(a, b)| a == b,
            );
            prop_assert!(same(&topic["values"][0]["value"]["best"]), "{} {}", number, topic);
            prop_assert!(same(&topic["answer"]["value"]["best"]), "{} {}", number, topic);
        }
    }

    /// Whatever the units, an account never contradicts itself converted.
    #[test]
    fn a_converted_number_agrees(number in 1..100_000_u64, pair in prop::sample::select(vec![
        ("acres", "ha", 0.404_685_642_24), ("miles", "km", 1.609_344), ("feet", "m", 0.3048),
        ("tonnes", "kg", 1000.0), ("mph", "km/h", 1.609_344), ("pounds", "kg", 0.453_592_37),
        ("barrels", "litres", 158.987_294_928), ("hours", "minutes", 60.0), ("knots", "km/h", 1.852),
    ])) {
        let (from, into, worth) = pair;
        let converted = (number as f64 * worth * 10.0).round() / 10.0;
        prop_assume!(converted >= 1.0);
        let found = verdict(sized(format!("{number} {from}")), sized(format!("{converted} {into}")));
        prop_assert!(found == "agreement" || found == "compatible", "{} {} {}: {}", number, from, converted, found);
    }
}
