//! When and where, and who says so.

use super::chunk::{Kind, Verb};
use super::class;
use super::gazetteer::Known;
use super::mention::Spot;
use super::sentence::Reader;
use super::span::Named;
use crate::claim::When;

impl Reader<'_, '_> {
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

    pub(super) fn when(&self, words: &str) -> Option<When> {
        let lower = self.lexicon.time_words(&super::fold::fold(words));
        When::parse(&lower, self.published).ok().or_else(|| {
            let shorter = lower.split_once(' ').map(|(_, rest)| rest)?;
            When::parse(shorter, self.published).ok()
        })
    }

    /// Whether a time may be that of a trigger: in "yesterday they condemned the murder", it is not.
    pub(super) fn owns_time(&self, trigger: usize, time: usize) -> bool {
        let Some(noun) = self.chunks.noun(trigger) else {
            return true;
        };
        let told = |v: &Verb| v.frame != 0 || v.class & class::BE != 0;
        let (from, to) = (trigger.min(time), trigger.max(time));
        let between = |k: &usize| self.chunks.kind(*k) == Some(Kind::Verb);
        if time > trigger {
            let Some(v) = (from + 1..to).find(between) else {
                return true;
            };
            return self.chunks.verb(v).is_none_or(|x| {
                told(x)
                    || self.is_performed(v)
                    || SEEN.contains(&self.word_of(v).as_str())
                    || !x.passive && x.class & (class::SAY | class::DENY) == 0
            });
        }
        let Some(v) = (from + 1..to).rev().find(between) else {
            return true;
        };
        let known = noun.definite || self.chunks.is_prep(trigger + 1, class::OF);
        !known || self.is_performed(v) || self.chunks.verb(v).is_none_or(told)
    }

    /// "said yesterday", "reported on Monday": the time of a report.
    pub(super) fn of_saying(&self, i: usize) -> bool {
        let before = |n: usize| i.checked_sub(n).and_then(|k| self.chunks.verb(k));
        let says = |v: Option<&Verb>| {
            v.is_some_and(|v| v.class & (class::SAY | class::DENY) != 0 && v.frame == 0)
        };
        let direct =
            says(before(1)) || says(before(2)) && self.chunks.kind(i - 1) == Some(Kind::Prep);
        direct || says(self.chunks.verb(i + 1))
    }

    /// The places of the sentence, in the order written.
    pub(super) fn places(&self) -> Vec<(usize, Spot)> {
        let mut found = Vec::new();
        for (i, item) in self.chunks.items.iter().enumerate() {
            let Some(noun) = item.noun.as_deref() else {
                continue;
            };
            let away = i > 0 && (self.chunks.is_prep(i - 1, class::FROM) || self.distant(i));
            found.extend(self.this_city(i).map(|spot| (i, spot)));
            for s in &noun.spans {
                let span = &self.chunks.spans[*s];
                let prep = i > 0
                    && self
                        .chunks
                        .is_prep(i - 1, class::IN | class::OF | class::TO | class::PREP);
                if away
                    || self.of_source(i)
                    || self.belongs_to_title(i)
                    || self.of_another_clause(i)
                {
                    continue;
                }
                if let Some(spot) = self.spot(span, prep, i) {
                    found.push((i, spot));
                }
            }
        }
        found
    }

    /// "in this capital", "in the city": where the article was sent from.
    fn this_city(&self, i: usize) -> Option<Spot> {
        let noun = self.chunks.noun(i)?;
        let head = self.chunks.view.words(noun.head, noun.head + 1);
        let city = ["capital", "city", "capitale", "ville", "ciudad"]
            .iter()
            .any(|w| w.eq_ignore_ascii_case(head));
        let inside = self
            .chunks
            .is_prep(i.wrapping_sub(1), class::IN | class::OF);
        let plain = noun.spans.is_empty() && noun.definite && !noun.plural;
        let name = self.here.filter(|_| city && inside && plain)?;
        let Some(Known::City(ids)) = self.gazetteer.place(&super::fold::fold(name)) else {
            return None;
        };
        Some(Spot {
            name: name.to_owned(),
            country: None,
            in_any: ids.clone(),
            is_country: false,
        })
    }

    /// "who spends his time in Miami", "a native of Lima": where somebody is, not where it happened.
    fn of_another_clause(&self, i: usize) -> bool {
        let home = [
            "native",
            "natives",
            "resident",
            "residents",
            "inhabitants",
            "citizens",
        ];
        let native = i >= 2
            && self.chunks.is_prep(i - 1, class::OF)
            && home.contains(&self.head_word(i - 2).as_str());
        native || self.inside_relative(i)
    }

    /// Whether an item stands in a clause with "who" or "which" that tells of no event.
    fn inside_relative(&self, i: usize) -> bool {
        let mut verbs = false;
        for k in (0..i).rev() {
            let item = &self.chunks.items[k];
            match item.kind {
                Kind::Relative => return verbs,
                Kind::Comma | Kind::Sub | Kind::That => return false,
                Kind::Verb => {
                    let verb = self.chunks.verb(k);
                    let places = PLACING.contains(&self.word_of(k).as_str());
                    let is = verb.is_some_and(|v| v.class == class::BE);
                    if verb.is_some_and(|v| v.frame != 0) || places || is {
                        return false;
                    }
                    verbs = true;
                }
                Kind::Noun if self.chunks.noun(k).is_some_and(|n| n.event != 0) => return false,
                _ => {}
            }
        }
        false
    }

    fn head_word(&self, i: usize) -> String {
        self.chunks.noun(i).map_or(String::new(), |n| {
            self.chunks.view.words(n.head, n.head + 1).to_lowercase()
        })
    }

    /// "150 km north of Bamako".
    pub(super) fn distant(&self, i: usize) -> bool {
        let first = self.chunks.items[i].first;
        (first.saturating_sub(4)..first).any(|k| {
            let word = self.chunks.view.words(k, k + 1);
            self.chunks.view.is(k, class::DIRECTION)
                && ["km", "kilometers", "kilometres", "miles", "kms"]
                    .contains(&word.to_lowercase().as_str())
        })
    }

    /// "radio reports broadcast in Bogota", "sources in Cartagena".
    pub(super) fn of_source(&self, i: usize) -> bool {
        let noun = i >= 2
            && self
                .chunks
                .noun(i - 2)
                .is_some_and(|n| n.head_class & class::SAYNOUN != 0);
        let verb = i >= 2
            && self
                .chunks
                .verb(i - 2)
                .is_some_and(|v| v.class & class::SAY != 0 && v.frame == 0);
        noun || verb
    }

    /// "mayor of Achi", "president of Peru": an office, not a place of the event.
    pub(super) fn belongs_to_title(&self, i: usize) -> bool {
        i >= 2
            && self.chunks.is_prep(i - 1, class::OF)
            && self.chunks.noun(i - 2).is_some_and(|n| {
                n.head_class & class::TITLE != 0 && n.head_class & class::EVENT == 0
            })
    }

    pub(super) fn spot(&self, span: &super::span::Span, prep: bool, i: usize) -> Option<Spot> {
        let name = self.place_name(span);
        let inside = self.chunks.is_prep(i.wrapping_sub(1), class::IN);
        let blank = Spot {
            name,
            country: None,
            in_any: Vec::new(),
            is_country: false,
        };
        match &span.what {
            Named::Country(id) if prep => Some(Spot {
                name: self.gazetteer.country(*id).to_owned(),
                country: Some(*id),
                is_country: true,
                ..blank
            }),
            // A surname of somebody named before is no city.
            Named::City(_) if !inside && self.memory.full(&blank.name).is_some() => None,
            Named::City(ids) => Some(Spot {
                in_any: ids.clone(),
                ..blank
            }),
            Named::Place
                if !blank.name.is_empty()
                    && self
                        .gazetteer
                        .people(&super::fold::fold(&blank.name))
                        .is_none() =>
            {
                Some(blank)
            }
            // A name behind "in" or "near" that is nobody's.
            Named::Person
                if inside
                    && self.chunks.noun(i).is_some_and(|n| {
                        n.head_class & (class::PERSON | class::TITLE | class::EVENT) == 0
                    })
                    && self.alone(i) =>
            {
                Some(blank)
            }
            _ => None,
        }
    }

    /// Whether a noun group is one name and nothing else but an article.
    pub(super) fn alone(&self, i: usize) -> bool {
        let item = &self.chunks.items[i];
        let Some(noun) = item.noun.as_deref() else {
            return false;
        };
        noun.spans.len() == 1
            && noun.spans.first().is_some_and(|s| {
                let span = &self.chunks.spans[*s];
                span.end == item.end
                    && (item.first..span.first).all(|k| {
                        self.chunks.view.is(
                            k,
                            class::DET | class::ADJ | class::PLACENOUN | class::DIRECTION,
                        )
                    })
            })
    }

    /// The name without "the town of" and "Department".
    pub(super) fn place_name(&self, span: &super::span::Span) -> String {
        let mut first = span.first;
        let mut end = span.end;
        while first < end && self.chunks.view.is(first, class::PLACENOUN | class::OF) {
            first += 1;
        }
        let keep = [
            "airport",
            "university",
            "street",
            "avenue",
            "bridge",
            "hotel",
            "embassy",
            "base",
            "hospital",
            "church",
            "school",
            "highway",
            "park",
        ];
        let city = matches!(span.what, Named::City(_));
        while !city
            && end > first + 1
            && self.chunks.view.is(end - 1, class::PLACENOUN)
            && !keep.contains(&self.chunks.view.words(end - 1, end).to_lowercase().as_str())
        {
            end -= 1;
        }
        self.chunks.view.words(first, end).to_owned()
    }

    /// Who says it, nearest source first.
    pub(super) fn sources(&self) -> Vec<String> {
        let mut found = Vec::new();
        for i in 0..self.chunks.items.len() {
            let source = match self.chunks.kind(i) {
                Some(Kind::According)
                    if self.chunks.items.get(i + 1).is_some_and(|x| {
                        x.class & class::REL != 0 || x.kind == Kind::Sub || x.kind == Kind::Relative
                    }) =>
                {
                    self.chunks.behind(i + 2, class::BY)
                }
                Some(Kind::According) => {
                    Some(i + 1 + usize::from(self.chunks.is_prep(i + 1, class::TO)))
                }
                Some(Kind::Verb)
                    if self.chunks.verb(i).is_some_and(|v| {
                        v.class & class::SAY != 0
                            && v.frame == 0
                            && !v.negated
                            && !v.infinitive
                            && !v.gerund
                            && !v.passive
                    }) =>
                {
                    self.sayer(i)
                }
                _ => None,
            };
            let what = source.filter(|s| {
                self.chunks
                    .items
                    .get(*s)
                    .is_some_and(|x| self.chunks.item_words(x).eq_ignore_ascii_case("what"))
            });
            let source = what.map_or(source, |w| self.chunks.behind_any(w, class::BY));
            if let Some(name) = source.and_then(|s| self.source_name(s))
                && !found.contains(&name)
            {
                found.push(name);
            }
        }
        found.truncate(3);
        found
    }

    pub(super) fn sayer(&self, v: usize) -> Option<usize> {
        self.chunks
            .subject(v)
            .or_else(|| self.chunks.object(v))
            .filter(|s| {
                self.chunks.is_people(*s)
                    || self.chunks.noun(*s).is_some_and(|n| {
                        n.head_class & (class::SAYNOUN | class::ORGNOUN) != 0 || !n.spans.is_empty()
                    })
            })
    }

    pub(super) fn source_name(&self, i: usize) -> Option<String> {
        let noun = self.chunks.noun(i)?;
        if noun.pronoun || noun.head_class & class::EVENT != 0 {
            return None;
        }
        if let Some(name) = self.people().person_names(i).into_iter().next() {
            return Some(name);
        }
        let item = &self.chunks.items[i];
        let first =
            (item.first..item.end).find(|k| !self.chunks.view.is(*k, class::DET | class::INDEF))?;
        Some(self.chunks.view.words(first, item.end).to_owned())
    }
}

/// Verbs that say that something happened, in the passive: "clashes were witnessed on Monday".
const SEEN: &[&str] = &[
    "witnessed",
    "seen",
    "recorded",
    "registered",
    "observed",
    "held",
    "felt",
];

/// Verbs that say where something is or happened.
const PLACING: &[&str] = &[
    "located",
    "situated",
    "took place",
    "took_place",
    "occurred",
    "happened",
    "began",
    "started",
    "exploded",
    "staged",
];
