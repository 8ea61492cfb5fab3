//! The accounts of an event against its topics: accounts down, in the order of publication, and what
//! each says on each topic. Whoever says nothing of it leaves its cell empty.

use std::cmp::Reverse;

use serde::Serialize;

use super::topic::{AnswerOf, Mark, Said, answer, mark, name, said};
use crate::codebook::{Severity, Verdict};
use crate::report::address;
use crate::report::text::clip;
use crate::report::words;
use crate::view::{Account, Event, State, Topic, Value};

/// So many topics stand side by side: more would not fit a printed page.
const ACROSS: usize = 6;

/// No more accounts of one event are set below each other; the values of the others stand with the topics.
pub(super) const ACCOUNTS: usize = 40;

/// No passage is printed longer than this.
const PASSAGE: usize = 600;

/// The accounts, and what they say.
#[derive(Debug, Serialize)]
pub(super) struct Matrix<'a> {
    heads: Vec<Head<'a>>,
    /// A table for every few topics, the gravest first.
    tables: Vec<Table<'a>>,
    /// Accounts that stand in no table.
    beyond: usize,
}

/// A table of some topics.
#[derive(Debug, Serialize)]
struct Table<'a> {
    columns: Vec<Column<'a>>,
    /// A row for each account that says any of it: its place among the heads, and its cells.
    rows: Vec<(usize, Vec<Cell<'a>>)>,
}

/// A topic, over its column.
#[derive(Debug, Serialize)]
struct Column<'a> {
    id: &'a str,
    name: String,
    mark: Option<Mark>,
    answer: Option<AnswerOf>,
}

/// An account.
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

/// The accounts of an event against its topics.
pub(super) fn matrix<'a>(event: &'a Event<'a>, topics: &[&'a Topic<'a>]) -> Matrix<'a> {
    let all = event.accounts.len();
    let shown = &event.accounts[..all.min(ACCOUNTS)];
    // Histories of several events among the event's own topics.
    let mut topics = topics.to_vec();
    topics.sort_by_key(|t| Reverse((t.verdict, t.severity)));
    let tables = topics.chunks(ACROSS).map(|topics| table(shown, topics));
    Matrix {
        heads: shown.iter().map(head).collect(),
        tables: tables.filter(|t| !t.rows.is_empty()).collect(),
        beyond: all.saturating_sub(ACCOUNTS),
    }
}

fn table<'a>(accounts: &'a [Account<'a>], topics: &[&'a Topic<'a>]) -> Table<'a> {
    let marks: Vec<_> = topics.iter().map(|t| worst(t)).collect();
    let rows = accounts.iter().enumerate().map(|(place, account)| {
        let cells = topics.iter().zip(&marks);
        (
            place,
            cells
                .map(|(t, marks)| cell(t, account, marks))
                .collect::<Vec<_>>(),
        )
    });
    Table {
        columns: topics.iter().map(|t| column(t)).collect(),
        rows: rows
            .filter(|(_, cells)| cells.iter().any(|c| !c.values.is_empty()))
            .collect(),
    }
}

fn column<'a>(topic: &'a Topic<'a>) -> Column<'a> {
    let several = topic.state != State::OneSource;
    Column {
        id: &topic.id,
        name: name(topic),
        mark: several.then(|| mark((topic.verdict, topic.severity))),
        answer: answer(topic).filter(|_| topic.values.len() > 1),
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

/// The attribution is said where it is known to be this account's, and not that beside its row.
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
    fn each_account_has_its_row_and_its_own_verdict() {
        let report = canned::report();
        let event = &report.events[0];
        let of = |t: &&Topic| t.event.as_deref() == Some(&*event.id);
        let topics: Vec<&Topic> = report.topics.iter().filter(of).collect();
        let matrix = matrix(event, &topics);
        assert_eq!(matrix.heads.len(), event.accounts.len());
        let table = &matrix.tables[0];
        let killed = table
            .columns
            .iter()
            .position(|c| c.name == "Killed")
            .unwrap();
        let words = table
            .rows
            .iter()
            .map(|(_, cells)| cells[killed].mark.as_ref().map(|m| m.word));
        // Harbour Post, Daily Copy, Coast Radio, Front Voice of the Coast Guard alone, and the last.
        let words: Vec<_> = words.flatten().collect();
        assert_eq!(
            words[..4],
            ["contradiction", "contradiction", "contradiction", "scope"]
        );
    }
}
