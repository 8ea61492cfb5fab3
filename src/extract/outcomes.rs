//! How it ended, and for whom.

use super::chunk::Kind;
use super::class::*;
use super::frame::Topic;
use super::mention::{Fact, Mention, Spot};
use super::sentence::Sentence;
use super::terms;

impl Sentence<'_> {
    /// "to the advantage of X", "heavy losses in the ranks of X", "the withdrawal of X".
    pub(super) fn outcome(&self, i: usize, topic: Topic, mention: &mut Mention) {
        let value = match topic {
            Topic::Withdrawal => terms::WITHDRAWAL,
            Topic::Advantage => terms::ADVANTAGE,
            Topic::Losses => terms::HEAVY_LOSSES,
            Topic::Defeat => terms::DEFEAT,
            Topic::Victory => terms::VICTORY,
            Topic::Strengthen => terms::STRENGTHENED,
            _ => return,
        };
        let mut of = i;
        let mut group = None;
        while group.is_none() && of < i + 7 && self.right_behind(of, PREPS).is_some() {
            of += 2;
            group = self.group(of);
        }
        let suffered = || {
            let v = i.checked_sub(1).filter(|_| topic == Topic::Losses)?;
            self.verb(v).filter(|x| !x.passive && x.class & BE == 0)?;
            self.group(self.subject(v)?)
        };
        let group = group
            .or_else(|| self.group(self.owner(i)?))
            .or_else(suffered);
        if let Some(group) = group {
            self.assert(mention, i, &terms::ENDED, group, value.into());
        }
    }

    /// "X has turned into a point of conflict between A and B".
    pub(super) fn contested(&self, i: usize, mention: &mut Mention) {
        let named = |k: usize| {
            self.noun(k).filter(|n| !n.pronoun)?;
            self.places_at(k).into_iter().next()
        };
        if let Some(name) = (0..i).rev().find_map(named) {
            self.assert(
                mention,
                i,
                &terms::CONTESTED_BETWEEN,
                name,
                terms::CONTESTED.into(),
            );
        }
    }

    /// "the withdrawal of X from Y": Y is lost by X.
    pub(super) fn loses(&self, i: usize, mention: &mut Mention) {
        if let (Some(loser), Some(from)) = (self.group_behind(i), self.behind(i, FROM)) {
            for place in self.places_or_anaphor(from) {
                self.assert(mention, i, &terms::LOSES, place, terms::lost_by(&loser));
            }
        }
    }

    /// "the entry of X into Y".
    pub(super) fn enters(&self, i: usize, mention: &mut Mention) {
        if let (Some(group), Some(into)) = (self.group_behind(i), self.behind(i, TO)) {
            for place in self.places_at(into) {
                self.assert(mention, i, &terms::ENTERS, place, group.clone());
            }
        }
    }

    /// "X has strengthened its presence in Y".
    pub(super) fn strengthens(&self, i: usize, mention: &mut Mention) {
        let its = self.object(i).is_some_and(|o| self.head_marked(o, GRIP));
        let group = self.subject(i).filter(|_| its).and_then(|s| self.group(s));
        if let Some(group) = group {
            self.assert(mention, i, &terms::ENDED, group, terms::STRENGTHENED.into());
        }
    }

    /// "for the past 48 hours": how long it has gone on.
    pub(super) fn goes_on_for(&self, mention: &mut Mention) {
        let lasting = |i: usize| {
            let item = &self.items[i];
            let before = (0..=2).any(|n| self.is(item.first.wrapping_sub(n), FOR));
            let led = item.tokens().any(|t| self.is(t, TIMELEAD));
            let number = item.tokens().find(|t| self.is(*t, NUMBER))?;
            let lasts = item.kind == Kind::Time && before && led;
            lasts.then(|| self.words(number, item.end))
        };
        let past = (0..self.items.len()).find_map(lasting);
        mention.facts.extend(past.map(|words| Fact {
            rule: &terms::LASTS,
            of: None,
            value: terms::at_least(words),
            text: None,
        }));
    }

    /// The places of a noun group, or the place that "the area" means.
    pub(super) fn places_or_anaphor(&self, i: usize) -> Vec<String> {
        let named = self.places_at(i);
        let meant = self.noun(i).is_some_and(|n| {
            n.definite
                && n.spans.is_empty()
                && !n.plural
                && n.head_class & PLACENOUN != 0
                && n.head_class & (PERSON | EVENT) == 0
        });
        if !named.is_empty() || !meant {
            return named;
        }
        let before = |(k, spot): &(usize, Spot)| *k < i && spot.country.is_none();
        let here = self
            .places()
            .into_iter()
            .rfind(before)
            .map(|(_, spot)| spot.name);
        let place = here.or_else(|| self.memory.place.clone());
        place.into_iter().collect()
    }

    /// "the border between A and B", as a name; or the last place named.
    pub(super) fn place_to_remember(&self, places: &[Spot]) -> Option<String> {
        let border = (0..self.items.len()).find_map(|i| self.border(i));
        let last = || {
            places
                .iter()
                .rfind(|spot| spot.country.is_none())
                .map(|s| s.name.clone())
        };
        border.or_else(last)
    }

    fn border(&self, i: usize) -> Option<String> {
        let first = self.between(i).filter(|_| self.head_marked(i, BORDER))?;
        let name = |k: usize| {
            let span = self.spans_in(k).next()?;
            Some(self.words(span.first, span.end))
        };
        let and = self.kind(first + 1) == Some(Kind::And);
        Some(terms::border(
            name(first)?,
            name(first + 2).filter(|_| and)?,
        ))
    }
}
