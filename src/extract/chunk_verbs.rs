//! Verb groups.

use super::chunk::{Item, Kind, Verb};
use super::class::*;
use super::sentence::Sentence;
use super::span::Named;

impl Sentence<'_> {
    /// Whether a token is a verb where it stands.
    pub(super) fn is_verb(&self, i: usize) -> bool {
        let Some(t) = self.token(i) else { return false };
        // "including": no verb, however it is made.
        let preposition = t.is(GERUND) && t.is(PREPS);
        if self.in_span(i) || !t.is(VERBAL) || preposition {
            return false;
        }
        let before = |classes| self.is(i.wrapping_sub(1), classes);
        let modal = before(COND | FUTURE | DO | NEG) && !self.may_be_month(i.wrapping_sub(1));
        let perfect = before(BE | HAVE) && t.is(PARTICIPLE | GERUND | PAST);
        if modal || perfect || before(INF) && t.is(BASE) {
            return true;
        }
        let nominal = self.after_determiner(i);
        let next_noun = self.nominal(i + 1) || self.in_span(i + 1) && !self.is_time(i + 1);
        if t.is(GERUND) {
            let noun = t.is(EVENT | PERSON);
            return !nominal && (!noun || self.gerund_acts(i, next_noun));
        }
        if !t.is(PAST | PARTICIPLE) || t.is(BASE) {
            return self.base_is_verb(i, nominal, next_noun);
        }
        let counted = self.is(i + 1, QUANTIFIER);
        let listed = before(AND) && self.is(i.wrapping_sub(2), PERSON) && !counted;
        // "the military murdered the priest".
        let object = self.is(i + 1, DET | INDEF);
        // "a shooting that killed two": no "that" of "that man".
        let inside = nominal && !object && !before(THAT) || before(PREPS) && !before(OF);
        !(t.is(PERSON) && (nominal || listed) || next_noun && inside)
    }

    /// Whether a word stands where nouns do: behind "the", "two", "armed", "the army's".
    fn after_determiner(&self, i: usize) -> bool {
        const DETERMINERS: Classes = DET | INDEF | ADJ | NUMBER | VAGUE | OTHERS | ORDINAL;
        let before = |classes| self.is(i.wrapping_sub(1), classes);
        // "was seriously wounded".
        let adverbial = before(ADVERB) && self.is(i.wrapping_sub(2), BE);
        // "an accidental shooting at".
        let plain = self
            .token(i.wrapping_sub(1))
            .is_some_and(|t| t.class == COMMON && !t.capital);
        let described = plain && self.is(i, GERUND) && self.is(i.wrapping_sub(2), DET | INDEF);
        described || !adverbial && before(DETERMINERS) || self.sign(i.wrapping_sub(1), 's')
    }

    /// "killing three judges": a gerund that could be a noun, with an object.
    fn gerund_acts(&self, i: usize, next_noun: bool) -> bool {
        let before = |classes| self.is(i.wrapping_sub(1), classes);
        let object = next_noun || self.is(i + 1, QUANTIFIER);
        let governed = before(IN | BY) || before(OF) && !self.accused_before(i);
        object && !governed
    }

    /// "accused X of killing three judges": the deed behind the accusation.
    fn accused_before(&self, i: usize) -> bool {
        let before = &self.tokens[i.saturating_sub(12)..i];
        before.iter().any(|t| t.is(ALLEGED) && t.is(VERBAL))
    }

    fn base_is_verb(&self, i: usize, nominal: bool, next_noun: bool) -> bool {
        const NOUN: Classes =
            EVENT | PERSON | ORGNOUN | PLACENOUN | SAYNOUN | GROUP | THING | TITLE;
        let before = |classes| self.is(i.wrapping_sub(1), classes);
        let past_too = self.is(i, PAST | PARTICIPLE);
        // "the government put the toll".
        let says = self.is(i, SAY) && self.is(i + 1, THAT);
        let plain = before(ADJ) && (past_too && self.is(i + 1, DET | INDEF) || says);
        if nominal && !plain || before(PREPS) && !past_too {
            return false;
        }
        if before(PRON | REL) {
            return true;
        }
        let object = next_noun || self.is(i + 1, QUANTIFIER | PRON | THAT);
        let named = |k| self.in_span(k) && !self.is_time(k) || self.nominal(k);
        let subject = i.checked_sub(1).is_some_and(named) || before(ADVERB);
        if self.is(i, NOUN) {
            let another = self.is(i + 1, SAY) && self.is(i + 1, PAST) && self.is(i, SAYNOUN);
            return subject && object && !another && !self.is(i + 1, EVENT);
        }
        past_too
            || subject && (object || self.is(i + 1, PREPS | ADVERB | THAT | ADJ | TIMEWORD))
            || before(AND) && object
    }

    pub(super) fn is_time(&self, i: usize) -> bool {
        self.span_at(i).is_some_and(|s| s.what == Named::Time)
    }

    /// A verb group that begins here.
    pub(super) fn chunk_verb(&mut self, i: usize) -> Option<usize> {
        let mut verb = Verb::default();
        let mut j = i;
        let mut auxiliary = false;
        loop {
            let t = self.token(j)?;
            if self.in_span(j) {
                return None;
            }
            if self.is_verb(j) {
                return Some(self.finish_verb(i, j, verb, auxiliary));
            }
            let future = t.is(FUTURE) && !t.is(PERSON);
            let conditional = t.is(COND) && !self.may_be_month(j) && self.modal(j);
            // "had been", "has not": a perfect; "has 20 men": a verb of its own.
            let helps = t.is(BE | HAVE | DO) || future || conditional;
            let negates = t.is(NEG) && (auxiliary || self.is(j + 1, BE | HAVE | VERBAL));
            if t.is(INF) && self.infinitive_follows(j) {
                verb.infinitive = true;
            } else if helps {
                verb.be |= t.is(BE);
                verb.future |= future && !t.is(BE | HAVE | DO);
                verb.conditional |= conditional && !t.is(BE | HAVE | DO) && !future;
                auxiliary = true;
            } else if negates {
                verb.negated = true;
            } else if !(t.is(ADVERB | ALLEGED) && j > i && self.verb_goes_on(j + 1)) {
                break;
            }
            j += 1;
        }
        // A form of "be" alone is a verb group too.
        (verb.main, verb.class) = (j.wrapping_sub(1), BE);
        (auxiliary && j > i).then(|| self.push_verb(i, j, verb))
    }

    fn push_verb(&mut self, first: usize, end: usize, verb: Verb) -> usize {
        self.items.push(Item {
            verb: Some(verb),
            ..Item::new(Kind::Verb, first, end, verb.class)
        });
        end
    }

    /// "May", where nothing says that it is the verb.
    fn may_be_month(&self, i: usize) -> bool {
        self.is(i, MONTH) && self.capital(i) && !self.is(i + 1, BE | HAVE)
    }

    fn modal(&self, i: usize) -> bool {
        (1..4).any(|n| self.is(i + n, VERBAL | BE | HAVE))
    }

    fn verb_goes_on(&self, i: usize) -> bool {
        self.is(i, BE | HAVE | NEG | ADVERB | ALLEGED) || self.is_verb(i)
    }

    fn infinitive_follows(&self, i: usize) -> bool {
        let j = i + 1 + usize::from(self.is(i + 1, ADVERB));
        self.is(j, BE | HAVE) || self.is(j, BASE) && self.is(j, VERBAL) && !self.in_span(j)
    }

    fn finish_verb(&mut self, first: usize, main: usize, mut verb: Verb, auxiliary: bool) -> usize {
        let t = self.tokens[main];
        verb.main = main;
        verb.class = t.class;
        verb.frame = if t.is(VERB) && t.is(TRIGGER) {
            t.frame
        } else {
            0
        };
        let gerund = t.is(GERUND) && !t.is(PAST | PARTICIPLE);
        let participle = t.is(PARTICIPLE) && !gerund;
        verb.passive = verb.be && participle;
        verb.bare = !auxiliary && !verb.infinitive && participle;
        verb.gerund = gerund && !verb.be;
        self.push_verb(first, main + 1, verb)
    }
}
