//! How two claims compare, field by field, as typed levels (Fellegi and Sunter, 1969).

mod counts;
mod field;
mod place;
pub(super) use place::{AROUND_KM, WIDE_KM};
pub mod sieve;
mod time;

pub use field::{
    ActorLevel, CountLevel, CrowdLevel, FIELDS, Fields, GapLevel, KindLevel, Levels, NAMES,
    PersonLevel, PlaceLevel, SourceLevel, TimeLevel, WordLevel,
};

use itertools::Itertools;

use super::apart;
use super::features::{Features, share, shared_count};
use super::words;
use crate::claim::KindId;
use crate::codebook::Codebook;
use crate::names::{EntityId, Names};

/// Compares two claims; the result is the same either way round.
pub fn compare(a: &Features, b: &Features, names: &Names, codebook: &Codebook) -> Levels {
    let place = place::place(a, b, names);
    let counts = match counts::counts(a, b) {
        // The toll of a state is no later toll of one of its counties.
        CountLevel::Risen if place == PlaceLevel::RegionInRegion => CountLevel::FarApart,
        counts => counts,
    };
    let persons = persons(a, b, names);
    Levels {
        time: time::of_event(time::time(a, b), (a, b), (counts, persons)),
        published: time::published(a, b),
        place,
        actors: actors(&a.actors, &b.actors),
        kind: kind((a.kind, a.is_rare), (b.kind, b.is_rare), codebook),
        counts,
        persons,
        source: source(a, b),
        crowd: crowd(a.crowd.min(b.crowd)),
        words: words::level(a, b),
    }
}

fn actors(a: &[EntityId], b: &[EntityId]) -> ActorLevel {
    if a.is_empty() || b.is_empty() {
        return ActorLevel::Missing;
    }
    let shared = shared_count(a, b);
    let fewest = a.len().min(b.len());
    match shared {
        0 => ActorLevel::None,
        1 if a.len() == 1 && b.len() == 1 => ActorLevel::OneOfOne,
        1 if fewest == 1 => ActorLevel::OneOfMore,
        1 => ActorLevel::Some,
        _ if shared < fewest => ActorLevel::Most,
        _ => ActorLevel::Both,
    }
}

/// Of two kinds, each with whether it is rare.
fn kind(
    (a, a_rare): (Option<KindId>, bool),
    (b, b_rare): (Option<KindId>, bool),
    codebook: &Codebook,
) -> KindLevel {
    let (Some(x), Some(y)) = (a, b) else {
        return KindLevel::Missing;
    };
    let both_rare = a_rare && b_rare;
    match (codebook.nested(x, y), codebook.alike(x, y)) {
        (true, _) if both_rare => KindLevel::SameRare,
        (true, _) => KindLevel::Same,
        (_, true) if both_rare => KindLevel::AlikeRare,
        (_, true) => KindLevel::Alike,
        _ => KindLevel::Unlike,
    }
}

fn persons(a: &Features, b: &Features, names: &Names) -> PersonLevel {
    if a.persons.is_empty() || b.persons.is_empty() {
        PersonLevel::Missing
    } else if share(&a.fates, &b.fates) {
        PersonLevel::SharedFate
    } else if share(&a.persons, &b.persons) {
        PersonLevel::Shared
    } else if may_share(a, b, names) {
        PersonLevel::Doubtful
    } else if names_all(a) || names_all(b) {
        PersonLevel::Others
    } else {
        PersonLevel::Different
    }
}

/// Whether somebody of the one has the fate of somebody of the other who may be the same.
fn may_share(a: &Features, b: &Features, names: &Names) -> bool {
    let pairs = a.fates.iter().cartesian_product(&b.fates);
    pairs
        .filter(|((_, x), (_, y))| x == y)
        .any(|(&(p, _), &(q, _))| names.doubt(p, q).is_some())
}

/// Whether a claim counts no more people than it names.
fn names_all(claim: &Features) -> bool {
    let most = claim.counts.iter().map(|count| count.high);
    let most = most.reduce(|x, y| x?.checked_add(y?)).flatten();
    most.is_some_and(|most| most <= claim.persons.len() as u64)
}

pub(super) fn source(a: &Features, b: &Features) -> SourceLevel {
    use CountLevel::{Apart, FarApart, Risen, SameMixed};
    if apart::corrects(a, b) {
        return SourceLevel::Corrects;
    }
    if a.outlet == b.outlet {
        let other_toll = matches!(counts::counts(a, b), SameMixed | Risen | Apart | FarApart);
        return match apart::other_day(a, b) {
            true if other_toll => SourceLevel::OtherToll,
            true => SourceLevel::OtherDay,
            false if counts::crossed(a, b) => SourceLevel::OtherToll,
            false => SourceLevel::SameOutlet,
        };
    }
    if a.wording == b.wording {
        return SourceLevel::SameWords;
    }
    let cites = |x: &Features, y: &Features| x.cites.binary_search(&y.outlet).is_ok();
    if cites(a, b) || cites(b, a) {
        SourceLevel::Cites
    } else if share(&a.cites, &b.cites) {
        SourceLevel::OneSource
    } else {
        SourceLevel::Separate
    }
}

/// How many accounts stand where these two do: by the one that has fewer around it.
fn crowd(least: u16) -> CrowdLevel {
    match least {
        0..=3 => CrowdLevel::Few,
        4..=7 => CrowdLevel::Some,
        8..=15 => CrowdLevel::Many,
        16..=31 => CrowdLevel::Dense,
        32..=63 => CrowdLevel::Denser,
        _ => CrowdLevel::Densest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::features::Count;

    /// A claim that names persons, all killed, and counts so many dead at most.
    fn victims(persons: &[u32], most: Option<u64>) -> Features {
        Features {
            persons: persons.iter().map(|&p| EntityId(p)).collect(),
            fates: persons.iter().map(|&p| (EntityId(p), 7)).collect(),
            counts: [Count {
                attribute: 0,
                of: None,
                low: 1,
                high: most,
                rises: true,
                falls: false,
            }]
            .into_iter()
            .collect(),
            ..Features::default()
        }
    }

    fn persons(a: &Features, b: &Features) -> PersonLevel {
        super::persons(a, b, &Names::default())
    }

    #[test]
    fn other_victims_tell_events_apart_where_all_are_named() {
        let one = victims(&[1], Some(1));
        assert_eq!(persons(&one, &victims(&[2], Some(1))), PersonLevel::Others);
        assert_eq!(persons(&one, &victims(&[2], None)), PersonLevel::Others);
        let many = victims(&[1], Some(20));
        assert_eq!(
            persons(&many, &victims(&[2], Some(20))),
            PersonLevel::Different
        );
        assert_eq!(persons(&many, &victims(&[2], None)), PersonLevel::Different);
    }

    #[test]
    fn a_person_in_common_says_most() {
        let one = victims(&[1], Some(1));
        assert_eq!(
            persons(&one, &victims(&[1, 2], None)),
            PersonLevel::SharedFate
        );
        let mut alive = victims(&[1], None);
        alive.fates[0].1 = 8;
        assert_eq!(persons(&one, &alive), PersonLevel::Shared);
        assert_eq!(persons(&one, &Features::default()), PersonLevel::Missing);
    }

    fn sides(of: &[u32]) -> Features {
        Features {
            actors: of.iter().map(|&a| EntityId(a)).collect(),
            ..Features::default()
        }
    }

    fn sided(a: &Features, b: &Features) -> ActorLevel {
        actors(&a.actors, &b.actors)
    }

    #[test]
    fn sides_in_common_are_counted() {
        assert_eq!(sided(&sides(&[1, 2]), &sides(&[1, 2, 3])), ActorLevel::Both);
        assert_eq!(
            sided(&sides(&[1, 2, 4]), &sides(&[1, 2, 3])),
            ActorLevel::Most
        );
        assert_eq!(sided(&sides(&[1]), &sides(&[1])), ActorLevel::OneOfOne);
        assert_eq!(sided(&sides(&[1]), &sides(&[1, 2])), ActorLevel::OneOfMore);
        assert_eq!(sided(&sides(&[1, 3]), &sides(&[1, 2])), ActorLevel::Some);
        assert_eq!(sided(&sides(&[1]), &sides(&[2])), ActorLevel::None);
        assert_eq!(sided(&sides(&[]), &sides(&[2])), ActorLevel::Missing);
    }

    #[test]
    fn sources_in_common_are_told() {
        let outlet = |outlet: u32, wording: u64, cites: &[u32]| Features {
            outlet,
            wording,
            cites: cites.iter().copied().collect(),
            ..Features::default()
        };
        let wire = outlet(1, 5, &[]);
        assert_eq!(source(&wire, &outlet(1, 5, &[])), SourceLevel::SameOutlet);
        assert_eq!(source(&wire, &outlet(2, 5, &[])), SourceLevel::SameWords);
        assert_eq!(source(&wire, &outlet(2, 6, &[1])), SourceLevel::Cites);
        let (x, y) = (outlet(2, 6, &[1]), outlet(3, 7, &[1]));
        assert_eq!(source(&x, &y), SourceLevel::OneSource);
        assert_eq!(source(&wire, &outlet(2, 6, &[])), SourceLevel::Separate);
    }

    #[test]
    fn codes_name_the_levels_in_their_order() {
        let (names, book) = (Names::default(), Codebook::builtin());
        let one = victims(&[1], Some(1));
        let levels = compare(&one, &victims(&[2], Some(1)), &names, &book);
        let shown = format!("{levels:?}");
        for (code, (field, words)) in levels.codes().into_iter().zip(NAMES) {
            let level = words[usize::from(code)];
            assert!(
                shown.contains(&format!(": {level}")),
                "{field}: {level} in {shown}"
            );
        }
    }
}
