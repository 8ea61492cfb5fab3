//! What every stage does with text: the forms in which spellings are compared, words, the nearest
//! known word, the runs of words that two texts share, and the words that tell a text from others.
//!
//! A form drops what makes no difference to whoever compares. From the least dropped to the most:
//! `clean` (what is kept of every name: composed, one blank, nothing invisible), `key` (case too),
//! `term` (a word of the program: case and hyphens), `plain` (a word of any language: case,
//! accents and invisible marks, in its own script), `spaced` (a phrase: spaces, quotation marks
//! and dashes too), `ascii` (any script in Latin letters, punctuation kept), and `latin` (a
//! name: Latin letters and digits, and nothing else). This module imports from no stage.

mod background;
mod clean;
mod encoding;
mod fold;
mod latin;
mod nearest;
mod shingles;

pub(crate) use background::{gist, telling_words, word_digest};
pub(crate) use clean::clean;
pub(crate) use encoding::decode;
pub(crate) use fold::{ascii, key, plain, plain_into, spaced, term};
pub(crate) use latin::latin;
pub(crate) use nearest::nearest;
pub(crate) use shingles::Shingles;

/// The words of a text: its runs of letters and digits.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}
