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

/// Values by the texts that they were read from. What is remembered decides what memory is
/// shared, never what is read.
pub(super) struct Memo<V>(Vec<Mutex<Shard<V>>>);

struct Shard<V> {
    known: HashTable<Entry<V>>,
    bytes: usize,
}

struct Entry<V> {
    hash: u64,
    text: Box<[u8]>,
    value: V,
}

impl<V> Default for Memo<V> {
    fn default() -> Self {
        let shard = || Shard {
            known: HashTable::new(),
            bytes: 0,
        };
        Self((0..SHARDS).map(|_| Mutex::new(shard())).collect())
    }
}

impl<V: Clone> Memo<V> {
    /// What `text` meant before.
    pub(super) fn get(&self, text: &[u8]) -> Option<V> {
        let hash = xxh3_64(text);
        let shard = self.shard(hash);
        let same = |entry: &Entry<V>| entry.hash == hash && *entry.text == *text;
        shard
            .known
            .find(hash, same)
            .map(|entry| entry.value.clone())
    }

    /// Remembers what `text` means. Gives back the value to use: another thread may have been
    /// first.
    pub(super) fn put(&self, text: &[u8], value: V) -> V {
        if text.len() > LONGEST {
            return value;
        }
        let hash = xxh3_64(text);
        let mut shard = self.shard(hash);
        if shard.bytes > KEPT {
            shard.bytes = 0;
            shard.known.clear();
        }
        shard.bytes += text.len();
        let same = |entry: &Entry<V>| entry.hash == hash && *entry.text == *text;
        let entry = shard.known.entry(hash, same, |entry| entry.hash);
        let text = || Entry {
            hash,
            text: text.into(),
            value,
        };
        entry.or_insert_with(text).get().value.clone()
    }

    fn shard(&self, hash: u64) -> MutexGuard<'_, Shard<V>> {
        // The table within uses the low bits, and the highest seven.
        let number = (hash >> 48) as usize % SHARDS;
        self.0[number]
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
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
        let kept: usize = memo.0.iter().map(|shard| shard.lock().unwrap().bytes).sum();
        assert!(kept <= SHARDS * (KEPT + LONGEST));
        memo.put(&[b'x'; LONGEST + 1], 1);
        assert_eq!(memo.get(&[b'x'; LONGEST + 1]), None);
    }
}
