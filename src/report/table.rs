//! A page on a terminal: readable at any width, piped, and without colour.
//!
//! Colour is only ever added to what already says the same in a sign and a word.

use std::io::{self, Write};
use std::ops::Range;

use comfy_table::TableStyle;
use comfy_table::{Attribute, Cell, CellAlignment, Color, ContentArrangement, LineStyle, Table};

use super::block::{Block, Line, Page, Style};
use super::text::{LONGEST, clip, inert, width, wrap};
use crate::codebook::{Severity, Verdict};

/// Columns taken where nobody says how many there are.
pub const WIDTH: usize = 80;

/// No narrower page than this is set, whatever is asked for.
pub const NARROWEST: usize = 40;

const INDENT: usize = 2;

/// A terminal, or a file that is read like one.
#[derive(Debug)]
pub struct Terminal<W> {
    out: W,
    width: usize,
    colour: bool,
    last: Last,
}

impl<W: Write> Terminal<W> {
    /// A page `width` columns wide.
    pub fn new(out: W, width: usize, colour: bool) -> Self {
        Self {
            out,
            width: width.max(NARROWEST),
            colour,
            last: Last::Nothing,
        }
    }

    fn blank(&mut self, lines: usize) -> io::Result<()> {
        self.out.write_all("\n".repeat(lines).as_bytes())
    }

    fn heading(&mut self, level: u8, text: &Line) -> io::Result<()> {
        match level {
            3 => return self.lines("", "", text),
            4.. => return self.lines("  ", "  ", &text.clone().plain(":")),
            _ => {}
        }
        let mut loud = Words::of(text);
        loud.text = loud.text.to_uppercase();
        loud.spans = vec![(0..loud.text.len(), Style::Strong)];
        self.set("", "", &loud)?;
        let rule = if level == 1 { '═' } else { '─' };
        writeln!(self.out, "{}", rule.to_string().repeat(self.width))
    }

    fn list(&mut self, items: &[Line]) -> io::Result<()> {
        items
            .iter()
            .try_for_each(|item| self.lines("  - ", "    ", item))
    }

    /// Sets a line that begins so far in, and goes on so far in.
    pub(super) fn hanging(&mut self, begins: usize, goes_on: usize, line: &Line) -> io::Result<()> {
        self.lines(&" ".repeat(begins), &" ".repeat(goes_on), line)
    }

    fn tree(&mut self, nodes: &[(usize, Line)]) -> io::Result<()> {
        nodes.iter().try_for_each(|(depth, node)| {
            let before = " ".repeat(2 * depth);
            self.lines(&format!("{before}  - "), &format!("{before}    "), node)
        })
    }

    fn fields(&mut self, fields: &[(&'static str, Line)]) -> io::Result<()> {
        let label = fields
            .iter()
            .map(|(name, _)| width(name))
            .max()
            .unwrap_or(0);
        let rest = " ".repeat(INDENT + label + 2);
        for (name, value) in fields {
            let first = format!("{:INDENT$}{name:<label$}  ", "");
            self.lines(&first, &rest, value)?;
        }
        Ok(())
    }

    fn lines(&mut self, first: &str, rest: &str, line: &Line) -> io::Result<()> {
        self.set(first, rest, &Words::of(line))
    }

    /// Sets words in lines, the first after `first`, the others after `rest`.
    fn set(&mut self, first: &str, rest: &str, words: &Words) -> io::Result<()> {
        let room = |before: &str| self.width.saturating_sub(width(before));
        let lines = wrap(&words.text, room(first), room(rest));
        for (number, line) in lines.into_iter().enumerate() {
            let before = if number == 0 { first } else { rest };
            let painted = words.paint(line, self.colour);
            writeln!(self.out, "{}", format!("{before}{painted}").trim_end())?;
        }
        Ok(())
    }

    fn table(&mut self, head: &[&str], rows: Vec<Vec<Line>>) -> io::Result<()> {
        let mut table = Table::new();
        let rule = LineStyle::none().fill('─').junction('─');
        table
            .load_style(TableStyle::new().header_separator(rule))
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(self.width.saturating_sub(INDENT).min(usize::from(u16::MAX)) as u16)
            .set_header(head.iter().map(Cell::new));
        if self.colour {
            table.enforce_styling()
        } else {
            table.force_no_tty()
        };
        for row in rows {
            table.add_row(row.iter().map(|line| cell(line, self.colour)));
        }
        for column in table.column_iter_mut() {
            column.set_cell_alignment(CellAlignment::Left);
            column.set_padding((0, 2));
        }
        for line in table.lines() {
            writeln!(self.out, "{}", format!("{:INDENT$}{line}", "").trim_end())?;
        }
        Ok(())
    }
}

/// What was printed last: it says how much air comes before the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Heading,
    Words,
    Table,
}

/// Blank lines between what was printed last and `next`.
fn between(last: Last, next: &Block) -> usize {
    match (last, next) {
        (_, Block::Heading(..=2, _)) if last != Last::Nothing => 2,
        (Last::Nothing | Last::Heading, _)
        | (Last::Words, Block::Fields(_) | Block::List(_) | Block::Tree(_)) => 0,
        _ => 1,
    }
}

impl<W: Write> Page for Terminal<W> {
    fn put(&mut self, block: Block) -> io::Result<()> {
        self.blank(between(self.last, &block))?;
        let printed = match &block {
            Block::Heading(..) => Last::Heading,
            Block::Table(..) => Last::Table,
            _ => Last::Words,
        };
        match block {
            Block::Heading(level, text) => self.heading(level, &text)?,
            Block::Paragraph(text) => self.lines("", "", &text)?,
            Block::Fields(fields) => self.fields(&fields)?,
            Block::List(items) => self.list(&items)?,
            Block::Tree(nodes) => self.tree(&nodes)?,
            Block::Table(head, rows) => self.table(&head, rows)?,
        }
        self.last = printed;
        Ok(())
    }
}

/// The words of a line, inert, and which style each run has.
struct Words {
    text: String,
    spans: Vec<(Range<usize>, Style)>,
}

impl Words {
    fn of(line: &Line) -> Self {
        let mut words = Self {
            text: String::new(),
            spans: Vec::with_capacity(line.0.len()),
        };
        for span in &line.0 {
            let start = words.text.len();
            let text = clip(&span.text, LONGEST);
            let text = inert(&text);
            match span.style {
                Style::Said => words.text.extend(["“", &text, "”"]),
                _ => words.text.push_str(&text),
            }
            words.spans.push((start..words.text.len(), span.style));
        }
        words
    }

    /// A part of the words, in colour where there is any.
    fn paint(&self, part: Range<usize>, colour: bool) -> String {
        if !colour {
            return self.text[part].to_owned();
        }
        let mut out = String::new();
        for (span, style) in &self.spans {
            let both = span.start.max(part.start)..span.end.min(part.end);
            let Some(text) = self.text.get(both).filter(|t| !t.is_empty()) else {
                continue;
            };
            match codes(*style) {
                "" => out.push_str(text),
                codes => out.extend(["\u{1b}[", codes, "m", text, "\u{1b}[0m"]),
            }
        }
        out
    }
}

/// The terminal's codes for a style.
fn codes(style: Style) -> &'static str {
    match style {
        Style::Plain | Style::Said => "",
        Style::Strong => "1",
        Style::Faint | Style::Code => "2",
        Style::Mark(Verdict::Contradiction, Some(Severity::Critical)) => "1;31",
        Style::Mark(Verdict::Contradiction, _) => "31",
        Style::Mark(Verdict::Scope, _) => "33",
        Style::Mark(Verdict::Superseded, _) => "36",
        Style::Mark(Verdict::Compatible | Verdict::Agreement, _) => "32",
    }
}

/// A cell has one style: that of its first run which has any.
fn cell(line: &Line, colour: bool) -> Cell {
    let cell = Cell::new(Words::of(line).text);
    let mut styles = line.0.iter().map(|span| span.style);
    match styles.find(|style| *style != Style::Plain) {
        Some(style) if colour => dressed(cell, style),
        _ => cell,
    }
}

fn dressed(cell: Cell, style: Style) -> Cell {
    match codes(style) {
        "" => cell,
        "1" => cell.add_attribute(Attribute::Bold),
        "2" => cell.add_attribute(Attribute::Dim),
        "32" => cell.fg(Color::Green),
        "33" => cell.fg(Color::Yellow),
        "36" => cell.fg(Color::Cyan),
        _ => cell.fg(Color::Red),
    }
}

#[cfg(test)]
mod tests {
    use super::super::selection::Selection;
    use super::super::{canned, story, text};
    use super::*;

    fn printed(width: usize, colour: bool) -> String {
        let report = canned::report();
        let mut out = Vec::new();
        let mut page = Terminal::new(&mut out, width, colour);
        story::tell(&Selection::all(&report), story::LIMIT, &mut page).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn no_line_is_wider_than_the_page() {
        for columns in [40, 60, 80, 120, 200] {
            for line in printed(columns, false).lines() {
                assert!(width(line) <= columns, "{columns}: {} {line}", width(line));
            }
        }
    }

    #[test]
    fn nothing_acts_on_the_terminal_without_colour() {
        let page = printed(80, false);
        assert!(!page.chars().any(|c| c != '\n' && text::acts(c)));
        assert!(page.contains("\\u{1b}[2J"));
    }

    #[test]
    fn colour_only_adds() {
        let coloured = printed(80, true);
        let mut bare = String::new();
        let mut rest = coloured.as_str();
        while let Some((before, after)) = rest.split_once('\u{1b}') {
            bare.push_str(before);
            rest = after.split_once('m').unwrap().1;
        }
        bare.push_str(rest);
        assert_ne!(bare, coloured);
        let trimmed = |s: &str| s.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
        assert_eq!(trimmed(&bare), trimmed(&printed(80, false)));
    }

    #[test]
    fn the_canned_report_reads() {
        insta::assert_snapshot!(printed(80, false));
    }
}
