//! The topics on which accounts differ, worst first, and what only looks like a difference.

use std::io;

use super::super::block::Line;
use super::super::text::plural;
use super::super::{topic, weighed, words};
use super::Story;
use crate::codebook::Verdict;
use crate::view::{Between, Index, State, Topic};

/// Heading, what it means, and which topics it holds.
type Section = (&'static str, &'static str, fn(&Topic<'_>) -> bool);

/// The sections in which every row is shown: heading, what it means, which topics it holds.
const SECTIONS: [Section; 6] = [
    (
        "Contradictions",
        "They cannot all be true. Settle these before print.",
        |t| t.state == State::Open,
    ),
    (
        "At odds with what stands beside it",
        "Each may stand by itself; the two together cannot. Settle these before print.",
        |t| explained(t, Verdict::Contradiction),
    ),
    (
        "Changed over time",
        "The later report updates the earlier: print the later, with its date.",
        |t| explained(t, Verdict::Superseded),
    ),
    (
        "Counted differently",
        "All may be true: they count another group, place or period. Do not set them side by side without \
         saying so.",
        |t| explained(t, Verdict::Scope) && !topic::is_steady(t),
    ),
    (
        "Settled",
        "Somebody ruled on these, or the truth is known.",
        |t| t.state == State::Ruled,
    ),
    (
        "Accepted",
        "These differences are known, and may stay.",
        |t| t.state == State::Accepted,
    ),
];

fn explained(of: &Topic<'_>, verdict: Verdict) -> bool {
    of.state < State::Open && topic::verdict(of) == verdict
}

pub(super) fn tell(story: &mut Story<'_, '_>) -> io::Result<()> {
    for (heading, meaning, holds) in SECTIONS {
        let found = found(story, holds);
        story.section(heading, found.len(), meaning)?;
        for topic in found.iter().take(story.limit) {
            in_full(story, topic)?;
        }
        story.cut(found.len())?;
    }
    let steady = found(story, topic::is_steady);
    let meaning = "Two outlets differ so in most of what both tell: ask them once, for all of it.";
    story.section("Differing always alike", steady.len(), meaning)?;
    let whys = steady.iter().flat_map(|t| &t.between).map(|b| &*b.why);
    story.list(&each_once(whys, usize::MAX), |why| Line::from(*why))?;
    let worded = found(story, |t| explained(t, Verdict::Compatible));
    let meaning =
        "Vaguer, overlapping, or another spelling: no contradiction, and nothing to settle.";
    story.section("Worded differently", worded.len(), meaning)?;
    let index = story.index;
    story.list(&worded, |t| in_short(index, t))
}

fn found<'a>(story: &Story<'a, '_>, holds: fn(&Topic<'_>) -> bool) -> Vec<&'a Topic<'a>> {
    let topics = story.selection.topics.iter().copied();
    topics.filter(|t| holds(t)).collect()
}

/// What a topic is called and what it is of.
fn setting(index: &Index<'_>, of: &Topic<'_>) -> Line {
    let event = index.home(of).map(|event| &*event.title);
    let scene = event.or_else(|| index.scene(of).filter(|_| of.of.is_none()));
    Line::new()
        .strong(topic::name(of))
        .plain(format!(", {}", scene.unwrap_or("across events")))
}

fn in_full<'a>(story: &mut Story<'a, '_>, of: &'a Topic<'a>) -> io::Result<()> {
    let index = story.index;
    let heading = [topic::mark(of), setting(index, of), topic::stands(of)];
    story.heading(3, Line::joined(heading, ": "))?;
    story.list(&of.values, |v| topic::row(of, v, index))?;
    let verdict = topic::verdict(of);
    let shown: Vec<&Between> = of.between.iter().filter(|b| b.verdict == verdict).collect();
    let whys = if verdict == Verdict::Contradiction {
        SENTENCES
    } else {
        1
    };
    let because = |most, text: fn(&'a Between<'a>) -> Option<&'a str>| {
        let sentences = each_once(shown.iter().filter_map(|b| text(b)), most);
        let sentences: Vec<String> = sentences.into_iter().map(words::sentence).collect();
        Line::from(sentences.join(" "))
    };
    let conditions = shown.iter().filter_map(|b| b.condition.as_deref());
    let to_settle = match of.decided {
        Some(_) => Line::new(),
        None => because(SENTENCES, |b| b.settle.as_deref()),
    };
    let answered = of.answer.as_ref().filter(|a| a.value.is_some());
    story.fields(vec![
        (
            "Rests on",
            answered.map(weighed::grounds).unwrap_or_default().into(),
        ),
        ("Accepted", accepted(of)),
        ("Why", because(whys, |b| Some(&b.why))),
        ("Only", each_once(conditions, SENTENCES).join("; ").into()),
        ("One event", same_event(&shown)),
        ("To settle", to_settle),
        ("See", ids(of, &shown)),
    ])
}

/// Who ruled that a difference may stay, when and why.
fn accepted(of: &Topic<'_>) -> Line {
    let decided = of.decided.as_ref().filter(|_| of.state == State::Accepted);
    decided
        .map(|by| format!("by {}", by.words()))
        .unwrap_or_default()
        .into()
}

/// At most this many sentences of one sort are given of a topic.
const SENTENCES: usize = 3;

fn each_once<'a>(texts: impl Iterator<Item = &'a str>, most: usize) -> Vec<&'a str> {
    let mut seen = Vec::new();
    for text in texts.filter(|t| !t.is_empty()) {
        if !seen.contains(&text) && seen.len() < most {
            seen.push(text);
        }
    }
    seen
}

/// How likely the accounts are of one event at all, where that is in doubt.
fn same_event(shown: &[&Between<'_>]) -> Line {
    let least = shown.iter().filter_map(|b| b.same_event).reduce(f64::min);
    least.map(words::odds).unwrap_or_default().into()
}

/// The ids that `explain` takes; all of them are in the other formats.
fn ids(of: &Topic<'_>, shown: &[&Between<'_>]) -> Line {
    let ids = of.event.iter().chain(shown.iter().take(3).map(|b| &b.id));
    let line = Line::joined(ids.map(|id| Line::new().code(id.as_ref())), " ");
    match shown.len().saturating_sub(3) {
        0 => line,
        more => line.faint(format!(" and {}", plural(more, "more difference"))),
    }
}

/// No more wordings of one topic are named in a line.
const WORDINGS: usize = 6;

fn in_short<'a>(index: &Index<'a>, of: &'a Topic<'a>) -> Line {
    let row = |v| topic::value(v).plain(format!(" – {}", topic::who(&[v], index)));
    let rows = of.own().take(WORDINGS).map(row);
    let more = match of.own().count().saturating_sub(WORDINGS) {
        0 => Line::new(),
        more => format!("and {}", plural(more, "more wording")).into(),
    };
    let conditions = of.between.iter().filter_map(|b| b.condition.as_deref());
    let conditions = each_once(conditions, SENTENCES)
        .into_iter()
        .map(|c| format!("only {c}").into());
    let rest = rows
        .chain([more])
        .chain(conditions)
        .chain(topic::answer(of).map(|_| topic::stands(of)));
    setting(index, of).plain(": ").and(Line::joined(rest, "; "))
}
