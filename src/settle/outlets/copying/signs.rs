//! How much more likely two accounts look so where one is taken from the other, in nats.

use super::super::observation::{Class, StatedValue};
use super::search::AccountValue;
use crate::link::Features;
use crate::settle::truth::Interval;
use crate::settle::truth::beta::shrunk;

/// That the later account names the earlier.
const NAMED: f64 = 5.0;
/// No account says more than this of itself, in nats: it may be chance of a kind not thought of.
pub(super) const MOST_SIGNS: f64 = 5.0;
/// The same of one that names the other as its source.
pub(super) const MOST_NAMED: f64 = 9.0;
/// How often a copy keeps each likeness: the same words altogether, the same place, the same sides, the same
/// kind, and that both tell of a thing which one of them tells. As those below, from made-up worlds.
const KEPT: [f64; 5] = [0.33, 0.69, 0.84, 0.71, 0.8];
/// How often two accounts of one event show it all the same, before the claims set tells.
const USUAL: [f64; 5] = [0.03, 0.35, 0.5, 0.65, 0.6];
/// Which of them is of the things told.
const BOTH_TELL: usize = 4;
/// So many pairs of accounts in a set weigh as much as what is usual.
const STRENGTH: f64 = 10.0;
/// A copy tells more than what it is copied from so often.
const ADDED: f64 = 0.08;
/// A copy keeps the attribution.
const SAME_ATTRIBUTION: f64 = 0.8;

/// How often two accounts of one event are alike in a claims set: a likeness that all accounts share says nothing.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Likenesses {
    /// Of each likeness in how many pairs, and of how many.
    seen: [(f64, f64); USUAL.len()],
}

impl Likenesses {
    /// Counts the headers of two accounts.
    pub(super) fn count_headers(&mut self, a: &Features, b: &Features) {
        for (number, is) in headers(a, b).into_iter().enumerate() {
            self.count(number, is);
        }
    }

    /// Counts a thing that one of two accounts tells, or both.
    pub(super) fn count_told(&mut self, both: bool) {
        self.count(BOTH_TELL, both);
    }

    fn count(&mut self, number: usize, is: bool) {
        let (alike, all) = &mut self.seen[number];
        *alike += f64::from(u8::from(is));
        *all += 1.0;
    }

    /// The weight of a likeness, or of its absence. What a copy does not keep is as in any account.
    fn weight(&self, number: usize, is: bool) -> f64 {
        let (alike, all) = self.seen[number];
        let chance = shrunk(alike, all, USUAL[number], STRENGTH);
        kept_or_not(is, KEPT[number], chance)
    }

    /// What two headers say for a copy; `common` is how often a claim has the attribution of `b`.
    pub(super) fn of_headers(&self, a: &Features, b: &Features, named: bool, common: f64) -> f64 {
        let is_same = a.attribution == b.attribution;
        let attribution = if named {
            NAMED
        } else {
            kept_or_not(is_same, SAME_ATTRIBUTION, common.max(0.005))
        };
        let headers = headers(a, b).into_iter().enumerate();
        attribution
            + headers
                .map(|(number, is)| self.weight(number, is))
                .sum::<f64>()
    }

    /// What it says that both tell of a thing, or the later alone, or the earlier alone.
    pub(super) fn of_told(&self, told: Told) -> f64 {
        match told {
            Told::Both => self.weight(BOTH_TELL, true),
            Told::Later => ADDED.ln(),
            Told::Earlier => self.weight(BOTH_TELL, false),
        }
    }
}

/// The weight of a likeness that a copy keeps so often, and any other account has by chance; or of its absence.
fn kept_or_not(is: bool, kept: f64, chance: f64) -> f64 {
    if is {
        (kept / chance + 1.0 - kept).ln()
    } else {
        (1.0 - kept).ln()
    }
}

/// Which of two accounts tells of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    Both,
    Later,
    Earlier,
}

/// Whether two headers have the same words, place, sides and kind.
fn headers(a: &Features, b: &Features) -> [bool; 4] {
    [
        a.wording == b.wording,
        a.place == b.place,
        a.actors == b.actors,
        a.kind == b.kind,
    ]
}

/// How often an account that does not copy shares the error of another: it errs in one of ten at most, and
/// then there are three ways to err at least.
const SAME_ERROR: f64 = 0.1 / 3.0;
/// That of two accounts, the one has right what the other has not: so it is of one copy in a score.
const OWN_ERROR: f64 = 0.05;

/// What one thing that two rows tell says for a copy, in nats (Dong, Berti-Équille and Srivastava, 2009: only
/// shared errors tell). They share an error where two others at least agree against them; where a third
/// agrees with one of them alone, that is one that copied nothing. Where only the two tell of it, or one other, there
/// is nothing to learn: two against one are most likely right.
pub(super) fn shared_error(x: &AccountValue, y: &AccountValue) -> Option<f64> {
    let same = x.observation.says_as(&y.observation);
    match same {
        true if x.rival >= 2 && x.rival >= x.same => Some((0.96 / SAME_ERROR).ln()),
        false if x.same >= 2 || y.same >= 2 => Some(OWN_ERROR.ln()),
        _ => None,
    }
}

/// What one thing that both tell says of accounts with words of their own, and whether they share an error: what
/// they agree on says nothing else, and what they differ on was not copied.
pub(super) fn shared(x: &AccountValue, y: &AccountValue) -> (f64, bool) {
    if x.observation.says_as(&y.observation) {
        let error = shared_error(x, y);
        return (error.unwrap_or(0.0), error.is_some());
    }
    let others = f64::from(x.all.saturating_sub(2));
    let like = f64::from(y.same.saturating_sub(1));
    let chance = shrunk(like, others, usual(&y.observation.value), 1.5);
    ((CHANGED / (1.0 - chance.clamp(0.02, 0.95))).ln(), false)
}

/// A copy changes a value so seldom.
const CHANGED: f64 = 0.04;

/// How often two accounts of one event give the same, by what it is.
fn usual(value: &StatedValue) -> f64 {
    let is_exact = value.interval == Interval::exact(value.interval.low);
    match (value.class, is_exact) {
        (Class::Time, true) | (Class::State, _) => 0.8,
        (_, true) => 0.6,
        (_, false) => 0.1,
    }
}
