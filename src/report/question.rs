//! A question for a person, set out to be answered in one reading.

use std::io;

use itertools::Itertools;

use super::block::{Block, Line, Page};
use super::text::clip;
use super::words;
use crate::view::question::{Asked, Choice, Question};

/// No line of a side is longer than this.
const LONGEST: usize = 240;

/// What answers are called; no question has more of them.
const NUMBERS: [&str; 9] = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

/// Tells a question: what is asked, both sides (in two columns where they are to stand beside each other), and, under its number, what each answer changes.
///
/// # Errors
/// Where the page cannot be written.
pub fn tell(question: &Question, beside: bool, page: &mut dyn Page) -> io::Result<()> {
    let ids = question.ids.iter().map(|id| Line::new().code(id.as_str()));
    page.put(Block::Heading(3, Line::new().strong(question.ask.as_str())))?;
    if !question.ids.is_empty() {
        page.put(Block::Paragraph(Line::joined(ids, " ")))?;
    }
    if let ([x, y], true) = (&*question.sides, beside) {
        let head = [x, y].map(|side| Line::new().strong(side.title.as_str()));
        let mut rows = vec![std::iter::once(Line::new()).chain(head).collect()];
        let told = x.lines.iter().chain(&y.lines).map(|(what, _)| *what);
        for what in told.unique() {
            let says = [x, y].map(|side| said(&side.lines, what));
            rows.push(std::iter::once(Line::from(what)).chain(says).collect());
        }
        page.put(Block::Table(vec!["", "The one", "The other"], rows))?;
    } else {
        for side in &question.sides {
            page.put(Block::Paragraph(Line::new().strong(side.title.as_str())))?;
            let lines = side.lines.iter();
            let lines = lines.map(|(what, text)| (*what, clip(text, LONGEST).into_owned().into()));
            page.put(Block::Fields(lines.collect()))?;
        }
    }
    let why = question.why.iter().map(|why| words::sentence(why));
    for line in why.chain(odds(question)) {
        page.put(Block::Paragraph(line.into()))?;
    }
    let choices = NUMBERS.into_iter().zip(question.choices.iter().map(choice));
    page.put(Block::Fields(choices.collect()))
}

/// What a side says of something.
fn said(lines: &[(&'static str, String)], what: &str) -> Line {
    let line = lines.iter().find(|(label, _)| *label == what);
    line.map(|(_, text)| clip(text, LONGEST).into_owned())
        .unwrap_or_default()
        .into()
}

fn odds(question: &Question) -> Option<String> {
    let of = match question.kind {
        Asked::Contradiction | Asked::Name => return None,
        Asked::Member => "that it is",
        Asked::SameEvent => "that they are",
        Asked::Draft => "that it does",
    };
    let odds = words::odds(question.odds?);
    Some(words::sentence(&format!(
        "{odds} {of}, by what the accounts share"
    )))
}

fn choice(choice: &Choice) -> Line {
    let line = Line::new().strong(choice.text.as_str());
    line.plain(format!(": {}", choice.changes))
}
