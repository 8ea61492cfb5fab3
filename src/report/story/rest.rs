//! Histories, outlets, names, notes, and how the report was made.

use std::collections::BTreeSet;
use std::io;

use super::super::block::{Block, Line};
use super::super::{lineage, topic, words};
use super::Story;
use crate::codebook::Verdict;
use crate::view::{Differs, Index, Method, Moment, Name, Note, Outlet, Spelling, Subject, Topic};

const NOT_JUDGED: &str = "too little to judge";

pub(super) fn tell(story: &mut Story<'_, '_>) -> io::Result<()> {
    subjects(story)?;
    outlets(story)?;
    names(story, "one", "Names read as one")?;
    names(story, "doubt", "Names that may be one")?;
    notes(story)?;
    rulings(story)?;
    method(story)
}

fn subjects(story: &mut Story<'_, '_>) -> io::Result<()> {
    let subjects = story.selection.subjects.iter().copied();
    let with_topics = subjects.map(|s| (s, story.topics_of(&s.id)));
    let (told, quiet): (Vec<_>, Vec<_>) = with_topics.partition(|(_, topics)| changes(topics));
    story.section("Histories", told.len() + quiet.len(), "")?;
    for (subject, topics) in told.iter().take(story.limit) {
        history(story, subject, topics)?;
    }
    story.cut(told.len())?;
    if quiet.is_empty() {
        return Ok(());
    }
    story.heading(4, "All accounts agree on")?;
    story.list(&quiet, |(subject, topics)| at_rest(subject, topics))
}

/// Whether the accounts of a subject differ in anything.
fn changes(topics: &[&Topic<'_>]) -> bool {
    let differs = |t: &&Topic| topic::verdict(t) != Verdict::Agreement;
    topics.is_empty() || topics.iter().any(differs)
}

fn called(subject: &Subject<'_>) -> Line {
    let line = Line::new().strong(subject.name.as_ref());
    line.faint(format!(" ({})", subject.kind))
}

/// So many values are named of a subject on which all agree.
const FEW: usize = 4;

/// A subject of which all accounts say the same.
fn at_rest(subject: &Subject<'_>, topics: &[&Topic<'_>]) -> Line {
    let said = topics.iter().flat_map(|t| t.own().map(move |v| (t, v)));
    let said = said.take(FEW).map(|(t, v)| {
        let line = Line::from(format!("{}: ", t.attribute)).and(topic::short(v));
        let when = v
            .as_of
            .as_deref()
            .map(|day| format!(" ({})", words::day(day)));
        line.plain(when.unwrap_or_default())
    });
    called(subject).plain(" – ").and(Line::joined(said, "; "))
}

fn history(
    story: &mut Story<'_, '_>,
    subject: &Subject<'_>,
    topics: &[&Topic<'_>],
) -> io::Result<()> {
    story.heading(3, called(subject))?;
    let index = story.index;
    let head = ["When", "What", "Said", "By"];
    story.table(&head, &subject.timeline, |m| moment(m, index))?;
    story.list(topics, |t| standing(t))
}

fn moment(moment: &Moment<'_>, index: &Index<'_>) -> Vec<Line> {
    let when = moment.when.as_deref().map(words::day);
    let of = moment
        .of
        .as_deref()
        .map(|of| format!("{of}, "))
        .unwrap_or_default();
    let what = Line::from(format!("{}: {of}", moment.attribute));
    let outlet = index.account(&moment.claim).map_or("", |a| &*a.outlet);
    vec![
        when.unwrap_or_else(|| "undated".into()).into(),
        what.strong(moment.value.as_ref()),
        Line::new().said(moment.text.as_ref()),
        topic::citing(outlet.into(), &moment.said_by),
    ]
}

/// What stands of an attribute across events, and why.
fn standing(of: &Topic<'_>) -> Line {
    let attribute = Line::new().strong(&*of.attribute);
    let why = of.between.first().map(|b| words::sentence(&b.why));
    let parts = [
        Line::joined([attribute, topic::stands(of)], ": "),
        topic::mark(of),
        why.unwrap_or_default().into(),
    ];
    Line::joined(parts, ". ")
}

/// Names of one decision; a name with a single spelling has nothing to tell.
fn names(story: &mut Story<'_, '_>, decision: &str, heading: &str) -> io::Result<()> {
    let names = story.selection.names.iter().copied();
    let told = |n: &&Name| n.decision == decision && n.spellings.len() > 1;
    let names: Vec<&Name> = names.filter(told).collect();
    story.section(heading, names.len(), "")?;
    story.list(&names, |n| name(n))
}

/// Spellings with the same reason stand together.
fn name(name: &Name) -> Line {
    let doubt = name.decision == "doubt";
    let spellings = name.spellings.iter();
    let others: Vec<&Spelling> = spellings.filter(|s| doubt || s.text != name.name).collect();
    let mut seen = BTreeSet::new();
    let reasons = others
        .iter()
        .map(|s| &*s.why)
        .filter(|why| seen.insert(*why));
    let lines = reasons.map(|why| {
        let alike = others.iter().filter(|s| s.why == why);
        let alike = alike.map(|s| Line::new().said(s.text.as_str()));
        Line::joined(alike, ", ").plain(format!(" – {why}"))
    });
    let called = Line::new()
        .strong(name.name.as_str())
        .faint(format!(" ({})", name.kind));
    let line = called.plain(": ").and(Line::joined(lines, "; "));
    match &name.why {
        Some(why) => line.plain(format!(". {}", words::sentence(why))),
        None => line,
    }
}

fn outlets(story: &mut Story<'_, '_>) -> io::Result<()> {
    let outlets = &story.selection.outlets;
    story.section("Outlets", outlets.len(), "")?;
    let head = ["Outlet", "Claims", "Documents", "Reliability", "Grade"];
    story.table(&head, outlets, |o| outlet(o))?;
    let mut lineage = lineage::tree(outlets.iter().copied());
    if !lineage.is_empty() {
        story.heading(4, "Who copies whom, each below its source")?;
        let all = lineage.len();
        lineage.truncate(story.limit);
        story.page.put(Block::Tree(lineage))?;
        story.cut(all)?;
    }
    habits(story, "Who differs from whom, always alike", |o| {
        o.differs.iter().map(Differs::in_words).collect()
    })?;
    habits(story, "Who leans to a side", |o| {
        o.leanings
            .iter()
            .map(words::leaning)
            .map(|l| l + ".")
            .collect()
    })
}

/// What some outlets do more often than not, under a heading, where any does.
fn habits(
    story: &mut Story<'_, '_>,
    heading: &str,
    of: impl Fn(&Outlet) -> Vec<String>,
) -> io::Result<()> {
    let outlets = story.selection.outlets.iter();
    let told = outlets.flat_map(|o| of(o).into_iter().map(move |told| (&*o.outlet, told)));
    let told: Vec<(&str, String)> = told.collect();
    if told.is_empty() {
        return Ok(());
    }
    story.heading(4, heading)?;
    let line =
        |(outlet, told): &(&str, String)| Line::new().strong(*outlet).plain(format!(" {told}"));
    story.list(&told, line)
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
    let mut notes = story.selection.notes.clone();
    notes.sort_by_key(|note| &note.kind);
    let same = |a: &&Note, b: &&Note| (&a.kind, &a.text) == (&b.kind, &b.text);
    let texts: Vec<&[&Note]> = notes.chunk_by(same).collect();
    story.section("How the input was read", texts.len(), "")?;
    story.list(&texts, |alike| {
        let claims = alike.iter().flat_map(|n| &n.claims).map(String::as_str);
        let line = Line::new().strong(alike[0].kind.as_str());
        line.plain(format!(": {} ", words::sentence(&alike[0].text)))
            .code(few(&claims.collect::<Vec<_>>()))
    })
}

/// What people decided; of what is not obeyed in full, why.
fn rulings(story: &mut Story<'_, '_>) -> io::Result<()> {
    let rulings = &story.selection.report.rulings;
    story.section(
        "Rulings",
        rulings.len(),
        "What people decided: the last word.",
    )?;
    story.list(rulings, |ruling| {
        let stale = ruling.stale.as_ref();
        let stale = stale.map(|why| format!("; not obeyed in full: {why}"));
        Line::new()
            .strong(ruling.says.as_str())
            .plain(format!(
                " ({}){} ",
                ruling.words(),
                stale.unwrap_or_default()
            ))
            .code(ruling.id.as_str())
    })
}

fn few(claims: &[&str]) -> String {
    match claims.len().saturating_sub(4) {
        0 => claims.join(" "),
        more => format!("{} +{more}", claims[..4].join(" ")),
    }
}

fn method(story: &mut Story<'_, '_>) -> io::Result<()> {
    let Method {
        title: _,
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
    story.list(remarks, |remark| remark.as_str().into())
}
