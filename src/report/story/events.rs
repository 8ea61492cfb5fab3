//! The events, one by one: who tells of it, what they say, and what stands.

use std::io;

use super::super::block::{Block, Line};
use super::super::text::{clip, listed, plural};
use super::super::view::{
    Account, Attribute, Event, Policy, Printed, Reconciled, Related, ValueOf,
};
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
    heading(story, event)?;
    let origins = format!(
        "{} of {}, {}",
        plural(event.accounts.len(), "account"),
        plural(event.outlets.len(), "outlet"),
        plural(event.independent, "independent origin"),
    );
    let mut fields = vec![
        ("Kind", event.kind.as_deref().unwrap_or_default().into()),
        (
            "When",
            event
                .when
                .as_deref()
                .map(words::day)
                .unwrap_or_default()
                .into(),
        ),
    ];
    fields.extend(facts(event));
    fields.push(("Told by", origins.into()));
    fields.push(("All agree", agreed(event)));
    fields.push(("One outlet only", said_once(event)));
    fields.extend(relations(event));
    story.fields(fields)?;
    accounts(story, event)?;
    differences(story, event)?;
    for attribute in event.attributes.iter().filter(|a| contested(a)) {
        policies(story, attribute)?;
    }
    why_one(story, event)
}

fn heading(story: &mut Story<'_, '_>, event: &Event) -> io::Result<()> {
    let title = Line::new().strong(event.title.as_ref());
    story.heading(3, title.plain("  ").code(event.id.as_ref()))
}

fn facts(event: &Event) -> [(&'static str, Line); 2] {
    [
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
        account.outlet.as_ref().into(),
        published.unwrap_or_else(|| "undated".into()).into(),
        words::chain(&account.said_by).into(),
        Line::new().code(account.claim.as_ref()),
    ]
}

/// No passage is printed longer than this: the text has the rest, and so has JSON.
const PASSAGE: usize = 300;

/// The words that a claim was read from, where they are at hand.
fn passage(account: &Account) -> Option<Line> {
    let line = Line::new().plain(format!("{}: ", account.outlet));
    Some(line.said(in_words(account)?))
}

/// A passage in one line: its breaks are the page's, not the outlet's words.
fn in_words(account: &Account) -> Option<String> {
    let words = account.quote.as_ref()?.words.as_deref()?;
    let words: Vec<&str> = words.split_whitespace().collect();
    Some(clip(&words.join(" "), PASSAGE).into_owned())
}

/// The attributes of the event's own header, which stand above its table.
const HEADER: [&str; 4] = ["kind", "when", "where", "actors"];

fn beside_header(attribute: &Attribute) -> bool {
    !HEADER.contains(&&*attribute.attribute)
}

/// What two or more accounts say alike.
fn agreed(event: &Event) -> Line {
    let agreed = event.attributes.iter().filter(|a| beside_header(a));
    let agreed = agreed.filter(|a| a.verdict == Some(Verdict::Agreement));
    values(agreed, |line, value| {
        let count = plural(value.independent, "origin");
        line.faint(format!(
            " ({}, {count})",
            plural(value.outlets.len(), "outlet")
        ))
    })
}

/// What one account says alone.
fn said_once(event: &Event) -> Line {
    let alone = event.attributes.iter().filter(|a| beside_header(a));
    let alone = alone.filter(|a| a.verdict.is_none());
    values(alone, |line, value| {
        line.plain(format!(" ({})", listed(&value.outlets)))
    })
}

/// Attributes with their values, in a row.
fn values<'a>(
    attributes: impl Iterator<Item = &'a Attribute<'a>>,
    beside: impl Fn(Line, &ValueOf) -> Line,
) -> Line {
    let mut line = Line::new();
    for (attribute, value) in attributes.flat_map(|a| a.values.iter().map(move |v| (a, v))) {
        if !line.is_empty() {
            line = line.plain("; ");
        }
        let topic = words::topic(&attribute.attribute, attribute.of.as_deref());
        line = line.plain(format!("{topic} ")).said(value.text.as_ref());
        line = beside(read_as(line, value), value);
        if let Some(party) = &value.party {
            line = line.strong(format!(" [{party}'s own claim]"));
        }
    }
    line
}

/// A name or a term that the outlet's own words do not say.
fn read_as(line: Line, value: &ValueOf) -> Line {
    match &value.value {
        Printed::Text(read) if *read != value.text => {
            line.plain(format!(" = {}", words::day(read)))
        }
        _ => line,
    }
}

/// What the accounts say differently.
fn differences(story: &mut Story<'_, '_>, event: &Event) -> io::Result<()> {
    let differ = event
        .attributes
        .iter()
        .filter(|a| !matches!(a.verdict, None | Some(Verdict::Agreement)));
    let rows: Vec<Vec<Line>> = differ.flat_map(rows_of).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let head = vec!["What", "Said", "By", "Verdict"];
    story.page.put(Block::Table(head, rows))
}

/// A row for each value, and one for what stands where the values differ.
fn rows_of(attribute: &Attribute) -> Vec<Vec<Line>> {
    let mut rows: Vec<Vec<Line>> = attribute
        .values
        .iter()
        .map(|value| value_row(value, disputed(attribute)))
        .collect();
    if let Some(first) = rows.first_mut() {
        let topic = words::topic(&attribute.attribute, attribute.of.as_deref());
        first[0] = Line::new().strong(topic);
        first[3] = verdict(attribute);
    }
    if let (Some(stands), true) = (&attribute.reconciled, attribute.values.len() > 1) {
        let value = words::stands(&stands.value);
        rows.push(vec![
            Line::new(),
            Line::new().plain("stands: ").strong(value),
            Line::new().faint(rests_on(stands, disputed(attribute))),
            Line::new(),
        ]);
    }
    rows
}

/// How likely a value is matters where not all can be true.
fn value_row(value: &ValueOf, disputed: bool) -> Vec<Line> {
    let mut who = Line::from(listed(&value.outlets));
    if value.outlets.len() > 1 {
        who = who.faint(format!(" ({})", plural(value.independent, "origin")));
    }
    if let Some(party) = &value.party {
        who = who.strong(format!(" [{party}'s own claim]"));
    }
    let mut said = read_as(Line::new().said(value.text.as_ref()), value);
    if let Some(probability) = value.probability.filter(|_| disputed) {
        said = said.faint(format!(" ({})", words::percent(probability)));
    }
    vec![Line::new(), said, who, Line::new()]
}

/// The rule, and for what is disputed the grade of the information and how easily it falls.
fn rests_on(stands: &Reconciled, disputed: bool) -> String {
    let mut rests = format!("by {}", stands.policy);
    if disputed {
        let digit = stands
            .credibility
            .as_deref()
            .and_then(|c| c.split(' ').next());
        if let Some(digit) = digit {
            rests.push_str(&format!("; grade {digit}"));
        }
        if let Some(wrong) = stands
            .fragility
            .filter(|_| stands.policy.starts_with("weighed"))
        {
            let err = if wrong == 1 { "errs" } else { "err" };
            rests.push_str(&format!("; falls if {} {err}", plural(wrong, "account")));
        }
    }
    rests
}

fn disputed(attribute: &Attribute) -> bool {
    let verdicts = [Verdict::Contradiction, Verdict::Superseded];
    attribute.values.len() > 1 && attribute.verdict.is_some_and(|v| verdicts.contains(&v))
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
    vec![(&*policy.policy).into(), value, policy.why.as_ref().into()]
}

/// How other events stand to this one, by relation; the words of the contract come first.
fn relations(event: &Event) -> Vec<(&'static str, Line)> {
    let known = [
        ("may be the same", "Maybe one"),
        ("part of", "Part of"),
        ("holds", "Holds"),
        ("overlaps", "Overlaps"),
    ];
    let of = |relation: &str| -> Vec<&Related> {
        let related = event.related.iter();
        related.filter(|r| r.relation == relation).collect()
    };
    let known = known.map(|(relation, label)| (label, others(&of(relation))));
    known.into()
}

/// So many related events are named; `explain` and JSON have them all.
const NAMED: usize = 2;

fn others(related: &[&Related]) -> Line {
    let mut line = Line::new();
    for other in related.iter().take(NAMED) {
        if !line.is_empty() {
            line = line.plain("; ");
        }
        line = line
            .plain(format!("{} ", other.title))
            .code(other.event.as_ref());
    }
    match related {
        [only] => line.plain(format!(": {}", words::sentence(&only.why))),
        _ if related.len() > NAMED => line.plain(format!("; and {} more", related.len() - NAMED)),
        _ => line,
    }
}

fn why_one(story: &mut Story<'_, '_>, event: &Event) -> io::Result<()> {
    if event.why.is_empty() {
        return Ok(());
    }
    story.heading(4, "Why these accounts are taken to be of one event")?;
    let lines = event.why.iter().take(story.limit).map(|w| (&**w).into());
    let lines = lines.collect();
    story.list(lines)?;
    story.cut(event.why.len())
}

/// An event of one account: everything in a few lines.
fn single(story: &mut Story<'_, '_>, event: &Event) -> io::Result<()> {
    heading(story, event)?;
    let mut fields = Vec::from(facts(event));
    fields.push((
        "Says",
        values(
            event.attributes.iter().filter(|a| beside_header(a)),
            |line, _| line,
        ),
    ));
    for account in &event.accounts {
        let line = outlet(Line::new(), &account.outlet, account.published.as_deref());
        fields.push(("Told by", citing(line, &account.said_by)));
        let words = in_words(account).map(|words| Line::new().said(words));
        fields.push(("In words", words.unwrap_or_default()));
    }
    fields.extend(relations(event));
    story.fields(fields)
}
