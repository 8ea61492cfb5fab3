//! A number phrase in which a unit, a currency or a scale may stand before or behind the number.

use super::super::numeral::{self, Cursor, Join, Token};
use super::super::quantity::hedge::Bounds;
use super::super::quantity::nouns;
use super::super::quantity::phrase::{self, Core, Grammar, Phrase, amount};
use super::super::{Decimal, ValueError};
use super::table::{self, Dimension, KnownUnit};
use super::{Figures, Measure, Unit};

/// Reads a phrase.
///
/// # Errors
/// Words that are not understood, two units, and numbers that cannot be held.
pub(super) fn read(text: &str) -> Result<Measure, ValueError> {
    read_in(text, &Unit::None, &|_| false)
}

/// Reads a phrase whose unit is given beside it, too.
pub(super) fn read_in(
    text: &str,
    beside: &Unit,
    known: &dyn Fn(&str) -> bool,
) -> Result<Measure, ValueError> {
    numeral::short_enough(text, WHAT)?;
    let said = |error| phrase::said(text, error);
    let (number, scale) = scale_behind(text);
    let folded = dashed(&crate::text::spaced(number));
    let tokens = numeral::tokens(&folded).map_err(said)?;
    let (main, aside) = phrase::parenthesis(&tokens);
    let money = scale.is_none() && (is_money(beside) || names_money(&tokens));
    let context = Context {
        money,
        beside,
        known,
    };
    let unclear = || unclear(text);
    let outer = part(&main, &context).map_err(said)?.ok_or_else(unclear)?;
    let outer = Part {
        unit: scale.map_or(outer.unit, Unit::Known),
        ..outer
    };
    let inner = match aside {
        Some(aside) => Some(part(&aside, &context).map_err(said)?.ok_or_else(unclear)?),
        None => None,
    };
    let measure = match inner {
        Some(inner) => restated(outer, inner).map_err(said)?,
        None => outer.measure().map_err(said)?,
    };
    Ok(measure)
}

/// "$4bn-$5bn", "a 7.8-magnitude quake".
fn dashed(folded: &str) -> String {
    let mut text = folded.to_owned();
    for sign in ["$", "€", "£", "¥", "₹", "us$"] {
        text = text.replace(&format!("-{sign}"), &format!("–{sign}"));
    }
    let digits = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    match text.strip_prefix("a ").filter(|rest| digits(rest)) {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

const WHAT: &str = "a number";
const ADVICE: &str =
    "write a number with its unit, such as \"6.8\", \"about 20 km\" or \"€3 million\"";

fn unclear(text: &str) -> ValueError {
    let shown: String = text.trim().chars().take(60).collect();
    ValueError::new(format!("\"{shown}\" is not {WHAT}")).hint(ADVICE)
}

/// One phrase without parentheses.
struct Part {
    bounds: Bounds,
    decimals: u32,
    unit: Unit,
}

impl Part {
    fn measure(self) -> Result<Measure, ValueError> {
        let amount = Figures::of_ticks(self.bounds, self.decimals)?;
        Ok(Measure {
            unit: self.unit,
            amount,
        })
    }
}

/// "20 (16–24)": a best and its bounds; "2,170 acres (878 ha)", "$40 billion (€33 billion)": the same
/// in another unit.
fn restated(outer: Part, inner: Part) -> Result<Measure, ValueError> {
    let two_units = inner.unit != Unit::None && inner.unit != outer.unit;
    let (outer, inner) = (outer.measure()?, inner.measure()?);
    if two_units {
        return if is_the_same(&outer, &inner) {
            Ok(outer)
        } else {
            Err(ValueError::new("says two numbers")
                .hint("one number, or one range, to an assertion"))
        };
    }
    if outer.amount.same_bounds(&inner.amount) {
        return Ok(outer);
    }
    let best = outer.amount.best;
    let amount = Figures {
        best,
        ..inner.amount
    };
    let outside = |best: Decimal| best < amount.low || amount.high.is_some_and(|high| best > high);
    if let Some(best) = best.filter(|best| outside(*best)) {
        let high = amount.high.map_or("∞".to_owned(), |high| high.to_string());
        let message = format!("best {best} is not within {}–{high}", amount.low);
        return Err(ValueError::new(message).hint("low, best and high must rise in that order"));
    }
    Ok(Measure { amount, ..outer })
}

/// Whether two numbers are one in two units, to a tenth; sums of money always may be.
fn is_the_same(outer: &Measure, inner: &Measure) -> bool {
    let money = |m: &Measure| m.unit.dimension() == Some(Dimension::Money);
    let both = outer.amount.best.zip(inner.amount.best);
    let close = |(a, b): (Decimal, Decimal)| {
        let (a, b) = (outer.in_base(a).ok()?, inner.in_base(b).ok()?);
        let apart = a.max(b).less(a.min(b)).ok()?;
        Some(apart <= a.by(Decimal::new(1, 1)).ok()?)
    };
    money(outer) && money(inner)
        || outer.unit.converts_to(&inner.unit) && both.and_then(close).unwrap_or(false)
}

/// What is known of a phrase from around it.
struct Context<'c> {
    /// Whether it tells of money.
    money: bool,
    /// The unit that is given beside it.
    beside: &'c Unit,
    /// Further words for what is counted.
    known: &'c dyn Fn(&str) -> bool,
}

fn part(tokens: &[Token<'_>], context: &Context<'_>) -> Result<Option<Part>, ValueError> {
    let beside = context.beside;
    let tokens = long_scale(short_scales(tokens, context.money));
    let (mut rest, mut unit) = without_units(&tokens)?;
    let asks = |token: &&Token| token.text == "m" && token.glued;
    if let Some(token) = rest.iter().find(asks).filter(|_| unit.is_none()) {
        if beside.dimension() != Some(Dimension::Distance) {
            let hint = "write \"million\" or \"metres\"";
            return Err(
                ValueError::new(format!("\"{}\" may be millions or metres", token.text)).hint(hint),
            );
        }
        rest.retain(|token| token.text != "m");
        unit = beside.known();
    }
    let decimals = tokens
        .iter()
        .filter_map(|t| t.number)
        .map(Decimal::decimals)
        .max();
    let decimals = decimals.unwrap_or(0) + 2;
    let grammar = Numbering {
        decimals,
        has_unit: unit.is_some() || *beside != Unit::None,
        known: context.known,
    };
    let Some((Phrase { bounds, .. }, nouns)) = phrase::statement(&rest, &grammar)? else {
        return Ok(None);
    };
    let unit = match unit {
        Some(unit) => Unit::Known(unit),
        None => thing(&nouns),
    };
    Ok(Some(Part {
        bounds,
        decimals,
        unit,
    }))
}

/// What is counted, where a noun behind the number says it.
fn thing(nouns: &[Token<'_>]) -> Unit {
    let noun = nouns.iter().find(|token| nouns::is_known(token.text));
    noun.map_or(Unit::None, |token| Unit::Thing(token.text.into()))
}

/// Letters that are a word of scale in sums of money only.
const MONEY_SCALES: &[(&str, &str)] = &[
    ("m", "million"),
    ("mm", "million"),
    ("mio", "million"),
    ("b", "milliard"),
    ("md", "milliard"),
    ("mds", "milliard"),
    ("mrd", "milliard"),
    ("mia", "milliard"),
    ("tn", "trillion"),
    ("trn", "trillion"),
    ("t", "trillion"),
];

fn short_scales<'a>(tokens: &[Token<'a>], money: bool) -> Vec<Token<'a>> {
    let mut tokens = tokens.to_vec();
    for at in 1..tokens.len() {
        let behind = tokens[at - 1].number.is_some();
        let scale = MONEY_SCALES
            .iter()
            .find(|(short, _)| *short == tokens[at].text);
        if let Some((_, scale)) = scale.filter(|_| money && behind) {
            tokens[at].text = scale;
            tokens[at].glued = false;
        }
    }
    tokens
}

/// A billion is a thousand millions in English, and a million millions in French and German.
fn long_scale(mut tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    const TELLING: &[&str] = &[
        "d", "de", "des", "un", "une", "ein", "eine", "einer", "einen", "einem", "environ", "etwa",
        "rund", "uber", "mehr", "plus", "pres", "knapp", "fast",
    ];
    if tokens.iter().any(|token| TELLING.contains(&token.text)) {
        for token in &mut tokens {
            token.text = match token.text {
                "billion" | "billions" => "billon",
                "trillion" | "trillions" => "trillon",
                other => other,
            };
        }
    }
    tokens
}

fn is_money(unit: &Unit) -> bool {
    unit.dimension() == Some(Dimension::Money)
}

/// Whether a sign or a word for money stands among the words.
fn names_money(tokens: &[Token<'_>]) -> bool {
    (0..tokens.len()).any(|at| {
        let cursor = Cursor::new(&tokens[at..]);
        let close = at > 0;
        let units = [
            table::before(&mut cursor.clone()),
            table::behind(&mut cursor.clone(), close),
        ];
        let money = |unit: &&KnownUnit| unit.dimension == Dimension::Money;
        units.iter().flatten().any(money)
    })
}

/// The words without those of the unit, and the unit.
fn without_units<'a>(
    tokens: &[Token<'a>],
) -> Result<(Vec<Token<'a>>, Option<&'static KnownUnit>), ValueError> {
    let mut rest = Vec::with_capacity(tokens.len());
    let mut unit: Option<&'static KnownUnit> = None;
    let (mut cursor, mut counted) = (Cursor::new(tokens), false);
    while let Some(token) = cursor.peek() {
        let last: Option<&Token> = rest.last();
        let close = last.is_some_and(is_numeric);
        let glued_m = token.text == "m" && token.glued;
        let at_last = (close && !glued_m).then(|| table::behind(&mut cursor, close));
        let found = match at_last.flatten().or_else(|| table::before(&mut cursor)) {
            Some(unit) => Some(unit),
            None if counted && !glued_m => table::behind(&mut cursor, close),
            None => None,
        };
        let is_behind = found.is_some() && !cursor.peek().is_some_and(|next| is_numeric(&next));
        let Some(found) = found else {
            counted |= is_numeric(&token) || !nouns::is_known(token.text);
            rest.push(token);
            cursor.skip(1);
            continue;
        };
        if is_behind {
            apart(&rest)?;
        }
        let scaled = last.is_some_and(|last| {
            last.number.is_none() && numeral::scale(last.text) >= Some(1_000_000)
        });
        let found = if found.symbol == "lb" && scaled {
            pounds()
        } else {
            found
        };
        match unit {
            Some(known) if known != found => return Err(two(known, found)),
            _ => unit = Some(found),
        }
    }
    Ok((rest, unit))
}

/// Between a number and its unit stands nothing that is not understood: "40 bln dollars" are no 40.
fn apart(rest: &[Token<'_>]) -> Result<(), ValueError> {
    const ROOM: &[&str] = &[
        "or", "so", "odd", "plus", "more", "long", "full", "solid", "–", "-", "+",
    ];
    let number = rest
        .iter()
        .rposition(is_numeric)
        .map_or(rest.len(), |at| at + 1);
    let strange = |token: &&Token| !ROOM.contains(&token.text) && !nouns::is_beside(token.text);
    match rest[number..].iter().find(strange) {
        Some(token) => Err(nouns::misspelt(token.text).unwrap_or_else(|| {
            ValueError::new(format!("\"{}\" is not understood", token.text))
                .hint("write the unit right behind the number")
        })),
        None => Ok(()),
    }
}

/// "3 million pounds" are money.
fn pounds() -> &'static KnownUnit {
    table::symbol("GBP").unwrap_or(&table::UNITS[0])
}

fn two(a: &KnownUnit, b: &KnownUnit) -> ValueError {
    ValueError::new(format!("names two units, {} and {}", a.symbol, b.symbol))
        .hint("one number, or one range, to an assertion")
}

fn is_numeric(token: &Token<'_>) -> bool {
    token.number.is_some() || numeral::is_number(token.text)
}

/// "6.8 Mw", where small letters would be megawatts.
fn scale_behind(text: &str) -> (&str, Option<&'static KnownUnit>) {
    let text = text.trim();
    let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let scale = match &text[number.len()..] {
        "Mw" | "Mww" | "Mwc" | "Mwb" | "Mwr" => "Mw",
        "ML" | "Ml" => "ML",
        "Mb" => "Mb",
        "Ms" => "Ms",
        "Md" => "Md",
        _ => return (text, None),
    };
    let below_eleven = |n: &str| n.trim().parse::<f64>().is_ok_and(|n| n < 11.0);
    let number = number.trim_end();
    if number.rsplit(' ').next().is_some_and(below_eleven) {
        (number, table::symbol(scale))
    } else {
        (text, None)
    }
}

/// Numbers in steps of ten to the power of minus `decimals`.
struct Numbering<'k> {
    decimals: u32,
    has_unit: bool,
    known: &'k dyn Fn(&str) -> bool,
}

impl Numbering<'_> {
    fn steps(&self) -> u128 {
        10_u128.saturating_pow(self.decimals)
    }
}

impl Grammar for Numbering<'_> {
    fn what(&self) -> &'static str {
        WHAT
    }

    fn advice(&self) -> &'static str {
        ADVICE
    }

    fn alone(&self, _: u64, _: Option<u64>) -> Option<Core> {
        None
    }

    fn restates(&self, outer: Bounds, inner: Bounds) -> bool {
        outer == inner
    }

    /// Measures lie as close as one likes: what is more than 6.8 is 6.8 or more.
    fn step(&self) -> u128 {
        0
    }

    fn adapt(&self, _: &mut [Token<'_>]) {}

    fn core(&self, cursor: &mut Cursor<'_, '_>, join: Join) -> Result<Option<Core>, ValueError> {
        let Some((value, core)) = amount(cursor, join)? else {
            return Ok(None);
        };
        let steps = |n: u128| n.checked_mul(self.steps()).ok_or_else(numeral::too_large);
        let bounds = match value {
            Some(value) => Bounds::exact(value.at(self.decimals)?),
            None => Bounds {
                low: steps(core.bounds.low)?,
                best: None,
                high: core.bounds.high.map(steps).transpose()?,
            },
        };
        Ok(Some(Core {
            bounds,
            unit: self.steps(),
            ..core
        }))
    }

    fn noun(&self, words: &[Token<'_>]) -> Result<(), ValueError> {
        if self.has_unit {
            let first = words.first().and_then(|word| nouns::misspelt(word.text));
            return first.map_or(Ok(()), Err);
        }
        nouns::understood(words, self.known)
    }
}
