//! A sentence with all that is needed to read it: its tokens, the spans among them, and the items
//! that they make up. What each step of reading adds is in a file of its own.

use super::chunk::Item;
use super::class::*;
use super::fold;
use super::gazetteer::Gazetteer;
use super::lexicon::Lexicon;
use super::memory::Memory;
use super::span::Span;
use super::token::Token;
use crate::claim::Published;

/// A sentence. Times, names and noun groups are found by numbers of tokens; what is said of them, by
/// numbers of items.
pub(super) struct Sentence<'a> {
    /// The text of the whole article.
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    /// Whether the sentence is in capitals throughout.
    pub(super) upper: bool,
    pub(super) lexicon: &'a Lexicon,
    pub(super) gazetteer: &'a Gazetteer,
    pub(super) memory: &'a mut Memory,
    pub(super) published: Option<&'a Published>,
    /// The city that the article was sent from.
    pub(super) here: Option<&'a str>,
    pub(super) spans: Vec<Span>,
    /// The span that a token is in, counted from one.
    pub(super) span_of: Vec<u32>,
    pub(super) items: Vec<Item>,
}

impl<'a> Sentence<'a> {
    /// The words of some tokens, as written.
    pub(super) fn words(&self, first: usize, end: usize) -> &'a str {
        let (Some(a), Some(b)) = (
            self.tokens.get(first),
            self.tokens.get(end.saturating_sub(1)),
        ) else {
            return "";
        };
        self.text
            .get(a.start as usize..b.end as usize)
            .unwrap_or_default()
    }

    pub(super) fn folded(&self, i: usize) -> String {
        fold(self.words(i, i + 1))
    }

    /// Whether the script knows no capitals.
    pub(super) fn caseless(&self) -> bool {
        self.lexicon.language.caseless
    }

    pub(super) fn token(&self, i: usize) -> Option<&Token> {
        self.tokens.get(i)
    }

    pub(super) fn is(&self, i: usize, classes: Classes) -> bool {
        self.tokens.get(i).is_some_and(|t| t.is(classes))
    }

    pub(super) fn marked(&self, i: usize, marks: Marks) -> bool {
        self.tokens.get(i).is_some_and(|t| t.marked(marks))
    }

    pub(super) fn sign(&self, i: usize, sign: char) -> bool {
        self.tokens.get(i).is_some_and(|t| t.is_sign(sign))
    }

    /// Whether a token is written as names are, as far as the sentence tells.
    pub(super) fn capital(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| self.upper || t.capital)
    }

    /// Whether a word looks like part of a name.
    pub(super) fn name_like(&self, i: usize) -> bool {
        let Some(t) = self.token(i) else { return false };
        if !t.is_word() || self.caseless() {
            return false;
        }
        if self.upper {
            return t.class == 0 && t.end - t.start > 1;
        }
        let initial = i == 0 || self.sign(i - 1, '"') && i == 1;
        let plain = t.class & !COMMON == 0;
        // "al-Sahraoui".
        let word = self.words(i, i + 1);
        if let Some((article, rest)) = word.split_once('-')
            && self.gazetteer.articles.contains(article)
        {
            return rest.starts_with(char::is_uppercase);
        }
        t.capital && plain && !(initial && t.class != 0)
    }

    /// Whether a token is a small word inside names: "de", "al".
    pub(super) fn particle(&self, i: usize) -> bool {
        let Some(t) = self.token(i) else { return false };
        t.is_word() && t.end - t.start <= 5 && self.gazetteer.particles.contains(&self.folded(i))
    }
}
