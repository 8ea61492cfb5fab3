//! What becomes of rulings: names before anything is read from them, and afterwards which rulings moved
//! nothing, or contradict each other.

use crate::claim::{Claim, ValueError};
use crate::codebook::Codebook;
use crate::compare::Context;
use crate::ingest::rulings::{Decided, Decision, NameRuling, Ruling};
use crate::ingest::{Fault, FaultKind, Ground};
use crate::names::{Gazetteer, NamesMet};
use crate::report::text::listed;
use crate::settle::outlets::Fact;
use crate::settle::{Settlement, State};

/// Lists the names that were ruled one, or apart; what no claim writes is told.
pub(super) fn name(
    decided: &mut Decided,
    claims: &[Claim],
    codebook: &Codebook,
    gazetteer: &mut Gazetteer,
) -> Vec<Fault> {
    let name = |ruling: &Ruling| match &ruling.decision {
        Decision::Name(name) => Some(name.clone()),
        _ => None,
    };
    let ruled: Vec<(usize, NameRuling)> = (0..)
        .zip(&decided.rulings)
        .filter_map(|(number, ruling)| Some((number, name(ruling)?)))
        .collect();
    let names: Vec<&NameRuling> = ruled.iter().map(|(_, name)| name).collect();
    let met = NamesMet::of(&names, claims, codebook);
    let mut faults = Vec::new();
    for (number, name) in &ruled {
        gazetteer.rule(name, &met);
        let missing = met.missing(name);
        if !missing.is_empty() {
            let what = format!("no claim writes {}", listed(&missing));
            let fault = decided.rulings[*number]
                .stale(ValueError::new(what.as_str()).hint("remove the ruling, or the name"));
            faults.push(fault);
            decided.notes[*number].get_or_insert(what);
        }
    }
    faults
}

/// Looks back on rulings of values, once all topics are settled.
pub(super) fn look_back(
    decided: &mut Decided,
    ctx: &Context,
    settlement: &Settlement,
) -> Vec<Fault> {
    let mut faults = contested(decided, ctx, &settlement.trust.known.contested);
    let mut moved = vec![false; decided.rulings.len()];
    for topic in settlement.topics() {
        let Some(ruled) = topic.ruling else { continue };
        let number = ruled.ruling as usize;
        moved[number] = true;
        let ruling = &decided.rulings[number];
        let accepts = matches!(ruling.decision, Decision::Accept(_));
        let (what, hint) = if !accepts {
            continue;
        } else if !ruled.holds {
            let what = "a value that it does not list is given too, and opens the topic again";
            (what, "settle it, or list the value")
        } else if topic.state != State::Accepted {
            let what = "there is no contradiction any more";
            (what, "remove the ruling")
        } else if ruled.gone > 0 {
            let what = "nobody gives all of its values any more";
            (what, "remove the values that are not given")
        } else {
            continue;
        };
        faults.push(ruling.stale(ValueError::new(what).hint(hint)));
        decided.notes[number].get_or_insert_with(|| what.to_owned());
    }
    for (number, ruling) in decided.rulings.iter().enumerate() {
        let is_of_value = ruling.decision.subject().is_some();
        if is_of_value && !moved[number] && decided.notes[number].is_none() {
            let what = "no account of that event speaks of this";
            let hint = "look which attribute, and of whom, the topic is of: `explain` says it";
            faults.push(ruling.stale(ValueError::new(what).hint(hint)));
            decided.notes[number] = Some(what.to_owned());
        }
    }
    faults
}

/// Rulings on one thing that say otherwise than others, or than what is known.
fn contested(decided: &mut Decided, ctx: &Context, groups: &[Vec<Fact>]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for fact in groups.iter().flatten() {
        let Ground::Ruled(number) = fact.ground else {
            continue;
        };
        let group = groups.iter().find(|group| group.contains(fact));
        let others = group
            .into_iter()
            .flatten()
            .filter(|other| other.ground != fact.ground);
        let places: Vec<String> = others.map(|other| place(decided, ctx, other)).collect();
        let what = format!("contradicts {}; none of them is obeyed", listed(&places));
        let error = ValueError::new(what.as_str()).hint("remove those that do not hold");
        faults.push(decided.rulings[number as usize].fault(FaultKind::Conflict, error));
        let what = "another ruling, or what is known, says otherwise".to_owned();
        decided.notes[number as usize].get_or_insert(what);
    }
    faults
}

fn place(decided: &Decided, ctx: &Context, fact: &Fact) -> String {
    match fact.ground {
        Ground::Ruled(number) | Ground::Accepted(number) => {
            decided.rulings[number as usize].place()
        }
        Ground::Known => format!("what is known of {}", ctx.claims[fact.claim as usize].id),
    }
}
