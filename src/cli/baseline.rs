//! The file of differences that are known, and do not fail a check.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use rashomon::report::difference::Difference;
use rashomon::report::text::inert;
use rashomon::report::words;

use super::{Failure, output};

/// Letters and digits in an id, after its prefix.
const LENGTH: usize = 12;

/// What ids are written with: Crockford's alphabet.
const ALPHABET: &[u8] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// So much of a line that is no id is printed, in characters.
const SHOWN: usize = 60;

/// Ids of known differences.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Baseline(pub(super) BTreeSet<String>);

impl Baseline {
    /// Reads a file of ids.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let text = rashomon::ingest::read_text(path).map_err(|error| {
            Failure::with_help(
                format!("the baseline {} cannot be read: {error}", path.display()),
                "make one with --write-baseline",
            )
        })?;
        Self::parse(&text).map_err(|(line, words)| {
            Failure::with_help(
                format!(
                    "{}:{line}: `{words}` is no id of a difference",
                    path.display()
                ),
                format!(
                    "an id is `f-` and {LENGTH} letters and digits, as `rashomon check` prints it; \
                     what follows `#` is for people"
                ),
            )
        })
    }

    /// The ids, one a line; what follows `#` is for people. Else the first line that is neither,
    /// by number.
    fn parse(text: &str) -> Result<Self, (usize, String)> {
        let mut ids = BTreeSet::new();
        for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let id = line.split('#').next().unwrap_or_default().trim();
            if is_id(id) {
                ids.insert(id.to_owned());
            } else if !id.is_empty() {
                return Err((number + 1, id.chars().take(SHOWN).collect()));
            }
        }
        Ok(Self(ids))
    }

    /// Writes the ids of `differences`, sorted, each with what it is.
    pub(super) fn write(path: &Path, differences: &[Difference]) -> Result<(), Failure> {
        let mut sorted: Vec<&Difference> = differences.iter().collect();
        sorted.sort_by(|a, b| a.id.cmp(&b.id));
        output::to_file(path, &mut |out| lines(&sorted, out))
    }
}

/// Whether a word is made as ids of differences are.
fn is_id(word: &str) -> bool {
    let code = word.strip_prefix("f-").unwrap_or_default();
    code.len() == LENGTH && code.bytes().all(|letter| ALPHABET.contains(&letter))
}

fn lines(differences: &[&Difference], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# Differences that `rashomon check` passes over.")?;
    for difference in differences {
        let verdict = words::verdict(difference.grade.verdict);
        let what = format!("{verdict}, {difference}");
        writeln!(out, "{}  # {}", difference.id, inert(&what))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rashomon::report::check::check;
    use rashomon::view::Report;

    #[test]
    fn an_id_stands_alone_in_its_line() {
        let text = "# known\r\nf-00000000000a  # what it is\n\n  f-00000000000b\n#f-3\n";
        let ids: Vec<String> = Baseline::parse(text).unwrap().0.into_iter().collect();
        assert_eq!(ids, ["f-00000000000a", "f-00000000000b"]);
    }

    #[test]
    fn what_is_no_id_is_refused_with_its_line() {
        for line in [
            "{\"id\": 1}",
            "f-gone",
            "e-00000000000a",
            "f-00000000000i",
            "f-00000000000a f-00000000000b",
        ] {
            let refused = Baseline::parse(&format!("# known\n{line}\n"));
            assert_eq!(refused, Err((2, line.to_owned())));
        }
    }

    #[test]
    fn what_is_written_reads_back() {
        let report = include_str!("../../tests/data/canned-report.json");
        let report: Report<'static> = serde_json::from_str(report).unwrap();
        let compatible = "compatible".parse().unwrap();
        let mut all = check(&report, compatible, &BTreeSet::new()).new;
        for (number, difference) in all.iter_mut().rev().enumerate() {
            difference.id = format!("f-{number:012}");
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("known.txt");
        Baseline::write(&path, &all).unwrap();
        let back = Baseline::read(&path).unwrap();
        let ids: BTreeSet<String> = all.into_iter().map(|d| d.id).collect();
        assert_eq!((back.0.len(), back.0), (11, ids));
        assert!(Baseline::read(&folder.path().join("none")).is_err());
    }
}
