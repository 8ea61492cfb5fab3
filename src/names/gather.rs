//! Gathers like names of one kind around centres.
//!
//! A name joins the centre that it is most like, and never another follower: so one bad likeness
//! does not spread along a chain. Entries of a gazetteer are always centres, and two of them are
//! never one. Names that are like nothing here change nothing.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hashbrown::HashMap;

use super::country::Country;
use super::identity::{Identified, Identity, Joins, NameUnit};
use super::interner::NumberTable;
use super::kind::Knowledge;
use super::likeness::{DOUBT, SAME};
use super::{NameReason, distinct};
use crate::codebook::SubjectType;

/// A name to be gathered.
#[derive(Debug, Clone)]
pub(crate) struct ClusterItem {
    /// Listed by a gazetteer.
    pub(crate) listed: bool,
    /// How many claims use it: the commonest spelling is the centre.
    pub(crate) claims: u32,
    /// The spelling: decides ties.
    pub(crate) name: Arc<str>,
    /// Only names that share one of these are compared.
    pub(crate) keys: Vec<u32>,
}

/// How alike two names are that are alike at all, and whether that is enough to call them one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Alike {
    pub(crate) score: f64,
    pub(crate) same: bool,
}

impl Alike {
    /// By the score alone.
    pub(crate) fn of(score: f64) -> Option<Self> {
        let same = score >= SAME;
        (score >= DOUBT).then_some(Self { score, same })
    }
}

/// What was found; the numbers are those of the items.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    /// A name, the centre that it joins, and how alike they are.
    pub(crate) joins: Vec<(usize, usize, f64)>,
    /// Centres with a later one that is like them, and not enough or not them alone.
    pub(crate) doubts: Vec<(usize, usize, f64)>,
    /// The centres, by their keys.
    centres: HashMap<u32, Vec<usize>>,
}

impl Gathered {
    /// Centres that share a key, each once, in order.
    pub(crate) fn near(&self, keys: &[u32]) -> Vec<usize> {
        let near = keys.iter().filter_map(|key| self.centres.get(key));
        distinct(near.flatten().copied())
    }
}

/// Of centres that are as like a name as each other, the one whose name comes first is the likest.
pub(crate) fn by_name(a: &ClusterItem, b: &ClusterItem) -> Ordering {
    a.name.cmp(&b.name)
}

/// Of those, the one that comes first among the items.
pub(crate) fn by_order(_: &ClusterItem, _: &ClusterItem) -> Ordering {
    Ordering::Equal
}

/// Gathers the items; `like` tells how alike two of them are, and `tie` which centre of two as like
/// comes first.
pub(crate) fn gather(
    items: &[ClusterItem],
    tie: fn(&ClusterItem, &ClusterItem) -> Ordering,
    mut like: impl FnMut(usize, usize) -> Option<Alike>,
) -> Gathered {
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_key(|&i| (!items[i].listed, Reverse(items[i].claims), &items[i].name));
    let mut gathered = Gathered::default();
    for &i in &order {
        let met = gathered.near(&items[i].keys).into_iter();
        let mut near: Vec<(Alike, usize)> = met
            .filter(|&at| !(items[i].listed && items[at].listed))
            .filter_map(|at| Some((like(i, at)?, at)))
            .collect();
        near.sort_by(|x, y| {
            let tie = || tie(&items[x.1], &items[y.1]);
            y.0.score.total_cmp(&x.0.score).then_with(tie)
        });
        if let Some((score, at)) = decide(&near, items, items[i].listed) {
            gathered.joins.push((i, at, score));
            continue;
        }
        let doubts = near.iter().map(|&(like, at)| (at, i, like.score));
        gathered.doubts.extend(doubts);
        for &key in &items[i].keys {
            gathered.centres.entry(key).or_default().push(i);
        }
    }
    gathered
}

/// The centre to join: the likest, unless two entries of a gazetteer are as like as each other.
fn decide(near: &[(Alike, usize)], items: &[ClusterItem], listed: bool) -> Option<(f64, usize)> {
    let &(Alike { score, same }, at) = near.first()?;
    let rival = near.get(1).is_some_and(|&(other, i)| {
        items[at].listed && items[i].listed && score - other.score < 0.02
    });
    (same && !rival && !listed).then_some((score, at))
}

/// A thing as far as known: an entry, or a name that nothing lists, under its commonest spelling.
pub(crate) struct NameCandidate<N> {
    pub(crate) identity: Identity,
    pub(crate) text: Arc<str>,
    /// Its names, taken apart.
    pub(crate) names: Vec<N>,
    claims: u32,
    /// The countries that it was met in; `None` in it: in none that is known.
    pub(crate) met_in: BTreeSet<Option<Country>>,
}

impl<N> NameCandidate<N> {
    /// Whether an entry of a gazetteer is meant.
    pub(crate) fn is_listed(&self) -> bool {
        matches!(self.identity, Identity::Entry(_))
    }

    /// Listed ones first, then the commonest.
    pub(crate) fn rank(&self) -> (bool, Reverse<u32>, &Arc<str>) {
        (!self.is_listed(), Reverse(self.claims), &self.text)
    }

    /// Whether both were met in one country, or one of them in none.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        let nowhere = |c: &Self| c.met_in.is_empty() || c.met_in.contains(&None);
        nowhere(self) || nowhere(other) || !self.met_in.is_disjoint(&other.met_in)
    }

    /// To be gathered under these keys.
    pub(crate) fn item(&self, keys: Vec<String>, numbers: &mut NumberTable<String>) -> ClusterItem {
        ClusterItem {
            listed: self.is_listed(),
            claims: self.claims,
            name: Arc::clone(&self.text),
            keys: distinct(keys.into_iter().map(|key| numbers.own(key))),
        }
    }

    /// Notes that it is a spelling of another.
    pub(crate) fn spells(&self, of: &Self, likeness: f64, joins: &mut Joins) {
        let why = NameReason::spelling(&of.text, likeness);
        joins.add(self.identity.clone(), of.identity.clone(), why);
    }
}

/// All things of a kind: entries first, by number, with the names that are tied to no context and
/// that `of_list` reads; then the names that nothing lists, where `of_claims` reads them.
pub(crate) fn candidates<N>(
    evidence: &Knowledge,
    kind: SubjectType,
    found: &[Option<Identified>],
    of_list: impl Fn(&str) -> Option<N>,
    of_claims: impl Fn(&Arc<str>) -> Option<N>,
) -> Vec<NameCandidate<N>> {
    let mut met_in: BTreeMap<&Identity, BTreeSet<Option<Country>>> = BTreeMap::new();
    let mut texts: BTreeMap<&Identity, BTreeMap<&Arc<str>, u32>> = BTreeMap::new();
    for (unit, found) in of_kind(evidence.units, found, kind) {
        let country = evidence.context(unit).country;
        met_in.entry(&found.identity).or_default().insert(country);
        if matches!(found.identity, Identity::Name(..)) {
            let texts = texts.entry(&found.identity).or_default();
            *texts.entry(&unit.text).or_default() += unit.claims;
        }
    }
    let mut take = |identity: &Identity| met_in.remove(identity).unwrap_or_default();
    let entries = evidence.index.gazetteer.entries.iter().zip(0..);
    let entries = entries.filter(|(entry, _)| entry.kind == kind);
    let listed = entries.map(|(entry, number)| {
        let identity = Identity::Entry(number);
        let free = entry.aliases.iter().filter(|a| a.context.is_empty());
        let names = std::iter::once(&entry.name).chain(free.map(|a| &a.name));
        NameCandidate {
            met_in: take(&identity),
            identity,
            text: Arc::clone(&entry.name),
            names: names.filter_map(|name| of_list(name)).collect(),
            claims: 0,
        }
    });
    let mut all: Vec<NameCandidate<N>> = listed.collect();
    all.extend(texts.into_iter().filter_map(|(identity, texts)| {
        let texts = texts.into_iter();
        let read = texts.filter_map(|(text, claims)| Some((text, claims, of_claims(text)?)));
        let read: Vec<(&Arc<str>, u32, N)> = read.collect();
        let claims = read.iter().map(|(_, claims, _)| claims).sum();
        let commonest = |read: &(&Arc<str>, u32, N)| (read.1, Reverse(Arc::clone(read.0)));
        let (text, _, name) = read.into_iter().max_by_key(commonest)?;
        Some(NameCandidate {
            identity: identity.clone(),
            text: Arc::clone(text),
            names: vec![name],
            claims,
            met_in: take(identity),
        })
    }));
    all
}

fn of_kind<'u>(
    units: &'u [NameUnit],
    found: &'u [Option<Identified>],
    kind: SubjectType,
) -> impl Iterator<Item = (&'u NameUnit, &'u Identified)> {
    let units = units.iter().zip(found).filter(move |(u, _)| u.kind == kind);
    units.filter_map(|(unit, found)| Some((unit, found.as_ref()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(names: &[(&str, bool, u32)]) -> Vec<ClusterItem> {
        names
            .iter()
            .map(|&(name, listed, claims)| ClusterItem {
                listed,
                claims,
                name: Arc::from(name),
                keys: vec![0],
            })
            .collect()
    }

    /// Names on a line: like where near.
    fn on_a_line(at: &[f64]) -> impl Fn(usize, usize) -> Option<Alike> {
        move |i, j| Alike::of(1.0 - (at[i] - at[j]).abs())
    }

    #[test]
    fn a_chain_of_likenesses_does_not_join_its_ends() {
        let found = gather(
            &items(&[("a", false, 9), ("b", false, 5), ("c", false, 2)]),
            by_name,
            on_a_line(&[0.0, 0.1, 0.2]),
        );
        assert_eq!(
            found.joins.iter().map(|j| (j.0, j.1)).collect::<Vec<_>>(),
            [(1, 0)]
        );
        assert_eq!(
            found.doubts.iter().map(|d| (d.0, d.1)).collect::<Vec<_>>(),
            [(0, 2)]
        );
    }

    #[test]
    fn listed_names_stay_apart_and_draw_others() {
        let found = gather(
            &items(&[("a", true, 0), ("b", true, 0), ("c", false, 9)]),
            by_name,
            on_a_line(&[0.0, 0.05, 0.1]),
        );
        assert_eq!(
            found.joins.iter().map(|j| (j.0, j.1)).collect::<Vec<_>>(),
            [(2, 1)]
        );
        let tied = gather(
            &items(&[("a", true, 0), ("b", true, 0), ("c", false, 9)]),
            by_name,
            on_a_line(&[0.0, 0.1, 0.05]),
        );
        assert!(tied.joins.is_empty());
        assert_eq!(tied.doubts.len(), 2);
    }
}
