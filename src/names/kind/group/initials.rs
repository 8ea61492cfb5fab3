//! The initials that a full name has in other languages: "Syrian Democratic Forces" is FDS in
//! French and QSD in Arabic, "Armée de libération baloutche" BLA in English.
//!
//! Words of the lexicon have the initial of their translation, all others keep their own. English
//! puts the sort of group last; French, Spanish, Arabic and Kurdish put it first.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::words::{HEADS, SMALL, concept};
use crate::names::distinct;
use crate::names::lexicon::entries;
use crate::text::latin;

/// Concepts with the initials of their usual words, a letter for each language.
static INITIALS: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| entries(include_str!("../../data/initials.txt")).collect());

/// Words fewer than this give initials that too many names share.
const FEWEST: usize = 3;
/// Names of more words are told by their own initials.
const MOST: usize = 5;

/// The language that puts the head last: the first of the four.
const ENGLISH: usize = 0;

/// What the initials of a full name may be in other languages than its own, sorted.
pub(crate) fn initials_abroad(text: &str) -> Vec<String> {
    let folded = latin(text);
    let words: Vec<&str> = folded
        .split(' ')
        .filter(|word| !word.is_empty() && !SMALL.has(word) && *word != "i")
        .collect();
    let Some(head) = head(&words).filter(|_| (FEWEST..=MOST).contains(&words.len())) else {
        return Vec::new();
    };
    distinct((0..4).flat_map(|language| within(&words, head, language)))
}

/// Where the word for the sort of group stands: at the end, or else at the beginning.
fn head(words: &[&str]) -> Option<usize> {
    let is_head = |word: &str| concept(word).is_some_and(|c| HEADS.has(c));
    let last = words.len().checked_sub(1)?;
    let ends = is_head(words[last]).then_some(last);
    ends.or_else(|| is_head(words[0]).then_some(0))
}

/// The initials in one language, the words beside the head as written and backwards.
fn within(words: &[&str], head: usize, language: usize) -> Vec<String> {
    let initials: Option<Vec<char>> = words.iter().map(|word| initial(word, language)).collect();
    let Some(mut rest) = initials else {
        return Vec::new();
    };
    let first = rest.remove(head);
    let forward: String = rest.iter().collect();
    let backward: String = rest.iter().rev().collect();
    let of_language = |rest: String| match language {
        ENGLISH => format!("{rest}{first}"),
        _ => format!("{first}{rest}"),
    };
    vec![of_language(forward), of_language(backward)]
}

fn initial(word: &str, language: usize) -> Option<char> {
    let own = word.chars().next();
    let Some(concept) = concept(word) else {
        return own;
    };
    match INITIALS.get(concept) {
        Some(letters) => letters.chars().nth(language).filter(|&c| c != '-'),
        None => own,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_in_the_languages_of_others() {
        for (name, letters) in [
            ("Syrian Democratic Forces", "fds"),
            ("Syrian Democratic Forces", "qsd"),
            ("Armée de libération baloutche", "bla"),
            ("Front national de résistance", "nrf"),
            ("National Resistance Front", "fnr"),
            ("People's Protection Units", "ypg"),
            ("Free Syrian Army", "asl"),
        ] {
            assert!(
                initials_abroad(name).iter().any(|l| l == letters),
                "{name} {letters}"
            );
        }
    }

    #[test]
    fn names_of_two_words_or_of_no_sort_have_none() {
        assert!(initials_abroad("Boko Haram").is_empty());
        assert!(initials_abroad("Levant Front").is_empty());
        assert!(initials_abroad("Tehrik-i-Taliban Pakistan").is_empty());
        assert!(initials_abroad("").is_empty());
    }
}
