//! Organisations in a sentence.

use super::class::*;
use super::fold;
use super::sentence::Sentence;
use super::span::{Named, Span, span};

impl Sentence<'_> {
    pub(super) fn organisation_span(&self, i: usize) -> Option<Span> {
        if self.caseless() || !self.token(i)?.is_word() {
            return None;
        }
        let known = self.known_organisation(i);
        known
            .or_else(|| self.named_organisation(i))
            .or_else(|| self.acronym(i))
    }

    fn known_organisation(&self, i: usize) -> Option<Span> {
        let most = self.gazetteer.organisation_words(&self.folded(i));
        if most == 0 || !self.capital(i) && self.token(i)?.class != 0 {
            return None;
        }
        let known = |end: &usize| {
            let fits = *end <= self.tokens.len();
            fits && self.gazetteer.is_organisation(&fold(self.words(i, *end)))
        };
        let mut end = (i + 1..=i + most).rev().find(known)?;
        // "Tupac Amaru Revolutionary Movement".
        let goes_on = |j: &usize| {
            let body = self.is(*j, ORGNOUN) && self.is(*j, COMMON) && !self.is(*j, PERSON | REBEL);
            self.is(*j, ORGWORD) || body
        };
        let j = end + (end..self.tokens.len()).take_while(goes_on).count();
        if j > end && self.is(j - 1, ORGNOUN) && !self.is(j - 1, PERSON) {
            end = j;
        }
        // "Islamic State in the Sahel".
        let place = self.is(end - 1, PLACENOUN) && self.is(end, IN) && self.is(end + 1, DET);
        if place && self.name_like(end + 2) {
            end += 3;
        }
        span(i, end, Named::Organisation)
    }

    /// "National Liberation Army", "Army of National Liberation", "Medellin cartel", "Salvadoran Army".
    fn named_organisation(&self, i: usize) -> Option<Span> {
        let fits = |j: usize| self.is(j, ORGWORD) && self.capital(j) || self.name_like(j);
        let joins = |j: usize| self.particle(j) && fits(j + 1) && !self.upper;
        let mut j = i;
        while (fits(j) || j > i && joins(j)) && j < i + 6 {
            j += 1;
        }
        let noun = self.token(j)?;
        let named = j > i && (self.name_like(i) || self.is(i, ORGWORD));
        let people = noun.is(REBEL) || noun.is(PERSON) && !noun.is(STATE_FORCE);
        if !noun.is(ORGNOUN) || !(self.capital(j) || named) || people {
            return None;
        }
        let goes_on = |end: &usize| {
            self.is(*end, ORGNOUN) && self.capital(*end) && !self.is(*end, REBEL | PERSON)
        };
        let end = j + 1 + (j + 1..self.tokens.len()).take_while(goes_on).count();
        let of = self.organisation_tail(end);
        let worded = (i..j).any(|k| self.is(k, ORGWORD));
        match of {
            Some(of) => span(i, of, Named::Organisation),
            None if noun.is(STATE_FORCE) && !worded => span(i, end, Named::Forces),
            None if j == i => None,
            None => span(i, end, Named::Organisation),
        }
    }

    /// "… of National Liberation", "… of Colombia", "… for the Support of Islam and Muslims".
    fn organisation_tail(&self, end: usize) -> Option<usize> {
        if !self.is(end, OF | FOR) {
            return None;
        }
        let start = end + 1 + usize::from(self.is(end + 1, DET));
        let capital = |k: usize| {
            let t = self.token(k).filter(|t| t.is_word() && self.capital(k));
            t.is_some_and(|t| {
                let plain = t.class & !(COMMON | ADJ | ORGNOUN | ORGWORD) == 0;
                t.is(ORGWORD) || self.name_like(k) || !self.upper && plain
            })
        };
        let joins = |j: usize| !self.upper && self.is(j, OF | AND) && capital(j + 1);
        let mut j = start;
        while capital(j) || j > start && joins(j) {
            j += 1;
        }
        let place = || j == start + 1 && self.gazetteer.place(&self.folded(start)).is_some();
        let named = !self.upper || (start..j).any(|k| self.is(k, ORGWORD)) || place();
        (j > start && named).then_some(j)
    }

    /// "FARC": capitals in a text that has small letters too.
    fn acronym(&self, i: usize) -> Option<Span> {
        let t = self.token(i)?;
        let word = self.words(i, i + 1);
        let signs = |k: usize, signs: [char; 2]| signs.iter().any(|sign| self.sign(k, *sign));
        let bracketed = signs(i.wrapping_sub(1), ['[', '(']) && signs(i + 1, [']', ')']);
        // "M-16", "AK-47": a weapon or a machine sooner than a group.
        let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
        let weapon = letters < 3 && word.bytes().any(|b| b.is_ascii_digit());
        let short = (2..=8).contains(&word.len()) && !word.contains('.');
        let capitals = t.upper && !self.upper && word.bytes().any(|b| b.is_ascii_uppercase());
        let vowel = |b: u8| matches!(b.to_ascii_lowercase(), b'a' | b'e' | b'i' | b'o' | b'u');
        let unsayable = self.upper && word.len() >= 3 && !word.bytes().any(vowel);
        let unknown = t.class == 0 && (capitals || unsayable);
        let fits = !weapon && short && t.class & !COMMON == 0;
        let found = fits && (unknown || bracketed && t.upper);
        if found {
            span(i, i + 1, Named::Organisation)
        } else {
            None
        }
    }
}
