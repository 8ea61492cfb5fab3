//! Which words behind a number say what is counted; any other is not understood, and refused.

use std::sync::LazyLock;

use hashbrown::HashSet;

use super::super::ValueError;
use super::super::measure::is_unit;
use super::super::numeral::{self, Cursor, Token};
use super::vague;

static NOUNS: LazyLock<HashSet<&str>> = LazyLock::new(|| all().collect());

fn all() -> impl Iterator<Item = &'static str> {
    let lines = include_str!("nouns.txt").lines();
    let words = lines.filter(|line| !line.starts_with('#'));
    words.flat_map(str::split_whitespace)
}

/// Words that say nothing of what is counted: small ones, and those that say how sure a count is.
const BESIDE: &[&str] = &[
    "of",
    "the",
    "de",
    "des",
    "d",
    "du",
    "den",
    "der",
    "a",
    "an",
    "in",
    "at",
    "on",
    "total",
    "so",
    "far",
    "to",
    "date",
    "overall",
    "altogether",
    "today",
    "now",
    "alone",
    "each",
    "both",
    "all",
    "up",
    "yet",
    "still",
    "already",
    "unconfirmed",
    "confirmed",
    "preliminary",
    "provisional",
    "final",
    "estimated",
    "feared",
    "believed",
    "presumed",
    "suspected",
    "probable",
    "probably",
    "reported",
    "reportedly",
    "officially",
    "official",
    "identified",
    "unidentified",
    "verified",
    "initial",
    "partial",
    "possibly",
    "likely",
    "thought",
    "said",
    "known",
    "updated",
    "revised",
    "be",
    "as",
    "count",
    "toll",
    "tally",
    "figure",
    "tout",
    "au",
    "en",
    "el",
    "la",
    "los",
    "las",
    "les",
    "bilan",
    "provisoire",
    "definitif",
    "confirmes",
    "confirme",
    "preliminar",
    "provisional",
    "definitivo",
    "confirmados",
    "insgesamt",
    "bisher",
    "vorlaufig",
    "bestatigt",
    "bestatigte",
    "всего",
    "предварительно",
    "подтверждено",
    "من",
    "في",
    "حتي",
    "الان",
];

/// Behind these a place or a time is told, and no noun of the number: "20 in Gao".
const PLACING: &[&str] = &[
    "in", "at", "near", "from", "on", "aboard", "among", "since", "after", "them", "whom", "en",
    "dans", "von", "bei", "aus", "в", "на", "في", "من",
];

/// Whether a word names something that news counts, in the languages that the program reads.
pub(in crate::claim) fn is_known(word: &str) -> bool {
    let nouns = &*NOUNS;
    let singular = || {
        word.strip_suffix('s')
            .is_some_and(|word| nouns.contains(word))
    };
    // Arabic writes its article with the noun.
    let bare = || {
        word.strip_prefix("ال")
            .is_some_and(|word| nouns.contains(word))
    };
    nouns.contains(word) || singular() || bare()
}

/// Whether a word says nothing of what is counted.
pub(in crate::claim) fn is_beside(word: &str) -> bool {
    BESIDE.contains(&word)
}

/// Whether a word is written as the name of a people: "six Iranians", "20 Houthis". Nobody could list
/// all of them.
pub(super) fn is_people(text: &str, word: &str) -> bool {
    const ENDS: &[&str] = &[
        "ans", "is", "ese", "ites", "ois", "ais", "iens", "ains", "enos",
    ];
    let written = text.split(|c: char| !c.is_alphanumeric());
    let mut capitals = written.filter(|written| written.starts_with(char::is_uppercase));
    word.len() > 4
        && ENDS.iter().any(|end| word.ends_with(end))
        && capitals.any(|written| crate::text::plain(written) == word)
}

/// Nothing where the words behind a number are understood: they name something counted, or add
/// nothing. `known` adds what a codebook and a claim know.
pub(in crate::claim) fn understood(
    words: &[Token<'_>],
    known: &dyn Fn(&str) -> bool,
) -> Result<(), ValueError> {
    let is_noun = |token: &Token| known(token.text) || is_known(token.text);
    let noun = words.iter().position(is_noun);
    let before = &words[..noun.unwrap_or(words.len())];
    for (at, token) in before.iter().enumerate() {
        if BESIDE.contains(&token.text) {
            continue;
        }
        if is_unit(&Cursor::new(&words[at..])).is_some() {
            let message = format!("is in \"{}\", and so not a count", token.text);
            return Err(ValueError::new(message).hint("write how many people or things that is"));
        }
        if let Some(error) = misspelt(token.text) {
            return Err(error);
        }
    }
    let placed = before
        .first()
        .is_some_and(|token| PLACING.contains(&token.text));
    let unknown = before.iter().find(|token| !BESIDE.contains(&token.text));
    match unknown.filter(|_| noun.is_none() && !placed) {
        Some(token) => Err(unknown_noun(token.text)),
        None => Ok(()),
    }
}

/// A number word or a word of scale that was meant.
pub(in crate::claim) fn misspelt(word: &str) -> Option<ValueError> {
    let message = || ValueError::new(format!("\"{word}\" is not understood"));
    if let Some(near) = near_number(word) {
        return Some(message().hint(format!("did you mean \"{near}\"?")));
    }
    let scale = word.trim_end_matches('s');
    let looks = ["illion", "illiard"].iter().any(|end| scale.ends_with(end));
    looks.then(|| message().hint("write the number in digits"))
}

/// The number word that a misspelt one is nearest to.
fn near_number(word: &str) -> Option<&'static str> {
    let allowed = match word.chars().count() {
        0..=4 => return None,
        5..=6 => 1,
        _ => 2,
    };
    let known = numeral::vocabulary().chain(vague::vocabulary());
    let near = known.filter(|known| known.len() > 4 && known.len().abs_diff(word.len()) <= 2);
    crate::text::nearest(word, near, |_| allowed).filter(|known| *known != word)
}

fn unknown_noun(word: &str) -> ValueError {
    let error = ValueError::new(format!("\"{word}\" is not understood"));
    let near = all().filter(|known| known.len() > 4);
    let allowed = usize::from(word.chars().count() > 4);
    match crate::text::nearest(word, near, |_| allowed) {
        Some(near) => error.hint(format!("did you mean \"{near}\"?")),
        None => error.hint("write the number alone, and what it counts in `of` or `whom`; the outlet's words go into `text`"),
    }
}
