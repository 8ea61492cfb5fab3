//! How sure it is that a draft is right in its time and its figures.

use super::assertions::{DraftAssertion, DraftValue};
use super::draft::DraftClaim;
use super::frame::Effect;
use super::story::Setting;
use super::terms;
use crate::claim::{DaySpan, Quantity};

/// Weights in log-odds, in the order of `signs`, fitted by `tests/fit/confidence.py` to half of the
/// incidents of the Gun Violence Archive; the curve of the other half is in `docs/extract.md`.
const WEIGHTS: [f64; 16] = [
    0.02, -0.46, -0.11, -0.38, 0.04, 0.99, -0.63, -1.07, 0.50, -0.60, -0.74, -0.41, -0.75, -0.17,
    -0.38, -0.54,
];

/// Characters at the head of a text that tell the news, and behind which it hardly is.
const HEAD: usize = 200;
const FAR: usize = 1000;
/// A figure above it is told in several versions.
const FEW: u64 = 5;
/// More places than one event has.
const MANY_PLACES: usize = 4;

impl DraftClaim {
    /// How sure it is that its time and its figures are right: `days` are the days of its event.
    pub(super) fn sureness(&self, setting: &Setting, days: Option<DaySpan>) -> f64 {
        let signs = self.signs(setting, days);
        let holding = signs.iter().zip(WEIGHTS).filter(|(holds, _)| **holds);
        let sum: f64 = holding.map(|(_, weight)| weight).sum();
        let sure = 1.0 / (1.0 + (-sum).exp());
        (sure * 100.0).round() / 100.0
    }

    fn signs(&self, setting: &Setting, days: Option<DaySpan>) -> [bool; WEIGHTS.len()] {
        let counts = |effect: Effect| -> Vec<&DraftAssertion> {
            let attribute = terms::attribute(effect);
            let counts = |a: &&DraftAssertion| {
                a.attribute == attribute && a.stance.is_none() && a.proof.is_none()
            };
            self.assertions.iter().filter(counts).collect()
        };
        let named = |effect: Effect| {
            let status = DraftValue::Text(terms::status(effect).to_owned());
            let is = |a: &&DraftAssertion| a.attribute == terms::STATUS && a.value == status;
            self.assertions.iter().filter(is).count() as u64
        };
        let [killed, wounded] = [counts(Effect::Killed), counts(Effect::Wounded)];
        let persons = [named(Effect::Killed), named(Effect::Wounded)];
        let figures = || killed.iter().chain(&wounded);
        let more_named = |list: &[&DraftAssertion], persons: u64| {
            let most = list.iter().map(|a| low(&a.value)).max();
            most.is_some_and(|most| persons > most)
        };
        let published = setting.published.as_ref().map(|p| p.span.last);
        let late = days
            .zip(published)
            .is_some_and(|(days, day)| day - days.last >= 2);
        let in_text = !self.quote.is_empty();
        [
            true,
            days.is_none(),
            days.is_none_or(|days| days.first != days.last),
            late,
            !in_text,
            in_text && self.quote.start < HEAD,
            in_text && self.quote.start > FAR,
            !self.id.ends_with("#1"),
            figures().next().is_none() && persons == [0, 0],
            !killed.is_empty() && !wounded.is_empty(),
            figures().any(|a| low(&a.value) > FEW),
            figures().any(|a| a.counts.is_some()),
            more_named(&killed, persons[0]) || more_named(&wounded, persons[1]),
            self.event.places.len() > MANY_PLACES,
            self.event.places.is_empty(),
            figures().any(|a| !matches!(a.value, DraftValue::Number(_))),
        ]
    }
}

/// The least that a value says.
fn low(value: &DraftValue) -> u64 {
    match value {
        DraftValue::Number(number) => *number,
        DraftValue::Range { low, .. } => *low,
        DraftValue::Text(text) => Quantity::parse(text).map_or(2, |quantity| quantity.low),
    }
}
