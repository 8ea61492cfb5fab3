//! One copy of every text and of every document, however many claims repeat it.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::claim::Document;

/// Locks are split so that threads seldom wait for one another.
const SHARDS: usize = 32;

/// The texts and documents met so far. It decides what memory is shared, never what is read.
pub(super) struct Interner {
    hasher: RandomState,
    texts: Vec<Mutex<HashSet<Arc<str>>>>,
    documents: Vec<Mutex<HashMap<Arc<str>, Vec<Arc<Document>>>>>,
}

impl Interner {
    /// An empty one.
    pub(super) fn new() -> Self {
        Self {
            hasher: RandomState::new(),
            texts: (0..SHARDS).map(|_| Mutex::default()).collect(),
            documents: (0..SHARDS).map(|_| Mutex::default()).collect(),
        }
    }

    /// The shared copy of `text`.
    pub(super) fn text(&self, text: &str) -> Arc<str> {
        let mut known = lock(&self.texts[self.shard(text)]);
        if let Some(shared) = known.get(text) {
            return Arc::clone(shared);
        }
        let shared: Arc<str> = Arc::from(text);
        known.insert(Arc::clone(&shared));
        shared
    }

    /// The shared copy of `document`.
    pub(super) fn document(&self, document: Document) -> Arc<Document> {
        let mut known = lock(&self.documents[self.shard(&document.id)]);
        let same_id = known.entry(Arc::clone(&document.id)).or_default();
        if let Some(shared) = same_id.iter().find(|known| ***known == document) {
            return Arc::clone(shared);
        }
        let shared = Arc::new(document);
        same_id.push(Arc::clone(&shared));
        shared
    }

    fn shard(&self, text: &str) -> usize {
        (self.hasher.hash_one(text) % SHARDS as u64) as usize
    }
}

/// A lock whose holder cannot have left it half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

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
            interner.document(Document {
                id: "d".into(),
                title: Some(title.into()),
                ..Document::default()
            })
        };
        assert!(Arc::ptr_eq(&document("a"), &document("a")));
        assert_ne!(document("a"), document("b"));
    }
}
