//! The reconciliation as the claims format prints it.
//!
//! One entry a line: a change to one finding is a change to one line in git, and the file can be
//! read, or written, without holding it whole.

pub mod line;

use std::io::{self, Write};

use rayon::prelude::*;
use serde::Serialize;

use super::build::Draft;
use super::selection::Selection;
use super::view::{self, Report};
use crate::progress::Progress;

/// Entries that are made and written at a time, in lots that the threads share out.
const BATCH: usize = 4096;
/// Entries of a lot.
const LOT: usize = 128;

/// Writes a whole report, part by part, none of which is held longer than it takes to write it.
///
/// # Errors
/// Where `out` cannot be written.
pub fn stream(draft: &Draft<'_>, progress: &dyn Progress, out: &mut dyn Write) -> io::Result<()> {
    progress.begin("writing", (draft.events() + draft.findings()) as u64);
    let mut advance = |entries: usize| progress.advance(entries as u64);
    head(out, view::VERSION, draft.method(), &draft.summary())?;
    array(out, "events", draft.events(), &mut advance, |n| {
        draft.event(n)
    })?;
    list(out, "subjects", &draft.subjects())?;
    list(out, "outlets", &draft.outlets())?;
    array(out, "findings", draft.findings(), &mut advance, |n| {
        draft.finding(n)
    })?;
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
    list(out, "findings", &selection.findings)?;
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
    array(out, name, items.len(), &mut |_| (), |n| &items[n])
}

/// Writes an array of entries, each made when it is its turn.
fn array<T: Serialize>(
    out: &mut dyn Write,
    name: &str,
    count: usize,
    advance: &mut dyn FnMut(usize),
    make: impl Fn(usize) -> T + Sync,
) -> io::Result<()> {
    write!(out, ",\n\"{name}\": [")?;
    for from in (0..count).step_by(BATCH) {
        let batch = from..count.min(from + BATCH);
        let lots: Vec<usize> = batch.clone().step_by(LOT).collect();
        let written = lots
            .into_par_iter()
            .map(|from| lot(from..batch.end.min(from + LOT), &make))
            .collect::<Result<Vec<Vec<u8>>, serde_json::Error>>()?;
        for bytes in written {
            out.write_all(&bytes)?;
        }
        advance(batch.len());
    }
    out.write_all(if count == 0 { b"]" } else { b"\n]" })
}

/// Entries, each on its line.
fn lot<T: Serialize>(
    numbers: std::ops::Range<usize>,
    make: &impl Fn(usize) -> T,
) -> Result<Vec<u8>, serde_json::Error> {
    let mut bytes = Vec::with_capacity(numbers.len() * 512);
    for number in numbers {
        bytes.extend_from_slice(if number == 0 { b"\n" } else { b",\n" });
        line::add(&make(number), &mut bytes)?;
    }
    Ok(bytes)
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
        let back: Report = serde_json::from_str(&printed()).unwrap();
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
