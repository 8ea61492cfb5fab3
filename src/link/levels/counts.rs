//! The event's own counts.

use super::CountLevel;
use crate::link::features::{Count, Features};

/// What the counts of the same things, taken together, say.
#[derive(Default)]
struct Tally {
    same: u32,
    largest: u64,
    overlap: bool,
    apart: Option<CountLevel>,
}

/// The level of all counts of the same things.
pub(super) fn counts(a: &Features, b: &Features) -> CountLevel {
    let mut tally = Tally::default();
    for x in &a.counts {
        for y in &b.counts {
            if (x.attribute, x.of) == (y.attribute, y.of) {
                tally.add(x, y, x.rises && risen(a, b, x, y));
            }
        }
    }
    tally.level()
}

impl Tally {
    fn add(&mut self, x: &Count, y: &Count, risen: bool) {
        if x.low == y.low && x.high == y.high {
            self.same += 1;
            self.largest = self.largest.max(x.low);
        } else if overlap(x, y) {
            self.overlap = true;
        } else {
            let level = if risen {
                CountLevel::Risen
            } else {
                apart(x, y)
            };
            self.apart = Some(self.apart.map_or(level, |least| least.min(level)));
        }
    }

    fn level(&self) -> CountLevel {
        match (self.same, self.apart) {
            (0, Some(apart)) => apart,
            (0, None) if self.overlap => CountLevel::Overlap,
            (0, None) => CountLevel::Missing,
            (1, Some(_)) => CountLevel::SameMixed,
            (1, None) if self.largest >= 10 => CountLevel::SameLarge,
            (1, None) if self.largest >= 4 => CountLevel::SameMiddling,
            (1, None) => CountLevel::SameSmall,
            _ => CountLevel::SameMany,
        }
    }
}

fn overlap(x: &Count, y: &Count) -> bool {
    let reaches = |x: &Count, y: &Count| x.high.is_none_or(|high| y.low <= high);
    reaches(x, y) && reaches(y, x)
}

/// Whether the account published later gives the higher number.
fn risen(a: &Features, b: &Features, x: &Count, y: &Count) -> bool {
    a.published
        .zip(b.published)
        .is_some_and(|(p, q)| p != q && (p < q) == (x.low < y.low))
}

fn apart(x: &Count, y: &Count) -> CountLevel {
    let (less, more) = if x.low < y.low { (x, y) } else { (y, x) };
    if more.low <= less.high.unwrap_or(u64::MAX).saturating_mul(2) {
        CountLevel::Apart
    } else {
        CountLevel::FarApart
    }
}
