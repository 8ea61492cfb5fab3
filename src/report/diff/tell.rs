//! What changed, as blocks: a terminal and Markdown print the same.

use std::io;

use super::{Changed, Diff, Grade, Named, Range, Regrouped};
use crate::report::block::{Block, Line, Page, Style};
use crate::report::text::{listed, plural};
use crate::report::view::Printed;
use crate::report::words;

/// Tells what changed; no list is longer than `limit`, and what is cut is counted.
///
/// # Errors
/// Where the page cannot be written.
pub fn tell(diff: &Diff, limit: usize, page: &mut dyn Page) -> io::Result<()> {
    page.put(Block::Heading(1, "What changed".into()))?;
    if diff.is_empty() {
        return page.put(Block::Paragraph("Nothing changed in meaning.".into()));
    }
    page.put(Block::Paragraph(summary(diff).into()))?;
    let findings = [
        ("New findings", &diff.new_findings),
        ("Findings that are worse", &diff.worse),
        ("Findings that are less grave", &diff.eased),
        ("Findings settled", &diff.settled),
        ("Findings withdrawn with a claim", &diff.withdrawn),
    ];
    for (heading, changed) in findings {
        list(heading, changed, finding, limit, page)?;
    }
    list("Counts", &diff.ranges, range, limit, page)?;
    list("New events", &diff.new_events, event, limit, page)?;
    list("Events gone", &diff.gone_events, event, limit, page)?;
    list("Events merged", &diff.merged, regrouped, limit, page)?;
    list("Events split", &diff.split, regrouped, limit, page)
}

/// The changes in a sentence, and each count whose range is another, as plain text; no more than
/// `limit` counts.
pub fn in_short(diff: &Diff, limit: usize) -> Vec<String> {
    if diff.is_empty() {
        return vec!["Nothing changed in meaning.".to_owned()];
    }
    let words = |line: Line| -> String {
        let spans = line.0.iter().map(|span| match span.style {
            Style::Said => format!("“{}”", span.text),
            Style::Code => format!("[{}]", span.text),
            _ => span.text.clone(),
        });
        spans.collect()
    };
    let ranges = diff.ranges.iter().take(limit).map(|r| words(range(r)));
    std::iter::once(summary(diff)).chain(ranges).collect()
}

fn summary(diff: &Diff) -> String {
    let counts = [
        (diff.new_findings.len(), "new finding"),
        (diff.worse.len(), "worse finding"),
        (diff.eased.len(), "eased finding"),
        (diff.settled.len(), "settled finding"),
        (diff.withdrawn.len(), "withdrawn finding"),
        (diff.ranges.len(), "changed count"),
        (diff.new_events.len(), "new event"),
        (diff.gone_events.len(), "event gone"),
        (diff.merged.len(), "merger"),
        (diff.split.len(), "split"),
    ];
    let met = counts.into_iter().filter(|(count, _)| *count > 0);
    let met: Vec<String> = met.map(|(count, what)| counted(count, what)).collect();
    format!("{}.", listed(&met))
}

fn counted(count: usize, what: &str) -> String {
    match what {
        "event gone" => format!("{} gone", plural(count, "event")),
        what => plural(count, what),
    }
}

fn list<T>(
    heading: &str,
    items: &[T],
    line: fn(&T) -> Line,
    limit: usize,
    page: &mut dyn Page,
) -> io::Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    page.put(Block::Heading(
        2,
        format!("{heading} ({})", items.len()).into(),
    ))?;
    page.put(Block::List(items.iter().take(limit).map(line).collect()))?;
    match items.len().saturating_sub(limit) {
        0 => Ok(()),
        more => {
            let line = Line::new().faint(format!("… and {more} more: all with --limit 0."));
            page.put(Block::Paragraph(line))
        }
    }
}

fn finding(changed: &Changed) -> Line {
    let line = match (changed.before, changed.now) {
        (Some(before), Some(now)) => marked(marked(Line::new(), before).plain(" → "), now),
        (Some(grade), None) | (None, Some(grade)) => marked(Line::new(), grade),
        (None, None) => Line::new(),
    };
    let topic = words::topic(&changed.attribute, changed.of.as_deref());
    let setting = changed.title.as_deref().unwrap_or("across events");
    line.plain(" ")
        .strong(topic)
        .plain(format!(", {setting}: "))
        .said(changed.values[0].as_str())
        .plain(format!(" ({}) against ", changed.outlets[0]))
        .said(changed.values[1].as_str())
        .plain(format!(" ({}) ", changed.outlets[1]))
        .code(changed.id.as_str())
}

fn marked(line: Line, grade: Grade) -> Line {
    line.mark(grade.verdict, Some(grade.severity))
}

fn range(range: &Range) -> Line {
    let topic = words::topic(&range.attribute, range.of.as_deref());
    let line = Line::new().strong(topic).plain(format!(
        ", {}: {} from {} to {}",
        range.title,
        range.change,
        figures(&range.before),
        figures(&range.now)
    ));
    let mut between = ", because of ";
    let because = range.because.iter().fold(line, |line, because| {
        let who = listed(&because.outlets);
        let gone = if because.added {
            ""
        } else {
            ", no longer there"
        };
        let line = line.plain(between).plain(format!("{who} ("));
        between = "; ";
        line.said(because.text.as_str()).plain(format!("{gone})"))
    });
    because.plain(" ").code(range.event.as_str())
}

/// A range in short: `22–61`, `22 or more`.
fn figures(range: &Printed) -> String {
    match range {
        Printed::Bounds {
            low,
            high: Some(high),
            ..
        } if low < high => format!("{low}–{high}"),
        other => words::printed(other),
    }
}

fn event(event: &Named) -> Line {
    let who = listed(&event.outlets);
    Line::new()
        .strong(event.title.as_str())
        .plain(format!(" ({who}) "))
        .code(event.id.as_str())
}

fn regrouped(change: &Regrouped) -> Line {
    let titles = |events: &[Named]| {
        let titles: Vec<String> = events
            .iter()
            .map(|e| format!("{} [{}]", e.title, e.id))
            .collect();
        titles.join("; ")
    };
    Line::new()
        .plain(titles(&change.from))
        .plain(" → ")
        .strong(titles(&change.into))
}
