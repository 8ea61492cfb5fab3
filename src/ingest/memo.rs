//! What texts meant that were read before. Accounts repeat each other's places, sides and tolls
//! in the same words: these are read once, and are one in memory.

use std::sync::{Mutex, MutexGuard, PoisonError};

use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

/// Locks are split so that threads seldom wait for one another.
const SHARDS: usize = 64;
/// Bytes of texts that one shard keeps before it begins anew: where nothing is repeated, keeping
/// is of no use.
const KEPT: usize = 1 << 17;
/// A longer text is hardly ever repeated.
const LONGEST: usize = 1 << 10;

/// Parts of a table, each with its lock.
pub(super) struct Shards<T>(Vec<Mutex<T>>);

impl<T: Default> Default for Shards<T> {
    fn default() -> Self {
        Self((0..SHARDS).map(|_| Mutex::default()).collect())
    }
}

impl<T> Shards<T> {
    /// The part for a hash; whoever held it cannot have left it half done.
    pub(super) fn of(&self, hash: u64) -> MutexGuard<'_, T> {
        // The table within uses the low bits, and the highest seven.
        let shard = &self.0[(hash >> 48) as usize % SHARDS];
        shard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Values by the texts that they were read from. What is remembered decides what memory is
/// shared, never what is read.
pub(super) struct Memo<V>(Shards<MemoShard<V>>);

struct MemoShard<V> {
    known: HashTable<Remembered<V>>,
    bytes: usize,
}

struct Remembered<V> {
    hash: u64,
    text: Box<[u8]>,
    value: V,
}

impl<V> Default for MemoShard<V> {
    fn default() -> Self {
        Self {
            known: HashTable::new(),
            bytes: 0,
        }
    }
}

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Self(Shards::default())
    }
}

impl<V: Clone> Memo<V> {
    /// What `text` meant before.
    pub(super) fn get(&self, text: &[u8]) -> Option<V> {
        let hash = xxh3_64(text);
        let shard = self.0.of(hash);
        let found = shard.known.find(hash, |known| known.is_of(hash, text));
        found.map(|known| known.value.clone())
    }

    /// Remembers what `text` means. Gives back the value to use: another thread may have been
    /// first.
    pub(super) fn put(&self, text: &[u8], value: V) -> V {
        if text.len() > LONGEST {
            return value;
        }
        let hash = xxh3_64(text);
        let mut shard = self.0.of(hash);
        if shard.bytes > KEPT {
            shard.bytes = 0;
            shard.known.clear();
        }
        shard.bytes += text.len();
        let entry = shard
            .known
            .entry(hash, |known| known.is_of(hash, text), |known| known.hash);
        let remembered = || Remembered {
            hash,
            text: text.into(),
            value,
        };
        entry.or_insert_with(remembered).get().value.clone()
    }
}

impl<V> Remembered<V> {
    fn is_of(&self, hash: u64, text: &[u8]) -> bool {
        self.hash == hash && *self.text == *text
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn the_first_value_of_a_text_is_kept() {
        let memo = Memo::default();
        assert_eq!(memo.get(b"a"), None);
        let first: Arc<str> = "1".into();
        memo.put(b"a", Arc::clone(&first));
        assert!(Arc::ptr_eq(&memo.put(b"a", "1".into()), &first));
        assert!(
            memo.get(b"a")
                .is_some_and(|known| Arc::ptr_eq(&known, &first))
        );
        assert_eq!(memo.get(b"b"), None);
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let memo = Memo::default();
        for i in 0..300_000_u32 {
            memo.put(format!("{i:100}").as_bytes(), i);
        }
        let kept: usize = memo
            .0
            .0
            .iter()
            .map(|shard| shard.lock().unwrap().bytes)
            .sum();
        assert!(kept <= SHARDS * (KEPT + LONGEST));
        memo.put(&[b'x'; LONGEST + 1], 1);
        assert_eq!(memo.get(&[b'x'; LONGEST + 1]), None);
    }
}
