//! An answer to "why", and how it is told.

use std::io;

use super::block::{Block, Line, Page};
use crate::view::explain::{Evidence, Explanation};

/// Tells an explanation: its sentences, then what each comparison weighs, and all together.
///
/// # Errors
/// Where the page cannot be written.
pub fn tell(explanation: &Explanation, page: &mut dyn Page) -> io::Result<()> {
    // Headings of the first two levels are set in capitals, and ids must stay as they are.
    let title = Line::new().strong(explanation.title.as_str());
    page.put(Block::Heading(3, title))?;
    for sentence in &explanation.sentences {
        page.put(Block::Paragraph(sentence.as_str().into()))?;
    }
    if explanation.evidence.is_empty() {
        return Ok(());
    }
    page.put(Block::Heading(2, "Evidence".into()))?;
    let note = "Bits above 0 speak for one event, below 0 against it; 1 bit doubles the odds.";
    page.put(Block::Paragraph(Line::new().faint(note)))?;
    let mut rows: Vec<Vec<Line>> = explanation.evidence.iter().map(row).collect();
    let total: f64 = explanation.evidence.iter().map(|e| e.bits).sum();
    rows.push(vec![
        Line::new().strong("all"),
        Line::new(),
        Line::new().strong(bits(total)),
        Line::new(),
    ]);
    let head = vec!["Field", "Level", "Bits", "Because"];
    page.put(Block::Table(head, rows))
}

fn row(evidence: &Evidence) -> Vec<Line> {
    vec![
        evidence.field.as_str().into(),
        evidence.level.as_str().into(),
        bits(evidence.bits).into(),
        evidence.why.as_str().into(),
    ]
}

/// With its sign, and never a minus before nothing.
fn bits(bits: f64) -> String {
    let rounded = (bits * 10.0).round() / 10.0;
    format!("{:+.1}", if rounded == 0.0 { 0.0 } else { rounded })
}

#[cfg(test)]
mod tests {
    use super::super::table::Terminal;
    use super::*;

    #[test]
    fn bits_have_a_sign() {
        assert_eq!(bits(9.64), "+9.6");
        assert_eq!(bits(-0.01), "+0.0");
        assert_eq!(bits(-3.0), "-3.0");
    }

    #[test]
    fn evidence_is_summed() {
        let evidence = |field: &str, bits: f64| Evidence {
            field: field.into(),
            level: "same day".into(),
            bits,
            why: "9 March and 9 March".into(),
        };
        let explanation = Explanation {
            title: "a#1 and b#1".into(),
            sentences: vec!["One event.".into()],
            evidence: vec![evidence("when", 6.5), evidence("where", -1.25)],
        };
        let mut out = Vec::new();
        tell(&explanation, &mut Terminal::new(&mut out, 80, false)).unwrap();
        let page = String::from_utf8(out).unwrap();
        let total = page.lines().last().unwrap();
        assert!(total.contains("all") && total.contains("+5.3"), "{page}");
    }
}
