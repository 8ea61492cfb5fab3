//! An article as words, numbers and signs, and its sentences.

use super::class::*;
use super::lexicon::Entry;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Word,
    Digits,
    Sign(char),
}

/// A word, a number or a sign.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// Bytes in the text.
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) shape: Shape,
    pub(super) class: Classes,
    pub(super) marks: Marks,
    pub(super) frame: u16,
    pub(super) value: u32,
    /// Begins with a capital.
    pub(super) capital: bool,
    /// All capitals, two or more.
    pub(super) upper: bool,
}

impl Token {
    pub(super) fn is(&self, classes: Classes) -> bool {
        self.class & classes != 0
    }

    pub(super) fn marked(&self, marks: Marks) -> bool {
        self.marks & marks != 0
    }

    /// Becomes what an entry of the lexicon says.
    pub(super) fn become_entry(&mut self, entry: Entry) {
        (self.class, self.marks) = (entry.class, entry.marks);
        (self.frame, self.value) = (entry.frame, entry.value);
    }

    /// "we", "our": in somebody's own words.
    pub(super) fn is_own(&self) -> bool {
        self.is(PRON | DET) && self.value == 1
    }

    pub(super) fn is_sign(&self, sign: char) -> bool {
        self.shape == Shape::Sign(sign)
    }

    pub(super) fn is_word(&self) -> bool {
        self.shape == Shape::Word
    }
}

/// Some tokens that are one sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    pub(super) first: u32,
    pub(super) end: u32,
    /// The paragraph it stands in.
    pub(super) paragraph: u32,
}

/// A text cut up.
#[derive(Debug, Default)]
pub(super) struct Cut {
    pub(super) tokens: Vec<Token>,
    pub(super) sentences: Vec<Bounds>,
}
