//! Annotations of a GitHub workflow: commands on standard output, a line each.
//!
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>

use std::io::{self, Write};

use super::dispute::Index;
use super::place::{Place, Places};
use super::selection::Selection;
use super::text::{LONGEST, clip, inert};
use super::view::{Finding, Reconciled};
use super::{weighed, words};
use crate::codebook::{Severity, Verdict};

/// Writes the selected findings, worst first, and the summary. What differs in wording or precision
/// only is counted in the summary and has no annotation: GitHub shows ten of a kind.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(
    selection: &Selection<'_>,
    places: &Places<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut findings = selection.findings.clone();
    findings.retain(|f| f.verdict > Verdict::Compatible);
    findings.sort_by_key(|f| std::cmp::Reverse((f.verdict, f.severity)));
    let index = Index::new(selection.report);
    for finding in findings {
        annotate(finding, places, index.stands(finding), out)?;
    }
    for told in &selection.left_out {
        writeln!(out, "::notice title=Not all is shown::{}", data(told))?;
    }
    let summary = words::summary(&selection.report.summary);
    writeln!(out, "::notice title=Reconciliation::{}", data(&summary))
}

fn annotate(
    finding: &Finding,
    places: &Places<'_>,
    stands: Option<&Reconciled>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let [a, b] = places.of_finding(finding);
    let topic = words::topic(&finding.attribute, finding.of.as_deref());
    let title = format!(
        "{}: {topic}",
        words::mark(finding.verdict, Some(finding.severity))
    );
    let other = b.map(|b| format!(" The other account: {}:{}.", b.file, b.line));
    let stands = stands.filter(|_| finding.verdict == Verdict::Contradiction);
    let stands = stands.map(|s| format!(" {}", weighed::stands(s)));
    let text = format!(
        "{}{}{} [{}]",
        finding.why,
        stands.unwrap_or_default(),
        other.unwrap_or_default(),
        finding.id
    );
    let at = a.or(b).map(position).unwrap_or_default();
    writeln!(
        out,
        "::{} {at}title={}::{}",
        level(finding),
        property(&title),
        data(&text)
    )
}

fn level(finding: &Finding) -> &'static str {
    match (finding.verdict, finding.severity) {
        (Verdict::Contradiction, Severity::Critical | Severity::Major) => "error",
        (Verdict::Contradiction, _) => "warning",
        _ => "notice",
    }
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
    fn each_line_is_one_command_at_a_claim() {
        let report = canned::report();
        let mut out = Vec::new();
        write(&Selection::all(&report), &Places::default(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.lines().all(|l| {
            ["::error ", "::warning ", "::notice "]
                .iter()
                .any(|c| l.starts_with(c))
        }));
    }
}
