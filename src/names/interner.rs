//! Numbers for what is met again and again: equal things have one number.

use std::borrow::Borrow;
use std::hash::{BuildHasher, Hash};
use std::sync::Arc;

use hashbrown::{DefaultHashBuilder, HashMap, HashTable};

/// Things, each once, by number from 0.
#[derive(Debug, Default)]
pub(crate) struct NumberTable<T> {
    all: Vec<T>,
    known: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

/// Lists, each once. Number 0 is the empty one.
pub(crate) type Lists<T> = NumberTable<Box<[T]>>;

impl<T: Copy + Eq + Hash> Lists<T> {
    /// The empty list alone.
    pub(crate) fn new() -> Self {
        let mut lists = Self::default();
        lists.number(&[][..]);
        lists
    }
}

impl<T: Eq + Hash> NumberTable<T> {
    /// The number of a thing, the next one where it is new.
    pub(crate) fn number<Q>(&mut self, thing: &Q) -> u32
    where
        T: Borrow<Q> + for<'q> From<&'q Q>,
        Q: Eq + Hash + ?Sized,
    {
        let hash = self.hasher.hash_one(thing);
        let known = self.find(hash, thing);
        known.unwrap_or_else(|| self.insert(hash, T::from(thing)))
    }

    /// The number of a thing that is kept where it is new.
    pub(crate) fn own(&mut self, thing: T) -> u32 {
        let hash = self.hasher.hash_one(&thing);
        let known = self.find(hash, &thing);
        known.unwrap_or_else(|| self.insert(hash, thing))
    }

    fn find<Q>(&self, hash: u64, thing: &Q) -> Option<u32>
    where
        T: Borrow<Q>,
        Q: Eq + ?Sized,
    {
        let is_it = |&n: &u32| self.all[n as usize].borrow() == thing;
        self.known.find(hash, is_it).copied()
    }

    fn insert(&mut self, hash: u64, thing: T) -> u32 {
        let Self { all, known, hasher } = self;
        let next = all.len() as u32;
        all.push(thing);
        known.insert_unique(hash, next, |&n| hasher.hash_one(&all[n as usize]));
        next
    }

    /// The thing of a number.
    pub(crate) fn get(&self, number: u32) -> &T {
        &self.all[number as usize]
    }

    /// All of them, by number, and nothing else.
    pub(crate) fn into_all(self) -> Vec<T> {
        self.all
    }

    /// All of them, by number.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.all.iter()
    }
}

/// Texts, each once. What is written alike and shares memory is not read twice.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    by_address: HashMap<usize, u32>,
    all: NumberTable<Arc<str>>,
}

impl Texts {
    /// The number of a text, which must live as long as this does.
    pub(crate) fn number(&mut self, text: &Arc<str>) -> u32 {
        let address = Arc::as_ptr(text).cast::<u8>() as usize;
        let all = &mut self.all;
        let number = || all.own(Arc::clone(text));
        *self.by_address.entry(address).or_insert_with(number)
    }

    /// The text of a number.
    pub(crate) fn get(&self, number: u32) -> &Arc<str> {
        self.all.get(number)
    }

    /// All of them, by number.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Arc<str>> {
        self.all.iter()
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
        assert_eq!(&**texts.get(1), "Goa");
    }

    #[test]
    fn lists_are_kept_once_and_in_order() {
        let mut lists = Lists::new();
        assert_eq!(lists.number(&[][..]), 0);
        let ab = lists.number(&[1, 2][..]);
        assert_ne!(lists.number(&[2, 1][..]), ab);
        assert_eq!(lists.number(&[1, 2][..]), ab);
        assert_eq!(**lists.get(ab), [1, 2]);
        assert_eq!(lists.iter().count(), 3);
    }
}
