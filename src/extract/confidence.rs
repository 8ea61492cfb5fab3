//! How sure it is that a reader would write an event down.

use super::draft::Drafter;
use super::event::Event;
use super::mention::{Mention, Mode, Sort};
use crate::claim::DaySpan;

impl Drafter<'_, '_> {
    /// How sure it is that a reader would write the event down: weights of evidence, summed in log-odds.
    pub(super) fn confidence(&self, event: &Event) -> f64 {
        let mentions = &event.mentions;
        let all = |test: fn(&Mention) -> bool| mentions.iter().all(test);
        let any = |test: fn(&Mention) -> bool| mentions.iter().any(test);
        let age = |span: DaySpan| {
            self.setting
                .published
                .as_ref()
                .map_or(0, |p| p.span.last - span.last)
        };
        let evidence = [
            (event.victims().any(|v| v.name.is_some()), 1.0),
            (event.victims().next().is_some(), 0.7),
            (event.victims().any(|v| v.number.is_some()), 0.4),
            (event.places.iter().any(|p| !p.is_country), 0.9),
            (event.when.is_some(), 0.6),
            (event.when.is_some_and(|w| w.last - w.first > 7), -0.7),
            (event.when.is_some_and(|w| age(w) > 60), -0.7),
            (
                event
                    .attackers
                    .iter()
                    .any(|(w, _)| w.sort == Sort::Organisation),
                0.6,
            ),
            (
                event
                    .attackers
                    .iter()
                    .any(|(w, _)| matches!(w.sort, Sort::Described | Sort::Rebels)),
                0.4,
            ),
            (
                mentions.iter().any(|m| {
                    m.facts
                        .iter()
                        .any(|f| f.attribute != "role" && f.attribute != "distance")
                }),
                1.2,
            ),
            (
                mentions
                    .iter()
                    .any(|m| m.facts.iter().any(|f| f.rule.ends_with("led by"))),
                1.5,
            ),
            (!event.parties.is_empty() && !two_sides(event), -0.4),
            (two_sides(event), 1.2),
            (any(|m| m.verbal), 0.3),
            (any(|m| m.sentence == 0), 0.5),
            (any(|m| m.sentence < 3), 0.4),
            (mentions.len() > 2, 0.6),
            (mentions.len() > 5, 0.6),
            (any(|m| m.spoken), -0.9),
            (all(|m| m.spoken), -0.3),
            (all(|m| m.plural && !m.verbal), -0.7),
            (all(|m| m.weak && m.facts.is_empty()), -1.2),
            (mentions.iter().all(|m| m.stands_alone()), 0.5),
            (all(|m| m.mode == Mode::Alleged), -0.4),
            (
                event.kind.is_none(),
                if all(|m| {
                    matches!(
                        m.frame.as_str(),
                        "die" | "unharmed" | "release" | "vanish" | "claim" | "blame" | "attribute"
                    )
                }) {
                    -1.5
                } else {
                    -0.4
                },
            ),
            (
                matches!(event.kind.as_deref(), Some("clash" | "arrest")),
                -0.6,
            ),
            (
                matches!(
                    event.kind.as_deref(),
                    Some("bombing" | "abduction" | "killing")
                ),
                0.5,
            ),
        ];
        let sum: f64 = evidence
            .iter()
            .filter(|(holds, _)| *holds)
            .map(|(_, weight)| weight)
            .sum();
        1.0 / (1.0 + (1.7 - sum).exp())
    }
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
