//! Lists of people: "X, a guard and two others", "A, rector of B; C, as well as their cook".

use super::chunk::{Chunks, Kind};
use super::class;

impl Chunks<'_> {
    /// A list of noun groups that goes on to the right of `first`: "X, a guard and two others".
    pub(super) fn list(&self, first: usize) -> Vec<usize> {
        self.list_and_reach(first, usize::MAX).0
    }

    /// The same, where it may end at `end` though a verb follows; with the last noun group that it took
    /// in, be it a description or a name of one before.
    fn list_and_reach(&self, first: usize, end: usize) -> (Vec<usize>, usize) {
        let of = first > 0 && self.is_prep(first - 1, class::OF);
        let mut found = vec![first];
        let mut last = first;
        let mut i = first + 1;
        while i < self.items.len() {
            let next = self.skip_details(i);
            let comma = self.kind(next) == Some(Kind::Comma);
            let joint = next + usize::from(comma);
            let and = self.kind(joint) == Some(Kind::And) || self.is_prep(joint, class::WITH);
            let mut noun = joint + usize::from(and);
            // "the murders of X and of Y".
            let again = of && and && self.is_prep(noun, class::OF);
            noun += usize::from(again);
            if comma && !and && (self.is_age(noun) || self.is_share(noun)) {
                i = noun + 1;
                continue;
            }
            let people = self.is_people(noun) || self.counts_somebody(noun);
            if !(comma || and) || self.kind(noun) != Some(Kind::Noun) || !people {
                break;
            }
            let described = last != *found.last().unwrap_or(&first);
            let more = and && !comma && described && self.goes_on_describing(noun);
            if comma && !and && self.is_apposition(last, noun) || more {
                last = noun;
                i = noun + 1;
                continue;
            }
            // "the murder of X and Y was": no clause about Y.
            let of_both = again || of && and && !comma;
            if noun != end && !of_both && self.begins_clause(noun, !and) {
                break;
            }
            found.push(noun);
            last = noun;
            i = noun + 1;
        }
        (found, last)
    }

    /// Behind "of the X", "in Y", an alias in brackets, a time.
    pub(super) fn skip_details(&self, mut i: usize) -> usize {
        loop {
            match self.kind(i) {
                Some(Kind::Prep)
                    if self.kind(i + 1) == Some(Kind::Noun)
                        && !self.is_prep(i, class::WITH | class::BY) =>
                {
                    i += 2;
                }
                Some(Kind::Open) => {
                    let close = (i..self.items.len()).find(|k| self.items[*k].kind == Kind::Close);
                    let Some(close) = close else { return i };
                    i = close + 1;
                }
                Some(Kind::Time | Kind::Quote) => i += 1,
                _ => return i,
            }
        }
    }

    /// Whether a finite verb follows a noun group: it is the subject of another clause.
    pub(super) fn begins_clause(&self, noun: usize, after_comma: bool) -> bool {
        let mut i = self.skip_details(noun + 1);
        if self.kind(i) == Some(Kind::Other) {
            i += 1;
        }
        let finite_by_object = || {
            after_comma
                && (self.verb(i + 1).is_some_and(|v| v.infinitive) || self.object(i).is_some())
        };
        // "killed ten, and thirty wounded": told of those thirty alone.
        let counted = || self.noun(noun).is_some_and(|n| n.count.1 > 0);
        let last = || {
            matches!(
                self.kind(i + 1),
                None | Some(Kind::Comma | Kind::And | Kind::Other)
            )
        };
        if self.verb(i).is_some_and(|v| v.bare && v.frame != 0) && counted() && last() {
            return true;
        }
        self.verb(i).is_some_and(|v| {
            let speaks = v.class & (class::SAY | class::INTEND) != 0;
            !v.gerund && !v.infinitive && (!v.bare || speaks || finite_by_object())
        })
    }

    /// A list of noun groups that ends at `last`.
    pub(super) fn list_before(&self, last: usize) -> Vec<usize> {
        let start = self.list_start(last);
        let (found, reach) = self.list_and_reach(start, last);
        if found.contains(&last) || reach == last {
            found
        } else {
            vec![last]
        }
    }

    fn list_start(&self, last: usize) -> usize {
        let mut start = last;
        let mut i = last;
        while i > 0 {
            let before = i - 1;
            let with = |k: usize| {
                self.is_prep(k, class::WITH) && k > 0 && self.kind(k - 1) == Some(Kind::Comma)
            };
            let joins = |k: usize| matches!(self.kind(k), Some(Kind::And | Kind::Comma)) || with(k);
            if !joins(before) {
                break;
            }
            let mut k = before;
            while k > 0 && joins(k) {
                k -= 1;
            }
            // Back over "of the X".
            while k >= 2
                && self.kind(k) == Some(Kind::Noun)
                && self.kind(k - 1) == Some(Kind::Prep)
                && self.kind(k - 2) == Some(Kind::Noun)
            {
                k -= 2;
            }
            if self.kind(k) == Some(Kind::Noun) && self.is_age(k) {
                k -= 2;
            }
            if self.kind(k) != Some(Kind::Noun)
                || !self.is_people(k)
                || k > 0 && self.kind(k - 1) == Some(Kind::Prep)
            {
                break;
            }
            start = k;
            i = k;
        }
        start
    }
}
