//! The events, one by one: who tells of it, what they say, and what stands.

use std::io;

use super::super::block::Line;
use super::super::text::{clip, listed, plural};
use super::super::{topic, weighed, words};
use super::Story;
use crate::codebook::{HeaderAttributes, Verdict};
use crate::view::{Account, Event, Index, Related, State, Topic, Value};

/// Headings of the events, and what they mean.
const MANY: (&str, &str) = ("Events told more than once", "");
const ALONE: (&str, &str) = ("Told by one account only", "Nothing here is corroborated.");

pub(super) fn tell(story: &mut Story<'_, '_>) -> io::Result<()> {
    let events = story.selection.events.iter().copied();
    let (told, alone): (Vec<_>, Vec<_>) = events.partition(|e| e.accounts.len() > 1);
    for ((heading, meaning), events) in [(MANY, told), (ALONE, alone)] {
        story.section(heading, events.len(), meaning)?;
        for event in events.iter().take(story.limit) {
            one(story, event)?;
        }
        story.cut(events.len())?;
    }
    Ok(())
}

fn one(story: &mut Story<'_, '_>, event: &Event<'_>) -> io::Result<()> {
    let title = Line::new().strong(event.title.as_ref());
    story.heading(3, title.plain("  ").code(event.id.as_ref()))?;
    let (own, histories): (Vec<_>, Vec<_>) = story
        .topics_of(&event.id)
        .into_iter()
        .partition(|t| t.event.is_some());
    let (quiet, differ): (Vec<_>, Vec<_>) = own.into_iter().partition(|t| is_quiet(t));
    let (agreed, once): (Vec<_>, Vec<_>) = quiet.iter().partition(|t| t.state == State::Agreed);
    let index = story.index;
    let alone = event.accounts.len() == 1;
    let who = |alike: &[_]| {
        if alone {
            Line::new()
        } else {
            format!(" ({})", topic::who(alike, index)).into()
        }
    };
    let mut fields = facts(event);
    fields.push((
        "All agree",
        said(&agreed, |alike| corroboration(alike, index)),
    ));
    fields.push((
        if alone { "Says" } else { "One origin only" },
        said(&once, who),
    ));
    fields.push((
        "Histories",
        Line::joined(histories.iter().map(|t| in_short(t)), "; "),
    ));
    fields.extend(relations(event));
    fields.push(("In doubt", weighed::doubts(event).join("; ").into()));
    story.fields(fields)?;
    if !alone {
        story.table(&ACCOUNTS, &event.accounts, account)?;
    }
    in_their_words(story, event)?;
    let rows: Vec<Vec<Line>> = differ.iter().flat_map(|t| rows_of(t, index)).collect();
    story.table(&["What", "Said", "By", "Verdict"], &rows, Vec::clone)?;
    policies(story, &differ)?;
    why_one(story, event)
}

/// Whether nothing in a topic differs, so that one line tells it.
fn is_quiet(topic: &Topic<'_>) -> bool {
    topic.state < State::Explained && topic::verdict(topic) == Verdict::Agreement
}

fn facts(event: &Event<'_>) -> Vec<(&'static str, Line)> {
    let told_by = match &*event.accounts {
        [only] => {
            let line = topic::outlet(Line::new(), &only.outlet, only.published.as_deref());
            topic::citing(line, &only.said_by)
        }
        many => Line::from(format!(
            "{} of {}, {}",
            plural(many.len(), "account"),
            plural(event.outlets.len(), "outlet"),
            plural(event.origins, "independent origin"),
        )),
    };
    let when = event.when.as_deref().map(words::day);
    vec![
        ("Kind", event.kind.as_deref().unwrap_or_default().into()),
        ("When", when.unwrap_or_default().into()),
        ("Where", event.place.join(", ").into()),
        ("Who", event.actors.join("; ").into()),
        ("Told by", told_by),
    ]
}

/// The head of the table of accounts.
const ACCOUNTS: [&str; 5] = ["Origin", "Outlet", "Published", "Citing", "Claim"];

fn in_their_words(story: &mut Story<'_, '_>, event: &Event<'_>) -> io::Result<()> {
    let shown = event.accounts.iter().take(story.limit);
    let passages: Vec<Line> = shown.filter_map(passage).collect();
    if passages.is_empty() {
        return Ok(());
    }
    story.heading(4, "In their words")?;
    story.list(&passages, Line::clone)
}

fn account(account: &Account<'_>) -> Vec<Line> {
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

/// The words that a claim was read from, where they are at hand, in one line: their breaks are the
/// page's.
fn passage(account: &Account<'_>) -> Option<Line> {
    let words = account.quote.as_ref()?.words.as_deref()?;
    let words: Vec<&str> = words.split_whitespace().collect();
    let line = Line::new().plain(format!("{}: ", account.outlet));
    Some(line.said(clip(&words.join(" "), PASSAGE)))
}

/// Topics in a row, with their own values, and what is told beside each; rows of one value (of sources
/// that are told apart) stand as one.
fn said<'a>(topics: &[&'a Topic<'a>], beside: impl Fn(&[&'a Value<'a>]) -> Line) -> Line {
    let topics = topics.iter();
    // What the header says stands above the table.
    let topics = topics.filter(|t| !HeaderAttributes::NAMES.contains(&&*t.attribute));
    let lines = topics.flat_map(|t| {
        let mut rows: Vec<&Value> = t.own().collect();
        let key = |v: &&'a Value<'a>| (&v.of, &v.value, &v.party);
        rows.sort_by_key(key);
        let told = |alike: &[&'a Value<'a>]| {
            // Of an outcome the side that it favours, of an office its holder.
            let of = alike[0].thing().or_else(|| t.thing());
            let line = Line::from(format!("{} ", words::topic(&t.attribute, of.as_deref())));
            let line = line.and(topic::value(alike[0])).and(beside(alike));
            topic::own_claim(line, alike[0])
        };
        rows.chunk_by(|a, b| key(a) == key(b))
            .map(told)
            .collect::<Vec<Line>>()
    });
    Line::joined(lines, "; ")
}

/// `status (Idris Vane): nothing stands`.
fn in_short(of: &Topic<'_>) -> Line {
    let name = Line::from(topic::name(of));
    Line::joined([name, topic::stands(of)], ": ")
}

fn corroboration<'a>(alike: &[&'a Value<'a>], index: &Index<'a>) -> Line {
    let outlets = plural(topic::outlets(alike, index).len(), "outlet");
    let origins = plural(alike.iter().map(|v| v.origins()).sum(), "origin");
    Line::new().faint(format!(" ({outlets}, {origins})"))
}

/// A row for what stands, and one for each value.
fn rows_of<'a>(of: &'a Topic<'a>, index: &Index<'a>) -> Vec<Vec<Line>> {
    let answer = of.answer.iter().map(|answer| {
        let basis = answer.value.as_ref().map(|_| weighed::basis(answer));
        let basis = Line::new().faint(basis.unwrap_or_default());
        vec![Line::new(), topic::stands(of), basis, Line::new()]
    });
    let values = of.values.iter().enumerate();
    let values = values.map(|(number, value)| value_row(of, number, value, index));
    let mut rows: Vec<Vec<Line>> = answer.chain(values).collect();
    if let Some(first) = rows.first_mut() {
        first[0] = Line::new().strong(topic::name(of));
        first[3] = topic::mark(of);
    }
    rows
}

/// How likely a value is matters where not all can be true; how a row set beside the topic stands is
/// told with it.
fn value_row<'a>(
    of: &Topic<'_>,
    number: usize,
    value: &'a Value<'a>,
    index: &Index<'a>,
) -> Vec<Line> {
    let mut who = Line::from(listed(&index.outlets(value)));
    if value.claims.len() > 1 {
        who = who.faint(format!(" ({})", plural(value.origins(), "origin")));
    }
    let mut said = topic::told(value, index);
    let judged = of.state == State::Open && of.answer.as_ref().is_some_and(weighed::is_judged);
    if let Some(probability) = value.probability.filter(|_| judged) {
        said = said.faint(format!(" ({})", words::percent(probability)));
    }
    let stands = of
        .between
        .iter()
        .find(|b| value.foreign && [b.a, b.b].contains(&number));
    let verdict = stands.map(|b| Line::new().mark(b.verdict, None));
    vec![
        Line::new(),
        said,
        topic::own_claim(who, value),
        verdict.unwrap_or_default(),
    ]
}

/// What each policy would print of counts on which an editor has to choose.
fn policies(story: &mut Story<'_, '_>, topics: &[&Topic<'_>]) -> io::Result<()> {
    let contested = |t: &&&Topic| t.verdict > Verdict::Compatible && t.policies.len() > 1;
    let contested: Vec<_> = topics.iter().filter(contested).collect();
    if contested.is_empty() {
        return Ok(());
    }
    story.heading(4, "What each policy would print")?;
    story.list(&contested, |t| {
        let policies = t.policies.iter().map(|(name, value)| {
            let line = Line::from(format!("{}: ", words::policy(name)));
            line.strong(words::printed(value))
        });
        let name = Line::new().strong(topic::name(t)).plain(": ");
        name.and(Line::joined(policies, "; "))
    })
}

/// How other events stand to this one, by relation.
const RELATIONS: [(&str, &str); 3] = [
    ("part of", "Part of"),
    ("holds", "Holds"),
    ("overlaps", "Overlaps"),
];

fn relations(event: &Event<'_>) -> impl Iterator<Item = (&'static str, Line)> {
    RELATIONS.iter().map(|(relation, label)| {
        let related = event.related.iter().filter(|r| r.relation == *relation);
        (*label, others(&related.collect::<Vec<_>>()))
    })
}

/// So many related events are named; `explain` and JSON have them all.
const NAMED: usize = 2;

fn others(related: &[&Related<'_>]) -> Line {
    let named = related.iter().take(NAMED).map(|other| {
        let line = Line::from(format!("{} ", other.title));
        line.code(other.event.as_ref())
    });
    let line = Line::joined(named, "; ");
    match related {
        [only] => line.plain(format!(": {}", words::sentence(&only.why))),
        _ if related.len() > NAMED => line.plain(format!("; and {} more", related.len() - NAMED)),
        _ => line,
    }
}

fn why_one(story: &mut Story<'_, '_>, event: &Event<'_>) -> io::Result<()> {
    if event.why.is_empty() {
        return Ok(());
    }
    story.heading(4, "Why these accounts are taken to be of one event")?;
    story.list(&event.why, |why| (&**why).into())
}
