//! What an event asserts, as the claims format writes it.

use serde::Serialize;

use super::draft::Drafter;
use super::event::{Event, same_person};
use super::frame::Effect;
use super::mention::{Fact, Mention, Mode, Sort, Victim, Who};
use super::standing::Standing;
use super::terms;

/// A drafted assertion, in the fields of the claims format.
#[derive(Debug, Clone, Serialize)]
pub struct DraftAssertion {
    /// The attribute of the codebook.
    pub attribute: &'static str,
    /// `part`, where another count holds those counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counts: Option<&'static str>,
    /// Of whom or of what.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// The standard of proof, where it is less than that the count is so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proof: Option<&'static str>,
    /// Who says this, where it is not who says the claim.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub said_by: Vec<String>,
    /// `denies` or `retracts`, where it is said not to be so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stance: Option<&'static str>,
    /// The words that it was read in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What is asserted.
    pub value: DraftValue,
    /// Whom a count counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whom: Option<String>,
    /// How sure the rule is, 0 to 1.
    pub x_confidence: f64,
    /// The rule that read it.
    pub x_rule: String,
}

/// The value of a drafted assertion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum DraftValue {
    /// A number.
    Number(u64),
    /// A term, a name, or a number in words.
    Text(String),
    /// A number between two; `None`: no upper bound.
    Range {
        /// The greatest.
        high: Option<u64>,
        /// The least.
        low: u64,
    },
}

impl From<String> for DraftValue {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl std::fmt::Display for DraftValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
            Self::Range { low, high: None } => write!(f, "≥ {low}"),
            Self::Range {
                low,
                high: Some(high),
            } => write!(f, "{low}–{high}"),
        }
    }
}

/// A headline rounds to a tenth of what it tells, or closer.
const ROUNDED: u64 = 10;

/// Effects that are counted.
const COUNTED: [Effect; 6] = [
    Effect::Killed,
    Effect::Wounded,
    Effect::Abducted,
    Effect::Missing,
    Effect::Captured,
    Effect::Displaced,
];

impl Drafter<'_, '_> {
    pub(super) fn assertions(&self, event: &Event) -> Vec<DraftAssertion> {
        let mut found = Vec::new();
        for effect in COUNTED {
            found.extend(self.counts(event, effect));
        }
        self.disputes(event, &mut found);
        statuses(event, &mut found);
        found.extend(perpetrator(event));
        let mut told: Vec<(&str, &Option<String>, &str)> = Vec::new();
        for fact in event.mentions.iter().flat_map(|m| &m.facts) {
            let key = (fact.rule.attribute, &fact.of, fact.value.as_str());
            if !told.contains(&key) {
                told.push(key);
                found.push(stated(fact));
            }
        }
        found
    }

    /// The first number told is the story's own; later ones are details or the past. "The death of
    /// a leader" is no number where a later sentence counts.
    fn counts(&self, event: &Event, effect: Effect) -> Vec<DraftAssertion> {
        let of_effect = |m: &'_ Mention| -> Vec<Victim> {
            let victims = m.victims.iter().filter(|v| v.effect == effect);
            victims.cloned().collect()
        };
        let groups: Vec<Vec<Victim>> = event.mentions.iter().map(of_effect).collect();
        let named = groups.iter().flatten().any(|v| v.name.is_some());
        let counts = |group: &&Vec<Victim>| group.iter().any(|v| v.number.is_some());
        let counting = || groups.iter().filter(counts);
        let several = counting().find(|group| sum(group) > 1 || !named);
        let first = several.or(counting().next());
        let best = first.map(|first| {
            counting()
                .find(|group| rounds(first, group))
                .unwrap_or(first)
        });
        let group = best.map(|group| {
            group
                .iter()
                .find(|v| v.rule == terms::TOLL)
                .map_or(group.as_slice(), std::slice::from_ref)
        });
        let Some(group) = group else {
            let many = if named {
                None
            } else {
                self.plural(event, effect)
            };
            return many.into_iter().collect();
        };
        let numbered: Vec<&Victim> = group.iter().filter(|v| v.number.is_some()).collect();
        let count = |v: &&Victim| DraftAssertion {
            counts: v.part.then_some(terms::PART),
            ..self.count(v, effect)
        };
        let mut each: Vec<DraftAssertion> = numbered.iter().map(count).collect();
        let numbered: Vec<&Victim> = numbered.into_iter().filter(|v| !v.part).collect();
        let beside = group.iter().any(|v| v.name.is_some() && !v.part);
        let alone = matches!(numbered.as_slice(), [only] if !beside || only.others);
        let exact = |v: &&Victim| {
            let quantity = v.number.as_ref().map(|n| n.quantity);
            quantity.is_some_and(|n| n.as_exact().is_some())
        };
        if alone || !numbered.iter().all(exact) {
            return each;
        }
        for count in &mut each {
            count.counts = Some(terms::PART);
        }
        let total = DraftValue::Number(sum(group));
        each.insert(
            0,
            asserted(terms::attribute(effect), total, &numbered[0].rule, 0.7),
        );
        each
    }

    /// What is denied or feared, each once.
    fn disputes(&self, event: &Event, found: &mut Vec<DraftAssertion>) {
        let mut told: Vec<(&'static str, DraftValue, Standing)> = Vec::new();
        for disputed in event.mentions.iter().flat_map(|m| &m.disputed) {
            let (victim, standing) = (&disputed.victim, disputed.standing);
            let draft = match &victim.name {
                Some(name) => fate(name, victim),
                None => self.count(victim, victim.effect),
            };
            let key = (draft.attribute, draft.value.clone(), standing);
            if told.contains(&key) && victim.name.is_none() {
                continue;
            }
            told.push(key);
            found.push(DraftAssertion {
                proof: standing.proof(),
                stance: standing.stance(),
                said_by: disputed.said_by.clone(),
                ..draft
            });
        }
    }

    fn count(&self, victim: &Victim, effect: Effect) -> DraftAssertion {
        let value = match &victim.number {
            Some(number) => number
                .exact()
                .map_or(number.text.clone().into(), DraftValue::Number),
            // More than one, and no number.
            None => DraftValue::Range { low: 2, high: None },
        };
        let text = &self.setting.article.text;
        let words = text.get(victim.at.0 as usize..victim.at.1 as usize);
        DraftAssertion {
            whom: victim.whom.clone(),
            of: victim.of.clone(),
            text: words.filter(|words| !words.is_empty()).map(str::to_owned),
            ..asserted(terms::attribute(effect), value, &victim.rule, 0.8)
        }
    }

    /// "killed civilians": more than one, and no number.
    fn plural(&self, event: &Event, effect: Effect) -> Option<DraftAssertion> {
        // "the murder of leaders" may be anybody's at any time; "leaders were murdered" is told.
        let told = event.mentions.iter().filter(|m| m.verbal || m.definite);
        let many = |v: &&Victim| {
            let whom = v.whom.as_deref().filter(|_| v.effect == effect);
            let plural = whom.is_some_and(|whom| self.lexicon.is_plural(whom));
            v.name.is_none() && v.number.is_none() && plural
        };
        let victim = told.flat_map(|m| &m.victims).find(many)?;
        Some(self.count(victim, effect))
    }
}

/// What is asserted by a rule, and nothing beside it.
fn asserted(attribute: &'static str, value: DraftValue, rule: &str, sure: f64) -> DraftAssertion {
    DraftAssertion {
        attribute,
        counts: None,
        of: None,
        proof: None,
        said_by: Vec::new(),
        stance: None,
        text: None,
        value,
        whom: None,
        x_confidence: sure,
        x_rule: rule.to_owned(),
    }
}

fn stated(fact: &Fact) -> DraftAssertion {
    DraftAssertion {
        of: fact.of.clone(),
        text: fact.text.clone(),
        ..asserted(
            fact.rule.attribute,
            fact.value.clone().into(),
            fact.rule.name,
            0.7,
        )
    }
}

/// The one who did it, where it is sure and one organisation.
fn perpetrator(event: &Event) -> Option<DraftAssertion> {
    let sorts = [Sort::Organisation, Sort::Forces];
    let sure = |(who, mode): &&(Who, Mode)| *mode == Mode::Asserted && sorts.contains(&who.sort);
    let mut sure = event.attackers.iter().filter(sure);
    let (Some((only, _)), None) = (sure.next(), sure.next()) else {
        return None;
    };
    event.is(|kind| kind.perpetrated).then(|| {
        stated(&Fact {
            rule: &terms::PERPETRATOR,
            of: None,
            value: only.name.clone(),
            text: None,
        })
    })
}

fn statuses(event: &Event, found: &mut Vec<DraftAssertion>) {
    let mut seen: Vec<(&str, Effect)> = Vec::new();
    for victim in event.victims() {
        let Some(name) = victim.name.as_deref() else {
            continue;
        };
        let same = |(n, e): &(&str, Effect)| *e == victim.effect && same_person(n, name);
        if seen.iter().any(same) {
            continue;
        }
        seen.push((name, victim.effect));
        found.push(fate(name, victim));
    }
}

/// What became of somebody by name.
fn fate(name: &str, victim: &Victim) -> DraftAssertion {
    let status = terms::status(victim.effect).to_owned();
    DraftAssertion {
        of: Some(name.to_owned()),
        ..asserted(terms::STATUS, status.into(), &victim.rule, 0.8)
    }
}

/// Whether the one figure of `rough` is a rounding of the one of `exact`: "more than 2,000" of 2,012.
fn rounds(rough: &[Victim], exact: &[Victim]) -> bool {
    let only = |group: &[Victim]| match group {
        [one] if !one.others && !one.part => one.number.as_ref().map(|n| n.quantity),
        _ => None,
    };
    let (Some(rough), Some(exact)) = (only(rough), only(exact)) else {
        return false;
    };
    let (Some(base), Some(number), None) = (
        rough.best.or(Some(rough.low)),
        exact.as_exact(),
        rough.as_exact(),
    ) else {
        return false;
    };
    // "dozens": no number at all.
    if rough.best.is_none() && rough.high != Some(0) && rough.low >= 20 {
        return number >= rough.low
            && rough.high.is_none_or(|high| number <= high)
            && number < rough.low * ROUNDED;
    }
    number >= rough.low
        && number != base
        && rough.high.is_none_or(|high| number <= high)
        && number.abs_diff(base) * ROUNDED <= base
}

/// How many a list of victims is, at the least said.
fn sum(group: &[Victim]) -> u64 {
    let number = |v: &Victim| {
        let counted = v.number.as_ref().map(|n| n.quantity);
        let named = u64::from(v.name.is_some());
        counted.map_or(named, |n| n.best.unwrap_or(n.low))
    };
    group.iter().filter(|v| !v.part).map(number).sum()
}
