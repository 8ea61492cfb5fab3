//! Events to claims in the claims format.

use serde::Serialize;

use super::article::Article;
use super::assertions::DraftAssertion;
use super::event::Event;
use super::fold;
use super::frame::Effect;
use super::gazetteer::CountryId;
use super::lexicon::Lexicon;
use super::mention::{Mention, Mode, Sort, Spot, Who};
use super::participants::{actors, said_by};
use super::story::Setting;
use super::terms;
use crate::claim::DaySpan;

/// What an article drafts.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// The claims, in the order told.
    pub claims: Vec<DraftClaim>,
    /// What was left out, and why.
    pub notes: Vec<String>,
    /// The article as an account that says nothing of any topic; nothing where its language is not read.
    pub bare: Option<DraftClaim>,
}

/// A drafted claim: in JSON, one of the claims format.
#[derive(Debug, Clone, Serialize)]
pub struct DraftClaim {
    /// Unique in the article.
    pub id: String,
    /// Who published it.
    pub outlet: String,
    /// The article.
    pub document: DraftDocument,
    /// The event.
    pub event: DraftEvent,
    /// What is asserted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assertions: Vec<DraftAssertion>,
    /// The chain of attribution.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub said_by: Vec<String>,
    /// Where it was read, in characters of the article; nowhere, where only the title tells it.
    #[serde(skip_serializing_if = "Passage::is_empty")]
    pub quote: Passage,
    /// That a program wrote it, and how sure that is of it.
    pub draft: DraftMark,
}

/// The mark of a claim that nobody has confirmed.
#[derive(Debug, Clone, Serialize)]
pub struct DraftMark {
    /// The program.
    pub reader: &'static str,
    /// How likely its time and its figures are right, 0 to 1; nothing where nothing was drafted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
}

impl DraftMark {
    /// Of a draft of which nobody has said yet how sure it is.
    pub(super) const UNSURE: Self = Self {
        reader: terms::READER,
        confidence: None,
    };
}

/// The article that a claim was drafted from.
#[derive(Debug, Clone, Serialize)]
pub struct DraftDocument {
    /// Its id.
    pub id: String,
    /// Its language.
    pub language: String,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// The file of its text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Its headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Where it stands on the web.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

impl DraftDocument {
    pub(super) fn of(article: &Article, lexicon: &Lexicon) -> Self {
        Self {
            id: article.id.clone(),
            language: lexicon.language.code.clone(),
            published: article.publication().map(|p| p.written.to_string()),
            text: article.file.clone(),
            title: article.title.clone(),
            url: article.url.clone(),
        }
    }
}

/// So much of an article's name stands in the name of an outlet that nobody names.
const LONGEST_SHOWN: usize = 200;

/// Who published an article. Two that do not say it may be of two outlets, and have none in common.
pub(super) fn outlet(article: &Article) -> String {
    let unnamed = || {
        let (unnamed, name) = match &article.file {
            Some(file) => (terms::UNNAMED_FILE, file),
            None => (terms::UNNAMED_ARTICLE, &article.id),
        };
        let name: String = name.chars().take(LONGEST_SHOWN).collect();
        format!("{unnamed} {name}")
    };
    article.outlet.clone().unwrap_or_else(unnamed)
}

/// A drafted event.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DraftEvent {
    /// Who took part.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub actors: Vec<DraftActor>,
    /// What it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// When, as EDTF.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// Where, the narrowest first.
    #[serde(rename = "where", skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<String>,
    /// The words that tell its article from others, of the event that the article is about.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// In which words the time stood.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub x_when: Option<String>,
}

/// Somebody who took part in a drafted event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DraftActor {
    /// By name, or as described.
    pub name: String,
    /// As what.
    pub role: &'static str,
}

/// Characters of an article, the end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// The first.
    pub start: usize,
    /// Behind the last.
    pub end: usize,
}

impl Passage {
    /// Whether it holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.end == 0
    }
}

/// Makes drafts of events.
pub(super) struct Drafter<'s, 'a> {
    pub(super) setting: &'s Setting<'a>,
    pub(super) lexicon: &'s Lexicon,
}

/// Sentences at the head of a text that tell the news.
const LEAD: usize = 3;
/// How likely a reader must be to write an event down, at the least, for a draft of it.
const LEAST: f64 = 0.4;

impl Drafter<'_, '_> {
    pub(super) fn draft(&self, events: Vec<Event>) -> Draft {
        let mut draft = Draft {
            notes: self.setting.article.notes.clone(),
            ..Draft::default()
        };
        for event in events {
            // What a side boasts of is as sure to be an event as the event that it is of.
            let told = with_boasts(event);
            let confidence = told.first().map_or(0.0, |event| self.confidence(event));
            for event in told.iter().filter(|_| confidence >= LEAST) {
                let n = draft.claims.len() + 1;
                draft.claims.push(self.claim(event, n));
            }
        }
        draft
    }

    fn claim(&self, event: &Event, number: usize) -> DraftClaim {
        let article = self.setting.article;
        let inside = |m: &&Mention| m.at.1 > 0;
        let first = event
            .mentions
            .iter()
            .find(inside)
            .unwrap_or(&event.mentions[0]);
        let mut claim = DraftClaim {
            id: format!("{}#{number}", article.id),
            outlet: outlet(article),
            document: DraftDocument::of(article, self.lexicon),
            event: self.header(event),
            assertions: self.assertions(event),
            said_by: said_by(event),
            quote: Passage {
                start: self.chars(first.at.0),
                end: self.chars(first.at.1),
            },
            draft: DraftMark::UNSURE,
        };
        claim.draft.confidence = Some(claim.sureness(self.setting, event.when));
        claim
    }

    fn chars(&self, byte: u32) -> usize {
        let text = &self.setting.article.text;
        let head = text.get(..byte as usize).unwrap_or_default();
        head.chars().count()
    }

    fn header(&self, event: &Event) -> DraftEvent {
        let (when, x_when) = self.time(event);
        DraftEvent {
            actors: actors(event),
            kind: self.kind(event),
            when,
            places: self.places(event),
            words: String::new(),
            x_when,
        }
    }

    /// The time as EDTF, and its words. Somewhere in more than a week is not all of it, and written as such.
    fn time(&self, event: &Event) -> (Option<String>, Option<String>) {
        let published = self.setting.published.as_ref().map(|p| p.span.last);
        let mut facts = event.mentions.iter().flat_map(|m| &m.facts);
        let past = facts.any(|f| f.rule == &terms::WAS_LED);
        if let (None, true, Some(day)) = (event.when, past, published) {
            return (Some(format!("[..{}]", DaySpan::day(day))), None);
        }
        // News is of the day, or of the day before; what is told beside it, of the week.
        let news = self.opens(event);
        let recent = || {
            let last = published?;
            let first = last - if news { 1 } else { 6 };
            Some(DaySpan { first, last })
        };
        let Some(when) = event.when.or_else(recent) else {
            return (None, None);
        };
        let (first, last) = (DaySpan::day(when.first), DaySpan::day(when.last));
        let written = when.to_string();
        let wide = when.last - when.first > 7 && written.contains('/');
        let edtf = if event.when.is_none() {
            // Nobody said it.
            format!("{first}?/{last}?")
        } else if wide {
            format!("[{first}..{last}]")
        } else {
            written
        };
        let no_time = if news {
            terms::NEWS_TIME
        } else {
            terms::NO_TIME
        };
        let words = event.when.map_or(no_time, |_| &event.when_words);
        (Some(edtf), Some(words.to_owned()))
    }

    /// Soldiers who kill rebels, or the other way round in a fight, are a clash.
    fn kind(&self, event: &Event) -> Option<String> {
        let kinds = &self.lexicon.kinds;
        let forces = event.attackers_of(Sort::Forces).next().is_some();
        let killed = event.victims().any(|v| v.effect == Effect::Killed);
        let kind = match &event.kind {
            Some(kind) if kind.turns && forces && event.victims().any(|v| v.rebel) => &kinds.fight,
            Some(kind) => kind,
            None if killed => &kinds.death,
            None => return None,
        };
        Some(kind.name.clone())
    }

    fn places(&self, event: &Event) -> Vec<String> {
        let mut near: Vec<_> = event
            .places
            .iter()
            .filter(|p| p.country.is_none())
            .collect();
        near.sort_by_key(|p| !p.in_any.is_empty());
        let mut names: Vec<String> = near.iter().map(|spot| spot.name.clone()).collect();
        let country = self.country(event);
        // A street or a hospital, and no town: those of the town that the article was sent from, or
        // whose police and people it speaks of.
        let home = country.is_none() || country == self.setting.home;
        let news = self.opens(event);
        let inside_a_town = near.iter().all(|spot| spot.in_town);
        // "Spring", where it was sent from Sinking Spring.
        let here = self.setting.here.as_deref().unwrap_or_default();
        let unknown = near
            .iter()
            .all(|spot| spot.in_any.is_empty() || here.ends_with(&spot.name));
        let nowhere = self.setting.home.is_none() && news && unknown;
        let sent = self.setting.home.is_some() && !near.is_empty();
        let first = |m: &Mention| m.titles() || self.setting.lead == Some(m.at.0);
        let leads = event.mentions.iter().any(first);
        if inside_a_town && home && (sent || leads) || nowhere {
            let town = self.setting.here.as_ref().or(self
                .setting
                .local
                .as_ref()
                .filter(|_| nowhere));
            names.extend(town.filter(|town| !names.contains(town)).cloned());
        }
        names.extend(country.map(|country| self.setting.gazetteer.country(country).to_owned()));
        names
    }

    /// Whether the title or the lead tells of an event.
    fn opens(&self, event: &Event) -> bool {
        let lead = self.setting.lead;
        let leads = |m: &Mention| m.titles() || m.sentence < LEAD || lead == Some(m.at.0);
        event.mentions.iter().any(leads)
    }

    /// The country of an event: the one named with it, or the one that most of its signs point to.
    fn country(&self, event: &Event) -> Option<CountryId> {
        let mut votes: Vec<(CountryId, f64)> = Vec::new();
        let mut vote = |id: CountryId, weight: f64| match votes.iter_mut().find(|(c, _)| *c == id) {
            Some((_, w)) => *w += weight,
            None => votes.push((id, weight)),
        };
        for spot in &event.places {
            for (n, id) in spot.in_any.iter().enumerate() {
                let weight = match (spot.in_any.len(), n) {
                    (1, _) => 1.5,
                    (_, 0) => 1.2,
                    _ => 1.0,
                };
                vote(*id, weight);
            }
        }
        for (n, mention) in event.mentions.iter().enumerate() {
            for id in mention.places.iter().filter_map(|p| p.country) {
                vote(id, if n == 0 { 4.0 } else { 1.5 });
            }
            mention.countries.iter().for_each(|id| vote(*id, 0.5));
        }
        if let Some(home) = self.setting.home {
            vote(home, 2.2);
        }
        let total: u32 = self.setting.countries.iter().map(|(_, n)| *n).sum();
        for (id, n) in &self.setting.countries {
            let n = f64::from(*n);
            vote(*id, 2.0 * n / f64::from(total.max(1)) + n.min(8.0) * 0.1);
        }
        votes.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let supported = |id: &CountryId| self.supports(event, *id);
        votes.first().map(|(id, _)| *id).filter(supported)
    }

    /// Whether the text or the dateline names a country, its people, or a city of it that is large or
    /// that something is said to have happened in.
    fn supports(&self, event: &Event, country: CountryId) -> bool {
        let told = |spot: &Spot| {
            let only = spot.in_any.iter().all(|id| *id == country);
            let known = spot.led || self.setting.gazetteer.large.contains(&fold(&spot.name));
            known && only && !spot.in_any.is_empty()
        };
        // Once by its name, or twice by its people: "Russian roulette" is not Russia.
        let named = |(id, n): &(CountryId, u32)| *id == country && *n >= 2;
        self.setting.home == Some(country)
            || self.setting.countries.iter().any(named)
            || event.mentions.iter().flat_map(|m| &m.places).any(told)
    }
}

/// An event, and what a side to it claims to have done where the outlet counts otherwise, or what
/// another speaker counts: a claim of its own, of the same time and place.
fn with_boasts(mut event: Event) -> Vec<Event> {
    let counts = |m: &Mention| m.victims.iter().any(|v| v.number.is_some());
    let own = |m: &Mention| counts(m) && !m.rival && !is_boast(m);
    let Some(first) = event.mentions.iter().position(own) else {
        return vec![event];
    };
    let behind = event.mentions.split_off(first + 1);
    let (boasts, told): (Vec<Mention>, Vec<Mention>) = behind
        .into_iter()
        .partition(|m| counts(m) && (m.rival || is_boast(m)));
    event.mentions.extend(told);
    let header = Event {
        mentions: Vec::new(),
        ..event.clone()
    };
    let surely = |who: &Who| (who.clone(), Mode::Asserted);
    let boasted = |mention: Mention| Event {
        attackers: if mention.rival {
            header.attackers.clone()
        } else {
            mention.attackers.iter().map(surely).collect()
        },
        mentions: vec![mention],
        ..header.clone()
    };
    let mut events = vec![event];
    events.extend(boasts.into_iter().map(boasted));
    events
}

/// "X claimed to have killed 60 of them": said by those who did it.
fn is_boast(mention: &Mention) -> bool {
    let says = |who: &Who| mention.said_by.iter().any(|s| s.contains(&who.name));
    let boasts = |who: &Who| who.sort == Sort::Organisation && says(who);
    mention.attackers.iter().any(boasts)
}
