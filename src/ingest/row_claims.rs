//! Rows to claims: rows of one claim that follow each other are read together.

use std::borrow::Cow;
use std::sync::Arc;

use super::columns::{Columns, Kind, RowForm};
use super::form::{AssertionForm, ClaimForm, DocumentForm, PositionForm};
use super::interpret::Interpreter;
use super::json::{Output, advance};
use super::later::Later;
use super::lines::{line_fault, not_utf8};
use super::problem::{Path, PathStep, Problem, Problems, RECORD};
use super::rows::{Cell, row};
use super::table::Unit;
use super::wire::{NameOr, OneOrMany, Text};
use super::{Fault, FaultKind, FaultLevel};
use crate::claim::ValueError;

/// A row with its place.
struct Placed<'t> {
    text: &'t str,
    cells: Vec<Cell>,
    line: u32,
}

impl<'t> Placed<'t> {
    fn cell(&self, column: usize) -> Cow<'t, str> {
        self.cells
            .get(column)
            .map_or(Cow::Borrowed(""), |cell| cell.text(self.text))
    }

    fn place(&self, column: usize) -> (u32, u32) {
        let start = self.cells.get(column).map_or(0, Cell::start);
        advance((self.line, 1), &self.text[..start])
    }
}

/// Reads the claims of some rows. A claim whose rows were cut apart comes in parts, which
/// [`gather`](super::gather) puts together.
pub(super) fn run(unit: &Unit, file: &Arc<str>, interpreter: Interpreter) -> Output {
    let mut out = Output {
        faults: unit.faults.clone(),
        ..Output::default()
    };
    let Some(columns) = &unit.columns else {
        return out;
    };
    let reader = Reader {
        columns,
        file,
        interpreter,
    };
    let rows: Vec<Placed> = unit
        .rows
        .iter()
        .filter_map(|(range, line)| {
            reader.placed(&unit.bytes[range.clone()], *line, unit, &mut out)
        })
        .collect();
    let claim = columns.position("claim");
    let same = |a: &Placed, b: &Placed| match claim {
        None => false,
        Some(column) => !a.cell(column).is_empty() && a.cell(column) == b.cell(column),
    };
    for rows in rows.chunk_by(same) {
        reader.claim(rows, &mut out);
    }
    out
}

#[derive(Clone, Copy)]
struct Reader<'c> {
    columns: &'c Columns,
    file: &'c Arc<str>,
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

impl Reader<'_> {
    /// A row whose cells are as many as there are columns.
    fn placed<'t>(
        self,
        bytes: &'t [u8],
        line: u32,
        unit: &Unit,
        out: &mut Output,
    ) -> Option<Placed<'t>> {
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
                let place = advance((line, 1), &before);
                out.faults.push(not_utf8(self.file, place));
                return None;
            }
        };
        let cells = row(bytes, true, unit.dialect).ok()?.cells;
        let row = Placed { text, cells, line };
        let (found, wanted) = (row.cells.len(), self.columns.names.len());
        if found == wanted {
            return Some(row);
        }
        let message =
            format!("the row has {found} cells, where the first row names {wanted} columns");
        let hint = if found < wanted {
            "a separator or a quote may be missing"
        } else {
            "put quotes around a cell that holds the separator"
        };
        let mut fault = line_fault(self.file, (line, 0), FaultKind::Syntax, message);
        fault.hint = Some(hint.into());
        out.faults.push(fault);
        None
    }

    /// Reads the claim that `rows` are of.
    fn claim(self, rows: &[Placed], out: &mut Output) {
        let Some(first) = rows.first() else { return };
        let faults_before = out.faults.len();
        let filled = self.filled(rows, &mut out.faults);
        let mut form = filled.claim;
        form.assertions = Some(filled.assertions.into_iter().map(Later::Read).collect());
        let mut problems = Problems::default();
        let document = form.document.as_ref();
        let interpreter = self.interpreter;
        let origin = interpreter.origin(form.outlet.as_ref(), document, RECORD, &mut problems);
        let mut claim = interpreter.claim(&form, &origin, RECORD, &mut problems);
        for problem in problems.all {
            let fault = self.fault(problem, rows, &filled.rows);
            // A cell that cannot be read is not missing as well.
            let same = |known: &Fault| known.line == fault.line && known.field == fault.field;
            if !out.faults[faults_before..].iter().any(same) {
                out.faults.push(fault);
            }
        }
        let errors = |fault: &Fault| fault.level == FaultLevel::Error;
        if out.faults[faults_before..].iter().any(errors) {
            out.refused.push(claim.id);
        } else {
            claim.location.file = Arc::clone(self.file);
            claim.location.line = first.line;
            out.claims.push(claim);
        }
    }

    fn filled<'t>(self, rows: &[Placed<'t>], faults: &mut Vec<Fault>) -> Filled<'t> {
        let mut filled = Filled::default();
        for (i, row) in rows.iter().enumerate() {
            let mut form = RowForm::default();
            for column in 0..self.columns.names.len() {
                if let Err(error) = self.fill(&mut form, &rows[0], row, column) {
                    faults.push(self.cell_fault(row, column, FaultKind::BadValue, error));
                }
            }
            // A row without an assertion says these of its claim.
            let said_by = form.assertion.said_by.take();
            let extra = std::mem::take(&mut form.assertion.extra);
            if form.assertion != AssertionForm::default() {
                form.assertion.said_by = said_by;
                form.assertion.extra = extra;
                filled.assertions.push(std::mem::take(&mut form.assertion));
                filled.rows.push(i);
            } else if i == 0 {
                form.claim.said_by = said_by.map(Later::Read);
                form.claim.extra = extra;
            }
            if i == 0 {
                filled.claim = whole_claim(form);
            }
        }
        filled
    }

    /// Fills one cell in. What speaks of the claim as a whole is read from its `first` row, and
    /// must not be otherwise in the others.
    fn fill<'t>(
        self,
        form: &mut RowForm<'t>,
        first: &Placed<'t>,
        row: &Placed<'t>,
        column: usize,
    ) -> Result<(), ValueError> {
        let cell = row.cell(column);
        if cell.trim().is_empty() {
            return Ok(());
        }
        match &self.columns.kinds[column] {
            Kind::Nameless => Err(ValueError::new("is a cell of a column without a name")),
            Kind::Own => {
                let name = Text(Cow::Owned(self.columns.names[column].clone()));
                let json = serde_json::Value::from(&*cell).to_string();
                form.assertion.extra.0.push((name, Cow::Owned(json)));
                Ok(())
            }
            Kind::Known(known) if known.per_assertion || row.line == first.line => {
                (known.fill)(form, Text(cell))
            }
            Kind::Known(_) if cell == first.cell(column) => Ok(()),
            Kind::Known(_) => {
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
    fn fault(self, problem: Problem, rows: &[Placed], of_assertions: &[usize]) -> Fault {
        let (assertion, name) = column_name(&problem.path);
        let row = assertion.and_then(|i| of_assertions.get(i).copied());
        let row = &rows[row.unwrap_or(0)];
        let level = problem.level;
        match self.columns.position(&name) {
            Some(column) => Fault {
                level,
                ..self.cell_fault(row, column, problem.kind, problem.error)
            },
            None => Fault {
                field: Some(name),
                level,
                hint: problem.error.hint,
                ..line_fault(
                    self.file,
                    (row.line, 0),
                    problem.kind,
                    problem.error.message,
                )
            },
        }
    }

    fn cell_fault(self, row: &Placed, column: usize, kind: FaultKind, error: ValueError) -> Fault {
        Fault {
            field: Some(self.columns.names[column].clone()),
            hint: error.hint,
            ..line_fault(self.file, row.place(column), kind, error.message)
        }
    }
}

/// A claim with what stands in columns of its own put in its place.
fn whole_claim(row: RowForm) -> ClaimForm {
    let (mut claim, mut place) = (row.claim, row.place);
    if row.document != DocumentForm::default() {
        claim.document = Some(NameOr::Object(row.document));
    }
    if row.position != PositionForm::default() {
        let place = place.get_or_insert_with(|| OneOrMany::many(Vec::new()));
        place.items.push(NameOr::Object(row.position));
    }
    if place.is_some() {
        claim.event.get_or_insert_default().place = place.map(Later::Read);
    }
    claim
}

/// The column of a field, and the number of the assertion that it is of.
fn column_name(path: &Path) -> (Option<usize>, String) {
    let (assertion, rest) = match path.0.as_slice() {
        [PathStep::Key(list), PathStep::Index(i), rest @ ..] if list == "assertions" => {
            (Some(*i), rest)
        }
        steps => (None, steps),
    };
    let keys: Vec<&str> = rest
        .iter()
        .filter_map(|step| match step {
            PathStep::Key(key) => Some(key.as_str()),
            PathStep::Index(_) => None,
        })
        .collect();
    let name = match keys.as_slice() {
        ["id"] => "claim".to_owned(),
        ["event", "where", axis @ ("lat" | "lon")] => format!("event.{axis}"),
        keys => keys.join("."),
    };
    (assertion, name)
}
