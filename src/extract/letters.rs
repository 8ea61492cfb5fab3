//! Letters and signs: where words end, what digits write.

/// The end of a word: letters, digits, and signs that stand between letters.
pub(super) fn word_end(text: &str, at: usize, elides: bool) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    loop {
        let length = match bytes.get(end) {
            Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9') => 1,
            Some(b'-') if joins(bytes, end) => 1,
            Some(b'\'') if !elides && joins(bytes, end) && !possessive(bytes, end + 1) => 1,
            Some(b'.') if initials(bytes, at, end) => 1,
            Some(0x80..) => wide_inside(text, end, elides),
            _ => 0,
        };
        if length == 0 {
            return end;
        }
        end += length;
    }
}

/// The length of a character that is not ASCII and belongs to a word; 0 where it does not.
fn wide_inside(text: &str, at: usize, elides: bool) -> usize {
    let Some(c) = text[at..].chars().next() else {
        return 0;
    };
    let end = at + c.len_utf8();
    let mark = match c {
        '’' => !elides && !possessive(text.as_bytes(), end),
        '‑' | '‐' => true,
        _ => false,
    };
    let joins = mark && text[end..].starts_with(char::is_alphabetic);
    let accent = matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{652}');
    if c.is_alphanumeric() || joins || accent {
        c.len_utf8()
    } else {
        0
    }
}

/// The word without a prefix, where as many letters as `least` are left.
pub(super) fn stripped<'a>(word: &'a str, prefix: &str, least: usize) -> Option<&'a str> {
    let rest = word.strip_prefix(prefix)?;
    rest.chars().nth(least - 1).map(|_| rest)
}

pub(super) fn plain(c: char) -> char {
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

pub(super) fn joins(bytes: &[u8], at: usize) -> bool {
    at > 0 && bytes[at - 1].is_ascii_alphanumeric() && letter(bytes, at + 1)
}

fn letter(bytes: &[u8], at: usize) -> bool {
    bytes
        .get(at)
        .is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0xC0)
}

/// "'s" at the end of a word.
pub(super) fn possessive(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at), Some(b's' | b'S')) && !letter(bytes, at + 1)
}

/// "U.S.", "F.M.L.N.".
pub(super) fn initials(bytes: &[u8], start: usize, at: usize) -> bool {
    let letter = at > start && bytes[at - 1].is_ascii_uppercase();
    let single = at == start + 1 || (at >= 2 && bytes[at - 2] == b'.');
    let more = matches!(bytes.get(at + 1..at + 3), Some([b'A'..=b'Z', b'.']));
    let closes = at > start + 1 && !bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric);
    letter && single && (more || closes)
}

/// The number that digits write, with thousands parted by commas or points; 0 where too large.
pub(super) fn number(digits: &str) -> u32 {
    let mut value: u32 = 0;
    for c in digits.chars() {
        let zero = ['0', '٠', '۰']
            .into_iter()
            .map(|zero| (c as u32).wrapping_sub(zero as u32));
        let Some(digit) = zero.into_iter().find(|digit| *digit < 10) else {
            continue;
        };
        let Some(next) = value.checked_mul(10).and_then(|v| v.checked_add(digit)) else {
            return 0;
        };
        value = next;
    }
    value
}
