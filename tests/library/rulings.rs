//! What people decide is obeyed, each ruling moves what it says, and their order leaves no trace.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use rashomon::ingest::rulings::{Decision, append, read_rulings, take_out};
use rashomon::report::json;
use rashomon::{FaultKind, Source, State};

/// Six outlets that tell of three bombings: two of each.
fn claims() -> String {
    let mut lines = String::new();
    for n in 0..6_u32 {
        let place = ["Port Lune", "Gao", "Tessel"][n as usize / 2];
        let claim = serde_json::json!({
            "id": format!("c{n}"), "outlet": format!("Outlet {n}"),
            "document": {"id": format!("d{n}"), "published": "2024-03-20"},
            "event": {"kind": "bombing", "when": format!("2024-03-{:02}", 3 * (n / 2) + 1),
                      "where": [place, "Aland"]},
            "assertions": [
                {"attribute": "killed", "value": 10 + n},
                {"attribute": "perpetrator", "value": format!("{} Front", ["Red", "Blue"][n as usize % 2])},
            ],
        });
        writeln!(lines, "{claim}").unwrap();
    }
    lines
}

const BY: &str = "by = \"desk\"\non = 2026-11-28\nwhy = \"looked\"\n";

fn ruling(decides: &str) -> String {
    format!("[[ruling]]\n{decides}\n{BY}")
}

fn reconciled(at: &Path, rulings: &str) -> rashomon::Reconciliation {
    fs::write(at.join("claims.jsonl"), claims()).unwrap();
    fs::write(at.join("rulings.toml"), rulings).unwrap();
    let sources = [Source::Path(at.to_owned())];
    rashomon::pipeline::run(&sources, &rashomon::Settings::default()).unwrap()
}

/// The claims of every event.
fn events(run: &rashomon::Reconciliation) -> Vec<Vec<&str>> {
    let ids = |claims: &[u32]| {
        claims
            .iter()
            .map(|&c| &*run.claims[c as usize].id)
            .collect()
    };
    run.linkage
        .events
        .iter()
        .map(|event| ids(&event.claims))
        .collect()
}

fn told(run: &rashomon::Reconciliation) -> Vec<String> {
    run.faults
        .iter()
        .map(|f| format!("{}: {:?}: {}", f.line, f.kind, f.message))
        .collect()
}

#[test]
fn events_are_as_ruled() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let blind = reconciled(at, "");
    assert_eq!(events(&blind), [["c0", "c1"], ["c2", "c3"], ["c4", "c5"]]);
    let run = reconciled(at, &ruling("same = [\"c3\", \"c0\"]"));
    assert_eq!(
        events(&run),
        [vec!["c0", "c1", "c2", "c3"], vec!["c4", "c5"]]
    );
    let run = reconciled(at, &ruling("apart = [\"c4\", \"c5\"]"));
    assert_eq!(events(&run)[2..], [["c4"], ["c5"]]);
    // Nothing else has moved.
    assert_eq!(events(&run)[..2], events(&blind)[..2]);
    assert!(run.faults.is_empty(), "{:?}", run.faults);
    let both = ruling("same = [\"c0\", \"c2\"]") + &ruling("apart = [\"c1\", \"c2\"]");
    let run = reconciled(at, &both);
    assert_eq!(
        events(&run),
        [vec!["c0", "c2", "c3"], vec!["c1"], vec!["c4", "c5"]]
    );
}

#[test]
fn rulings_hold_over_given_events() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::write(at.join("claims.jsonl"), claims()).unwrap();
    let rulings = ruling("apart = [\"c0\", \"c5\"]");
    fs::write(at.join("rulings.toml"), rulings).unwrap();
    let given = tempfile::NamedTempFile::with_suffix(".csv").unwrap();
    fs::write(given.path(), "claim,event\nc0,e\nc5,e\n").unwrap();
    let settings = rashomon::Settings {
        events: Some(given.path().to_owned()),
        ..rashomon::Settings::default()
    };
    let run = rashomon::pipeline::run(&[Source::Path(at.to_owned())], &settings).unwrap();
    assert!(events(&run).contains(&vec!["c0"]), "{:?}", events(&run));
}

#[test]
fn a_value_is_settled_whatever_its_type() {
    let folder = tempfile::tempdir().unwrap();
    let rulings = ruling("value = { claim = \"c0\", attribute = \"killed\", is = \"21\" }")
        + &ruling("value = { claim = \"c1\", attribute = \"perpetrator\", is = \"Green Front\" }")
        + &ruling("value = { claim = \"c2\", attribute = \"when\", is = \"2024-03-05\" }")
        + &ruling("value = { claim = \"c2\", attribute = \"kind\", is = \"airstrike\" }")
        + &ruling(
            "value = { claim = \"c3\", attribute = \"where\", is = [\"Timbuktu\", \"Mali\"] }",
        );
    let run = reconciled(folder.path(), &rulings);
    assert!(run.faults.is_empty(), "{:?}", run.faults);
    let report = run.report();
    let answer = |attribute: &str, claim: &str| {
        let event = report
            .events
            .iter()
            .find(|e| e.claims.iter().any(|c| c == claim))
            .unwrap();
        let topics = report.topics.iter();
        let mut own =
            topics.filter(|t| t.event.as_ref() == Some(&event.id) && t.attribute == attribute);
        let topic = own.next().unwrap();
        assert_eq!(topic.state, State::Ruled, "{topic:?}");
        assert_eq!(
            topic.decision().unwrap(),
            "settled by desk on 28 November 2026: looked"
        );
        rashomon::report::topic::answer(topic).unwrap()
    };
    assert!(answer("killed", "c0").starts_with("21"));
    assert_eq!(answer("perpetrator", "c0"), "Green Front");
    assert_eq!(answer("when", "c3"), "5 March 2024");
    assert_eq!(answer("kind", "c3"), "airstrike");
    let event = report.events.iter().find(|e| e.claims[0] == "c2").unwrap();
    assert_eq!(event.title, "Airstrike in Timbuktu, 5 March 2024");
}

#[test]
fn what_is_accepted_stays_until_another_value_is_given() {
    let folder = tempfile::tempdir().unwrap();
    let accept = |values: &str| {
        let accepted =
            format!("accept = {{ claim = \"c0\", attribute = \"killed\", values = [{values}] }}");
        reconciled(folder.path(), &ruling(&accepted))
    };
    let state = |run: &rashomon::Reconciliation| {
        let report = run.report();
        let event = report.events.iter().find(|e| e.claims[0] == "c0").unwrap();
        let is_toll =
            |t: &&rashomon::Topic| t.event.as_ref() == Some(&event.id) && t.attribute == "killed";
        report.topics.iter().find(is_toll).unwrap().state
    };
    let held = accept("10, \"eleven\"");
    assert_eq!((state(&held), told(&held)), (State::Accepted, vec![]));
    let opened = accept("10, 12");
    assert_eq!(state(&opened), State::Open);
    assert_eq!(
        told(&opened),
        ["1: Stale: a value that it does not list is given too, and opens the topic again"]
    );
    let more = accept("10, 11, 40");
    assert_eq!(state(&more), State::Accepted);
    assert_eq!(
        told(&more),
        ["1: Stale: nobody gives all of its values any more"]
    );
}

#[test]
fn what_is_rejected_is_taken_out_and_what_is_gone_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let rulings = ruling("reject = [\"c1\"]")
        + &ruling("same = [\"c1\", \"c3\", \"c5\"]")
        + &ruling("value = { claim = \"gone\", attribute = \"killed\", is = 3 }");
    let run = reconciled(folder.path(), &rulings);
    assert_eq!(events(&run), [vec!["c0"], vec!["c2", "c3", "c4", "c5"]]);
    let told = told(&run);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told[0].starts_with("6: Stale: the claim `c1` is rejected at "),
        "{told:?}"
    );
    assert_eq!(told[1], "11: Stale: no claim has the id `gone`");
    assert!(
        run.report()
            .notes
            .iter()
            .any(|n| n.kind == "rejected" && n.claims == ["c1"])
    );
}

#[test]
fn rulings_that_contradict_each_other_are_all_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let rulings = ruling("same = [\"c0\", \"c2\"]")
        + &ruling("same = [\"c2\", \"c4\"]")
        + &ruling("apart = [\"c0\", \"c4\"]")
        + &ruling("value = { claim = \"c0\", attribute = \"killed\", is = 3 }")
        + &ruling("value = { claim = \"c1\", attribute = \"killed\", is = 4 }");
    let run = reconciled(folder.path(), &rulings);
    assert_eq!(events(&run).len(), 3);
    let told = told(&run);
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(
        told[0].starts_with("11: Conflict: contradicts "),
        "{told:?}"
    );
    assert!(
        told[0].contains("rulings.toml:1 and ") && told[0].contains("rulings.toml:6;"),
        "{told:?}"
    );
    assert!(
        told[1].starts_with("16: Conflict") && told[2].starts_with("21: Conflict"),
        "{told:?}"
    );
    assert!(run.report().topics.iter().all(|t| t.state != State::Ruled));
}

#[test]
fn a_draft_that_is_confirmed_is_a_claim() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let draft = claims().replacen("\"outlet\"", "\"draft\":{\"reader\":\"x\"},\"outlet\"", 1);
    fs::write(at.join("claims.jsonl"), draft).unwrap();
    fs::write(
        at.join("rulings.toml"),
        ruling("confirm = [\"c0\", \"c1\"]"),
    )
    .unwrap();
    let sources = [Source::Path(at.to_owned())];
    let run = rashomon::pipeline::run(&sources, &rashomon::Settings::default()).unwrap();
    assert!(run.claims.iter().all(|claim| !claim.is_draft()));
    assert_eq!(told(&run), ["1: Stale: the claim c1 is no draft"]);
}

#[test]
fn names_are_one_or_two_as_ruled() {
    let folder = tempfile::tempdir().unwrap();
    let names = |run: &rashomon::Reconciliation| {
        let entities = run.names.entities.iter();
        let fronts = entities.filter(|e| e.name.ends_with("Front"));
        fronts.map(|e| e.name.to_string()).collect::<Vec<_>>()
    };
    let blind = reconciled(folder.path(), "");
    assert_eq!(names(&blind), ["Blue Front", "Red Front"]);
    let one = ruling("name = { is = \"Red Front\", also = [\"Blue Front\"] }");
    let run = reconciled(folder.path(), &one);
    assert_eq!(names(&run), ["Red Front"]);
    let report = run.report();
    let told = report.names.iter().find(|n| n.name == "Red Front").unwrap();
    let why = &told
        .spellings
        .iter()
        .find(|s| s.text == "Blue Front")
        .unwrap()
        .why;
    assert_eq!(why, "ruled by desk on 2026-11-28: looked");
    let unmet = ruling("name = { is = \"Red Front\", also = [\"Teal Front\"] }");
    let run = reconciled(folder.path(), &unmet);
    assert_eq!(told_kinds(&run), [FaultKind::Stale]);
}

fn told_kinds(run: &rashomon::Reconciliation) -> Vec<FaultKind> {
    run.faults.iter().map(|f| f.kind).collect()
}

#[test]
fn a_ruling_is_added_and_the_rest_of_the_file_stays() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rulings.toml");
    let before = format!(
        "# Ours.\n\n{}# The last word.\n",
        ruling("apart = [ \"a\",  \"b\" ] # two")
    );
    fs::write(&file, &before).unwrap();
    let (known, _) = read_rulings("r", &before);
    let same = Decision::Same(vec!["a".into(), "c \"d\"".into()]);
    let added = append(&file, &[], &same, &known[0].warrant).unwrap();
    let after = fs::read_to_string(&file).unwrap();
    assert!(after.starts_with(&before), "{after}");
    let (read, faults) = read_rulings("r", &after);
    assert!(faults.is_empty() && read.len() == 2, "{faults:?}");
    assert_eq!((&read[1].decision, &read[1].id), (&same, &added.id));
    // Again, it is there already.
    append(&file, &[], &same, &known[0].warrant).unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), after);
    // What contradicts it is not written.
    let joins = Decision::Same(vec!["b".into(), "c \"d\"".into()]);
    let fault = append(&file, &[], &joins, &known[0].warrant).unwrap_err();
    assert!(fault.message.contains("contradicts"), "{fault}");
    assert_eq!(fs::read_to_string(&file).unwrap(), after);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_ruling_taken_out_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rulings.toml");
    let one = ruling("same = [\"a\", \"b\"] # two papers");
    let warrant = read_rulings("r", &one).0.swap_remove(0).warrant;
    let confirm = Decision::Confirm(vec!["d".into()]);
    for before in [
        String::new(),
        "# ours\n".to_owned(),
        "# ours\n\n\n".to_owned(),
        one.clone(),
        format!("# ours\n{one}\n\n# to do\n"),
        format!("{one}\n# of last week\n{}", ruling("reject = [\"c\"]")),
        one.trim_end().to_owned() + "\n",
    ] {
        fs::write(&file, &before).unwrap();
        let added = append(&file, &[], &confirm, &warrant).unwrap();
        take_out(&file, &added).unwrap();
        let after = fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(after, before);
        // Once more, it is not there any more.
        let fault = take_out(&file, &added).unwrap_err();
        assert_eq!(fault.kind, FaultKind::Stale, "{fault}");
        assert_eq!(fs::read_to_string(&file).unwrap_or_default(), before);
    }
    assert!(fs::read_dir(folder.path()).unwrap().count() <= 1);
}

#[test]
fn what_was_written_around_a_ruling_stays_when_it_is_taken_out() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rulings.toml");
    let [a, b, c] = [
        "confirm = [\"a\"]",
        "confirm = [\"b\"]",
        "confirm = [\"c\"]",
    ]
    .map(ruling);
    let text = format!("# first\n{a}\n# second\n{b}\n# third\n{c}# last\n");
    for (n, left) in [
        (0, format!("# first\n# second\n{b}\n# third\n{c}# last\n")),
        (1, format!("# first\n{a}\n# second\n# third\n{c}# last\n")),
        (2, format!("# first\n{a}\n# second\n{b}\n# third\n# last\n")),
    ] {
        fs::write(&file, &text).unwrap();
        take_out(&file, &read_rulings("r", &text).0[n]).unwrap();
        let after = fs::read_to_string(&file).unwrap();
        let lines = |text: &str| -> Vec<String> {
            let lines = text.lines().filter(|line| !line.is_empty());
            lines.map(str::to_owned).collect()
        };
        assert_eq!(lines(&after), lines(&left), "{after}");
    }
}

#[test]
fn many_who_rule_at_once_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rulings.toml");
    let (known, _) = read_rulings("r", &ruling("same = [\"a\", \"b\"]"));
    let warrant = &known[0].warrant;
    std::thread::scope(|scope| {
        for n in 0..12 {
            let confirm = Decision::Confirm(vec![format!("c{n}").into()]);
            let file = &file;
            scope.spawn(move || append(file, &[], &confirm, warrant).unwrap());
        }
    });
    let (all, faults) = read_rulings("r", &fs::read_to_string(&file).unwrap());
    assert_eq!((all.len(), faults.len()), (12, 0));
}

/// Rulings of every sort, that do not contradict each other.
const ALL: [&str; 7] = [
    "same = [\"c0\", \"c2\"]",
    "apart = [\"c4\", \"c5\"]",
    "apart = [\"c1\", \"c3\", \"gone\"]",
    "value = { claim = \"c4\", attribute = \"killed\", is = 3 }",
    "accept = { claim = \"c5\", attribute = \"killed\", values = [14, 15] }",
    "name = { is = \"Red Front\", also = [\"Blue Front\"] }",
    "reject = [\"c3\"]",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn rulings_in_any_order_give_the_same_bytes(order in Just((0..ALL.len()).collect::<Vec<_>>()).prop_shuffle()) {
        let report = |order: &[usize]| {
            let folder = tempfile::tempdir().unwrap();
            let rulings: String = order.iter().map(|&n| ruling(ALL[n])).collect();
            let run = reconciled(folder.path(), &rulings);
            let mut out = Vec::new();
            json::stream(&run.maker(), &(), &mut out).unwrap();
            String::from_utf8(out).unwrap().replace(&*folder.path().to_string_lossy(), "")
        };
        let first: Vec<usize> = (0..ALL.len()).collect();
        prop_assert_eq!(report(&first), report(&order));
    }
}
