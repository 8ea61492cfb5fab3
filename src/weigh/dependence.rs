//! Documents that say nothing that another does not, in the same order: one source, not two.
//!
//! Containment of one document's assertions in another's, as Broder (1997) measures resemblance
//! of texts, over facts instead of words; and the order of those shared. An outlet that has its
//! own sources would differ in what it leaves out, and in what it puts first.

use std::collections::BTreeMap;
use std::sync::Arc;

use itertools::Itertools;

use crate::codebook::Verdict;
use crate::compare::{self, Context, Reason, Statement, order};
use crate::link::{Features, Linkage};

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
    /// The number of the document that says no more.
    pub number: u32,
    /// The number of the fuller document.
    pub of_number: u32,
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
    /// The two documents of every echo, both ways round, and the echo's number; sorted.
    tied: Vec<(u32, u32, u32)>,
}

impl Dependence {
    fn new(mut echoes: Vec<Echo>) -> Self {
        echoes.sort_by(|x, y| (&x.document, &x.of_document).cmp(&(&y.document, &y.of_document)));
        let numbered = echoes.iter().zip(0..);
        let mut tied: Vec<(u32, u32, u32)> = numbered
            .flat_map(|(e, n)| [(e.number, e.of_number, n), (e.of_number, e.number, n)])
            .collect();
        tied.sort_unstable();
        Self { echoes, tied }
    }

    /// The echo that ties two documents, if one does.
    pub fn between(&self, a: u32, b: u32) -> Option<&Echo> {
        let from = self.tied.partition_point(|&(x, y, _)| (x, y) < (a, b));
        let found = self.tied.get(from).filter(|&&(x, y, _)| (x, y) == (a, b))?;
        self.echoes.get(found.2 as usize)
    }

    /// The documents that an echo ties to one, sorted.
    pub fn partners(&self, document: u32) -> impl Iterator<Item = u32> {
        let from = self.tied.partition_point(|&(x, _, _)| x < document);
        let tied = self.tied[from..].iter();
        tied.take_while(move |(x, _, _)| *x == document)
            .map(|&(_, y, _)| y)
    }
}

/// Finds echoes among documents that share an event.
pub fn find(ctx: &Context, linkage: &Linkage) -> Dependence {
    let documents = documents(ctx, &linkage.features);
    if documents.is_empty() {
        return Dependence::default();
    }
    let mut candidates: Vec<(u32, u32)> = Vec::new();
    for event in linkage.events.iter().filter(|event| event.claims.len() > 1) {
        let number = |&c: &u32| linkage.features[c as usize].document;
        let numbers = event.claims.iter().map(number);
        let long = numbers.filter(|document| documents.contains_key(document));
        let pairs = long.sorted_unstable().dedup().array_combinations();
        candidates.extend(pairs.map(|[a, b]| (a, b)));
    }
    candidates.sort_unstable();
    candidates.dedup();
    let echoes = candidates
        .iter()
        .filter_map(|&(a, b)| echo(ctx, (a, &documents[&a]), (b, &documents[&b])));
    Dependence::new(echoes.collect())
}

/// The assertions of every document that has enough of them, in the order of the text.
fn documents<'a>(ctx: &Context<'a>, features: &[Features]) -> BTreeMap<u32, Vec<Statement<'a>>> {
    let mut lengths = Vec::new();
    for (claim, feature) in ctx.claims.iter().zip(features) {
        let number = feature.document as usize;
        lengths.resize(lengths.len().max(number + 1), 0);
        lengths[number] += claim.assertions.len();
    }
    let mut documents: BTreeMap<u32, Vec<Statement<'a>>> = BTreeMap::new();
    for (index, feature) in features.iter().enumerate() {
        if lengths[feature.document as usize] >= LEAST_ASSERTIONS {
            let said = ctx.statements(index as u32).into_iter();
            let asserted = said.filter(|s| s.assertion.is_some());
            documents
                .entry(feature.document)
                .or_default()
                .extend(asserted);
        }
    }
    for statements in documents.values_mut() {
        statements.sort_by_key(|s| (s.claim.quote, s.side));
    }
    documents
}

type Told<'s, 'a> = (u32, &'s [Statement<'a>]);

fn echo(ctx: &Context, a: Told, b: Told) -> Option<Echo> {
    let (x, y) = (a.1.first()?.claim, b.1.first()?.claim);
    if x.outlet == y.outlet || order::days_between(x, y).is_some_and(|d| d > MOST_DAYS) {
        return None;
    }
    let ((number, less), (of_number, more)) = if a.1.len() <= b.1.len() {
        (a, b)
    } else {
        (b, a)
    };
    let places: Vec<usize> = less.iter().filter_map(|s| place_in(ctx, s, more)).collect();
    let in_order = longest_rising(&places);
    let contained = places.len() as f64 >= CONTAINED * less.len() as f64;
    let ordered = in_order as f64 >= ORDERED * places.len() as f64;
    (contained && ordered).then(|| Echo {
        outlet: less[0].claim.outlet.clone(),
        document: less[0].claim.document.id.clone(),
        of_outlet: more[0].claim.outlet.clone(),
        of_document: more[0].claim.document.id.clone(),
        number,
        of_number,
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
