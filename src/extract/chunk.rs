//! A sentence as a row of items: noun groups, verb groups, times, and what stands between them.

use super::class::*;
use super::sentence::Sentence;
use super::span::{Named, Span};
use super::token::Shape;

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Noun,
    Verb,
    Time,
    Prep,
    And,
    But,
    Comma,
    Relative,
    That,
    Sub,
    According,
    Possessive,
    Open,
    Close,
    Quote,
    Other,
}

/// A noun group.
#[derive(Debug, Clone, Default)]
#[allow(clippy::struct_excessive_bools, reason = "marks of grammar")]
pub(super) struct Noun {
    /// Tokens of the count, with its hedge; empty where there is none.
    pub(super) count: (usize, usize),
    pub(super) indefinite: bool,
    pub(super) definite: bool,
    pub(super) none: bool,
    pub(super) others: bool,
    pub(super) head: usize,
    /// Everything its words are.
    pub(super) class: Classes,
    pub(super) head_class: Classes,
    /// The frame of an event noun at its head, counted from one.
    pub(super) event: u16,
    /// The frame of a participle inside ("the murdered priests").
    pub(super) participle: u16,
    /// The frame of a state at its head ("12 dead", "the wounded").
    pub(super) state: u16,
    /// Spans inside, by their number.
    pub(super) spans: Vec<usize>,
    pub(super) plural: bool,
    pub(super) pronoun: bool,
}

/// A verb group.
#[derive(Debug, Clone, Copy, Default)]
#[allow(clippy::struct_excessive_bools, reason = "marks of grammar")]
pub(super) struct Verb {
    pub(super) main: usize,
    pub(super) class: Classes,
    pub(super) frame: u16,
    pub(super) passive: bool,
    /// A participle without a verb before it: "soldiers killed in the attack".
    pub(super) bare: bool,
    pub(super) gerund: bool,
    pub(super) infinitive: bool,
    pub(super) negated: bool,
    pub(super) conditional: bool,
    pub(super) future: bool,
    pub(super) be: bool,
}

/// A piece of a sentence.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) kind: Kind,
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) class: Classes,
    pub(super) noun: Option<Box<Noun>>,
    pub(super) verb: Option<Verb>,
}

impl Item {
    pub(super) fn new(kind: Kind, first: usize, end: usize, class: Classes) -> Self {
        let (noun, verb) = (None, None);
        Self {
            kind,
            first,
            end,
            class,
            noun,
            verb,
        }
    }

    /// The numbers of its tokens.
    pub(super) fn tokens(&self) -> std::ops::Range<usize> {
        self.first..self.end
    }
}

impl Noun {
    /// Whether it says what one person is.
    pub(super) fn describes_one(&self) -> bool {
        let person = self.head_class & (PERSON | TITLE) != 0;
        person && !self.is_counted() && !self.plural && !self.others
    }

    /// Whether it has neither a number nor an article.
    pub(super) fn is_bare(&self) -> bool {
        !self.is_counted() && !self.definite && !self.indefinite
    }

    /// Whether it says how many.
    pub(super) fn is_counted(&self) -> bool {
        self.count.1 > 0
    }
}

impl Verb {
    /// Whether it says what somebody said.
    pub(super) fn reports(&self) -> bool {
        let active = !(self.negated || self.infinitive || self.gerund || self.passive);
        self.class & SAY != 0 && self.frame == 0 && active
    }

    /// Whether it says that something is so: not denied, not to come, not conditional.
    pub(super) fn is_fact(&self) -> bool {
        !(self.negated || self.conditional || self.future)
    }
}

impl Sentence<'_> {
    /// Finds the spans of the sentence, and cuts it into items.
    pub(super) fn chunk(&mut self) {
        self.spans = self.find_spans();
        self.span_of = vec![0; self.tokens.len()];
        for (n, span) in self.spans.iter().enumerate() {
            self.span_of[span.first..span.end].fill(n as u32 + 1);
        }
        let mut i = 0;
        while i < self.tokens.len() {
            i = self.chunk_next(i).max(i + 1);
        }
    }

    pub(super) fn span_at(&self, i: usize) -> Option<&Span> {
        let n = *self.span_of.get(i)? as usize;
        n.checked_sub(1).and_then(|n| self.spans.get(n))
    }

    pub(super) fn in_span(&self, i: usize) -> bool {
        self.span_of.get(i).is_some_and(|n| *n != 0)
    }

    fn push_item(&mut self, kind: Kind, first: usize, end: usize) -> usize {
        let class = self.tokens[first].class;
        self.items.push(Item::new(kind, first, end, class));
        end
    }

    pub(super) fn chunk_next(&mut self, i: usize) -> usize {
        if let Some(span) = self.span_at(i) {
            return match span.what {
                Named::Time => self.push_item(Kind::Time, i, span.end),
                _ => self.chunk_noun(i),
            };
        }
        // "el lunes", "the Monday": no group of its own.
        let time = self.span_at(i + 1).filter(|s| s.what == Named::Time);
        if self.is(i, DET) && time.is_some_and(|s| !self.nominal(s.end)) {
            return self.push_item(Kind::Other, i, i + 1);
        }
        let Some(t) = self.token(i).copied() else {
            return i + 1;
        };
        if let Shape::Sign(c) = t.shape {
            let kind = match c {
                ',' | ';' | ':' | '–' | '-' => Kind::Comma,
                's' => Kind::Possessive,
                '(' | '[' => Kind::Open,
                ')' | ']' => Kind::Close,
                '"' => Kind::Quote,
                _ => Kind::Other,
            };
            return self.push_item(kind, i, i + 1);
        }
        if let Some(end) = self.chunk_verb(i) {
            return end;
        }
        if self.starts_noun(i) {
            return self.chunk_noun(i);
        }
        let kinds = [
            (ACCORDING, Kind::According),
            (AND, Kind::And),
            (BUT, Kind::But),
            (REL, Kind::Relative),
            (THAT, Kind::That),
            (PREPS, Kind::Prep),
            (SUB | COND, Kind::Sub),
        ];
        let kind = kinds.iter().find(|(classes, _)| t.is(*classes));
        self.push_item(kind.map_or(Kind::Other, |(_, kind)| *kind), i, i + 1)
    }
}
