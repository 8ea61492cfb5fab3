//! Who repeats whom: from errors that are shared and would hardly be made twice.
//!
//! The posterior of Dong, Berti-Équille and Srivastava (VLDB 2009) for every ordered pair that shares
//! suspicious values, with three changes: how likely a value is true is not taken for certain; how
//! likely an error is made twice depends on who else makes it; and a copier may take little or much
//! of what it says, each as likely before.

use super::claims::{BySource, Claims};
use super::outcome::Copying;

/// Probability before any claim that one given source repeats another given one.
const BEFORE: f64 = 0.02;
/// Shares of its claims that a copier may take over.
const TAKEN: [f64; 3] = [0.3, 0.6, 0.9];
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

/// What is known of the claims when copying is looked for.
pub(super) struct Known<'a> {
    pub(super) claims: &'a Claims,
    pub(super) rows: &'a BySource,
    /// Of every cell.
    pub(super) probability: &'a [f64],
    /// Share of right claims, of every source.
    pub(super) right: Vec<f64>,
    /// For every source the first of its twins.
    pub(super) first: &'a [u32],
}

/// Ordered pairs with a probability of copying above a tenth, sorted; twins are not among them.
pub(super) fn find(known: &Known<'_>) -> Vec<Copying> {
    let mut found = Vec::new();
    for (a, b) in candidates(known) {
        let [forth, back] = posterior(known, a as usize, b as usize);
        for (copier, original, probability) in [(a, b, forth), (b, a, back)] {
            if probability > 0.1 {
                found.push(Copying {
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

/// Pairs of sources that share suspicious claims of few.
fn candidates(known: &Known<'_>) -> Vec<(u32, u32)> {
    let claims = known.claims;
    let mut shared: Vec<(u32, u32, f32)> = Vec::new();
    let mut sources = Vec::new();
    for cell in 0..claims.cells() {
        let wrong = 1.0 - known.probability[cell];
        if wrong < SUSPICIOUS || claims.claims_of(cell).len() < 2 {
            continue;
        }
        sources.clear();
        sources.extend(
            claims
                .sources_of(cell)
                .iter()
                .filter(|s| known.first[**s as usize] == **s),
        );
        if sources.len() <= RARE {
            for (i, a) in sources.iter().enumerate() {
                shared.extend(sources[i + 1..].iter().map(|b| (*a, *b, wrong as f32)));
            }
        }
    }
    shared.sort_by_key(|(a, b, _)| (*a, *b));
    shared
        .chunk_by(|x, y| (x.0, x.1) == (y.0, y.1))
        .filter(|pair| {
            pair.iter()
                .map(|(_, _, wrong)| f64::from(*wrong))
                .sum::<f64>()
                >= SHARED
        })
        .map(|pair| (pair[0].0, pair[0].1))
        .collect()
}

/// Probability that the first repeats the second, and that the second repeats the first.
fn posterior(known: &Known<'_>, a: usize, b: usize) -> [f64; 2] {
    let both = both(known, a, b);
    if both.len() < OVERLAP {
        return [0.0; 2];
    }
    let ways = [a, b].map(|copier| {
        TAKEN.map(|taken| {
            both.iter()
                .map(|said| said.ratio(known.right[copier], taken))
                .sum::<f64>()
        })
    });
    let most = ways.iter().flatten().copied().fold(0.0, f64::max);
    let weigh = |log: f64| BEFORE / TAKEN.len() as f64 * (log - most).exp();
    let [forth, back] = ways.map(|ways| ways.into_iter().map(weigh).sum::<f64>());
    let alone = (1.0 - 2.0 * BEFORE) * (-most).exp();
    [forth, back].map(|way| way / (forth + back + alone))
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

fn both(known: &Known<'_>, a: usize, b: usize) -> Vec<Both> {
    let (first, second) = (known.rows.of_source(a), known.rows.of_source(b));
    let (mut i, mut j, mut both) = (0, 0, Vec::new());
    while let (Some((x, cell)), Some((y, other))) = (first.get(i), second.get(j)) {
        if x == y {
            both.push(if cell == other {
                let alike = alike(known, *x as usize, *cell as usize);
                Both::Same(known.probability[*cell as usize], alike)
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
fn alike(known: &Known<'_>, object: usize, cell: usize) -> f64 {
    let heard = |cell: usize| {
        let sources = known.claims.sources_of(cell).iter();
        sources.filter(|s| known.first[**s as usize] == **s).count() as f64
    };
    let so = (heard(cell) - 2.0).max(0.0);
    let wrong: f64 = known
        .claims
        .cells_of(object)
        .map(|other| {
            if other == cell {
                so
            } else {
                heard(other) * (1.0 - known.probability[other])
            }
        })
        .sum();
    (so + 1.0) / (wrong + ERRORS)
}

/// Takes voice from claims that repeat others of the same cell.
pub(super) fn discount(known: &Known<'_>, found: &[Copying], voices: &mut [f64]) {
    let mut involved = vec![0.0; known.claims.sources()];
    for pair in found {
        involved[pair.copier as usize] += pair.probability;
        involved[pair.original as usize] += 1e-9;
    }
    let source = |claim: usize| known.claims.source(claim);
    for cell in 0..known.claims.cells() {
        let mut said: Vec<usize> = known
            .claims
            .claims_of(cell)
            .filter(|claim| involved[source(*claim)] > 0.0 && voices[*claim] > 0.0)
            .collect();
        // Originals first: who copies least, then who says most.
        said.sort_by(|x, y| {
            let [x, y] = [source(*x), source(*y)];
            let made = |source| known.claims.made_by(source);
            let copies_less = involved[x].total_cmp(&involved[y]);
            copies_less.then(made(y).cmp(&made(x))).then(x.cmp(&y))
        });
        for (i, claim) in said.iter().enumerate() {
            for original in &said[..i] {
                let repeats = either(found, source(*claim) as u32, source(*original) as u32);
                voices[*claim] *= 1.0 - MEAN_TAKEN * repeats;
            }
        }
    }
}

/// Probability that one of two sources repeats the other.
fn either(found: &[Copying], a: u32, b: u32) -> f64 {
    let one_way = |copier: u32, original: u32| {
        let at = found.binary_search_by_key(&(copier, original), |c| (c.copier, c.original));
        at.map_or(0.0, |at| found[at].probability)
    };
    (one_way(a, b) + one_way(b, a)).min(1.0)
}

/// The mean of [`TAKEN`], weighed towards those who are found out: who copies much.
const MEAN_TAKEN: f64 = 0.8;
