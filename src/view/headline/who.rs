//! Who says a value, and the value, in few words.

use itertools::Itertools as _;

use crate::view::words::{self, listed};
use crate::view::{Index, Printed, Teller, Topic, Value};

/// No sentence names more who say one thing.
const NAMED: usize = 3;

/// No words of an account are longer in a headline: what was read stands for them.
const LONGEST: usize = 40;

/// What a topic is about, under a title that may name it already: `Dead (JNIM)`, `Control of Menaka`.
pub(super) fn label(topic: &Topic<'_>, title: &str) -> String {
    let attribute = words::called(&topic.attribute);
    match (&topic.of, topic.thing()) {
        (Some(of), _) if topic.event.is_none() && **of == *title => attribute,
        (Some(of), _) if topic.event.is_none() && topic.attribute == "status" => of.to_string(),
        (Some(of), _) if topic.event.is_none() => format!("{attribute} of {of}"),
        (_, Some(thing)) => format!("{attribute} ({thing})"),
        _ => attribute,
    }
}

/// A value as it was written where that says more than a number, with what it comes to.
pub(super) fn said(of: &Value<'_>) -> String {
    let read = words::printed(&of.value);
    let stance = words::stance(of.stance.as_deref());
    let is_short = of.text.chars().count() <= LONGEST;
    let value = match &of.value {
        Printed::Bounds { .. } if is_short && of.text.chars().any(char::is_alphabetic) => {
            let number: String = read.chars().filter(char::is_ascii_digit).collect();
            let told = words::figures(&of.text).contains(&number);
            let read = if told {
                String::new()
            } else {
                format!(", {read}")
            };
            format!("“{}”{read}", of.text)
        }
        _ => read,
    };
    let thing = of.thing().filter(|thing| *thing != value);
    let thing = thing.map(|thing| format!("{thing}: "));
    thing.unwrap_or_default() + stance + &value
}

/// A value and who gives it: `at least 220 (Governor Marwan Abboud, via BBC, 10 Aug 2020)`.
pub(super) fn by(value: &str, who: &str) -> String {
    match value.strip_suffix(')') {
        Some(open) => format!("{open}; {who})"),
        None => format!("{value} ({who})"),
    }
}

/// Who gives some rows, and when the last of them was published, where one voice gives them.
pub(super) fn who<'a>(rows: &[&'a Value<'a>], index: &Index<'a>) -> String {
    let day = tellers(rows, index)
        .iter()
        .filter_map(|t| t.published)
        .next_back();
    let day = day.filter(|_| voices(rows, index).len() == 1);
    let day = day.map(|day| format!(", {}", words::short_day(day)));
    names(rows, index) + &day.unwrap_or_default()
}

/// Who gives some rows: `Governor Marwan Abboud, via BBC`, `AP, Reuters and 3 more`.
pub(super) fn names<'a>(rows: &[&'a Value<'a>], index: &Index<'a>) -> String {
    let voices = voices(rows, index);
    let tellers = tellers(rows, index);
    let outlets: Vec<&str> = tellers.iter().map(|t| t.outlet).unique().collect();
    let party = rows.iter().find_map(|row| row.party.as_deref());
    match (party, &*voices, &*outlets) {
        (Some(party), _, [outlet]) if *outlet != party => {
            format!("{party}'s own claim, via {outlet}")
        }
        (Some(party), ..) => format!("{party}'s own claim"),
        (None, [voice], [outlet]) if voice != outlet => format!("{voice}, via {outlet}"),
        (None, [voice], [outlet]) if voice == outlet => match tellers[0].said_by.first() {
            Some(source) if tellers.len() == 1 && **source != **outlet => {
                format!("{source}, via {outlet}")
            }
            _ => (*outlet).to_owned(),
        },
        (None, [voice], [_, ..]) => {
            format!("{voice}, via {}", words::plural(outlets.len(), "outlet"))
        }
        _ => few(&voices),
    }
}

fn tellers<'a>(rows: &[&'a Value<'a>], index: &Index<'a>) -> Vec<Teller<'a>> {
    let mut tellers: Vec<Teller> = rows.iter().flat_map(|row| index.tellers(row)).collect();
    tellers.sort_by_key(|t| (t.published.is_none(), t.published, t.claim));
    tellers
}

/// Those who speak, each once: the nearest source that has a name, or else the outlet.
fn voices<'a>(rows: &[&'a Value<'a>], index: &Index<'a>) -> Vec<&'a str> {
    let voice = |teller: Teller<'a>| {
        let source = teller.said_by.first().map(|source| &**source);
        // "Local sources" are no name.
        let named = source.filter(|name| !name.starts_with(char::is_lowercase));
        named.unwrap_or(teller.outlet)
    };
    let tellers = tellers(rows, index).into_iter();
    tellers.map(voice).unique().collect()
}

/// The first few of some names.
fn few(names: &[&str]) -> String {
    match names.len().saturating_sub(NAMED) {
        0 => listed(names),
        more => format!("{} and {more} more", names[..NAMED].join(", ")),
    }
}
