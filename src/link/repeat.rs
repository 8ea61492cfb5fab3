//! Accounts that say nothing new of which event they speak: of the many that agree in all that is
//! compared, only the first few are linked, and the others join the first.
//!
//! A thousand outlets that print one despatch make half a million pairs of one weight; the first
//! few make the same event.

use hashbrown::{HashMap, HashSet};

use super::features::{Count, Features};
use crate::claim::{DaySpan, KindId, Point};
use crate::names::EntityId;

/// Of accounts that agree in all that is compared, so many are linked: enough that those which
/// say otherwise still meet a cluster and not one account. On worlds of known truth (20,000 claims,
/// `docs/benchmarks.md`) no clustering or verdict figure moves by .001 for it.
const LINKED: usize = 4;

/// Which claims are linked, and which claim each of the others joins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Repeats {
    /// For every claim the one that it joins: itself where it is linked.
    joins: Vec<u32>,
}

/// All that is compared of a claim but who tells it, in which words, and at which hour.
#[derive(PartialEq, Eq, Hash)]
struct Told<'f> {
    span: Option<DaySpan>,
    lasting: bool,
    place: &'f [EntityId],
    position: Option<[u64; 3]>,
    actors: &'f [EntityId],
    fates: &'f [(EntityId, u16)],
    persons: &'f [EntityId],
    kind: Option<KindId>,
    counts: &'f [Count],
    published: Option<i64>,
    published_within: u32,
    words: Option<u64>,
    total_only: bool,
}

impl<'f> Told<'f> {
    fn of(claim: &'f Features) -> Self {
        Self {
            span: claim.span,
            lasting: claim.lasting,
            place: &claim.place,
            position: claim.position.map(Point::bits),
            actors: &claim.actors,
            fates: &claim.fates,
            persons: &claim.persons,
            kind: claim.kind,
            counts: &claim.counts,
            published: claim.published.map(|minute| minute.div_euclid(1440)),
            published_within: claim.published_within,
            words: claim.words.as_ref().map(|words| words.digest()),
            total_only: claim.total_only,
        }
    }
}

/// Whether nothing is known by which the claim could be told to be of any event.
fn says_nothing(claim: &Features) -> bool {
    let header = claim.kind.is_some() || claim.span.is_some() || !claim.place.is_empty();
    let told = !claim.persons.is_empty() || !claim.counts.is_empty() || !claim.actors.is_empty();
    !header && !told && claim.words.is_none()
}

/// The first claim of those told alike, and the outlets that tell them.
#[derive(Default)]
struct Alike {
    first: u32,
    outlets: HashSet<u32>,
}

impl Repeats {
    /// Of claims by number. An account joins unlinked only where its document holds no other claim
    /// and its outlet has not told the same before: then nothing could have kept it apart.
    pub(super) fn of(features: &[Features]) -> Self {
        let documents = features.iter().map(|claim| claim.document as usize + 1);
        let mut in_document = vec![0_u32; documents.max().unwrap_or(0)];
        for claim in features {
            in_document[claim.document as usize] += 1;
        }
        let mut alike: HashMap<Told<'_>, Alike> = HashMap::new();
        let joins = features.iter().enumerate().map(|(number, claim)| {
            let number = number as u32;
            // Accounts alike stand in one crowd, where they name those who took part.
            let alone = !claim.actors.is_empty() && usize::from(claim.crowd) < LINKED;
            if alone
                || claim.is_ruled()
                || in_document[claim.document as usize] > 1
                || says_nothing(claim)
            {
                return number;
            }
            let known = alike.entry(Told::of(claim)).or_insert_with(|| Alike {
                first: number,
                ..Alike::default()
            });
            let many = known.outlets.len() >= LINKED;
            if known.outlets.insert(claim.outlet) && many {
                known.first
            } else {
                number
            }
        });
        Self {
            joins: joins.collect(),
        }
    }

    /// Whether the claim is linked by what it says.
    pub(super) fn is_linked(&self, claim: u32) -> bool {
        self.joins[claim as usize] == claim
    }

    /// Puts every claim that was not linked, a cluster alone, into the cluster of the one it joins.
    /// Clusters stay sorted by their least member, members sorted.
    pub(super) fn join(&self, clusters: &mut Vec<Vec<u32>>) {
        let mut others: HashMap<u32, Vec<u32>> = HashMap::new();
        for (number, &first) in self.joins.iter().enumerate() {
            if first != number as u32 {
                others.entry(first).or_default().push(number as u32);
            }
        }
        if others.is_empty() {
            return;
        }
        clusters.retain(|cluster| cluster.iter().any(|&claim| self.is_linked(claim)));
        for cluster in &mut *clusters {
            let more: Vec<u32> = cluster
                .iter()
                .filter_map(|c| others.get(c))
                .flatten()
                .copied()
                .collect();
            cluster.extend(more);
            cluster.sort_unstable();
        }
        clusters.sort_unstable();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(document: u32, outlet: u32, kind: u16) -> Features {
        Features {
            document,
            outlet,
            kind: Some(KindId(kind)),
            ..Features::default()
        }
    }

    #[test]
    fn the_first_few_are_linked_and_the_others_join_the_first() {
        let mut claims: Vec<Features> = (0..7).map(|n| told(n, n, 0)).collect();
        claims.push(told(7, 7, 1));
        let repeats = Repeats::of(&claims);
        assert_eq!(repeats.joins, [0, 1, 2, 3, 0, 0, 0, 7]);
        let mut clusters = vec![vec![0, 1], vec![2, 3], vec![4], vec![5], vec![6], vec![7]];
        repeats.join(&mut clusters);
        assert_eq!(clusters, [vec![0, 1, 4, 5, 6], vec![2, 3], vec![7]]);
    }

    #[test]
    fn what_may_be_kept_apart_is_linked() {
        let mut claims: Vec<Features> = (0..5).map(|n| told(n, n, 0)).collect();
        // Its outlet has told the same before; and its document tells two things.
        claims.push(told(5, 0, 0));
        claims.extend([told(6, 6, 0), told(6, 6, 1)]);
        assert_eq!(Repeats::of(&claims).joins, [0, 1, 2, 3, 0, 5, 6, 7]);
    }

    #[test]
    fn accounts_that_say_nothing_are_not_one() {
        let claims: Vec<Features> = (0..7)
            .map(|n| Features {
                kind: None,
                ..told(n, n, 0)
            })
            .collect();
        assert!((0..7).all(|claim| Repeats::of(&claims).is_linked(claim)));
    }
}
