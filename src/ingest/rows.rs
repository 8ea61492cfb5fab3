//! Tables to rows: where a row ends, and where its cells stand. Quotes that do not close cost the
//! line they stand on, never the rest of the file.

use std::borrow::Cow;
use std::ops::Range;

use super::open::Form;

/// A quoted cell may run over this many lines.
const MOST_LINES: usize = 256;
/// A quoted cell may be this long.
const LONGEST_CELL: usize = 1 << 16;

/// How the cells of a table are told apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dialect {
    /// The byte between cells.
    delimiter: u8,
    /// Whether a quote inside a cell without quotes around it is a fault (in tab-separated files
    /// it is a character like any other).
    strict: bool,
}

impl Dialect {
    /// That byte between cells, and quotes that stand anywhere: as people and programs write.
    pub(super) fn between(delimiter: u8) -> Self {
        Self {
            delimiter,
            strict: delimiter != b'\t',
        }
    }

    /// That of a table in the table form.
    pub(super) fn of(form: Form) -> Self {
        if form == Form::Tsv {
            Self::TABS
        } else {
            Self::COMMAS
        }
    }

    /// Commas between cells.
    pub(super) const COMMAS: Self = Self {
        delimiter: b',',
        strict: true,
    };
    /// Tabs between cells.
    pub(super) const TABS: Self = Self {
        delimiter: b'\t',
        strict: false,
    };
}

/// One cell of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    range: Range<usize>,
    quoted: bool,
}

/// The cells of one row.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct CutRow {
    /// In the order of the columns.
    pub(super) cells: Vec<Cell>,
    /// How many bytes it takes, with its line break.
    pub(super) length: usize,
}

/// Why no row could be cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoRow {
    /// A quote opened at this offset does not close.
    Unclosed(usize),
    /// A quote at this offset is neither around a cell nor doubled.
    Stray(usize),
}

impl CutRow {
    /// Where the first quote stands whose cell runs over a line's end.
    pub(super) fn first_quote(&self, bytes: &[u8]) -> usize {
        let over_lines = |cell: &&Cell| cell.quoted && bytes[cell.range.clone()].contains(&b'\n');
        self.cells
            .iter()
            .find(over_lines)
            .map_or(0, |cell| cell.range.start - 1)
    }
}

impl Cell {
    /// Where it begins in its row, behind its quote.
    pub(super) fn start(&self) -> usize {
        self.range.start
    }

    /// What it says.
    pub(super) fn text<'t>(&self, row: &'t str) -> Cow<'t, str> {
        let text = &row[self.range.clone()];
        if self.quoted && text.contains("\"\"") {
            Cow::Owned(text.replace("\"\"", "\""))
        } else {
            Cow::Borrowed(text)
        }
    }
}

/// Cuts the row at the beginning of `bytes`.
pub(super) fn row(bytes: &[u8], dialect: Dialect) -> Result<CutRow, NoRow> {
    let mut row = CutRow::default();
    let mut at = 0;
    loop {
        let cell = match bytes.get(at) {
            Some(b'"') => quoted(bytes, at, dialect)?,
            _ => plain(bytes, at, dialect)?,
        };
        at = cell.range.end + usize::from(cell.quoted);
        row.cells.push(cell);
        if bytes.get(at) == Some(&dialect.delimiter) {
            at += 1;
            continue;
        }
        if bytes.get(at) == Some(&b'\r') {
            at += 1;
        }
        row.length = at + usize::from(bytes.get(at) == Some(&b'\n'));
        return Ok(row);
    }
}

/// A cell without quotes around it.
fn plain(bytes: &[u8], at: usize, dialect: Dialect) -> Result<Cell, NoRow> {
    let rest = &bytes[at..];
    let quote = if dialect.strict { b'"' } else { b'\n' };
    let end = memchr::memchr3(dialect.delimiter, b'\n', quote, rest).unwrap_or(rest.len());
    if dialect.strict && rest.get(end) == Some(&b'"') {
        return Err(NoRow::Stray(at + end));
    }
    let ends_line = rest.get(end).is_none_or(|byte| *byte == b'\n');
    let end = if ends_line && rest[..end].ends_with(b"\r") {
        end - 1
    } else {
        end
    };
    Ok(Cell {
        range: at..at + end,
        quoted: false,
    })
}

/// A cell with quotes around it.
fn quoted(bytes: &[u8], at: usize, dialect: Dialect) -> Result<Cell, NoRow> {
    let start = at + 1;
    let mut from = start;
    let bytes = &bytes[..bytes.len().min(start + LONGEST_CELL + 2)];
    let close = loop {
        let within = &bytes[from..];
        let Some(found) = memchr::memchr(b'"', within) else {
            return Err(NoRow::Unclosed(at));
        };
        let found = from + found;
        if bytes.get(found + 1) != Some(&b'"') {
            break found;
        }
        from = found + 2;
    };
    if too_far(&bytes[start..close]) {
        return Err(NoRow::Unclosed(at));
    }
    match bytes.get(close + 1) {
        None | Some(b'\n' | b'\r') => Ok(close),
        Some(byte) if *byte == dialect.delimiter => Ok(close),
        // A quote that closes in the middle of a word on a later line was never closed.
        Some(_) if bytes[start..close].contains(&b'\n') => Err(NoRow::Unclosed(at)),
        Some(_) => Err(NoRow::Stray(close)),
    }
    .map(|close| Cell {
        range: start..close,
        quoted: true,
    })
}

fn too_far(cell: &[u8]) -> bool {
    cell.len() > LONGEST_CELL || memchr::memchr_iter(b'\n', cell).nth(MOST_LINES).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CSV: Dialect = Dialect::COMMAS;
    const TSV: Dialect = Dialect::TABS;

    fn cells(text: &str, dialect: Dialect) -> Result<Vec<String>, NoRow> {
        let row = row(text.as_bytes(), dialect)?;
        let read = |cell: &Cell| cell.text(text).into_owned();
        Ok(row.cells.iter().map(read).collect())
    }

    #[test]
    fn cells_with_and_without_quotes() {
        assert_eq!(
            cells("a,\"b,\"\"c\"\"\",\r\n", CSV).unwrap(),
            ["a", "b,\"c\"", ""]
        );
        assert_eq!(cells("\"a\nb\",c", CSV).unwrap(), ["a\nb", "c"]);
        assert_eq!(cells("a \"b\"\tc", TSV).unwrap(), ["a \"b\"", "c"]);
        assert_eq!(cells("", CSV).unwrap(), [""]);
    }

    #[test]
    fn quotes_out_of_place() {
        assert_eq!(cells("a,b\"c\n", CSV), Err(NoRow::Stray(3)));
        assert_eq!(cells("a,\"b\"c\n", CSV), Err(NoRow::Stray(4)));
        assert_eq!(cells("a,\"b\nc,d\n", CSV), Err(NoRow::Unclosed(2)));
        assert_eq!(cells("a,\"b\nc,\"d\"\n", CSV), Err(NoRow::Unclosed(2)));
    }

    #[test]
    fn a_cell_runs_over_so_many_lines_and_no_more() {
        let long = "\"".to_owned() + &"x\n".repeat(MOST_LINES + 1) + "\"\n";
        assert_eq!(row(long.as_bytes(), CSV), Err(NoRow::Unclosed(0)));
        let short = "\"".to_owned() + &"x\n".repeat(MOST_LINES) + "\"\n";
        assert!(row(short.as_bytes(), CSV).is_ok());
    }
}
