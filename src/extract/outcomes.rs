//! How it ended, and for whom.

use super::chunk::Kind;
use super::class;
use super::fold::fold;
use super::mention::{Fact, Mention, Spot};
use super::sentence::Reader;

impl Reader<'_, '_> {
    /// "to the advantage of X", "heavy losses in the ranks of X", "the withdrawal of X".
    pub(super) fn outcome(&self, i: usize, term: &str, mention: &mut Mention) {
        let mut of = i + 1;
        let mut group = None;
        while group.is_none() && of < self.chunks.items.len().min(i + 8) {
            if self.chunks.kind(of) == Some(Kind::Prep)
                && self.chunks.kind(of + 1) == Some(Kind::Noun)
            {
                group = self.group(of + 1);
                of += 2;
            } else {
                break;
            }
        }
        let group = group
            .or_else(|| {
                (i >= 2 && self.chunks.kind(i - 1) == Some(Kind::Possessive))
                    .then(|| self.group(i - 2))
                    .flatten()
            })
            .or_else(|| {
                let v = i.checked_sub(1).filter(|v| {
                    self.chunks
                        .verb(*v)
                        .is_some_and(|x| !x.passive && x.class & class::BE == 0)
                })?;
                if term == "losses" {
                    self.group(self.chunks.subject(v)?)
                } else {
                    None
                }
            });
        let value = match term {
            "losses" => "heavy losses",
            other => other,
        };
        if let Some(group) = group {
            self.push(
                mention,
                "outcome",
                Some(group),
                value.to_owned(),
                i,
                "how it ended",
            );
        }
    }

    /// "X has turned into a point of conflict between A and B".
    pub(super) fn contested(&self, i: usize, mention: &mut Mention) {
        let place = (0..i).rev().find(|k| {
            !self.places_at(*k).is_empty() && self.chunks.noun(*k).is_some_and(|n| !n.pronoun)
        });
        if let Some(name) = place.and_then(|p| self.places_at(p).into_iter().next()) {
            self.push(
                mention,
                "control",
                Some(name),
                "contested".into(),
                i,
                "contested between",
            );
        }
    }

    /// "the withdrawal of X from Y": Y is lost by X.
    pub(super) fn loses(&self, i: usize, mention: &mut Mention) {
        let loser = self
            .chunks
            .is_prep(i + 1, class::OF)
            .then(|| self.group(i + 2))
            .flatten();
        let from = self.chunks.behind(i, class::FROM);
        let (Some(loser), Some(from)) = (loser, from) else {
            return;
        };
        for place in self.places_or_anaphor(from) {
            let value = format!("lost by {loser}");
            self.push(mention, "control", Some(place), value, i, "withdrawal from");
        }
    }

    /// "the entry of X into Y".
    pub(super) fn enters(&self, i: usize, mention: &mut Mention) {
        let group = self
            .chunks
            .is_prep(i + 1, class::OF)
            .then(|| self.group(i + 2))
            .flatten();
        let into = self.chunks.behind(i, class::TO);
        let (Some(group), Some(into)) = (group, into) else {
            return;
        };
        for place in self.places_at(into) {
            self.push(
                mention,
                "control",
                Some(place),
                group.clone(),
                i,
                "entry into",
            );
        }
    }

    /// "X has strengthened its presence in Y".
    pub(super) fn strengthens(&self, i: usize, passive: bool, mention: &mut Mention) {
        const HOLD: &[&str] = &[
            "presence",
            "position",
            "positions",
            "grip",
            "hold",
            "influence",
            "control",
            "power",
        ];
        let object = self.chunks.object(i).and_then(|o| self.chunks.noun(o));
        let its = object.is_some_and(|n| {
            let head = self.chunks.view.words(n.head, n.head + 1).to_lowercase();
            HOLD.contains(&head.as_str())
        });
        let group = self.chunks.subject(i).and_then(|s| self.group(s));
        if let (true, false, Some(group)) = (its, passive, group) {
            let value = "strengthened".to_owned();
            self.push(mention, "outcome", Some(group), value, i, "how it ended");
        }
    }

    /// "for the past 48 hours": how long it has gone on.
    pub(super) fn goes_on_for(&self, mention: &mut Mention) {
        for item in &self.chunks.items {
            let before = (1..=2).any(|n| {
                let t = item.first.wrapping_sub(n);
                self.chunks.view.is(t, class::FOR)
            });
            let lasting = item.kind == Kind::Time
                && (before || self.chunks.view.is(item.first, class::FOR))
                && (item.first..item.end).any(|t| self.chunks.view.is(t, class::TIMELEAD));
            let number = (item.first..item.end).find(|t| self.chunks.view.is(*t, class::NUMBER));
            if let (true, Some(number)) = (lasting, number) {
                let words = self.chunks.view.words(number, item.end);
                mention.facts.push(Fact {
                    attribute: "duration",
                    of: None,
                    value: format!("at least {words}"),
                    text: None,
                    rule: "for the past",
                });
                return;
            }
        }
    }

    /// The places of a noun group, or the place that "the area" means.
    pub(super) fn places_or_anaphor(&self, i: usize) -> Vec<String> {
        let named = self.places_at(i);
        if !named.is_empty() {
            return named;
        }
        let meant = self.chunks.noun(i).is_some_and(|n| {
            n.definite
                && n.spans.is_empty()
                && !n.plural
                && n.head_class & class::PLACENOUN != 0
                && n.head_class & (class::PERSON | class::EVENT) == 0
        });
        let before = || {
            let near = |(k, spot): &(usize, Spot)| *k < i && !spot.is_country;
            self.places()
                .into_iter()
                .rfind(near)
                .map(|(_, spot)| spot.name)
        };
        if !meant {
            return Vec::new();
        }
        before()
            .or_else(|| self.memory.place_before().map(str::to_owned))
            .into_iter()
            .collect()
    }

    /// "the border between A and B", as a name; or the last place named.
    pub(super) fn place_to_remember(&self, places: &[Spot]) -> Option<String> {
        let border = (0..self.chunks.items.len()).find_map(|i| self.border(i));
        let last = || {
            places
                .iter()
                .rfind(|spot| !spot.is_country)
                .map(|s| s.name.clone())
        };
        border.or_else(last)
    }

    fn border(&self, i: usize) -> Option<String> {
        let noun = self.chunks.noun(i)?;
        let head = fold(self.chunks.view.words(noun.head, noun.head + 1));
        if !matches!(
            head.as_str(),
            "border" | "frontier" | "frontiere" | "frontera"
        ) {
            return None;
        }
        let first = self.between(i)?;
        let name = |k: usize| {
            let n = self.chunks.noun(k)?;
            let span = &self.chunks.spans[*n.spans.first()?];
            Some(self.chunks.view.words(span.first, span.end))
        };
        let and = self.chunks.kind(first + 1) == Some(Kind::And);
        let (a, b) = (name(first)?, name(first + 2).filter(|_| and)?);
        Some(format!("{a}–{b} border"))
    }
}
