//! From text to terms: case, accents, stops and fillers fall away, hyphens stay where they join
//! two times.

use super::lexicon::{Term, lookup, nearest};
use crate::claim::ValueError;
use crate::text::ascii;

/// A stretch of letters or figures of the folded text, or a dash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece<'a> {
    Word(&'a str),
    Figures(&'a str),
    Dash,
}

/// The terms of a phrase, without fillers.
pub(super) fn terms(text: &str) -> Result<Vec<Term>, ValueError> {
    let folded = ascii(text);
    let pieces = pieces(text, &folded)?;
    let mut terms = Vec::with_capacity(pieces.len());
    let mut rest = pieces.as_slice();
    while !rest.is_empty() {
        let (term, used) = next_term(text, rest)?;
        rest = rest.get(used..).unwrap_or_default();
        if term != Term::Filler {
            terms.push(term);
        }
    }
    Ok(joined(&terms))
}

fn pieces<'a>(text: &str, folded: &'a str) -> Result<Vec<Piece<'a>>, ValueError> {
    let mut pieces = Vec::new();
    let mut rest = folded;
    while let Some(first) = rest.bytes().next() {
        let length = match first {
            b'a'..=b'z' => run(rest, u8::is_ascii_lowercase),
            b'0'..=b'9' => figures_length(rest),
            _ => 1,
        };
        let (piece, after) = rest.split_at(length);
        rest = after;
        match first {
            b'a'..=b'z' => pieces.push(Piece::Word(piece)),
            b'0'..=b'9' => pieces.push(Piece::Figures(piece)),
            b'-' | b'/' => pieces.push(Piece::Dash),
            b'&' => pieces.push(Piece::Word("and")),
            b',' | b'.' | b';' | b'\'' | b'(' | b')' | b'"' => {}
            _ if first.is_ascii_whitespace() => {}
            _ => return Err(stray(text, folded, rest)),
        }
    }
    Ok(pieces)
}

fn stray(text: &str, folded: &str, rest: &str) -> ValueError {
    let at = folded.len().saturating_sub(rest.len() + 1);
    let mark = folded.get(at..).and_then(|tail| tail.chars().next());
    let message = format!(
        "\"{text}\" is not a time: it has a \"{}\"",
        mark.unwrap_or(' ')
    );
    ValueError::new(message.replace('\n', " ")).hint(HINT)
}

const HINT: &str = "write an EDTF date such as 2024-03-09, or a phrase such as \"a few days ago\" or \"in early March\"";

fn run(text: &str, holds: impl Fn(&u8) -> bool) -> usize {
    text.bytes().take_while(|byte| holds(byte)).count()
}

/// A whole `2024-03-09` or `2024-03`, or else the figures alone.
fn figures_length(text: &str) -> usize {
    [10, 7]
        .into_iter()
        .find(|length| text.get(..*length).is_some_and(is_iso) && ends_at(text, *length))
        .unwrap_or_else(|| run(text, u8::is_ascii_digit))
}

fn ends_at(text: &str, length: usize) -> bool {
    let after = &text.as_bytes()[length..];
    let more = after.first().is_some_and(u8::is_ascii_alphanumeric);
    let figures = after.first() == Some(&b'-') && after.get(1).is_some_and(u8::is_ascii_digit);
    !(more || figures)
}

fn is_iso(text: &str) -> bool {
    let shape = text.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    shape
        && text
            .get(5..7)
            .is_some_and(|month| ("01"..="12").contains(&month))
}

/// The next term and how many pieces it takes.
fn next_term(text: &str, pieces: &[Piece]) -> Result<(Term, usize), ValueError> {
    match pieces.first() {
        None | Some(Piece::Dash) => Ok((Term::Dash, 1)),
        Some(Piece::Figures(figures)) => number(text, figures, pieces.get(1)),
        Some(Piece::Word(word)) => group(pieces).ok_or_else(|| unknown(text, word)),
    }
}

/// A number; with the letters of an ordinal after it, an ordinal.
fn number(text: &str, figures: &str, after: Option<&Piece>) -> Result<(Term, usize), ValueError> {
    if figures.len() >= 7 && is_iso(figures) {
        return Ok((iso(figures), 1));
    }
    let value: u32 = match figures.parse() {
        Ok(value) if value < 100_000 => value,
        _ => return Err(too_large(text, figures)),
    };
    match after {
        Some(Piece::Word("st" | "nd" | "rd" | "th" | "er" | "ro")) => Ok((Term::Ordinal(value), 2)),
        _ => Ok((Term::Number(value), 1)),
    }
}

fn iso(text: &str) -> Term {
    let part = |range| text.get(range).and_then(|part: &str| part.parse().ok());
    Term::Iso(
        text.get(..4)
            .and_then(|year| year.parse().ok())
            .unwrap_or(0),
        part(5..7).unwrap_or(0),
        part(8..10),
    )
}

fn too_large(text: &str, figures: &str) -> ValueError {
    ValueError::new(format!("\"{text}\" is not a time: {figures} is too large")).hint(HINT)
}

/// The longest known group of words; hyphens between them do not count.
fn group(pieces: &[Piece]) -> Option<(Term, usize)> {
    let mut words = [""; 5];
    let mut ends = [0; 5];
    let mut count = 0;
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Word(word) if count < words.len() => {
                words[count] = word;
                ends[count] = at + 1;
                count += 1;
            }
            Piece::Dash => {}
            _ => break,
        }
    }
    let (term, used) = lookup(&words[..count])?;
    Some((term, ends[used - 1]))
}

fn unknown(text: &str, word: &str) -> ValueError {
    let error = ValueError::new(format!(
        "\"{text}\" is not a time: \"{word}\" is no word of one"
    ));
    match nearest(word) {
        Some(known) => error.hint(format!("did you mean \"{known}\"?")),
        None => error.hint(HINT),
    }
}

/// Keeps a dash only where it stands between two times, and puts "last" before what it means.
fn joined(terms: &[Term]) -> Vec<Term> {
    let mut out: Vec<Term> = Vec::with_capacity(terms.len());
    for (at, term) in terms.iter().enumerate() {
        match term {
            Term::Dash if !joins(out.last(), terms.get(at + 1)) => {}
            Term::LastAfter => out.insert(out.len().saturating_sub(1), Term::Last),
            term => out.push(*term),
        }
    }
    out
}

/// Whether a dash between the two means "to": not in `mid-March` or `9-Mar-2024`.
fn joins(before: Option<&Term>, after: Option<&Term>) -> bool {
    use Term::{Iso, Month, Number, Ordinal, Weekday};
    match (before, after) {
        (Some(Number(_)), Some(Month(_))) => false,
        (Some(Month(_)), Some(Number(year))) => *year < 1000,
        (
            Some(Number(_) | Ordinal(_) | Month(_) | Weekday(_) | Iso(..)),
            Some(Number(_) | Ordinal(_) | Month(_) | Weekday(_) | Iso(..)),
        ) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Term::{Dash, Iso, Last, Late, Mid, Month, Number, Ordinal, Weekday};

    #[test]
    fn case_accents_stops_and_fillers_fall_away() {
        assert_eq!(
            terms("On  the 9th of MARCH").unwrap(),
            [Ordinal(9), Month(3)]
        );
        assert_eq!(
            terms("Mar. 9, 2024").unwrap(),
            [Month(3), Number(9), Number(2024)]
        );
        assert_eq!(terms("le 1er août").unwrap(), [Ordinal(1), Month(8)]);
        assert_eq!(
            terms("twenty-first of May").unwrap(),
            [Ordinal(21), Month(5)]
        );
    }

    #[test]
    fn dashes_stay_between_times() {
        assert_eq!(
            terms("8–9 March").unwrap(),
            [Number(8), Dash, Number(9), Month(3)]
        );
        assert_eq!(terms("mid-March").unwrap(), [Mid, Month(3)]);
        assert_eq!(
            terms("9-Mar-2024").unwrap(),
            [Number(9), Month(3), Number(2024)]
        );
        assert_eq!(
            terms("28 February-3 March").unwrap(),
            [Number(28), Month(2), Dash, Number(3), Month(3)]
        );
        assert_eq!(
            terms("Monday - Tuesday").unwrap(),
            [Weekday(0), Dash, Weekday(1)]
        );
    }

    #[test]
    fn dates_in_figures_are_whole() {
        assert_eq!(
            terms("2024-03-09 - 2024-04").unwrap(),
            [Iso(2024, 3, Some(9)), Dash, Iso(2024, 4, None)]
        );
        assert_eq!(terms("late 2022").unwrap(), [Late, Number(2022)]);
    }

    #[test]
    fn last_goes_before_what_it_means() {
        assert_eq!(terms("lundi dernier").unwrap(), [Last, Weekday(0)]);
        assert_eq!(terms("el lunes pasado").unwrap(), [Last, Weekday(0)]);
    }

    #[test]
    fn unknown_words_are_named_with_the_nearest() {
        let error = terms("in Febuary").unwrap_err();
        assert_eq!(
            error.message,
            "\"in Febuary\" is not a time: \"febuary\" is no word of one"
        );
        assert_eq!(error.hint.as_deref(), Some("did you mean \"february\"?"));
        assert!(terms("March @ noon").unwrap_err().message.contains("\"@\""));
        assert!(
            terms("123456 days ago")
                .unwrap_err()
                .message
                .contains("too large")
        );
    }
}
