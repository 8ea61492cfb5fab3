//! What a report for people is made of, before it is known where it will be printed.
//!
//! The same blocks go to a terminal and to Markdown, so that both say the same in the same
//! order. Blocks hold words as they came; whoever prints them makes them inert.

use std::{fmt, io};

use crate::codebook::{Severity, Verdict};

/// A run of words of one sort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The words.
    pub text: String,
    /// Their sort.
    pub style: Style,
}

/// What a run of words is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Words of the report, or names.
    Plain,
    /// What the eye should find first.
    Strong,
    /// What may be passed over.
    Faint,
    /// Words of an outlet: they are put in quotation marks.
    Said,
    /// Ids, paths and terms: they are copied, not read.
    Code,
    /// A verdict in its symbol and words; how grave it is where that is known.
    Mark(Verdict, Option<Severity>),
}

/// Spans that follow each other without a break; spaces are theirs to bring.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line(pub Vec<Span>);

impl Line {
    /// A line of nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// This line with words of a style added.
    #[must_use]
    pub fn with(mut self, style: Style, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.0.push(Span { text, style });
        }
        self
    }

    /// This line with plain words added.
    #[must_use]
    pub fn plain(self, text: impl Into<String>) -> Self {
        self.with(Style::Plain, text)
    }

    /// This line with strong words added.
    #[must_use]
    pub fn strong(self, text: impl Into<String>) -> Self {
        self.with(Style::Strong, text)
    }

    /// This line with faint words added.
    #[must_use]
    pub fn faint(self, text: impl Into<String>) -> Self {
        self.with(Style::Faint, text)
    }

    /// This line with an outlet's words added. Figures alone were written by nobody.
    #[must_use]
    pub fn said(self, text: impl Into<String>) -> Self {
        let text = text.into();
        if text.chars().any(char::is_alphabetic) {
            self.with(Style::Said, text)
        } else {
            self.plain(text)
        }
    }

    /// This line with an id or a term added.
    #[must_use]
    pub fn code(self, text: impl Into<String>) -> Self {
        self.with(Style::Code, text)
    }

    /// This line with a verdict added.
    #[must_use]
    pub fn mark(self, verdict: Verdict, severity: Option<Severity>) -> Self {
        let words = super::words::mark(verdict, severity);
        self.with(Style::Mark(verdict, severity), words)
    }

    /// This line with another added.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Those lines that have words in a row, with `between` between each two.
    pub fn joined(lines: impl IntoIterator<Item = Self>, between: &str) -> Self {
        let lines = lines.into_iter().filter(|line| !line.is_empty());
        let join = |line: Self, next| line.plain(between).and(next);
        lines.reduce(join).unwrap_or_default()
    }

    /// Whether it has no words.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// As plain text, ids in brackets.
impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|span| match span.style {
            Style::Said => write!(f, "“{}”", span.text),
            Style::Code => write!(f, "[{}]", span.text),
            _ => f.write_str(&span.text),
        })
    }
}

impl From<&str> for Line {
    fn from(text: &str) -> Self {
        Self::new().plain(text)
    }
}

impl From<String> for Line {
    fn from(text: String) -> Self {
        Self::new().plain(text)
    }
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading: 1 the page's, 2 a section's, 3 an entry's, 4 a part of an entry.
    Heading(u8, Line),
    /// A paragraph.
    Paragraph(Line),
    /// Named values, one a row.
    Fields(Vec<(&'static str, Line)>),
    /// A list of entries.
    List(Vec<Line>),
    /// A list of entries, each so deep below the one before that is less deep.
    Tree(Vec<(usize, Line)>),
    /// A table: the head, and rows of as many cells. An empty first cell goes on with the row above.
    Table(Vec<&'static str>, Vec<Vec<Line>>),
}

/// Something that blocks are printed on, in order.
pub trait Page {
    /// Prints one block.
    ///
    /// # Errors
    /// Where what is behind the page cannot be written.
    fn put(&mut self, block: Block) -> io::Result<()>;
}

impl<P: Page + ?Sized> Page for &mut P {
    fn put(&mut self, block: Block) -> io::Result<()> {
        (**self).put(block)
    }
}
