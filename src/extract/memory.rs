//! What an article has named so far: persons by their full names, so that a surname finds its own.

use super::fold;
use super::frame::Effect;

/// Names met in an article.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// Folded last word, full name.
    persons: Vec<(String, String)>,
    /// Armed groups, with how often.
    groups: Vec<(String, u32)>,
    /// Groups in the order last named.
    recent: Vec<String>,
    /// The group named last before this sentence.
    before: Option<String>,
    /// The person first named in this sentence, and in the one before, where they do not speak.
    person: Option<String>,
    person_before: Option<String>,
    /// What was told last to have become of people.
    pub(super) last_effect: Option<Effect>,
    /// The place named last before this sentence.
    pub(super) place: Option<String>,
}

impl Memory {
    /// Remembers a person named in full.
    pub(super) fn meet(&mut self, name: &str) {
        let known = self.persons.iter().any(|(_, known)| known == name);
        let full = name.split_whitespace().nth(1).is_some();
        if full && !known && self.persons.len() <= 400 {
            self.persons.push((fold(name), name.to_owned()));
        }
    }

    /// Remembers an armed group; whether there was room for it.
    pub(super) fn meet_group(&mut self, name: &str) -> bool {
        if self.groups.len() > 100 {
            return false;
        }
        self.recent.retain(|known| known != name);
        self.recent.push(name.to_owned());
        let same = |(known, _): &&mut (String, u32)| known.eq_ignore_ascii_case(name);
        match self.groups.iter_mut().find(same) {
            Some((_, n)) => *n += 1,
            None => self.groups.push((name.to_owned(), 1)),
        }
        true
    }

    /// A sentence begins.
    pub(super) fn next_sentence(&mut self) {
        self.before = self.recent.last().cloned();
        self.person_before = self.person.take();
    }

    /// Remembers whom a sentence names first.
    pub(super) fn meet_first(&mut self, name: &str) {
        if self.person.is_none() {
            self.person = self.full(name).or(Some(name)).map(str::to_owned);
        }
    }

    /// The person first named in the sentence before.
    pub(super) fn person_before(&self) -> Option<&str> {
        self.person_before.as_deref().filter(|n| n.contains(' '))
    }

    /// Remembers what became of people, and the place named last, where a sentence says so.
    pub(super) fn keep(&mut self, effect: Option<Effect>, place: Option<String>) {
        self.last_effect = effect.or(self.last_effect);
        if place.is_some() {
            self.place = place;
        }
    }

    /// The group that "the group" at the head of a sentence is.
    pub(super) fn group_before(&self) -> Option<&str> {
        self.before.as_deref().or(self.last_group())
    }

    /// The group named last.
    pub(super) fn last_group(&self) -> Option<&str> {
        self.recent.last().map(String::as_str)
    }

    /// The group named last but one that is not `name`.
    pub(super) fn other_group(&self, name: Option<&str>) -> Option<String> {
        let other = |known: &&String| Some(known.as_str()) != name;
        self.recent.iter().rev().find(other).cloned()
    }

    /// The armed group that "the guerrillas" are, where the article speaks of one far more than of others.
    pub(super) fn the_group(&self) -> Option<&str> {
        let mut sorted: Vec<&(String, u32)> = self.groups.iter().collect();
        sorted.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        match sorted.as_slice() {
            [only] => Some(&only.0),
            [first, second, ..] if first.1 >= 2 * second.1 => Some(&first.0),
            _ => None,
        }
    }

    /// Whether somebody named before bears a given name: "Jordan", of Jordan Wells.
    pub(super) fn is_given(&self, name: &str) -> bool {
        let given = fold(name);
        let bears = |full: &str| full.split(' ').next() == Some(given.as_str());
        self.persons.iter().any(|(full, _)| bears(full))
    }

    /// The full name that a shorter one stands for.
    pub(super) fn full(&self, name: &str) -> Option<&str> {
        let short = fold(name);
        let count = short.split(' ').count();
        self.persons
            .iter()
            .find(|(full, _)| {
                let words: Vec<&str> = full.split(' ').collect();
                words.len() > count
                    && short.split(' ').all(|s| words.contains(&s))
                    && words.first().is_some_and(|f| count > 1 || *f != short)
            })
            .map(|(_, name)| name.as_str())
    }
}
