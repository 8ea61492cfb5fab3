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

/// Whether, of two counts, each account gives the higher of one: neither is an update of the other. By the
/// next report the missing may have been found, and the wounded have died.
pub(super) fn crossed(a: &Features, b: &Features) -> bool {
    let (mut lower, mut higher) = (false, false);
    let later = a.published != b.published;
    for x in a.counts.iter().filter(|x| !(x.falls && later)) {
        let of_same = |y: &&Count| (x.attribute, x.of) == (y.attribute, y.of) && !overlap(x, y);
        for y in b.counts.iter().filter(of_same) {
            lower |= x.low < y.low;
            higher |= x.low > y.low;
        }
    }
    lower && higher
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
            // Two outlets that give 12 killed saw one toll, though they count the wounded apart.
            (1, Some(CountLevel::Apart)) if self.largest >= 10 => CountLevel::SameMiddling,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::features::Count;

    /// A claim published on a day, with counts of dead.
    fn told(day: i64, counts: &[(u16, u64, Option<u64>)]) -> Features {
        let count = |&(attribute, low, high): &(u16, u64, Option<u64>)| Count {
            attribute,
            of: None,
            low,
            high,
            rises: true,
            falls: false,
        };
        Features {
            published: Some(day * 1440),
            counts: counts.iter().map(count).collect(),
            ..Features::default()
        }
    }

    fn level(a: &Features, b: &Features) -> CountLevel {
        assert_eq!(counts(a, b), counts(b, a), "not symmetric");
        counts(a, b)
    }

    fn one(n: u64) -> Features {
        told(1, &[(0, n, Some(n))])
    }

    #[test]
    fn the_same_number_says_more_the_larger_it_is() {
        assert_eq!(level(&one(23), &one(23)), CountLevel::SameLarge);
        assert_eq!(level(&one(5), &one(5)), CountLevel::SameMiddling);
        assert_eq!(level(&one(2), &one(2)), CountLevel::SameSmall);
    }

    #[test]
    fn a_toll_rises_with_time_only() {
        let later = told(3, &[(0, 9, Some(9))]);
        assert_eq!(level(&one(5), &later), CountLevel::Risen);
        assert_eq!(level(&one(12), &later), CountLevel::Apart);
        assert_eq!(level(&one(50), &later), CountLevel::FarApart);
    }

    #[test]
    fn a_toll_that_rises_does_not_fall_elsewhere() {
        let night = told(1, &[(0, 1, Some(1)), (1, 9, Some(9))]);
        let other = told(1, &[(0, 4, Some(4)), (1, 2, Some(2))]);
        assert!(crossed(&night, &other) && crossed(&other, &night));
        assert!(!crossed(
            &night,
            &told(2, &[(0, 4, Some(4)), (1, 12, None)])
        ));
    }

    #[test]
    fn vague_numbers_overlap() {
        assert_eq!(
            level(&one(12), &told(1, &[(0, 10, None)])),
            CountLevel::Overlap
        );
    }

    #[test]
    fn counts_of_other_things_are_not_compared() {
        assert_eq!(
            level(&one(5), &told(1, &[(1, 5, Some(5))])),
            CountLevel::Missing
        );
        let both = told(1, &[(0, 5, Some(5)), (1, 3, Some(3))]);
        assert_eq!(level(&both, &both), CountLevel::SameMany);
        let near = told(1, &[(0, 12, Some(12)), (1, 58, Some(58))]);
        let beside = told(1, &[(0, 12, Some(12)), (1, 70, Some(70))]);
        assert_eq!(level(&near, &beside), CountLevel::SameMiddling);
        let other = told(1, &[(0, 5, Some(5)), (1, 30, Some(30))]);
        assert_eq!(level(&both, &other), CountLevel::SameMixed);
    }
}
