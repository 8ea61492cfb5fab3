//! What a program drafted from articles, and nobody confirmed: what it may contradict, and what not.

use rashomon::codebook::{Codebook, Verdict};
use rashomon::ingest;
use rashomon::pipeline::{ClaimsSet, reconcile};
use serde_json::{Value, json};

/// One event as two accounts tell it, with what `change` makes of the second.
fn told(draft: bool, change: &Value) -> [Value; 2] {
    let claim = |id: &str| {
        let mut claim = json!({
            "id": id, "outlet": id,
            "document": {"id": id, "published": "2024-03-10"},
            "event": {"kind": "shooting", "when": "2024-03-09", "where": ["Elm Street", "Arden", "United States"]},
            "assertions": [
                {"attribute": "killed", "value": 4}, {"attribute": "wounded", "value": 17},
                {"attribute": "status", "of": "Maren Okoye", "value": "killed"},
            ],
        });
        if draft {
            claim["draft"] = json!({"reader": "rashomon", "confidence": 0.6});
        }
        claim
    };
    let (first, mut second) = (claim("one"), claim("two"));
    for (field, value) in change.as_object().unwrap() {
        second["event"][field] = value.clone();
    }
    [first, second]
}

/// Which attributes of a story are contradicted.
fn contradicted(claims: &[Value]) -> Vec<String> {
    let lines: Vec<String> = claims.iter().map(Value::to_string).collect();
    let codebook = Codebook::builtin();
    let read = ingest::read_lines("story", lines.join("\n").as_bytes(), &codebook);
    assert_eq!(read.faults, []);
    let run = reconcile(ClaimsSet {
        claims: read.claims,
        codebook,
        ..ClaimsSet::default()
    });
    let maker = run.maker();
    let report = maker.report();
    assert_eq!(report.events.len(), 1, "the two are of one event");
    let topics = report.topics.iter();
    let topics = topics.filter(|topic| topic.verdict == Verdict::Contradiction);
    topics.map(|topic| topic.attribute.to_string()).collect()
}

#[test]
fn places_found_in_an_article_are_no_chain() {
    let other = json!({"where": ["Memorial Hospital", "Mill Road", "Arden", "United States"]});
    assert_eq!(contradicted(&told(true, &other)), [""; 0]);
    let other = json!({"where": ["Mill Road", "Arden", "United States"]});
    assert_eq!(contradicted(&told(false, &other)), ["where"]);
}

#[test]
fn two_states_part_two_drafts_as_they_part_two_claims() {
    let [mut first, mut second] = told(true, &json!({}));
    first["event"]["where"] = json!(["Arden", "Ohio", "United States"]);
    second["event"]["where"] = json!(["Arden", "Texas", "United States"]);
    let lines = [first.to_string(), second.to_string()].join("\n");
    let read = ingest::read_lines("story", lines.as_bytes(), &Codebook::builtin());
    let run = reconcile(ClaimsSet {
        claims: read.claims,
        ..ClaimsSet::default()
    });
    let report = run.maker().report();
    let apart = report.events.len() == 2;
    let parted = report
        .topics
        .iter()
        .any(|t| t.attribute == "where" && t.verdict == Verdict::Contradiction);
    assert!(apart || parted);
}

#[test]
fn a_day_that_its_own_account_doubts_contradicts_none() {
    let doubted = json!({"when": "2024-03-10?/2024-03-11?"});
    assert_eq!(contradicted(&told(true, &doubted)), [""; 0]);
    assert_eq!(contradicted(&told(false, &doubted)), [""; 0]);
    assert_eq!(
        contradicted(&told(true, &json!({"when": "2024-03-10/2024-03-11"}))),
        ["when"]
    );
}

#[test]
fn words_that_describe_somebody_name_nobody_in_a_draft() {
    let attackers = |name: &str| json!([{"name": name, "role": "attacker"}]);
    for (name, expected) in [("a friend of the family", 0), ("Tobin Hale", 1)] {
        let mut claims = told(true, &json!({"actors": attackers(name)}));
        claims[0]["event"]["actors"] = attackers("Jorun Adeyemi");
        assert_eq!(contradicted(&claims).len(), expected, "{name}");
    }
}
