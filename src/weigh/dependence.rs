//! Documents that say nothing that another does not, in the same order: one source, not two.
//!
//! Containment of one document's assertions in another's, as Broder (1997) measures resemblance
//! of texts, over facts instead of words; and the order of those shared. An outlet that has its
//! own sources would differ in what it leaves out, and in what it puts first.

use std::collections::BTreeMap;
use std::sync::Arc;

use itertools::Itertools;

use crate::claim::Claim;
use crate::codebook::Verdict;
use crate::compare::{self, Context, Reason, Statement, order};
use crate::link::Linkage;

/// With fewer assertions than this, a document shows nothing of where it has them from.
const LEAST_ASSERTIONS: usize = 6;
/// The share of a document's assertions that the other must hold.
const CONTAINED: f64 = 0.8;
/// The share of those that must stand in the same order.
const ORDERED: f64 = 0.7;
/// Documents published further apart than this are not compared.
const MOST_DAYS: u32 = 30;

/// A document whose assertions nearly all stand in another, in nearly the same order.
#[derive(Debug, Clone, PartialEq)]
pub struct Echo {
    /// The outlet of the document that says no more.
    pub outlet: Arc<str>,
    /// That document.
    pub document: Arc<str>,
    /// The outlet of the fuller document.
    pub of_outlet: Arc<str>,
    /// The fuller document.
    pub of_document: Arc<str>,
    /// Assertions compared.
    pub assertions: usize,
    /// Those that the fuller document holds too.
    pub shared: usize,
    /// Those of the shared that stand in one order in both.
    pub in_order: usize,
    /// Whether it was published after the fuller document for certain.
    pub follows: bool,
}

/// All echoes of a claims set, by document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Dependence {
    /// Sorted by document.
    pub echoes: Vec<Echo>,
}

impl Dependence {
    /// The echo that ties two documents, if one does.
    pub fn between(&self, a: &Claim, b: &Claim) -> Option<&Echo> {
        let is = |claim: &Claim, outlet: &str, document: &str| {
            &*claim.outlet == outlet && &*claim.document.id == document
        };
        self.echoes.iter().find(|e| {
            is(a, &e.outlet, &e.document) && is(b, &e.of_outlet, &e.of_document)
                || is(b, &e.outlet, &e.document) && is(a, &e.of_outlet, &e.of_document)
        })
    }
}

/// Finds echoes among documents that share an event.
pub fn find(ctx: &Context, linkage: &Linkage) -> Dependence {
    let documents = documents(ctx);
    let mut candidates: Vec<(u32, u32)> = linkage
        .events
        .iter()
        .filter(|event| event.claims.len() > 1)
        .flat_map(|event| {
            let number = |&c: &u32| linkage.features[c as usize].document;
            event
                .claims
                .iter()
                .map(number)
                .sorted_unstable()
                .dedup()
                .array_combinations()
                .map(|[a, b]| (a, b))
                .collect::<Vec<_>>()
        })
        .filter(|(a, b)| documents.contains_key(a) && documents.contains_key(b))
        .collect();
    candidates.sort_unstable();
    candidates.dedup();
    let mut echoes: Vec<Echo> = candidates
        .iter()
        .filter_map(|(a, b)| echo(ctx, &documents[a], &documents[b]))
        .collect();
    echoes.sort_by(|x, y| (&x.document, &x.of_document).cmp(&(&y.document, &y.of_document)));
    Dependence { echoes }
}

/// The assertions of every document that has enough of them, in the order of the text.
fn documents<'a>(ctx: &Context<'a>) -> BTreeMap<u32, Vec<Statement<'a>>> {
    let mut numbers = BTreeMap::new();
    let mut documents: BTreeMap<u32, Vec<Statement<'a>>> = BTreeMap::new();
    for (index, claim) in ctx.claims.iter().enumerate() {
        let next = numbers.len() as u32;
        let number = *numbers
            .entry((&claim.outlet, &claim.document.id))
            .or_insert(next);
        let statements = ctx
            .statements(index as u32)
            .into_iter()
            .filter(|s| s.assertion.is_some());
        documents.entry(number).or_default().extend(statements);
    }
    documents.retain(|_, statements| statements.len() >= LEAST_ASSERTIONS);
    for statements in documents.values_mut() {
        statements.sort_by_key(|s| (s.claim.quote, s.side));
    }
    documents
}

fn echo(ctx: &Context, a: &[Statement], b: &[Statement]) -> Option<Echo> {
    let (x, y) = (a.first()?.claim, b.first()?.claim);
    if x.outlet == y.outlet || order::days_between(x, y).is_some_and(|d| d > MOST_DAYS) {
        return None;
    }
    let (less, more) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let places: Vec<usize> = less.iter().filter_map(|s| place_in(ctx, s, more)).collect();
    let in_order = longest_rising(&places);
    let contained = places.len() as f64 >= CONTAINED * less.len() as f64;
    let ordered = in_order as f64 >= ORDERED * places.len() as f64;
    (contained && ordered).then(|| Echo {
        outlet: less[0].claim.outlet.clone(),
        document: less[0].claim.document.id.clone(),
        of_outlet: more[0].claim.outlet.clone(),
        of_document: more[0].claim.document.id.clone(),
        assertions: less.len(),
        shared: places.len(),
        in_order,
        follows: order::published(less[0].claim, more[0].claim)
            == Some(std::cmp::Ordering::Greater),
    })
}

/// Where in `more` the same thing is said.
fn place_in(ctx: &Context, x: &Statement, more: &[Statement]) -> Option<usize> {
    more.iter().position(|y| {
        x.attribute == y.attribute
            && x.of == y.of
            && compare::verdict(ctx, x, y)
                .is_some_and(|(verdict, reason)| says_the_same(verdict, reason))
    })
}

/// Whether the one may be the other in other words; that both may be true is not enough.
fn says_the_same(verdict: Verdict, reason: Reason) -> bool {
    let other_words = matches!(
        reason,
        Reason::Spelling
            | Reason::Overlap
            | Reason::OverlapWithNamed
            | Reason::WithinTolerance
            | Reason::PlaceWithin
            | Reason::OfficeWithin
    );
    verdict == Verdict::Agreement || verdict == Verdict::Compatible && other_words
}

/// Length of the longest subsequence that never falls (patience sorting).
fn longest_rising(places: &[usize]) -> usize {
    let mut tails: Vec<usize> = Vec::new();
    for &place in places {
        let at = tails.partition_point(|&tail| tail <= place);
        if at == tails.len() {
            tails.push(place);
        } else {
            tails[at] = place;
        }
    }
    tails.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rising_subsequence() {
        assert_eq!(longest_rising(&[]), 0);
        assert_eq!(longest_rising(&[1, 1, 2]), 3);
        assert_eq!(longest_rising(&[3, 1, 2, 0, 5]), 3);
        assert_eq!(longest_rising(&[5, 4, 3]), 1);
    }
}
