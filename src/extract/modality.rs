//! Whether what is told is told as a fact: not denied, planned, feared or conditional.

use super::chunk::{Kind, Verb};
use super::class::*;
use super::mention::Mode;
use super::sentence::Sentence;

impl Sentence<'_> {
    pub(super) fn asserted(&self, i: usize, verb: &Verb) -> bool {
        self.factual(i, verb) && !self.denied(i)
    }

    /// Whether a verb tells what is so, if nobody denies it.
    pub(super) fn factual(&self, i: usize, verb: &Verb) -> bool {
        let intended =
            verb.gerund && i > 0 && self.is_prep(i - 1, FOR | PREP) && self.intention_before(i);
        verb.is_fact()
            && (!verb.infinitive || self.carried_through(i))
            && !intended
            && !self.hypothetical(i)
    }

    /// "managed to kill", "began to attack".
    fn carried_through(&self, i: usize) -> bool {
        // "has been able to strengthen".
        let able = i > 1 && self.marked(self.items[i - 1].first, ABLE);
        let Some(v) = i.checked_sub(1 + usize::from(able)) else {
            return false;
        };
        let Some(verb) = self.verb(v) else {
            return false;
        };
        if able {
            return verb.is_fact();
        }
        let perfect = self.items[i].tokens().any(|k| self.is(k, HAVE));
        perfect && verb.class & SAY != 0 && !verb.negated || self.marked(verb.main, CARRIED_THROUGH)
    }

    fn intention_before(&self, i: usize) -> bool {
        (i.saturating_sub(4)..i).any(|k| self.verb(k).is_some_and(|v| v.class & INTEND != 0))
    }

    /// Inside a clause with "if" or "unless".
    pub(super) fn hypothetical(&self, i: usize) -> bool {
        let first = self.items.first();
        if first.is_some_and(|item| self.marked(item.first, HYPOTHETICAL)) {
            return true;
        }
        let mut before = self.items[..i].iter().rev();
        before
            .find(|item| matches!(item.kind, Kind::Sub | Kind::Comma))
            .is_some_and(|item| self.marked(item.first, HYPOTHETICAL))
    }

    /// Behind "denied that", "denied having".
    fn denied(&self, i: usize) -> bool {
        self.denial(i).is_some()
    }

    /// The verb that denies what an item tells: "denied that", "denied having", "never said that".
    pub(super) fn denial(&self, i: usize) -> Option<usize> {
        for k in (0..i).rev() {
            if let Some(verb) = self.verb(k) {
                if verb.class & DENY != 0 {
                    return Some(k);
                }
                // "denied having said that", "dismissing reports that".
                let denied = self.is_denied_word(k);
                if verb.class & SAY != 0 && !verb.bare && !denied {
                    let near = i - k < 4 || self.is_complement(k + 1);
                    return Some(k).filter(|_| verb.negated && near);
                }
            }
            if self.kind(k) == Some(Kind::Relative) && !self.is_complement(k) {
                return None;
            }
        }
        None
    }

    /// "dismissing reports that", "denied a radio report that": the word of saying is what is denied.
    fn is_denied_word(&self, k: usize) -> bool {
        let denies = |n: usize| {
            let verb = k.checked_sub(n).and_then(|at| self.verb(at));
            verb.is_some_and(|v| v.class & DENY != 0)
        };
        let noun = self.is(self.items[k].first, SAYNOUN) && self.kind(k - 1) == Some(Kind::Noun);
        denies(1) || denies(2) && noun
    }

    /// A noun of an event that did not happen: "plans for an attack", "an attempted attack".
    pub(super) fn noun_asserted(&self, i: usize) -> bool {
        let unreal = |k: usize| self.items[k].tokens().any(|t| self.marked(t, UNREAL));
        let governs = |v: &Verb| {
            let intended = v.class & (INTEND | DENY) != 0
                && v.class & SAY == 0
                && !self.marked(v.main, ORDERED);
            let unsure = v.conditional && !v.passive;
            !(v.negated || unsure || v.future || v.infinitive || intended)
        };
        let mut before = (i.saturating_sub(3)..i).rev();
        let real = before.find_map(|k| self.verb(k)).is_none_or(governs);
        let of_unreal = i >= 2
            && self.kind(i - 1) == Some(Kind::Prep)
            && self.noun(i - 2).is_some()
            && unreal(i - 2);
        let tail = self.verb(i + 1).is_none_or(Verb::is_fact);
        !unreal(i) && real && !of_unreal && tail && !self.hypothetical(i) && !self.denied(i)
    }

    pub(super) fn mode(&self, i: usize) -> Mode {
        let start = self.items[i.saturating_sub(3)].first;
        let end = (self.items[i].end + 3).min(self.tokens.len());
        if (start..end).any(|k| self.is(k, ALLEGED)) {
            Mode::Alleged
        } else {
            Mode::Asserted
        }
    }
}
