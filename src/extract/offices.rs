//! Distances, and the offices of the persons named.

use super::chunk::Kind;
use super::class;
use super::mention::Fact;
use super::sentence::Reader;
use super::span::Named;

impl Reader<'_, '_> {
    /// "150 kilometers from Bamako".
    pub(super) fn distances(&self) -> Vec<Fact> {
        let mut found = Vec::new();
        let tokens = self.chunks.view.tokens;
        for k in 1..tokens.len() {
            let word = self.chunks.view.words(k, k + 1).to_lowercase();
            if !["km", "kms", "kilometers", "kilometres", "miles"].contains(&word.as_str())
                || !tokens[k - 1].is(class::NUMBER)
            {
                continue;
            }
            let value = self.chunks.view.words(k - 1, k + 1).to_owned();
            let mut at = k + 1;
            while tokens.get(at).is_some_and(|t| {
                t.is(class::DIRECTION | class::FROM | class::OF | class::DET | class::ADJ)
            }) {
                at += 1;
            }
            let span = self.chunks.spans.iter().find(|s| {
                s.first >= at
                    && s.first <= at + 4
                    && matches!(s.what, Named::City(_) | Named::Place)
            });
            if let Some(span) = span.filter(|_| at > k + 1) {
                found.push(Fact {
                    attribute: "distance",
                    of: Some(self.place_name(span)),
                    value,
                    text: None,
                    rule: "so far from",
                });
            }
        }
        found
    }

    /// Offices of the persons named in the sentence: "Issa Toure, a security expert".
    pub(super) fn offices(&self) -> Vec<Fact> {
        let mut found = Vec::new();
        for i in 0..self.chunks.items.len() {
            let people = self.people();
            let names = people.person_names(i);
            let [name] = names.as_slice() else { continue };
            let Some((first, end)) = self.office_of(i) else {
                continue;
            };
            let value = self.office_words(first, end);
            if value.len() > 3 && value.split(' ').count() <= 14 {
                found.push(Fact {
                    attribute: "role",
                    of: Some(name.clone()),
                    value,
                    text: None,
                    rule: "title or apposition",
                });
            }
        }
        found
    }

    /// The tokens of the office behind or before a name.
    pub(super) fn office_of(&self, i: usize) -> Option<(usize, usize)> {
        let titled = |k: usize| {
            self.chunks
                .noun(k)
                .is_some_and(|n| n.head_class & class::TITLE != 0 && n.count.1 == 0)
        };
        let before = i >= 2
            && self.chunks.kind(i - 1) == Some(Kind::Comma)
            && titled(i - 2)
            && !self.chunks.names_person(i - 2);
        if before && self.chunks.kind(i + 1) == Some(Kind::Comma) {
            return Some((self.chunks.items[i - 2].first, self.chunks.items[i - 2].end));
        }
        let mut k = i + 1;
        while matches!(self.chunks.kind(k), Some(Kind::Comma)) && k < i + 2 {
            k += 1;
        }
        // "known as Elias, the emir of X".
        if k == i + 1 {
            return None;
        }
        if self.chunks.verb(k).is_some_and(|v| v.bare)
            && self.chunks.kind(k + 3) == Some(Kind::Comma)
        {
            k += 4;
        }
        let with_owner = self.chunks.kind(k + 1) == Some(Kind::Possessive) && titled(k + 2);
        if !(titled(k) || with_owner) || self.chunks.names_person(k) {
            return None;
        }
        let mut end = if with_owner { k + 2 } else { k };
        while self
            .chunks
            .is_prep(end + 1, class::OF | class::IN | class::FOR)
            && self
                .chunks
                .noun(end + 2)
                .is_some_and(|n| !(n.spans.is_empty() && n.head_class & class::PLACENOUN != 0))
        {
            end += 2;
        }
        Some((self.chunks.items[k].first, self.chunks.items[end].end))
    }

    /// "the group's leader in X" as "leader of GROUP in X"; places without "region".
    pub(super) fn office_words(&self, first: usize, end: usize) -> String {
        let mut words: Vec<&str> = Vec::new();
        let mut owner: Option<String> = None;
        let mut k = first;
        while k < end {
            let t = &self.chunks.view.tokens[k];
            if t.is_sign('s') {
                owner = words.pop().map(|w| {
                    if self.chunks.view.is(k - 1, class::ORGNOUN) {
                        self.memory.last_group().unwrap_or(w).to_owned()
                    } else {
                        w.to_owned()
                    }
                });
            } else if !(t.is(class::DET | class::INDEF)
                || t.is(class::ADJ) && words.last() == Some(&"in")
                || t.is(class::PLACENOUN) && k + 1 == end && words.len() > 2)
            {
                words.push(self.chunks.view.words(k, k + 1));
            }
            k += 1;
        }
        match (owner, words.split_first()) {
            (Some(owner), Some((title, rest))) => format!("{title} of {owner} {}", rest.join(" "))
                .trim()
                .to_owned(),
            _ => words.join(" "),
        }
    }
}
