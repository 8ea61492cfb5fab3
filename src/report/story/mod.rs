//! What a reconciliation says to a reader, in the order of what matters most to one in a hurry.
//!
//! Written once, as blocks; a page prints them on a terminal or as Markdown.

mod differences;
mod events;
mod rest;

use std::io;

use hashbrown::HashMap;

use super::block::{Block, Line, Page};
use super::selection::Selection;
use super::words;
use crate::view::{Index, Topic};

/// No list is longer than this unless the reader asks.
pub const LIMIT: usize = 100;

/// Where the story is told, and how much of each list.
struct Story<'a, 'p> {
    selection: &'p Selection<'a>,
    index: &'p Index<'a>,
    /// The topics of each event and each subject.
    topics: HashMap<&'a str, Vec<&'a Topic<'a>>>,
    limit: usize,
    page: &'p mut dyn Page,
}

/// Tells a reconciliation; no list is longer than `limit`, and what is cut is counted.
///
/// # Errors
/// Where the page cannot be written.
pub fn tell(selection: &Selection<'_>, limit: usize, page: &mut dyn Page) -> io::Result<()> {
    let index = Index::new(selection.report);
    let mut story = Story {
        selection,
        index: &index,
        topics: by_home(&selection.topics),
        limit,
        page,
    };
    story.opening()?;
    differences::tell(&mut story)?;
    events::tell(&mut story)?;
    rest::tell(&mut story)
}

fn by_home<'a>(topics: &[&'a Topic<'a>]) -> HashMap<&'a str, Vec<&'a Topic<'a>>> {
    let mut homes: HashMap<&str, Vec<&Topic>> = HashMap::new();
    for topic in topics {
        for home in [&topic.event, &topic.subject]
            .into_iter()
            .flatten()
            .chain(&topic.events)
        {
            homes.entry(home).or_default().push(topic);
        }
    }
    homes
}

impl<'a> Story<'a, '_> {
    fn opening(&mut self) -> io::Result<()> {
        let title = self.selection.report.method.title.as_deref();
        self.heading(1, title.unwrap_or("Reconciliation"))?;
        self.paragraph(words::summary(&self.selection.report.summary))?;
        for sentence in &self.selection.left_out {
            self.paragraph(Line::new().strong("Not all is shown. ").plain(sentence))?;
        }
        Ok(())
    }

    /// The topics of an event or a subject, worst first.
    fn topics_of(&self, home: &str) -> Vec<&'a Topic<'a>> {
        self.topics.get(home).cloned().unwrap_or_default()
    }

    fn heading(&mut self, level: u8, text: impl Into<Line>) -> io::Result<()> {
        self.page.put(Block::Heading(level, text.into()))
    }

    fn paragraph(&mut self, text: impl Into<Line>) -> io::Result<()> {
        self.page.put(Block::Paragraph(text.into()))
    }

    /// Prints the head of a section and what it means; nothing where it has nothing in it.
    fn section(&mut self, heading: &str, count: usize, meaning: &str) -> io::Result<()> {
        if count == 0 {
            return Ok(());
        }
        self.heading(2, format!("{heading} ({count})"))?;
        if meaning.is_empty() {
            return Ok(());
        }
        self.paragraph(Line::new().faint(meaning))
    }

    /// Prints a list as far as it may go, unless it is empty.
    fn list<T>(&mut self, items: &[T], line: impl FnMut(&T) -> Line) -> io::Result<()> {
        if items.is_empty() {
            return Ok(());
        }
        let lines = items.iter().take(self.limit).map(line).collect();
        self.page.put(Block::List(lines))?;
        self.cut(items.len())
    }

    /// Prints a table as far as it may go, unless it is empty.
    fn table<T>(
        &mut self,
        head: &[&'static str],
        items: &[T],
        row: impl FnMut(&T) -> Vec<Line>,
    ) -> io::Result<()> {
        if items.is_empty() {
            return Ok(());
        }
        let rows = items.iter().take(self.limit).map(row).collect();
        self.page.put(Block::Table(head.to_vec(), rows))?;
        self.cut(items.len())
    }

    /// Prints named values, those that have one.
    fn fields(&mut self, mut fields: Vec<(&'static str, Line)>) -> io::Result<()> {
        fields.retain(|(_, value)| !value.is_empty());
        if fields.is_empty() {
            return Ok(());
        }
        self.page.put(Block::Fields(fields))
    }

    /// Says how many of a list were cut, where some were.
    fn cut(&mut self, all: usize) -> io::Result<()> {
        if all <= self.limit {
            return Ok(());
        }
        let line = Line::new()
            .faint(format!("… and {} more: all with ", all - self.limit))
            .code("--limit 0")
            .faint(", or with ")
            .code("--format json")
            .faint(".");
        self.paragraph(line)
    }
}

#[cfg(test)]
mod tests {
    use super::super::canned;
    use super::super::markdown::Markdown;
    use super::*;
    use crate::codebook::Verdict;
    use crate::view::{Report, State};

    fn told(report: &Report<'_>, limit: usize) -> String {
        let mut out = Vec::new();
        tell(&Selection::all(report), limit, &mut Markdown::new(&mut out)).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_is_ruled_or_accepted_is_not_to_be_settled() {
        let mut report = canned::report();
        report.topics[0].state = State::Ruled;
        report.topics[2].state = State::Accepted;
        let page = told(&report, LIMIT);
        for (section, topic) in [
            ("## Contradictions (1)", "killed, Bombing"),
            ("## Settled (1)", "status (Idris Vane)"),
            ("## Accepted (1)", "perpetrator"),
        ] {
            let (_, rest) = page.split_once(section).unwrap();
            let heading = rest.lines().find(|l| l.starts_with("### ")).unwrap();
            assert!(heading.contains(topic), "{section}: {heading}");
        }
    }

    #[test]
    fn a_contradiction_with_what_stands_beside_is_in_the_head() {
        let mut report = canned::report();
        let toll = &mut report.topics[1];
        toll.between.drain(..2);
        toll.between[0].verdict = Verdict::Contradiction;
        (toll.verdict, toll.state) = (Verdict::Agreement, State::Agreed);
        let page = told(&report, LIMIT);
        assert!(
            page.contains("## At odds with what stands beside it (1)"),
            "{page}"
        );
        assert!(
            page.contains("**Why:** Harbour Post says “19” of all;"),
            "{page}"
        );
    }

    #[test]
    fn rows_of_one_value_stand_as_one_where_all_agree() {
        let mut report = canned::report();
        let seized = report
            .topics
            .iter_mut()
            .find(|t| t.attribute == "seized")
            .unwrap();
        let mut other = seized.values[0].clone();
        other.claims = vec!["cr-7#1".into()];
        seized.values.push(other);
        seized.state = State::Agreed;
        let page = told(&report, LIMIT);
        let line = "- **All agree:** seized (vehicles) “at least 3” *(2 outlets, 2 origins)*";
        assert!(page.contains(line), "{page}");
    }

    #[test]
    fn what_is_cut_is_counted() {
        let page = told(&canned::report(), 1);
        for section in [
            "Contradictions (3)",
            "Changed over time (3)",
            "Events told more than once (3)",
        ] {
            let (_, rest) = page.split_once(section).unwrap();
            let (part, _) = rest.split_once("\n## ").unwrap();
            assert!(part.contains("and 2 more: all with"), "{section}: {part}");
        }
    }
}
