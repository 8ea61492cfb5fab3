//! Bytes to text: the mark at the beginning, what the page declares, or what the bytes look like.

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8};

/// The text of some bytes. What no character is becomes a replacement mark.
pub(crate) fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, skip)) = Encoding::for_bom(bytes) {
        return encoding.decode(&bytes[skip..]).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let encoding = declared(bytes).unwrap_or_else(|| guessed(bytes));
    encoding.decode(bytes).0.into_owned()
}

/// `charset=…` in the first bytes of a page.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(2048)];
    let at = memchr::memmem::find(head, b"charset=")? + 8;
    let label = head[at..]
        .split(|b| matches!(b, b'"' | b'\'' | b' ' | b'>' | b';' | b'/'))
        .find(|part| !part.is_empty())?;
    Encoding::for_label(label).filter(|e| *e != UTF_8)
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new();
    detector.feed(&bytes[..bytes.len().min(1 << 16)], true);
    detector.guess(None, true)
}
