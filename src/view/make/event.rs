//! One event as a reader sees it.

use itertools::Itertools;

use super::{Maker, Results, doubt, value, wording};
use crate::claim::{AttributeId, Claim, DaySpan, Position};
use crate::compare::Accord;
use crate::link::{Event, Relation, RelationKind};
use crate::settle::outlets::Fact;
use crate::settle::{Settled, days_of_most};
use crate::view::{self, Text, words};

pub(super) fn view<'a>(maker: &Maker<'a>, number: usize) -> view::Event<'a> {
    let results = &maker.results;
    let event = &results.linkage.events[number];
    let claims = || {
        event
            .claims
            .iter()
            .map(|&c| &results.ctx.claims[c as usize])
    };
    let (origins, _) = results.settlement.origins(number);
    let (possible, more_possible) = doubt::possible(maker, number as u32);
    let ties = doubt::ties(results, event);
    let weak = ties.as_ref().map(|ties| ties.weak(results, event));
    let (weak, more_weak) = weak.unwrap_or_default();
    view::Event {
        id: Text::Borrowed(&event.id),
        title: title(results, event).into(),
        kind: kind(results, event).map(Text::Borrowed),
        when: days(results, number).map(|d| d.to_string().into()),
        place: place(results, event),
        actors: actors(results, event),
        claims: claims().map(|c| Text::Borrowed(&*c.id)).collect(),
        outlets: value::texts(claims().map(|c| &*c.outlet)),
        origins: origins.iter().max().map_or(0, |last| *last as usize + 1),
        weight: ties.as_ref().and_then(doubt::Ties::weight),
        possible,
        more_possible,
        weak,
        more_weak,
        accounts: accounts(results, event, origins),
        related: related(maker, number as u32),
        why: why(maker, number),
    }
}

pub(super) fn title(results: &Results, event: &Event) -> String {
    let mut claims = event
        .claims
        .iter()
        .map(|&c| &results.ctx.claims[c as usize]);
    if claims.clone().all(Claim::is_bare) {
        return claims
            .next()
            .map_or_else(String::new, |claim| bare(claim, event.claims.len()));
    }
    let mut title = words::capital(kind(results, event).unwrap_or("situation"));
    if let Some(place) = place(results, event).first() {
        title.push_str(" in ");
        title.push_str(place);
    }
    let own = |(i, &c): (usize, &u32)| {
        let span = results.linkage.features[c as usize].span?;
        Some((i as u32, span.first, span.last))
    };
    let spans: Vec<_> = event.claims.iter().enumerate().filter_map(own).collect();
    let told = days_of_most(&spans).map(|(first, last)| DaySpan { first, last });
    match settled_days(results, event).or(told) {
        Some(days) => {
            title.push_str(", ");
            title.push_str(&words::day(&days.to_string()));
        }
        None => title.push_str(", no date given"),
    }
    title
}

/// What an event is called of which no account says anything: by who tells it, and when.
fn bare(claim: &Claim, accounts: usize) -> String {
    let published = claim.document.published.as_ref();
    let when = published.map(|p| format!(", {}", words::day(&p.span.to_string())));
    let others = match accounts {
        1 => String::new(),
        many => format!(" and {}", words::plural(many - 1, "other")),
    };
    format!(
        "Event of which nothing is told: {}{others}{}",
        claim.outlet,
        when.unwrap_or_default()
    )
}

/// What somebody settled of a part of an event's header.
fn settled<'a>(results: &Results<'a>, event: &Event, part: AttributeId) -> Option<&'a Fact> {
    let number = results.linkage.event_of[event.claims[0] as usize];
    let known = &results.settlement.trust.known;
    known.of_event(number).find(|fact| fact.attribute == part)
}

fn settled_days(results: &Results, event: &Event) -> Option<DaySpan> {
    match settled(results, event, results.ctx.codebook.header().when)?.exact {
        Some(Settled::Days(days)) => Some(days),
        _ => None,
    }
}

/// The kind that somebody settled, or that most claims give, the first declared among equals.
fn kind<'a>(results: &Results<'a>, event: &Event) -> Option<&'a str> {
    if let Some(fact) = settled(results, event, results.ctx.codebook.header().kind) {
        return Some(&fact.words);
    }
    let kind = |&c: &u32| results.ctx.claims[c as usize].event.kind;
    let mut kinds: Vec<_> = event.claims.iter().filter_map(kind).collect();
    kinds.sort_unstable();
    let groups = kinds.chunk_by(|a, b| a == b);
    let most = groups.rev().max_by_key(|group| group.len())?;
    Some(&results.ctx.codebook.kind(most[0]).name)
}

/// The days that somebody settled, or that most independent origins allow.
pub(super) fn days(results: &Results, number: usize) -> Option<DaySpan> {
    let settled = settled_days(results, &results.linkage.events[number]);
    settled.or_else(|| told_days(results, number))
}

fn told_days(results: &Results, number: usize) -> Option<DaySpan> {
    let claims = &results.linkage.events[number].claims;
    let (origins, _) = results.settlement.origins(number);
    let spans: Vec<_> = claims
        .iter()
        .zip(origins)
        .filter_map(|(&c, &origin)| {
            let span = results.linkage.features[c as usize].span?;
            Some((origin, span.first, span.last))
        })
        .collect();
    days_of_most(&spans).map(|(first, last)| DaySpan { first, last })
}

/// The place that somebody settled; or the longest chain of names, canonical; the one that most claims share among equals.
fn place<'a>(results: &Results<'a>, event: &Event) -> Vec<Text<'a>> {
    if let Some(fact) = settled(results, event, results.ctx.codebook.header().place) {
        return fact.words.split(", ").map(Text::Borrowed).collect();
    }
    let chain = |&c: &u32| &results.ctx.names.claims[c as usize].place;
    let mut chains: Vec<_> = event.claims.iter().map(chain).collect();
    chains.sort_unstable();
    let groups = chains.chunk_by(|a, b| a == b).rev();
    let longest = groups.max_by_key(|group| (group[0].len(), group.len()));
    let names = longest.into_iter().flat_map(|group| group[0]);
    names
        .map(|&id| Text::Borrowed(results.ctx.name(id)))
        .dedup()
        .collect()
}

fn actors<'a>(results: &Results<'a>, event: &Event) -> Vec<Text<'a>> {
    let names = results.ctx.names;
    let actors = event
        .claims
        .iter()
        .flat_map(|&c| &names.claims[c as usize].actors);
    value::texts(actors.map(|&id| results.ctx.name(id)))
}

/// In the order of publication, then of ids.
fn accounts<'a>(results: &Results<'a>, event: &Event, origins: &[u32]) -> Vec<view::Account<'a>> {
    let mut told: Vec<_> = event
        .claims
        .iter()
        .zip(origins)
        .map(|(&c, &origin)| (published(results, c), c, origin))
        .collect();
    told.sort_unstable();
    told.into_iter()
        .map(|(_, c, origin)| account(results, c, origin))
        .collect()
}

/// When a claim was published, to be sorted by: those of which that is not known come last.
fn published(results: &Results, claim: u32) -> (bool, Option<(i32, Option<i64>)>) {
    let document = &results.ctx.claims[claim as usize].document;
    let published = document.published.as_ref();
    (
        published.is_none(),
        published.map(|p| (p.span.last, p.minute)),
    )
}

/// The claim of an event that was published last.
pub(super) fn last_told(results: &Results, event: &Event) -> u32 {
    let told = event.claims.iter().copied();
    told.max_by_key(|&c| (published(results, c), c))
        .unwrap_or_default()
}

/// Whether a claim's document must be told, since the claim's id does not tell it.
fn of_document(claim: &Claim) -> bool {
    let own = claim.id.strip_prefix(&*claim.document.id);
    !own.is_some_and(|rest| rest.starts_with('#'))
}

/// By the claim, or else by the gazetteer.
fn position(results: &Results, claim: &Claim, number: u32) -> Option<view::Position> {
    let place = results.ctx.names.claims[number as usize].place.first();
    let known = || results.ctx.names.entity(*place?).position;
    let written = claim.event.place.as_ref().and_then(|p| p.position);
    let position = written.or_else(known);
    position.map(|Position { lat, lon }| view::Position { lat, lon })
}

fn account<'a>(results: &Results<'a>, number: u32, origin: u32) -> view::Account<'a> {
    let claim = &results.ctx.claims[number as usize];
    let words = || results.passages.get(&claim.id).map(String::as_str);
    view::Account {
        claim: Text::Borrowed(&claim.id),
        outlet: Text::Borrowed(&claim.outlet),
        document: of_document(claim).then(|| Text::Borrowed(&*claim.document.id)),
        title: text(claim.document.title.as_ref()),
        url: text(claim.document.url.as_ref()),
        language: text(claim.document.language.as_ref()),
        published: claim
            .document
            .published
            .as_ref()
            .map(|p| Text::Borrowed(&*p.written)),
        said_by: claim.said_by.iter().map(|s| Text::Borrowed(&**s)).collect(),
        origin: origin as usize + 1,
        position: position(results, claim, number),
        quote: claim.quote.map(|quote| view::Passage {
            text: claim.document.text.as_deref().map(Text::Borrowed),
            start: quote.start,
            end: quote.end,
            words: words().map(Text::Borrowed),
        }),
    }
}

fn text(of: Option<&std::sync::Arc<str>>) -> Option<Text<'_>> {
    of.map(|text| Text::Borrowed(&**text))
}

fn related<'a>(maker: &Maker<'a>, number: u32) -> Vec<view::Related<'a>> {
    let results = &maker.results;
    let numbers = maker.order.relations(number);
    let relations = numbers.map(|n| (n, results.linkage.relations[n as usize]));
    let says_something = |n: u32, r: Relation| {
        r.kind == RelationKind::PartOf || maker.order.is_told(n) || !accords(results, r).is_empty()
    };
    relations
        .filter(|&(n, r)| says_something(n, r))
        .map(|(_, r)| {
            let other = if r.outer == number { r.inner } else { r.outer };
            let other = &results.linkage.events[other as usize];
            let relation = match (r.kind, r.inner == number) {
                (RelationKind::PartOf, true) => "part of",
                (RelationKind::PartOf, false) => "holds",
                (RelationKind::Overlaps, _) => "overlaps",
            };
            view::Related {
                event: Text::Borrowed(&other.id),
                title: title(results, other).into(),
                relation: relation.into(),
                why: relation_why(results, r).into(),
            }
        })
        .collect()
}

/// What two events agree on; the accords are sorted by the two.
fn accords<'a>(results: &Results<'a>, relation: Relation) -> &'a [Accord] {
    let all = &results.comparison.accords;
    let pair = (relation.outer, relation.inner);
    let from = all.partition_point(|a| (a.outer, a.inner) < pair);
    let to = all.partition_point(|a| (a.outer, a.inner) <= pair);
    &all[from..to]
}

/// What the two share, and what they agree on or differ in.
fn relation_why(results: &Results, relation: Relation) -> String {
    let ctx = &results.ctx;
    let mut why = match relation.kind {
        RelationKind::PartOf => "the same sides, in its time and in its place".to_owned(),
        RelationKind::Overlaps => "the same sides, in overlapping times and places".to_owned(),
    };
    for accord in accords(results, relation).iter().unique_by(|a| a.attribute) {
        let (x, y) = (ctx.statement(accord.a), ctx.statement(accord.b));
        let of = x.assertion.and_then(|a| a.of.clone()).unwrap_or_default();
        why.push_str(&format!(
            "; agreement on the {} for {of}: “{}” ({}) and “{}” ({})",
            ctx.codebook.attribute(accord.attribute).name,
            wording::written(ctx, &x),
            x.claim.outlet,
            wording::written(ctx, &y),
            y.claim.outlet,
        ));
    }
    why
}

/// The doubts about names that the event rests on.
fn doubts<'a>(results: &Results<'a>, event: &Event) -> Vec<Text<'a>> {
    let names = results.ctx.names;
    let place = |&c: &u32| names.claims[c as usize].place.first().copied();
    let mut places = Vec::new();
    for place in event.claims.iter().filter_map(place) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    let pairs = places.into_iter().array_combinations();
    let doubts = pairs.filter_map(|[a, b]| names.doubt(a, b));
    doubts
        .map(|d| {
            let (a, b) = (results.ctx.name(d.a), results.ctx.name(d.b));
            format!("this holds only if {a} is {b}: {}", d.why).into()
        })
        .collect()
}

/// The doubts that the event rests on, and the ties between origins.
fn why<'a>(maker: &Maker<'a>, number: usize) -> Vec<Text<'a>> {
    let results = &maker.results;
    let event = &results.linkage.events[number];
    if event.claims.len() < 2 {
        return Vec::new();
    }
    let mut why = doubts(results, event);
    let (_, ties) = results.settlement.origins(number);
    let claim = |position: u32| event.claims[position as usize];
    let id = |position: u32| &results.ctx.claims[claim(position) as usize].id;
    why.extend(ties.iter().filter_map(|&(a, b)| {
        let tie = maker.sources.tie(claim(a), claim(b))?;
        Some(format!("{} and {} are one source: {tie}", id(a), id(b)).into())
    }));
    why
}
