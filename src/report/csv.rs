//! The findings as CSV: one a row, for a spreadsheet.

use std::borrow::Cow;
use std::io::{self, Write};

use super::dispute::{Index, Teller};
use super::selection::Selection;
use super::text::inert;
use super::view::{Finding, Text};
use super::words;

/// The columns.
pub const COLUMNS: [&str; 22] = [
    "id",
    "verdict",
    "severity",
    "event",
    "event_title",
    "subject",
    "attribute",
    "of",
    "claim_a",
    "outlet_a",
    "published_a",
    "said_by_a",
    "value_a",
    "claim_b",
    "outlet_b",
    "published_b",
    "said_by_b",
    "value_b",
    "why",
    "settle",
    "condition",
    "party",
];

/// Writes the selected findings.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let index = Index::new(selection.report);
    let mut csv = ::csv::Writer::from_writer(out);
    csv.write_record(COLUMNS).map_err(io_error)?;
    for &finding in &selection.findings {
        let row = row(finding, &index);
        let cells = row.iter().map(|cell| safe(cell).into_owned());
        csv.write_record(cells).map_err(io_error)?;
    }
    csv.flush()
}

/// The error behind a CSV error, so that a closed pipe is known as one.
pub(super) fn io_error(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn row(finding: &Finding, index: &Index<'_>) -> [String; 22] {
    let text = |text: &Option<Text>| text.as_deref().unwrap_or_default().to_owned();
    let event = finding.event.as_deref().and_then(|id| index.event(id));
    let subject = finding.subject.as_deref().and_then(|id| index.subject(id));
    let (a, b) = (index.teller(finding, 0), index.teller(finding, 1));
    let parties = [party(&a), party(&b)].into_iter().flatten();
    let parties = parties.collect::<Vec<_>>().join("; ");
    let [claim_a, outlet_a, published_a, said_by_a, value_a] = side(&a, &finding.values[0]);
    let [claim_b, outlet_b, published_b, said_by_b, value_b] = side(&b, &finding.values[1]);
    [
        finding.id.to_string(),
        words::verdict(finding.verdict).to_owned(),
        words::severity(finding.severity).to_owned(),
        text(&finding.event),
        event.map(|e| e.title.to_string()).unwrap_or_default(),
        subject.map(|s| s.name.to_string()).unwrap_or_default(),
        finding.attribute.to_string(),
        text(&finding.of),
        claim_a,
        outlet_a,
        published_a,
        said_by_a,
        value_a,
        claim_b,
        outlet_b,
        published_b,
        said_by_b,
        value_b,
        finding.why.to_string(),
        text(&finding.settle),
        text(&finding.condition),
        parties,
    ]
}

fn side(teller: &Teller<'_>, value: &str) -> [String; 5] {
    [
        teller.claim.to_owned(),
        teller.outlet.to_owned(),
        teller.published.unwrap_or_default().to_owned(),
        teller.said_by.join("; "),
        value.to_owned(),
    ]
}

fn party(teller: &Teller<'_>) -> Option<String> {
    teller
        .party
        .map(|party| format!("{}: {party}", teller.claim))
}

/// A cell that prints only, and that no spreadsheet takes for a formula.
pub(super) fn safe(cell: &str) -> Cow<'_, str> {
    let runs = cell
        .trim_start()
        .starts_with(['=', '+', '-', '@', '|', '%', '＝', '＋', '－', '＠'])
        || cell.starts_with(['\t', '\r']);
    if runs {
        Cow::Owned(format!("'{}", inert(cell)))
    } else {
        inert(cell)
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
    fn no_cell_is_a_formula() {
        assert_eq!(safe("=cmd|' /C calc'!A0"), "'=cmd|' /C calc'!A0");
        assert_eq!(safe(" @SUM(1)"), "' @SUM(1)");
        assert_eq!(safe("\tx"), "'\\tx");
        assert_eq!(safe("20–30"), "20–30");
        let page = printed();
        let mut reader = ::csv::Reader::from_reader(page.as_bytes());
        for record in reader.records() {
            for cell in &record.unwrap() {
                assert!(
                    !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                    "{cell}"
                );
            }
        }
    }

    #[test]
    fn every_finding_is_a_row_of_inert_cells() {
        let page = printed();
        assert!(!page.chars().any(|c| c != '\n' && text::acts(c)));
        assert_eq!(page.lines().count(), canned::report().findings.len() + 1);
    }

    #[test]
    fn the_canned_report_reads() {
        insta::assert_snapshot!(printed());
    }
}
