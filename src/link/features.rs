//! What linkage compares of a claim: small numbers only, so that a pair costs nanoseconds.

use std::sync::Arc;

use smallvec::SmallVec;
use xxhash_rust::xxh3::xxh3_64;

use super::places::Places;
use super::words::Words;
use super::written::WrittenPlace;
use crate::claim::{
    Assertion, AttributeId, Claim, Counts, DayNumber, DaySpan, Extent, KindId, Point, Position,
    Published, Value,
};
use crate::codebook::{Change, Codebook, SubjectType, ValueType};
use crate::names::{AssertionNames, ClaimNames, Country, Division, EntityId, Names};

/// A short list, kept where the claim's other features are.
pub type Few<T, const N: usize> = SmallVec<[T; N]>;

/// One of an event's own counts or measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// Whether it may also fall while others rise: the missing are found, the wounded die.
    pub falls: bool,
}

/// Whether the day that a claim gives is told by others too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DayTold {
    /// It gives no day, or links were not looked at.
    #[default]
    Unknown,
    /// By nobody else.
    Once,
    /// By another outlet, of its own knowledge.
    Twice,
}

/// The part of a claim that says which event it speaks of.
#[derive(Debug, Clone, PartialEq, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing that is compared"
)]
pub struct Features {
    /// When; `None` where the claim does not say.
    pub span: Option<DaySpan>,
    /// Whether it lasted all of `span` (a campaign) or fell somewhere in it.
    pub lasting: bool,
    /// The places named, from the most to the least specific.
    pub place: Few<EntityId, 4>,
    /// The sounds of those places' names, in the same order.
    pub sounds: Few<u32, 4>,
    /// What sort of region each of those is written as; empty where none is.
    pub sorts: Few<Option<&'static str>, 4>,
    /// Whether the first is surely a region's: a county, a province, a state.
    pub is_region: bool,
    /// Whether the first is surely a town's, and no region's.
    pub is_town: bool,
    /// Digests of the beginnings of the first name, in whole words, up to all of it.
    pub heads: Few<u64, 4>,
    /// The country that they lie in, where that is sure.
    pub country: Option<Country>,
    /// The state or province that they lie in, where that is sure.
    pub division: Option<Division>,
    /// The sounds of all places known to hold the first, sorted.
    pub above: Arc<[u32]>,
    /// Those of them that lie in something themselves: no countries.
    pub regions: Arc<[u32]>,
    /// Whether the first is a whole country, or the like: it lies in nothing, and holds others.
    pub wide: bool,
    /// Whether nobody has anything lie in the first.
    pub is_leaf: bool,
    /// Whether it is a place by its name alone: it holds none, may be no other, is written as no region,
    /// and nobody knows where on Earth it lies.
    pub is_bare: bool,
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
    /// The number of the document that its own corrects.
    pub corrects: Option<u32>,
    /// Whether it is a row of a table whose rows are different events.
    pub is_row: bool,
    /// Whether its kind seldom happens in one place.
    pub is_rare: bool,
    /// Whether others tell of the same event on the same day.
    pub day: DayTold,
    /// Kinds that outlets use for events of its kind, sorted.
    pub alike: Arc<[KindId]>,
    /// Its telling words, where it has enough of them.
    pub words: Option<Arc<Words>>,
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
    /// What somebody ruled it to be of one event with: the least claim of those.
    pub joined: Option<u32>,
    /// The rulings by which it is of another event than others, each with the side that it is on.
    pub parted: Box<[(u32, u32)]>,
}

/// The last minute in which a document may have been published.
fn last_minute(published: &Published) -> i64 {
    let last = || i64::from(published.span.last) * 1440;
    published.minute.unwrap_or_else(last)
}

impl Features {
    /// The features of claim number `index`.
    pub fn of(
        claim: &Claim,
        index: usize,
        names: &Names,
        codebook: &Codebook,
        places: &Places,
        written: &WrittenPlace,
    ) -> Self {
        let account = Account {
            claim,
            resolved: &names.claims[index],
            names,
            codebook,
        };
        let place = &account.resolved.place;
        let sounds: Few<u32, 4> = place.iter().map(|&p| places.sound(p)).collect();
        let first = sounds.first().copied();
        let when = claim.event.when.as_deref();
        let published = claim.document.published.as_ref();
        let position = account.position().map(Point::from);
        let is_bare = |sound: u32| {
            position.is_none()
                && places.is_leaf(sound)
                && !names.is_doubted(place[0])
                && written.is_plain()
        };
        let words = Words::of(claim);
        Self {
            span: when.map(|w| w.span),
            lasting: when.is_some_and(|w| w.extent == Extent::Lasting),
            place: SmallVec::from_slice(place),
            sounds,
            sorts: written.sorts.clone(),
            is_region: written.is_region,
            is_town: written.is_town,
            heads: written.heads.clone(),
            country: written.country,
            division: written.division,
            above: first.map_or_else(Arc::default, |s| places.above(s)),
            regions: first.map_or_else(Arc::default, |s| places.regions(s)),
            wide: first.is_some_and(|s| places.is_wide(s)),
            is_leaf: first.is_some_and(|sound| places.is_leaf(sound)),
            is_bare: first.is_some_and(is_bare),
            position,
            actors: account.actors(),
            persons: account.persons(),
            fates: account.fates(),
            kind: claim.event.kind,
            is_rare: claim.event.kind.is_some_and(|k| codebook.kind(k).rare),
            counts: account.counts(),
            published: published.map(last_minute),
            published_within: published.map_or(0, |p| days(p.span) - 1),
            wording: account.wording() ^ words.as_ref().map_or(0, |words| words.digest()),
            words,
            header: account.header(),
            attribution: digest(claim.said_by.iter().map(|source| &**source)),
            total_only: account.total_only(),
            ..Self::default()
        }
    }

    /// What sort of region the name at a place of the chain is written as.
    pub fn sort(&self, at: usize) -> Option<&'static str> {
        self.sorts.get(at).copied().flatten()
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

/// A claim with what the stages before know of it.
#[derive(Clone, Copy)]
struct Account<'a> {
    claim: &'a Claim,
    resolved: &'a ClaimNames,
    names: &'a Names,
    codebook: &'a Codebook,
}

impl<'a> Account<'a> {
    /// Its assertions with their names.
    fn told(self) -> impl Iterator<Item = (&'a Assertion, &'a AssertionNames)> {
        let assertions = self.claim.assertions.iter().map(|a| &**a);
        assertions.zip(&self.resolved.assertions)
    }

    /// By the claim, or else by the gazetteer.
    fn position(self) -> Option<Position> {
        let written = self.claim.event.place.as_ref().and_then(|p| p.position);
        let known = || self.names.entity(*self.resolved.place.first()?).position;
        written.or_else(known)
    }

    /// Groups that took part, or whose dead are counted.
    fn actors(self) -> Few<EntityId, 4> {
        let counts = self
            .told()
            .filter(|(a, _)| matches!(a.value, Value::Count(_)));
        let counted = counts.filter_map(|(_, resolved)| resolved.of);
        let is_group = |id: &EntityId| {
            let entity = self.names.entity(*id);
            !entity.unknown && entity.category.is_none() && entity.kind == SubjectType::Group
        };
        let actors = self.resolved.actors.iter().copied();
        sorted(actors.chain(counted).filter(is_group))
    }

    fn persons(self) -> Few<EntityId, 2> {
        let of_person = |attribute: AttributeId| {
            let attribute = self.codebook.attribute(attribute);
            attribute.of == SubjectType::Person && attribute.value_type == ValueType::Term
        };
        let told = self.told().filter(|(a, _)| of_person(a.attribute));
        sorted(told.filter_map(|(_, resolved)| resolved.of))
    }

    fn fates(self) -> Few<(EntityId, u16), 2> {
        sorted(self.told().filter_map(|(a, resolved)| match a.value {
            Value::Term(term) => resolved.of.map(|of| (of, term.0)),
            _ => None,
        }))
    }

    fn counts(self) -> Few<Count, 2> {
        let own = |a: &Assertion| a.over.is_none() && a.counts == Counts::Event;
        let count = |(a, resolved): (&Assertion, &AssertionNames)| {
            let quantity = match &a.value {
                Value::Count(quantity) => *quantity,
                Value::Measure(measure) => measure.ranked(),
                _ => return None,
            };
            let declared = self.codebook.attribute(a.attribute);
            Some(Count {
                attribute: a.attribute.0,
                of: resolved.of,
                low: quantity.low,
                high: quantity.high,
                rises: declared.change != Change::Fixed,
                falls: declared.change == Change::Changes || !declared.becomes.is_empty(),
            })
        };
        let mut counts: Few<Count, 2> =
            self.told().filter(|t| own(t.0)).filter_map(count).collect();
        counts.sort_unstable();
        counts
    }

    fn total_only(self) -> bool {
        let is_count = |a: &&Assertion| matches!(a.value, Value::Count(_));
        let mut counts = self.told().map(|(a, _)| a).filter(is_count).peekable();
        counts.peek().is_some() && counts.all(|a| a.over.is_some() || a.counts == Counts::Running)
    }

    fn place_names(self) -> impl Iterator<Item = &'a str> {
        let place = self.claim.event.place.iter();
        place.flat_map(|p| &p.names).map(|name| &**name)
    }

    /// Digest of the words of header and assertions.
    fn wording(self) -> u64 {
        let actors = self.claim.event.actors.iter().map(|actor| &*actor.name);
        let asserted = self.claim.assertions.iter();
        let asserted = asserted.flat_map(|a| [a.of.as_deref().unwrap_or_default(), &a.written]);
        digest(self.place_names().chain(actors).chain(asserted))
    }

    /// Digest of the words of place and time.
    fn header(self) -> u64 {
        let when = self.claim.event.when.iter().map(|when| &*when.written);
        digest(self.place_names().chain(["|"]).chain(when))
    }
}

/// Of texts in this order.
fn digest<'a>(texts: impl Iterator<Item = &'a str>) -> u64 {
    texts.fold(0x9e37_79b9_7f4a_7c15, |digest: u64, text| {
        (digest.rotate_left(5) ^ xxh3_64(text.as_bytes())).wrapping_mul(0x94d0_49bb_1331_11eb)
    })
}

/// For every kind those that outlets use for the same events, itself among them, sorted.
pub(super) fn alike(codebook: &Codebook) -> Vec<Arc<[KindId]>> {
    let kinds = 0..codebook.kinds().len() as u16;
    kinds
        .map(|kind| codebook.all_alike(KindId(kind)).into())
        .collect()
}

/// Whether two sorted lists have anything in common.
pub(super) fn share<T: Ord>(a: &[T], b: &[T]) -> bool {
    a.iter().any(|item| b.binary_search(item).is_ok())
}

/// How many items two sorted lists of distinct items share.
pub(super) fn shared_count<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        count += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    count
}

pub(super) fn sorted<T: Ord, const N: usize>(items: impl Iterator<Item = T>) -> Few<T, N>
where
    [T; N]: smallvec::Array<Item = T>,
{
    let mut items: Few<T, N> = items.collect();
    items.sort_unstable();
    items.dedup();
    items
}
