//! One topic as a reader sees it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use itertools::Itertools;

use super::{Results, doubt, ruling, sentence, subject, value};
use crate::claim::{ContentHash, Counts, DaySpan, Decimal, content_id};
use crate::codebook::{Change, Verdict};
use crate::compare::{Difference, Home};
use crate::names::EntityId;
use crate::settle::{
    self, Answer as Settled, Grounds, Settled as Stands, Settlement, Sources, policy,
};
use crate::view::{Answer, Between, Printed, Stage, Text, Topic, Value, words};

/// The topic of a number.
pub(super) fn view<'a>(results: &Results<'a>, sources: &Sources, number: usize) -> Topic<'a> {
    let (ctx, topics) = (&results.ctx, &results.comparison.topics);
    let of = &topics.all()[number];
    let settled = results.settlement.topic(number);
    let attribute = ctx.codebook.attribute(of.attribute);
    let id = id(results, number);
    let name = |id| Text::Borrowed(ctx.name(id));
    let whole = matches!(of.home, Home::Event(_));
    let as_of_whom = written_as_of(results, number);
    let values: Vec<Value> = (0..topics.rows(number).len())
        .map(|row| value::view(results, number, row))
        .collect();
    Topic {
        event: match of.home {
            Home::Event(event) => Some(event_id(results, event)),
            _ => None,
        },
        subject: match of.home {
            Home::Subject(entity) | Home::Office(entity) => Some(subject::id(ctx, entity).into()),
            Home::Event(_) => None,
        },
        events: if whole {
            Vec::new()
        } else {
            events(results, number)
        },
        attribute: Text::Borrowed(&attribute.name),
        of: match of.home {
            Home::Event(_) => of
                .thing
                .of
                .map(|of| Text::Borrowed(ctx.name(own(results, number, of))))
                .or_else(|| as_of_whom.map(Text::Borrowed)),
            Home::Subject(entity) | Home::Office(entity) => Some(name(entity)),
        },
        whom: of.thing.category.filter(|_| as_of_whom.is_none()).map(name),
        counts: sort(of.thing.counts),
        over: of.thing.over.map(|days| days.to_string().into()),
        verdict: settled.verdict,
        severity: settled.severity,
        matters: attribute.severity,
        is_toll: attribute.change == Change::Rises,
        state: settled.state,
        decided: ruling::decided(results, settled),
        between: between(results, number, &id, &values),
        answer: settled.answer.as_ref().map(|a| answer(results, number, a)),
        policies: policies(results, sources, number),
        values,
        id: id.into(),
    }
}

/// The category that a topic counts, where its first account gives it as `of`: in that account's words.
fn written_as_of<'a>(results: &Results<'a>, number: usize) -> Option<&'a str> {
    let thing = results.comparison.topics.all()[number].thing;
    let first = results.comparison.topics.sides(number, 0).first();
    let said = first.and_then(|&side| results.ctx.statement(side).assertion)?;
    let is_category = thing.of.is_none() && thing.category.is_some() && said.whom.is_none();
    said.of.as_deref().filter(|_| is_category)
}

/// What a topic is of under the name that its first account gives: things under several words
/// ("pick-ups", "pickup trucks") are one.
fn own(results: &Results, number: usize, of: EntityId) -> EntityId {
    let ctx = &results.ctx;
    if ctx.names.entity(of).kind != crate::codebook::SubjectType::Thing {
        return of;
    }
    let first = results.comparison.topics.sides(number, 0).first();
    let said = first.and_then(|&side| ctx.statement(side).names);
    said.and_then(|names| names.of).unwrap_or(of)
}

/// `running` or `part`; nothing for an event's own count.
pub(super) fn sort(counts: Counts) -> Option<Text<'static>> {
    match counts {
        Counts::Event => None,
        Counts::Running => Some("running".into()),
        Counts::Part => Some("part".into()),
    }
}

pub(super) fn event_id<'a>(results: &Results<'a>, event: u32) -> Text<'a> {
    Text::Borrowed(&results.linkage.events[event as usize].id)
}

/// The events of all claims of a history, sorted.
fn events<'a>(results: &Results<'a>, number: usize) -> Vec<Text<'a>> {
    let topics = &results.comparison.topics;
    let sides = (0..topics.rows(number).len()).flat_map(|row| topics.sides(number, row));
    let events = sides.map(|side| results.linkage.event_of[side.claim as usize]);
    let events = events
        .sorted()
        .dedup()
        .map(|event| event_id(results, event));
    events.sorted().collect()
}

/// From the subject, or the first published claim of the event, which stays when accounts are added
/// later; the attribute; and what it is of.
pub(in crate::view) fn id(results: &Results, number: usize) -> String {
    let ctx = &results.ctx;
    let of = &results.comparison.topics.all()[number];
    let (scene, anchor) = match of.home {
        Home::Event(event) => ("event", anchor(results, event).to_owned()),
        Home::Subject(entity) => ("subject", subject::id(ctx, entity)),
        Home::Office(entity) => ("office", subject::id(ctx, entity)),
    };
    let name = |id: Option<EntityId>| id.map_or("", |id| ctx.name(id));
    let over = of
        .thing
        .over
        .map_or_else(String::new, |days| days.to_string());
    let counts = sort(of.thing.counts).unwrap_or_default();
    let fields = [
        scene,
        &anchor,
        &ctx.codebook.attribute(of.attribute).name,
        name(of.thing.of),
        name(of.thing.category),
        &counts,
        &over,
    ];
    content_id("t", fields)
}

/// The id of the claim of an event that was published first.
fn anchor<'a>(results: &Results<'a>, event: u32) -> &'a str {
    let published = |&claim: &u32| {
        let document = &results.ctx.claims[claim as usize].document;
        let published = document.published.as_ref();
        (
            published.is_none(),
            published.map(|p| (p.span.last, p.minute)),
            claim,
        )
    };
    let claims = &results.linkage.events[event as usize].claims;
    let first = claims
        .iter()
        .copied()
        .min_by_key(published)
        .unwrap_or_default();
    &results.ctx.claims[first as usize].id
}

fn between<'a>(
    results: &Results<'a>,
    number: usize,
    topic: &str,
    values: &[Value<'a>],
) -> Vec<Between<'a>> {
    let (ctx, topics) = (&results.ctx, &results.comparison.topics);
    if topics.between(number).is_empty() {
        return Vec::new();
    }
    let keys: Vec<u64> = values.iter().map(key).collect();
    let key = |row: usize| {
        // Rows of one value are told apart by who gives them.
        let alone = keys.iter().filter(|k| **k == keys[row]).count() == 1;
        let claim = if alone { "" } else { &*values[row].claims[0] };
        format!("{:016x}{claim}", keys[row])
    };
    let rows = results.settlement.rows(number);
    let void = |row: &u32| rows[*row as usize].void;
    let view = |of: &crate::compare::Between| {
        let pair = topics.example(ctx, number, of)?;
        let [x, y] = [pair.a, pair.b].map(|side| results.comparison.statement(ctx, side));
        let (a, b) = (key(of.a as usize), key(of.b as usize));
        let (first, second) = if a <= b { (&a, &b) } else { (&b, &a) };
        let steady = steady(results, number, of);
        let explained = steady.is_some();
        Some(Between {
            id: content_id("f", [topic, first, second]).into(),
            a: of.a as usize,
            b: of.b as usize,
            verdict: if explained {
                Verdict::Scope
            } else {
                of.verdict
            },
            severity: (of.verdict != Verdict::Compatible).then(|| pair.severity(ctx)),
            rule: if explained { STEADY } else { of.reason.name() }.into(),
            why: steady.map_or_else(|| sentence::brief(ctx, &pair, &[x, y]), Text::Owned),
            settle: super::remedy::between(ctx, of.reason, &x, &y)
                .filter(|_| !explained)
                .map(Text::Borrowed),
            condition: condition(results, &pair).map(Text::Owned),
            settled: !explained
                && of.verdict == Verdict::Contradiction
                && [of.a, of.b].iter().any(void),
            same_event: doubt::same_event(results, number, of),
        })
    };
    let all = topics.between(number).iter().filter_map(view);
    // What differs always alike is no contradiction any more.
    all.sorted_by_key(|b| (b.settled, Reverse(b.verdict)))
        .collect()
}

/// The rule of what two outlets differ in always alike.
pub(in crate::view) const STEADY: &str = "steady-difference";

/// Why two rows differ, where their outlets differ so more often than not.
pub(in crate::view) fn steady(
    results: &Results,
    topic: usize,
    between: &crate::compare::Between,
) -> Option<String> {
    let steady = &results.settlement.steady;
    let of = (topic, between);
    let found = steady.explains(&results.ctx, results.linkage, results.comparison, of)?;
    let outlets = [found.more, found.less];
    let rows = [between.a, between.b].into_iter();
    let sides = rows.flat_map(|row| results.comparison.topics.sides(topic, row as usize));
    let outlet = |claim: u32| results.linkage.features[claim as usize].outlet;
    let [more, less] = outlets.map(|wanted| {
        let mut own = sides.clone().filter(|side| outlet(side.claim) == wanted);
        own.next()
            .map_or("", |side| &results.ctx.claims[side.claim as usize].outlet)
    });
    let told = super::outlet::differs(results, found, less).in_words();
    Some(words::sentence(&format!("{more} {told}")))
}

/// What tells a value from the others of its topic, whoever gives it.
fn key(value: &Value) -> u64 {
    let mut hash = ContentHash::new();
    match &value.value {
        Printed::Text(text) => hash.field(text),
        Printed::Bounds {
            low, best, high, ..
        } => {
            let told = |n: &Option<Decimal>| n.map_or("None".to_owned(), |n| format!("Some({n})"));
            hash.field(&format!("{low} {} {}", told(best), told(high)))
        }
    };
    if let Printed::Bounds {
        unit: Some(unit), ..
    } = &value.value
    {
        hash.field(unit);
    }
    let beside = [
        &value.of,
        &value.whom,
        &value.attribute,
        &value.event,
        &value.counts,
        &value.over,
        &value.as_of,
        &value.party,
    ];
    for field in beside {
        hash.field(field.as_deref().unwrap_or_default());
    }
    hash.digest()
}

fn condition(results: &Results, pair: &Difference) -> Option<String> {
    let doubt = results.ctx.names.doubts.get(pair.doubt?.0 as usize)?;
    let name = |id| results.ctx.name(id);
    Some(format!("if {} is {}", name(doubt.a), name(doubt.b)))
}

fn answer<'a>(results: &Results<'a>, number: usize, of: &Settled) -> Answer<'a> {
    let value = of.value.as_ref().map(|value| stands(results, value));
    let series = series(results, number);
    let text = match &value {
        Some(Printed::Bounds { low, high, .. }) if Some(*low) == *high => String::new(),
        Some(bounds @ Printed::Bounds { .. }) => words::stands(bounds),
        Some(Printed::Text(_)) => String::new(),
        None => why_nothing(results, number).to_owned(),
    };
    let text = match (&value, series.first()) {
        (Some(now), Some(first)) => match words::rise(now, &first.value) {
            Some(rise) => words::stands(now) + &rise,
            None => text,
        },
        _ => text,
    };
    let day = |last: i32| crate::claim::DaySpan { first: last, last };
    Answer {
        value,
        text: text.into(),
        as_of: of.as_of.map(|last| day(last).to_string().into()),
        series,
        basis: of.basis,
        by: match &of.grounds {
            Grounds::By(who) => ruling::decided(results, results.settlement.topic(number))
                .map_or_else(|| who.to_string(), |decided| decided.words())
                .into(),
            Grounds::Origins { of: 0 | 1, .. } => "".into(),
            Grounds::Origins { behind: 0, of } => format!("{of} independent origins").into(),
            Grounds::Origins { behind, of } => {
                format!("{behind} of {of} independent origins").into()
            }
        },
        values: of.rows.iter().map(|&row| row as usize).collect(),
        probability: of.probability.map(value::rounded),
        credibility: of
            .credibility
            .filter(|_| results.graded)
            .map(Text::Borrowed),
        fragility: of.fragility.map(|n| n as usize),
    }
}

/// Why a topic has no answer.
fn why_nothing(results: &Results, number: usize) -> &'static str {
    let rows = results.settlement.rows(number);
    if rows.iter().all(|row| !row.stands) {
        "what was said was denied or taken back, and nothing else was said"
    } else if results.settlement.topic(number).verdict <= Verdict::Compatible {
        "the accounts word it differently, and none is preferred"
    } else {
        "the accounts differ, and nothing decides between them"
    }
}

/// What stood day by day of a number that moved.
fn series<'a>(results: &Results<'a>, number: usize) -> Vec<Stage<'a>> {
    let topics = &results.comparison.topics;
    let stage = |stage: &settle::Stage| {
        let side = *topics.sides(number, stage.row as usize).first()?;
        let day = DaySpan {
            first: stage.day,
            last: stage.day,
        };
        Some(Stage {
            as_of: day.to_string().into(),
            value: value::printed(&results.ctx, &results.ctx.statement(side)),
        })
    };
    let stages = results.settlement.topic(number).series.iter();
    stages.filter_map(stage).collect()
}

fn stands<'a>(results: &Results<'a>, value: &Stands) -> Printed<'a> {
    let ctx = &results.ctx;
    match value {
        Stands::Days(days) => Printed::Text(days.to_string().into()),
        Stands::Count(q) => (*q).into(),
        Stands::Measure(measure) => value::number(measure),
        Stands::As(side) => value::printed_name(ctx, &ctx.statement(*side)),
        Stands::Holder(id) => Printed::Text(ctx.name(*id).into()),
        Stands::Words(words) => Printed::Text(words.to_string().into()),
    }
}

fn policies<'a>(
    results: &Results<'a>,
    sources: &Sources,
    number: usize,
) -> BTreeMap<Text<'a>, Printed<'a>> {
    let topics = &results.comparison.topics;
    let ctx = &results.ctx;
    let attribute = ctx.codebook.attribute(topics.all()[number].attribute);
    if attribute.value_type != crate::codebook::ValueType::Count || topics.rows(number).len() < 2 {
        return BTreeMap::new();
    }
    let (linkage, comparison) = (results.linkage, results.comparison);
    let answers = Settlement::policies(ctx, linkage, comparison, sources, number);
    let printed = |a: policy::Answer| Some((a.policy.into(), a.quantity?.into()));
    answers.into_iter().filter_map(printed).collect()
}
