//! Events to claims in the claims format.

use serde::Serialize;
use serde_json::{Value, json};

use super::event::{Event, same_person};
use super::gazetteer::CountryId;
use super::lexicon::Effect;
use super::mention::{Mode, Sort, Victim, Who};
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
    /// Character offsets.
    pub quote: Value,
    /// How sure the grammar is, 0 to 1.
    pub x_confidence: f64,
}

/// Makes drafts of events.
pub(super) struct Drafter<'s, 'a> {
    pub(super) setting: &'s Setting<'a>,
    pub(super) code: &'s str,
}

/// The least confidence that makes a draft.
const LEAST: f64 = 0.5;

impl Drafter<'_, '_> {
    pub(super) fn draft(&self, events: Vec<Event>) -> Draft {
        let mut draft = Draft { notes: self.setting.article.notes.clone(), ..Draft::default() };
        for event in events {
            let confidence = self.confidence(&event);
            if confidence >= LEAST {
                let n = draft.claims.len() + 1;
                draft.claims.push(self.claim(&event, n, confidence));
            }
        }
        draft
    }

    fn confidence(&self, event: &Event) -> f64 {
        let verbal = event.mentions.iter().any(|m| m.verbal);
        let victims = event.victims().any(|v| v.number.is_some() || v.name.is_some());
        let vague = event.mentions.iter().all(|m| m.plural && !m.verbal);
        let weak = event.mentions.iter().all(|m| m.weak);
        let place = event.places.iter().any(|p| !p.is_country);
        let early = event.mentions.iter().any(|m| m.sentence < 3);
        let mut score: f64 = 0.15;
        score += if verbal { 0.15 } else { 0.0 };
        score += if victims { 0.25 } else { 0.0 };
        score += if event.when.is_some() { 0.15 } else { 0.0 };
        score += if place { 0.15 } else { 0.0 };
        score += if event.attackers.is_empty() { 0.0 } else { 0.05 };
        score += if early { 0.1 } else { 0.0 };
        score += if event.mentions.len() > 1 { 0.1 } else { 0.0 };
        if vague {
            score -= 0.3;
        }
        if weak {
            score -= 0.3;
        }
        if event.kind.is_none() {
            score -= 0.1;
        }
        score.clamp(0.0, 0.99)
    }

    fn claim(&self, event: &Event, number: usize, confidence: f64) -> DraftClaim {
        let article = self.setting.article;
        let first = &event.mentions[0];
        DraftClaim {
            id: format!("{}#{number}", article.id),
            outlet: article.outlet.clone().unwrap_or_else(|| "unnamed outlet".to_owned()),
            document: self.document(),
            event: self.header(event),
            assertions: self.assertions(event),
            said_by: first.said_by.clone(),
            quote: json!({"start": self.chars(first.at.0), "end": self.chars(first.at.1)}),
            x_confidence: (confidence * 100.0).round() / 100.0,
        }
    }

    fn chars(&self, byte: u32) -> usize {
        let text = &self.setting.article.text;
        text.get(..byte as usize).map_or(0, |head| head.chars().count())
    }

    fn document(&self) -> Value {
        let article = self.setting.article;
        let mut document = json!({"id": article.id, "language": self.code});
        for (key, value) in [("published", &article.published), ("title", &article.title), ("url", &article.url), ("text", &article.file)] {
            if let Some(value) = value {
                document[key] = json!(value);
            }
        }
        document
    }

    fn header(&self, event: &Event) -> Value {
        let mut header = json!({});
        if let Some(kind) = &event.kind {
            header["kind"] = json!(self.kind(event, kind));
        } else {
            header["kind"] = json!("killing");
        }
        if let Some(when) = self.when(event) {
            header["when"] = json!(when.to_string());
            if event.when.is_none() {
                header["x_when"] = json!("not said: the week up to publication");
            } else {
                header["x_when"] = json!(event.when_words);
            }
        }
        let places = self.places(event);
        if !places.is_empty() {
            header["where"] = json!(places);
        }
        let actors = self.actors(event);
        if !actors.is_empty() {
            header["actors"] = json!(actors);
        }
        header
    }

    /// Soldiers who kill rebels, or the other way round in a fight, are a clash.
    fn kind<'k>(&self, event: &Event, kind: &'k str) -> &'k str {
        let forces = event.attackers.iter().any(|(w, _)| w.sort == Sort::Forces);
        let rebels = event.victims().any(|v| v.rebel);
        if matches!(kind, "killing" | "attack") && forces && rebels { "clash" } else { kind }
    }

    fn when(&self, event: &Event) -> Option<DaySpan> {
        event.when.or_else(|| {
            let last = self.setting.published.as_ref()?.span.last;
            Some(DaySpan { first: last - 6, last })
        })
    }

    fn places(&self, event: &Event) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let mut near: Vec<_> = event.places.iter().filter(|p| !p.is_country).collect();
        near.sort_by_key(|p| !p.in_any.is_empty());
        for spot in near {
            names.push(spot.name.clone());
        }
        if let Some(country) = self.country(event) {
            names.push(self.setting.gazetteer.country(country).to_owned());
        }
        names
    }

    fn country(&self, event: &Event) -> Option<CountryId> {
        if let Some(id) = event.places.iter().find_map(|p| p.country) {
            return Some(id);
        }
        let likely = |ids: &[CountryId]| {
            let home = self.setting.home.filter(|h| ids.contains(h));
            home.or_else(|| self.setting.countries.iter().filter(|(c, _)| ids.contains(c)).max_by_key(|(_, n)| *n).map(|(c, _)| *c))
        };
        let city = event.places.iter().find(|p| !p.in_any.is_empty());
        if let Some(city) = city {
            return likely(&city.in_any).or_else(|| city.in_any.first().copied());
        }
        self.setting.home.or_else(|| self.setting.countries.iter().max_by_key(|(_, n)| *n).map(|(c, _)| *c))
    }

    fn actors(&self, event: &Event) -> Vec<Value> {
        let mut actors: Vec<Value> = Vec::new();
        for (who, mode) in &event.attackers {
            let role = if *mode == Mode::Alleged { "alleged attacker" } else { "attacker" };
            actors.push(actor(who, role));
        }
        for who in &event.parties {
            actors.push(actor(who, "party"));
        }
        for who in &event.targets {
            actors.push(actor(who, "target"));
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

    fn assertions(&self, event: &Event) -> Vec<Value> {
        let mut found = Vec::new();
        for effect in [Effect::Killed, Effect::Wounded, Effect::Abducted, Effect::Missing, Effect::Captured, Effect::Displaced] {
            self.counts(event, effect, &mut found);
        }
        self.statuses(event, &mut found);
        for fact in event.mentions.iter().flat_map(|m| &m.facts) {
            let mut value = json!({"attribute": fact.attribute, "value": fact.value, "x_rule": fact.rule, "x_confidence": 0.7});
            if let Some(of) = &fact.of {
                value["of"] = json!(of);
            }
            if let Some(text) = &fact.text {
                value["text"] = json!(text);
            }
            found.push(value);
        }
        found
    }

    fn counts(&self, event: &Event, effect: Effect, found: &mut Vec<Value>) {
        let mut best: Option<(u64, Vec<&Victim>)> = None;
        for mention in &event.mentions {
            let group: Vec<&Victim> = mention.victims.iter().filter(|v| v.effect == effect).collect();
            let total = sum(&group);
            if group.iter().any(|v| v.number.is_some()) && best.as_ref().is_none_or(|(most, _)| total > *most) {
                best = Some((total, group));
            }
        }
        let Some((total, group)) = best else {
            self.plural(event, effect, found);
            return;
        };
        let numbered: Vec<&&Victim> = group.iter().filter(|v| v.number.is_some()).collect();
        let names = group.iter().filter(|v| v.name.is_some() && !v.part).count();
        if let [only] = numbered.as_slice()
            && (names == 0 || only.others)
        {
            found.push(self.count(only, effect));
            return;
        }
        if let [only] = numbered.as_slice()
            && group.iter().all(|v| v.name.is_none() || v.part)
        {
            found.push(self.count(only, effect));
            return;
        }
        found.push(json!({"attribute": attribute(effect), "value": total, "x_rule": numbered.first().map_or("", |v| &v.rule), "x_confidence": 0.7}));
        for victim in numbered {
            let mut value = self.count(victim, effect);
            value["counts"] = json!("part");
            found.push(value);
        }
    }

    fn count(&self, victim: &Victim, effect: Effect) -> Value {
        let number = victim.number.as_ref();
        let exact = number.filter(|n| n.exact && !n.text.contains("other")).and_then(|n| n.best);
        let value = exact.map_or_else(|| json!(number.map_or("", |n| n.text.as_str())), |n| json!(n));
        let mut json = json!({"attribute": attribute(effect), "value": value, "x_rule": victim.rule, "x_confidence": 0.8});
        if let Some(whom) = &victim.whom {
            json["whom"] = json!(whom);
        }
        if let Some(of) = &victim.of {
            json["of"] = json!(of);
        }
        let text = self.setting.article.text.get(victim.at.0 as usize..victim.at.1 as usize).unwrap_or_default();
        if !text.is_empty() {
            json["text"] = json!(text);
        }
        json
    }

    /// "killed civilians": more than one, and no number.
    fn plural(&self, event: &Event, effect: Effect, found: &mut Vec<Value>) {
        let many = event.victims().find(|v| v.effect == effect && v.name.is_none() && v.number.is_none() && v.whom.as_deref().is_some_and(|w| w.ends_with('s') || w.ends_with("men") || w == "children"));
        let named = event.victims().any(|v| v.effect == effect && v.name.is_some());
        if let Some(victim) = many.filter(|_| !named) {
            let mut value = self.count(victim, effect);
            value["value"] = json!({"low": 2, "high": null});
            found.push(value);
        }
    }

    fn statuses(&self, event: &Event, found: &mut Vec<Value>) {
        let mut seen: Vec<(String, Effect)> = Vec::new();
        for victim in event.victims() {
            let Some(name) = &victim.name else { continue };
            let known = seen.iter().any(|(n, e)| *e == victim.effect && same_person(n, name));
            if known {
                continue;
            }
            seen.push((name.clone(), victim.effect));
            found.push(json!({"attribute": "status", "of": name, "value": status(victim.effect), "x_rule": victim.rule, "x_confidence": 0.8}));
            if let Some(role) = &victim.role {
                found.push(json!({"attribute": "role", "of": name, "value": role, "x_rule": "title or apposition", "x_confidence": 0.6}));
            }
        }
    }
}

fn actor(who: &Who, role: &str) -> Value {
    json!({"name": who.name, "role": role})
}

/// How many a list of victims is, at the least said.
fn sum(group: &[&Victim]) -> u64 {
    group
        .iter()
        .filter(|v| !v.part)
        .map(|v| v.number.as_ref().map_or(u64::from(v.name.is_some()), |n| n.best.unwrap_or(n.low)))
        .sum()
}

fn attribute(effect: Effect) -> &'static str {
    match effect {
        Effect::Killed => "killed",
        Effect::Wounded => "wounded",
        Effect::Abducted => "abducted",
        Effect::Missing => "missing",
        Effect::Captured => "captured",
        Effect::Displaced => "displaced",
        Effect::Released | Effect::Unharmed => "status",
    }
}

fn status(effect: Effect) -> &'static str {
    match effect {
        Effect::Killed => "killed",
        Effect::Wounded => "wounded",
        Effect::Abducted => "abducted",
        Effect::Captured => "captured",
        Effect::Released => "released",
        Effect::Unharmed => "unharmed",
        Effect::Missing | Effect::Displaced => "missing",
    }
}
