//! Measurements and scores: a near miss is nearly right.
//!
//! A claim is the truth, plus its source's bias, plus an error whose spread is its source's times
//! its object's. The estimate is the mean of what is claimed, each claim weighed by its precision:
//! the Gaussian model of Zhao and Han (GTM, QDB 2012) with errors measured against the spread on
//! their object, as in CRH (Li et al., SIGMOD 2014). Two things differ. A source is judged against
//! the plain mean of the *others* on each object, once: where weights are learned from estimates
//! that the weights made, sources that resemble each other confirm each other. And how far sources
//! differ at all is learned (empirical Bayes): where errors have long tails, a source's own record
//! says little, and it is taken for an ordinary one. What lies beyond all measure is left out.

use crate::settle::truth::beta::shrunk;
use crate::settle::truth::credibility::NINETY;
use crate::settle::truth::estimates::Estimate;
use crate::settle::truth::observations::Observations;

/// In how many claims' worth the spread on an object is believed to be ordinary.
const OBJECT: f64 = 2.0;
/// A claim is beyond measure if it misses its object's median by this many times what nine in ten
/// claims do not miss theirs by.
const BEYOND: f64 = 8.0;
/// So often a bias is learned: how much sources err is known better once their biases are off.
const ROUNDS: usize = 2;
/// The same where truths are known: each time it is seen on the other objects too by as much as the
/// others lost theirs.
const ROUNDS_KNOWN: usize = 40;
/// Variance of biases, in ordinary errors', up to which they are left on; and from which on they are
/// taken off.
const SLIGHT: f64 = 0.1;
const CLEAR: f64 = 0.5;
/// Sources are believed to differ by a little at least, in the logarithm of their variance.
const LEAST: f64 = 0.02;
/// Mean square of a source's errors below which it is not believed, in ordinary ones.
const LEAST_SQUARE: f64 = 0.02;
/// Claims that a source must make beside others to tell how far sources differ.
const JUDGED: f64 = 5.0;
/// Two sizes that differ by less than this part are one, but for how sums round.
const SAME: f64 = 1e-12;
/// Something to divide by where nobody differs.
const TINY: f64 = 1e-300;

/// One measurement.
#[derive(Debug, Clone, Copy)]
struct Measurement {
    source: usize,
    object: usize,
    size: f64,
    weight: f64,
}

/// Where the computation stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Gaussian {
    all: Vec<Measurement>,
    /// By object: what is certain.
    known: Vec<Option<f64>>,
    /// By object: the estimate.
    pub(super) best: Vec<f64>,
    /// By object: the variance of the estimate.
    pub(super) variance: Vec<f64>,
    /// By source: variance of its errors as a multiple of what is usual on the object.
    pub(super) spread: Vec<f64>,
    /// By source: what it adds to every truth.
    pub(super) bias: Vec<f64>,
    /// By object: usual variance of an error.
    pub(super) object: Vec<f64>,
    /// By source: how many squares of normal errors its spread is as sure as.
    pub(super) squares: Vec<f64>,
    /// Mean variance of an error.
    pub(super) usual: f64,
}

/// Weighs sizes of values.
pub(super) fn run(table: &Observations, sizes: &[f64], weights: &[f64]) -> Gaussian {
    let size = |cell: usize| sizes[table.value(cell) as usize];
    let (objects, sources) = (table.objects(), table.sources());
    let mut all = Vec::with_capacity(table.len());
    for object in 0..objects {
        for cell in table.cells_of(object) {
            all.extend(table.of_cell(cell).map(|n| Measurement {
                source: table.source(n),
                object,
                size: size(cell),
                weight: weights[n],
            }));
        }
    }
    let known = (0..objects).map(|object| table.certain(object).map(size));
    let mut model = Gaussian {
        all,
        known: known.collect(),
        best: vec![0.0; objects],
        variance: vec![0.0; objects],
        spread: vec![1.0; sources],
        bias: vec![0.0; sources],
        squares: vec![0.0; sources],
        ..Gaussian::default()
    };
    model.leave_out();
    model.learn_objects();
    let is_measured = table.all_certain() > 0;
    for _ in 0..if is_measured { ROUNDS_KNOWN } else { ROUNDS } {
        model.learn_bias();
        model.learn_objects();
    }
    model.learn_spread();
    model.estimate();
    model
}

/// The size below and above which lies half of the weight; the middle of two where it falls between.
fn median(sorted: &[(f64, f64)]) -> f64 {
    let target = 0.5 * sorted.iter().map(|(_, weight)| weight).sum::<f64>();
    let mut reached = 0.0;
    for (i, (size, weight)) in sorted.iter().enumerate() {
        reached += weight;
        if (reached - target).abs() < 1e-9 {
            let next = sorted.get(i + 1).map_or(*size, |next| next.0);
            return f64::midpoint(*size, next);
        }
        if reached > target {
            return *size;
        }
    }
    sorted.last().map_or(0.0, |(size, _)| *size)
}

/// What all say of every object: the weights, and the weighted sum of the sizes without biases.
struct Sums {
    weight: Vec<f64>,
    total: Vec<f64>,
}

impl Gaussian {
    /// Sums over what has any weight.
    fn by_object(&self, of: impl Fn(&Measurement) -> f64) -> Vec<f64> {
        let mut sums = vec![0.0; self.best.len()];
        for m in self.all.iter().filter(|m| m.weight > 0.0) {
            sums[m.object] += of(m);
        }
        sums
    }

    /// By how much a measurement lies above a size, its source's bias taken off.
    fn miss(&self, m: &Measurement, from: f64) -> f64 {
        m.size - self.bias[m.source] - from
    }

    fn sums(&self) -> Sums {
        Sums {
            weight: self.by_object(|m| m.weight),
            total: self.by_object(|m| m.weight * self.miss(m, 0.0)),
        }
    }

    /// The mean of the others on a measurement's object, and how many they are; nothing where there
    /// are none. What is certain is what endlessly many would say.
    fn others(&self, sums: &Sums, m: &Measurement) -> Option<(f64, f64)> {
        if m.weight <= 0.0 {
            return None;
        }
        if let Some(known) = self.known[m.object] {
            return Some((known, f64::INFINITY));
        }
        let weight = sums.weight[m.object] - m.weight;
        let total = sums.total[m.object] - m.weight * self.miss(m, 0.0);
        (weight > 0.5).then(|| (total / weight, weight))
    }

    /// Of every object, the size in the middle of what is claimed.
    fn medians(&self) -> Vec<f64> {
        let mut medians = vec![0.0; self.best.len()];
        for of_one in self.all.chunk_by(|x, y| x.object == y.object) {
            let weight = of_one.iter().filter(|m| m.weight > 0.0);
            let mut sorted: Vec<(f64, f64)> = weight.map(|m| (m.size, m.weight)).collect();
            sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
            let object = of_one[0].object;
            medians[object] = self.known[object].unwrap_or_else(|| median(&sorted));
        }
        medians
    }

    /// Takes the weight from measurements beyond measure.
    fn leave_out(&mut self) {
        if self.all.is_empty() {
            return;
        }
        let medians = self.medians();
        let miss = |m: &Measurement| (m.size - medians[m.object]).abs();
        let mut misses: Vec<f64> = self.all.iter().map(miss).collect();
        let at = misses.len() * 9 / 10;
        let nine_in_ten = *misses.select_nth_unstable_by(at, f64::total_cmp).1;
        let beyond = |m: &Measurement| nine_in_ten > 0.0 && miss(m) > BEYOND * nine_in_ten;
        // Where nobody would be left, nobody can be told to be beyond measure.
        let left = self.by_object(|m| if beyond(m) { 0.0 } else { m.weight });
        let out = |m: &&mut Measurement| beyond(m) && left[m.object] > 0.0;
        self.all.iter_mut().filter(out).for_each(|m| m.weight = 0.0);
    }

    /// The usual variance of an error, and that of every object, pulled towards the usual one.
    fn learn_objects(&mut self) {
        let Sums { weight, total } = self.sums();
        let squares = self.by_object(|m| {
            let mean = self.known[m.object].unwrap_or(total[m.object] / weight[m.object]);
            m.weight * self.miss(m, mean).powi(2)
        });
        // The mean takes one from what is free to vary; what is certain takes none.
        let taken = |object: usize| f64::from(u8::from(self.known[object].is_none()));
        let free = |object: usize| (weight[object] - taken(object)).max(0.0);
        let objects = 0..self.best.len();
        let all: f64 = objects.clone().map(free).sum();
        let usual = (squares.iter().sum::<f64>() / all.max(1.0)).max(TINY);
        let spread = |object| (squares[object] + OBJECT * usual) / (free(object) + OBJECT);
        self.object = objects.map(spread).collect();
        self.usual = usual;
    }

    /// What a source adds to every truth: taken off as far as sources differ by it more than they err.
    fn learn_bias(&mut self) {
        let sums = self.sums();
        let mut records = vec![(0.0, 0.0); self.bias.len()];
        for m in &self.all {
            if let Some((mean, _)) = self.others(&sums, m) {
                let (compared, missed) = &mut records[m.source];
                *compared += m.weight;
                *missed += m.weight * (m.size - mean);
            }
        }
        let (mut seen, mut weight) = (0.0, 0.0);
        for (compared, missed) in records.iter().filter(|r| r.0 >= JUDGED) {
            seen += missed * missed / compared - self.usual;
            weight += compared;
        }
        let differ = (seen / f64::max(weight, TINY)).max(0.0);
        let believed = ((differ / self.usual - SLIGHT) / (CLEAR - SLIGHT)).clamp(0.0, 1.0);
        for (bias, (compared, missed)) in self.bias.iter_mut().zip(records) {
            *bias = believed * missed * differ / (compared * differ + self.usual);
        }
    }

    /// The spread of every source, from how far it is from the others.
    fn learn_spread(&mut self) {
        let sums = self.sums();
        let mut all = Errors::default();
        let mut records = vec![all; self.spread.len()];
        for m in &self.all {
            if let Some((mean, others)) = self.others(&sums, m) {
                let miss = self.miss(m, mean);
                // The others' mean errs too: by an ordinary error's part.
                let square = miss * miss / self.object[m.object] - 1.0 / others;
                records[m.source].add(m.weight, square);
                all.add(m.weight, square);
            }
        }
        let (usual, as_sure) = (all.mean(), all.as_sure());
        let ordinary = 2.0 / differ(&records, as_sure);
        for (source, record) in records.iter().enumerate() {
            let (own, sure) = (record.mean() / usual, record.weight * as_sure);
            self.spread[source] = shrunk(sure * own, sure, 1.0, ordinary);
            self.squares[source] = sure + ordinary.min(1.0 / LEAST);
        }
    }

    fn estimate(&mut self) {
        let precise = |m: &Measurement| m.weight / self.spread[m.source];
        let precision = self.by_object(precise);
        let total = self.by_object(|m| precise(m) * self.miss(m, 0.0));
        for object in 0..self.best.len() {
            if let Some(known) = self.known[object] {
                self.best[object] = known;
            } else if precision[object] > 0.0 {
                self.best[object] = total[object] / precision[object];
                self.variance[object] = self.object[object] / precision[object];
            }
        }
    }
}

impl Gaussian {
    /// The size of an object between its bounds, from the sizes claimed of it and how likely each is
    /// exactly true.
    pub(super) fn estimated(
        &self,
        object: usize,
        claimed: impl Iterator<Item = (f64, f64)> + Clone,
        step: f64,
    ) -> Estimate {
        let (middle, half) = (self.best[object], NINETY * self.variance[object].sqrt());
        let (low, high) = (middle - half, middle + half);
        if self.known[object].is_some() {
            return Estimate::at(middle);
        }
        let likeliest = claimed.clone().max_by(|a, b| a.1.total_cmp(&b.1));
        let known: f64 = claimed.clone().map(|(_, p)| p).sum();
        if let Some((best, p)) = likeliest.filter(|_| known >= 0.5) {
            let spread = if p >= 0.9 {
                Estimate::at(best)
            } else {
                Estimate { best, low, high }
            };
            return spread.holding(best);
        }
        let nearest = claimed.map(|(size, _)| size);
        let nearest = nearest.min_by(|a, b| (a - middle).abs().total_cmp(&(b - middle).abs()));
        let spread = Estimate {
            best: middle,
            low,
            high,
        };
        match nearest {
            Some(size) if (size - middle).abs() <= middle.abs() * SAME => spread.holding(size),
            Some(size) if 2.0 * self.object[object].sqrt() <= step => spread.holding(size),
            _ => spread,
        }
    }
}

/// What is known of a source's squared errors.
#[derive(Debug, Clone, Copy, Default)]
struct Errors {
    weight: f64,
    square: f64,
    fourth: f64,
}

impl Errors {
    fn add(&mut self, weight: f64, square: f64) {
        self.weight += weight;
        self.square += weight * square;
        self.fourth += weight * square * square;
    }

    /// The mean square; by chance it could come out at nothing.
    fn mean(&self) -> f64 {
        (self.square / self.weight.max(1.0)).max(LEAST_SQUARE)
    }

    /// How many squares of normal errors are as sure as one of these: few where errors have long tails.
    fn as_sure(&self) -> f64 {
        let mean = self.mean();
        let tails = self.fourth / self.weight.max(1.0) / (mean * mean);
        2.0 / (tails - 1.0).max(2.0)
    }
}

/// How far sources differ in the logarithm of their variance: what is seen, less what chance does.
fn differ(records: &[Errors], as_sure: f64) -> f64 {
    let records = records.iter().filter(|r| r.weight >= JUDGED);
    let logs = records.map(|r| (r.mean().ln(), (r.weight * as_sure).max(1.0)));
    let logs: Vec<(f64, f64)> = logs.collect();
    if logs.len() < 3 {
        return LEAST;
    }
    let weight: f64 = logs.iter().map(|(_, n)| n).sum();
    let mean = logs.iter().map(|(log, n)| log * n).sum::<f64>() / weight;
    let seen = logs.iter().map(|(log, n)| n * (log - mean).powi(2) - 2.0);
    (seen.sum::<f64>() / weight).max(LEAST)
}
