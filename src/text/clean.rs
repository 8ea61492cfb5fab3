//! The one form in which a name or a phrase is kept: composed, on one line, with nothing unseen.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// A name or a phrase without what nobody sees or means: canonically composed (NFC), one blank
/// where blanks of any kind stand and none around, no invisible characters.
///
/// A joiner between two letters that change their shape with it is a part of the spelling, and stays.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim();
    if is_clean(trimmed) {
        return Cow::Borrowed(trimmed);
    }
    let mut kept = String::with_capacity(trimmed.len());
    let mut rest = trimmed.chars().peekable();
    while let Some(c) = rest.next() {
        if is_joiner(c) {
            let shaped = |c: Option<char>| c.is_some_and(is_shaped);
            if shaped(kept.chars().next_back()) && shaped(rest.peek().copied()) {
                kept.push(c);
            }
        } else if is_invisible(c) {
        } else if !is_blank(c) {
            kept.push(c);
        } else if !kept.is_empty() && !kept.ends_with(' ') {
            kept.push(' ');
        }
    }
    let kept = kept.trim_end();
    Cow::Owned(if is_nfc(kept) {
        kept.to_owned()
    } else {
        kept.nfc().collect()
    })
}

/// Whether a text without blanks around it is clean for certain, told at a glance.
fn is_clean(text: &str) -> bool {
    let is_plain = |c: char| c == ' ' || !(is_blank(c) || is_invisible(c) || is_joiner(c));
    !text.contains("  ") && text.chars().all(is_plain) && (text.is_ascii() || is_nfc(text))
}

/// Blanks of every width, ends of lines, and letters that look like a blank.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{2800}' | '\u{3164}' | '\u{ffa0}')
}

/// The joiner and the non-joiner.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// What has no width: soft hyphens, directions of writing, byte order marks, variants of a sign,
/// and the like; joiners apart.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a letter is of a script in which joiners change words: Arabic, Syriac and their kin, the
/// scripts of India and those that came of them.
fn is_shaped(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{109f}' | '\u{1780}'..='\u{18af}' | '\u{fb50}'..='\u{fdff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_unseen_is_left() {
        assert!(matches!(clean("Port Lune"), Cow::Borrowed("Port Lune")));
        for written in [
            " Port\u{a0}Lune ",
            "\u{feff}Port\u{200b}\t Lune",
            "P\u{ad}ort\r\n\u{202e}Lune\u{202c}",
            "Port\u{3000}L\u{200d}une\u{2060}\u{2028}",
        ] {
            assert_eq!(clean(written), "Port Lune", "{written:?}");
        }
        assert_eq!(clean("Me\u{301}naka"), "Ménaka");
        assert_eq!(clean("\u{200b} \u{a0}"), "");
    }

    #[test]
    fn a_joiner_that_shapes_a_word_stays() {
        assert_eq!(clean("می\u{200c}خواهم"), "می\u{200c}خواهم");
        assert_eq!(clean("می\u{200c} خواهم\u{200c}"), "می خواهم");
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(text in "\\PC{0,40}") {
            let once = clean(&text).into_owned();
            prop_assert_eq!(&*clean(&once), &once);
        }
    }
}
