//! Noun groups.

use super::chunk::{Item, Kind, Noun};
use super::class::*;
use super::sentence::Sentence;
use super::span::Named;
use super::token::Token;

impl Sentence<'_> {
    /// Whether a token can be part of a noun group.
    pub(super) fn nominal(&self, i: usize) -> bool {
        let Some(t) = self.token(i) else { return false };
        if !t.is_word() {
            return false;
        }
        let functional =
            PREPS | AND | BUT | REL | THAT | SUB | FUTURE | NEG | BE | HAVE | DO | INF | ACCORDING;
        let closed = functional | ADVERB | PRON | COND;
        !t.is(closed) || t.is(PERSON | EVENT | ORGNOUN)
    }

    pub(super) fn starts_noun(&self, i: usize) -> bool {
        let determiners = DET | INDEF | NUMBER | VAGUE | HEDGE | OTHERS | NONE | PRON | ORDINAL;
        if self.is(i, THAT | REL) {
            return false;
        }
        if self.is(i, HEDGE) && self.is(i, PREPS | ADVERB) {
            return self.is(i + 1, NUMBER | VAGUE | INDEF);
        }
        self.is(i, determiners) || self.nominal(i)
    }

    pub(super) fn chunk_noun(&mut self, i: usize) -> usize {
        let mut noun = Noun::default();
        let start = self.determiners(i, &mut noun);
        noun.pronoun = start == i + 1 && self.is(i, PRON) && !self.is(i, NUMBER);
        let mut j = start;
        while !noun.pronoun && j < self.tokens.len() {
            if let Some(span) = self.span_at(j) {
                if span.what == Named::Time {
                    break;
                }
                noun.spans.push(self.span_of[j] as usize - 1);
                j = span.end;
                continue;
            }
            // "33 la cifra": a number, and another noun group.
            let parted = j > start || noun.is_counted() && self.is(j, DET);
            if !self.nominal(j) || self.is_verb(j) || parted && self.ends_noun(j, &noun) {
                break;
            }
            let t = &self.tokens[j];
            if t.frame != 0 && t.is(PARTICIPLE) && t.is(VERB) {
                noun.participle = t.frame;
            }
            j += 1;
        }
        self.finish_noun(i, j.max(i + 1), noun)
    }

    /// Whether another noun group begins at a word inside one.
    fn ends_noun(&self, j: usize, noun: &Noun) -> bool {
        let counted = noun.is_counted() && self.is(j - 1, PERSON) && !self.is(j, PERSON | ADJ);
        let caseless = self.is(j - 1, EVENT) || counted || self.is(j, TIMEUNIT);
        let number = self.is(j, VAGUE | NUMBER) && !self.is(j, PERSON);
        self.is(j, DET | INDEF) || number || self.caseless() && caseless
    }

    fn determiners(&self, i: usize, noun: &mut Noun) -> usize {
        let mut j = i;
        while let Some(t) = self.token(j).filter(|_| !self.in_span(j)) {
            let next = |classes| self.is(j + 1, classes);
            let next_aged = self.marked(j + 1, AGED);
            // "a 3 year-old": an age.
            let counted = !next_aged && t.is(NUMBER | VAGUE)
                || t.is(HEDGE) && next(NUMBER | VAGUE | INDEF | HEDGE);
            // "one hundred and twenty".
            let hundred = t.is(AND) && noun.count.1 == j && j > i && next(NUMBER);
            let many = |t: &Token| t.is(NUMBER) && t.value >= 100;
            // "a dozen", "a hundred".
            if !t.is(NONE) && (counted || t.is(INDEF) && next(NUMBER | VAGUE)) {
                noun.count = (if noun.is_counted() { noun.count.0 } else { j }, j + 1);
            }
            if t.is(NONE) {
                noun.none = true;
            } else if counted || next_aged && t.is(NUMBER) || hundred && many(&self.tokens[j - 1]) {
            } else if t.is(INDEF) {
                noun.indefinite = true;
                // "not a single person".
                noun.none |= self.is(j.wrapping_sub(1), NEG);
            } else if t.is(OTHERS) && self.nominal(j + 1) && !t.is(PERSON) {
                noun.others = true;
            } else if t.is(DET) && !noun.is_counted() {
                noun.definite = true;
            } else {
                return j + usize::from(t.is(PRON) && j == i);
            }
            j += 1;
        }
        j
    }

    pub(super) fn finish_noun(&mut self, first: usize, end: usize, mut noun: Noun) -> usize {
        noun.head = self.head(first, end);
        let t = self.tokens[noun.head];
        let words = self.tokens[first..end].iter();
        let class = words.fold(0, |all, t| all | t.class);
        noun.class = class;
        noun.head_class = t.class;
        noun.others |= t.is(OTHERS);
        if t.is(EVENT) && !self.in_span(noun.head) {
            noun.event = t.frame;
        }
        if t.is(PERSON | STATE) && !t.is(EVENT) {
            noun.state = t.frame;
        }
        noun.plural = self.lexicon.is_plural(&self.folded(noun.head));
        self.items.push(Item {
            noun: Some(Box::new(noun)),
            ..Item::new(Kind::Noun, first, end, class)
        });
        end
    }

    /// The last word that is not part of a person's name after a title.
    pub(super) fn head(&self, first: usize, end: usize) -> usize {
        let mut head = end - 1;
        while let Some(name) = self.span_at(head).filter(|s| s.what == Named::Person)
            && name.first > first
            && self.is(name.first - 1, PERSON | TITLE)
        {
            head = name.first - 1;
        }
        head
    }
}
