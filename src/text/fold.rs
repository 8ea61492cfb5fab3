//! Texts without what makes no difference: case, accents, invisible characters, variants of signs.

use std::borrow::Cow;

use super::clean::{clean, is_invisible};

/// A name as it is looked up where spelling decides: [`clean`], in small letters.
pub(crate) fn key(name: &str) -> String {
    clean(name).to_lowercase()
}

/// A word of the program's own, as it is looked up: without regard to case, hyphens and
/// underscores, and to all that [`clean`] drops.
pub(crate) fn term(name: &str) -> String {
    let apart = key(name).replace(['_', '-', '‐', '‑'], " ");
    clean(&apart).into_owned()
}

/// A word in small letters of its own script, without accents, without the marks and the variants
/// of Arabic letters, with one apostrophe, one hyphen, plain digits, and nothing invisible.
pub(crate) fn plain(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    plain_into(word, &mut folded);
    folded
}

/// [`plain`] into a buffer that is emptied first.
pub(crate) fn plain_into(word: &str, folded: &mut String) {
    folded.clear();
    if word.is_ascii() {
        folded.extend(word.bytes().map(|b| char::from(b.to_ascii_lowercase())));
        return;
    }
    for c in word.chars().flat_map(char::to_lowercase) {
        push_plain(folded, c);
    }
}

/// A phrase, [`plain`], with one space where spaces or quotation marks stand, and one dash.
pub(crate) fn spaced(phrase: &str) -> String {
    let mut folded = String::with_capacity(phrase.len());
    for c in phrase.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => folded.push(c),
            '"' | '“' | '”' | '«' | '»' | '،' => folded.push(' '),
            '‒' | '–' | '—' | '―' => folded.push('–'),
            _ if !c.is_whitespace() => push_plain(&mut folded, c),
            _ if folded.ends_with(' ') => {}
            _ => folded.push(' '),
        }
    }
    folded
}

/// Adds a small letter or a sign.
fn push_plain(folded: &mut String, c: char) {
    let plain = match c {
        'à'..='å' | 'ā' | 'ă' => 'a',
        'è'..='ë' | 'ē' => 'e',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ò'..='ö' | 'ø' | 'ō' => 'o',
        'ù'..='ü' | 'ū' => 'u',
        'ç' | 'č' | 'ć' => 'c',
        'ñ' => 'n',
        'ş' | 'š' => 's',
        'ž' => 'z',
        'ğ' => 'g',
        'ß' => return folded.push_str("ss"),
        'œ' => return folded.push_str("oe"),
        'æ' => return folded.push_str("ae"),
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        '٬' | '’' | '‘' | 'ʼ' => '\'',
        '٫' => '.',
        '‐' | '‑' | '−' => '-',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' => 'ي',
        'ة' => 'ه',
        // Accents set apart, the stretch and the vowels of Arabic.
        '\u{300}'..='\u{36f}' | '\u{640}' | '\u{64b}'..='\u{652}' | '\u{670}' => return,
        _ if is_invisible(c) => return,
        c => c,
    };
    folded.push(plain);
}

fn digit(c: char, zero: char) -> char {
    let value = (c as u32).saturating_sub(zero as u32);
    char::from_digit(value, 10).unwrap_or(c)
}

/// A text in small ASCII letters, whatever its script; punctuation is kept.
pub(crate) fn ascii(text: &str) -> Cow<'_, str> {
    let plain = if text.is_ascii() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(deunicode::deunicode(text))
    };
    if plain.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Cow::Owned(plain.to_ascii_lowercase());
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_drops_what_it_says() {
        assert_eq!(key(" Port\u{a0}LUNE\u{200b}"), "port lune");
        assert_eq!(term(" Not_known-yet "), "not known yet");
        assert_eq!(term("Not\u{ad}_kn\u{200b}own \u{a0}yet"), "not known yet");
        assert_eq!(plain("L\u{200f}’Été\u{301} ‑ ٣٤"), "l'ete - 34");
        assert_eq!(plain("أُسرة"), "اسره");
        assert_eq!(spaced("“Été”  \u{a0}5—6"), " ete 5–6");
        assert_eq!(ascii("Été–Київ"), "ete-kiyiv");
    }

    #[test]
    fn accents_in_one_character_or_two_are_one_spelling() {
        for (composed, apart) in [("é", "e\u{301}"), ("ñ", "n\u{303}"), ("ü", "u\u{308}")] {
            assert_eq!(plain(composed), plain(apart));
            assert_eq!(spaced(composed), spaced(apart));
        }
    }
}
