//! Sentences made whole, and without what stands in brackets.

use super::class;
use super::token::{Cut, Sentence, Token};

/// Sentences that a stray full stop cut in two are one again: "… from the capital. Bamako, killed 30".
pub(super) fn rejoined(mut cut: Cut) -> Cut {
    let mut whole: Vec<Sentence> = Vec::with_capacity(cut.sentences.len());
    for sentence in cut.sentences {
        let first = sentence.first as usize;
        let token = |n: usize| {
            cut.tokens
                .get(first + n)
                .filter(|_| first + n < sentence.end as usize)
        };
        let stray = token(0).is_some_and(|t| t.capital && t.class == 0)
            && token(1).is_some_and(|t| t.is_sign(','))
            && token(2).is_some_and(|t| t.is(class::PAST) && t.is(class::VERB));
        match whole.last_mut() {
            Some(last) if stray => last.end = sentence.end,
            _ => whole.push(sentence),
        }
    }
    cut.sentences = whole;
    cut
}

/// How far a bracket reaches that holds names joined by "and": "(Intelt and Tessit)".
fn close_of_names(tokens: &[Token]) -> Option<usize> {
    let open = tokens.first()?.is_sign('(');
    let close = tokens.iter().take(8).position(|t| t.is_sign(')'))?;
    let inner = tokens.get(1..close)?;
    let joined = inner.iter().any(|t| t.is(class::AND));
    let names = inner
        .iter()
        .all(|t| t.is(class::AND) || t.capital && t.class == 0);
    (open && joined && names).then_some(close)
}

/// A sentence without what stands in brackets: aliases, ages, the editor's own words.
pub(super) fn without_brackets(tokens: &[Token]) -> Vec<Token> {
    let mut kept = Vec::with_capacity(tokens.len());
    let mut i = 0;
    while let Some(token) = tokens.get(i) {
        let open = token.is_sign('[') || token.is_sign('(');
        let close = open
            .then(|| {
                tokens[i..]
                    .iter()
                    .take(16)
                    .position(|t| t.is_sign(']') || t.is_sign(')'))
            })
            .flatten();
        let names = close_of_names(&tokens[i..]);
        if let Some(length) = names {
            let comma = Token {
                shape: super::token::Shape::Sign(','),
                ..*token
            };
            kept.push(comma);
            kept.extend(&tokens[i + 1..i + length]);
            i += length + 1;
        } else if token.is_sign('"') || token.is_sign('\'') {
            i += 1;
        } else if let Some(length) = close {
            i += length + 1;
        } else {
            kept.push(*token);
            i += 1;
        }
    }
    kept
}
