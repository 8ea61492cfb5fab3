//! One sentence: every trigger in it, and what it tells.

use super::chunk::{Chunks, Kind};
use super::class;
use super::gazetteer::Gazetteer;
use super::lexicon::{Effect, Frame, Lexicon, Part};
use super::memory::Memory;
use super::mention::{Mention, Mode, Sort, Victim};
use super::people::People;
use crate::claim::Published;

/// A sentence with all that is needed to read it.
pub(super) struct Reader<'c, 'a> {
    pub(super) chunks: &'c Chunks<'a>,
    pub(super) lexicon: &'c Lexicon,
    pub(super) gazetteer: &'c Gazetteer,
    pub(super) memory: &'c Memory,
    pub(super) published: Option<&'c Published>,
    /// The city that the article was sent from.
    pub(super) here: Option<&'c str>,
}

/// A mention with the item that its trigger is.
pub(super) struct Told {
    pub(super) item: usize,
    pub(super) mention: Mention,
}

impl Reader<'_, '_> {
    pub(super) fn people(&self) -> People<'_, '_> {
        People {
            chunks: self.chunks,
            lexicon: self.lexicon,
            memory: self.memory,
        }
    }

    /// What the sentence tells, trigger by trigger.
    pub(super) fn read(&self) -> Vec<Told> {
        let mut told: Vec<Told> = Vec::new();
        for i in 0..self.chunks.items.len() {
            let mention = match self.chunks.items[i].kind {
                Kind::Verb if self.chunks.verb(i).is_some_and(|v| v.frame != 0) => self.verb(i),
                Kind::Noun => self.noun(i),
                _ => None,
            };
            if let Some(mention) = mention {
                told.push(Told { item: i, mention });
            }
        }
        let clash = |t: &&mut Told| t.mention.kind.as_deref() == Some("clash");
        if let Some(fight) = told.iter_mut().find(clash) {
            self.goes_on_for(&mut fight.mention);
        }
        told
    }

    // -------------------------------------------------------------- verbs

    pub(super) fn verb(&self, i: usize) -> Option<Mention> {
        let verb = self.chunks.verb(i)?;
        let frame = self.lexicon.frame_of(verb.frame)?;
        if let Some(unharmed) = self.not_hurt(i, frame) {
            return Some(unharmed);
        }
        if !self.asserted(i, verb) || self.of_neither(i) {
            return None;
        }
        let mut mention = Self::fresh(frame);
        mention.verbal = true;
        let main = &self.chunks.view.tokens[verb.main];
        mention.habitual =
            main.is(class::BASE) && !main.is(class::PAST | class::PARTICIPLE) && !verb.infinitive;
        mention.mode = self.mode(i);
        let passive = verb.passive || verb.bare && self.is_reduced(i);
        if matches!(frame.id.as_str(), "claim" | "blame" | "attribute") {
            self.responsibility(i, frame, passive, &mut mention);
        } else if self.lexicon.verb_first() && frame.fact.is_none() {
            self.verb_first(i, frame, &mut mention);
        } else if let Some(template) = frame.fact.as_deref() {
            self.fact_verb(i, template, passive, &mut mention);
            let nothing = mention.facts.is_empty() && mention.victims.is_empty();
            if nothing && frame.kind.is_none() && frame.effect.is_none() {
                return None;
            }
        } else if frame.object == Part::Nothing {
            self.intransitive(i, frame, &mut mention);
        } else if passive {
            self.passive(i, frame, &mut mention);
        } else {
            self.active(i, frame, &mut mention);
        }
        self.inverted(i, frame, &mut mention);
        Some(mention)
    }

    /// "neither X nor Y was": the subject with a negation before it.
    fn of_neither(&self, i: usize) -> bool {
        let Some(subject) = self.chunks.subject(i) else {
            return false;
        };
        let first = self.chunks.list_before(subject)[0];
        let before = first.checked_sub(1).map(|k| &self.chunks.items[k]);
        before.is_some_and(|item| item.kind == Kind::Other && item.class & class::NEG != 0)
    }

    /// "X was not wounded", "neither X nor Y was hurt": they are unharmed, where they are named.
    fn not_hurt(&self, i: usize, frame: &Frame) -> Option<Mention> {
        let verb = self.chunks.verb(i).filter(|v| v.passive)?;
        if frame.effect != Some(Effect::Wounded) || !(verb.negated || self.of_neither(i)) {
            return None;
        }
        let list = self.chunks.list_before(self.chunks.subject(i)?);
        let victims = self.named_among(&list, Effect::Unharmed, "not hurt");
        (!victims.is_empty()).then(|| Mention {
            victims,
            verbal: true,
            weak: true,
            frame: "unharmed".to_owned(),
            ..Mention::default()
        })
    }

    /// "Murieron doce personas": those to whom it happens stand behind the verb.
    pub(super) fn inverted(&self, i: usize, frame: &Frame, mention: &mut Mention) {
        let undergo = frame.object == Part::Victim || frame.subject == Part::Victim;
        if let (true, true, Some(effect), Some(object)) = (
            mention.victims.is_empty(),
            undergo && self.lexicon.code == "es",
            frame.effect,
            self.chunks.object(i),
        ) {
            mention.victims = self
                .people()
                .victims(&self.chunks.list(object), effect, &frame.id);
        }
    }

    /// The verb first: "killed gunmen three soldiers", "killed twenty persons".
    pub(super) fn verb_first(&self, i: usize, frame: &Frame, mention: &mut Mention) {
        let Some(first) = self.chunks.object(i) else {
            return;
        };
        let people = self.people();
        let counted = people.number(first).is_some();
        let second = (!counted
            && self.chunks.kind(first + 1) == Some(Kind::Noun)
            && self.chunks.is_people(first + 1))
        .then_some(first + 1);
        let (actor, other) = second.map_or((None, first), |second| (Some(first), second));
        if let Some(effect) = frame.effect {
            mention.victims = people.victims(&self.chunks.list(other), effect, &frame.id);
        }
        if let Some(actor) = actor {
            mention.attackers = people.actors(actor);
        }
    }

    /// "X claimed responsibility", "blamed X for", "attributed to X".
    pub(super) fn responsibility(
        &self,
        i: usize,
        frame: &Frame,
        passive: bool,
        mention: &mut Mention,
    ) {
        let who = match frame.id.as_str() {
            "claim" => self.chunks.subject(i),
            "blame" if passive => self.chunks.subject(i),
            "blame" => self.chunks.object(i),
            _ => self.chunks.behind(i, class::TO),
        };
        mention.definite = true;
        mention.verbal = false;
        if frame.id != "claim" {
            mention.mode = Mode::Alleged;
        }
        let list = match who {
            Some(w) if w < i => self.chunks.list_before(w),
            Some(w) => self.chunks.list(w),
            None => Vec::new(),
        };
        for n in list {
            mention.attackers.extend(self.people().actors(n));
        }
    }

    pub(super) fn fresh(frame: &Frame) -> Mention {
        Mention {
            kind: frame.kind.clone(),
            frame: frame.id.clone(),
            weak: frame.weak,
            ..Mention::default()
        }
    }

    /// Whether a participle without "was" is passive: nothing is its object.
    pub(super) fn is_reduced(&self, i: usize) -> bool {
        self.chunks.object(i).is_none() || self.chunks.kind(i + 1) == Some(Kind::Time)
    }

    pub(super) fn intransitive(&self, i: usize, frame: &Frame, mention: &mut Mention) {
        let Some(subject) = self.chunks.subject(i) else {
            return;
        };
        if let Some(effect) = frame.effect {
            let list = self.chunks.list_before(subject);
            mention.victims = self.people().victims(&list, effect, &frame.id);
        } else if frame.subject == Part::Party {
            mention.parties = self.people().actors(subject);
        }
    }

    pub(super) fn passive(&self, i: usize, frame: &Frame, mention: &mut Mention) {
        if let Some(subject) = self.chunks.subject(i) {
            self.undergoes(subject, true, frame, mention);
        }
        if let Some(agent) = self.chunks.behind(i, class::BY) {
            self.acts(agent, frame, mention);
        }
        // "was killed, and about 20 others".
        let and = (i + 1..self.chunks.items.len().min(i + 4))
            .find(|k| self.chunks.kind(*k) == Some(Kind::And));
        let others = and.filter(|k| {
            self.chunks
                .noun(k + 1)
                .is_some_and(|n| n.others && n.count.1 > 0)
                && !self.chunks.begins_clause(k + 1, false)
        });
        if let (Some(and), Some(effect)) = (others, frame.effect) {
            mention
                .victims
                .extend(self.people().victim(and + 1, effect, &frame.id));
        }
        // "was killed along with 20 others".
        if let (true, Some(effect)) = (
            self.chunks.is_prep(i + 1, class::WITH) && self.chunks.kind(i + 2) == Some(Kind::Noun),
            frame.effect,
        ) {
            let more = self
                .people()
                .victims(&self.chunks.list(i + 2), effect, &frame.id);
            mention
                .victims
                .extend(more.into_iter().map(|v| Victim { others: true, ..v }));
        }
    }

    pub(super) fn active(&self, i: usize, frame: &Frame, mention: &mut Mention) {
        if let Some(subject) = self.chunks.subject(i) {
            self.acts(subject, frame, mention);
        }
        if let Some(object) = self.chunks.object(i) {
            self.undergoes(object, false, frame, mention);
            if frame.id == "lose" {
                self.both_lose(i, mention);
            }
        } else if frame.object == Part::Party
            && let Some(other) = self.chunks.behind(i, class::WITH | class::AGAINST)
        {
            self.undergoes(other, false, frame, mention);
        }
    }

    /// "both sides lost dozens of fighters": so many of each; "X lost a leader": of X.
    fn both_lose(&self, i: usize, mention: &mut Mention) {
        let Some(subject) = self.chunks.subject(i) else {
            return;
        };
        let words = self
            .chunks
            .item_words(&self.chunks.items[subject])
            .to_lowercase();
        let sides =
            words.ends_with("sides") || words.ends_with("groups") || words.ends_with("parties");
        if sides && (words.starts_with("both") || words.starts_with("the two")) {
            let last = self.memory.last_group().map(str::to_owned);
            let other = self.memory.other_group(last.as_deref());
            let dead = std::mem::take(&mut mention.victims);
            for of in [other, last].into_iter().flatten() {
                let of = Some(of);
                mention.victims.extend(dead.iter().map(|v| Victim {
                    of: of.clone(),
                    ..v.clone()
                }));
            }
        }
    }

    /// Somebody to whom it happens.
    pub(super) fn undergoes(
        &self,
        item: usize,
        before: bool,
        frame: &Frame,
        mention: &mut Mention,
    ) {
        let people = self.people();
        match (frame.object, frame.effect) {
            (Part::Victim, Some(effect)) => {
                let list = if before {
                    self.chunks.list_before(item)
                } else {
                    self.chunks.list(item)
                };
                mention
                    .victims
                    .extend(people.victims(&list, effect, &frame.id));
                if mention.victims.is_empty() && self.chunks.noun(item).is_some_and(|n| n.none) {
                    mention.weak = true;
                }
            }
            (Part::Party, _) => mention.parties.extend(people.actors(item)),
            _ => mention.targets.extend(people.actors(item)),
        }
    }

    /// Somebody who does it.
    pub(super) fn acts(&self, item: usize, frame: &Frame, mention: &mut Mention) {
        let list = self.chunks.list_before(item);
        for i in list {
            let actors = self.people().actors(i);
            match frame.subject {
                Part::Party => mention.parties.extend(actors),
                Part::Attacker => mention.attackers.extend(actors),
                // Police who arrest or free somebody attack nobody.
                Part::Captor => {
                    let (forces, others): (Vec<_>, Vec<_>) =
                        actors.into_iter().partition(|w| w.sort == Sort::Forces);
                    mention.authorities.extend(forces);
                    mention.attackers.extend(others);
                }
                _ => {}
            }
        }
    }
}
