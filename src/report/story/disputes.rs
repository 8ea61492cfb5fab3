//! The disagreements, worst first, and what only looks like one.

use std::io;

use super::super::block::{Block, Line};
use super::super::dispute::{Dispute, Side, disputes};
use super::super::text::{listed, plural};
use super::super::words;
use super::{Story, teller};
use crate::codebook::Verdict;

/// No side of a disagreement names more outlets than this.
const TELLERS: usize = 6;

/// The sections in which both sides are shown in full: verdict, heading, what it means.
const SECTIONS: [(Verdict, &str, &str); 3] = [
    (
        Verdict::Contradiction,
        "Contradictions",
        "Both cannot be true. Settle these before print.",
    ),
    (
        Verdict::Superseded,
        "Changed over time",
        "The later report updates the earlier: print the later, with its date.",
    ),
    (
        Verdict::Scope,
        "Counted differently",
        "Both may be true: they count another group, place or period. Do not set them side by \
         side without saying so.",
    ),
];

pub(super) fn tell(story: &mut Story<'_, '_>) -> io::Result<()> {
    for (verdict, heading, meaning) in SECTIONS {
        let found = disputes(&story.selection.findings, &story.index, verdict);
        if found.is_empty() {
            continue;
        }
        story.heading(2, format!("{heading} ({})", counted(&found)))?;
        story.paragraph(Line::new().faint(meaning))?;
        for dispute in found.iter().take(story.limit) {
            in_full(story, dispute)?;
        }
        story.cut(found.len())?;
    }
    wording(story)
}

/// `3`, or `3, in 7 pairs of claims` where outlets share a side.
fn counted(found: &[Dispute<'_>]) -> String {
    let pairs: usize = found.iter().map(|d| d.findings.len()).sum();
    if pairs == found.len() {
        found.len().to_string()
    } else {
        format!("{}, in {} of claims", found.len(), plural(pairs, "pair"))
    }
}

fn in_full(story: &mut Story<'_, '_>, dispute: &Dispute<'_>) -> io::Result<()> {
    let grave = dispute.verdict == Verdict::Contradiction;
    let heading = Line::new()
        .mark(dispute.verdict, grave.then_some(dispute.severity))
        .plain(": ")
        .strong(words::topic(dispute.attribute, dispute.of))
        .plain(format!(", {}", setting(dispute)));
    story.heading(3, heading)?;
    let mut sides: Vec<Line> = dispute.sides.iter().map(side).collect();
    if let (true, Some(first)) = (dispute.one_against_all(), sides.first_mut()) {
        *first = std::mem::take(first).plain(", against each of these:");
    }
    story.list(sides)?;
    story.fields(vec![
        ("Why", sentences(&dispute.whys()).into()),
        ("Only", dispute.conditions().join("; ").into()),
        ("To settle", sentences(&dispute.settles()).into()),
        ("See", ids(dispute)),
    ])
}

fn sentences(texts: &[&str]) -> String {
    let sentences: Vec<String> = texts.iter().map(|t| words::sentence(t)).collect();
    sentences.join(" ")
}

fn side(side: &Side<'_>) -> Line {
    let of = side.of.map(|of| format!("{of}: ")).unwrap_or_default();
    let mut line = Line::new().plain(of).said(side.value);
    if let Some(read) = side.tellers.iter().find_map(|t| t.read.as_ref()) {
        line = line.plain(format!(" ({read})"));
    }
    line = line.plain(" – ");
    for (number, told) in side.tellers.iter().take(TELLERS).enumerate() {
        if number > 0 {
            line = line.plain("; ");
        }
        line = teller(line, told);
    }
    match side.tellers.len().saturating_sub(TELLERS) {
        0 => line,
        more => line.plain(format!("; and {}", plural(more, "more account"))),
    }
}

/// The event it is of; a finding across events has none to name.
fn setting<'a>(dispute: &Dispute<'a>) -> &'a str {
    dispute.event.map_or("across events", |e| e.title.as_ref())
}

/// The ids that `explain` takes; all of them are in the other formats.
fn ids(dispute: &Dispute<'_>) -> Line {
    let event = dispute.event.map(|e| e.id.as_ref());
    let findings = dispute.findings.iter().take(3).map(|f| f.id.as_ref());
    let mut line = Line::new();
    for id in event.into_iter().chain(findings) {
        let space = if line.is_empty() { "" } else { " " };
        line = line.plain(space).code(id);
    }
    match dispute.findings.len().saturating_sub(3) {
        0 => line,
        more => line.faint(format!(" and {}", plural(more, "more pair"))),
    }
}

/// Differences of wording or precision, one a line.
fn wording(story: &mut Story<'_, '_>) -> io::Result<()> {
    let found = disputes(&story.selection.findings, &story.index, Verdict::Compatible);
    if found.is_empty() {
        return Ok(());
    }
    story.heading(2, format!("Worded differently ({})", counted(&found)))?;
    story.paragraph(Line::new().faint(
        "Vaguer, overlapping, or another spelling: no contradiction, and nothing to settle.",
    ))?;
    let lines = found.iter().take(story.limit).map(in_short).collect();
    story.page.put(Block::List(lines))?;
    story.cut(found.len())
}

fn in_short(dispute: &Dispute<'_>) -> Line {
    let line = Line::new().strong(words::topic(dispute.attribute, dispute.of));
    let mut line = line.plain(format!(", {}: ", setting(dispute)));
    for (number, side) in dispute.sides.iter().take(TELLERS).enumerate() {
        if number > 0 {
            line = line.plain(" ≈ ");
        }
        let read = side.tellers.iter().find_map(|t| t.read.as_ref());
        let read = read.map(|read| format!("{read}; ")).unwrap_or_default();
        line = line
            .said(side.value)
            .plain(format!(" ({read}{})", outlets(side)));
    }
    for condition in dispute.conditions() {
        line = line.plain(format!("; only {condition}"));
    }
    match dispute.sides.len().saturating_sub(TELLERS) {
        0 => line,
        more => line.plain(format!("; and {}", plural(more, "more wording"))),
    }
}

fn outlets(side: &Side<'_>) -> String {
    let mut names: Vec<&str> = side.tellers.iter().map(|t| t.outlet).collect();
    names.sort_unstable();
    names.dedup();
    match names.len().saturating_sub(3) {
        0 => listed(&names),
        more => format!("{} and {more} more", names[..3].join(", ")),
    }
}
