//! A value as JSON on one line, in memory.
//!
//! What would act on a terminal is written as an escape: the same string to any reader of JSON,
//! and harmless to one who prints the file. A report of a million claims is some gigabytes of
//! short strings, so this goes over plain text by the stretch and not by the letter. The tests
//! hold it to `serde_json`.

use std::fmt::Display;
use std::io::Write as _;

use serde::Serialize;
use serde::ser::{
    Error as _, Impossible, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple, Serializer,
};
use serde_json::Error;

use super::super::text::acts;

/// Adds `value` to `out`.
///
/// # Errors
/// Where a type is met that no report holds.
pub fn add<T: Serialize + ?Sized>(value: &T, out: &mut Vec<u8>) -> Result<(), Error> {
    value.serialize(Line(out))
}

struct Line<'o>(&'o mut Vec<u8>);

/// The parts of a list or of an object.
struct Parts<'o> {
    out: &'o mut Vec<u8>,
    /// What stands before the next part.
    before: u8,
    end: u8,
}

impl<'o> Parts<'o> {
    fn new(out: &'o mut Vec<u8>, before: u8, end: u8) -> Self {
        Self { out, before, end }
    }

    fn next(&mut self) {
        self.out.push(std::mem::replace(&mut self.before, b','));
    }

    fn close(self) {
        if self.before != b',' {
            self.out.push(self.before);
        }
        self.out.push(self.end);
    }
}

impl SerializeSeq for Parts<'_> {
    type Ok = ();
    type Error = Error;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.next();
        add(value, self.out)
    }
    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl SerializeTuple for Parts<'_> {
    type Ok = ();
    type Error = Error;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.next();
        add(value, self.out)
    }
    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl SerializeMap for Parts<'_> {
    type Ok = ();
    type Error = Error;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.next();
        add(key, self.out)
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.out.push(b':');
        add(value, self.out)
    }
    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl SerializeStruct for Parts<'_> {
    type Ok = ();
    type Error = Error;
    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.next();
        // Names of fields are plain letters.
        self.out.push(b'"');
        self.out.extend_from_slice(key.as_bytes());
        self.out.extend_from_slice(b"\":");
        add(value, self.out)
    }
    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

/// A number in its usual digits.
macro_rules! numbers {
    ($($name:ident: $type:ty),*) => {
        $(fn $name(self, value: $type) -> Result<(), Error> {
            plain(value, self.0)
        })*
    };
}

impl<'o> Serializer for Line<'o> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Parts<'o>;
    type SerializeTuple = Parts<'o>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Parts<'o>;
    type SerializeStruct = Parts<'o>;
    type SerializeStructVariant = Impossible<(), Error>;

    numbers!(
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32,
        serialize_i64: i64, serialize_u8: u8, serialize_u16: u16, serialize_u32: u32,
        serialize_u64: u64
    );

    fn serialize_f32(self, value: f32) -> Result<(), Error> {
        serde_json::to_writer(self.0, &value)
    }
    fn serialize_f64(self, value: f64) -> Result<(), Error> {
        serde_json::to_writer(self.0, &value)
    }
    fn serialize_char(self, value: char) -> Result<(), Error> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }
    fn serialize_str(self, value: &str) -> Result<(), Error> {
        string(value, self.0);
        Ok(())
    }
    fn serialize_bytes(self, _: &[u8]) -> Result<(), Error> {
        Err(unknown("bytes"))
    }
    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result<(), Error> {
        self.0.extend_from_slice(b"null");
        Ok(())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }
    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Error> {
        self.serialize_str(variant)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Error> {
        Err(unknown(name))
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'o>, Error> {
        Ok(Parts::new(self.0, b'[', b']'))
    }
    fn serialize_tuple(self, _: usize) -> Result<Parts<'o>, Error> {
        Ok(Parts::new(self.0, b'[', b']'))
    }
    fn serialize_tuple_struct(
        self,
        name: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Error> {
        Err(unknown(name))
    }
    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        Err(unknown(name))
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Parts<'o>, Error> {
        Ok(Parts::new(self.0, b'{', b'}'))
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Parts<'o>, Error> {
        Ok(Parts::new(self.0, b'{', b'}'))
    }
    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        Err(unknown(name))
    }
}

fn unknown(what: &str) -> Error {
    Error::custom(format!("no report holds {what}"))
}

fn plain(value: impl Display, out: &mut Vec<u8>) -> Result<(), Error> {
    write!(out, "{value}").map_err(Error::io)
}

/// Adds a string in its quotes.
fn string(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    if text.bytes().fold(true, |plain, b| plain & is_plain(b)) {
        out.extend_from_slice(text.as_bytes());
    } else {
        escaped(text, out);
    }
    out.push(b'"');
}

/// Whether a byte stands for itself, whatever stands beside it.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' ' | b'!' | b'#'..=b'[' | b']'..=b'~')
}

/// Adds a string letter by letter.
fn escaped(text: &str, out: &mut Vec<u8>) {
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let stays = if c.is_ascii() {
            is_plain(c as u8)
        } else {
            !acts(c)
        };
        if !stays {
            out.extend_from_slice(&text.as_bytes()[from..at]);
            escape(c, out);
            from = at + c.len_utf8();
        }
    }
    out.extend_from_slice(&text.as_bytes()[from..]);
}

fn escape(c: char, out: &mut Vec<u8>) {
    let short: &[u8] = match c {
        '"' => b"\\\"",
        '\\' => b"\\\\",
        '\n' => b"\\n",
        '\r' => b"\\r",
        '\t' => b"\\t",
        '\u{8}' => b"\\b",
        '\u{c}' => b"\\f",
        _ => {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to memory cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
            return;
        }
    };
    out.extend_from_slice(short);
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
    fn what_is_no_string_is_written_as_by_others() {
        let value = json!({"a": [1, -2, 0.71, true, null, [], {}], "b": {"c": "d"}});
        assert_eq!(line(&value), value.to_string());
    }

    #[test]
    fn what_acts_is_an_escape() {
        assert_eq!(
            line(&json!("a\u{202e}\u{7f}\u{e0001}é")),
            r#""a\u202e\u007f\udb40\udc01é""#
        );
    }

    proptest! {
        #[test]
        fn a_string_reads_back(text in any::<String>()) {
            let printed = line(&json!(text));
            prop_assert_eq!(serde_json::from_str::<String>(&printed).unwrap(), text);
            prop_assert!(!printed.chars().any(acts));
        }

        #[test]
        fn a_plain_string_is_written_as_by_others(text in "[ -~\n\t\u{8}\u{1}é“”]*") {
            prop_assert_eq!(line(&json!(text)), serde_json::to_string(&text).unwrap());
        }
    }
}
