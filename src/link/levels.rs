//! How two claims compare, field by field, as typed levels (Fellegi and Sunter, 1969).

use crate::claim::{AttributeId, DaySpan, Quantity};
use crate::codebook::{Change, Codebook};
use crate::names::{EntityId, Names};

use super::features::{Features, days};

/// How two times compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TimeLevel {
    /// Both name the same day, or the same days.
    SameDay,
    /// Both are vague by at most a week, and overlap.
    NarrowOverlap,
    /// They overlap, and one leaves more than a week.
    WideOverlap,
    /// At least one account gives no time, or one so vague that it fits any.
    Missing,
    /// One day apart.
    OneDayApart,
    /// Two or three days apart.
    ThreeDaysApart,
    /// Four to ten days apart.
    TenDaysApart,
    /// Further apart.
    FarApart,
    /// A campaign and something within it: no merge, but a part of it.
    Within,
}

/// How two places compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PlaceLevel {
    /// The same place, named with at least one level above it.
    Same,
    /// The same single name.
    SameName,
    /// One lies in the other.
    Contains,
    /// One may be the other: a doubt of the name stage.
    Doubtful,
    /// Different names, less than ten kilometres apart.
    Near,
    /// At least one account gives no place, or the one is a country that holds the other.
    Missing,
    /// Two places of one region.
    Siblings,
    /// Two regions of one country.
    SameCountry,
    /// Nothing in common.
    Apart,
}

/// How those who took part compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ActorLevel {
    /// Two or more in common.
    Both,
    /// One in common, and none that only one account names.
    OneOfOne,
    /// One in common beside others.
    Some,
    /// At least one account names nobody.
    Missing,
    /// Nobody in common.
    None,
}

/// How the kinds of event compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KindLevel {
    /// The same term, for something that seldom happens in one place.
    SameRare,
    /// The same term.
    Same,
    /// Terms that the codebook calls alike.
    Alike,
    /// At least one account gives none.
    Missing,
    /// Terms that it does not.
    Unlike,
}

/// How the event's own counts compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CountLevel {
    /// The same interval, of ten or more.
    SameLarge,
    /// The same interval of less than ten.
    SameSmall,
    /// The intervals overlap.
    Overlap,
    /// No count of the same thing in both.
    Missing,
    /// Apart, the later report giving the higher number of a toll that may rise.
    Risen,
    /// Apart, by a factor of at most two.
    Apart,
    /// Apart by more.
    FarApart,
}

/// How the persons whose fate is told compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PersonLevel {
    /// A person in common, with one fate.
    SharedFate,
    /// A person in common.
    Shared,
    /// At least one account names nobody.
    Missing,
    /// Each names somebody, nobody in common.
    Different,
}

/// All levels of a pair of claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the level of its field")]
pub struct Levels {
    pub time: TimeLevel,
    pub place: PlaceLevel,
    pub actors: ActorLevel,
    pub kind: KindLevel,
    pub counts: CountLevel,
    pub persons: PersonLevel,
}

/// Compares two claims; the result is the same either way round.
pub fn compare(a: &Features, b: &Features, names: &Names, codebook: &Codebook) -> Levels {
    Levels {
        time: time(a, b),
        place: place(a, b, names),
        actors: actors(a, b),
        kind: kind(a, b, codebook),
        counts: counts(a, b, codebook),
        persons: persons(a, b),
    }
}

fn time(a: &Features, b: &Features) -> TimeLevel {
    let (Some(x), Some(y)) = (a.span, b.span) else {
        return TimeLevel::Missing;
    };
    if !x.overlaps(y) {
        return apart(x, y);
    }
    if a.is_campaign() != b.is_campaign() {
        return TimeLevel::Within;
    }
    if days(x).max(days(y)) > VAGUE_DAYS {
        return TimeLevel::Missing;
    }
    if x == y && x.first == x.last || x == y && a.lasting && b.lasting {
        TimeLevel::SameDay
    } else if days(x).max(days(y)) <= 7 {
        TimeLevel::NarrowOverlap
    } else {
        TimeLevel::WideOverlap
    }
}

/// A time that leaves more days than this says next to nothing.
const VAGUE_DAYS: u32 = 92;

fn apart(x: DaySpan, y: DaySpan) -> TimeLevel {
    match x.gap(y) {
        ..=1 => TimeLevel::OneDayApart,
        2..=3 => TimeLevel::ThreeDaysApart,
        4..=10 => TimeLevel::TenDaysApart,
        _ => TimeLevel::FarApart,
    }
}

/// Places further apart than this are two, whatever they are called.
const FAR_KM: f64 = 150.0;

fn place(a: &Features, b: &Features, names: &Names) -> PlaceLevel {
    let (Some(&x), Some(&y)) = (a.place.first(), b.place.first()) else {
        return PlaceLevel::Missing;
    };
    // One name, two ends of a country: coordinates that the accounts give are no spelling.
    if let (Some(p), Some(q)) = (a.position, b.position)
        && p.distance_km(q) > FAR_KM
    {
        return PlaceLevel::Apart;
    }
    if x == y {
        return if a.place.len() > 1 || b.place.len() > 1 {
            PlaceLevel::Same
        } else {
            PlaceLevel::SameName
        };
    }
    if let Some(level) = containment(a, b, names) {
        return level;
    }
    if names.doubt(x, y).is_some() {
        return PlaceLevel::Doubtful;
    }
    if let (Some(p), Some(q)) = (a.position, b.position)
        && p.distance_km(q) < 10.0
    {
        return PlaceLevel::Near;
    }
    common_parent(a, b)
}

/// A country that holds the other place says next to nothing; a region or district does.
fn containment(a: &Features, b: &Features, names: &Names) -> Option<PlaceLevel> {
    let (x, y) = (a.place[0], b.place[0]);
    let within = |outer, chain: &[_]| {
        chain
            .iter()
            .position(|&e| e == outer)
            .map(|at| at + 1 == chain.len() && at > 0)
    };
    let is_last = within(x, &b.place)
        .or_else(|| within(y, &a.place))
        .or_else(|| (names.contains(x, y) || names.contains(y, x)).then_some(false))?;
    let shorter = a.place.len().min(b.place.len());
    Some(if is_last && shorter == 1 {
        PlaceLevel::Missing
    } else {
        PlaceLevel::Contains
    })
}

/// The last of a chain is taken for the country, unless the other chain goes on above it.
fn common_parent(a: &Features, b: &Features) -> PlaceLevel {
    let place = |chain: &[EntityId], id| {
        chain
            .iter()
            .position(|&e| e == id)
            .map(|at| at + 1 < chain.len())
    };
    let shared = a.place.iter().filter(|&&id| b.place.contains(&id));
    let below_the_top =
        |&id: &EntityId| place(&a.place, id) == Some(true) || place(&b.place, id) == Some(true);
    let mut levels = shared.map(below_the_top);
    match (levels.next(), levels.any(|below| below)) {
        (None, _) => PlaceLevel::Apart,
        (Some(true), _) | (_, true) => PlaceLevel::Siblings,
        (Some(false), false) => PlaceLevel::SameCountry,
    }
}

fn actors(a: &Features, b: &Features) -> ActorLevel {
    if a.actors.is_empty() || b.actors.is_empty() {
        return ActorLevel::Missing;
    }
    let shared = a
        .actors
        .iter()
        .filter(|id| b.actors.binary_search(id).is_ok())
        .count();
    match shared {
        0 => ActorLevel::None,
        1 if a.actors.len() == 1 && b.actors.len() == 1 => ActorLevel::OneOfOne,
        1 => ActorLevel::Some,
        _ => ActorLevel::Both,
    }
}

fn kind(a: &Features, b: &Features, codebook: &Codebook) -> KindLevel {
    match (a.kind, b.kind) {
        (Some(x), Some(y)) if x == y && codebook.kind(x).rare => KindLevel::SameRare,
        (Some(x), Some(y)) if x == y => KindLevel::Same,
        (Some(x), Some(y)) if codebook.alike(x, y) => KindLevel::Alike,
        (Some(_), Some(_)) => KindLevel::Unlike,
        _ => KindLevel::Missing,
    }
}

/// The most telling count: the best level over the things that both count.
fn counts(a: &Features, b: &Features, codebook: &Codebook) -> CountLevel {
    let mut best = CountLevel::Missing;
    let mut met = false;
    for (attribute, of, x) in &a.counts {
        for (_, _, y) in b
            .counts
            .iter()
            .filter(|(other, other_of, _)| (other, other_of) == (attribute, of))
        {
            let mut level = count(*x, *y);
            let rises = codebook.attribute(AttributeId(*attribute)).change != Change::Fixed;
            if level > CountLevel::Missing && rises && risen(a, b, *x, *y) {
                level = CountLevel::Risen;
            }
            best = if met { best.min(level) } else { level };
            met = true;
        }
    }
    best
}

/// Whether the account published later gives the higher number.
fn risen(a: &Features, b: &Features, x: Quantity, y: Quantity) -> bool {
    a.published
        .zip(b.published)
        .is_some_and(|(p, q)| p != q && (p < q) == (x.low < y.low))
}

fn count(x: Quantity, y: Quantity) -> CountLevel {
    if x.low == y.low && x.high == y.high {
        return if x.low >= 10 {
            CountLevel::SameLarge
        } else {
            CountLevel::SameSmall
        };
    }
    if x.overlaps(&y) {
        return CountLevel::Overlap;
    }
    let (less, more) = if x.low < y.low { (x, y) } else { (y, x) };
    if more.low <= less.high.unwrap_or(u64::MAX).saturating_mul(2) {
        CountLevel::Apart
    } else {
        CountLevel::FarApart
    }
}

fn persons(a: &Features, b: &Features) -> PersonLevel {
    if a.persons.is_empty() || b.persons.is_empty() {
        PersonLevel::Missing
    } else if a
        .fates
        .iter()
        .any(|fate| b.fates.binary_search(fate).is_ok())
    {
        PersonLevel::SharedFate
    } else if a
        .persons
        .iter()
        .any(|id| b.persons.binary_search(id).is_ok())
    {
        PersonLevel::Shared
    } else {
        PersonLevel::Different
    }
}
