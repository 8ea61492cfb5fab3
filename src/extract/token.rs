//! An article as words, numbers and signs, and its sentences.

use super::class::{self, Classes};
use super::fold::fold_into;
use super::lexicon::Lexicon;

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

    pub(super) fn is_sign(&self, sign: char) -> bool {
        self.shape == Shape::Sign(sign)
    }

    pub(super) fn is_word(&self) -> bool {
        self.shape == Shape::Word
    }
}

/// Some tokens that are one sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sentence {
    pub(super) first: u32,
    pub(super) end: u32,
    /// The paragraph it stands in.
    pub(super) paragraph: u32,
}

/// A text cut up.
#[derive(Debug, Default)]
pub(super) struct Cut {
    pub(super) tokens: Vec<Token>,
    pub(super) sentences: Vec<Sentence>,
}

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
            frame: entry.frame,
            value: entry.value,
            capital,
            upper,
        });
        self.ids.push(id);
    }

    fn word(&mut self, at: usize) -> usize {
        let end = self.unglued(at, self.word_end(at));
        let word = &self.text[at..end];
        fold_into(word, &mut self.buffer);
        let mut id = self.lexicon.find(&self.buffer);
        if id == 0
            && let Some((_, tail)) = self.buffer.rsplit_once('-')
        {
            let known = self.lexicon.find(tail);
            let bits = self.lexicon.entry(known).class;
            // "left-wing", "63-year-old": a common word; "al-Nusra" is none.
            if bits != 0 && bits & class::VERB == 0 {
                id = self.lexicon.find("common-compound");
            }
        }
        self.push(at, end, Shape::Word, id);
        if self.lexicon.order == super::lexicon::Order::Vso && id == 0 {
            self.prefixed();
        }
        self.join_phrase();
        end
    }

    /// Arabic writes "and", "in", "to" and "the" before a word as one with it.
    fn prefixed(&mut self) {
        let Some(last) = self.ids.len().checked_sub(1) else {
            return;
        };
        let mut rest = self.buffer.as_str();
        for prefix in ["و", "ف"] {
            rest = rest
                .strip_prefix(prefix)
                .filter(|r| r.chars().count() > 2)
                .unwrap_or(rest);
        }
        let candidates = [
            rest,
            strip(rest, "ال"),
            strip(rest, "بال"),
            strip(rest, "لل"),
            strip(rest, "ب"),
            strip(rest, "ل"),
        ];
        for word in candidates {
            let id = self.lexicon.find(word);
            if id != 0 {
                self.ids[last] = id;
                let entry = self.lexicon.entry(id);
                let token = &mut self.cut.tokens[last];
                (token.class, token.frame, token.value) = (entry.class, entry.frame, entry.value);
                return;
            }
        }
    }

    /// "Al-NusraAnd": a small word glued to the one before it by whoever made the page.
    fn unglued(&self, at: usize, end: usize) -> usize {
        let word = &self.text[at..end];
        let Some(tail) = word
            .strip_suffix("And")
            .filter(|head| head.ends_with(|c: char| c.is_lowercase()))
        else {
            return end;
        };
        at + tail.len()
    }

    /// The end of a word: letters, digits, and signs that stand between letters.
    fn word_end(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut end = at;
        loop {
            match bytes.get(end) {
                Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9') => end += 1,
                Some(b'-') if joins(bytes, end) => end += 1,
                Some(b'\'')
                    if !self.lexicon.elides()
                        && joins(bytes, end)
                        && !possessive(bytes, end + 1) =>
                {
                    end += 1;
                }
                Some(b'.') if initials(bytes, at, end) => end += 1,
                Some(0x80..) => {
                    let Some(c) = self.text[end..].chars().next() else {
                        break;
                    };
                    let mark = matches!(c, '’' | '‑' | '‐')
                        && !(c == '’' && self.lexicon.elides())
                        && followed_by_letter(&self.text[end + c.len_utf8()..]);
                    let inside = mark && !(c == '’' && possessive(bytes, end + c.len_utf8()));
                    if !(c.is_alphanumeric()
                        || inside
                        || ('\u{300}'..='\u{36f}').contains(&c)
                        || ('\u{64b}'..='\u{652}').contains(&c))
                    {
                        break;
                    }
                    end += c.len_utf8();
                }
                _ => break,
            }
        }
        end
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
        let suffix = rest[end..]
            .bytes()
            .take_while(|b| b.is_ascii_alphanumeric() || *b == b'-')
            .count();
        let glued = rest[end..].starts_with(|c: char| c.is_ascii_alphabetic())
            || (rest[end..].starts_with('-')
                && rest[end + 1..].starts_with(|c: char| c.is_ascii_alphabetic()));
        if glued && end + suffix > end {
            let stop = at + end + suffix.min(24);
            let id = self.lexicon.find("common-compound");
            self.push(at, stop, Shape::Word, id);
            return stop;
        }
        self.push(at, at + end.max(1), Shape::Digits, 0);
        if let Some(token) = self.cut.tokens.last_mut() {
            token.value = number(&rest[..end]);
            token.class = class::NUMBER;
        }
        at + end.max(1)
    }

    fn sign(&mut self, at: usize, c: char) -> usize {
        let len = self.text[at..].chars().next().map_or(1, char::len_utf8);
        let possessive = c == '\'' && possessive(self.text.as_bytes(), at + len);
        let end = if possessive { at + len + 1 } else { at + len };
        // The full stop of "Gen." is part of the word.
        if c == '.' && self.abbreviates(at) && self.text[end..].starts_with(' ') {
            return end;
        }
        self.push(at, end, Shape::Sign(if possessive { 's' } else { c }), 0);
        let ends = match c {
            '.' => self.full_stop(at, end),
            '!' | '?' | '؟' | '…' => true,
            '•' => {
                self.end_sentence();
                false
            }
            _ => false,
        };
        if ends {
            let closing = self.text[end..].starts_with(['"', '”', '»', '\'', ')']);
            if closing {
                let more = self.text[end..].chars().next().map_or(1, char::len_utf8);
                self.push(end, end + more, Shape::Sign('"'), 0);
                self.end_sentence();
                return end + more;
            }
            self.end_sentence();
        }
        end
    }

    /// Whether the word that ends at `at` is an abbreviation of a title.
    fn abbreviates(&self, at: usize) -> bool {
        self.cut
            .tokens
            .last()
            .is_some_and(|t| t.end as usize == at && t.is(class::TITLE))
            && ABBREVIATIONS.iter().any(|a| {
                self.cut
                    .tokens
                    .last()
                    .is_some_and(|t| a.eq_ignore_ascii_case(&self.text[t.start as usize..at]))
            })
    }

    /// Whether a full stop ends its sentence.
    fn full_stop(&self, at: usize, end: usize) -> bool {
        let before = self
            .cut
            .tokens
            .len()
            .checked_sub(2)
            .map(|i| self.cut.tokens[i]);
        let word = before.map_or("", |t| &self.text[t.start as usize..t.end as usize]);
        let abbreviated = word.len() == 1 && before.is_some_and(|t| t.capital)
            || ABBREVIATIONS.iter().any(|a| a.eq_ignore_ascii_case(word));
        let touching = before.is_some_and(|t| t.end as usize == at);
        let rest = self.text[end..].trim_start_matches(['"', '”', '»', ')']);
        let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
        let lower_next = rest.trim_start().starts_with(char::is_lowercase);
        spaced && !(abbreviated && touching) && !lower_next
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
            self.cut.sentences.push(Sentence {
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
            let exact = self.lexicon.phrase(id, tail);
            if let Some(phrase) = exact {
                let entry = self.lexicon.entry(phrase);
                let end = self.cut.tokens[n - 1].end;
                let token = &mut self.cut.tokens[first];
                token.end = end;
                token.shape = Shape::Word;
                (token.class, token.frame, token.value) = (entry.class, entry.frame, entry.value);
                self.cut.tokens.truncate(first + 1);
                self.ids.truncate(first + 1);
                self.ids[first] = phrase;
                return;
            }
        }
    }
}

fn strip<'a>(word: &'a str, prefix: &str) -> &'a str {
    word.strip_prefix(prefix)
        .filter(|rest| rest.chars().count() > 1)
        .unwrap_or(word)
}

/// Full stops that end no sentence.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "gen", "col", "lt", "maj", "capt", "sgt", "msgr", "st", "no", "jr",
    "sr", "rev", "hon", "gov", "sen", "rep", "jan", "feb", "aug", "sept", "oct", "nov", "dec",
    "vs", "etc", "inc", "co", "dept", "prof", "fr", "dra", "sra", "gral", "cte", "cmdr", "brig",
    "adm", "approx", "km", "mme", "mgr",
];

fn plain(c: char) -> char {
    match c {
        '“' | '”' | '«' | '»' | '„' => '"',
        '’' | '‘' => '\'',
        '،' => ',',
        '؛' => ';',
        '–' | '—' => '–',
        '‘'..='‟' => '"',
        c => c,
    }
}

fn joins(bytes: &[u8], at: usize) -> bool {
    at > 0
        && bytes[at - 1].is_ascii_alphanumeric()
        && bytes
            .get(at + 1)
            .is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0xC0)
}

fn followed_by_letter(rest: &str) -> bool {
    rest.starts_with(char::is_alphabetic)
}

/// "'s" at the end of a word.
fn possessive(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at), Some(b's' | b'S'))
        && !bytes
            .get(at + 1)
            .is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0xC0)
}

/// "U.S.", "F.M.L.N.".
fn initials(bytes: &[u8], start: usize, at: usize) -> bool {
    let letter = at > start && bytes[at - 1].is_ascii_uppercase();
    let single = at == start + 1 || (at >= 2 && bytes[at - 2] == b'.');
    let next = bytes.get(at + 1).is_some_and(u8::is_ascii_uppercase);
    let after = bytes.get(at + 2);
    let more = next && after == Some(&b'.');
    let closes = at > start + 1 && !bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric);
    letter && single && (more || closes)
}

/// The number that digits write, with thousands parted by commas or points; 0 where too large.
fn number(digits: &str) -> u32 {
    let mut value: u32 = 0;
    for c in digits.chars() {
        let digit = match c {
            '0'..='9' => c as u32 - '0' as u32,
            '٠'..='٩' => c as u32 - '٠' as u32,
            '۰'..='۹' => c as u32 - '۰' as u32,
            _ => continue,
        };
        let Some(next) = value.checked_mul(10).and_then(|v| v.checked_add(digit)) else {
            return 0;
        };
        value = next;
    }
    value
}
