//! Tables as people have them: spreadsheets, exports of databases, columns of any name. A mapping says
//! what the columns are: one that somebody wrote, one that comes with the program, or a guess by what the
//! columns are called, which is told. The rows then are rows of the table form, and read as those.

mod articles;
mod cells;
mod draft;
mod grid;
mod guess;
mod made;
mod mapping;
mod workbook;

#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::Arc;

pub(crate) use articles::ARTICLES;
pub use articles::{ArticleRow, articles};
pub use cells::DateOrder;
pub(crate) use mapping::Mappings;

use self::grid::Grid;
use self::mapping::{Cell, Mapping};
use super::interpret::Interpreter;
use super::json::Output;
use super::open::Form;
use super::problem::shortened;
use super::{Fault, FaultKind, row_claims};
use crate::claim::ValueError;
use crate::codebook::Codebook;

/// Reads the claims of a table that is not in the table form.
pub(super) fn read(
    file: &Arc<str>,
    form: Form,
    bytes: &[u8],
    mappings: &Mappings,
    interpreter: Interpreter,
) -> Output {
    let mut out = Output::default();
    let grid = match grid(file, form, bytes, &mut out.faults) {
        Ok(Some(grid)) => grid,
        Ok(None) => return out,
        Err(fault) => {
            out.faults.push(fault);
            return out;
        }
    };
    let path = Path::new(&**file);
    let stem = stem(path);
    let written = mappings.of(path);
    if written.is_none() && is_of_claims(&grid) {
        let mapping = made::unchanged(&grid);
        let made = made::as_it_is(&grid, &mapping);
        let read = row_claims::read(&made.table, interpreter);
        out.append(made.placed(read));
        return out;
    }
    let Some((mapping, from)) = chosen(&grid, written, interpreter.codebook, &stem) else {
        out.faults.push(not_understood(&grid));
        return out;
    };
    let lacking = mapping.lacking(&grid);
    if !lacking.is_empty() {
        out.faults
            .push(lacks(&grid, &lacking, written.map(|(_, file)| file)));
        return out;
    }
    let made = made::make(
        &grid,
        &mapping,
        &stem,
        (mappings.dates, interpreter.codebook),
        &mut out.faults,
    );
    if let Some(made) = made {
        out.faults.extend(from.told(&grid, &mapping));
        let read = row_claims::read(&made.table, interpreter);
        out.append(made.placed(read));
    }
    out
}

/// A mapping for a table, as text with notes: what somebody would write to begin with.
///
/// # Errors
/// What is wrong with the table.
pub fn draft(path: &Path, codebook: &Codebook) -> Result<String, Fault> {
    let file: Arc<str> = Arc::from(path.to_string_lossy());
    let (form, packing) =
        super::open::form_of(path).unwrap_or((Form::Csv, super::open::Packing::Plain));
    let failed = |error| super::open::reading_fault(&file, &error, packing);
    let (bytes, failure) = super::open::whole(super::open::open(path, packing).map_err(failed)?);
    failure.map_or(Ok(()), |error| Err(failed(error)))?;
    let nothing = || Fault::of_file(&file, FaultKind::Empty, "the table holds no row");
    let grid = grid(&file, form, &bytes, &mut Vec::new())?.ok_or_else(nothing)?;
    let stem = stem(path);
    let chosen = chosen(&grid, None, codebook, &stem);
    let mapping = chosen.map(|(mapping, _)| mapping).unwrap_or_default();
    Ok(draft::text(&grid, &mapping, path))
}

fn grid(
    file: &Arc<str>,
    form: Form,
    bytes: &[u8],
    faults: &mut Vec<Fault>,
) -> Result<Option<Grid>, Fault> {
    if form == Form::Workbook {
        return workbook::grid(file, bytes, faults);
    }
    Ok(Grid::of_text(file, &crate::text::decode(bytes), faults))
}

/// Whether the columns are those of the table form: in a workbook, or with semicolons between cells.
fn is_of_claims(grid: &Grid) -> bool {
    let names: Vec<String> = grid.names.iter().map(|name| name.to_lowercase()).collect();
    super::columns::are_of_claims(&names)
}

/// What a file is called, without its endings.
fn stem(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.trim_end_matches(".gz").trim_end_matches(".zst");
    name.rsplit_once('.')
        .map_or(name, |(stem, _)| stem)
        .to_owned()
}

/// Where a mapping is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum From {
    /// Somebody wrote it.
    Written,
    /// It comes with the program.
    Ready,
    /// The columns' names were understood.
    Guessed,
}

/// The mapping for a table: a written one, else one that knows its columns, else a guess.
fn chosen(
    grid: &Grid,
    written: Option<(&Mapping, &str)>,
    codebook: &Codebook,
    stem: &str,
) -> Option<(Mapping, From)> {
    if let Some((mapping, _)) = written {
        return Some((mapping.clone(), From::Written));
    }
    if let Some(mapping) = mapping::ready(grid) {
        return Some((mapping, From::Ready));
    }
    guess::guess(grid, codebook, stem).map(|mapping| (mapping, From::Guessed))
}

impl From {
    /// What a table's columns were taken for, where nobody said it.
    fn told(self, grid: &Grid, mapping: &Mapping) -> Option<Fault> {
        let message = match self {
            Self::Written => return None,
            Self::Ready => format!("was read as {}", mapping.about),
            Self::Guessed => guessed(grid, mapping),
        };
        let error = ValueError::new(message)
            .hint("if that is wrong, `rashomon map` writes a mapping.toml that you can change");
        Some(Fault::of_file(&grid.file, FaultKind::Guessed, error).warning())
    }
}

/// What each column was taken for, and which say nothing that is understood.
fn guessed(grid: &Grid, mapping: &Mapping) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (field, cell) in &mapping.columns {
        match cell {
            Cell::Made(made) => {
                let fixed = made.is.as_deref().unwrap_or_default();
                parts.push(format!("{field} is \"{fixed}\" (no column names one)"));
            }
            cell => parts.push(format!("{} is {field}", cell.reads().join(", "))),
        }
    }
    for assertion in &mapping.assertions {
        let of = |field: &str| assertion.get(field);
        if let (Some(Cell::Made(made)), Some(value)) = (of("attribute"), of("value")) {
            let attribute = made.is.as_deref().unwrap_or_default();
            parts.push(format!("{} is {attribute}", value.reads().join(", ")));
        }
    }
    let mut message = format!("columns were taken by their names: {}", parts.join("; "));
    let reads = mapping.reads();
    let own = grid
        .names
        .iter()
        .filter(|name| !name.is_empty() && !reads.contains(&name.as_str()));
    let own: Vec<String> = own.map(|name| shortened(name)).collect();
    if !own.is_empty() {
        message += &format!("; kept as notes: {}", shortened_list(&own));
    }
    message
}

fn shortened_list(names: &[String]) -> String {
    const MOST: usize = 8;
    match names.len().checked_sub(MOST) {
        None | Some(0) => names.join(", "),
        Some(more) => format!("{} and {more} more", names[..MOST].join(", ")),
    }
}

fn not_understood(grid: &Grid) -> Fault {
    let names: Vec<String> = grid.names.iter().map(|name| shortened(name)).collect();
    let message = format!(
        "the columns do not say when or where something happened and how many it struck: {}",
        shortened_list(&names)
    );
    let error = ValueError::new(message).hint(
        "say what they are: `rashomon map TABLE > mapping.toml`, beside the table, is a beginning",
    );
    Fault::at(
        &grid.file,
        (grid.header_line(), 0),
        FaultKind::UnknownField,
        error,
    )
}

fn lacks(grid: &Grid, lacking: &[&str], mapping: Option<&str>) -> Fault {
    let names: Vec<String> = grid.names.iter().map(|name| shortened(name)).collect();
    let from = mapping.map_or_else(String::new, |file| format!(", which {file} names"));
    let columns = format!("\"{}\"", lacking.join("\", \""));
    let message = match lacking {
        [_] => format!("there is no column {columns}{from}"),
        _ => format!("there are no columns {columns}{from}"),
    };
    let error =
        ValueError::new(message).hint(format!("the columns are {}", shortened_list(&names)));
    Fault::at(
        &grid.file,
        (grid.header_line(), 0),
        FaultKind::MissingField,
        error,
    )
}
