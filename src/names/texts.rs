//! Numbers for the texts of claims, and for lists of them: equal ones have one number.

use std::hash::{BuildHasher, Hash};
use std::sync::Arc;

use hashbrown::{DefaultHashBuilder, HashMap, HashTable};

/// Stands for no text, list or place.
pub(super) const NONE: u32 = u32::MAX;

/// The texts met so far. What is written alike and shares memory is not read twice.
#[derive(Debug, Default)]
pub(super) struct Texts {
    by_address: HashMap<usize, u32>,
    by_text: HashMap<Arc<str>, u32>,
    all: Vec<Arc<str>>,
}

impl Texts {
    /// The number of a text, which must live as long as this does.
    pub(super) fn number(&mut self, text: &Arc<str>) -> u32 {
        let address = Arc::as_ptr(text).cast::<u8>() as usize;
        if let Some(&known) = self.by_address.get(&address) {
            return known;
        }
        let next = self.all.len() as u32;
        let number = *self.by_text.entry(Arc::clone(text)).or_insert(next);
        if number == next {
            self.all.push(Arc::clone(text));
        }
        self.by_address.insert(address, number);
        number
    }

    /// The number of a text that may be missing.
    pub(super) fn maybe(&mut self, text: Option<&Arc<str>>) -> u32 {
        text.map_or(NONE, |text| self.number(text))
    }

    /// The text of a number.
    pub(super) fn text(&self, number: u32) -> &Arc<str> {
        &self.all[number as usize]
    }
}

/// Lists, each once. Number 0 is the empty one.
#[derive(Debug)]
pub(super) struct Lists<T> {
    all: Vec<Box<[T]>>,
    known: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl<T: Copy + Eq + Hash> Lists<T> {
    /// The empty list alone.
    pub(super) fn new() -> Self {
        Self {
            all: vec![Box::default()],
            known: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
        }
    }

    /// The number of a list.
    pub(super) fn number(&mut self, list: &[T]) -> u32 {
        if list.is_empty() {
            return 0;
        }
        let Self { all, known, hasher } = self;
        let hash = hasher.hash_one(list);
        let found = known.find(hash, |&n| *all[n as usize] == *list);
        if let Some(&number) = found {
            return number;
        }
        let next = all.len() as u32;
        all.push(Box::from(list));
        known.insert_unique(hash, next, |&n| hasher.hash_one(&*all[n as usize]));
        next
    }

    /// The list of a number.
    pub(super) fn list(&self, number: u32) -> &[T] {
        &self.all[number as usize]
    }

    /// All lists, by number.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[T]> {
        self.all.iter().map(|list| &**list)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_have_one_number_wherever_they_lie() {
        let mut texts = Texts::default();
        let (a, b, c): (Arc<str>, Arc<str>, Arc<str>) = ("Gao".into(), "Gao".into(), "Goa".into());
        assert_eq!(texts.number(&a), texts.number(&b));
        assert_ne!(texts.number(&a), texts.number(&c));
        assert_eq!(&**texts.text(1), "Goa");
        assert_eq!(texts.maybe(None), NONE);
    }

    #[test]
    fn lists_are_kept_once_and_in_order() {
        let mut lists = Lists::new();
        assert_eq!(lists.number(&[]), 0);
        let ab = lists.number(&[1, 2]);
        assert_ne!(lists.number(&[2, 1]), ab);
        assert_eq!(lists.number(&[1, 2]), ab);
        assert_eq!(lists.list(ab), [1, 2]);
        assert_eq!(lists.iter().count(), 3);
    }
}
