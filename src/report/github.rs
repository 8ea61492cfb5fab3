//! Annotations of a GitHub workflow: commands on standard output, a line each.
//!
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>

use std::io::{self, Write};

use super::difference::{self, Entry, Level};
use super::place::{Place, Places};
use super::selection::Selection;
use super::text::{LONGEST, clip, inert};
use super::{topic, words};

/// Writes the selected differences, worst first, and the summary. What differs in wording or
/// precision only has no annotation: GitHub shows ten of a kind.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(
    selection: &Selection<'_>,
    places: &Places<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    for entry in difference::all(selection) {
        annotate(&entry, places, out)?;
    }
    for told in &selection.left_out {
        writeln!(out, "::notice title=Not all is shown::{}", data(told))?;
    }
    let summary = words::summary(&selection.report.summary);
    writeln!(out, "::notice title=Reconciliation::{}", data(&summary))
}

fn annotate(of: &Entry<'_>, places: &Places<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mark = words::mark(of.entry.verdict, of.entry.severity);
    let title = property(&format!("{mark}: {}", topic::name(of.topic)));
    let mut located = of.located(places).map(|(_, _, place)| place);
    let at = located.next().map(position).unwrap_or_default();
    let other = located.next();
    let other = other.map(|b| format!(" Another account: {}:{}.", b.file, b.line));
    let text = format!(
        "{}{} [{}]",
        of.told(),
        other.unwrap_or_default(),
        of.entry.id
    );
    let level = match of.level() {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    writeln!(out, "::{level} {at}title={title}::{}", data(&text))
}

fn position(place: Place<'_>) -> String {
    format!("file={},line={},", property(place.file), place.line)
}

/// Text that stays in its line: the runner undoes these escapes.
fn data(text: &str) -> String {
    let text = clip(text, LONGEST);
    inert(&text)
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A property's value, which also ends at a colon or a comma.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::canned;
    use super::*;

    #[test]
    fn text_is_no_command() {
        assert_eq!(data("a\n::error::x %0A"), "a\\n::error::x %250A");
        assert_eq!(property("a,file=b:c"), "a%2Cfile=b%3Ac");
    }

    #[test]
    fn each_line_is_one_command_the_worst_first() {
        let report = canned::report();
        let mut out = Vec::new();
        write(&Selection::all(&report), &Places::default(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let levels: Vec<&str> = text.lines().map(|l| l.split(' ').next().unwrap()).collect();
        let count = |level: &str| levels.iter().filter(|l| **l == level).count();
        assert_eq!(count("::error"), 3);
        assert_eq!(count("::notice"), levels.len() - 3);
        assert!(levels[..3].iter().all(|l| *l == "::error"));
        assert!(text.lines().next().unwrap().contains("status (Idris Vane)"));
    }
}
