//! How much there is of everything.

use super::scenery::Scenery;
use super::{Results, finding};
use crate::codebook::{Severity, Verdict};
use crate::compare::Finding;
use crate::link::Features;
use crate::report::view;

pub(super) fn summary(results: &Results, scenery: &Scenery) -> view::Summary {
    let features = &results.linkage.features;
    let told = || scenery.origins.iter().zip(&scenery.outlets);
    let mut summary = view::Summary {
        faults: results.faults,
        claims: results.ctx.claims.len(),
        documents: numbers(features, |f| f.document),
        outlets: numbers(features, |f| f.outlet),
        events: results.linkage.events.len(),
        corroborated: told().filter(|(origins, _)| **origins > 1).count(),
        one_origin: told()
            .filter(|&(o, outlets)| *o == 1 && *outlets > 1)
            .count(),
        ..view::Summary::default()
    };
    summary.verdicts.agreement = results.comparison.agreements;
    for finding in &results.comparison.findings {
        tally(&mut summary, results, finding);
    }
    summary
}

/// How many there are of what is numbered without a gap.
fn numbers(features: &[Features], number: impl Fn(&Features) -> u32) -> usize {
    let numbers = features.iter().map(number);
    numbers.max().map_or(0, |last| last as usize + 1)
}

fn tally(summary: &mut view::Summary, results: &Results, finding: &Finding) {
    let verdicts = &mut summary.verdicts;
    match finding.verdict {
        Verdict::Agreement => verdicts.agreement += 1,
        Verdict::Compatible => verdicts.compatible += 1,
        Verdict::Superseded => verdicts.superseded += 1,
        Verdict::Scope => verdicts.scope += 1,
        Verdict::Contradiction => {
            verdicts.contradiction += 1;
            let by = &mut summary.contradictions;
            match finding::severity(&results.ctx, finding) {
                Severity::Critical => by.critical += 1,
                Severity::Major => by.major += 1,
                Severity::Moderate => by.moderate += 1,
                Severity::Minor => by.minor += 1,
            }
        }
    }
}
