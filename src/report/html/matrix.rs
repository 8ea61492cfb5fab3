//! The accounts of an event side by side: attributes down, outlets across.

use std::collections::HashMap;

use serde::Serialize;

use super::differences::{Mark, mark};
use crate::codebook::{Severity, Verdict};
use crate::report::text::clip;
use crate::report::view::{Account, Attribute, Event, Finding, Printed, Reconciled, ValueOf};
use crate::report::{weighed, words};

/// So many accounts stand side by side: more would not fit a printed page.
const ACROSS: usize = 4;

/// No more accounts of one event are set side by side; the values of the others stand below.
pub(super) const ACCOUNTS: usize = 12;

/// No passage is printed longer than this.
const PASSAGE: usize = 600;

/// The worst verdict on what a claim says of an attribute.
pub(super) type Worst<'a> = HashMap<(&'a str, &'a str, Option<&'a str>), (Verdict, Severity)>;

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

/// An attribute, across the accounts.
#[derive(Debug, Serialize)]
struct Row<'a> {
    topic: String,
    mark: Option<Mark>,
    /// What stands where the values differ.
    stands: Option<String>,
    /// How likely that is.
    likely: Option<String>,
    /// What it rests on, and how little would change it.
    grounds: Vec<String>,
    cells: Vec<Cell<'a>>,
}

/// What one account says of one attribute.
#[derive(Debug, Default, Serialize)]
struct Cell<'a> {
    values: Vec<Said<'a>>,
    mark: Option<Mark>,
}

/// One value, as written and as read.
#[derive(Debug, Serialize)]
struct Said<'a> {
    text: &'a str,
    read: Option<String>,
    party: Option<&'a str>,
    citing: String,
    /// How likely it is, where values differ.
    likely: Option<String>,
}

/// The worst verdict on each value of each claim, of the findings of one event.
pub(super) fn worst<'a>(findings: &[&'a Finding<'a>]) -> Worst<'a> {
    let mut worst = Worst::new();
    for finding in findings {
        for (side, claim) in finding.claims.iter().enumerate() {
            let of = match &finding.of_each {
                Some(each) => Some(&*each[side]),
                None => finding.of.as_deref(),
            };
            let found = (finding.verdict, finding.severity);
            let entry = worst
                .entry((claim.as_ref(), finding.attribute.as_ref(), of))
                .or_insert(found);
            *entry = (*entry).max(found);
        }
    }
    worst
}

/// The accounts of an event, a table for every few of them.
pub(super) fn tables<'a>(event: &'a Event<'a>, worst: &Worst<'a>) -> Vec<Table<'a>> {
    let all = event.accounts.len();
    let shown = &event.accounts[..all.min(ACCOUNTS)];
    let tables = shown.chunks(ACROSS).enumerate();
    tables
        .map(|(number, accounts)| {
            let first = number * ACROSS + 1;
            table(event, accounts, caption(first, accounts.len(), all), worst)
        })
        .collect()
}

/// How many accounts of an event stand in no table.
pub(super) fn beyond(event: &Event) -> usize {
    event.accounts.len().saturating_sub(ACCOUNTS)
}

fn caption(first: usize, here: usize, all: usize) -> String {
    match (here == all, here) {
        (true, 1) => "The only account".to_owned(),
        (true, _) => format!("The {all} accounts side by side"),
        (false, 1) => format!("Account {first} of {all}"),
        (false, _) => format!("Accounts {first} to {} of {all}", first + here - 1),
    }
}

fn table<'a>(
    event: &'a Event<'a>,
    accounts: &'a [Account],
    caption: String,
    worst: &Worst<'a>,
) -> Table<'a> {
    let heads: Vec<Head<'a>> = accounts.iter().map(head).collect();
    let rows = event.attributes.iter().map(|a| row(a, accounts, worst));
    Table {
        caption,
        passages: heads.iter().any(|h| h.passage.is_some()),
        rows: rows
            .filter(|r| r.cells.iter().any(|c| !c.values.is_empty()))
            .collect(),
        heads,
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
        url: account.url.as_deref().and_then(web),
        language: account.language.as_deref().filter(|tag| is_tag(tag)),
        passage: passage(account),
    }
}

/// An address that a page may link to: on the web, and nothing else (`javascript:`, `data:`).
pub(crate) fn web(url: &str) -> Option<&str> {
    let url = url.trim();
    let head = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    let web = head.starts_with("http://") || head.starts_with("https://");
    (web && !url.chars().any(|c| c.is_whitespace() || c.is_control())).then_some(url)
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
pub(super) fn passage(account: &Account) -> Option<String> {
    let words = account.quote.as_ref()?.words.as_deref()?;
    let words: Vec<&str> = words.split_whitespace().collect();
    Some(clip(&words.join(" "), PASSAGE).into_owned())
}

fn row<'a>(attribute: &'a Attribute<'a>, accounts: &'a [Account], worst: &Worst<'a>) -> Row<'a> {
    let several = attribute.values.len() > 1;
    let answer = attribute
        .reconciled
        .as_ref()
        .filter(|_| attribute.verdict.is_some());
    let stands = answer.filter(|_| several);
    Row {
        topic: words::topic(&attribute.attribute, attribute.of.as_deref()),
        mark: attribute.verdict.map(|v| mark(v, attribute.severity)),
        stands: stands.map(|s| words::stands(&s.value)),
        likely: answer.and_then(weighed::likelihood),
        grounds: stands.map(grounds).unwrap_or_default(),
        cells: accounts.iter().map(|a| cell(attribute, a, worst)).collect(),
    }
}

fn grounds(stands: &Reconciled) -> Vec<String> {
    let parts = [
        Some(stands.policy.to_string()),
        stands.credibility.as_ref().map(ToString::to_string),
        weighed::fragility(stands),
    ];
    parts.into_iter().flatten().collect()
}

fn cell<'a>(attribute: &'a Attribute<'a>, account: &'a Account<'a>, worst: &Worst<'a>) -> Cell<'a> {
    let by = |value: &&ValueOf| value.claims.contains(&account.claim);
    let values = attribute.values.iter().filter(by);
    let weighed = attribute.values.len() > 1 && is_judged(attribute);
    let values: Vec<Said<'a>> = values.map(|v| said(v, account, weighed)).collect();
    let found = || {
        let key = |of| (account.claim.as_ref(), attribute.attribute.as_ref(), of);
        let of = attribute.of.as_deref();
        worst
            .get(&key(of))
            .or_else(|| worst.get(&key(None)))
            .copied()
    };
    let judged = attribute.verdict.filter(|_| !values.is_empty());
    let mark = judged.map(|_| match found() {
        Some((verdict, severity)) => mark(verdict, Some(severity)),
        None => mark(Verdict::Agreement, None),
    });
    Cell { values, mark }
}

/// Whether values may be said to be so and so likely.
pub(super) fn is_judged(attribute: &Attribute) -> bool {
    attribute.reconciled.as_ref().is_none_or(weighed::is_judged)
}

/// The attribution is said where it is known to be this account's, and not that above its column.
fn said<'a>(value: &'a ValueOf<'a>, account: &Account, weighed: bool) -> Said<'a> {
    let probability = value.probability.filter(|_| weighed);
    let alone = value.claims.len() == 1 && value.said_by != account.said_by;
    Said {
        text: &value.text,
        read: read(value),
        party: value.party.as_deref(),
        citing: if alone {
            words::chain(&value.said_by)
        } else {
            String::new()
        },
        likely: probability.map(weighed::likely),
    }
}

/// The value as read, where that tells more than the words.
pub(super) fn read(value: &ValueOf) -> Option<String> {
    let read = words::printed(&value.value);
    let same = match &value.value {
        Printed::Text(text) => *text == value.text || read == value.text,
        Printed::Bounds { .. } => read == value.text,
    };
    (!same).then_some(read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::canned;

    #[test]
    fn only_an_address_on_the_web_is_linked() {
        assert_eq!(web(" https://a.example/x "), Some("https://a.example/x"));
        assert_eq!(web("HTTP://a.example"), Some("HTTP://a.example"));
        for other in [
            "javascript:alert(1)",
            "data:text/html,x",
            "//a",
            "https://a b",
            "jav\nascript:x",
            "",
        ] {
            assert_eq!(web(other), None, "{other}");
        }
    }

    #[test]
    fn a_language_is_said_only_where_it_is_one() {
        assert!(is_tag("ar") && is_tag("fr-ML") && is_tag("zh-Hant-TW"));
        assert!(!is_tag("\"><img") && !is_tag("x") && !is_tag("") && !is_tag("en_GB"));
    }

    #[test]
    fn each_account_has_its_column_and_its_own_verdict() {
        let report = canned::report();
        let event = &report.events[0];
        let findings: Vec<&Finding> = report.findings.iter().collect();
        let tables = tables(event, &worst(&findings));
        let columns: usize = tables.iter().map(|t| t.heads.len()).sum();
        assert_eq!(columns, event.accounts.len());
        let killed = tables[0].rows.iter().find(|r| r.topic == "killed").unwrap();
        assert!(
            killed
                .cells
                .iter()
                .any(|c| c.mark.as_ref().is_some_and(|m| m.word == "contradiction"))
        );
    }
}
