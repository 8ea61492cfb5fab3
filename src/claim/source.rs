//! Where a claim comes from: the document it stands in, and the file it was read from.

use std::sync::Arc;

use super::Published;

/// A document of one outlet.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
pub struct Document {
    /// The document's id; made from its content where the claims set gives none.
    pub id: Arc<str>,
    /// Its title.
    pub title: Option<Arc<str>>,
    /// Where it stands on the web.
    pub url: Option<Arc<str>>,
    /// When it was published; relative times resolve against it.
    pub published: Option<Published>,
    /// BCP 47 tag of the language it is in.
    pub language: Option<Arc<str>>,
    /// BCP 47 tag of the language it was translated from.
    pub translated_from: Option<Arc<str>>,
    /// The text that the claims were read from: a path or a URL.
    pub text: Option<Arc<str>>,
    /// The outlet that it says it was first published by (`unknown` where it does not say whom).
    pub republished_from: Option<Arc<str>>,
    /// Fields of the user's own (`x_…`), as one JSON object; untouched.
    pub extra: Option<Box<str>>,
}

/// Character offsets into a document's text: Unicode scalar values, end exclusive.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Quote {
    /// First character.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
}

/// Where in the claims set something was read.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    serde::Serialize,
    serde::Deserialize,
)]
pub struct Location {
    /// The file as the user named it; `-` for standard input.
    pub file: Arc<str>,
    /// Line, from 1.
    pub line: u32,
}
