//! Rows of CSV, for a spreadsheet or a program: every cell only prints, and none is a formula.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use super::lots;
use super::text::cell as cell_text;
use super::words;
use crate::codebook::Severity;
use crate::view::{Parts, Printed, Text, Topic};

/// Between the items of a cell that holds several.
pub(super) const BETWEEN: &str = "; ";

/// Where rows go.
pub(super) struct Sheet<'o>(csv::Writer<&'o mut dyn Write>);

impl<'o> Sheet<'o> {
    pub(super) fn new(out: &'o mut dyn Write) -> Self {
        Self(csv::Writer::from_writer(out))
    }

    pub(super) fn row<C: AsRef<str>>(&mut self, cells: impl Iterator<Item = C>) -> io::Result<()> {
        for cell in cells {
            self.0
                .write_field(&*cell_text(cell.as_ref()))
                .map_err(io_error)?;
        }
        self.0.write_record(None::<&[u8]>).map_err(io_error)
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Writes the row of the columns' names, then those that `add` makes of each topic.
pub(super) fn by_topic<'h>(
    parts: &dyn Parts<'_>,
    columns: impl Iterator<Item = &'h str>,
    out: &mut dyn Write,
    add: impl Fn(&Topic<'_>, &mut Sheet<'_>) -> io::Result<()> + Sync,
) -> io::Result<()> {
    head(columns, out)?;
    lots::write(parts.topics(), out, &|_| (), |places, bytes| {
        let mut sheet = Sheet::new(bytes);
        for place in places {
            add(&parts.topic(place), &mut sheet)?;
        }
        sheet.finish()
    })
}

/// Writes the row of the columns' names.
pub(super) fn head<'h>(
    columns: impl Iterator<Item = &'h str>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut sheet = Sheet::new(out);
    sheet.row(columns)?;
    sheet.finish()
}

/// The names of columns that are declared with what stands in them.
pub(super) const fn names<F, const N: usize>(
    columns: &[(&'static str, F); N],
) -> [&'static str; N] {
    let mut names = [""; N];
    let mut at = 0;
    while at < N {
        names[at] = columns[at].0;
        at += 1;
    }
    names
}

/// The error behind a CSV error, so that a closed pipe is known as one.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// What may be absent.
pub(super) fn text<'t>(text: Option<&'t Text<'_>>) -> Cow<'t, str> {
    text.map_or("", |t| &**t).into()
}

/// What a row says of itself, or else the topic.
#[expect(
    clippy::ref_option,
    reason = "a column reads as the two fields that it takes"
)]
pub(super) fn own<'t>(row: &'t Option<Text<'_>>, topic: &'t Option<Text<'_>>) -> Cow<'t, str> {
    text(row.as_ref().or(topic.as_ref()))
}

/// The scene of a topic, in the column of its sort.
pub(super) fn scene(scene: Option<&str>, fits: bool) -> Cow<'_, str> {
    scene.filter(|_| fits).unwrap_or_default().into()
}

/// A figure that may be absent.
pub(super) fn figure<'t>(figure: Option<impl ToString>) -> Cow<'t, str> {
    figure.map(|f| f.to_string()).unwrap_or_default().into()
}

/// How grave a difference is, where there is one.
pub(super) fn severity<'t>(severity: Option<Severity>) -> Cow<'t, str> {
    severity.map_or("", words::severity).into()
}

/// A term of the format, as JSON has it.
pub(super) fn term<'t>(term: impl Serialize) -> Cow<'t, str> {
    let json = serde_json::to_value(term).unwrap_or_default();
    json.as_str().unwrap_or_default().to_owned().into()
}

/// A value as it was read: EDTF, a name, a term, or a count in words.
pub(super) fn read<'t>(value: &'t Printed<'_>) -> Cow<'t, str> {
    match value {
        Printed::Text(text) => Cow::Borrowed(text),
        count @ Printed::Bounds { .. } => words::printed(count).into(),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::text::acts;
    /// The rows of a page, the columns' names first; every cell inert, and none a formula.
    pub(in super::super) fn rows(page: &[u8]) -> Vec<csv::StringRecord> {
        let text = std::str::from_utf8(page).unwrap();
        assert!(!text.chars().any(|c| c != '\n' && acts(c)));
        let mut reader = csv::ReaderBuilder::new();
        let mut reader = reader.has_headers(false).from_reader(page);
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        for cell in rows.iter().flatten() {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{cell}"
            );
        }
        rows
    }
}
