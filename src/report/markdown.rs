//! A page in Markdown, for a pull request or a newsroom's wiki.

use std::io::{self, Write};

use super::block::{Block, Line, Page, Style};
use super::text::{LONGEST, clip, inert};

/// Markdown, written as it comes.
#[derive(Debug)]
pub struct Markdown<W> {
    out: W,
    last: Last,
}

/// What was printed last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Items,
    Other,
}

impl<W: Write> Markdown<W> {
    /// A page that goes to `out`.
    pub fn new(out: W) -> Self {
        Self {
            out,
            last: Last::Nothing,
        }
    }

    fn table(&mut self, head: &[&str], rows: &[Vec<Line>]) -> io::Result<()> {
        writeln!(self.out, "| {} |", head.join(" | "))?;
        writeln!(self.out, "|{}", " --- |".repeat(head.len()))?;
        for row in rows {
            let cells: Vec<String> = row.iter().map(line).collect();
            writeln!(self.out, "| {} |", cells.join(" | "))?;
        }
        Ok(())
    }
}

impl<W: Write> Page for Markdown<W> {
    fn put(&mut self, block: Block) -> io::Result<()> {
        let next = match block {
            Block::Fields(_) | Block::List(_) | Block::Tree(_) => Last::Items,
            _ => Last::Other,
        };
        match (std::mem::replace(&mut self.last, next), next) {
            // Two lists that follow each other are one.
            (Last::Nothing, _) | (Last::Items, Last::Items) => {}
            _ => writeln!(self.out)?,
        }
        match block {
            Block::Heading(level, text) => {
                writeln!(
                    self.out,
                    "{} {}",
                    "#".repeat(usize::from(level)),
                    heading(&text)
                )
            }
            Block::Paragraph(text) => writeln!(self.out, "{}", line(&text)),
            Block::Fields(fields) => fields
                .iter()
                .try_for_each(|(name, value)| writeln!(self.out, "- **{name}:** {}", line(value))),
            Block::List(items) => items
                .iter()
                .try_for_each(|item| writeln!(self.out, "- {}", line(item))),
            Block::Tree(nodes) => nodes.iter().try_for_each(|(depth, node)| {
                writeln!(self.out, "{}- {}", "  ".repeat(*depth), line(node))
            }),
            Block::Table(head, rows) => self.table(&head, &rows),
        }
    }
}

fn line(line: &Line) -> String {
    let spans = line.0.iter();
    spans.map(|span| dressed(&span.text, span.style)).collect()
}

/// A heading is strong as it is.
fn heading(line: &Line) -> String {
    let spans = line.0.iter().map(|span| match span.style {
        Style::Strong | Style::Faint | Style::Mark(..) => escaped(&span.text),
        other => dressed(&span.text, other),
    });
    spans.collect()
}

fn dressed(text: &str, style: Style) -> String {
    match style {
        Style::Plain => escaped(text),
        Style::Strong | Style::Mark(..) => around("**", text),
        Style::Faint => around("*", text),
        Style::Said => format!("“{}”", escaped(text)),
        Style::Code => code(text),
    }
}

/// Emphasis must touch the words: spaces go outside.
fn around(sign: &str, text: &str) -> String {
    let words = text.trim();
    if words.is_empty() {
        return text.to_owned();
    }
    let start = text.len() - text.trim_start().len();
    let (before, after) = (&text[..start], &text[start + words.len()..]);
    format!("{before}{sign}{}{sign}{after}", escaped(words))
}

/// Text in which nothing is markup, a link, a mention, or an issue's number.
fn escaped(text: &str) -> String {
    let text = clip(text, LONGEST);
    let text = inert(&text);
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // A comment ends the word, so that a mention or an issue's number is none.
            '@' | '#' if followed_by_word(&text[at + 1..]) => out.extend([mark(c), "<!-- -->"]),
            ':' if text[at..].starts_with("://") => out.push_str("&#58;"),
            '.' if text[..at].to_ascii_lowercase().ends_with("www") => out.push_str("&#46;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '!' | '$' => out.extend(['\\', c]),
            '-' | '+' | '=' | '#' if at == 0 => out.extend(['\\', c]),
            '.' | ')' if digits_only(&text[..at]) => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

fn followed_by_word(text: &str) -> bool {
    text.starts_with(char::is_alphanumeric)
}

fn mark(c: char) -> &'static str {
    if c == '#' { "\\#" } else { "@" }
}

/// Whether `.` or `)` after this would begin a numbered list.
fn digits_only(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// A code span with a fence longer than any inside. A pipe ends a cell even there, so it is
/// written as its escape, like everything that acts.
fn code(text: &str) -> String {
    let text = clip(text, LONGEST);
    let text = inert(&text).replace('|', "\\u{7c}");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    match longest {
        0 => format!("{fence}{text}{fence}"),
        _ => format!("{fence} {text} {fence}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::selection::Selection;
    use super::super::{canned, story, text};
    use super::*;

    fn printed() -> String {
        let report = canned::report();
        let mut out = Vec::new();
        let mut page = Markdown::new(&mut out);
        story::tell(&Selection::all(&report), story::LIMIT, &mut page).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn nothing_that_others_wrote_is_markup() {
        assert_eq!(escaped("<b>&amp;"), "&lt;b&gt;&amp;amp;");
        assert_eq!(escaped("a|b *c* _d_"), "a\\|b \\*c\\* \\_d\\_");
        assert_eq!(escaped("@team #12"), "@<!-- -->team \\#<!-- -->12");
        assert_eq!(escaped("http://x www.y"), "http&#58;//x www&#46;y");
        assert_eq!(escaped("- x"), "\\- x");
        assert_eq!(escaped("12. x"), "12\\. x");
        assert_eq!(escaped("# two"), "\\# two");
        assert_eq!(code("a`b|c"), "`` a`b\\u{7c}c ``");
        assert_eq!(around("**", " a "), " **a** ");
    }

    #[test]
    fn the_page_holds_no_raw_markup_of_a_claim() {
        let page = printed();
        assert!(!page.chars().any(|c| c != '\n' && text::acts(c)));
        for raw in [
            "<script",
            "<img",
            "<b>",
            "www.evil",
            "http://",
            "@everyone",
            "[link](",
        ] {
            assert!(!page.contains(raw), "{raw}");
        }
    }

    #[test]
    fn every_row_of_a_table_has_the_cells_of_its_head() {
        let page = printed();
        let cells = |line: &str| line.replace("\\|", "").matches('|').count();
        let mut head = None;
        for line in page.lines() {
            if line.starts_with('|') {
                assert_eq!(cells(line), *head.get_or_insert(cells(line)), "{line}");
            } else {
                head = None;
            }
        }
    }

    #[test]
    fn the_canned_report_reads() {
        insta::assert_snapshot!(printed());
    }
}
