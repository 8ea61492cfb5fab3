//! What follows a number: hedges, "others", a noun; and what makes it no number after all.

use super::super::numeral::{self, Cursor, Token};
use super::super::{ValueError, standard};
use super::hedge::Hedge;
use super::phrase::Grammar;
use super::{hedges, vague};

/// What was found behind a number.
#[derive(Debug, Default)]
pub(super) struct Tail<'a> {
    pub(super) hedges: Vec<Hedge>,
    pub(super) others: bool,
    /// The words of a noun.
    pub(super) nouns: Vec<Token<'a>>,
}

/// Words behind a number that say that those named are not in it.
const OTHERS: &[&str] = &[
    "others",
    "other",
    "more",
    "further",
    "additional",
    "extra",
    "besides",
    "in addition",
    "autre",
    "autres",
    "de plus",
    "otro",
    "otra",
    "otros",
    "otras",
    "mas",
    "weitere",
    "weiteren",
    "andere",
    "anderen",
];

/// What follows these is a part of the number before them.
const INCLUDING: &[&str] = &[
    "including",
    "among them",
    "of whom",
    "of which",
    "amongst them",
    "dont",
    "y compris",
    "incluidos",
    "incluidas",
    "entre ellos",
    "darunter",
];

/// Words that a noun does not begin with: something was begun and not understood.
const BROKEN: &[&str] = &[
    "or", "and", "to", "but", "than", "et", "ou", "y", "o", "und", "oder", "bis", "nor",
];

/// A share or a rate is not a number of people.
const SHARES: &[&str] = &[
    "percent",
    "per",
    "percentage",
    "pct",
    "third",
    "thirds",
    "quarter",
    "quarters",
    "fifth",
    "fifths",
    "tenth",
    "tenths",
    "half",
    "halves",
    "th",
];

/// Words that make of "a …" or "no …" something that is not a count.
const NO_COUNT: &[&str] = &[
    "heavy",
    "high",
    "higher",
    "large",
    "larger",
    "big",
    "huge",
    "great",
    "significant",
    "considerable",
    "substantial",
    "massive",
    "certain",
    "growing",
    "rising",
    "lower",
    "low",
    "toll",
    "tolls",
    "number",
    "numbers",
    "figure",
    "figures",
    "total",
    "totals",
    "loss",
    "losses",
    "majority",
    "minority",
    "proportion",
    "part",
    "portion",
    "fraction",
    "record",
    "massacre",
    "information",
    "info",
    "detail",
    "details",
    "word",
    "count",
    "counts",
    "data",
    "idea",
    "comment",
    "report",
    "reports",
    "estimate",
    "estimates",
    "confirmation",
    "official",
    "knows",
    "know",
    "knew",
    "known",
    "clear",
    "unclear",
    "immediate",
    "exact",
    "lot",
    "bit",
];

/// More words than this behind a number are a sentence, not a noun.
const MOST_WORDS: usize = 8;

impl<'a> Tail<'a> {
    /// Reads all that follows a number; `weak`: the number was only an article or a "no".
    /// `None`: the words are not of the grammar.
    pub(super) fn read(
        cursor: &mut Cursor<'_, 'a>,
        weak: bool,
    ) -> Result<Option<Self>, ValueError> {
        let mut tail = Self::default();
        while let Some(token) = cursor.peek() {
            if standard::takes_in(cursor)
                || cursor.take_any(INCLUDING)
                || standard::leaves_out(cursor)
            {
                break;
            }
            if let Some(hedge) = cursor.longest(hedges::BEHIND) {
                tail.hedges.push(hedge);
            } else if tail.may_be_others() && cursor.take_any(OTHERS) {
                tail.others = true;
            } else if adds(cursor) {
                return Err(several());
            } else if tail.takes_noun(token, weak)? {
                cursor.skip(1);
            } else {
                return Ok(None);
            }
        }
        Ok(Some(tail))
    }

    /// "20 others", "20 of the others": nothing but small words stands between.
    fn may_be_others(&self) -> bool {
        self.nouns.is_empty() && !self.others
    }

    fn takes_noun(&mut self, token: Token<'a>, weak: bool) -> Result<bool, ValueError> {
        if token.number.is_some() || counts_on(token.text) {
            return Err(several());
        }
        if token.text == "%" || SHARES.contains(&token.text) {
            return Err(ValueError::new("is a share or a rank, not a count")
                .hint("write how many people or things that is"));
        }
        let begins = self.nouns.is_empty();
        let refused = !token.is_word()
            || (begins && (token.glued || BROKEN.contains(&token.text)))
            || (weak && NO_COUNT.contains(&token.text))
            || self.nouns.len() == MOST_WORDS;
        if !matches!(
            token.text,
            "of" | "the" | "de" | "des" | "d" | "den" | "der"
        ) {
            self.nouns.push(token);
        }
        Ok(!refused)
    }
}

pub(super) fn several() -> ValueError {
    ValueError::new("holds more than one number").hint("one number, or one range, to an assertion")
}

/// "a man and a woman", "20 soldiers and several civilians".
fn adds(cursor: &Cursor<'_, '_>) -> bool {
    let mut ahead = *cursor;
    if !ahead.take_any(&["and", "et", "y", "und", "plus"]) {
        return false;
    }
    numeral::is_article(ahead.word()) || ahead.word() == "one" || vague::read(&mut ahead).is_some()
}

/// Whether a word in the place of a noun is a number. "once" and "elf" are words of other
/// languages too, and "one" is a pronoun.
fn counts_on(word: &str) -> bool {
    (numeral::is_number(word) || vague::is_scale(word))
        && !matches!(word, "one" | "once" | "elf" | "k" | "cent" | "cents")
}

/// The tokens outside of a parenthesis, and those inside where they say a number. A parenthesis
/// without a number is read as if it had none around it.
pub(in crate::claim) fn parenthesis<'a>(
    tokens: &[Token<'a>],
) -> (Vec<Token<'a>>, Option<Vec<Token<'a>>>) {
    let open = tokens.iter().position(|token| token.text == "(");
    let close = tokens.iter().rposition(|token| token.text == ")");
    let (Some(open), Some(close)) = (open, close) else {
        return (tokens.to_vec(), None);
    };
    if open > close {
        return (tokens.to_vec(), None);
    }
    let inside = &tokens[open + 1..close];
    let mut main = tokens[..open].to_vec();
    let counts = inside
        .iter()
        .any(|token| token.number.is_some() || numeral::is_number(token.text));
    if !counts {
        main.extend(inside);
    }
    main.extend(&tokens[close + 1..]);
    let part = INCLUDING
        .iter()
        .any(|word| Cursor::new(inside).matches(word) > 0);
    (main, (counts && !part).then(|| inside.to_vec()))
}

/// What is said of words that the grammar does not know, with the nearest that it does.
pub(super) fn unclear(text: &str, folded: &str, grammar: &dyn Grammar) -> ValueError {
    let text = text.trim();
    if text.is_empty() {
        return ValueError::new(format!("is empty, and so not {}", grammar.what()))
            .hint(grammar.advice());
    }
    let hint = match folded.split_whitespace().take(3).find_map(nearest) {
        Some(known) => format!("did you mean \"{known}\"? {}", grammar.advice()),
        None => grammar.advice().to_owned(),
    };
    ValueError::new(format!("\"{text}\" is not {}", grammar.what())).hint(hint)
}

/// The known word that a misspelt one is nearest to.
fn nearest(word: &str) -> Option<&'static str> {
    let allowed = match word.chars().count() {
        0..=4 => return None,
        5..=6 => 1,
        _ => 2,
    };
    let near = known().filter(|known| known.len() > 3 && known.len().abs_diff(word.len()) <= 2);
    crate::text::nearest(word, near, |_| allowed).filter(|known| *known != word)
}

/// Every word of the grammar.
fn known() -> impl Iterator<Item = &'static str> {
    let hedges = hedges::BEFORE.iter().map(|entry| entry.0);
    let phrases = hedges
        .chain(vague::vocabulary())
        .flat_map(|phrase| phrase.split(' '));
    numeral::vocabulary().chain(phrases)
}
