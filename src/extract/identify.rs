//! Who the dead are: "the victims were identified as X and Y", "the injured were X and Y".

use super::chunk::{Item, Kind};
use super::class::*;
use super::frame::Effect;
use super::mention::{Mention, Victim};
use super::sentence::Sentence;
use super::span::{Named, Span};
use super::terms;

impl Sentence<'_> {
    /// "the dead were identified as X and Y", "the police identified the victim as X".
    pub(super) fn identifies(&self, i: usize, who: Option<usize>, mention: &mut Mention) {
        let Some(effect) = who.and_then(|w| self.fate_of(w)) else {
            return;
        };
        let from = who.unwrap_or(i).max(i);
        let end = self.items.len().min(from + 6);
        let is_as = |k: &usize| self.marked(self.items[*k].first, AS);
        let Some(at) = (from + 1..end).find(is_as) else {
            return;
        };
        if self.kind(at + 1) == Some(Kind::Noun) {
            let list = self.list(at + 1);
            mention.victims = self.named_among(&list, effect, terms::IDENTIFIED);
            mention.definite = true;
        }
    }

    /// "The injured were X and Y": the persons named behind the verb.
    pub(super) fn predicate(&self, i: usize, effect: Effect, rule: &str) -> Option<Vec<Victim>> {
        let noun = self.noun(i)?;
        let is = self.verb(i + 1).is_some_and(|v| v.class == BE);
        let said = is && self.kind(i + 2) == Some(Kind::Noun);
        (said && noun.definite && noun.count.1 == 0)
            .then(|| self.named_among(&self.list(i + 2), effect, rule))
            .filter(|found| !found.is_empty())
    }

    /// The named ones in a list of noun groups.
    pub(super) fn named_among(&self, list: &[usize], effect: Effect, rule: &str) -> Vec<Victim> {
        let mut found = self.victims(list, effect, rule);
        found.retain(|v| v.name.is_some());
        found
    }

    /// What became of those whom a noun group means: the dead, the injured, the victims told of last.
    fn fate_of(&self, i: usize) -> Option<Effect> {
        let noun = self.noun(i)?;
        if let Some(frame) = self.lexicon.frame_of(noun.state.max(noun.participle)) {
            return frame.effect;
        }
        // "the civilian who was killed".
        if self.kind(i + 1) == Some(Kind::Relative) {
            let verb = self.verb(i + 2)?;
            return self.lexicon.frame_of(verb.frame)?.effect;
        }
        if self.head_marked(i, CORPSE) {
            return Some(Effect::Killed);
        }
        self.memory
            .last_effect
            .filter(|_| self.head_marked(i, VICTIM))
    }

    /// Whom "he", "she" or "the victim" is: named last before in the sentence, or first in the one before.
    pub(super) fn somebody_before(&self, i: usize) -> Option<String> {
        let noun = self.noun(i)?;
        let pronoun = noun.pronoun && self.head_marked(i, ONE_PERSON);
        let one = noun.definite && !noun.plural && noun.spans.is_empty();
        let victim = one && self.head_marked(i, VICTIM);
        if !pronoun && !victim {
            return None;
        }
        let at = self.items[i].first;
        let person = |s: &&Span| s.what == Named::Person && s.end <= at;
        match self.spans.iter().rev().find(person) {
            Some(span) if self.speaks(span) => None,
            Some(span) => {
                let name = self.full(self.words(span.first, span.end));
                name.contains(' ').then_some(name)
            }
            None => self.memory.person_before().map(str::to_owned),
        }
    }

    /// Whether a person named is one who says something.
    pub(super) fn speaks(&self, span: &Span) -> bool {
        let holds = |item: &Item| {
            item.kind == Kind::Noun && item.first <= span.first && span.end <= item.end
        };
        let Some(k) = self.items.iter().position(holds) else {
            return false;
        };
        let near = (k + 1..self.items.len()).find(|n| self.verb(*n).is_some());
        near.is_some_and(|n| self.says(n)) || k > 0 && self.says(k - 1)
    }

    /// Whether the verb at `i` says or denies something, and tells of no event.
    pub(super) fn says(&self, i: usize) -> bool {
        self.verb(i)
            .is_some_and(|v| v.class & (SAY | DENY) != 0 && v.frame == 0)
    }
}
