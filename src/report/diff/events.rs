//! Which events came, went, merged and split.

use hashbrown::HashMap;

use super::{Diff, Regrouped, named};
use crate::view::{Event, Report};

/// For each event of a report, by its id, the number of its home: events of both reports that share
/// claims, directly or through others, have one home.
pub(super) type Homes<'a> = HashMap<&'a str, usize>;

/// Fills in what became of the events; gives the homes of those of the older and of the newer.
pub(super) fn compare<'a>(
    old: &'a Report<'a>,
    new: &'a Report<'a>,
    diff: &mut Diff,
) -> [Homes<'a>; 2] {
    let all: Vec<&Event> = old.events.iter().chain(&new.events).collect();
    let homes = homes(&all);
    let mut members: Vec<[Vec<&Event>; 2]> = vec![Default::default(); all.len()];
    for (number, event) in all.iter().enumerate() {
        let report = usize::from(number >= old.events.len());
        members[homes[number]][report].push(event);
    }
    for [from, into] in &members {
        let names = |events: &[&Event]| events.iter().map(|e| named(e)).collect::<Vec<_>>();
        let (from, into) = (names(from), names(into));
        match (from.len(), into.len()) {
            (0, 0) | (1, 1) => {}
            (0, _) => diff.new_events.extend(into),
            (_, 0) => diff.gone_events.extend(from),
            (1, _) => diff.split.push(Regrouped { from, into }),
            _ => diff.merged.push(Regrouped { from, into }),
        }
    }
    let ids = all
        .iter()
        .zip(homes)
        .map(|(event, home)| (event.id.as_ref(), home));
    let (before, now): (Vec<_>, Vec<_>) = ids.enumerate().partition(|(n, _)| *n < old.events.len());
    [before, now].map(|ids| ids.into_iter().map(|(_, id)| id).collect())
}

/// The home of each event: the first event that it shares claims with, directly or through others.
fn homes(events: &[&Event<'_>]) -> Vec<usize> {
    let mut parents: Vec<usize> = (0..events.len()).collect();
    let mut first: HashMap<&str, usize> = HashMap::new();
    for (number, event) in events.iter().enumerate() {
        for claim in &event.claims {
            let other = *first.entry(claim).or_insert(number);
            let (a, b) = (root(&parents, other), root(&parents, number));
            parents[a.max(b)] = a.min(b);
        }
    }
    (0..events.len()).map(|n| root(&parents, n)).collect()
}

fn root(parents: &[usize], mut number: usize) -> usize {
    while parents[number] != number {
        number = parents[number];
    }
    number
}
