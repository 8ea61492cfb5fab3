//! Histories, names, outlets, notes, and how the report was made.

use std::collections::BTreeSet;
use std::io;

use super::super::block::{Block, Line};
use super::super::lineage;
use super::super::text::plural;
use super::super::view::{Attribute, Leaning, Method, Moment, Name, Outlet, Spelling, Subject};
use super::super::words;
use super::Story;
use crate::codebook::Verdict;

const NOT_JUDGED: &str = "too little to judge";

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
    let (told, quiet): (Vec<_>, Vec<_>) = subjects.iter().copied().partition(|s| changes(s));
    for subject in told.iter().take(story.limit) {
        history(story, subject)?;
    }
    story.cut(told.len())?;
    if quiet.is_empty() {
        return Ok(());
    }
    story.heading(4, "All accounts agree on")?;
    let lines = quiet.iter().take(story.limit).map(|s| at_rest(s)).collect();
    story.list(lines)?;
    story.cut(quiet.len())
}

/// Whether the accounts of a subject differ in anything.
fn changes(subject: &Subject) -> bool {
    let differs = |a: &Attribute| !matches!(a.verdict, None | Some(Verdict::Agreement));
    subject.attributes.is_empty() || subject.attributes.iter().any(differs)
}

/// A subject of which all accounts say the same.
fn at_rest(subject: &Subject) -> Line {
    let mut said: Vec<String> = Vec::new();
    for moment in &subject.timeline {
        let when = moment.when.as_deref().map(words::day);
        let when = when.map(|w| format!(" ({w})")).unwrap_or_default();
        let text = format!(
            "{}: {}{}{when}",
            moment.attribute,
            holder(moment),
            moment.value
        );
        if !said.contains(&text) && said.len() < FEW {
            said.push(text);
        }
    }
    Line::new()
        .strong(subject.name.as_ref())
        .faint(format!(" ({})", subject.kind))
        .plain(format!(" – {}", said.join("; ")))
}

/// So many values are named of a subject on which all agree.
const FEW: usize = 4;

fn history(story: &mut Story<'_, '_>, subject: &Subject) -> io::Result<()> {
    let heading = Line::new()
        .strong(subject.name.as_ref())
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
    let what = format!("{}: {}", moment.attribute, holder(moment));
    let what = Line::from(what).strong(moment.value.as_ref());
    let by = super::citing(Line::from(moment.outlet.as_ref()), &moment.said_by);
    let when = when.unwrap_or_else(|| "undated".into());
    vec![
        when.into(),
        what,
        Line::new().said(moment.text.as_ref()),
        by,
    ]
}

/// The verdict on an attribute across events; none where only one account speaks of it.
fn standing(attribute: &Attribute) -> Option<Line> {
    let line = Line::new()
        .strong(&*attribute.attribute)
        .plain(": ")
        .mark(attribute.verdict?, attribute.severity)
        .plain(format!(". {}", words::sentence(&attribute.why)));
    Some(match &attribute.reconciled {
        Some(stands) => line
            .plain(" Stands: ")
            .strong(words::stands(&stands.value))
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

/// Spellings with the same reason stand together.
fn name(name: &Name) -> Line {
    let mut line = Line::new()
        .strong(name.name.as_str())
        .faint(format!(" ({})", name.kind))
        .plain(": ");
    let doubt = name.decision == "doubt";
    let others: Vec<&Spelling> = name
        .spellings
        .iter()
        .filter(|s| doubt || s.text != name.name)
        .collect();
    let mut reasons: Vec<&str> = others.iter().map(|s| s.why.as_ref()).collect();
    let mut seen = BTreeSet::new();
    reasons.retain(|why| seen.insert(*why));
    for (number, why) in reasons.into_iter().enumerate() {
        if number > 0 {
            line = line.plain("; ");
        }
        for (number, spelling) in others.iter().filter(|s| s.why == why).enumerate() {
            let comma = if number > 0 { ", " } else { "" };
            line = line.plain(comma).said(spelling.text.as_str());
        }
        line = line.plain(format!(" – {why}"));
    }
    match &name.why {
        Some(why) => line.plain(format!(". {}", words::sentence(why))),
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
    let mut lineage = lineage::tree(outlets.iter().copied());
    if !lineage.is_empty() {
        story.heading(4, "Who copies whom, each below its source")?;
        let all = lineage.len();
        lineage.truncate(story.limit);
        story.page.put(Block::Tree(lineage))?;
        story.cut(all)?;
    }
    let leanings = story.selection.outlets.iter().take(story.limit);
    let leanings = leanings.flat_map(|o| o.leanings.iter().map(|l| leaning(o, l)));
    let leanings = leanings.collect::<Vec<Line>>();
    if leanings.is_empty() {
        return Ok(());
    }
    story.heading(4, "Who leans to a side")?;
    story.list(leanings)
}

fn leaning(outlet: &Outlet, leaning: &Leaning) -> Line {
    let name = Line::new().strong(outlet.outlet.as_str());
    name.plain(format!(" {}.", words::leaning(leaning)))
}

fn outlet(outlet: &Outlet) -> Vec<Line> {
    let reliability = match words::reliability(outlet) {
        Some(reliability) => Line::from(reliability),
        None => Line::new().faint(NOT_JUDGED),
    };
    let grade = match &outlet.grade {
        Some(grade) => Line::new().strong(grade.as_str()),
        None => Line::new().faint("not graded"),
    };
    vec![
        outlet.outlet.as_str().into(),
        outlet.claims.to_string().into(),
        outlet.documents.to_string().into(),
        reliability,
        grade,
    ]
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
    let mut texts: Vec<(&str, &str, Vec<&str>)> = Vec::new();
    for note in notes {
        let claims = note.claims.iter().map(String::as_str);
        match texts.last_mut() {
            Some((kind, text, all)) if *kind == note.kind && *text == note.text => {
                all.extend(claims);
            }
            _ => texts.push((&note.kind, &note.text, claims.collect())),
        }
    }
    texts.sort_by_key(|(kind, _, _)| *kind);
    let lines = texts.iter().take(story.limit).map(|(kind, text, claims)| {
        Line::new()
            .strong(*kind)
            .plain(format!(": {} ", words::sentence(text)))
            .code(few(claims))
    });
    let lines = lines.collect();
    story.list(lines)?;
    story.cut(texts.len())
}

fn few(claims: &[&str]) -> String {
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
/// "Pavel Dorin, ", where a history is of the office's body.
fn holder(moment: &Moment) -> String {
    moment
        .of
        .as_ref()
        .map(|of| format!("{of}, "))
        .unwrap_or_default()
}
