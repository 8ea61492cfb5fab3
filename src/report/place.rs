//! Where a claim stands in the user's files, as machines are told.

use super::dispute::Index;
use super::view::Finding;

/// A file and a line of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// As the user named it.
    pub file: &'a str,
    /// From 1.
    pub line: u32,
}

/// Reads `file:line`, as an account keeps it. `None` for standard input, which has no file.
pub fn place(location: &str) -> Option<Place<'_>> {
    let (file, line) = location.rsplit_once(':')?;
    let line = line.parse().ok().filter(|line| *line > 0)?;
    (!file.is_empty() && file != "-").then_some(Place { file, line })
}

/// Where the two claims of a finding stand.
pub fn places<'a>(finding: &Finding, index: &Index<'a>) -> [Option<Place<'a>>; 2] {
    let of = |claim: &str| place(&index.account(claim)?.location);
    [of(&finding.claims[0]), of(&finding.claims[1])]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_file_and_a_line() {
        let found = place("a:b/c.json:12").unwrap();
        assert_eq!((found.file, found.line), ("a:b/c.json", 12));
        for none in ["", "-:3", "a.json", "a.json:0", "a.json:x", ":4"] {
            assert_eq!(place(none), None, "{none}");
        }
    }
}
