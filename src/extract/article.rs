//! An article as a reader hands it over.

use crate::claim::Published;

/// An article, whatever form it was read from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Article {
    /// Its id; the claims' ids are made from it.
    pub id: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When: an RFC 3339 time or EDTF.
    pub published: Option<String>,
    /// Where it was filed from ("SAN SALVADOR", "Bamako, Mali").
    pub dateline: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// A language tag ("en", "fr"); found from the words where absent.
    pub language: Option<String>,
    /// The file that its text stands in, where quotes are offsets into it.
    pub file: Option<String>,
    /// The text.
    pub text: String,
    /// What was left out in reading it, and why.
    pub notes: Vec<String>,
}

impl Article {
    /// When it was published, where that is written as a time that days can be counted from.
    pub(super) fn publication(&self) -> Option<Published> {
        let published = Published::parse(self.published.as_deref()?).ok()?;
        (!published.span.is_open()).then_some(published)
    }

    /// Whether it says that it is in the language of that code; nothing where it says no language.
    pub(super) fn is_in(&self, code: &str) -> Option<bool> {
        let tag = self.language.as_deref()?;
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        Some(primary.eq_ignore_ascii_case(code))
    }
}
