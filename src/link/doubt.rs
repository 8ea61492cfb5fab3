//! What is in doubt of the events found: pairs of them that may be one, and claims that barely hold.
//!
//! How likely each is, is read off the mean match weight: the log2 odds are a line in it, since weights
//! that were fitted to pairs say too little of clusters that were, or were not, made of them. The lines are
//! fitted by `tests/fit/doubt.rs` on made-up worlds of two kinds, on news and on public
//! tables of known events, every kind weighing the same. The kinds differ by a tenth or two either way:
//! no odds are surer than that.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::cluster::APART_BITS;
use super::{Features, block::Pairs};

/// Pairs of claims that miss the threshold by no more than this are remembered: two claims alone that miss it by
/// more are at most one in three likely to be of one event.
pub(super) const SLACK_BITS: f64 = 2.0;
/// Of an event of more claims than this, so many stand for all.
pub const MOST_WEIGHED: usize = 6;
/// Two events are told to be possibly one from these odds on.
const LEAST_POSSIBLE: f64 = 0.25;
/// A claim is told to hold weakly in its event below these odds.
const WEAK: f64 = 0.75;
/// Odds are not told from here on: the materials agree that such events hold.
const SURE: f64 = 0.95;

/// Log2 odds at a mean weight of 0 bits, and what each bit adds.
struct Line(f64, f64);

/// That two events, which share no link or too few, are one.
const ONE: Line = Line(0.3, 0.65);
/// What each doubling of the events that come as near takes from that.
const RIVALS: f64 = -0.85;
/// What it adds that both are rows of tables: a register has an event once.
const ROWS: f64 = 2.5;
/// That a claim belongs to the rest of its event.
const MEMBER: Line = Line(0.6, 0.55);
/// That the accounts of two values that contradict each other are of one event.
const BETWEEN: Line = Line(0.6, 0.42);

/// Two events that may be one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// The events by number, the lesser first.
    pub events: (u32, u32),
    /// Of each a claim, by number: the two that fit best.
    pub claims: (u32, u32),
    /// The mean weight of their claims in bits.
    pub bits: f64,
    /// How many events come as near to one of the two, within a bit.
    pub rivals: usize,
    /// How likely they are one, from 0 to 1.
    pub odds: f64,
}

/// The pairs of clusters that may be one, of which two claims nearly reach the threshold, or do: sorted.
pub(super) fn possible(
    clusters: &[Vec<u32>],
    pairs: &Pairs,
    features: &[Features],
    weight: impl Fn(u32, u32) -> f64 + Sync,
) -> Vec<Candidate> {
    let mut event_of = vec![0; features.len()];
    for (number, cluster) in clusters.iter().enumerate() {
        for &claim in cluster {
            event_of[claim as usize] = number as u32;
        }
    }
    let events = |&(a, b): &(u32, u32)| {
        let (x, y) = (event_of[a as usize], event_of[b as usize]);
        (x != y).then_some(((x.min(y), x.max(y)), (a, b)))
    };
    let mut apart: Vec<_> = pairs.par_iter().filter_map(events).collect();
    apart.par_sort_unstable();
    let blocks: Vec<_> = apart.chunk_by(|x, y| x.0 == y.0).collect();
    let near = blocks.into_par_iter().map(|block| {
        let (x, y) = block[0].0;
        let bits = mean(&clusters[x as usize], &clusters[y as usize], &weight);
        let best = |pair: &(_, (u32, u32))| (weight(pair.1.0, pair.1.1), pair.1);
        let best = block.iter().map(best);
        let best = best.reduce(|p, q| if q.0 > p.0 { q } else { p });
        Candidate {
            events: (x, y),
            claims: best.map_or((0, 0), |best| best.1),
            bits,
            rivals: 0,
            odds: 0.0,
        }
    });
    let mut found: Vec<Candidate> = near.collect();
    rivals(&mut found);
    for pair in &mut found {
        let row = |claim: u32| features[claim as usize].is_row;
        let rows = row(pair.claims.0) && row(pair.claims.1);
        pair.odds = one_event(pair.bits, pair.rivals, rows);
    }
    found.retain(|pair| pair.odds >= LEAST_POSSIBLE);
    found
}

/// Counts for every pair the events that come as near to one of its two.
fn rivals(found: &mut [Candidate]) {
    let mut near: BTreeMap<u32, Vec<f64>> = BTreeMap::new();
    for pair in &*found {
        for event in [pair.events.0, pair.events.1] {
            near.entry(event).or_default().push(pair.bits);
        }
    }
    for bits in near.values_mut() {
        bits.sort_unstable_by(f64::total_cmp);
    }
    for pair in found {
        let others = |event: u32| {
            let bits = &near[&event];
            bits.len() - bits.partition_point(|&b| b <= pair.bits - 1.0) - 1
        };
        pair.rivals = others(pair.events.0).max(others(pair.events.1));
    }
}

/// The mean weight of the first claims of two groups.
pub fn mean(x: &[u32], y: &[u32], weight: impl Fn(u32, u32) -> f64) -> f64 {
    let first = |group: &[u32]| group.len().min(MOST_WEIGHED);
    let (x, y) = (&x[..first(x)], &y[..first(y)]);
    let pairs = x.iter().flat_map(|&a| y.iter().map(move |&b| (a, b)));
    // Two that cannot be one event count as clusters count them.
    let bits = pairs.map(|(a, b)| weight(a.min(b), a.max(b)).max(APART_BITS as f64));
    bits.sum::<f64>() / (x.len() * y.len()) as f64
}

impl Line {
    fn at(&self, bits: f64) -> f64 {
        self.0 + self.1 * bits
    }
}

/// From 0 to 1, of log2 odds.
fn chance(bits: f64) -> f64 {
    1.0 / (1.0 + (-bits).exp2())
}

/// How likely two events are one, of a mean weight, of so many that come as near, and whether both are
/// rows of tables.
pub fn one_event(bits: f64, rivals: usize, rows: bool) -> f64 {
    let others = RIVALS * ((rivals + 1) as f64).log2();
    chance(ONE.at(bits) + others + if rows { ROWS } else { 0.0 })
}

/// How likely a claim belongs to the rest of its event, of its mean weight with them; nothing where that
/// is likely enough.
pub fn weak(bits: f64) -> Option<f64> {
    Some(chance(MEMBER.at(bits))).filter(|&odds| odds < WEAK)
}

/// How likely accounts that contradict each other are of one event, of their mean weight; nothing
/// where that is sure enough.
pub fn between(bits: f64) -> Option<f64> {
    Some(chance(BETWEEN.at(bits))).filter(|&odds| odds < SURE)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The candidates among clusters of one claim each, of which the first comes so near to the others.
    fn near(bits: &[f64]) -> Vec<Candidate> {
        let clusters: Vec<Vec<u32>> = (0..=bits.len() as u32).map(|c| vec![c]).collect();
        let pairs: Pairs = (1..=bits.len() as u32).map(|c| (0, c)).collect();
        let features = vec![Features::default(); clusters.len()];
        possible(&clusters, &pairs, &features, |_, b| bits[b as usize - 1])
    }

    #[test]
    fn what_comes_near_alone_is_likelier_than_what_many_come_near_to() {
        let alone = near(&[-0.5])[0];
        assert_eq!(
            (alone.events, alone.claims, alone.rivals),
            ((0, 1), (0, 1), 0)
        );
        let of_two = near(&[-0.5, -0.7]);
        assert!(of_two.iter().all(|c| c.rivals == 1 && c.odds < alone.odds));
        // What is a bit and more behind is no rival.
        assert_eq!(near(&[-0.3, -1.5])[0].rivals, 0);
        assert!(near(&[-0.5; 9]).is_empty(), "nine alike are nobody's doubt");
    }

    #[test]
    fn events_that_were_joined_are_not_asked_about() {
        let clusters = vec![vec![0, 1], vec![2]];
        let pairs = vec![(0, 1), (0, 2), (1, 2)];
        let features = vec![Features::default(); 3];
        let found = possible(&clusters, &pairs, &features, |a, b| match (a, b) {
            (0, 1) => 5.0,
            (0, 2) => 0.5,
            _ => -1.5,
        });
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].events, found[0].claims, found[0].bits),
            ((0, 1), (0, 2), -0.5)
        );
    }

    #[test]
    fn odds_rise_with_weight_and_are_left_out_where_they_are_sure() {
        let steps = (-30..60).map(|n| f64::from(n) / 5.0);
        let odds: Vec<f64> = steps
            .clone()
            .map(|bits| one_event(bits, 1, false))
            .collect();
        assert!(odds.is_sorted() && odds.iter().all(|o| (0.0..1.0).contains(o)));
        assert!(one_event(0.0, 0, true) > one_event(0.0, 0, false));
        assert!(weak(-1.0) < weak(0.0) && weak(4.0).is_none());
        assert!(between(-1.0) < between(3.0) && between(12.0).is_none());
    }
}
