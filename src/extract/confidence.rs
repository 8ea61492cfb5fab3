//! How sure it is that a reader would write an event down.

use super::draft::Drafter;
use super::event::Event;
use super::mention::{Mention, Sort, Victim};
use crate::claim::DaySpan;

impl Drafter<'_, '_> {
    /// How sure it is that a reader would write the event down: weights of evidence, summed in log-odds.
    pub(super) fn confidence(&self, event: &Event) -> f64 {
        let sum: f64 = self
            .evidence(event)
            .iter()
            .filter(|(_, holds, _)| *holds)
            .map(|(_, _, weight)| weight)
            .sum();
        1.0 / (1.0 + (1.5 - sum).exp())
    }

    /// Every piece of evidence: its name, whether it holds, and what it weighs.
    pub(super) fn evidence(&self, event: &Event) -> Vec<(&'static str, bool, f64)> {
        let mut evidence = self.of_what_is_told(event);
        evidence.extend(self.of_how_it_is_told(event));
        evidence.extend(of_the_kind(event));
        evidence
    }

    fn of_what_is_told(&self, event: &Event) -> Vec<(&'static str, bool, f64)> {
        let mentions = &event.mentions;
        let hurt = |test: fn(&Victim) -> bool| event.victims().any(test);
        let age = event.when.and_then(|w| self.age(w));
        let old = |days: i32| age.is_some_and(|a| a > days);
        let of_sort = |sorts: &[Sort]| event.attackers.iter().any(|(w, _)| sorts.contains(&w.sort));
        // Told with a number or a name and a time of its own: background, and still an event.
        let counted = event.when.is_some() && hurt(|v| v.name.is_some() || v.number.is_some());
        let fact = mentions
            .iter()
            .flat_map(|m| &m.facts)
            .any(|f| matches!(f.attribute, "control" | "outcome"));
        let people = hurt(|_| true);
        vec![
            ("named", hurt(|v| v.name.is_some()), 0.6),
            ("victims", people, 0.5),
            ("number", hurt(|v| v.number.is_some()), 0.2),
            (
                "many",
                hurt(|v| v.number.as_ref().is_some_and(|n| n.low >= 100))
                    && !of_sort(&[Sort::Organisation])
                    && !matches!(event.kind.as_deref(), Some("accident" | "disaster")),
                -0.6,
            ),
            ("rebels only", people && !hurt(|v| !v.rebel), -0.1),
            ("place", event.places.iter().any(|p| !p.is_country), 0.3),
            ("time", event.when.is_some(), -0.1),
            (
                "wide time",
                !counted && !fact && event.when.is_some_and(|w| w.last - w.first > 7),
                -0.3,
            ),
            ("old", old(60) && !counted, -0.1),
            ("not new", old(14), -0.2),
            ("group", of_sort(&[Sort::Organisation]), 0.3),
            ("described", of_sort(&[Sort::Described, Sort::Rebels]), 0.2),
            ("person", of_sort(&[Sort::Person]), -0.1),
            (
                "forces hit",
                event.targets.iter().any(|w| w.sort == Sort::Forces),
                -0.4,
            ),
            ("fact", fact, 2.0),
            (
                "led",
                mentions
                    .iter()
                    .any(|m| m.facts.iter().any(|f| f.rule.ends_with("led by"))),
                1.5,
            ),
            (
                "parties",
                !event.parties.is_empty() && !two_sides(event),
                -0.3,
            ),
            ("two sides", two_sides(event), 0.8),
        ]
    }

    fn of_how_it_is_told(&self, event: &Event) -> Vec<(&'static str, bool, f64)> {
        let mentions = &event.mentions;
        let all = |test: fn(&Mention) -> bool| mentions.iter().all(test);
        let any = |test: fn(&Mention) -> bool| mentions.iter().any(test);
        let manner = &self.setting.manner;
        let share = |n: u32, percent: u32| n * 100 >= percent * manner.sentences.max(1);
        let seized = any(|m| m.facts.iter().any(|f| f.attribute == "seized"));
        // Shares of a few sentences say nothing.
        let long_enough = manner.sentences > 2;
        let first = mentions.first().map_or(0, |m| m.sentence);
        let mut sentences: Vec<usize> = mentions.iter().map(|m| m.sentence).collect();
        sentences.dedup();
        let told_in = u32::try_from(sentences.len()).unwrap_or(u32::MAX);
        vec![
            ("head", first == 0, 0.2),
            ("early", first < 3, 0.2),
            ("three", mentions.len() > 2, 0.1),
            ("six", mentions.len() > 5, 0.1),
            ("tenth", share(told_in, 10), 0.2),
            ("half", share(told_in, 50), 0.3),
            ("spoken", any(|m| m.spoken), -0.2),
            ("all spoken", all(|m| m.spoken), -0.1),
            ("speech", share(manner.spoken, 20), -0.1),
            ("long speech", share(manner.spoken, 40), -0.3),
            ("modal", share(manner.modal, 20), -0.1),
            ("long", manner.sentences > 25, -0.2),
            ("short", manner.sentences < 6, -0.2),
            ("told 30", share(manner.told, 30), 0.2),
            ("told 50", share(manner.told, 50), 0.2),
            ("hurt 50", long_enough && share(manner.hurt, 50), -0.3),
            ("quoted 30", share(manner.quoted, 30), -0.3),
            ("forces 20", long_enough && share(manner.forces, 20), -0.3),
            ("forces 50", long_enough && share(manner.forces, 50), -0.5),
            ("two sentences", told_in >= 2, 0.2),
            ("four sentences", told_in >= 4, 0.2),
            ("seized", seized && event.kind.is_some(), -0.5),
            ("taken", seized && event.kind.is_none(), 0.8),
            ("dated", event.when.is_some_and(|w| w.first == w.last), 0.2),
            (
                "today",
                event
                    .when
                    .is_some_and(|w| w.last - w.first < 2 && self.age(w).is_some_and(|a| a <= 2)),
                0.2,
            ),
            (
                "rescued",
                any(|m| m.frame == "release" || m.frame == "rescue"),
                -0.3,
            ),
            ("weak", all(|m| m.weak && m.facts.is_empty()), -0.3),
            ("alone", all(Mention::stands_alone), 0.8),
        ]
    }

    /// Days between an event and its publication.
    fn age(&self, span: DaySpan) -> Option<i32> {
        Some(self.setting.published.as_ref()?.span.last - span.last)
    }
}

fn of_the_kind(event: &Event) -> Vec<(&'static str, bool, f64)> {
    let kind = event.kind.as_deref().unwrap_or_default();
    let all = |test: fn(&Mention) -> bool| event.mentions.iter().all(test);
    vec![
        ("no kind", kind.is_empty(), -0.4),
        ("aftermath", kind.is_empty() && all(only_after), -0.1),
        ("clash", kind == "clash", -0.4),
        ("arrest", kind == "arrest", -0.7),
        ("bombing", kind == "bombing", 0.6),
        ("abduction", kind == "abduction", 0.3),
        ("killing", kind == "killing", 0.4),
    ]
}

/// What is told after an event, and is none by itself.
fn only_after(mention: &Mention) -> bool {
    const AFTER: &[&str] = &[
        "die",
        "unharmed",
        "release",
        "vanish",
        "claim",
        "blame",
        "attribute",
    ];
    AFTER.contains(&mention.frame.as_str())
}

/// Whether two organisations fight each other by name.
fn two_sides(event: &Event) -> bool {
    event
        .parties
        .iter()
        .filter(|w| w.sort == Sort::Organisation)
        .count()
        >= 2
}
