//! Topics: each two values compared once, whatever the order of claims and however many give them.

#[path = "../../benches/synthetic/mod.rs"]
mod synthetic;
#[path = "../frozen/worlds.rs"]
mod worlds;

use std::collections::BTreeSet;

use proptest::prelude::*;
use rashomon::compare::{Difference, Side};
use rashomon::ingest::read_lines;
use rashomon::report::json;
use rashomon::{ClaimsSet, Codebook, Gazetteer, Reconciliation, reconcile};
use serde_json::json;

fn of_lines(lines: &str, gazetteer: &str, codebook: Codebook) -> Reconciliation {
    let read = read_lines("claims.jsonl", lines.as_bytes(), &codebook);
    assert_eq!(read.faults, []);
    let (gazetteer, _) = Gazetteer::read("gazetteer.json", gazetteer.as_bytes());
    reconcile(ClaimsSet {
        claims: read.claims,
        codebook,
        gazetteer,
        ..ClaimsSet::default()
    })
}

/// A made-up world: its claims, its gazetteer, and what its codebook adds.
fn world(every_rule: bool, size: usize, seed: u64) -> [String; 3] {
    if every_rule {
        let lines = worlds::generate(size, seed);
        return [lines, worlds::GAZETTEER.into(), worlds::CODEBOOK.into()];
    }
    let set = synthetic::generate(6 * size, seed);
    [set.lines, set.gazetteer, String::new()]
}

fn run([lines, gazetteer, codebook]: &[String; 3]) -> Reconciliation {
    let codebook = Codebook::builtin().extended(codebook, "codebook.toml");
    of_lines(lines, gazetteer, codebook.unwrap())
}

/// Pairs of statements, each with how it stands, sorted.
fn pairs(run: &Reconciliation) -> Vec<Difference> {
    let mut pairs: Vec<Difference> = run.comparison.topics.differences().collect();
    pairs.sort_unstable();
    pairs
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_claims_changes_no_pair(
        every_rule in any::<bool>(), size in 4usize..24, seed in 0u64..1000, turn in any::<prop::sample::Index>(),
    ) {
        let world = world(every_rule, size, seed);
        let mut turned: Vec<&str> = world[0].lines().rev().collect();
        let middle = turn.index(turned.len());
        turned.rotate_left(middle);
        let turned = [turned.join("\n"), world[1].clone(), world[2].clone()];
        prop_assert!(pairs(&run(&world)) == pairs(&run(&turned)));
    }

    #[test]
    fn no_pair_of_statements_is_in_two_entries(every_rule in any::<bool>(), size in 4usize..24, seed in 0u64..1000) {
        let run = run(&world(every_rule, size, seed));
        let mut met: BTreeSet<(Side, Side)> = BTreeSet::new();
        for pair in run.comparison.topics.differences() {
            prop_assert!(pair.a.claim < pair.b.claim);
            prop_assert!(met.insert((pair.a, pair.b)), "{:?}", pair);
        }
    }
}

/// A number that looks drawn by lot.
fn lot(n: u64) -> u64 {
    let mixed = (n + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 33
}

/// One bombing, told by so many outlets within three days; tolls of some forty values.
fn crowd(accounts: u64) -> String {
    let account = |n: u64| {
        let killed = match lot(n) % 40 {
            0 => json!("at least 10"),
            1 => json!("dozens"),
            more => json!(10 + more),
        };
        let army = ["Malian army", "Armée malienne", "FAMa"][lot(n + 7) as usize % 3];
        let (day, hour) = (10 + lot(n + 3) % 3, lot(n + 5) % 24);
        json!({
            "id": format!("c{n:06}"),
            "outlet": format!("Outlet {n}"),
            "document": {"id": format!("d{n:06}"), "published": format!("2024-03-{day:02}T{hour:02}:00:00Z")},
            "event": {"kind": "bombing", "when": "2024-03-10", "where": ["Gao", "Mali"],
                      "actors": [{"name": "JNIM", "role": "attacker"}, {"name": army, "role": "defender"}]},
            "assertions": [{"attribute": "killed", "value": killed}, {"attribute": "wounded", "value": 20 + lot(n + 11) % 30}],
        })
    };
    let lines: Vec<String> = (0..accounts).map(|n| account(n).to_string()).collect();
    lines.join("\n")
}

#[test]
fn a_crowd_of_accounts_makes_few_rows() {
    let run = of_lines(&crowd(2000), "", Codebook::builtin());
    assert_eq!(run.linkage.events.len(), 1);
    let topics = &run.comparison.topics;
    let name = |number: usize| {
        let attribute = topics.all()[number].attribute;
        run.codebook.attribute(attribute).name.as_str()
    };
    let mut crowded = 0;
    for number in 0..topics.len() {
        let rows = topics.rows(number).len();
        assert!(rows <= 300, "{}: {rows} rows", name(number));
        assert!(topics.between(number).len() <= 1024 * 1024 / 2);
        if matches!(name(number), "killed" | "wounded") {
            assert!(topics.all()[number].coarse, "{}", name(number));
            assert!(rows >= 30, "{}: {rows} rows", name(number));
            crowded += 1;
        }
    }
    assert_eq!(crowded, 2);
    let mut printed = Vec::new();
    json::stream(&run.maker(), &(), &mut printed).unwrap();
    assert!(printed.len() < 3_000_000, "{} bytes", printed.len());
    // Whoever gives a value is in its row.
    let report = run.report();
    let killed = report.topics.iter().find(|t| t.attribute == "killed");
    let tellers: usize = killed.unwrap().own().map(|row| row.claims.len()).sum();
    assert_eq!(tellers, 2000);
}

#[test]
fn of_a_crowd_what_most_say_stands_and_all_are_counted() {
    let account = |n: u64| {
        json!({
            "id": format!("c{n:06}"),
            "outlet": format!("Outlet {n}"),
            "document": {"id": format!("d{n:06}"), "published": "2024-03-11"},
            "event": {"kind": "bombing", "when": "2024-03-10", "where": ["Gao", "Mali"]},
            "assertions": [{"attribute": "killed", "value": if n.is_multiple_of(3) { 15 } else { 12 }}],
        })
        .to_string()
    };
    // More than are weighed: two in three say twelve.
    let lines: Vec<String> = (0..2100).map(account).collect();
    let run = of_lines(&lines.join("\n"), "", Codebook::builtin());
    let report = run.report();
    let killed = report.topics.iter().find(|t| t.attribute == "killed");
    let answer = killed.unwrap().answer.as_ref().unwrap();
    assert_eq!(answer.by, "1400 of 2100 independent origins");
    let rows: Vec<_> = answer
        .values
        .iter()
        .map(|&row| killed.unwrap().values[row].claims.len())
        .collect();
    assert_eq!(rows, [1400]);
    assert_eq!(answer.fragility, None);
}

/// The remarks of a kind in a reconciliation.
fn remarks(claims: &[serde_json::Value], kind: &str) -> Vec<String> {
    let lines: Vec<String> = claims.iter().map(ToString::to_string).collect();
    let run = of_lines(&lines.join("\n"), "", Codebook::builtin());
    let notes = run
        .report()
        .notes
        .into_iter()
        .filter(|note| note.kind == kind);
    notes.map(|note| note.text).collect()
}

#[test]
fn sums_over_topics_are_told_with_their_numbers() {
    let board = |id: &str, day: &str, assertions: serde_json::Value| {
        json!({"id": id, "outlet": "Rescue Board", "document": {"id": id, "published": day},
               "event": {"kind": "landslide", "when": "2020-04-01", "where": ["Norrdal"]}, "assertions": assertions})
    };
    let slide = [
        board(
            "a",
            "2020-04-01",
            json!([{"attribute": "missing", "value": 17}, {"attribute": "killed", "value": 22}]),
        ),
        board(
            "b",
            "2020-04-05",
            json!([{"attribute": "missing", "value": 0}, {"attribute": "killed", "value": 35},
                                        {"attribute": "rescued", "value": 4}]),
        ),
    ];
    let found = remarks(&slide, "what became of them");
    assert_eq!(
        found,
        ["missing fell from 17 to 0; killed rose from 22 to 35, rescued 4: as many: 17"]
    );
    let total = |id: &str, day: &str, value: u32| {
        board(
            id,
            day,
            json!([{"attribute": "killed", "value": value, "counts": "running", "as_of": day}]),
        )
    };
    let daily = |id: &str, day: &str, value: u32| {
        board(
            id,
            day,
            json!([{"attribute": "killed", "value": value, "over": day}]),
        )
    };
    let days = [
        total("t1", "2020-04-01", 100),
        total("t3", "2020-04-03", 130),
        daily("d2", "2020-04-02", 10),
        daily("d3", "2020-04-03", 12),
    ];
    let found = remarks(&days, "days and totals");
    assert_eq!(
        found,
        ["killed: the total rose from 100 to 130, by 30; the days between add up to 22"]
    );
}
