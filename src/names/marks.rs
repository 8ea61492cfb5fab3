//! Words that part two names however alike the rest: north and south, new and old, I and II.

use super::lexicon::Senses;

/// Words by what they mark.
static MARKS: Senses = Senses::new(include_str!("data/marks.txt"));

/// What a word marks, if it is one of those that part names.
pub(crate) fn mark(word: &str) -> Option<String> {
    MARKS.of(word).map(str::to_owned).or_else(|| number(word))
}

/// A number, its ordinal ending dropped; a single letter marks, too.
fn number(word: &str) -> Option<String> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = &word[digits.len()..];
    let ordinal = ["", "th", "st", "nd", "rd", "e", "eme", "er"].contains(&ending);
    if !digits.is_empty() && ordinal && digits.bytes().all(|c| c.is_ascii_digit()) {
        let bare = digits.trim_start_matches('0');
        return Some(if bare.is_empty() { "0" } else { bare }.to_owned());
    }
    (word.len() == 1 || word.bytes().any(|c| c.is_ascii_digit())).then(|| word.to_owned())
}

/// Whether the word is a letter or more with a number ("m23"): a name rather than a mark.
pub(crate) fn is_numbered_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.ends_with(|c: char| c.is_ascii_digit())
}

/// Parts the words of a name into those that name and, sorted, what the others mark.
pub(crate) fn part(words: Vec<String>) -> (Vec<String>, Vec<String>) {
    let mut names = Vec::with_capacity(words.len());
    let mut marks = Vec::new();
    for word in words {
        match mark(&word) {
            Some(mark) => marks.push(mark),
            None => names.push(word),
        }
    }
    marks.sort_unstable();
    (names, marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &str) -> Vec<String> {
        part(text.split(' ').map(str::to_owned).collect()).1
    }

    #[test]
    fn marks_in_three_languages() {
        assert_eq!(marks("north kivu"), marks("nord kivu"));
        assert_ne!(marks("north kivu"), marks("south kivu"));
        assert_eq!(marks("new york"), marks("nueva york"));
        assert_ne!(marks("village a"), marks("village b"));
    }

    #[test]
    fn numbers_in_every_dress() {
        for dress in [
            "division 3",
            "3rd division",
            "division iii",
            "third division",
            "division 03",
        ] {
            assert_eq!(marks(dress), ["3"], "{dress}");
        }
        assert_ne!(marks("division 13"), marks("division 3"));
        assert_ne!(marks("mig 21bis"), marks("mig 21"));
    }
}
