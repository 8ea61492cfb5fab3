//! A toll told by its noun: "the death toll rose to 21", "the number of dead was lowered to 78 from 79".

use super::chunk::{Kind, Noun, Verb};
use super::class::*;
use super::frame::Frame;
use super::mention::Mention;
use super::sentence::Sentence;
use super::terms;

impl Sentence<'_> {
    /// The toll that a trigger tells of: the noun "toll" itself, or "dead" and "killed" behind "the number of".
    pub(super) fn toll_of(&self, i: usize, frame: &Frame) -> Option<Mention> {
        let effect = frame.effect?;
        let figure = self.figure(i, frame)?;
        let at = self.toll_at(figure, i)?;
        let mut victim = self.blank(effect, self.number(at)?, at, frame);
        terms::TOLL.clone_into(&mut victim.rule);
        Some(Mention {
            victims: vec![victim],
            aftermath: true,
            definite: true,
            verbal: true,
            ..Mention::default()
        })
    }

    /// The item of the noun that says that a count follows.
    fn figure(&self, i: usize, frame: &Frame) -> Option<usize> {
        if frame.toll && self.noun(i).is_some() {
            // "the toll of injured" is told by the injured.
            let state = self.noun(i + 2).map_or(0, |n| n.state);
            let framed = state != 0 || self.verb(i + 2).is_some_and(|v| v.frame != 0);
            return (!framed || !self.is_prep(i + 1, OF)).then_some(i);
        }
        // "the number of dead", "the number of confirmed deaths".
        let figure = |k: usize| {
            let bare = k > 0 && self.verb(k - 1).is_some_and(|v| v.bare);
            let of = (k - usize::from(bare)).checked_sub(1)?;
            let at = of.checked_sub(1)?;
            (self.is_prep(of, OF) && self.head_marked(at, FIGURE)).then_some(at)
        };
        let participle = self.verb(i).is_some_and(|v| v.bare);
        if let Some(at) = figure(i).filter(|_| participle) {
            return Some(at);
        }
        let group = if participle { i.checked_sub(1)? } else { i };
        let noun = self.noun(group).filter(|n| !n.is_counted())?;
        let mut others = self.items[group].tokens().filter(|t| *t != noun.head);
        if others.any(|t| self.marked(t, FIGURE)) {
            Some(group)
        } else {
            figure(group)
        }
    }

    /// The number that a toll has come to.
    fn toll_at(&self, figure: usize, trigger: usize) -> Option<usize> {
        // "Sube a 33 la cifra de muertos".
        let before = figure.checked_sub(2).filter(|p| self.leads_to(*p));
        if before.is_some() && self.is_figure(figure - 1) {
            return Some(figure - 1);
        }
        // "a death toll of 21", "death toll: 21".
        let colon = self.sign(self.items.get(trigger + 1)?.first, ':');
        if (self.is_prep(trigger + 1, OF) || colon) && self.is_figure(trigger + 2) {
            return Some(trigger + 2);
        }
        let ends =
            |k: &usize| self.items[*k].kind == Kind::But || self.sign(self.items[*k].first, ';');
        let rest = (trigger + 1..self.items.len()).take_while(|k| !ends(k));
        let leads = |k: &usize| {
            let reaches = |v: &Verb| v.class == BE || self.marked(v.main, REACH);
            let led = self.leads_to(*k) || self.verb(*k).is_some_and(reaches);
            led && self.is_figure(k + 1)
        };
        let at = rest.clone().find(leads)? + 1;
        // "could rise to 100", "is expected to reach 100".
        let unsure = |v: &Verb| !v.is_fact() || v.infinitive;
        let mut verbs = (trigger + 1..at).filter_map(|k| self.verb(k));
        (!verbs.any(unsure)).then_some(at)
    }

    /// "to 21"; "put the toll at 21", not "a bomb at 1215".
    fn leads_to(&self, k: usize) -> bool {
        let puts = |v: usize| self.verb_marked(v, PUT | REACH);
        self.is_prep(k, TO)
            || self.marked(self.items[k].first, TOWARD)
            || self.is_prep(k, IN) && self.marked(self.items[k].first, AT) && (0..k).any(puts)
    }

    /// A number alone, or of people: no age, no money, no time.
    fn is_figure(&self, i: usize) -> bool {
        let bare = |n: &Noun| {
            let people = n.state != 0 || n.head_class & PERSON != 0;
            n.is_counted() && n.spans.is_empty() && (n.count.1 == self.items[i].end || people)
        };
        self.noun(i).is_some_and(bare) && !self.is_money(i) && !self.is_age(i)
    }
}
