//! One sentence: every trigger in it, and what it tells.

use super::chunk::{Chunks, Kind, Verb};
use super::class;
use super::gazetteer::Gazetteer;
use super::lexicon::{Effect, Frame, Lexicon, Part};
use super::memory::Memory;
use super::mention::{Mention, Mode, Spot, Victim};
use super::people::People;
use super::span::Named;
use crate::claim::{Published, When};

/// A sentence with all that is needed to read it.
pub(super) struct Reader<'c, 'a> {
    pub(super) chunks: &'c Chunks<'a>,
    pub(super) lexicon: &'c Lexicon,
    pub(super) gazetteer: &'c Gazetteer,
    pub(super) memory: &'c Memory,
    pub(super) published: Option<&'c Published>,
}

/// A mention with the item that its trigger is.
pub(super) struct Told {
    pub(super) item: usize,
    pub(super) mention: Mention,
}

impl Reader<'_, '_> {
    pub(super) fn people(&self) -> People<'_, '_> {
        People { chunks: self.chunks, lexicon: self.lexicon, memory: self.memory }
    }

    /// What the sentence tells, trigger by trigger.
    pub(super) fn read(&self) -> Vec<Told> {
        let mut told = Vec::new();
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
        told
    }

    // -------------------------------------------------------------- verbs

    fn verb(&self, i: usize) -> Option<Mention> {
        let verb = self.chunks.verb(i)?;
        let frame = self.lexicon.frame_of(verb.frame)?;
        if !self.asserted(i, verb) {
            return None;
        }
        let mut mention = self.fresh(frame);
        mention.verbal = true;
        mention.mode = self.mode(i);
        let passive = verb.passive || verb.bare && self.is_reduced(i);
        if matches!(frame.id.as_str(), "claim" | "blame" | "attribute") {
            self.responsibility(i, frame, passive, &mut mention);
        } else if self.lexicon.verb_first() && frame.fact.is_none() {
            self.verb_first(i, frame, &mut mention);
        } else if let Some(template) = frame.fact.as_deref() {
            self.fact_verb(i, template, passive, &mut mention);
            if mention.facts.is_empty() && frame.kind.is_none() && frame.effect.is_none() {
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

    /// "Murieron doce personas": those to whom it happens stand behind the verb.
    fn inverted(&self, i: usize, frame: &Frame, mention: &mut Mention) {
        let undergo = frame.object == Part::Victim || frame.subject == Part::Victim;
        if let (true, true, Some(effect), Some(object)) = (mention.victims.is_empty(), undergo && self.lexicon.code == "es", frame.effect, self.chunks.object(i)) {
            mention.victims = self.people().victims(&self.chunks.list(object), effect, &frame.id);
        }
    }

    /// The verb first: "killed gunmen three soldiers", "killed twenty persons".
    fn verb_first(&self, i: usize, frame: &Frame, mention: &mut Mention) {
        let Some(first) = self.chunks.object(i) else { return };
        let people = self.people();
        let second = (self.chunks.kind(first + 1) == Some(Kind::Noun)).then_some(first + 1);
        let (actor, other) = second.map_or((None, first), |second| (Some(first), second));
        if let Some(effect) = frame.effect {
            mention.victims = people.victims(&self.chunks.list(other), effect, &frame.id);
        }
        if let Some(actor) = actor {
            mention.attackers = people.actors(actor);
        }
    }

    /// "X claimed responsibility", "blamed X for", "attributed to X".
    fn responsibility(&self, i: usize, frame: &Frame, passive: bool, mention: &mut Mention) {
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
        let list = who.map(|w| self.chunks.list(w)).unwrap_or_default();
        for n in list {
            mention.attackers.extend(self.people().actors(n));
        }
    }

    fn fresh(&self, frame: &Frame) -> Mention {
        Mention { kind: frame.kind.clone(), frame: frame.id.clone(), weak: frame.weak, ..Mention::default() }
    }

    /// Whether a participle without "was" is passive: nothing is its object.
    fn is_reduced(&self, i: usize) -> bool {
        self.chunks.object(i).is_none() || self.chunks.kind(i + 1) == Some(Kind::Time)
    }

    fn intransitive(&self, i: usize, frame: &Frame, mention: &mut Mention) {
        let Some(subject) = self.chunks.subject(i) else { return };
        if let Some(effect) = frame.effect {
            let list = self.chunks.list_before(subject);
            mention.victims = self.people().victims(&list, effect, &frame.id);
        } else if frame.subject == Part::Party {
            mention.parties = self.people().actors(subject);
        }
        let plural_verb = self.chunks.verb(i).is_some_and(|v| v.passive);
        let _ = plural_verb;
    }

    fn passive(&self, i: usize, frame: &Frame, mention: &mut Mention) {
        if let Some(subject) = self.chunks.subject(i) {
            self.undergoes(subject, true, frame, mention);
        }
        if let Some(agent) = self.chunks.behind(i, class::BY) {
            self.acts(agent, frame, mention);
        }
        // "was killed along with 20 others".
        if let (true, Some(effect)) = (self.chunks.is_prep(i + 1, class::WITH) && self.chunks.kind(i + 2) == Some(Kind::Noun), frame.effect) {
            let more = self.people().victims(&self.chunks.list(i + 2), effect, &frame.id);
            mention.victims.extend(more.into_iter().map(|v| Victim { others: true, ..v }));
        }
    }

    fn active(&self, i: usize, frame: &Frame, mention: &mut Mention) {
        if let Some(subject) = self.chunks.subject(i) {
            self.acts(subject, frame, mention);
        }
        if let Some(object) = self.chunks.object(i) {
            self.undergoes(object, false, frame, mention);
        } else if frame.object == Part::Party
            && let Some(other) = self.chunks.behind(i, class::WITH | class::AGAINST)
        {
            self.undergoes(other, false, frame, mention);
        }
    }

    /// Somebody to whom it happens.
    fn undergoes(&self, item: usize, before: bool, frame: &Frame, mention: &mut Mention) {
        let people = self.people();
        match (frame.object, frame.effect) {
            (Part::Victim, Some(effect)) => {
                let list = if before { self.chunks.list_before(item) } else { self.chunks.list(item) };
                mention.victims.extend(people.victims(&list, effect, &frame.id));
                if mention.victims.is_empty() && self.chunks.noun(item).is_some_and(|n| n.none) {
                    mention.weak = true;
                }
            }
            (Part::Party, _) => mention.parties.extend(people.actors(item)),
            _ => mention.targets.extend(people.actors(item)),
        }
    }

    /// Somebody who does it.
    fn acts(&self, item: usize, frame: &Frame, mention: &mut Mention) {
        let list = self.chunks.list_before(item);
        for i in list {
            let actors = self.people().actors(i);
            match frame.subject {
                Part::Party => mention.parties.extend(actors),
                Part::Attacker | Part::Captor => mention.attackers.extend(actors),
                _ => {}
            }
        }
    }

    // -------------------------------------------------------------- nouns

    fn noun(&self, i: usize) -> Option<Mention> {
        let noun = self.chunks.noun(i)?;
        let number = [noun.event, noun.state, noun.participle].into_iter().find(|n| *n != 0)?;
        let frame = self.lexicon.frame_of(number)?;
        if noun.none || !self.noun_asserted(i) {
            return None;
        }
        let mut mention = self.fresh(frame);
        mention.mode = self.mode(i);
        mention.definite = noun.definite;
        mention.plural = noun.plural && noun.count.1 == 0 && !noun.definite;
        if frame.fact.is_some() {
            self.fact_noun(i, frame, &mut mention);
            if mention.facts.is_empty() {
                return None;
            }
        } else if noun.event != 0 {
            self.event_noun(i, frame, &mut mention);
        } else if noun.state != 0 {
            self.state(i, frame, &mut mention);
        } else if let Some(effect) = frame.effect {
            mention.victims = self.people().victim(i, effect, &frame.id);
        }
        Some(mention)
    }

    /// "the murder of X by Y", "X's murder", "the attack on Y".
    fn event_noun(&self, i: usize, frame: &Frame, mention: &mut Mention) {
        let people = self.people();
        let undergoer = if frame.of == Part::Victim { Part::Victim } else { frame.object };
        if undergoer == Part::Victim && let Some(effect) = frame.effect {
            if self.chunks.is_prep(i + 1, class::OF) && self.chunks.kind(i + 2) == Some(Kind::Noun) {
                let list = self.chunks.list(i + 2);
                mention.victims = people.victims(&list, effect, &frame.id);
            }
            if self.lexicon.verb_first() && self.chunks.kind(i + 1) == Some(Kind::Noun) {
                mention.victims = people.victims(&self.chunks.list(i + 1), effect, &frame.id);
            }
            if i >= 2 && self.chunks.kind(i - 1) == Some(Kind::Possessive) {
                mention.victims.extend(people.victim(i - 2, effect, &frame.id).into_iter().filter(|v| v.name.is_some()));
            }
            // "12 deaths", "three fatalities".
            if let Some(number) = people.number(i).filter(|n| n.text != "1") {
                let people_count = self.blank(effect, number, i, frame);
                if frame.of == Part::Victim || frame.object == Part::Nothing {
                    mention.victims.push(people_count);
                }
            }
        } else if frame.effect.is_some() && let (Some(effect), Some(number)) = (frame.effect, people.number(i)) {
            mention.victims.push(self.blank(effect, number, i, frame));
        }
        if frame.object == Part::Party {
            if let Some(first) = self.chunks.behind(i, class::PREP).filter(|_| self.chunks.kind(i + 1) == Some(Kind::Prep)) {
                for n in self.chunks.list(first) {
                    mention.parties.extend(people.actors(n));
                }
            }
            if let Some(other) = self.chunks.behind(i, class::WITH | class::AGAINST) {
                mention.parties.extend(people.actors(other));
            }
        } else if let Some(agent) = self.chunks.behind(i + usize::from(self.performs(i + 1)), class::BY) {
            mention.attackers.extend(people.actors(agent));
        }
        if frame.object == Part::Target && frame.subject == Part::Attacker {
            // "an FMLN attack", "a guerrilla ambush", "the rebels' attack".
            mention.attackers.extend(people.organisations(i, false));
            let on = if self.performs(i + 1) { self.chunks.behind(i + 1, class::IN | class::AGAINST) } else { self.chunks.behind(i, class::IN | class::AGAINST) };
            if let Some(target) = on {
                mention.targets.extend(people.organisations(target, false));
            }
            if i >= 2 && self.chunks.kind(i - 1) == Some(Kind::Possessive) {
                mention.attackers.extend(people.actors(i - 2));
            }
        }
        self.performer(i, frame, mention);
    }

    /// "X carried out the attack", "X is responsible for the attack", "the attack was carried out by X".
    fn performer(&self, i: usize, frame: &Frame, mention: &mut Mention) {
        if !matches!(frame.subject, Part::Attacker) {
            return;
        }
        let Some(v) = (0..i).rev().find(|k| self.chunks.kind(*k) == Some(Kind::Verb)) else { return };
        let near = i - v <= 3;
        let word = self.word_of(v);
        if near && PERFORM.contains(&word.as_str()) && self.chunks.verb(v).is_some_and(|x| !x.passive && !x.infinitive && !x.negated) && let Some(subject) = self.chunks.subject(v) {
            mention.attackers.extend(self.people().actors(subject));
        }
    }

    /// "an attack carried out by X": the participle behind the noun.
    fn performs(&self, v: usize) -> bool {
        self.chunks.verb(v).is_some_and(|x| x.bare) && PERFORM.contains(&self.word_of(v).as_str())
    }

    fn word_of(&self, v: usize) -> String {
        let main = self.chunks.verb(v).map_or(0, |x| x.main);
        self.chunks.view.words(main, main + 1).to_lowercase()
    }

    fn blank(&self, effect: Effect, number: super::mention::Number, i: usize, frame: &Frame) -> Victim {
        let item = &self.chunks.items[i];
        let tokens = self.chunks.view.tokens;
        Victim { effect, number: Some(number), whom: None, of: None, name: None, role: None, others: false, part: false, rebel: false, soldier: false, rule: frame.id.clone(), at: (tokens[item.first].start, tokens[item.end - 1].end) }
    }

    /// "12 dead and 35 wounded", "left four policemen dead".
    fn state(&self, i: usize, frame: &Frame, mention: &mut Mention) {
        if frame.id == "blame" {
            mention.definite = true;
            mention.mode = Mode::Alleged;
            if let Some(subject) = self.predicate_of(i) {
                mention.attackers = self.people().actors(subject);
            }
        }
        let Some(effect) = frame.effect else { return };
        let noun = self.chunks.noun(i);
        let people = self.people();
        if noun.is_some_and(|n| n.count.1 > 0 || n.indefinite) {
            let mut victims = people.victim(i, effect, &frame.id);
            for victim in &mut victims {
                victim.whom = self.category_inside(i);
            }
            mention.victims = victims;
            if mention.victims.is_empty() && let Some(number) = people.number(i) {
                mention.victims.push(self.blank(effect, number, i, frame));
            }
        } else if !people.person_names(i).is_empty() {
            mention.victims = people.victim(i, effect, &frame.id);
        } else if let Some(subject) = self.predicate_of(i) {
            mention.victims = people.victims(&self.chunks.list_before(subject), effect, &frame.id);
        }
    }

    /// "X was found dead", "three are missing": the subject of a state after a verb.
    fn predicate_of(&self, i: usize) -> Option<usize> {
        let v = i.checked_sub(1).filter(|v| self.chunks.kind(*v) == Some(Kind::Verb))?;
        let verb = self.chunks.verb(v)?;
        (verb.be || verb.passive).then(|| self.chunks.subject(v)).flatten()
    }

    /// "12 soldiers dead": the people before the state.
    fn category_inside(&self, i: usize) -> Option<String> {
        let item = &self.chunks.items[i];
        let head = self.chunks.noun(i)?.head;
        let k = head.checked_sub(1).filter(|k| *k >= item.first)?;
        let word = self.chunks.view.words(k, k + 1).to_lowercase();
        (self.chunks.view.is(k, class::PERSON) && word != "people" && word != "persons" && word != "others").then_some(word)
    }

    // -------------------------------------------------------------- modality

    fn asserted(&self, i: usize, verb: &Verb) -> bool {
        if verb.negated || verb.conditional || verb.future {
            return false;
        }
        if verb.infinitive && !self.carried_through(i) {
            return false;
        }
        if verb.gerund && i > 0 && self.chunks.is_prep(i - 1, class::FOR | class::PREP) && self.intention_before(i) {
            return false;
        }
        !self.hypothetical(i) && !self.denied(i)
    }

    /// "managed to kill", "began to attack".
    fn carried_through(&self, i: usize) -> bool {
        let Some(v) = i.checked_sub(1).filter(|v| self.chunks.kind(*v) == Some(Kind::Verb)) else { return false };
        let word = self.word_of(v);
        ["managed", "proceeded", "began", "continued", "succeeded", "started", "went", "continue"].contains(&word.as_str())
    }

    fn intention_before(&self, i: usize) -> bool {
        (i.saturating_sub(4)..i).any(|k| self.chunks.verb(k).is_some_and(|v| v.class & class::INTEND != 0))
    }

    /// Inside a clause with "if" or "unless".
    fn hypothetical(&self, i: usize) -> bool {
        for k in (0..i).rev() {
            match self.chunks.kind(k) {
                Some(Kind::Sub) => {
                    let word = self.chunks.view.words(self.chunks.items[k].first, self.chunks.items[k].end).to_lowercase();
                    return matches!(word.as_str(), "if" | "unless" | "si" | "لو" | "إذا");
                }
                Some(Kind::Comma) => return false,
                _ => {}
            }
        }
        false
    }

    /// Behind "denied that", "denied having".
    fn denied(&self, i: usize) -> bool {
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
    fn noun_asserted(&self, i: usize) -> bool {
        let item = &self.chunks.items[i];
        let words = self.chunks.item_words(item).to_lowercase();
        if UNREAL.iter().any(|w| words.split(' ').any(|x| x == *w)) {
            return false;
        }
        let governed = (i.saturating_sub(3)..i).rev().find(|k| self.chunks.kind(*k) == Some(Kind::Verb));
        let real = governed.is_none_or(|v| {
            self.chunks.verb(v).is_none_or(|x| !(x.negated || x.conditional && !x.passive || x.future || x.infinitive || x.class & (class::INTEND | class::DENY) != 0 && x.class & class::SAY == 0))
        });
        let noun_before = i >= 2 && self.chunks.kind(i - 1) == Some(Kind::Prep) && self.chunks.noun(i - 2).is_some_and(|_| {
            let words = self.chunks.item_words(&self.chunks.items[i - 2]).to_lowercase();
            UNREAL.iter().any(|w| words.split(' ').any(|x| x == *w))
        });
        let tail = self.chunks.verb(i + 1).is_some_and(|v| v.negated || v.conditional || v.future);
        real && !noun_before && !tail && !self.hypothetical(i) && !self.denied(i)
    }

    fn mode(&self, i: usize) -> Mode {
        let from = i.saturating_sub(3);
        let item = &self.chunks.items[i];
        let start = self.chunks.items[from].first;
        let end = (item.end + 3).min(self.chunks.view.tokens.len());
        let alleged = (start..end).any(|k| self.chunks.view.is(k, class::ALLEGED));
        if alleged { Mode::Alleged } else { Mode::Asserted }
    }

    // -------------------------------------------------------------- when, where, who says

    /// The times of the sentence that are not those of somebody's saying so.
    pub(super) fn times(&self) -> Vec<(usize, When)> {
        let mut found = Vec::new();
        for (i, item) in self.chunks.items.iter().enumerate() {
            if item.kind != Kind::Time || self.of_saying(i) {
                continue;
            }
            let words = self.chunks.item_words(item);
            if let Some(when) = self.when(words) {
                found.push((i, when));
            }
        }
        found
    }

    fn when(&self, words: &str) -> Option<When> {
        let lower = self.lexicon.time_words(&super::fold::fold(words));
        When::parse(&lower, self.published).ok().or_else(|| {
            let shorter = lower.split_once(' ').map(|(_, rest)| rest)?;
            When::parse(shorter, self.published).ok()
        })
    }

    /// "said yesterday", "reported on Monday": the time of a report.
    fn of_saying(&self, i: usize) -> bool {
        let before = |n: usize| i.checked_sub(n).and_then(|k| self.chunks.verb(k));
        let says = |v: Option<&Verb>| v.is_some_and(|v| v.class & (class::SAY | class::DENY) != 0 && v.frame == 0);
        let direct = says(before(1)) || says(before(2)) && self.chunks.kind(i - 1) == Some(Kind::Prep);
        direct || says(self.chunks.verb(i + 1))
    }

    /// The places of the sentence, in the order written.
    pub(super) fn places(&self) -> Vec<(usize, Spot)> {
        let mut found = Vec::new();
        for (i, item) in self.chunks.items.iter().enumerate() {
            let Some(noun) = item.noun.as_deref() else { continue };
            let away = i > 0 && (self.chunks.is_prep(i - 1, class::FROM) && !self.is_between(i) || self.distant(i));
            for s in &noun.spans {
                let span = &self.chunks.spans[*s];
                let prep = i > 0 && self.chunks.is_prep(i - 1, class::IN | class::OF | class::TO | class::PREP);
                if away || self.of_source(i) || self.belongs_to_title(i) {
                    continue;
                }
                if let Some(spot) = self.spot(span, prep, i) {
                    found.push((i, spot));
                }
            }
        }
        found
    }

    fn is_between(&self, _i: usize) -> bool {
        false
    }

    /// "150 km north of Bamako".
    fn distant(&self, i: usize) -> bool {
        let first = self.chunks.items[i].first;
        (first.saturating_sub(4)..first).any(|k| {
            let word = self.chunks.view.words(k, k + 1);
            self.chunks.view.is(k, class::DIRECTION) && ["km", "kilometers", "kilometres", "miles", "kms"].contains(&word.to_lowercase().as_str())
        })
    }

    /// "radio reports broadcast in Bogota", "sources in Cartagena".
    fn of_source(&self, i: usize) -> bool {
        let noun = i >= 2 && self.chunks.noun(i - 2).is_some_and(|n| n.head_class & class::SAYNOUN != 0);
        let verb = i >= 2 && self.chunks.verb(i - 2).is_some_and(|v| v.class & class::SAY != 0 && v.frame == 0);
        noun || verb
    }

    /// "mayor of Achi", "president of Peru": an office, not a place of the event.
    fn belongs_to_title(&self, i: usize) -> bool {
        i >= 2 && self.chunks.is_prep(i - 1, class::OF) && self.chunks.noun(i - 2).is_some_and(|n| n.head_class & class::TITLE != 0 && n.head_class & class::EVENT == 0)
    }

    fn spot(&self, span: &super::span::Span, prep: bool, i: usize) -> Option<Spot> {
        let name = self.place_name(span);
        let blank = Spot { name, country: None, in_any: Vec::new(), is_country: false };
        match &span.what {
            Named::Country(id) if prep => Some(Spot { name: self.gazetteer.country(*id).to_owned(), country: Some(*id), is_country: true, ..blank }),
            Named::City(ids) => Some(Spot { in_any: ids.clone(), ..blank }),
            Named::Place if !blank.name.is_empty() && self.gazetteer.people(&super::fold::fold(&blank.name)).is_none() => Some(blank),
            // A name behind "in" or "near" that is nobody's.
            Named::Person if self.chunks.is_prep(i.wrapping_sub(1), class::IN) && self.chunks.noun(i).is_some_and(|n| n.head_class & (class::PERSON | class::TITLE | class::EVENT) == 0) && self.alone(i) => Some(blank),
            _ => None,
        }
    }

    /// Whether a noun group is one name and nothing else but an article.
    fn alone(&self, i: usize) -> bool {
        let item = &self.chunks.items[i];
        let Some(noun) = item.noun.as_deref() else { return false };
        noun.spans.len() == 1 && noun.spans.first().is_some_and(|s| {
            let span = &self.chunks.spans[*s];
            span.end == item.end && (item.first..span.first).all(|k| self.chunks.view.is(k, class::DET | class::ADJ | class::PLACENOUN | class::DIRECTION))
        })
    }

    /// The name without "the town of" and "Department".
    pub(super) fn place_name(&self, span: &super::span::Span) -> String {
        let mut first = span.first;
        let mut end = span.end;
        while first < end && self.chunks.view.is(first, class::PLACENOUN | class::OF) {
            first += 1;
        }
        let keep = ["airport", "university", "street", "avenue", "bridge", "hotel", "embassy", "base", "hospital", "church", "school", "highway", "park"];
        let city = matches!(span.what, Named::City(_));
        while !city && end > first + 1 && self.chunks.view.is(end - 1, class::PLACENOUN) && !keep.contains(&self.chunks.view.words(end - 1, end).to_lowercase().as_str()) {
            end -= 1;
        }
        self.chunks.view.words(first, end).to_owned()
    }

    /// Who says it, nearest source first.
    pub(super) fn sources(&self) -> Vec<String> {
        let mut found = Vec::new();
        for i in 0..self.chunks.items.len() {
            let source = match self.chunks.kind(i) {
                Some(Kind::According) if self.chunks.items.get(i + 1).is_some_and(|x| x.class & class::REL != 0 || x.kind == Kind::Sub || x.kind == Kind::Relative) => self.chunks.behind(i + 2, class::BY),
                Some(Kind::According) => Some(i + 1 + usize::from(self.chunks.is_prep(i + 1, class::TO))),
                Some(Kind::Verb) if self.chunks.verb(i).is_some_and(|v| v.class & class::SAY != 0 && v.frame == 0 && !v.negated && !v.infinitive && !v.gerund && !v.passive) => self.sayer(i),
                _ => None,
            };
            if let Some(name) = source.and_then(|s| self.source_name(s)) && !found.contains(&name) {
                found.push(name);
            }
        }
        found.truncate(3);
        found
    }

    fn sayer(&self, v: usize) -> Option<usize> {
        self.chunks.subject(v).or_else(|| self.chunks.object(v)).filter(|s| {
            self.chunks.is_people(*s) || self.chunks.noun(*s).is_some_and(|n| n.head_class & (class::SAYNOUN | class::ORGNOUN) != 0 || !n.spans.is_empty())
        })
    }

    fn source_name(&self, i: usize) -> Option<String> {
        let noun = self.chunks.noun(i)?;
        if noun.pronoun || noun.head_class & class::EVENT != 0 {
            return None;
        }
        if let Some(name) = self.people().person_names(i).into_iter().next() {
            return Some(name);
        }
        let item = &self.chunks.items[i];
        let first = (item.first..item.end).find(|k| !self.chunks.view.is(*k, class::DET | class::INDEF))?;
        Some(self.chunks.view.words(first, item.end).to_owned())
    }
}

/// Verbs by which somebody performs an event that a noun names.
const PERFORM: &[&str] = &[
    "carried_out", "carried out", "staged", "launched", "perpetrated", "committed", "conducted", "made", "executed", "mounted", "unleashed", "planted", "placed", "hurled", "threw", "exploded", "set off", "detonated",
    "lancé", "mené", "perpétré", "commis", "lanzó", "perpetró", "cometió", "realizó",
];

/// Words beside the noun of an event that has not happened.
const UNREAL: &[&str] = &[
    "attempted", "planned", "possible", "potential", "threatened", "future", "plan", "plans", "threat", "threats", "fear", "fears", "risk", "attempt", "attempts", "plot", "anti", "foiled", "failed", "alleged_plan", "counter",
    "projet", "menace", "menaces", "amenaza", "amenazas", "posible",
];
