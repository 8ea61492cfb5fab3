//! Which mentions of an article are of one event.

use std::sync::Arc;

use super::fold;
use super::frame::Effect;
use super::kinds::{EventKind, Family};
use super::memory::Memory;
use super::mention::{Mention, Mode, Sort, Spot, Victim, Who};
use crate::claim::DaySpan;

/// An event as an article tells it.
#[derive(Debug, Clone, Default)]
pub(super) struct Event {
    pub(super) kind: Option<Arc<EventKind>>,
    pub(super) when: Option<DaySpan>,
    pub(super) when_words: String,
    pub(super) places: Vec<Spot>,
    pub(super) attackers: Vec<(Who, Mode)>,
    pub(super) targets: Vec<Who>,
    pub(super) parties: Vec<Who>,
    pub(super) authorities: Vec<Who>,
    pub(super) mentions: Vec<Mention>,
}

/// The kind of an event that is told as both.
pub(super) fn more_telling(
    a: Option<Arc<EventKind>>,
    b: Option<&Arc<EventKind>>,
) -> Option<Arc<EventKind>> {
    match (a, b) {
        (Some(a), Some(b)) if b.rank > a.rank => Some(Arc::clone(b)),
        (a, b) => a.or_else(|| b.cloned()),
    }
}

/// Groups mentions, in the order told, into events.
pub(super) fn group(mentions: Vec<Mention>) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    for mention in mentions {
        let general = mention.plural && !mention.verbal && mention.victims.is_empty();
        let bare =
            mention.facts.is_empty() && mention.when.is_none() && mention.attackers.is_empty();
        if general && bare {
            continue;
        }
        let near = events.iter().enumerate().rev().take(40);
        let fitting = near
            .filter(|_| !mention.stands_alone())
            .filter_map(|(i, event)| Some((event.fits(&mention)?, i)));
        let best = fitting.max().filter(|(score, _)| *score >= 0);
        if best.is_none() && mention.again {
            continue;
        }
        let at = best.map_or(events.len(), |(_, i)| i);
        if at == events.len() {
            events.push(Event::default());
        }
        events[at].add(mention);
    }
    events
}

impl Event {
    fn add(&mut self, mention: Mention) {
        self.kind = more_telling(self.kind.take(), mention.kind.as_ref());
        let narrower = |new: &DaySpan| self.when.is_none_or(|old| width(*new) < width(old));
        if let Some(when) = mention.when.filter(narrower) {
            self.when = Some(when);
            self.when_words.clone_from(&mention.when_words);
        }
        push_new(&mut self.places, &mention.places, |spot| &spot.name);
        for who in &mention.attackers {
            let same = |(known, _): &&mut (Who, Mode)| known.name.eq_ignore_ascii_case(&who.name);
            match self.attackers.iter_mut().find(same) {
                Some((_, mode)) => *mode = (*mode).min(mention.mode),
                None => self.attackers.push((who.clone(), mention.mode)),
            }
        }
        for (list, more) in [
            (&mut self.targets, &mention.targets),
            (&mut self.parties, &mention.parties),
            (&mut self.authorities, &mention.authorities),
        ] {
            push_new(list, more, |who| &who.name);
        }
        self.mentions.push(mention);
    }

    /// Whether its kind has a property.
    pub(super) fn is(&self, property: fn(&EventKind) -> bool) -> bool {
        self.kind.as_deref().is_some_and(property)
    }

    /// The attackers of a sort, with how sure it is.
    pub(super) fn attackers_of(&self, sort: Sort) -> impl Iterator<Item = &(Who, Mode)> {
        self.attackers.iter().filter(move |(w, _)| w.sort == sort)
    }

    /// "The guerrillas" of an article that names one group are that group.
    pub(super) fn name_the_group(&mut self, memory: &Memory) {
        let named = [Sort::Organisation, Sort::Forces];
        if !self.is(|kind| kind.by_group)
            || self.attackers.iter().any(|(w, _)| named.contains(&w.sort))
        {
            return;
        }
        let organised = |w: &&Who| w.sort == Sort::Organisation;
        let sides: Vec<Who> = self.parties.iter().filter(organised).cloned().collect();
        if let [only] = sides.as_slice() {
            self.parties.retain(|w| w != only);
            self.attackers.insert(0, (only.clone(), Mode::Asserted));
            return;
        }
        let rebels = self.attackers_of(Sort::Rebels).next();
        let coreferent = rebels.and_then(|(_, mode)| Some((memory.the_group()?.to_owned(), *mode)));
        // The one armed group that a sentence of the event names.
        let beside = || {
            let alone = |m: &&Mention| {
                m.groups.len() == 1 && !m.victims.iter().any(|v| v.of.as_ref() == m.groups.first())
            };
            let group = self.mentions.iter().find(alone)?.groups.first()?.clone();
            let nobody = self.attackers_of(Sort::Person).next().is_none();
            nobody.then_some((group, Mode::Alleged))
        };
        if let Some((name, mode)) = coreferent.or_else(beside) {
            let sort = Sort::Organisation;
            self.attackers.insert(0, (Who { name, sort }, mode));
        }
    }

    /// Every victim told of.
    pub(super) fn victims(&self) -> impl Iterator<Item = &Victim> {
        self.mentions.iter().flat_map(|m| &m.victims)
    }

    /// How well a mention fits; nothing where it cannot be of this event.
    fn fits(&self, mention: &Mention) -> Option<i32> {
        let last = self.mentions.last()?;
        let shared_victim = self.shares(mention, &|_| true);
        if mention.another && !shared_victim || !self.kind_fits(mention, shared_victim) {
            return None;
        }
        // Nobody is killed twice, whatever time a sentence seems to say.
        let same_death = self.shares(mention, &|v| v.effect == Effect::Killed);
        let time = self.time_fits(mention).or(same_death.then_some(0))?;
        let elsewhere = mention.paragraph != last.paragraph;
        // What an article tells of long ago is not gone on with by a sentence that does not say so.
        let stranger = mention.when.is_none() && !mention.definite && !shared_victim && elsewhere;
        if last.background && stranger
            || mention.is_only_facts() && elsewhere
            || last.stands_alone()
        {
            return None;
        }
        let near = mention.sentence <= last.sentence + 1;
        // What the text tells first is what its title told.
        let first_told = last.titles() && !mention.titles();
        let known = |w: &Who| self.attackers.iter().any(|(k, _)| k == w);
        let repeats = |m: &Mention| m.kind.as_ref().is_some_and(|kind| kind.repeats);
        let anew = repeats(last)
            && last.kind == mention.kind
            && !mention.definite
            && mention.verbal
            && elsewhere
            && !mention.places.is_empty();
        let differs = self.place_fits(mention) + self.names_fit(mention, shared_victim);
        Some(
            time + differs.max(if first_told { 1 } else { i32::MIN })
                + 4 * i32::from(shared_victim)
                + i32::from(near)
                + 2 * i32::from(mention.definite)
                + i32::from(mention.attackers.iter().any(known))
                - i32::from(anew),
        )
    }

    fn kind_fits(&self, mention: &Mention, shared_victim: bool) -> bool {
        let (Some(mine), Some(theirs)) = (&self.kind, &mention.kind) else {
            return true;
        };
        let taken = [mine.family, theirs.family].contains(&Family::Abduction)
            && [mine.family, theirs.family].contains(&Family::Violence);
        let same = shared_victim || mention.definite && mention.victims.is_empty();
        // "A bus fell into a gorge, killing 23": nobody's violence, and one with the crash.
        let mishap = |family| [Family::Accident, Family::Disaster].contains(&family);
        let by_nobody = mine.undone && self.attackers.is_empty() && mishap(theirs.family)
            || theirs.undone && mention.attackers.is_empty() && mishap(mine.family);
        let near = |m: &Mention| mention.sentence <= m.sentence + 1;
        let goes_on = by_nobody && self.mentions.last().is_some_and(near);
        mine.family == theirs.family || taken && same || goes_on
    }

    /// Whether a named victim of some sort is of both.
    fn shares(&self, mention: &Mention, sort: &dyn Fn(&Victim) -> bool) -> bool {
        fn names<'v>(
            victims: impl Iterator<Item = &'v Victim>,
            sort: &dyn Fn(&Victim) -> bool,
        ) -> impl Iterator<Item = &'v str> {
            victims
                .filter(|v| sort(v))
                .filter_map(|v| v.name.as_deref())
        }
        let mut theirs = names(mention.victims.iter(), sort);
        theirs.any(|a| names(self.victims(), sort).any(|b| same_person(a, b)))
    }

    /// Named persons that only one of the two has count against them.
    fn names_fit(&self, mention: &Mention, shared: bool) -> i32 {
        let named = |v: &Victim| v.name.is_some();
        let both = mention.victims.iter().any(named) && self.victims().any(named);
        let paragraph = self.mentions.last().map_or(0, |m| m.paragraph);
        // "the murder of X" and "the murder of Y" are two, wherever they stand.
        let two = !mention.verbal && mention.apart;
        match both && !shared {
            true if two => -6,
            true if mention.paragraph != paragraph => -3,
            _ => 0,
        }
    }

    fn time_fits(&self, mention: &Mention) -> Option<i32> {
        let (Some(a), Some(b)) = (self.when, mention.when) else {
            return Some(0);
        };
        let meet = a.first <= b.last && b.first <= a.last;
        meet.then(|| i32::from(width(a) <= 3 && width(b) <= 3))
    }

    fn place_fits(&self, mention: &Mention) -> i32 {
        fn near(list: &[Spot]) -> impl Iterator<Item = &Spot> {
            list.iter().filter(|s| s.country.is_none())
        }
        // A street and a town are no two places.
        let town = |list: &[Spot]| near(list).any(|s| !s.in_town);
        let shared =
            near(&mention.places).any(|t| near(&self.places).any(|m| alike(&m.name, &t.name)));
        if !(shared || town(&self.places) && town(&mention.places)) {
            let countries =
                |list: &[Spot]| list.iter().filter_map(|s| s.country).collect::<Vec<_>>();
            let (a, b) = (countries(&self.places), countries(&mention.places));
            let conflict = !a.is_empty() && !b.is_empty() && !a.iter().any(|c| b.contains(c));
            return if conflict { -3 } else { 0 };
        }
        match (shared, mention.definite) {
            (true, _) => 2,
            (false, true) => -1,
            (false, false) => -2,
        }
    }
}

/// Adds what has a name that nothing in the list has.
fn push_new<T: Clone>(list: &mut Vec<T>, more: &[T], name: fn(&T) -> &String) {
    for one in more {
        let same = |known: &T| name(known).eq_ignore_ascii_case(name(one));
        if !list.iter().any(same) {
            list.push(one.clone());
        }
    }
}

fn width(span: DaySpan) -> i64 {
    i64::from(span.last) - i64::from(span.first) + 1
}

fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    a == b || a.contains(&b) || b.contains(&a)
}

/// Whether two names may be one person's: the words of one are among the other's.
pub(super) fn same_person(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    let words = |name: &'_ str| name.split_whitespace().count();
    let among = |word: &str, name: &str| name.split_whitespace().any(|w| w == word);
    let (short, long) = if words(&a) <= words(&b) {
        (&a, &b)
    } else {
        (&b, &a)
    };
    words(short) > 0 && short.split_whitespace().all(|word| among(word, long))
}
