//! What an article has named so far: persons by their full names, so that a surname finds its own.

use super::fold::fold;

/// Names met in an article.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// Folded last word, full name.
    persons: Vec<(String, String)>,
}

impl Memory {
    /// Remembers a person named in full.
    pub(super) fn meet(&mut self, name: &str) {
        let words: Vec<&str> = name.split_whitespace().collect();
        if words.len() < 2 || self.persons.len() > 400 || self.persons.iter().any(|(_, known)| known == name) {
            return;
        }
        self.persons.push((fold(name), name.to_owned()));
    }

    /// The full name that a shorter one stands for.
    pub(super) fn full(&self, name: &str) -> Option<&str> {
        let short = fold(name);
        let count = short.split(' ').count();
        self.persons
            .iter()
            .find(|(full, _)| {
                let words: Vec<&str> = full.split(' ').collect();
                words.len() > count && short.split(' ').all(|s| words.contains(&s)) && words.first().is_some_and(|f| count > 1 || *f != short)
            })
            .map(|(_, name)| name.as_str())
    }
}
