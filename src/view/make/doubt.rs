//! What is in doubt of the events, as a reader sees it.

use itertools::Itertools;

use super::{Maker, Results, event};
use crate::codebook::Verdict;
use crate::compare::{Between, Home};
use crate::link::{self, Event, cluster, doubt};
use crate::view::{Possible, Text, Weak, Weight};

/// So many doubts of one sort are listed of an event.
const MOST: usize = 5;

/// The events that may be one with an event, the likeliest first, and how many more there are.
pub(super) fn possible<'a>(maker: &Maker<'a>, number: u32) -> (Vec<Possible<'a>>, usize) {
    let linkage = maker.results.linkage;
    let candidates = maker.order.candidates(number);
    let other = |place: u32| {
        let candidate = &linkage.possible[place as usize];
        let (x, y) = candidate.events;
        let other = &linkage.events[if x == number { y } else { x } as usize];
        (candidate, other)
    };
    let found = candidates.map(other);
    let found =
        found.sorted_by(|(p, x), (q, y)| q.odds.total_cmp(&p.odds).then_with(|| x.id.cmp(&y.id)));
    let count = found.len();
    let listed = found.take(MOST).map(|(candidate, other)| Possible {
        event: Text::Borrowed(&other.id),
        title: event::title(&maker.results, other).into(),
        odds: tenth(candidate.odds),
    });
    (listed.collect(), count.saturating_sub(MOST))
}

/// To a tenth, and never sure.
pub(super) fn tenth(odds: f64) -> f64 {
    (odds * 10.0).round().clamp(1.0, 9.0) / 10.0
}

/// The match weights of the claims of an event with its first few.
pub(super) struct Ties {
    /// Of each claim its weight with each of the first: none with itself.
    bits: Vec<Vec<Option<f64>>>,
}

/// How strongly the claims of an event are tied; nothing where the event was given, or is of one claim.
pub(super) fn ties(results: &Results, event: &Event) -> Option<Ties> {
    if results.linkage.given || event.claims.len() < 2 {
        return None;
    }
    let first = &event.claims[..event.claims.len().min(doubt::MOST_WEIGHED)];
    let mut bits: Vec<Vec<Option<f64>>> = Vec::with_capacity(event.claims.len());
    for (at, &a) in event.claims.iter().enumerate() {
        let with = |(other, &b): (usize, &u32)| match other.cmp(&at) {
            // Weighed before, the other way round.
            std::cmp::Ordering::Less => bits
                .get(other)
                .and_then(|row: &Vec<_>| row.get(at).copied())
                .unwrap_or_else(|| Some(weight(results, b, a))),
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Greater => Some(weight(results, a, b)),
        };
        let row = first.iter().enumerate().map(with).collect();
        bits.push(row);
    }
    Some(Ties { bits })
}

/// The match weight of two claims.
pub(in crate::view) fn weight(results: &Results, a: u32, b: u32) -> f64 {
    let features = &results.linkage.features;
    let (x, y) = (&features[a as usize], &features[b as usize]);
    let weights = &results.linkage.weights;
    link::pair_weight(x, y, results.ctx.names, results.ctx.codebook, weights)
}

impl Ties {
    /// Of the pairs of the first claims; nothing where two of them cannot be one event.
    pub(super) fn weight(&self) -> Option<Weight> {
        let first = self.bits.iter().take(doubt::MOST_WEIGHED).enumerate();
        let bits: Vec<f64> = first
            .flat_map(|(at, row)| row[at.min(row.len())..].iter().flatten())
            .copied()
            .collect();
        let least = bits.iter().copied().fold(f64::INFINITY, f64::min);
        let mean = bits.iter().sum::<f64>() / bits.len() as f64;
        let tenths = |bits: f64| (bits * 10.0).round() / 10.0;
        least.is_finite().then(|| Weight {
            least: tenths(least),
            mean: tenths(mean),
        })
    }

    /// How likely each claim that barely holds is of the event, the weakest first: of two claims, the
    /// one that was published last. What somebody ruled to be of it holds.
    pub(super) fn barely(&self, results: &Results, event: &Event) -> Vec<(u32, f64)> {
        let last = event::last_told(results, event);
        let ruled = |claim: u32| results.linkage.features[claim as usize].joined.is_some();
        let numbered = event.claims.iter().zip(&self.bits);
        let own = numbered.filter(|&(&claim, _)| event.claims.len() > 2 || claim == last);
        let own = own.filter(|&(&claim, _)| !ruled(claim));
        let barely = own.filter_map(|(&claim, row)| {
            let known = row.iter().flatten();
            let bits = known.clone().map(|b| b.max(cluster::APART_BITS as f64));
            let mean = bits.sum::<f64>() / known.count() as f64;
            Some((claim, doubt::weak(mean)?))
        });
        barely
            .sorted_by(|x, y| x.1.total_cmp(&y.1).then(x.0.cmp(&y.0)))
            .collect()
    }

    /// The first few of those, and how many more there are.
    pub(super) fn weak<'a>(&self, results: &Results<'a>, of: &Event) -> (Vec<Weak<'a>>, usize) {
        let barely = self.barely(results, of);
        let listed = barely.iter().take(MOST).map(|&(claim, odds)| Weak {
            claim: Text::Borrowed(&results.ctx.claims[claim as usize].id),
            odds: tenth(odds),
        });
        (listed.collect(), barely.len().saturating_sub(MOST))
    }
}

/// How likely the accounts of two rows that contradict each other are of one event, where both rows are of
/// one, and that is in doubt.
pub(super) fn same_event(results: &Results, topic: usize, of: &Between) -> Option<f64> {
    let topics = &results.comparison.topics;
    let rows = topics.rows(topic);
    let own = |row: u32| rows[row as usize].foreign.is_none();
    let whole = matches!(topics.all()[topic].home, Home::Event(_)) && own(of.a) && own(of.b);
    if of.verdict != Verdict::Contradiction || !whole || results.linkage.given {
        return None;
    }
    let claims = |row: u32| -> Vec<u32> {
        let sides = topics.sides(topic, row as usize).iter();
        sides.map(|side| side.claim).collect()
    };
    let bits = doubt::mean(&claims(of.a), &claims(of.b), |a, b| weight(results, a, b));
    doubt::between(bits).map(tenth)
}
