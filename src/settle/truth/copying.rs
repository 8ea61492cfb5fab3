//! Who repeats whom: from errors that are shared and would hardly be made twice.
//!
//! The posterior of Dong, Berti-Équille and Srivastava (VLDB 2009) for every ordered pair that shares
//! suspicious values, with three changes: how likely a value is true is not taken for certain; how
//! likely an error is made twice depends on who else makes it; and a copier may take little or much
//! of what it says, each as likely before.

use super::em::normalise;
use super::estimates::{CopyPair, Weighting};
use super::observations::Observations;
use super::prior::Outcomes;
use super::twins::SourceRows;

/// Probability before any claim that one given source repeats another given one.
const BEFORE: f64 = 0.02;
/// Shares of its claims that a copier may take over.
const TAKEN: [f64; 3] = [0.3, 0.6, 0.9];
/// The mean of [`TAKEN`], weighed towards those who are found out: who copies much.
const MEAN_TAKEN: f64 = 0.8;
/// Two sources must speak of so many objects to be compared.
const OVERLAP: usize = 5;
/// Values that so many claim are no rare error.
const RARE: usize = 24;
/// A value must be this likely wrong to be suspicious.
const SUSPICIOUS: f64 = 0.1;
/// So many wrong claims must be shared, as far as is known.
const SHARED: f64 = 1.0;
/// Other errors that could have been made on an object, before any are seen.
const ERRORS: f64 = 5.0;
/// Pairs less likely than this are let go.
const KEPT: f64 = 0.1;

/// What is believed when copying is looked for.
struct Believed<'a> {
    table: &'a Observations,
    sources: &'a SourceRows,
    /// How likely every cell is.
    posterior: &'a [f64],
    /// Of every source.
    shares: &'a [Outcomes],
}

/// Ordered pairs with a probability of copying above a tenth, sorted; twins are not among them.
pub(super) fn find(
    table: &Observations,
    sources: &SourceRows,
    posterior: &[f64],
    shares: &[Outcomes],
) -> Vec<CopyPair> {
    let believed = Believed {
        table,
        sources,
        posterior,
        shares,
    };
    let mut found = Vec::new();
    for (a, b) in believed.suspicious() {
        let [forth, back] = believed.posterior(a, b);
        for (copier, original, probability) in [(a, b, forth), (b, a, back)] {
            if probability > KEPT {
                found.push(CopyPair {
                    copier,
                    original,
                    probability,
                });
            }
        }
    }
    found.sort_by_key(|copy| (copy.copier, copy.original));
    found
}

/// What two sources say of one object.
enum Both {
    /// The same: how likely it is true, and how likely two err alike there.
    Same(f64, f64),
    /// Different things.
    Different,
}

impl Both {
    /// Logarithm of how much likelier this is if the one repeats the other with that share.
    fn ratio(&self, right: f64, taken: f64) -> f64 {
        match self {
            Self::Different => (-taken).ln_1p(),
            Self::Same(p, alike) => {
                let (truth, error) = (right, (1.0 - right) * alike);
                let times = |alone: f64| taken / alone.max(1e-6) + 1.0 - taken;
                (p * times(truth) + (1.0 - p) * times(error)).ln()
            }
        }
    }
}

impl Believed<'_> {
    /// Pairs of sources that share enough suspicious claims of few.
    fn suspicious(&self) -> Vec<(u32, u32)> {
        let mut shared: Vec<(u32, u32, f32)> = Vec::new();
        for (cell, p) in self.posterior.iter().enumerate() {
            let (wrong, all) = (1.0 - p, self.table.sources_of(cell));
            if wrong < SUSPICIOUS || all.len() < 2 {
                continue;
            }
            let sources: Vec<u32> = self.sources.own(all).take(RARE + 1).collect();
            if sources.len() <= RARE {
                for (i, a) in sources.iter().enumerate() {
                    shared.extend(sources[i + 1..].iter().map(|b| (*a, *b, wrong as f32)));
                }
            }
        }
        shared.sort_by_key(|(a, b, _)| (*a, *b));
        let pairs = shared.chunk_by(|x, y| (x.0, x.1) == (y.0, y.1));
        let wrong = |pair: &[(u32, u32, f32)]| pair.iter().map(|s| f64::from(s.2)).sum::<f64>();
        let enough = pairs.filter(|pair| wrong(pair) >= SHARED);
        enough.map(|pair| (pair[0].0, pair[0].1)).collect()
    }

    /// Probability that the first repeats the second, and that the second repeats the first.
    fn posterior(&self, a: u32, b: u32) -> [f64; 2] {
        let both = self.both(a, b);
        if both.len() < OVERLAP {
            return [0.0; 2];
        }
        let mut scores = vec![(1.0 - 2.0 * BEFORE).ln()];
        for copier in [a, b] {
            let right = self.shares[copier as usize][0];
            scores.extend(TAKEN.map(|taken| {
                let ratios = both.iter().map(|said| said.ratio(right, taken));
                (BEFORE / TAKEN.len() as f64).ln() + ratios.sum::<f64>()
            }));
        }
        normalise(&mut scores, None);
        let (forth, back) = scores[1..].split_at(TAKEN.len());
        [forth, back].map(|way| way.iter().sum())
    }

    fn both(&self, a: u32, b: u32) -> Vec<Both> {
        let [first, second] = [a, b].map(|source| &self.sources.rows[source as usize]);
        let (mut i, mut j, mut both) = (0, 0, Vec::new());
        while let (Some((x, cell)), Some((y, other))) = (first.get(i), second.get(j)) {
            if x == y {
                both.push(if cell == other {
                    let alike = self.alike(*x as usize, *cell as usize);
                    Both::Same(self.posterior[*cell as usize], alike)
                } else {
                    Both::Different
                });
            }
            i += usize::from(x <= y);
            j += usize::from(y <= x);
        }
        both
    }

    /// How likely one who errs on an object errs so: from who else does.
    fn alike(&self, object: usize, cell: usize) -> f64 {
        let claims = |cell| self.sources.own(self.table.sources_of(cell)).count() as f64;
        let so = (claims(cell) - 2.0).max(0.0);
        let wrong = |other: usize| {
            let wrong = claims(other) * (1.0 - self.posterior[other]);
            if other == cell { so } else { wrong }
        };
        let wrong: f64 = self.table.cells_of(object).map(wrong).sum();
        (so + 1.0) / (wrong + ERRORS)
    }
}

/// Takes weight from observations that repeat others of the same cell.
pub(super) fn discount(
    table: &Observations,
    found: &[CopyPair],
    weighting: &Weighting,
) -> Weighting {
    let mut weights = weighting.observations.clone();
    let mut involved = vec![0.0; table.sources()];
    for pair in found {
        involved[pair.copier as usize] += pair.probability;
        involved[pair.original as usize] += 1e-9;
    }
    for cell in 0..table.cells() {
        let has_part = |n: &usize| involved[table.source(*n)] > 0.0 && weights[*n] > 0.0;
        let mut said: Vec<usize> = table.of_cell(cell).filter(has_part).collect();
        // Originals first: who copies least, then who says most.
        said.sort_by(|x, y| {
            let [x, y] = [*x, *y].map(|n| table.source(n));
            let copies_less = involved[x].total_cmp(&involved[y]);
            let says_more = table.made_by(y).cmp(&table.made_by(x));
            copies_less.then(says_more).then(x.cmp(&y))
        });
        for (i, n) in said.iter().enumerate() {
            for original in &said[..i] {
                let [a, b] = [*n, *original].map(|n| table.source(n) as u32);
                weights[*n] *= 1.0 - MEAN_TAKEN * either(found, a, b);
            }
        }
    }
    Weighting::of(table, weights, weighting.sources.clone())
}

/// Probability that one of two sources repeats the other.
fn either(found: &[CopyPair], a: u32, b: u32) -> f64 {
    let one_way = |way: (u32, u32)| {
        let at = found.binary_search_by_key(&way, |c| (c.copier, c.original));
        at.map_or(0.0, |at| found[at].probability)
    };
    (one_way((a, b)) + one_way((b, a))).min(1.0)
}
