//! Which mentions of an article are of one event.

use super::lexicon::Effect;
use super::memory::Memory;
use super::mention::{Mention, Mode, Sort, Spot, Victim, Who};
use crate::claim::DaySpan;

/// An event as an article tells it.
#[derive(Debug, Clone, Default)]
pub(super) struct Event {
    pub(super) kind: Option<String>,
    pub(super) when: Option<DaySpan>,
    pub(super) when_words: String,
    pub(super) places: Vec<Spot>,
    pub(super) attackers: Vec<(Who, Mode)>,
    pub(super) targets: Vec<Who>,
    pub(super) parties: Vec<Who>,
    pub(super) authorities: Vec<Who>,
    pub(super) mentions: Vec<Mention>,
}

/// Kinds that may be one event with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Any,
    Violence,
    Abduction,
    Arrest,
    Accident,
    Disaster,
    Protest,
    Other,
}

fn family(kind: Option<&str>) -> Family {
    match kind {
        None => Family::Any,
        Some(
            "killing" | "attack" | "bombing" | "ambush" | "raid" | "shelling" | "airstrike"
            | "clash",
        ) => Family::Violence,
        Some("abduction") => Family::Abduction,
        Some("arrest") => Family::Arrest,
        Some("accident") => Family::Accident,
        Some("disaster") => Family::Disaster,
        Some("protest" | "riot") => Family::Protest,
        Some(_) => Family::Other,
    }
}

/// How much a kind says: the more telling one stands.
fn rank(kind: &str) -> u8 {
    match kind {
        "bombing" | "airstrike" | "abduction" => 9,
        "shelling" | "ambush" | "accident" | "disaster" => 8,
        "raid" | "riot" => 7,
        "clash" => 6,
        "attack" => 5,
        "killing" => 4,
        "protest" | "election" | "ceasefire" => 3,
        _ => 2,
    }
}

/// The kind of an event that is told as both.
pub(super) fn more_telling(a: Option<String>, b: Option<&String>) -> Option<String> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if rank(b) > rank(&a) { b.clone() } else { a }),
        (a, b) => a.or_else(|| b.cloned()),
    }
}

/// Groups mentions, in the order told, into events.
pub(super) fn group(mentions: Vec<Mention>) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    for mention in mentions {
        let general = mention.plural && !mention.verbal && mention.victims.is_empty();
        if general
            && mention.facts.is_empty()
            && mention.when.is_none()
            && mention.attackers.is_empty()
        {
            continue;
        }
        if mention.stands_alone() {
            let mut event = Event::default();
            event.add(mention);
            events.push(event);
            continue;
        }
        let best = events
            .iter()
            .enumerate()
            .rev()
            .take(40)
            .filter_map(|(i, event)| Some((event.fits(&mention)?, i)))
            .max_by_key(|(score, i)| (*score, *i));
        match best {
            Some((score, i)) if score >= 0 => events[i].add(mention),
            _ => {
                let mut event = Event::default();
                event.add(mention);
                events.push(event);
            }
        }
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
        for spot in &mention.places {
            if !self
                .places
                .iter()
                .any(|known| known.name.eq_ignore_ascii_case(&spot.name))
            {
                self.places.push(spot.clone());
            }
        }
        for who in &mention.attackers {
            match self
                .attackers
                .iter_mut()
                .find(|(known, _)| known.name.eq_ignore_ascii_case(&who.name))
            {
                Some((_, mode)) => *mode = (*mode).min(mention.mode),
                None => self.attackers.push((who.clone(), mention.mode)),
            }
        }
        push_new(&mut self.targets, &mention.targets);
        push_new(&mut self.parties, &mention.parties);
        push_new(&mut self.authorities, &mention.authorities);
        self.mentions.push(mention);
    }

    /// "The guerrillas" of an article that names one group are that group.
    pub(super) fn name_the_group(&mut self, memory: &Memory) {
        let named = self
            .attackers
            .iter()
            .any(|(w, _)| matches!(w.sort, Sort::Organisation | Sort::Forces));
        let violent = matches!(
            self.kind.as_deref(),
            Some("attack" | "killing" | "bombing" | "ambush" | "raid" | "shelling" | "abduction")
        );
        let sides: Vec<Who> = self
            .parties
            .iter()
            .filter(|w| w.sort == Sort::Organisation)
            .cloned()
            .collect();
        if let (true, false, [only]) = (violent, named, sides.as_slice()) {
            self.attackers.insert(0, (only.clone(), Mode::Asserted));
            self.parties.retain(|w| w != only);
            return;
        }
        if named || !violent {
            return;
        }
        let rebels = self
            .attackers
            .iter()
            .find(|(w, _)| w.sort == Sort::Rebels)
            .map(|(_, mode)| *mode);
        let coreferent = rebels.and_then(|mode| Some((memory.the_group()?.to_owned(), mode)));
        // The one armed group that a sentence of the event names.
        let beside = || {
            let mention = self.mentions.iter().find(|m| {
                m.groups.len() == 1 && !m.victims.iter().any(|v| v.of.as_ref() == m.groups.first())
            })?;
            Some((mention.groups.first()?.clone(), Mode::Alleged))
        };
        let persons = self.attackers.iter().any(|(w, _)| w.sort == Sort::Person);
        if let Some((name, mode)) = coreferent.or_else(|| if persons { None } else { beside() }) {
            self.attackers.insert(
                0,
                (
                    Who {
                        name,
                        sort: Sort::Organisation,
                    },
                    mode,
                ),
            );
        }
    }

    /// Every victim told of.
    pub(super) fn victims(&self) -> impl Iterator<Item = &Victim> {
        self.mentions.iter().flat_map(|m| &m.victims)
    }

    /// How well a mention fits; nothing where it cannot be of this event.
    fn fits(&self, mention: &Mention) -> Option<i32> {
        let (mine, theirs) = (
            family(self.kind.as_deref()),
            family(mention.kind.as_deref()),
        );
        let shared_victim = self.shares_victim(mention);
        if mention.another && !shared_victim {
            return None;
        }
        let mut score = match (mine, theirs) {
            (a, b) if a == b => 0,
            (Family::Any, _) | (_, Family::Any) => 0,
            (Family::Abduction, Family::Violence) | (Family::Violence, Family::Abduction)
                if shared_victim || mention.definite && mention.victims.is_empty() =>
            {
                0
            }
            _ => return None,
        };
        // Nobody is killed twice, whatever time a sentence seems to say.
        let same_death = self.shares(mention, &|v| v.effect == Effect::Killed);
        score += match self.time_fits(mention) {
            None if same_death => 0,
            fits => fits?,
        };
        score += self.place_fits(mention);
        score += 4 * i32::from(shared_victim);
        score += self.names_fit(mention, shared_victim);
        let last = self.mentions.last()?;
        // What an article tells of long ago is not gone on with by a sentence that does not say so.
        let stranger = mention.when.is_none()
            && !mention.definite
            && !shared_victim
            && mention.paragraph != last.paragraph;
        if last.background && stranger {
            return None;
        }
        let near = mention.sentence <= last.sentence + 1;
        if mention.is_only_facts() && mention.paragraph != last.paragraph || last.stands_alone() {
            return None;
        }
        score += i32::from(near) + i32::from(mention.definite) * 2;
        score += i32::from(
            mention
                .attackers
                .iter()
                .any(|w| self.attackers.iter().any(|(k, _)| k == w)),
        );
        if last.kind.as_deref() == Some("bombing")
            && mention.kind.as_deref() == Some("bombing")
            && !mention.definite
            && mention.verbal
            && mention.paragraph != last.paragraph
            && !mention.places.is_empty()
        {
            score -= 1;
        }
        Some(score)
    }

    fn shares_victim(&self, mention: &Mention) -> bool {
        self.shares(mention, &|_| true)
    }

    /// Whether a named victim of some sort is of both.
    fn shares(&self, mention: &Mention, sort: &dyn Fn(&Victim) -> bool) -> bool {
        mention
            .victims
            .iter()
            .filter(|v| sort(v))
            .filter_map(|v| v.name.as_deref())
            .any(|name| {
                self.victims()
                    .filter(|v| sort(v))
                    .filter_map(|v| v.name.as_deref())
                    .any(|known| same_person(known, name))
            })
    }

    /// Named persons that only one of the two has count against them.
    fn names_fit(&self, mention: &Mention, shared: bool) -> i32 {
        let named = |v: &&Victim| v.name.is_some();
        let both = mention.victims.iter().any(|v| named(&v)) && self.victims().any(|v| named(&v));
        let paragraph = self.mentions.last().map_or(0, |m| m.paragraph);
        // "the murder of X" and "the murder of Y" are two, wherever they stand.
        let two = !mention.verbal && mention.frame == "kill";
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
        if a.first <= b.last && b.first <= a.last {
            return Some(i32::from(width(a) <= 3 && width(b) <= 3));
        }
        None
    }

    fn place_fits(&self, mention: &Mention) -> i32 {
        let near = |s: &&Spot| !s.is_country;
        let mine: Vec<&Spot> = self.places.iter().filter(near).collect();
        let theirs: Vec<&Spot> = mention.places.iter().filter(near).collect();
        if mine.is_empty() || theirs.is_empty() {
            let apart = |list: &[Spot]| list.iter().filter_map(|s| s.country).collect::<Vec<_>>();
            let (a, b) = (apart(&self.places), apart(&mention.places));
            let conflict = !a.is_empty() && !b.is_empty() && !a.iter().any(|c| b.contains(c));
            return if conflict { -3 } else { 0 };
        }
        let shared = theirs
            .iter()
            .any(|t| mine.iter().any(|m| alike(&m.name, &t.name)));
        if shared {
            2
        } else if mention.definite {
            -1
        } else {
            -2
        }
    }
}

fn push_new(list: &mut Vec<Who>, more: &[Who]) {
    for who in more {
        if !list
            .iter()
            .any(|known| known.name.eq_ignore_ascii_case(&who.name))
        {
            list.push(who.clone());
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
    let words = |name: &str| {
        super::fold::fold(name)
            .split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (a, b) = (words(a), words(b));
    let (short, long) = if a.len() <= b.len() {
        (&a, &b)
    } else {
        (&b, &a)
    };
    !short.is_empty() && short.iter().all(|w| long.contains(w))
}
