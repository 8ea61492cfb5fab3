//! A place in a row of terms.

use super::lexicon::Term;

/// The terms that are still to be read.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) terms: &'a [Term],
}

impl Cursor<'_> {
    /// The next term.
    pub(super) fn peek(&self) -> Option<Term> {
        self.terms.first().copied()
    }

    /// The term after the next.
    pub(super) fn second(&self) -> Option<Term> {
        self.terms.get(1).copied()
    }

    /// Passes so many terms.
    pub(super) fn skip(&mut self, count: usize) {
        self.terms = self.terms.get(count..).unwrap_or_default();
    }

    /// Passes the term, if it is the next.
    pub(super) fn eat(&mut self, term: Term) -> bool {
        let found = self.peek() == Some(term);
        self.skip(usize::from(found));
        found
    }

    /// Passes the next term, if it is one to pick.
    pub(super) fn take<T>(&mut self, pick: impl Fn(Term) -> Option<T>) -> Option<T> {
        let found = self.peek().and_then(pick)?;
        self.skip(1);
        Some(found)
    }

    /// Runs a rule, and stays where it was if the rule does not hold.
    pub(super) fn attempt<T>(&mut self, rule: impl Fn(&mut Self) -> Option<T>) -> Option<T> {
        let mut ahead = *self;
        let found = rule(&mut ahead)?;
        *self = ahead;
        Some(found)
    }
}
