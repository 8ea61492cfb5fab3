//! Whether those who give exactly one number give the truth, or met by chance.
//!
//! Of an object, either its measurements scatter around the truth, or the truth is known and some give
//! exactly that, while others scatter. How likely a value is by chance is seen in what is claimed of
//! other objects of about that size, and in how finely sizes are given at all; how often an object's truth is
//! known, and how often it is then given, is learned (Dempster, Laird and Rubin, 1977). Two who
//! give 1012 where others are hundreds apart prove much, two who give 0 where most give 0 nothing.

use crate::settle::truth::beta::shrunk;
use crate::settle::truth::observations::Observations;

/// Rounds of learning: it settles to the third digit in fewer.
const ROUNDS: usize = 20;
/// Before anything is seen, a half of the objects is known and a half of what is said of those exact,
/// which two objects, or two claims, are enough to doubt.
const BEFORE: (f64, f64) = (0.5, 2.0);
/// A step of which all but one in twenty sizes are multiples is how finely sizes are given.
const FINER: f64 = 0.05;
/// So many objects to each side in size tell what is said by chance: some hundred claims.
const NEIGHBOURS: usize = 20;

/// What agreement is judged by.
pub(super) struct Agreement<'a> {
    pub(super) table: &'a Observations,
    /// Of every value its size.
    pub(super) sizes: &'a [f64],
    /// Of every cell how many independent sources give it.
    pub(super) weights: &'a [f64],
    /// Of every object the middle, and the usual error.
    pub(super) middle: &'a [f64],
    pub(super) error: Vec<f64>,
}

/// What is found.
pub(super) struct Exact {
    /// Of every cell, how likely its value is exactly the truth; the rest is scatter.
    pub(super) cells: Vec<f64>,
    /// How finely sizes are given.
    pub(super) step: f64,
}

impl Agreement<'_> {
    pub(super) fn judge(&self) -> Exact {
        let step = self.step();
        let chance = self.chance(step);
        let mut cells = vec![0.0; self.table.cells()];
        let (mut known, mut given) = (BEFORE.0, BEFORE.0);
        for _ in 0..ROUNDS {
            let (mut objects, mut exact, mut hits, mut trials) = (0.0, 0.0, 0.0, 0.0);
            for object in 0..self.table.objects() {
                let of_it = self.table.cells_of(object);
                let all: f64 = self.weights[of_it.clone()].iter().sum();
                if all < 2.0 {
                    continue;
                }
                let likely = self.likelihoods(object, &chance, given);
                let of_known = known
                    * (likely.iter().sum::<f64>() + unclaimed(&chance[of_it.clone()], all, given));
                let sum = of_known + (1.0 - known);
                objects += 1.0;
                exact += of_known / sum;
                for (cell, likely) in of_it.zip(likely) {
                    cells[cell] = known * likely / sum;
                    hits += cells[cell] * self.hits(cell, chance[cell], given);
                }
                trials += all * of_known / sum;
            }
            known = shrunk(exact, objects, BEFORE.0, BEFORE.1);
            given = shrunk(hits, trials, BEFORE.0, BEFORE.1).min(1.0 - 1e-6);
        }
        Exact { cells, step }
    }

    /// Of each cell of an object: how much likelier what is said is if its value is the truth than if all
    /// scatter, times how likely that value is before anybody speaks.
    fn likelihoods(&self, object: usize, chance: &[f64], given: f64) -> Vec<f64> {
        let cells = self.table.cells_of(object);
        let all: f64 = self.weights[cells.clone()].iter().sum();
        let of = |cell: usize| {
            let (said, by_chance) = (self.weights[cell], chance[cell]);
            let right = said * (given / by_chance + 1.0 - given).ln();
            (right + (all - said) * (1.0 - given).ln() + by_chance.ln()).exp()
        };
        cells.map(of).collect()
    }

    /// How many of those who give a cell's value give it because it is true, if it is.
    fn hits(&self, cell: usize, by_chance: f64, given: f64) -> f64 {
        self.weights[cell] * given / (given + (1.0 - given) * by_chance)
    }

    fn size(&self, cell: usize) -> f64 {
        self.sizes[self.table.value(cell) as usize]
    }

    /// How likely a claim that scatters gives exactly a cell's value: as often as claims of objects of about
    /// that size do, and, as one claim among them, one step of the room.
    fn chance(&self, step: f64) -> Vec<f64> {
        let mut order: Vec<usize> = (0..self.table.objects()).collect();
        order.sort_by(|a, b| self.middle[*a].total_cmp(&self.middle[*b]));
        let mut chance = vec![0.0; self.table.cells()];
        for (place, &object) in order.iter().enumerate() {
            let error = self.error[object];
            let is_near =
                |other: &&usize| (self.middle[**other] - self.middle[object]).abs() <= error;
            let below = order[..place]
                .iter()
                .rev()
                .take_while(is_near)
                .take(NEIGHBOURS);
            let above = order[place + 1..]
                .iter()
                .take_while(is_near)
                .take(NEIGHBOURS);
            let cells = self.table.cells_of(object);
            let (mut same, mut others) = (vec![0.0; cells.len()], 0.0);
            for other in below.chain(above) {
                others += self.count(*other, object, &mut same);
            }
            for (cell, same) in cells.zip(same) {
                let room = (self.size(cell) - self.middle[object]).abs().max(error);
                let by_step = (step / (2.0 * room)).min(1.0);
                chance[cell] = (same + by_step) / (others + 1.0);
            }
        }
        chance
    }

    /// Adds how often each value of an object is claimed of another; how much is said of that.
    fn count(&self, other: usize, object: usize, same: &mut [f64]) -> f64 {
        let mut own = self.table.cells_of(object).zip(same).peekable();
        let mut said = 0.0;
        // The cells of an object are sorted by value.
        for cell in self.table.cells_of(other) {
            let value = self.table.value(cell);
            said += self.weights[cell];
            while own.next_if(|(c, _)| self.table.value(*c) < value).is_some() {}
            if let Some((_, same)) = own.next_if(|(c, _)| self.table.value(*c) == value) {
                *same += self.weights[cell];
            }
        }
        said
    }

    /// How finely sizes are given: the greatest round number of which nearly all are multiples.
    fn step(&self) -> f64 {
        let sizes = (0..self.table.cells()).map(|cell| self.size(cell));
        let sizes: Vec<f64> = sizes.filter(|size| *size != 0.0).collect();
        let most = (sizes.len() as f64 * FINER) as usize;
        let fits = |step: &f64| {
            let off = |size: &&f64| {
                let steps = **size / step;
                (steps - steps.round()).abs() > 1e-9 * steps.abs()
            };
            sizes.iter().filter(off).nth(most).is_none()
        };
        let round = (-15..=19)
            .rev()
            .flat_map(|power| [5.0, 2.0, 1.0].map(|n| n * 10_f64.powi(power)));
        round.into_iter().find(fits).unwrap_or(f64::MIN_POSITIVE)
    }
}

/// The same as a cell's likelihood, for all values together that nobody gives.
fn unclaimed(chance: &[f64], all: f64, given: f64) -> f64 {
    let left = (1.0 - chance.iter().sum::<f64>()).max(0.0);
    left * (all * (1.0 - given).ln()).exp()
}
