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

use super::claims::Claims;

/// In how many claims' worth the spread on an object is believed to be ordinary.
const OBJECT: f64 = 2.0;
/// A claim is beyond measure if it misses its object's median by this many times what nine in ten
/// claims do not miss theirs by.
const BEYOND: f64 = 8.0;

/// Where the computation stands.
#[derive(Debug, Clone)]
pub(super) struct Numbers {
    /// By object: the estimate.
    pub(super) best: Vec<f64>,
    /// By object: the variance of the estimate.
    pub(super) variance: Vec<f64>,
    /// By source: variance of its errors as a multiple of what is usual on the object.
    pub(super) spread: Vec<f64>,
    /// By source: what it adds to every truth.
    pub(super) bias: Vec<f64>,
    /// By object: usual variance of an error.
    object: Vec<f64>,
    /// Effective number of claims behind a source's spread.
    pub(super) heard: Vec<f64>,
    /// Mean variance of an error.
    pub(super) usual: f64,
    /// By object: what is known to be true.
    known: Vec<Option<f64>>,
}

/// So often a bias is learned where truths are known: each time it is seen on the other objects too by
/// as much as the others lost theirs.
const ROUNDS: usize = 40;

/// One claim.
#[derive(Debug, Clone, Copy)]
struct Said {
    source: usize,
    object: usize,
    size: f64,
    voice: f64,
}

/// Weighs sizes of values.
pub(super) fn run(claims: &Claims, sizes: &[f64], voices: &[f64]) -> Numbers {
    let mut said = said(claims, sizes, voices);
    leave_out(&mut said, &medians(claims, sizes, voices));
    let mut numbers = Numbers::begin(claims, sizes, &said);
    // Twice: how much sources err is known better once their biases are off.
    let rounds = if claims.all_known() > 0 { ROUNDS } else { 2 };
    for _ in 0..rounds {
        numbers.learn_bias(&said);
        numbers.learn_objects(&said);
    }
    numbers.learn_spread(&said);
    numbers.estimate(&said);
    numbers
}

fn known(claims: &Claims, sizes: &[f64]) -> Vec<Option<f64>> {
    let size = |cell: usize| sizes[claims.value(cell) as usize];
    let objects = 0..claims.objects();
    objects.map(|o| claims.known(o).map(size)).collect()
}

fn said(claims: &Claims, sizes: &[f64], voices: &[f64]) -> Vec<Said> {
    let mut said = Vec::with_capacity(claims.len());
    for object in 0..claims.objects() {
        for cell in claims.cells_of(object) {
            said.extend(claims.claims_of(cell).map(|claim| Said {
                source: claims.source(claim),
                object,
                size: sizes[claims.value(cell) as usize],
                voice: voices[claim],
            }));
        }
    }
    said
}

/// Of every object, the size in the middle of what is claimed.
fn medians(claims: &Claims, sizes: &[f64], voices: &[f64]) -> Vec<f64> {
    let median = |object| {
        if let Some(known) = claims.known(object) {
            return sizes[claims.value(known) as usize];
        }
        let cell = |cell: usize| {
            let heard: f64 = claims.claims_of(cell).map(|c| voices[c]).sum();
            (sizes[claims.value(cell) as usize], heard)
        };
        let mut all: Vec<(f64, f64)> = claims.cells_of(object).map(cell).collect();
        all.sort_by(|a, b| a.0.total_cmp(&b.0));
        weighted_quantile(&all, 0.5)
    };
    (0..claims.objects()).map(median).collect()
}

/// The size at which a share of the weight is reached; the middle of two where it falls between.
pub(super) fn weighted_quantile(sorted: &[(f64, f64)], share: f64) -> f64 {
    let target = share * sorted.iter().map(|(_, weight)| weight).sum::<f64>();
    let mut reached = 0.0;
    for (i, (size, weight)) in sorted.iter().enumerate() {
        reached += weight;
        if (reached - target).abs() < 1e-9 {
            return sorted
                .get(i + 1)
                .map_or(*size, |next| f64::midpoint(*size, next.0));
        }
        if reached > target {
            return *size;
        }
    }
    sorted.last().map_or(0.0, |(size, _)| *size)
}

/// Takes the voice from claims beyond measure.
fn leave_out(said: &mut [Said], medians: &[f64]) {
    let mut misses: Vec<f64> = said
        .iter()
        .map(|s| (s.size - medians[s.object]).abs())
        .collect();
    if misses.is_empty() {
        return;
    }
    let at = misses.len() * 9 / 10;
    let nine_in_ten = *misses.select_nth_unstable_by(at, f64::total_cmp).1;
    let miss = |s: &Said| (s.size - medians[s.object]).abs();
    let beyond = |s: &Said| nine_in_ten > 0.0 && miss(s) > BEYOND * nine_in_ten;
    // Where nobody would be left, nobody can be told to be beyond measure.
    let within = |s: &Said| if beyond(s) { 0.0 } else { s.voice };
    let left = sums(said, medians.len(), |s| s.object, within);
    for claim in said {
        if beyond(claim) && left[claim.object] > 0.0 {
            claim.voice = 0.0;
        }
    }
}

/// Sums of one float for every source or object.
fn sums(
    said: &[Said],
    many: usize,
    at: impl Fn(&Said) -> usize,
    of: impl Fn(&Said) -> f64,
) -> Vec<f64> {
    let mut sums = vec![0.0; many];
    for claim in said {
        sums[at(claim)] += of(claim);
    }
    sums
}

/// What the others say of the objects, each with one voice.
struct Others {
    heard: Vec<f64>,
    total: Vec<f64>,
}

impl Others {
    fn of(numbers: &Numbers, said: &[Said]) -> Self {
        let many = numbers.best.len();
        Self {
            heard: sums(said, many, |s| s.object, |s| s.voice),
            total: sums(
                said,
                many,
                |s| s.object,
                |s| s.voice * (s.size - numbers.bias[s.source]),
            ),
        }
    }

    /// The mean of the others on a claim's object, and how many they are; nothing where there are
    /// none. What is known is what endlessly many would say.
    fn mean(&self, numbers: &Numbers, s: &Said) -> Option<(f64, f64)> {
        if let Some(known) = numbers.known[s.object] {
            return (s.voice > 0.0).then_some((known, f64::INFINITY));
        }
        let heard = self.heard[s.object] - s.voice;
        let own = s.voice * (s.size - numbers.bias[s.source]);
        (heard > 0.5 && s.voice > 0.0).then(|| ((self.total[s.object] - own) / heard, heard))
    }
}

impl Numbers {
    fn begin(claims: &Claims, sizes: &[f64], said: &[Said]) -> Self {
        let objects = claims.objects();
        let heard = sums(said, objects, |s| s.object, |s| s.voice);
        let total = sums(said, objects, |s| s.object, |s| s.voice * s.size);
        let mean = |(total, heard): (f64, &f64)| if *heard > 0.0 { total / heard } else { 0.0 };
        let mut numbers = Self {
            best: total.into_iter().zip(&heard).map(mean).collect(),
            variance: vec![0.0; objects],
            spread: vec![1.0; claims.sources()],
            bias: vec![0.0; claims.sources()],
            object: vec![0.0; objects],
            heard: vec![0.0; claims.sources()],
            usual: 0.0,
            known: known(claims, sizes),
        };
        numbers.learn_objects(said);
        numbers
    }

    /// The usual variance of an error, and that of every object, pulled towards the usual one.
    fn learn_objects(&mut self, said: &[Said]) {
        let many = self.best.len();
        let heard = sums(said, many, |s| s.object, |s| s.voice);
        let total = sums(
            said,
            many,
            |s| s.object,
            |s| s.voice * (s.size - self.bias[s.source]),
        );
        let squares = sums(
            said,
            many,
            |s| s.object,
            |s| {
                let mean = total[s.object] / heard[s.object];
                let mean = self.known[s.object].unwrap_or(mean);
                if s.voice > 0.0 {
                    s.voice * (s.size - self.bias[s.source] - mean).powi(2)
                } else {
                    0.0
                }
            },
        );
        // The mean takes one from what is free to vary; what is known takes none.
        let taken = |object: usize| {
            if self.known[object].is_some() {
                0.0
            } else {
                1.0
            }
        };
        let free = |object: usize| (heard[object] - taken(object)).max(0.0);
        let all: f64 = (0..many).map(free).sum();
        self.usual = (squares.iter().sum::<f64>() / all.max(1.0)).max(TINY);
        let spread = |object| (squares[object] + OBJECT * self.usual) / (free(object) + OBJECT);
        self.object = (0..many).map(spread).collect();
    }

    /// What a source adds to every truth: taken off as far as sources differ by it more than they err.
    fn learn_bias(&mut self, said: &[Said]) {
        let many = self.bias.len();
        let others = Others::of(self, said);
        let (mut heard, mut missed) = (vec![0.0; many], vec![0.0; many]);
        for s in said {
            if let Some((mean, _)) = others.mean(self, s) {
                heard[s.source] += s.voice;
                missed[s.source] += s.voice * (s.size - mean);
            }
        }
        let (mut seen, mut weight) = (0.0, 0.0);
        for (missed, heard) in missed
            .iter()
            .zip(&heard)
            .filter(|(_, heard)| **heard >= JUDGED)
        {
            seen += missed * missed / heard - self.usual;
            weight += heard;
        }
        let differ = if weight > 0.0 {
            (seen / weight).max(0.0)
        } else {
            0.0
        };
        let believed = ((differ / self.usual - SLIGHT) / (CLEAR - SLIGHT)).clamp(0.0, 1.0);
        for (bias, (missed, heard)) in self.bias.iter_mut().zip(missed.iter().zip(&heard)) {
            *bias = believed * missed * differ / (heard * differ + self.usual);
        }
    }

    /// The spread of every source, from how far it is from the others.
    fn learn_spread(&mut self, said: &[Said]) {
        let others = Others::of(self, said);
        let mut records = vec![Record::default(); self.spread.len()];
        for s in said {
            if let Some((mean, heard)) = others.mean(self, s) {
                let miss = s.size - self.bias[s.source] - mean;
                // The others' mean errs too: by an ordinary error's part.
                let square = miss * miss / self.object[s.object] - 1.0 / heard;
                records[s.source].add(s.voice, square);
            }
        }
        let all = records.iter().fold(Record::default(), Record::with);
        let (usual, as_sure) = (all.mean(), all.as_sure());
        let differ = differ(&records, as_sure);
        let ordinary = 2.0 / differ;
        for (source, record) in records.iter().enumerate() {
            let (own, sure) = (record.mean() / usual, record.voices * as_sure);
            self.spread[source] = (sure * own + ordinary) / (sure + ordinary);
            self.heard[source] = sure + ordinary.min(1.0 / LEAST);
        }
    }

    fn estimate(&mut self, said: &[Said]) {
        let many = self.best.len();
        let precision = sums(
            said,
            many,
            |s| s.object,
            |s| s.voice / self.spread[s.source],
        );
        let total = sums(
            said,
            many,
            |s| s.object,
            |s| s.voice / self.spread[s.source] * (s.size - self.bias[s.source]),
        );
        for object in 0..many {
            if let Some(known) = self.known[object] {
                (self.best[object], self.variance[object]) = (known, 0.0);
            } else if precision[object] > 0.0 {
                self.best[object] = total[object] / precision[object];
                self.variance[object] = self.object[object] / precision[object];
            }
        }
    }
}

/// What is known of a source's squared errors.
#[derive(Debug, Clone, Copy, Default)]
struct Record {
    voices: f64,
    square: f64,
    fourth: f64,
}

impl Record {
    fn add(&mut self, voice: f64, square: f64) {
        self.voices += voice;
        self.square += voice * square;
        self.fourth += voice * square * square;
    }

    /// The mean square; by chance it could come out at nothing.
    fn mean(&self) -> f64 {
        (self.square / self.voices.max(1.0)).max(LEAST_SQUARE)
    }

    fn with(self, other: &Self) -> Self {
        Self {
            voices: self.voices + other.voices,
            square: self.square + other.square,
            fourth: self.fourth + other.fourth,
        }
    }

    /// How many squares of normal errors are as sure as one of these: few where errors have long tails.
    fn as_sure(&self) -> f64 {
        let mean = self.mean();
        let tails = self.fourth / self.voices.max(1.0) / (mean * mean);
        2.0 / (tails - 1.0).max(2.0)
    }
}

/// How far sources differ in the logarithm of their variance: what is seen, less what chance does.
fn differ(records: &[Record], as_sure: f64) -> f64 {
    let logs = records.iter().filter(|r| r.voices >= JUDGED);
    let logs: Vec<(f64, f64)> = logs
        .map(|r| (r.mean().ln(), (r.voices * as_sure).max(1.0)))
        .collect();
    if logs.len() < 3 {
        return LEAST;
    }
    let weight: f64 = logs.iter().map(|(_, n)| n).sum();
    let mean = logs.iter().map(|(log, n)| log * n).sum::<f64>() / weight;
    let seen: f64 = logs
        .iter()
        .map(|(log, n)| n * (log - mean).powi(2) - 2.0)
        .sum();
    (seen / weight).max(LEAST)
}

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
/// Something to divide by where nobody differs.
const TINY: f64 = 1e-300;
