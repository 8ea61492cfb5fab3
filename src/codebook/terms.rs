//! What follows from what terms are declared to imply and exclude.

use std::collections::HashMap;

use itertools::Itertools;

use super::Codebook;
use super::model::Term;
use crate::claim::{AttributeId, TermId};
use crate::text::term as key;

/// How the terms of one attribute stand to each other, by number: words are compared once.
#[derive(Debug, Clone, Default)]
pub(super) struct TermRelations {
    count: usize,
    /// Of each two terms, what the first lists the second under.
    lists: Vec<u8>,
}

/// What a term lists others under.
#[derive(Debug, Clone, Copy)]
pub(super) enum Listed {
    Implies = 1,
    Excludes = 2,
    Then = 4,
}

impl TermRelations {
    /// Those of the attributes of a codebook, whose terms are indexed.
    pub(super) fn all(book: &Codebook) -> Vec<Self> {
        let numbers = 0..book.attributes().len() as u16;
        numbers.map(|n| Self::of(book, AttributeId(n))).collect()
    }

    fn of(book: &Codebook, attribute: AttributeId) -> Self {
        let terms = &book.attribute(attribute).terms;
        let count = terms.len();
        let mut lists = vec![0; count * count];
        for (at, term) in terms.iter().enumerate() {
            for (under, names) in [
                (Listed::Implies, &term.implies),
                (Listed::Excludes, &term.excludes),
                (Listed::Then, &term.then),
            ] {
                let known = names.iter().filter_map(|n| book.term_id(attribute, n));
                known.for_each(|other| lists[at * count + usize::from(other.0)] |= under as u8);
            }
        }
        Self { count, lists }
    }

    /// Whether the first of two terms lists the second so.
    pub(super) fn lists(&self, under: Listed, a: TermId, b: TermId) -> bool {
        self.lists[usize::from(a.0) * self.count + usize::from(b.0)] & under as u8 != 0
    }
}

/// Adds to every term what follows: it is whatever its implications imply, and whatever excludes one of
/// those excludes it. "Rescued" is alive, dead is not alive, so nobody is both.
pub(super) fn spell_out(terms: &mut [Term]) {
    let number = numbers(terms);
    let numbered = |names: &[String]| -> Vec<usize> {
        let known = names.iter().filter_map(|name| number.get(&key(name)));
        known.copied().collect()
    };
    let implies: Vec<_> = terms.iter().map(|t| numbered(&t.implies)).collect();
    let excludes: Vec<_> = terms.iter().map(|t| numbered(&t.excludes)).collect();
    let closed: Vec<_> = (0..terms.len()).map(|t| closure(&implies, t)).collect();
    let apart = |a: usize, b: usize| {
        let lists = |p: usize, q: &usize| excludes[p].contains(q);
        let mut pairs = closed[a].iter().cartesian_product(&closed[b]);
        pairs.any(|(p, q)| lists(*p, q) || lists(*q, p))
    };
    let names: Vec<String> = terms.iter().map(|term| term.name.clone()).collect();
    for (at, term) in terms.iter_mut().enumerate() {
        let others = (0..names.len()).filter(|other| apart(at, *other));
        let more = |known: &[usize], found: &[usize]| -> Vec<String> {
            let new = found.iter().filter(|t| **t != at && !known.contains(t));
            new.map(|t| names[*t].clone()).collect()
        };
        let new = more(&excludes[at], &others.collect::<Vec<_>>());
        term.excludes.extend(new);
        term.implies.extend(more(&implies[at], &closed[at]));
    }
}

/// The number of the term that each name and alias is of.
fn numbers(terms: &[Term]) -> HashMap<String, usize> {
    let names = terms.iter().enumerate().flat_map(|(at, term)| {
        let names = std::iter::once(&term.name).chain(&term.aliases);
        names.map(move |name| (key(name), at))
    });
    names.collect()
}

/// A term and all that it implies, at first or at second hand.
fn closure(implies: &[Vec<usize>], of: usize) -> Vec<usize> {
    let mut found = vec![of];
    let mut at = 0;
    while at < found.len() {
        for other in &implies[found[at]] {
            if !found.contains(other) {
                found.push(*other);
            }
        }
        at += 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::codebook::Codebook;

    #[test]
    fn what_is_implied_excludes_as_if_it_were_said() {
        let book = Codebook::builtin();
        let status = book.attribute_id("status").unwrap();
        let term = |name| book.term(status, book.term_id(status, name).unwrap());
        let lists = |names: &[String], name: &str| names.iter().any(|n| n == name);
        for alive in ["rescued", "arrested", "re-elected", "in coma", "wounded"] {
            assert!(lists(&term(alive).implies, "alive"), "{alive}");
            for dead in ["killed", "dead", "presumed dead"] {
                assert!(lists(&term(alive).excludes, dead), "{alive}, {dead}");
                assert!(lists(&term(dead).excludes, alive), "{dead}, {alive}");
            }
        }
        assert!(lists(&term("sentenced to death").excludes, "acquitted"));
        assert!(!lists(&term("missing").excludes, "dead"));
        assert!(!lists(&term("wounded").excludes, "alive"));
    }
}
