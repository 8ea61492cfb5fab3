//! Stretches of a sentence that are one thing: times, organisations, places, persons.

use super::class;
use super::fold::fold;
use super::gazetteer::{CountryId, Gazetteer};
use super::span_organisation::organisation;
use super::span_place::{name_run, people, place};
use super::span_time::time;
use super::token::Token;

/// What a stretch is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    Time,
    Organisation,
    /// Armed forces, police: an organisation of a state.
    Forces,
    Country(CountryId),
    City(Vec<CountryId>),
    /// A place by its words ("X Department"), not in the gazetteer.
    Place,
    Person,
    /// "Salvadoran", "French".
    People(CountryId),
}

/// A stretch of tokens.
#[derive(Debug, Clone)]
pub(super) struct Span {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) what: Named,
}

/// A sentence as seen by those who read spans.
pub(super) struct View<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) gazetteer: &'a Gazetteer,
    /// Whether the sentence is in capitals throughout.
    pub(super) upper: bool,
    /// Whether the script knows no capitals.
    pub(super) caseless: bool,
}

impl<'a> View<'a> {
    /// The words of some tokens, as written.
    pub(super) fn words(&self, first: usize, end: usize) -> &'a str {
        let (Some(a), Some(b)) = (
            self.tokens.get(first),
            self.tokens.get(end.saturating_sub(1)),
        ) else {
            return "";
        };
        self.text
            .get(a.start as usize..b.end as usize)
            .unwrap_or_default()
    }

    pub(super) fn folded(&self, i: usize) -> String {
        fold(self.words(i, i + 1))
    }

    pub(super) fn token(&self, i: usize) -> Option<&Token> {
        self.tokens.get(i)
    }

    pub(super) fn is(&self, i: usize, classes: u64) -> bool {
        self.tokens.get(i).is_some_and(|t| t.is(classes))
    }

    pub(super) fn sign(&self, i: usize, sign: char) -> bool {
        self.tokens.get(i).is_some_and(|t| t.is_sign(sign))
    }

    /// Whether a word looks like part of a name.
    pub(super) fn name_like(&self, i: usize) -> bool {
        let Some(t) = self.token(i) else { return false };
        if !t.is_word() || self.caseless {
            return false;
        }
        if self.upper {
            return t.class == 0 && t.end - t.start > 1;
        }
        let initial = i == 0 || self.sign(i - 1, '"') && i == 1;
        let plain = t.class & !class::COMMON == 0;
        // "al-Sahraoui".
        let word = self.words(i, i + 1);
        if let Some((article, rest)) = word.split_once('-')
            && matches!(article, "al" | "el" | "ul")
        {
            return rest.starts_with(char::is_uppercase);
        }
        t.capital && plain && !(initial && t.class != 0)
    }

    pub(super) fn particle(&self, i: usize) -> bool {
        let Some(t) = self.token(i) else { return false };
        t.is_word() && t.end - t.start <= 5 && PARTICLES.contains(&self.folded(i).as_str())
    }
}

const PARTICLES: &[&str] = &[
    "de", "la", "las", "los", "del", "da", "do", "dos", "di", "van", "von", "der", "den", "bin",
    "ibn", "ben", "al", "el", "ag", "ould", "wal", "abu", "y", "e", "ul", "le", "du", "san",
    "santa", "st",
];

/// All the spans of a sentence, in order, none over another.
pub(super) fn spans(view: &View) -> Vec<Span> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < view.tokens.len() {
        let span = time(view, i)
            .or_else(|| organisation(view, i))
            .or_else(|| place(view, i))
            .or_else(|| people(view, i))
            .or_else(|| person(view, i));
        match span {
            Some(span) => {
                i = span.end.max(i + 1);
                found.push(span);
            }
            None => i += 1,
        }
    }
    found
}

pub(super) fn span(first: usize, end: usize, what: Named) -> Option<Span> {
    (end > first).then_some(Span { first, end, what })
}

pub(super) fn person(view: &View, i: usize) -> Option<Span> {
    let mut first = i;
    // "Al-Sahraoui", initials: "J. Smith".
    if view.particle(i) && !view.upper && view.token(i)?.capital && view.name_like(i + 1) {
        first = i + 1;
    }
    let mut end = name_run(view, first);
    // An initial inside: "John F. Kennedy".
    while end > first
        && view
            .token(end)
            .is_some_and(|t| t.is_word() && t.end - t.start == 1)
        && view.sign(end + 1, '.')
        && view.name_like(end + 2)
    {
        end = name_run(view, end + 2);
    }
    if end == first {
        return None;
    }
    span(i, end, Named::Person)
}
