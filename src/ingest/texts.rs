//! The texts of documents, where they are at hand: the passages that claims were drawn from.

use super::read_text;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::claim::Claim;

/// The texts at hand in a folder, by the id of their document.
pub fn read(claims: &[Claim], folder: Option<&Path>) -> BTreeMap<Arc<str>, String> {
    let Some(folder) = folder else {
        return BTreeMap::new();
    };
    let mut asked: BTreeSet<&str> = BTreeSet::new();
    let first = claims.iter().filter(|c| asked.insert(&c.document.id));
    let text = |c: &Claim| Some((c.document.id.clone(), text_of(c, folder)?));
    first.filter_map(text).collect()
}

/// The passages of the claims whose texts are at hand, by claim id.
pub fn passages(
    claims: &[Claim],
    texts: &BTreeMap<Arc<str>, String>,
) -> BTreeMap<Arc<str>, String> {
    let passage = |claim: &Claim| {
        let (quote, text) = (claim.quote?, texts.get(&claim.document.id)?);
        let length = quote.end.saturating_sub(quote.start) as usize;
        let words = text.chars().skip(quote.start as usize).take(length);
        Some((claim.id.clone(), words.collect()))
    };
    claims.iter().filter_map(passage).collect()
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
        .find_map(|name| read_text(&folder.join(name)).ok())
}
