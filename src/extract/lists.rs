//! Lists of people: "X, a guard and two others", "A, rector of B; C, as well as their cook".

use super::chunk::{Kind, Noun};
use super::class::*;
use super::sentence::Sentence;

impl Sentence<'_> {
    /// A list of noun groups that goes on to the right of `first`: "X, a guard and two others".
    pub(super) fn list(&self, first: usize) -> Vec<usize> {
        self.list_and_reach(first, usize::MAX).0
    }

    /// The same, where it may end at `end` though a verb follows; with the last noun group that it took
    /// in, be it a description or a name of one before.
    fn list_and_reach(&self, first: usize, end: usize) -> (Vec<usize>, usize) {
        let of = first > 0 && self.is_prep(first - 1, OF);
        let mut found = vec![first];
        let mut last = first;
        let mut i = first + 1;
        while i < self.items.len() {
            let next = self.skip_details(i);
            let comma = self.kind(next) == Some(Kind::Comma) && !self.is_colon(next);
            let joint = next + usize::from(comma);
            let and = self.kind(joint) == Some(Kind::And) || self.is_prep(joint, WITH);
            let mut noun = joint + usize::from(and);
            // "the murders of X and of Y".
            let again = of && and && self.is_prep(noun, OF);
            noun += usize::from(again);
            if self.is_age(noun) && (comma || and) || comma && !and && self.is_share(noun) {
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
                    if self.kind(i + 1) == Some(Kind::Noun) && !self.is_prep(i, WITH | BY) =>
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
        let Some(verb) = self.verb(i) else {
            return false;
        };
        // "killed ten, and thirty wounded": told of those thirty alone.
        let last = matches!(
            self.kind(i + 1),
            None | Some(Kind::Comma | Kind::And | Kind::Other)
        );
        let counted = self.noun(noun).is_some_and(Noun::is_counted);
        if verb.bare && verb.frame != 0 && counted && last {
            return true;
        }
        let purpose = || self.verb(i + 1).is_some_and(|v| v.infinitive);
        let acts = || after_comma && (purpose() || self.object(i).is_some());
        let speaks = verb.class & (SAY | INTEND) != 0;
        !verb.gerund && !verb.infinitive && (!verb.bare || speaks || acts())
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

    /// "Police: Neighbor kills woman": what stands before a colon is in no list with what follows.
    fn is_colon(&self, i: usize) -> bool {
        let item = self.items.get(i);
        item.is_some_and(|item| self.sign(item.first, ':'))
    }

    fn list_start(&self, last: usize) -> usize {
        let is = |k: usize, kind: Kind| self.kind(k) == Some(kind);
        let with = |k: usize| self.is_prep(k, WITH) && k > 0 && is(k - 1, Kind::Comma);
        let comma = |k: usize| is(k, Kind::Comma) && !self.is_colon(k);
        let joins = |k: usize| is(k, Kind::And) || comma(k) || with(k);
        let mut start = last;
        while start > 0 && joins(start - 1) {
            let mut k = start - 1;
            while k > 0 && joins(k) {
                k -= 1;
            }
            // Back over "of the X".
            while k >= 2 && is(k, Kind::Noun) && is(k - 1, Kind::Prep) && is(k - 2, Kind::Noun) {
                k -= 2;
            }
            k = self.aged(k).unwrap_or(k);
            if !self.is_people(k) || k > 0 && is(k - 1, Kind::Prep) {
                break;
            }
            start = k;
        }
        start
    }
}
