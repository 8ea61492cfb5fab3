//! Noun groups as people: how many, who by name, whose, and of what sort.

use super::chunk::{Chunks, Kind};
use super::class;
use super::lexicon::{Effect, Lexicon};
use super::memory::Memory;
use super::mention::{Number, Sort, Victim, Who};
use super::span::Named;
use crate::claim::Quantity;

/// What is needed to read people.
pub(super) struct People<'c, 'a> {
    pub(super) chunks: &'c Chunks<'a>,
    pub(super) lexicon: &'c Lexicon,
    pub(super) memory: &'c Memory,
}

/// Words that say that people are meant, and no more.
const ANYBODY: &[&str] = &[
    "people", "persons", "person", "individuals", "individual", "others", "other", "dead", "wounded", "injured", "victims", "victim",
    "casualties", "fatalities", "deaths", "lives", "life", "bodies", "body", "members", "member", "total", "more", "group", "missing", "one",
    "corpses", "remains", "personnes", "personne", "morts", "mort", "blesses", "blessés", "personas", "persona", "muertos", "muerto", "heridos", "أشخاص", "شخصا", "شخص", "قتيلا", "قتلى", "جريحا", "جرحى", "autres", "otros", "otras", "victimes", "corps", "cuerpos", "víctimas", "vies", "vidas", "آخرين", "آخرون",
];

impl People<'_, '_> {
    /// The victims in a list of noun groups.
    pub(super) fn victims(&self, list: &[usize], effect: Effect, rule: &str) -> Vec<Victim> {
        let mut found: Vec<Victim> = Vec::new();
        for (n, item) in list.iter().enumerate() {
            for victim in self.victim(*item, effect, rule) {
                found.push(Victim { part: n > 0 && self.named_after_count(list[0], *item), ..victim });
            }
        }
        found
    }

    /// "six priests, A, B and C": the named ones are of the six.
    fn named_after_count(&self, first: usize, item: usize) -> bool {
        let (Some(a), Some(b)) = (self.chunks.noun(first), self.chunks.noun(item)) else { return false };
        a.count.1 > 0 && !self.chunks.names_person(first) && b.count.1 == 0 && self.chunks.names_person(item) && !b.indefinite
            && self.chunks.kind(first + 1) == Some(Kind::Comma)
    }

    /// The victims in one noun group.
    pub(super) fn victim(&self, i: usize, effect: Effect, rule: &str) -> Vec<Victim> {
        let Some(noun) = self.chunks.noun(i) else { return Vec::new() };
        if noun.none || noun.pronoun || !self.chunks.is_people(i) {
            return Vec::new();
        }
        let item = &self.chunks.items[i];
        let tokens = self.chunks.view.tokens;
        let at = (tokens[item.first].start, tokens[item.end - 1].end);
        let inner = self.partitive(i);
        let people = inner.unwrap_or(i);
        let class = noun.class | self.chunks.noun(people).map_or(0, |n| n.class);
        let base = Victim {
            effect,
            number: self.number(i),
            whom: self.whom(people),
            of: self.group_of(i),
            name: None,
            role: None,
            others: noun.others,
            part: false,
            rebel: class & class::REBEL != 0,
            soldier: class & class::STATE_FORCE != 0,
            rule: rule.to_owned(),
            at,
        };
        let names = self.person_names(i);
        if names.is_empty() {
            if let Some(name) = self.name_in_apposition(i) {
                let role = Some(self.chunks.item_words(item).to_owned());
                return vec![Victim { name: Some(name), role, number: None, ..base }];
            }
            let counted = base.number.is_some();
            if !counted && (noun.definite && !noun.plural || self.chunks.noun(people).is_some_and(|n| n.head_class & class::PERSON == 0)) {
                return Vec::new();
            }
            return vec![base];
        }
        let role = self.role(i);
        names
            .into_iter()
            .map(|name| Victim { name: Some(name), role: role.clone(), number: None, whom: None, ..base.clone() })
            .collect()
    }

    /// The noun group that a group, a number or a body is of: "a group of nine soldiers".
    fn partitive(&self, i: usize) -> Option<usize> {
        let noun = self.chunks.noun(i)?;
        let of = self.chunks.is_prep(i + 1, class::OF) && self.chunks.kind(i + 2) == Some(Kind::Noun);
        let part = noun.head_class & (class::GROUP | class::VAGUE | class::NUMBER) != 0 || noun.count.1 == self.chunks.items[i].end;
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
            return self.number(inner).filter(|_| self.chunks.noun(inner).is_some_and(|n| n.count.1 > 0));
        }
        // The dual of Arabic: one word for two persons.
        let dual = self.chunks.view.tokens.get(noun.head).map_or(0, |t| t.value);
        if dual == 2 && noun.head_class & class::PERSON != 0 {
            return Some(Number { text: "2".into(), best: Some(2), low: 2, exact: true });
        }
        let one = (noun.indefinite || noun.others && !noun.plural) && !noun.plural && noun.head_class & (class::PERSON | class::TITLE) != 0 && noun.head_class & class::GROUP == 0;
        one.then(|| Number { text: "1".into(), best: Some(1), low: 1, exact: true })
    }

    /// The count of some tokens.
    fn counted(&self, range: (usize, usize), others: bool) -> Option<Number> {
        let words = self.chunks.view.words(range.0, range.1);
        let text = self.in_english(words);
        let quantity = Quantity::parse(&text).ok().or_else(|| self.by_value(range))?;
        let phrase = if Quantity::parse(&text).is_ok() { text } else { quantity.best.map_or(quantity.low, |b| b).to_string() };
        let phrase = if others { format!("{phrase} others") } else { phrase };
        Some(Number { text: phrase, best: quantity.best, low: quantity.low, exact: quantity.as_exact().is_some() })
    }

    /// The hedge of another language in the words of the grammar.
    fn in_english(&self, words: &str) -> String {
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
    fn digits_of(&self, words: &str) -> String {
        let entry = self.lexicon.entry(self.lexicon.find(words));
        if entry.class & class::NUMBER != 0 && entry.value > 0 { entry.value.to_string() } else { words.to_owned() }
    }

    fn by_value(&self, range: (usize, usize)) -> Option<Quantity> {
        let value = (range.0..range.1).map(|k| self.chunks.view.tokens[k]).find(|t| t.is(class::NUMBER) && t.value > 0)?.value;
        Some(Quantity::exact(u64::from(value)))
    }

    /// The category of the people: the last word of the group, where it says anything.
    fn whom(&self, i: usize) -> Option<String> {
        let noun = self.chunks.noun(i)?;
        let word = self.chunks.view.words(noun.head, noun.head + 1).to_lowercase();
        let says = noun.head_class & class::PERSON != 0 && !ANYBODY.contains(&word.as_str()) && word.chars().any(char::is_alphabetic);
        says.then(|| many(word))
    }

    /// The organisation that people belong to.
    pub(super) fn group_of(&self, i: usize) -> Option<String> {
        self.organisations(i, true).into_iter().next().map(|who| who.name)
    }

    /// Organisations in a noun group, and in the "of" behind it.
    pub(super) fn organisations(&self, i: usize, behind: bool) -> Vec<Who> {
        let mut found = Vec::new();
        let Some(noun) = self.chunks.noun(i) else { return found };
        for s in &noun.spans {
            let span = &self.chunks.spans[*s];
            let sort = match span.what {
                Named::Organisation => Sort::Organisation,
                Named::Forces => Sort::Forces,
                _ => continue,
            };
            let mut first = span.first;
            // "Salvadoran Army": the people before it is part of the name.
            if sort == Sort::Forces && first > 0 && noun.spans.iter().any(|p| matches!(self.chunks.spans[*p].what, Named::People(_)) && self.chunks.spans[*p].end == first) {
                first -= 1;
            }
            found.push(Who { name: self.chunks.view.words(first, span.end).to_owned(), sort });
        }
        if found.is_empty() && noun.head_class & class::STATE_FORCE != 0 && noun.head_class & class::PERSON == 0 {
            found.push(Who { name: self.chunks.view.words(self.without_article(i), self.chunks.items[i].end).to_owned(), sort: Sort::Forces });
        }
        if found.is_empty() && behind && self.chunks.is_prep(i + 1, class::OF | class::FROM) && self.chunks.kind(i + 2) == Some(Kind::Noun) {
            let belongs = noun.head_class & (class::PERSON | class::GROUP | class::REBEL) != 0;
            if belongs {
                found = self.organisations(i + 2, false).into_iter().filter(|w| w.sort == Sort::Organisation || noun.head_class & class::GROUP != 0 || noun.head_class & class::PERSON != 0).collect();
            }
        }
        found
    }

    fn without_article(&self, i: usize) -> usize {
        let item = &self.chunks.items[i];
        (item.first..item.end).find(|k| !self.chunks.view.is(*k, class::DET | class::INDEF)).unwrap_or(item.first)
    }

    /// Those who act: organisations, a person, or people as described.
    pub(super) fn actors(&self, i: usize) -> Vec<Who> {
        let Some(noun) = self.chunks.noun(i) else { return Vec::new() };
        if noun.none || noun.pronoun {
            return Vec::new();
        }
        let organisations = self.organisations(i, true);
        if !organisations.is_empty() {
            return organisations;
        }
        let names = self.person_names(i);
        if !names.is_empty() {
            return names.into_iter().map(|name| Who { name, sort: Sort::Person }).collect();
        }
        if noun.head_class & (class::PERSON | class::REBEL | class::GROUP | class::STATE_FORCE) == 0 || noun.head_class & class::EVENT != 0 {
            return Vec::new();
        }
        let first = self.without_article(i);
        let name = self.chunks.view.words(first.min(self.chunks.items[i].end - 1), self.chunks.items[i].end);
        let sort = if noun.class & class::REBEL != 0 { Sort::Rebels } else { Sort::Described };
        vec![Who { name: name.to_owned(), sort }]
    }

    /// The persons named in a noun group, in full where the article has said so.
    pub(super) fn person_names(&self, i: usize) -> Vec<String> {
        let Some(noun) = self.chunks.noun(i) else { return Vec::new() };
        let item = &self.chunks.items[i];
        let mut names = Vec::new();
        for s in &noun.spans {
            let span = &self.chunks.spans[*s];
            if span.what != Named::Person {
                continue;
            }
            let modifies = span.end < item.end && !self.chunks.view.sign(span.end, 's') && self.chunks.view.is(span.end, class::PERSON | class::ORGNOUN | class::THING | class::PLACENOUN | class::GROUP | class::EVENT);
            if modifies {
                continue;
            }
            let name = self.full(self.chunks.view.words(span.first, span.end));
            // One word alone is a person's where a title or the article says so.
            let known = name.contains(' ') || span.first > item.first && self.chunks.view.is(span.first - 1, class::TITLE);
            if known {
                names.push(name);
            }
        }
        names
    }

    fn full(&self, name: &str) -> String {
        self.memory.full(name).unwrap_or(name).to_owned()
    }

    /// "the mayor of Achi, Ricardo Castellar": the name behind a description.
    fn name_in_apposition(&self, i: usize) -> Option<String> {
        let noun = self.chunks.noun(i)?;
        if noun.plural || noun.count.1 > 0 {
            return None;
        }
        let mut j = i + 1;
        while self.chunks.kind(j) == Some(Kind::Prep) && self.chunks.kind(j + 1) == Some(Kind::Noun) {
            // "the mayor of Achi Ricardo Castellar" has the name in the place's group.
            j += 2;
        }
        if self.chunks.kind(j) == Some(Kind::Comma) {
            j += 1;
        } else if j == i + 1 {
            return None;
        }
        let named = self.chunks.kind(j) == Some(Kind::Noun) && noun.head_class & (class::TITLE | class::PERSON) != 0;
        (named && self.chunks.noun(j).is_some_and(|n| n.count.1 == 0 && !n.definite && !n.indefinite)).then(|| self.person_names(j).into_iter().next()).flatten()
    }

    /// What a named person is: the words before the name, or behind it between commas.
    fn role(&self, i: usize) -> Option<String> {
        let noun = self.chunks.noun(i)?;
        let item = &self.chunks.items[i];
        let span = noun.spans.iter().map(|s| &self.chunks.spans[*s]).find(|s| s.what == Named::Person)?;
        let first = self.without_article(i);
        let before = first < span.first && (first..span.first).any(|k| self.chunks.view.is(k, class::TITLE | class::PERSON));
        if before {
            return Some(self.chunks.view.words(first, span.first).to_owned());
        }
        let _ = item;
        let described = self.chunks.kind(i + 1) == Some(Kind::Comma) && self.chunks.is_apposition(i, i + 2);
        described.then(|| {
            let mut end = i + 2;
            while self.chunks.is_prep(end + 1, class::OF | class::IN | class::FOR) && self.chunks.kind(end + 2) == Some(Kind::Noun) {
                end += 2;
            }
            self.chunks.view.words(self.without_article(i + 2), self.chunks.items[end].end).to_owned()
        })
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
    if word.ends_with('s') || word.ends_with("men") || word == "police" || word == "children" || !word.is_ascii() {
        return word;
    }
    format!("{word}s")
}
