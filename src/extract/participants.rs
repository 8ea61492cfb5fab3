//! Who takes part in an event, and who says so.

use super::draft::DraftActor;
use super::event::{Event, same_person};
use super::mention::{Mention, Mode, Sort, Victim, Who};
use super::terms;

/// Who says what an event asserts: the source of the mention that first counts, or of another one of
/// the same figure. Who denies something says so of that alone.
pub(super) fn said_by(event: &Event) -> Vec<String> {
    let says = |m: &&Mention| m.disputed.is_empty();
    let counts = |m: &&Mention| says(m) && m.victims.iter().any(|v| v.number.is_some());
    let mentions = event.mentions.iter();
    let first = mentions
        .clone()
        .find(counts)
        .or_else(|| mentions.clone().find(says));
    let told = first.unwrap_or(&event.mentions[0]);
    let same =
        |a: &Victim, b: &Victim| a.effect == b.effect && a.number.is_some() && a.number == b.number;
    let repeats = |m: &&Mention| {
        let mut victims = m.victims.iter();
        !m.said_by.is_empty() && victims.any(|v| told.victims.iter().any(|t| same(t, v)))
    };
    if told.said_by.is_empty() {
        let sourced = mentions.clone().filter(says).find(repeats);
        return sourced.map(|m| m.said_by.clone()).unwrap_or_default();
    }
    told.said_by.clone()
}

pub(super) fn actors(event: &Event) -> Vec<DraftActor> {
    let hurt = |who: &Who| {
        let mut names = event.victims().filter_map(|v| v.name.as_deref());
        names.any(|name| same_person(name, &who.name))
    };
    let mut actors: Vec<DraftActor> = Vec::new();
    let mut add = |name: &str, role| {
        let name = name.to_owned();
        actors.push(DraftActor { name, role });
    };
    for (who, mode) in &event.attackers {
        let alleged = *mode == Mode::Alleged;
        if who.sort != Sort::Person || !alleged && !hurt(who) {
            add(
                &who.name,
                if alleged {
                    terms::ALLEGED_ATTACKER
                } else {
                    terms::ATTACKER
                },
            );
        }
    }
    for (list, role) in [
        (&event.parties, terms::PARTY),
        (&event.targets, terms::TARGET),
    ] {
        for who in list {
            add(&who.name, role);
        }
    }
    for who in &event.authorities {
        if !event.attackers.iter().any(|(a, _)| a.name == who.name) {
            add(&who.name, terms::AUTHORITY);
        }
    }
    let mut seen: Vec<&String> = Vec::new();
    for of in event.victims().filter_map(|v| v.of.as_ref()) {
        if !seen.contains(&of) {
            seen.push(of);
            add(of, terms::VICTIM);
        }
    }
    actors
}
