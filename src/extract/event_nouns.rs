//! What a noun tells of an event: "the murder of X", "12 dead".

use super::chunk::Kind;
use super::class;
use super::lexicon::{Effect, Frame, Part};
use super::mention::{Mention, Mode, Victim};
use super::sentence::Reader;

impl Reader<'_, '_> {
    pub(super) fn noun(&self, i: usize) -> Option<Mention> {
        let noun = self.chunks.noun(i)?;
        let number = [noun.event, noun.state, noun.participle]
            .into_iter()
            .find(|n| *n != 0)?;
        let frame = self.lexicon.frame_of(number)?;
        if noun.none || !self.noun_asserted(i) {
            return None;
        }
        let mut mention = Self::fresh(frame);
        mention.mode = self.mode(i);
        // "its attacks" are any, "the attack" is one told of before.
        mention.definite = noun.definite && !(noun.plural && self.is_possessed(i));
        mention.another = self.is_another(i);
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
            // "the injured policeman is X".
            let named = self.predicate(i, effect, &frame.id);
            mention.victims = named.unwrap_or_else(|| self.people().victim(i, effect, &frame.id));
        }
        Some(mention)
    }

    /// "the murder of X by Y", "X's murder", "the attack on Y".
    pub(super) fn event_noun(&self, i: usize, frame: &Frame, mention: &mut Mention) {
        let people = self.people();
        let undergoer = if frame.of == Part::Victim {
            Part::Victim
        } else {
            frame.object
        };
        if undergoer == Part::Victim
            && let Some(effect) = frame.effect
        {
            if let Some(whom) = self.of_whom(i) {
                let list = self.chunks.list(whom);
                mention.victims = people.victims(&list, effect, &frame.id);
            }
            if self.lexicon.verb_first() && self.chunks.kind(i + 1) == Some(Kind::Noun) {
                mention.victims = people.victims(&self.chunks.list(i + 1), effect, &frame.id);
            }
            if i >= 2 && self.chunks.kind(i - 1) == Some(Kind::Possessive) {
                mention.victims.extend(
                    people
                        .victim(i - 2, effect, &frame.id)
                        .into_iter()
                        .filter(|v| v.name.is_some()),
                );
            }
            // "12 deaths", "three fatalities".
            if let Some(number) = people.number(i).filter(|n| n.text != "1") {
                let people_count = self.blank(effect, number, i, frame);
                if frame.of == Part::Victim || frame.object == Part::Nothing {
                    mention.victims.push(people_count);
                }
            }
        } else if frame.effect.is_some()
            && let (Some(effect), Some(number)) = (frame.effect, people.number(i))
        {
            mention.victims.push(self.blank(effect, number, i, frame));
        }
        if frame.id == "responsibility" {
            self.authors(i, mention);
        } else if frame.object == Part::Party {
            self.sides(i, mention);
        } else if let Some(agent) = self
            .chunks
            .behind(i + usize::from(self.performs(i + 1)), class::BY)
        {
            mention.attackers.extend(people.actors(agent));
        }
        if frame.object == Part::Target && frame.subject == Part::Attacker {
            // "an FMLN attack", "a guerrilla ambush", "the rebels' attack".
            mention.attackers.extend(people.organisations(i, false));
            let on = if self.performs(i + 1) {
                self.chunks.behind(i + 1, class::IN | class::AGAINST)
            } else {
                self.chunks.behind(i, class::IN | class::AGAINST)
            };
            if let Some(target) = on {
                mention.targets.extend(people.organisations(target, false));
            }
            if i >= 2 && self.chunks.kind(i - 1) == Some(Kind::Possessive) {
                mention.attackers.extend(people.actors(i - 2));
            }
        }
        self.performer(i, frame, mention);
    }

    /// "the murder of X", "the kidnapping and murder on Monday of X".
    fn of_whom(&self, i: usize) -> Option<usize> {
        let mut at = i + 1;
        if self.chunks.kind(at) == Some(Kind::And)
            && self.chunks.noun(at + 1).is_some_and(|n| n.event != 0)
        {
            at += 2;
        }
        if self.chunks.kind(at) == Some(Kind::Prep) && self.chunks.kind(at + 1) == Some(Kind::Time)
        {
            at += 1;
        }
        if self.chunks.kind(at) == Some(Kind::Time) {
            at += 1;
        }
        (self.chunks.is_prep(at, class::OF) && self.chunks.kind(at + 1) == Some(Kind::Noun))
            .then_some(at + 1)
    }

    /// "the responsibility of X in the massacre", "X's responsibility".
    fn authors(&self, i: usize, mention: &mut Mention) {
        mention.mode = Mode::Alleged;
        mention.definite = true;
        let of =
            self.chunks.is_prep(i + 1, class::OF) && self.chunks.kind(i + 2) == Some(Kind::Noun);
        let whose = i >= 2 && self.chunks.kind(i - 1) == Some(Kind::Possessive);
        let list = match (of, whose) {
            (true, _) => self.chunks.list(i + 2),
            (_, true) => vec![i - 2],
            _ => Vec::new(),
        };
        for n in list {
            mention.attackers.extend(self.people().actors(n));
        }
    }

    fn is_possessed(&self, i: usize) -> bool {
        let first = self.chunks.items[i].first;
        let word = self.chunks.view.words(first, first + 1).to_lowercase();
        matches!(
            word.as_str(),
            "its" | "their" | "his" | "ses" | "leurs" | "sus"
        )
    }

    /// "another bomb", "a second attack": an event of its own.
    fn is_another(&self, i: usize) -> bool {
        let item = &self.chunks.items[i];
        let word = |k: usize| self.chunks.view.words(k, k + 1).to_lowercase();
        let another = |k: usize| {
            matches!(word(k).as_str(), "another" | "autre" | "otra" | "otro")
                || self.chunks.view.is(k, class::ORDINAL) && word(k) != "first"
        };
        let state = self.chunks.noun(i).is_none_or(|n| n.event == 0);
        !state && (item.first..item.end).any(another)
    }

    /// "a clash between X and Y", "fighting with X".
    fn sides(&self, i: usize, mention: &mut Mention) {
        let people = self.people();
        let between = self.between(i).map(|first| self.chunks.list(first));
        let other = self.chunks.behind(i, class::WITH | class::AGAINST);
        for n in between.into_iter().flatten().chain(other) {
            mention.parties.extend(people.actors(n));
        }
    }

    /// The first of those whom "between" joins behind a noun.
    pub(super) fn between(&self, i: usize) -> Option<usize> {
        let words = ["between", "entre", "بين"];
        let end = self.chunks.items.len().min(i + 8);
        let at = (i + 1..end).find(|k| {
            let item = &self.chunks.items[*k];
            item.kind == Kind::Prep
                && words.contains(&self.chunks.item_words(item).to_lowercase().as_str())
        })?;
        (self.chunks.kind(at + 1) == Some(Kind::Noun)).then_some(at + 1)
    }

    /// "X carried out the attack", "X is responsible for the attack", "the attack was carried out by X".
    pub(super) fn performer(&self, i: usize, frame: &Frame, mention: &mut Mention) {
        if !matches!(frame.subject, Part::Attacker) {
            return;
        }
        self.performed_by(i, mention);
        self.stands_behind(i, mention);
        let Some(v) = (0..i)
            .rev()
            .find(|k| self.chunks.kind(*k) == Some(Kind::Verb))
        else {
            return;
        };
        let near = i - v <= 3;
        let word = self.word_of(v);
        if near
            && PERFORM.contains(&word.as_str())
            && self
                .chunks
                .verb(v)
                .is_some_and(|x| !x.passive && !x.infinitive && !x.negated)
            && let Some(subject) = self.chunks.subject(v)
        {
            mention.attackers.extend(self.people().actors(subject));
        }
    }

    /// "the attack on X was carried out by Y".
    fn performed_by(&self, i: usize, mention: &mut Mention) {
        let verb = (i + 1..self.chunks.items.len().min(i + 24))
            .find(|k| self.chunks.kind(*k) == Some(Kind::Verb));
        let passive = verb.filter(|v| {
            self.chunks
                .verb(*v)
                .is_some_and(|x| x.passive && !x.negated && !x.conditional)
                && self.is_performed(*v)
        });
        if let Some(agent) = passive.and_then(|v| self.chunks.behind(v, class::BY)) {
            mention.attackers.extend(self.people().actors(agent));
        }
    }

    /// "X was behind the attack", "X was involved in the attack".
    fn stands_behind(&self, i: usize, mention: &mut Mention) {
        let Some(v) = i.checked_sub(2) else { return };
        let Some(verb) = self
            .chunks
            .verb(v)
            .filter(|x| x.be && !x.negated && !x.conditional)
        else {
            return;
        };
        let prep = self
            .chunks
            .item_words(&self.chunks.items[i - 1])
            .to_lowercase();
        let behind = verb.class & class::BE != 0
            && matches!(prep.as_str(), "behind" | "derrière" | "detrás");
        let involved = verb.passive && prep == "in" && self.word_of(v) == "involved";
        if let (true, Some(subject)) = (behind || involved, self.chunks.subject(v)) {
            mention.mode = Mode::Alleged;
            mention.attackers.extend(self.people().actors(subject));
        }
    }

    /// "an attack carried out by X": the participle behind the noun.
    pub(super) fn performs(&self, v: usize) -> bool {
        self.chunks.verb(v).is_some_and(|x| x.bare) && PERFORM.contains(&self.word_of(v).as_str())
    }

    /// Whether a verb is one by which somebody performs an event.
    pub(super) fn is_performed(&self, v: usize) -> bool {
        PERFORM.contains(&self.word_of(v).as_str())
    }

    pub(super) fn word_of(&self, v: usize) -> String {
        let main = self.chunks.verb(v).map_or(0, |x| x.main);
        self.chunks.view.words(main, main + 1).to_lowercase()
    }

    pub(super) fn blank(
        &self,
        effect: Effect,
        number: super::mention::Number,
        i: usize,
        frame: &Frame,
    ) -> Victim {
        let item = &self.chunks.items[i];
        let tokens = self.chunks.view.tokens;
        Victim {
            effect,
            number: Some(number),
            whom: None,
            of: None,
            name: None,
            role: None,
            others: false,
            part: false,
            rebel: false,
            soldier: false,
            rule: frame.id.clone(),
            at: (tokens[item.first].start, tokens[item.end - 1].end),
        }
    }

    /// "12 dead and 35 wounded", "left four policemen dead".
    pub(super) fn state(&self, i: usize, frame: &Frame, mention: &mut Mention) {
        if frame.id == "blame" {
            mention.definite = true;
            mention.mode = Mode::Alleged;
            let whom = self.predicate_of(i);
            let list = whom.map_or_else(|| self.held(i), |s| self.chunks.list_before(s));
            for n in list.into_iter().filter(|_| self.for_a_deed(i)) {
                mention.attackers.extend(self.people().actors(n));
            }
        }
        let Some(effect) = frame.effect else { return };
        let noun = self.chunks.noun(i);
        let people = self.people();
        // "The injured were X and Y."
        if let Some(named) = self.predicate(i, effect, &frame.id) {
            mention.victims = named;
            mention.definite = true;
            return;
        }
        if noun.is_some_and(|n| n.count.1 > 0 || n.indefinite) {
            let mut victims = people.victim(i, effect, &frame.id);
            for victim in &mut victims {
                victim.whom = self.category_inside(i);
            }
            mention.victims = victims;
            if mention.victims.is_empty()
                && let Some(number) = people.number(i)
            {
                mention.victims.push(self.blank(effect, number, i, frame));
            }
        } else if !people.person_names(i).is_empty() {
            mention.victims = people.victim(i, effect, &frame.id);
        } else if let Some(subject) = self.predicate_of(i) {
            mention.victims = people.victims(&self.chunks.list_before(subject), effect, &frame.id);
            // "was found dead along with Y".
            if self.chunks.is_prep(i + 1, class::WITH)
                && self.chunks.kind(i + 2) == Some(Kind::Noun)
            {
                let more = people.victims(&self.chunks.list(i + 2), effect, &frame.id);
                mention.victims.extend(more);
            }
        }
    }

    /// "responsible for the attack", "for killing X", "for this crime"; not "for security".
    fn for_a_deed(&self, i: usize) -> bool {
        let deed = |k: &usize| match self.chunks.kind(*k) {
            Some(Kind::Noun) => {
                let word = self
                    .chunks
                    .noun(*k)
                    .map(|n| self.chunks.view.words(n.head, n.head + 1));
                let frame = self
                    .chunks
                    .noun(*k)
                    .is_some_and(|n| n.event | n.participle | n.state != 0);
                frame || word.is_some_and(|w| DEEDS.contains(&w.to_lowercase().as_str()))
            }
            Some(Kind::Verb) => self.chunks.verb(*k).is_some_and(|v| v.frame != 0),
            _ => false,
        };
        (i + 1..self.chunks.items.len().min(i + 5)).any(|k| deed(&k))
    }

    /// "hold X and Y responsible": those before the word, in its noun group too.
    fn held(&self, i: usize) -> Vec<usize> {
        let list = self.chunks.list_before(i);
        let verb = list.first().and_then(|first| first.checked_sub(1));
        let holds = verb.is_some_and(|v| {
            ["hold", "held", "holds", "holding", "find", "found"]
                .contains(&self.word_of(v).as_str())
                && self.chunks.kind(v) == Some(Kind::Verb)
        });
        if holds { list } else { Vec::new() }
    }

    /// "X was found dead", "three are missing": the subject of a state after a verb.
    pub(super) fn predicate_of(&self, i: usize) -> Option<usize> {
        let v = i
            .checked_sub(1)
            .filter(|v| self.chunks.kind(*v) == Some(Kind::Verb))?;
        let verb = self.chunks.verb(v)?;
        let escaped = [
            "escaped", "emerged", "survived", "left", "walked", "remained", "came",
        ]
        .contains(&self.word_of(v).as_str());
        (verb.be || verb.passive || escaped && !verb.negated)
            .then(|| self.chunks.subject(v))
            .flatten()
    }

    /// "12 soldiers dead": the people before the state.
    pub(super) fn category_inside(&self, i: usize) -> Option<String> {
        let item = &self.chunks.items[i];
        let head = self.chunks.noun(i)?.head;
        let k = head.checked_sub(1).filter(|k| *k >= item.first)?;
        let word = self.chunks.view.words(k, k + 1).to_lowercase();
        (self.chunks.view.is(k, class::PERSON)
            && word != "people"
            && word != "persons"
            && word != "others")
            .then_some(word)
    }
}

/// What somebody may be responsible for that is told of elsewhere.
const DEEDS: &[&str] = &[
    "act",
    "acts",
    "action",
    "actions",
    "crime",
    "crimes",
    "deed",
    "tragedy",
    "genocide",
    "slaughter",
    "violence",
    "crimen",
    "crimenes",
    "acto",
];

/// Verbs by which somebody performs an event that a noun names.
const PERFORM: &[&str] = &[
    "carried_out",
    "carried out",
    "carry out",
    "carries out",
    "commits",
    "commit",
    "launches",
    "intensified",
    "resumed",
    "stepped up",
    "staged",
    "launched",
    "perpetrated",
    "committed",
    "conducted",
    "made",
    "executed",
    "mounted",
    "unleashed",
    "planted",
    "placed",
    "hurled",
    "threw",
    "exploded",
    "set off",
    "detonated",
    "lancé",
    "mené",
    "perpétré",
    "commis",
    "lanzó",
    "perpetró",
    "cometió",
    "realizó",
];
