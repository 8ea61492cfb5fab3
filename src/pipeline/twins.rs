//! Outlets that say exactly what another says, claim by claim: they are set aside before names are
//! read and events are found, and put beside the other again, so that they change nothing.
//!
//! Copies in part, or in other words, are found by weighing (`settle::outlets::copying`).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};

use xxhash_rust::xxh3::Xxh3;

use super::known;
use crate::claim::Claim;
use crate::codebook::Codebook;
use crate::ingest::rulings::Decided;
use crate::ingest::{KnownTruths, OutletProfile};
use crate::link::{self, Linkage, RuledEvents, Weights};
use crate::names::{ClaimNames, Gazetteer, Names};
use crate::progress::Progress;
use crate::settle::outlets::{Given, Twins};

/// Outlets of fewer claims than this may say the same by chance.
const FEWEST: usize = 4;

/// When an outlet began, its name, and its claims by what they say.
type Began<'a> = (i64, &'a str, Vec<u32>);

impl Twins {
    /// Those of claims, which must be sorted by id. Of outlets that say the same, whoever began
    /// first is the other's source; of those that began at once whoever others cite the most, and then
    /// the first by name. Who is declared independent is nobody's twin, nor is who was ruled to tell of another
    /// event; who has no words of its own is one only by the errors that they share, which weighing finds.
    fn found(claims: &[Claim], profiles: &[OutletProfile], decided: &Decided) -> Self {
        let independent = profiles.iter().filter(|profile| profile.independent);
        let independent = independent.map(|profile| &*profile.name);
        let parted = decided.apart.iter().flat_map(|(_, claims)| claims);
        let parted = parted.map(|&claim| &*claims[claim as usize].outlet);
        let independent: BTreeSet<&str> = independent.chain(parted).collect();
        let mut outlets: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (number, claim) in (0..).zip(claims) {
            outlets.entry(&claim.outlet).or_default().push(number);
        }
        let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
        for own in outlets.values() {
            *sizes.entry(own.len()).or_default() += 1;
        }
        let mut alike: BTreeMap<Vec<u64>, Vec<Began>> = BTreeMap::new();
        let dependent = outlets
            .into_iter()
            .filter(|(outlet, _)| !independent.contains(outlet));
        for (outlet, own) in dependent {
            let has_words = own.iter().any(|&c| claims[c as usize].has_words());
            if has_words && own.len() >= FEWEST && sizes[&own.len()] > 1 {
                let (contents, sorted) = contents(claims, own);
                let began = sorted
                    .iter()
                    .filter_map(|&c| minute(&claims[c as usize]))
                    .min();
                let group = alike.entry(contents).or_default();
                group.push((began.unwrap_or(i64::MAX), outlet, sorted));
            }
        }
        let mut twins = Vec::new();
        for mut group in alike.into_values().filter(|group| group.len() > 1) {
            group.sort_by_cached_key(|(began, outlet, _)| (*began, Reverse(cited(claims, outlet))));
            twins.resize(claims.len(), None);
            let (first, others) = (&group[0].2, &group[1..]);
            for (claim, of) in others.iter().flat_map(|(_, _, own)| own.iter().zip(first)) {
                twins[*claim as usize] = Some(*of);
            }
        }
        Self(twins)
    }

    /// The claims without the twins; nothing where there are none.
    fn others(&self, claims: &[Claim]) -> Option<Vec<Claim>> {
        let all = claims.iter().zip(&self.0);
        let others = all.filter(|(_, twin)| twin.is_none());
        (!self.0.is_empty()).then(|| others.map(|(claim, _)| claim.clone()).collect())
    }

    /// The number among the others of every claim: a twin's is that of its source.
    fn places(&self) -> Vec<u32> {
        let mut next = 0..;
        let own = self.0.iter().map(|twin| match twin {
            None => next.next().unwrap_or_default(),
            Some(_) => 0,
        });
        let own: Vec<u32> = own.collect();
        let source = |(at, twin): (usize, &Option<u32>)| own[twin.map_or(at, |t| t as usize)];
        self.0.iter().enumerate().map(source).collect()
    }

    /// The names of all claims, given those of the others.
    fn named(&self, names: &mut Names) {
        let of_others = std::mem::take(&mut names.claims);
        let of = |at: u32| -> ClaimNames { of_others[at as usize].clone() };
        names.claims = self.places().into_iter().map(of).collect();
    }

    /// The events of all claims, given those of the others.
    fn linked(
        &self,
        claims: &[Claim],
        names: &Names,
        codebook: &Codebook,
        (others, decided): (Linkage, &Decided),
    ) -> Linkage {
        if self.0.is_empty() {
            return others;
        }
        let places = self.places();
        let mut events = vec![Vec::new(); others.events.len()];
        for (claim, &place) in (0..).zip(&places) {
            events[others.event_of[place as usize] as usize].push(claim);
        }
        let mut all = {
            let ruled = RuledEvents::of(decided, |claim| claim);
            Linkage::given(claims, names, codebook, &others.weights, (&events, &ruled))
        };
        for (feature, &place) in all.features.iter_mut().zip(&places) {
            let other = &others.features[place as usize];
            (feature.crowd, feature.day) = (other.crowd, other.day);
            feature.is_row = other.is_row;
        }
        Linkage {
            given: false,
            blocking: others.blocking,
            tables: others.tables,
            ..all
        }
    }
}

/// In how many claims an outlet is named as a source.
fn cited(claims: &[Claim], outlet: &str) -> usize {
    let names = |c: &&Claim| {
        let from = c.document.republished_from.iter();
        c.said_by
            .iter()
            .chain(from)
            .any(|name| name.eq_ignore_ascii_case(outlet))
    };
    claims.iter().filter(names).count()
}

/// What claims tell, with twins put beside those of whom they are.
pub(super) struct Told {
    pub(super) names: Names,
    pub(super) linkage: Linkage,
    /// What is known before anything is weighed.
    pub(super) given: Given,
}

/// The names of outlets that are declared never to copy.
fn independent(outlets: &[OutletProfile]) -> BTreeSet<String> {
    let declared = outlets.iter().filter(|outlet| outlet.independent);
    declared.map(|outlet| outlet.name.clone()).collect()
}

/// The owners of outlets that are not declared independent, by the names of these.
fn owners(outlets: &[OutletProfile]) -> BTreeMap<String, String> {
    let owned = outlets.iter().filter(|outlet| !outlet.independent);
    let owned = owned.filter_map(|o| Some((o.name.clone(), o.owner.clone()?)));
    owned.collect()
}

/// Reads names and finds events, or takes those that are given.
pub(super) fn told(
    claims: &mut Vec<Claim>,
    (known, decided): (&KnownTruths, &Decided),
    events: Option<Vec<Vec<u32>>>,
    (codebook, gazetteer, weights, outlets): (&Codebook, &Gazetteer, &Weights, &[OutletProfile]),
    progress: &dyn Progress,
) -> Told {
    let twins = Twins::found(claims, outlets, decided);
    let others = twins.others(claims);
    let are_all = others.is_none();
    let mut others = others.unwrap_or_else(|| std::mem::take(claims));
    progress.begin("names", 0);
    let (mut names, (facts, accepted)) =
        known::named(&mut others, (known, decided), codebook, gazetteer);
    for (outlet, side) in outlets
        .iter()
        .filter_map(|o| Some((&o.name, o.party.as_ref()?)))
    {
        names.declare_party(outlet, side);
    }
    progress.begin("linking", 0);
    let found = events.is_none().then(|| {
        let places = twins.places();
        let place = |claim: u32| places.get(claim as usize).copied().unwrap_or(claim);
        let ruled = RuledEvents::of(decided, place);
        let beside = (outlets, &ruled);
        link::link(&others, &names, codebook, weights, beside)
    });
    if are_all {
        *claims = others;
    } else {
        twins.named(&mut names);
    }
    let linkage = match (found, events) {
        (Some(found), _) => twins.linked(claims, &names, codebook, (found, decided)),
        (None, events) => {
            let events = events.unwrap_or_default();
            let ruled = RuledEvents::of(decided, |claim| claim);
            let mut linkage = Linkage::given(claims, &names, codebook, weights, (&events, &ruled));
            linkage.mark_rows(claims, outlets);
            linkage
        }
    };
    Told {
        names,
        linkage,
        given: Given {
            facts,
            accepted,
            twins,
            independent: independent(outlets),
            owners: owners(outlets),
        },
    }
}

/// What an outlet says, sorted, and its claims in the same order.
fn contents(claims: &[Claim], own: Vec<u32>) -> (Vec<u64>, Vec<u32>) {
    let key = |c: u32| (content(&claims[c as usize]), minute(&claims[c as usize]), c);
    let mut keyed: Vec<(u64, Option<i64>, u32)> = own.into_iter().map(key).collect();
    keyed.sort_unstable();
    keyed
        .into_iter()
        .map(|(content, _, claim)| (content, claim))
        .unzip()
}

fn minute(claim: &Claim) -> Option<i64> {
    let published = claim.document.published.as_ref()?;
    Some(
        published
            .minute
            .unwrap_or(i64::from(published.span.first) * 1440),
    )
}

/// A digest of what a claim says, whoever says it.
fn content(claim: &Claim) -> u64 {
    let mut hash = Xxh3::new();
    let event = &claim.event;
    event.kind.hash(&mut hash);
    event.when.as_ref().map(|when| when.span).hash(&mut hash);
    let place = event.place.iter().flat_map(|p| &p.names);
    place.for_each(|name| name.hash(&mut hash));
    for actor in event.actors.iter() {
        (&actor.name, &actor.role).hash(&mut hash);
    }
    claim.said_by.hash(&mut hash);
    claim.details().gist.hash(&mut hash);
    if claim.is_bare() {
        // Two that say nothing say not the same.
        claim.document.id.hash(&mut hash);
    }
    for a in &claim.assertions {
        (a.attribute, &a.of, &a.written, &a.whom, &a.said_by).hash(&mut hash);
        (a.counts as u8, a.holds).hash(&mut hash);
        a.as_of.as_ref().map(|when| when.span).hash(&mut hash);
        a.over.as_ref().map(|when| when.span).hash(&mut hash);
    }
    hash.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write as _;

    /// Outlets with their day of publication and how many are killed in each of five bombings.
    fn claims(outlets: &[(&str, u32, [u32; 5])]) -> Vec<Claim> {
        let mut lines = String::new();
        for (outlet, day, killed) in outlets {
            for (n, killed) in killed.iter().enumerate() {
                let claim = serde_json::json!({
                    "outlet": outlet, "id": format!("{outlet}{n}"),
                    "document": {"id": format!("{outlet}{n}"), "published": format!("2024-03-{day:02}")},
                    "event": {"when": format!("2024-02-{:02}", n + 1), "where": ["Gao"]},
                    "assertions": [{"attribute": "killed", "value": killed}],
                });
                writeln!(lines, "{claim}").expect("a string");
            }
        }
        crate::ingest::read_lines("c", lines.as_bytes(), &Codebook::builtin()).claims
    }

    #[test]
    fn whoever_began_first_is_the_source() {
        let all = claims(&[
            ("a", 9, [1, 2, 3, 4, 5]),
            ("b", 2, [1, 2, 3, 4, 5]),
            ("c", 2, [1, 2, 3, 4, 6]),
        ]);
        let twins = Twins::found(&all, &[], &Decided::default());
        let expected: Vec<Option<u32>> = (0..15).map(|n| (n < 5).then_some(n + 5)).collect();
        assert_eq!(twins.0, expected);
        assert_eq!(twins.places()[..10], [0, 1, 2, 3, 4, 0, 1, 2, 3, 4]);
        assert_eq!(twins.others(&all).map(|others| others.len()), Some(10));
    }

    #[test]
    fn who_differs_once_is_no_twin() {
        let all = claims(&[("a", 2, [1, 2, 3, 4, 5]), ("b", 2, [1, 2, 3, 4, 6])]);
        assert!(
            Twins::found(&all, &[], &Decided::default())
                .others(&all)
                .is_none()
        );
    }
}
