//! Tables: one assertion a row, rows of one claim next to each other or not.

use std::ops::Range;
use std::sync::Arc;

use super::columns::Columns;
use super::json::advance_bytes;
use super::lines::{line_fault, not_utf8, too_long};
use super::open::{Block, Blocks, LONGEST_RECORD, count_lines};
use super::rows::{Dialect, NoRow, Row, row};
use super::stream::Bulk;
use super::{Fault, FaultKind};

/// Some rows of a file.
pub(super) struct Unit {
    pub(super) bytes: Vec<u8>,
    pub(super) rows: Vec<(Range<usize>, u32)>,
    /// None where the first row was refused.
    pub(super) columns: Option<Arc<Columns>>,
    pub(super) dialect: Dialect,
    pub(super) faults: Vec<Fault>,
}

impl Bulk for Unit {
    fn bytes(&self) -> usize {
        self.bytes.len()
    }
}

impl Unit {
    fn new(dialect: Dialect) -> Self {
        Self {
            bytes: Vec::new(),
            rows: Vec::new(),
            columns: None,
            dialect,
            faults: Vec::new(),
        }
    }
}

/// Cuts a table into units of whole rows.
pub(super) fn cut(
    blocks: &mut Blocks,
    dialect: Dialect,
    file: &Arc<str>,
    emit: &mut dyn FnMut(Unit),
) {
    let mut columns: Option<Arc<Columns>> = None;
    while let Some(block) = blocks.next() {
        let mut unit = Unit::new(dialect);
        match block {
            Block::TooLong { line } => unit.faults.push(too_long(file, line)),
            Block::Lines { bytes, line, last } => {
                let mut cutter = Cutter {
                    bytes: &bytes,
                    at: 0,
                    line,
                    last,
                    dialect,
                    file,
                    faults: &mut unit.faults,
                };
                if columns.is_none() {
                    columns = cutter.header().map(Arc::new);
                }
                if let Some(columns) = &columns {
                    unit.rows = cutter.rows(columns.names.len());
                    if !last && bytes.len() < LONGEST_RECORD {
                        let kept = whole_claims(&bytes, &unit.rows, columns, dialect);
                        cutter.give_back(&mut unit.rows, kept);
                    }
                }
                blocks.unread(&bytes[cutter.at..]);
                unit.bytes = bytes;
            }
        }
        unit.columns.clone_from(&columns);
        let refused = columns.is_none() && !unit.faults.is_empty();
        emit(unit);
        if refused {
            return;
        }
    }
}

/// Cuts rows from a block.
struct Cutter<'b> {
    bytes: &'b [u8],
    at: usize,
    line: u32,
    last: bool,
    dialect: Dialect,
    file: &'b Arc<str>,
    faults: &'b mut Vec<Fault>,
}

impl Cutter<'_> {
    /// The first row that is not blank, read as the names of the columns.
    fn header(&mut self) -> Option<Columns> {
        let (range, line) = self.next(None)?;
        let place =
            |at: usize| advance_bytes((line, 1), &self.bytes[range.start..range.start + at]);
        let Ok(text) = std::str::from_utf8(&self.bytes[range.clone()]) else {
            self.faults.push(not_utf8(self.file, (line, 0)));
            return None;
        };
        let cells = row(text.as_bytes(), true, self.dialect)
            .unwrap_or_default()
            .cells;
        let names = cells.iter().map(|cell| cell.text(text).trim().to_owned());
        match Columns::read(names.collect()) {
            Ok(columns) => Some(columns),
            Err(problems) => {
                for (i, kind, error) in problems {
                    let place = place(cells[i].start());
                    let mut fault = line_fault(self.file, place, kind, error.message);
                    fault.hint = error.hint;
                    self.faults.push(fault);
                }
                None
            }
        }
    }

    /// Every row of the block that ends in it.
    fn rows(&mut self, columns: usize) -> Vec<(Range<usize>, u32)> {
        std::iter::from_fn(|| self.next(Some(columns))).collect()
    }

    /// The next row that is not blank, with its line. A row over several lines that has not as many
    /// cells as there are columns began with a quote that was never closed.
    fn next(&mut self, columns: Option<usize>) -> Option<(Range<usize>, u32)> {
        while self.at < self.bytes.len() {
            let rest = &self.bytes[self.at..];
            let line_end = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
            let (start, line) = (self.at, self.line);
            if memchr::memchr(b'"', &rest[..line_end]).is_none() {
                self.pass(line_end);
                if !is_blank(&rest[..line_end]) {
                    return Some((start..self.at, line));
                }
                continue;
            }
            match row(rest, self.last, self.dialect) {
                Ok(row) if is_broken(&row, line_end, columns) => {
                    self.refuse(NoRow::Unclosed(row.first_quote(rest)), line_end);
                }
                Ok(row) => {
                    self.pass(row.length);
                    return Some((start..self.at, line));
                }
                Err(NoRow::Incomplete) => return None,
                Err(no_row) => self.refuse(no_row, line_end),
            }
        }
        None
    }

    /// Leaves all rows but the first `kept` for the next block.
    fn give_back(&mut self, rows: &mut Vec<(Range<usize>, u32)>, kept: usize) {
        if let Some((range, line)) = rows.get(kept) {
            (self.at, self.line) = (range.start, *line);
            rows.truncate(kept);
            let line = self.line;
            self.faults.retain(|fault| fault.line < line);
        }
    }

    fn pass(&mut self, bytes: usize) {
        let passed = &self.bytes[self.at..self.at + bytes];
        self.line += count_lines(passed);
        self.at += bytes;
    }

    /// Passes over a line that is no row.
    fn refuse(&mut self, no_row: NoRow, line_end: usize) {
        let (at, message, hint) = match no_row {
            NoRow::Incomplete => return,
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
        let from = self.at;
        let place = advance_bytes((self.line, 1), &self.bytes[from..from + at]);
        let mut fault = line_fault(self.file, place, FaultKind::Syntax, message.into());
        fault.hint = Some(hint.into());
        self.faults.push(fault);
        self.pass(line_end);
    }
}

/// How many rows there are before those of the last claim, whose other rows may still come. Only
/// a claim of many megabytes is cut apart.
fn whole_claims(
    bytes: &[u8],
    rows: &[(Range<usize>, u32)],
    columns: &Columns,
    dialect: Dialect,
) -> usize {
    let id = |(range, _): &(Range<usize>, u32)| {
        let text = std::str::from_utf8(&bytes[range.clone()]).ok()?;
        let row = row(text.as_bytes(), true, dialect).ok()?;
        let cell = row.cells.get(columns.position("claim")?)?;
        Some(cell.text(text).into_owned())
    };
    let Some(last) = rows.last().and_then(id) else {
        return rows.len();
    };
    let of_last = rows
        .iter()
        .rev()
        .take_while(|row| id(row).as_ref() == Some(&last));
    rows.len() - of_last.count()
}

fn is_broken(row: &Row, line_end: usize, columns: Option<usize>) -> bool {
    row.length > line_end && columns.is_some_and(|columns| columns != row.cells.len())
}

fn is_blank(line: &[u8]) -> bool {
    line.iter().all(u8::is_ascii_whitespace)
}
