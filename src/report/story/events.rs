//! The events, one by one: who tells of it, what they say, and what stands.

use std::io;

use super::super::block::{Block, Line};
use super::super::text::{listed, plural};
use super::super::view::{Account, Attribute, Event, Passage, Policy, Related, ValueOf};
use super::super::words;
use super::{Story, citing, outlet};
use crate::codebook::Verdict;

pub(super) fn tell(story: &mut Story<'_, '_>) -> io::Result<()> {
    let (told, alone): (Vec<_>, Vec<_>) = story
        .selection
        .events
        .iter()
        .copied()
        .partition(|e| e.accounts.len() > 1);
    if !told.is_empty() {
        story.heading(2, format!("Events told more than once ({})", told.len()))?;
    }
    for event in told.iter().take(story.limit) {
        one(story, event)?;
    }
    story.cut(told.len())?;
    if !alone.is_empty() {
        story.heading(2, format!("Told by one account only ({})", alone.len()))?;
        story.paragraph(Line::new().faint("Nothing here is corroborated."))?;
    }
    for event in alone.iter().take(story.limit) {
        single(story, event)?;
    }
    story.cut(alone.len())
}

fn one(story: &mut Story<'_, '_>, event: &Event) -> io::Result<()> {
    story.heading(3, Line::new().strong(event.title.as_str()))?;
    let origins = format!(
        "{} of {}, {}",
        plural(event.accounts.len(), "account"),
        plural(event.outlets.len(), "outlet"),
        plural(event.independent, "independent origin"),
    );
    let mut fields = facts(event);
    fields.push(("Told by", origins.into()));
    fields.push(("Event", Line::new().code(event.id.as_str())));
    story.fields(fields)?;
    accounts(story, event)?;
    attributes(story, event)?;
    for attribute in event.attributes.iter().filter(|a| contested(a)) {
        policies(story, attribute)?;
    }
    related(story, event)?;
    why_one(story, event)
}

fn facts(event: &Event) -> Vec<(&'static str, Line)> {
    vec![
        ("Kind", event.kind.clone().unwrap_or_default().into()),
        (
            "When",
            event
                .when
                .as_deref()
                .map(words::day)
                .unwrap_or_default()
                .into(),
        ),
        ("Where", event.place.join(", ").into()),
        ("Who", event.actors.join("; ").into()),
    ]
}

fn accounts(story: &mut Story<'_, '_>, event: &Event) -> io::Result<()> {
    let rows = event
        .accounts
        .iter()
        .take(story.limit)
        .map(account)
        .collect();
    let head = vec!["Origin", "Outlet", "Published", "Citing", "Claim"];
    story.page.put(Block::Table(head, rows))?;
    story.cut(event.accounts.len())?;
    let passages = event.accounts.iter().take(story.limit).filter_map(passage);
    let passages: Vec<Line> = passages.collect();
    if passages.is_empty() {
        return Ok(());
    }
    story.heading(4, "In their words")?;
    story.list(passages)
}

fn account(account: &Account) -> Vec<Line> {
    let published = account.published.as_deref().map(words::day);
    vec![
        account.origin.to_string().into(),
        account.outlet.as_str().into(),
        published.unwrap_or_else(|| "undated".into()).into(),
        words::chain(&account.said_by).into(),
        Line::new().code(account.claim.as_str()),
    ]
}

/// The words that a claim was read from, where they are at hand.
fn passage(account: &Account) -> Option<Line> {
    let Passage { words, .. } = account.quote.as_ref()?;
    let line = Line::new().plain(format!("{}: ", account.outlet));
    Some(line.said(words.as_deref()?))
}

fn attributes(story: &mut Story<'_, '_>, event: &Event) -> io::Result<()> {
    let rows: Vec<Vec<Line>> = event.attributes.iter().flat_map(rows_of).collect();
    if rows.is_empty() {
        return Ok(());
    }
    story
        .page
        .put(Block::Table(vec!["What", "Said", "By", "Verdict"], rows))
}

/// A row for each value, and one for what stands where the values differ.
fn rows_of(attribute: &Attribute) -> Vec<Vec<Line>> {
    let mut rows: Vec<Vec<Line>> = attribute.values.iter().map(value_row).collect();
    if let Some(first) = rows.first_mut() {
        let topic = words::topic(&attribute.attribute, attribute.of.as_deref());
        first[0] = Line::new().strong(topic);
        first[3] = verdict(attribute);
    }
    if let (Some(stands), true) = (&attribute.reconciled, attribute.values.len() > 1) {
        let value = words::printed(&stands.value);
        rows.push(vec![
            Line::new(),
            Line::new().plain("stands: ").strong(value),
            Line::new().faint(format!("by {}", stands.policy)),
            Line::new(),
        ]);
    }
    rows
}

fn value_row(value: &ValueOf) -> Vec<Line> {
    let mut who = Line::from(listed(&value.outlets));
    if value.outlets.len() > 1 {
        who = who.faint(format!(" ({})", plural(value.independent, "origin")));
    }
    if let Some(party) = &value.party {
        who = who.strong(format!(" [{party}'s own claim]"));
    }
    if let Some(probability) = value.probability {
        who = who.faint(format!(", probability {probability:.2}"));
    }
    vec![
        Line::new(),
        Line::new().said(value.text.as_str()),
        who,
        Line::new(),
    ]
}

fn verdict(attribute: &Attribute) -> Line {
    match attribute.verdict {
        Some(verdict) => Line::new().mark(verdict, attribute.severity),
        None => Line::new().faint("one outlet only"),
    }
}

/// Whether an editor has to choose what to print.
fn contested(attribute: &Attribute) -> bool {
    let differs = matches!(
        attribute.verdict,
        Some(Verdict::Contradiction | Verdict::Superseded | Verdict::Scope)
    );
    differs && attribute.policies.len() > 1
}

fn policies(story: &mut Story<'_, '_>, attribute: &Attribute) -> io::Result<()> {
    let topic = words::topic(&attribute.attribute, attribute.of.as_deref());
    story.heading(4, format!("What each policy would print for {topic}"))?;
    let rows = attribute.policies.iter().map(policy).collect();
    story
        .page
        .put(Block::Table(vec!["Policy", "Prints", "Rests on"], rows))
}

fn policy(policy: &Policy) -> Vec<Line> {
    let value = match &policy.value {
        Some(value) => Line::new().strong(words::printed(value)),
        None => Line::new().faint("nothing"),
    };
    vec![
        policy.policy.as_str().into(),
        value,
        policy.why.as_str().into(),
    ]
}

fn related(story: &mut Story<'_, '_>, event: &Event) -> io::Result<()> {
    if event.related.is_empty() {
        return Ok(());
    }
    story.heading(4, "Related events")?;
    let lines = event.related.iter().take(story.limit).map(relation);
    let lines = lines.collect();
    story.list(lines)?;
    story.cut(event.related.len())
}

fn relation(related: &Related) -> Line {
    Line::new()
        .strong(capital(&related.relation))
        .plain(format!(" {} ", related.title))
        .code(related.event.as_str())
        .plain(format!(". {}", related.why))
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

fn why_one(story: &mut Story<'_, '_>, event: &Event) -> io::Result<()> {
    if event.why.is_empty() {
        return Ok(());
    }
    story.heading(4, "Why these accounts are taken to be of one event")?;
    let lines = event
        .why
        .iter()
        .take(story.limit)
        .map(|w| w.as_str().into());
    let lines = lines.collect();
    story.list(lines)?;
    story.cut(event.why.len())
}

/// An event of one account: everything in a few lines.
fn single(story: &mut Story<'_, '_>, event: &Event) -> io::Result<()> {
    story.heading(3, Line::new().strong(event.title.as_str()))?;
    let mut fields = facts(event);
    for account in &event.accounts {
        let line = outlet(Line::new(), &account.outlet, account.published.as_deref());
        fields.push(("Told by", citing(line, &account.said_by)));
    }
    fields.push(("Says", says(event)));
    for account in &event.accounts {
        let words = account.quote.as_ref().and_then(|q| q.words.as_deref());
        fields.push((
            "In words",
            words.map_or_else(Line::new, |w| Line::new().said(w)),
        ));
    }
    fields.push(("Event", Line::new().code(event.id.as_str())));
    story.fields(fields)?;
    related(story, event)
}

fn says(event: &Event) -> Line {
    let own = ["kind", "when", "where", "actors"];
    let said = event
        .attributes
        .iter()
        .filter(|a| !own.contains(&a.attribute.as_str()))
        .flat_map(|a| a.values.iter().map(move |v| (a, v)));
    let mut line = Line::new();
    for (attribute, value) in said {
        if !line.is_empty() {
            line = line.plain("; ");
        }
        let topic = words::topic(&attribute.attribute, attribute.of.as_deref());
        line = line.plain(format!("{topic} ")).said(value.text.as_str());
        if let Some(party) = &value.party {
            line = line.strong(format!(" [{party}'s own claim]"));
        }
    }
    line
}
