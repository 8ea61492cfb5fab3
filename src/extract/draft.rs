//! Events to claims in the claims format.

use serde::Serialize;
use serde_json::{Value, json};

use super::event::{Event, same_person};
use super::gazetteer::CountryId;
use super::lexicon::Effect;
use super::mention::{Mention, Mode, Sort, Who};
use super::story::Setting;
use crate::claim::DaySpan;

/// What an article drafts.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// The claims, in the order told, each as one JSON object of the claims format.
    pub claims: Vec<DraftClaim>,
    /// What was left out, and why.
    pub notes: Vec<String>,
}

/// A drafted claim.
#[derive(Debug, Clone, Serialize)]
pub struct DraftClaim {
    /// Unique in the article.
    pub id: String,
    /// Who published it.
    pub outlet: String,
    /// The article.
    pub document: Value,
    /// The event.
    pub event: Value,
    /// What is asserted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assertions: Vec<Value>,
    /// The chain of attribution.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub said_by: Vec<String>,
    /// Where it was read, in characters of the article.
    pub quote: Passage,
    /// How sure the grammar is, 0 to 1.
    pub x_confidence: f64,
}

/// Characters of an article, the end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// The first.
    pub start: usize,
    /// Behind the last.
    pub end: usize,
}

impl DraftClaim {
    /// The kind of its event.
    pub fn kind(&self) -> Option<&str> {
        self.event["kind"].as_str()
    }
}

/// Makes drafts of events.
pub(super) struct Drafter<'s, 'a> {
    pub(super) setting: &'s Setting<'a>,
    pub(super) code: &'s str,
}

/// The least confidence that makes a draft.
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
                draft.claims.push(self.claim(event, n, confidence));
            }
        }
        draft
    }

    pub(super) fn claim(&self, event: &Event, number: usize, confidence: f64) -> DraftClaim {
        let article = self.setting.article;
        let first = &event.mentions[0];
        DraftClaim {
            id: format!("{}#{number}", article.id),
            outlet: article
                .outlet
                .clone()
                .unwrap_or_else(|| "unnamed outlet".to_owned()),
            document: self.document(),
            event: self.header(event),
            assertions: self.assertions(event),
            said_by: first.said_by.clone(),
            quote: Passage {
                start: self.chars(first.at.0),
                end: self.chars(first.at.1),
            },
            x_confidence: (confidence * 100.0).round() / 100.0,
        }
    }

    pub(super) fn chars(&self, byte: u32) -> usize {
        let text = &self.setting.article.text;
        text.get(..byte as usize)
            .map_or(0, |head| head.chars().count())
    }

    pub(super) fn document(&self) -> Value {
        let article = self.setting.article;
        let mut document = json!({"id": article.id, "language": self.code});
        for (key, value) in [
            ("published", &article.published),
            ("title", &article.title),
            ("url", &article.url),
            ("text", &article.file),
        ] {
            if let Some(value) = value {
                document[key] = json!(value);
            }
        }
        document
    }

    pub(super) fn header(&self, event: &Event) -> Value {
        let mut header = json!({});
        if let Some(kind) = &event.kind {
            header["kind"] = json!(Self::kind(event, kind));
        } else if event.victims().any(|v| v.effect == Effect::Killed) {
            header["kind"] = json!("killing");
        }
        self.write_time(event, &mut header);
        let places = self.places(event);
        if !places.is_empty() {
            header["where"] = json!(places);
        }
        let actors = Self::actors(event);
        if !actors.is_empty() {
            header["actors"] = json!(actors);
        }
        header
    }

    /// The time as EDTF. Somewhere in more than a week is not all of it, and written as such.
    pub(super) fn write_time(&self, event: &Event, header: &mut Value) {
        let past = event
            .mentions
            .iter()
            .any(|m| m.facts.iter().any(|f| f.rule == "was led by"));
        if let (None, true, Some(published)) = (event.when, past, &self.setting.published) {
            header["when"] = json!(format!("[..{}]", DaySpan::day(published.span.last)));
            return;
        }
        let Some(when) = self.when(event) else { return };
        let written = when.to_string();
        let wide = when.last - when.first > 7 && written.contains('/');
        let edtf = if wide {
            format!(
                "[{}..{}]",
                DaySpan::day(when.first),
                DaySpan::day(when.last)
            )
        } else {
            written
        };
        header["when"] = json!(edtf);
        header["x_when"] = json!(if event.when.is_none() {
            "not said: the week up to publication"
        } else {
            event.when_words.as_str()
        });
    }

    /// Soldiers who kill rebels, or the other way round in a fight, are a clash.
    pub(super) fn kind<'k>(event: &Event, kind: &'k str) -> &'k str {
        let forces = event.attackers.iter().any(|(w, _)| w.sort == Sort::Forces);
        let rebels = event.victims().any(|v| v.rebel);
        if matches!(kind, "killing" | "attack") && forces && rebels {
            "clash"
        } else {
            kind
        }
    }

    pub(super) fn when(&self, event: &Event) -> Option<DaySpan> {
        event.when.or_else(|| {
            let last = self.setting.published.as_ref()?.span.last;
            Some(DaySpan {
                first: last - 6,
                last,
            })
        })
    }

    pub(super) fn places(&self, event: &Event) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let mut near: Vec<_> = event.places.iter().filter(|p| !p.is_country).collect();
        near.sort_by_key(|p| !p.in_any.is_empty());
        for spot in near {
            names.push(spot.name.clone());
        }
        let country = self.country(event);
        // A street or a hospital, and no town: those of the town that the article was sent from.
        let home = country.is_some() && country == self.setting.home;
        let inside_a_town = !names.is_empty() && names.iter().all(|n| is_of_a_town(n));
        if let (true, true, Some(here)) = (home, inside_a_town, &self.setting.here) {
            names.push(here.clone());
        }
        if let Some(country) = country {
            names.push(self.setting.gazetteer.country(country).to_owned());
        }
        names
    }

    /// The country of an event: the one named with it, or the one that most of its signs point to.
    pub(super) fn country(&self, event: &Event) -> Option<CountryId> {
        let mut votes: Vec<(CountryId, f64)> = Vec::new();
        let mut vote = |id: CountryId, weight: f64| match votes.iter_mut().find(|(c, _)| *c == id) {
            Some((_, w)) => *w += weight,
            None => votes.push((id, weight)),
        };
        for spot in &event.places {
            for (n, id) in spot.in_any.iter().enumerate() {
                vote(
                    *id,
                    if spot.in_any.len() == 1 {
                        1.5
                    } else if n == 0 {
                        1.2
                    } else {
                        1.0
                    },
                );
            }
        }
        for (n, mention) in event.mentions.iter().enumerate() {
            for id in mention.places.iter().filter_map(|p| p.country) {
                vote(id, if n == 0 { 4.0 } else { 1.5 });
            }
            for id in &mention.countries {
                vote(*id, 0.5);
            }
        }
        if let Some(home) = self.setting.home {
            vote(home, 2.2);
        }
        let total: u32 = self.setting.countries.iter().map(|(_, n)| *n).sum();
        for (id, n) in &self.setting.countries {
            let n = f64::from(*n);
            vote(*id, 2.0 * n / f64::from(total.max(1)) + n.min(8.0) * 0.1);
        }
        votes
            .into_iter()
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
            .map(|(id, _)| id)
    }

    pub(super) fn actors(event: &Event) -> Vec<Value> {
        let mut actors: Vec<Value> = Vec::new();
        let hurt = |who: &Who| {
            event
                .victims()
                .filter_map(|v| v.name.as_deref())
                .any(|name| same_person(name, &who.name))
        };
        for (who, mode) in &event.attackers {
            if who.sort == Sort::Person && (*mode == Mode::Alleged || hurt(who)) {
                continue;
            }
            let role = if *mode == Mode::Alleged {
                "alleged attacker"
            } else {
                "attacker"
            };
            actors.push(actor(who, role));
        }
        for who in &event.parties {
            actors.push(actor(who, "party"));
        }
        for who in &event.targets {
            actors.push(actor(who, "target"));
        }
        let acting = |who: &&Who| !event.attackers.iter().any(|(a, _)| a.name == who.name);
        for who in event.authorities.iter().filter(acting) {
            actors.push(actor(who, "authority"));
        }
        let mut seen: Vec<String> = Vec::new();
        for victim in event.victims() {
            if let Some(of) = &victim.of
                && !seen.contains(of)
            {
                seen.push(of.clone());
                actors.push(json!({"name": of, "role": "victim"}));
            }
        }
        actors
    }
}

/// An event, and what a side to it claims to have done where the outlet counts otherwise: a claim of
/// its own, of the same time and place.
fn with_boasts(mut event: Event) -> Vec<Event> {
    let counts = |m: &Mention| m.victims.iter().any(|v| v.number.is_some());
    let Some(first) = event
        .mentions
        .iter()
        .position(|m| counts(m) && !is_boast(m))
    else {
        return vec![event];
    };
    let behind = event.mentions.split_off(first + 1);
    let (boasts, told): (Vec<Mention>, Vec<Mention>) =
        behind.into_iter().partition(|m| counts(m) && is_boast(m));
    event.mentions.extend(told);
    let header = Event {
        mentions: Vec::new(),
        ..event.clone()
    };
    let mut events = vec![event];
    events.extend(boasts.into_iter().map(|mention| {
        Event {
            attackers: mention
                .attackers
                .iter()
                .map(|w| (w.clone(), Mode::Asserted))
                .collect(),
            mentions: vec![mention],
            ..header.clone()
        }
    }));
    events
}

/// "X claimed to have killed 60 of them": said by those who did it.
fn is_boast(mention: &Mention) -> bool {
    mention.attackers.iter().any(|w| {
        w.sort == Sort::Organisation && mention.said_by.iter().any(|s| s.contains(&w.name))
    })
}

pub(super) fn actor(who: &Who, role: &str) -> Value {
    json!({"name": who.name, "role": role})
}

/// Whether a name is of something inside a town.
fn is_of_a_town(name: &str) -> bool {
    const INSIDE: &[&str] = &[
        "street",
        "streets",
        "avenues",
        "avenue",
        "boulevard",
        "hospital",
        "hotel",
        "church",
        "embassy",
        "neighborhood",
        "neighbourhood",
        "square",
        "plaza",
        "park",
        "stadium",
        "theater",
        "theatre",
        "cathedral",
        "clinic",
        "consulate",
        "mosque",
        "district",
        "avenida",
        "calle",
        "barrio",
        "rue",
        "quartier",
    ];
    name.to_lowercase()
        .split(' ')
        .any(|word| INSIDE.contains(&word))
}
