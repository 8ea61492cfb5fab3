//! Workbooks: the rows of their first sheet that holds any.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Dimensions, Range, Reader as _, Sheets, open_workbook_auto_from_rs};

use super::super::{Fault, FaultKind};
use super::grid::Grid;
use crate::claim::ValueError;

/// A sheet may have so many cells: as a file of 16 KB can claim a billion of them.
const MOST_CELLS: usize = 50_000_000;

/// What a sheet is called that is for people to read, as `rashomon new` writes one.
const NOTES: &str = "Notes";

/// Rows with their numbers.
type Rows = Vec<(u32, Vec<String>)>;

/// The grid of a workbook (`.xlsx`, `.xlsm`, `.xlsb`, `.xls`, `.ods`); what is left unread is told.
///
/// # Errors
/// What is wrong with the workbook.
pub(super) fn grid(
    file: &Arc<str>,
    bytes: &[u8],
    faults: &mut Vec<Fault>,
) -> Result<Option<Grid>, Fault> {
    let unreadable = |error: String| {
        let error = ValueError::new(format!("is no workbook that can be read: {error}"))
            .hint("open it in a spreadsheet program and save it as .xlsx or .csv");
        Fault::of_file(file, FaultKind::Unreadable, error)
    };
    let mut book =
        open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|e| unreadable(e.to_string()))?;
    let names = book.sheet_names();
    let mut read: Option<(&str, Rows)> = None;
    let mut passed_over = Vec::new();
    for name in &names {
        let range = book
            .worksheet_range(name)
            .map_err(|e| unreadable(e.to_string()))?;
        if range.get_size().0.saturating_mul(range.get_size().1) > MOST_CELLS {
            return Err(unreadable(format!("the sheet \"{name}\" is too large")));
        }
        match &read {
            _ if range.is_empty() => {}
            Some(_) if name.eq_ignore_ascii_case(NOTES) => {}
            Some(_) => passed_over.push(format!("\"{name}\"")),
            None => read = Some((name, rows(&range, &merged(&mut book, name)))),
        }
    }
    if let (Some((name, _)), false) = (&read, passed_over.is_empty()) {
        let message = format!(
            "only the sheet \"{name}\" was read, not {}",
            passed_over.join(", ")
        );
        let error = ValueError::new(message).hint("save each of the others as a file of its own");
        faults.push(Fault::of_file(file, FaultKind::Guessed, error).warning());
    }
    Ok(read.and_then(|(_, rows)| Grid::of_rows(file, rows)))
}

/// The cells that are merged into one, where the format tells.
fn merged(book: &mut Sheets<Cursor<&[u8]>>, name: &str) -> Vec<Dimensions> {
    match book {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// The rows with their numbers. What is written into merged cells holds for each of them.
fn rows(range: &Range<Data>, merged: &[Dimensions]) -> Rows {
    let (top, left) = range.start().unwrap_or_default();
    let mut rows: Rows = range
        .rows()
        .zip(top + 1..)
        .map(|(row, number)| (number, row.iter().map(text).collect()))
        .collect();
    for area in merged {
        // Names of columns stand once, however wide they are set.
        if area.start.0 == area.end.0 || area.start.0 < top || area.start.1 < left {
            continue;
        }
        let at = |row: u32, column: u32| ((row - top) as usize, (column - left) as usize);
        let (row, column) = at(area.start.0, area.start.1);
        let said = rows
            .get(row)
            .and_then(|(_, cells)| cells.get(column))
            .cloned()
            .unwrap_or_default();
        for (_, cells) in rows
            .iter_mut()
            .take(at(area.end.0, left).0 + 1)
            .skip(row + 1)
        {
            if let Some(cell) = cells.get_mut(column) {
                cell.clone_from(&said);
            }
        }
    }
    rows
}

/// What a cell says; nothing where it holds an error of the spreadsheet's.
fn text(cell: &Data) -> String {
    match cell {
        Data::DateTime(time) if time.is_datetime() => {
            let (year, month, day, hour, minute, ..) = time.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            match (hour, minute) {
                (0, 0) => date,
                _ => format!("{date} {hour:02}:{minute:02}"),
            }
        }
        Data::Error(_) | Data::Empty => String::new(),
        Data::Float(number) => number.to_string(),
        other => other.to_string().trim().to_owned(),
    }
}
