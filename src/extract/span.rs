//! Stretches of a sentence that are one thing: times, organisations, places, persons.

use super::gazetteer::CountryId;
use super::sentence::Sentence;
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

pub(super) fn span(first: usize, end: usize, what: Named) -> Option<Span> {
    (end > first).then_some(Span { first, end, what })
}

impl Sentence<'_> {
    /// All the spans of a sentence, in order, none over another.
    pub(super) fn find_spans(&self) -> Vec<Span> {
        let mut found = Vec::new();
        let mut i = 0;
        while i < self.tokens.len() {
            let span = self
                .time_span(i)
                .or_else(|| self.organisation_span(i))
                .or_else(|| self.place_span(i))
                .or_else(|| self.people_span(i))
                .or_else(|| self.person_span(i));
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

    pub(super) fn person_span(&self, i: usize) -> Option<Span> {
        let mut first = i;
        // "Al-Sahraoui", initials: "J. Smith".
        if self.particle(i) && !self.upper && self.token(i)?.capital && self.name_like(i + 1) {
            first = i + 1;
        }
        let mut end = self.name_run(first);
        // An initial inside: "John F. Kennedy".
        let initial = |t: &Token| t.is_word() && t.end - t.start == 1;
        while end > first
            && self.token(end).is_some_and(initial)
            && self.sign(end + 1, '.')
            && self.name_like(end + 2)
        {
            end = self.name_run(end + 2);
        }
        if end == first {
            return None;
        }
        span(i, end, Named::Person)
    }
}
