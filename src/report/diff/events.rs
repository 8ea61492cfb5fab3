//! Which events came, went, merged and split.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Diff, Regrouped, named};
use crate::report::view::{Event, Report};

/// For each event of one report, those of the other that share a claim with it, by number.
type Shares = Vec<BTreeSet<usize>>;

/// Fills in what became of the events; gives those that are still one and the same.
pub(super) fn compare<'a>(
    old: &'a Report<'a>,
    new: &'a Report<'a>,
    diff: &mut Diff,
) -> Vec<(&'a Event<'a>, &'a Event<'a>)> {
    let onward = shares(&old.events, &new.events);
    let back = shares(&new.events, &old.events);
    let alone = |events: &'a [Event], shares: &Shares| {
        let pairs = events.iter().zip(shares);
        let alone = pairs.filter(|(_, shares)| shares.is_empty());
        alone.map(|(event, _)| named(event)).collect()
    };
    diff.gone_events = alone(&old.events, &onward);
    diff.new_events = alone(&new.events, &back);
    let names = |events: &[Event], numbers: &BTreeSet<usize>| {
        numbers
            .iter()
            .filter_map(|n| events.get(*n))
            .map(named)
            .collect()
    };
    for (event, from) in new
        .events
        .iter()
        .zip(&back)
        .filter(|(_, from)| from.len() > 1)
    {
        let into = vec![named(event)];
        diff.merged.push(Regrouped {
            from: names(&old.events, from),
            into,
        });
    }
    for (event, into) in old
        .events
        .iter()
        .zip(&onward)
        .filter(|(_, into)| into.len() > 1)
    {
        let from = vec![named(event)];
        diff.split.push(Regrouped {
            from,
            into: names(&new.events, into),
        });
    }
    same(old, new, &onward, &back)
}

fn shares(of: &[Event], among: &[Event]) -> Shares {
    let mut event_of: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, event) in among.iter().enumerate() {
        for claim in &event.claims {
            event_of.entry(claim).or_default().push(number);
        }
    }
    let found = |event: &Event| {
        let numbers = event.claims.iter().filter_map(|c| event_of.get(&**c));
        numbers.flatten().copied().collect()
    };
    of.iter().map(found).collect()
}

/// Pairs of which each is the only one that shares a claim with the other.
fn same<'a>(
    old: &'a Report<'a>,
    new: &'a Report<'a>,
    onward: &Shares,
    back: &Shares,
) -> Vec<(&'a Event<'a>, &'a Event<'a>)> {
    let mut pairs = BTreeMap::new();
    for (number, into) in onward.iter().enumerate() {
        let only = into.first().copied().filter(|_| into.len() == 1);
        if let Some(to) = only.filter(|to| back.get(*to).is_some_and(|b| b.len() == 1)) {
            pairs.insert(to, number);
        }
    }
    let events = |(to, from): (usize, usize)| old.events.get(from).zip(new.events.get(to));
    pairs.into_iter().filter_map(events).collect()
}
