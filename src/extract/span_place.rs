//! Places in a sentence.

use super::class::*;
use super::fold;
use super::gazetteer::Known;
use super::sentence::Sentence;
use super::span::{Named, Span, span};
use super::token::Token;

impl Sentence<'_> {
    pub(super) fn place_span(&self, i: usize) -> Option<Span> {
        let t = self.token(i)?;
        if t.is(PLACENOUN) && self.is(i + 1, OF) && !t.capital {
            return self.place_by_noun(i);
        }
        let unknown = |t: &Token| t.is_word() && t.class == 0;
        if self.caseless() && t.is(PLACENOUN) && self.token(i + 1).is_some_and(unknown) {
            return span(i, i + 2, Named::Place);
        }
        if !t.is_word() || !(self.caseless() || self.capital(i)) {
            return None;
        }
        let by_noun = Some(i)
            .filter(|_| !self.caseless())
            .and_then(|i| self.place_by_noun(i));
        match (self.known_place(i), by_noun) {
            (Some(a), Some(b)) if b.end > a.end => Some(match a.what {
                Named::Country(_) => b,
                what => Span { what, ..b },
            }),
            (a, b) => a.or(b),
        }
    }

    pub(super) fn known_place(&self, i: usize) -> Option<Span> {
        let first = self.folded(i);
        let first = first.split('-').next().unwrap_or_default();
        let most = self
            .gazetteer
            .longest(first)
            .min(6)
            .min(self.tokens.len() - i);
        let words = self.tokens[i..i + most]
            .iter()
            .take_while(|t| t.is_word())
            .count();
        let stands = |end: usize| {
            let what = match self.gazetteer.place(&fold(self.words(i, end)))? {
                Known::Country(id) => Named::Country(*id),
                Known::City(ids) => Named::City(ids.clone()),
            };
            // "Georgia Lewis", "Chad Moore".
            let led = self.upper || self.is(i.wrapping_sub(1), IN | FROM | OF | TO);
            let somebody = || self.name_like(end) && (!led || self.gazetteer.given.contains(first));
            let certain = match what {
                Named::Country(_) => !somebody(),
                _ => self.city_stands(i, end),
            };
            span(i, end, what).filter(|_| certain)
        };
        (i + 1..=i + words).rev().find_map(stands)
    }

    /// Whether a word that is a city's name means the city here.
    pub(super) fn city_stands(&self, first: usize, end: usize) -> bool {
        let known =
            |k: usize| self.tokens[k].class != 0 || self.gazetteer.given.contains(&self.folded(k));
        let before = first.wrapping_sub(1);
        let led = self.is(before, IN | FROM | OF | TO);
        let place = self.is(end, PLACENOUN);
        let name_follows = self.name_like(end) && !place;
        let body_follows = self.is(end, ORGNOUN) && !place;
        let named = self.name_like(before) || self.is(before, TITLE);
        if named || !led && (name_follows || body_follows) {
            return false;
        }
        // "in Little Rock": words, and written as a name.
        let several = end - first > 1 && !self.upper;
        let written = several || self.tokens[first].class == 0;
        !(first..end).all(known) || led && !name_follows && written
    }

    /// "X Department", "the town of X", "X city".
    fn place_by_noun(&self, i: usize) -> Option<Span> {
        if self.is(i, PLACENOUN) && self.is(i + 1, OF) {
            let end = self.name_run(i + 2);
            return span(i, end, Named::Place).filter(|_| end > i + 2);
        }
        let end = self.name_run(i);
        let named = (i + 1..=i + 5).contains(&end) && self.is(end, PLACENOUN);
        let people = || self.gazetteer.people(&self.folded(i)).is_some();
        if named && !people() {
            span(i, end + 1, Named::Place)
        } else {
            None
        }
    }

    /// The end of a run of words that look like a name, with particles between them.
    pub(super) fn name_run(&self, first: usize) -> usize {
        let mut end = first;
        loop {
            let joins = end > first
                && self.particle(end)
                && (self.name_like(end + 1) || self.particle(end + 1) && self.name_like(end + 2));
            if !(joins || self.name_like(end)) {
                return end;
            }
            end += 1;
        }
    }

    pub(super) fn people_span(&self, i: usize) -> Option<Span> {
        self.token(i).filter(|t| t.is_word() && self.capital(i))?;
        span(
            i,
            i + 1,
            Named::People(self.gazetteer.people(&self.folded(i))?),
        )
    }
}
