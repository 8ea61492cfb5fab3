//! What is left of a name when case, accents, script and punctuation are gone.

use super::clean::clean;

/// Characters of a name that are looked at; a longer name is told apart by a digest of the whole.
const LONGEST: usize = 256;

/// Lower-case letters and digits of any script in Latin letters, single spaces between words.
///
/// Apostrophes vanish ("Ta'izz" is "taizz"); hyphens and other marks part words.
pub(crate) fn latin(text: &str) -> String {
    let text = &*clean(text);
    if text.len() > 4 * LONGEST {
        return fold_long(text);
    }
    let folded = fold_short(text);
    if folded.len() > LONGEST {
        return fold_long(text);
    }
    folded
}

/// Folds the beginning of a name of unreasonable length, and tells its end apart by a digest.
fn fold_long(text: &str) -> String {
    let head: String = text.chars().take(LONGEST / 4).collect();
    let folded: String = fold_short(&head).chars().take(LONGEST / 4).collect();
    let digest = xxhash_rust::xxh3::xxh3_64(text.as_bytes());
    format!("{} {digest:016x}", folded.trim_end())
}

fn fold_short(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if is_apostrophe(c) {
            elide(&mut out, chars.peek().copied());
        } else {
            push_any(&mut out, c);
        }
    }
    while out.ends_with(' ') {
        out.pop();
    }
    out
}

/// Adds a character of any script.
fn push_any(out: &mut String, c: char) {
    if c.is_ascii() {
        push(out, c);
    } else if c == 'ç' && out.ends_with(|last: char| last.is_ascii_alphanumeric()) {
        out.push('s');
    } else if let Some(latin) = arabic(c) {
        out.push_str(latin);
    } else if let Some(latin) = deunicode::deunicode_char(c) {
        latin.chars().for_each(|c| push(out, c));
    } else {
        push(out, ' ');
    }
}

fn push(out: &mut String, c: char) {
    if c.is_ascii_alphanumeric() {
        out.push(c.to_ascii_lowercase());
    } else if c != '\'' && c != '`' && !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

/// Parts a French article from its word ("l'Alliance", "d'Ivoire"); elsewhere an apostrophe vanishes.
fn elide(out: &mut String, next: Option<char>) {
    let word = out.rsplit(' ').next().unwrap_or_default();
    let vowel = next.is_some_and(|c| "aeiouhéèêAEIOUHÉÈÊ".contains(c));
    if vowel && (word == "l" || word == "d") {
        out.push(' ');
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '`' | '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{02b9}'..='\u{02c1}' | '\u{00b4}' | '\u{0640}' | '\u{064b}'..='\u{0652}'
    )
}

/// Arabic letters whose usual Latin spelling is not the one of a general table.
fn arabic(c: char) -> Option<&'static str> {
    Some(match c {
        'ا' | 'أ' | 'إ' | 'آ' | 'ى' | 'ة' => "a",
        'ث' => "th",
        'ح' | 'ه' => "h",
        'خ' => "kh",
        'ذ' | 'ض' | 'ظ' => "dh",
        'ش' => "sh",
        'ص' => "s",
        'ط' => "t",
        'ع' | 'ء' | 'ئ' | 'ؤ' => "",
        'غ' => "gh",
        'و' => "u",
        'ي' => "i",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_accents_and_apostrophes() {
        assert_eq!(latin("Ḥamāh"), "hamah");
        assert_eq!(latin("Ta‘izz"), "taizz");
        assert_eq!(latin("Jama'at"), "jamaat");
        assert_eq!(latin("  Tin-Tafgat,  “Gao” "), "tin tafgat gao");
        assert_eq!(latin("Київ"), "kiyiv");
        assert_eq!(
            latin("Franc\u{327}ois\u{200b} Ha\u{ad}llé"),
            latin("François Hallé")
        );
    }

    #[test]
    fn a_megabyte_is_cut_and_still_told_apart() {
        let long = "a".repeat(1 << 20);
        let other = format!("{long}b");
        assert!(latin(&long).len() < 300);
        assert_ne!(latin(&long), latin(&other));
        assert_eq!(latin(&long), latin(&long));
    }

    proptest! {
        #[test]
        fn folding_is_idempotent(text in "\\PC{0,300}") {
            let once = latin(&text);
            prop_assert_eq!(latin(&once), once);
        }

        #[test]
        fn nothing_but_latin_words_is_left(text in "\\PC{0,60}") {
            let once = latin(&text);
            prop_assert!(once.is_ascii());
            prop_assert!(!once.contains("  "));
        }
    }
}
