//! What a count takes in: its standard of proof, and whom it includes or leaves out. Compared before
//! the numbers are.

use std::cmp::Ordering;
use std::sync::Arc;

use super::lineage;
use super::reason::Reason;
use super::speaker::Voice;
use super::statement::{Context, Statement};
use crate::claim::{Assertion, Quantity};
use crate::text::term as key;

/// The standards of proof, from the strictest to the loosest. What a stricter one counts, a looser
/// one counts too: identified are confirmed, confirmed are dead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Proof {
    /// Named, one by one.
    Identified,
    /// Established: bodies, test results.
    Confirmed,
    /// Counted so far, of more to come.
    Partial,
    /// No standard is told, or the last word on it.
    Plain,
    /// Beside the confirmed, not yet established; or both, where it is so said.
    Probable,
    /// Reckoned, not counted.
    Estimated,
    /// Not excluded.
    Suspected,
    /// Feared.
    Feared,
    /// A standard of the user's own.
    Other,
}

/// The standard of proof of a count.
pub(super) fn proof(s: &Statement) -> Proof {
    named(s).map_or(Proof::Plain, |word| of_word(word).unwrap_or(Proof::Other))
}

fn of_word(word: &str) -> Option<Proof> {
    Some(match &*key(word) {
        "identified" => Proof::Identified,
        "confirmed" => Proof::Confirmed,
        "final" => Proof::Plain,
        "partial" => Proof::Partial,
        "probable" => Proof::Probable,
        "estimated" => Proof::Estimated,
        "suspected" => Proof::Suspected,
        "feared" => Proof::Feared,
        _ => return None,
    })
}

/// Whether words for those counted tell a standard of proof instead, as tables of cases have it
/// ("confirmed", "probable").
pub(super) fn is_standard(whom: &str) -> bool {
    of_word(whom).is_some()
}

/// Whether a count is the last word of who gives it.
pub(super) fn is_final(s: &Statement) -> bool {
    named(s).is_some_and(|word| key(word) == "final")
}

/// How far the standard of a statement is from saying how many there are: the first is what answers.
pub fn standard(s: &Statement) -> u8 {
    match proof(s) {
        Proof::Plain if is_recounter(s) => 0,
        Proof::Plain => 1,
        Proof::Confirmed => 2,
        proof => 3 + proof as u8,
    }
}

/// Why two counts of one thing differ in what they take in; `None` where nothing says so, or where
/// the numbers show that this does not explain them.
pub(super) fn scope(x: &Statement, y: &Statement, (p, q): (Quantity, Quantity)) -> Option<Reason> {
    let (a, b) = (proof(x), proof(y));
    if a != b || a == Proof::Other && named(x) != named(y) {
        let (strict, loose) = if a < b { (p, q) } else { (q, p) };
        return (!within_plain(a.min(b), a.max(b)) || holds(loose, strict))
            .then_some(Reason::OtherProof);
    }
    taken_in(x, y, (p, q))
}

/// The standard of proof of a count, as written.
pub fn named<'a>(s: &Statement<'a>) -> Option<&'a str> {
    let assertion = s.assertion?;
    let whom = assertion.whom.as_deref().filter(|whom| is_standard(whom));
    assertion.details().proof.as_deref().or(whom)
}

/// Whether all that the stricter standard counts must be in the looser count: then a larger stricter
/// count is no matter of standards.
fn within_plain(strict: Proof, loose: Proof) -> bool {
    use Proof::{Confirmed, Identified, Partial, Plain};
    matches!(
        (strict, loose),
        (Identified | Confirmed | Partial, Plain) | (Identified, Confirmed)
    )
}

/// Whether all that a part counts must be in a whole, by the standards of both.
pub(super) fn may_hold(whole: &Statement, part: &Statement) -> bool {
    proof(part) <= Proof::Plain && proof(whole) == Proof::Plain
}

/// Whether a wider count may hold a narrower one.
fn holds(wide: Quantity, narrow: Quantity) -> bool {
    wide.high.is_none_or(|high| narrow.low <= high)
}

/// Whom one of two counts leaves out that the other takes in, or may take in: then the one may be the
/// larger by these.
fn taken_in(x: &Statement, y: &Statement, (p, q): (Quantity, Quantity)) -> Option<Reason> {
    let (a, b) = (x.assertion?, y.assertion?);
    let explained = match (is_narrower(a, b), is_narrower(b, a)) {
        (true, true) => true,
        (true, false) => holds(q, p),
        (false, true) => holds(p, q),
        (false, false) => false,
    };
    explained.then_some(Reason::OtherPeople)
}

/// Whether the first leaves out some that the second may take in, or the second says of some that it
/// takes them in, of which the first says nothing.
fn is_narrower(a: &Assertion, b: &Assertion) -> bool {
    let has = |list: &[Arc<str>], whom: &str| list.iter().any(|w| key(w) == key(whom));
    let (a, b) = (a.details(), b.details());
    let left_out = a.excludes.iter().any(|whom| !has(&b.excludes, whom));
    left_out || b.includes.iter().any(|whom| !has(&a.includes, whom))
}

/// Whether the later of two counts is one that is meant to put the earlier right, and does not stand
/// below it for want of looking: it is final, or of a body whose task it is to count.
pub(super) fn is_recount(ctx: &Context, x: &Statement, y: &Statement) -> bool {
    let Some(order) = lineage::order_of(ctx, x, y) else {
        return false;
    };
    let (earlier, later) = match order {
        Ordering::Greater => (y, x),
        _ => (x, y),
    };
    is_recounter(later) && !is_recounter(earlier)
}

/// Whether a count is final, or given by a body whose task it is to establish such numbers.
pub(super) fn is_recounter(s: &Statement) -> bool {
    is_final(s) || s.voices.speaker().is_some_and(Voice::recounts)
}
