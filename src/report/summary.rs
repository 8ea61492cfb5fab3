//! The first screen: what each story comes to, the worst first, as far as it fits; what does not fit
//! is counted, and the rest is one command away.

mod entry;
mod rest;

use std::io::{self, Write};

use super::block::{Line, Style};
use super::selection::Selection;
use super::table::Terminal;
use super::text::plural;
use super::words;
use crate::codebook::Verdict;
use crate::view::headline::{Headline, News, headlines};
use crate::view::{Index, Summary};
use entry::{DETAILS, Detail};

/// Lines of a screen where nobody says how many there are.
pub const LINES: usize = 40;

/// No screen has fewer lines: a summary of less says nothing.
pub const FEWEST: usize = 20;

/// Where a summary is printed.
#[derive(Debug, Clone, Copy)]
pub struct Screen<'s> {
    /// Columns.
    pub width: usize,
    /// Whether colour is added.
    pub colour: bool,
    /// The most lines; none: whatever it takes.
    pub lines: Option<usize>,
    /// The most stories; none: as many as fit.
    pub stories: Option<usize>,
    /// The command that printed it, to which an option for more is added; none where it may not be shown.
    pub command: Option<&'s str>,
}

/// A line of a screen: how far in it begins, and how far in it goes on.
struct Row {
    begins: usize,
    goes_on: usize,
    line: Line,
}

/// Prints the summary of what is shown.
///
/// # Errors
/// Where it cannot be written.
pub fn write(
    selection: &Selection<'_>,
    screen: &Screen<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let index = Index::new(selection.report);
    let mut stories = headlines(&index, selection.topics.iter().copied());
    stories.sort_by_cached_key(Headline::news);
    let head = screen.set(&opening(selection))?;
    let alone = stories.split_off(stories.partition_point(|s| s.news() < News::Alone));
    let told = stories;
    let (body, close) = screen.fitted(
        &told,
        head.lines + 1,
        |left| rest::closing(selection, left, &alone, &index, screen),
        &index,
    )?;
    out.write_all(&head.text)?;
    out.write_all(&body.text)?;
    out.write_all(b"\n")?;
    out.write_all(&close.text)
}

/// A part of the screen, set.
#[derive(Default)]
struct Part {
    text: Vec<u8>,
    lines: usize,
    stories: usize,
}

impl Screen<'_> {
    fn set(&self, rows: &[Row]) -> io::Result<Part> {
        let mut text = Vec::new();
        let mut page = Terminal::new(&mut text, self.width, self.colour);
        for row in rows {
            page.hanging(row.begins, row.goes_on, &row.line)?;
        }
        let lines = text.split(|byte| *byte == b'\n').count() - 1;
        Ok(Part {
            text,
            lines,
            stories: 0,
        })
    }

    /// The stories as far as they fit beside `taken` lines and what closes the screen, which says how many
    /// are left: the fewer they are, the shorter it is.
    fn fitted<'a>(
        &self,
        told: &[Headline<'a>],
        taken: usize,
        closing: impl Fn(&[Headline<'a>]) -> Vec<Row>,
        index: &Index<'a>,
    ) -> io::Result<(Part, Part)> {
        let mut body = Part::default();
        let mut close = self.set(&closing(told))?;
        loop {
            let room = self
                .lines
                .map(|all| all.saturating_sub(taken + close.lines));
            let more = self.body(told, room, index)?;
            let after = self.set(&closing(&told[more.stories..]))?;
            let fits = self
                .lines
                .is_none_or(|all| taken + more.lines + after.lines <= all);
            if more.stories < body.stories || !fits && body.stories > 0 {
                return Ok((body, close));
            }
            let done = more.stories == body.stories || after.lines >= close.lines;
            (body, close) = (more, after);
            if done {
                return Ok((body, close));
            }
        }
    }

    /// The stories, in as much detail as lets all of them stand, or as many as fit in the least.
    fn body<'a>(
        &self,
        told: &[Headline<'a>],
        room: Option<usize>,
        index: &Index<'a>,
    ) -> io::Result<Part> {
        let mut part = Part::default();
        for detail in DETAILS {
            part = self.as_far_as(told, room, detail, index)?;
            if part.stories == told.len() || self.stories == Some(part.stories) {
                break;
            }
        }
        Ok(part)
    }

    fn as_far_as<'a>(
        &self,
        told: &[Headline<'a>],
        room: Option<usize>,
        detail: Detail,
        index: &Index<'a>,
    ) -> io::Result<Part> {
        let mut part = Part::default();
        for story in told.iter().take(self.stories.unwrap_or(usize::MAX)) {
            let next = self.set(&entry::rows(story, detail, index))?;
            if room.is_some_and(|room| part.lines + next.lines > room) {
                break;
            }
            part.text.extend_from_slice(&next.text);
            part.lines += next.lines;
            part.stories += 1;
        }
        Ok(part)
    }
}

fn row(begins: usize, goes_on: usize, line: impl Into<Line>) -> Row {
    Row {
        begins,
        goes_on,
        line: line.into(),
    }
}

/// A sign for a verdict, in its colour.
fn sign(verdict: Verdict) -> Line {
    let mark = Style::Mark(verdict, None);
    Line::new().with(mark, words::symbol(verdict)).plain(" ")
}

/// What the set is called, and how it stands with it in numbers.
fn opening(selection: &Selection<'_>) -> Vec<Row> {
    let report = selection.report;
    let title = report.method.title.as_deref();
    let title = title.map(|title| row(0, 0, Line::new().strong(title)));
    let of = &report.summary;
    let open = Line::new().strong(words::open(of));
    let counts = row(0, 0, open.plain(format!(" {}", read(of))));
    let left_out = selection.left_out.iter().map(|told| {
        let line = Line::new().strong("Not all is shown. ");
        row(0, 0, line.plain(told.as_str()))
    });
    let blank = row(0, 0, Line::new());
    title
        .into_iter()
        .chain([counts])
        .chain(left_out)
        .chain([blank])
        .collect()
}

/// How much was read, and how well it is borne out.
fn read(of: &Summary) -> String {
    let borne_out = match of.corroborated {
        0 => "none".to_owned(),
        many => many.to_string(),
    };
    let told = format!(
        "{} of {}: {}, {borne_out} told by independent sources.",
        plural(of.claims, "account"),
        plural(of.outlets, "outlet"),
        plural(of.events, "event"),
    );
    let worded = match of.verdicts.compatible {
        0 => String::new(),
        1 => " 1 point differs in wording only.".to_owned(),
        many => format!(" {many} points differ in wording only."),
    };
    let told = told + &worded;
    match words::refused(of) {
        refused if refused.is_empty() => told,
        refused => format!("{told} {refused}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{canned, text};
    use super::*;

    fn screen(lines: Option<usize>) -> Screen<'static> {
        Screen {
            width: 80,
            colour: false,
            lines,
            stories: None,
            command: Some("rashomon reconcile claims/lune"),
        }
    }

    fn printed(screen: &Screen<'_>) -> String {
        let report = canned::report();
        let mut out = Vec::new();
        write(&Selection::all(&report), screen, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn no_line_is_wider_than_the_page() {
        for width in [40, 60, 80, 120] {
            let page = printed(&Screen {
                width,
                ..screen(None)
            });
            for line in page.lines() {
                assert!(text::width(line) <= width, "{width}: {line}");
            }
        }
    }

    #[test]
    fn it_fits_and_counts_what_does_not() {
        let stories = |page: &str| {
            page.lines()
                .filter(|l| l.starts_with(['✗', '→', '≈', '=', '≠']))
                .count()
        };
        let whole = stories(&printed(&screen(None)));
        for lines in [FEWEST, 24, LINES] {
            let page = printed(&screen(Some(lines)));
            assert!(page.lines().count() <= lines, "{lines}:\n{page}");
            let shown = stories(&page);
            assert!(shown > 0, "{lines}:\n{page}");
            assert_eq!(shown < whole, page.contains("Not shown here: "), "{page}");
        }
    }

    #[test]
    fn so_many_stories_as_are_asked_for() {
        let one = printed(&Screen {
            stories: Some(1),
            ..screen(None)
        });
        assert_eq!(one.lines().filter(|l| l.starts_with('✗')).count(), 1);
        assert!(one.contains("Not shown here: "), "{one}");
    }

    #[test]
    fn nothing_acts_on_the_terminal_and_colour_only_adds() {
        let page = printed(&screen(None));
        assert!(!page.chars().any(|c| c != '\n' && text::acts(c)));
        let coloured = printed(&Screen {
            colour: true,
            ..screen(None)
        });
        let mut bare = String::new();
        for part in coloured.split('\u{1b}') {
            let code = part.strip_prefix('[').and_then(|p| p.split_once('m'));
            bare.push_str(code.map_or(part, |(_, text)| text));
        }
        assert_ne!(bare, coloured);
        let trimmed = |s: &str| s.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
        assert_eq!(trimmed(&bare), trimmed(&page));
    }

    #[test]
    fn the_canned_report_reads() {
        insta::assert_snapshot!(printed(&screen(None)));
    }
}
