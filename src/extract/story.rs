//! A whole article: its sentences read one after another, and what they tell made into events.

use super::article::Article;
use super::chunk::{Item, Noun};
use super::class::*;
use super::combine::combine;
use super::cut::cut;
use super::dateline;
use super::draft::{Draft, Drafter};
use super::event::group;
use super::event_verbs::Told;
use super::fold;
use super::gazetteer::{CountryId, Gazetteer};
use super::lexicon::Lexicon;
use super::manner::Manner;
use super::memory::Memory;
use super::mention::{self, Mention, Spot};
use super::sentence::Sentence;
use super::span::{Named, Span};
use super::tidy::{rejoined, without_brackets};
use super::token::Token;
use crate::claim::Published;

/// What is known of the article as a whole.
pub(super) struct Setting<'a> {
    pub(super) article: &'a Article,
    pub(super) published: Option<Published>,
    pub(super) gazetteer: &'a Gazetteer,
    /// Countries named, with how often.
    pub(super) countries: Vec<(CountryId, u32)>,
    /// The country of the dateline.
    pub(super) home: Option<CountryId>,
    /// The city of the dateline.
    pub(super) here: Option<String>,
    /// The town or county first named with its police or one of its people.
    pub(super) local: Option<String>,
    /// The first byte behind the dateline.
    pub(super) lead: Option<u32>,
    /// How the article is told.
    pub(super) manner: Manner,
}

/// What sentences are read from.
#[derive(Clone, Copy)]
struct Page<'a> {
    text: &'a str,
    headline: bool,
}

/// Characters at the head of a text among which a title may stand.
const HEAD: usize = 400;

/// Reads an article.
pub(super) fn read(article: &Article, lexicon: &Lexicon, gazetteer: &Gazetteer) -> Draft {
    let range = dateline::range(&article.text, lexicon);
    let body = range.map(|range| dateline::blanked(&article.text, range));
    let cut = rejoined(cut(body.as_deref().unwrap_or(&article.text), lexicon));
    let line = dateline::dateline(article, range);
    let mut setting = Setting {
        article,
        published: article.publication(),
        gazetteer,
        countries: Vec::new(),
        home: line.and_then(|line| dateline::country(line, gazetteer)),
        here: line.and_then(|line| {
            let known = dateline::city(line, gazetteer);
            known.or_else(|| dateline::town(line, lexicon))
        }),
        local: None,
        lead: range.map(|(_, end)| end as u32),
        manner: Manner::default(),
    };
    let mut memory = Memory::default();
    let mut mentions = setting.headline(lexicon, &mut memory);
    for (number, bounds) in cut.sentences.iter().enumerate() {
        let tokens = &cut.tokens[bounds.first as usize..bounds.end as usize];
        let whole = Mention {
            sentence: number,
            paragraph: bounds.paragraph,
            ..Mention::default()
        };
        let page = Page {
            text: &article.text,
            headline: false,
        };
        mentions.extend(setting.read(tokens, page, whole, lexicon, &mut memory));
    }
    let mut events = group(mentions);
    for event in &mut events {
        event.settle();
        event.name_the_group(&memory);
    }
    let setting = &setting;
    Drafter { setting, lexicon }.draft(events)
}

impl Setting<'_> {
    /// What the title tells, where the text does not begin with it: it stands nowhere in the text.
    fn headline(&mut self, lexicon: &Lexicon, memory: &mut Memory) -> Vec<Mention> {
        let Some(title) = self.article.title.as_deref().filter(|t| !self.repeats(t)) else {
            return Vec::new();
        };
        let page = Page {
            text: title,
            headline: true,
        };
        let cut = cut(title, lexicon);
        let mut mentions = Vec::new();
        for bounds in &cut.sentences {
            let tokens = &cut.tokens[bounds.first as usize..bounds.end as usize];
            let whole = Mention {
                paragraph: mention::TITLE,
                ..Mention::default()
            };
            mentions.extend(self.read(tokens, page, whole, lexicon, memory));
        }
        for mention in &mut mentions {
            mention.at = (0, 0);
            let disputed = mention.disputed.iter_mut().map(|d| &mut d.victim);
            for victim in mention.victims.iter_mut().chain(disputed) {
                victim.at = (0, 0);
            }
        }
        mentions
    }

    /// Whether the text begins with a title.
    fn repeats(&self, title: &str) -> bool {
        let head: String = self.article.text.chars().take(HEAD).collect();
        fold(&head).contains(fold(title).trim())
    }

    /// What a sentence tells, each mention with what is true of the whole of it.
    fn read(
        &mut self,
        tokens: &[Token],
        page: Page,
        whole: Mention,
        lexicon: &Lexicon,
        memory: &mut Memory,
    ) -> Vec<Mention> {
        self.manner.count(tokens);
        if tokens.len() > 400 || !tokens.iter().any(|t| t.is(TRIGGER)) {
            return Vec::new();
        }
        let kept = without_brackets(tokens);
        let tokens = kept.as_slice();
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
            return Vec::new();
        };
        let mut sentence = Sentence {
            text: page.text,
            tokens,
            upper: in_capitals(tokens, page.headline),
            lexicon,
            gazetteer: self.gazetteer,
            memory,
            published: self.published.as_ref(),
            here: self.here.as_deref(),
            spans: Vec::new(),
            span_of: Vec::new(),
            items: Vec::with_capacity(tokens.len() / 2),
        };
        sentence.chunk();
        self.local = self.local.take().or_else(|| sentence.local());
        let (countries, groups) = sentence.meet(&mut self.countries);
        let told = sentence.read();
        let (_, places): (Vec<usize>, Vec<Spot>) = sentence.places().into_iter().unzip();
        let place = sentence.place_to_remember(&places);
        let mut victims = told.iter().flat_map(|t| &t.mention.victims);
        let effect = victims.next().map(|v| v.effect);
        let mut mentions = Vec::new();
        if !told.is_empty() {
            self.manner.count_told(&told);
            let whole = Mention {
                spoken: tokens.iter().any(Token::is_own),
                countries,
                groups,
                at: (first.start, last.end),
                places,
                said_by: sentence.sources(),
                facts: [sentence.offices(), sentence.distances()].concat(),
                ..whole
            };
            mentions = sentence.parted(told, &whole);
        }
        sentence.memory.keep(effect, place);
        mentions
    }
}

/// Whether a sentence is printed in capitals, so that they tell no names; in a headline, each word
/// with one.
fn in_capitals(tokens: &[Token], headline: bool) -> bool {
    let letters = tokens.iter().filter(|t| t.is_word()).count();
    let capital = |t: &&Token| t.upper || t.capital && (headline || t.end - t.start == 1);
    letters > 2 && tokens.iter().filter(capital).count() * 10 > letters * 8
}

impl Sentence<'_> {
    /// What the triggers of a sentence tell, each with what is true of the whole of it.
    fn parted(&self, told: Vec<Told>, whole: &Mention) -> Vec<Mention> {
        let mut mentions = combine(self, told);
        let published = self.published.map(|p| p.span.first);
        for mention in &mut mentions {
            let dated = mention.when.zip(published);
            let mut facts = std::mem::take(&mut mention.facts);
            facts.extend(whole.facts.iter().cloned());
            let mut said_by = std::mem::take(&mut mention.said_by);
            if said_by.is_empty() {
                said_by.clone_from(&whole.said_by);
            }
            *mention = Mention {
                facts,
                background: dated.is_some_and(|(when, day)| day - when.last > 60),
                spoken: whole.spoken,
                countries: whole.countries.clone(),
                groups: whole.groups.clone(),
                sentence: whole.sentence,
                paragraph: whole.paragraph,
                at: whole.at,
                places: whole.places.clone(),
                said_by,
                ..std::mem::take(mention)
            };
        }
        mentions
    }

    /// Remembers whom the sentence names; the countries and the armed groups among them.
    fn meet(&mut self, all: &mut Vec<(CountryId, u32)>) -> (Vec<CountryId>, Vec<String>) {
        let mut countries = Vec::new();
        let mut groups: Vec<String> = Vec::new();
        self.memory.next_sentence();
        for span in &self.spans {
            let name = self.words(span.first, span.end);
            match &span.what {
                Named::Person => {
                    self.memory.meet(name);
                    if !self.speaks(span) {
                        self.memory.meet_first(name);
                    }
                }
                Named::Country(id) | Named::People(id) => {
                    // "U.S. missionaries": whose they are, hardly where it was.
                    let somebody = self.memory.full(name).is_some() || self.memory.is_given(name);
                    let place =
                        matches!(span.what, Named::Country(_)) && !name.contains('.') && !somebody;
                    let weight = if place { 3 } else { 1 };
                    match all.iter_mut().find(|(known, _)| known == id) {
                        Some((_, n)) => *n += weight,
                        None => all.push((*id, weight)),
                    }
                    countries.extend(Some(*id).filter(|_| place));
                }
                Named::Organisation if self.is_armed(span) && self.memory.meet_group(name) => {
                    let aside = self.speaks(span) || self.of_somebody(span);
                    if !aside && !groups.iter().any(|g| g == name) {
                        groups.push(name.to_owned());
                    }
                }
                _ => {}
            }
        }
        (countries, groups)
    }

    /// Whether an organisation is an armed group: by its name, or by "rebels" beside it.
    fn is_armed(&self, span: &Span) -> bool {
        let name = fold(self.words(span.first, span.end));
        let near = [
            span.end,
            span.first.wrapping_sub(3),
            span.first.wrapping_sub(2),
        ];
        near.iter().any(|t| self.is(*t, REBEL)) || self.names_armed(&name)
    }

    /// Whether a folded name is that of an armed group, by what is known or by its words.
    pub(super) fn names_armed(&self, name: &str) -> bool {
        let armed = |word| self.lexicon.marks(word) & ARMED != 0;
        self.gazetteer.is_organisation(name) || name.split(' ').any(armed)
    }

    /// "the secretary general of X": the group is named for the person.
    fn of_somebody(&self, span: &Span) -> bool {
        let holds = |item: &Item| item.first <= span.first && span.end <= item.end;
        let Some(k) = self.items.iter().position(holds) else {
            return false;
        };
        let titled = |n: &Noun| n.head_class & TITLE != 0 && !n.plural;
        k >= 2 && self.is_prep(k - 1, OF) && self.noun(k - 2).is_some_and(titled)
    }
}
