//! What observations of one object come to, where values are intervals.
//!
//! Every interval of values that some observations allow is a candidate, and that none of them holds is
//! one more. Who is vague denies nothing that it holds: a candidate counts for as many values as lie in it
//! and in no narrower one. A toll that is still counted only rises, so that an early, lower number may have
//! been right in its time: a hidden Markov chain over the candidates, in the order of publication.

use std::cmp::Reverse;

use super::interval::{Interval, IntervalCandidate, IntervalObservation, Reported, ValueScale};

/// More candidates than this are not told apart: those that fewest allow are left out.
const MOST_CANDIDATES: usize = 24;
/// How likely it rose where a source gives more than it gave before.
const REVISED: f64 = 0.1;
/// Minutes after the first report in which tolls still rise.
const RISING: i64 = 14 * 1440;

/// What is believed of one object. Its tables are kept between objects, so that nothing is allocated.
#[derive(Debug, Default)]
pub struct IntervalPosterior {
    /// The candidates, by value.
    pub candidates: Vec<IntervalCandidate>,
    /// How likely each is in the end, in the same order.
    pub likely: Vec<f64>,
    /// How likely none of them is.
    pub unclaimed: f64,
    /// How likely each observation was right, in its time at least.
    pub right: Vec<f64>,
    /// For how many values each candidate counts before anybody is heard.
    sizes: Vec<f64>,
    /// How well each observation fits each candidate, and none of them; a row each.
    fits: Vec<f64>,
    /// Whether each observation allows each candidate; a row each.
    allows: Vec<bool>,
    /// Where the chain stands; after every observation, a row each.
    row: Vec<f64>,
    rows: Vec<f64>,
}

impl IntervalPosterior {
    /// Weighs what is said of one object, in the order of publication. `rise` is how likely it rises
    /// between two reports, where it is a toll that is still counted.
    pub fn weigh(&mut self, scale: ValueScale, said: &[IntervalObservation], rise: Option<f64>) {
        if said.is_empty() {
            *self = Self::default();
            self.unclaimed = 1.0;
            return;
        }
        self.find_candidates(said);
        let widths = said.iter().map(|o| o.interval.width());
        let widest = widths.fold(1.0, f64::max);
        self.find_sizes(scale, widest);
        self.fit(scale, widest, said);
        let rise = rise.filter(|_| self.candidates.len() > 1);
        self.go_forward(said, rise);
        self.go_back(said, rise);
    }

    /// How likely the candidates that meet a condition are together.
    pub fn sum(&self, holds: impl Fn(&IntervalCandidate) -> bool) -> f64 {
        let all = self.candidates.iter().zip(&self.likely);
        all.filter(|(c, _)| holds(c)).map(|(_, p)| p).sum()
    }

    /// The likeliest candidate, of equals the first, and how likely it is.
    pub fn best(&self) -> Option<(IntervalCandidate, f64)> {
        let all = self.candidates.iter().zip(&self.likely);
        let (best, likely) = all.rev().max_by(|x, y| x.1.total_cmp(y.1))?;
        Some((*best, *likely))
    }

    /// Intervals that begin where some observation begins and end where the first that allows it ends.
    fn find_candidates(&mut self, said: &[IntervalObservation]) {
        self.candidates.clear();
        let first = said[0].interval;
        if said.iter().all(|o| o.interval == first) {
            self.candidates.push(IntervalCandidate::new(said, first));
            return;
        }
        for Interval { low, high } in said.iter().map(|o| o.interval) {
            if self.candidates.iter().all(|c| c.interval.low != low) {
                let all = said.iter().map(|o| o.interval);
                let over = all.filter(|i| i.holds(&Interval::exact(low)));
                let high = over.map(|i| i.high).min().unwrap_or(high);
                let candidate = IntervalCandidate::new(said, Interval { low, high });
                self.candidates.push(candidate);
            }
        }
        if self.candidates.len() > MOST_CANDIDATES {
            self.candidates.sort_by_key(|c| {
                let votes = || said.iter().filter(|o| o.interval.holds(&c.interval));
                let certain = votes().any(IntervalObservation::is_certain);
                (!certain, Reverse(votes().count()), c.interval.low)
            });
            self.candidates.truncate(MOST_CANDIDATES);
        }
        self.candidates
            .sort_unstable_by_key(|c| (c.point, c.interval.low));
    }

    /// What lies in a candidate and in no narrower one.
    fn find_sizes(&mut self, scale: ValueScale, widest: f64) {
        self.sizes.clear();
        for c in &self.candidates {
            let all = self.candidates.iter().map(|o| o.interval);
            let inner = all.filter(|o| widest > 1.0 && c.interval.contains(o));
            let inner: f64 = inner.map(|o| o.width()).sum();
            let size = (c.interval.width() - inner).max(1.0);
            self.sizes.push(size / scale.around(c.point));
        }
    }

    fn fit(&mut self, scale: ValueScale, widest: f64, said: &[IntervalObservation]) {
        self.fits.clear();
        self.allows.clear();
        for o in said {
            let all = &self.candidates;
            self.allows
                .extend(all.iter().map(|c| o.interval.holds(&c.interval)));
            let truths = all.iter().map(Some).chain([None]);
            let fits = truths.map(|truth| o.likelihood(truth, scale, widest));
            self.fits.extend(fits);
        }
    }

    /// Forward over the states of a toll that only rises, or of a value that stays; the last state is
    /// that nobody has it right, ever.
    fn go_forward(&mut self, said: &[IntervalObservation], rise: Option<f64>) {
        let wide = self.candidates.len() + 1;
        self.row.clone_from(&self.sizes);
        self.row.push(1.0);
        self.rows.clear();
        for (t, fits) in self.fits.chunks_exact(wide).enumerate() {
            if let Some(usual) = rise.filter(|_| t > 0) {
                step(&mut self.row, rises(said, t, usual));
            }
            multiply(&mut self.row, fits);
            scale_down(&mut self.row);
            if rise.is_some() {
                self.rows.extend_from_slice(&self.row);
            }
        }
        let sum = self.row.iter().sum::<f64>().max(f64::MIN_POSITIVE);
        let likely = self.row.iter().map(|p| p / sum);
        self.likely.clear();
        self.likely.extend(likely);
        self.unclaimed = self.likely.pop().unwrap_or_default();
    }

    /// Backward: how likely each observation was right in its time, and at least how likely it is still.
    fn go_back(&mut self, said: &[IntervalObservation], rise: Option<f64>) {
        let width = self.candidates.len();
        let still = self.allows.chunks_exact(width);
        let still = still.map(|allows| allowed(allows, self.likely.iter().copied()));
        self.right.clear();
        self.right.extend(still);
        let Some(usual) = rise else { return };
        self.row.fill(1.0);
        for t in (0..said.len()).rev() {
            let forward = &self.rows[t * (width + 1)..][..=width];
            let both = || forward.iter().zip(&self.row).map(|(f, b)| f * b);
            let then = allowed(&self.allows[t * width..][..width], both());
            let then = then / both().sum::<f64>().max(f64::MIN_POSITIVE);
            self.right[t] = self.right[t].max(then);
            if t > 0 {
                multiply(&mut self.row, &self.fits[t * (width + 1)..]);
                step_back(&mut self.row, rises(said, t, usual));
                scale_down(&mut self.row);
            }
        }
    }
}

/// The sum over the candidates that an observation allows.
fn allowed(allows: &[bool], all: impl Iterator<Item = f64>) -> f64 {
    let all = allows.iter().zip(all);
    all.filter(|(allows, _)| **allows).map(|(_, p)| p).sum()
}

/// One report on: a toll stays, or rises to one of the candidates above.
fn step(row: &mut [f64], rise: f64) {
    let width = row.len() - 1;
    let mut from_below = 0.0;
    for (c, p) in row[..width].iter_mut().enumerate() {
        let (before, above) = (*p, (width - 1 - c) as f64);
        if above > 0.0 {
            *p = before * (1.0 - rise) + from_below;
            from_below += before * rise / above;
        } else {
            *p += from_below;
        }
    }
}

/// One report back.
fn step_back(row: &mut [f64], rise: f64) {
    let width = row.len() - 1;
    let mut above = 0.0;
    for (count, p) in row[..width].iter_mut().rev().enumerate() {
        let after = *p;
        if count > 0 {
            *p = after * (1.0 - rise) + above * rise / count as f64;
        }
        above += after;
    }
}

fn multiply(row: &mut [f64], fits: &[f64]) {
    for (p, fit) in row.iter_mut().zip(fits) {
        *p *= fit;
    }
}

fn scale_down(row: &mut [f64]) {
    let most = row.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    for p in row {
        *p /= most;
    }
}

/// How likely a toll rose before a report.
fn rises(said: &[IntervalObservation], t: usize, usual: f64) -> f64 {
    if said[t].revises {
        return REVISED;
    }
    match (said[0].at, said[t - 1].at, said[t].at) {
        (Reported::At(first), before, Reported::At(now))
            if before != said[t].at && now.saturating_sub(first) <= RISING =>
        {
            usual
        }
        _ => usual / 10.0,
    }
}
