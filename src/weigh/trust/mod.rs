//! Who is to be believed, in a claims set: which outlets copy from which, how often each is right,
//! and how likely each value is.

pub mod copying;
mod items;
mod learn;
pub mod settle;
pub mod voice;

pub use copying::{Copies, Copying};
pub use learn::Record;

use super::truth::Beta;
use crate::compare::Context;
use crate::link::Linkage;
use items::Items;
use voice::SORTS;

/// A share, and where it lies with nine parts in ten of the belief.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// The mean.
    pub mean: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// What is known of every outlet.
#[derive(Debug, Clone, Default)]
pub struct Trust {
    /// Who copies whom.
    pub copies: Copies,
    /// What is known of each outlet on each sort of statement, by number.
    pub records: Vec<[Record; SORTS]>,
    /// Rounds until the rates stood still.
    pub rounds: usize,
}

impl Trust {
    /// Weighs a claims set.
    pub fn of(ctx: &Context, linkage: &Linkage) -> Self {
        let items = Items::of(ctx, linkage);
        let copies = copying::find(ctx, linkage, &items);
        let outlets = linkage.features.iter().map(|f| f.outlet + 1).max();
        let outlets = outlets.unwrap_or(0) as usize;
        let (records, rounds) = learn::learn(&items, &copies, outlets, 0.85);
        Self {
            copies,
            records,
            rounds,
        }
    }

    /// How often an outlet is right in all that can be checked.
    pub fn reliability(&self, outlet: u32) -> Option<Share> {
        let records = self.records.get(outlet as usize)?;
        let said: f64 = records.iter().map(|r| f64::from(r.said)).sum();
        let met: u32 = records.iter().map(|r| r.met).sum();
        if met == 0 {
            return None;
        }
        let (mut right, mut variance) = (0.0, 0.0);
        for r in records {
            let rest = f64::from(r.said - r.met);
            right += r.right + rest * r.rate;
            let odds = r.rate * (1.0 - r.rate);
            let open = f64::from(r.said) - r.informed;
            variance += r.variance + rest * odds + open * open * odds / (r.informed + 5.0);
        }
        let mean = right / said;
        let beta = Beta::with(mean, variance / (said * said));
        Some(Share {
            mean,
            low: beta.quantile(0.05),
            high: beta.quantile(0.95),
        })
    }
}
