//! Claims sets made for the benchmarks: outlets with habits, bursts of alike events in one place
//! and week, hedged counts, words for days, copies. The same size and seed give the same bytes.

pub(crate) mod dice;
mod outlets;
mod world;

use std::fmt::Write;

use dice::Dice;
use outlets::Outlet;
use world::{Event, World};

/// A claims set with the truth about its events.
#[derive(Debug, Default)]
pub(crate) struct Set {
    /// Claims in the lines form, in order of publication within each event.
    pub(crate) lines: String,
    /// Rows `claim,event`.
    pub(crate) events: String,
    /// A gazetteer of the groups, as JSON.
    pub(crate) gazetteer: String,
}

/// Makes a set of `claims` claims.
pub(crate) fn generate(claims: usize, seed: u64) -> Set {
    let mut dice = Dice::new(seed);
    let mut world = World::new(claims, &mut dice);
    let outlets = outlets::all(claims, &mut dice);
    let mut set = Set {
        gazetteer: world.gazetteer(),
        events: "claim,event\n".to_owned(),
        ..Set::default()
    };
    let mut written = 0;
    let mut number = 0;
    while written < claims {
        for event in world.burst(&mut dice) {
            let accounts = dice.long_tail(4.0).min(claims - written);
            report(&event, number, accounts, &outlets, &mut dice, &mut set);
            written += accounts;
            number += 1;
        }
    }
    set
}

/// Writes the accounts of one event.
fn report(
    event: &Event,
    number: usize,
    accounts: usize,
    outlets: &[Outlet],
    dice: &mut Dice,
    set: &mut Set,
) {
    let mut first: Option<&Outlet> = None;
    for account in 0..accounts {
        let outlet = dice.pick(outlets);
        let copied = first.filter(|f| f.name != outlet.name && dice.chance(0.25));
        let id = format!("{}-{number}-{account}", outlet.code);
        set.lines.push_str(&outlet.tell(event, &id, copied, dice));
        set.lines.push('\n');
        let _ = writeln!(set.events, "{id},{number}");
        first = first.or(Some(outlet));
    }
}
