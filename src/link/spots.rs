//! Squares of the Earth in which claims with coordinates meet, whatever their places are called.
//!
//! Rows of squares run along the parallels; in each row they are as wide, in kilometres, as they are
//! high. A claim stands in all squares that lie within half the reach of its point, so that two
//! points within reach of each other stand in one square.

use super::features::{Features, Few};
use super::levels::{AROUND_KM, WIDE_KM};

/// Length of a degree of latitude.
const DEGREE_KM: f64 = 111.2;

/// The squares of a claim, each by two numbers.
pub(super) fn cells(claim: &Features) -> impl Iterator<Item = (u32, u32)> + use<> {
    let reach = if claim.is_rare { WIDE_KM } else { AROUND_KM };
    let point = claim.position.filter(|_| !claim.wide);
    let cells = point.map(|point| around(point.degrees(), reach));
    cells.unwrap_or_default().into_iter()
}

/// The squares within half of `reach` of a point; their sides are twice the reach.
fn around((lat, lon): (f64, f64), reach: f64) -> Few<(u32, u32), 4> {
    let (half, side) = (reach / 2.0 / DEGREE_KM, 2.0 * reach / DEGREE_KM);
    let row = |lat: f64| ((lat + 90.0) / side).floor();
    let mut cells = Few::new();
    let (mut at, north) = (row(lat - half), row(lat + half));
    while at <= north {
        // The widest parallel of the row: no square is narrower than its side.
        let widest = (at * side - 90.0)
            .abs()
            .min(((at + 1.0) * side - 90.0).abs());
        let scale = widest.to_radians().cos().max(0.01);
        let columns = (360.0 * scale / side).floor().max(1.0);
        let width = 360.0 / columns;
        let half = half / lat.to_radians().cos().max(0.01);
        let column = |lon: f64| ((lon + 180.0) / width).floor();
        let (mut x, east) = (column(lon - half), column(lon + half));
        while x <= east && x <= column(lon - half) + columns {
            // What begins east of the last meridian goes on at the first.
            let place = (at as u32, x.rem_euclid(columns) as u32);
            cells.push((place.0 | (reach as u32) << 16, place.1));
            x += 1.0;
        }
        at += 1.0;
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::Position;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn points_within_reach_meet(
            lat in -70.0..70.0_f64, lon in -180.0..180.0_f64, north in -0.9..0.9_f64, east in -0.9..0.9_f64,
        ) {
            let reach = AROUND_KM;
            let to = |lat: f64, lon: f64| (lat, if lon > 180.0 { lon - 360.0 } else if lon < -180.0 { lon + 360.0 } else { lon });
            let there = to(
                lat + north * reach / 2.0 / DEGREE_KM,
                lon + east * reach / 2.0 / DEGREE_KM / lat.to_radians().cos(),
            );
            let far = |(lat, lon)| Position { lat, lon };
            prop_assume!(far((lat, lon)).distance_km(far(there)) < reach);
            let (own, other) = (around((lat, lon), reach), around(there, reach));
            prop_assert!(own.len() <= 9);
            prop_assert!(own.iter().any(|cell| other.contains(cell)));
        }
    }
}
