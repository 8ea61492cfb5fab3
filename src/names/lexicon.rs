//! Lists of words, written with spaces between and looked up at once.

use hashbrown::{HashMap, HashSet};

/// A set of words.
pub(super) struct Words(HashSet<&'static str>);

impl Words {
    /// The words of a text.
    pub(super) fn new(text: &'static str) -> Self {
        Self(text.split_whitespace().collect())
    }

    /// Whether the word is one of them.
    pub(super) fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

/// Words, each with what it stands for.
pub(super) struct Senses(HashMap<&'static str, &'static str>);

impl Senses {
    /// Reads lines of `sense: word word …`; a word of two senses has the first.
    pub(super) fn new(text: &'static str) -> Self {
        let mut senses = HashMap::new();
        for (sense, word) in pairs(text) {
            senses.entry(word).or_insert(sense);
        }
        Self(senses)
    }

    /// What the word stands for.
    pub(super) fn of(&self, word: &str) -> Option<&'static str> {
        self.0.get(word).copied()
    }
}

/// The senses of lines of `sense: word word …`, each with each of its words, in order.
pub(super) fn pairs(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = text.lines().filter_map(|line| line.split_once(':'));
    lines.flat_map(|(sense, words)| {
        words
            .split_whitespace()
            .map(move |word| (sense.trim(), word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_senses() {
        let words = Words::new(" of the\n and ");
        assert!(words.has("and") && !words.has("an"));
        let senses = Senses::new("army: army armee\nfront: frente front\n");
        assert_eq!(senses.of("armee"), Some("army"));
        assert_eq!(senses.of("front"), Some("front"));
        assert_eq!(senses.of("marine"), None);
    }
}
