//! Ids for claims that have none, one claim for each id, and the order that all else relies on:
//! by content, so that the order of input leaves no trace.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::sync::Arc;

use rayon::prelude::*;

use super::digest::digest;
use super::{Fault, FaultKind};
use crate::claim::{Claim, ContentHash, Document, ValueError, content_id};
use crate::codebook::Codebook;

/// Gives every claim an id, keeps one claim for each, and sorts them.
pub(super) fn identify(
    mut claims: Vec<Claim>,
    codebook: &Codebook,
    faults: &mut Vec<Fault>,
) -> (Vec<Claim>, String) {
    let digests: Vec<u64> = claims
        .par_iter()
        .map_init(Vec::new, |bytes, claim| digest(claim, codebook, bytes))
        .collect();
    for (claim, digest) in claims.iter_mut().zip(&digests) {
        give_document(claim, *digest);
    }
    let kept = Numbering {
        claims: &mut claims,
        digests: &digests,
        faults,
    }
    .kept();
    let all = digest_of_all(&claims, &digests, &kept);
    put_in_order(&mut claims, &kept);
    (claims, all)
}

/// A claim without a document stands in one of its own.
fn give_document(claim: &mut Claim, digest: u64) {
    if !claim.document.id.is_empty() {
        return;
    }
    let own = if claim.id.is_empty() {
        digest.to_string()
    } else {
        claim.id.to_string()
    };
    let id = content_id("d", [&*claim.outlet, own.as_str()]);
    claim.document = Arc::new(Document {
        id: id.into(),
        ..Document::clone(&claim.document)
    });
}

/// The digest of all claims that are kept, in their order.
fn digest_of_all(claims: &[Claim], digests: &[u64], kept: &[usize]) -> String {
    let mut all = ContentHash::new();
    let mut digits = String::new();
    for i in kept {
        digits.clear();
        let _ = write!(digits, "{}", digests[*i]);
        all.field(&claims[*i].id).field(&digits);
    }
    all.id("claims")
}

/// Brings the items of these numbers to the front, in that order, and drops all others. They are
/// exchanged where they stand, since there is no room for a second copy of a million claims.
fn put_in_order<T>(items: &mut Vec<T>, order: &[usize]) {
    for to in 0..order.len() {
        let mut from = order[to];
        // What stood before `to` was exchanged with what belongs there.
        while from < to {
            from = order[from];
        }
        items.swap(to, from);
    }
    items.truncate(order.len());
}

/// Claims, referred to by their numbers, while it is found out which are kept.
struct Numbering<'c> {
    claims: &'c mut [Claim],
    digests: &'c [u64],
    faults: &'c mut Vec<Fault>,
}

impl Numbering<'_> {
    /// The claims that are kept, sorted by id.
    fn kept(&mut self) -> Vec<usize> {
        let (mut named, nameless): (Vec<usize>, Vec<usize>) =
            (0..self.claims.len()).partition(|i| !self.claims[*i].id.is_empty());
        if !nameless.is_empty() {
            let numbered = self.number(nameless, &named);
            named.extend(numbered);
        }
        self.one_for_each_id(named)
    }

    /// Numbers the claims of each document in the order of their passages, then of their content.
    /// Of claims that say the same in the same words, one is kept.
    fn number(&mut self, mut nameless: Vec<usize>, named: &[usize]) -> Vec<usize> {
        let id = |i: &usize| Arc::clone(&self.claims[*i].id);
        let taken: HashSet<Arc<str>> = named.iter().map(id).collect();
        nameless.par_sort_by(|a, b| self.passage(*a).cmp(&self.passage(*b)));
        let mut numbered: Vec<usize> = Vec::with_capacity(nameless.len());
        let mut next = 1_u32;
        for i in nameless {
            match numbered.last() {
                Some(last) if self.claims[*last].document.id != self.claims[i].document.id => {
                    next = 1;
                }
                Some(last) if self.digests[*last] == self.digests[i] => {
                    let fault = self.duplicate(i, *last);
                    self.faults.push(fault);
                    continue;
                }
                _ => {}
            }
            self.claims[i].id = loop {
                let id: Arc<str> = format!("{}#{next}", self.claims[i].document.id).into();
                next += 1;
                if !taken.contains(&id) {
                    break id;
                }
            };
            numbered.push(i);
        }
        numbered
    }

    /// Where a claim stands among those of its document.
    fn passage(&self, i: usize) -> impl Ord {
        let claim = &self.claims[i];
        let start = claim.quote.map_or(u32::MAX, |quote| quote.start);
        let document = &claim.document.id;
        (document, start, self.digests[i], &claim.location)
    }

    /// Sorts by id and keeps one claim of each: the one of the least digest, in whatever order
    /// they came.
    fn one_for_each_id(&mut self, claims: Vec<usize>) -> Vec<usize> {
        let mut kept: Vec<usize> = Vec::with_capacity(claims.len());
        for (_, next) in self.in_order_of_ids(claims) {
            match kept.last() {
                Some(last) if self.claims[*last].id == self.claims[next].id => {
                    let fault = self.duplicate(next, *last);
                    self.faults.push(fault);
                }
                _ => kept.push(next),
            }
        }
        kept
    }

    /// Claims by id, digest and place, with the beginning of each id beside them so that few ids
    /// are looked up.
    fn in_order_of_ids(&self, claims: Vec<usize>) -> Vec<(u128, usize)> {
        let with_beginning = |i: usize| (beginning(&self.claims[i].id), i);
        let mut order: Vec<_> = claims.into_par_iter().map(with_beginning).collect();
        order.par_sort_unstable_by(|(start_a, a), (start_b, b)| {
            let (one, other) = (&self.claims[*a], &self.claims[*b]);
            start_a
                .cmp(start_b)
                .then_with(|| one.id.cmp(&other.id))
                .then_with(|| self.digests[*a].cmp(&self.digests[*b]))
                .then_with(|| one.location.cmp(&other.location))
        });
        order
    }

    /// The fault of a claim that is there already.
    fn duplicate(&self, again: usize, kept: usize) -> Fault {
        let (place, first) = (&self.claims[again].location, &self.claims[kept].location);
        let first = format!("{}:{}", first.file, first.line);
        let same = self.digests[again] == self.digests[kept];
        let fault = |what| {
            Fault::at(&place.file, (place.line, 0), FaultKind::DuplicateId, what).in_field("id")
        };
        if same {
            let message = format!("the same claim stands at {first}; one of the two is kept");
            return fault(ValueError::new(message)).warning();
        }
        let id = &self.claims[again].id;
        let message = format!("\"{id}\" is the id of another claim too, at {first}");
        let hint = "ids are unique in a claims set; leave them out to have them made";
        fault(ValueError::new(message).hint(hint))
    }
}

/// The first bytes of an id, as a number that sorts as they do.
fn beginning(id: &str) -> u128 {
    let mut bytes = [0; 16];
    let length = id.len().min(16);
    bytes[..length].copy_from_slice(&id.as_bytes()[..length]);
    u128::from_be_bytes(bytes)
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

    #[test]
    fn items_are_put_in_order_where_they_stand() {
        let order = [5, 0, 4, 1, 7, 6];
        let mut items: Vec<usize> = (0..9).collect();
        put_in_order(&mut items, &order);
        assert_eq!(items, order);
    }
}
