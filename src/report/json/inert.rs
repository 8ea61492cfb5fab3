//! JSON in which no string acts on a terminal: what would is written as an escape, the same string
//! to any reader of JSON, and harmless to one who prints the file.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use super::super::text::acts;

/// Adds a value on one line.
///
/// # Errors
/// Where it has no form in JSON.
pub(super) fn add<T: Serialize + ?Sized>(value: &T, out: &mut Vec<u8>) -> io::Result<()> {
    Ok(value.serialize(&mut Serializer::with_formatter(out, Inert))?)
}

/// Compact, with escapes for whatever [acts].
struct Inert;

impl Formatter for Inert {
    fn write_string_fragment<W>(&mut self, out: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + Write,
    {
        // Over plain text by the stretch and not by the letter: a report is mostly that.
        if !fragment.bytes().any(may_act) {
            return out.write_all(fragment.as_bytes());
        }
        let mut from = 0;
        for (at, c) in fragment.char_indices().filter(|(_, c)| acts(*c)) {
            out.write_all(&fragment.as_bytes()[from..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            from = at + c.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[from..])
    }
}

/// Whether a letter that acts may begin with this byte.
fn may_act(byte: u8) -> bool {
    matches!(byte, 0x7f | 0xc2 | 0xe1 | 0xe2 | 0xef | 0xf3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn line(value: &Value) -> String {
        let mut out = Vec::new();
        add(value, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_acts_is_an_escape() {
        assert_eq!(
            line(&json!({"a": "a\u{202e}\u{7f}\u{e0001}é\n", "b": [1, null]})),
            r#"{"a":"a\u202e\u007f\udb40\udc01é\n","b":[1,null]}"#
        );
    }

    #[test]
    fn every_letter_that_acts_is_an_escape_and_no_other_is() {
        for c in '\0'..=char::MAX {
            let printed = line(&json!(format!("x{c}y")));
            let escaped = acts(c) || c == '"' || c == '\\';
            assert_eq!(printed != format!("\"x{c}y\""), escaped, "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn a_string_reads_back(text in any::<String>()) {
            let printed = line(&json!(text));
            prop_assert_eq!(serde_json::from_str::<String>(&printed).unwrap(), text);
            prop_assert!(!printed.chars().any(acts));
        }
    }
}
