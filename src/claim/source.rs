//! Where a claim comes from: the document it stands in, and the file it was read from.

use std::ops::Deref;
use std::sync::Arc;

use super::Published;

/// A document of one outlet. Its [particulars](Particulars) read as fields of its own.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// The document's id; made from its content where the claims set gives none.
    pub id: Arc<str>,
    /// When it was published; relative times resolve against it.
    pub published: Option<Published>,
    /// What else it says of itself, if anything.
    pub particulars: Option<Box<Particulars>>,
}

/// What many documents do not say of themselves. It stands apart so that a document that says
/// none of it is small: there can be one for each of a million claims.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Particulars {
    /// Its title.
    pub title: Option<Arc<str>>,
    /// Where it stands on the web.
    pub url: Option<Arc<str>>,
    /// BCP 47 tag of the language it is in.
    pub language: Option<Arc<str>>,
    /// BCP 47 tag of the language it was translated from.
    pub translated_from: Option<Arc<str>>,
    /// The text that the claims were read from: a path or a URL.
    pub text: Option<Arc<str>>,
    /// The outlet that it says it was first published by (`unknown` where it does not say whom).
    pub republished_from: Option<Arc<str>>,
    /// The id of the document that it corrects.
    pub corrects: Option<Arc<str>>,
    /// Fields of the user's own (`x_…`), as one JSON object; untouched.
    pub extra: Option<Box<str>>,
}

/// Of a document without particulars.
static NONE: Particulars = Particulars {
    title: None,
    url: None,
    language: None,
    translated_from: None,
    text: None,
    republished_from: None,
    corrects: None,
    extra: None,
};

impl Deref for Document {
    type Target = Particulars;

    fn deref(&self) -> &Particulars {
        self.particulars.as_deref().unwrap_or(&NONE)
    }
}

/// Character offsets into a document's text: Unicode scalar values, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quote {
    /// First character.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
}

/// Where in the claims set something was read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Location {
    /// The file as the user named it; `-` for standard input.
    pub file: Arc<str>,
    /// Line, from 1.
    pub line: u32,
}
