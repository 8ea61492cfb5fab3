//! A place: its names from the most to the least specific, and coordinates where known.

use std::sync::Arc;

use super::ValueError;

/// Mean radius.
const EARTH_KM: f64 = 6371.0088;

/// Decimal degrees, WGS 84.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// Latitude, −90 to 90.
    pub lat: f64,
    /// Longitude, −180 to 180.
    pub lon: f64,
}

/// A place as an outlet gave it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Place {
    /// Names as written, from the most to the least specific (`["Tin Tafgat", "Gao", "Mali"]`).
    pub names: Vec<Arc<str>>,
    /// Where on Earth, if given.
    pub position: Option<Position>,
}

/// A place as a point of the unit sphere: near and far are told without a sine.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point([f64; 3]);

impl From<Position> for Point {
    fn from(position: Position) -> Self {
        let (lat, lon) = (position.lat.to_radians(), position.lon.to_radians());
        Self([lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()])
    }
}

impl Point {
    /// The point as whole numbers, which can be told apart and hashed.
    pub fn bits(self) -> [u64; 3] {
        self.0.map(f64::to_bits)
    }

    /// Its latitude and longitude in degrees.
    pub fn degrees(self) -> (f64, f64) {
        let [x, y, z] = self.0;
        (z.asin().to_degrees(), y.atan2(x).to_degrees())
    }

    /// Whether two points are further apart than so many kilometres, of at most a thousand.
    pub fn further_than(self, other: Self, km: f64) -> bool {
        // The chord of a small angle, by its series: a metre in a thousand kilometres.
        let angle = km / EARTH_KM;
        let chord = angle * (1.0 - angle * angle / 24.0);
        let [x, y, z] = [0, 1, 2].map(|axis| self.0[axis] - other.0[axis]);
        x * x + y * y + z * z > chord * chord
    }
}

impl Position {
    /// A position, refused where it is not on Earth.
    ///
    /// # Errors
    /// Where a coordinate is not a number or out of range.
    pub fn new(lat: f64, lon: f64) -> Result<Self, ValueError> {
        if !(-90.0..=90.0).contains(&lat) {
            return Err(ValueError::new(format!(
                "latitude {lat} is not between -90 and 90"
            )));
        }
        if !(-180.0..=180.0).contains(&lon) {
            return Err(ValueError::new(format!(
                "longitude {lon} is not between -180 and 180"
            )));
        }
        Ok(Self { lat, lon })
    }

    /// Great-circle distance in kilometres (haversine, Earth's mean radius 6371.0088 km).
    pub fn distance_km(self, other: Self) -> f64 {
        let (a, b) = (self.lat.to_radians(), other.lat.to_radians());
        let dlat = (b - a) / 2.0;
        let dlon = (other.lon - self.lon).to_radians() / 2.0;
        let h = dlat.sin().powi(2) + a.cos() * b.cos() * dlon.sin().powi(2);
        2.0 * EARTH_KM * h.sqrt().min(1.0).asin()
    }
}

impl Place {
    /// The most specific name.
    pub fn name(&self) -> Option<&Arc<str>> {
        self.names.first()
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (i, name) in self.names.iter().enumerate() {
            if i > 0 {
                f.write_str(", ")?;
            }
            f.write_str(name)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_chord_tells_near_from_far(
            lat in -90.0..90.0_f64, lon in -180.0..180.0_f64,
            north in -4.0..4.0_f64, east in -4.0..4.0_f64, km in 1.0..500.0_f64,
        ) {
            let here = Position { lat, lon };
            let there = Position { lat: (lat + north).clamp(-90.0, 90.0), lon: (lon + east).clamp(-180.0, 180.0) };
            let distance = here.distance_km(there);
            prop_assume!((distance - km).abs() > 0.01);
            prop_assert_eq!(Point::from(here).further_than(there.into(), km), distance > km);
        }
    }
}
