//! The claims that are begun with, in each form.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};
use serde_json::{Value, json};

use crate::cli::Failure;

/// A form of claims to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A table.
    Csv,
    /// A workbook: the claims in its first sheet, notes on them in its second.
    Workbook,
    /// Documents with their claims.
    Json,
}

/// A column of the table form.
pub(super) struct Column {
    /// Its name.
    name: &'static str,
    /// Where the same stands in JSON.
    json: &'static str,
    /// What goes into it.
    pub(super) note: &'static str,
    /// What the two examples say there.
    examples: [&'static str; 2],
}

const fn column(
    name: &'static str,
    json: &'static str,
    examples: [&'static str; 2],
    note: &'static str,
) -> Column {
    Column {
        name,
        json,
        note,
        examples,
    }
}

/// The columns that most desks fill.
pub(super) const COLUMNS: [Column; 12] = [
    column(
        "claim",
        "claims.id",
        ["hp-1", "cr-1"],
        "a name of your own for one outlet's account of one event; rows with the same name are one account",
    ),
    column(
        "outlet",
        "outlet",
        ["Harbour Post", "Coast Radio"],
        "who published it; required",
    ),
    column(
        "document.published",
        "document.published",
        ["2024-03-10", "2024-03-10"],
        "the day it was published, as 2024-03-10; “yesterday” is read against it",
    ),
    column(
        "document.url",
        "document.url",
        ["https://harbour.example/4", "https://coast.example/9"],
        "where it stands on the web",
    ),
    column(
        "event.kind",
        "claims.event.kind",
        ["bombing", "bombing"],
        "what sort of event: a word of the codebook",
    ),
    column(
        "event.when",
        "claims.event.when",
        ["2024-03-09", "2024-03-09"],
        "when it happened: 2024-03-09, 2024-03, or the outlet's words (“on Saturday”)",
    ),
    column(
        "event.where",
        "claims.event.where",
        ["Port Lune; Aland", "Port Lune; Aland"],
        "where: the smallest place first, semicolons between",
    ),
    column(
        "event.actors",
        "claims.event.actors",
        ["Northern Front", "Northern Front"],
        "who took part, semicolons between",
    ),
    column(
        "attribute",
        "claims.assertions.attribute",
        ["killed", "killed"],
        "what the account says something of: a word of the codebook (killed, wounded, status, control …)",
    ),
    column(
        "of",
        "claims.assertions.of",
        ["", ""],
        "of which group, person, place or thing; empty: of the event as a whole",
    ),
    column(
        "value",
        "claims.assertions.value",
        ["19", "23"],
        "what it says: 19, “about 20”, “at least 30”, 20–30, or a word (alive)",
    ),
    column(
        "said_by",
        "claims.said_by",
        ["police", "a hospital"],
        "whom the outlet cites for it",
    ),
];

impl Form {
    /// The form that the ending of a file's name says.
    pub(super) fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "xlsx" => Some(Self::Workbook),
            "json" => Some(Self::Json),
            _ => None,
        }
    }

    /// What the form calls a column.
    pub(super) fn name(self, column: &Column) -> &'static str {
        match self {
            Self::Json => column.json,
            Self::Csv | Self::Workbook => column.name,
        }
    }

    /// The file.
    pub(super) fn bytes(self) -> Result<Vec<u8>, Failure> {
        match self {
            Self::Csv => Ok(table()),
            Self::Workbook => workbook()
                .map_err(|error| Failure::new(format!("the workbook cannot be made: {error}"))),
            Self::Json => {
                let documents = json!([document(0), document(1)]);
                Ok(format!("{documents:#}\n").into_bytes())
            }
        }
    }
}

/// No cell of it needs quotes.
fn table() -> Vec<u8> {
    let mut rows = vec![COLUMNS.each_ref().map(|column| column.name)];
    rows.extend([0, 1].map(|row| COLUMNS.each_ref().map(|column| column.examples[row])));
    let rows = rows.into_iter().map(|row| row.join(",") + "\n");
    rows.collect::<String>().into_bytes()
}

/// Every cell is text: a spreadsheet would else take “2-3” for a day in March.
fn workbook() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The same bytes on any day.
    let made = ExcelDateTime::from_ymd(2024, 3, 10)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let (text, head) = (Format::new().set_num_format("@"), Format::new().set_bold());
    let claims = workbook.add_worksheet().set_name("Claims")?;
    claims.set_freeze_panes(1, 0)?;
    for (at, column) in (0..).zip(&COLUMNS) {
        claims.set_column_format(at, &text)?;
        claims.set_column_width(at, 18)?;
        claims.write_with_format(0, at, column.name, &head)?;
        for (row, cell) in (1..).zip(column.examples) {
            if !cell.is_empty() {
                claims.write_with_format(row, at, cell, &text)?;
            }
        }
    }
    let notes = workbook.add_worksheet().set_name("Notes")?;
    notes.set_column_width(0, 22)?.set_column_width(1, 90)?;
    notes.write_with_format(0, 0, "Column", &head)?;
    notes.write_with_format(0, 1, "What goes into it", &head)?;
    for (row, column) in (1..).zip(&COLUMNS) {
        notes.write(row, 0, column.name)?;
        notes.write(row, 1, column.note)?;
    }
    workbook.save_to_buffer()
}

/// An example as a document: each cell where its path says, lists where the form has lists.
fn document(example: usize) -> Value {
    let mut document = json!({});
    for column in &COLUMNS {
        let cell = column.examples[example];
        if cell.is_empty() {
            continue;
        }
        let value = match column.name {
            "event.where" | "event.actors" => cell.split("; ").collect(),
            "said_by" => json!([cell]),
            _ => cell
                .parse::<u32>()
                .map_or(json!(cell), |number| json!(number)),
        };
        let mut at = &mut document;
        for step in column.json.split('.') {
            at = &mut at[step];
            if ["claims", "assertions"].contains(&step) {
                if at.is_null() {
                    *at = json!([{}]);
                }
                at = &mut at[0];
            }
        }
        *at = value;
    }
    document
}
