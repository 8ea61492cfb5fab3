//! Plain text.

use super::super::Article;

/// An article of plain text.
pub(super) fn article(bytes: &[u8], id: &str, file: Option<&str>) -> Article {
    Article {
        id: id.to_owned(),
        file: file.map(str::to_owned),
        text: String::from_utf8_lossy(bytes).into_owned(),
        ..Article::default()
    }
}
