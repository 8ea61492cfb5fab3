//! Cuts an article into tokens and sentences.

use super::class::*;
use super::fold::fold_into;
use super::letters::{number, plain, possessive, stripped, word_end};
use super::lexicon::{COMMON_FORM, Lexicon};
use super::token::{Bounds, Cut, Shape, Token};

struct Cutter<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    cut: Cut,
    /// Lexicon ids of the tokens, for phrases.
    ids: Vec<u32>,
    buffer: String,
    sentence_first: usize,
    paragraph: u32,
}

/// Cuts a text into tokens and sentences.
pub(super) fn cut(text: &str, lexicon: &Lexicon) -> Cut {
    let mut cutter = Cutter {
        text,
        lexicon,
        cut: Cut::default(),
        ids: Vec::with_capacity(text.len() / 5),
        buffer: String::new(),
        sentence_first: 0,
        paragraph: 0,
    };
    cutter.cut.tokens.reserve(text.len() / 5);
    cutter.run();
    cutter.cut
}

impl Cutter<'_> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            at = match byte {
                b'\n' => self.line_end(at),
                b' ' | b'\t' | b'\r' => at + 1,
                b'0'..=b'9' => self.digits(at),
                b'a'..=b'z' | b'A'..=b'Z' => self.word(at),
                0x80.. => self.wide(at),
                _ => self.sign(at, char::from(byte)),
            };
        }
        self.end_sentence();
    }

    fn wide(&mut self, at: usize) -> usize {
        let c = self.text[at..].chars().next().unwrap_or(' ');
        if c.is_alphabetic() {
            self.word(at)
        } else if c.is_numeric() {
            self.digits(at)
        } else if c.is_whitespace() || c == '\u{feff}' {
            at + c.len_utf8()
        } else {
            self.sign(at, plain(c))
        }
    }

    fn push(&mut self, start: usize, end: usize, shape: Shape, id: u32) {
        let entry = self.lexicon.entry(id);
        let word = &self.text[start..end];
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let upper = capital && word.len() > 1 && !word.bytes().any(|b| b.is_ascii_lowercase());
        self.cut.tokens.push(Token {
            start: start as u32,
            end: end as u32,
            shape,
            class: entry.class,
            marks: entry.marks,
            frame: entry.frame,
            value: entry.value,
            capital,
            upper,
        });
        self.ids.push(id);
    }

    fn word(&mut self, at: usize) -> usize {
        let end = self.unglued(at, word_end(self.text, at, self.lexicon.language.elides));
        let word = &self.text[at..end];
        fold_into(word, &mut self.buffer);
        let mut id = self.lexicon.find(&self.buffer);
        if id == 0
            && let Some((_, tail)) = self.buffer.rsplit_once('-')
        {
            let known = self.lexicon.find(tail);
            let bits = self.lexicon.entry(known).class;
            let aged = self
                .buffer
                .split_once('-')
                .map(|(_, tail)| self.lexicon.find(tail));
            let person = |id: &u32| self.lexicon.entry(*id).class & PERSON != 0;
            // "left-wing", "three-year-old": a common word; "al-Nusra" is none.
            if let Some(aged) = aged.filter(person) {
                id = aged;
            } else if bits != 0 && bits & VERB == 0 {
                id = COMMON_FORM;
            }
        }
        self.push(at, end, Shape::Word, id);
        if let Some(number) = self.compound(&self.buffer)
            && let Some(token) = self.cut.tokens.last_mut()
        {
            (token.value, token.class) = (number, NUMBER);
        }
        if id == 0 && !self.lexicon.language.prefixes.is_empty() {
            self.prefixed();
        }
        self.join_phrase();
        end
    }

    /// "ninety-three".
    fn compound(&self, word: &str) -> Option<u32> {
        let (tens, units) = word.split_once('-')?;
        let value = |part: &str| {
            let entry = self.lexicon.entry(self.lexicon.find(part));
            (entry.class & NUMBER != 0).then_some(entry.value)
        };
        let tens = value(tens).filter(|n| (20..100).contains(n))?;
        Some(tens + value(units).filter(|n| (1..10).contains(n))?)
    }

    /// "And", "in", "to" and "the" may be written before a word as one with it.
    fn prefixed(&mut self) {
        let Some(last) = self.ids.len().checked_sub(1) else {
            return;
        };
        let language = &self.lexicon.language;
        let mut rest = self.buffer.as_str();
        for conjunction in language.conjunctions.split(' ') {
            rest = stripped(rest, conjunction, 3).unwrap_or(rest);
        }
        let prefixes = language.prefixes.split(' ');
        let bare = prefixes.filter_map(|prefix| stripped(rest, prefix, 2));
        let ids = std::iter::once(rest)
            .chain(bare)
            .map(|word| self.lexicon.find(word));
        if let Some(id) = ids.into_iter().find(|id| *id != 0) {
            self.ids[last] = id;
            self.cut.tokens[last].become_entry(self.lexicon.entry(id));
        }
    }

    /// "Al-NusraAnd": a small word glued to the one before it by whoever made the page.
    fn unglued(&self, at: usize, end: usize) -> usize {
        let glued = self.lexicon.language.glued.as_str();
        let head = self.text[at..end]
            .strip_suffix(glued)
            .filter(|_| !glued.is_empty());
        let stuck = head.filter(|head| head.ends_with(|c: char| c.is_lowercase()));
        stuck.map_or(end, |head| at + head.len())
    }

    fn digits(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        let mut end = 0;
        let mut chars = rest.char_indices().peekable();
        while let Some((i, c)) = chars.next() {
            let inner = matches!(c, ',' | '.' | '٬' | '٫')
                && chars.peek().is_some_and(|(_, n)| n.is_numeric());
            if !(c.is_numeric() || inner) || i > 40 {
                break;
            }
            end = i + c.len_utf8();
        }
        // "3d", "5th", "63-year-old".
        let tail = &rest[end..];
        let letter = |tail: &str| tail.starts_with(|c: char| c.is_ascii_alphabetic());
        if letter(tail) || tail.strip_prefix('-').is_some_and(letter) {
            let inside = |b: &u8| b.is_ascii_alphanumeric() || *b == b'-';
            let stop = at + end + tail.bytes().take_while(inside).count().min(24);
            let age = tail.get(1..stop - at - end).unwrap_or_default();
            fold_into(age, &mut self.buffer);
            let id = self.lexicon.find(&self.buffer);
            let person = self.lexicon.entry(id).class & PERSON != 0;
            self.push(at, stop, Shape::Word, if person { id } else { COMMON_FORM });
            return stop;
        }
        let stop = at + end.max(1);
        self.push(at, stop, Shape::Digits, 0);
        if let Some(token) = self.cut.tokens.last_mut() {
            // "0:43" is a time.
            let clock = at > 1 && self.text[..at].ends_with(':');
            let clock = clock && self.text.as_bytes()[at - 2].is_ascii_digit();
            token.value = number(&rest[..end]);
            token.class = if clock { 0 } else { NUMBER };
        }
        stop
    }

    fn sign(&mut self, at: usize, c: char) -> usize {
        let len = self.text[at..].chars().next().map_or(1, char::len_utf8);
        // "l'armée", "jusqu'à": two words, and nothing between them.
        if c == '\'' && self.lexicon.language.elides && self.inside_word(at, at + len) {
            return at + len;
        }
        let possessive = c == '\'' && possessive(self.text.as_bytes(), at + len);
        let end = if possessive { at + len + 1 } else { at + len };
        // The full stop of "Gen." is part of the word.
        if c == '.' && self.abbreviates(at) && self.text[end..].starts_with(' ') {
            return end;
        }
        self.push(at, end, Shape::Sign(if possessive { 's' } else { c }), 0);
        match c {
            '.' if !self.full_stop(at, end) => return end,
            '.' | '!' | '?' | '؟' | '…' => {}
            _ => {
                if c == '•' {
                    self.end_sentence();
                }
                return end;
            }
        }
        let closing = ['"', '”', '»', '\'', ')'];
        let more = self.text[end..]
            .chars()
            .next()
            .filter(|c| closing.contains(c));
        let close = end + more.map_or(0, char::len_utf8);
        if close > end {
            self.push(end, close, Shape::Sign('"'), 0);
        }
        self.end_sentence();
        close
    }

    /// Whether letters stand on both sides of a sign.
    fn inside_word(&self, at: usize, end: usize) -> bool {
        let before = self.text[..at].chars().next_back();
        let behind = self.text[end..].chars().next();
        before
            .zip(behind)
            .is_some_and(|(a, b)| a.is_alphabetic() && b.is_alphabetic())
    }

    /// Whether the word that ends at `at` is an abbreviation of a title.
    fn abbreviates(&self, at: usize) -> bool {
        let last = self.cut.tokens.last();
        last.is_some_and(|t| {
            t.end as usize == at
                && (t.is(TITLE | MONTH) && t.marked(ABBREVIATION) || t.capital && t.marked(SAINT))
        })
    }

    /// Whether a full stop ends its sentence.
    fn full_stop(&self, at: usize, end: usize) -> bool {
        let before = self.cut.tokens.iter().rev().nth(1);
        let abbreviated = before.is_some_and(|t| {
            t.end as usize == at && (t.end - t.start == 1 && t.capital || t.marked(ABBREVIATION))
        });
        let rest = self.text[end..].trim_start_matches(['"', '”', '»', ')']);
        let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
        let lower_next = rest.trim_start().starts_with(char::is_lowercase);
        spaced && !abbreviated && !lower_next
    }

    fn line_end(&mut self, at: usize) -> usize {
        let rest = &self.text[at + 1..];
        let blank = rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n');
        let line = &self.text[..at];
        let length = at - memchr::memrchr(b'\n', line.as_bytes()).map_or(0, |i| i + 1);
        let ended = line.ends_with(['.', '!', '?', ':', '"', '”', '؟']);
        let wrapped =
            !blank && !ended && (length >= 55 || rest.trim_start().starts_with(char::is_lowercase));
        if !wrapped {
            self.end_sentence();
            self.paragraph += 1;
        }
        at + 1
    }

    fn end_sentence(&mut self) {
        let end = self.cut.tokens.len();
        if end > self.sentence_first {
            self.cut.sentences.push(Bounds {
                first: self.sentence_first as u32,
                end: end as u32,
                paragraph: self.paragraph,
            });
        }
        self.sentence_first = end;
    }

    /// Makes one token of the words of a phrase that the last token ends.
    fn join_phrase(&mut self) {
        let n = self.ids.len();
        let from = n.saturating_sub(5).max(self.sentence_first);
        for first in from..n.saturating_sub(1) {
            let id = self.ids[first];
            if id == 0 || !self.lexicon.entry(id).starts {
                continue;
            }
            let tail = &self.ids[first + 1..];
            if let Some(phrase) = self.lexicon.phrase(id, tail) {
                let end = self.cut.tokens[n - 1].end;
                let token = &mut self.cut.tokens[first];
                (token.end, token.shape) = (end, Shape::Word);
                token.become_entry(self.lexicon.entry(phrase));
                self.cut.tokens.truncate(first + 1);
                self.ids.truncate(first + 1);
                self.ids[first] = phrase;
                return;
            }
        }
    }
}
