//! Text that others wrote, made fit to print: inert, short enough, and wrapped.

pub use crate::view::words::{listed, plural};

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

use unicode_width::UnicodeWidthStr;

/// No passage, name or sentence is printed longer than this; JSON and CSV hold the whole.
pub const LONGEST: usize = 2_000;

/// `text` with every character that could act on a terminal, or reorder or hide what stands
/// around it, written as a visible escape (`\n`, `\u{202e}`). What is left only prints.
pub fn inert(text: &str) -> Cow<'_, str> {
    if !text.chars().any(acts) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        push_inert(&mut out, c);
    }
    Cow::Owned(out)
}

/// A cell of CSV that prints only, and that no spreadsheet takes for a formula: what begins as one has
/// an apostrophe before it.
pub fn cell(text: &str) -> Cow<'_, str> {
    let begins = text
        .trim_start()
        .starts_with(['=', '+', '-', '@', '|', '%', '＝', '＋', '－', '＠'])
        || text.starts_with(['\t', '\r']);
    if begins {
        Cow::Owned(format!("'{}", inert(text)))
    } else {
        inert(text)
    }
}

fn push_inert(out: &mut String, c: char) {
    match c {
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        c if acts(c) => {
            // Writing to a string cannot fail.
            let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
        }
        c => out.push(c),
    }
}

/// Whether a character does something other than print: controls, bidirectional embeddings,
/// overrides and isolates, line separators, invisible blanks, tags, interlinear marks, and what is no
/// character (XML has no place for U+FFFE and U+FFFF).
///
/// The joiners U+200C and U+200D and the marks U+200E, U+200F and U+061C stay: Arabic, Persian,
/// Hebrew and the Indic scripts are spelt with them, and they cannot turn the order of letters.
pub fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{180e}' | '\u{200b}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fdd0}'..='\u{fdef}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e007f}')
}

/// `text` cut after `longest` characters, saying how many there were.
pub fn clip(text: &str, longest: usize) -> Cow<'_, str> {
    match text.char_indices().nth(longest) {
        None => Cow::Borrowed(text),
        Some((end, _)) => {
            let all = text.chars().count();
            Cow::Owned(format!("{}… [{all} characters]", &text[..end]))
        }
    }
}

/// Columns that `text` takes on a terminal.
pub fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// The lines of `text` as byte ranges, none wider than `first` (the first) or `rest` (the others).
///
/// Breaks at spaces; a word wider than a line is cut between characters.
pub fn wrap(text: &str, first: usize, rest: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut line = 0..0;
    let mut limit = first.max(1);
    for word in words(text) {
        if line.start == line.end {
            line = word.start..word.start;
        }
        if width(&text[line.start..word.end]) > limit && line.start < line.end {
            lines.push(line);
            line = word.start..word.start;
            limit = rest.max(1);
        }
        while let Some(cut) = overflow(&text[line.start..word.end], limit) {
            lines.push(line.start..line.start + cut);
            line = line.start + cut..word.end;
            limit = rest.max(1);
        }
        line.end = word.end;
    }
    lines.push(line);
    lines
}

/// Byte ranges of the words of `text`.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    text.split(' ')
        .scan(0, |at, word| {
            let start = *at;
            *at += word.len() + 1;
            Some(start..start + word.len())
        })
        .filter(|word| !word.is_empty())
}

/// Where to cut `text` so that it fits, at least one character in; `None` where it fits whole.
fn overflow(text: &str, limit: usize) -> Option<usize> {
    if width(text) <= limit {
        return None;
    }
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    let fits = ends
        .take_while(|&end| width(&text[..end]) <= limit)
        .last()
        .or_else(|| text.chars().next().map(char::len_utf8))?;
    (fits < text.len()).then_some(fits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(cell("=cmd|' /C calc'!A0"), "'=cmd|' /C calc'!A0");
        assert_eq!(cell(" @SUM(1)"), "' @SUM(1)");
        assert_eq!(cell("+cmd"), "'+cmd");
        assert_eq!(cell("-2+3"), "'-2+3");
        assert_eq!(cell("\tx"), "'\\tx");
        assert_eq!(cell("20–30"), "20–30");
    }

    #[test]
    fn what_acts_is_shown() {
        assert_eq!(inert("\u{1b}[31mred"), "\\u{1b}[31mred");
        assert_eq!(inert("a\nb\u{202e}c"), "a\\nb\\u{202e}c");
        assert_eq!(inert("\u{9b}2J"), "\\u{9b}2J");
        assert_eq!(inert("a\u{ffff}\u{fdd0}"), "a\\u{ffff}\\u{fdd0}");
    }

    #[test]
    fn scripts_stay_as_they_are() {
        for text in [
            "ميناء لون",
            "می\u{200c}خواهم",
            "Nîmes – “so”",
            "日本",
            "👩\u{200d}🚒",
        ] {
            assert!(matches!(inert(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn lines_break_at_spaces_and_long_words_are_cut() {
        let lines = |text: &'static str, first, rest| -> Vec<&str> {
            wrap(text, first, rest)
                .into_iter()
                .map(|r| &text[r])
                .collect()
        };
        assert_eq!(lines("one two three", 7, 7), ["one two", "three"]);
        assert_eq!(lines("one two three", 3, 9), ["one", "two three"]);
        assert_eq!(lines("abcdefgh ij", 3, 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(lines("日本語", 4, 4), ["日本", "語"]);
        assert_eq!(lines("", 4, 4), [""]);
        assert_eq!(lines("日", 1, 1), ["日"]);
    }

    #[test]
    fn long_text_says_how_long_it_was() {
        assert_eq!(clip("short", 5), "short");
        assert_eq!(clip("longer", 5), "longe… [6 characters]");
    }

    #[test]
    fn words_for_numbers_and_lists() {
        assert_eq!(plural(1, "story"), "1 story");
        assert_eq!(plural(2, "story"), "2 stories");
        assert_eq!(plural(0, "day"), "0 days");
        assert_eq!(listed(&["a", "b", "c"]), "a, b and c");
        assert_eq!(listed::<&str>(&[]), "");
    }

    proptest! {
        #[test]
        fn inert_text_is_inert(text in any::<String>()) {
            prop_assert!(!inert(&text).chars().any(acts));
        }

        #[test]
        fn wrapping_keeps_every_word_and_the_width(text in any::<String>(), limit in 2usize..40) {
            let text = inert(&text);
            let lines = wrap(&text, limit, limit);
            let kept: String = lines.iter().map(|r| &text[r.clone()]).collect();
            let bare = |s: &str| s.replace(' ', "");
            prop_assert_eq!(bare(&kept), bare(&text));
            for line in lines {
                prop_assert!(width(&text[line]) <= limit);
            }
        }
    }
}
