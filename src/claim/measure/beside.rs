//! Two measures side by side: converted within one quantity, never across.

use super::super::{Decimal, ValueError};
use super::{Figures, KnownUnit, Measure, Unit};

/// How two measures can be set side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beside {
    /// In one unit.
    Same,
    /// In two units of one quantity: both in its base unit, each with the room that the rounding of
    /// its written figure leaves. `rounded`: the one is the other, converted and rounded.
    Converted {
        /// In the base unit.
        figures: Box<[Figures; 2]>,
        /// Whether they say one number.
        rounded: bool,
    },
    /// One does not say its unit, and no other than the other's is likely.
    Unsaid,
    /// One does not say its unit, which may be another of the same quantity.
    Open,
    /// They are numbers of different things.
    Never,
}

impl Measure {
    /// How this one and another can be set side by side; the same from both sides.
    pub fn beside(&self, other: &Self) -> Beside {
        match (&self.unit, &other.unit) {
            (mine, theirs) if mine == theirs => Beside::Same,
            (Unit::Thing(mine), Unit::Thing(theirs)) if singular(mine) == singular(theirs) => {
                Beside::Same
            }
            (Unit::None, said) | (said, Unit::None) => match said.known() {
                Some(unit) if unit.has_sisters() => Beside::Open,
                _ => Beside::Unsaid,
            },
            (Unit::Known(mine), Unit::Known(theirs)) if mine.converts_to(theirs) => {
                if mine.worth() == theirs.worth() && mine.offset() == theirs.offset() {
                    return Beside::Unsaid;
                }
                let figures = [self, other].map(Self::converted);
                match figures {
                    [Ok(mine), Ok(theirs)] => Beside::Converted {
                        figures: Box::new([mine, theirs]),
                        rounded: self.is_rounded(other) || other.is_rounded(self),
                    },
                    // What cannot be held in the base unit is larger than anything in the news.
                    _ => Beside::Never,
                }
            }
            _ => Beside::Never,
        }
    }

    /// In the base unit, with the room that rounding leaves.
    fn converted(&self) -> Result<Figures, ValueError> {
        let Some(unit) = self.unit.known() else {
            return Ok(self.amount);
        };
        let [least, usual, most] = unit.worth();
        let offset = unit.offset();
        let into = |n: Decimal, worth: Decimal| n.by(worth)?.plus(offset);
        let (low, high) = (self.amount.low, self.amount.high);
        Ok(Figures {
            low: into(low.less(slack(low)?)?, least)?,
            best: self.amount.best.map(|n| into(n, usual)).transpose()?,
            high: high.map(|n| into(n.plus(slack(n)?)?, most)).transpose()?,
        })
    }

    /// The number named, in the base unit; without a unit of the table, itself.
    pub(super) fn in_base(&self, n: Decimal) -> Result<Decimal, ValueError> {
        match self.unit.known() {
            Some(unit) => n.by(unit.worth()[1])?.plus(unit.offset()),
            None => Ok(n),
        }
    }

    /// Whether this one is the other, converted and rounded as this one is written.
    fn is_rounded(&self, other: &Self) -> bool {
        let says = || -> Option<bool> {
            let (mine, theirs) = (self.amount.as_exact()?, other.amount.as_exact()?);
            let place = place(mine);
            let unit = self.unit.known()?.worth()[1];
            let half = place.half().ok()?.by(unit).ok()?;
            let (mine, theirs) = (self.in_base(mine).ok()?, other.in_base(theirs).ok()?);
            let apart = mine.max(theirs).less(mine.min(theirs)).ok()?;
            Some(apart <= half)
        };
        says().unwrap_or(false)
    }

    /// A number of 64 bits for each bound, whose order is that of what they stand for, in the base
    /// unit: thousandths, and from where these cannot be held on, halves.
    pub fn ranked(&self) -> super::Quantity {
        let rank = |n: Decimal| self.in_base(n).map_or(u64::MAX, rank);
        super::Quantity {
            low: rank(self.amount.low),
            best: self.amount.best.map(rank),
            high: self.amount.high.map(rank),
            others: false,
        }
    }

    /// The number of that rank: one of its own, or in its unit what the rank stands for.
    pub fn of_rank(&self, number: u64) -> Decimal {
        let own = [self.amount.best, Some(self.amount.low), self.amount.high];
        let is = |n: &Decimal| self.in_base(*n).map_or(u64::MAX, rank) == number;
        if let Some(own) = own.into_iter().flatten().find(is) {
            return own;
        }
        let base = match number.checked_sub(HALF) {
            Some(halves) => Decimal::whole(2 * halves),
            None => Decimal::new(number.into(), 3),
        };
        let own = |unit: &KnownUnit| {
            let base = base.less(unit.offset()).ok()?;
            base.divided(unit.worth()[1], base.length())
        };
        self.unit.known().and_then(own).unwrap_or(base)
    }

    /// A number of another measure, in this one's unit.
    pub fn of(&self, other: &Self, n: Decimal) -> Option<Decimal> {
        if self.unit == other.unit {
            return Some(n);
        }
        let base = other.in_base(n).ok()?;
        let (unit, digits) = (self.unit.known()?, n.length().max(3));
        let base = base.less(unit.offset()).ok()?;
        base.divided(unit.worth()[1], digits)
    }
}

/// One and several of a thing are one unit.
fn singular(thing: &str) -> &str {
    thing.strip_suffix('s').unwrap_or(thing)
}

/// The first half of the numbers of 64 bits holds thousandths.
const HALF: u64 = 1 << 63;

fn rank(n: Decimal) -> u64 {
    let thousandths = n.by(Decimal::whole(1_000)).map(|n| n.rounded(0).to_whole());
    match thousandths {
        Ok(Ok(n)) if n < HALF => n,
        _ => n.rounded(0).to_whole().map_or(u64::MAX, |n| HALF + n / 2),
    }
}

/// Half of the last place that says something, and no more than a tenth of the number: "20 miles" is
/// seldom measured, and "1,000 acres" is not 1,500.
fn slack(n: Decimal) -> Result<Decimal, ValueError> {
    let tenth = n.by(Decimal::new(1, 1))?;
    Ok(n.last_place().half()?.min(tenth))
}

/// The place that a figure is rounded to: the last that says something, the second at the most.
fn place(n: Decimal) -> Decimal {
    let second = match n.length() {
        0 | 1 => return n.last_place(),
        length => Decimal::new(10_u128.saturating_pow(length - 2), n.decimals()),
    };
    n.last_place().min(second)
}
