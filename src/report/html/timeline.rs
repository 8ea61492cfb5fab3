//! When each account says that an event was, and how long after it was published.

use serde::Serialize;

use super::scale::{Days, NARROW, closed};
use crate::claim::DayNumber;
use crate::report::text::plural;
use crate::report::words;
use crate::view::{Account, Event, Printed, Topic};

/// No more accounts of one event are drawn.
const ACCOUNTS: usize = 16;

/// The accounts of an event in the order of publication, on one axis.
#[derive(Debug, Serialize)]
pub(super) struct Timeline<'a> {
    /// The days from which time is told, in words.
    from: String,
    axis: Days,
    /// Where they lie on it.
    zero: f64,
    rows: Vec<Row<'a>>,
    more: usize,
}

/// The days of one account.
#[derive(Debug, Serialize)]
struct Row<'a> {
    outlet: &'a str,
    /// When it says that the event was.
    happened: Option<String>,
    /// Whether that is not the day that stands.
    apart: bool,
    published: Option<String>,
    /// How long after the event, in words, and where on the axis.
    later: Option<String>,
    at: Option<f64>,
}

/// Of an event of more than one account, where its days are known.
pub(super) fn timeline<'a>(event: &'a Event<'a>, topics: &[&'a Topic<'a>]) -> Option<Timeline<'a>> {
    let (began, happened) = closed(event.when.as_deref())?;
    let out = |a: &Account| closed(a.published.as_deref()).map(|(_, last)| last);
    let published: Vec<DayNumber> = event.accounts.iter().filter_map(out).collect();
    if published.len() < 2 {
        return None;
    }
    let last = *published.iter().max()?;
    let axis = Days::since(happened, last.max(happened + 1), NARROW);
    let when = topics.iter().find(|t| t.attribute == "when");
    let rows = event.accounts.iter().take(ACCOUNTS);
    let rows = rows.map(|account| {
        let told = told(account, when.copied());
        let out = out(account);
        Row {
            outlet: &account.outlet,
            apart: told.is_some() && told != event.when.as_deref(),
            happened: told.map(words::day),
            published: account.published.as_deref().map(words::day),
            later: out.map(|day| {
                if (began..happened).contains(&day) {
                    "in that time".to_owned()
                } else {
                    later(day - happened)
                }
            }),
            at: out.map(|day| axis.at(day)),
        }
    });
    Some(Timeline {
        from: words::day(event.when.as_deref()?),
        zero: axis.at(happened),
        rows: rows.collect(),
        axis,
        more: event.accounts.len().saturating_sub(ACCOUNTS),
    })
}

/// When an account says that its event was.
fn told<'a>(account: &Account, when: Option<&'a Topic<'a>>) -> Option<&'a str> {
    let mut own = when?.own();
    match &own.find(|v| v.claims.contains(&account.claim))?.value {
        Printed::Text(edtf) => Some(edtf),
        Printed::Bounds { .. } => None,
    }
}

/// How long after, roughly.
fn later(days: DayNumber) -> String {
    let count = |n: DayNumber, what| plural(usize::try_from(n).unwrap_or_default(), what);
    match days {
        ..0 => format!("{} before", count(-days, "day")),
        0 => "the same day".to_owned(),
        1..60 => format!("{} later", count(days, "day")),
        60..730 => format!("{} later", count(days / 30, "month")),
        _ => format!("{} later", count(days / 365, "year")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::canned;

    #[test]
    fn each_account_has_its_days() {
        let report = canned::report();
        let event = &report.events[0];
        let of = |t: &&Topic| t.event.as_ref() == Some(&event.id);
        let topics: Vec<&Topic> = report.topics.iter().filter(of).collect();
        let line = timeline(event, &topics).unwrap();
        assert_eq!(line.rows.len(), event.accounts.len());
        let later: Vec<&str> = line
            .rows
            .iter()
            .filter_map(|r| r.later.as_deref())
            .collect();
        assert_eq!(
            later,
            ["1 day later", "1 day later", "1 day later", "2 days later"]
        );
        assert!(
            line.rows
                .iter()
                .all(|r| r.at.is_some() == r.later.is_some())
        );
    }

    #[test]
    fn a_delay_is_said_roughly() {
        let all = [-2, 0, 1, 59, 480, 3650].map(later);
        let expected = [
            "2 days before",
            "the same day",
            "1 day later",
            "59 days later",
            "16 months later",
            "10 years later",
        ];
        assert_eq!(all, expected);
    }
}
