//! One copy of every text and of every document, however many claims repeat it.

use std::sync::Arc;

use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

use super::memo::{Memo, Shards};
use crate::claim::{Actor, Assertion, Document, Place, Published, When};

/// Documents with the hash of each, so that a table grows without a look at them.
type Documents = HashTable<(u64, Arc<Document>)>;

/// The texts and documents met so far. It decides what memory is shared, never what is read.
#[derive(Default)]
pub(super) struct Interner {
    texts: Shards<HashTable<Arc<str>>>,
    documents: Shards<Documents>,
    pub(super) days: Memo<Published>,
    pub(super) places: Memo<Arc<Place>>,
    pub(super) actors: Memo<Arc<[Actor]>>,
    pub(super) chains: Memo<Arc<[Arc<str>]>>,
    pub(super) times: Memo<Arc<When>>,
    pub(super) assertions: Memo<Arc<Assertion>>,
}

impl Interner {
    /// The shared copy of `text`.
    pub(super) fn text(&self, text: &str) -> Arc<str> {
        let hash = xxh3_64(text.as_bytes());
        let mut known = self.texts.of(hash);
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
        let mut known = self.documents.of(hash);
        let entry = known.entry(hash, |(_, known)| **known == document, |(hash, _)| *hash);
        let entry = entry.or_insert_with(|| (hash, Arc::new(document)));
        Arc::clone(&entry.get().1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::Particulars;

    #[test]
    fn equal_texts_share_memory() {
        let interner = Interner::default();
        assert!(Arc::ptr_eq(&interner.text("JNIM"), &interner.text("JNIM")));
        assert!(!Arc::ptr_eq(&interner.text("JNIM"), &interner.text("ISIS")));
    }

    #[test]
    fn documents_of_one_id_that_differ_stay_apart() {
        let interner = Interner::default();
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
