//! Sentences made whole, and without what stands in brackets.

use super::class::*;
use super::token::{Bounds, Cut, Shape, Token};

/// Sentences that a stray full stop cut in two are one again: "… from the capital. Bamako, killed 30".
pub(super) fn rejoined(mut cut: Cut) -> Cut {
    let mut whole: Vec<Bounds> = Vec::with_capacity(cut.sentences.len());
    for sentence in cut.sentences {
        let tokens = &cut.tokens[sentence.first as usize..sentence.end as usize];
        let stray = matches!(tokens, [name, comma, verb, ..] if name.capital
            && name.class == 0
            && comma.is_sign(',')
            && verb.is(PAST)
            && verb.is(VERB));
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
    let joined = inner.iter().any(|t| t.is(AND));
    let names = inner.iter().all(|t| t.is(AND) || t.capital && t.class == 0);
    (open && joined && names).then_some(close)
}

/// A sentence without what stands in brackets: aliases, ages, the editor's own words.
pub(super) fn without_brackets(tokens: &[Token]) -> Vec<Token> {
    let mut kept = Vec::with_capacity(tokens.len());
    let mut i = 0;
    while let Some(token) = tokens.get(i) {
        let rest = &tokens[i..];
        let open = token.is_sign('[') || token.is_sign('(');
        let closes = |t: &Token| t.is_sign(']') || t.is_sign(')');
        let close = rest.iter().take(16).position(closes).filter(|_| open);
        if let Some(length) = close_of_names(rest) {
            let shape = Shape::Sign(',');
            kept.push(Token { shape, ..*token });
            kept.extend(&rest[1..length]);
            i += length;
        } else if let Some(length) = close {
            i += length;
        } else if !(token.is_sign('"') || token.is_sign('\'')) {
            kept.push(*token);
        }
        i += 1;
    }
    kept
}
