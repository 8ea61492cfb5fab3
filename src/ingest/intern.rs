//! One copy of every text and of every document, however many claims repeat it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

use super::memo::Memo;
use crate::claim::{Actor, Assertion, Document, Place, Published, When};

/// Documents with the hash of each, so that a table grows without a look at them.
type Documents = HashTable<(u64, Arc<Document>)>;

/// Locks are split so that threads seldom wait for one another.
const SHARDS: usize = 64;

/// The texts and documents met so far. It decides what memory is shared, never what is read.
pub(super) struct Interner {
    texts: Vec<Mutex<HashTable<Arc<str>>>>,
    documents: Vec<Mutex<Documents>>,
    pub(super) days: Memo<Published>,
    pub(super) places: Memo<Arc<Place>>,
    pub(super) actors: Memo<Arc<[Actor]>>,
    pub(super) chains: Memo<Arc<[Arc<str>]>>,
    pub(super) times: Memo<Arc<When>>,
    pub(super) assertions: Memo<Arc<Assertion>>,
}

impl Interner {
    /// An empty one.
    pub(super) fn new() -> Self {
        Self {
            texts: (0..SHARDS).map(|_| Mutex::default()).collect(),
            documents: (0..SHARDS).map(|_| Mutex::default()).collect(),
            days: Memo::default(),
            places: Memo::default(),
            actors: Memo::default(),
            chains: Memo::default(),
            times: Memo::default(),
            assertions: Memo::default(),
        }
    }

    /// The shared copy of `text`.
    pub(super) fn text(&self, text: &str) -> Arc<str> {
        let hash = xxh3_64(text.as_bytes());
        let mut known = lock(&self.texts[shard(hash)]);
        let entry = known.entry(
            hash,
            |known| **known == *text,
            |known| xxh3_64(known.as_bytes()),
        );
        Arc::clone(entry.or_insert_with(|| Arc::from(text)).get())
    }

    /// The shared copy of `document`.
    pub(super) fn document(&self, document: Document) -> Arc<Document> {
        let hash = xxh3_64(document.id.as_bytes());
        let mut known = lock(&self.documents[shard(hash)]);
        let entry = known.entry(hash, |(_, known)| **known == document, |(hash, _)| *hash);
        let entry = entry.or_insert_with(|| (hash, Arc::new(document)));
        Arc::clone(&entry.get().1)
    }
}

fn shard(hash: u64) -> usize {
    (hash % SHARDS as u64) as usize
}

/// A lock whose holder cannot have left it half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::Particulars;

    #[test]
    fn equal_texts_share_memory() {
        let interner = Interner::new();
        assert!(Arc::ptr_eq(&interner.text("JNIM"), &interner.text("JNIM")));
        assert!(!Arc::ptr_eq(&interner.text("JNIM"), &interner.text("ISIS")));
    }

    #[test]
    fn documents_of_one_id_that_differ_stay_apart() {
        let interner = Interner::new();
        let document = |title: &str| {
            let particulars = Particulars {
                title: Some(title.into()),
                ..Particulars::default()
            };
            interner.document(Document {
                id: "d".into(),
                particulars: Some(Box::new(particulars)),
                ..Document::default()
            })
        };
        assert!(Arc::ptr_eq(&document("a"), &document("a")));
        assert_ne!(document("a"), document("b"));
    }
}
