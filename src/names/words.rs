//! What is left of a name when its articles are gone too.

use crate::text::latin;

/// The words of a name without its articles; a name of nothing but articles keeps them.
pub(crate) fn words(text: &str) -> Vec<String> {
    let folded = numbered(&latin(text));
    let all: Vec<&str> = folded.split_terminator(' ').collect();
    let is_article = |at: usize| is_article(all[at], all.get(at + 1).copied());
    let kept = (0..all.len())
        .filter(|&at| !is_article(at))
        .map(|at| all[at]);
    let kept: Vec<String> = kept.map(str::to_owned).collect();
    if kept.is_empty() {
        return all.into_iter().map(str::to_owned).collect();
    }
    kept
}

/// The words of a name without its articles, as one string: names with one key are spelt alike.
pub(crate) fn key(text: &str) -> String {
    words(text).join(" ")
}

/// Joins a single letter with the number after it: "M-23" and "M 23" are "m23".
fn numbered(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    let mut letter = false;
    for word in folded.split(' ').filter(|word| !word.is_empty()) {
        let number = word.bytes().all(|c| c.is_ascii_digit());
        if !(out.is_empty() || letter && number) {
            out.push(' ');
        }
        out.push_str(word);
        letter = word.len() == 1 && !number;
    }
    out
}

/// Whether `word` is an article before `next`, in English, French, Spanish or Arabic.
fn is_article(word: &str, next: Option<&str>) -> bool {
    let Some(next) = next else { return false };
    match word {
        "the" | "al" | "el" | "ul" | "le" | "la" | "les" | "los" | "las" | "l" => true,
        // The article of Arabic before a letter of the sun takes its sound ("ash-Sham").
        "as" | "ash" | "ad" | "adh" | "an" | "ar" | "at" | "ath" | "az" | "ech" | "es" | "ed"
        | "en" | "er" | "et" | "ez" => next.starts_with(&word[1..]),
        _ => false,
    }
}

/// The beginning of a name, for messages: at most sixty characters.
pub(crate) fn shown(text: &str) -> String {
    if text.chars().nth(60).is_none() {
        return text.to_owned();
    }
    let mut head: String = text.chars().take(59).collect();
    head.push('…');
    head
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_go_and_names_stay() {
        assert_eq!(key("al-Shabaab"), "shabaab");
        assert_eq!(key("Al Shabaab"), "shabaab");
        assert_eq!(key("Deir ez-Zor"), "deir zor");
        assert_eq!(key("the Taliban"), "taliban");
        assert_eq!(key("L'Alliance"), "alliance");
        assert_eq!(key("L'viv"), "lviv");
        assert_eq!(key("An Najaf"), "najaf");
        // No sun letter follows: "as" is a word here.
        assert_eq!(key("As Kidal"), "as kidal");
        assert_eq!(key("The"), "the");
    }

    #[test]
    fn a_letter_and_its_number_are_one_word() {
        assert_eq!(key("M-23"), "m23");
        assert_eq!(key("the M 23"), "m23");
        assert_eq!(key("Camp 1 2"), "camp 1 2");
        assert_eq!(key("Brigade 5"), "brigade 5");
    }
}
