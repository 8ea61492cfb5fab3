//! Gathers names of groups that sound alike.

use std::sync::Arc;

use super::Groups;
use super::name::GroupName;
use crate::codebook::SubjectType;
use crate::names::gather::{Alike, ClusterItem, NameCandidate, by_name, candidates, gather};
use crate::names::identity::{Doubtful, Joins};
use crate::names::interner::NumberTable;
use crate::names::sound::skeleton_keys;

/// Joins unlisted names with the listed or commoner ones that they are like.
pub(super) fn join(groups: &Groups, joins: &mut Joins) -> Doubtful {
    let spelt = |name: GroupName| name.acronym.is_none().then_some(name);
    // Those that say which group they mean.
    let telling = |text: &Arc<str>| {
        let name = &groups.parsed[text];
        let name = name.spoken().or_else(|| spelt(name.clone()))?;
        (!name.generic).then_some(name)
    };
    let of_list = |text: &str| spelt(GroupName::new(text));
    let (evidence, kind) = (&groups.evidence, SubjectType::Group);
    let mut all = candidates(evidence, kind, &groups.found, of_list, telling);
    // An entry may be met anywhere.
    let listed = all.iter_mut().filter(|candidate| candidate.is_listed());
    listed.for_each(|candidate| candidate.met_in.clear());
    let mut numbers = NumberTable::default();
    let keys = |c: &NameCandidate<GroupName>| {
        let skeletons = c.names.iter().map(GroupName::skeleton);
        skeletons
            .flat_map(|skeleton| skeleton_keys(&skeleton))
            .collect()
    };
    let items: Vec<ClusterItem> = all.iter().map(|c| c.item(keys(c), &mut numbers)).collect();
    let found = gather(&items, by_name, |a, b| like(&all[a], &all[b]));
    for (a, b, score) in found.joins {
        all[a].spells(&all[b], score, joins);
    }
    let doubts = found.doubts.into_iter().map(|(a, b, score)| {
        let (a, b) = (&all[a], &all[b]);
        let why = format!(
            "\"{}\" and \"{}\" sound alike ({:.0} %), which is too little to call them one",
            a.text,
            b.text,
            score * 100.0
        );
        (a.identity.clone(), b.identity.clone(), why)
    });
    doubts.collect()
}

/// Likeness of the likest of their names; unlisted ones must have been met in one country.
fn like(a: &NameCandidate<GroupName>, b: &NameCandidate<GroupName>) -> Option<Alike> {
    if !a.meets(b) {
        return None;
    }
    let pairs = a.names.iter();
    let pairs = pairs.flat_map(|x| b.names.iter().map(move |y| x.likeness(y)));
    Alike::of(pairs.fold(0.0, f64::max))
}
