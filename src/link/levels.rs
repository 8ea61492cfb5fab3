//! How two claims compare, field by field, as typed levels (Fellegi and Sunter, 1969).

mod counts;
mod field;
mod place;
pub mod sieve;
mod time;

pub use field::{
    ActorLevel, CountLevel, CrowdLevel, GapLevel, KindLevel, PersonLevel, PlaceLevel, SourceLevel,
    TimeLevel,
};

use super::features::Features;
use crate::codebook::Codebook;
use crate::names::Names;

/// All levels of a pair of claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the level of its field")]
pub struct Levels {
    pub time: TimeLevel,
    pub published: GapLevel,
    pub place: PlaceLevel,
    pub actors: ActorLevel,
    pub kind: KindLevel,
    pub counts: CountLevel,
    pub persons: PersonLevel,
    pub source: SourceLevel,
    pub crowd: CrowdLevel,
}

/// Compares two claims; the result is the same either way round.
pub fn compare(a: &Features, b: &Features, names: &Names, codebook: &Codebook) -> Levels {
    Levels {
        time: time::time(a, b),
        published: time::published(a, b),
        place: place::place(a, b, names),
        actors: actors(a, b),
        kind: kind(a, b, codebook),
        counts: counts::counts(a, b),
        persons: persons(a, b),
        source: source(a, b),
        crowd: crowd(a, b),
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
    let fewest = a.actors.len().min(b.actors.len());
    match shared {
        0 => ActorLevel::None,
        1 if a.actors.len() == 1 && b.actors.len() == 1 => ActorLevel::OneOfOne,
        1 if fewest == 1 => ActorLevel::OneOfMore,
        1 => ActorLevel::Some,
        _ if shared < fewest => ActorLevel::Most,
        _ => ActorLevel::Both,
    }
}

fn kind(a: &Features, b: &Features, codebook: &Codebook) -> KindLevel {
    match (a.kind, b.kind) {
        (Some(x), Some(y)) if x == y && codebook.kind(x).rare => KindLevel::SameRare,
        (Some(x), Some(y)) if x == y => KindLevel::Same,
        (Some(x), Some(y))
            if a.alike >> (y.0 & 127) & 1 == 1 || b.alike >> (x.0 & 127) & 1 == 1 =>
        {
            KindLevel::Alike
        }
        (Some(_), Some(_)) => KindLevel::Unlike,
        _ => KindLevel::Missing,
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

fn source(a: &Features, b: &Features) -> SourceLevel {
    if a.outlet == b.outlet {
        return SourceLevel::SameOutlet;
    }
    if a.wording == b.wording {
        return SourceLevel::SameWords;
    }
    let cites = |x: &Features, y: &Features| x.cites.binary_search(&y.outlet).is_ok();
    if cites(a, b) || cites(b, a) {
        SourceLevel::Cites
    } else if a.cites.iter().any(|c| b.cites.binary_search(c).is_ok()) {
        SourceLevel::OneSource
    } else {
        SourceLevel::Separate
    }
}

/// How many accounts stand where these two do: by the one that has fewer around it.
fn crowd(a: &Features, b: &Features) -> CrowdLevel {
    match a.crowd.min(b.crowd) {
        0..=3 => CrowdLevel::Few,
        4..=7 => CrowdLevel::Some,
        8..=15 => CrowdLevel::Many,
        16..=31 => CrowdLevel::Dense,
        32..=63 => CrowdLevel::Denser,
        _ => CrowdLevel::Densest,
    }
}
