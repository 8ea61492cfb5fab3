//! Times in a sentence.

use std::ops::RangeInclusive;

use super::class::*;
use super::sentence::Sentence;
use super::span::{Named, Span, span};
use super::token::{Shape, Token};

impl Sentence<'_> {
    pub(super) fn time_span(&self, i: usize) -> Option<Span> {
        let t = self.token(i)?;
        if !t.is(TIME | NUMBER | VAGUE | INDEF | ORDINAL) {
            return None;
        }
        let end = self
            .date(i)
            .or_else(|| self.weekday(i))
            .or_else(|| self.counted_ago(i))
            .or_else(|| self.led(i))
            .or_else(|| self.timeword(i))
            .or_else(|| self.year(i))?;
        span(i, self.with_year(end), Named::Time)
    }

    pub(super) fn is_day(&self, i: usize) -> bool {
        self.digits_in(i, 1..=31, 2) || self.digits_in(i, 1..=31, 1) || self.is(i, ORDINAL)
    }

    pub(super) fn is_year(&self, i: usize) -> bool {
        self.digits_in(i, 1900..=2100, 4)
    }

    fn digits_in(&self, i: usize, range: RangeInclusive<u32>, length: u32) -> bool {
        let fits = |t: &Token| t.end - t.start == length && range.contains(&t.value);
        let digits = self.token(i).filter(|t| t.shape == Shape::Digits);
        digits.is_some_and(fits)
    }

    pub(super) fn is_month(&self, i: usize) -> bool {
        let sure = self.caseless() || self.is(i.wrapping_sub(1), NUMBER | OF);
        self.is(i, MONTH) && (self.capital(i) || sure)
    }

    /// "9 March", "March 9", "March 2024", "8-9 March".
    pub(super) fn date(&self, i: usize) -> Option<usize> {
        if self.is_day(i) {
            let mut j = i + 1;
            let dash = self.sign(j, '-') || self.sign(j, '–');
            let and = self.is(j, AND) && self.is_month(j + 2);
            if (dash || and) && self.is_day(j + 1) {
                j += 2;
            }
            if self.is(j, OF) {
                j += 1;
            }
            return self.is_month(j).then_some(j + 1);
        }
        if self.is_month(i) {
            if self.is_day(i + 1) && !self.is(i + 2, TIMEUNIT | PERSON) {
                return Some(i + 2);
            }
            // "May" alone is a verb until something says otherwise.
            let sure = self.is_year(i + 1)
                || self.is(
                    i.wrapping_sub(1),
                    IN | TIMELEAD | PREP | TIMEPART | OF | FROM | AND,
                );
            return (sure && !self.is(i + 1, VERB)).then_some(i + 1);
        }
        None
    }

    pub(super) fn with_year(&self, end: usize) -> usize {
        let before = |classes| self.is(end.wrapping_sub(1), classes);
        if self.is_year(end) && before(MONTH | NUMBER | ORDINAL) {
            end + 1
        } else if self.sign(end, ',') && self.is_year(end + 1) && before(MONTH | NUMBER) {
            end + 2
        } else {
            end
        }
    }

    pub(super) fn weekday(&self, i: usize) -> Option<usize> {
        let j = i + 1 + usize::from(self.is(i + 1, TIMEPART));
        let comma = usize::from(self.sign(j, ','));
        self.is(i, WEEKDAY)
            .then(|| self.date(j + comma).unwrap_or(j))
    }

    /// "three days ago", "a few hours earlier".
    pub(super) fn counted_ago(&self, i: usize) -> Option<usize> {
        let mut j = i;
        while self.is(j, NUMBER | VAGUE | INDEF | HEDGE) && j < i + 3 {
            j += 1;
        }
        (j > i && self.is(j, TIMEUNIT) && self.is(j + 1, AGO)).then_some(j + 2)
    }

    /// "last week", "this month", "the past 48 hours", "last Monday", "last February 28", "early March".
    pub(super) fn led(&self, i: usize) -> Option<usize> {
        if self.is(i, TIMEPART) && !self.is(i, TIMEUNIT) {
            let of = usize::from(self.is(i + 1, OF));
            let j = i + 1 + of + usize::from(of == 1 && self.is(i + 2, DET));
            let part = self
                .date(j)
                .or_else(|| self.weekday(j))
                .or_else(|| self.timeword(j));
            return match part {
                None if self.is(j, TIMELEAD) => self.led(j),
                part => part,
            };
        }
        if !self.is(i, TIMELEAD) {
            return None;
        }
        if let Some(end) = self.weekday(i + 1).or_else(|| self.date(i + 1)) {
            return Some(end);
        }
        let mut j = i + 1;
        while self.is(j, NUMBER | VAGUE) {
            j += 1;
        }
        if self.is(j, MONTH) {
            return Some(j + 1);
        }
        self.is(j, TIMEUNIT | TIMEPART).then_some(j + 1)
    }

    /// "since 2015, when": the year of what the clause tells.
    fn year(&self, i: usize) -> Option<usize> {
        let comma = usize::from(self.sign(i + 1, ','));
        (comma == 1 && self.is_year(i) && self.is(i + 2, SUB)).then_some(i + 1)
    }

    pub(super) fn timeword(&self, i: usize) -> Option<usize> {
        self.is(i, TIMEWORD)
            .then(|| i + 1 + usize::from(self.is(i + 1, TIMEPART)))
    }
}
