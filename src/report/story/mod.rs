//! What a reconciliation says to a reader, in the order of what matters most to one in a hurry.
//!
//! Written once, as blocks; a page prints them on a terminal or as Markdown.

mod disputes;
mod events;
mod rest;

use std::io;

use super::block::{Block, Line, Page};
use super::dispute::{Index, Teller};
use super::selection::Selection;
use super::view::Text;
use super::words;

/// No list is longer than this unless the reader asks.
pub const LIMIT: usize = 100;

/// Where the story is told, and how much of each list.
struct Story<'a, 'p> {
    selection: &'p Selection<'a>,
    index: Index<'a>,
    limit: usize,
    page: &'p mut dyn Page,
}

/// Tells a reconciliation; no list is longer than `limit`, and what is cut is counted.
///
/// # Errors
/// Where the page cannot be written.
pub fn tell(selection: &Selection<'_>, limit: usize, page: &mut dyn Page) -> io::Result<()> {
    let mut story = Story {
        selection,
        index: Index::new(selection.report),
        limit,
        page,
    };
    story.opening()?;
    disputes::tell(&mut story)?;
    events::tell(&mut story)?;
    rest::tell(&mut story)
}

impl Story<'_, '_> {
    fn opening(&mut self) -> io::Result<()> {
        self.heading(1, "Reconciliation")?;
        let summary = words::summary(&self.selection.report.summary);
        self.page.put(Block::Paragraph(summary.into()))?;
        for sentence in &self.selection.left_out {
            let line = Line::new().strong("Not all is shown. ").plain(sentence);
            self.page.put(Block::Paragraph(line))?;
        }
        Ok(())
    }

    fn heading(&mut self, level: u8, text: impl Into<Line>) -> io::Result<()> {
        self.page.put(Block::Heading(level, text.into()))
    }

    fn paragraph(&mut self, text: impl Into<Line>) -> io::Result<()> {
        self.page.put(Block::Paragraph(text.into()))
    }

    /// Prints a list, unless it is empty.
    fn list(&mut self, items: Vec<Line>) -> io::Result<()> {
        if items.is_empty() {
            Ok(())
        } else {
            self.page.put(Block::List(items))
        }
    }

    /// Prints named values, those that have one.
    fn fields(&mut self, fields: Vec<(&'static str, Line)>) -> io::Result<()> {
        let fields: Vec<_> = fields.into_iter().filter(|(_, v)| !v.is_empty()).collect();
        if fields.is_empty() {
            Ok(())
        } else {
            self.page.put(Block::Fields(fields))
        }
    }

    /// Says how many of a list were cut, where some were.
    fn cut(&mut self, all: usize) -> io::Result<()> {
        if all <= self.limit {
            return Ok(());
        }
        let more = all - self.limit;
        let line = Line::new()
            .faint(format!("… and {more} more: all with "))
            .code("--limit 0")
            .faint(", or with ")
            .code("--format json")
            .faint(".");
        self.page.put(Block::Paragraph(line))
    }
}

/// `Harbour Post (2024-03-10), citing local sources`.
fn teller(line: Line, teller: &Teller<'_>) -> Line {
    let line = outlet(line, teller.outlet, teller.published);
    let line = citing(line, teller.said_by);
    let line = match teller.when {
        Some(when) => line.plain(format!(", {}", as_of(&words::day(when)))),
        None => line,
    };
    match teller.party {
        Some(party) => line.strong(format!(" [{party}'s own claim]")),
        None => line,
    }
}

/// `as of 9 March 2024`, but `until 9 March 2024`.
fn as_of(day: &str) -> String {
    if day.starts_with("until ") || day.starts_with("from ") {
        day.to_owned()
    } else {
        format!("as of {day}")
    }
}

fn outlet(line: Line, name: &str, published: Option<&str>) -> Line {
    match published {
        Some(day) => line.plain(format!("{name} ({})", words::day(day))),
        None => line.plain(format!("{name} (undated)")),
    }
}

fn citing(line: Line, said_by: &[Text]) -> Line {
    match said_by {
        [] => line,
        chain => line.plain(format!(", citing {}", words::chain(chain))),
    }
}
