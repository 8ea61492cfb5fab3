//! When and where, and who says so.

use super::chunk::{Kind, Noun, Verb};
use super::class::*;
use super::fold;
use super::gazetteer::Known;
use super::mention::Spot;
use super::sentence::Sentence;
use super::span::{Named, Span};
use crate::claim::When;

impl Sentence<'_> {
    /// The times of the sentence that are not those of somebody's saying so.
    pub(super) fn times(&self) -> Vec<(usize, When)> {
        // "Posted: Friday": a time of the page.
        let issued = |i: &usize| {
            let first = self.items[*i].first;
            (first.saturating_sub(2)..first).any(|t| self.marked(t, ISSUED))
        };
        let times = (0..self.items.len()).filter(|i| self.kind(*i) == Some(Kind::Time));
        let times = times.filter(|i| !issued(i));
        let told = times.filter(|i| !self.of_saying(*i));
        told.filter_map(|i| Some((i, self.when(i)?))).collect()
    }

    fn when(&self, i: usize) -> Option<When> {
        let lower = self.lexicon.time_words(&fold(self.item_words(i)));
        When::parse(&lower, self.published).ok().or_else(|| {
            let (_, shorter) = lower.split_once(' ')?;
            When::parse(shorter, self.published).ok()
        })
    }

    /// Whether a time may be that of a trigger: in "yesterday they condemned the murder", it is not.
    pub(super) fn owns_time(&self, trigger: usize, time: usize) -> bool {
        // "was arraigned on Wednesday": the day of what was done about it.
        let aside = |v: &Verb| {
            let done = v.passive && v.frame == 0 && v.class & BE == 0;
            done && !self.marked(v.main, SEEN | PLACING | PERFORM)
        };
        let late = 1 + usize::from(time > 0 && self.kind(time - 1) == Some(Kind::Prep));
        let right_before = time.checked_sub(late).filter(|k| *k != trigger);
        if right_before.and_then(|k| self.verb(k)).is_some_and(aside) {
            return false;
        }
        let Some(noun) = self.noun(trigger) else {
            return true;
        };
        let told = |v: &Verb| v.frame != 0 || v.class & BE != 0 || self.marked(v.main, PERFORM);
        if time > trigger {
            return (trigger + 1..time)
                .find_map(|k| self.verb(k))
                .is_none_or(|v| {
                    told(v)
                        || self.marked(v.main, SEEN)
                        || !v.passive && v.class & (SAY | DENY) == 0
                });
        }
        let known = noun.definite || self.is_prep(trigger + 1, OF);
        let mut between = (time + 1..trigger).rev();
        !known || between.find_map(|k| self.verb(k)).is_none_or(told)
    }

    /// "said yesterday", "reported on Monday": the time of a report.
    fn of_saying(&self, i: usize) -> bool {
        let before = |n: usize| i >= n && self.says(i - n);
        before(1) || before(2) && self.kind(i - 1) == Some(Kind::Prep) || self.says(i + 1)
    }

    /// The places of the sentence, in the order written.
    pub(super) fn places(&self) -> Vec<(usize, Spot)> {
        let mut found = Vec::new();
        for i in 0..self.items.len() {
            found.extend(self.this_city(i).map(|spot| (i, spot)));
            let away = || {
                self.distant(i)
                    || self.of_source(i)
                    || self.belongs_to_title(i)
                    || self.of_another_clause(i)
            };
            if self.spans_in(i).next().is_some() && !away() {
                let spots = self.spans_in(i).filter_map(|span| self.spot(span, i));
                found.extend(spots.map(|spot| (i, spot)));
            }
        }
        found
    }

    /// "Hilliard police", "Clarendon County deputies", "Summerton man": the town or county of a report.
    pub(super) fn local(&self) -> Option<String> {
        let plain = |k: usize| {
            let t = self.tokens[k];
            t.is_word() && t.capital && t.class & !(COMMON | ADJ | DIRECTION) == 0
        };
        let named = |at: usize| {
            let county =
                usize::from(at > 0 && self.is(at - 1, PLACENOUN) && self.tokens[at - 1].capital);
            let end = at - county;
            let length = (0..end).rev().take(3).take_while(|k| plain(*k)).count();
            if length == 0 {
                return None;
            }
            let known = |n: &usize| {
                let name = fold(self.words(end - n, end));
                matches!(self.gazetteer.place(&name), Some(Known::City(_)))
            };
            // A word that is none: the name of a place, where no person is called by it.
            let unknown = || {
                let word = self.folded(end - 1);
                let nobody =
                    !self.gazetteer.given.contains(&word) && self.gazetteer.people(&word).is_none();
                length == 1 && self.tokens[end - 1].class == 0 && nobody
            };
            let found = (1..=length)
                .rev()
                .find(known)
                .or_else(|| unknown().then_some(1))?;
            Some(self.words(end - found, at).to_owned())
        };
        let tells = |k: &usize| {
            let one = self.is(*k, PERSON) && !self.is(*k, GROUP | TITLE) && !self.is_verb(*k);
            self.marked(*k, POLICE) || one
        };
        (1..self.tokens.len())
            .filter(tells)
            .filter(|_| !self.upper)
            .find_map(named)
    }

    /// "in this capital", "in the city": where the article was sent from.
    fn this_city(&self, i: usize) -> Option<Spot> {
        let noun = self.noun(i)?;
        let inside = self.is_prep(i.wrapping_sub(1), IN | OF);
        let plain = noun.spans.is_empty() && noun.definite && !noun.plural;
        let city = inside && plain && self.marked(noun.head, CITY);
        let name = self.here.filter(|_| city)?;
        let Some(Known::City(ids)) = self.gazetteer.place(&fold(name)) else {
            return None;
        };
        Some(Spot {
            in_any: ids.clone(),
            ..Spot::named(name)
        })
    }

    /// "who spends his time in Miami", "a native of Lima": where somebody is, not where it happened.
    fn of_another_clause(&self, i: usize) -> bool {
        let native = i >= 2 && self.is_prep(i - 1, OF) && self.head_marked(i - 2, NATIVE);
        native || self.inside_relative(i)
    }

    /// Whether an item stands in a clause with "who" or "which" that tells of no event.
    fn inside_relative(&self, i: usize) -> bool {
        let mut verbs = false;
        for k in (0..i).rev() {
            match self.items[k].kind {
                Kind::Relative => return verbs,
                Kind::Comma | Kind::Sub | Kind::That => return false,
                Kind::Verb => {
                    let tells = |v: &Verb| v.frame != 0 || v.class == BE;
                    if self.verb(k).is_some_and(tells) || self.verb_marked(k, PLACING) {
                        return false;
                    }
                    verbs = true;
                }
                Kind::Noun if self.noun(k).is_some_and(|n| n.event != 0) => return false,
                _ => {}
            }
        }
        false
    }

    /// "from Bamako", "150 km north of Bamako".
    fn distant(&self, i: usize) -> bool {
        let first = self.items[i].first;
        let far = |k| self.is(k, DIRECTION) && self.marked(k, DISTANCE);
        self.is_prep(i.wrapping_sub(1), FROM) || (first.saturating_sub(4)..first).any(far)
    }

    /// "radio reports broadcast in Bogota", "sources in Cartagena".
    fn of_source(&self, i: usize) -> bool {
        let says = |v: &Verb| v.class & SAY != 0 && v.frame == 0;
        let source = |k| self.head_is(k, SAYNOUN) || self.verb(k).is_some_and(says);
        i >= 2 && source(i - 2)
    }

    /// "mayor of Achi", "president of Peru": an office, not a place of the event.
    fn belongs_to_title(&self, i: usize) -> bool {
        i >= 2
            && self.is_prep(i - 1, OF)
            && self.head_is(i - 2, TITLE)
            && !self.head_is(i - 2, EVENT)
    }

    fn spot(&self, span: &Span, i: usize) -> Option<Spot> {
        let before = |classes| self.is_prep(i.wrapping_sub(1), classes);
        let prep = before(IN | OF | TO | PREP);
        let inside = before(IN);
        let (first, end) = self.place_tokens(span);
        let blank = Spot {
            in_town: (first..end).any(|t| self.marked(t, TOWN)),
            ..Spot::named(self.words(first, end))
        };
        let somebody = PERSON | TITLE | EVENT;
        match &span.what {
            Named::Country(id) if prep => Some(Spot {
                country: Some(*id),
                ..Spot::named(self.gazetteer.country(*id))
            }),
            // A surname of somebody named before is no city.
            Named::City(_) if !inside && self.memory.full(&blank.name).is_some() => None,
            Named::City(ids) => Some(Spot {
                led: inside,
                in_any: ids.clone(),
                ..blank
            }),
            Named::Place if end == first + 1 && self.marked(first, SAINT) => None,
            Named::Place => (!blank.name.is_empty()
                && self.gazetteer.people(&fold(&blank.name)).is_none())
            .then_some(blank),
            // A name behind "in" or "near" that is nobody's.
            Named::Person if end == first + 1 && self.marked(first, SAINT) => None,
            Named::Person if inside && !self.head_is(i, somebody) && self.alone(i) => Some(blank),
            _ => None,
        }
    }

    /// Whether a noun group is one name and nothing else but an article.
    fn alone(&self, i: usize) -> bool {
        let item = &self.items[i];
        let mut spans = self.spans_in(i);
        let (Some(span), None) = (spans.next(), spans.next()) else {
            return false;
        };
        let article = DET | ADJ | PLACENOUN | DIRECTION;
        span.end == item.end && (item.first..span.first).all(|k| self.is(k, article))
    }

    /// The name without "the town of" and "Department".
    pub(super) fn place_name(&self, span: &Span) -> &str {
        let (first, end) = self.place_tokens(span);
        self.words(first, end)
    }

    fn place_tokens(&self, span: &Span) -> (usize, usize) {
        let (mut first, mut end) = (span.first, span.end);
        while first < end && self.is(first, PLACENOUN | OF) {
            first += 1;
        }
        while !matches!(span.what, Named::City(_))
            && end > first + 1
            && self.is(end - 1, PLACENOUN)
            && !self.marked(end - 1, PART_OF_NAME)
        {
            end -= 1;
        }
        (first, end)
    }

    /// Who says it, nearest source first.
    pub(super) fn sources(&self) -> Vec<String> {
        let mut found = Vec::new();
        for i in 0..self.items.len() {
            let source = self
                .source(i)
                .filter(|s| !self.is_former(i) && !self.said_wrongly(*s));
            let name = source.and_then(|s| self.source_name(s));
            found.extend(name.filter(|name| !found.contains(name)));
        }
        found.truncate(3);
        found
    }

    /// Whether a verb says what somebody said, or counted: "put the toll at".
    pub(super) fn reports(&self, i: usize) -> bool {
        let figure = |k: usize| self.items[k].tokens().any(|t| self.marked(t, FIGURE));
        let counts = || self.verb_marked(i, PUT) && self.object(i).is_some_and(figure);
        let fact = |v: &Verb| !(v.passive || v.infinitive);
        self.verb(i)
            .is_some_and(|v| v.reports() || fact(v) && counts())
    }

    /// "not 21, as residents claimed".
    fn said_wrongly(&self, source: usize) -> bool {
        let named = source >= 2 && self.marked(self.items[source - 1].first, AS);
        let comma = source >= 3 && self.kind(source - 2) == Some(Kind::Comma);
        named && self.is_put_right(source - 2 - usize::from(comma))
    }

    /// The item that says who says what stands at an item: the last one before it, where the sentence
    /// begins with who says it, else the first one behind it.
    pub(super) fn speaker(&self, i: usize) -> Option<usize> {
        let reports = |k: &usize| self.kind(*k) == Some(Kind::According) || self.reports(*k);
        let says: Vec<usize> = (0..self.items.len()).filter(reports).collect();
        let told = |k: &usize| self.verb(*k).is_some_and(|v| v.frame != 0);
        let first = (0..self.items.len()).find(told).unwrap_or(i).min(i);
        if says.first().is_some_and(|k| *k < first) {
            return says.into_iter().rfind(|k| *k < i);
        }
        let behind = says.iter().find(|k| **k > i);
        behind.or(says.last()).copied()
    }

    /// Who an item says that says something.
    pub(super) fn said_by(&self, speaker: Option<usize>) -> Vec<String> {
        let source = speaker.and_then(|i| self.source(i).or_else(|| self.subject(i)));
        let name = source.and_then(|s| self.source_name(s));
        name.into_iter().collect()
    }

    /// The noun group of who says something, where an item says that somebody does.
    fn source(&self, i: usize) -> Option<usize> {
        let source = match self.kind(i)? {
            Kind::According
                if self.items.get(i + 1).is_some_and(|x| {
                    x.class & REL != 0 || matches!(x.kind, Kind::Sub | Kind::Relative)
                }) =>
            {
                self.behind(i + 2, BY)
            }
            Kind::According => Some(i + 1 + usize::from(self.is_prep(i + 1, TO))),
            Kind::Verb if self.reports(i) => self.sayer(i),
            _ => None,
        }?;
        let item = self.items.get(source);
        let what = item.is_some_and(|x| self.marked(x.first, WHAT));
        if what {
            self.behind_any(source, BY)
        } else {
            Some(source)
        }
    }

    fn sayer(&self, v: usize) -> Option<usize> {
        let somebody = |s: &usize| {
            self.is_people(*s)
                || self.head_is(*s, SAYNOUN | ORGNOUN)
                || self.spans_in(*s).next().is_some()
                || *s + 1 == v && self.noun(*s).is_some_and(|n| n.definite && !n.pronoun)
        };
        let either = [self.subject(v), self.object(v)];
        let mut known = either.into_iter().flatten();
        known.find(|s| somebody(s) && !self.is_toll(*s))
    }

    /// "21", "14 dead": a figure, and nobody who says anything.
    fn is_toll(&self, i: usize) -> bool {
        let end = self.items[i].end;
        let counts = |n: &Noun| n.count.1 == end || n.state != 0 || self.marked(n.head, ANYBODY);
        let figure = self.head_marked(i, FIGURE) && !self.head_is(i, SAYNOUN);
        figure || self.noun(i).is_some_and(|n| n.is_counted() && counts(n))
    }

    pub(super) fn source_name(&self, i: usize) -> Option<String> {
        self.noun(i)
            .filter(|n| !n.pronoun && n.head_class & EVENT == 0)
            .filter(|_| !self.is_toll(i))?;
        if let Some(name) = self.person_names(i).into_iter().next() {
            return Some(name);
        }
        let item = &self.items[i];
        let first = item.tokens().find(|k| !self.is(*k, DET | INDEF))?;
        Some(self.words(first, item.end).to_owned())
    }
}
