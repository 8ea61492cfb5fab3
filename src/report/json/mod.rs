//! The reconciliation as the claims format prints it.
//!
//! One entry a line: a change to one topic is a change to one line in git, and the file can be
//! read, or written, without holding it whole.

mod inert;
mod read;

use std::io::{self, Write};

pub use read::{ReadError, read};
use serde::Serialize;

use super::lots;
use super::selection::Selection;
use crate::codebook::Verdict;
use crate::progress::Progress;
use crate::view::{Parts, Topic, VERSION};

/// Writes a report part by part, none of which is held longer than it takes to write it.
///
/// # Errors
/// Where `out` cannot be written.
pub fn stream(
    parts: &dyn Parts<'_>,
    progress: &dyn Progress,
    out: &mut dyn Write,
) -> io::Result<()> {
    progress.begin("writing", (parts.events() + parts.topics()) as u64);
    let written = |entries: usize| progress.advance(entries as u64);
    field(out, "{\n", "version", &VERSION)?;
    list(out, "events", parts.events(), &written, |n| parts.event(n))?;
    list(out, "topics", parts.topics(), &written, |n| {
        lean(parts.topic(n))
    })?;
    array(out, "subjects", &parts.subjects())?;
    array(out, "outlets", &parts.outlets())?;
    array(out, "names", &parts.names())?;
    array(out, "notes", &parts.notes())?;
    array(out, "rulings", &parts.rulings())?;
    field(out, ",\n", "method", &parts.method())?;
    field(out, ",\n", "summary", &parts.summary())?;
    out.write_all(b"\n}\n")?;
    progress.done();
    Ok(())
}

/// Writes the selected part of a report.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    stream(selection, &(), out)
}

/// Without what is said of rows that are compatible, which `explain` tells.
fn lean(mut topic: Topic<'_>) -> Topic<'_> {
    for entry in &mut topic.between {
        if entry.verdict == Verdict::Compatible {
            entry.why = "".into();
            entry.settle = None;
        }
    }
    topic
}

fn field(out: &mut dyn Write, before: &str, name: &str, value: &impl Serialize) -> io::Result<()> {
    let mut bytes = Vec::new();
    inert::add(value, &mut bytes)?;
    write!(out, "{before}\"{name}\": ")?;
    out.write_all(&bytes)
}

fn array<T: Serialize + Sync>(out: &mut dyn Write, name: &str, items: &[T]) -> io::Result<()> {
    list(out, name, items.len(), &|_| (), |n| &items[n])
}

/// Writes an array of entries, each made when it is its turn.
fn list<T: Serialize>(
    out: &mut dyn Write,
    name: &str,
    entries: usize,
    written: &dyn Fn(usize),
    entry: impl Fn(usize) -> T + Sync,
) -> io::Result<()> {
    write!(out, ",\n\"{name}\": [")?;
    lots::write(entries, out, written, |range, bytes| {
        range.into_iter().try_for_each(|n| {
            bytes.extend_from_slice(if n == 0 { b"\n" } else { b",\n" });
            inert::add(&entry(n), bytes)
        })
    })?;
    out.write_all(if entries == 0 { b"]" } else { b"\n]" })
}

#[cfg(test)]
mod tests {
    use super::super::selection::Shown;
    use super::super::{canned, text};
    use super::*;

    fn printed() -> String {
        let mut out = Vec::new();
        stream(&canned::report(), &(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_is_written_reads_back_as_the_report() {
        let mut report = canned::report();
        report.topics = report.topics.into_iter().map(lean).collect();
        assert!(read(printed().as_bytes()).unwrap() == report);
    }

    #[test]
    fn a_selection_says_what_it_leaves_out() {
        let report = canned::report();
        let mut out = Vec::new();
        write(&Selection::all(&report), &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), printed());
        let shown = Shown {
            event: Some("e-02".into()),
            ..Shown::default()
        };
        let selection = Selection::new(&report, &shown).unwrap();
        let mut out = Vec::new();
        write(&selection, &mut out).unwrap();
        let back = read(&out).unwrap();
        assert_eq!(back.topics.len(), 3);
        let said = back.method.remarks.last().unwrap();
        assert!(said.contains("of 4 events"), "{said}");
    }

    #[test]
    fn the_bytes_are_the_same_for_any_number_of_threads() {
        let mut report = canned::report();
        let own = report.topics.clone();
        report.topics = own.iter().cycle().take(3_000).cloned().collect();
        let on = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
            let mut out = Vec::new();
            let pool = pool.build().unwrap();
            pool.install(|| stream(&report, &(), &mut out)).unwrap();
            out
        };
        assert!(on(1) == on(3));
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
