//! Verb groups.

use super::chunk::{Chunker, Item, Kind, Verb};
use super::class;
use super::span::Named;
use super::token::Token;

impl Chunker<'_, '_> {
    /// Whether a token is a verb where it stands.
    pub(super) fn is_verb(&self, i: usize) -> bool {
        let Some(t) = self.token(i) else { return false };
        // "including": no verb, however it is made.
        let preposition = t.is(class::GERUND) && t.is(class::PREPS);
        if self.in_span(i) || !t.is(class::VERBAL) || preposition {
            return false;
        }
        let before = |classes| i > 0 && self.view.is(i - 1, classes);
        let nominal = self.after_determiner(i);
        let next_noun = self.nominal(i + 1) || self.in_span(i + 1) && !self.is_time(i + 1);
        if before(class::COND | class::FUTURE | class::DO | class::NEG) && !before(class::MONTH)
            || before(class::INF) && t.is(class::BASE)
        {
            return true;
        }
        if before(class::BE | class::HAVE) && t.is(class::PARTICIPLE | class::GERUND | class::PAST)
        {
            return true;
        }
        if t.is(class::GERUND) {
            let noun = t.is(class::EVENT | class::PERSON);
            return !nominal && (!noun || self.gerund_acts(i, next_noun));
        }
        if t.is(class::PAST | class::PARTICIPLE) && !t.is(class::BASE) {
            let counted = self.view.is(
                i + 1,
                class::NUMBER | class::VAGUE | class::DET | class::INDEF | class::HEDGE,
            );
            if t.is(class::PERSON)
                && (nominal
                    || before(class::AND)
                        && i > 1
                        && self.view.is(i - 2, class::PERSON)
                        && !counted)
            {
                return false;
            }
            // "the military murdered the priest".
            let object = self.view.is(i + 1, class::DET | class::INDEF);
            let inside = nominal && !object || before(class::PREPS) && !before(class::OF);
            return !(next_noun && inside);
        }
        self.base_is_verb(i, nominal, next_noun)
    }

    /// Whether a word stands where nouns do: behind "the", "two", "armed", "the army's".
    fn after_determiner(&self, i: usize) -> bool {
        const DETERMINERS: u64 = class::DET
            | class::INDEF
            | class::ADJ
            | class::NUMBER
            | class::VAGUE
            | class::OTHERS
            | class::ORDINAL;
        let before = |classes| i > 0 && self.view.is(i - 1, classes);
        // "was seriously wounded".
        let adverbial = before(class::ADVERB) && i > 1 && self.view.is(i - 2, class::BE);
        !adverbial && before(DETERMINERS) || i > 0 && self.view.sign(i - 1, 's')
    }

    /// "killing three judges": a gerund that could be a noun, with an object.
    fn gerund_acts(&self, i: usize, next_noun: bool) -> bool {
        let before = |classes| i > 0 && self.view.is(i - 1, classes);
        let counted = class::DET | class::INDEF | class::NUMBER | class::VAGUE | class::HEDGE;
        let object = next_noun || self.view.is(i + 1, counted);
        let governed =
            before(class::IN | class::BY) || before(class::OF) && !self.accused_before(i);
        object && !governed
    }

    /// "accused X of killing three judges": the deed behind the accusation.
    fn accused_before(&self, i: usize) -> bool {
        let accuses = |t: &Token| t.is(class::ALLEGED) && t.is(class::VERBAL);
        (i.saturating_sub(12)..i).any(|k| self.token(k).is_some_and(accuses))
    }

    pub(super) fn base_is_verb(&self, i: usize, nominal: bool, next_noun: bool) -> bool {
        let Some(t) = self.token(i) else { return false };
        let before = |classes| i > 0 && self.view.is(i - 1, classes);
        let past_too = t.is(class::PAST | class::PARTICIPLE);
        if nominal || before(class::PREPS) && !past_too {
            return false;
        }
        if before(class::PRON | class::REL) {
            return true;
        }
        let object = next_noun
            || self.view.is(
                i + 1,
                class::DET
                    | class::INDEF
                    | class::PRON
                    | class::THAT
                    | class::NUMBER
                    | class::VAGUE
                    | class::HEDGE,
            );
        let subject = i > 0
            && (self.in_span(i - 1) && !self.is_time(i - 1)
                || self.nominal(i - 1)
                || before(class::ADVERB));
        let noun_too = t.is(class::EVENT
            | class::PERSON
            | class::ORGNOUN
            | class::PLACENOUN
            | class::SAYNOUN
            | class::GROUP
            | class::THING
            | class::TITLE);
        if noun_too {
            return subject && object && !self.view.is(i + 1, class::EVENT);
        }
        past_too
            || subject
                && (object
                    || self.view.is(
                        i + 1,
                        class::PREPS | class::ADVERB | class::THAT | class::ADJ | class::TIMEWORD,
                    ))
            || before(class::AND) && object
    }

    pub(super) fn is_time(&self, i: usize) -> bool {
        self.span(i).is_some_and(|s| s.what == Named::Time)
    }

    /// A verb group that begins here.
    pub(super) fn verb(&mut self, i: usize) -> Option<usize> {
        let mut verb = Verb::default();
        let mut j = i;
        let mut auxiliary = false;
        loop {
            let t = self.token(j).copied()?;
            if self.in_span(j) {
                return None;
            }
            if self.is_verb(j) {
                return Some(self.finish_verb(i, j, verb, auxiliary));
            }
            if t.is(class::INF) && self.infinitive_follows(j) {
                verb.infinitive = true;
            } else if t.is(class::BE) {
                verb.be = true;
                auxiliary = true;
            } else if t.is(class::HAVE | class::DO) {
                auxiliary = true;
                // "had been", "has not": a perfect; "has 20 men": a verb of its own.
            } else if t.is(class::FUTURE) && !t.is(class::PERSON) {
                verb.future = true;
                auxiliary = true;
            } else if t.is(class::COND) && !t.is(class::MONTH) && t.is(class::COND) && self.modal(j)
            {
                verb.conditional = true;
                auxiliary = true;
            } else if t.is(class::NEG)
                && (auxiliary || self.view.is(j + 1, class::BE | class::HAVE | class::VERBAL))
            {
                verb.negated = true;
            } else if t.is(class::ADVERB | class::ALLEGED) && j > i && self.goes_on(j + 1) {
            } else {
                break;
            }
            j += 1;
        }
        if !auxiliary || j == i {
            return None;
        }
        // A form of "be" alone is a verb group too.
        verb.main = j - 1;
        verb.class = class::BE;
        self.items.push(Item {
            kind: Kind::Verb,
            first: i,
            end: j,
            class: class::BE,
            noun: None,
            verb: Some(verb),
        });
        Some(j)
    }

    pub(super) fn modal(&self, i: usize) -> bool {
        (1..4).any(|n| self.view.is(i + n, class::VERBAL | class::BE | class::HAVE))
    }

    pub(super) fn goes_on(&self, i: usize) -> bool {
        self.view.is(
            i,
            class::BE | class::HAVE | class::NEG | class::ADVERB | class::ALLEGED,
        ) || self.is_verb(i)
    }

    pub(super) fn infinitive_follows(&self, i: usize) -> bool {
        let j = i + 1 + usize::from(self.view.is(i + 1, class::ADVERB));
        self.view.is(j, class::BE | class::HAVE)
            || self.view.is(j, class::BASE) && self.view.is(j, class::VERBAL) && !self.in_span(j)
    }

    pub(super) fn finish_verb(
        &mut self,
        first: usize,
        main: usize,
        mut verb: Verb,
        auxiliary: bool,
    ) -> usize {
        let t = self.view.tokens[main];
        verb.main = main;
        verb.class = t.class;
        verb.frame = if t.is(class::VERB) && t.is(class::TRIGGER) {
            t.frame
        } else {
            0
        };
        verb.gerund = t.is(class::GERUND) && !t.is(class::PAST | class::PARTICIPLE);
        verb.passive = verb.be && t.is(class::PARTICIPLE) && !verb.gerund;
        verb.bare = !auxiliary && !verb.infinitive && t.is(class::PARTICIPLE) && !verb.gerund;
        if verb.be && verb.gerund {
            verb.gerund = false;
        }
        self.items.push(Item {
            kind: Kind::Verb,
            first,
            end: main + 1,
            class: t.class,
            noun: None,
            verb: Some(verb),
        });
        main + 1
    }
}
