//! A grid that is in the table form already: in a workbook, or with semicolons between cells.

use super::super::super::rows::Dialect;
use super::super::super::table::CellTable;
use super::super::grid::Grid;
use super::super::mapping::{Cell, Mapping};
use super::{MadeTable, line};

/// The mapping under which every column is what it is called.
pub(in super::super) fn unchanged(grid: &Grid) -> Mapping {
    let same = |name: &String| (name.clone(), Cell::Column(name.clone()));
    Mapping {
        columns: grid.names.iter().map(same).collect(),
        ..Mapping::default()
    }
}

/// The table of a grid that is in the table form already, given the mapping that changes nothing.
pub(in super::super) fn as_it_is<'g>(grid: &'g Grid, mapping: &'g Mapping) -> MadeTable<'g> {
    let rows = std::iter::once(&grid.names).chain(&grid.rows);
    let text: String = rows
        .map(|row| line(row.iter().map(String::as_str)))
        .collect();
    MadeTable {
        table: CellTable::of_text(&grid.file, text, Dialect::COMMAS),
        grid,
        rows: std::iter::once(usize::MAX)
            .chain(0..grid.rows.len())
            .collect(),
        fields: grid.names.clone(),
        asserted: vec![None; grid.rows.len() + 1],
        mapping,
    }
}
