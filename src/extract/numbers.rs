//! What a number without a noun says: an age, a share, money, or people.

use super::chunk::{Kind, Noun};
use super::class::*;
use super::sentence::Sentence;
use super::token::{Shape, Token};

impl Sentence<'_> {
    /// "X, 63, was killed", "a man, 34, and", "two brothers, ages 6 and 9": a bare number behind somebody.
    pub(super) fn is_age(&self, i: usize) -> bool {
        self.aged(i).is_some()
    }

    /// The noun group of those whose age a bare number is.
    pub(super) fn aged(&self, i: usize) -> Option<usize> {
        let item = self.items.get(i)?;
        let number = |n: &&Noun| n.count == (item.first, item.end) && n.spans.is_empty();
        self.noun(i).filter(number)?;
        let digits = |t: &Token| t.shape == Shape::Digits && t.value < 120;
        let (before, somebody) = (i.checked_sub(1)?, i.checked_sub(2)?);
        let counted = self.verb(i + 1).is_some_and(|v| v.bare && v.frame != 0);
        let likely = self.tokens[item.first..item.end].iter().all(digits)
            && !matches!(self.kind(i + 1), Some(Kind::Prep | Kind::Noun))
            && !counted;
        match self.items[before].kind {
            Kind::Comma if self.names_person(somebody) => Some(somebody),
            Kind::Comma if likely && self.head_is(somebody, PERSON | TITLE) => Some(somebody),
            Kind::And | Kind::Comma if likely => self.aged(somebody),
            _ if likely && self.marked(self.items[before].first, AGE) => {
                let comma = self.items[somebody].kind == Kind::Comma;
                if comma {
                    somebody.checked_sub(1)
                } else {
                    Some(somebody)
                }
            }
            _ => None,
        }
    }

    /// "six priests, five of them foreigners": counted with those before.
    pub(super) fn is_share(&self, i: usize) -> bool {
        let of = self.right_behind(i, OF).and_then(|of| self.noun(of));
        self.noun(i).is_some_and(Noun::is_counted) && of.is_some_and(|n| n.pronoun)
    }

    /// "$150 million", "two million pesos".
    pub(super) fn is_money(&self, i: usize) -> bool {
        let first = self.items[i].first;
        let signs = ['$', '€', '£', '¥', '%'];
        let sign = |k: usize| signs.iter().any(|c| self.sign(k, *c));
        first > 0 && sign(first - 1) || sign(first) || sign(self.items[i].end)
    }

    /// Whether a noun group may be of people by its number alone: "two maids".
    pub(super) fn counts_somebody(&self, i: usize) -> bool {
        const NOBODY: u64 =
            THING | EVENT | PLACENOUN | ORGNOUN | TIMEUNIT | DIRECTION | SAYNOUN | STATE;
        let counts = |n: &Noun| {
            n.is_counted()
                && n.count.1 < self.items[i].end
                && n.plural
                && n.spans.is_empty()
                && n.head_class & NOBODY == 0
        };
        self.noun(i).is_some_and(counts) && !self.is_money(i)
    }
}
