//! A table as somebody keeps it: a row that names the columns, somewhere near the top, and rows
//! beneath it, with where each cell stands.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::rows::Dialect;
use super::super::table::{CellTable, RowSpan};
use super::super::{Fault, FaultKind};
use crate::claim::ValueError;

/// A row that names columns is looked for so far down.
const TOP: usize = 30;
/// So many rows show what separates the cells.
const SHOWN: usize = 30;

/// Rows of cells, none of which has been understood yet.
#[derive(Debug)]
pub(crate) struct Grid {
    pub(super) file: Arc<str>,
    /// What the columns are called, as written.
    pub(super) names: Vec<String>,
    /// The rows beneath, each as wide as `names`, without the blanks around cells.
    pub(super) rows: Vec<Vec<String>>,
    /// The line, or the row of the sheet, that names the columns.
    header_line: u32,
    places: Places,
}

/// Where the cells of a grid stand.
#[derive(Debug)]
enum Places {
    /// In a text: lines and characters.
    Text(CellTable, Vec<RowSpan>),
    /// In a workbook: rows and columns of the sheet.
    Sheet(Vec<u32>),
}

impl Grid {
    /// The grid of a text: what separates its cells is seen from them, or told by a line `sep=;`.
    pub(super) fn of_text(file: &Arc<str>, text: &str, faults: &mut Vec<Fault>) -> Option<Self> {
        let (told, skipped) = told_separator(text);
        let body = &text[skipped..];
        let dialect = told.unwrap_or_else(|| seen_separator(body));
        // A line that told the separator stays as a blank one, so that lines keep their numbers.
        let blank = if skipped > 0 { "\n" } else { "" };
        let table = CellTable::of_text(file, format!("{blank}{body}"), dialect);
        let mut spans = table.rows();
        let found: Vec<RowSpan> = spans.by_ref().collect();
        faults.append(&mut spans.faults);
        let cells: Vec<(u32, Vec<String>)> = found
            .iter()
            .map(|span| {
                let row = table.row(span);
                row.map_or((0, Vec::new()), |row| (row.line, row.trimmed()))
            })
            .collect();
        let top = header(&cells)?;
        let (header_line, names) = cells[top].clone();
        let width = names.len();
        let (mut rows, mut kept) = (Vec::new(), Vec::new());
        for (span, (line, mut row)) in found.into_iter().zip(cells).skip(top + 1) {
            if row.iter().skip(width).any(|cell| !cell.is_empty()) {
                let found = row.len();
                let message = format!("the row has {found} cells, where {width} columns are named");
                let error = ValueError::new(message)
                    .hint("put quotes around a cell that holds the separator");
                faults.push(Fault::at(file, (line, 0), FaultKind::Syntax, error));
                continue;
            }
            row.resize(width, String::new());
            if row.iter().any(|cell| !cell.is_empty()) {
                rows.push(row);
                kept.push(span);
            }
        }
        Some(Self {
            file: Arc::clone(file),
            names,
            rows,
            header_line,
            places: Places::Text(table, kept),
        })
    }

    /// The grid of the rows of a sheet, each with its number.
    pub(super) fn of_rows(file: &Arc<str>, cells: Vec<(u32, Vec<String>)>) -> Option<Self> {
        let top = header(&cells)?;
        let (header_line, names) = cells[top].clone();
        let mut lines = Vec::new();
        let mut rows = Vec::new();
        for (line, mut row) in cells.into_iter().skip(top + 1) {
            row.resize(names.len(), String::new());
            if row.iter().any(|cell| !cell.is_empty()) {
                lines.push(line);
                rows.push(row);
            }
        }
        Some(Self {
            file: Arc::clone(file),
            names,
            rows,
            header_line,
            places: Places::Sheet(lines),
        })
    }

    /// Line and column of a cell.
    pub(super) fn place(&self, row: usize, column: usize) -> (u32, u32) {
        match &self.places {
            Places::Text(table, spans) => {
                let row = table.row(&spans[row]);
                row.map_or((0, 0), |row| row.place(column))
            }
            Places::Sheet(lines) => (lines[row], column as u32 + 1),
        }
    }

    /// The line on which a row begins.
    pub(super) fn line(&self, row: usize) -> u32 {
        self.place(row, 0).0
    }

    /// The line that names the columns.
    pub(super) fn header_line(&self) -> u32 {
        self.header_line
    }

    /// The number of the column of that name, in any case.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        let name = heading(name);
        self.names.iter().position(|known| heading(known) == name)
    }

    /// What a column says, from top to bottom.
    pub(super) fn cells(&self, column: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().map(move |row| row[column].as_str())
    }
}

/// A column's name without what makes no difference: case, underscores, punctuation.
pub(super) fn heading(name: &str) -> String {
    crate::text::words(&crate::text::plain(name))
        .collect::<Vec<_>>()
        .join(" ")
}

/// The separator that a first line `sep=;` tells, and how long that line is: a way of
/// spreadsheets to agree on it.
fn told_separator(text: &str) -> (Option<Dialect>, usize) {
    let end = text.find('\n').map_or(text.len(), |end| end + 1);
    let line = text[..end].trim();
    let told = line
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("sep="));
    match (told, &line.as_bytes()[line.len().min(4)..]) {
        (Some(_), [separator]) => (Some(Dialect::between(*separator)), end),
        // A tab at the end of the line was trimmed.
        (Some(_), []) => (Some(Dialect::TABS), end),
        _ => (None, 0),
    }
}

/// The separator by which most of the first rows have one width, the widest of equals.
fn seen_separator(text: &str) -> Dialect {
    let score = |separator: u8| {
        let dialect = Dialect::between(separator);
        let mut rest = text.as_bytes();
        let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
        for _ in 0..SHOWN {
            let Ok(row) = super::super::rows::row(rest, dialect) else {
                break;
            };
            if row.length == 0 {
                break;
            }
            *widths.entry(row.cells.len()).or_default() += 1;
            rest = &rest[row.length..];
        }
        let wide = widths.into_iter().filter(|(width, _)| *width > 1);
        wide.map(|(width, rows)| (rows, width)).max()
    };
    // Of equals the first: commas are what most programs write.
    let best = [b'|', b'\t', b';', b',']
        .into_iter()
        .max_by_key(|s| score(*s));
    Dialect::between(best.unwrap_or(b','))
}

/// The row that names the columns: of the first rows the first that is as wide, in cells that say
/// something and are no numbers, as any. Titles above a table are narrower.
fn header(rows: &[(u32, Vec<String>)]) -> Option<usize> {
    let names = |row: &[String]| {
        let said = row.iter().filter(|cell| !cell.is_empty());
        let (numbers, words): (Vec<_>, Vec<_>) = said.partition(|cell| cell.parse::<f64>().is_ok());
        if numbers.len() > words.len() {
            0
        } else {
            words.len()
        }
    };
    let top = rows.iter().take(TOP).enumerate();
    let widths: Vec<(usize, usize)> = top.map(|(i, (_, row))| (i, names(row))).collect();
    let widest = widths.iter().map(|(_, width)| *width).max()?;
    // A column or two may have no name.
    let wide_enough = |width: usize| width > 0 && width * 3 >= widest * 2;
    widths
        .into_iter()
        .find(|(_, width)| wide_enough(*width))
        .map(|(i, _)| i)
}
