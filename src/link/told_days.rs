//! Which days are told by more than one outlet: of two accounts a day apart, one may be wrong about
//! the day, or each may tell of a day of its own.

use super::features::{DayTold, Features};
use super::levels::{SourceLevel, source};

/// Marks every claim that gives a day by whether another outlet that it is linked with gives the
/// same. Who repeats another tells nothing of its own.
pub(super) fn mark(features: &mut [Features], links: &[(u32, u32)]) {
    for claim in &mut *features {
        let is_day = claim.days() == Some(1);
        claim.day = if is_day {
            DayTold::Once
        } else {
            DayTold::Unknown
        };
    }
    for &(a, b) in links {
        let (x, y) = (&features[a as usize], &features[b as usize]);
        let agree = x.day != DayTold::Unknown && x.span == y.span;
        if agree && source(x, y) == SourceLevel::Separate {
            features[a as usize].day = DayTold::Twice;
            features[b as usize].day = DayTold::Twice;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::DaySpan;
    use DayTold::{Once, Twice};

    #[test]
    fn a_day_is_told_twice_by_outlets_that_know_it_for_themselves() {
        let on = |outlet: u32, day| Features {
            outlet,
            wording: u64::from(outlet),
            span: Some(DaySpan {
                first: day,
                last: day,
            }),
            ..Features::default()
        };
        let mut copy = on(4, 2);
        copy.cites.push(3);
        let mut claims = [on(0, 1), on(1, 1), on(2, 2), on(3, 2), copy];
        mark(&mut claims, &[(0, 1), (0, 2), (3, 4)]);
        assert_eq!(
            claims.map(|c| c.day),
            [Twice, Twice, Once, Once, Once],
            "day 2 is told by a source and by who repeats it"
        );
    }
}
