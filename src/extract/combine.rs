//! The mentions of a sentence: what its triggers tell, one mention for what goes together.

use super::chunk::Kind;
use super::event::{more_telling, same_person};
use super::event_verbs::Told;
use super::kinds::Family;
use super::mention::{Mention, Victim};
use super::sentence::Sentence;
use super::terms;

/// Makes one mention of what goes together.
pub(super) fn combine(sentence: &Sentence, told: Vec<Told>) -> Vec<Mention> {
    let times = sentence.times();
    let triggers: Vec<usize> = told.iter().map(|t| t.item).collect();
    let apart = |a: usize, b: usize| {
        sentence.items[a.min(b)..a.max(b)]
            .iter()
            .any(|item| item.kind == Kind::Relative)
    };
    let mut found: Vec<(usize, Mention)> = Vec::new();
    for Told { item, mut mention } in told {
        // A time that stands with another trigger, in a clause with "who" or "which", is not this one's.
        let nearer = |k: usize| {
            let closer = |t: &usize| t.abs_diff(k) < item.abs_diff(k) && apart(item, *t);
            triggers.iter().any(closer)
        };
        // "the toll rose to 21 on Tuesday": the day of the count, hardly that of the event.
        let is_toll = mention.victims.iter().any(|v| v.rule == terms::TOLL);
        let counted = |k: usize| {
            let verb = |n: usize| sentence.verb(n).is_some_and(|v| v.frame == 0 && !v.bare);
            is_toll && (item.min(k)..item.max(k)).any(verb)
        };
        let owns = |k: usize| sentence.owns_time(item, k) && !nearer(k) && !counted(k);
        let own = times.iter().filter(|(k, _)| owns(*k));
        if let Some((_, when)) = own.min_by_key(|(k, _)| k.abs_diff(item)) {
            mention.when = Some(when.span);
            mention.when_words = when.written.to_string();
        }
        if mention.kind.is_none() {
            let known: Vec<Victim> = found.iter().flat_map(|(_, m)| m.victims.clone()).collect();
            mention.victims.retain(|v| !is_told_again(v, &known));
        }
        // "Police said 13 were killed, the opposition said 90": figures of two, and no sum of them.
        let other = |(at, known): &&mut (usize, Mention)| {
            known.counts_as(&mention) && sentence.speaker(*at) != sentence.speaker(item)
        };
        if let Some((at, known)) = found.iter_mut().find(other) {
            known.said_by = sentence.said_by(sentence.speaker(*at));
            mention.said_by = sentence.said_by(sentence.speaker(item));
            mention.rival = true;
            found.push((item, mention));
            continue;
        }
        let known = found.iter_mut().find(|(at, known)| {
            known.is_of_leader() == mention.is_of_leader()
                && !(apart(*at, item) && known.when != mention.when)
                && goes_with(known, &mention)
        });
        match known {
            Some((_, known)) => {
                count_once(known, &mut mention);
                merge(known, mention);
            }
            None => found.push((item, mention)),
        }
    }
    let mentions = found.into_iter().map(|(_, mention)| mention);
    mentions.filter(|mention| !mention.beside).collect()
}

/// "the toll stood at 17 dead": one number, by two triggers.
fn is_told_again(victim: &Victim, known: &[Victim]) -> bool {
    let same = |k: &Victim| k.at == victim.at && k.effect == victim.effect;
    known.iter().any(same)
}

/// Two figures, each by a trigger of its own, are not to be added up: the first stands, or the toll,
/// which holds the other.
fn count_once(known: &mut Mention, mention: &mut Mention) {
    let counts = |m: &Mention, v: &Victim| {
        let same = |k: &Victim| k.effect == v.effect && k.number.is_some();
        v.number.is_some() && m.victims.iter().any(same)
    };
    if mention.victims.iter().any(|v| v.rule == terms::TOLL) {
        known.victims.retain(|v| !counts(mention, v));
    } else {
        mention.victims.retain(|v| !counts(known, v));
    }
}

fn goes_with(a: &Mention, b: &Mention) -> bool {
    let apart = |m: &Mention| m.kind.as_ref().is_some_and(|kind| kind.apart);
    let same_sort = !apart(a) && !apart(b) || a.kind == b.kind;
    let abduction = |m: &Mention| {
        m.kind
            .as_ref()
            .is_some_and(|k| k.family == Family::Abduction)
    };
    let one_is_bare = [a, b]
        .iter()
        .any(|m| m.kind.is_none() || m.victims.is_empty());
    let times = a.when.zip(b.when).is_none_or(|(x, y)| x == y);
    same_sort && times && !two_murders(a, b) && (abduction(a) == abduction(b) || one_is_bare)
}

/// "the murder of X came a day after the murder of Y".
fn two_murders(a: &Mention, b: &Mention) -> bool {
    let names = |m: &'_ Mention| -> Vec<String> {
        m.victims.iter().filter_map(|v| v.name.clone()).collect()
    };
    let (x, y) = (names(a), names(b));
    let shared = x.iter().any(|n| y.iter().any(|o| same_person(n, o)));
    let by_noun = |m: &Mention| m.apart && !m.verbal;
    by_noun(a) && by_noun(b) && !x.is_empty() && !y.is_empty() && !shared
}

fn merge(into: &mut Mention, other: Mention) {
    into.kind = more_telling(into.kind.take(), other.kind.as_ref());
    into.weak &= other.weak;
    into.again &= other.again;
    into.beside &= other.beside;
    into.definite |= other.definite;
    into.another |= other.another;
    into.verbal |= other.verbal;
    into.plural &= other.plural;
    // How sure it is who did it, is said where they are named.
    into.mode = match (into.attackers.is_empty(), other.attackers.is_empty()) {
        (true, false) => other.mode,
        (false, true) => into.mode,
        _ => into.mode.min(other.mode),
    };
    into.when = into.when.or(other.when);
    into.facts.extend(other.facts);
    into.disputed.extend(other.disputed);
    extend_new(&mut into.victims, other.victims);
    extend_new(&mut into.attackers, other.attackers);
    extend_new(&mut into.targets, other.targets);
    extend_new(&mut into.parties, other.parties);
    extend_new(&mut into.authorities, other.authorities);
}

fn extend_new<T: PartialEq>(list: &mut Vec<T>, more: Vec<T>) {
    for one in more {
        if !list.contains(&one) {
            list.push(one);
        }
    }
}
