//! The reconciliation as the claims format prints it.
//!
//! One entry a line: a change to one finding is a change to one line in git, and the file can be
//! read, or written, without holding it whole.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use super::selection::Selection;
use super::text::acts;
use super::view::Report;

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
    field(out, "{\n", "version", version)?;
    field(out, ",\n", "method", &method)?;
    field(out, ",\n", "summary", summary)?;
    array(out, "events", &selection.events)?;
    array(out, "subjects", &selection.subjects)?;
    array(out, "outlets", &selection.outlets)?;
    array(out, "findings", &selection.findings)?;
    array(out, "names", &selection.names)?;
    array(out, "notes", &selection.notes)?;
    out.write_all(b"\n}\n")
}

fn field(out: &mut dyn Write, before: &str, name: &str, value: &impl Serialize) -> io::Result<()> {
    write!(out, "{before}\"{name}\": ")?;
    line(out, value)
}

fn array<T: Serialize>(out: &mut dyn Write, name: &str, items: &[T]) -> io::Result<()> {
    write!(out, ",\n\"{name}\": [")?;
    for (number, item) in items.iter().enumerate() {
        out.write_all(if number == 0 { b"\n" } else { b",\n" })?;
        line(out, item)?;
    }
    out.write_all(if items.is_empty() { b"]" } else { b"\n]" })
}

/// A value on one line.
fn line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(out, Inert);
    value.serialize(&mut serializer).map_err(io::Error::from)
}

/// JSON on one line, in which what would act on a terminal is written as an escape: the same
/// string to any reader of JSON, and harmless to one who prints the file.
struct Inert;

impl Formatter for Inert {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut from = 0;
        for (at, c) in fragment.char_indices().filter(|(_, c)| acts(*c)) {
            out.write_all(&fragment.as_bytes()[from..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            from = at + c.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[from..])
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
        let back: Report = serde_json::from_str(&printed()).unwrap();
        // Where a claim stands is for `check` alone, and is not written.
        let mut report = canned::report();
        let accounts = report.events.iter_mut().flat_map(|e| &mut e.accounts);
        accounts.for_each(|a| a.location.clear());
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
