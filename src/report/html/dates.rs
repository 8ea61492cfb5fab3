//! When things were published against when they are said to have happened.

use minijinja::Value;
use serde::Serialize;

use super::chart::{Bar, Sort, draw};
use super::facets::{iso, span};
use super::scale::Scale;
use crate::claim::DayNumber;
use crate::report::view::{Account, Event, Moment, Printed};
use crate::report::words;

/// No chart has more rows, and no table beside it.
const ROWS: usize = 16;

/// The days of an event.
#[derive(Debug, Serialize)]
pub(super) struct Dates<'a> {
    svg: Option<Value>,
    alternative: String,
    rows: Vec<Row<'a>>,
    /// Accounts that are not listed.
    more: usize,
}

/// One account.
#[derive(Debug, Serialize)]
struct Row<'a> {
    outlet: &'a str,
    claim: &'a str,
    happened: Option<String>,
    published: Option<String>,
    #[serde(skip)]
    days: Option<(DayNumber, DayNumber, DayNumber)>,
}

/// The days of an event that more than one account tells of.
pub(super) fn dates<'a>(event: &'a Event<'a>) -> Option<Dates<'a>> {
    let rows: Vec<Row<'_>> = event.accounts.iter().map(|a| row(event, a)).collect();
    let bars: Vec<Bar> = rows.iter().filter_map(bar).take(ROWS).collect();
    (bars.len() > 1).then(|| Dates {
        svg: draw(&bars, Scale::days(range(&bars))),
        alternative: alternative(&rows),
        more: rows.len().saturating_sub(ROWS),
        rows: rows.into_iter().take(ROWS).collect(),
    })
}

fn row<'a>(event: &'a Event<'a>, account: &'a Account<'a>) -> Row<'a> {
    let happened = happened(event, account);
    let days = span(happened).zip(span(account.published.as_deref()));
    let days = days.map(|(h, p)| (h.first, h.last, p.last));
    Row {
        outlet: &account.outlet,
        claim: &account.claim,
        happened: happened.map(words::day),
        published: account.published.as_deref().map(words::day),
        days: days.filter(|(a, b, c)| [a, b, c].iter().all(|d| !iso(**d).is_empty())),
    }
}

/// When an account says that the event was, as EDTF.
fn happened<'a>(event: &'a Event<'a>, account: &Account) -> Option<&'a str> {
    let when = event.attributes.iter().find(|a| a.attribute == "when")?;
    let mut values = when.values.iter();
    let value = values.find(|v| v.claims.contains(&account.claim))?;
    match &value.value {
        Printed::Text(edtf) => Some(edtf),
        Printed::Bounds { .. } => None,
    }
}

/// What was said of somebody or something, each at the days that it holds; nothing where fewer than
/// two entries are dated.
pub(super) fn history(moments: &[Moment<'_>]) -> Option<Value> {
    let bars: Vec<Bar> = moments.iter().filter_map(moment).take(ROWS).collect();
    let drawn = (bars.len() > 1).then(|| draw(&bars, Scale::days(range(&bars))));
    drawn.flatten()
}

fn moment(moment: &Moment<'_>) -> Option<Bar> {
    let days = span(moment.when.as_deref())?;
    let closed = !iso(days.first).is_empty() && !iso(days.last).is_empty();
    closed.then(|| Bar {
        label: format!("{}: {} – {}", moment.attribute, moment.value, moment.outlet),
        low: f64::from(days.first),
        high: Some(f64::from(days.last)),
        best: None,
        apart: None,
        sort: Sort::Told,
    })
}

fn bar(row: &Row<'_>) -> Option<Bar> {
    let (first, last, published) = row.days?;
    Some(Bar {
        label: row.outlet.to_owned(),
        low: f64::from(first),
        high: Some(f64::from(last)),
        best: None,
        apart: Some(f64::from(published)),
        sort: Sort::Told,
    })
}

fn range(bars: &[Bar]) -> (f64, f64) {
    let days = || {
        bars.iter()
            .flat_map(|b| [Some(b.low), b.high, b.apart])
            .flatten()
    };
    let first = days().fold(f64::INFINITY, f64::min);
    let last = days().fold(f64::NEG_INFINITY, f64::max);
    let room = ((last - first) * 0.06).max(1.0);
    (first - room, last + room)
}

fn alternative(rows: &[Row<'_>]) -> String {
    let late = |row: &Row<'_>| {
        row.days
            .map(|(_, happened, published)| published - happened)
    };
    let late: Vec<DayNumber> = rows.iter().filter_map(late).collect();
    let days = |n: DayNumber| crate::report::text::plural(n.max(0) as usize, "day");
    format!(
        "Chart of when each of {} says it happened (bar), and when it was published (triangle): from {} to {} later. The table beside it has every day.",
        crate::report::text::plural(rows.len(), "account"),
        days(late.iter().copied().min().unwrap_or_default()),
        days(late.iter().copied().max().unwrap_or_default()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::canned;

    #[test]
    fn each_account_has_its_days() {
        let report = canned::report();
        let dates = dates(&report.events[0]).unwrap();
        assert_eq!(dates.rows.len(), report.events[0].accounts.len());
        let svg = dates.svg.unwrap().to_string();
        assert!(
            svg.contains("<polygon") && svg.contains("2024-03-"),
            "{svg}"
        );
    }
}
