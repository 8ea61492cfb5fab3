//! An article as a reader hands it over.

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
