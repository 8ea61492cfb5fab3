//! The texts of documents, where they are at hand: the passages that claims were drawn from.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::claim::Claim;

/// The passages of the claims whose texts are at hand, by claim id.
pub fn passages(claims: &[Claim], folder: Option<&Path>) -> BTreeMap<Arc<str>, String> {
    let Some(folder) = folder else {
        return BTreeMap::new();
    };
    let mut texts: BTreeMap<Arc<str>, Option<String>> = BTreeMap::new();
    let mut passages = BTreeMap::new();
    for claim in claims {
        let Some(quote) = claim.quote else { continue };
        let text = texts
            .entry(claim.document.id.clone())
            .or_insert_with(|| text_of(claim, folder));
        if let Some(text) = text {
            let length = quote.end.saturating_sub(quote.start) as usize;
            let words: String = text
                .chars()
                .skip(quote.start as usize)
                .take(length)
                .collect();
            passages.insert(claim.id.clone(), words);
        }
    }
    passages
}

/// The text of a claim's document: the file it names, or one named after the document. Only the
/// last part of a path is used, so that a claims set cannot reach outside the folder.
fn text_of(claim: &Claim, folder: &Path) -> Option<String> {
    let document = &claim.document;
    let named = document
        .text
        .as_deref()
        .and_then(|t| Path::new(t).file_name())
        .map(PathBuf::from);
    let by_id = Path::new(&*document.id).file_name().map(|name| {
        let mut name = name.to_owned();
        name.push(".txt");
        PathBuf::from(name)
    });
    named
        .into_iter()
        .chain(by_id)
        .find_map(|name| std::fs::read_to_string(folder.join(name)).ok())
}
