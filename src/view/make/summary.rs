//! How much there is of everything.

use super::{Results, order};
use crate::codebook::{Severity, Verdict};
use crate::link::Features;
use crate::settle::{SettledTopic, State};
use crate::view::Summary;

pub(super) fn summary(results: &Results) -> Summary {
    let features = &results.linkage.features;
    let mut summary = Summary {
        faults: results.faults,
        claims: results.ctx.claims.len(),
        documents: numbers(features, |f| f.document),
        outlets: numbers(features, |f| f.outlet),
        events: results.linkage.events.len(),
        ..Summary::default()
    };
    for event in 0..summary.events {
        let (origins, _) = results.settlement.origins(event);
        match origins.iter().max() {
            Some(0) if order::outlets(results, event) > 1 => summary.one_origin += 1,
            Some(1..) => summary.corroborated += 1,
            _ => {}
        }
    }
    for topic in results.settlement.topics() {
        tally(&mut summary, topic);
    }
    summary
}

/// How many there are of what is numbered without a gap.
fn numbers(features: &[Features], number: impl Fn(&Features) -> u32) -> usize {
    let numbers = features.iter().map(number);
    numbers.max().map_or(0, |last| last as usize + 1)
}

fn tally(summary: &mut Summary, topic: &SettledTopic) {
    let states = &mut summary.topics;
    match topic.state {
        State::Agreed => states.agreed += 1,
        State::OneSource => states.one_source += 1,
        State::Explained => states.explained += 1,
        State::Open => states.open += 1,
        State::Ruled => states.ruled += 1,
        State::Accepted => states.accepted += 1,
    }
    let decided = matches!(topic.state, State::Ruled | State::Accepted);
    if topic.claims > 1 && !decided {
        let verdicts = &mut summary.verdicts;
        match topic.verdict {
            Verdict::Agreement => verdicts.agreement += 1,
            Verdict::Compatible => verdicts.compatible += 1,
            Verdict::Scope => verdicts.scope += 1,
            Verdict::Superseded => verdicts.superseded += 1,
            Verdict::Contradiction => verdicts.contradiction += 1,
        }
    }
    if topic.state == State::Open {
        let by = &mut summary.contradictions;
        match topic.severity {
            Some(Severity::Critical) => by.critical += 1,
            Some(Severity::Major) => by.major += 1,
            Some(Severity::Moderate) => by.moderate += 1,
            Some(Severity::Minor) | None => by.minor += 1,
        }
    }
}
