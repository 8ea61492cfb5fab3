//! Noun groups as people: how many, who by name, whose, and of what sort.

use super::chunk::{Chunks, Kind};
use super::class;
use super::lexicon::{Effect, Lexicon};
use super::memory::Memory;
use super::mention::{Number, Victim};
use crate::claim::Quantity;

/// What is needed to read people.
pub(super) struct People<'c, 'a> {
    pub(super) chunks: &'c Chunks<'a>,
    pub(super) lexicon: &'c Lexicon,
    pub(super) memory: &'c Memory,
}

/// Words that say that people are meant, and no more.
const ANYBODY: &[&str] = &[
    "people",
    "persons",
    "person",
    "individuals",
    "individual",
    "others",
    "other",
    "dead",
    "wounded",
    "injured",
    "victims",
    "victim",
    "casualties",
    "fatalities",
    "deaths",
    "lives",
    "life",
    "bodies",
    "body",
    "members",
    "member",
    "total",
    "more",
    "group",
    "missing",
    "one",
    "corpses",
    "remains",
    "personnes",
    "personne",
    "morts",
    "mort",
    "blesses",
    "blessés",
    "personas",
    "persona",
    "muertos",
    "muerto",
    "heridos",
    "أشخاص",
    "شخصا",
    "شخص",
    "قتيلا",
    "قتلى",
    "جريحا",
    "جرحى",
    "autres",
    "otros",
    "otras",
    "victimes",
    "corps",
    "cuerpos",
    "víctimas",
    "vies",
    "vidas",
    "آخرين",
    "آخرون",
];

impl People<'_, '_> {
    /// The victims in a list of noun groups.
    pub(super) fn victims(&self, list: &[usize], effect: Effect, rule: &str) -> Vec<Victim> {
        let mut found: Vec<Victim> = Vec::new();
        for (n, item) in list.iter().enumerate() {
            for victim in self.victim(*item, effect, rule) {
                found.push(Victim {
                    part: n > 0 && self.named_after_count(list[0], *item),
                    ..victim
                });
            }
        }
        found
    }

    /// "six priests, A, B and C": the named ones are of the six.
    pub(super) fn named_after_count(&self, first: usize, item: usize) -> bool {
        let (Some(a), Some(b)) = (self.chunks.noun(first), self.chunks.noun(item)) else {
            return false;
        };
        a.count.1 > 0
            && !self.chunks.names_person(first)
            && b.count.1 == 0
            && self.chunks.names_person(item)
            && !b.indefinite
            && self.chunks.kind(first + 1) == Some(Kind::Comma)
    }

    /// The victims in one noun group.
    pub(super) fn victim(&self, i: usize, effect: Effect, rule: &str) -> Vec<Victim> {
        let Some(noun) = self.chunks.noun(i) else {
            return Vec::new();
        };
        let somebody = self.somebody_before(i);
        let people = self.chunks.is_people(i) || self.chunks.counts_somebody(i);
        let nobody = noun.none || noun.pronoun || !people;
        if nobody && somebody.is_none() {
            return Vec::new();
        }
        let people = self.partitive(i).unwrap_or(i);
        let base = self.described(i, people, effect, rule);
        if somebody.is_some() {
            return vec![Victim {
                name: somebody,
                number: None,
                whom: None,
                ..base
            }];
        }
        let names = self.person_names(i);
        if names.is_empty() {
            if let Some(name) = self.name_in_apposition(i) {
                return vec![Victim {
                    name: Some(name),
                    role: Some(self.chunks.item_words(&self.chunks.items[i]).to_owned()),
                    number: None,
                    ..base
                }];
            }
            let counted = base.number.is_some();
            if !counted
                && (noun.definite && !noun.plural
                    || self
                        .chunks
                        .noun(people)
                        .is_some_and(|n| n.head_class & class::PERSON == 0))
            {
                return Vec::new();
            }
            return vec![base];
        }
        let office = self.role(i);
        names
            .into_iter()
            .map(|name| Victim {
                name: Some(name),
                role: office.clone(),
                number: None,
                whom: None,
                ..base.clone()
            })
            .collect()
    }

    /// A noun group as somebody to whom something happened, nobody by name.
    fn described(&self, i: usize, people: usize, effect: Effect, rule: &str) -> Victim {
        let noun = self.chunks.noun(i);
        let item = &self.chunks.items[i];
        let tokens = self.chunks.view.tokens;
        let at = (tokens[item.first].start, tokens[item.end - 1].end);
        let (mine, others) = noun.map_or((0, false), |n| (n.class, n.others));
        let class = mine | self.chunks.noun(people).map_or(0, |n| n.class);
        Victim {
            effect,
            number: self.number(i),
            whom: self.whom(people),
            of: self.group_of(i),
            name: None,
            role: None,
            others,
            part: false,
            rebel: class & class::REBEL != 0,
            soldier: class & class::STATE_FORCE != 0,
            rule: rule.to_owned(),
            at,
        }
    }

    /// The noun group that a group, a number or a body is of: "a group of nine soldiers".
    pub(super) fn partitive(&self, i: usize) -> Option<usize> {
        let noun = self.chunks.noun(i)?;
        let of =
            self.chunks.is_prep(i + 1, class::OF) && self.chunks.kind(i + 2) == Some(Kind::Noun);
        let part = noun.head_class & (class::GROUP | class::VAGUE | class::NUMBER) != 0
            || noun.count.1 == self.chunks.items[i].end;
        (of && part).then_some(i + 2)
    }

    /// How many a noun group says.
    pub(super) fn number(&self, i: usize) -> Option<Number> {
        let noun = self.chunks.noun(i)?;
        if noun.none {
            return None;
        }
        if noun.count.1 > 0 {
            return self.counted(noun.count, noun.others);
        }
        if noun.head_class & class::GROUP != 0
            && let Some(inner) = self.partitive(i)
        {
            return self
                .number(inner)
                .filter(|_| self.chunks.noun(inner).is_some_and(|n| n.count.1 > 0));
        }
        // The dual of Arabic: one word for two persons.
        let dual = self
            .chunks
            .view
            .tokens
            .get(noun.head)
            .map_or(0, |t| t.value);
        if dual == 2 && noun.head_class & class::PERSON != 0 {
            return Some(Number {
                text: "2".into(),
                best: Some(2),
                low: 2,
                exact: true,
            });
        }
        let one = (noun.indefinite || noun.others)
            && !noun.plural
            && noun.head_class & (class::PERSON | class::TITLE) != 0
            && noun.head_class & class::GROUP == 0;
        one.then(|| Number {
            text: "1".into(),
            best: Some(1),
            low: 1,
            exact: true,
        })
    }

    /// The count of some tokens.
    pub(super) fn counted(&self, range: (usize, usize), others: bool) -> Option<Number> {
        let words = self.chunks.view.words(range.0, range.1);
        let text = self.in_english(words);
        let quantity = Quantity::parse(&text)
            .ok()
            .or_else(|| self.by_value(range))?;
        let phrase = if Quantity::parse(&text).is_ok() {
            text
        } else {
            quantity.best.map_or(quantity.low, |b| b).to_string()
        };
        let phrase = if others {
            format!("{phrase} others")
        } else {
            phrase
        };
        Some(Number {
            text: phrase,
            best: quantity.best,
            low: quantity.low,
            exact: quantity.as_exact().is_some(),
        })
    }

    /// The hedge of another language in the words of the grammar.
    pub(super) fn in_english(&self, words: &str) -> String {
        let folded = super::fold::fold(words);
        match self.lexicon.hedge(&folded) {
            Some((hedge, length)) => {
                let rest = folded[length..].trim();
                format!("{hedge} {}", self.digits_of(rest))
            }
            None if self.lexicon.order == super::lexicon::Order::Vso => self.digits_of(&folded),
            None => folded,
        }
    }

    /// Number words that the grammar does not know, as digits.
    pub(super) fn digits_of(&self, words: &str) -> String {
        let entry = self.lexicon.entry(self.lexicon.find(words));
        if entry.class & class::NUMBER != 0 && entry.value > 0 {
            entry.value.to_string()
        } else {
            words.to_owned()
        }
    }

    pub(super) fn by_value(&self, range: (usize, usize)) -> Option<Quantity> {
        let value = (range.0..range.1)
            .map(|k| self.chunks.view.tokens[k])
            .find(|t| t.is(class::NUMBER) && t.value > 0)?
            .value;
        Some(Quantity::exact(u64::from(value)))
    }

    /// The category of the people: the last word of the group, where it says anything.
    pub(super) fn whom(&self, i: usize) -> Option<String> {
        let noun = self.chunks.noun(i)?;
        let word = self
            .chunks
            .view
            .words(noun.head, noun.head + 1)
            .to_lowercase();
        let says = noun.head_class & class::PERSON != 0
            && !ANYBODY.contains(&word.as_str())
            && word.chars().any(char::is_alphabetic);
        says.then(|| many(word))
    }
}

/// A word for one, as a word for many.
fn many(word: String) -> String {
    if let Some(stem) = word.strip_suffix("man") {
        return format!("{stem}men");
    }
    if word == "child" {
        return "children".into();
    }
    if word.ends_with('s')
        || word.ends_with("men")
        || word == "police"
        || word == "children"
        || !word.is_ascii()
    {
        return word;
    }
    format!("{word}s")
}
