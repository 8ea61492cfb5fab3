//! Match weights in bits: how much each level speaks for or against one event.
//!
//! A weight is log2 of m/u: how much oftener the level is met among accounts of one event than
//! among accounts of two (Fellegi and Sunter, 1969). The defaults are fitted over made-up worlds of
//! several kinds (logistic regression, so that fields that go together are not counted twice),
//! rounded, and softened where those worlds are neater than print.

use crate::claim::ContentHash;

use super::levels::{
    ActorLevel, CountLevel, CrowdLevel, FIELDS, GapLevel, KindLevel, Levels, NAMES, PersonLevel,
    PlaceLevel, SourceLevel, TimeLevel,
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
    /// Bits of every level of every field, in the order declared.
    pub fields: Fields,
}

/// Bits of every level of every field, in the order declared.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[expect(missing_docs, reason = "each holds the weights of its field")]
pub struct Fields {
    pub time: [f64; TimeLevel::COUNT],
    pub published: [f64; GapLevel::COUNT],
    pub place: [f64; PlaceLevel::COUNT],
    pub actors: [f64; ActorLevel::COUNT],
    pub kind: [f64; KindLevel::COUNT],
    pub counts: [f64; CountLevel::COUNT],
    pub persons: [f64; PersonLevel::COUNT],
    pub source: [f64; SourceLevel::COUNT],
    pub crowd: [f64; CrowdLevel::COUNT],
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            name: "default".to_owned(),
            prior: -5.2,
            threshold: 0.0,
            fields: DEFAULT,
        }
    }
}

/// The built-in weights.
const DEFAULT: Fields = Fields {
    time: [
        3.5, 4.5, 2.0, 1.2, 0.8, 0.4, 0.0, 0.2, -1.8, -4.0, -1.2, -2.0, -4.0, -16.0, -16.0,
    ],
    published: [2.0, 1.5, 1.3, 1.0, 0.5, -0.5, -0.8, 0.0, -4.0],
    place: [
        3.3, 2.5, 2.6, 1.5, 0.8, 0.5, 2.5, 1.9, 0.6, 0.0, -1.6, -2.2, -4.0, -4.0, -6.0,
    ],
    actors: [2.6, 2.5, 2.6, 0.8, 0.6, 0.0, -0.8],
    kind: [4.0, 0.5, -1.5, 0.0, -3.2],
    counts: [6.5, 6.0, 4.0, 2.2, 1.8, 1.1, 0.0, -0.2, -0.6, -2.2],
    persons: [8.5, 7.0, 5.0, 0.0, 0.0, -3.0],
    source: [3.0, 0.7, 0.7, 0.0, 0.7],
    crowd: [0.0, -0.8, -1.4, -2.0, -2.8, -3.5],
};

impl Fields {
    /// The bits of every field, in the order of [`NAMES`].
    pub fn tables(&self) -> [&[f64]; FIELDS] {
        [
            &self.time,
            &self.published,
            &self.place,
            &self.actors,
            &self.kind,
            &self.counts,
            &self.persons,
            &self.source,
            &self.crowd,
        ]
    }

    /// The same, to be changed.
    pub fn tables_mut(&mut self) -> [&mut [f64]; FIELDS] {
        [
            &mut self.time,
            &mut self.published,
            &mut self.place,
            &mut self.actors,
            &mut self.kind,
            &mut self.counts,
            &mut self.persons,
            &mut self.source,
            &mut self.crowd,
        ]
    }
}

impl Weights {
    /// An id made from prior, threshold and every bit: weights of one id link alike.
    pub fn id(&self) -> String {
        let mut hash = ContentHash::new();
        hash.field(&format!("{:?} {:?}", self.prior, self.threshold));
        for ((field, _), bits) in NAMES.iter().zip(self.fields.tables()) {
            hash.field(field).field(&format!("{bits:?}"));
        }
        hash.id("m")
    }

    /// What a report calls them: the name, and the id.
    pub fn title(&self) -> String {
        format!("{} ({})", self.name, self.id())
    }

    /// The total weight of a pair, prior included.
    pub fn total(&self, levels: Levels) -> f64 {
        self.prior
            + self.time(levels.time)
            + self.published(levels.published)
            + self.place(levels.place)
            + self.actors(levels.actors)
            + self.kind(levels.kind)
            + self.counts(levels.counts)
            + self.persons(levels.persons)
            + self.source(levels.source)
            + self.crowd(levels.crowd)
    }

    /// Bits for a level of time.
    pub fn time(&self, level: TimeLevel) -> f64 {
        self.fields.time[level as usize]
    }

    /// Bits for a level of publication.
    pub fn published(&self, level: GapLevel) -> f64 {
        self.fields.published[level as usize]
    }

    /// Bits for a level of place.
    pub fn place(&self, level: PlaceLevel) -> f64 {
        self.fields.place[level as usize]
    }

    /// Bits for a level of actors.
    pub fn actors(&self, level: ActorLevel) -> f64 {
        self.fields.actors[level as usize]
    }

    /// Bits for a level of kind.
    pub fn kind(&self, level: KindLevel) -> f64 {
        self.fields.kind[level as usize]
    }

    /// Bits for a level of counts.
    pub fn counts(&self, level: CountLevel) -> f64 {
        self.fields.counts[level as usize]
    }

    /// Bits for a level of persons.
    pub fn persons(&self, level: PersonLevel) -> f64 {
        self.fields.persons[level as usize]
    }

    /// Bits for a level of sources.
    pub fn source(&self, level: SourceLevel) -> f64 {
        self.fields.source[level as usize]
    }

    /// Bits for how many accounts there are of that time, place and sides.
    pub fn crowd(&self, level: CrowdLevel) -> f64 {
        self.fields.crowd[level as usize]
    }
}
