//! Noun groups.

use super::chunk::{Chunker, Item, Kind, Noun};
use super::class;
use super::span::Named;
use super::token::Shape;

impl Chunker<'_, '_> {
    /// Whether a token can be part of a noun group.
    pub(super) fn nominal(&self, i: usize) -> bool {
        let Some(t) = self.token(i) else { return false };
        if !t.is_word() {
            return false;
        }
        let functional = class::PREPS
            | class::AND
            | class::BUT
            | class::REL
            | class::THAT
            | class::SUB
            | class::FUTURE
            | class::NEG
            | class::BE
            | class::HAVE
            | class::DO
            | class::INF
            | class::ACCORDING;
        let closed = functional | class::ADVERB | class::PRON | class::COND;
        !t.is(closed) || t.is(class::PERSON | class::EVENT | class::ORGNOUN)
    }

    pub(super) fn starts_noun(&self, i: usize) -> bool {
        let determiners = class::DET
            | class::INDEF
            | class::NUMBER
            | class::VAGUE
            | class::HEDGE
            | class::OTHERS
            | class::NONE
            | class::PRON
            | class::ORDINAL;
        if self.view.is(i, class::THAT | class::REL) {
            return false;
        }
        if self.view.is(i, class::HEDGE) && self.view.is(i, class::PREPS | class::ADVERB) {
            return self
                .view
                .is(i + 1, class::NUMBER | class::VAGUE | class::INDEF);
        }
        self.view.is(i, determiners) || self.nominal(i)
    }

    pub(super) fn noun(&mut self, i: usize) -> usize {
        let mut noun = Noun::default();
        let mut j = self.determiners(i, &mut noun);
        let pronoun = j == i + 1 && self.view.is(i, class::PRON) && !self.view.is(i, class::NUMBER);
        noun.pronoun = pronoun;
        let start = j;
        while !pronoun && j < self.view.tokens.len() {
            if let Some(span) = self.span(j) {
                if span.what == Named::Time {
                    break;
                }
                noun.spans.push(self.of[j] as usize - 1);
                j = span.end;
                continue;
            }
            if self.view.is(j, class::NUMBER)
                && self.token(j).is_some_and(|t| t.shape == Shape::Digits)
                && j > start
            {
                break;
            }
            let counted = noun.count.1 > 0
                && self.view.is(j.wrapping_sub(1), class::PERSON)
                && !self.view.is(j, class::PERSON | class::ADJ);
            if self.view.caseless
                && j > start
                && (self.view.is(j - 1, class::EVENT)
                    || counted
                    || self.view.is(j, class::TIMEUNIT))
            {
                break;
            }
            if !self.nominal(j)
                || self.view.is(j, class::DET | class::INDEF) && j > start
                || self.is_verb(j)
            {
                break;
            }
            if self.view.is(j, class::VAGUE | class::NUMBER)
                && j > start
                && !self.view.is(j, class::PERSON)
            {
                break;
            }
            if let Some(t) = self.token(j)
                && t.frame != 0
                && t.is(class::PARTICIPLE)
                && t.is(class::VERB)
            {
                noun.participle = t.frame;
            }
            j += 1;
        }
        self.finish_noun(i, j.max(i + 1), noun)
    }

    pub(super) fn determiners(&self, i: usize, noun: &mut Noun) -> usize {
        let mut j = i;
        loop {
            let Some(t) = self.token(j) else { return j };
            if self.in_span(j) {
                return j;
            }
            let counted = t.is(class::NUMBER | class::VAGUE)
                || t.is(class::HEDGE)
                    && self.view.is(
                        j + 1,
                        class::NUMBER | class::VAGUE | class::INDEF | class::HEDGE,
                    );
            if t.is(class::NONE) {
                noun.none = true;
            } else if counted {
                if noun.count.1 == 0 {
                    noun.count.0 = j;
                }
                noun.count.1 = j + 1;
            } else if t.is(class::INDEF) {
                noun.indefinite = true;
                // "not a single person".
                noun.none |= j > 0 && self.view.is(j - 1, class::NEG);
                // "a dozen", "a hundred".
                if self.view.is(j + 1, class::NUMBER | class::VAGUE) {
                    noun.count = if noun.count.1 == 0 {
                        (j, j + 1)
                    } else {
                        (noun.count.0, j + 1)
                    };
                }
            } else if t.is(class::OTHERS) && self.nominal(j + 1) && !t.is(class::PERSON) {
                noun.others = true;
            } else if t.is(class::DET) {
                noun.definite = true;
            } else if t.is(class::AND)
                && noun.count.1 == j
                && j > i
                && self.view.is(j + 1, class::NUMBER)
                && self.view.is(j - 1, class::NUMBER)
                && self.token(j - 1).is_some_and(|p| p.value >= 100)
            {
                // "one hundred and twenty".
            } else if t.is(class::PRON) && j == i {
                return j + 1;
            } else {
                return j;
            }
            j += 1;
        }
    }

    pub(super) fn finish_noun(&mut self, first: usize, end: usize, mut noun: Noun) -> usize {
        let head = self.head(first, end);
        noun.head = head;
        for k in first..end {
            noun.class |= self.view.tokens[k].class;
        }
        let t = self.view.tokens[head];
        noun.head_class = t.class;
        noun.others |= t.is(class::OTHERS);
        if t.is(class::EVENT) && !self.in_span(head) {
            noun.event = t.frame;
        }
        if t.is(class::PERSON | class::STATE) && t.frame != 0 && !t.is(class::EVENT) {
            noun.state = t.frame;
        }
        let word = self.view.words(head, head + 1);
        noun.plural =
            word.ends_with(['s', 'S']) || PLURALS.iter().any(|p| p.eq_ignore_ascii_case(word));
        self.items.push(Item {
            kind: Kind::Noun,
            first,
            end,
            class: noun.class,
            noun: Some(Box::new(noun)),
            verb: None,
        });
        end
    }

    /// The last word that is not part of a person's name after a title.
    pub(super) fn head(&self, first: usize, end: usize) -> usize {
        let mut head = end - 1;
        while head > first {
            let name = self
                .span(head)
                .is_some_and(|s| matches!(s.what, Named::Person));
            if !name {
                break;
            }
            let start = self.span(head).map_or(head, |s| s.first);
            if start <= first || !self.view.is(start - 1, class::PERSON | class::TITLE) {
                break;
            }
            head = start - 1;
        }
        head
    }
}

const PLURALS: &[&str] = &[
    "men",
    "women",
    "people",
    "children",
    "policemen",
    "gunmen",
    "militiamen",
    "police",
    "guardsmen",
    "crewmen",
    "firemen",
    "fishermen",
    "watchmen",
    "troops",
    "personnel",
    "councilmen",
    "businessmen",
    "hitmen",
    "tribesmen",
    "servicemen",
    "dead",
    "wounded",
    "injured",
    "congressmen",
];
