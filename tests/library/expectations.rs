//! What a careful reader finds in the claims sets, written down before any output existed
//! (`claims/sahel/README.md`, `claims/earthquake/README.md`, `claims/election/README.md`), and what
//! the program must find too.

#![allow(
    clippy::too_many_lines,
    clippy::type_complexity,
    clippy::format_collect,
    reason = "a test is read from top to bottom"
)]

use rashomon::codebook::{Severity, Verdict};
use rashomon::ingest::Source;
use rashomon::pipeline::{Settings, run};
use rashomon::view::{Between, Event, Report, State, Topic};

use crate::root;

/// A report borrows from its run, which lives as long as the test.
fn report(set: &str) -> Report<'static> {
    let path = root().join("claims").join(set);
    let run = run(&[Source::Path(path)], &Settings::default()).unwrap();
    Box::leak(Box::new(run)).report()
}

/// How two claims stand on an attribute, wherever they are not in agreement.
fn between<'a>(report: &'a Report<'a>, attribute: &str, a: &str, b: &str) -> Vec<&'a Between<'a>> {
    let topics = report.topics.iter().filter(|t| t.attribute == attribute);
    topics
        .flat_map(|topic| {
            let gives =
                |row: usize, claim: &str| topic.values[row].claims.iter().any(|c| c == claim);
            let entries = topic.between.iter();
            entries.filter(move |of| {
                gives(of.a, a) && gives(of.b, b) || gives(of.a, b) && gives(of.b, a)
            })
        })
        .collect()
}

/// The topics of an event on an attribute.
fn topics<'a>(report: &'a Report<'a>, event: &Event) -> impl Iterator<Item = &'a Topic<'a>> {
    let of_event = |t: &&Topic| t.event.as_deref() == Some(&*event.id);
    report.topics.iter().filter(of_event)
}

#[track_caller]
fn verdict(report: &Report, attribute: &str, a: &str, b: &str, expected: Verdict) {
    let found: Vec<Verdict> = between(report, attribute, a, b)
        .iter()
        .map(|f| f.verdict)
        .collect();
    if expected == Verdict::Agreement {
        assert!(one_event(report, a, b), "{a} and {b} are not one event");
        assert!(found.is_empty(), "{attribute} of {a} and {b}: {found:?}");
    } else {
        assert_eq!(found, [expected], "{attribute} of {a} and {b}");
    }
}

fn event_of<'a>(report: &'a Report<'a>, claim: &str) -> &'a Event<'a> {
    report
        .events
        .iter()
        .find(|e| e.claims.iter().any(|c| c == claim))
        .unwrap()
}

fn one_event(report: &Report, a: &str, b: &str) -> bool {
    event_of(report, a).id == event_of(report, b).id
}

/// Whether two spellings were read as one name.
fn one_name(report: &Report, a: &str, b: &str) -> bool {
    report
        .names
        .iter()
        .filter(|n| n.decision == "one")
        .any(|name| {
            let is =
                |text: &str| name.name == text || name.spellings.iter().any(|s| s.text == text);
            is(a) && is(b)
        })
}

fn doubted(report: &Report, a: &str, b: &str) -> bool {
    report
        .names
        .iter()
        .filter(|n| n.decision == "doubt")
        .any(|n| n.name.contains(a) && n.name.contains(b))
}

#[test]
fn sahel_contradictions_are_those_of_row_9_and_no_other() {
    let report = report("sahel");
    let grave = |of: &Between| of.verdict == Verdict::Contradiction;
    let mut contradictions = 0;
    for topic in &report.topics {
        for of in topic.between.iter().filter(|of| grave(of)) {
            contradictions += 1;
            assert_eq!(
                (&*topic.attribute, topic.of.as_deref()),
                ("status", Some("Amadou Koufa")),
                "{of:?}"
            );
            assert_eq!(of.severity, Some(Severity::Critical));
            let sides = topic.sides(of);
            let claims = sides.iter().flat_map(|side| &side.claims);
            assert!(claims.into_iter().any(|c| c == "video#koufa"));
        }
    }
    assert!(contradictions > 0);
    for killed in ["002#koufa-killed", "ministry#koufa", "malian-army#koufa"] {
        verdict(
            &report,
            "status",
            killed,
            "video#koufa",
            Verdict::Contradiction,
        );
    }
}

#[test]
fn sahel_rows_1_to_4_tin_tafgat() {
    let report = report("sahel");
    let (a, b) = ("000#tin-tafgat", "001#tin-tafgat");
    assert!(one_event(&report, a, b));
    verdict(&report, "when", a, b, Verdict::Compatible);
    verdict(&report, "killed", a, b, Verdict::Compatible);
    let killed = between(&report, "killed", a, b)[0];
    assert!(killed.why.contains("21 with those named"), "{}", killed.why);
    assert!(
        killed.why.contains("17 to 25 with those named"),
        "{}",
        killed.why
    );
    verdict(&report, "role", a, b, Verdict::Compatible);
    let roles = between(&report, "role", "000#tin-tafgat", "001#elias");
    assert!(
        roles.len() == 2 && roles.iter().all(|f| f.verdict == Verdict::Compatible),
        "{roles:?}"
    );
    for (one, other) in [
        ("Intel", "Intelet"),
        ("Intel", "Entillet"),
        ("Intelt", "Entillet"),
        ("Tessit", "Tisseit"),
        ("Mianka", "Mayanka"),
        ("Mustapha Abu Mahmoudou", "Mustafa Abu Mahmoudou"),
    ] {
        assert!(one_name(&report, one, other), "{one} and {other}");
    }
}

#[test]
fn sahel_rows_5_and_17_menaka() {
    let report = report("sahel");
    verdict(
        &report,
        "control",
        "000#mianka",
        "001#mayanka",
        Verdict::Agreement,
    );
    for later in ["000#mianka", "001#mayanka"] {
        verdict(
            &report,
            "control",
            "003#menaka-east",
            later,
            Verdict::Superseded,
        );
    }
    let menaka = report.subjects.iter().find(|s| s.name == "Menaka").unwrap();
    let of_menaka = |t: &&Topic| t.subject.as_deref() == Some(&*menaka.id);
    let mut held = report.topics.iter().filter(of_menaka);
    let control = held.find(|t| t.attribute == "control").unwrap();
    assert!(format!("{:?}", control.answer).contains("Islamic State in the Sahel"));
}

#[test]
fn sahel_rows_6_and_8_said_by_one_outlet_only() {
    let report = report("sahel");
    verdict(
        &report,
        "actors",
        "000#before",
        "001#before",
        Verdict::Compatible,
    );
    let battle = event_of(&report, "001#tin-tafgat");
    for attribute in ["seized", "duration"] {
        let said: Vec<_> = topics(&report, battle)
            .filter(|t| t.attribute == attribute)
            .collect();
        assert!(!said.is_empty());
        assert!(
            said.iter().all(|t| t.state == State::OneSource),
            "{attribute}"
        );
    }
    let koala = event_of(&report, "001#koala");
    assert_eq!((koala.claims.len(), koala.origins), (1, 1));
    assert!(topics(&report, koala).all(|t| t.state == State::OneSource));
}

#[test]
fn sahel_row_7_two_outlets_of_one_origin() {
    let report = report("sahel");
    assert_eq!(event_of(&report, "000#tin-tafgat").origins, 1);
    assert!(
        report
            .notes
            .iter()
            .any(|n| n.kind == "dependence" && n.text.contains("count as one source"))
    );
}

#[test]
fn sahel_row_10_the_year_is_inferred_from_the_weekday() {
    let report = report("sahel");
    let note = report
        .notes
        .iter()
        .find(|n| n.kind == "year inferred" && n.claims == ["002#border-clash"])
        .unwrap();
    assert!(
        note.text.contains("2020") && note.text.contains("2019"),
        "{}",
        note.text
    );
    assert_eq!(
        event_of(&report, "002#border-clash").when.as_deref(),
        Some("2020-03-12")
    );
}

#[test]
fn sahel_row_11_the_leaders_of_isis() {
    let report = report("sahel");
    for later in ["000#isis-leader", "001#isis-leader"] {
        verdict(&report, "role", "002#sahraoui", later, Verdict::Superseded);
        let why = &between(&report, "role", "002#sahraoui", later)[0].why;
        assert!(why.contains("not in the same role"), "{why}");
    }
}

#[test]
fn sahel_row_12_one_campaign() {
    let report = report("sahel");
    assert!(one_name(&report, "Tamalat", "Tamalt"));
    assert!(
        one_name(&report, "Insinsnane", "Insanan") || doubted(&report, "Insinsnane", "Insanan")
    );
    let day = event_of(&report, "003#insinsnane");
    let campaign = &event_of(&report, "004#campaign").id;
    assert!(
        day.related
            .iter()
            .any(|r| r.relation == "part of" && r.event == *campaign),
        "{:?}",
        day.related
    );
}

#[test]
fn sahel_row_13_a_town_against_a_front() {
    let report = report("sahel");
    verdict(
        &report,
        "outcome",
        "003#front",
        "004#azraghan",
        Verdict::Scope,
    );
}

#[test]
fn sahel_row_13b_two_names_that_may_be_one_place() {
    let report = report("sahel");
    assert!(doubted(&report, "Anderamboukane", "Azanbukar"));
    let found = between(&report, "control", "003#anderamboukane", "004#azanbukar");
    assert!(!found.is_empty());
    assert!(
        found
            .iter()
            .all(|f| f.condition.is_some() && f.verdict != Verdict::Contradiction),
        "{found:?}"
    );
    assert!(found.iter().any(|f| f.verdict == Verdict::Superseded));
}

#[test]
fn sahel_row_14_september_strengthened_isis() {
    let report = report("sahel");
    let talataye = event_of(&report, "003#talataye");
    let september = &event_of(&report, "004#september").id;
    let relation = talataye
        .related
        .iter()
        .find(|r| r.event == *september)
        .unwrap();
    assert!(
        relation.why.contains("agreement on the outcome"),
        "{}",
        relation.why
    );
}

#[test]
fn sahel_row_15_a_party_s_own_claim() {
    let report = report("sahel");
    let (own, naba) = ("003#talataye", "003#talataye-naba");
    assert!(one_event(&report, own, naba));
    verdict(&report, "killed", own, naba, Verdict::Compatible);
    let note = report
        .notes
        .iter()
        .find(|n| n.kind == "party's own claim" && n.claims == [naba])
        .unwrap();
    assert!(
        note.text.contains("Islamic State in the Sahel"),
        "{}",
        note.text
    );
}

#[test]
fn sahel_row_16_not_the_same_period() {
    let report = report("sahel");
    verdict(
        &report,
        "killed",
        "003#civilians",
        "004#civilians",
        Verdict::Scope,
    );
    assert!(
        between(&report, "killed", "003#civilians", "004#civilians")[0]
            .why
            .contains("not the same period")
    );
}

#[test]
fn sahel_row_18_names() {
    let report = report("sahel");
    for (one, other) in [
        ("GSIM", "Nusrat al-Islam wal-Muslimin"),
        ("GSIM", "Al-Nusra"),
        ("GSIM", "Group for the Support of Islam and Muslims"),
        ("ISIS", "DAESH"),
        ("ISIS", "EIS"),
        ("ISIS", "Islamic State in the Sahel"),
    ] {
        assert!(one_name(&report, one, other), "{one} and {other}");
    }
    assert!(
        !report.names.iter().any(|n| n.name.contains("Syria")),
        "Al-Nusra of Syria is another group"
    );
}

#[test]
fn earthquake_tolls() {
    let report = report("earthquake");
    verdict(
        &report,
        "killed",
        "mw-1#quake",
        "hp-1#quake",
        Verdict::Agreement,
    );
    verdict(
        &report,
        "killed",
        "mw-1#quake",
        "cp-1#quake",
        Verdict::Superseded,
    );
    verdict(
        &report,
        "killed",
        "cp-1#quake",
        "mw-2#quake",
        Verdict::Agreement,
    );
    for later in ["cp-1#quake", "ec-1#quake", "jg-1#quake", "cp-2#quake"] {
        verdict(
            &report,
            "killed",
            "ra-1#quake",
            later,
            Verdict::Contradiction,
        );
    }
    verdict(
        &report,
        "killed",
        "ra-1#quake",
        "cp-3#quake",
        Verdict::Superseded,
    );
    verdict(
        &report,
        "missing",
        "cp-1#quake",
        "cp-3#quake",
        Verdict::Superseded,
    );
    verdict(
        &report,
        "missing",
        "ec-1#quake",
        "jg-1#quake",
        Verdict::Compatible,
    );
    verdict(
        &report,
        "displaced",
        "cp-2#quake",
        "rl-1#quake",
        Verdict::Compatible,
    );
    assert!(
        report
            .notes
            .iter()
            .any(|n| n.kind == "parts and total" && n.claims == ["hp-2#quake"])
    );
}

#[test]
fn earthquake_measures_states_and_places() {
    let report = report("earthquake");
    verdict(
        &report,
        "magnitude",
        "gss-1#quake",
        "ra-1#quake",
        Verdict::Contradiction,
    );
    verdict(
        &report,
        "depth",
        "gss-1#quake",
        "jg-1#quake",
        Verdict::Compatible,
    );
    verdict(
        &report,
        "depth",
        "gss-1#quake",
        "ra-1#quake",
        Verdict::Contradiction,
    );
    verdict(
        &report,
        "tsunami",
        "gss-1#quake",
        "mw-2#quake",
        Verdict::Superseded,
    );
    verdict(
        &report,
        "status",
        "ra-1#quake",
        "jg-1#mayor",
        Verdict::Contradiction,
    );
    verdict(
        &report,
        "status",
        "ra-1#quake",
        "ec-1#quake",
        Verdict::Contradiction,
    );
    verdict(
        &report,
        "when",
        "dl-2#quake",
        "gss-1#quake",
        Verdict::Contradiction,
    );
    verdict(
        &report,
        "when",
        "dl-2#quake",
        "dl-1#quake",
        Verdict::Superseded,
    );
    verdict(
        &report,
        "when",
        "gss-2#corva",
        "nh-2#corva",
        Verdict::Agreement,
    );
    verdict(
        &report,
        "kind",
        "gss-3#aftershock",
        "jg-2#aftershock",
        Verdict::Compatible,
    );
    assert!(one_name(&report, "Ayacolca", "Ayakolca"));
    assert!(!one_event(&report, "gss-1#quake", "gss-2#corva"));
}

#[test]
fn earthquake_one_wire_story_is_one_origin() {
    let report = report("earthquake");
    let quake = event_of(&report, "mw-1#quake");
    let origin = |claim: &str| {
        quake
            .accounts
            .iter()
            .find(|a| a.claim == claim)
            .unwrap()
            .origin
    };
    for copy in ["hp-1#quake", "nh-1#quake", "dl-1#quake"] {
        assert_eq!(origin(copy), origin("mw-1#quake"), "{copy}");
    }
}

#[test]
fn election_result_and_offices() {
    let report = report("election");
    verdict(
        &report,
        "outcome",
        "kc-1#vote",
        "ob-1#vote",
        Verdict::Agreement,
    );
    verdict(
        &report,
        "outcome",
        "fq-1#vote",
        "kc-1#vote",
        Verdict::Contradiction,
    );
    verdict(
        &report,
        "votes",
        "fq-1#vote",
        "kc-1#vote",
        Verdict::Contradiction,
    );
    verdict(
        &report,
        "turnout",
        "kc-1#vote",
        "sh-2#vote",
        Verdict::Compatible,
    );
    verdict(
        &report,
        "turnout",
        "fq-1#vote",
        "kc-1#vote",
        Verdict::Contradiction,
    );
    verdict(
        &report,
        "seats",
        "kc-1#vote",
        "ob-1#vote",
        Verdict::Contradiction,
    );
    verdict(
        &report,
        "role",
        "sh-4#president",
        "fq-5#president",
        Verdict::Contradiction,
    );
    verdict(
        &report,
        "role",
        "sh-1#president",
        "sh-4#president",
        Verdict::Superseded,
    );
    verdict(
        &report,
        "role",
        "sh-4#president",
        "ce-2#president",
        Verdict::Superseded,
    );
    verdict(
        &report,
        "status",
        "sh-4#president",
        "ce-2#president",
        Verdict::Superseded,
    );
    assert!(
        report
            .notes
            .iter()
            .any(|n| n.kind == "weekday fault" && n.claims == ["ob-1#vote"])
    );
    assert!(
        report
            .notes
            .iter()
            .any(|n| n.kind == "party's own claim" && n.claims == ["fq-1#vote"])
    );
}

#[test]
fn election_protest_and_persons() {
    let report = report("election");
    verdict(
        &report,
        "killed",
        "lm-2#protest",
        "ts-1#protest",
        Verdict::Agreement,
    );
    verdict(
        &report,
        "killed",
        "lm-2#protest",
        "mi-1#protest",
        Verdict::Contradiction,
    );
    verdict(
        &report,
        "killed",
        "fq-2#protest",
        "mi-1#protest",
        Verdict::Contradiction,
    );
    verdict(
        &report,
        "killed",
        "mi-1#protest",
        "dw-1#protest",
        Verdict::Superseded,
    );
    verdict(
        &report,
        "captured",
        "fq-2#protest",
        "mi-1#protest",
        Verdict::Contradiction,
    );
    verdict(
        &report,
        "captured",
        "mi-1#protest",
        "dw-1#protest",
        Verdict::Superseded,
    );
    verdict(
        &report,
        "wounded",
        "lm-2#protest",
        "mi-1#protest",
        Verdict::Scope,
    );
    verdict(
        &report,
        "kind",
        "lm-2#protest",
        "mi-1#protest",
        Verdict::Compatible,
    );
    verdict(
        &report,
        "status",
        "sh-3#belk",
        "lm-4#belk",
        Verdict::Contradiction,
    );
    verdict(
        &report,
        "status",
        "lm-1#reim",
        "fq-4#reim",
        Verdict::Superseded,
    );
    verdict(
        &report,
        "status",
        "sh-3#harro",
        "fq-3#harro",
        Verdict::Superseded,
    );
    assert!(!one_event(&report, "dw-1#protest", "dw-2#protest"));
    assert!(one_name(&report, "Dostrava", "Dostrawa"));
}
