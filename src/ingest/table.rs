//! Tables: a first row that names the columns, and rows of as many cells.

use std::borrow::Cow;
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::json::{advance, count_lines};
use super::lines::{LONGEST_RECORD, drop_last_line, too_long};
use super::open::{Form, Packing, form_of, open, reading_fault, whole};
use super::problem::shortened;
use super::rows::{Cell, Dialect, NoRow, row};
use super::{Fault, FaultKind, STDIN};
use crate::claim::ValueError;

/// A table in memory.
#[derive(Debug)]
pub(super) struct CellTable {
    pub(super) file: Arc<str>,
    bytes: Vec<u8>,
    dialect: Dialect,
}

/// Where a row stands in its table.
#[derive(Debug, Clone)]
pub(super) struct RowSpan {
    range: Range<usize>,
    line: u32,
}

/// A row with its cells.
#[derive(Debug)]
pub(super) struct TableRow<'t> {
    text: &'t str,
    pub(super) cells: Vec<Cell>,
    /// The line it begins on.
    pub(super) line: u32,
}

impl<'t> TableRow<'t> {
    /// What a cell says.
    pub(super) fn cell(&self, column: usize) -> Cow<'t, str> {
        let cell = self.cells.get(column);
        cell.map_or(Cow::Borrowed(""), |cell| cell.text(self.text))
    }

    /// All that they say, without the blanks around it.
    pub(super) fn trimmed(&self) -> Vec<String> {
        let cell = |cell: &Cell| cell.text(self.text).trim().to_owned();
        self.cells.iter().map(cell).collect()
    }

    /// Line and column of a cell.
    pub(super) fn place(&self, column: usize) -> (u32, u32) {
        let start = self.cells.get(column).map_or(0, Cell::start);
        advance((self.line, 1), &self.text.as_bytes()[..start])
    }
}

impl CellTable {
    /// Opens a file, or standard input where the path is `-`; gzip and zstd by the name's end.
    pub(super) fn open(path: &Path) -> Result<Self, Fault> {
        let file: Arc<str> = Arc::from(path.to_string_lossy());
        let (form, packing) = form_of(path).unwrap_or((Form::Csv, Packing::Plain));
        let opened: io::Result<Box<dyn Read>> = if &*file == STDIN {
            Ok(Box::new(io::stdin()))
        } else {
            open(path, packing).map(|reader| reader as Box<dyn Read>)
        };
        let read = opened.and_then(|reader| match Self::read(&file, form, reader) {
            (table, None) => Ok(table),
            (_, Some(error)) => Err(error),
        });
        read.map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => {
                let error = ValueError::new("there is no such file").hint("check the path");
                Fault::of_file(&file, FaultKind::Missing, error)
            }
            _ => reading_fault(&file, &error, packing),
        })
    }

    /// Reads all that `reader` gives, and why it could not be read on, if it could not: a row that
    /// this cut is dropped.
    pub(super) fn read(
        file: &Arc<str>,
        form: Form,
        reader: impl Read,
    ) -> (Self, Option<io::Error>) {
        let (mut bytes, failure) = whole(reader);
        if failure.is_some() {
            drop_last_line(&mut bytes);
        }
        (Self::of_bytes(file, form, bytes), failure)
    }

    /// A table of cells that are text already.
    pub(super) fn of_text(file: &Arc<str>, text: String, dialect: Dialect) -> Self {
        Self {
            file: Arc::clone(file),
            bytes: text.into_bytes(),
            dialect,
        }
    }

    /// A table in memory; for one with tabs the form tells.
    pub(super) fn of_bytes(file: &Arc<str>, form: Form, bytes: Vec<u8>) -> Self {
        Self {
            file: Arc::clone(file),
            bytes,
            dialect: Dialect::of(form),
        }
    }

    /// Whether the first row names columns of the table form.
    pub(super) fn is_of_claims(form: Form, bytes: &[u8]) -> bool {
        let end = memchr::memchr(b'\n', bytes).map_or(bytes.len(), |end| end + 1);
        let Ok(first) = std::str::from_utf8(&bytes[..end]) else {
            return false;
        };
        let names = row(first.as_bytes(), Dialect::of(form)).map(|row| {
            let names = row
                .cells
                .iter()
                .map(|cell| cell.text(first).trim().to_lowercase());
            names.collect::<Vec<_>>()
        });
        names.is_ok_and(|names| super::columns::are_of_claims(&names))
    }

    /// At the first row.
    pub(super) fn rows(&self) -> RowSpans<'_> {
        RowSpans {
            table: self,
            at: 0,
            line: 1,
            width: None,
            faults: Vec::new(),
        }
    }

    /// The cells of a row that was found before; nothing where its bytes are no UTF-8.
    pub(super) fn row(&self, span: &RowSpan) -> Option<TableRow<'_>> {
        let text = std::str::from_utf8(&self.bytes[span.range.clone()]).ok()?;
        let cells = row(text.as_bytes(), self.dialect).ok()?.cells;
        let line = span.line;
        Some(TableRow { text, cells, line })
    }

    /// The row with as many cells as there are columns; what is wrong with it is told.
    pub(super) fn row_of(
        &self,
        span: &RowSpan,
        width: usize,
        faults: &mut Vec<Fault>,
    ) -> Option<TableRow<'_>> {
        let row = self.row(span);
        match &row {
            None => faults.push(self.not_utf8(span)),
            Some(row) if row.cells.len() == width => {}
            Some(row) => {
                faults.push(self.wrong_width(row, width));
                return None;
            }
        }
        row
    }

    fn not_utf8(&self, span: &RowSpan) -> Fault {
        let bytes = &self.bytes[span.range.clone()];
        let good = std::str::from_utf8(bytes).map_or_else(|e| e.valid_up_to(), str::len);
        Fault::not_utf8(&self.file, advance((span.line, 1), &bytes[..good]))
    }

    /// The fault of a row of another width than the first.
    pub(super) fn wrong_width(&self, row: &TableRow, width: usize) -> Fault {
        let found = row.cells.len();
        let message =
            format!("the row has {found} cells, where the first row names {width} columns");
        let error = ValueError::new(message).hint(if found < width {
            "a separator or a quote may be missing"
        } else {
            "put quotes around a cell that holds the separator"
        });
        Fault::at(&self.file, (row.line, 0), FaultKind::Syntax, error)
    }

    /// Hands over every good row with the numbers of the `wanted` columns; whatever is wrong goes to
    /// `faults`.
    pub(super) fn each<'t, const N: usize>(
        &'t self,
        wanted: [&str; N],
        faults: &mut Vec<Fault>,
        mut each: impl FnMut(&TableRow<'t>, [usize; N], &mut Vec<Fault>),
    ) {
        let mut rows = self.rows();
        let header = rows.header();
        if header.is_none() && rows.faults.is_empty() {
            let error = ValueError::new("the file holds no row")
                .hint(format!("begin it with the row {}", wanted.join(",")));
            let fault = Fault::of_file(&self.file, FaultKind::Empty, error);
            rows.faults.push(fault);
        }
        let columns = header.and_then(|header| self.columns(wanted, &header, &mut rows.faults));
        if let (Some(columns), Some(width)) = (columns, rows.width) {
            for span in rows.by_ref() {
                if let Some(row) = self.row_of(&span, width, faults) {
                    each(&row, columns, faults);
                }
            }
        }
        faults.append(&mut rows.faults);
    }

    fn columns<const N: usize>(
        &self,
        wanted: [&str; N],
        header: &TableRow,
        faults: &mut Vec<Fault>,
    ) -> Option<[usize; N]> {
        let names = header.trimmed();
        let before = faults.len();
        let columns = wanted.map(|name| {
            let known = names.iter().position(|known| known.to_lowercase() == name);
            known.unwrap_or_else(|| {
                let names = shortened(&names.join(", ").to_lowercase());
                let error = ValueError::new(format!("there is no column `{name}`")).hint(format!(
                    "name one of the columns {names} so, in the first row"
                ));
                let place = (header.line, 1);
                let fault = Fault::at(&self.file, place, FaultKind::MissingField, error);
                faults.push(fault.in_field(name));
                0
            })
        });
        (faults.len() == before).then_some(columns)
    }
}

/// The rows of a table that are not blank.
pub(super) struct RowSpans<'t> {
    table: &'t CellTable,
    at: usize,
    line: u32,
    /// How many cells a row has, once that is known.
    pub(super) width: Option<usize>,
    /// What is wrong with the lines that are no rows.
    pub(super) faults: Vec<Fault>,
}

impl<'t> RowSpans<'t> {
    /// The first row.
    pub(super) fn header(&mut self) -> Option<TableRow<'t>> {
        let span = self.next()?;
        let header = self.table.row(&span);
        if header.is_none() {
            self.faults
                .push(Fault::not_utf8(&self.table.file, (span.line, 0)));
        }
        self.width = header.as_ref().map(|row| row.cells.len());
        header
    }

    fn pass(&mut self, bytes: usize) {
        self.line += count_lines(&self.table.bytes[self.at..self.at + bytes]);
        self.at += bytes;
    }

    /// Passes over a line that is no row.
    fn refuse(&mut self, no_row: NoRow, line_end: usize) {
        let (at, message, hint) = match no_row {
            NoRow::Unclosed(at) => (
                at,
                "this quote is never closed",
                "close the quote, or double it if it is part of the text",
            ),
            NoRow::Stray(at) => (
                at,
                "a stray quote",
                "put quotes around the whole cell, and double those inside it",
            ),
        };
        let place = advance((self.line, 1), &self.table.bytes[self.at..self.at + at]);
        let error = ValueError::new(message).hint(hint);
        self.faults
            .push(Fault::at(&self.table.file, place, FaultKind::Syntax, error));
        self.pass(line_end);
    }
}

impl Iterator for RowSpans<'_> {
    type Item = RowSpan;

    /// The next row. One over several lines that has not as many cells as there are columns began
    /// with a quote that was never closed.
    fn next(&mut self) -> Option<RowSpan> {
        while self.at < self.table.bytes.len() {
            let rest = &self.table.bytes[self.at..];
            let line_end = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
            let (start, line) = (self.at, self.line);
            let first_line = &rest[..line_end];
            let length = if first_line.iter().all(u8::is_ascii_whitespace) {
                Ok(None)
            } else if memchr::memchr(b'"', first_line).is_none() {
                Ok(Some(line_end))
            } else {
                row(rest, self.table.dialect).and_then(|row| match self.width {
                    Some(width) if row.length > line_end && width != row.cells.len() => {
                        Err(NoRow::Unclosed(row.first_quote(rest)))
                    }
                    _ => Ok(Some(row.length)),
                })
            };
            match length {
                Ok(None) => self.pass(line_end),
                _ if line_end > LONGEST_RECORD => {
                    self.faults.push(too_long(&self.table.file, line));
                    self.pass(line_end);
                }
                Ok(Some(length)) => {
                    self.pass(length);
                    let range = start..self.at;
                    return Some(RowSpan { range, line });
                }
                Err(no_row) => self.refuse(no_row, line_end),
            }
        }
        None
    }
}
