//! Answers in units: only numbers of one quantity are weighed against each other, and what stands is
//! told in a unit that somebody used.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::answer::Settled;
use super::outlets::Account;
use super::standing::Member;
use crate::claim::{Beside, Decimal, Measure, Quantity, Value};

fn measure<'a>(member: &Member<'a>) -> Option<&'a Measure> {
    match &member.said.assertion?.value {
        Value::Measure(measure) => Some(measure),
        _ => None,
    }
}

/// The members that are numbers of one quantity: of that of which most origins tell, and among those
/// alike the first. What is no measure stays.
pub(super) fn of_one_quantity(members: &[Member], places: &[usize]) -> Vec<usize> {
    let mut kinds: Vec<(&Measure, Vec<u32>)> = Vec::new();
    for &place in places {
        let Some(own) = measure(&members[place]) else {
            continue;
        };
        let origin = members[place].origin;
        match kinds.iter_mut().find(|(kind, _)| comparable(kind, own)) {
            Some((_, origins)) => origins.push(origin),
            None => kinds.push((own, vec![origin])),
        }
    }
    let origins = |at: &usize| kinds[*at].1.iter().collect::<BTreeSet<_>>().len();
    let most = (0..kinds.len()).max_by_key(|at| (origins(at), Reverse(*at)));
    let Some(most) = most.filter(|_| kinds.len() > 1) else {
        return places.to_vec();
    };
    let is_of =
        |place: &usize| measure(&members[*place]).is_none_or(|m| comparable(kinds[most].0, m));
    places.iter().copied().filter(is_of).collect()
}

fn comparable(a: &Measure, b: &Measure) -> bool {
    !matches!(a.beside(b), Beside::Never | Beside::Open)
}

/// Makes one value of what is one value, converted and rounded: the first of those alike.
pub(super) fn align(members: &[Member], heard: &[usize], accounts: &mut [Account]) {
    for later in 1..heard.len() {
        let Some(own) = measure(&members[heard[later]]) else {
            return;
        };
        let alike = |earlier: &usize| {
            let other = measure(&members[heard[*earlier]]);
            let beside = other.map(|other| other.beside(own));
            matches!(beside, Some(Beside::Converted { rounded: true, .. }))
        };
        if let Some(earlier) = (0..later).find(alike) {
            accounts[later].observation.value = accounts[earlier].observation.value;
        }
    }
}

/// What stands, in the terms of those who say it: a number in the unit of the first who names it.
pub(super) fn settled(members: &[Member], amount: Quantity) -> Settled {
    let measures: Vec<&Measure> = members.iter().filter_map(measure).collect();
    let point = amount.best.unwrap_or(amount.low);
    let says = |m: &&&Measure, rank: u64| {
        let own = m.ranked();
        own.low == rank || own.best == Some(rank) || own.high == Some(rank)
    };
    let giver = measures.iter().find(|m| says(m, point));
    let Some(giver) = giver.or(measures.first()) else {
        return Settled::Count(amount);
    };
    let number = |rank: u64| -> Decimal {
        let source = measures.iter().find(|m| says(m, rank));
        let said = source.and_then(|m| giver.of(m, m.of_rank(rank)));
        said.unwrap_or_else(|| giver.of_rank(rank))
    };
    Settled::Measure(Measure {
        unit: giver.unit.clone(),
        amount: crate::claim::Figures {
            low: number(amount.low),
            best: amount.best.map(number),
            high: amount.high.map(number),
        },
    })
}
