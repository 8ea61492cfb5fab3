//! A sentence as a row of items: noun groups, verb groups, times, and what stands between them.

use super::class::{self, Classes};
use super::span::{Named, Span, View, spans};
use super::token::{Shape, Token};

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
#[allow(
    clippy::struct_excessive_bools,
    reason = "marks of grammar, each by itself"
)]
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
#[allow(
    clippy::struct_excessive_bools,
    reason = "marks of grammar, each by itself"
)]
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

/// A sentence cut into items.
pub(super) struct Chunks<'a> {
    pub(super) view: View<'a>,
    pub(super) spans: Vec<Span>,
    pub(super) items: Vec<Item>,
}

pub(super) struct Chunker<'v, 'a> {
    pub(super) view: &'v View<'a>,
    pub(super) spans: &'v [Span],
    /// The span that a token is in, counted from one.
    pub(super) of: Vec<u32>,
    pub(super) items: Vec<Item>,
}

/// Cuts a sentence into items.
pub(super) fn chunk(view: View<'_>) -> Chunks<'_> {
    let spans = spans(&view);
    let mut of = vec![0; view.tokens.len()];
    for (n, span) in spans.iter().enumerate() {
        for slot in of.iter_mut().take(span.end).skip(span.first) {
            *slot = n as u32 + 1;
        }
    }
    let mut chunker = Chunker {
        view: &view,
        spans: &spans,
        of,
        items: Vec::with_capacity(view.tokens.len() / 2),
    };
    chunker.run();
    let items = chunker.items;
    Chunks { view, spans, items }
}

impl Chunker<'_, '_> {
    pub(super) fn run(&mut self) {
        let mut i = 0;
        while i < self.view.tokens.len() {
            i = self.next(i).max(i + 1);
        }
    }

    pub(super) fn token(&self, i: usize) -> Option<&Token> {
        self.view.tokens.get(i)
    }

    pub(super) fn span(&self, i: usize) -> Option<&Span> {
        let n = *self.of.get(i)? as usize;
        n.checked_sub(1).and_then(|n| self.spans.get(n))
    }

    pub(super) fn in_span(&self, i: usize) -> bool {
        self.of.get(i).is_some_and(|n| *n != 0)
    }

    pub(super) fn push(&mut self, kind: Kind, first: usize, end: usize) -> usize {
        let class = self.token(first).map_or(0, |t| t.class);
        self.items.push(Item {
            kind,
            first,
            end,
            class,
            noun: None,
            verb: None,
        });
        end
    }

    pub(super) fn next(&mut self, i: usize) -> usize {
        if let Some(span) = self.span(i) {
            if span.what == Named::Time {
                let end = span.end;
                return self.push(Kind::Time, i, end);
            }
            return self.noun(i);
        }
        let Some(t) = self.token(i).copied() else {
            return i + 1;
        };
        if let Shape::Sign(c) = t.shape {
            let kind = match c {
                ',' | ';' | ':' | '–' => Kind::Comma,
                's' => Kind::Possessive,
                '(' | '[' => Kind::Open,
                ')' | ']' => Kind::Close,
                '"' => Kind::Quote,
                '-' => Kind::Comma,
                _ => Kind::Other,
            };
            return self.push(kind, i, i + 1);
        }
        if let Some(end) = self.verb(i) {
            return end;
        }
        if self.starts_noun(i) {
            return self.noun(i);
        }
        let kind = if t.is(class::ACCORDING) {
            Kind::According
        } else if t.is(class::AND) {
            Kind::And
        } else if t.is(class::BUT) {
            Kind::But
        } else if t.is(class::REL) {
            Kind::Relative
        } else if t.is(class::THAT) {
            Kind::That
        } else if t.is(class::PREPS) {
            Kind::Prep
        } else if t.is(class::SUB | class::COND) {
            Kind::Sub
        } else {
            Kind::Other
        };
        self.push(kind, i, i + 1)
    }
}
