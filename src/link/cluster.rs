//! Pairs to clusters, so that one bad link cannot spread.
//!
//! Claims joined by links form components; within each, clusters grow by average linkage (Sokal
//! and Michener, 1958): two clusters become one only while the *mean* weight over all their pairs
//! reaches the threshold, and two claims that cannot be one event count as many bits against it. Components are
//! worked on one by one, so unrelated claims change nothing.
//!
//! Only clusters that share a link are ever compared; the weight of a pair that is no link is asked
//! for when two such clusters meet. Weights are summed as whole
//! numbers, so that no order of work changes a digit.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

use rayon::prelude::*;

use crate::union_find::UnionFind;

/// Weight of a pair that must not be in one cluster.
pub const CANNOT: f64 = f64::NEG_INFINITY;
/// Parts of a bit in which weights are summed.
const PARTS: f64 = 1024.0;
/// What [`CANNOT`] counts in the mean of two clusters: a document that tells one event twice shall
/// not keep apart many accounts that agree, and nothing less outweighs it.
const AGAINST: i64 = APART_BITS * 1024;
/// The same in bits.
pub const APART_BITS: i64 = -20;

/// Partitions `0..count`. `links` are pairs at or above the threshold; `weight` scores any pair.
/// Clusters come sorted by their least member, members sorted.
pub fn clusters(
    count: usize,
    links: &[(u32, u32)],
    threshold: f64,
    weight: impl Fn(u32, u32) -> f64 + Sync,
) -> Vec<Vec<u32>> {
    let mut clusters: Vec<Vec<u32>> = components(count, links)
        .into_par_iter()
        .flat_map_iter(|(members, links)| match members.len() {
            1 => vec![members],
            _ => Linkage::new(members, &links, threshold, &weight).run(),
        })
        .collect();
    clusters.par_sort_unstable();
    clusters
}

/// Members of a component, sorted, and its links.
type Component = (Vec<u32>, Vec<(u32, u32)>);

/// Connected components, in the order of their least members.
fn components(count: usize, links: &[(u32, u32)]) -> Vec<Component> {
    let mut sets = UnionFind::new(count);
    for &(a, b) in links {
        sets.join(a, b);
    }
    let numbers = sets.set_numbers();
    let sets = numbers.iter().max().map_or(0, |&last| last as usize + 1);
    let mut components = vec![Component::default(); sets];
    for (member, &number) in numbers.iter().enumerate() {
        components[number as usize].0.push(member as u32);
    }
    for &(a, b) in links {
        components[numbers[a as usize] as usize].1.push((a, b));
    }
    components
}

fn parts(bits: f64) -> i64 {
    if bits == CANNOT {
        AGAINST
    } else {
        (bits * PARTS).round() as i64
    }
}

/// The mean weight of two clusters that share a link. The nearest come first; of equals, those of
/// the lesser members.
#[derive(Clone, Copy)]
struct Near {
    mean: f64,
    pair: (u32, u32),
    /// How often the first had been looked at anew when this was put in the heap.
    age: u32,
}

impl Ord for Near {
    fn cmp(&self, other: &Self) -> Ordering {
        self.mean
            .total_cmp(&other.mean)
            .then_with(|| other.pair.cmp(&self.pair))
            .then_with(|| other.age.cmp(&self.age))
    }
}

impl PartialOrd for Near {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Near {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Near {}

/// The clusters of one component while they grow. A cluster keeps the number of its least member.
///
/// Of every cluster the heap holds but the nearest of those after it (Müllner, 2011), so that a
/// step touches only the clusters whose nearest has changed.
struct Linkage<'w, W> {
    clusters: Vec<Vec<u32>>,
    /// The sum of weights to every cluster that shares a link with it.
    sums: Vec<BTreeMap<u32, i64>>,
    /// The nearest after each, where one is near enough.
    nearest: Vec<Option<Near>>,
    /// How often the nearest of each has changed: what the heap says of an older one is void.
    ages: Vec<u32>,
    heap: BinaryHeap<Near>,
    threshold: f64,
    weight: &'w W,
}

impl<'w, W: Fn(u32, u32) -> f64> Linkage<'w, W> {
    fn new(members: Vec<u32>, links: &[(u32, u32)], threshold: f64, weight: &'w W) -> Self {
        let mut sums = vec![BTreeMap::new(); members.len()];
        let local = |claim: u32| members.binary_search(&claim).unwrap_or_default() as u32;
        for &(a, b) in links {
            let (x, y) = (local(a), local(b));
            let sum = parts(weight(a, b));
            sums[x as usize].insert(y, sum);
            sums[y as usize].insert(x, sum);
        }
        Self {
            nearest: vec![None; members.len()],
            ages: vec![0; members.len()],
            heap: BinaryHeap::new(),
            clusters: members.into_iter().map(|m| vec![m]).collect(),
            sums,
            threshold,
            weight,
        }
    }

    /// Joins the two nearest clusters while they are near enough.
    fn run(mut self) -> Vec<Vec<u32>> {
        for x in 0..self.clusters.len() as u32 {
            self.look_after(x);
        }
        while let Some(near) = self.heap.pop() {
            let (x, y) = near.pair;
            if near.age == self.ages[x as usize] && self.nearest[x as usize].is_some() {
                self.join(x, y);
            }
        }
        self.clusters.retain(|c| !c.is_empty());
        for cluster in &mut self.clusters {
            cluster.sort_unstable();
        }
        self.clusters
    }

    /// The pair of clusters, where their mean reaches the threshold.
    fn near(&self, x: u32, y: u32, sum: i64) -> Option<Near> {
        let pairs = self.clusters[x as usize].len() * self.clusters[y as usize].len();
        let mean = sum as f64 / (pairs as f64 * PARTS);
        (mean >= self.threshold).then_some(Near {
            mean,
            pair: (x, y),
            age: 0,
        })
    }

    /// Finds the nearest of all clusters after `x`.
    fn look_after(&mut self, x: u32) {
        let after = self.sums[x as usize].range(x + 1..);
        let nearest = after.filter_map(|(&y, &sum)| self.near(x, y, sum)).max();
        self.set_nearest(x, nearest);
    }

    fn set_nearest(&mut self, x: u32, nearest: Option<Near>) {
        let age = &mut self.ages[x as usize];
        *age += 1;
        let nearest = nearest.map(|near| Near { age: *age, ..near });
        self.nearest[x as usize] = nearest;
        self.heap.extend(nearest);
    }

    /// After `y` went into `x`: what is nearest to `z`, which comes before one of the two.
    fn look_again(&mut self, z: u32, x: u32, y: u32) {
        let nearest = self.nearest[z as usize];
        if nearest.is_some_and(|near| near.pair.1 == x || near.pair.1 == y) {
            self.look_after(z);
        } else if z < x {
            let sum = self.sums[z as usize].get(&x).copied();
            let near = sum.and_then(|sum| self.near(z, x, sum));
            if near > nearest {
                self.set_nearest(z, near);
            }
        }
    }

    /// Takes cluster `y` into `x`, which is the lesser.
    fn join(&mut self, x: u32, y: u32) {
        let mut of_x = std::mem::take(&mut self.sums[x as usize]);
        let of_y = std::mem::take(&mut self.sums[y as usize]);
        of_x.remove(&y);
        for (&z, sum) in &mut of_x {
            let more = of_y.get(&z).copied();
            *sum += more.unwrap_or_else(|| self.between(y, z));
        }
        for (&z, &sum) in of_y.iter().filter(|&(&z, _)| z != x) {
            of_x.entry(z).or_insert_with(|| sum + self.between(x, z));
        }
        for (&z, &sum) in &of_x {
            let of_z = &mut self.sums[z as usize];
            of_z.remove(&y);
            of_z.insert(x, sum);
        }
        let taken = std::mem::take(&mut self.clusters[y as usize]);
        self.clusters[x as usize].extend(taken);
        self.nearest[y as usize] = None;
        let around: Vec<u32> = of_x.range(..y).map(|(&z, _)| z).collect();
        self.sums[x as usize] = of_x;
        self.look_after(x);
        for z in around {
            self.look_again(z, x, y);
        }
    }

    /// The weights of all pairs of two clusters.
    fn between(&self, x: u32, y: u32) -> i64 {
        let mut sum = 0;
        for &a in &self.clusters[x as usize] {
            for &b in &self.clusters[y as usize] {
                sum += parts((self.weight)(a.min(b), a.max(b)));
            }
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_bad_link_does_not_spread() {
        // 0-1-2 are one event, 3-4-5 another; 2 and 3 look alike.
        let weight = |a: u32, b: u32| match (a / 3 == b / 3, (a, b)) {
            (true, _) => 5.0,
            (false, (2, 3)) => 4.0,
            _ => -9.0,
        };
        let links = [(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (4, 5), (3, 5)];
        assert_eq!(
            clusters(6, &links, 0.0, weight),
            [vec![0, 1, 2], vec![3, 4, 5]]
        );
    }

    #[test]
    fn what_cannot_be_one_is_not_joined_by_a_third() {
        let weight = |a: u32, b: u32| if (a, b) == (0, 1) { CANNOT } else { 9.0 };
        let made = clusters(3, &[(0, 2), (1, 2)], 0.0, weight);
        assert!(made.iter().all(|c| !(c.contains(&0) && c.contains(&1))));
    }

    /// The textbook algorithm, from scratch at every step.
    fn by_the_book(
        count: usize,
        threshold: f64,
        weight: impl Fn(u32, u32) -> f64,
    ) -> Vec<Vec<u32>> {
        let mut sets: Vec<Vec<u32>> = (0..count as u32).map(|i| vec![i]).collect();
        loop {
            let mut best: Option<(f64, usize, usize)> = None;
            for i in 0..sets.len() {
                for j in i + 1..sets.len() {
                    let total: f64 = sets[i]
                        .iter()
                        .flat_map(|&a| sets[j].iter().map(move |&b| (a, b)))
                        .map(|(a, b)| weight(a.min(b), a.max(b)))
                        .sum();
                    let mean = total / (sets[i].len() * sets[j].len()) as f64;
                    if mean >= threshold && best.is_none_or(|b| mean > b.0 + 1e-9) {
                        best = Some((mean, i, j));
                    }
                }
            }
            let Some((_, i, j)) = best else { break };
            let taken = sets.remove(j);
            sets[i].extend(taken);
        }
        for set in &mut sets {
            set.sort_unstable();
        }
        sets.sort_unstable();
        sets
    }

    proptest! {
        #[test]
        fn clusters_partition_the_claims(links in prop::collection::vec((0u32..30, 0u32..30), 0..60)) {
            let links: Vec<_> = links.into_iter().filter(|(a, b)| a < b).collect();
            let made = clusters(30, &links, 0.0, |a, b| if links.contains(&(a, b)) { 1.0 } else { -0.3 });
            let mut all: Vec<u32> = made.into_iter().flatten().collect();
            all.sort_unstable();
            prop_assert_eq!(all, (0..30).collect::<Vec<_>>());
        }

        #[test]
        fn agrees_with_the_textbook(bits in prop::collection::vec(-1000i32..1000, 36)) {
            // Weights are summed in parts of a bit: the book is given whole parts.
            let whole = |bits: f64| (bits * PARTS).round() / PARTS;
            let weight = |a: u32, b: u32| {
                let (a, b) = (a.min(b), a.max(b));
                let own = f64::from(a) * 0.013 + f64::from(b) * 0.000_7;
                whole(f64::from(bits[(a * 6 + b) as usize]) + own)
            };
            let links: Vec<_> = (0..6).flat_map(|a| (a + 1..6).map(move |b| (a, b))).collect();
            prop_assert_eq!(clusters(6, &links, 0.0, weight), by_the_book(6, 0.0, weight));
        }
    }
}
