//! A walk over JSON text that may be broken: it finds where values begin and end, keeps line and
//! column, and leaves what the values mean to others.

use std::ops::Range;

use super::FaultKind;
use super::json::advance;
use super::lines::LONGEST_RECORD;
use crate::claim::ValueError;

/// Why a walk ended before the text did.
#[derive(Debug)]
pub(super) enum Stop {
    /// The text ends inside a value.
    Ended,
    /// The text is no JSON that can be read from this line and column on.
    Wrong((u32, u32), FaultKind, ValueError),
}

/// The walk.
pub(super) struct Scanner<'t> {
    pub(super) bytes: &'t [u8],
    /// Where the next byte stands.
    pub(super) at: usize,
    /// Its line and column in characters, from 1.
    pub(super) place: (u32, u32),
}

impl<'t> Scanner<'t> {
    /// At the beginning of a text.
    pub(super) fn new(bytes: &'t [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            place: (1, 1),
        }
    }

    /// The next byte that is no blank.
    pub(super) fn peek(&mut self) -> Option<u8> {
        let rest = &self.bytes[self.at..];
        self.consume(rest.iter().take_while(|b| is_blank(**b)).count());
        self.bytes.get(self.at).copied()
    }

    /// Passes over `byte`, which must come next.
    pub(super) fn expect(&mut self, byte: u8) -> Result<(), Stop> {
        if self.skip(byte) {
            return Ok(());
        }
        match self.peek() {
            Some(_) => Err(self.wrong(format!("\"{}\" is expected here", char::from(byte)))),
            None => Err(Stop::Ended),
        }
    }

    /// Passes over `byte` if it comes next.
    pub(super) fn skip(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.consume(usize::from(found));
        found
    }

    /// A fault at the next byte.
    pub(super) fn wrong(&self, message: impl Into<String>) -> Stop {
        let error = ValueError::new(message).hint("the file was not read beyond this");
        Stop::Wrong(self.place, FaultKind::Syntax, error)
    }

    /// Passes over the next value: where it stands, and its line and column.
    pub(super) fn value(&mut self) -> Result<(Range<usize>, (u32, u32)), Stop> {
        let first = self.peek().ok_or(Stop::Ended)?;
        let (from, began) = (self.at, self.place);
        let rest = &self.bytes[from..];
        let end = end_of_value(&rest[..rest.len().min(LONGEST_RECORD)]);
        match end {
            ValueEnd::After(0) => {
                let found = char::from(first);
                Err(self.wrong(format!("a value is expected here, not \"{found}\"")))
            }
            ValueEnd::After(length) => {
                self.consume(length);
                Ok((from..self.at, began))
            }
            ValueEnd::Wrong(length, message) => {
                self.consume(length);
                Err(self.wrong(message))
            }
            ValueEnd::Beyond if rest.len() > LONGEST_RECORD => {
                let error = ValueError::new("is a value longer than any record")
                    .hint("the file was not read beyond this");
                Err(Stop::Wrong(began, FaultKind::TooLarge, error))
            }
            ValueEnd::Beyond => {
                self.consume(rest.len());
                Err(Stop::Ended)
            }
        }
    }

    fn consume(&mut self, bytes: usize) {
        let passed = &self.bytes[self.at..self.at + bytes];
        self.place = advance(self.place, passed);
        self.at += bytes;
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// Where a value ends.
enum ValueEnd {
    /// After so many bytes.
    After(usize),
    /// It breaks there, and why.
    Wrong(usize, String),
    /// Not in these bytes.
    Beyond,
}

fn end_of_value(bytes: &[u8]) -> ValueEnd {
    // The brackets that close what is open.
    let mut open: Vec<u8> = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at).copied() {
        let top = open.is_empty();
        match byte {
            b'"' | b'{' | b'[' if top && at > 0 => return ValueEnd::After(at),
            b'"' => match end_of_string(bytes, at + 1) {
                ValueEnd::After(end) if top => return ValueEnd::After(end),
                ValueEnd::After(end) => {
                    at = end;
                    continue;
                }
                broken => return broken,
            },
            b'{' => open.push(b'}'),
            b'[' => open.push(b']'),
            b'}' | b']' => match open.pop() {
                None => return ValueEnd::After(at),
                Some(close) if close != byte => {
                    let (close, found) = (char::from(close), char::from(byte));
                    let message = format!("\"{close}\" is expected before \"{found}\"");
                    return ValueEnd::Wrong(at, message);
                }
                Some(_) if open.is_empty() => return ValueEnd::After(at + 1),
                Some(_) => {}
            },
            b',' | b':' if top => return ValueEnd::After(at),
            _ if top && is_blank(byte) => return ValueEnd::After(at),
            _ => {}
        }
        at += 1;
    }
    // A number or a word ends with the text.
    if open.is_empty() {
        ValueEnd::After(at)
    } else {
        ValueEnd::Beyond
    }
}

/// Where a string ends that began before `at`.
fn end_of_string(bytes: &[u8], mut at: usize) -> ValueEnd {
    while let Some(found) = memchr::memchr3(b'"', b'\\', b'\n', bytes.get(at..).unwrap_or_default())
    {
        at += found;
        match bytes[at] {
            b'"' => return ValueEnd::After(at + 1),
            b'\\' => at += 2,
            _ => {
                let message = "a line break inside a string: is a closing quote missing?";
                return ValueEnd::Wrong(at, message.into());
            }
        }
    }
    ValueEnd::Beyond
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Result<(String, (u32, u32)), Stop> {
        let mut scanner = Scanner::new(text.as_bytes());
        let (range, place) = scanner.value()?;
        Ok((text[range].to_owned(), place))
    }

    #[test]
    fn a_value_ends_where_it_is_complete() {
        for (text, expected) in [
            (r#" {"a": ["]}\"", 1]} , 2"#, r#"{"a": ["]}\"", 1]}"#),
            ("12,3", "12"),
            ("\"a\" 1", "\"a\""),
            ("true]", "true"),
            ("-1.5e3", "-1.5e3"),
        ] {
            assert_eq!(value(text).unwrap().0, expected);
        }
    }

    #[test]
    fn places_count_lines_and_characters() {
        assert_eq!(value("\n\n  7").unwrap().1, (3, 3));
        let mut scanner = Scanner::new("\"é\" 7".as_bytes());
        scanner.value().unwrap();
        assert_eq!(scanner.value().unwrap().1, (1, 5));
    }

    #[test]
    fn what_does_not_close_is_said_where_it_breaks() {
        assert!(matches!(value("[1, 2"), Err(Stop::Ended)));
        for (text, place) in [
            ("{\"a\": [1}", (1, 9)),
            ("\n\"abc\n", (2, 5)),
            (",1", (1, 1)),
        ] {
            assert!(
                matches!(value(text), Err(Stop::Wrong(at, ..)) if at == place),
                "{text}"
            );
        }
    }
}
