//! What accounts of one thing come to, given how far each outlet is to be believed.
//!
//! Every stretch of values that some accounts allow is a candidate, and that none of them holds is
//! one more. An account of an outlet that is right with probability a allows the truth with
//! probability a; a wrong one falls anywhere among the values that could be reported (ACCU: Dong,
//! Berti-Équille, Srivastava, VLDB 2009), so that many who agree are believed because chance does
//! not make them agree. What says less (a wide interval) says it with less weight, and denies
//! nothing that it holds: a stretch counts for as many values as lie in it and in no narrower one.
//! A toll that is still counted only rises, so that an early, lower number may have been right in
//! its time: a hidden Markov chain over the candidates, in the order of publication.

use super::voice::{NEVER, OPEN, Sort, Voice};

/// A stretch of values that one set of accounts allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// Its least value.
    pub low: i32,
    /// Its greatest; [`OPEN`]: no bound.
    pub high: i32,
    /// Where the number that it stands for lies.
    pub point: i32,
}

/// More candidates than this are not told apart: those that fewest allow are left out.
const MOST_CANDIDATES: usize = 24;
/// In so many ways a count or a day can be wrong, at least.
const WAYS: f64 = 12.0;
/// In so many ways a state can be.
const STATES: f64 = 3.0;
/// How many values a number without an upper bound says besides itself.
const OPENED: f64 = 2.0;
/// How likely it rose where an outlet gives more than it gave before.
const REVISED: f64 = 0.1;
/// Of the errors of an outlet that leans, how many lie on its side.
pub(super) const ONE_SIDE: f64 = 0.95;
/// Minutes after the first report in which tolls still rise.
const RISING: i32 = 14 * 1440;

/// The working table of [`settle`], kept between items so that nothing is allocated.
#[derive(Debug, Default)]
pub struct Desk {
    /// The candidates, by value.
    pub candidates: Vec<Candidate>,
    /// How likely each is in the end, in the same order.
    pub likely: Vec<f64>,
    /// How likely none of them is.
    pub unclaimed: f64,
    /// How likely each voice was right, in its time at least.
    pub right: Vec<f64>,
    /// For how many values each candidate counts before anybody is heard.
    sizes: Vec<f64>,
    /// For how many the widest voice counts.
    widest: f64,
    fits: Vec<f64>,
    forward: Vec<f64>,
    back: Vec<f64>,
    next: Vec<f64>,
}

/// A voice with what it weighs (0 for a copy, 1 for an origin) and how likely its outlet is right.
#[derive(Debug, Clone, Copy)]
pub struct Heard {
    /// What is said.
    pub voice: Voice,
    /// How likely its outlet is right on such things.
    pub credence: f64,
    /// How far it speaks for itself, from 0 to 1.
    pub weight: f64,
    /// Whether its outlet said less before.
    pub revises: bool,
    /// Whether its outlet errs to one side here, and whether that is to give more.
    pub leans: Option<bool>,
}

impl Heard {
    /// Whether it is no outlet's, but known.
    fn is_known(&self) -> bool {
        self.credence > 1.0 - 1e-9
    }
}

/// Whether a voice gives more than its own outlet gave before.
pub fn revises(voice: &Voice, before: &[Voice]) -> bool {
    let own = |v: &&Voice| v.outlet == voice.outlet && v.at < voice.at;
    before.iter().filter(own).any(|v| v.high < voice.low)
}

/// Settles one thing. `heard` is in the order of publication; `rise` is how likely it rises between
/// two reports, where it is a toll that is still counted.
pub fn settle(desk: &mut Desk, heard: &[Heard], rise: Option<f64>) {
    desk.candidates(heard);
    desk.sizes(heard);
    desk.fit(heard);
    match rise {
        Some(rise) if desk.candidates.len() > 1 => desk.chain(heard, rise),
        _ => desk.product(heard),
    }
}

impl Desk {
    /// Stretches that begin where some account begins and end where the first that allows it ends.
    fn candidates(&mut self, heard: &[Heard]) {
        self.candidates.clear();
        let first = heard[0].voice;
        if heard
            .iter()
            .all(|h| (h.voice.low, h.voice.high) == (first.low, first.high))
        {
            self.candidates.push(stretch(heard, first.low, first.high));
            return;
        }
        for h in heard {
            let low = h.voice.low;
            if self.candidates.iter().any(|c| c.low == low) {
                continue;
            }
            let over = heard
                .iter()
                .filter(|o| o.voice.low <= low && low <= o.voice.high);
            let high = over.map(|o| o.voice.high).min().unwrap_or(low);
            self.candidates.push(stretch(heard, low, high));
        }
        if self.candidates.len() > MOST_CANDIDATES {
            let votes = |c: &Candidate| heard.iter().filter(|h| covers(&h.voice, c)).count();
            let known = |c: &Candidate| heard.iter().any(|h| h.is_known() && covers(&h.voice, c));
            self.candidates
                .sort_by_key(|c| (!known(c), std::cmp::Reverse(votes(c)), c.low));
            self.candidates.truncate(MOST_CANDIDATES);
        }
        self.candidates.sort_unstable_by_key(|c| (c.point, c.low));
    }

    /// What lies in a stretch and in no narrower one.
    fn sizes(&mut self, heard: &[Heard]) {
        let breadths = heard.iter().map(|h| breadth(&h.voice));
        self.widest = breadths.fold(1.0, f64::max);
        self.sizes.clear();
        let sort = heard[0].voice.sort;
        if self.widest <= 1.0 {
            let sizes = self.candidates.iter().map(|c| 1.0 / around(sort, c.point));
            self.sizes.extend(sizes);
            return;
        }
        for c in &self.candidates {
            let within = |o: &&Candidate| contains(c, o);
            let inner: f64 = self.candidates.iter().filter(within).map(span).sum();
            self.sizes
                .push((span(c) - inner).max(1.0) / around(sort, c.point));
        }
    }

    /// How well each voice fits each candidate, and none.
    fn fit(&mut self, heard: &[Heard]) {
        self.fits.clear();
        for h in heard {
            let wrong = wrong(h, self.widest);
            let fits = self.candidates.iter().map(|c| {
                let near = || near(&h.voice, c).min(ways(&h.voice));
                let fit = if covers(&h.voice, c) {
                    h.credence / near()
                } else {
                    wrong * aside(h, c)
                };
                tempered(fit, h.weight)
            });
            self.fits.extend(fits);
        }
    }

    fn product(&mut self, heard: &[Heard]) {
        let width = self.candidates.len();
        self.likely.clone_from(&self.sizes);
        let mut none = 1.0;
        for (h, fits) in heard.iter().zip(self.fits.chunks_exact(width)) {
            let mut most: f64 = 0.0;
            for (likely, fit) in self.likely.iter_mut().zip(fits) {
                *likely *= fit;
                most = most.max(*likely);
            }
            none *= tempered(wrong(h, self.widest), h.weight);
            let scale = 1.0 / most.max(none).max(f64::MIN_POSITIVE);
            self.likely.iter_mut().for_each(|l| *l *= scale);
            none *= scale;
        }
        self.finish(none);
        self.right.clear();
        for h in heard {
            let allowed = self.candidates.iter().zip(&self.likely);
            let right = allowed.filter(|(c, _)| covers(&h.voice, c)).map(|(_, l)| l);
            self.right.push(right.sum());
        }
    }

    fn finish(&mut self, none: f64) {
        let sum = none + self.likely.iter().sum::<f64>();
        let scale = 1.0 / sum.max(f64::MIN_POSITIVE);
        self.likely.iter_mut().for_each(|l| *l *= scale);
        self.unclaimed = none * scale;
    }

    /// Forward and backward over the states of a toll that only rises; the last state is that
    /// nobody has it right, ever.
    fn chain(&mut self, heard: &[Heard], usual: f64) {
        let width = self.candidates.len();
        let wide = width + 1;
        self.forward.clear();
        self.forward.resize(heard.len() * wide, 0.0);
        for (t, h) in heard.iter().enumerate() {
            let rise = if t == 0 { 0.0 } else { rise(heard, t, usual) };
            let (before, now) = self.forward.split_at_mut(t * wide);
            let now = &mut now[..wide];
            if t == 0 {
                now[..width].copy_from_slice(&self.sizes);
                now[width] = 1.0;
            } else {
                step(&before[(t - 1) * wide..], now, rise);
            }
            let fits = &self.fits[t * width..][..width];
            for (n, f) in now.iter_mut().zip(fits) {
                *n *= f;
            }
            now[width] *= tempered(wrong(h, self.widest), h.weight);
            scale(now);
        }
        let last = &self.forward[(heard.len() - 1) * wide..];
        self.likely.clear();
        self.likely.extend_from_slice(&last[..width]);
        let none = last[width];
        self.finish(none);
        self.look_back(heard, usual);
    }

    fn look_back(&mut self, heard: &[Heard], usual: f64) {
        let width = self.candidates.len();
        let wide = width + 1;
        self.back.clear();
        self.back.resize(wide, 1.0);
        self.right.clear();
        self.right.resize(heard.len(), 0.0);
        for t in (0..heard.len()).rev() {
            let h = &heard[t];
            let forward = &self.forward[t * wide..][..wide];
            let (mut sum, mut then, mut last) = (0.0, 0.0, 0.0);
            for (c, (forward, back)) in forward.iter().zip(&self.back).enumerate() {
                let at = forward * back;
                sum += at;
                if c < width && covers(&h.voice, &self.candidates[c]) {
                    then += at;
                    last += self.likely[c];
                }
            }
            self.right[t] = (then / sum.max(f64::MIN_POSITIVE)).max(last);
            if t > 0 {
                let fits = &self.fits[t * width..][..width];
                for (b, f) in self.back.iter_mut().zip(fits) {
                    *b *= f;
                }
                self.back[width] *= tempered(wrong(h, self.widest), h.weight);
                self.next.clear();
                self.next.resize(wide, 0.0);
                step_back(&self.back, &mut self.next, rise(heard, t, usual));
                std::mem::swap(&mut self.back, &mut self.next);
                scale(&mut self.back);
            }
        }
    }
}

/// One report on: a toll stays, or rises to one of the candidates above.
fn step(before: &[f64], now: &mut [f64], rise: f64) {
    let width = now.len() - 1;
    let mut from_below = 0.0;
    for c in 0..width {
        let above = (width - 1 - c) as f64;
        let stays = if above > 0.0 { 1.0 - rise } else { 1.0 };
        now[c] = before[c] * stays + from_below;
        if above > 0.0 {
            from_below += before[c] * rise / above;
        }
    }
    now[width] = before[width];
}

/// One report back.
fn step_back(after: &[f64], before: &mut [f64], rise: f64) {
    let width = after.len() - 1;
    let mut above = 0.0;
    for c in (0..width).rev() {
        let count = (width - 1 - c) as f64;
        before[c] = if count > 0.0 {
            after[c] * (1.0 - rise) + above * rise / count
        } else {
            after[c]
        };
        above += after[c];
    }
    before[width] = after[width];
}

fn scale(row: &mut [f64]) {
    let most = row.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    for r in row {
        *r /= most;
    }
}

fn rise(heard: &[Heard], t: usize, usual: f64) -> f64 {
    if heard[t].revises {
        return REVISED;
    }
    let (first, before, now) = (heard[0].voice.at, heard[t - 1].voice.at, heard[t].voice.at);
    if now == NEVER || now == before || now.saturating_sub(first) > RISING {
        usual / 10.0
    } else {
        usual
    }
}

fn stretch(heard: &[Heard], low: i32, high: i32) -> Candidate {
    let within = |b: &i32| low <= *b && *b <= high;
    let mut named = heard.iter().filter_map(|h| h.voice.best.filter(within));
    Candidate {
        low,
        high,
        point: named.next().unwrap_or(low),
    }
}

/// Whether a voice allows a candidate.
pub fn covers(voice: &Voice, candidate: &Candidate) -> bool {
    voice.low <= candidate.low && candidate.high <= voice.high
}

/// In how many ways such a value can be wrong.
fn ways(voice: &Voice) -> f64 {
    around(voice.sort, voice.best.unwrap_or(voice.low))
}

/// How many values are as likely as one, before anybody is heard.
fn around(sort: Sort, value: i32) -> f64 {
    match sort {
        Sort::State => STATES,
        Sort::Time => WAYS,
        _ => f64::from(value).max(WAYS),
    }
}

/// A wrong voice says anything but what is true, and what is as wide.
fn wrong(h: &Heard, widest: f64) -> f64 {
    (1.0 - h.credence) / (ways(&h.voice) + widest - breadth(&h.voice))
}

/// Who leans errs to one side: what it says is a bound rather than a guess.
fn aside(h: &Heard, candidate: &Candidate) -> f64 {
    match h.leans {
        None => 1.0,
        Some(more) if more == (candidate.high < h.voice.low) => 2.0 * ONE_SIDE,
        Some(_) => 2.0 * (1.0 - ONE_SIDE),
    }
}

/// How many values are said at once, near a candidate: who says "more than thirty" hardly means a
/// thousand.
fn near(voice: &Voice, candidate: &Candidate) -> f64 {
    let above = |n: i32| f64::from(n.saturating_sub(voice.low)) + OPENED;
    match (voice.high, candidate.high) {
        (OPEN, OPEN) => above(candidate.point),
        // The mean over a stretch of what falls with the distance.
        (OPEN, high) if high > candidate.low => {
            span(candidate) / (above(high) / above(candidate.low)).ln()
        }
        (OPEN, _) => above(candidate.low),
        _ => breadth(voice),
    }
}

fn breadth(voice: &Voice) -> f64 {
    stretched(voice.low, voice.high)
}

fn span(candidate: &Candidate) -> f64 {
    stretched(candidate.low, candidate.high)
}

fn stretched(low: i32, high: i32) -> f64 {
    if high == OPEN {
        1.0
    } else {
        f64::from(high.saturating_sub(low)) + 1.0
    }
}

/// Whether one candidate lies in another that is wider.
pub(super) fn contains(wide: &Candidate, narrow: &Candidate) -> bool {
    let bounds = |c: &Candidate| (c.low, c.high);
    wide.low <= narrow.low && narrow.high <= wide.high && bounds(wide) != bounds(narrow)
}

fn tempered(fit: f64, weight: f64) -> f64 {
    if weight >= 1.0 {
        fit
    } else if weight <= 0.0 {
        1.0
    } else {
        fit.powf(weight)
    }
}
