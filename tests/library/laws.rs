//! Laws that hold for every claims set: the order of input, the number of threads and unrelated
//! claims change nothing; clusters partition; verdicts are symmetric; vaguer is never worse.

#![allow(
    clippy::too_many_lines,
    clippy::type_complexity,
    clippy::format_collect,
    reason = "a test is read from top to bottom"
)]

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use rashomon::codebook::{Codebook, Verdict};
use rashomon::compare::{Context, verdict};
use rashomon::ingest;
use rashomon::link::learn::learn;
use rashomon::link::{Weights, model};
use rashomon::names::{self, Gazetteer};
use rashomon::pipeline::{ClaimsSet, Reconciliation, reconcile};

/// A small world: few places, days, sides and outlets, so that claims meet and differ.
fn claim() -> impl Strategy<Value = serde_json::Value> {
    let place = prop::sample::select(vec!["Tessel", "Tisel", "Gorom", "Abala"]);
    let side = prop::sample::select(vec!["Northern Front", "Army of Aland", "River Guard"]);
    let outlet = prop::sample::select(vec!["Courier", "Herald", "Radio Delta", "The Post"]);
    let kind = prop::sample::select(vec!["clash", "attack", "bombing"]);
    let count = prop::sample::select(vec![
        "12",
        "about 12",
        "at least 10",
        "dozens",
        "17",
        "several",
    ]);
    let status = prop::sample::select(vec!["killed", "captured", "alive", "released"]);
    (place, side.clone(), side, outlet, kind, count, status, 1u8..9, 0u8..4).prop_map(
        |(place, one, other, outlet, kind, count, status, day, later)| {
            serde_json::json!({
                "outlet": outlet,
                "document": {"id": format!("{outlet}-{day}-{later}-{place}-{one}-{other}-{count}-{status}-{kind}"),
                             "published": format!("2024-03-{:02}", day + later)},
                "event": {"kind": kind, "when": format!("2024-03-{day:02}"), "where": [place, "Delta", "Aland"],
                          "actors": [one, other]},
                "assertions": [
                    {"attribute": "killed", "of": other, "value": count},
                    {"attribute": "status", "of": "Omar Sila", "value": status},
                    {"attribute": "control", "of": place, "value": one},
                ],
            })
        },
    )
}

fn lines(claims: &[serde_json::Value]) -> String {
    claims.iter().map(|c| format!("{c}\n")).collect()
}

fn run(lines: &str) -> Reconciliation {
    run_with(lines, &Weights::default())
}

fn run_with(lines: &str, weights: &Weights) -> Reconciliation {
    let codebook = Codebook::builtin();
    let read = ingest::read_lines("test", lines.as_bytes(), &codebook);
    reconcile(ClaimsSet {
        claims: read.claims,
        codebook,
        faults: read.faults,
        weights: weights.clone(),
        ..ClaimsSet::default()
    })
}

fn json(run: &Reconciliation) -> String {
    serde_json::to_string(&run.report()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_claims_changes_nothing(claims in prop::collection::vec(claim(), 1..24), seed in any::<u64>()) {
        let mut shuffled = claims.clone();
        let n = shuffled.len();
        for i in (1..n).rev() {
            shuffled.swap(i, (seed.rotate_left(i as u32) % (i as u64 + 1)) as usize);
        }
        prop_assert_eq!(json(&run(&lines(&claims))), json(&run(&lines(&shuffled))));
    }

    #[test]
    fn the_number_of_threads_changes_nothing(claims in prop::collection::vec(claim(), 1..24)) {
        let with = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| json(&run(&lines(&claims))))
        };
        prop_assert_eq!(with(1), with(4));
    }

    #[test]
    fn clusters_partition_the_claims(claims in prop::collection::vec(claim(), 1..24)) {
        let run = run(&lines(&claims));
        let report = run.report();
        let mut all: Vec<&str> = report.events.iter().flat_map(|e| &e.claims).map(|c| &**c).collect();
        all.sort_unstable();
        let read: Vec<String> = run.claims.iter().map(|c| c.id.to_string()).collect();
        prop_assert_eq!(all, read.iter().map(String::as_str).collect::<Vec<_>>());
    }

    #[test]
    fn unrelated_claims_change_nothing(claims in prop::collection::vec(claim(), 1..16)) {
        let alone = run(&lines(&claims));
        let together = run(&format!("{}{}", lines(&claims), elsewhere(100)));
        let ours: BTreeSet<String> = alone.report().events.iter().flat_map(|e| &e.claims).map(ToString::to_string).collect();
        prop_assert_eq!(shape(&alone, &ours), shape(&together, &ours));
    }

    #[test]
    fn with_a_given_model_unrelated_claims_change_nothing(
        claims in prop::collection::vec(claim(), 1..16), coded in prop::collection::vec(0u32..4, 16),
    ) {
        let codebook = Codebook::builtin();
        let read = ingest::read_lines("test", lines(&claims).as_bytes(), &codebook);
        let names = names::resolve(&read.claims, &codebook, &Gazetteer::default());
        let of = |event| (0..read.claims.len() as u32).filter(|&c| coded[c as usize] == event).collect();
        let events: Vec<Vec<u32>> = (0..4).map(of).collect();
        let learned = learn(&read.claims, &names, &codebook, &Weights::default(), Some(&events));
        let model = model::read(&model::write(&learned.weights)).unwrap();
        let alone = run_with(&lines(&claims), &model);
        let together = run_with(&format!("{}{}", lines(&claims), elsewhere(100)), &model);
        let ours: BTreeSet<String> = alone.report().events.iter().flat_map(|e| &e.claims).map(ToString::to_string).collect();
        prop_assert_eq!(shape(&alone, &ours), shape(&together, &ours));
    }

    #[test]
    fn the_order_of_claims_changes_no_model(claims in prop::collection::vec(claim(), 1..16)) {
        let codebook = Codebook::builtin();
        let model = |lines: &str| {
            let read = ingest::read_lines("test", lines.as_bytes(), &codebook);
            let names = names::resolve(&read.claims, &codebook, &Gazetteer::default());
            let learned = learn(&read.claims, &names, &codebook, &Weights::default(), None);
            model::write_learned(&learned, "claims", "rashomon")
        };
        let mut back = claims.clone();
        back.reverse();
        prop_assert_eq!(model(&lines(&claims)), model(&lines(&back)));
    }

    #[test]
    fn verdicts_are_symmetric(claims in prop::collection::vec(claim(), 2..8)) {
        let codebook = Codebook::builtin();
        let read = ingest::read_lines("test", lines(&claims).as_bytes(), &codebook);
        let names = names::resolve(&read.claims, &codebook, &Gazetteer::default());
        let ctx = Context { claims: &read.claims, names: &names, codebook: &codebook };
        let all: Vec<_> = (0..read.claims.len() as u32).flat_map(|c| ctx.statements(c)).collect();
        for x in &all {
            for y in all.iter().filter(|y| y.attribute == x.attribute) {
                prop_assert_eq!(verdict(&ctx, x, y), verdict(&ctx, y, x));
            }
        }
    }

    #[test]
    fn widening_a_time_never_makes_a_contradiction(
        first in prop::sample::select(vec!["killed", "alive", "captured", "released", "in post", "removed"]),
        then in prop::sample::select(vec!["killed", "alive", "captured", "released", "in post", "removed"]),
        day in 1u8..28, other in 1u8..28,
    ) {
        let pair = |as_of: String| {
            let side = |outlet: &str, status: &str, as_of: &str| serde_json::json!({
                "outlet": outlet, "document": {"id": outlet, "published": "2024-04-10"},
                "event": {"kind": "statement", "when": format!("2024-0{}-01", outlet.len()), "where": [format!("Place of {outlet}"), "Aland"]},
                "assertions": [{"attribute": "status", "of": "Omar Sila", "value": status, "as_of": as_of}],
            });
            let run = run(&lines(&[side("One", first, &as_of), side("Another", then, &format!("2024-03-{other:02}"))]));
            gravest(&run, "status")
        };
        let narrow = pair(format!("2024-03-{day:02}")).unwrap_or(Verdict::Agreement);
        let wide = pair("2024-03".to_owned()).unwrap_or(Verdict::Agreement);
        prop_assert!(wide != Verdict::Contradiction || narrow == Verdict::Contradiction);
    }

    #[test]
    fn links_are_symmetric(claims in prop::collection::vec(claim(), 2..8)) {
        let codebook = Codebook::builtin();
        let read = ingest::read_lines("test", lines(&claims).as_bytes(), &codebook);
        let names = names::resolve(&read.claims, &codebook, &Gazetteer::default());
        let places = rashomon::link::places::Places::of(&names);
        let features: Vec<_> = (0..read.claims.len())
            .map(|i| {
                let written = rashomon::link::written::WrittenPlace::of_claim(&read.claims[i]);
                rashomon::link::Features::of(&read.claims[i], i, &names, &codebook, &places, &written)
            })
            .collect();
        for a in &features {
            for b in &features {
                let levels = rashomon::link::levels::compare;
                prop_assert_eq!(levels(a, b, &names, &codebook), levels(b, a, &names, &codebook));
            }
        }
    }

    #[test]
    fn widening_a_count_never_makes_a_contradiction(a in 0u64..60, b in 0u64..60, low in 0u64..20, high in 0u64..20) {
        let pair = |x: String, y: String| {
            let side = |outlet: &str, value: &str| serde_json::json!({
                "outlet": outlet, "document": {"id": outlet, "published": "2024-03-10"},
                "event": {"kind": "clash", "when": "2024-03-09", "where": ["Tessel", "Aland"]},
                "assertions": [{"attribute": "killed", "value": value}],
            });
            let run = run(&lines(&[side("Courier", &x), side("Herald", &y)]));
            gravest(&run, "killed")
        };
        let narrow = pair(a.to_string(), b.to_string()).unwrap_or(Verdict::Agreement);
        let wide = pair(format!("{}-{}", a.saturating_sub(low), a + high), b.to_string()).unwrap_or(Verdict::Agreement);
        prop_assert!(wide != Verdict::Contradiction || narrow == Verdict::Contradiction);
    }
}

/// Claims of another country, other years, other names.
fn elsewhere(count: usize) -> String {
    (0..count)
        .map(|i| {
            let claim = serde_json::json!({
                "outlet": format!("Gazette {}", i % 7),
                "document": {"id": format!("far-{i}"), "published": format!("2019-{:02}-{:02}", 1 + i % 12, 1 + i % 28)},
                "event": {"kind": "accident", "when": format!("2019-{:02}-{:02}", 1 + i % 12, 1 + i % 28),
                          "where": [format!("Quxville {}", i % 9), "Westmark"], "actors": ["Westmark Railways"]},
                "assertions": [{"attribute": "wounded", "value": i}],
            });
            format!("{claim}\n")
        })
        .collect()
}

/// The gravest verdict on an attribute.
fn gravest(run: &Reconciliation, attribute: &str) -> Option<Verdict> {
    let report = run.report();
    let topics = report.topics.iter().filter(|t| t.attribute == attribute);
    topics.flat_map(|t| &t.between).map(|b| b.verdict).max()
}

/// Events and differences of some claims: ids, members, verdicts and sentences.
fn shape(
    run: &Reconciliation,
    of: &BTreeSet<String>,
) -> (
    BTreeMap<String, Vec<String>>,
    BTreeMap<String, (Verdict, String)>,
) {
    let report = run.report();
    let events = report
        .events
        .iter()
        .filter(|e| e.claims.iter().any(|c| of.contains(&**c)));
    let topics = report.topics.iter().filter(|t| {
        let claims = t.values.iter().flat_map(|v| &v.claims);
        claims.into_iter().any(|c| of.contains(&**c))
    });
    (
        events
            .map(|e| {
                (
                    e.id.to_string(),
                    e.claims.iter().map(ToString::to_string).collect(),
                )
            })
            .collect(),
        topics
            .flat_map(|t| &t.between)
            .map(|b| (b.id.to_string(), (b.verdict, b.why.to_string())))
            .collect(),
    )
}

#[test]
fn ids_depend_on_content_alone() {
    let line = r#"{"outlet":"Courier","document":{"id":"d","published":"2024-03-10"},"event":{"kind":"clash"},"assertions":[{"attribute":"killed","value":3}]}"#;
    let other = line.replace(":3}", ":4}");
    let ids = |text: &str| -> Vec<(String, usize)> {
        run(text)
            .report()
            .events
            .iter()
            .map(|e| (e.claims[0].to_string(), e.accounts.len()))
            .collect()
    };
    let (one, two) = (
        ids(&format!("{line}\n{other}\n")),
        ids(&format!("{other}\n{line}\n")),
    );
    assert_eq!(one, two);
    assert_eq!(one.len(), 2);
}
