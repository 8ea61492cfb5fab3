//! Events that people have coded already: rows of a claim and its event.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use super::lines::line_fault;
use super::open::{Form, Packing, form_of, open, reading_fault};
use super::problem::near;
use super::{Fault, FaultKind, FaultLevel};
use crate::claim::Claim;

/// So many claims that no row lists are named.
const NAMED: usize = 3;

/// Which claims were given as one event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GivenEvents {
    /// The file, as the user named it.
    pub file: String,
    /// The claims of every event, by their number in the sorted claims.
    pub events: Vec<Vec<u32>>,
    /// How many claims no row lists: each is an event alone.
    pub alone: usize,
}

/// Reads a table of claims and events (CSV; TSV by its name; packed or not). A header is one where
/// a cell of the first row is `claim`: the column of that name and the one named `event` are read.
/// Without one, a row is a claim and its event.
///
/// # Errors
/// The fault, where the file cannot be read.
pub fn read(path: &Path, claims: &[Claim]) -> Result<(GivenEvents, Vec<Fault>), Fault> {
    let file = path.display().to_string();
    let (form, packing) = form_of(path).unwrap_or((Form::Csv, Packing::Plain));
    let failed = |error: &std::io::Error| unreadable(&file, error, packing);
    let bytes = open(path, packing)
        .and_then(|mut reader| {
            let mut bytes = Vec::new();
            reader.read_to_end(&mut bytes).map(|_| bytes)
        })
        .map_err(|error| failed(&error))?;
    let delimiter = if form == Form::Tsv { b'\t' } else { b',' };
    Ok(read_bytes(&file, &bytes, delimiter, claims))
}

fn unreadable(file: &str, error: &std::io::Error, packing: Packing) -> Fault {
    let (kind, message, hint) = reading_fault(error, packing);
    let mut fault = line_fault(&Arc::from(file), (0, 0), kind, message);
    fault.hint = Some(hint);
    fault
}

fn read_bytes(
    file: &str,
    bytes: &[u8],
    delimiter: u8,
    claims: &[Claim],
) -> (GivenEvents, Vec<Fault>) {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut rows = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(bytes);
    let mut table = Table::new(file, claims);
    let mut row = csv::ByteRecord::new();
    while matches!(rows.read_byte_record(&mut row), Ok(true)) {
        let line = row.position().map_or(0, csv::Position::line);
        table.row(&row, u32::try_from(line).unwrap_or(u32::MAX));
    }
    table.finish()
}

/// Where the two cells of a row stand.
#[derive(Debug, Clone, Copy)]
struct Columns {
    claim: usize,
    event: usize,
    /// Cells of a row, where the header says.
    cells: usize,
}

/// The rows read so far.
struct Table<'c> {
    file: Arc<str>,
    claims: &'c [Claim],
    columns: Option<Columns>,
    /// The number of each event, and the row that named each claim.
    events: HashMap<String, usize>,
    members: Vec<Vec<u32>>,
    given: Vec<Option<(usize, u32)>>,
    faults: Vec<Fault>,
}

impl<'c> Table<'c> {
    fn new(file: &str, claims: &'c [Claim]) -> Self {
        Self {
            file: Arc::from(file),
            claims,
            columns: None,
            events: HashMap::new(),
            members: Vec::new(),
            given: vec![None; claims.len()],
            faults: Vec::new(),
        }
    }

    fn row(&mut self, row: &csv::ByteRecord, line: u32) {
        let Ok(cells) = row
            .iter()
            .map(std::str::from_utf8)
            .collect::<Result<Vec<_>, _>>()
        else {
            let hint = "save the file as UTF-8";
            return self.fault(
                line,
                FaultKind::Encoding,
                "the bytes here are not UTF-8".into(),
                hint,
            );
        };
        let cells: Vec<&str> = cells.into_iter().map(str::trim).collect();
        if cells.iter().all(|cell| cell.is_empty()) {
            return;
        }
        match self.columns {
            None if is_header(&cells) => self.header(&cells, line),
            None => {
                let columns = Columns {
                    claim: 0,
                    event: 1,
                    cells: 2,
                };
                self.columns = Some(columns);
                self.cells(&cells, columns, line);
            }
            Some(columns) => self.cells(&cells, columns, line),
        }
    }

    fn header(&mut self, cells: &[&str], line: u32) {
        let at = |name: &str| {
            cells
                .iter()
                .position(|cell| cell.eq_ignore_ascii_case(name))
        };
        let claim = at("claim").unwrap_or_default();
        let event = at("event").unwrap_or_else(|| {
            let message = "no column is named `event`".to_owned();
            self.fault(
                line,
                FaultKind::MissingField,
                message,
                "name the column of the events `event`",
            );
            usize::from(claim == 0)
        });
        self.columns = Some(Columns {
            claim,
            event,
            cells: cells.len(),
        });
    }

    fn cells(&mut self, cells: &[&str], columns: Columns, line: u32) {
        if cells.len() != columns.cells {
            let message = format!(
                "has {} cells, and {} are expected",
                cells.len(),
                columns.cells
            );
            let hint = "write a claim's id and the name of its event; put quotes around a comma";
            return self.fault(line, FaultKind::Syntax, message, hint);
        }
        let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
        let (claim, event) = (cell(columns.claim), cell(columns.event));
        if claim.is_empty() || event.is_empty() {
            let which = if claim.is_empty() { "claim" } else { "event" };
            let message = format!("has no {which}");
            let hint = "fill the cell, or leave the row out: a claim in no row stays alone";
            return self.fault(line, FaultKind::MissingField, message, hint);
        }
        match self.claims.binary_search_by(|c| (*c.id).cmp(claim)) {
            Ok(number) => self.give(number, event, line),
            Err(_) => self.unknown(claim, line),
        }
    }

    fn give(&mut self, claim: usize, event: &str, line: u32) {
        let next = self.members.len();
        let number = *self.events.entry(event.to_owned()).or_insert(next);
        if number == next {
            self.members.push(Vec::new());
        }
        match self.given[claim] {
            None => {
                self.given[claim] = Some((number, line));
                self.members[number].push(claim as u32);
            }
            Some((before, _)) if before == number => {}
            Some((_, first)) => {
                let id = &self.claims[claim].id;
                let message = format!("`{id}` is of another event in line {first}, which is kept");
                self.fault(
                    line,
                    FaultKind::DuplicateId,
                    message,
                    "a claim is of one event: delete one of the rows",
                );
            }
        }
    }

    fn unknown(&mut self, claim: &str, line: u32) {
        let ids = || self.claims.iter().map(|c| &*c.id);
        // Nearest names are looked for once: a file of another set's claims has thousands.
        let first = self.faults.iter().all(|f| f.kind != FaultKind::BadValue);
        let hint = first.then(|| near(claim, ids())).flatten();
        let hint =
            hint.unwrap_or_else(|| "write the id of a claim that is read in this run".into());
        let message = format!("no claim has the id `{}`", super::problem::shortened(claim));
        self.fault(line, FaultKind::BadValue, message, &hint);
    }

    fn fault(&mut self, line: u32, kind: FaultKind, message: String, hint: &str) {
        let mut fault = line_fault(&self.file, (line, 0), kind, message);
        fault.hint = Some(hint.to_owned());
        self.faults.push(fault);
    }

    fn finish(mut self) -> (GivenEvents, Vec<Fault>) {
        let alone: Vec<&str> = std::iter::zip(self.claims, &self.given)
            .filter(|(_, given)| given.is_none())
            .map(|(claim, _)| &*claim.id)
            .collect();
        let count = alone.len();
        if count > 0 {
            let mut fault = line_fault(
                &self.file,
                (0, 0),
                FaultKind::MissingField,
                not_listed(&alone),
            );
            fault.level = FaultLevel::Warning;
            fault.hint = Some("add a row for each, or leave them as they are".to_owned());
            self.faults.push(fault);
        }
        self.members.retain(|members| !members.is_empty());
        for members in &mut self.members {
            members.sort_unstable();
        }
        self.members.sort_unstable();
        let given = GivenEvents {
            file: self.file.to_string(),
            events: self.members,
            alone: count,
        };
        (given, self.faults)
    }
}

fn is_header(cells: &[&str]) -> bool {
    cells.iter().any(|cell| cell.eq_ignore_ascii_case("claim"))
}

fn not_listed(alone: &[&str]) -> String {
    let named = alone
        .iter()
        .take(NAMED)
        .copied()
        .collect::<Vec<_>>()
        .join(", ");
    let more = if alone.len() > NAMED { ", …" } else { "" };
    match alone.len() {
        1 => format!("one claim is in no row, and stays alone: {named}"),
        count => format!("{count} claims are in no row, and stay alone: {named}{more}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::Codebook;

    fn claims() -> Vec<Claim> {
        let lines: String = ["a#1", "b#1", "c#1", "d,1"]
            .map(|id| format!("{{\"outlet\": \"{id}\", \"id\": \"{id}\"}}\n"))
            .concat();
        super::super::read_lines("x", lines.as_bytes(), &Codebook::builtin()).claims
    }

    fn given(text: &str) -> (Vec<Vec<u32>>, usize, Vec<(u32, FaultKind)>) {
        let (given, faults) = read_bytes("e.csv", text.as_bytes(), b',', &claims());
        let faults = faults.iter().map(|f| (f.line, f.kind)).collect();
        (given.events, given.alone, faults)
    }

    #[test]
    fn rows_with_and_without_a_header() {
        let all = vec![vec![0, 2], vec![1, 3]];
        let plain = "a#1,x\nb#1,y\n\nc#1,x\r\n\"d,1\",y\n";
        assert_eq!(given(plain), (all.clone(), 0, vec![]));
        assert_eq!(
            given(&format!("\u{feff}claim,event\n{plain}")),
            (all.clone(), 0, vec![])
        );
        let wide = "event,outlet,Claim\nx,o,a#1\ny,o,b#1\nx,o,c#1\ny,o,\"d,1\"\n";
        assert_eq!(given(wide), (all, 0, vec![]));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line_and_the_rest_is_used() {
        let text = "a#1,x\nb#1\nb#2,x\nc#1,x\nc#1,y\nc#1,x\n,x\n";
        let (events, alone, faults) = given(text);
        assert_eq!(events, [vec![0, 2]]);
        assert_eq!(alone, 2);
        assert_eq!(
            faults,
            [
                (2, FaultKind::Syntax),
                (3, FaultKind::BadValue),
                (5, FaultKind::DuplicateId),
                (7, FaultKind::MissingField),
                (0, FaultKind::MissingField),
            ]
        );
    }

    #[test]
    fn a_slip_in_an_id_is_mended_and_claims_alone_are_named() {
        let (_, faults) = read_bytes("e.csv", b"a#11,x\n", b',', &claims());
        assert_eq!(faults[0].hint.as_deref(), Some("did you mean \"a#1\"?"));
        assert_eq!(
            faults[1].message,
            "4 claims are in no row, and stay alone: a#1, b#1, c#1, …"
        );
        assert_eq!(faults[1].level, FaultLevel::Warning);
    }
}
