//! Noun groups as people: how many, who by name, whose, and of what sort.

use super::chunk::{Kind, Noun};
use super::class::*;
use super::fold;
use super::frame::Effect;
use super::mention::{Number, Victim};
use super::sentence::Sentence;
use crate::claim::Quantity;

impl Sentence<'_> {
    /// The victims in a list of noun groups.
    pub(super) fn victims(&self, list: &[usize], effect: Effect, rule: &str) -> Vec<Victim> {
        let of_one = |(n, item): (usize, &usize)| {
            let counted = self.noun(list[0]).is_some_and(Noun::is_counted);
            let inside = counted && *item > 0 && self.marked(self.items[item - 1].first, INCLUDING);
            let part = n > 0 && (inside || self.named_after_count(list[0], *item));
            let found = self.victim(*item, effect, rule).into_iter();
            found.map(move |victim| Victim { part, ..victim })
        };
        list.iter().enumerate().flat_map(of_one).collect()
    }

    /// "six priests, A, B and C": the named ones are of the six.
    fn named_after_count(&self, first: usize, item: usize) -> bool {
        let (Some(a), Some(b)) = (self.noun(first), self.noun(item)) else {
            return false;
        };
        a.is_counted()
            && !self.names_person(first)
            && !b.is_counted()
            && self.names_person(item)
            && !b.indefinite
            && self.kind(first + 1) == Some(Kind::Comma)
    }

    /// The victims in one noun group.
    pub(super) fn victim(&self, i: usize, effect: Effect, rule: &str) -> Vec<Victim> {
        let Some(noun) = self.noun(i) else {
            return Vec::new();
        };
        let state = self
            .lexicon
            .frame_of(noun.state)
            .and_then(|frame| frame.effect);
        // "one man dead and three injured": not the dead.
        let another = state.is_some_and(|state| state != effect && noun.is_counted());
        if self.is_put_right(i) || another {
            return Vec::new();
        }
        let somebody = self.somebody_before(i);
        if somebody.is_none() && self.means_one(i, effect) {
            return vec![Victim {
                number: Some(Number::exactly(1)),
                implied: true,
                ..self.somebody(effect, i, rule)
            }];
        }
        let people = self.is_people(i) || self.counts_somebody(i);
        if (noun.none || noun.pronoun || !people) && somebody.is_none() {
            return Vec::new();
        }
        let people = self.partitive(i).unwrap_or(i);
        let base = self.described(i, people, effect, rule);
        let named = |name: Option<String>| Victim {
            name,
            number: None,
            whom: None,
            ..base.clone()
        };
        if somebody.is_some() {
            return vec![named(somebody)];
        }
        let persons = self.person_names(i);
        if !persons.is_empty() {
            return persons.into_iter().map(|name| named(Some(name))).collect();
        }
        if let Some(name) = self.name_in_apposition(i) {
            return vec![named(Some(name))];
        }
        let one = !noun.plural && self.noun(people).is_some_and(|n| !n.plural);
        let nobody = one || !self.head_is(people, PERSON);
        if base.number.is_none() && nobody {
            return Vec::new();
        }
        vec![base]
    }

    /// "the victim", "he": one person told of before, by no name.
    fn means_one(&self, i: usize, effect: Effect) -> bool {
        let hurt = [Effect::Killed, Effect::Wounded, Effect::Hit].contains(&effect);
        hurt && self.noun(i).is_some_and(|noun| {
            let described = noun.definite
                && noun.spans.is_empty()
                && noun.head_class & PERSON != 0
                && noun.head_class & GROUP == 0
                && !(noun.plural || noun.others || noun.is_counted());
            described || noun.pronoun && self.marked(noun.head, ONE_PERSON)
        })
    }

    /// A noun group as somebody to whom something happened, nobody by name.
    fn described(&self, i: usize, people: usize, effect: Effect, rule: &str) -> Victim {
        let (mine, others) = self.noun(i).map_or((0, false), |n| (n.class, n.others));
        let class = mine | self.noun(people).map_or(0, |n| n.class);
        Victim {
            number: self.number(self.whole(i, people)),
            whom: self.whom(people),
            of: self.group_of(i),
            others,
            rebel: class & REBEL != 0,
            ..self.somebody(effect, i, rule)
        }
    }

    /// Somebody of whom nothing is known but what happened.
    pub(super) fn somebody(&self, effect: Effect, i: usize, rule: &str) -> Victim {
        let item = &self.items[i];
        Victim {
            effect,
            number: None,
            whom: None,
            of: None,
            name: None,
            others: false,
            part: false,
            implied: false,
            rebel: false,
            rule: rule.to_owned(),
            at: (self.tokens[item.first].start, self.tokens[item.end - 1].end),
        }
    }

    /// The noun group that a group, a number or a body is of: "a group of nine soldiers".
    fn partitive(&self, i: usize) -> Option<usize> {
        let noun = self.noun(i)?;
        let part =
            noun.head_class & (GROUP | VAGUE | NUMBER) != 0 || noun.count.1 == self.items[i].end;
        self.right_behind(i, OF).filter(|_| part)
    }

    /// "one of the five people killed": the five.
    fn whole(&self, i: usize, people: usize) -> usize {
        let counted = self
            .noun(people)
            .is_some_and(|n| n.is_counted() && n.definite);
        if counted { people } else { i }
    }

    /// How many a noun group says.
    pub(super) fn number(&self, i: usize) -> Option<Number> {
        let noun = self.noun(i)?;
        if noun.none {
            return None;
        }
        if noun.is_counted() {
            return self.counted(noun.count, noun.others);
        }
        let group = noun.head_class & GROUP != 0;
        if let Some(inner) = self.partitive(i).filter(|_| group) {
            let counted = self.noun(inner).is_some_and(Noun::is_counted);
            return self.number(inner).filter(|_| counted);
        }
        // A dual: one word for two persons.
        let dual = self.tokens[noun.head].value;
        if dual == 2 && noun.head_class & PERSON != 0 {
            return Some(Number::exactly(2));
        }
        // "Man dies after shooting": a headline without articles.
        let headline = noun.is_bare() && noun.spans.is_empty();
        let one = (noun.indefinite || noun.others || headline)
            && (!noun.plural || noun.indefinite && noun.state != 0)
            && noun.head_class & (PERSON | TITLE) != 0
            && !group;
        one.then(|| Number::exactly(1))
    }

    /// The count of some tokens.
    fn counted(&self, range: (usize, usize), others: bool) -> Option<Number> {
        let words = fold(self.words(range.0, range.1)).replace('\'', " ");
        let hedged = self.lexicon.hedge(&words);
        let english = hedged.map(|(hedge, length)| {
            let rest = words[length..].trim();
            match self.digits_of(rest) {
                Some(number) => format!("{hedge} {number}"),
                None => format!("{hedge} {rest}").trim().to_owned(),
            }
        });
        let text = english.unwrap_or(words);
        let by_value = || {
            let numbers = self.tokens[range.0..range.1].iter();
            let token = numbers.filter(|t| t.is(NUMBER)).find(|t| t.value > 0)?;
            Some(u64::from(token.value))
        };
        let number = match Quantity::parse(&text) {
            Ok(quantity) => Number { text, quantity },
            Err(_) => Number::exactly(self.digits_of(&text).or_else(by_value)?),
        };
        Some(if others { number.of_others() } else { number })
    }

    /// Number words that the grammar of counts does not know, as a number.
    fn digits_of(&self, words: &str) -> Option<u64> {
        let entry = self.lexicon.entry(self.lexicon.find(words));
        (entry.class & NUMBER != 0 && entry.value > 0).then(|| u64::from(entry.value))
    }

    /// The category of the people: the last word of the group, where it says anything.
    fn whom(&self, i: usize) -> Option<String> {
        let noun = self.noun(i)?;
        let word = self.words(noun.head, noun.head + 1).to_lowercase();
        let says = noun.head_class & PERSON != 0
            && !self.marked(noun.head, ANYBODY)
            && word.chars().any(char::is_alphabetic);
        says.then(|| self.lexicon.language.many.of(&word))
    }
}
