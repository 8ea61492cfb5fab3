//! A sentence as a row of items: noun groups, verb groups, times, and what stands between them.

use super::class::{self, Classes};
use super::span::{Named, Span, View, spans};
use super::token::Token;

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Noun,
    Verb,
    Time,
    Prep,
    And,
    But,
    Comma,
    Relative,
    That,
    Sub,
    According,
    Possessive,
    Open,
    Close,
    Quote,
    Other,
}

/// A noun group.
#[derive(Debug, Clone, Default)]
pub(super) struct Noun {
    /// Tokens of the count, with its hedge; empty where there is none.
    pub(super) count: (usize, usize),
    pub(super) indefinite: bool,
    pub(super) definite: bool,
    pub(super) none: bool,
    pub(super) others: bool,
    pub(super) head: usize,
    /// Everything its words are.
    pub(super) class: Classes,
    pub(super) head_class: Classes,
    /// The frame of an event noun at its head, counted from one.
    pub(super) event: u16,
    /// The frame of a participle inside ("the murdered priests").
    pub(super) participle: u16,
    /// The frame of a state at its head ("12 dead", "the wounded").
    pub(super) state: u16,
    /// Spans inside, by their number.
    pub(super) spans: Vec<usize>,
    pub(super) plural: bool,
    pub(super) pronoun: bool,
}

/// A verb group.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Verb {
    pub(super) main: usize,
    pub(super) class: Classes,
    pub(super) frame: u16,
    pub(super) passive: bool,
    /// A participle without a verb before it: "soldiers killed in the attack".
    pub(super) bare: bool,
    pub(super) gerund: bool,
    pub(super) infinitive: bool,
    pub(super) negated: bool,
    pub(super) conditional: bool,
    pub(super) future: bool,
    pub(super) be: bool,
}

/// A piece of a sentence.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) kind: Kind,
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) class: Classes,
    pub(super) noun: Option<Box<Noun>>,
    pub(super) verb: Option<Verb>,
}

/// A sentence cut into items.
pub(super) struct Chunks<'a> {
    pub(super) view: View<'a>,
    pub(super) spans: Vec<Span>,
    pub(super) items: Vec<Item>,
}

struct Chunker<'v, 'a> {
    view: &'v View<'a>,
    spans: &'v [Span],
    /// The span that a token is in, counted from one.
    of: Vec<u32>,
    items: Vec<Item>,
}

/// Cuts a sentence into items.
pub(super) fn chunk(view: View<'_>) -> Chunks<'_> {
    let spans = spans(&view);
    let mut of = vec![0; view.tokens.len()];
    for (n, span) in spans.iter().enumerate() {
        for slot in of.iter_mut().take(span.end).skip(span.first) {
            *slot = n as u32 + 1;
        }
    }
    let mut chunker = Chunker { view: &view, spans: &spans, of, items: Vec::with_capacity(view.tokens.len() / 2) };
    chunker.run();
    let items = chunker.items;
    Chunks { view, spans, items }
}

impl Chunker<'_, '_> {
    fn run(&mut self) {
        let mut i = 0;
        while i < self.view.tokens.len() {
            i = self.next(i).max(i + 1);
        }
    }

    fn token(&self, i: usize) -> Option<&Token> {
        self.view.tokens.get(i)
    }

    fn span(&self, i: usize) -> Option<&Span> {
        let n = *self.of.get(i)? as usize;
        n.checked_sub(1).and_then(|n| self.spans.get(n))
    }

    fn in_span(&self, i: usize) -> bool {
        self.of.get(i).is_some_and(|n| *n != 0)
    }

    fn push(&mut self, kind: Kind, first: usize, end: usize) -> usize {
        let class = self.token(first).map_or(0, |t| t.class);
        self.items.push(Item { kind, first, end, class, noun: None, verb: None });
        end
    }

    fn next(&mut self, i: usize) -> usize {
        if let Some(span) = self.span(i) {
            if span.what == Named::Time {
                let end = span.end;
                return self.push(Kind::Time, i, end);
            }
            return self.noun(i);
        }
        let Some(t) = self.token(i).copied() else { return i + 1 };
        if let super::token::Shape::Sign(c) = t.shape {
            let kind = match c {
                ',' | ';' | ':' | '–' => Kind::Comma,
                's' => Kind::Possessive,
                '(' | '[' => Kind::Open,
                ')' | ']' => Kind::Close,
                '"' => Kind::Quote,
                '-' => Kind::Comma,
                _ => Kind::Other,
            };
            return self.push(kind, i, i + 1);
        }
        if let Some(end) = self.verb(i) {
            return end;
        }
        if self.starts_noun(i) {
            return self.noun(i);
        }
        let kind = if t.is(class::ACCORDING) {
            Kind::According
        } else if t.is(class::AND) {
            Kind::And
        } else if t.is(class::BUT) {
            Kind::But
        } else if t.is(class::REL) {
            Kind::Relative
        } else if t.is(class::THAT) {
            Kind::That
        } else if t.is(class::PREPS) {
            Kind::Prep
        } else if t.is(class::SUB | class::COND) {
            Kind::Sub
        } else {
            Kind::Other
        };
        self.push(kind, i, i + 1)
    }

    // -------------------------------------------------------------- verbs

    /// Whether a token is a verb where it stands.
    fn is_verb(&self, i: usize) -> bool {
        let Some(t) = self.token(i) else { return false };
        if self.in_span(i) || !t.is(class::VERBAL) {
            return false;
        }
        let before = |classes| i > 0 && self.view.is(i - 1, classes);
        let possessed = i > 0 && self.view.sign(i - 1, 's');
        let nominal = before(class::DET | class::INDEF | class::ADJ | class::NUMBER | class::VAGUE | class::OTHERS | class::ORDINAL) || possessed;
        let next_noun = self.nominal(i + 1) || self.in_span(i + 1) && !self.is_time(i + 1);
        if before(class::COND | class::FUTURE | class::DO | class::NEG) && !before(class::MONTH) || before(class::INF) && t.is(class::BASE) {
            return true;
        }
        if before(class::BE | class::HAVE) && t.is(class::PARTICIPLE | class::GERUND | class::PAST) {
            return true;
        }
        if t.is(class::GERUND) {
            let noun = t.is(class::EVENT | class::PERSON);
            return if noun { !nominal && (next_noun || self.view.is(i + 1, class::DET | class::INDEF | class::NUMBER | class::VAGUE | class::HEDGE)) && !before(class::OF | class::IN | class::BY) } else { !nominal };
        }
        if t.is(class::PAST | class::PARTICIPLE) && !t.is(class::BASE) {
            let counted = self.view.is(i + 1, class::NUMBER | class::VAGUE | class::DET | class::INDEF | class::HEDGE);
            if t.is(class::PERSON) && (nominal || before(class::AND) && i > 1 && self.view.is(i - 2, class::PERSON) && !counted) {
                return false;
            }
            return !(nominal && next_noun) && !(before(class::PREPS) && next_noun && !before(class::OF));
        }
        self.base_is_verb(i, nominal, next_noun)
    }

    fn base_is_verb(&self, i: usize, nominal: bool, next_noun: bool) -> bool {
        let Some(t) = self.token(i) else { return false };
        let before = |classes| i > 0 && self.view.is(i - 1, classes);
        let past_too = t.is(class::PAST | class::PARTICIPLE);
        if nominal || before(class::PREPS) && !past_too {
            return false;
        }
        if before(class::PRON | class::REL) {
            return true;
        }
        let object = next_noun || self.view.is(i + 1, class::DET | class::INDEF | class::PRON | class::THAT | class::NUMBER | class::VAGUE | class::HEDGE);
        let subject = i > 0 && (self.in_span(i - 1) && !self.is_time(i - 1) || self.nominal(i - 1) || before(class::ADVERB));
        let noun_too = t.is(class::EVENT | class::PERSON | class::ORGNOUN | class::PLACENOUN | class::SAYNOUN | class::GROUP | class::THING | class::TITLE);
        if noun_too {
            return subject && object && !self.view.is(i + 1, class::EVENT);
        }
        past_too || subject && (object || self.view.is(i + 1, class::PREPS | class::ADVERB | class::THAT | class::ADJ | class::TIMEWORD)) || before(class::AND) && object
    }

    fn is_time(&self, i: usize) -> bool {
        self.span(i).is_some_and(|s| s.what == Named::Time)
    }

    /// A verb group that begins here.
    fn verb(&mut self, i: usize) -> Option<usize> {
        let mut verb = Verb::default();
        let mut j = i;
        let mut auxiliary = false;
        loop {
            let t = self.token(j).copied()?;
            if self.in_span(j) {
                return None;
            }
            if self.is_verb(j) {
                return Some(self.finish_verb(i, j, verb, auxiliary));
            }
            if t.is(class::INF) && self.infinitive_follows(j) {
                verb.infinitive = true;
            } else if t.is(class::BE) {
                verb.be = true;
                auxiliary = true;
            } else if t.is(class::HAVE | class::DO) {
                auxiliary = true;
                // "had been", "has not": a perfect; "has 20 men": a verb of its own.
            } else if t.is(class::FUTURE) && !t.is(class::PERSON) {
                verb.future = true;
                auxiliary = true;
            } else if t.is(class::COND) && !t.is(class::MONTH) && t.is(class::COND) && self.modal(j) {
                verb.conditional = true;
                auxiliary = true;
            } else if t.is(class::NEG) && (auxiliary || self.view.is(j + 1, class::BE | class::HAVE | class::VERBAL)) {
                verb.negated = true;
            } else if t.is(class::ADVERB | class::ALLEGED) && j > i && self.goes_on(j + 1) {
            } else {
                break;
            }
            j += 1;
        }
        if !auxiliary || j == i {
            return None;
        }
        // A form of "be" alone is a verb group too.
        verb.main = j - 1;
        verb.class = class::BE;
        self.items.push(Item { kind: Kind::Verb, first: i, end: j, class: class::BE, noun: None, verb: Some(verb) });
        Some(j)
    }

    fn modal(&self, i: usize) -> bool {
        (1..4).any(|n| self.view.is(i + n, class::VERBAL | class::BE | class::HAVE))
    }

    fn goes_on(&self, i: usize) -> bool {
        self.view.is(i, class::BE | class::HAVE | class::NEG | class::ADVERB | class::ALLEGED) || self.is_verb(i)
    }

    fn infinitive_follows(&self, i: usize) -> bool {
        let j = i + 1 + usize::from(self.view.is(i + 1, class::ADVERB));
        self.view.is(j, class::BE | class::HAVE) || self.view.is(j, class::BASE) && self.view.is(j, class::VERBAL) && !self.in_span(j)
    }

    fn finish_verb(&mut self, first: usize, main: usize, mut verb: Verb, auxiliary: bool) -> usize {
        let t = self.view.tokens[main];
        verb.main = main;
        verb.class = t.class;
        verb.frame = if t.is(class::VERB) && t.is(class::TRIGGER) { t.frame } else { 0 };
        verb.gerund = t.is(class::GERUND) && !t.is(class::PAST | class::PARTICIPLE);
        verb.passive = verb.be && t.is(class::PARTICIPLE) && !verb.gerund;
        verb.bare = !auxiliary && !verb.infinitive && t.is(class::PARTICIPLE) && !verb.gerund;
        if verb.be && verb.gerund {
            verb.gerund = false;
        }
        self.items.push(Item { kind: Kind::Verb, first, end: main + 1, class: t.class, noun: None, verb: Some(verb) });
        main + 1
    }

    // -------------------------------------------------------------- nouns

    /// Whether a token can be part of a noun group.
    fn nominal(&self, i: usize) -> bool {
        let Some(t) = self.token(i) else { return false };
        if !t.is_word() {
            return false;
        }
        let functional = class::PREPS | class::AND | class::BUT | class::REL | class::THAT | class::SUB | class::FUTURE | class::NEG | class::BE | class::HAVE | class::DO | class::INF | class::ACCORDING;
        let closed = functional | class::ADVERB | class::PRON | class::COND;
        !t.is(closed) || t.is(class::PERSON | class::EVENT | class::ORGNOUN)
    }

    fn starts_noun(&self, i: usize) -> bool {
        let determiners = class::DET | class::INDEF | class::NUMBER | class::VAGUE | class::HEDGE | class::OTHERS | class::NONE | class::PRON | class::ORDINAL;
        if self.view.is(i, class::THAT | class::REL) {
            return false;
        }
        if self.view.is(i, class::HEDGE) && self.view.is(i, class::PREPS | class::ADVERB) {
            return self.view.is(i + 1, class::NUMBER | class::VAGUE | class::INDEF);
        }
        self.view.is(i, determiners) || self.nominal(i)
    }

    fn noun(&mut self, i: usize) -> usize {
        let mut noun = Noun::default();
        let mut j = self.determiners(i, &mut noun);
        let pronoun = j == i + 1 && self.view.is(i, class::PRON) && !self.view.is(i, class::NUMBER);
        noun.pronoun = pronoun;
        let start = j;
        while !pronoun && j < self.view.tokens.len() {
            if let Some(span) = self.span(j) {
                if span.what == Named::Time {
                    break;
                }
                noun.spans.push(self.of[j] as usize - 1);
                j = span.end;
                continue;
            }
            if self.view.is(j, class::NUMBER) && self.token(j).is_some_and(|t| t.shape == super::token::Shape::Digits) && j > start {
                break;
            }
            let counted = noun.count.1 > 0 && self.view.is(j.wrapping_sub(1), class::PERSON) && !self.view.is(j, class::PERSON | class::ADJ);
            if self.view.caseless && j > start && (self.view.is(j - 1, class::EVENT) || counted || self.view.is(j, class::TIMEUNIT)) {
                break;
            }
            if !self.nominal(j) || self.view.is(j, class::DET | class::INDEF) && j > start || self.is_verb(j) && !self.participle_inside(j) {
                break;
            }
            if self.view.is(j, class::VAGUE | class::NUMBER) && j > start && !self.view.is(j, class::PERSON) {
                break;
            }
            if let Some(t) = self.token(j)
                && t.frame != 0
                && t.is(class::PARTICIPLE)
                && t.is(class::VERB)
            {
                noun.participle = t.frame;
            }
            j += 1;
        }
        self.finish_noun(i, j.max(i + 1), noun)
    }

    /// A participle between an article and a noun.
    fn participle_inside(&self, j: usize) -> bool {
        let _ = j;
        false
    }

    fn determiners(&self, i: usize, noun: &mut Noun) -> usize {
        let mut j = i;
        loop {
            let Some(t) = self.token(j) else { return j };
            if self.in_span(j) {
                return j;
            }
            let counted = t.is(class::NUMBER | class::VAGUE) || t.is(class::HEDGE) && self.view.is(j + 1, class::NUMBER | class::VAGUE | class::INDEF | class::HEDGE);
            if t.is(class::NONE) {
                noun.none = true;
            } else if counted {
                if noun.count.1 == 0 {
                    noun.count.0 = j;
                }
                noun.count.1 = j + 1;
            } else if t.is(class::INDEF) {
                noun.indefinite = true;
                // "a dozen", "a hundred".
                if self.view.is(j + 1, class::NUMBER | class::VAGUE) {
                    noun.count = if noun.count.1 == 0 { (j, j + 1) } else { (noun.count.0, j + 1) };
                }
            } else if t.is(class::OTHERS) && self.nominal(j + 1) && !t.is(class::PERSON) {
                noun.others = true;
            } else if t.is(class::DET) {
                noun.definite = true;
            } else if t.is(class::AND) && noun.count.1 == j && j > i && self.view.is(j + 1, class::NUMBER) && self.view.is(j - 1, class::NUMBER) && self.token(j - 1).is_some_and(|p| p.value >= 100) {
                // "one hundred and twenty".
            } else if t.is(class::PRON) && j == i {
                return j + 1;
            } else {
                return j;
            }
            j += 1;
        }
    }

    fn finish_noun(&mut self, first: usize, end: usize, mut noun: Noun) -> usize {
        let head = self.head(first, end);
        noun.head = head;
        for k in first..end {
            noun.class |= self.view.tokens[k].class;
        }
        let t = self.view.tokens[head];
        noun.head_class = t.class;
        noun.others |= t.is(class::OTHERS);
        if t.is(class::EVENT) && !self.in_span(head) {
            noun.event = t.frame;
        }
        if t.is(class::PERSON | class::STATE) && t.frame != 0 && !t.is(class::EVENT) {
            noun.state = t.frame;
        }
        let word = self.view.words(head, head + 1);
        noun.plural = word.ends_with(['s', 'S']) || PLURALS.iter().any(|p| p.eq_ignore_ascii_case(word));
        self.items.push(Item { kind: Kind::Noun, first, end, class: noun.class, noun: Some(Box::new(noun)), verb: None });
        end
    }

    /// The last word that is not part of a person's name after a title.
    fn head(&self, first: usize, end: usize) -> usize {
        let mut head = end - 1;
        while head > first {
            let name = self.span(head).is_some_and(|s| matches!(s.what, Named::Person));
            if !name {
                break;
            }
            let start = self.span(head).map_or(head, |s| s.first);
            if start <= first || !self.view.is(start - 1, class::PERSON | class::TITLE) {
                break;
            }
            head = start - 1;
        }
        head
    }
}

const PLURALS: &[&str] = &[
    "men", "women", "people", "children", "policemen", "gunmen", "militiamen", "police", "guardsmen", "crewmen", "firemen", "fishermen",
    "watchmen", "troops", "personnel", "councilmen", "businessmen", "hitmen", "tribesmen", "servicemen", "dead", "wounded", "injured", "congressmen",
];
