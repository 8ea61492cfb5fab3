//! The outlets: what they published, and what they are known to have from others.

use std::collections::{BTreeMap, BTreeSet};

use super::Results;
use crate::claim::Claim;
use crate::report::view;

/// All outlets, by name.
pub(super) fn views(results: &Results) -> Vec<view::Outlet> {
    let mut claims: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
    for claim in results.ctx.claims {
        claims.entry(&claim.outlet).or_default().push(claim);
    }
    claims
        .into_iter()
        .map(|(outlet, claims)| view(results, outlet, &claims))
        .collect()
}

fn view(results: &Results, outlet: &str, claims: &[&Claim]) -> view::Outlet {
    let documents: BTreeSet<&str> = claims.iter().map(|c| &*c.document.id).collect();
    let mut copies = declared(claims);
    copies.extend(echoed(results, outlet));
    view::Outlet {
        outlet: outlet.to_owned(),
        claims: claims.len(),
        documents: documents.len(),
        reliability: None,
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
