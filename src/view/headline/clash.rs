//! Who says what against whom, in a line or two.

use itertools::Itertools as _;

use super::who::{by, label, names, said, who};
use super::{Told, unsettled};
use crate::codebook::Verdict;
use crate::view::words::{self, listed};
use crate::view::{Between, Index, Topic, Value};

/// No contradiction names more values against the first.
const AGAINST: usize = 2;

/// An open contradiction: the value that contradicts the most others, and the first of those.
pub(super) fn told<'a>(topic: &'a Topic<'a>, title: &str, index: &Index<'a>) -> Told<'a> {
    let apart: Vec<&Between> = unsettled(topic)
        .filter(|b| b.verdict == Verdict::Contradiction)
        .collect();
    let count = |row: usize| apart.iter().filter(|b| [b.a, b.b].contains(&row)).count();
    // The first of equals.
    let one = (0..topic.values.len()).rev().max_by_key(|row| count(*row));
    let one = one.unwrap_or_default();
    let of_one = apart.iter().filter(|b| [b.a, b.b].contains(&one));
    let others: Vec<&Value> = of_one
        .clone()
        .map(|b| &topic.values[if b.a == one { b.b } else { b.a }])
        .collect();
    let groups: Vec<Vec<&Value>> = alike(&others);
    let mut against: Vec<String> = groups
        .iter()
        .take(AGAINST)
        .map(|rows| side(topic, rows, index))
        .collect();
    if let more @ 1.. = groups.len().saturating_sub(AGAINST) {
        against.push(format!("{more} more"));
    }
    let condition = of_one.clone().find_map(|b| b.condition.as_deref());
    let condition = condition.map(|c| format!(", {c}")).unwrap_or_default();
    let is_slip = of_one.clone().any(|b| b.rule == "slip");
    let slip = if is_slip { "; likely a slip" } else { "" };
    let one = side(topic, &[&topic.values[one]], index);
    Told {
        topic,
        label: label(topic, title),
        text: format!("{one} against {}{condition}{slip}", listed(&against)),
    }
}

/// Rows of one value together, in the order of their first.
fn alike<'a>(rows: &[&'a Value<'a>]) -> Vec<Vec<&'a Value<'a>>> {
    let values = rows.iter().map(|row| said(row)).unique();
    values
        .map(|value| {
            rows.iter()
                .filter(|row| said(row) == value)
                .copied()
                .collect()
        })
        .collect()
}

/// Two values that are not of one thing, or that one doubt keeps apart.
pub(super) fn beside<'a>(
    topic: &'a Topic<'a>,
    between: &Between<'_>,
    title: &str,
    index: &Index<'a>,
) -> Told<'a> {
    let [a, b] = topic.sides(between).map(|v| side(topic, &[v], index));
    let how = match (&between.condition, between.verdict) {
        (Some(condition), _) => format!("one after the other, {condition}"),
        (None, Verdict::Superseded) => "one after the other".to_owned(),
        _ => unlike(&between.rule).to_owned(),
    };
    Told {
        topic,
        label: label(topic, title),
        text: format!("{a}; {b}: {how}"),
    }
}

/// What two values are not the same of.
fn unlike(rule: &str) -> &'static str {
    match rule {
        "other-period" => "not of the same period",
        "part-and-whole" | "total-and-side" | "running-total" => "the part and the whole",
        "other-proof" => "not of the same standard of proof",
        "other-subject" | "other-category" | "category-of-all" | "other-people" => {
            "not of the same people"
        }
        "other-unit" | "unit-unsaid" => "not in one unit",
        "event-within-other" => "one event within a wider one",
        _ => "not of the same thing",
    }
}

/// `killed as of Nov 2018 (Malian army)`: rows of one value, and who gives them.
fn side<'a>(topic: &'a Topic<'a>, rows: &[&'a Value<'a>], index: &Index<'a>) -> String {
    let first = rows[0];
    let attribute = first.attribute.as_deref();
    let attribute = attribute.filter(|a| *a != topic.attribute);
    let attribute = attribute.map(|a| format!("{a} ")).unwrap_or_default();
    let value = attribute + &said(first);
    let one_day = rows.iter().map(|row| &row.as_of).all_equal();
    let as_of = first.as_of.as_deref().filter(|_| one_day);
    match as_of.filter(|_| topic.event.is_none()) {
        Some(day) => {
            let day = words::as_of(day).replace(&words::day(day), &words::short_day(day));
            by(&format!("{value} {day}"), &names(rows, index))
        }
        None => by(&value, &who(rows, index)),
    }
}
