//! Places: one, one in the other, beside each other, or apart.

use super::PlaceLevel;
use crate::link::features::{Features, shared_count};
use crate::names::Names;

/// Places further apart than this are two, whatever they are called.
const FAR_KM: f64 = 150.0;
/// Places nearer than this may be one place under two names.
const NEAR_KM: f64 = 10.0;
/// Two points of one place, as maps and registers give them.
const SPOT_KM: f64 = 1.0;
/// A town and what is counted to it.
pub(in crate::link) const AROUND_KM: f64 = 30.0;
/// Two registers put the middle of one earthquake, flood or storm so far apart.
pub(in crate::link) const WIDE_KM: f64 = 60.0;

/// The levels of two places whose names sound different.
pub(super) const OTHER_NAME: [PlaceLevel; 19] = [
    PlaceLevel::Contains,
    PlaceLevel::Holds,
    PlaceLevel::HoldsWide,
    PlaceLevel::TownOfRegion,
    PlaceLevel::RegionInRegion,
    PlaceLevel::MayHold,
    PlaceLevel::Doubtful,
    PlaceLevel::CalledBy,
    PlaceLevel::AtSpot,
    PlaceLevel::Near,
    PlaceLevel::NearWide,
    PlaceLevel::Nearby,
    PlaceLevel::FarApart,
    PlaceLevel::Missing,
    PlaceLevel::Elsewhere,
    PlaceLevel::Apart,
    PlaceLevel::SameCountry,
    PlaceLevel::Siblings,
    PlaceLevel::Cousins,
];

/// The levels of two places by their names alone that sound different, where neither can hold the other.
pub(super) const APART: [PlaceLevel; 5] = [
    PlaceLevel::Elsewhere,
    PlaceLevel::Apart,
    PlaceLevel::SameCountry,
    PlaceLevel::Siblings,
    PlaceLevel::Cousins,
];

pub(super) fn place(a: &Features, b: &Features, names: &Names) -> PlaceLevel {
    let further = |km: f64| {
        let points = a.position.zip(b.position);
        points.map(|(p, q)| p.further_than(q, km))
    };
    // One name, two ends of a country: coordinates that the accounts give are no spelling.
    if a.position != b.position && further(FAR_KM) == Some(true) {
        return PlaceLevel::FarApart;
    }
    let (Some(&x), Some(&y)) = (a.place.first(), b.place.first()) else {
        return near(a, b).unwrap_or(PlaceLevel::Missing);
    };
    if is_elsewhere(a, b) {
        return PlaceLevel::Elsewhere;
    }
    if a.sounds[0] == b.sounds[0] {
        let two_spots = a.is_region && b.is_region && further(WIDE_KM) == Some(true);
        return if two_spots {
            PlaceLevel::Cousins
        } else {
            one_name(a, b, x == y)
        };
    }
    if let Some(level) = near(a, b).filter(|&level| level == PlaceLevel::AtSpot) {
        return level;
    }
    if let Some(level) = containment(a, b) {
        return level;
    }
    if names.doubt(x, y).is_some() {
        return PlaceLevel::Doubtful;
    }
    if called_by(a, b) || called_by(b, a) {
        return PlaceLevel::CalledBy;
    }
    near(a, b).unwrap_or_else(|| common(a, b))
}

/// How near two points are; nothing where they are not near, or not known.
fn near(a: &Features, b: &Features) -> Option<PlaceLevel> {
    let (p, q) = a.position.zip(b.position)?;
    let within = |km: f64| !p.further_than(q, km);
    if within(SPOT_KM) {
        Some(PlaceLevel::AtSpot)
    } else if a.is_rare && b.is_rare {
        within(WIDE_KM).then_some(PlaceLevel::NearWide)
    } else if within(NEAR_KM) {
        Some(PlaceLevel::Near)
    } else {
        within(AROUND_KM).then_some(PlaceLevel::Nearby)
    }
}

/// One name, which may be a town's and its region's.
fn one_name(a: &Features, b: &Features, one: bool) -> PlaceLevel {
    if a.sort(0).is_some() != b.sort(0).is_some() && !(a.wide && b.wide) {
        PlaceLevel::TownAndRegion
    } else if !one {
        PlaceLevel::SameSound
    } else if a.wide && b.wide {
        PlaceLevel::SameWide
    } else if a.place.len() > 1 && b.place.len() > 1 {
        PlaceLevel::Same
    } else {
        PlaceLevel::SameName
    }
}

/// Whether the accounts put their places into two states, or two counties: names alone are no
/// place.
fn is_elsewhere(a: &Features, b: &Features) -> bool {
    if let (Some(x), Some(y)) = (a.division, b.division)
        && x != y
    {
        return true;
    }
    let (inner, outer) = (1..a.sounds.len(), 1..b.sounds.len());
    let mut pairs = inner.flat_map(|i| outer.clone().map(move |j| (i, j)));
    pairs.any(|(i, j)| a.sort(i).is_some() && a.sort(i) == b.sort(j) && a.sounds[i] != b.sounds[j])
        && a.sounds[0] == b.sounds[0]
}

/// A country that holds the other place says next to nothing; a region or district does.
fn containment(a: &Features, b: &Features) -> Option<PlaceLevel> {
    let at = |x: &Features, y: &Features| y.sounds.iter().position(|&s| s == x.sounds[0]);
    let (in_b, in_a) = (at(a, b), at(b, a));
    let is_town = |x: &Features, y: &Features, at: Option<usize>| {
        at.is_some_and(|at| y.sort(at).is_some()) && x.sort(0).is_none()
    };
    if is_town(a, b, in_b) || is_town(b, a, in_a) {
        let is_sure = (in_b.is_some() && a.is_town) || (in_a.is_some() && b.is_town);
        return Some(if is_sure {
            PlaceLevel::Cousins
        } else {
            PlaceLevel::TownOfRegion
        });
    }
    let known = |x: &Features, y: &Features| y.above.binary_search(&x.sounds[0]).is_ok();
    let outer = match (in_b.is_some() || known(a, b), in_a.is_some() || known(b, a)) {
        (true, _) => a,
        (_, true) => b,
        _ => return may_hold(a, b),
    };
    Some(if a.is_region && b.is_region {
        PlaceLevel::RegionInRegion
    } else if outer.above.is_empty() {
        PlaceLevel::HoldsWide
    } else if in_b.is_some() || in_a.is_some() {
        PlaceLevel::Contains
    } else {
        PlaceLevel::Holds
    })
}

/// Whether the name of one begins with all of the other's ("Manila International", "Manila"). Of what
/// happens often, a town and what is called by it have events of their own.
fn called_by(a: &Features, b: &Features) -> bool {
    let begins = || b.heads.last().is_some_and(|whole| a.heads.contains(whole));
    a.is_rare && b.is_rare && begins() && one_country(a, b)
}

/// Whether both lie in one country, whether it is named or known by its state.
fn one_country(a: &Features, b: &Features) -> bool {
    shared_count(&a.above, &b.above) > 0 || (a.country.is_some() && a.country == b.country)
}

/// A county, and a place of its state of which nobody says in which county it lies.
fn may_hold(a: &Features, b: &Features) -> Option<PlaceLevel> {
    let one_region = a.sort(0).is_some() != b.sort(0).is_some();
    let told = |x: &Features, y: &Features| (1..y.sounds.len()).any(|at| y.sort(at) == x.sort(0));
    let (region, place) = if a.sort(0).is_some() { (a, b) } else { (b, a) };
    let may = one_region && !told(region, place) && shared_count(&a.above, &b.above) > 0;
    may.then_some(PlaceLevel::MayHold)
}

/// What two different places have in common above them.
fn common(a: &Features, b: &Features) -> PlaceLevel {
    let one_district = a.sounds.len() > 1 && a.sounds.get(1) == b.sounds.get(1);
    match shared_count(&a.above, &b.above) {
        0 => PlaceLevel::Apart,
        1 => PlaceLevel::SameCountry,
        3.. if one_district => PlaceLevel::Siblings,
        _ => PlaceLevel::Cousins,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::EntityId;

    /// A claim of places by number, from the most to the least specific; a sound for each.
    fn at(places: &[u32]) -> Features {
        let mut above: Vec<u32> = places.iter().skip(1).copied().collect();
        above.sort_unstable();
        Features {
            place: places.iter().map(|&p| EntityId(p)).collect(),
            sounds: places.iter().copied().collect(),
            above: above.into(),
            ..Features::default()
        }
    }

    fn level(a: &Features, b: &Features) -> PlaceLevel {
        let names = Names::default();
        assert_eq!(place(a, b, &names), place(b, a, &names), "not symmetric");
        place(a, b, &names)
    }

    #[test]
    fn one_place_says_more_where_both_say_what_it_lies_in() {
        assert_eq!(level(&at(&[1, 8, 9]), &at(&[1, 9])), PlaceLevel::Same);
        assert_eq!(level(&at(&[1, 8, 9]), &at(&[1])), PlaceLevel::SameName);
    }

    #[test]
    fn a_country_in_both_is_not_a_place_in_both() {
        let wide = Features {
            wide: true,
            ..at(&[9])
        };
        assert_eq!(level(&wide, &wide), PlaceLevel::SameWide);
        assert_eq!(level(&wide, &at(&[9])), PlaceLevel::SameName);
    }

    #[test]
    fn what_holds_a_place_says_less_the_wider_it_is() {
        assert_eq!(level(&at(&[8, 9]), &at(&[1, 8, 9])), PlaceLevel::Contains);
        assert_eq!(level(&at(&[9]), &at(&[1, 8, 9])), PlaceLevel::HoldsWide);
    }

    #[test]
    fn two_places_are_told_by_what_they_have_in_common() {
        let town = at(&[1, 7, 8, 9]);
        assert_eq!(level(&town, &at(&[2, 7, 8, 9])), PlaceLevel::Siblings);
        assert_eq!(level(&town, &at(&[2, 6, 8, 9])), PlaceLevel::Cousins);
        assert_eq!(level(&town, &at(&[2, 9])), PlaceLevel::SameCountry);
        assert_eq!(level(&town, &at(&[2, 3])), PlaceLevel::Apart);
        assert_eq!(level(&town, &at(&[])), PlaceLevel::Missing);
    }

    #[test]
    fn sorted_lists_share_what_both_hold() {
        assert_eq!(shared_count(&[1, 3, 5, 8], &[2, 3, 4, 8, 9]), 2);
        assert_eq!(shared_count(&[], &[1]), 0);
    }
}
