//! Match weights in bits: how much each level speaks for or against one event.
//!
//! A weight is log2 of m/u: how much oftener the level is met among accounts of one event than
//! among accounts of two (Fellegi and Sunter, 1969). The defaults are fitted over made-up worlds of
//! several kinds (logistic regression, so that fields that go together are not counted twice),
//! rounded, and softened where those worlds are neater than print.

use crate::claim::ContentHash;

use super::levels::{Fields, Levels, NAMES};

/// The weights of every level, the prior, and the threshold.
#[derive(Debug, Clone, PartialEq)]
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

impl Default for Weights {
    fn default() -> Self {
        Self {
            name: "default".to_owned(),
            prior: -5.2,
            threshold: 0.0,
            fields: Fields::default(),
        }
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
        let bits = self.fields.bits(levels);
        bits.iter().fold(self.prior, |sum, bits| sum + bits)
    }
}
