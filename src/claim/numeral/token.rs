//! A phrase as numbers, words and signs, whatever its case, accents and spaces.

use super::digits::{self, Digits};
use super::{Decimal, ValueError};

/// One word, sign or number of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::claim) struct Token<'a> {
    /// As folded.
    pub(in crate::claim) text: &'a str,
    /// Its value, where it is in digits.
    pub(in crate::claim) number: Option<Decimal>,
    /// "20.000": see [`Digits::ambiguous`].
    pub(in crate::claim) ambiguous: bool,
    /// Whether nothing stands between it and the number before it ("20th").
    pub(in crate::claim) glued: bool,
}

impl Token<'_> {
    /// Whether it is a word: neither a number nor a sign.
    pub(in crate::claim) fn is_word(&self) -> bool {
        self.text.starts_with(char::is_alphabetic)
    }
}

/// The tokens of `text`, folded by [`crate::text::spaced`].
///
/// # Errors
/// A number too large to be held.
pub(in crate::claim) fn tokens(text: &str) -> Result<Vec<Token<'_>>, ValueError> {
    let mut found: Vec<Token<'_>> = Vec::with_capacity(8);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let len = if c.is_ascii_digit() {
            let digits = digits::read(&text[at..])?;
            found.push(number(text, at, digits));
            digits.len
        } else {
            let len = word_len(&text[at..], c);
            if speaks(text, at, c, found.last()) {
                found.push(word(text, at, len));
            }
            len
        };
        at += len;
    }
    Ok(found)
}

fn number(text: &str, at: usize, digits: Digits) -> Token<'_> {
    Token {
        text: &text[at..at + digits.len],
        number: Some(digits.value),
        ambiguous: digits.ambiguous,
        glued: false,
    }
}

fn word(text: &str, at: usize, len: usize) -> Token<'_> {
    Token {
        text: &text[at..at + len],
        number: None,
        ambiguous: false,
        glued: text[..at].ends_with(|c: char| c.is_ascii_digit()),
    }
}

fn word_len(text: &str, first: char) -> usize {
    if first.is_alphabetic() {
        text.find(|c: char| !c.is_alphabetic())
            .unwrap_or(text.len())
    } else if text.starts_with(">=") || text.starts_with("<=") {
        2
    } else {
        first.len_utf8()
    }
}

/// Whether a character means something: spaces and points do not, and a hyphen only between
/// numbers or as a minus.
fn speaks(text: &str, at: usize, c: char, last: Option<&Token<'_>>) -> bool {
    match c {
        ' ' | ',' | ';' | '!' | '\'' => false,
        // ".5" is no five.
        '.' => digit_next(text, at) && (text[..at].is_empty() || text[..at].ends_with(' ')),
        '-' => {
            let number_before = last.is_some_and(|last| last.number.is_some());
            let apart = text[..at].is_empty() || text[..at].ends_with(' ');
            let rest = text[at + 1..].trim_start();
            let ends = rest.is_empty() && number_before;
            ends || (rest.starts_with(|c: char| c.is_ascii_digit()) && (apart || number_before))
        }
        _ => true,
    }
}

fn digit_next(text: &str, at: usize) -> bool {
    text[at + 1..].starts_with(|c: char| c.is_ascii_digit())
}

/// A place in a list of tokens.
#[derive(Debug, Clone, Copy)]
pub(in crate::claim) struct Cursor<'t, 'a> {
    tokens: &'t [Token<'a>],
    at: usize,
}

impl<'t, 'a> Cursor<'t, 'a> {
    /// Before the first of `tokens`.
    pub(in crate::claim) fn new(tokens: &'t [Token<'a>]) -> Self {
        Self { tokens, at: 0 }
    }

    /// The token that comes next.
    pub(in crate::claim) fn peek(&self) -> Option<Token<'a>> {
        self.tokens.get(self.at).copied()
    }

    /// The text of the token that comes next; empty at the end.
    pub(in crate::claim) fn word(&self) -> &'a str {
        self.peek().map_or("", |token| token.text)
    }

    /// Steps over `count` tokens.
    pub(in crate::claim) fn skip(&mut self, count: usize) {
        self.at = (self.at + count).min(self.tokens.len());
    }

    /// Whether the token stepped over last is `word`.
    pub(in crate::claim) fn came_over(&self, word: &str) -> bool {
        self.at
            .checked_sub(1)
            .is_some_and(|last| self.tokens[last].text == word)
    }

    /// All that is not stepped over yet.
    pub(in crate::claim) fn rest(&self) -> &'t [Token<'a>] {
        &self.tokens[self.at..]
    }

    /// How many tokens the words of `phrase` take, where they come next; 0 where they do not.
    pub(in crate::claim) fn matches(&self, phrase: &str) -> usize {
        // Nearly every phrase of a table is another one: that must be seen at a glance.
        if phrase.as_bytes().first() != self.word().as_bytes().first() {
            return 0;
        }
        let mut rest = self.rest().iter();
        let mut count = 0;
        for word in phrase.split(' ') {
            if rest.next().is_none_or(|token| token.text != word) {
                return 0;
            }
            count += 1;
        }
        count
    }

    /// Steps over the longest of `phrases` that comes next.
    pub(in crate::claim) fn take_any(&mut self, phrases: &[&str]) -> bool {
        let longest = phrases.iter().map(|phrase| self.matches(phrase)).max();
        self.skip(longest.unwrap_or(0));
        longest.is_some_and(|count| count > 0)
    }

    /// The entry of `table` whose phrase comes next, the longest where several do; stepped over.
    pub(in crate::claim) fn longest<T: Copy>(&mut self, table: &[(&str, T)]) -> Option<T> {
        let mut best: Option<(usize, T)> = None;
        for (phrase, value) in table {
            let count = self.matches(phrase);
            if count > best.map_or(0, |(count, _)| count) {
                best = Some((count, *value));
            }
        }
        let (count, value) = best?;
        self.skip(count);
        Some(value)
    }
}
