//! One story on the first screen.

use super::super::block::Line;
use super::super::text::{clip, plural};
use super::super::words;
use super::{Row, row, sign};
use crate::codebook::Verdict;
use crate::view::headline::{Headline, News, Told};
use crate::view::{Index, State, Topic};

/// No title takes more characters of a screen: two lines of eighty.
const TITLE: usize = 160;

/// Nor a sentence: five lines.
const LONGEST: usize = 400;

/// How much of a story is told.
#[derive(Debug, Clone, Copy)]
pub(super) struct Detail {
    answers: usize,
    clashes: usize,
    /// Whether a contradiction has its line where the answer says whom it refutes.
    again: bool,
}

/// The most first.
pub(super) const DETAILS: [Detail; 4] = [
    Detail::of(4, 6, true),
    Detail::of(3, 3, true),
    Detail::of(2, 2, true),
    Detail::of(1, 1, false),
];

impl Detail {
    const fn of(answers: usize, clashes: usize, again: bool) -> Self {
        Self {
            answers,
            clashes,
            again,
        }
    }
}

/// A story with contradictions has a line for what stands, and one for each of them; any other stands
/// in one.
pub(super) fn rows<'a>(story: &Headline<'a>, detail: Detail, index: &Index<'a>) -> Vec<Row> {
    let answers = answers(story, index);
    let stands = stands(&answers, detail);
    let title = title(story);
    if story.news() != News::Open {
        let line = sign(mark(story)).and(title);
        return vec![row(
            0,
            2,
            Line::joined([line, stands], " · ").and(id(story)),
        )];
    }
    let mut rows = vec![row(
        0,
        2,
        sign(Verdict::Contradiction).and(title).and(id(story)),
    )];
    if !stands.is_empty() {
        rows.push(row(2, 4, stands));
    }
    let mut clashes = story.clashes(index);
    if !detail.again {
        let told = answers.iter().take(detail.answers);
        let told: Vec<&str> = told.filter(|t| t.refutes).map(|t| &*t.topic.id).collect();
        clashes.retain(|clash| !told.contains(&&*clash.topic.id));
    }
    let told = clashes.iter().take(detail.clashes);
    rows.extend(told.map(|t| row(2, 4, sign(Verdict::Contradiction).and(sentence(t)))));
    if let more @ 1.. = clashes.len().saturating_sub(detail.clashes) {
        let more = format!("and {}", plural(more, "more contradiction"));
        rows.push(row(2, 4, Line::new().faint(more)));
    }
    rows
}

/// What stands; of what stands beside another, how they are unlike.
fn answers<'a>(story: &Headline<'a>, index: &Index<'a>) -> Vec<Told<'a>> {
    match story.news() {
        News::Beside => story.beside(index),
        _ => story.answers(index),
    }
}

/// The first answers in a line.
fn stands(told: &[Told<'_>], detail: Detail) -> Line {
    let shown = told.iter().take(detail.answers).map(sentence);
    let more = told.len().saturating_sub(detail.answers);
    let more = (more > 0).then(|| Line::new().faint(format!("{more} more")));
    Line::joined(shown.chain(more), " · ")
}

/// `Dead: 218 (…)`.
pub(super) fn sentence(told: &Told<'_>) -> Line {
    let line = Line::new().strong(format!("{}: ", told.label));
    line.plain(clip(&told.text, LONGEST))
}

/// The title, and that all of it is a draft.
fn title(story: &Headline<'_>) -> Line {
    let line = Line::new().strong(clip(story.title(), TITLE));
    let line = match story.event {
        Some(event) if event.accounts.len() > 1 => line.plain(format!(
            " ({}, {})",
            plural(event.accounts.len(), "account"),
            match event.origins {
                1 => "one source".to_owned(),
                many => plural(many, "independent source"),
            }
        )),
        _ => line,
    };
    if story.is_draft() {
        line.plain(" – draft, confirmed by nobody")
    } else {
        line
    }
}

/// What `--event` or `--topic` takes.
fn id(story: &Headline<'_>) -> Line {
    let topic = story.topics.first().map(|t| &*t.id);
    let id = story.event.map(|e| &*e.id).or(topic);
    Line::new().plain("  ").code(id.unwrap_or_default())
}

/// How the gravest of a story stands.
fn mark(story: &Headline<'_>) -> Verdict {
    match story.news() {
        News::Open => Verdict::Contradiction,
        News::Beside => Verdict::Scope,
        _ => {
            let is_decided = |t: &&&Topic| matches!(t.state, State::Ruled | State::Accepted);
            let open = story.topics.iter().filter(|t| !is_decided(t));
            open.map(|t| t.verdict).max().unwrap_or(Verdict::Agreement)
        }
    }
}

/// How many stories of each sort are left, in words.
pub(super) fn counted(left: &[Headline<'_>]) -> Option<String> {
    let count = |news| left.iter().filter(|s| s.news() == news).count();
    let sorts = [
        (count(News::Open), "story", "with open contradictions"),
        (
            count(News::Explained),
            "story",
            "that changed or are counted otherwise",
        ),
        (count(News::Told), "story", "told more than once"),
        (count(News::Beside), "story", "unlike what stands beside it"),
        (
            count(News::Quiet),
            "story",
            "on which accounts agree or hardly touch",
        ),
    ];
    let met = sorts.iter().filter(|(count, ..)| *count > 0);
    let met: Vec<String> = met
        .map(|(count, one, what)| format!("{} {what}", plural(*count, one)))
        .collect();
    (!met.is_empty()).then(|| words::listed(&met))
}
