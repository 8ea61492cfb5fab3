//! Distances, and the offices of the persons named.

use super::chunk::{Kind, Noun};
use super::class::*;
use super::mention::Fact;
use super::sentence::Sentence;
use super::span::Named;
use super::terms;

impl Sentence<'_> {
    /// "150 kilometers from Bamako".
    pub(super) fn distances(&self) -> Vec<Fact> {
        const BETWEEN: u64 = DIRECTION | FROM | OF | DET | ADJ;
        let far_from = |k: usize| {
            if !self.marked(k, DISTANCE) || !self.is(k - 1, NUMBER) {
                return None;
            }
            let between = self.tokens[k + 1..].iter().take_while(|t| t.is(BETWEEN));
            let behind = between.count();
            let at = k + 1 + behind;
            let near = self.spans.iter().find(|s| {
                (at..=at + 4).contains(&s.first) && matches!(s.what, Named::City(_) | Named::Place)
            });
            Some(Fact {
                rule: &terms::FAR,
                of: Some(self.place_name(near.filter(|_| behind > 0)?).to_owned()),
                value: self.words(k - 1, k + 1).to_owned(),
                text: None,
            })
        };
        (1..self.tokens.len()).filter_map(far_from).collect()
    }

    /// Offices of the persons named in the sentence: "Issa Toure, a security expert".
    pub(super) fn offices(&self) -> Vec<Fact> {
        let office = |i: usize| {
            let names = self.person_names(i);
            let [name] = names.as_slice() else {
                return None;
            };
            let (first, end) = self.office_of(i)?;
            let value = self.office_words(first, end);
            (value.len() > 3 && value.split(' ').count() <= 14).then(|| Fact {
                rule: &terms::OFFICE,
                of: Some(name.clone()),
                value,
                text: None,
            })
        };
        (0..self.items.len()).filter_map(office).collect()
    }

    /// The tokens of the office behind or before a name.
    fn office_of(&self, i: usize) -> Option<(usize, usize)> {
        // "the mother of X" is no office.
        let titled = |k: usize| {
            let counted = self.noun(k).is_some_and(Noun::is_counted);
            self.head_is(k, TITLE) && !counted && !self.head_marked(k, KIN)
        };
        let comma = |k: usize| self.kind(k) == Some(Kind::Comma);
        let before = i >= 2 && comma(i - 1) && titled(i - 2) && !self.names_person(i - 2);
        if before && comma(i + 1) {
            return Some((self.items[i - 2].first, self.items[i - 2].end));
        }
        if !comma(i + 1) {
            return None;
        }
        let mut k = i + 2;
        // "known as Elias, the emir of X".
        if self.verb(k).is_some_and(|v| v.bare) && comma(k + 3) {
            k += 4;
        }
        let with_owner = self.kind(k + 1) == Some(Kind::Possessive) && titled(k + 2);
        if !(titled(k) || with_owner) || self.names_person(k) {
            return None;
        }
        let mut end = if with_owner { k + 2 } else { k };
        let named = |n: &Noun| !n.spans.is_empty() || n.head_class & PLACENOUN == 0;
        while self.is_prep(end + 1, OF | IN | FOR) && self.noun(end + 2).is_some_and(named) {
            end += 2;
        }
        Some((self.items[k].first, self.items[end].end))
    }

    /// "the group's leader in X" as "leader of GROUP in X"; places without "region".
    fn office_words(&self, first: usize, end: usize) -> String {
        let mut words: Vec<usize> = Vec::new();
        let mut owner = None;
        for k in first..end {
            let inside = |w: &usize| self.is(*w, IN);
            let aside = self.is(k, DET | INDEF)
                || self.is(k, ADJ) && words.last().is_some_and(inside)
                || self.is(k, PLACENOUN) && k + 1 == end && words.len() > 2;
            if self.sign(k, 's') {
                let group = self.memory.last_group().filter(|_| self.is(k - 1, ORGNOUN));
                let word = words.pop().map(|w| self.words(w, w + 1));
                owner = word.map(|word| group.unwrap_or(word));
            } else if !aside {
                words.push(k);
            }
        }
        let words: Vec<&str> = words.into_iter().map(|w| self.words(w, w + 1)).collect();
        match (owner, words.split_first()) {
            (Some(owner), Some((title, rest))) => terms::of_owner(title, owner, &rest.join(" ")),
            _ => words.join(" "),
        }
    }
}
