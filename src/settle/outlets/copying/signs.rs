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
/// Both tell of a thing: 92 % of what is copied, and 60 % else.
pub(super) const BOTH_TELL: f64 = 0.43;
/// The copy leaves something out.
pub(super) const ONLY_EARLIER: f64 = -1.6;
/// The copy tells more than what it is copied from.
pub(super) const ONLY_LATER: f64 = -2.5;

/// What two headers say for a copy; `chance` is how often a claim has the attribution of `b`.
pub(super) fn of_headers(a: &Features, b: &Features, named: bool, chance: f64) -> f64 {
    let mut sum = if named { NAMED } else { 0.0 };
    if !named {
        sum += if a.attribution == b.attribution {
            (0.8 / chance.max(0.005)).ln()
        } else {
            (0.2 / (1.0 - chance).max(0.3)).ln()
        };
    }
    sum += either(a.wording == b.wording, 0.35, 0.03);
    sum += either(a.place == b.place, 0.8, 0.35);
    sum += either(a.actors == b.actors, 0.92, 0.5);
    sum += either(a.kind == b.kind, 0.9, 0.65);
    sum
}

/// The weight of something that is so of this share of copies, and of this share of others.
fn either(is: bool, copies: f64, others: f64) -> f64 {
    if is {
        (copies / others).ln()
    } else {
        ((1.0 - copies) / (1.0 - others)).ln()
    }
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

/// What one thing that both tell says, and whether they are alone with what they say.
pub(super) fn shared(x: &AccountValue, y: &AccountValue) -> (f64, bool) {
    let same = x.observation.says_as(&y.observation);
    let StatedValue {
        class, interval, ..
    } = y.observation.value;
    let usual = match (class, interval == Interval::exact(interval.low)) {
        (Class::Time, true) => 0.8,
        (Class::State, _) => 0.8,
        (_, true) => 0.6,
        (_, false) => 0.1,
    };
    // Of the others, not counting the later of the two and the earlier.
    let others = f64::from(x.all.saturating_sub(2));
    let like = f64::from(y.same.saturating_sub(if same { 2 } else { 1 }));
    let chance = shrunk(like, others, usual, 1.5).clamp(0.02, 0.95);
    let weight = if same {
        (0.96 / chance).ln()
    } else {
        (0.04 / (1.0 - chance)).ln()
    };
    (weight, same && others >= 1.0 && like < 0.5)
}
