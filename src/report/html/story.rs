//! The stories at the head of the page: what each comes to, and where its accounts cannot all be true.

use serde::Serialize;

use super::facets::{self, Facets};
use super::toll::{Toll, toll};
use super::topic::{Mark, mark};
use crate::report::selection::Selection;
use crate::view::Index;
use crate::view::headline::{Headline, News, Told, headlines};

/// So many stories stand at the head of the page.
const STORIES: usize = 60;

/// No story has more answers, or more contradictions, at the head.
const ANSWERS: usize = 4;
const CLASHES: usize = 3;

/// One story.
#[derive(Debug, Serialize)]
struct Story<'a> {
    /// Its event, or whose history it is.
    id: &'a str,
    title: &'a str,
    answers: Vec<Sentence<'a>>,
    clashes: Vec<Sentence<'a>>,
    more: usize,
    draft: bool,
    mark: Option<Mark>,
    /// Accounts and independent origins, of an event.
    accounts: usize,
    origins: usize,
    facets: Facets,
    /// Its toll, to be drawn small.
    spark: Option<Toll<'a>>,
}

/// One topic, in a sentence.
#[derive(Debug, Serialize)]
struct Sentence<'a> {
    topic: &'a str,
    label: String,
    text: String,
}

impl Story<'_> {
    /// Whether there is more to say of it than its title.
    fn tells(&self) -> bool {
        !self.answers.is_empty() || !self.clashes.is_empty()
    }
}

/// The head of the page.
#[derive(Debug, Serialize)]
pub(super) struct Head<'a> {
    /// The stories with something to say, the most first.
    stories: Vec<Story<'a>>,
    /// Id and title of those with nothing to tell but that more than one account does.
    brief: Vec<(&'a str, &'a str)>,
    more_stories: usize,
}

/// The stories of a selection; no single account beside which nothing stands.
pub(super) fn stories<'a>(selection: &Selection<'a>, index: &Index<'a>) -> Head<'a> {
    let all = headlines(index, selection.topics.iter().copied());
    let mut all: Vec<_> = all.into_iter().map(|s| (s.news(), s)).collect();
    all.retain(|(news, _)| *news < News::Beside);
    all.sort_by_key(|(news, _)| *news);
    let shown = all.iter().take(STORIES).map(|(_, of)| story(of, index));
    let (stories, brief): (Vec<Story>, Vec<Story>) = shown.partition(Story::tells);
    Head {
        stories,
        brief: brief.iter().map(|s| (s.id, s.title)).collect(),
        more_stories: all.len().saturating_sub(STORIES),
    }
}

/// One story as the head of the page tells it.
fn story<'a>(of: &Headline<'a>, index: &Index<'a>) -> Story<'a> {
    let (answers, clashes) = (of.answers(index), of.clashes(index));
    let outlets = of.event.map_or(&[][..], |e| &e.outlets);
    let found = facets::found(of.topics.iter().copied());
    let id = of.event.map(|e| &*e.id).or(of.subject.map(|s| &*s.id));
    Story {
        id: id.unwrap_or_default(),
        title: of.title(),
        more: answers.len().saturating_sub(ANSWERS) + clashes.len().saturating_sub(CLASHES),
        answers: answers.into_iter().take(ANSWERS).map(sentence).collect(),
        clashes: clashes.into_iter().take(CLASHES).map(sentence).collect(),
        draft: of.is_draft(),
        mark: found.into_iter().max().map(mark),
        accounts: of.event.map_or(0, |e| e.accounts.len()),
        origins: of.event.map_or(0, |e| e.origins),
        facets: Facets::new(of.topics.iter().copied(), outlets, of.event),
        spark: of
            .topics
            .iter()
            .find_map(|t| toll(t, index))
            .filter(Toll::is_dated),
    }
}

fn sentence(of: Told<'_>) -> Sentence<'_> {
    Sentence {
        topic: &of.topic.id,
        label: of.label,
        text: of.text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::canned;

    #[test]
    fn a_story_has_its_answers_and_what_cannot_be_true() {
        let report = canned::report();
        let selection = Selection::all(&report);
        let head = stories(&selection, &Index::new(&report));
        let market = head
            .stories
            .iter()
            .find(|s| s.id.starts_with("e-01"))
            .unwrap();
        let killed = |s: &&Sentence| s.topic.starts_with("t-01");
        assert!(market.answers.iter().any(|s| killed(&s)));
        assert!(market.clashes.iter().any(|s| killed(&s)));
        assert_eq!(market.accounts, 5);
        // One account alone is no story.
        assert!(head.stories.iter().all(|s| !s.id.starts_with("e-03")));
    }
}
