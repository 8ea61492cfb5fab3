//! The grammar of quantities: hedges, a number or a range, hedges behind it, a noun.

use super::super::ValueError;
use super::super::numeral::{self, Cursor, Decimal, Join, Token};
use super::hedge::{Bounds, Hedge};
use super::tail::{self, Tail};
use super::{hedges, nouns, vague};

pub(in crate::claim) use super::tail::parenthesis;

/// What a number or a vague word says, before any hedge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::claim) struct Core {
    /// The interval; a number that is named has a best.
    pub(in crate::claim) bounds: Bounds,
    /// In dozens or scores: "about" unless something is said.
    pub(in crate::claim) loose: bool,
    /// The word of scale that ends the number; see the numerals.
    pub(in crate::claim) scale: Option<u64>,
    /// What one of the number is worth.
    pub(in crate::claim) unit: u128,
    /// Only an article or a "no": what follows decides whether it is a count at all.
    pub(in crate::claim) weak: bool,
}

impl Core {
    /// A vague word.
    pub(in crate::claim) const fn vague(low: u64, high: Option<u64>) -> Self {
        Self::spanning(
            low as u128,
            match high {
                Some(high) => Some(high as u128),
                None => None,
            },
        )
    }

    /// From the one to the other.
    pub(in crate::claim) const fn spanning(low: u128, high: Option<u128>) -> Self {
        Self {
            bounds: Bounds {
                low,
                best: None,
                high,
            },
            loose: false,
            scale: None,
            unit: 1,
            weak: matches!(high, Some(0)),
        }
    }

    /// A number that is named.
    pub(in crate::claim) const fn exact(n: u64) -> Self {
        Self {
            bounds: Bounds::exact(n as u128),
            weak: false,
            ..Self::vague(n, Some(n))
        }
    }
}

/// What the numbers of a phrase are numbers of.
pub(in crate::claim) trait Grammar {
    /// "a count".
    fn what(&self) -> &'static str;
    /// How to write one.
    fn advice(&self) -> &'static str;
    /// What "some" or "another" means without a number.
    fn alone(&self, low: u64, high: Option<u64>) -> Option<Core>;
    /// Whether a parenthesis says the number before it once more.
    fn restates(&self, outer: Bounds, inner: Bounds) -> bool;
    /// What lies between a number and the next.
    fn step(&self) -> u128;
    /// Makes one meaning of words that have another in a count ("miles" is Spanish for thousands).
    fn adapt(&self, tokens: &mut [Token<'_>]);
    /// Nothing where the words behind a number are understood.
    ///
    /// # Errors
    /// The first word that is not, with the likely mend.
    fn noun(&self, words: &[Token<'_>]) -> Result<(), ValueError>;
    /// The number, with its unit, that comes next.
    fn core(&self, cursor: &mut Cursor<'_, '_>, join: Join) -> Result<Option<Core>, ValueError>;
}

/// Whole numbers of people or things.
pub(in crate::claim) struct Counting<'k> {
    /// Further words for what is counted.
    pub(in crate::claim) known: &'k dyn Fn(&str) -> bool,
}

impl Grammar for Counting<'_> {
    fn what(&self) -> &'static str {
        "a count"
    }

    fn advice(&self) -> &'static str {
        "write a number, a phrase such as \"about 20\", or {low, best, high}"
    }

    fn alone(&self, low: u64, high: Option<u64>) -> Option<Core> {
        Some(Core {
            weak: true,
            ..Core::vague(low, high)
        })
    }

    fn restates(&self, outer: Bounds, inner: Bounds) -> bool {
        (outer.low, outer.high) == (inner.low, inner.high)
    }

    fn step(&self) -> u128 {
        1
    }

    /// "3m people": nobody counts in metres.
    fn adapt(&self, tokens: &mut [Token<'_>]) {
        for token in tokens {
            if token.glued && token.text == "m" {
                token.text = "million";
            }
        }
    }

    fn noun(&self, words: &[Token<'_>]) -> Result<(), ValueError> {
        nouns::understood(words, self.known)
    }

    fn core(&self, cursor: &mut Cursor<'_, '_>, join: Join) -> Result<Option<Core>, ValueError> {
        let Some((value, core)) = amount(cursor, join)? else {
            return Ok(None);
        };
        let n = value.map(Decimal::to_whole).transpose()?;
        Ok(Some(n.map_or(core, |n| Core {
            bounds: Bounds::exact(n.into()),
            ..core
        })))
    }
}

/// The number or the vague words that come next: for a number its value, the bounds left open.
pub(in crate::claim) fn amount(
    cursor: &mut Cursor<'_, '_>,
    join: Join,
) -> Result<Option<(Option<Decimal>, Core)>, ValueError> {
    if let Some((low, high)) = vague::read(cursor) {
        return Ok(Some((None, Core::vague(low, high))));
    }
    if let Some(named) = numeral::read(cursor, join)? {
        let core = Core {
            loose: named.loose,
            scale: named.scale,
            ..Core::exact(1)
        };
        return Ok(Some((Some(named.value), core)));
    }
    if !numeral::is_article(cursor.word()) {
        return Ok(None);
    }
    cursor.skip(1);
    let core = Core {
        weak: true,
        ..Core::exact(1)
    };
    Ok(Some((Some(Decimal::whole(1)), core)))
}

/// What a phrase says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::claim) struct Phrase {
    /// The interval, in the grammar's own steps.
    pub(in crate::claim) bounds: Bounds,
    /// "20 others".
    pub(in crate::claim) others: bool,
}

/// An error with the phrase that it is about.
pub(in crate::claim) fn said(text: &str, error: ValueError) -> ValueError {
    ValueError {
        message: format!("\"{}\": {}", text.trim(), error.message),
        hint: error.hint,
    }
}

/// Reads a phrase.
///
/// # Errors
/// Where the words are none that the grammar knows, or say no number that can be.
pub(in crate::claim) fn read(text: &str, grammar: &dyn Grammar) -> Result<Phrase, ValueError> {
    numeral::short_enough(text, grammar.what())?;
    let folded = crate::text::spaced(text);
    let unclear = || tail::unclear(text, &folded, grammar);
    let said = |error| said(text, error);
    let mut tokens = numeral::tokens(&folded).map_err(said)?;
    grammar.adapt(&mut tokens);
    let (main, aside) = tail::parenthesis(&tokens);
    let (outer, _) = statement(&main, grammar)
        .map_err(said)?
        .ok_or_else(unclear)?;
    let Some(aside) = aside else {
        return Ok(outer);
    };
    let (inner, nouns) = statement(&aside, grammar)
        .map_err(said)?
        .ok_or_else(unclear)?;
    if !nouns.is_empty() {
        // "20 killed (at least 5 civilians)": the parenthesis counts something else.
        return Err(said(tail::several()));
    }
    if grammar.restates(outer.bounds, inner.bounds) {
        return Ok(outer);
    }
    with_bounds(outer, inner).map_err(said)
}

/// "20 (16–24)": the number outside, the bounds inside.
fn with_bounds(outer: Phrase, inner: Phrase) -> Result<Phrase, ValueError> {
    let best = outer.bounds.best;
    let bounds = Bounds {
        best,
        ..inner.bounds
    }
    .checked()?;
    Ok(Phrase { bounds, ..outer })
}

/// One phrase without parentheses, and the words of the noun behind its number. `None`: the words are
/// not of the grammar.
pub(in crate::claim) fn statement<'a>(
    tokens: &[Token<'a>],
    grammar: &dyn Grammar,
) -> Result<Option<(Phrase, Vec<Token<'a>>)>, ValueError> {
    let mut cursor = Cursor::new(tokens);
    let lead = lead(&mut cursor);
    if cursor.take_any(&["-", "minus", "negative"])
        && cursor.peek().is_some_and(|next| next.number.is_some())
    {
        return Err(numeral::negative());
    }
    let core = match range(&mut cursor, grammar)? {
        Some(core) => core,
        None => match lead.alone.and_then(|(low, high)| grammar.alone(low, high)) {
            Some(core) => core,
            None => return Ok(None),
        },
    };
    let Some(tail) = Tail::read(&mut cursor, core.weak)? else {
        return Ok(None);
    };
    let others = lead.others || tail.others;
    grammar.noun(&tail.nouns)?;
    opposed(&lead.hedges)
        .or_else(|| opposed(&tail.hedges))
        .map_or(Ok(()), Err)?;
    let hedges: Vec<Hedge> = lead.hedges.into_iter().rev().chain(tail.hedges).collect();
    let bounds = hedged(core, &hedges, grammar.step())?.checked()?;
    Ok(Some((Phrase { bounds, others }, tail.nouns)))
}

/// Two hedges on one side of a number of which one bounds it above and the other below: "at most at
/// least 20" is a slip.
fn opposed(hedges: &[Hedge]) -> Option<ValueError> {
    let below = |h: &Hedge| matches!(h, Hedge::AtLeast | Hedge::MoreThan | Hedge::JustOver);
    let above = |h: &Hedge| matches!(h, Hedge::UpTo | Hedge::FewerThan);
    let both = hedges.iter().any(below) && hedges.iter().any(above);
    both.then(|| {
        ValueError::new("bounds a number from both sides at once")
            .hint("keep one of the hedges, or write a range")
    })
}

/// What stands before the number.
struct Lead {
    hedges: Vec<Hedge>,
    others: bool,
    /// What the words mean where no number follows: "some", "another", "others".
    alone: Option<vague::Span>,
}

/// Words before a number that say that those named are not in it, and what they mean alone.
const OTHERS: &[(&str, Option<vague::Span>)] = &[
    ("another", Some((1, Some(1)))),
    ("others", Some((1, None))),
    ("other", None),
    ("an additional", Some((1, Some(1)))),
    ("additional", None),
    ("a further", Some((1, Some(1)))),
    ("further", None),
    ("an extra", Some((1, Some(1)))),
    ("autres", None),
    ("les autres", None),
    ("otros", None),
    ("otras", None),
    ("weitere", None),
    ("andere", None),
];

/// People together, whose number may follow: "a family of five".
const GROUPS: &[&str] = &[
    "a group of",
    "a family of",
    "a team of",
    "a crowd of",
    "a band of",
    "a party of",
    "un groupe de",
    "un grupo de",
    "eine gruppe von",
];

fn lead(cursor: &mut Cursor<'_, '_>) -> Lead {
    let mut lead = Lead {
        hedges: Vec::new(),
        others: false,
        alone: None,
    };
    loop {
        if cursor.take_any(GROUPS) {
            lead.alone = Some((2, None));
        } else if let Some(alone) = cursor.longest(OTHERS) {
            lead.others = true;
            lead.alone = alone;
        } else if let Some(hedge) = cursor.longest(hedges::BEFORE) {
            lead.alone = (lead.hedges.is_empty() && cursor.came_over("some")).then_some((1, None));
            lead.hedges.push(hedge);
        } else {
            return lead;
        }
    }
}

const BETWEEN: &[&str] = &[
    "between",
    "anywhere between",
    "somewhere between",
    "entre",
    "zwischen",
];
const AND: &[&str] = &["and", "et", "y", "und", "to", "–", "-"];
const FROM: &[&str] = &["from", "anywhere from", "de", "von", "desde"];
const TO: &[&str] = &["to", "a", "bis", "hasta", "until", "–", "-"];
const INFIX: &[&str] = &[
    "to",
    "–",
    "-",
    "or",
    "a",
    "bis",
    "ou",
    "o",
    "oder",
    "hasta",
    "if not",
    "or even",
    "even",
    "or perhaps",
    "perhaps",
    "or maybe",
    "maybe",
    "or possibly",
    "possibly",
];

/// "20", "between 20 and 30", "20 to 30", "20–30", "two or three".
fn range(cursor: &mut Cursor<'_, '_>, grammar: &dyn Grammar) -> Result<Option<Core>, ValueError> {
    if cursor.take_any(BETWEEN) {
        return between(cursor, grammar);
    }
    if cursor.take_any(FROM) {
        return ends(cursor, grammar, Join::And, TO);
    }
    let Some(first) = grammar.core(cursor, Join::And)? else {
        return Ok(None);
    };
    let mut ahead = *cursor;
    if !ahead.take_any(INFIX) {
        return Ok(Some(first));
    }
    // "20 a day": a noun, unless a number follows.
    match grammar
        .core(&mut ahead, Join::And)?
        .filter(|second| !second.weak)
    {
        Some(second) => {
            *cursor = ahead;
            span(first, second).map(Some)
        }
        None => Ok(Some(first)),
    }
}

/// "between two hundred and fifty and three hundred"; "between one hundred and two hundred",
/// where the "and" is not the number's.
fn between(cursor: &mut Cursor<'_, '_>, grammar: &dyn Grammar) -> Result<Option<Core>, ValueError> {
    let mut ahead = *cursor;
    if let Ok(Some(core)) = ends(&mut ahead, grammar, Join::And, AND) {
        *cursor = ahead;
        return Ok(Some(core));
    }
    ends(cursor, grammar, Join::Bare, AND)
}

/// The two ends of "between … and …". `None`: one of them is missing.
fn ends(
    cursor: &mut Cursor<'_, '_>,
    grammar: &dyn Grammar,
    join: Join,
    infix: &[&str],
) -> Result<Option<Core>, ValueError> {
    let Some(first) = grammar.core(cursor, join)? else {
        return Ok(None);
    };
    if !cursor.take_any(infix) {
        return Ok(None);
    }
    match grammar.core(cursor, Join::And)? {
        Some(second) => span(first, second).map(Some),
        None => Ok(None),
    }
}

/// From the one to the other. A bare number shares the scale of the next: "20 to 30 thousand".
fn span(first: Core, second: Core) -> Result<Core, ValueError> {
    let low = match second.scale {
        Some(scale) if first.scale.is_none() && shares(first.bounds, second.bounds, scale) => first
            .bounds
            .low
            .checked_mul(scale.into())
            .ok_or_else(numeral::too_large)?,
        _ => first.bounds.low,
    };
    let high = second.bounds.high;
    let bounds = Bounds {
        low,
        best: None,
        high,
    }
    .checked()?;
    Ok(Core {
        unit: second.unit,
        ..Core::spanning(bounds.low, bounds.high)
    })
}

fn shares(first: Bounds, second: Bounds, scale: u64) -> bool {
    first.best.is_some() && first.low < second.low / u128::from(scale)
}

/// The bounds under the hedges, the innermost first. Each counts once: "about 20 or so".
fn hedged(core: Core, hedges: &[Hedge], step: u128) -> Result<Bounds, ValueError> {
    let mut bounds = core.bounds;
    if core.loose && hedges.iter().all(|hedge| *hedge == Hedge::Plain) {
        return Hedge::About.apply(bounds, core.unit, step);
    }
    for (at, hedge) in hedges.iter().enumerate() {
        if !hedges[..at].contains(hedge) {
            bounds = hedge.apply(bounds, core.unit, step)?;
        }
    }
    Ok(bounds)
}
