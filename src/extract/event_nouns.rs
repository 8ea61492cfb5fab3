//! What a noun tells of an event: "the murder of X", "12 dead".

use super::chunk::{Kind, Noun, Verb};
use super::class::*;
use super::fold;
use super::frame::{Author, Effect, Frame, Part};
use super::mention::{Mention, Mode, Number, Sort, Victim, Who};
use super::sentence::Sentence;

impl Sentence<'_> {
    pub(super) fn noun_tells(&self, i: usize) -> Option<Mention> {
        let noun = self.noun(i)?;
        let numbers = [noun.event, noun.state, noun.participle];
        let number = numbers.into_iter().find(|n| *n != 0)?;
        let frame = self.lexicon.frame_of(number)?;
        let standing = self.standing(i);
        let told = standing.is_some() || self.noun_asserted(i);
        if noun.none || !told || self.is_outdated(i) || self.is_replaced(i) {
            return None;
        }
        if let Some(toll) = self.toll_of(i, frame) {
            return match standing {
                Some(standing) => self.disputed(i, standing, toll),
                None => Some(toll),
            };
        }
        let possessed = self.marked(self.items[i].first, POSSESSIVE);
        let mut mention = Mention {
            mode: self.mode(i),
            // "its attacks" are any, "the attack" is one told of before.
            definite: noun.definite && !(noun.plural && possessed),
            another: self.is_another(i),
            plural: noun.plural && !noun.is_counted() && !noun.definite,
            ..Mention::of(frame)
        };
        if let Some(topic) = frame.topic {
            self.fact_noun(i, topic, &mut mention);
            if mention.facts.is_empty() {
                return None;
            }
        } else if noun.event != 0 {
            self.event_noun(i, frame, &mut mention);
        } else if noun.state != 0 {
            self.state(i, frame, &mut mention);
        } else if let Some(effect) = frame.effect {
            // "the injured policeman is X".
            let named = self.predicate(i, effect, &frame.id);
            mention.victims = named.unwrap_or_else(|| self.victim(i, effect, &frame.id));
        }
        match standing {
            Some(standing) => self.disputed(i, standing, mention),
            None => Some(mention),
        }
    }

    /// "the murder of X by Y", "X's murder", "the attack on Y".
    fn event_noun(&self, i: usize, frame: &Frame, mention: &mut Mention) {
        let fatal = self.items[i].tokens().any(|t| self.marked(t, FATAL));
        if let Some(effect) = frame.effect.filter(|_| frame.borne) {
            let bearers = self.bearer(i).map(|item| self.list_around(item, true));
            let bearers = bearers.unwrap_or_default();
            mention.victims = self.victims(&bearers, effect, &frame.id);
        } else if let Some(effect) = frame.effect {
            let died = fatal && effect == Effect::Hit;
            let effect = if died { Effect::Killed } else { effect };
            self.victims_of(i, frame, effect, mention);
        }
        if fatal && mention.victims.is_empty() {
            let victim = self.somebody(Effect::Killed, i, &frame.id);
            mention.victims.push(Victim {
                number: Some(Number::at_least_one()),
                implied: true,
                ..victim
            });
        }
        let performed = usize::from(self.performs(i + 1));
        if frame.author.is_some() {
            self.authors(i, mention);
        } else if frame.object == Part::Party {
            // "a clash between X and Y", "fighting with X".
            let between = self.between(i).map(|first| self.list(first));
            let mut sides = between.unwrap_or_default();
            sides.extend(self.behind(i, WITH | AGAINST));
            mention.parties.extend(self.actors_among(&sides));
        } else if let Some(agent) = self.behind(i + performed, BY) {
            mention.attackers.extend(self.actors(agent));
        }
        if frame.object == Part::Target && frame.subject == Part::Attacker {
            // "an FMLN attack", "a guerrilla ambush", "the rebels' attack".
            let beside = self.organisations(i, false).into_iter();
            let acts = |who: &Who| {
                let group = who.sort != Sort::Organisation || self.names_armed(&fold(&who.name));
                group && !self.is_named(who, CIVIL | POLICE)
            };
            mention.attackers.extend(beside.filter(acts));
            if let Some(target) = self.behind(i + performed, IN | AGAINST) {
                mention.targets.extend(self.organisations(target, false));
            }
            if let Some(owner) = self.owner(i) {
                mention.attackers.extend(self.actors(owner));
            }
        }
        if frame.subject == Part::Attacker {
            self.performer(i, mention);
        }
    }

    /// Who has a wound: "a man with a gunshot wound", "he suffered two wounds", "treated for a wound".
    fn bearer(&self, i: usize) -> Option<usize> {
        let with = i > 0 && self.is_prep(i - 1, PREPS);
        let at = i.checked_sub(1 + usize::from(with))?;
        if self.is_people(at) && with {
            return Some(at);
        }
        let verb = self.verb(at)?;
        // "died of his injuries".
        let frame = self.lexicon.frame_of(verb.frame);
        if frame.is_some_and(|frame| frame.effect == Some(Effect::Killed)) {
            return None;
        }
        let before = at.checked_sub(1).filter(|k| self.is_people(*k));
        before.filter(|_| verb.gerund).or_else(|| self.subject(at))
    }

    /// Those to whom it happened: "of X", "X's", "12 deaths".
    fn victims_of(&self, i: usize, frame: &Frame, effect: Effect, mention: &mut Mention) {
        let number = self.number(i);
        let counted = |number: Number| self.blank(effect, number, i, frame);
        if frame.of != Part::Victim && frame.object != Part::Victim {
            mention.victims.extend(number.map(counted));
            return;
        }
        if let Some(whom) = self.of_whom(i) {
            mention.victims = self.victims(&self.list(whom), effect, &frame.id);
        }
        if self.lexicon.language.verb_first && self.kind(i + 1) == Some(Kind::Noun) {
            mention.victims = self.victims(&self.list(i + 1), effect, &frame.id);
        }
        if let Some(owner) = self.owner(i) {
            let named = self.named_among(&[owner], effect, &frame.id);
            mention.victims.extend(named);
        }
        // "12 deaths", "three fatalities".
        if frame.of == Part::Victim || frame.object == Part::Nothing {
            let several = number.filter(|n| n.text != "1");
            mention.victims.extend(several.map(counted));
        }
    }

    /// "the murder of X", "the kidnapping and murder on Monday of X".
    fn of_whom(&self, i: usize) -> Option<usize> {
        let mut at = i;
        let event = self.noun(i + 2).is_some_and(|n| n.event != 0);
        if self.kind(at + 1) == Some(Kind::And) && event {
            at += 2;
        }
        if self.kind(at + 1) == Some(Kind::Prep) && self.kind(at + 2) == Some(Kind::Time) {
            at += 1;
        }
        if self.kind(at + 1) == Some(Kind::Time) {
            at += 1;
        }
        self.right_behind(at, OF)
    }

    /// "the responsibility of X in the massacre", "X's responsibility".
    fn authors(&self, i: usize, mention: &mut Mention) {
        mention.mode = Mode::Alleged;
        mention.definite = true;
        let of = self.right_behind(i, OF).map(|of| self.list(of));
        let list = of.unwrap_or_else(|| self.owner(i).into_iter().collect());
        mention.attackers.extend(self.actors_among(&list));
    }

    /// "another bomb", "a second attack": an event of its own.
    fn is_another(&self, i: usize) -> bool {
        let event = self.noun(i).is_some_and(|n| n.event != 0);
        event && self.items[i].tokens().any(|t| self.marked(t, ANOTHER))
    }

    /// The first of those whom "between" joins behind a noun.
    pub(super) fn between(&self, i: usize) -> Option<usize> {
        let joins = |k: &usize| {
            self.kind(*k) == Some(Kind::Prep) && self.marked(self.items[*k].first, BETWEEN)
        };
        let at = (i + 1..self.items.len().min(i + 8)).find(joins)?;
        (self.kind(at + 1) == Some(Kind::Noun)).then_some(at + 1)
    }

    /// "X carried out the attack", "X was behind the attack", "the attack was carried out by X".
    fn performer(&self, i: usize, mention: &mut Mention) {
        let mut verbs = (i + 1..self.items.len().min(i + 24)).filter(|k| self.verb(*k).is_some());
        let performed =
            |v: &Verb| v.passive && !v.negated && !v.conditional && self.marked(v.main, PERFORM);
        let performed = |k: &usize| self.verb(*k).is_some_and(performed);
        let by = verbs.next().filter(performed);
        if let Some(agent) = by.and_then(|v| self.behind(v, BY)) {
            mention.attackers.extend(self.actors(agent));
        }
        if let Some(subject) = self.stands_behind(i) {
            mention.mode = Mode::Alleged;
            mention.attackers.extend(self.actors(subject));
        }
        let before = (0..i).rev().find(|k| self.verb(*k).is_some());
        let performs =
            |v: &Verb| !v.passive && !v.infinitive && !v.negated && self.marked(v.main, PERFORM);
        let near = before.filter(|v| i - v <= 3 && self.verb(*v).is_some_and(performs));
        if let Some(subject) = near.and_then(|v| self.subject(v)) {
            mention.attackers.extend(self.actors(subject));
        }
    }

    /// "X was behind the attack", "X was involved in the attack".
    fn stands_behind(&self, i: usize) -> Option<usize> {
        let v = i.checked_sub(2)?;
        let is = |x: &&Verb| x.be && !x.negated && !x.conditional;
        let verb = self.verb(v).filter(is)?;
        let behind = verb.class & BE != 0 && self.marked(self.items[i - 1].first, BEHIND);
        let involved = verb.passive && self.is_prep(i - 1, IN) && self.marked(verb.main, INVOLVED);
        if behind || involved {
            self.subject(v)
        } else {
            None
        }
    }

    /// "an attack carried out by X": the participle behind the noun.
    fn performs(&self, v: usize) -> bool {
        self.verb(v).is_some_and(|x| x.bare) && self.verb_marked(v, PERFORM)
    }

    pub(super) fn blank(&self, effect: Effect, number: Number, i: usize, frame: &Frame) -> Victim {
        Victim {
            number: Some(number),
            ..self.somebody(effect, i, &frame.id)
        }
    }

    /// "12 dead and 35 wounded", "left four policemen dead".
    fn state(&self, i: usize, frame: &Frame, mention: &mut Mention) {
        if frame.author == Some(Author::Object) {
            mention.definite = true;
            mention.mode = Mode::Alleged;
            let whom = self.predicate_of(i).map(|s| self.list_before(s));
            let list = whom.unwrap_or_else(|| self.held(i));
            if self.for_a_deed(i) {
                mention.attackers.extend(self.actors_among(&list));
            }
        }
        let Some(effect) = frame.effect else { return };
        // "The injured were X and Y."
        if let Some(named) = self.predicate(i, effect, &frame.id) {
            mention.victims = named;
            mention.definite = true;
        } else if self.noun(i).is_some_and(|n| n.is_counted() || n.indefinite) {
            let mut victims = self.victim(i, effect, &frame.id);
            for victim in &mut victims {
                victim.whom = self.category_inside(i);
            }
            if victims.is_empty() {
                victims.extend(self.number(i).map(|n| self.blank(effect, n, i, frame)));
            }
            mention.victims = victims;
        } else if !self.person_names(i).is_empty() {
            mention.victims = self.victim(i, effect, &frame.id);
        } else if let Some(subject) = self.predicate_of(i) {
            mention.victims = self.victims(&self.list_before(subject), effect, &frame.id);
            // "was found dead along with Y".
            if let Some(with) = self.right_behind(i, WITH) {
                let more = self.victims(&self.list(with), effect, &frame.id);
                mention.victims.extend(more);
            }
        }
    }

    /// "responsible for the attack", "for killing X", "for this crime"; not "for security".
    fn for_a_deed(&self, i: usize) -> bool {
        let framed = |n: &Noun| n.event | n.participle | n.state != 0;
        let deed = |k: usize| {
            self.noun(k).is_some_and(framed)
                || self.head_marked(k, DEED)
                || self.verb(k).is_some_and(|v| v.frame != 0)
        };
        (i + 1..self.items.len().min(i + 5)).any(deed)
    }

    /// "hold X and Y responsible": those before the word, in its noun group too.
    fn held(&self, i: usize) -> Vec<usize> {
        let list = self.list_before(i);
        let holds = self.verb_marked(list[0].wrapping_sub(1), HOLD);
        if holds { list } else { Vec::new() }
    }

    /// "X was found dead", "three are missing": the subject of a state after a verb.
    fn predicate_of(&self, i: usize) -> Option<usize> {
        let v = i.checked_sub(1)?;
        let verb = self.verb(v)?;
        let escaped = self.marked(verb.main, SURVIVE) && !verb.negated;
        // "two confirmed dead".
        let confirmed = verb.bare && verb.class & (SAY | INTEND | ALLEGED) != 0;
        if verb.be || verb.passive || escaped || confirmed {
            self.subject(v)
        } else {
            None
        }
    }

    /// "12 soldiers dead": the people before the state.
    fn category_inside(&self, i: usize) -> Option<String> {
        let before = self.noun(i)?.head.checked_sub(1);
        let k = before.filter(|k| *k >= self.items[i].first)?;
        let says = self.is(k, PERSON) && !self.marked(k, ANYBODY);
        says.then(|| self.words(k, k + 1).to_lowercase())
    }
}
