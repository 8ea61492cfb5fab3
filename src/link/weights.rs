//! Match weights in bits: how much each level speaks for or against one event.
//!
//! A weight is log2 of m/u: how much oftener the level is met among accounts of one event than
//! among accounts of two (Fellegi and Sunter, 1969). The defaults are rounded from the levels
//! counted over made-up worlds, softened where those worlds are neater than print.

use super::levels::{
    ActorLevel, CountLevel, KindLevel, Levels, PersonLevel, PlaceLevel, TimeLevel,
};

/// The weights of every level, the prior, and the threshold.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Weights {
    /// Name, for the report's method part.
    pub name: String,
    /// Log2 odds that two claims that meet in a block are one event, before any comparison.
    pub prior: f64,
    /// Total weight from which two claims, or two clusters on average, are linked.
    pub threshold: f64,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            name: "default".to_owned(),
            prior: -9.0,
            threshold: 1.0,
        }
    }
}

impl Weights {
    /// The total weight of a pair, prior included.
    pub fn total(&self, levels: Levels) -> f64 {
        self.prior
            + self.time(levels.time)
            + self.place(levels.place)
            + self.actors(levels.actors)
            + self.kind(levels.kind)
            + self.counts(levels.counts)
            + self.persons(levels.persons)
    }

    /// Bits for a level of time.
    pub fn time(&self, level: TimeLevel) -> f64 {
        match level {
            TimeLevel::SameDay => 5.5,
            TimeLevel::NarrowOverlap => 4.0,
            TimeLevel::WideOverlap => 1.5,
            TimeLevel::Missing => -1.0,
            TimeLevel::OneDayApart => -0.5,
            TimeLevel::ThreeDaysApart => -4.0,
            TimeLevel::TenDaysApart => -7.0,
            TimeLevel::FarApart => -16.0,
            TimeLevel::Within => -16.0,
        }
    }

    /// Bits for a level of place.
    pub fn place(&self, level: PlaceLevel) -> f64 {
        match level {
            PlaceLevel::Same => 5.5,
            PlaceLevel::SameName => 4.5,
            PlaceLevel::Near => 3.0,
            PlaceLevel::Contains => 2.0,
            PlaceLevel::Doubtful => 3.0,
            PlaceLevel::Missing => 0.0,
            PlaceLevel::Siblings => -4.0,
            PlaceLevel::SameCountry => -6.0,
            PlaceLevel::Apart => -9.0,
        }
    }

    /// Bits for a level of actors.
    pub fn actors(&self, level: ActorLevel) -> f64 {
        match level {
            ActorLevel::Both => 4.5,
            ActorLevel::OneOfOne => 3.0,
            ActorLevel::Some => 1.5,
            ActorLevel::Missing => 0.0,
            ActorLevel::None => -4.0,
        }
    }

    /// Bits for a level of kind.
    pub fn kind(&self, level: KindLevel) -> f64 {
        match level {
            KindLevel::SameRare => 5.0,
            KindLevel::Same => 1.5,
            KindLevel::Alike => 0.0,
            KindLevel::Missing => 0.0,
            KindLevel::Unlike => -4.0,
        }
    }

    /// Bits for a level of counts.
    pub fn counts(&self, level: CountLevel) -> f64 {
        match level {
            CountLevel::SameLarge => 5.0,
            CountLevel::SameSmall => 2.5,
            CountLevel::Overlap => 1.0,
            CountLevel::Missing => 0.0,
            CountLevel::Risen => -0.3,
            CountLevel::Apart => -1.0,
            CountLevel::FarApart => -2.5,
        }
    }

    /// Bits for a level of persons.
    pub fn persons(&self, level: PersonLevel) -> f64 {
        match level {
            PersonLevel::SharedFate => 6.0,
            PersonLevel::Shared => 3.0,
            PersonLevel::Missing => 0.0,
            PersonLevel::Different => -1.5,
        }
    }
}
