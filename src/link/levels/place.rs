//! Places: one, one in the other, beside each other, or apart.

use super::PlaceLevel;
use crate::link::features::{Features, shared_count};
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
        return if a.wide && b.wide {
            PlaceLevel::SameWide
        } else if a.place.len() > 1 && b.place.len() > 1 {
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
