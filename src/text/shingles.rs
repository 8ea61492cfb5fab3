//! Texts as the sets of their runs of words: how much of one stands in another.

use xxhash_rust::xxh3::Xxh3;

/// Words in a run.
const RUN: usize = 5;

/// The runs of five words of a text, as Broder (1997) has them: letters and digits only, in small
/// letters. A text with fewer words has none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shingles(Vec<u64>);

impl Shingles {
    /// Those of a text.
    pub fn of(text: &str) -> Self {
        let words: Vec<String> = super::words(text).map(str::to_lowercase).collect();
        let mut runs: Vec<u64> = words.windows(RUN).map(digest).collect();
        runs.sort_unstable();
        runs.dedup();
        Self(runs)
    }

    /// How many runs there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many runs stand in both.
    pub fn shared(&self, other: &Self) -> usize {
        let (mut rest, mut shared) = (other.0.as_slice(), 0);
        for run in &self.0 {
            rest = &rest[rest.partition_point(|r| r < run)..];
            shared += usize::from(rest.first() == Some(run));
        }
        shared
    }
}

fn digest(words: &[String]) -> u64 {
    let mut hash = Xxh3::new();
    for word in words {
        hash.update(word.as_bytes());
        hash.update(&[0]);
    }
    hash.digest()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn punctuation_and_capitals_make_no_other_text() {
        let one = Shingles::of("At least nine people died on Monday, officials said.");
        let other = Shingles::of("AT LEAST nine people died – on Monday – officials said");
        assert_eq!(one, other);
        assert_eq!(one.len(), 5);
        assert!(Shingles::of("four words are few").is_empty());
    }

    #[test]
    fn other_words_are_another_text() {
        let one = Shingles::of("At least nine people died on Monday, officials said.");
        let other = Shingles::of("Officials said that on Monday at least nine people had died.");
        assert_eq!(one.shared(&other), 0);
    }

    proptest! {
        #[test]
        fn what_is_shared_is_shared_both_ways(a in "[ab ]{0,60}", b in "[ab ]{0,60}") {
            let (a, b) = (Shingles::of(&a), Shingles::of(&b));
            prop_assert_eq!(a.shared(&b), b.shared(&a));
            prop_assert_eq!(a.shared(&a), a.len());
            prop_assert!(a.shared(&b) <= a.len().min(b.len()));
        }
    }
}
