//! What closes the first screen: what is not on it, and how to see it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use itertools::Itertools;

use super::super::block::Line;
use super::super::{topic, words};
use super::{Row, Screen, entry, row};
use crate::claim::Decimal;
use crate::codebook::Severity;
use crate::report::selection::Selection;
use crate::view::headline::Headline;
use crate::view::{Index, Printed, Topic};

pub(super) fn closing<'a>(
    selection: &Selection<'_>,
    left: &[Headline<'_>],
    alone: &[Headline<'a>],
    index: &Index<'a>,
    screen: &Screen<'_>,
) -> Vec<Row> {
    let more = entry::counted(left).map(|left| {
        let line = Line::new()
            .strong("Not shown here: ")
            .plain(format!("{left}. All with "));
        row(0, 2, line.code("--limit 0").plain("."))
    });
    let parts = [more, steady(selection), once(alone, index), care(selection)];
    let whole = Line::new().strong("Everything: ");
    let whole = match screen.command {
        Some(command) => whole.code(format!("{command} --full")),
        None => whole.plain("the same with ").code("--full"),
    };
    let open = whole.plain("; one story: ").code("--event ID");
    let open = open.plain(", one topic: ").code("--topic ID");
    let parts = parts.into_iter().flatten();
    parts.chain([row(0, 2, open)]).collect()
}

/// No more outlets are told of here that differ always alike.
const STEADY: usize = 2;

/// What outlets differ in always alike, once for all stories.
fn steady(selection: &Selection<'_>) -> Option<Row> {
    let topics = selection.topics.iter().filter(|t| topic::is_steady(t));
    let whys = topics.flat_map(|t| &t.between).map(|b| &*b.why);
    let whys: Vec<&str> = whys.unique().collect();
    let told = whys.get(..whys.len().min(STEADY)).unwrap_or_default();
    let more = match whys.len() - told.len() {
        0 => String::new(),
        more => format!(" So do {more} more pairs of outlets."),
    };
    (!told.is_empty()).then(|| {
        let line = Line::new().strong("Differing always alike: ");
        row(0, 2, line.plain(told.join(" ") + &more))
    })
}

/// Those told by one account alone, in a line: the gravest toll by name, of those whose day is known
/// where there is one.
fn once<'a>(alone: &[Headline<'a>], index: &Index<'a>) -> Option<Row> {
    let intro = match alone.len() {
        0 => return None,
        1 => "1 story is told by one account only".to_owned(),
        many => format!("{many} stories are told by one account only"),
    };
    let line = Line::new().strong(intro);
    let line = line.plain(", and nothing bears them out");
    let undated = |story: &Headline| story.event.is_none_or(|e| e.when.is_none());
    let tolls = alone.iter().filter(|story| toll(story).is_some());
    let gravest = tolls.min_by_key(|story| (undated(story), Reverse(toll(story))));
    let named = gravest.and_then(|story| {
        let answers = story.answers(index);
        let told = answers.into_iter().find(|t| number(t.topic).is_some())?;
        let draft = if story.is_draft() { ", a draft" } else { "" };
        let title = story.title();
        Some(format!(": {title}, {}: {}{draft}", told.label, told.text))
    });
    Some(row(0, 2, line.plain(named.unwrap_or_default() + ".")))
}

/// The greatest number that matters.
fn toll(story: &Headline<'_>) -> Option<Decimal> {
    story.topics.iter().filter_map(|topic| number(topic)).max()
}

/// The greatest number of a topic, where it matters.
fn number(topic: &Topic<'_>) -> Option<Decimal> {
    let grave = topic.own().filter(|_| topic.matters >= Severity::Major);
    let numbers = grave.filter_map(|v| match v.value {
        Printed::Bounds { low, best, .. } => Some(best.unwrap_or(low)),
        Printed::Text(_) => None,
    });
    numbers.max()
}

/// What a reader must be told of how it was read, by kind.
fn care(selection: &Selection<'_>) -> Option<Row> {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for note in &selection.notes {
        *kinds.entry(&note.kind).or_default() += 1;
    }
    let doubts = selection.names.iter().filter(|n| n.decision == "doubt");
    let doubts = Some(doubts.count()).filter(|count| *count > 0);
    let doubts = doubts.map(|count| ("names that may be one", count));
    let told = kinds.into_iter().chain(doubts);
    let told: Vec<String> = told
        .map(|(kind, count)| format!("{} ({count})", called(kind)))
        .collect();
    (!told.is_empty()).then(|| {
        let line = Line::new().strong("Read with care: ");
        row(0, 2, line.plain(format!("{}.", words::listed(&told))))
    })
}

/// A kind of note in a reader's words.
fn called(kind: &str) -> &str {
    match kind {
        "dependence" => "copied accounts",
        "vague publication" => "vague days of publication",
        other => other,
    }
}
