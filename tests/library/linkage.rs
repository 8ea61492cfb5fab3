//! Which accounts are of one event, and which places can both be true, in sets small enough to read.

use itertools::Itertools;
use rashomon::codebook::{Codebook, Verdict};
use rashomon::ingest;
use rashomon::link::levels::{KindLevel, compare};
use rashomon::pipeline::{ClaimsSet, Reconciliation, reconcile};
use rashomon::view::Topic;
use serde_json::{Value, json};

/// An account of a killing.
fn killing(outlet: &str, when: &str, place: &[&str], victim: &str) -> Value {
    json!({
        "outlet": outlet,
        "document": {"id": outlet, "published": "1999-08-24"},
        "event": {"kind": "killing", "when": when, "where": place},
        "assertions": [
            {"attribute": "killed", "value": 1},
            {"attribute": "status", "of": victim, "value": "killed"},
        ],
    })
}

/// A run of claims.
fn run(claims: &[Value]) -> Reconciliation {
    run_with(claims, Codebook::builtin())
}

fn run_with(claims: &[Value], codebook: Codebook) -> Reconciliation {
    let lines: Vec<String> = claims.iter().map(Value::to_string).collect();
    let read = ingest::read_lines("test", lines.join("\n").as_bytes(), &codebook);
    reconcile(ClaimsSet {
        claims: read.claims,
        codebook,
        faults: read.faults,
        ..ClaimsSet::default()
    })
}

fn events(claims: &[Value]) -> usize {
    run(claims).linkage.events.len()
}

/// How the places of two accounts of one day and victim stand, with what others say of such places.
fn places(a: &[&str], b: &[&str], others: &[&[&str]]) -> Verdict {
    let (day, victim) = ("1999-08-18", "Rodrigo Alarcón");
    let mut claims = vec![
        killing("Courier", day, a, victim),
        killing("Herald", day, b, victim),
    ];
    for (number, place) in others.iter().enumerate() {
        let outlet = format!("Radio {number}");
        claims.push(killing(&outlet, "1997-01-02", place, "Somebody Else"));
    }
    let run = run(&claims);
    let report = run.report();
    let event = report.events.iter().find(|e| e.claims.len() == 2).unwrap();
    let of_event = |t: &&Topic| t.event.as_deref() == Some(&*event.id);
    let mut topics = report.topics.iter().filter(of_event);
    topics.find(|t| t.attribute == "where").unwrap().verdict
}

#[test]
fn a_surname_more_is_no_other_victim() {
    let colombia = &["Colombia"][..];
    let of = |victim| {
        let claims = [
            killing("Courier", "../1999-08-24", colombia, "Luis Carlos Galán"),
            killing("Herald", "../1999-08-24", colombia, victim),
        ];
        events(&claims)
    };
    assert_eq!(of("Luis Carlos Galán Sarmiento"), 1);
    assert_eq!(of("Rodrigo Alarcón"), 2);
}

#[test]
fn a_death_is_told_of_for_years() {
    let salvador = &["El Salvador"][..];
    let claims = [
        killing("Courier", "1980-03-24", salvador, "Óscar Romero"),
        killing("Herald", "../1999-08-24", salvador, "Óscar Romero"),
    ];
    assert_eq!(events(&claims), 1);
}

#[test]
fn what_an_account_leaves_out_of_a_place_contradicts_nothing() {
    for (a, b) in [
        (
            &["Nertiti", "Nertiti", "Central Darfour"][..],
            &["Nertiti", "Central Darfur", "Sudan"][..],
        ),
        (&["Baghdad", "Baghdad"], &["Bagdad", "Bagdad", "Iraq"]),
        (
            &["Rutshuru territory", "Nord Kivu", "Congo"],
            &["Rutshuru", "Nord Kivu", "Congo"],
        ),
        (
            &["Maskanah", "Halab", "Syria"],
            &["Maskanah", "Aleppo", "Syria"],
        ),
    ] {
        let verdict = places(a, b, &[]);
        assert!(
            verdict == Verdict::Compatible,
            "{a:?} and {b:?}: {verdict:?}"
        );
    }
    // What is named without its region may lie in any.
    let others = &[&["Konduga", "Borno", "Nigeria"][..]];
    let (borno, gwoza) = (&["Borno", "Nigeria"], &["Gwoza", "Nigeria"]);
    assert_eq!(places(borno, gwoza, others), Verdict::Compatible);
}

#[test]
fn two_towns_are_two() {
    let (a, b) = (
        &["Mafa", "Borno", "Nigeria"],
        &["Monguno", "Borno", "Nigeria"],
    );
    assert_eq!(places(a, b, &[]), Verdict::Contradiction);
    let (a, b) = (&["Mafa", "Nigeria"], &["Mafa", "Niger"]);
    assert_eq!(places(a, b, &[]), Verdict::Contradiction);
    // Two regions, each known by what lies in it.
    let others = &[
        &["Mosul", "Ninawa", "Iraq"][..],
        &["Hawija", "Kirkuk", "Iraq"],
    ];
    let (a, b) = (&["Ninawa", "Iraq"], &["Kirkuk", "Iraq"]);
    assert_eq!(places(a, b, others), Verdict::Contradiction);
}

/// Kinds "kind 0" to "kind 299", each like the next one of an even number.
fn many_kinds() -> Codebook {
    let entry = |n: u32| match n % 2 {
        0 => format!(
            "[[kind]]\nname = \"kind {n}\"\nlike = [\"kind {}\"]\n",
            n + 1
        ),
        _ => format!("[[kind]]\nname = \"kind {n}\"\n"),
    };
    let entries: String = (0..300).map(entry).collect();
    Codebook::builtin().extended(&entries, "test").unwrap()
}

#[test]
fn a_kind_is_one_however_many_there_are() {
    let codebook = many_kinds();
    let level = |a: u32, b: u32| {
        let told = |outlet: &str, kind: u32| {
            let mut claim = killing(outlet, "1999-08-24", &["Tessel", "Aland"], "Omar Sila");
            claim["event"]["kind"] = json!(format!("kind {kind}"));
            claim
        };
        let run = run_with(&[told("Courier", a), told("Herald", b)], codebook.clone());
        let [x, y] = [0, 1].map(|claim| &run.linkage.features[claim]);
        compare(x, y, &run.names, &codebook).kind
    };
    let kinds = [0, 1, 2, 3, 126, 127, 128, 129, 130, 254, 256, 257, 298];
    for (a, b) in kinds.iter().cartesian_product(&kinds) {
        let expected = match (a == b, a / 2 == b / 2) {
            (true, _) => KindLevel::Same,
            (_, true) => KindLevel::Alike,
            _ => KindLevel::Unlike,
        };
        assert_eq!(level(*a, *b), expected, "{a} and {b}");
    }
}

#[test]
fn kinds_within_each_other_say_as_much_as_one() {
    for (one, other, level) in [
        ("explosion", "bombing", KindLevel::Same),
        ("forest fire", "blaze", KindLevel::SameRare),
        ("earthquake", "natural disaster", KindLevel::SameRare),
        ("fire", "accident", KindLevel::AlikeRare),
        ("attack", "clash", KindLevel::Alike),
        ("earthquake", "train crash", KindLevel::Unlike),
    ] {
        let told = |outlet: &str, kind: &str| {
            let mut claim = killing(outlet, "1999-08-24", &["Tessel", "Aland"], "Omar Sila");
            claim["event"]["kind"] = json!(kind);
            claim
        };
        let codebook = Codebook::builtin();
        let run = run_with(
            &[told("Courier", one), told("Herald", other)],
            codebook.clone(),
        );
        let [x, y] = [0, 1].map(|claim| &run.linkage.features[claim]);
        assert_eq!(
            compare(x, y, &run.names, &codebook).kind,
            level,
            "{one} and {other}"
        );
        assert_eq!(
            compare(y, x, &run.names, &codebook).kind,
            level,
            "{other} and {one}"
        );
    }
}

#[test]
fn a_campaign_of_a_late_kind_holds_its_days() {
    let told = |outlet: &str, when: Value, place: &[&str], kind: u32| {
        json!({
            "outlet": outlet,
            "document": {"id": outlet, "published": "2024-04-20"},
            "event": {"kind": format!("kind {kind}"), "when": when, "where": place,
                      "actors": ["Northern Front", "Army of Aland"]},
            "assertions": [{"attribute": "killed", "value": 3}],
        })
    };
    let relations = |kind: u32, other: u32| {
        let campaign = told("Courier", json!("2024-02-01/2024-03-31"), &["Aland"], kind);
        let day = told("Herald", json!("2024-02-20"), &["Tessel", "Aland"], other);
        let run = run_with(&[campaign, day], many_kinds());
        run.linkage.relations.len()
    };
    for kind in [2, 126, 128, 200, 298] {
        assert_eq!(relations(kind, kind), 1, "{kind}");
        assert_eq!(relations(kind, kind + 1), 1, "{kind}");
    }
    assert_eq!(relations(2, 130), 0);
    assert_eq!(relations(130, 2), 0);
}
