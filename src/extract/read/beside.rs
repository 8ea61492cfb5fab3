//! What stands in `articles.csv` of the articles beside it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::super::Article;
use super::{Take, Trouble};
use crate::ingest::{ArticleRow, Fault, articles};
use crate::whole_file::folder_of;

/// What the tables say of the articles of the folders that were met.
#[derive(Default)]
pub(super) struct Tables(BTreeMap<PathBuf, Vec<ArticleRow>>);

impl Tables {
    /// What is said of a file; what is wrong with its folder's table is handed over once, and whether to
    /// read on.
    pub(super) fn of(&mut self, path: &Path, take: &mut Take<'_>) -> (Option<ArticleRow>, bool) {
        let mut more = true;
        let rows = self.0.entry(folder_of(path)).or_insert_with_key(|folder| {
            let (rows, faults) = articles(folder);
            more = faults.iter().all(|fault| take(Err(trouble(fault))));
            rows
        });
        let name = path.file_name().map(|name| name.to_string_lossy());
        let row = rows.iter().find(|row| Some(&*row.file) == name.as_deref());
        (row.cloned(), more)
    }
}

fn trouble(fault: &Fault) -> Trouble {
    let place = match (fault.line, fault.column) {
        (0, _) => format!("{}:", fault.file),
        (line, 0) => format!("{}:{line}:", fault.file),
        (line, column) => format!("{}:{line}:{column}:", fault.file),
    };
    let field = fault.field.as_deref();
    let field = field.map_or_else(String::new, |field| format!("{field}: "));
    let hint = fault.hint.as_deref();
    let hint = hint.map_or_else(String::new, |hint| format!(" ({hint})"));
    Trouble {
        place,
        message: format!("{field}{}{hint}", fault.message),
    }
}

/// The article with what a person says of its file. Of a file that holds several, it says what they do
/// not say themselves, and nothing that only one of them can have.
pub(super) fn described(article: Article, row: &ArticleRow, several: bool) -> Article {
    let said = |row: &Option<String>, own: Option<String>| match (several, row) {
        (false, Some(_)) => row.clone(),
        (true, Some(_)) => own.or_else(|| row.clone()),
        (_, None) => own,
    };
    let alone =
        |row: &Option<String>, own: Option<String>| if several { own } else { said(row, own) };
    Article {
        outlet: said(&row.outlet, article.outlet),
        published: said(&row.published, article.published),
        language: said(&row.language, article.language),
        url: alone(&row.url, article.url),
        title: alone(&row.title, article.title),
        ..article
    }
}
