//! Documents that say nothing that another does not, in the same order: one source, not two.
//!
//! Containment of one document's assertions in another's, as Broder (1997) measures resemblance
//! of texts, over facts; and the order of those shared. An outlet that has its
//! own sources would differ in what it leaves out, and in what it puts first. Where the texts are at
//! hand, the same over their words.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use itertools::Itertools;

use crate::claim::Claim;
use crate::codebook::Verdict;
use crate::compare::{self, Context, Reason, Statement, order};
use crate::link::{Features, Linkage};
use crate::text::Shingles;

/// With fewer assertions than this, a document shows nothing of where it has them from.
const LEAST_ASSERTIONS: usize = 6;
/// The share of a document's assertions that the other must hold.
const CONTAINED: f64 = 0.8;
/// The share of those that must stand in the same order.
const ORDERED: f64 = 0.7;
/// The share of the shorter text's runs of five words that the other must hold.
const WORDED: f64 = 0.5;
/// Fewer runs than this are a quotation or a formula.
const LEAST_RUNS: usize = 20;
/// Documents published further apart than this are not compared.
const MOST_DAYS: u32 = 30;

/// A document that nearly all stands in another.
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
    /// What shows it.
    pub sign: Sign,
    /// Whether it was published after the fuller document for certain.
    pub follows: bool,
}

/// What shows that one document has it from another, or both from a third.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// What it asserts.
    Assertions {
        /// Assertions compared.
        all: usize,
        /// Those that the fuller document holds too.
        shared: usize,
        /// Those of the shared that stand in one order in both.
        in_order: usize,
    },
    /// Its words: runs of five.
    Words {
        /// Those of the shorter text.
        all: usize,
        /// Those that stand in the longer too.
        shared: usize,
    },
}

impl Echo {
    /// What shows it, in words: of two documents, or of their outlets.
    pub fn evidence(&self, less: &str, more: &str) -> String {
        match self.sign {
            Sign::Assertions {
                all,
                shared,
                in_order,
            } => format!(
                "{shared} of the {all} assertions of {less} stand in {more}, {in_order} of them in the same order"
            ),
            Sign::Words { all, shared } => format!(
                "{less} and {more} are nearly the same text: of {all} runs of five words of the shorter, {shared} stand in the other"
            ),
        }
    }
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

/// Finds echoes among documents that share an event. `texts` has the words of those at hand, by id.
pub fn find(ctx: &Context, linkage: &Linkage, texts: &BTreeMap<Arc<str>, Shingles>) -> Dependence {
    let documents = documents(ctx, &linkage.features);
    let texts = numbered(ctx, &linkage.features, texts);
    if documents.is_empty() && texts.is_empty() {
        return Dependence::default();
    }
    let mut candidates: Vec<(u32, u32)> = Vec::new();
    for event in linkage.events.iter().filter(|event| event.claims.len() > 1) {
        let number = |&c: &u32| linkage.features[c as usize].document;
        let numbers = event.claims.iter().map(number);
        let known =
            |document: &u32| documents.contains_key(document) || texts.contains_key(document);
        let numbers = numbers.filter(known);
        let pairs = numbers.sorted_unstable().dedup().array_combinations();
        candidates.extend(pairs.map(|[a, b]| (a, b)));
    }
    candidates.sort_unstable();
    candidates.dedup();
    let echoes = candidates.iter().filter_map(|&(a, b)| {
        let told = |of| Some((of, &documents.get(&of)?[..]));
        let texts = || worded(texts.get(&a)?, texts.get(&b)?);
        let asserted = || echo(ctx, told(a)?, told(b)?);
        asserted().or_else(texts)
    });
    Dependence::new(echoes.collect())
}

/// A document's text, and one of its claims.
type Text<'t> = (u32, &'t Claim, &'t Shingles);

/// The texts at hand, by the number of their document.
fn numbered<'t>(
    ctx: &Context<'t>,
    features: &[Features],
    texts: &'t BTreeMap<Arc<str>, Shingles>,
) -> BTreeMap<u32, Text<'t>> {
    if texts.is_empty() {
        return BTreeMap::new();
    }
    let claims = ctx.claims.iter().zip(features);
    let text = |(claim, feature): (&'t Claim, &Features)| {
        let words = texts.get(&claim.document.id)?;
        Some((feature.document, (feature.document, claim, words)))
    };
    claims.filter_map(text).collect()
}

/// Whether two texts are nearly the same words. The later has it from the earlier, the shorter from
/// the longer where that is not known.
fn worded(a: &Text, b: &Text) -> Option<Echo> {
    if is_apart(a.1, b.1) {
        return None;
    }
    let (shared, all) = (a.2.shared(b.2), a.2.len().min(b.2.len()));
    if shared < LEAST_RUNS || (shared as f64) < WORDED * all as f64 {
        return None;
    }
    let order = order::published(a.1, b.1).filter(|order| order.is_ne());
    let a_is_less = order.map_or(a.2.len() <= b.2.len(), |order| order == Ordering::Greater);
    let (less, more) = if a_is_less { (a, b) } else { (b, a) };
    Some(Echo {
        outlet: less.1.outlet.clone(),
        document: less.1.document.id.clone(),
        of_outlet: more.1.outlet.clone(),
        of_document: more.1.document.id.clone(),
        number: less.0,
        of_number: more.0,
        sign: Sign::Words { all, shared },
        follows: order.is_some(),
    })
}

/// Documents of one outlet are its own; those far apart in time are not compared.
fn is_apart(a: &Claim, b: &Claim) -> bool {
    a.outlet == b.outlet || order::days_between(a, b).is_some_and(|d| d > MOST_DAYS)
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
        // Rows of a table stand in the order of the table, and are many.
        let is_text = ctx.claims[index].has_words() && !feature.is_row;
        if is_text && lengths[feature.document as usize] >= LEAST_ASSERTIONS {
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
    if is_apart(x, y) {
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
        sign: Sign::Assertions {
            all: less.len(),
            shared: places.len(),
            in_order,
        },
        follows: order::published(less[0].claim, more[0].claim) == Some(Ordering::Greater),
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
