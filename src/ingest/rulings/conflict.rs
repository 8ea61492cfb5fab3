//! Rulings that cannot all hold: none of them is obeyed, and each is named.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use super::super::{Fault, FaultKind};
use super::{Decision, Ruling};
use crate::claim::{Location, ValueError};
use crate::text::key;

/// The rulings without those that contradict each other.
pub(super) fn without_conflicts(mut rulings: Vec<Ruling>, faults: &mut Vec<Fault>) -> Vec<Ruling> {
    loop {
        let mut struck = BTreeSet::new();
        for (ruling, against) in conflicts(&rulings) {
            faults.push(fault(&rulings, ruling, &against));
            struck.insert(ruling);
            struck.extend(against);
        }
        if struck.is_empty() {
            return rulings;
        }
        let mut number = 0..;
        rulings.retain(|_| number.next().is_some_and(|n: usize| !struck.contains(&n)));
    }
}

/// Where the rulings stand that one of them contradicts, sorted; none where it contradicts none.
pub(super) fn against(rulings: &[Ruling], id: &str) -> Vec<String> {
    let found = conflicts(rulings).into_iter();
    let all = found.map(|(ruling, mut others)| {
        others.push(ruling);
        others
    });
    let own = |all: &Vec<usize>| all.iter().any(|&n| rulings[n].id == id);
    let others = all.filter(own).flatten().filter(|&n| rulings[n].id != id);
    let others: BTreeSet<&Location> = others.map(|n| &rulings[n].location).collect();
    let place = |at: &Location| format!("{}:{}", at.file, at.line);
    others.into_iter().map(place).collect()
}

/// Rulings that say against others, by number.
fn conflicts(rulings: &[Ruling]) -> Vec<(usize, Vec<usize>)> {
    let mut found = drafts(rulings);
    found.extend(values(rulings));
    found.extend(joined(
        rulings,
        &links(rulings, events),
        parted(rulings, events),
    ));
    found.extend(joined(
        rulings,
        &links(rulings, names),
        parted(rulings, names),
    ));
    found
}

fn fault(rulings: &[Ruling], ruling: usize, against: &[usize]) -> Fault {
    let places: Vec<String> = against.iter().map(|&n| rulings[n].place()).collect();
    let error = if places.is_empty() {
        ValueError::new("parts what differs in case, accents or hyphens only")
            .hint("write names that differ in more")
    } else {
        let what = format!(
            "contradicts {}; none of them is obeyed",
            places.join(" and ")
        );
        ValueError::new(what).hint("remove those that do not hold")
    };
    rulings[ruling].fault(FaultKind::Conflict, error)
}

/// Claims that are confirmed and rejected.
fn drafts(rulings: &[Ruling]) -> Vec<(usize, Vec<usize>)> {
    let mut confirmed: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, ruling) in rulings.iter().enumerate() {
        if let Decision::Confirm(ids) = &ruling.decision {
            confirmed.extend(ids.iter().map(|id| (&**id, number)));
        }
    }
    let rejected = rulings.iter().enumerate().filter_map(|(number, ruling)| {
        let Decision::Reject(ids) = &ruling.decision else {
            return None;
        };
        let other = ids.iter().find_map(|id| confirmed.get(&**id))?;
        Some((number, vec![*other]))
    });
    rejected.collect()
}

/// A claim, an attribute, and what it is of.
type Spoken<'r> = (&'r str, &'r str, &'r [(&'static str, String)]);

/// Values of one thing that differ, as far as that is seen by the words: those of two claims of one
/// event are found when events are.
fn values(rulings: &[Ruling]) -> Vec<(usize, Vec<usize>)> {
    let mut first: BTreeMap<Spoken<'_>, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for (number, ruling) in rulings.iter().enumerate() {
        if let Decision::Value(of) = &ruling.decision {
            let key = (&*of.claim, &*of.attribute, &*of.beside);
            let one = *first.entry(key).or_insert(number);
            let other = rulings[one].decision.subject();
            if other.is_some_and(|other| other.values != of.values) {
                found.push((number, vec![one]));
            }
        }
    }
    found
}

/// What a ruling joins or parts, and whether it joins.
type Pairing = fn(&Ruling) -> Option<(Vec<Arc<str>>, bool)>;

fn events(ruling: &Ruling) -> Option<(Vec<Arc<str>>, bool)> {
    match &ruling.decision {
        Decision::Same(ids) => Some((ids.clone(), true)),
        Decision::Apart(ids) => Some((ids.clone(), false)),
        _ => None,
    }
}

fn names(ruling: &Ruling) -> Option<(Vec<Arc<str>>, bool)> {
    let Decision::Name(name) = &ruling.decision else {
        return None;
    };
    let all = std::iter::once(&name.is).chain(&name.others);
    Some((all.map(|name| key(name).into()).collect(), name.one))
}

/// What each thing is joined to, and by which ruling.
type Links = BTreeMap<Arc<str>, Vec<(Arc<str>, usize)>>;

fn links(rulings: &[Ruling], pairing: Pairing) -> Links {
    let mut links = Links::new();
    for (number, ruling) in rulings.iter().enumerate() {
        let Some((all, true)) = pairing(ruling) else {
            continue;
        };
        for other in &all[1..] {
            let ends = [(&all[0], other), (other, &all[0])];
            for (from, to) in ends {
                let known = links.entry(Arc::clone(from)).or_default();
                known.push((Arc::clone(to), number));
            }
        }
    }
    links
}

/// Pairs that are held apart, and by which ruling: of a name, the first and each other.
fn parted(rulings: &[Ruling], pairing: Pairing) -> Vec<(Arc<str>, Arc<str>, usize)> {
    let mut pairs = Vec::new();
    for (number, ruling) in rulings.iter().enumerate() {
        let Some((all, false)) = pairing(ruling) else {
            continue;
        };
        let firsts = if matches!(ruling.decision, Decision::Name(_)) {
            1
        } else {
            all.len()
        };
        for (at, one) in all.iter().enumerate().take(firsts) {
            let others = all[at + 1..].iter();
            pairs.extend(others.map(|other| (Arc::clone(one), Arc::clone(other), number)));
        }
    }
    pairs
}

/// What is held apart, and joined by others.
fn joined(
    rulings: &[Ruling],
    links: &Links,
    parted: Vec<(Arc<str>, Arc<str>, usize)>,
) -> Vec<(usize, Vec<usize>)> {
    let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (one, other, number) in parted {
        if let Some(way) = way(links, &one, &other) {
            found.entry(number).or_insert(way);
        }
    }
    let in_order = |(number, mut way): (usize, Vec<usize>)| {
        way.sort_by_key(|&n| &rulings[n].location);
        way.dedup();
        (number, way)
    };
    found.into_iter().map(in_order).collect()
}

/// The rulings of a shortest way from one to another; where they are one, none are needed.
fn way(links: &Links, from: &Arc<str>, to: &Arc<str>) -> Option<Vec<usize>> {
    let mut before: BTreeMap<&Arc<str>, Option<(&Arc<str>, usize)>> =
        BTreeMap::from([(from, None)]);
    let mut open = VecDeque::from([from]);
    while let Some(at) = open.pop_front() {
        if at == to {
            let steps = std::iter::successors(before[at], |(at, _)| before[at]);
            return Some(steps.map(|(_, ruling)| ruling).collect());
        }
        for (next, ruling) in links.get(at).into_iter().flatten() {
            if !before.contains_key(next) {
                before.insert(next, Some((at, *ruling)));
                open.push_back(next);
            }
        }
    }
    None
}
