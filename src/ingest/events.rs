//! Events that people have coded already: rows of a claim and its event.

use std::collections::HashMap;
use std::path::Path;

use super::checks::no_such_claim;
use super::table::{CellTable, TableRow};
use super::{Fault, FaultKind};
use crate::claim::{Claim, ValueError};

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
    Ok(events_of(&CellTable::open(path)?, claims))
}

fn events_of(table: &CellTable, claims: &[Claim]) -> (GivenEvents, Vec<Fault>) {
    let mut reader = EventReader {
        table,
        claims,
        events: HashMap::new(),
        members: Vec::new(),
        given: vec![None; claims.len()],
        faults: Vec::new(),
    };
    let mut rows = table.rows();
    if let Some(first) = rows.header() {
        let [claim, event] = reader.columns(&first);
        let width = rows.width.filter(|_| is_header(&first)).unwrap_or(2);
        rows.width = Some(width);
        if !is_header(&first) && first.cells.len() == width {
            reader.row(&first, claim, event);
        } else if !is_header(&first) {
            reader.faults.push(table.wrong_width(&first, width));
        }
        for span in rows.by_ref() {
            if let Some(row) = table.row_of(&span, width, &mut reader.faults) {
                reader.row(&row, claim, event);
            }
        }
    }
    reader.faults.append(&mut rows.faults);
    reader.finish()
}

/// The rows read so far.
struct EventReader<'c> {
    table: &'c CellTable,
    claims: &'c [Claim],
    /// The number of each event, and the row that named each claim.
    events: HashMap<String, usize>,
    members: Vec<Vec<u32>>,
    given: Vec<Option<(usize, u32)>>,
    faults: Vec<Fault>,
}

impl EventReader<'_> {
    /// Where the two columns stand.
    fn columns(&mut self, first: &TableRow) -> [usize; 2] {
        let names = first.trimmed();
        let at = |wanted: &str| {
            names
                .iter()
                .position(|name| name.eq_ignore_ascii_case(wanted))
        };
        let Some(claim) = at("claim") else {
            return [0, 1];
        };
        let event = at("event").unwrap_or_else(|| {
            let error = ValueError::new("no column is named `event`")
                .hint("name the column of the events `event`");
            self.fault(first.line, FaultKind::MissingField, error);
            usize::from(claim == 0)
        });
        [claim, event]
    }

    fn row(&mut self, row: &TableRow, claim: usize, event: usize) {
        let (claim, event) = (row.cell(claim), row.cell(event));
        let (claim, event) = (claim.trim(), event.trim());
        if claim.is_empty() || event.is_empty() {
            let which = if claim.is_empty() { "claim" } else { "event" };
            let error = ValueError::new(format!("has no {which}"))
                .hint("fill the cell, or leave the row out: a claim in no row stays alone");
            return self.fault(row.line, FaultKind::MissingField, error);
        }
        match self.claims.binary_search_by(|c| (*c.id).cmp(claim)) {
            Ok(number) => self.give(number, event, row.line),
            Err(_) => self.unknown(claim, row.line),
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
                let hint = "a claim is of one event: delete one of the rows";
                let error = ValueError::new(message).hint(hint);
                self.fault(line, FaultKind::DuplicateId, error);
            }
        }
    }

    fn unknown(&mut self, claim: &str, line: u32) {
        // Nearest names are looked for once: a file of another set's claims has thousands.
        let first = self.faults.iter().all(|f| f.kind != FaultKind::BadValue);
        let claims = if first { self.claims } else { &[] };
        self.fault(line, FaultKind::BadValue, no_such_claim(claim, claims));
    }

    fn fault(&mut self, line: u32, kind: FaultKind, error: ValueError) {
        self.faults
            .push(Fault::at(&self.table.file, (line, 0), kind, error));
    }

    fn finish(mut self) -> (GivenEvents, Vec<Fault>) {
        let alone: Vec<&str> = std::iter::zip(self.claims, &self.given)
            .filter(|(_, given)| given.is_none())
            .map(|(claim, _)| &*claim.id)
            .collect();
        if !alone.is_empty() {
            let error = ValueError::new(not_listed(&alone))
                .hint("add a row for each, or leave them as they are");
            let fault = Fault::of_file(&self.table.file, FaultKind::MissingField, error);
            self.faults.push(fault.warning());
        }
        self.members.retain(|members| !members.is_empty());
        for members in &mut self.members {
            members.sort_unstable();
        }
        self.members.sort_unstable();
        let given = GivenEvents {
            file: self.table.file.to_string(),
            events: self.members,
            alone: alone.len(),
        };
        (given, self.faults)
    }
}

fn is_header(first: &TableRow) -> bool {
    let names = first.trimmed();
    names.iter().any(|name| name.eq_ignore_ascii_case("claim"))
}

fn not_listed(alone: &[&str]) -> String {
    let named = alone[..alone.len().min(NAMED)].join(", ");
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
    use crate::ingest::{FaultLevel, Form};

    fn claims() -> Vec<Claim> {
        let lines: String = ["a#1", "b#1", "c#1", "d,1"]
            .map(|id| format!("{{\"outlet\": \"{id}\", \"id\": \"{id}\"}}\n"))
            .concat();
        super::super::read_lines("x", lines.as_bytes(), &Codebook::builtin()).claims
    }

    fn read_text(text: &str) -> (GivenEvents, Vec<Fault>) {
        let (table, _) = CellTable::read(&"e.csv".into(), Form::Csv, text.as_bytes());
        events_of(&table, &claims())
    }

    fn given(text: &str) -> (Vec<Vec<u32>>, usize, Vec<(u32, FaultKind)>) {
        let (given, faults) = read_text(text);
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
        let (_, faults) = read_text("a#11,x\n");
        assert_eq!(faults[0].hint.as_deref(), Some("did you mean \"a#1\"?"));
        assert_eq!(
            faults[1].message,
            "4 claims are in no row, and stay alone: a#1, b#1, c#1, …"
        );
        assert_eq!(faults[1].level, FaultLevel::Warning);
    }
}
