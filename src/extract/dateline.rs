//! Where an article was sent from, as its metadata or its first words say.

use super::article::Article;
use super::class::*;
use super::fold;
use super::gazetteer::{CountryId, Gazetteer, Known};
use super::lexicon::Lexicon;

/// Lines that may begin with a dateline: the body, behind a headline and a name.
const LINES: usize = 6;
/// The longest that a dateline is, in bytes.
const LONGEST: usize = 80;

/// The bytes of a dateline at the head of a text, with the dash behind it: "LIMA, 3 May (EFE) -- ".
pub(super) fn range(text: &str, lexicon: &Lexicon) -> Option<(usize, usize)> {
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        let at = start;
        start += line.len();
        (at, line)
    });
    let mut full = lines
        .filter(|(_, line)| !line.trim().is_empty())
        .take(LINES);
    full.find_map(|(at, line)| {
        let indent = line.len() - line.trim_start().len();
        let end = length(line.trim_start(), lexicon)?;
        Some((at + indent, at + indent + end))
    })
}

/// How long the dateline is that a line begins with.
fn length(line: &str, lexicon: &Lexicon) -> Option<usize> {
    let dashes = [
        " -- ", " — ", " – ", " - ", " --\n", " —\n", " –\n", " -\n", ") –", ") —", " • ",
    ];
    let found = dashes
        .iter()
        .filter_map(|dash| Some((line.find(dash)?, dash.len())));
    let (end, dash) = found.min()?;
    let head = line.get(..end).filter(|_| end < LONGEST)?;
    let words: Vec<&str> = head
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let class = |word: &str| lexicon.entry(lexicon.find(&fold(word))).class;
    let fits = |word: &&str| {
        let class = class(word);
        let written = word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        let grammar = VERB | SAY | DET | BE | HAVE | AND | EVENT | STATE | PERSON | (PREPS & !OF);
        class & (MONTH | OF) != 0 || written && class & grammar == 0
    };
    let first = words.first()?;
    let capitals = first.chars().count() > 1 && !first.chars().any(char::is_lowercase);
    let dated = words.iter().any(|word| class(word) & MONTH != 0) || head.contains('(');
    (words.iter().all(fits) && (capitals || dated) && words.len() <= 10).then_some(end + dash)
}

/// A text with spaces for its dateline, as long as it was.
pub(super) fn blanked(text: &str, range: (usize, usize)) -> String {
    let (start, end) = range;
    let head = text.get(..start).unwrap_or_default();
    let tail = text.get(end..).unwrap_or_default();
    [head, &" ".repeat(end - start), tail].concat()
}

/// Where an article was sent from: what its metadata or its first words say.
pub(super) fn dateline(article: &Article, range: Option<(usize, usize)>) -> Option<&str> {
    let first_words = || article.text.get(range?.0..range?.1);
    article.dateline.as_deref().or_else(first_words)
}

/// The parts of a dateline that are names of places.
fn places<'a>(
    line: &'a str,
    gazetteer: &'a Gazetteer,
) -> impl Iterator<Item = (&'a str, &'a Known)> {
    let parts = line.split([',', '(', ')', '[', ']']).map(str::trim);
    parts.filter_map(|part| Some((part, gazetteer.place(&fold(part))?)))
}

pub(super) fn country(line: &str, gazetteer: &Gazetteer) -> Option<CountryId> {
    let mut city = None;
    for (_, known) in places(line, gazetteer) {
        match known {
            Known::Country(id) => return Some(*id),
            Known::City(ids) => city = city.or(ids.first().copied()),
        }
    }
    city
}

pub(super) fn city(line: &str, gazetteer: &Gazetteer) -> Option<String> {
    let mut known = places(line, gazetteer);
    let city = known.find(|(_, known)| matches!(known, Known::City(_)));
    city.map(|(name, _)| titled(name))
}

/// The place of a dateline in capitals that the gazetteer does not know: "MONROE -- ".
pub(super) fn town(line: &str, lexicon: &Lexicon) -> Option<String> {
    let (first, rest) = line.split_at(line.find([',', '(', '-', '—', '–'])?);
    let first = first.trim();
    let capitals = first.chars().any(char::is_alphabetic) && !first.chars().any(char::is_lowercase);
    let said = rest.starts_with(',') || rest.starts_with('(');
    let common = |word: &str| lexicon.entry(lexicon.find(&fold(word))).class != 0;
    let name = said || !first.split_whitespace().all(common);
    (capitals && name && first.len() > 2).then(|| titled(first))
}

/// A name in capitals as it is written elsewhere.
fn titled(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let word = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().into_iter();
        first
            .chain(letters.flat_map(char::to_lowercase))
            .collect::<String>()
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}
