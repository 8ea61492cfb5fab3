//! Places: one, one in the other, beside each other, or apart.

use super::PlaceLevel;
use crate::link::features::Features;
use crate::names::Names;

/// Places further apart than this are two, whatever they are called.
const FAR_KM: f64 = 150.0;
/// Places nearer than this may be one place under two names.
const NEAR_KM: f64 = 10.0;

pub(super) fn place(a: &Features, b: &Features, names: &Names) -> PlaceLevel {
    let (Some(&x), Some(&y)) = (a.place.first(), b.place.first()) else {
        return PlaceLevel::Missing;
    };
    let further = |km: f64| {
        a.position
            .zip(b.position)
            .map(|(p, q)| p.further_than(q, km))
    };
    // One name, two ends of a country: coordinates that the accounts give are no spelling.
    if a.position != b.position && further(FAR_KM) == Some(true) {
        return PlaceLevel::FarApart;
    }
    if x == y {
        return if a.place.len() > 1 && b.place.len() > 1 {
            PlaceLevel::Same
        } else {
            PlaceLevel::SameName
        };
    }
    if a.sounds[0] == b.sounds[0] {
        return PlaceLevel::SameSound;
    }
    if let Some(level) = containment(a, b) {
        return level;
    }
    if names.doubt(x, y).is_some() {
        return PlaceLevel::Doubtful;
    }
    if further(NEAR_KM) == Some(false) {
        return PlaceLevel::Near;
    }
    common(a, b)
}

/// A country that holds the other place says next to nothing; a region or district does.
fn containment(a: &Features, b: &Features) -> Option<PlaceLevel> {
    let named = |x: &Features, y: &Features| y.sounds.contains(&x.sounds[0]);
    let known = |x: &Features, y: &Features| y.above.binary_search(&x.sounds[0]).is_ok();
    let outer = match (named(a, b) || known(a, b), named(b, a) || known(b, a)) {
        (true, _) => a,
        (_, true) => b,
        _ => return None,
    };
    Some(if outer.above.is_empty() {
        PlaceLevel::HoldsWide
    } else if named(a, b) || named(b, a) {
        PlaceLevel::Contains
    } else {
        PlaceLevel::Holds
    })
}

/// What two different places have in common above them.
fn common(a: &Features, b: &Features) -> PlaceLevel {
    let shared = |level: usize| match (a.sounds.get(level), b.sounds.get(level)) {
        (Some(x), Some(y)) => x == y,
        _ => false,
    };
    let both = shared_count(&a.above, &b.above);
    match both {
        0 => PlaceLevel::Apart,
        1 => PlaceLevel::SameCountry,
        _ if shared(1) && both > 2 => PlaceLevel::Siblings,
        _ => PlaceLevel::Cousins,
    }
}

/// How many numbers two sorted lists share.
fn shared_count(a: &[u32], b: &[u32]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        count += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    count
}
