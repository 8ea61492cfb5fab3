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
use super::items::Items;
use super::learn::{self, Rates};
use super::settle::{Candidate, Desk, ONE_SIDE, covers, settle};
use super::voice::{NOBODY, Voice};

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
    /// Number of the group.
    pub of: u32,
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
    pub fn of(&self, outlet: u32, of: u32) -> Option<&Leaning> {
        if of == NOBODY || self.0.is_empty() {
            return None;
        }
        let at = self
            .0
            .binary_search_by_key(&(outlet, of), |l| (l.outlet, l.of));
        at.ok().map(|at| &self.0[at])
    }
}

/// How an outlet's statements on one group compare with what the others come to.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
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
pub(super) fn find(items: &Items, copies: &Copies, rates: &Rates) -> Leanings {
    let first = judge(items, copies, rates, &Leanings::default());
    let again = judge(items, copies, rates, &first);
    let held = |l: &Leaning| again.of(l.outlet, l.of).is_some_and(|a| a.more == l.more);
    Leanings(first.0.into_iter().filter(held).collect())
}

/// Judges all against those that do not lean.
fn judge(items: &Items, copies: &Copies, rates: &Rates, leanings: &Leanings) -> Leanings {
    let tallies = tallies(items, copies, rates, leanings);
    let usual = Usual::of(tallies.values());
    // Of two alone nobody can say which of them leans.
    let judged = tallies.iter().filter(|(_, tally)| tally.several);
    let judged = judged.flat_map(|(&(outlet, of), tally)| {
        [true, false].map(|more| {
            let probability = usual.judge(tally, more);
            tally.leaning((outlet, of), more, probability)
        })
    });
    let likely = |l: &Leaning| l.probability >= 0.5 && l.aside >= FEWEST;
    let mut found: Vec<Leaning> = judged.filter(likely).collect();
    found.sort_by_key(|l| (l.outlet, l.of));
    Leanings(found)
}

fn tallies(
    items: &Items,
    copies: &Copies,
    rates: &Rates,
    leanings: &Leanings,
) -> BTreeMap<(u32, u32), Tally> {
    let mut tallies: BTreeMap<(u32, u32), Tally> = BTreeMap::new();
    let (mut desk, mut heard, mut others) = (Desk::default(), Vec::new(), Vec::new());
    for item in 0..items.len() {
        let voices = &items.voices[items.range(item)];
        let first = voices[0];
        if first.of == NOBODY || voices.iter().all(|v| v.outlet == first.outlet) {
            continue;
        }
        learn::listen(voices, copies, (rates, &Leanings::default()), &mut heard);
        // Who takes over what is sober is sober: so its copies count too, if not as witnesses.
        for (n, own) in heard.iter().enumerate() {
            let outlet = own.voice.outlet;
            let again = |v: &Voice| {
                v.outlet == outlet && (v.low, v.high) == (own.voice.low, own.voice.high)
            };
            if voices[..n].iter().any(again) {
                continue;
            }
            others.clear();
            let others_say = heard
                .iter()
                .filter(|h| h.voice.outlet != outlet && h.weight > 0.0);
            others.extend(others_say.copied());
            others.retain(|h| leanings.of(h.voice.outlet, h.voice.of).is_none());
            if others.is_empty() {
                continue;
            }
            settle(&mut desk, &others, None);
            if let Some(answer) = likeliest(&desk) {
                let tally = tallies.entry((outlet, own.voice.of)).or_default();
                tally.add(&own.voice, &answer);
                let backs = others.iter().filter(|h| covers(&h.voice, &answer));
                backs.for_each(|h| tally.meet(h.voice.outlet));
            }
        }
    }
    tallies
}

fn likeliest(desk: &Desk) -> Option<Candidate> {
    let all = desk.candidates.iter().zip(&desk.likely);
    let (answer, likely) = all.max_by(|x, y| x.1.total_cmp(y.1))?;
    (*likely >= SURE).then_some(*answer)
}

impl Tally {
    fn add(&mut self, own: &Voice, answer: &Candidate) {
        if own.low > answer.high {
            self.above += 1;
        } else if own.high < answer.low {
            self.below += 1;
        } else {
            self.same += 1;
            return;
        }
        let said = f64::from(own.best.unwrap_or(own.low));
        // Half a person more, so that none at all has a logarithm.
        self.logs += ((said + 0.5) / (f64::from(answer.point) + 0.5)).ln();
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

    fn leaning(&self, (outlet, of): (u32, u32), more: bool, probability: f64) -> Leaning {
        let differ = self.above + self.below;
        Leaning {
            outlet,
            of,
            more,
            probability,
            compared: self.all(),
            aside: self.sides(more).0,
            factor: (self.logs / f64::from(differ.max(1))).exp(),
            rate: (f64::from(self.same) + WRONG.1) / (f64::from(self.all()) + WRONG.0 + WRONG.1),
        }
    }

    fn all(&self) -> u32 {
        self.same + self.above + self.below
    }
}

/// How often outlets err on a group's losses, and how many of their errors lie above.
struct Usual {
    wrong: f64,
    above: f64,
}

impl Usual {
    fn of<'t>(tallies: impl Iterator<Item = &'t Tally>) -> Self {
        let (mut all, mut above, mut below) = (0, 0, 0);
        for tally in tallies {
            all += tally.all();
            above += tally.above;
            below += tally.below;
        }
        let wrong = f64::from(above + below);
        Self {
            wrong: (wrong + 1.0) / (f64::from(all) + 4.0),
            above: ((f64::from(above) + 2.0) / (wrong + 4.0)).clamp(0.2, 0.8),
        }
    }

    /// How likely an outlet of that record leans to a side.
    fn judge(&self, tally: &Tally, more: bool) -> f64 {
        let (aside, other) = tally.sides(more);
        let share = if more { self.above } else { 1.0 - self.above };
        let wrong = aside + other;
        let honest = rate(
            wrong,
            tally.same,
            (USUAL * self.wrong, USUAL * (1.0 - self.wrong)),
        );
        let leans = rate(wrong, tally.same, WRONG);
        let sides =
            |share: f64| f64::from(aside) * share.ln() + f64::from(other) * (1.0 - share).ln();
        let odds = (leans + sides(ONE_SIDE) - honest - sides(share)).exp() * LEANS / (1.0 - LEANS);
        if odds.is_finite() {
            odds / (1.0 + odds)
        } else {
            1.0
        }
    }
}

/// Logarithm of how likely so many wrong and right ones are in one order, under a beta distribution
/// of the rate: the product of Pólya's urn.
fn rate(wrong: u32, right: u32, (a, b): (f64, f64)) -> f64 {
    let mut log = 0.0;
    for n in 0..wrong {
        log += (a + f64::from(n)).ln();
    }
    for n in 0..right {
        log += (b + f64::from(n)).ln();
    }
    for n in 0..wrong + right {
        log -= (a + b + f64::from(n)).ln();
    }
    log
}

#[cfg(test)]
mod tests {
    use super::*;

    const USUALLY: Usual = Usual {
        wrong: 0.15,
        above: 0.5,
    };

    fn likely(same: u32, above: u32, below: u32, more: bool) -> f64 {
        let tally = Tally {
            same,
            above,
            below,
            ..Tally::default()
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
