//! What is known to be true: read with the names of the claims, and told of in the report's method part.

use crate::claim::Claim;
use crate::codebook::Codebook;
use crate::compare::Context;
use crate::ingest::KnownTruths;
use crate::names::{self, Gazetteer, Names};
use crate::settle::outlets::{self, Fact, Known};

/// So many known truths of no use are named.
const NAMED: usize = 10;

/// The names of the claims, and what is known in their terms: the truths are read as claims among
/// the others, and are none.
pub(super) fn named(
    claims: &mut Vec<Claim>,
    known: &KnownTruths,
    codebook: &Codebook,
    gazetteer: &Gazetteer,
) -> (Names, Vec<Fact>) {
    let count = claims.len();
    claims.extend_from_slice(&known.claims);
    let mut names = names::resolve(claims, codebook, gazetteer);
    let ctx = Context {
        claims,
        names: &names,
        codebook,
    };
    let facts = outlets::known::facts(&ctx, known, count);
    claims.truncate(count);
    names.claims.truncate(count);
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
    if known.claims.is_empty() {
        return remarks;
    }
    remarks.push(format!(
        "Known truths: {} (input {}); outlets are measured against them, and they stand whatever accounts say.",
        used.len(),
        known.digest
    ));
    let list = |facts: &[Fact]| {
        let name = |f: &Fact| {
            let attribute = &codebook.attribute(f.attribute).name;
            format!("{} ({attribute})", claims[f.claim as usize].id)
        };
        let named: Vec<String> = facts.iter().take(NAMED).map(name).collect();
        let more = match facts.len() - named.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        format!("{}{more}", named.join(", "))
    };
    if !used.contested.is_empty() {
        remarks.push(format!(
            "Known truths of one thing that differ, so that none is used: {}.",
            list(&used.contested)
        ));
    }
    if !used.idle.is_empty() {
        remarks.push(format!(
            "Known truths of what no account of their event tells, or that is not weighed: {}.",
            list(&used.idle)
        ));
    }
    remarks
}
