//! Whether what is told is told as a fact: not denied, planned, feared or conditional.

use super::chunk::{Kind, Verb};
use super::class;
use super::mention::Mode;
use super::sentence::Reader;

impl Reader<'_, '_> {
    pub(super) fn asserted(&self, i: usize, verb: &Verb) -> bool {
        if verb.negated || verb.conditional || verb.future {
            return false;
        }
        if verb.infinitive && !self.carried_through(i) {
            return false;
        }
        if verb.gerund
            && i > 0
            && self.chunks.is_prep(i - 1, class::FOR | class::PREP)
            && self.intention_before(i)
        {
            return false;
        }
        !self.hypothetical(i) && !self.denied(i)
    }

    /// "managed to kill", "began to attack".
    pub(super) fn carried_through(&self, i: usize) -> bool {
        // "has been able to strengthen".
        let able = i > 1
            && self
                .chunks
                .item_words(&self.chunks.items[i - 1])
                .eq_ignore_ascii_case("able");
        let Some(v) = i
            .checked_sub(1 + usize::from(able))
            .filter(|v| self.chunks.kind(*v) == Some(Kind::Verb))
        else {
            return false;
        };
        if able {
            return self
                .chunks
                .verb(v)
                .is_some_and(|x| !x.negated && !x.conditional && !x.future);
        }
        let item = &self.chunks.items[i];
        let perfect = (item.first..item.end).any(|k| self.chunks.view.is(k, class::HAVE));
        if perfect
            && self
                .chunks
                .verb(v)
                .is_some_and(|x| x.class & class::SAY != 0 && !x.negated)
        {
            return true;
        }
        let word = self.word_of(v);
        [
            "managed",
            "proceeded",
            "began",
            "continued",
            "succeeded",
            "started",
            "went",
            "continue",
        ]
        .contains(&word.as_str())
    }

    pub(super) fn intention_before(&self, i: usize) -> bool {
        (i.saturating_sub(4)..i).any(|k| {
            self.chunks
                .verb(k)
                .is_some_and(|v| v.class & class::INTEND != 0)
        })
    }

    /// Inside a clause with "if" or "unless".
    pub(super) fn hypothetical(&self, i: usize) -> bool {
        for k in (0..i).rev() {
            match self.chunks.kind(k) {
                Some(Kind::Sub) => {
                    let word = self
                        .chunks
                        .view
                        .words(self.chunks.items[k].first, self.chunks.items[k].end)
                        .to_lowercase();
                    return matches!(word.as_str(), "if" | "unless" | "si" | "لو" | "إذا");
                }
                Some(Kind::Comma) => return false,
                _ => {}
            }
        }
        false
    }

    /// Behind "denied that", "denied having".
    pub(super) fn denied(&self, i: usize) -> bool {
        let mut k = i;
        while k > 0 {
            k -= 1;
            if let Some(verb) = self.chunks.verb(k) {
                if verb.class & class::DENY != 0 {
                    return true;
                }
                if verb.class & class::SAY != 0 && !verb.bare {
                    return verb.negated && i - k < 4;
                }
            }
            if self.chunks.kind(k) == Some(Kind::Relative) {
                return false;
            }
        }
        false
    }

    /// A noun of an event that did not happen: "plans for an attack", "an attempted attack".
    pub(super) fn noun_asserted(&self, i: usize) -> bool {
        let item = &self.chunks.items[i];
        let words = self.chunks.item_words(item).to_lowercase();
        if UNREAL.iter().any(|w| words.split(' ').any(|x| x == *w)) {
            return false;
        }
        let governed = (i.saturating_sub(3)..i)
            .rev()
            .find(|k| self.chunks.kind(*k) == Some(Kind::Verb));
        let real = governed.is_none_or(|v| {
            self.chunks.verb(v).is_none_or(|x| {
                !(x.negated
                    || x.conditional && !x.passive
                    || x.future
                    || x.infinitive
                    || x.class & (class::INTEND | class::DENY) != 0
                        && x.class & class::SAY == 0
                        && !ORDERED.contains(&self.word_of(v).as_str()))
            })
        });
        let noun_before = i >= 2
            && self.chunks.kind(i - 1) == Some(Kind::Prep)
            && self.chunks.noun(i - 2).is_some_and(|_| {
                let words = self
                    .chunks
                    .item_words(&self.chunks.items[i - 2])
                    .to_lowercase();
                UNREAL.iter().any(|w| words.split(' ').any(|x| x == *w))
            });
        let tail = self
            .chunks
            .verb(i + 1)
            .is_some_and(|v| v.negated || v.conditional || v.future);
        real && !noun_before && !tail && !self.hypothetical(i) && !self.denied(i)
    }

    pub(super) fn mode(&self, i: usize) -> Mode {
        let from = i.saturating_sub(3);
        let item = &self.chunks.items[i];
        let start = self.chunks.items[from].first;
        let end = (item.end + 3).min(self.chunks.view.tokens.len());
        let alleged = (start..end).any(|k| self.chunks.view.is(k, class::ALLEGED));
        if alleged {
            Mode::Alleged
        } else {
            Mode::Asserted
        }
    }
}

/// Who ordered a murder is told of a murder.
const ORDERED: &[&str] = &["ordered", "ordonné", "ordenó"];

/// Words beside the noun of an event that has not happened.
const UNREAL: &[&str] = &[
    "attempted",
    "planned",
    "possible",
    "potential",
    "threatened",
    "future",
    "plan",
    "plans",
    "threat",
    "threats",
    "fear",
    "fears",
    "risk",
    "attempt",
    "attempts",
    "plot",
    "anti",
    "foiled",
    "failed",
    "alleged_plan",
    "counter",
    "projet",
    "menace",
    "menaces",
    "amenaza",
    "amenazas",
    "posible",
];
