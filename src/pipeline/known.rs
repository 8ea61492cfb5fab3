//! What is known to be true: read with the names of the claims, and told of in the report's method part.

use crate::claim::Claim;
use crate::codebook::Codebook;
use crate::compare::Context;
use crate::ingest::rulings::{Decided, Decision};
use crate::ingest::{Ground, KnownTruths};
use crate::names::{self, Gazetteer, Names};
use crate::settle::outlets::{self, Acceptance, Fact, Known};

/// So many known truths of no use are named.
const NAMED: usize = 10;

/// The names of the claims, and what is known in their terms: the truths are read as claims among
/// the others, and are none.
pub(super) fn named(
    claims: &mut Vec<Claim>,
    known: (&KnownTruths, &Decided),
    codebook: &Codebook,
    gazetteer: &Gazetteer,
) -> (Names, (Vec<Fact>, Vec<Acceptance>)) {
    let count = claims.len();
    claims.extend_from_slice(&known.0.claims);
    let mut names = names::resolve_counting(claims, count, codebook, gazetteer);
    let ctx = Context {
        claims,
        names: &names,
        codebook,
    };
    let facts = outlets::known::facts(&ctx, known, count);
    claims.truncate(count);
    names.claims.truncate(count);
    for ruling in &known.1.rulings {
        if let Decision::Name(name) = &ruling.decision {
            names.note_ruling(name, &ruling.warrant.words());
        }
    }
    (names, facts)
}

/// What was known, and what of it was of no use.
pub(super) fn remarks(
    used: &Known,
    known: &KnownTruths,
    claims: &[Claim],
    codebook: &Codebook,
) -> Vec<String> {
    let mut remarks = Vec::new();
    if !known.grounds.contains(&Ground::Known) {
        return remarks;
    }
    remarks.push(format!(
        "Known truths: {} (input {}); outlets are measured against them, and they stand whatever accounts say.",
        used.known(),
        known.digest
    ));
    let sorts = [
        (
            used.contested.iter().flatten().collect(),
            "Known truths of one thing that differ, so that none is used",
        ),
        (
            used.idle.iter().collect::<Vec<&Fact>>(),
            "Known truths of what no account of their event tells",
        ),
    ];
    for (facts, what) in sorts {
        let facts = facts.into_iter().filter(|f| f.ground == Ground::Known);
        let name = |f: &Fact| {
            let attribute = &codebook.attribute(f.attribute).name;
            format!("{} ({attribute})", claims[f.claim as usize].id)
        };
        let mut named: Vec<String> = facts.map(name).collect();
        let more = match named.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        named.truncate(NAMED);
        if !named.is_empty() {
            remarks.push(format!("{what}: {}{more}.", named.join(", ")));
        }
    }
    remarks
}
