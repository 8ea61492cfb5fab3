//! How sure it is that a reader would write an event down.

use super::draft::Drafter;
use super::event::Event;
use super::mention::{Mention, Sort, Victim};
use super::terms;
use crate::claim::DaySpan;

/// Pieces of evidence: whether each holds, and what it weighs in log-odds.
type Evidence = Vec<(bool, f64)>;

impl Drafter<'_, '_> {
    /// How sure it is that a reader would write the event down: weights of evidence, summed in log-odds.
    pub(super) fn confidence(&self, event: &Event) -> f64 {
        let parts = [
            self.of_what_is_told(event),
            self.of_how_it_is_told(event),
            self.of_the_article(event),
            of_the_kind(event),
        ];
        let holding = parts.iter().flatten().filter(|(holds, _)| *holds);
        let sum: f64 = holding.map(|(_, weight)| weight).sum();
        1.0 / (1.0 + (1.5 - sum).exp())
    }

    fn of_what_is_told(&self, event: &Event) -> Evidence {
        let hurt = |test: fn(&Victim) -> bool| event.victims().any(test);
        let by = |sort| event.attackers_of(sort).next().is_some();
        let old = |days| self.age(event).is_some_and(|age| age > days);
        let number = |least| {
            event
                .victims()
                .any(|v| v.number.as_ref().is_some_and(|n| n.quantity.low >= least))
        };
        let (named, counted) = (hurt(|v| v.name.is_some()), number(0));
        // Whether it is so or not, a reader would write down that somebody says so.
        let disputed = event.victims().next().is_none()
            && event.mentions.iter().any(|m| !m.disputed.is_empty());
        // Told with a number or a name and a time of its own: background, and still an event.
        let of_its_own = event.when.is_some() && (named || counted);
        let mut facts = event.mentions.iter().flat_map(|m| &m.facts);
        let fact = facts.any(|f| [terms::CONTROL, terms::OUTCOME].contains(&f.rule.attribute));
        let group = by(Sort::Organisation);
        vec![
            (named, 0.6),
            (hurt(|_| true), 0.5),
            (counted, 0.2),
            (disputed, 0.5),
            (
                number(100) && !group && !event.is(|kind| kind.hits_many),
                -0.6,
            ),
            (hurt(|_| true) && !hurt(|v| !v.rebel), -0.1),
            (event.places.iter().any(|p| p.country.is_none()), 0.3),
            (event.when.is_some(), -0.1),
            (
                !of_its_own && !fact && days(event).is_some_and(|days| days > 7),
                -0.3,
            ),
            (old(60) && !of_its_own, -0.1),
            (old(14), -0.2),
            (group, 0.3),
            (by(Sort::Described) || by(Sort::Rebels), 0.2),
            (by(Sort::Person), -0.1),
            (event.targets.iter().any(|w| w.sort == Sort::Forces), -0.4),
            (fact, 2.0),
            (event.mentions.iter().any(Mention::is_of_leader), 1.5),
            (!event.parties.is_empty() && !two_sides(event), -0.3),
            (two_sides(event), 0.8),
        ]
    }

    fn of_how_it_is_told(&self, event: &Event) -> Evidence {
        let mentions = &event.mentions;
        let all = |test: fn(&Mention) -> bool| mentions.iter().all(test);
        let any = |test: fn(&Mention) -> bool| mentions.iter().any(test);
        let seized = any(|m| m.facts.iter().any(|f| f.rule == &terms::SEIZED));
        let first = mentions.first().map_or(0, |m| m.sentence);
        let new = days(event).is_some_and(|days| days < 2);
        vec![
            (first == 0, 0.2),
            (first < 3, 0.2),
            (mentions.len() > 2, 0.1),
            (mentions.len() > 5, 0.1),
            (any(|m| m.spoken), -0.2),
            (all(|m| m.spoken), -0.1),
            (seized && event.kind.is_some(), -0.5),
            (seized && event.kind.is_none(), 0.8),
            (days(event) == Some(0), 0.2),
            (new && self.age(event).is_some_and(|age| age <= 2), 0.2),
            (any(|m| m.freed), -0.3),
            (all(|m| m.weak && m.facts.is_empty()), -0.3),
            (all(Mention::stands_alone), 0.8),
        ]
    }

    /// Shares of its sentences that tell of the event, and how the others are.
    fn of_the_article(&self, event: &Event) -> Evidence {
        let manner = &self.setting.manner;
        let share = |n: u32, percent: u32| n * 100 >= percent * manner.sentences.max(1);
        let mut sentences: Vec<usize> = event.mentions.iter().map(|m| m.sentence).collect();
        sentences.dedup();
        let told_in = sentences.len() as u32;
        // Shares of a few sentences say nothing.
        let long_enough = manner.sentences > 2;
        vec![
            (share(told_in, 10), 0.2),
            (share(told_in, 50), 0.3),
            (told_in >= 2, 0.2),
            (told_in >= 4, 0.2),
            (share(manner.spoken, 20), -0.1),
            (share(manner.spoken, 40), -0.3),
            (share(manner.modal, 20), -0.1),
            (manner.sentences > 25, -0.2),
            (manner.sentences < 6, -0.2),
            (share(manner.told, 30), 0.2),
            (share(manner.told, 50), 0.2),
            (long_enough && share(manner.hurt, 50), -0.3),
            (share(manner.quoted, 30), -0.3),
            (long_enough && share(manner.forces, 20), -0.3),
            (long_enough && share(manner.forces, 50), -0.5),
        ]
    }

    /// Days between an event and its publication.
    fn age(&self, event: &Event) -> Option<i32> {
        Some(self.setting.published.as_ref()?.span.last - event.when?.last)
    }
}

/// Days between the first and the last day that an event may have happened on.
fn days(event: &Event) -> Option<i32> {
    event.when.map(|DaySpan { first, last, .. }| last - first)
}

fn of_the_kind(event: &Event) -> Evidence {
    let none = event.kind.is_none();
    vec![
        (none, -0.4),
        (none && event.mentions.iter().all(|m| m.aftermath), -0.1),
        (true, event.kind.as_ref().map_or(0.0, |kind| kind.weight)),
    ]
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
