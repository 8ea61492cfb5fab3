//! Plain tables: a header, and rows of which a few named columns are wanted.

use std::borrow::Cow;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use super::json::advance_bytes;
use super::lines::{line_fault, not_utf8};
use super::open::{Packing, count_lines, form_of, open, reading_fault};
use super::problem::shortened;
use super::rows::{Cell, Dialect, NoRow, Row, row};
use super::{Fault, FaultKind, STDIN};

/// A table in memory.
#[derive(Debug)]
pub(super) struct Plain {
    pub(super) file: Arc<str>,
    bytes: Vec<u8>,
    dialect: Dialect,
}

/// One row: what the wanted columns say, and where they say it.
#[derive(Debug)]
pub(super) struct Record<'t, const N: usize> {
    pub(super) cells: [Cow<'t, str>; N],
    starts: [usize; N],
    text: &'t str,
    line: u32,
}

impl<const N: usize> Record<'_, N> {
    /// Line and column of a wanted column's cell.
    pub(super) fn place(&self, column: usize) -> (u32, u32) {
        advance_bytes((self.line, 1), &self.text.as_bytes()[..self.starts[column]])
    }
}

impl Plain {
    /// Reads a file, or standard input where the path is `-`; gzip and zstd by the name's end.
    pub(super) fn open(path: &Path) -> Result<Self, Fault> {
        let file: Arc<str> = Arc::from(path.to_string_lossy());
        let (tabs, packing) = packing(path);
        let mut bytes = Vec::new();
        let read = if &*file == STDIN {
            io::stdin().lock().read_to_end(&mut bytes)
        } else {
            open(path, packing).and_then(|mut reader| reader.read_to_end(&mut bytes))
        };
        match read {
            Ok(_) => Ok(Self::new(file, bytes, tabs)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let message = "there is no such file".to_owned();
                let mut fault = line_fault(&file, (0, 0), FaultKind::Missing, message);
                fault.hint = Some("check the path".into());
                Err(fault)
            }
            Err(error) => {
                let (kind, message, hint) = reading_fault(&error, packing);
                let mut fault = line_fault(&file, (0, 0), kind, message);
                fault.hint = Some(hint);
                Err(fault)
            }
        }
    }

    /// A table from memory.
    pub(super) fn new(file: Arc<str>, mut bytes: Vec<u8>, tabs: bool) -> Self {
        if bytes.starts_with(b"\xEF\xBB\xBF") {
            bytes.drain(..3);
        }
        let delimiter = if tabs { b'\t' } else { b',' };
        let strict = !tabs;
        Self {
            file,
            bytes,
            dialect: Dialect { delimiter, strict },
        }
    }

    /// Hands over every good row; whatever is wrong goes to `faults`.
    pub(super) fn rows<'t, const N: usize>(
        &'t self,
        wanted: [&str; N],
        faults: &mut Vec<Fault>,
        mut each: impl FnMut(Record<'t, N>, &mut Vec<Fault>),
    ) {
        let mut cursor = Cursor {
            table: self,
            at: 0,
            line: 1,
        };
        let Some((text, header, line)) = cursor.next(None, faults) else {
            if faults.is_empty() {
                faults.push(self.empty(&wanted));
            }
            return;
        };
        let Some(columns) = self.columns(wanted, (text, &header, line), faults) else {
            return;
        };
        let width = header.cells.len();
        while let Some((text, row, line)) = cursor.next(Some(width), faults) {
            if row.cells.len() == width {
                each(record(text, &row.cells, columns, line), faults);
            } else {
                faults.push(self.wrong_width(line, row.cells.len(), width));
            }
        }
    }

    fn columns<const N: usize>(
        &self,
        wanted: [&str; N],
        (text, header, line): (&str, &Row, u32),
        faults: &mut Vec<Fault>,
    ) -> Option<[usize; N]> {
        let title = |cell: &Cell| cell.text(text).trim().to_lowercase();
        let names: Vec<String> = header.cells.iter().map(title).collect();
        let before = faults.len();
        let columns = wanted.map(|name| {
            names.iter().position(|n| n == name).unwrap_or_else(|| {
                faults.push(self.no_column((line, 1), name, &names));
                0
            })
        });
        (faults.len() == before).then_some(columns)
    }

    fn fault(&self, place: (u32, u32), kind: FaultKind, message: String, hint: String) -> Fault {
        let mut fault = line_fault(&self.file, place, kind, message);
        fault.hint = Some(hint);
        fault
    }

    fn no_column(&self, place: (u32, u32), name: &str, names: &[String]) -> Fault {
        let message = format!("there is no column `{name}`");
        let names = shortened(&names.join(", "));
        let hint = format!("name one of the columns {names} so, in the first row");
        let mut fault = self.fault(place, FaultKind::MissingField, message, hint);
        fault.field = Some(name.to_owned());
        fault
    }

    fn empty(&self, wanted: &[&str]) -> Fault {
        let message = "the file holds no row".to_owned();
        let hint = format!("begin it with the row {}", wanted.join(","));
        self.fault((0, 0), FaultKind::Empty, message, hint)
    }

    fn wrong_width(&self, line: u32, cells: usize, width: usize) -> Fault {
        let message = format!("the row has {cells} cells, the first row has {width}");
        let hint = "put quotes around a cell that holds the separator".to_owned();
        self.fault((line, 0), FaultKind::Syntax, message, hint)
    }
}

/// Whether cells end with tabs, and how the file is packed.
fn packing(path: &Path) -> (bool, Packing) {
    let known = form_of(path).map(|(form, packing)| (form == super::Form::Tsv, packing));
    known.unwrap_or((false, Packing::Plain))
}

fn record<'t, const N: usize>(
    text: &'t str,
    cells: &[Cell],
    columns: [usize; N],
    line: u32,
) -> Record<'t, N> {
    Record {
        cells: columns.map(|column| cells[column].text(text)),
        starts: columns.map(|column| cells[column].start()),
        text,
        line,
    }
}

/// Where reading stands.
struct Cursor<'t> {
    table: &'t Plain,
    at: usize,
    line: u32,
}

impl<'t> Cursor<'t> {
    /// The next row that is not blank. A row over several lines of another width than the first
    /// began with a quote that was never closed.
    fn next(
        &mut self,
        width: Option<usize>,
        faults: &mut Vec<Fault>,
    ) -> Option<(&'t str, Row, u32)> {
        while self.at < self.table.bytes.len() {
            let rest = &self.table.bytes[self.at..];
            let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
            let line = self.line;
            if rest[..end].iter().all(u8::is_ascii_whitespace) {
                self.pass(end);
                continue;
            }
            match row(rest, true, self.table.dialect) {
                Ok(row) if row.length > end && width.is_some_and(|w| w != row.cells.len()) => {
                    self.refuse(NoRow::Unclosed(row.first_quote(rest)), end, faults);
                }
                Ok(row) => {
                    self.pass(row.length);
                    match std::str::from_utf8(&rest[..row.length]) {
                        Ok(text) => return Some((text, row, line)),
                        Err(_) => faults.push(not_utf8(&self.table.file, (line, 0))),
                    }
                }
                Err(no_row) => self.refuse(no_row, end, faults),
            }
        }
        None
    }

    fn pass(&mut self, bytes: usize) {
        self.line += count_lines(&self.table.bytes[self.at..self.at + bytes]);
        self.at += bytes;
    }

    fn refuse(&mut self, no_row: NoRow, end: usize, faults: &mut Vec<Fault>) {
        let (at, message) = match no_row {
            NoRow::Unclosed(at) => (at, "this quote is never closed"),
            NoRow::Stray(at) => (at, "a stray quote"),
            NoRow::Incomplete => (0, "the row does not end"),
        };
        let before = &self.table.bytes[self.at..self.at + at];
        let place = advance_bytes((self.line, 1), before);
        let hint = "put quotes around the whole cell, and double those inside it".to_owned();
        faults.push(
            self.table
                .fault(place, FaultKind::Syntax, message.to_owned(), hint),
        );
        self.pass(end);
    }
}
