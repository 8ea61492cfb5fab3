//! The reconciliation as the claims format prints it.
//!
//! One entry a line: a change to one finding is a change to one line in git, and the file can be
//! read, or written, without holding it whole.

mod finding;
pub mod line;
mod read;

use std::io::{self, Write};

use rayon::prelude::*;
pub use read::read;
use serde::Serialize;

use super::build::Draft;
use super::selection::Selection;
use super::view::{self, Report};
use crate::progress::Progress;

/// Entries that are made and written at a time, in lots that the threads share out.
const BATCH: usize = 1024;
/// Entries of a lot.
const LOT: usize = 32;

/// Writes a whole report, part by part, none of which is held longer than it takes to write it.
///
/// # Errors
/// Where `out` cannot be written.
pub fn stream(draft: &Draft<'_>, progress: &dyn Progress, out: &mut dyn Write) -> io::Result<()> {
    progress.begin("writing", (draft.events() + draft.findings()) as u64);
    let mut advance = |entries: usize| progress.advance(entries as u64);
    head(out, view::VERSION, draft.method(), &draft.summary())?;
    array(out, "events", draft.events(), &mut advance, |n, _, out| {
        line::add(&draft.event(n), out)
    })?;
    list(out, "subjects", &draft.subjects())?;
    list(out, "outlets", &draft.outlets())?;
    array(
        out,
        "findings",
        draft.findings(),
        &mut advance,
        |n, room, out| finding::add(draft, n, room, out),
    )?;
    list(out, "names", &draft.names())?;
    list(out, "notes", &draft.notes())?;
    progress.done();
    out.write_all(b"\n}\n")
}

/// Writes the selected part of a report.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    // Taken apart by name, so that a new field of the report cannot be forgotten here.
    let Report {
        version,
        method,
        summary,
        events: _,
        subjects: _,
        outlets: _,
        findings: _,
        names: _,
        notes: _,
    } = selection.report;
    let mut method = method.clone();
    method.remarks.extend(selection.left_out.iter().cloned());
    head(out, *version, &method, summary)?;
    list(out, "events", &selection.events)?;
    list(out, "subjects", &selection.subjects)?;
    list(out, "outlets", &selection.outlets)?;
    let findings: Vec<_> = selection
        .findings
        .iter()
        .map(|f| finding::Lean(f))
        .collect();
    list(out, "findings", &findings)?;
    list(out, "names", &selection.names)?;
    list(out, "notes", &selection.notes)?;
    out.write_all(b"\n}\n")
}

fn head(
    out: &mut dyn Write,
    version: u32,
    method: &view::Method,
    summary: &view::Summary,
) -> io::Result<()> {
    field(out, "{\n", "version", &version)?;
    field(out, ",\n", "method", method)?;
    field(out, ",\n", "summary", summary)
}

fn field(out: &mut dyn Write, before: &str, name: &str, value: &impl Serialize) -> io::Result<()> {
    let mut bytes = Vec::new();
    line::add(value, &mut bytes)?;
    write!(out, "{before}\"{name}\": ")?;
    out.write_all(&bytes)
}

fn list<T: Serialize + Sync>(out: &mut dyn Write, name: &str, items: &[T]) -> io::Result<()> {
    array(out, name, items.len(), &mut |_| (), |n, _, out| {
        line::add(&items[n], out)
    })
}

/// Writes an array of entries, each made when it is its turn. `add` adds the entry of a number,
/// and is given room to work in.
fn array(
    out: &mut dyn Write,
    name: &str,
    count: usize,
    advance: &mut dyn FnMut(usize),
    add: impl Fn(usize, &mut Vec<u8>, &mut Vec<u8>) -> Result<(), serde_json::Error> + Sync,
) -> io::Result<()> {
    write!(out, ",\n\"{name}\": [")?;
    let mut lots: Vec<Lot> = (0..BATCH / LOT).map(|_| Lot::default()).collect();
    for from in (0..count).step_by(BATCH) {
        let batch = from..count.min(from + BATCH);
        lots.par_iter_mut()
            .zip(batch.clone().into_par_iter().step_by(LOT))
            .try_for_each(|(lot, from)| lot.fill(from..batch.end.min(from + LOT), &add))?;
        for lot in &lots[..batch.len().div_ceil(LOT)] {
            out.write_all(&lot.bytes)?;
        }
        advance(batch.len());
    }
    out.write_all(if count == 0 { b"]" } else { b"\n]" })
}

/// Entries, each on its line. What it takes stays for the next ones.
#[derive(Default)]
struct Lot {
    bytes: Vec<u8>,
    /// Room to work in.
    room: Vec<u8>,
}

impl Lot {
    fn fill(
        &mut self,
        numbers: std::ops::Range<usize>,
        add: &impl Fn(usize, &mut Vec<u8>, &mut Vec<u8>) -> Result<(), serde_json::Error>,
    ) -> Result<(), serde_json::Error> {
        self.bytes.clear();
        for number in numbers {
            self.bytes
                .extend_from_slice(if number == 0 { b"\n" } else { b",\n" });
            add(number, &mut self.room, &mut self.bytes)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{canned, text};
    use super::*;

    fn printed() -> String {
        let report = canned::report();
        let mut out = Vec::new();
        write(&Selection::all(&report), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_is_written_reads_back_as_the_report() {
        let back = read(printed().as_bytes()).unwrap();
        let report = canned::report();
        assert!(back == report);
    }

    #[test]
    fn nothing_in_it_acts_on_a_terminal() {
        let page = printed();
        assert!(!page.chars().any(|c| c != '\n' && text::acts(c)));
        assert!(page.contains("\\u202e"));
    }

    #[test]
    fn the_canned_report_reads() {
        insta::assert_snapshot!(printed());
    }
}
