//! What two outlets differ in always alike is told once, and is no contradiction.

use std::fmt::Write as _;

use rashomon::codebook::{Codebook, Verdict};
use rashomon::ingest;
use rashomon::pipeline::{ClaimsSet, Reconciliation, reconcile};
use rashomon::settle::State;

/// Two tables of as many events. The second is a day later in all but two of them where it is `late`, and counts one
/// more in all but five where it `counts` the attacker; else it errs both ways in turn.
fn tables(events: u32, late: bool, counts: bool) -> Reconciliation {
    let mut text = "claim,outlet,event.kind,event.when,event.where,attribute,value\n".to_owned();
    let first = jiff::civil::date(2015, 1, 1);
    for event in 0..events {
        let day = |off: i64| {
            let days = jiff::Span::new().days(i64::from(event) * 20 + 2 + off);
            first.checked_add(days).unwrap()
        };
        let turn = if event % 2 == 0 { 1 } else { -1 };
        let off = if late { i64::from(event > 1) } else { turn };
        let more = if counts { i64::from(event > 4) } else { -turn };
        for (table, day, killed) in [("A", day(0), 9), ("B", day(off), 9 + more)] {
            let place = format!("Town{event}; Arvia");
            let _ = writeln!(
                text,
                "{table}{event},{table},shooting,{day},{place},killed,{killed}"
            );
        }
    }
    let codebook = Codebook::builtin();
    let read = ingest::read_from("t.csv", ingest::Form::Csv, text.as_bytes(), &codebook);
    assert_eq!(read.faults, []);
    let number = |id: String| read.claims.iter().position(|c| *c.id == *id).unwrap() as u32;
    let pair = |event: u32| {
        ["A", "B"]
            .map(|table| number(format!("{table}{event}")))
            .to_vec()
    };
    reconcile(ClaimsSet {
        events: Some((0..events).map(pair).collect()),
        claims: read.claims,
        codebook,
        ..ClaimsSet::default()
    })
}

/// How many topics of an attribute are open, and how many explained as of another scope.
fn stand(run: &Reconciliation, attribute: &str) -> (usize, usize) {
    let report = run.report();
    let of = report.topics.iter().filter(|t| t.attribute == attribute);
    let open = of.clone().filter(|t| t.state == State::Open).count();
    let explained = of.filter(|t| (t.state, t.verdict) == (State::Explained, Verdict::Scope));
    (open, explained.count())
}

/// What is told of outlets: the one that gives more, the other, the attribute, by how much, in how many of how many.
fn told(run: &Reconciliation) -> Vec<(String, String, String, u64, u32, u32)> {
    let outlets = run.report().outlets;
    let of = |o: &rashomon::view::Outlet| {
        let outlet = o.outlet.clone();
        let differs = o.differs.clone().into_iter();
        let told =
            differs.map(move |d| (outlet.clone(), d.outlet, d.attribute, d.by, d.times, d.of));
        told.collect::<Vec<_>>()
    };
    outlets.iter().flat_map(of).collect()
}

#[test]
fn a_steady_difference_is_told_once_for_the_two_outlets() {
    let run = tables(40, true, true);
    let expected = [("killed", 35), ("when", 38)];
    let mut found = told(&run);
    found.sort_by(|x, y| x.2.cmp(&y.2));
    let of = |(attribute, times): (&str, u32)| {
        (
            "B".to_owned(),
            "A".to_owned(),
            attribute.to_owned(),
            1,
            times,
            40,
        )
    };
    assert_eq!(found, expected.map(of));
    assert_eq!(stand(&run, "when"), (0, 38));
    assert_eq!(stand(&run, "killed"), (0, 35));
    let report = run.report();
    let topic = report
        .topics
        .iter()
        .find(|t| t.attribute == "when" && !t.between.is_empty());
    let between = &topic.unwrap().between[0];
    assert_eq!(between.rule, "steady-difference");
    assert_eq!(
        between.why,
        "B dates 1 day later than A, in 38 of 40 things that both tell: do they count days by other clocks, or \
         mean other days?"
    );
}

#[test]
fn errors_both_ways_are_no_steady_difference() {
    let run = tables(40, false, true);
    assert_eq!(stand(&run, "when"), (40, 0));
    assert_eq!(told(&run).len(), 1);
}

#[test]
fn a_few_events_show_nothing_steady() {
    let run = tables(8, true, false);
    assert_eq!(told(&run), []);
    assert_eq!(stand(&run, "when"), (6, 0));
}
