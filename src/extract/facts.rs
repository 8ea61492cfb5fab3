//! What is not about victims: who holds a place, who leads a group, what was seized.

use super::chunk::{Item, Kind};
use super::class::*;
use super::fold;
use super::frame::Topic;
use super::mention::{Fact, Mention, Sort, Who};
use super::sentence::Sentence;
use super::span::{Named, Span};
use super::terms::{self, Rule};

impl Sentence<'_> {
    /// What a verb of a fact says.
    pub(super) fn fact_verb(&self, i: usize, topic: Topic, passive: bool, mention: &mut Mention) {
        let (agent, other) = if passive {
            (self.behind(i, BY), self.subject(i))
        } else {
            (self.subject(i), self.object(i))
        };
        match topic {
            Topic::Control => self.holds(i, agent, other, mention),
            Topic::Lead => self.leads(i, agent, other, mention),
            Topic::Expel => self.expels(i, agent, other, mention),
            Topic::Withdraw => {
                if let Some(group) = self.subject(i).and_then(|s| self.group(s)) {
                    self.assert(
                        mention,
                        i,
                        &terms::WITHDRAWS,
                        group,
                        terms::WITHDRAWAL.into(),
                    );
                }
            }
            Topic::Seize => self.seizes(other, mention),
            Topic::Last => self.lasts(i, mention),
            Topic::Strengthen if !passive => self.strengthens(i, mention),
            Topic::Identify => self.identifies(i, other, mention),
            _ => {}
        }
    }

    /// What a noun of a fact says.
    pub(super) fn fact_noun(&self, i: usize, topic: Topic, mention: &mut Mention) {
        match topic {
            Topic::Control => self.under_control(i, mention),
            Topic::Contested => self.contested(i, mention),
            Topic::Entry => self.enters(i, mention),
            Topic::Withdrawal => {
                self.outcome(i, topic, mention);
                self.loses(i, mention);
            }
            _ => self.outcome(i, topic, mention),
        }
    }

    /// The group that a noun group names, or means.
    pub(super) fn group(&self, i: usize) -> Option<String> {
        let noun = self.noun(i)?;
        let before = || self.memory.group_before().map(str::to_owned);
        if noun.pronoun {
            return self.group_to_the_left(i).or_else(before);
        }
        // "the group", "the organisation".
        let anaphor = noun.definite
            && noun.spans.is_empty()
            && noun.head_class & (ORGNOUN | GROUP) != 0
            && !noun.plural
            && noun.head_class & STATE_FORCE == 0;
        if anaphor {
            return before();
        }
        let mut found = self.organisations(i, true).into_iter();
        let named = |w: &Who| matches!(w.sort, Sort::Organisation | Sort::Forces);
        found.find(named).map(|w| w.name)
    }

    /// The organisation named last before an item, in its sentence.
    fn group_to_the_left(&self, i: usize) -> Option<String> {
        let at = self.items[i].first;
        let before = |s: &&Span| s.end <= at && s.what == Named::Organisation;
        let named = self.spans.iter().rev().find(before)?;
        Some(self.words(named.first, named.end).to_owned())
    }

    /// The group of "the withdrawal of X".
    pub(super) fn group_behind(&self, i: usize) -> Option<String> {
        if self.is_prep(i + 1, OF) {
            self.group(i + 2)
        } else {
            None
        }
    }

    /// The places of a noun group and of the list behind it.
    pub(super) fn places_at(&self, i: usize) -> Vec<String> {
        let mut found = Vec::new();
        let mut at = i;
        while self.noun(at).is_some() {
            // A name that nothing says is a person's may be a place's.
            let alone = |s: &Span| s.end == s.first + 1 && !self.head_is(at, TITLE);
            let placed = |s: &&Span| match s.what {
                Named::City(_) | Named::Place => true,
                Named::Person => !self.is_people(at) || alone(s),
                _ => false,
            };
            let spans = self.spans_in(at).filter(placed);
            let names = spans.map(|span| self.place_name(span));
            let no_people = |n: &&str| !n.is_empty() && self.gazetteer.people(&fold(n)).is_none();
            found.extend(names.filter(no_people).map(str::to_owned));
            let next = at + 1;
            let goes_on = match self.kind(next) {
                Some(Kind::And) => true,
                Some(Kind::Comma) => self.kind(next + 2) == Some(Kind::And),
                Some(Kind::Prep) => {
                    self.is_prep(next, OF)
                        || found.is_empty()
                        || self.marked(self.items[next].first, AS_FAR_AS)
                }
                _ => false,
            };
            if !goes_on {
                break;
            }
            at += 2;
        }
        found
    }

    /// Writes down what a rule asserts of somebody or of a place.
    pub(super) fn assert(
        &self,
        mention: &mut Mention,
        i: usize,
        rule: &'static Rule,
        of: String,
        value: String,
    ) {
        mention.facts.push(Fact {
            rule,
            of: Some(of),
            value,
            text: Some(self.item_words(i).to_owned()),
        });
    }

    fn holds(&self, i: usize, holder: Option<usize>, place: Option<usize>, mention: &mut Mention) {
        let place = place.or_else(|| self.behind(i, OF));
        let (Some(holder), Some(place)) = (holder.and_then(|h| self.group(h)), place) else {
            return;
        };
        for name in self.places_or_anaphor(place) {
            self.assert(mention, i, &terms::HOLDS, name, holder.clone());
        }
        mention.parties.push(Who::new(&holder, Sort::Organisation));
    }

    /// "the area under the influence of X".
    fn under_control(&self, i: usize, mention: &mut Mention) {
        let Some(before) = i.checked_sub(1) else {
            return;
        };
        let under = self.marked(self.items[before].first, UNDER);
        let held = under || self.verb(before).is_some();
        let holder = self.group_behind(i).filter(|_| held);
        let first = |k: usize| self.places_or_anaphor(k).into_iter().next();
        let place = (0..i).rev().find_map(first);
        if let (Some(holder), Some(place)) = (holder, place) {
            self.assert(mention, i, &terms::UNDER_CONTROL, place, holder);
        }
    }

    fn leads(&self, i: usize, leader: Option<usize>, group: Option<usize>, mention: &mut Mention) {
        let (Some(group), Some(leader)) = (group.and_then(|g| self.group(g)), leader) else {
            return;
        };
        let single = || {
            let span = self.person(leader)?;
            Some(self.words(span.first, span.end).to_owned())
        };
        let Some(name) = self.person_names(leader).into_iter().next().or_else(single) else {
            return;
        };
        let mut tokens = self.items[i].tokens();
        let past = tokens.any(|k| self.marked(k, PAST_AUXILIARY));
        let rule = if past { &terms::WAS_LED } else { &terms::LED };
        self.assert(mention, i, rule, name, terms::leader_of(&group));
    }

    fn expels(&self, i: usize, winner: Option<usize>, loser: Option<usize>, mention: &mut Mention) {
        let winner = winner.and_then(|w| self.group(w));
        let loser = loser.and_then(|l| {
            if self.noun(l).is_some_and(|n| n.pronoun) {
                self.memory.other_group(winner.as_deref())
            } else {
                self.group(l)
            }
        });
        if let Some(winner) = winner {
            let from = self.behind(i, FROM).or_else(|| self.place_before_which(i));
            for place in from.map(|f| self.places_at(f)).unwrap_or_default() {
                self.assert(mention, i, &terms::TAKES, place, winner.clone());
            }
            self.assert(mention, i, &terms::EXPELS, winner, terms::VICTORY.into());
        }
        if let Some(loser) = loser {
            self.assert(mention, i, &terms::EXPELS, loser, terms::WITHDRAWAL.into());
        }
        if !mention.facts.is_empty() {
            let fight = || self.lexicon.kinds.fight.clone();
            mention.kind.get_or_insert_with(fight);
        }
    }

    /// "Arbanda, from which X expelled it".
    fn place_before_which(&self, i: usize) -> Option<usize> {
        let relative = |item: &Item| item.kind == Kind::Relative;
        let which = self.items[..i].iter().rposition(relative)?;
        let from = which.checked_sub(1).filter(|k| self.is_prep(*k, FROM))?;
        (0..from).find(|k| !self.places_at(*k).is_empty())
    }

    /// Things taken: "seized a car, 8 motorcycles and a quantity of weapons".
    fn seizes(&self, first: Option<usize>, mention: &mut Mention) {
        let Some(mut at) = first else { return };
        while self.noun(at).is_some() {
            mention.facts.extend(self.seized(at));
            let mut next = at + 1;
            if self.is_prep(next, OF) {
                next += 2;
            }
            while matches!(self.kind(next), Some(Kind::And | Kind::Comma)) {
                next += 1;
            }
            if next == at + 1 || self.verb(next + 1).is_some_and(|v| !v.gerund) {
                break;
            }
            at = next;
        }
    }

    fn seized(&self, at: usize) -> Option<Fact> {
        let amount = self.is_prep(at + 1, OF) && self.noun(at)?.indefinite;
        let thing = if amount { at + 2 } else { at };
        let inner = self.noun(thing).filter(|n| n.head_class & THING != 0)?;
        let last = self.items[thing].end - 1;
        let one = || {
            let one = "1".to_owned();
            if inner.indefinite && !amount {
                one
            } else {
                terms::at_least(&one)
            }
        };
        let number = self.number(at).filter(|_| !amount);
        let word = self.words(last, last + 1).to_lowercase();
        Some(Fact {
            rule: &terms::SEIZED,
            of: Some(self.lexicon.language.many.of(&word)),
            value: number.map_or_else(one, |n| n.text),
            text: Some(self.item_words(at).to_owned()),
        })
    }

    /// "continued for more than two hours".
    fn lasts(&self, i: usize, mention: &mut Mention) {
        let measures = |k: usize| {
            let unit = self.items[k].tokens().any(|t| self.is(t, TIMEUNIT));
            let words = self.item_words(k);
            let read = crate::claim::Measure::parse(words, Some(crate::claim::Dimension::Duration));
            (unit && read.is_ok()).then(|| words.to_owned())
        };
        let lasted = (i + 1..self.items.len().min(i + 4)).find_map(measures);
        mention.facts.extend(lasted.map(|value| Fact {
            rule: &terms::LASTED,
            of: None,
            value,
            text: None,
        }));
    }
}
