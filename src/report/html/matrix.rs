//! The accounts of an event side by side: topics down, outlets across.

use hashbrown::HashSet;
use serde::Serialize;

use super::topic::{AnswerOf, Mark, Said, answer, differs, mark, name, said};
use crate::codebook::{Severity, Verdict};
use crate::report::address;
use crate::report::text::clip;
use crate::report::words;
use crate::view::{Account, Event, State, Topic, Value};

/// So many accounts stand side by side: more would not fit a printed page.
const ACROSS: usize = 4;

/// No more accounts of one event are set side by side; the values of the others stand with the topics.
pub(super) const ACCOUNTS: usize = 12;

/// No passage is printed longer than this.
const PASSAGE: usize = 600;

/// A table of some accounts.
#[derive(Debug, Serialize)]
pub(super) struct Table<'a> {
    caption: String,
    heads: Vec<Head<'a>>,
    rows: Vec<Row<'a>>,
    /// Whether any passage is at hand.
    passages: bool,
}

/// An account, over its column.
#[derive(Debug, Serialize)]
struct Head<'a> {
    outlet: &'a str,
    claim: &'a str,
    origin: usize,
    published: Option<String>,
    citing: String,
    title: Option<&'a str>,
    url: Option<&'a str>,
    language: Option<&'a str>,
    passage: Option<String>,
}

/// A topic, across the accounts.
#[derive(Debug, Serialize)]
struct Row<'a> {
    /// The anchor of a topic that is told nowhere else.
    id: Option<&'a str>,
    name: String,
    attribute: &'a str,
    mark: Option<Mark>,
    /// What stands where the values differ.
    answer: Option<AnswerOf>,
    cells: Vec<Cell<'a>>,
}

/// What one account says on one topic.
#[derive(Debug, Default, Serialize)]
struct Cell<'a> {
    values: Vec<Part<'a>>,
    mark: Option<Mark>,
}

/// One value in a cell.
#[derive(Debug, Serialize)]
struct Part<'a> {
    #[serde(flatten)]
    said: Said<'a>,
    citing: String,
}

/// The accounts of an event, a table for every few of them.
pub(super) fn tables<'a>(event: &'a Event<'a>, topics: &[&'a Topic<'a>]) -> Vec<Table<'a>> {
    let all = event.accounts.len();
    let shown = &event.accounts[..all.min(ACCOUNTS)];
    let told = topics.iter().filter(|t| differs(t));
    let mut anchored: HashSet<&str> = told.map(|t| &*t.id).collect();
    let tables = shown.chunks(ACROSS).enumerate();
    tables
        .map(|(number, accounts)| {
            let caption = caption(number * ACROSS + 1, accounts.len(), all);
            let heads: Vec<Head<'a>> = accounts.iter().map(head).collect();
            let rows = topics.iter().map(|t| row(t, accounts));
            let mut rows: Vec<Row<'a>> = rows.filter(Row::tells).collect();
            for row in &mut rows {
                row.id = row.id.filter(|id| anchored.insert(id));
            }
            Table {
                caption,
                passages: heads.iter().any(|h| h.passage.is_some()),
                heads,
                rows,
            }
        })
        .collect()
}

fn caption(first: usize, here: usize, all: usize) -> String {
    match (here == all, here) {
        (true, 1) => "The only account".to_owned(),
        (true, _) => format!("The {all} accounts side by side"),
        (false, 1) => format!("Account {first} of {all}"),
        (false, _) => format!("Accounts {first} to {} of {all}", first + here - 1),
    }
}

impl<'a> Table<'a> {
    /// The topics that have their anchor here.
    pub(super) fn anchors(&self) -> impl Iterator<Item = &'a str> {
        self.rows.iter().filter_map(|row| row.id)
    }
}

impl Row<'_> {
    fn tells(&self) -> bool {
        self.cells.iter().any(|cell| !cell.values.is_empty())
    }
}

fn head<'a>(account: &'a Account<'a>) -> Head<'a> {
    Head {
        outlet: &account.outlet,
        claim: &account.claim,
        origin: account.origin,
        published: account.published.as_deref().map(words::day),
        citing: words::chain(&account.said_by),
        title: account.title.as_deref(),
        url: account.url.as_deref().and_then(address::web),
        language: account.language.as_deref().filter(|tag| is_tag(tag)),
        passage: passage(account),
    }
}

/// Whether a word has the look of a BCP 47 tag, so that it may be said to a browser.
fn is_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let plain = |part: &str, least: usize| {
        (least..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| plain(part, 2))
}

/// A passage in one line: its breaks are the page's, not the outlet's words.
fn passage(account: &Account) -> Option<String> {
    let words = account.quote.as_ref()?.words.as_deref()?;
    let words: Vec<&str> = words.split_whitespace().collect();
    Some(clip(&words.join(" "), PASSAGE).into_owned())
}

fn row<'a>(topic: &'a Topic<'a>, accounts: &'a [Account<'a>]) -> Row<'a> {
    let several = topic.state != State::OneSource;
    let marks = worst(topic);
    let cells = accounts.iter().map(|account| cell(topic, account, &marks));
    Row {
        id: Some(&topic.id),
        name: name(topic),
        attribute: &topic.attribute,
        mark: several.then(|| mark((topic.verdict, topic.severity))),
        answer: answer(topic, None).filter(|_| topic.values.len() > 1),
        cells: cells.collect(),
    }
}

type Found = (Verdict, Option<Severity>);

/// The worst that is found of each value; nothing where one origin alone speaks of it.
fn worst(topic: &Topic) -> Vec<Option<Found>> {
    let alike = (topic.state != State::OneSource).then_some((Verdict::Agreement, None));
    let mut worst = vec![alike; topic.values.len()];
    for between in &topic.between {
        for side in [between.a, between.b] {
            worst[side] = worst[side].max(Some((between.verdict, between.severity)));
        }
    }
    worst
}

fn cell<'a>(topic: &'a Topic<'a>, account: &'a Account<'a>, marks: &[Option<Found>]) -> Cell<'a> {
    let told = topic.values.iter().zip(marks);
    let told = told.filter(|(value, _)| value.claims.contains(&account.claim));
    let worst = told.clone().filter_map(|(_, found)| *found).max();
    Cell {
        values: told.map(|(value, _)| part(value, topic, account)).collect(),
        mark: worst.map(mark),
    }
}

/// The attribution is said where it is known to be this account's, and not that above its column.
fn part<'a>(value: &'a Value<'a>, topic: &Topic, account: &Account) -> Part<'a> {
    let alone = value.claims.len() == 1 && value.said_by != account.said_by;
    let said_by = if alone { &value.said_by[..] } else { &[] };
    Part {
        said: said(value, topic, None),
        citing: words::chain(said_by),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::canned;

    #[test]
    fn a_language_is_said_only_where_it_is_one() {
        assert!(is_tag("ar") && is_tag("fr-ML") && is_tag("zh-Hant-TW"));
        assert!(!is_tag("\"><img") && !is_tag("x") && !is_tag("") && !is_tag("en_GB"));
    }

    #[test]
    fn each_account_has_its_column_and_its_own_verdict() {
        let report = canned::report();
        let event = &report.events[0];
        let of = |t: &&Topic| t.event.as_deref() == Some(&*event.id);
        let topics: Vec<&Topic> = report.topics.iter().filter(of).collect();
        let tables = tables(event, &topics);
        let columns: usize = tables.iter().map(|t| t.heads.len()).sum();
        assert_eq!(columns, event.accounts.len());
        let killed = tables[0].rows.iter().find(|r| r.name == "Killed").unwrap();
        let words = killed.cells.iter().map(|c| c.mark.as_ref().map(|m| m.word));
        // Harbour Post, Daily Copy, Coast Radio, and Front Voice of the Coast Guard alone.
        let expected = ["contradiction", "contradiction", "contradiction", "scope"];
        assert_eq!(words.collect::<Vec<_>>(), expected.map(Some));
        let anchors: Vec<&str> = tables.iter().flat_map(Table::anchors).collect();
        assert_eq!(anchors, ["t-06where00000", "t-07seized0000"]);
    }
}
