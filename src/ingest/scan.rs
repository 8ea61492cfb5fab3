//! A walk over JSON text that is larger than memory: it finds where values begin and end, keeps
//! line and column, and leaves what the values mean to others.

use std::io::{self, Read};

use super::json::advance_bytes;
use super::open::LONGEST_RECORD;

/// Bytes read at a time.
const BLOCK: usize = 1 << 16;

/// Why a walk ended before the text did.
#[derive(Debug)]
pub(super) enum Stop {
    /// The text ends, or cannot be read on, inside a value.
    Ended,
    /// The text is no JSON from here on.
    Syntax {
        line: u32,
        column: u32,
        message: String,
    },
    /// A value is longer than any record; it began here.
    TooLong { line: u32, column: u32 },
}

/// The walk.
pub(super) struct Scanner<'r> {
    reader: Box<dyn Read + Send + 'r>,
    buffer: Vec<u8>,
    at: usize,
    /// Line and column of the next byte, in characters, from 1.
    place: (u32, u32),
    /// Why reading stopped before the end.
    pub(super) failure: Option<io::Error>,
}

impl<'r> Scanner<'r> {
    /// At the beginning of what `reader` gives; a byte-order mark is passed over.
    pub(super) fn new(reader: Box<dyn Read + Send + 'r>) -> Self {
        let mut scanner = Self {
            reader,
            buffer: Vec::new(),
            at: 0,
            place: (1, 1),
            failure: None,
        };
        scanner.refill();
        if scanner.buffer.starts_with(b"\xEF\xBB\xBF") {
            scanner.at = 3;
        }
        scanner
    }

    /// Where the next byte stands.
    pub(super) fn place(&self) -> (u32, u32) {
        self.place
    }

    /// The next byte that is no blank.
    pub(super) fn peek(&mut self) -> Option<u8> {
        loop {
            let rest = &self.buffer[self.at..];
            let blanks = rest.iter().take_while(|b| is_blank(**b)).count();
            let next = rest.get(blanks).copied();
            self.consume(blanks);
            if next.is_some() || !self.refill() {
                return next;
            }
        }
    }

    /// Passes over `byte`, which must come next.
    pub(super) fn expect(&mut self, byte: u8) -> Result<(), Stop> {
        match self.peek() {
            Some(found) if found == byte => {
                self.consume(1);
                Ok(())
            }
            Some(_) => Err(self.syntax(format!("\"{}\" is expected here", char::from(byte)))),
            None => Err(Stop::Ended),
        }
    }

    /// Passes over `byte` if it comes next.
    pub(super) fn skip(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        if found {
            self.consume(1);
        }
        found
    }

    /// A fault at the next byte.
    pub(super) fn syntax(&self, message: String) -> Stop {
        let (line, column) = self.place;
        Stop::Syntax {
            line,
            column,
            message,
        }
    }

    /// Copies the next value to `into`, and says where it began.
    pub(super) fn value(&mut self, into: &mut Vec<u8>) -> Result<(u32, u32), Stop> {
        let first = self.peek().ok_or(Stop::Ended)?;
        let began = self.place;
        let mut walk = Walk::default();
        let from = into.len();
        loop {
            let rest = &self.buffer[self.at..];
            let step = walk.over(rest);
            into.extend_from_slice(&rest[..step.used]);
            self.consume(step.used);
            if let Some(message) = step.wrong {
                return Err(self.syntax(message));
            }
            if step.complete {
                break;
            }
            if into.len() - from > LONGEST_RECORD {
                let (line, column) = began;
                return Err(Stop::TooLong { line, column });
            }
            if !self.refill() {
                if walk.is_scalar() {
                    break;
                }
                return Err(Stop::Ended);
            }
        }
        if into.len() == from {
            let found = char::from(first);
            return Err(self.syntax(format!("a value is expected here, not \"{found}\"")));
        }
        Ok(began)
    }

    fn consume(&mut self, bytes: usize) {
        let passed = &self.buffer[self.at..self.at + bytes];
        self.place = advance_bytes(self.place, passed);
        self.at += bytes;
    }

    /// Reads on; says whether there is more. Only called where the buffer is used up.
    fn refill(&mut self) -> bool {
        if self.failure.is_some() {
            return false;
        }
        self.buffer.clear();
        self.at = 0;
        let block = self.reader.by_ref().take(BLOCK as u64);
        if let Err(error) = { block }.read_to_end(&mut self.buffer) {
            self.failure = Some(error);
        }
        !self.buffer.is_empty()
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// How far into a value a walk is.
#[derive(Default)]
struct Walk {
    /// The brackets that close what is open.
    open: Vec<u8>,
    in_string: bool,
    escaped: bool,
    scalar: bool,
}

/// What a walk over some bytes came to.
struct Step {
    used: usize,
    complete: bool,
    wrong: Option<String>,
}

impl Step {
    fn more(used: usize) -> Self {
        Self {
            used,
            complete: false,
            wrong: None,
        }
    }

    fn complete(used: usize) -> Self {
        Self {
            complete: true,
            ..Self::more(used)
        }
    }

    fn wrong(used: usize, message: String) -> Self {
        Self {
            wrong: Some(message),
            ..Self::more(used)
        }
    }
}

impl Walk {
    /// Whether the value is a number or a word, which ends with the text.
    fn is_scalar(&self) -> bool {
        self.scalar && self.open.is_empty()
    }

    fn over(&mut self, bytes: &[u8]) -> Step {
        let mut at = 0;
        while at < bytes.len() {
            let step = if self.in_string {
                self.over_string(bytes, at)
            } else {
                self.over_structure(bytes[at], at)
            };
            if step.complete || step.wrong.is_some() {
                return step;
            }
            at = step.used;
        }
        Step::more(at)
    }

    /// Goes on inside a string.
    fn over_string(&mut self, bytes: &[u8], at: usize) -> Step {
        if self.escaped {
            self.escaped = false;
            return Step::more(at + 1);
        }
        let Some(found) = memchr::memchr3(b'"', b'\\', b'\n', &bytes[at..]) else {
            return Step::more(bytes.len());
        };
        let at = at + found;
        match bytes[at] {
            b'\\' => self.escaped = true,
            b'\n' => {
                let message = "a line break inside a string: is a closing quote missing?";
                return Step::wrong(at, message.into());
            }
            _ => {
                self.in_string = false;
                if self.open.is_empty() {
                    return Step::complete(at + 1);
                }
            }
        }
        Step::more(at + 1)
    }

    /// Goes on outside strings.
    fn over_structure(&mut self, byte: u8, at: usize) -> Step {
        let top = self.open.is_empty();
        match byte {
            b'"' | b'{' | b'[' if top && self.scalar => return Step::complete(at),
            b'"' => self.in_string = true,
            b'{' => self.open.push(b'}'),
            b'[' => self.open.push(b']'),
            b'}' | b']' => match self.open.last() {
                None => return Step::complete(at),
                Some(close) if *close == byte => {
                    self.open.pop();
                    if self.open.is_empty() {
                        return Step::complete(at + 1);
                    }
                }
                Some(close) => {
                    let (close, found) = (char::from(*close), char::from(byte));
                    let message = format!("\"{close}\" is expected before \"{found}\"");
                    return Step::wrong(at, message);
                }
            },
            b',' | b':' if top => return Step::complete(at),
            _ if top && is_blank(byte) => return Step::complete(at),
            _ if top => self.scalar = true,
            _ => {}
        }
        Step::more(at + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Result<(String, (u32, u32)), Stop> {
        let mut scanner = Scanner::new(Box::new(text.as_bytes()));
        let mut into = Vec::new();
        let place = scanner.value(&mut into)?;
        Ok((String::from_utf8(into).unwrap(), place))
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
        let mut scanner = Scanner::new(Box::new("\u{feff}\"é\" 7".as_bytes()));
        scanner.value(&mut Vec::new()).unwrap();
        assert_eq!(scanner.value(&mut Vec::new()).unwrap(), (1, 5));
    }

    #[test]
    fn what_does_not_close_is_said_where_it_breaks() {
        assert!(matches!(value("[1, 2"), Err(Stop::Ended)));
        assert!(matches!(
            value("{\"a\": [1}"),
            Err(Stop::Syntax {
                line: 1,
                column: 9,
                ..
            })
        ));
        assert!(matches!(
            value("\n\"abc\n"),
            Err(Stop::Syntax {
                line: 2,
                column: 5,
                ..
            })
        ));
        assert!(matches!(value(",1"), Err(Stop::Syntax { column: 1, .. })));
    }
}
