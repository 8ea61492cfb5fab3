//! What is not about victims: who holds a place, who leads a group, what was seized, how it ended.

use super::chunk::Kind;
use super::class;
use super::fold::fold;
use super::lexicon::Frame;
use super::mention::{Fact, Mention, Sort};
use super::sentence::Reader;
use super::span::Named;

impl Reader<'_, '_> {
    /// What a verb of a fact says.
    pub(super) fn fact_verb(&self, i: usize, template: &str, passive: bool, mention: &mut Mention) {
        match template {
            "control" => self.control(i, passive, mention),
            "lead" => self.leads(i, passive, mention),
            "expel" => self.expels(i, passive, mention),
            "withdraw" => self.withdraws(i, mention),
            "seize" => self.seizes(i, passive, mention),
            "last" => self.lasts(i, mention),
            "strengthen" => self.strengthens(i, passive, mention),
            "identify" => self.identifies(i, passive, mention),
            _ => {}
        }
    }

    /// What a noun of a fact says.
    pub(super) fn fact_noun(&self, i: usize, frame: &Frame, mention: &mut Mention) {
        match frame.fact.as_deref() {
            Some("control") => self.under_control(i, mention),
            Some("withdrawal" | "advantage" | "losses" | "strengthened" | "defeat" | "victory") => {
                self.outcome(i, frame.fact.as_deref().unwrap_or_default(), mention);
                if frame.id == "withdrawal" {
                    self.loses(i, mention);
                }
            }
            Some("contested") => self.contested(i, mention),
            Some("entry") => self.enters(i, mention),
            Some("strengthen") => self.outcome(i, "strengthened", mention),
            _ => {}
        }
    }

    pub(super) fn group(&self, i: usize) -> Option<String> {
        let noun = self.chunks.noun(i)?;
        if noun.pronoun {
            return self
                .group_to_the_left(i)
                .or_else(|| self.memory.group_before().map(str::to_owned));
        }
        if self.anaphor(i) {
            return self.memory.group_before().map(str::to_owned);
        }
        self.people()
            .organisations(i, true)
            .into_iter()
            .find(|w| matches!(w.sort, Sort::Organisation | Sort::Forces))
            .map(|w| w.name)
    }

    /// The organisation named last before an item, in its sentence.
    pub(super) fn group_to_the_left(&self, i: usize) -> Option<String> {
        let at = self.chunks.items[i].first;
        let named = self
            .chunks
            .spans
            .iter()
            .rev()
            .find(|s| s.end <= at && s.what == Named::Organisation)?;
        Some(self.chunks.view.words(named.first, named.end).to_owned())
    }

    /// "the group", "the organisation".
    pub(super) fn anaphor(&self, i: usize) -> bool {
        let Some(noun) = self.chunks.noun(i) else {
            return false;
        };
        noun.definite
            && noun.spans.is_empty()
            && noun.head_class & (class::ORGNOUN | class::GROUP) != 0
            && !noun.plural
            && noun.head_class & class::STATE_FORCE == 0
    }

    /// The places of a noun group and of the list behind it.
    pub(super) fn places_at(&self, i: usize) -> Vec<String> {
        let mut found = Vec::new();
        let mut at = i;
        while let Some(noun) = self.chunks.noun(at) {
            for s in &noun.spans {
                let span = &self.chunks.spans[*s];
                if matches!(span.what, Named::City(_) | Named::Place)
                    || span.what == Named::Person
                        && (!self.chunks.is_people(at)
                            || span.end == span.first + 1 && noun.head_class & class::TITLE == 0)
                {
                    let name = self.place_name(span);
                    if !name.is_empty() && self.gazetteer.people(&fold(&name)).is_none() {
                        found.push(name);
                    }
                }
            }
            let next = at + 1;
            let step = match self.chunks.kind(next) {
                Some(Kind::And) => 2,
                Some(Kind::Comma) if self.chunks.kind(next + 2) == Some(Kind::And) => 2,
                Some(Kind::Prep)
                    if self.chunks.is_prep(next, class::OF)
                        || found.is_empty()
                        || self
                            .chunks
                            .view
                            .words(self.chunks.items[next].first, self.chunks.items[next].end)
                            .eq_ignore_ascii_case("as far as") =>
                {
                    2
                }
                _ => break,
            };
            at += step;
        }
        found
    }

    pub(super) fn push(
        &self,
        mention: &mut Mention,
        attribute: &'static str,
        of: Option<String>,
        value: String,
        i: usize,
        rule: &'static str,
    ) {
        let item = &self.chunks.items[i];
        let text = self.chunks.item_words(item).to_owned();
        mention.facts.push(Fact {
            attribute,
            of,
            value,
            text: Some(text),
            rule,
        });
    }

    pub(super) fn control(&self, i: usize, passive: bool, mention: &mut Mention) {
        let (holder, place) = if passive {
            (self.chunks.behind(i, class::BY), self.chunks.subject(i))
        } else {
            (
                self.chunks.subject(i),
                self.chunks
                    .object(i)
                    .or_else(|| self.chunks.behind(i, class::OF)),
            )
        };
        let (Some(holder), Some(place)) = (holder.and_then(|h| self.group(h)), place) else {
            return;
        };
        for name in self.places_or_anaphor(place) {
            self.push(
                mention,
                "control",
                Some(name),
                holder.clone(),
                i,
                "holds a place",
            );
        }
        mention.parties.push(super::mention::Who {
            name: holder,
            sort: Sort::Organisation,
        });
    }

    /// "the area under the influence of X".
    pub(super) fn under_control(&self, i: usize, mention: &mut Mention) {
        let Some(holder) = self
            .chunks
            .is_prep(i + 1, class::OF)
            .then(|| self.group(i + 2))
            .flatten()
        else {
            return;
        };
        let under = i > 0
            && self
                .chunks
                .view
                .words(self.chunks.items[i - 1].first, self.chunks.items[i - 1].end)
                .eq_ignore_ascii_case("under");
        let verb = i > 0 && self.chunks.verb(i - 1).is_some();
        if !under && !verb {
            return;
        }
        let place = (0..i)
            .rev()
            .find(|k| !self.places_or_anaphor(*k).is_empty() && self.chunks.noun(*k).is_some());
        let Some(place) = place else { return };
        if let Some(name) = self.places_or_anaphor(place).into_iter().next() {
            self.push(
                mention,
                "control",
                Some(name),
                holder,
                i,
                "under the control of",
            );
        }
    }

    pub(super) fn leads(&self, i: usize, passive: bool, mention: &mut Mention) {
        let (group, leader) = if passive {
            (self.chunks.subject(i), self.chunks.behind(i, class::BY))
        } else {
            (self.chunks.object(i), self.chunks.subject(i))
        };
        let (Some(group), Some(leader)) = (group.and_then(|g| self.group(g)), leader) else {
            return;
        };
        let Some(name) = self
            .people()
            .person_names(leader)
            .into_iter()
            .next()
            .or_else(|| self.single_name(leader))
        else {
            return;
        };
        let item = &self.chunks.items[i];
        let past = (item.first..item.end).any(|k| {
            ["was", "were", "had"]
                .contains(&self.chunks.view.words(k, k + 1).to_lowercase().as_str())
        });
        let rule = if past { "was led by" } else { "led by" };
        self.push(
            mention,
            "role",
            Some(name),
            format!("leader of {group}"),
            i,
            rule,
        );
    }

    pub(super) fn single_name(&self, i: usize) -> Option<String> {
        let span = self.chunks.person(i)?;
        Some(self.chunks.view.words(span.first, span.end).to_owned())
    }

    pub(super) fn expels(&self, i: usize, passive: bool, mention: &mut Mention) {
        let (winner, loser) = if passive {
            (self.chunks.behind(i, class::BY), self.chunks.subject(i))
        } else {
            (self.chunks.subject(i), self.chunks.object(i))
        };
        let winner = winner.and_then(|w| self.group(w));
        let loser = loser.and_then(|l| {
            if self.chunks.noun(l).is_some_and(|n| n.pronoun) {
                self.memory.other_group(winner.as_deref())
            } else {
                self.group(l)
            }
        });
        let from = self
            .chunks
            .behind(i, class::FROM)
            .or_else(|| self.place_before_which(i));
        let places = from.map(|f| self.places_at(f)).unwrap_or_default();
        if let Some(winner) = &winner {
            for place in places {
                self.push(
                    mention,
                    "control",
                    Some(place),
                    winner.clone(),
                    i,
                    "expelled from",
                );
            }
            self.push(
                mention,
                "outcome",
                Some(winner.clone()),
                "victory".into(),
                i,
                "expelled from",
            );
        }
        if let Some(loser) = loser {
            self.push(
                mention,
                "outcome",
                Some(loser),
                "withdrawal".into(),
                i,
                "expelled from",
            );
        }
        if mention.kind.is_none() && !mention.facts.is_empty() {
            mention.kind = Some("clash".into());
        }
    }

    /// "Arbanda, from which X expelled it".
    pub(super) fn place_before_which(&self, i: usize) -> Option<usize> {
        let which = (0..i)
            .rev()
            .find(|k| self.chunks.kind(*k) == Some(Kind::Relative))?;
        let from = which
            .checked_sub(1)
            .filter(|k| self.chunks.is_prep(*k, class::FROM))?;
        (0..from).find(|k| !self.places_at(*k).is_empty())
    }

    pub(super) fn withdraws(&self, i: usize, mention: &mut Mention) {
        let Some(group) = self.chunks.subject(i).and_then(|s| self.group(s)) else {
            return;
        };
        self.push(
            mention,
            "outcome",
            Some(group),
            "withdrawal".into(),
            i,
            "withdraws",
        );
    }

    /// Things taken: "seized a car, 8 motorcycles and a quantity of weapons".
    pub(super) fn seizes(&self, i: usize, passive: bool, mention: &mut Mention) {
        let Some(first) = (if passive {
            self.chunks.subject(i)
        } else {
            self.chunks.object(i)
        }) else {
            return;
        };
        let mut at = first;
        while self.chunks.noun(at).is_some() {
            self.seized(at, mention);
            let mut next = at + 1;
            if self.chunks.is_prep(next, class::OF) {
                next += 2;
            }
            while matches!(self.chunks.kind(next), Some(Kind::And | Kind::Comma)) {
                next += 1;
            }
            if next == at + 1 || self.chunks.verb(next + 1).is_some_and(|v| !v.gerund) {
                break;
            }
            at = next;
        }
    }

    pub(super) fn seized(&self, at: usize, mention: &mut Mention) {
        let Some(noun) = self.chunks.noun(at) else {
            return;
        };
        let amount = self.chunks.is_prep(at + 1, class::OF) && noun.indefinite;
        let thing = if amount { at + 2 } else { at };
        let Some(inner) = self.chunks.noun(thing) else {
            return;
        };
        let last = self.chunks.items[thing].end - 1;
        if inner.head_class & class::THING == 0 {
            return;
        }
        let word = self.chunks.view.words(last, last + 1).to_lowercase();
        let number = self.people().number(at).filter(|_| !amount).map(|n| n.text);
        let value = match number {
            Some(n) => n,
            None if inner.indefinite && !amount => "1".into(),
            None => "at least 1".into(),
        };
        let plural = if word.ends_with('s') || word == "ammunition" || word == "aircraft" {
            word
        } else {
            format!("{word}s")
        };
        let text = self.chunks.item_words(&self.chunks.items[at]).to_owned();
        mention.facts.push(Fact {
            attribute: "seized",
            of: Some(plural),
            value,
            text: Some(text),
            rule: "seized",
        });
    }

    /// "continued for more than two hours".
    pub(super) fn lasts(&self, i: usize, mention: &mut Mention) {
        for k in i + 1..self.chunks.items.len().min(i + 4) {
            let item = &self.chunks.items[k];
            let words = self.chunks.item_words(item);
            let unit = (item.first..item.end).any(|t| self.chunks.view.is(t, class::TIMEUNIT));
            if unit
                && crate::claim::Measure::parse(words, crate::claim::Dimension::Duration).is_ok()
            {
                mention.facts.push(Fact {
                    attribute: "duration",
                    of: None,
                    value: words.to_owned(),
                    text: None,
                    rule: "lasted",
                });
                return;
            }
        }
    }
}
