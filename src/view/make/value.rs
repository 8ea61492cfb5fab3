//! One row of a topic as a reader sees it, and values in the form of the claims format.

use itertools::Itertools;

use super::topic::{event_id, sort};
use super::{Results, wording};
use crate::claim::{AssertionDetails, Counts, Measure, Stance, Value as Said};
use crate::codebook::ValueType;
use crate::compare::{Context, Foreign, Home, Side, Slot, Statement, proof_of};
use crate::view::{Printed, Text, Value, words};

/// A row of a topic, by its place.
pub(super) fn view<'a>(results: &Results<'a>, number: usize, place: usize) -> Value<'a> {
    let (ctx, topics) = (&results.ctx, &results.comparison.topics);
    let of = &topics.all()[number];
    let row = &topics.rows(number)[place];
    let sides = topics.sides(number, place);
    let settled = &results.settlement.rows(number)[place];
    let first = ctx.statement(sides[0]);
    let (printed, written) = (printed(ctx, &first), wording::written(ctx, &first));
    let claim = |side: &Side| &*ctx.claims[side.claim as usize].id;
    let beside = Beside::of(results, number, place, &first);
    let said = first
        .assertion
        .map_or(AssertionDetails::none(), |a| a.details());
    let as_of = first.assertion.and_then(|a| a.as_of.as_ref());
    let claims = texts(sides.iter().map(claim));
    Value {
        text: if is_plain(&printed, &written) || !in_one_wording(ctx, sides) {
            Text::Borrowed("")
        } else {
            written
        },
        value: printed,
        foreign: row.foreign.is_some(),
        of: beside.of,
        whom: beside.whom,
        attribute: beside.attribute,
        event: beside.event,
        counts: beside.counts,
        over: beside.over,
        as_of: as_of
            .filter(|_| of.thing.over.is_none())
            .map(|w| w.span.to_string().into()),
        origins: (claims.len() > 1).then_some(settled.origins as usize),
        claims,
        proof: said
            .proof
            .as_deref()
            .or(proof_of(&first))
            .map(Text::Borrowed),
        includes: texts(said.includes.iter().map(|name| &**name)),
        excludes: texts(said.excludes.iter().map(|name| &**name)),
        probability: settled.probability.map(rounded),
        said_by: said_by(results, sides),
        speaker: speaker(results, sides),
        party: row.party.map(|party| Text::Borrowed(ctx.name(party))),
        draft: sides
            .iter()
            .all(|side| ctx.claims[side.claim as usize].is_draft()),
        replaced_by: settled.replaced_by.map(|row| row as usize),
        stance: first.assertion.and_then(|a| stance(a.stance)),
        stands: settled.stands,
    }
}

fn stance(stance: Stance) -> Option<Text<'static>> {
    match stance {
        Stance::Asserts => None,
        Stance::Denies => Some("denies".into()),
        Stance::Retracts => Some("retracts".into()),
    }
}

/// Whether all who give a value wrote it in the same words: those of one are not put into another's mouth.
fn in_one_wording(ctx: &Context, sides: &[Side]) -> bool {
    if sides.len() == 1 {
        return true;
    }
    let mut words = sides
        .iter()
        .map(|&side| wording::written(ctx, &ctx.statement(side)).to_lowercase());
    words
        .next()
        .is_none_or(|first| words.all(|other| other == first))
}

/// Whether a value as written tells nothing more than the value as read.
fn is_plain(printed: &Printed, written: &str) -> bool {
    match printed {
        Printed::Text(text) => text == written,
        Printed::Bounds { low, high, .. } => {
            Some(*low) == *high && words::printed(printed) == written
        }
    }
}

fn said_by<'a>(results: &Results<'a>, sides: &[Side]) -> Vec<Text<'a>> {
    let chains = sides.iter().flat_map(|&side| chain(results, side));
    texts(chains.map(|source| &**source))
}

/// The attribution of a statement, nearest source first.
fn chain<'a>(results: &Results<'a>, side: Side) -> &'a [std::sync::Arc<str>] {
    let claim = &results.ctx.claims[side.claim as usize];
    match side.slot {
        Slot::Assertion(slot) => claim.attribution(&claim.assertions[usize::from(slot)]),
        _ => &claim.said_by,
    }
}

/// The voice behind all claims of a row, where the last that they cite, or their outlet, is not its name.
fn speaker<'a>(results: &Results<'a>, sides: &[Side]) -> Option<Text<'a>> {
    let speakers = &results.comparison.speakers;
    let voice = |side: &Side| speakers.statement(&results.ctx, *side).voices().speaker();
    let voice = sides.iter().map(voice).all_equal_value().ok()??;
    let name = speakers.name(voice)?;
    let told = |side: &Side| {
        let cited = chain(results, *side).last();
        cited.map_or(&*results.ctx.claims[side.claim as usize].outlet, |c| &**c) == name
    };
    (!sides.iter().all(told)).then_some(Text::Borrowed(name))
}

/// What a row speaks of, where that is not what its topic speaks of.
#[derive(Default)]
struct Beside<'a> {
    of: Option<Text<'a>>,
    whom: Option<Text<'a>>,
    attribute: Option<Text<'a>>,
    event: Option<Text<'a>>,
    counts: Option<Text<'a>>,
    over: Option<Text<'a>>,
}

impl<'a> Beside<'a> {
    fn of(results: &Results<'a>, number: usize, place: usize, first: &Statement<'a>) -> Self {
        let ctx = &results.ctx;
        let topic = &results.comparison.topics.all()[number];
        let name = |id| Text::Borrowed(ctx.name(id));
        match results.comparison.topics.rows(number)[place].foreign {
            None => Self {
                // The holder of an office, or the side that an outcome favours.
                of: first.of.filter(|_| many_things(results, number)).map(name),
                ..Self::default()
            },
            Some(Foreign::Event(relation)) => Self {
                event: Some(event_id(
                    results,
                    results.linkage.relations[relation as usize].outer,
                )),
                ..Self::default()
            },
            Some(Foreign::Attribute(attribute)) => Self {
                attribute: Some(Text::Borrowed(&ctx.codebook.attribute(attribute).name)),
                ..Self::default()
            },
            Some(Foreign::Name(_)) => Self {
                of: first.of.map(name),
                ..Self::default()
            },
            Some(Foreign::Thing) => {
                let assertion = first.assertion;
                let counts = assertion.map_or(Counts::Event, |a| a.counts);
                let over = assertion.and_then(|a| a.over.as_ref()).map(|w| w.span);
                Self {
                    of: first.of.filter(|of| Some(*of) != topic.thing.of).map(name),
                    whom: first
                        .category
                        .filter(|whom| Some(*whom) != topic.thing.category)
                        .map(name),
                    counts: (counts != topic.thing.counts)
                        .then(|| sort(counts).unwrap_or("event".into())),
                    over: over
                        .filter(|over| Some(*over) != topic.thing.over)
                        .map(|days| days.to_string().into()),
                    ..Self::default()
                }
            }
        }
    }
}

/// Whether the rows of a topic are of several things: holders of one office, sides of one outcome.
fn many_things(results: &Results, number: usize) -> bool {
    let topic = &results.comparison.topics.all()[number];
    let outcome = results.ctx.codebook.attribute(topic.attribute).value_type == ValueType::Outcome;
    outcome || matches!(topic.home, Home::Office(_))
}

/// Probabilities are no better known than this, and a report of many is shorter for it.
pub(super) fn rounded(share: f64) -> f64 {
    (share * 1000.0).round() / 1000.0
}

/// Each once, sorted.
pub(super) fn texts<'a>(items: impl Iterator<Item = &'a str>) -> Vec<Text<'a>> {
    items
        .sorted_unstable()
        .dedup()
        .map(Text::Borrowed)
        .collect()
}

/// A value in the form of the claims format.
pub(super) fn printed<'a>(ctx: &Context<'a>, statement: &Statement<'a>) -> Printed<'a> {
    let written = || Printed::Text(wording::written(ctx, statement));
    let owned = |value: &dyn ToString| Printed::Text(Text::Owned(value.to_string()));
    let Some(assertion) = statement.assertion else {
        return match (statement.side.slot, &statement.claim.event.when) {
            (Slot::When, Some(when)) => owned(when),
            _ => written(),
        };
    };
    match &assertion.value {
        Said::Count(q) => (*q).into(),
        Said::Measure(measure) => number(measure),
        Said::Time(when) => owned(when),
        Said::Term(term) => Printed::Text(Text::Borrowed(
            &ctx.codebook.term(assertion.attribute, *term).name,
        )),
        Said::Name(name) => Printed::Text(Text::Borrowed(name)),
        Said::Control(control) => owned(control),
        Said::Role(role) => owned(role),
        Said::Place(place) => owned(place),
        Said::Text(_) => written(),
    }
}

/// A number in its unit.
pub(super) fn number<'a>(measure: &Measure) -> Printed<'a> {
    let (amount, unit) = measure.told();
    Printed::Bounds {
        low: amount.low,
        best: amount.best,
        high: amount.high,
        unit: unit.name().map(|unit| unit.to_owned().into()),
    }
}

/// A value, names under the canonical name of the thing they name.
pub(super) fn printed_name<'a>(ctx: &Context<'a>, s: &Statement<'a>) -> Printed<'a> {
    let is_name = matches!(
        s.assertion.map(|a| &a.value),
        Some(Said::Name(_) | Said::Control(crate::claim::Control::Held(_)))
    );
    match s.names.and_then(|n| n.value).filter(|_| is_name) {
        Some(id) => Printed::Text(ctx.name(id).into()),
        None => printed(ctx, s),
    }
}
