//! What is in doubt of events is told, and neither merged nor dropped in silence.

use std::collections::HashSet;
use std::io::Write as _;

use rashomon::claim::Location;
use rashomon::ingest::rulings::{Decision, Ruling, Warrant, apply};
use rashomon::pipeline::{ClaimsSet, Reconciliation, reconcile};
use rashomon::report::question;
use rashomon::report::table::Terminal;
use rashomon::view::explain::Answers as _;
use rashomon::view::question::{Asked, Question};
use rashomon::view::{Event, says};
use serde_json::{Value, json};

/// An account of a flood in one town.
fn flood(id: &str, outlet: &str, day: &str, killed: u32) -> Value {
    json!({
        "id": id, "outlet": outlet,
        "event": {"kind": "disaster", "when": day, "where": ["Brodek", "Olvania"]},
        "assertions": [{"attribute": "killed", "value": killed}],
    })
}

fn run(claims: &[Value]) -> Reconciliation {
    let lines: Vec<String> = claims.iter().map(Value::to_string).collect();
    reconcile(ClaimsSet::from_lines(&lines.join("\n")).unwrap())
}

fn event_of<'a>(events: &'a [Event<'a>], claim: &str) -> &'a Event<'a> {
    let holds = |e: &&Event| e.claims.iter().any(|c| c == claim);
    events.iter().find(holds).unwrap()
}

/// A register of one flood, and one of seven, three days later.
fn registers() -> Vec<Value> {
    let others = (0..7).map(|n| flood(&format!("b{n}"), "Basin register", "2024-03-04", 13 + n));
    others
        .chain([flood("a", "State register", "2024-03-01", 10)])
        .collect()
}

#[test]
fn no_more_than_five_events_are_named_and_the_rest_are_counted() {
    let run = run(&registers());
    let report = run.report();
    let hub = event_of(&report.events, "a");
    assert_eq!((hub.possible.len(), hub.more_possible), (5, 2), "{hub:#?}");
    let odds: Vec<f64> = hub.possible.iter().map(|p| p.odds).collect();
    assert!(odds.is_sorted_by(|x, y| x >= y) && odds.iter().all(|o| (0.1..=0.9).contains(o)));
    for n in 0..7 {
        let leaf = event_of(&report.events, &format!("b{n}"));
        let named: Vec<&str> = leaf.possible.iter().map(|p| &*p.event).collect();
        assert_eq!((named, leaf.more_possible), (vec![&*hub.id], 0));
    }
}

#[test]
fn doubts_do_not_hang_on_the_order_of_claims() {
    let mut claims = registers();
    let there = serde_json::to_string(&run(&claims).report()).unwrap();
    claims.reverse();
    assert_eq!(
        serde_json::to_string(&run(&claims).report()).unwrap(),
        there
    );
}

#[test]
fn a_claim_that_barely_holds_and_what_it_contradicts_are_told() {
    let claims = [
        flood("a", "Morning Post", "2024-03-01", 10),
        flood("b", "Evening Post", "2024-03-01", 10),
        flood("c", "Night Post", "2024-03-02", 30),
    ];
    let run = run(&claims);
    let report = run.report();
    let event = event_of(&report.events, "c");
    assert_eq!(event.claims.len(), 3);
    let weak: Vec<&str> = event.weak.iter().map(|w| &*w.claim).collect();
    assert_eq!(weak, ["c"]);
    let topic = report
        .topics
        .iter()
        .find(|t| t.attribute == "when")
        .unwrap();
    assert!(topic.between[0].same_event.is_some_and(|odds| odds < 0.95));
}

#[test]
fn what_settles_most_is_asked_first() {
    let mut claims = registers();
    claims.extend([
        flood("c", "Morning Post", "2024-06-01", 10),
        flood("d", "Evening Post", "2024-06-01", 12),
    ]);
    let run = run(&claims);
    let maker = run.maker();
    let (questions, all) = maker.questions(100);
    assert_eq!(questions.len(), all);
    assert_eq!(maker.questions(2), (questions[..2].to_vec(), all));
    let stakes = questions.iter().map(|q| q.stakes);
    assert!(stakes.is_sorted_by(|x, y| {
        (x.gravest, x.settled, x.accounts) >= (y.gravest, y.settled, y.accounts)
    }));
    assert_eq!(questions[0].kind, Asked::Contradiction);
    let same: Vec<&Question> = questions
        .iter()
        .filter(|q| q.kind == Asked::SameEvent)
        .collect();
    assert_eq!(same.len(), 7, "every pair once");
    for question in same {
        let Decision::Same(claims) = &question.choices[0].ruling else {
            panic!("{question:?}")
        };
        let titles: Vec<&str> = question.sides.iter().map(|s| &*s.title).collect();
        assert_eq!(claims.len(), 2);
        assert!(titles.contains(&"State register") && titles.contains(&"Basin register"));
    }
}

/// Both accounts side by side, what an answer changes, and which ruling it is.
#[test]
fn questions_of_the_bundled_set_are_read_in_one_go() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/claims/sahel");
    let sources = [rashomon::Source::Path(root.into())];
    let run = rashomon::pipeline::run(&sources, &rashomon::Settings::default()).unwrap();
    let (questions, all) = run.maker().questions(1000);
    assert_eq!(questions.len(), all);
    let mut told = HashSet::new();
    let mut page = Vec::new();
    for question in questions {
        if told.insert(question.kind) {
            let mut terminal = Terminal::new(&mut page, 80, false);
            question::tell(&question, true, &mut terminal).unwrap();
            for choice in &question.choices {
                writeln!(page, "  [{}]", says(&choice.ruling)).unwrap();
            }
            writeln!(page).unwrap();
        }
    }
    insta::assert_snapshot!(String::from_utf8(page).unwrap());
}

/// Why two accounts of a set are not taken for one event.
fn parted(claims: &[Value], a: &str, b: &str) -> String {
    let run = run(claims);
    let explained = run.maker().why_claims(a, b).unwrap();
    explained.sentences[0].clone()
}

#[test]
fn it_is_told_what_keeps_two_accounts_apart() {
    let a = flood("a", "Morning Post", "2024-03-01", 10);
    let mut elsewhere = flood("b", "Evening Post", "2024-03-01", 10);
    elsewhere["event"]["where"] = json!(["Varna", "Istria"]);
    elsewhere["event"]["kind"] = json!("clash");
    let later = flood("c", "Night Post", "2024-05-01", 10);
    let claims = [a, elsewhere, later];
    let never = parted(&claims, "a", "b");
    assert!(
        never.contains("share nothing by which claims are compared"),
        "{never}"
    );
    let days = parted(&claims, "a", "c");
    assert!(days.contains("never met. They share a place"), "{days}");
    let light = parted(&registers(), "a", "b3");
    assert!(
        light.contains("too light: -0.3 bits, where 0.0 are needed"),
        "{light}"
    );
    let table = parted(&registers(), "b1", "b2");
    assert!(table.contains("rows of one table"), "{table}");
}

/// The state's register fits the flood of one day, and cannot be of the other of that outlet.
#[test]
fn it_is_told_where_the_rest_of_two_events_keeps_them_apart() {
    let day = "2024-03-01";
    let rows = [
        flood("a", "State register", day, 10),
        flood("b", "Basin register", day, 10),
        flood("c", "Basin register", day, 30),
    ];
    let told = parted(&rows, "a", "c");
    assert!(
        told.contains("the two alone would do, at 3.4 bits"),
        "{told}"
    );
    assert!(
        told.contains("come to -8.3 bits on average, and 0.0 are needed. What fits least are b and c, where they are rows of one table"),
        "{told}"
    );
}

#[test]
fn evidence_adds_up() {
    let run = run(&registers());
    let explained = run.maker().why_claims("a", "b3").unwrap();
    let sum: f64 = explained.evidence.iter().map(|e| e.bits).sum();
    let told = format!("{sum:.1} bits");
    assert!(
        explained.sentences[0].contains(&told),
        "{told}: {explained:?}"
    );
}

/// What is asked of a set in which this is ruled, by what each first answer would write.
fn asked(claims: &[Value], rulings: &[Decision]) -> Vec<String> {
    let lines: Vec<String> = claims.iter().map(Value::to_string).collect();
    let mut set = ClaimsSet::from_lines(&lines.join("\n")).unwrap();
    let warrant = Warrant {
        by: "desk".into(),
        on: "2026-11-28".into(),
        why: "known".into(),
    };
    let ruling = |decision: &Decision| {
        Ruling::new(decision.clone(), warrant.clone(), Location::default(), 0)
    };
    let rulings = rulings.iter().map(ruling).collect();
    let (decided, faults) = apply(rulings, &mut set.claims, &mut set.known, &set.codebook);
    assert!(faults.is_empty(), "{faults:?}");
    set.decided = decided;
    let run = reconcile(set);
    assert!(run.faults.is_empty(), "{:?}", run.faults);
    let (questions, _) = run.maker().questions(1000);
    let first = questions.iter().map(|q| says(&q.choices[0].ruling));
    first.collect()
}

/// Whatever is answered of anything, it is not asked again.
#[test]
fn what_is_ruled_is_not_asked_again() {
    let mut claims = registers();
    claims.extend([
        flood("c", "Morning Post", "2024-06-01", 10),
        flood("d", "Evening Post", "2024-06-01", 10),
        flood("e", "Night Post", "2024-06-02", 30),
    ]);
    claims[0]["draft"] = json!({"reader": "r"});
    let before = run(&claims);
    let (questions, _) = before.maker().questions(1000);
    let kinds: HashSet<Asked> = questions.iter().map(|q| q.kind).collect();
    let met = [
        Asked::Contradiction,
        Asked::Member,
        Asked::SameEvent,
        Asked::Draft,
    ];
    assert!(met.iter().all(|kind| kinds.contains(kind)), "{kinds:?}");
    for question in questions {
        let own = says(&question.choices[0].ruling);
        for choice in question.choices {
            let left = asked(&claims, std::slice::from_ref(&choice.ruling));
            assert!(
                !left.contains(&own),
                "{}: {own} is asked again",
                says(&choice.ruling)
            );
        }
    }
}
