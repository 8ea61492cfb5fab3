//! What an event asserts, as the claims format writes it.

use serde_json::{Value, json};

use super::draft::Drafter;
use super::event::{Event, same_person};
use super::lexicon::Effect;
use super::mention::{Mention, Mode, Sort, Victim, Who};

impl Drafter<'_, '_> {
    pub(super) fn assertions(&self, event: &Event) -> Vec<Value> {
        let mut found = Vec::new();
        for effect in [
            Effect::Killed,
            Effect::Wounded,
            Effect::Abducted,
            Effect::Missing,
            Effect::Captured,
            Effect::Displaced,
        ] {
            self.counts(event, effect, &mut found);
        }
        Self::statuses(event, &mut found);
        Self::perpetrator(event, &mut found);
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

    pub(super) fn perpetrator(event: &Event, found: &mut Vec<Value>) {
        let violent = matches!(
            event.kind.as_deref(),
            Some(
                "attack"
                    | "killing"
                    | "bombing"
                    | "ambush"
                    | "raid"
                    | "shelling"
                    | "airstrike"
                    | "abduction"
                    | "clash"
            )
        );
        let sure: Vec<&Who> = event
            .attackers
            .iter()
            .filter(|(w, mode)| {
                *mode == Mode::Asserted && matches!(w.sort, Sort::Organisation | Sort::Forces)
            })
            .map(|(w, _)| w)
            .collect();
        if let (true, [only]) = (violent, sure.as_slice()) {
            found.push(json!({"attribute": "perpetrator", "value": only.name, "x_rule": "attacker", "x_confidence": 0.7}));
        }
    }

    pub(super) fn counts(&self, event: &Event, effect: Effect, found: &mut Vec<Value>) {
        // The first number told is the story's own; later ones are details or the past. "The death of
        // a leader" is no number where a later sentence counts.
        let groups = event.mentions.iter().map(|m| {
            m.victims
                .iter()
                .filter(|v| v.effect == effect)
                .collect::<Vec<_>>()
        });
        let numbered: Vec<(u64, Vec<&Victim>)> = groups
            .filter(|g| g.iter().any(|v| v.number.is_some()))
            .map(|g| (sum(&g), g))
            .collect();
        let named = event
            .victims()
            .any(|v| v.effect == effect && v.name.is_some());
        let best = numbered
            .iter()
            .find(|(total, _)| *total > 1 || !named)
            .or(numbered.first())
            .cloned();
        let Some((total, group)) = best else {
            self.plural(event, effect, found);
            return;
        };
        let numbered: Vec<&&Victim> = group.iter().filter(|v| v.number.is_some()).collect();
        let persons = group.iter().filter(|v| v.name.is_some() && !v.part).count();
        if let [only] = numbered.as_slice()
            && (persons == 0 || only.others)
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
        if numbered
            .iter()
            .any(|v| v.number.as_ref().is_some_and(|n| !n.exact))
        {
            found.extend(numbered.iter().map(|v| self.count(v, effect)));
            return;
        }
        found.push(json!({"attribute": attribute(effect), "value": total, "x_rule": numbered.first().map_or("", |v| &v.rule), "x_confidence": 0.7}));
        for victim in numbered {
            let mut value = self.count(victim, effect);
            value["counts"] = json!("part");
            found.push(value);
        }
    }

    pub(super) fn count(&self, victim: &Victim, effect: Effect) -> Value {
        let number = victim.number.as_ref();
        let exact = number
            .filter(|n| n.exact && !n.text.contains("other"))
            .and_then(|n| n.best);
        let value = exact.map_or_else(
            || json!(number.map_or("", |n| n.text.as_str())),
            |n| json!(n),
        );
        let mut json = json!({"attribute": attribute(effect), "value": value, "x_rule": victim.rule, "x_confidence": 0.8});
        if let Some(whom) = &victim.whom {
            json["whom"] = json!(whom);
        }
        if let Some(of) = &victim.of {
            json["of"] = json!(of);
        }
        let text = self
            .setting
            .article
            .text
            .get(victim.at.0 as usize..victim.at.1 as usize)
            .unwrap_or_default();
        if !text.is_empty() {
            json["text"] = json!(text);
        }
        json
    }

    /// "killed civilians": more than one, and no number.
    pub(super) fn plural(&self, event: &Event, effect: Effect, found: &mut Vec<Value>) {
        // "the murder of leaders" may be anybody's at any time; "leaders were murdered" is told.
        let told = |m: &&Mention| m.verbal || m.definite;
        let many = event
            .mentions
            .iter()
            .filter(told)
            .flat_map(|m| &m.victims)
            .find(|v| {
                v.effect == effect
                    && v.name.is_none()
                    && v.number.is_none()
                    && v.whom
                        .as_deref()
                        .is_some_and(|w| w.ends_with('s') || w.ends_with("men") || w == "children")
            });
        let named = event
            .victims()
            .any(|v| v.effect == effect && v.name.is_some());
        if let Some(victim) = many.filter(|_| !named) {
            let mut value = self.count(victim, effect);
            value["value"] = json!({"low": 2, "high": null});
            found.push(value);
        }
    }

    pub(super) fn statuses(event: &Event, found: &mut Vec<Value>) {
        let mut seen: Vec<(String, Effect)> = Vec::new();
        for victim in event.victims() {
            let Some(name) = &victim.name else { continue };
            let known = seen
                .iter()
                .any(|(n, e)| *e == victim.effect && same_person(n, name));
            if known {
                continue;
            }
            seen.push((name.clone(), victim.effect));
            found.push(json!({"attribute": "status", "of": name, "value": status(victim.effect), "x_rule": victim.rule, "x_confidence": 0.8}));
        }
    }
}

/// How many a list of victims is, at the least said.
fn sum(group: &[&Victim]) -> u64 {
    group
        .iter()
        .filter(|v| !v.part)
        .map(|v| {
            v.number
                .as_ref()
                .map_or(u64::from(v.name.is_some()), |n| n.best.unwrap_or(n.low))
        })
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
