//! What linkage compares of a claim: small numbers only, so that a pair costs nanoseconds.

use std::sync::Arc;

use smallvec::SmallVec;
use xxhash_rust::xxh3::xxh3_64;

use super::places::Places;
use crate::claim::{Claim, DayNumber, DaySpan, Extent, KindId, Point, Position, Value};
use crate::codebook::{Change, Codebook, SubjectType, ValueType};
use crate::names::{ClaimNames, EntityId, Names};

/// A short list, kept where the claim's other features are.
pub type Few<T, const N: usize> = SmallVec<[T; N]>;

/// One of an event's own counts or measures.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub struct Count {
    /// What is counted.
    pub attribute: u16,
    /// Of whom.
    pub of: Option<EntityId>,
    /// The least number.
    pub low: u64,
    /// The greatest; `None`: no upper bound.
    pub high: Option<u64>,
    /// Whether it may grow while it is being counted.
    pub rises: bool,
}

/// The part of a claim that says which event it speaks of.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
pub struct Features {
    /// When; `None` where the claim does not say.
    pub span: Option<DaySpan>,
    /// Whether it lasted all of `span` (a campaign) or fell somewhere in it.
    pub lasting: bool,
    /// The places named, from the most to the least specific.
    pub place: Few<EntityId, 4>,
    /// The sounds of those places' names, in the same order.
    pub sounds: Few<u32, 4>,
    /// The sounds of all places known to hold the first, sorted.
    pub above: Arc<[u32]>,
    /// Those of them that lie in something themselves: no countries.
    pub regions: Arc<[u32]>,
    /// Where on Earth, if known.
    pub position: Option<Point>,
    /// Those who took part and have a name, sorted, each once.
    pub actors: Few<EntityId, 4>,
    /// Persons whose fate it tells, sorted, each once.
    pub persons: Few<EntityId, 2>,
    /// Those persons with their fates, sorted.
    pub fates: Few<(EntityId, u16), 2>,
    /// What sort of event.
    pub kind: Option<KindId>,
    /// The event's own counts and measures, sorted.
    pub counts: Few<Count, 2>,
    /// Last minute at which it may have been published, since 1970.
    pub published: Option<i64>,
    /// Days between the first and the last on which it may have been published.
    pub published_within: u32,
    /// Number of the document.
    pub document: u32,
    /// Number of the outlet.
    pub outlet: u32,
    /// Numbers of the outlets that it names as its sources, sorted.
    pub cites: Few<u32, 2>,
    /// Kinds that outlets use for the same events, as bits.
    pub alike: u128,
    /// Digest of all its words: two accounts of the same words are one account copied.
    pub wording: u64,
    /// Digest of the words of the event header, for claims of one document.
    pub header: u64,
    /// Digest of the attribution.
    pub attribution: u64,
    /// How many other accounts there are of its days, place and sides.
    pub crowd: u16,
    /// Set where every count is a running total or of a period: no event of its own.
    pub total_only: bool,
}

impl Features {
    /// The features of claim number `index`.
    pub fn of(
        claim: &Claim,
        index: usize,
        names: &Names,
        codebook: &Codebook,
        places: &Places,
    ) -> Self {
        let resolved = &names.claims[index];
        let first = resolved.place.first().map(|&p| places.sound(p));
        Self {
            span: claim.event.when.as_ref().map(|w| w.span),
            lasting: claim
                .event
                .when
                .as_ref()
                .is_some_and(|w| w.extent == Extent::Lasting),
            place: SmallVec::from_slice(&resolved.place),
            sounds: resolved.place.iter().map(|&p| places.sound(p)).collect(),
            above: first.map_or_else(|| Arc::from([]), |s| places.above(s)),
            regions: first.map_or_else(|| Arc::from([]), |s| places.regions(s)),
            position: position(claim, &resolved.place, names).map(Point::from),
            actors: actors(claim, resolved, names),
            persons: persons(claim, index, names, codebook),
            fates: fates(claim, index, names),
            kind: claim.event.kind,
            counts: counts(claim, index, names, codebook),
            published: published(claim),
            published_within: published_within(claim),
            document: 0,
            outlet: 0,
            cites: Few::new(),
            crowd: 0,
            alike: 0,
            wording: wording(claim),
            header: header_digest(claim),
            attribution: attribution_digest(claim),
            total_only: total_only(claim),
        }
    }

    /// Days that the event may lie in, or lasted.
    pub fn days(&self) -> Option<u32> {
        self.span.map(days)
    }

    /// Whether it is a stretch of time rather than an event of some days. What has an end and no
    /// beginning ("on or before") is a day that is not known.
    pub fn is_campaign(&self) -> bool {
        let begins = self.span.is_some_and(|s| s.first != DayNumber::MIN);
        self.lasting && begins && self.days().is_some_and(|d| d > CAMPAIGN_DAYS)
    }
}

/// A lasting time of more days than this is a campaign, which holds events and is not one of them.
pub const CAMPAIGN_DAYS: u32 = 14;

/// Days of a span; an open one has more than any.
pub(super) fn days(span: DaySpan) -> u32 {
    span.length().unwrap_or(u32::MAX)
}

fn published(claim: &Claim) -> Option<i64> {
    let published = claim.document.published.as_ref()?;
    Some(
        published
            .minute
            .unwrap_or_else(|| i64::from(published.span.last) * 1440),
    )
}

fn published_within(claim: &Claim) -> u32 {
    let published = claim.document.published.as_ref();
    published.map_or(0, |p| days(p.span) - 1)
}

fn position(claim: &Claim, place: &[EntityId], names: &Names) -> Option<Position> {
    let written = claim.event.place.as_ref().and_then(|p| p.position);
    written.or_else(|| {
        place
            .first()
            .and_then(|&id| names.entities[id.0 as usize].position)
    })
}

/// Groups that took part, or whose dead are counted.
fn actors(claim: &Claim, resolved: &ClaimNames, names: &Names) -> Few<EntityId, 4> {
    let counted = claim
        .assertions
        .iter()
        .zip(&resolved.assertions)
        .filter(|(a, _)| matches!(a.value, Value::Count(_)))
        .filter_map(|(_, resolved)| resolved.of);
    sorted(
        resolved
            .actors
            .iter()
            .copied()
            .chain(counted)
            .filter(|&id| {
                let entity = &names.entities[id.0 as usize];
                !entity.unknown && entity.category.is_none() && entity.kind == SubjectType::Group
            }),
    )
}

/// For every kind those that may stand for it, as bits; none beyond the 128th.
pub(super) fn alike(codebook: &Codebook) -> Vec<u128> {
    let kinds = codebook.kinds().len().min(128) as u16;
    let of = |kind: u16| {
        (0..kinds)
            .filter(|&other| codebook.alike(KindId(kind), KindId(other)))
            .fold(0, |bits, other| bits | 1 << other)
    };
    (0..kinds).map(of).collect()
}

/// Digest of the words of header and assertions.
fn wording(claim: &Claim) -> u64 {
    let place = claim.event.place.iter().flat_map(|p| &p.names);
    let actors = claim.event.actors.iter().map(|actor| &*actor.name);
    let asserted = claim
        .assertions
        .iter()
        .flat_map(|a| [a.of.as_deref().unwrap_or_default(), &a.written]);
    digest(place.map(|name| &**name).chain(actors).chain(asserted))
}

/// Of texts in this order.
fn digest<'a>(texts: impl Iterator<Item = &'a str>) -> u64 {
    texts.fold(0x9e37_79b9_7f4a_7c15, |digest: u64, text| {
        (digest.rotate_left(5) ^ xxh3_64(text.as_bytes())).wrapping_mul(0x94d0_49bb_1331_11eb)
    })
}

fn persons(claim: &Claim, index: usize, names: &Names, codebook: &Codebook) -> Few<EntityId, 2> {
    sorted(
        claim
            .assertions
            .iter()
            .zip(&names.claims[index].assertions)
            .filter(|(a, _)| {
                let attribute = codebook.attribute(a.attribute);
                attribute.of == SubjectType::Person && attribute.value_type == ValueType::Term
            })
            .filter_map(|(_, resolved)| resolved.of),
    )
}

fn fates(claim: &Claim, index: usize, names: &Names) -> Few<(EntityId, u16), 2> {
    let told = claim.assertions.iter().zip(&names.claims[index].assertions);
    sorted(told.filter_map(|(a, resolved)| match a.value {
        Value::Term(term) => resolved.of.map(|of| (of, term.0)),
        _ => None,
    }))
}

fn counts(claim: &Claim, index: usize, names: &Names, codebook: &Codebook) -> Few<Count, 2> {
    let mut counts: Few<Count, 2> = claim
        .assertions
        .iter()
        .zip(&names.claims[index].assertions)
        .filter(|(a, _)| a.over.is_none() && a.counts == crate::claim::Counts::Event)
        .filter_map(|(a, resolved)| {
            let quantity = match a.value {
                Value::Count(quantity) => quantity,
                Value::Measure(measure) => measure.amount,
                _ => return None,
            };
            Some(Count {
                attribute: a.attribute.0,
                of: resolved.of,
                low: quantity.low,
                high: quantity.high,
                rises: codebook.attribute(a.attribute).change != Change::Fixed,
            })
        })
        .collect();
    counts.sort_unstable();
    counts
}

fn total_only(claim: &Claim) -> bool {
    let mut counts = claim
        .assertions
        .iter()
        .filter(|a| matches!(a.value, Value::Count(_)))
        .peekable();
    counts.peek().is_some()
        && counts.all(|a| a.over.is_some() || a.counts == crate::claim::Counts::Running)
}

fn header_digest(claim: &Claim) -> u64 {
    let place = claim.event.place.iter().flat_map(|p| &p.names);
    let when = claim.event.when.iter().map(|when| &*when.written);
    digest(place.map(|name| &**name).chain(["|"]).chain(when))
}

fn attribution_digest(claim: &Claim) -> u64 {
    digest(claim.said_by.iter().map(|source| &**source))
}

fn sorted<T: Ord, const N: usize>(items: impl Iterator<Item = T>) -> Few<T, N>
where
    [T; N]: smallvec::Array<Item = T>,
{
    let mut items: Few<T, N> = items.collect();
    items.sort_unstable();
    items.dedup();
    items
}
