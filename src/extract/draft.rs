//! Events to claims in the claims format.

use serde::Serialize;
use serde_json::{Value, json};

use super::event::{Event, same_person};
use super::gazetteer::CountryId;
use super::lexicon::Effect;
use super::mention::{Mention, Mode, Sort, Victim, Who};
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
const LEAST: f64 = if std::option_env!("XF").is_some() { -1.0 } else { 0.45 };

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

    /// How sure it is that a reader would write the event down: weights of evidence, summed in log-odds.
    fn confidence(&self, event: &Event) -> f64 {
        let mentions = &event.mentions;
        let all = |test: fn(&Mention) -> bool| mentions.iter().all(test);
        let any = |test: fn(&Mention) -> bool| mentions.iter().any(test);
        let age = |span: DaySpan| self.setting.published.as_ref().map_or(0, |p| p.span.last - span.last);
        let evidence = [
            (event.victims().any(|v| v.name.is_some()), 1.0),
            (event.victims().next().is_some(), 0.7),
            (event.victims().any(|v| v.number.is_some()), 0.4),
            (event.places.iter().any(|p| !p.is_country), 0.9),
            (event.when.is_some(), 0.6),
            (event.when.is_some_and(|w| w.last - w.first > 7), -1.0),
            (event.when.is_some_and(|w| age(w) > 60), -1.0),
            (event.attackers.iter().any(|(w, _)| w.sort == Sort::Organisation), 0.6),
            (event.attackers.iter().any(|(w, _)| matches!(w.sort, Sort::Described | Sort::Rebels)), 0.4),
            (mentions.iter().any(|m| m.facts.iter().any(|f| f.attribute != "role" && f.attribute != "distance")), 1.2),
            (mentions.iter().any(|m| m.facts.iter().any(|f| f.rule == "led by")), 1.5),
            (!event.parties.is_empty(), -0.4),
            (any(|m| m.verbal), 0.3),
            (any(|m| m.sentence == 0), 0.5),
            (any(|m| m.sentence < 3), 0.4),
            (mentions.len() > 2, 0.6),
            (mentions.len() > 5, 0.6),
            (any(|m| m.spoken), -0.9),
            (all(|m| m.spoken), -0.3),
            (all(|m| m.plural && !m.verbal), -0.7),
            (all(|m| m.weak && m.facts.is_empty()), -1.2),
            (mentions.iter().all(|m| m.stands_alone()), 0.5),
            (all(|m| m.mode == Mode::Alleged), -0.4),
            (event.kind.is_none(), if all(|m| matches!(m.frame.as_str(), "die" | "unharmed" | "release" | "vanish" | "claim" | "blame" | "attribute")) { -1.5 } else { -0.4 }),
            (matches!(event.kind.as_deref(), Some("clash" | "arrest")), -0.6),
            (matches!(event.kind.as_deref(), Some("bombing" | "abduction" | "killing")), 0.5),
        ];
        let sum: f64 = evidence.iter().filter(|(holds, _)| *holds).map(|(_, weight)| weight).sum();
        1.0 / (1.0 + (1.7 - sum).exp())
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
            quote: Passage { start: self.chars(first.at.0), end: self.chars(first.at.1) },
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
        } else if event.victims().any(|v| v.effect == Effect::Killed) {
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
        if std::option_env!("XF").is_some() {
            let age = event.when.and_then(|w| Some(self.setting.published.as_ref()?.span.last - w.last)).unwrap_or(-1);
            let m = &event.mentions;
            header["x_f"] = json!({
                "verbal": m.iter().any(|m| m.verbal), "nverbal": m.iter().filter(|m| m.verbal).count().min(3),
                "num": event.victims().any(|v| v.number.is_some()), "named": event.victims().any(|v| v.name.is_some()),
                "nvic": event.victims().count().min(4)>0, "rebelv": event.victims().any(|v| v.rebel), "soldierv": event.victims().any(|v| v.soldier),
                "date": event.when.is_some(), "today": event.when.is_some() && (0..3).contains(&age), "old": age > 60, "week": event.when.is_some() && (3..8).contains(&age), "wide": event.when.is_some_and(|w| w.last - w.first > 7),
                "place": event.places.iter().any(|p| !p.is_country), "placenew": event.places.iter().any(|p| !p.is_country && p.in_any.is_empty()),"manyplaces": event.places.iter().filter(|p| !p.is_country).count() > 3,
                "org": event.attackers.iter().any(|(w,_)| w.sort==Sort::Organisation), "forces": event.attackers.iter().any(|(w,_)| w.sort==Sort::Forces), "reb": event.attackers.iter().any(|(w,_)| w.sort==Sort::Rebels), "desc": event.attackers.iter().any(|(w,_)| w.sort==Sort::Described),
                "target": !event.targets.is_empty(), "party": !event.parties.is_empty(),
                "first": m[0].sentence==0, "early": m[0].sentence<3, "early10": m[0].sentence<10,
                "n1": m.len()==1, "n3": m.len()>=3, "n6": m.len()>=6, "spoken": m.iter().all(|m| m.spoken), "somespoken": m.iter().any(|m| m.spoken), "weak": m.iter().all(|m| m.weak), "pluralonly": m.iter().all(|m| m.plural && !m.verbal), "someplural": m.iter().any(|m| m.plural && !m.verbal), "alleged": m.iter().all(|m| m.mode==Mode::Alleged),
                "nokind": event.kind.is_none(), "def": m[0].definite, "firstplural": m[0].plural && !m[0].verbal, "firstverbal": m[0].verbal, "firstdef": m[0].definite && !m[0].verbal,
            });
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
        let country = self.country(event);
        if let Some(country) = country {
            names.push(self.setting.gazetteer.country(country).to_owned());
        }
        names
    }

    /// The country of an event: the one named with it, or the one that most of its signs point to.
    fn country(&self, event: &Event) -> Option<CountryId> {
        if let Some(id) = event.places.iter().find_map(|p| p.country) {
            return Some(id);
        }
        let mut votes: Vec<(CountryId, f64)> = Vec::new();
        let mut vote = |id: CountryId, weight: f64| match votes.iter_mut().find(|(c, _)| *c == id) {
            Some((_, w)) => *w += weight,
            None => votes.push((id, weight)),
        };
        for spot in &event.places {
            for (n, id) in spot.in_any.iter().enumerate() {
                vote(*id, if spot.in_any.len() == 1 { 1.5 } else if n == 0 { 1.2 } else { 1.0 });
            }
        }
        for mention in &event.mentions {
            for id in &mention.countries {
                vote(*id, 0.5);
            }
        }
        if let Some(home) = self.setting.home {
            vote(home, 2.2);
        }
        let total: u32 = self.setting.countries.iter().map(|(_, n)| *n).sum();
        for (id, n) in &self.setting.countries {
            vote(*id, 2.0 * f64::from(*n) / f64::from(total.max(1)));
        }
        votes.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map(|(id, _)| id)
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
        self.perpetrator(event, &mut found);
        let mut told: Vec<(&str, &Option<String>, &str)> = Vec::new();
        for fact in event.mentions.iter().flat_map(|m| &m.facts) {
            let key = (fact.attribute, &fact.of, fact.value.as_str());
            if told.contains(&key) {
                continue;
            }
            told.push(key);
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

    fn perpetrator(&self, event: &Event, found: &mut Vec<Value>) {
        let violent = matches!(event.kind.as_deref(), Some("attack" | "killing" | "bombing" | "ambush" | "raid" | "shelling" | "airstrike" | "abduction" | "clash"));
        let sure: Vec<&Who> = event.attackers.iter().filter(|(w, mode)| *mode == Mode::Asserted && matches!(w.sort, Sort::Organisation | Sort::Forces)).map(|(w, _)| w).collect();
        if let (true, [only]) = (violent, sure.as_slice()) {
            found.push(json!({"attribute": "perpetrator", "value": only.name, "x_rule": "attacker", "x_confidence": 0.7}));
        }
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
