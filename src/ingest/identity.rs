//! Ids for claims that have none, one claim for each id, and the order that all else relies on:
//! by content, so that the order of input leaves no trace.

use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::digest::digest;
use super::{Fault, FaultKind, FaultLevel};
use crate::claim::{Claim, ContentHash, Document, content_id};
use crate::codebook::Codebook;

/// A claim with the digest of what it says.
struct Digested {
    claim: Claim,
    digest: u64,
}

/// Gives every claim an id, keeps one claim for each, and sorts them.
pub(super) fn identify(
    claims: Vec<Claim>,
    codebook: &Codebook,
    faults: &mut Vec<Fault>,
) -> (Vec<Claim>, String) {
    let digested: Vec<Digested> = claims
        .into_par_iter()
        .map(|claim| Digested {
            digest: digest(&claim, codebook),
            claim,
        })
        .collect();
    let (mut named, nameless): (Vec<_>, Vec<_>) = digested
        .into_iter()
        .map(with_document)
        .partition(|d| !d.claim.id.is_empty());
    if !nameless.is_empty() {
        let numbered = number(nameless, &named, faults);
        named.extend(numbered);
    }
    let kept = one_for_each_id(named, faults);
    let mut all = ContentHash::new();
    for d in &kept {
        all.field(&d.claim.id).field(&d.digest.to_string());
    }
    let claims = kept.into_iter().map(|d| d.claim).collect();
    (claims, all.id("claims"))
}

/// A claim without a document stands in one of its own.
fn with_document(mut d: Digested) -> Digested {
    if d.claim.document.id.is_empty() {
        let own = if d.claim.id.is_empty() {
            d.digest.to_string()
        } else {
            d.claim.id.to_string()
        };
        let id = content_id("d", [&*d.claim.outlet, own.as_str()]);
        d.claim.document = Arc::new(Document {
            id: id.into(),
            ..Document::clone(&d.claim.document)
        });
    }
    d
}

/// Numbers the claims of each document in the order of their passages, then of their content. Of
/// claims that say the same in the same words, one is kept.
fn number(
    mut nameless: Vec<Digested>,
    named: &[Digested],
    faults: &mut Vec<Fault>,
) -> Vec<Digested> {
    let taken: HashSet<Arc<str>> = named.iter().map(|d| Arc::clone(&d.claim.id)).collect();
    nameless.par_sort_by(|a, b| passage_order(a).cmp(&passage_order(b)));
    let mut numbered: Vec<Digested> = Vec::with_capacity(nameless.len());
    let mut next = 1_u32;
    for mut d in nameless {
        match numbered.last() {
            Some(last) if last.claim.document.id != d.claim.document.id => next = 1,
            Some(last) if last.digest == d.digest => {
                faults.push(duplicate(&d, last));
                continue;
            }
            _ => {}
        }
        d.claim.id = loop {
            let id: Arc<str> = format!("{}#{next}", d.claim.document.id).into();
            next += 1;
            if !taken.contains(&id) {
                break id;
            }
        };
        numbered.push(d);
    }
    numbered
}

fn passage_order(d: &Digested) -> impl Ord {
    let start = d.claim.quote.map_or(u32::MAX, |quote| quote.start);
    let document = Arc::clone(&d.claim.document.id);
    (document, start, d.digest, d.claim.location.clone())
}

/// Sorts by id and keeps one claim of each: the one of the least digest, in whatever order they came.
fn one_for_each_id(claims: Vec<Digested>, faults: &mut Vec<Fault>) -> Vec<Digested> {
    let mut kept: Vec<Digested> = Vec::with_capacity(claims.len());
    for next in in_order_of_ids(claims) {
        match kept.last() {
            Some(last) if last.claim.id == next.claim.id => faults.push(duplicate(&next, last)),
            _ => kept.push(next),
        }
    }
    kept
}

/// Claims by id, digest and place. Not the claims are sorted, which are large, but their numbers,
/// with the beginning of each id beside them so that few ids are looked up.
fn in_order_of_ids(claims: Vec<Digested>) -> impl Iterator<Item = Digested> {
    let mut order: Vec<(u128, usize)> = claims
        .par_iter()
        .enumerate()
        .map(|(i, d)| (beginning(&d.claim.id), i))
        .collect();
    order.par_sort_unstable_by(|(start_a, a), (start_b, b)| {
        let (a, b) = (&claims[*a], &claims[*b]);
        start_a
            .cmp(start_b)
            .then_with(|| a.claim.id.cmp(&b.claim.id))
            .then_with(|| a.digest.cmp(&b.digest))
            .then_with(|| a.claim.location.cmp(&b.claim.location))
    });
    let mut claims: Vec<Option<Digested>> = claims.into_iter().map(Some).collect();
    order.into_iter().filter_map(move |(_, i)| claims[i].take())
}

/// The first bytes of an id, as a number that sorts as they do.
fn beginning(id: &str) -> u128 {
    let mut bytes = [0; 16];
    let length = id.len().min(16);
    bytes[..length].copy_from_slice(&id.as_bytes()[..length]);
    u128::from_be_bytes(bytes)
}

/// The fault of a claim that is there already.
fn duplicate(again: &Digested, kept: &Digested) -> Fault {
    let (place, first) = (&again.claim.location, &kept.claim.location);
    let first = format!("{}:{}", first.file, first.line);
    let same = again.digest == kept.digest;
    let (level, message, hint) = if same {
        let message = format!("the same claim stands at {first}; one of the two is kept");
        (FaultLevel::Warning, message, None)
    } else {
        let message = format!(
            "\"{}\" is the id of another claim too, at {first}",
            again.claim.id
        );
        let hint = "ids are unique in a claims set; leave them out to have them made";
        (FaultLevel::Error, message, Some(hint.to_owned()))
    };
    Fault {
        file: Arc::clone(&place.file),
        line: place.line,
        column: 0,
        field: Some("id".into()),
        level,
        kind: FaultKind::DuplicateId,
        message,
        hint,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_sort_as_ids_do() {
        let ids = ["", "a", "a#1", "a#10", "a#2", "b", "é"];
        assert!(ids.is_sorted());
        assert!(ids.map(beginning).is_sorted());
    }
}
