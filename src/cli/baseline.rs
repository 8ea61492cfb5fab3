//! The file of findings that are known, and do not fail a check.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use rashomon::report::text::inert;
use rashomon::report::view::Finding;
use rashomon::report::words;

use super::{Failure, output};

/// Ids of known findings.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Baseline(pub(super) BTreeSet<String>);

impl Baseline {
    /// Reads a file of ids.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            Failure::with_help(
                format!("the baseline {} cannot be read: {error}", path.display()),
                "make one with --write-baseline",
            )
        })?;
        Ok(Self::parse(&text))
    }

    /// An id is the first word of a line; the rest, and what follows `#`, is for people.
    fn parse(text: &str) -> Self {
        let lines = text.trim_start_matches('\u{feff}').lines();
        let words = lines.filter_map(|line| line.split_whitespace().next());
        let ids = words.filter(|word| !word.starts_with('#'));
        Self(ids.map(str::to_owned).collect())
    }

    /// Writes the ids of `findings`, sorted, each with what it is.
    pub(super) fn write(path: &Path, findings: &[&Finding]) -> Result<(), Failure> {
        let mut sorted = findings.to_vec();
        sorted.sort_by(|a, b| a.id.cmp(&b.id));
        output::to_file(path, &mut |out| lines(&sorted, out))
    }
}

fn lines(findings: &[&Finding], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# Findings that `rashomon check` passes over.")?;
    for finding in findings {
        let topic = words::topic(&finding.attribute, finding.of.as_deref());
        let what = format!(
            "{}, {topic}: {} ({}) against {} ({})",
            words::verdict(finding.verdict),
            finding.values[0],
            finding.outlets[0],
            finding.values[1],
            finding.outlets[1],
        );
        writeln!(out, "{}  # {}", finding.id, inert(&what))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_first_words() {
        let text = "# known\r\nf-1  # what it is\n\n  f-2\n#f-3\n";
        let ids: Vec<String> = Baseline::parse(text).0.into_iter().collect();
        assert_eq!(ids, ["f-1", "f-2"]);
    }

    #[test]
    fn what_is_written_reads_back() {
        let report = crate::cli::check::canned();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("known.txt");
        let all: Vec<&Finding> = report.findings.iter().rev().collect();
        Baseline::write(&path, &all).unwrap();
        let back = Baseline::read(&path).unwrap();
        let ids: BTreeSet<String> = report.findings.iter().map(|f| f.id.clone()).collect();
        assert_eq!(back.0, ids);
        assert!(Baseline::read(&folder.path().join("none")).is_err());
    }
}
