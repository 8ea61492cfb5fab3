//! The answer of a topic as a short sentence.

use itertools::Itertools as _;

use super::who::{by, label, names, said, who};
use super::{Told, unsettled};
use crate::codebook::Verdict;
use crate::view::words::{self, listed};
use crate::view::{Answer, Basis, Index, Printed, Topic, Value};

/// What stands of a topic, and who says it; nothing where nothing stands. `drafted`: that all of the
/// story is a draft is said elsewhere.
pub(super) fn told<'a>(
    topic: &'a Topic<'a>,
    title: &str,
    drafted: bool,
    index: &Index<'a>,
) -> Option<Told<'a>> {
    let answer = topic.answer.as_ref()?;
    let value = answer.value.as_ref()?;
    let rows = rows(topic, answer, value);
    let (label, said) = named(topic, title, value, &rows);
    let voice = match answer.basis {
        Basis::Ruled | Basis::Known => format!("settled by {}", answer.by),
        _ => who(&rows, index),
    };
    let draft = !drafted && !rows.is_empty() && rows.iter().all(|row| row.draft);
    let parts = [
        Some(by(&said, &voice)),
        rise(topic, answer, index),
        before(topic, answer),
        refuted(topic, answer, index),
        own_claim(topic, answer, index),
        draft.then(|| "; a draft".to_owned()),
    ];
    Some(Told {
        topic,
        label,
        text: parts.into_iter().flatten().collect(),
    })
}

/// The rows that an answer rests on; of a number those that say it, where some do.
fn rows<'a>(topic: &'a Topic<'a>, answer: &Answer<'_>, value: &Printed<'_>) -> Vec<&'a Value<'a>> {
    let all = answer
        .values
        .iter()
        .filter_map(|row| topic.values.get(*row));
    let all: Vec<&Value> = all.collect();
    let point = |value: &Printed<'_>| match value {
        Printed::Bounds { low, best, .. } => Some(best.unwrap_or(*low)),
        Printed::Text(_) => None,
    };
    let exact = |row: &&&Value| point(&row.value) == point(value);
    let exact: Vec<&Value> = all.iter().filter(exact).copied().collect();
    if exact.is_empty() { all } else { exact }
}

/// What it is about, and the value. Of an office the holder is what it is about.
fn named(
    topic: &Topic<'_>,
    title: &str,
    value: &Printed<'_>,
    rows: &[&Value<'_>],
) -> (String, String) {
    let read = words::printed(value);
    let row = rows.iter().find(|row| row.of.is_some() && !row.foreign);
    match (row.and_then(|row| row.of.as_deref().zip(Some(row))), value) {
        (Some((_, row)), _) if topic.event.is_none() => (read, words::printed(&row.value)),
        (_, Printed::Bounds { .. }) => {
            let same = rows.iter().find(|row| row.value == *value);
            let told = same.map(|row| said(row));
            let told = told.unwrap_or_else(|| words::stands(value));
            (label(topic, title), told)
        }
        (Some((of, _)), _) if of != read => (label(topic, title), format!("{of}: {read}")),
        _ => (label(topic, title), read),
    }
}

/// Where a number that moved came from, and who said that.
fn rise<'a>(topic: &'a Topic<'a>, answer: &Answer<'_>, index: &Index<'a>) -> Option<String> {
    let first = &answer.series.first()?.value;
    let rise = words::rise(answer.value.as_ref()?, first)?;
    let row = topic.own().find(|row| row.value == *first)?;
    Some(by(&rise, &who(&[row], index)))
}

/// The states that the answer to a history took the place of.
fn before(topic: &Topic<'_>, answer: &Answer<'_>) -> Option<String> {
    let stands = |row: usize| answer.values.contains(&row);
    let replaced = |row: usize| {
        let mut past = unsettled(topic).filter(|b| b.verdict == Verdict::Superseded);
        past.any(|b| b.a == row && stands(b.b) || b.b == row && stands(b.a))
    };
    let rows = topic.values.iter().enumerate();
    let rows = rows.filter(|_| topic.event.is_none());
    let past = rows.filter(|(row, value)| !value.foreign && replaced(*row));
    let past: Vec<String> = past
        .filter_map(|(_, value)| match (&value.value, &value.of) {
            (Printed::Bounds { .. }, _) => None,
            (_, Some(holder)) => Some(holder.to_string()),
            (state, None) => Some(words::printed(state)),
        })
        .unique()
        .collect();
    (!past.is_empty()).then(|| format!("; before: {}", listed(&past)))
}

/// Rules by which evidence of life refutes a death.
const REFUTED: [&str; 2] = ["alive-after-death", "dead-and-alive"];

/// Whose report of a death is refuted, where a person is alive.
fn refuted<'a>(topic: &'a Topic<'a>, answer: &Answer<'_>, index: &Index<'a>) -> Option<String> {
    let of = unsettled(topic).filter(|b| REFUTED.contains(&&*b.rule));
    let dead: Vec<&Value> = of
        .filter_map(
            |b| match [b.a, b.b].map(|row| answer.values.contains(&row)) {
                [true, false] => Some(&topic.values[b.b]),
                [false, true] => Some(&topic.values[b.a]),
                _ => None,
            },
        )
        .collect();
    (!dead.is_empty()).then(|| {
        let who = names(&dead, index);
        format!("; the death reported by {who} is refuted")
    })
}

/// What a party says of itself, where it does not stand.
fn own_claim<'a>(topic: &'a Topic<'a>, answer: &Answer<'_>, index: &Index<'a>) -> Option<String> {
    let rows = topic.values.iter().enumerate();
    let others = rows.filter(|(row, _)| !answer.values.contains(row));
    let is_own = |value: &Value| value.party.is_some() && value.stands && !value.foreign;
    let (_, value) = others.into_iter().find(|(_, value)| is_own(value))?;
    Some(format!("; {}", by(&said(value), &who(&[value], index))))
}
