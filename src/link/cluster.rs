//! Pairs to clusters, so that one bad link cannot spread.
//!
//! Claims joined by links form components; within each, clusters grow by average linkage (Sokal
//! and Michener, 1958): two clusters become one only while the *mean* weight over all their pairs
//! reaches the threshold, and never where two of their claims cannot be one event. Components are
//! worked on one by one, so unrelated claims change nothing.

use std::collections::BTreeMap;

/// Weight of a pair that must not be in one cluster.
pub const CANNOT: f64 = f64::NEG_INFINITY;

/// Partitions `0..count`. `links` are pairs at or above the threshold; `weight` scores any pair.
/// Clusters come sorted by their least member, members sorted.
pub fn clusters(
    count: usize,
    links: &[(u32, u32)],
    threshold: f64,
    weight: impl Fn(u32, u32) -> f64 + Sync,
) -> Vec<Vec<u32>> {
    use rayon::prelude::*;
    let components = components(count, links);
    let mut clusters: Vec<Vec<u32>> = components
        .into_par_iter()
        .flat_map_iter(|members| average_linkage(members, threshold, &weight))
        .collect();
    clusters.sort_unstable();
    clusters
}

/// Connected components, by union-find with the lesser root.
fn components(count: usize, links: &[(u32, u32)]) -> Vec<Vec<u32>> {
    let mut parent: Vec<u32> = (0..count as u32).collect();
    for &(a, b) in links {
        let (a, b) = (root(&mut parent, a), root(&mut parent, b));
        parent[a.max(b) as usize] = a.min(b);
    }
    let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for index in 0..count as u32 {
        members
            .entry(root(&mut parent, index))
            .or_default()
            .push(index);
    }
    members.into_values().collect()
}

fn root(parent: &mut [u32], mut of: u32) -> u32 {
    while parent[of as usize] != of {
        let up = parent[parent[of as usize] as usize];
        parent[of as usize] = up;
        of = up;
    }
    of
}

/// Joins the two nearest clusters while they are near enough. Ties go to the lesser members.
fn average_linkage(
    members: Vec<u32>,
    threshold: f64,
    weight: &(impl Fn(u32, u32) -> f64 + Sync),
) -> Vec<Vec<u32>> {
    if members.len() == 1 {
        return vec![members];
    }
    let mut table = Table::new(&members, weight);
    let mut clusters: Vec<Vec<u32>> = members.into_iter().map(|m| vec![m]).collect();
    while let Some((i, j)) = table.nearest(threshold) {
        table.join(i, j, clusters[i].len() as f64, clusters[j].len() as f64);
        let taken = std::mem::take(&mut clusters[j]);
        clusters[i].extend(taken);
    }
    clusters.retain(|c| !c.is_empty());
    for cluster in &mut clusters {
        cluster.sort_unstable();
    }
    clusters
}

/// Mean weights between clusters, with the best partner of each row kept at hand.
struct Table {
    size: usize,
    mean: Vec<f64>,
    best: Vec<Option<usize>>,
    alive: Vec<bool>,
}

impl Table {
    fn new(members: &[u32], weight: &impl Fn(u32, u32) -> f64) -> Self {
        let size = members.len();
        let mut mean = vec![CANNOT; size * size];
        for i in 0..size {
            for j in i + 1..size {
                let bits = weight(members[i], members[j]);
                mean[i * size + j] = bits;
                mean[j * size + i] = bits;
            }
        }
        let mut table = Self {
            size,
            mean,
            best: vec![None; size],
            alive: vec![true; size],
        };
        for i in 0..size {
            table.best[i] = table.find_best(i);
        }
        table
    }

    /// The best partner of `i` among those after it.
    fn find_best(&self, i: usize) -> Option<usize> {
        let row = &self.mean[i * self.size..(i + 1) * self.size];
        let mut best: Option<usize> = None;
        for j in i + 1..self.size {
            if self.alive[j] && row[j] > CANNOT && best.is_none_or(|b| row[j] > row[b]) {
                best = Some(j);
            }
        }
        best
    }

    fn nearest(&self, threshold: f64) -> Option<(usize, usize)> {
        let mut found: Option<(usize, usize)> = None;
        for i in (0..self.size).filter(|&i| self.alive[i]) {
            let Some(j) = self.best[i] else { continue };
            if found.is_none_or(|(x, y)| self.at(i, j) > self.at(x, y)) {
                found = Some((i, j));
            }
        }
        found.filter(|&(i, j)| self.at(i, j) >= threshold)
    }

    fn at(&self, i: usize, j: usize) -> f64 {
        self.mean[i * self.size + j]
    }

    /// Takes cluster `j` into `i`.
    fn join(&mut self, i: usize, j: usize, size_i: f64, size_j: f64) {
        self.alive[j] = false;
        for k in (0..self.size).filter(|&k| k != i) {
            let mean = (self.at(i, k) * size_i + self.at(j, k) * size_j) / (size_i + size_j);
            self.mean[i * self.size + k] = mean;
            self.mean[k * self.size + i] = mean;
        }
        for k in 0..self.size {
            if self.alive[k] && (k == i || self.best[k] == Some(i) || self.best[k] == Some(j)) {
                self.best[k] = self.find_best(k);
            } else if self.alive[k] && k < i && self.at(k, i) > CANNOT {
                self.improve(k, i);
            }
        }
    }

    fn improve(&mut self, k: usize, i: usize) {
        let better = self.best[k].is_none_or(|b| {
            self.at(k, i) > self.at(k, b)
                || (self.at(k, i) - self.at(k, b)).abs() < f64::EPSILON && i < b
        });
        if better {
            self.best[k] = Some(i);
        }
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
            let weight = |a: u32, b: u32| f64::from(bits[(a.min(b) * 6 + a.max(b)) as usize]) + f64::from(a.min(b)) * 0.013 + f64::from(a.max(b)) * 0.000_7;
            let links: Vec<_> = (0..6).flat_map(|a| (a + 1..6).map(move |b| (a, b))).collect();
            prop_assert_eq!(clusters(6, &links, 0.0, weight), by_the_book(6, 0.0, weight));
        }
    }
}
