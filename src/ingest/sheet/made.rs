//! A mapping at work: a grid becomes a table of the table form, and what is said of that table's cells is
//! said of the grid's.

mod as_it_is;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::json::Output;
use super::super::rows::Dialect;
use super::super::table::CellTable;
use super::super::{Fault, FaultKind};
use super::cells::{
    DateOrder, Shown, coordinate, date, date_of_parts, dots_group, is_missing, is_missing_number,
    number, order,
};
use super::grid::Grid;
use super::mapping::{Cell, Made, Mapping};
use crate::claim::ValueError;
use crate::codebook::Codebook;

pub(super) use as_it_is::{as_it_is, unchanged};

/// Fields that hold a time.
const TIMES: [&str; 4] = ["event.when", "document.published", "as_of", "over"];

/// A table of the table form, made from a grid.
pub(super) struct MadeTable<'g> {
    pub(super) table: CellTable,
    grid: &'g Grid,
    /// The row of the grid that each line was made from; the first line names columns.
    rows: Vec<usize>,
    /// The fields, in the order of the columns.
    fields: Vec<String>,
    /// For each line, the number of its assertion in the mapping.
    asserted: Vec<Option<usize>>,
    mapping: &'g Mapping,
}

/// Makes the table; what is wrong is told, and what cannot be told apart is left out.
pub(super) fn make<'g>(
    grid: &'g Grid,
    mapping: &'g Mapping,
    stem: &str,
    (dates, codebook): (Option<DateOrder>, &Codebook),
    faults: &mut Vec<Fault>,
) -> Option<MadeTable<'g>> {
    let maker = Maker::new(grid, mapping, (dates, codebook), faults)?;
    let mut fields: Vec<String> = vec!["claim".to_owned()];
    let of_claims = mapping.columns.keys();
    let of_assertions = mapping.assertions.iter().flat_map(BTreeMap::keys);
    let bounds = ["low", "best", "high"].map(|bound| format!("value.{bound}"));
    let fields_of = of_claims.chain(of_assertions).cloned().chain(bounds);
    for field in fields_of.chain(maker.own_fields()) {
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    let mut text = line(fields.iter().map(String::as_str));
    let (mut rows, mut asserted) = (vec![usize::MAX], vec![None]);
    for row in 0..grid.rows.len() {
        if !maker.takes(row) {
            continue;
        }
        let id = match mapping.columns.get("claim") {
            Some(cell) => format!("{stem}#{}", maker.cell("claim", cell, row)),
            None => format!("{stem}#{}", row + 1),
        };
        let made = maker.assertions(row);
        for (i, assertion) in made {
            let cell = |field: &String| match (&**field, assertion.get(&**field)) {
                ("claim", _) => id.clone(),
                (_, Some(said)) => said.clone(),
                (field, None) => maker.of_claim(field, row),
            };
            let cells: Vec<String> = fields.iter().map(cell).collect();
            text += &line(cells.iter().map(String::as_str));
            rows.push(row);
            asserted.push(i);
        }
    }
    Some(MadeTable {
        table: CellTable::of_text(&grid.file, text, Dialect::COMMAS),
        grid,
        rows,
        fields,
        asserted,
        mapping,
    })
}

/// A line of the table form. A break in a cell becomes a blank: a line is a row.
fn line<'c>(cells: impl Iterator<Item = &'c str>) -> String {
    let cells = cells.map(|cell| {
        let cell = cell.replace(['\n', '\r'], " ");
        if cell.contains([',', '"']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell
        }
    });
    let mut line = cells.collect::<Vec<_>>().join(",");
    line.push('\n');
    line
}

/// Reads cells of a grid as a mapping says.
struct Maker<'g> {
    grid: &'g Grid,
    mapping: &'g Mapping,
    /// The numbers of columns, by their names in the mapping.
    columns: BTreeMap<&'g str, usize>,
    /// For each column, in which order its dates stand.
    orders: BTreeMap<usize, DateOrder>,
    /// For each column, whether dots stand before thousands.
    dots: Vec<bool>,
    /// Columns that nothing in the mapping reads: the user's own.
    own: Vec<(String, usize)>,
}

impl<'g> Maker<'g> {
    fn new(
        grid: &'g Grid,
        mapping: &'g Mapping,
        (dates, codebook): (Option<DateOrder>, &Codebook),
        faults: &mut Vec<Fault>,
    ) -> Option<Self> {
        let reads = mapping.reads();
        let numbered = |name: &&'g str| Some((*name, grid.column(name)?));
        let columns: BTreeMap<&str, usize> = reads.iter().filter_map(numbered).collect();
        let unread = |column: &usize| !columns.values().any(|read| read == column);
        let own = (0..grid.names.len())
            .filter(unread)
            .filter(|column| !grid.names[*column].is_empty())
            .map(|column| (own_field(&grid.names[column]), column));
        let mut own: Vec<(String, usize)> = own.collect();
        own.sort();
        own.dedup_by(|a, b| a.0 == b.0);
        let counts = mapping.counts(codebook);
        let counts: Vec<usize> = counts.filter_map(|name| grid.column(name)).collect();
        let mut maker = Self {
            grid,
            mapping,
            orders: BTreeMap::new(),
            dots: (0..grid.names.len())
                .map(|column| dots_group(grid.cells(column), counts.contains(&column)))
                .collect(),
            columns,
            own,
        };
        let before = faults.len();
        for column in maker.date_columns() {
            let proven = order(grid.cells(column));
            let told = mapping.dates.or(dates);
            match (proven, told) {
                (Shown::Order(order), _) => maker.orders.insert(column, order),
                (_, Some(order)) => maker.orders.insert(column, order),
                (shown, None) => {
                    faults.push(maker.undecided(column, shown));
                    None
                }
            };
        }
        (faults.len() == before).then_some(maker)
    }

    /// The fault of dates whose day and month cannot be told apart.
    fn undecided(&self, column: usize, shown: Shown) -> Fault {
        let example = |cell: &&str| order(std::iter::once(*cell)) == Shown::Either;
        let written = self.grid.cells(column).find(example).unwrap_or_default();
        let message = match shown {
            Shown::Both => "some dates have the day first and some the month".to_owned(),
            _ => format!(
                "\"{written}\" and the dates around it may have the day first, or the month"
            ),
        };
        let error = ValueError::new(message).hint("say which: --dates dmy or --dates mdy");
        let place = (self.grid.header_line(), 0);
        Fault::at(&self.grid.file, place, FaultKind::BadValue, error)
            .in_field(&*self.grid.names[column])
    }

    /// The columns that times are read from whole.
    fn date_columns(&self) -> Vec<usize> {
        let of_claims = self.mapping.columns.iter();
        let fields = of_claims.chain(self.mapping.assertions.iter().flatten());
        let times = fields.filter(|(field, _)| TIMES.contains(&field.as_str()));
        let whole = times.flat_map(|(_, cell)| match cell {
            Cell::Made(made) if made.year.is_some() => Vec::new(),
            cell => cell.reads(),
        });
        let mut columns: Vec<usize> = whole
            .filter_map(|name| self.columns.get(name).copied())
            .collect();
        columns.sort_unstable();
        columns.dedup();
        columns
    }

    /// The assertions that a row makes, each with its number in the mapping; where it makes none, one
    /// that says nothing.
    fn assertions(&self, row: usize) -> Vec<(Option<usize>, BTreeMap<&str, String>)> {
        let mut made = Vec::new();
        for (i, assertion) in self.mapping.assertions.iter().enumerate() {
            let said = assertion.iter().flat_map(|(field, cell)| match cell {
                Cell::Made(made) if made.is_range() => self.range(made, row),
                cell => vec![(field.as_str(), self.cell(field, cell, row))],
            });
            let cells: BTreeMap<&str, String> = said.filter(|(_, said)| !said.is_empty()).collect();
            if cells.keys().any(|field| field.starts_with("value")) {
                made.push((Some(i), cells));
            }
        }
        if made.is_empty() {
            made.push((None, BTreeMap::new()));
        }
        made
    }

    fn own_fields(&self) -> impl Iterator<Item = String> {
        self.own.iter().map(|(field, _)| field.clone())
    }

    /// Whether a row is to be read.
    fn takes(&self, row: usize) -> bool {
        let says = |column: &String, values: &Vec<String>| {
            let said = self.said(column, row);
            values.iter().any(|value| value == said)
        };
        let mut left_out = self.mapping.leave_out.iter();
        let mut only = self.mapping.only.iter();
        !left_out.any(|(column, values)| says(column, values))
            && only.all(|(column, values)| says(column, values))
    }

    /// What a column says in a row, or, where blanks repeat it, in the nearest row above.
    fn said(&self, column: &str, row: usize) -> &str {
        let Some(at) = self.columns.get(column).copied() else {
            return "";
        };
        let down = self.mapping.fill_down.iter().any(|filled| filled == column);
        let rows = if down {
            &self.grid.rows[..=row]
        } else {
            &self.grid.rows[row..=row]
        };
        let said = rows.iter().rev().map(|row| row[at].as_str());
        said.into_iter()
            .find(|cell| !cell.is_empty())
            .unwrap_or_default()
    }

    /// What a column says, as the mapping calls it.
    fn value(&self, column: &str, row: usize) -> &str {
        let said = self.said(column, row);
        let named = self
            .mapping
            .values
            .get(column)
            .and_then(|values| values.get(said));
        match named {
            Some(named) => named,
            None if is_missing(said) => "",
            None => said,
        }
    }

    /// What a field of the claim, or a column of the user's own, says in a row.
    fn of_claim(&self, field: &str, row: usize) -> String {
        if let Some(cell) = self.mapping.columns.get(field) {
            return self.cell(field, cell, row);
        }
        let own = self.own.iter().find(|(own, _)| own == field);
        own.map_or_else(String::new, |(_, column)| {
            self.grid.rows[row][*column].clone()
        })
    }

    /// What fills a field in a row; empty where that is not known.
    fn cell(&self, field: &str, cell: &Cell, row: usize) -> String {
        let one = |column: &str| self.one(field, column, row);
        match cell {
            Cell::Column(column) if field == "event.where" => places(&[self.value(column, row)]),
            Cell::Column(column) => one(column),
            Cell::Columns(columns) if field == "event.where" => {
                let said: Vec<&str> = columns.iter().map(|c| self.value(c, row)).collect();
                places(&said)
            }
            Cell::Columns(columns) => {
                let said = columns.iter().map(|column| one(column));
                said.filter(|said| !said.is_empty())
                    .collect::<Vec<_>>()
                    .join("; ")
            }
            Cell::Made(made) => self.made(made, row),
        }
    }

    fn one(&self, field: &str, column: &str, row: usize) -> String {
        let said = self.value(column, row);
        let Some(at) = self.columns.get(column).copied() else {
            return String::new();
        };
        if TIMES.contains(&field) {
            let order = self.orders.get(&at).copied().unwrap_or(DateOrder::Dmy);
            date(said, order)
        } else if field.starts_with("value") {
            self.figure(said, at)
        } else if matches!(field, "event.lat" | "event.lon") {
            coordinate(said)
        } else {
            said.to_owned()
        }
    }

    fn figure(&self, said: &str, column: usize) -> String {
        if is_missing_number(said) {
            String::new()
        } else {
            number(said, self.dots[column])
        }
    }

    fn made(&self, made: &Made, row: usize) -> String {
        if let Some(fixed) = &made.is {
            return fixed.clone();
        }
        let column =
            |name: &Option<String>| name.as_deref().map_or("", |name| self.value(name, row));
        let time = |name: &Option<String>| {
            name.as_deref()
                .map_or_else(String::new, |name| self.one("event.when", name, row))
        };
        if made.year.is_some() {
            return date_of_parts(column(&made.year), column(&made.month), column(&made.day));
        }
        if made.from.is_some() || made.to.is_some() {
            return match (time(&made.from), time(&made.to)) {
                (from, to) if to.is_empty() || from == to => from,
                (from, to) if from.is_empty() => to,
                (from, to) => format!("{from}/{to}"),
            };
        }
        self.sum(&made.sum, row)
    }

    /// The bounds of a number in the table form; the number alone where they are one.
    fn range(&self, made: &Made, row: usize) -> Vec<(&'static str, String)> {
        let figure = |name: &Option<String>| {
            name.as_deref()
                .map_or_else(String::new, |name| self.one("value", name, row))
        };
        let (low, best, high) = (figure(&made.low), figure(&made.best), figure(&made.high));
        if low == high && (best.is_empty() || best == low) {
            return vec![("value", low)];
        }
        match (&*low, &*best, &*high) {
            ("", best, "") => vec![("value", best.to_owned())],
            (low, "", "") => vec![("value", format!("at least {low}"))],
            ("", "", high) => vec![("value", format!("up to {high}"))],
            _ => vec![
                ("value.low", low),
                ("value.best", best),
                ("value.high", high),
            ],
        }
    }

    /// The sum of columns; nothing where none of them says a number.
    fn sum(&self, columns: &[String], row: usize) -> String {
        let figures = columns.iter().map(|column| self.one("value", column, row));
        let read: Option<Vec<f64>> = figures
            .filter(|f| !f.is_empty())
            .map(|f| f.parse().ok())
            .collect();
        match read {
            Some(read) if !read.is_empty() => read.iter().sum::<f64>().to_string(),
            _ => String::new(),
        }
    }
}

/// Names of a place from the most to the least specific: what is between commas is a name of its own.
fn places(said: &[&str]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for name in said.iter().flat_map(|said| said.split([',', ';'])) {
        let name = name.trim();
        if !is_missing(name) && names.last() != Some(&name) {
            names.push(name);
        }
    }
    names.join("; ")
}

/// The field of a column of the user's own.
fn own_field(name: &str) -> String {
    if name.starts_with("x_") {
        return name.to_owned();
    }
    let plain = super::grid::heading(name).replace(' ', "_");
    format!("x_{plain}")
}

impl MadeTable<'_> {
    /// What was read, at the places where it stands in the grid.
    pub(super) fn placed(&self, mut out: Output) -> Output {
        for claim in &mut out.claims {
            if let Some(row) = self.row(claim.location.line) {
                claim.location.line = self.grid.line(row);
            }
        }
        for fault in &mut out.faults {
            let Some(row) = self.row(fault.line) else {
                if fault.line == 1 {
                    (fault.line, fault.column) = (self.grid.header_line(), 0);
                }
                continue;
            };
            let column = fault
                .field
                .as_deref()
                .and_then(|field| self.column(fault.line, field));
            let place = self.grid.place(row, column.unwrap_or(0));
            fault.line = place.0;
            fault.column = if column.is_some() { place.1 } else { 0 };
            if let Some(column) = column {
                fault.field = Some(self.grid.names[column].clone());
            }
            fault.file = Arc::clone(&self.grid.file);
        }
        out
    }

    fn row(&self, line: u32) -> Option<usize> {
        let row = *self.rows.get(line.checked_sub(1)? as usize)?;
        (row != usize::MAX).then_some(row)
    }

    /// The column of the grid that filled a field on a line.
    fn column(&self, line: u32, field: &str) -> Option<usize> {
        let assertion = *self.asserted.get(line.checked_sub(1)? as usize)?;
        let asserted = assertion.and_then(|i| self.mapping.assertions[i].get(field));
        let cell = asserted.or_else(|| self.mapping.columns.get(field));
        debug_assert!(self.fields.iter().any(|known| known == field) || cell.is_none());
        self.grid.column(cell?.reads().first()?)
    }
}
