//! Rows to claims: one assertion a row; rows of one claim that follow each other are read together.

use std::borrow::Cow;

use rayon::prelude::*;

use super::columns::{ColumnKind, Columns, RowForm};
use super::form::{AssertionForm, ClaimForm};
use super::gather::gather;
use super::interpret::Interpreter;
use super::json::Output;
use super::later::Later;
use super::problem::{Path, PathStep, Problem, Problems};
use super::table::{CellTable, RowSpan, TableRow};
use super::wire::Text;
use super::{Fault, FaultKind, FaultLevel};
use crate::claim::ValueError;

/// How many rows are read together, about.
const PIECE: usize = 1 << 13;

/// Reads the claims of a table.
pub(super) fn read(table: &CellTable, interpreter: Interpreter) -> Output {
    let mut out = Output::default();
    let mut rows = table.rows();
    let columns = rows
        .header()
        .and_then(|header| columns(table, &header, &mut out.faults));
    if let Some(columns) = &columns {
        let spans: Vec<RowSpan> = rows.by_ref().collect();
        let reader = RowReader {
            table,
            columns,
            interpreter,
        };
        let pieces = reader.pieces(&spans);
        let outputs: Vec<Output> = pieces
            .into_par_iter()
            .map(|rows| reader.read(rows))
            .collect();
        out.append(Output::joined(outputs));
    }
    out.faults.append(&mut rows.faults);
    gather(out)
}

/// The columns that the first row names.
fn columns(table: &CellTable, header: &TableRow, faults: &mut Vec<Fault>) -> Option<Columns> {
    let problems = match Columns::read(&header.trimmed()) {
        Ok(columns) => return Some(columns),
        Err(problems) => problems,
    };
    let fault = |(i, kind, error)| Fault::at(&table.file, header.place(i), kind, error);
    faults.extend(problems.into_iter().map(fault));
    None
}

#[derive(Clone, Copy)]
struct RowReader<'c> {
    table: &'c CellTable,
    columns: &'c Columns,
    interpreter: Interpreter<'c>,
}

/// What the cells of a claim's rows came to.
#[derive(Default)]
struct Filled<'t> {
    claim: ClaimForm<'t>,
    assertions: Vec<AssertionForm<'t>>,
    /// For each assertion, the number of its row.
    rows: Vec<usize>,
}

impl RowReader<'_> {
    /// The rows in pieces that can be read at the same time: between those of two claims.
    fn pieces(self, mut rows: &[RowSpan]) -> Vec<&[RowSpan]> {
        let same = |pair: &[RowSpan]| {
            let mut cells = pair.iter().map(|span| self.table.row(span));
            let pair = cells.next().flatten().zip(cells.next().flatten());
            pair.is_some_and(|(a, b)| self.of_one_claim(&a, &b))
        };
        let mut pieces = Vec::new();
        while !rows.is_empty() {
            let rest = rows.get(PIECE - 1..).unwrap_or_default();
            let more = rest.windows(2).take_while(|pair| same(pair)).count();
            let (piece, later) = rows.split_at(rows.len().min(PIECE + more));
            pieces.push(piece);
            rows = later;
        }
        pieces
    }

    fn of_one_claim(self, a: &TableRow, b: &TableRow) -> bool {
        let id = self.columns.position("claim");
        id.is_some_and(|id| !a.cell(id).is_empty() && a.cell(id) == b.cell(id))
    }

    /// Reads the claims of a piece.
    fn read(self, spans: &[RowSpan]) -> Output {
        let mut out = Output::default();
        let width = self.columns.names.len();
        let row = |span| self.table.row_of(span, width, &mut out.faults);
        let rows: Vec<TableRow> = spans.iter().filter_map(row).collect();
        for rows in rows.chunk_by(|a, b| self.of_one_claim(a, b)) {
            self.claim(rows, &mut out);
        }
        out
    }

    /// Reads the claim that `rows` are of.
    fn claim(self, rows: &[TableRow], out: &mut Output) {
        let Some(first) = rows.first() else { return };
        let faults_before = out.faults.len();
        let filled = self.filled(rows, &mut out.faults);
        let mut form = filled.claim;
        form.assertions = Some(filled.assertions.into_iter().map(Later::Read).collect());
        let problems = Problems::default();
        let record = problems.record();
        let document = form.document.as_ref();
        let interpreter = self.interpreter;
        let origin = interpreter.origin(form.outlet.as_ref(), document, record);
        let mut claim = interpreter.claim(&form, &origin, record);
        let refused = problems.refuse()
            || out.faults[faults_before..]
                .iter()
                .any(|fault| fault.level == FaultLevel::Error);
        for problem in problems.all() {
            let fault = self.fault(problem, rows, &filled.rows);
            // A cell that cannot be read is not missing as well.
            let same = |known: &Fault| known.line == fault.line && known.field == fault.field;
            if !out.faults[faults_before..].iter().any(same) {
                out.faults.push(fault);
            }
        }
        if refused {
            out.refused.push(claim.id);
        } else {
            claim.location.file = self.table.file.clone();
            claim.location.line = first.line;
            out.claims.push(claim);
        }
    }

    fn filled<'t>(self, rows: &[TableRow<'t>], faults: &mut Vec<Fault>) -> Filled<'t> {
        let mut filled = Filled::default();
        for (i, row) in rows.iter().enumerate() {
            let mut form = RowForm::default();
            for column in 0..self.columns.names.len() {
                if let Err(error) = self.fill(&mut form, &rows[0], row, column) {
                    faults.push(self.cell_fault(row, column, FaultKind::BadValue, error));
                }
            }
            let mut assertion = form.assertion.take().unwrap_or_default();
            // A row without an assertion says these of its claim.
            let said_by = assertion.said_by.take();
            let extra = std::mem::take(&mut assertion.extra);
            let asserts = assertion != AssertionForm::default();
            if i == 0 {
                filled.claim = form.whole_claim();
            }
            if asserts {
                assertion.said_by = said_by;
                assertion.extra = extra;
                filled.assertions.push(assertion);
                filled.rows.push(i);
            } else if i == 0 {
                filled.claim.said_by = said_by.map(Later::Read);
                filled.claim.extra = extra;
            }
        }
        filled
    }

    /// Fills one cell in. What speaks of the claim as a whole is read from its `first` row, and
    /// must not be otherwise in the others.
    fn fill<'t>(
        self,
        form: &mut RowForm<'t>,
        first: &TableRow<'t>,
        row: &TableRow<'t>,
        column: usize,
    ) -> Result<(), ValueError> {
        let cell = row.cell(column);
        if cell.trim().is_empty() {
            return Ok(());
        }
        let name = &self.columns.names[column];
        match self.columns.kinds[column] {
            ColumnKind::Nameless => Err("is a cell of a column without a name".into()),
            ColumnKind::Own => {
                let json = serde_json::Value::from(&*cell).to_string();
                let own = (Text(Cow::Owned(name.clone())), Cow::Owned(json));
                let assertion = form.assertion.get_or_insert_default();
                assertion.extra.0.push(own);
                Ok(())
            }
            ColumnKind::Known { of_assertion } if of_assertion || row.line == first.line => {
                form.fill(name, Text(cell))
            }
            ColumnKind::Known { .. } if cell == first.cell(column) => Ok(()),
            ColumnKind::Known { .. } => {
                let message = format!(
                    "is not what the claim's first row says, on line {}",
                    first.line
                );
                let hint = "rows of one claim differ in their assertions alone";
                Err(ValueError::new(message).hint(hint))
            }
        }
    }

    /// The fault for a problem, at the cell that it is about.
    fn fault(self, problem: Problem, rows: &[TableRow], of_assertions: &[usize]) -> Fault {
        let (assertion, name) = column_name(&problem.path);
        let row = assertion.and_then(|i| of_assertions.get(i).copied());
        let row = &rows[row.unwrap_or(0)];
        let fault = match self.columns.position(&name) {
            Some(column) => self.cell_fault(row, column, problem.kind, problem.error),
            None => Fault::at(&self.table.file, (row.line, 0), problem.kind, problem.error)
                .in_field(name),
        };
        Fault {
            level: problem.level,
            ..fault
        }
    }

    fn cell_fault(
        self,
        row: &TableRow,
        column: usize,
        kind: FaultKind,
        error: ValueError,
    ) -> Fault {
        let fault = Fault::at(&self.table.file, row.place(column), kind, error);
        fault.in_field(&*self.columns.names[column])
    }
}

/// The column of a field, and the number of the assertion that it is of.
fn column_name(path: &Path) -> (Option<usize>, String) {
    let of_assertion = path.of_assertion();
    let steps = of_assertion.map_or(path.0.as_slice(), |(_, steps)| steps);
    let key = |step: &'_ PathStep| match step {
        PathStep::Key(key) => Some(key.clone()),
        PathStep::Index(_) => None,
    };
    let name = steps.iter().filter_map(key).collect::<Vec<_>>().join(".");
    let name = match name.as_str() {
        "id" => "claim".to_owned(),
        "event.where.lat" => "event.lat".to_owned(),
        "event.where.lon" => "event.lon".to_owned(),
        _ => name,
    };
    (of_assertion.map(|(i, _)| i), name)
}
