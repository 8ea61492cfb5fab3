//! Outlets whose errors on one group have a sign: who gives more of the enemy's dead than others do, or
//! fewer of its own.
//!
//! An honest outlet that errs, errs to both sides about as often as all others do. For every outlet
//! and group its statements are set beside what all others come to without it: how many lie above,
//! how many below. A posterior weighs that its errors are as rare and as mixed as anybody's
//! against that most are to one side (beta-binomial over the rate of errors, with the usual share of
//! errors upwards or nearly all of them one way).

use std::collections::BTreeMap;

use super::copying::Copies;
use super::objects::Objects;
use super::observation::{CLASSES, OutletObservation};
use super::reliability::{self, TrackRecord};
use crate::names::EntityId;
use crate::settle::truth::beta::{Beta, logistic, logit, shrunk};
use crate::settle::truth::{
    Bound, IntervalCandidate, IntervalObservation, IntervalPosterior, ONE_SIDE,
};

/// How often an outlet leans on a group, before it is heard.
const LEANS: f64 = 0.02;
/// Of an outlet that leans, what share of its statements is wrong: a beta distribution.
const WRONG: (f64, f64) = (4.0, 2.0);
/// How many statements' worth is believed of the usual rate of errors.
const USUAL: f64 = 8.0;
/// Fewer statements than this on its side prove nothing.
const FEWEST: u32 = 4;
/// The others' answer is something to measure against where it is likelier than this.
const SURE: f64 = 0.6;

/// That an outlet gives more, or less, of a group's losses than is true.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Leaning {
    /// Number of the outlet.
    pub outlet: u32,
    /// The group.
    pub of: EntityId,
    /// Whether it gives more; else less.
    pub more: bool,
    /// How likely it leans at all.
    pub probability: f64,
    /// Statements that could be compared.
    pub compared: u32,
    /// Of those, how many lie on its side.
    pub aside: u32,
    /// How many times what others say it gives where it differs, in the geometric mean.
    pub factor: f64,
    /// How likely a statement of it on that group is right.
    pub rate: f64,
}

/// Who leans on whose losses.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Leanings(Vec<Leaning>);

impl Leanings {
    /// All, by outlet and group.
    pub fn all(&self) -> &[Leaning] {
        &self.0
    }

    /// How an outlet leans on a group's losses.
    pub fn of(&self, outlet: u32, of: Option<EntityId>) -> Option<&Leaning> {
        let place = (outlet, of?);
        let at = self.0.binary_search_by_key(&place, |l| (l.outlet, l.of));
        at.ok().map(|at| &self.0[at])
    }
}

/// How an outlet's statements on one group compare with what the others come to.
#[derive(Debug, Clone, Copy, Default)]
struct SideTally {
    same: u32,
    above: u32,
    below: u32,
    /// Sum of the logarithms of the ratios where they differ.
    logs: f64,
    /// The first outlet that it was set beside, and whether there was another.
    beside: Option<u32>,
    several: bool,
}

/// All that are more likely than not, by outlet and group.
///
/// Of two that always differ, either may lean: whoever was only found against one that leans itself
/// is let go.
pub(super) fn find(
    objects: &Objects,
    copies: &Copies,
    records: &[[TrackRecord; CLASSES]],
) -> Leanings {
    let first = judge(objects, copies, records, &Leanings::default());
    let again = judge(objects, copies, records, &first);
    let held = |l: &Leaning| {
        again
            .of(l.outlet, Some(l.of))
            .is_some_and(|a| a.more == l.more)
    };
    Leanings(first.0.into_iter().filter(held).collect())
}

/// Judges all against those that do not lean.
fn judge(
    objects: &Objects,
    copies: &Copies,
    records: &[[TrackRecord; CLASSES]],
    leanings: &Leanings,
) -> Leanings {
    let tallies = tallies(objects, copies, records, leanings);
    let usual = Usual::of(&tallies);
    // Of two alone nobody can say which of them leans.
    let judged = tallies.iter().filter(|(_, tally)| tally.several);
    let judged = judged.flat_map(|(&(outlet, of), tally)| {
        [true, false].map(|more| {
            let probability = usual.judge(tally, more);
            tally.leaning((outlet, of), more, probability)
        })
    });
    let likely = |l: &Leaning| l.probability >= 0.5 && l.aside >= FEWEST;
    Leanings(judged.filter(likely).collect())
}

fn tallies(
    objects: &Objects,
    copies: &Copies,
    records: &[[TrackRecord; CLASSES]],
    leanings: &Leanings,
) -> BTreeMap<(u32, EntityId), SideTally> {
    let mut tallies: BTreeMap<(u32, EntityId), SideTally> = BTreeMap::new();
    let (mut said, mut posterior) = (Vec::new(), IntervalPosterior::default());
    for (of_one, _) in objects.each() {
        let Some(group) = of_one[0].group.filter(|_| !reliability::is_alone(of_one)) else {
            continue;
        };
        reliability::observe(of_one, copies, (records, &Leanings::default()), &mut said);
        // Who takes over what is sober is sober: so its copies count too, if not as witnesses.
        for (n, own) in of_one.iter().enumerate() {
            let again = |o: &OutletObservation| o.outlet == own.outlet && o.says_as(own);
            if of_one[..n].iter().any(again) {
                continue;
            }
            let is_other = |(one, o): &(&OutletObservation, &IntervalObservation)| {
                one.outlet != own.outlet
                    && o.weight > 0.0
                    && leanings.of(one.outlet, one.group).is_none()
            };
            let others = || of_one.iter().zip(&said).filter(is_other);
            let witnesses: Vec<IntervalObservation> = others().map(|(_, o)| *o).collect();
            if witnesses.is_empty() {
                continue;
            }
            posterior.weigh(own.value.class.scale(), &witnesses, None);
            let Some((answer, SURE..)) = posterior.best() else {
                continue;
            };
            let tally = tallies.entry((own.outlet, group)).or_default();
            tally.add(own, &answer);
            let backs = others().filter(|(_, o)| o.interval.holds(&answer.interval));
            backs.for_each(|(one, _)| tally.meet(one.outlet));
        }
    }
    tallies
}

impl SideTally {
    fn add(&mut self, own: &OutletObservation, answer: &IntervalCandidate) {
        let (own, named) = (own.value.interval, own.value.named);
        if Bound::At(own.low) > answer.interval.high {
            self.above += 1;
        } else if own.high < Bound::At(answer.interval.low) {
            self.below += 1;
        } else {
            self.same += 1;
            return;
        }
        // Half a person more, so that none at all has a logarithm.
        let log = |n: u64| (n as f64 + 0.5).ln();
        self.logs += log(named.unwrap_or(own.low)) - log(answer.point);
    }

    fn meet(&mut self, outlet: u32) {
        self.several |= *self.beside.get_or_insert(outlet) != outlet;
    }

    /// How many lie on a side, and how many on the other.
    fn sides(&self, more: bool) -> (u32, u32) {
        if more {
            (self.above, self.below)
        } else {
            (self.below, self.above)
        }
    }

    fn leaning(&self, (outlet, of): (u32, EntityId), more: bool, probability: f64) -> Leaning {
        let (differ, (wrong, right)) = (f64::from(self.wrong()), WRONG);
        let all = f64::from(self.all());
        Leaning {
            outlet,
            of,
            more,
            probability,
            compared: self.all(),
            aside: self.sides(more).0,
            factor: (self.logs / differ.max(1.0)).exp(),
            rate: shrunk(
                f64::from(self.same),
                all,
                right / (wrong + right),
                wrong + right,
            ),
        }
    }

    fn wrong(&self) -> u32 {
        self.above + self.below
    }

    fn all(&self) -> u32 {
        self.same + self.wrong()
    }
}

/// How often outlets err on a group's losses, and how many of their errors lie above.
struct Usual {
    wrong: f64,
    above: f64,
}

impl Usual {
    fn of(tallies: &BTreeMap<(u32, EntityId), SideTally>) -> Self {
        let sum = |of: fn(&SideTally) -> u32| f64::from(tallies.values().map(of).sum::<u32>());
        let wrong = sum(SideTally::wrong);
        Self {
            wrong: (wrong + 1.0) / (sum(SideTally::all) + 4.0),
            above: ((sum(|t| t.above) + 2.0) / (wrong + 4.0)).clamp(0.2, 0.8),
        }
    }

    /// How likely an outlet of that record leans to a side.
    fn judge(&self, tally: &SideTally, more: bool) -> f64 {
        let (aside, other) = tally.sides(more);
        let share = if more { self.above } else { 1.0 - self.above };
        let (wrong, right) = (f64::from(tally.wrong()), f64::from(tally.same));
        let honest = Beta::new(USUAL * self.wrong, USUAL * (1.0 - self.wrong));
        let leans = Beta::new(WRONG.0, WRONG.1);
        let rates = leans.evidence(wrong, right) - honest.evidence(wrong, right);
        let sides =
            |share: f64| f64::from(aside) * share.ln() + f64::from(other) * (1.0 - share).ln();
        logistic(rates + sides(ONE_SIDE) - sides(share) + logit(LEANS))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const USUALLY: Usual = Usual {
        wrong: 0.15,
        above: 0.5,
    };

    fn likely(same: u32, above: u32, below: u32, more: bool) -> f64 {
        let tally = SideTally {
            same,
            above,
            below,
            ..SideTally::default()
        };
        USUALLY.judge(&tally, more)
    }

    #[test]
    fn errors_of_one_sign_are_a_leaning_and_mixed_ones_are_none() {
        assert!(likely(3, 12, 0, true) > 0.99);
        assert!(likely(3, 12, 0, false) < 0.001);
        assert!(likely(3, 6, 6, true) < 0.05);
        assert!(likely(40, 4, 1, true) < 0.05);
        assert!(likely(2, 1, 0, true) < 0.2);
        assert!(likely(0, 0, 0, true) < 0.03);
        assert!(likely(2, 0, 9, false) > 0.99);
    }

    #[test]
    fn the_more_of_one_sign_the_likelier() {
        let rising: Vec<f64> = (0..12).map(|n| likely(4, n, 1, true)).collect();
        assert!(rising.windows(2).all(|w| w[0] < w[1]), "{rising:?}");
    }
}
