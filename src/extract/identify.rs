//! Who the dead are: "the victims were identified as X and Y", "the injured were X and Y".

use super::chunk::Kind;
use super::class;
use super::lexicon::Effect;
use super::mention::{Mention, Victim};
use super::people::People;
use super::sentence::Reader;
use super::span::{Named, Span};

impl Reader<'_, '_> {
    /// "the dead were identified as X and Y", "the police identified the victim as X".
    pub(super) fn identifies(&self, i: usize, passive: bool, mention: &mut Mention) {
        let who = if passive {
            self.chunks.subject(i)
        } else {
            self.chunks.object(i)
        };
        let Some(effect) = who.and_then(|w| self.fate_of(w)) else {
            return;
        };
        let from = if passive { i } else { who.unwrap_or(i) };
        let end = self.chunks.items.len().min(from + 6);
        let is_as = |k: &usize| {
            let item = &self.chunks.items[*k];
            ["as", "como", "comme"].contains(&self.chunks.item_words(item))
        };
        let Some(at) = (from + 1..end).find(is_as) else {
            return;
        };
        if self.chunks.kind(at + 1) == Some(Kind::Noun) {
            let list = self.chunks.list(at + 1);
            mention.victims = self.named_among(&list, effect, "identify");
            mention.definite = true;
        }
    }

    /// "The injured were X and Y": the persons named behind the verb.
    pub(super) fn predicate(&self, i: usize, effect: Effect, rule: &str) -> Option<Vec<Victim>> {
        let noun = self.chunks.noun(i)?;
        let is = self
            .chunks
            .verb(i + 1)
            .is_some_and(|v| v.class == class::BE);
        let said = is && self.chunks.kind(i + 2) == Some(Kind::Noun);
        (said && noun.definite && noun.count.1 == 0)
            .then(|| self.named_among(&self.chunks.list(i + 2), effect, rule))
            .filter(|found| !found.is_empty())
    }

    /// The named ones in a list of noun groups.
    pub(super) fn named_among(&self, list: &[usize], effect: Effect, rule: &str) -> Vec<Victim> {
        let mut found = self.people().victims(list, effect, rule);
        found.retain(|v| v.name.is_some());
        found
    }

    /// What became of those whom a noun group means: the dead, the injured, the victims told of last.
    fn fate_of(&self, i: usize) -> Option<Effect> {
        let noun = self.chunks.noun(i)?;
        if let Some(frame) = self.lexicon.frame_of(noun.state.max(noun.participle)) {
            return frame.effect;
        }
        // "the civilian who was killed".
        if self.chunks.kind(i + 1) == Some(Kind::Relative) {
            let verb = self.chunks.verb(i + 2)?;
            return self.lexicon.frame_of(verb.frame)?.effect;
        }
        let head = self
            .chunks
            .view
            .words(noun.head, noun.head + 1)
            .to_lowercase();
        match head.as_str() {
            "body" | "bodies" | "corpse" | "corpses" | "deceased" => Some(Effect::Killed),
            "victim" | "victims" => self.memory.last_effect(),
            _ => None,
        }
    }
}

impl People<'_, '_> {
    /// Whom "he", "she" or "the victim" is: named last before in the sentence, or first in the one before.
    pub(super) fn somebody_before(&self, i: usize) -> Option<String> {
        let noun = self.chunks.noun(i)?;
        let word = self
            .chunks
            .view
            .words(noun.head, noun.head + 1)
            .to_lowercase();
        let pronoun = noun.pronoun && matches!(word.as_str(), "he" | "she" | "him" | "her");
        let victim = word == "victim" && noun.definite && noun.spans.is_empty();
        if !pronoun && !victim {
            return None;
        }
        let at = self.chunks.items[i].first;
        let person = |s: &&Span| s.what == Named::Person && s.end <= at;
        match self.chunks.spans.iter().rev().find(person) {
            Some(span) if speaks(self.chunks, span) => None,
            Some(span) => {
                let name = self.full(self.chunks.view.words(span.first, span.end));
                name.contains(' ').then_some(name)
            }
            None => self.memory.person_before().map(str::to_owned),
        }
    }
}

/// Whether a person named is one who says something.
pub(super) fn speaks(chunks: &super::chunk::Chunks, span: &Span) -> bool {
    let holds = |k: &usize| {
        let item = &chunks.items[*k];
        item.kind == Kind::Noun && item.first <= span.first && span.end <= item.end
    };
    let Some(k) = (0..chunks.items.len()).find(holds) else {
        return false;
    };
    let says = |n: usize| {
        chunks
            .verb(n)
            .is_some_and(|v| v.class & (class::SAY | class::DENY) != 0 && v.frame == 0)
    };
    let near = (k + 1..chunks.items.len()).find(|n| chunks.verb(*n).is_some());
    near.is_some_and(says) || k > 0 && says(k - 1)
}
