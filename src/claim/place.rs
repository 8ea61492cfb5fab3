//! A place: its names from the most to the least specific, and coordinates where known.

use std::sync::Arc;

use super::ValueError;

/// Decimal degrees, WGS 84.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Position {
    /// Latitude, −90 to 90.
    pub lat: f64,
    /// Longitude, −180 to 180.
    pub lon: f64,
}

/// A place as an outlet gave it.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
pub struct Place {
    /// Names as written, from the most to the least specific (`["Tin Tafgat", "Gao", "Mali"]`).
    pub names: Vec<Arc<str>>,
    /// Where on Earth, if given.
    pub position: Option<Position>,
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
        2.0 * 6371.0088 * h.sqrt().min(1.0).asin()
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
