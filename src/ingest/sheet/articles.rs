//! `articles.csv` beside articles: who published each, when, and where it stands. It is never read as claims.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::super::open::{Packing, open, reading_fault, whole};
use super::super::problem::{meant, shortened};
use super::super::{Fault, FaultKind};
use super::cells::{Shown, date, is_missing, order};
use super::grid::Grid;
use crate::claim::{Published, ValueError};

/// What the table is called.
pub(crate) const ARTICLES: &str = "articles.csv";

/// What the table says of one article; what it leaves empty is not known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArticleRow {
    /// The file, in the table's folder.
    pub file: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When: an RFC 3339 time or EDTF.
    pub published: Option<String>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// The language that it is in.
    pub language: Option<String>,
}

/// The columns; others are the user's own.
const COLUMNS: [&str; 6] = ["file", "outlet", "published", "url", "title", "language"];

/// Reads the table of a folder, with all that is wrong with it; nothing where there is none.
pub fn articles(folder: &Path) -> (Vec<ArticleRow>, Vec<Fault>) {
    let path = folder.join(ARTICLES);
    let file: Arc<str> = Arc::from(path.to_string_lossy());
    let mut faults = Vec::new();
    if !path.exists() {
        return (Vec::new(), faults);
    }
    let (bytes, failure) = match open(&path, Packing::Plain) {
        Ok(reader) => whole(reader),
        Err(error) => (Vec::new(), Some(error)),
    };
    faults.extend(failure.map(|error| reading_fault(&file, &error, Packing::Plain)));
    let rows = Grid::of_text(&file, &crate::text::decode(&bytes), &mut faults)
        .map(|grid| rows(&grid, folder, &mut faults));
    (rows.unwrap_or_default(), faults)
}

fn rows(grid: &Grid, folder: &Path, faults: &mut Vec<Fault>) -> Vec<ArticleRow> {
    let names: Vec<String> = grid.names.iter().map(|name| name.to_lowercase()).collect();
    let top = (grid.header_line(), 0);
    let mut fault = |place, kind, error, field: &str| {
        faults.push(Fault::at(&grid.file, place, kind, error).in_field(field));
    };
    for name in names
        .iter()
        .filter(|name| !COLUMNS.contains(&name.as_str()))
    {
        if let Some(meant) = meant(name, COLUMNS.into_iter()) {
            let error = ValueError::new("is no column of articles.csv")
                .hint(format!("did you mean \"{meant}\"?"));
            fault(top, FaultKind::UnknownField, error, name);
        }
    }
    let columns = COLUMNS.map(|name| names.iter().position(|known| known == name));
    if columns[0].is_none() {
        let error = ValueError::new("there is no such column")
            .hint("the first row is file,outlet,published,url,title");
        fault(top, FaultKind::MissingField, error, "file");
        return Vec::new();
    }
    let shown = columns[2].map_or(Shown::Either, |column| order(grid.cells(column)));
    let mut seen = BTreeSet::new();
    let mut read = Vec::new();
    for row in 0..grid.rows.len() {
        match article(grid, (row, columns), shown) {
            Ok(article) if !seen.insert(article.file.clone()) => {
                let error = ValueError::new("the file is described twice")
                    .hint("keep one of the rows; the first counts");
                let place = grid.place(row, columns[0].unwrap_or(0));
                fault(place, FaultKind::DuplicateId, error, "file");
            }
            Ok(article) if !folder.join(&article.file).is_file() => {
                let message = format!(
                    "there is no file \"{}\" beside it",
                    shortened(&article.file)
                );
                let error = ValueError::new(message).hint("write the file's name, with its ending");
                let place = grid.place(row, columns[0].unwrap_or(0));
                fault(place, FaultKind::Missing, error, "file");
            }
            Ok(article) => read.push(article),
            Err((column, kind, error)) => {
                let place = grid.place(row, columns[column].unwrap_or(0));
                fault(place, kind, error, COLUMNS[column]);
            }
        }
    }
    read
}

/// What one row says; else which of [`COLUMNS`] is wrong, and how.
fn article(
    grid: &Grid,
    (row, columns): (usize, [Option<usize>; 6]),
    shown: Shown,
) -> Result<ArticleRow, (usize, FaultKind, ValueError)> {
    let said = |column: usize| {
        let cell = columns[column].map(|at| grid.rows[row][at].as_str());
        cell.filter(|cell| !is_missing(cell)).map(str::to_owned)
    };
    let file = said(0).ok_or_else(|| {
        let error = ValueError::new("the cell is empty").hint("name the file of the article");
        (0, FaultKind::MissingField, error)
    })?;
    let published = said(2).map(|written| day(&written, shown)).transpose();
    Ok(ArticleRow {
        file,
        outlet: said(1),
        published: published.map_err(|error| (2, FaultKind::BadValue, error))?,
        url: said(3),
        title: said(4),
        language: said(5),
    })
}

/// A day of publication, in the order that the column proves.
fn day(written: &str, shown: Shown) -> Result<String, ValueError> {
    let read = match shown {
        Shown::Order(order) => date(written, order),
        _ => written.to_owned(),
    };
    match Published::parse(&read) {
        Ok(day) if !day.span.is_open() => Ok(read),
        _ => {
            let message = format!("\"{}\" is no day of publication", shortened(written));
            Err(ValueError::new(message).hint("write it as 2024-03-09"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(table: &str) -> (Vec<ArticleRow>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(ARTICLES), table).unwrap();
        std::fs::write(folder.path().join("a.txt"), "a").unwrap();
        std::fs::write(folder.path().join("b.txt"), "b").unwrap();
        let (rows, faults) = articles(folder.path());
        let told = faults.iter().map(|fault| {
            let field = fault.field.as_deref().unwrap_or_default();
            format!("{}:{} {field}: {}", fault.line, fault.column, fault.message)
        });
        (rows, told.collect())
    }

    #[test]
    fn a_spreadsheets_table_is_read() {
        let (rows, faults) =
            read("File;Outlet;Published;desk\na.txt;Post;25.12.2023;x\nb.txt;NA;9.1.2024;\n");
        assert_eq!(faults, [""; 0]);
        let [a, b] = &rows[..] else {
            panic!("{rows:?}")
        };
        assert_eq!(
            (a.outlet.as_deref(), a.published.as_deref()),
            (Some("Post"), Some("2023-12-25"))
        );
        assert_eq!(
            (&b.outlet, b.published.as_deref()),
            (&None, Some("2024-01-09"))
        );
    }

    #[test]
    fn what_is_wrong_with_it_is_told_by_place() {
        let (rows, faults) = read(
            "file,outlt,published\na.txt,Post,never\nc.txt,Post,\n,Post,\nb.txt,Post,2024-01-09\nb.txt,Post,\n",
        );
        assert_eq!(rows.len(), 1);
        assert_eq!(
            faults,
            [
                "1:0 outlt: is no column of articles.csv",
                "2:12 published: \"never\" is no day of publication",
                "3:1 file: there is no file \"c.txt\" beside it",
                "4:1 file: the cell is empty",
                "6:1 file: the file is described twice",
            ]
        );
        let (_, faults) = read("name,outlet\na.txt,Post\n");
        assert_eq!(faults, ["1:0 file: there is no such column"]);
        assert!(articles(Path::new("/nowhere")).1.is_empty());
    }
}
