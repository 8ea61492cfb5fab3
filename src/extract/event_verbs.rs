//! What the triggers of a sentence tell; what a verb tells of an event.

use super::chunk::{Kind, Noun};
use super::class::*;
use super::frame::{Author, Effect, Frame, Part};
use super::mention::{Mention, Mode, Sort, Victim};
use super::sentence::Sentence;
use super::terms;

/// A mention with the item that its trigger is.
pub(super) struct Told {
    pub(super) item: usize,
    pub(super) mention: Mention,
}

impl Sentence<'_> {
    /// What the sentence tells, trigger by trigger.
    pub(super) fn read(&self) -> Vec<Told> {
        let tells = |item: usize| {
            let mention = match self.kind(item)? {
                Kind::Verb => self.verb_tells(item),
                Kind::Noun => self.noun_tells(item),
                _ => None,
            }?;
            Some(Told { item, mention })
        };
        let mut told: Vec<Told> = (0..self.items.len()).filter_map(tells).collect();
        let fight = Some(&self.lexicon.kinds.fight);
        if let Some(fight) = told.iter_mut().find(|t| t.mention.kind.as_ref() == fight) {
            self.goes_on_for(&mut fight.mention);
        }
        told
    }

    fn verb_tells(&self, i: usize) -> Option<Mention> {
        let verb = self.verb(i)?;
        let frame = self.lexicon.frame_of(verb.frame)?;
        if let Some(unharmed) = self.not_hurt(i, frame) {
            return Some(unharmed);
        }
        let standing = self.standing(i);
        let told = standing.is_some() || self.asserted(i, verb);
        if !told || self.of_neither(i) || self.is_outdated(i) {
            return None;
        }
        if let Some(toll) = self.toll_of(i, frame) {
            return match standing {
                Some(standing) => self.disputed(i, standing, toll),
                None => Some(toll),
            };
        }
        let mut mention = Mention {
            verbal: true,
            mode: self.mode(i),
            ..Mention::of(frame)
        };
        // A participle without "was" is passive where nothing is its object.
        let reduced =
            verb.bare && (self.object(i).is_none() || self.kind(i + 1) == Some(Kind::Time));
        let passive = verb.passive || reduced;
        if let Some(author) = frame.author {
            self.responsibility(i, author, passive, &mut mention);
        } else if let Some(topic) = frame.topic {
            self.fact_verb(i, topic, passive, &mut mention);
            let nothing = mention.facts.is_empty() && mention.victims.is_empty();
            if nothing && frame.event.is_none() && frame.effect.is_none() {
                return None;
            }
        } else if self.lexicon.language.verb_first {
            self.verb_first(i, frame, &mut mention);
        } else if frame.object == Part::Nothing {
            self.intransitive(i, frame, &mut mention);
        } else if passive {
            self.passive(i, frame, &mut mention);
        } else {
            self.active(i, frame, &mut mention);
        }
        self.inverted(i, frame, &mut mention);
        match standing {
            Some(standing) => self.disputed(i, standing, mention),
            None => Some(mention),
        }
    }

    /// "neither X nor Y was": the subject with a negation before it.
    fn of_neither(&self, i: usize) -> bool {
        let first = self.subject(i).map(|subject| self.list_before(subject)[0]);
        let before = first.and_then(|first| self.items.get(first.wrapping_sub(1)));
        before.is_some_and(|item| item.kind == Kind::Other && item.class & NEG != 0)
    }

    /// "X was not wounded", "neither X nor Y was hurt": they are unharmed, where they are named.
    fn not_hurt(&self, i: usize, frame: &Frame) -> Option<Mention> {
        let verb = self.verb(i).filter(|v| v.passive)?;
        if frame.effect != Some(Effect::Wounded) || !(verb.negated || self.of_neither(i)) {
            return None;
        }
        let list = self.list_before(self.subject(i)?);
        let victims = self.named_among(&list, Effect::Unharmed, terms::NOT_HURT);
        (!victims.is_empty()).then(|| Mention {
            victims,
            verbal: true,
            weak: true,
            aftermath: true,
            ..Mention::default()
        })
    }

    /// "Murieron doce personas": those to whom it happens stand behind the verb.
    fn inverted(&self, i: usize, frame: &Frame, mention: &mut Mention) {
        let undergo = frame.object == Part::Victim || frame.subject == Part::Victim;
        let wanted = mention.victims.is_empty() && undergo && self.lexicon.language.inverts;
        if let (Some(effect), Some(object)) = (frame.effect.filter(|_| wanted), self.object(i)) {
            mention.victims = self.victims(&self.list(object), effect, &frame.id);
        }
    }

    /// The verb first: "killed gunmen three soldiers", "killed twenty persons".
    fn verb_first(&self, i: usize, frame: &Frame, mention: &mut Mention) {
        let Some(first) = self.object(i) else {
            // "that five people were killed": they may stand before it, where nobody follows.
            let before = (0..i).rev().find(|k| self.kind(*k) == Some(Kind::Noun));
            let counted = |k: &usize| self.noun(*k).is_some_and(Noun::is_counted);
            let near = before.filter(|k| i - k <= 2 && counted(k) && self.is_people(*k));
            if let (Some(effect), Some(people)) = (frame.effect, near) {
                mention.victims = self.victims(&[people], effect, &frame.id);
            }
            return;
        };
        let second = Some(first + 1).filter(|second| {
            self.number(first).is_none()
                && self.kind(*second) == Some(Kind::Noun)
                && self.is_people(*second)
        });
        if let Some(effect) = frame.effect {
            let list = self.list(second.unwrap_or(first));
            mention.victims = self.victims(&list, effect, &frame.id);
        }
        if second.is_some() {
            mention.attackers = self.actors(first);
        }
    }

    /// "X claimed responsibility", "blamed X for", "attributed to X".
    fn responsibility(&self, i: usize, author: Author, passive: bool, mention: &mut Mention) {
        let who = match author {
            Author::Subject => self.subject(i),
            Author::Object if passive => self.subject(i),
            Author::Object => self.object(i),
            Author::To | Author::Of => self.behind(i, TO),
        };
        mention.definite = true;
        mention.verbal = false;
        if author != Author::Subject {
            mention.mode = Mode::Alleged;
        }
        let list = who.map_or_else(Vec::new, |w| self.list_around(w, w < i));
        mention.attackers.extend(self.actors_among(&list));
    }

    fn intransitive(&self, i: usize, frame: &Frame, mention: &mut Mention) {
        let Some(subject) = self.subject(i) else {
            return;
        };
        if let Some(effect) = frame.effect {
            mention.victims = self.victims(&self.list_before(subject), effect, &frame.id);
        } else if frame.subject == Part::Party {
            mention.parties = self.actors(subject);
        }
    }

    fn passive(&self, i: usize, frame: &Frame, mention: &mut Mention) {
        if let Some(subject) = self.subject(i) {
            self.undergoes(subject, true, frame, mention);
        }
        if let Some(agent) = self.behind(i, BY) {
            self.acts(agent, frame, mention);
        }
        let Some(effect) = frame.effect else { return };
        // "was killed, and about 20 others".
        let others = |n: &Noun| n.others && n.is_counted();
        let and = (i + 1..self.items.len().min(i + 4)).find(|k| self.kind(*k) == Some(Kind::And));
        let more = and
            .map(|and| and + 1)
            .filter(|k| self.noun(*k).is_some_and(others) && !self.begins_clause(*k, false))
            .filter(|k| {
                !(k + 1..self.items.len()).any(|n| self.verb(n).is_some_and(|v| v.passive))
            });
        if let Some(more) = more {
            mention.victims.extend(self.victim(more, effect, &frame.id));
        }
        // "was killed along with 20 others".
        if let Some(with) = self.right_behind(i, WITH) {
            let more = self.victims(&self.list(with), effect, &frame.id);
            let others = more.into_iter().map(|v| Victim { others: true, ..v });
            mention.victims.extend(others);
        }
    }

    fn active(&self, i: usize, frame: &Frame, mention: &mut Mention) {
        let (subject, object) = (self.subject(i), self.object(i));
        // "released the names", "killed the time": nobody is hurt, and nobody did it.
        let somebody = |o: usize| {
            let named = |n: &Noun| n.pronoun || !n.spans.is_empty();
            self.noun(o).is_some_and(named) || self.is_people(o) || self.counts_somebody(o)
        };
        let harms = frame.object != Part::Victim || object.is_none_or(somebody);
        if let Some(subject) = subject.filter(|_| harms) {
            self.acts(subject, frame, mention);
        }
        if let Some(object) = object {
            self.undergoes(object, false, frame, mention);
            if frame.own && subject.is_some_and(|s| self.means_both_sides(s)) {
                self.both_lose(mention);
            }
        } else if frame.object == Part::Party
            && let Some(other) = self.behind(i, WITH | AGAINST)
        {
            self.undergoes(other, false, frame, mention);
        }
    }

    /// "both sides", "the two groups".
    fn means_both_sides(&self, i: usize) -> bool {
        let item = &self.items[i];
        let two = item.first + 1 < item.end && self.tokens[item.first + 1].value == 2;
        let both = self.marked(item.first, BOTH) || two && self.is(item.first, DET);
        both && self.marked(item.end - 1, SIDES)
    }

    /// "both sides lost dozens of fighters": so many of each.
    fn both_lose(&self, mention: &mut Mention) {
        let last = self.memory.last_group().map(str::to_owned);
        let other = self.memory.other_group(last.as_deref());
        let dead = std::mem::take(&mut mention.victims);
        for of in [other, last].into_iter().flatten() {
            let of_it = |v: &Victim| Victim {
                of: Some(of.clone()),
                ..v.clone()
            };
            mention.victims.extend(dead.iter().map(of_it));
        }
    }

    /// Somebody to whom it happens.
    fn undergoes(&self, item: usize, before: bool, frame: &Frame, mention: &mut Mention) {
        match (frame.object, frame.effect) {
            (Part::Victim, Some(effect)) => {
                let list = self.list_around(item, before);
                let victims = self.victims(&list, effect, &frame.id);
                mention.victims.extend(victims);
                let nobody = self.noun(item).is_some_and(|n| n.none);
                mention.weak |= mention.victims.is_empty() && nobody;
            }
            (Part::Party, _) => mention.parties.extend(self.actors(item)),
            _ => mention.targets.extend(self.actors(item)),
        }
    }

    /// Somebody who does it.
    fn acts(&self, item: usize, frame: &Frame, mention: &mut Mention) {
        let actors = self.actors_among(&self.list_before(item));
        match frame.subject {
            Part::Party => mention.parties.extend(actors),
            Part::Attacker => mention.attackers.extend(actors),
            // Police who arrest or free somebody attack nobody.
            Part::Captor => {
                for who in actors {
                    let forces = who.sort == Sort::Forces;
                    let list = if forces {
                        &mut mention.authorities
                    } else {
                        &mut mention.attackers
                    };
                    list.push(who);
                }
            }
            _ => {}
        }
    }
}
