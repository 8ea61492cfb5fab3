//! Histories, names, outlets, notes, and how the report was made.

use std::io;

use super::super::block::{Block, Line};
use super::super::text::plural;
use super::super::view::{Attribute, Copies, Method, Moment, Name, Outlet, Reliability, Subject};
use super::super::words;
use super::Story;

const NOT_JUDGED: &str = "not yet judged";

pub(super) fn tell(story: &mut Story<'_, '_>) -> io::Result<()> {
    subjects(story)?;
    names(story, "one", "Names read as one")?;
    names(story, "doubt", "Names that may be one")?;
    outlets(story)?;
    notes(story)?;
    method(story)
}

fn subjects(story: &mut Story<'_, '_>) -> io::Result<()> {
    let subjects = &story.selection.subjects;
    if subjects.is_empty() {
        return Ok(());
    }
    story.heading(2, format!("Histories ({})", subjects.len()))?;
    for subject in subjects.iter().take(story.limit) {
        history(story, subject)?;
    }
    story.cut(subjects.len())
}

fn history(story: &mut Story<'_, '_>, subject: &Subject) -> io::Result<()> {
    let heading = Line::new()
        .strong(subject.name.as_str())
        .faint(format!(" ({})", subject.kind));
    story.heading(3, heading)?;
    let rows = subject.timeline.iter().take(story.limit).map(moment);
    let rows = rows.collect();
    let head = vec!["When", "What", "Said", "By"];
    story.page.put(Block::Table(head, rows))?;
    story.cut(subject.timeline.len())?;
    let lines = subject.attributes.iter().filter_map(standing).collect();
    story.list(lines)
}

fn moment(moment: &Moment) -> Vec<Line> {
    let when = moment.when.as_deref().map(words::day);
    let what = Line::from(format!("{}: ", moment.attribute)).strong(moment.value.as_str());
    let by = super::citing(Line::from(moment.outlet.as_str()), &moment.said_by);
    let when = when.unwrap_or_else(|| "undated".into());
    vec![
        when.into(),
        what,
        Line::new().said(moment.text.as_str()),
        by,
    ]
}

/// The verdict on an attribute across events; none where only one account speaks of it.
fn standing(attribute: &Attribute) -> Option<Line> {
    let line = Line::new()
        .strong(attribute.attribute.as_str())
        .plain(": ")
        .mark(attribute.verdict?, attribute.severity)
        .plain(format!(". {}", attribute.why));
    Some(match &attribute.reconciled {
        Some(stands) => line
            .plain(" Stands: ")
            .strong(words::printed(&stands.value))
            .faint(format!(" (by {})", stands.policy)),
        None => line,
    })
}

/// Names of one decision; a name with a single spelling has nothing to tell.
fn names(story: &mut Story<'_, '_>, decision: &str, heading: &str) -> io::Result<()> {
    let names: Vec<&Name> = story
        .selection
        .names
        .iter()
        .copied()
        .filter(|n| n.decision == decision && n.spellings.len() > 1)
        .collect();
    if names.is_empty() {
        return Ok(());
    }
    story.heading(2, format!("{heading} ({})", names.len()))?;
    let lines = names.iter().take(story.limit).map(|n| name(n)).collect();
    story.list(lines)?;
    story.cut(names.len())
}

fn name(name: &Name) -> Line {
    let mut line = Line::new()
        .strong(name.name.as_str())
        .faint(format!(" ({})", name.kind))
        .plain(": ");
    let doubt = name.decision == "doubt";
    let others = name.spellings.iter();
    let others = others.filter(|s| doubt || s.text != name.name);
    for (number, spelling) in others.enumerate() {
        if number > 0 {
            line = line.plain("; ");
        }
        line = line
            .said(spelling.text.as_str())
            .plain(format!(" – {}", spelling.why));
    }
    match &name.why {
        Some(why) => line.plain(format!(". {why}")),
        None => line,
    }
}

fn outlets(story: &mut Story<'_, '_>) -> io::Result<()> {
    let outlets = &story.selection.outlets;
    if outlets.is_empty() {
        return Ok(());
    }
    story.heading(2, format!("Outlets ({})", outlets.len()))?;
    let rows = outlets
        .iter()
        .take(story.limit)
        .map(|o| outlet(o))
        .collect();
    let head = vec!["Outlet", "Claims", "Documents", "Reliability", "Grade"];
    story.page.put(Block::Table(head, rows))?;
    story.cut(outlets.len())?;
    let copies = outlets.iter().take(story.limit);
    let copies = copies.flat_map(|o| o.copies.iter().map(|c| copy(o, c)));
    let copies = copies.collect::<Vec<Line>>();
    if copies.is_empty() {
        return Ok(());
    }
    story.heading(4, "Who copies whom")?;
    story.list(copies)
}

fn outlet(outlet: &Outlet) -> Vec<Line> {
    let reliability = match &outlet.reliability {
        Some(Reliability { mean, low, high }) => {
            Line::from(format!("{mean:.2} ({low:.2} to {high:.2})"))
        }
        None => Line::new().faint(NOT_JUDGED),
    };
    let grade = match &outlet.grade {
        Some(grade) => Line::new().strong(grade.as_str()),
        None => Line::new().faint(NOT_JUDGED),
    };
    vec![
        outlet.outlet.as_str().into(),
        outlet.claims.to_string().into(),
        outlet.documents.to_string().into(),
        reliability,
        grade,
    ]
}

fn copy(outlet: &Outlet, copy: &Copies) -> Line {
    let sure = match copy.probability {
        Some(probability) => format!("probability {probability:.2}"),
        None => "declared".to_owned(),
    };
    let from = match copy.outlet.as_str() {
        "unknown" => "somebody it does not name",
        named => named,
    };
    Line::new()
        .strong(outlet.outlet.as_str())
        .plain(format!(" copies {from} ({sure}). {}", copy.why))
}

fn notes(story: &mut Story<'_, '_>) -> io::Result<()> {
    let notes = &story.selection.notes;
    if notes.is_empty() {
        return Ok(());
    }
    story.heading(
        2,
        format!("How the input was read ({})", plural(notes.len(), "note")),
    )?;
    let lines = notes.iter().take(story.limit).map(|note| {
        Line::new()
            .strong(note.kind.as_str())
            .plain(format!(": {} ", note.text))
            .code(few(&note.claims))
    });
    let lines = lines.collect();
    story.list(lines)?;
    story.cut(notes.len())
}

fn few(claims: &[String]) -> String {
    match claims.len().saturating_sub(4) {
        0 => claims.join(" "),
        more => format!("{} +{more}", claims[..4].join(" ")),
    }
}

fn method(story: &mut Story<'_, '_>) -> io::Result<()> {
    let Method {
        program,
        input,
        codebook,
        gazetteers,
        weights,
        remarks,
    } = &story.selection.report.method;
    story.heading(2, "Method")?;
    story.fields(vec![
        ("Program", program.as_str().into()),
        ("Input", Line::new().code(input.as_str())),
        ("Codebook", codebook.join(", ").into()),
        ("Gazetteer", gazetteers.join(", ").into()),
        ("Weights", weights.as_str().into()),
    ])?;
    let lines = remarks.iter().map(|r| r.as_str().into()).collect();
    story.list(lines)
}
