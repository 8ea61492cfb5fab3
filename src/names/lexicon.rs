//! Lists of words, kept as data and read once.
//!
//! A file of `data/` has lines of `key: word word …`, which may go on in the lines below, and
//! remarks after `#`. The keys are the names of lists ([`WordList`]), or what words stand for
//! ([`Senses`]).

use std::sync::OnceLock;

use hashbrown::{HashMap, HashSet};

/// A set of words.
pub(crate) struct WordList {
    text: &'static str,
    list: &'static str,
    set: OnceLock<HashSet<&'static str>>,
}

impl WordList {
    /// The words of one list of a file.
    pub(crate) const fn list(text: &'static str, list: &'static str) -> Self {
        let set = OnceLock::new();
        Self { text, list, set }
    }

    /// Whether the word is one of them.
    pub(crate) fn has(&self, word: &str) -> bool {
        let own = |(list, word)| (list == self.list).then_some(word);
        let read = || entries(self.text).filter_map(own).collect();
        self.set.get_or_init(read).contains(word)
    }
}

/// Words, each with what it stands for.
pub(crate) struct Senses {
    text: &'static str,
    map: OnceLock<HashMap<&'static str, &'static str>>,
}

impl Senses {
    /// Of all words of a file.
    pub(crate) const fn new(text: &'static str) -> Self {
        let map = OnceLock::new();
        Self { text, map }
    }

    /// What the word stands for: of two senses, the first.
    pub(crate) fn of(&self, word: &str) -> Option<&'static str> {
        let read = || {
            let mut map = HashMap::new();
            for (sense, word) in entries(self.text) {
                map.entry(word).or_insert(sense);
            }
            map
        };
        self.map.get_or_init(read).get(word).copied()
    }
}

/// The keys of a file, each with each of its words, in order.
pub(crate) fn entries(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut key = "";
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(move |line| {
        let mut words = line;
        if let Some((next, rest)) = line.split_once(':') {
            (key, words) = (next, rest);
        }
        words.split_whitespace().map(move |word| (key, word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    static TEXT: &str = "# remark: none\narmy: army armee\n  jaysh\n\nfront: frente army\n";

    #[test]
    fn words_and_senses() {
        let words = WordList::list(TEXT, "army");
        assert!(words.has("jaysh") && !words.has("frente") && !words.has("remark"));
        let senses = Senses::new(TEXT);
        assert_eq!(senses.of("armee"), Some("army"));
        assert_eq!(senses.of("army"), Some("army"));
        assert_eq!(senses.of("frente"), Some("front"));
        assert_eq!(senses.of("marine"), None);
    }

    /// The files of words and senses: each word stands under a key, and is folded.
    #[test]
    fn every_file_parses() {
        for text in [
            include_str!("data/armies.txt"),
            include_str!("data/concepts.txt"),
            include_str!("data/given-names.txt"),
            include_str!("data/groups.txt"),
            include_str!("data/initials.txt"),
            include_str!("data/marks.txt"),
            include_str!("data/persons.txt"),
            include_str!("data/place-words.txt"),
            include_str!("data/places.txt"),
        ] {
            assert!(entries(text).count() > 5);
            for (key, word) in entries(text) {
                assert!(!key.is_empty(), "{word} is in no list");
                let is_plain =
                    |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "+-".contains(c);
                assert!(word.chars().all(is_plain), "{key}: {word}");
            }
        }
    }
}
