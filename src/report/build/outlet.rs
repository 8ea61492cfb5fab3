//! The outlets: what they published, and what they are known to have from others.

use std::collections::{BTreeMap, BTreeSet};

use super::Results;
use crate::claim::Claim;
use crate::report::view;

/// All outlets, by name.
pub(super) fn views(results: &Results) -> Vec<view::Outlet> {
    let mut claims: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
    let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
    for (claim, feature) in results.ctx.claims.iter().zip(&results.linkage.features) {
        claims.entry(&claim.outlet).or_default().push(claim);
        numbers.insert(&claim.outlet, feature.outlet);
    }
    let named: BTreeMap<u32, &str> = numbers.iter().map(|(name, n)| (*n, *name)).collect();
    claims
        .into_iter()
        .map(|(outlet, claims)| view(results, outlet, numbers[outlet], &named, &claims))
        .collect()
}

fn copied(results: &Results, number: u32, named: &BTreeMap<u32, &str>) -> Vec<view::Copies> {
    let pairs = results.trust.copies.pairs.iter();
    let own = pairs.filter(|p| p.copier == number);
    own.filter(|p| p.probability >= 0.5).map(|p| view::Copies {
        outlet: named[&p.source].to_owned(),
        probability: Some(p.probability),
        why: format!("{} of {} accounts, {} named, {} rare, lag {:?} share {:.2}", p.taken, p.met, p.named, p.rare, p.lag, p.share),
    }).collect()
}

fn view(results: &Results, outlet: &str, number: u32, named: &BTreeMap<u32, &str>, claims: &[&Claim]) -> view::Outlet {
    let documents: BTreeSet<&str> = claims.iter().map(|c| &*c.document.id).collect();
    let mut copies = declared(claims);
    copies.extend(echoed(results, outlet));
    copies.extend(copied(results, number, named));
    view::Outlet {
        outlet: outlet.to_owned(),
        claims: claims.len(),
        documents: documents.len(),
        reliability: results.trust.reliability(number).map(|s| view::Reliability { mean: s.mean, low: s.low, high: s.high }),
        grade: None,
        copies,
    }
}

fn declared(claims: &[&Claim]) -> Vec<view::Copies> {
    let from: BTreeSet<(&str, &str)> = claims
        .iter()
        .filter_map(|c| Some((&**c.document.republished_from.as_ref()?, &*c.document.id)))
        .collect();
    from.into_iter()
        .map(|(from, document)| view::Copies {
            outlet: from.to_owned(),
            probability: None,
            why: format!("{document} says that it first appeared elsewhere"),
        })
        .collect()
}

fn echoed(results: &Results, outlet: &str) -> Vec<view::Copies> {
    let echoes = results
        .dependence
        .echoes
        .iter()
        .filter(|e| e.follows && &*e.outlet == outlet);
    echoes
        .map(|e| view::Copies {
            outlet: e.of_outlet.to_string(),
            probability: None,
            why: format!(
                "{} of the {} assertions of {} stand in {} too, which was published before it, {} of \
                 them in the same order; both may have it from a third",
                e.shared, e.assertions, e.document, e.of_document, e.in_order
            ),
        })
        .collect()
}
