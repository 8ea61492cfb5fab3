//! A mapping as text, to begin with: what each column seems to be, with a sample of what it says.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use super::grid::Grid;
use super::mapping::{Cell, Made, Mapping};

/// So many cells are shown of a column.
const SAMPLES: usize = 3;

/// What stands above the mapping.
const HEAD: &str = "\
# What the columns of a table are. Put this file beside it, as mapping.toml, or name it with --map.
# A field is filled by a column, by several (a place: the smallest first), or by the same words in
# every row ({ is = \"...\" }); a date by { year = \"...\", month = \"...\", day = \"...\" } or
# { from = \"...\", to = \"...\" }; a number by { low = \"...\", best = \"...\", high = \"...\" }.
# `rashomon codebook` lists what may be asserted.
";

/// The mapping as TOML.
pub(super) fn text(grid: &Grid, mapping: &Mapping, path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut text = format!("{HEAD}files = [{}]\n", quoted(&name));
    if let Some(order) = mapping.dates {
        let _ = writeln!(text, "dates = \"{}\"", format!("{order:?}").to_lowercase());
    }
    text += "\n[columns]\n";
    for field in ["outlet", "event.when", "event.where"] {
        if !mapping.columns.contains_key(field) {
            let _ = writeln!(text, "# {} = \"...\"", quoted(field));
        }
    }
    fields(grid, &mapping.columns, &mut text);
    if mapping.assertions.is_empty() {
        text += "\n# [[assertion]]\n# attribute = { is = \"killed\" }\n# value = \"...\"\n";
    }
    for assertion in &mapping.assertions {
        text += "\n[[assertion]]\n";
        fields(grid, assertion, &mut text);
    }
    values(mapping, &mut text);
    rest(grid, mapping, &mut text);
    text
}

fn fields(grid: &Grid, fields: &BTreeMap<String, Cell>, text: &mut String) {
    for (field, cell) in fields {
        let _ = writeln!(
            text,
            "{} = {}{}",
            quoted(field),
            toml(cell),
            sample(grid, cell)
        );
    }
}

/// What values are called, and which rows are read.
fn values(mapping: &Mapping, text: &mut String) {
    for (column, values) in &mapping.values {
        let _ = writeln!(text, "\n[values.{}]", quoted(column));
        for (value, term) in values {
            let _ = writeln!(text, "{} = {}", quoted(value), quoted(term));
        }
    }
    for (table, columns) in [("leave_out", &mapping.leave_out), ("only", &mapping.only)] {
        if !columns.is_empty() {
            let _ = writeln!(text, "\n[{table}]");
        }
        for (column, values) in columns {
            let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
            let _ = writeln!(text, "{} = [{}]", quoted(column), values.join(", "));
        }
    }
}

/// The columns that nothing reads.
fn rest(grid: &Grid, mapping: &Mapping, text: &mut String) {
    let reads = mapping.reads();
    let unread = |name: &&String| {
        !name.is_empty()
            && !reads
                .iter()
                .any(|read| grid.column(read) == grid.column(name))
    };
    let names: Vec<&String> = grid.names.iter().filter(unread).collect();
    if !names.is_empty() {
        let _ = writeln!(
            text,
            "\n# Kept as notes of your own (x_…), and not compared:"
        );
    }
    for name in names {
        let _ = writeln!(
            text,
            "#   {}{}",
            quoted(name),
            sample(grid, &Cell::Column(name.clone()))
        );
    }
}

/// What a cell's first column says, as a note.
fn sample(grid: &Grid, cell: &Cell) -> String {
    let reads = cell.reads();
    let Some(column) = reads.first().and_then(|name| grid.column(name)) else {
        return String::new();
    };
    let mut said: Vec<String> = Vec::new();
    for cell in grid.cells(column).filter(|cell| !cell.is_empty()) {
        let cell: String = cell.chars().filter(|c| !c.is_control()).take(24).collect();
        if said.len() < SAMPLES && !said.contains(&cell) {
            said.push(cell);
        }
    }
    if said.is_empty() {
        String::new()
    } else {
        format!("  # {}", said.join(" · "))
    }
}

fn toml(cell: &Cell) -> String {
    let list = |columns: &[String]| {
        let columns: Vec<String> = columns.iter().map(|column| quoted(column)).collect();
        format!("[{}]", columns.join(", "))
    };
    match cell {
        Cell::Column(column) => quoted(column),
        Cell::Columns(columns) => list(columns),
        Cell::Made(made) => made_of(made, &list),
    }
}

fn made_of(made: &Made, list: &dyn Fn(&[String]) -> String) -> String {
    let named = [
        ("is", &made.is),
        ("year", &made.year),
        ("month", &made.month),
        ("day", &made.day),
        ("from", &made.from),
        ("to", &made.to),
        ("low", &made.low),
        ("best", &made.best),
        ("high", &made.high),
    ];
    let parts = named
        .into_iter()
        .filter_map(|(name, column)| Some(format!("{name} = {}", quoted(column.as_deref()?))));
    let sum = (!made.sum.is_empty()).then(|| format!("sum = {}", list(&made.sum)));
    format!("{{ {} }}", parts.chain(sum).collect::<Vec<_>>().join(", "))
}

/// A string of TOML.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
