//! The parts of a table's claims, put together.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::json::Output;
use super::{Fault, FaultKind};
use crate::claim::{Assertion, Claim};

/// Puts the rows of each claim together, wherever in the file they stand, and says what is said
/// by one source of a whole claim once.
pub(super) fn gather(output: Output) -> Output {
    let mut faults = output.faults;
    let mut refused: BTreeSet<Arc<str>> = output.refused.into_iter().collect();
    refused.remove("");
    let mut places: HashMap<Arc<str>, usize> = HashMap::new();
    let mut claims: Vec<Claim> = Vec::with_capacity(output.claims.len());
    for part in output.claims {
        match places.get(&part.id) {
            Some(at) if !part.id.is_empty() => {
                if let Err((fault, id)) = join(&mut claims[*at], part) {
                    faults.push(fault);
                    refused.insert(id);
                }
            }
            _ => {
                places.insert(Arc::clone(&part.id), claims.len());
                claims.push(part);
            }
        }
    }
    claims.retain(|claim| !refused.contains(&claim.id));
    claims.iter_mut().for_each(lift_said_by);
    Output {
        claims,
        faults,
        refused: Vec::new(),
    }
}

/// Adds a part's assertions to the claim that it is of.
fn join(claim: &mut Claim, mut part: Claim) -> Result<(), (Fault, Arc<str>)> {
    let same = claim.outlet == part.outlet
        && claim.document == part.document
        && claim.event == part.event
        && claim.quote == part.quote
        && claim.details == part.details;
    if !same {
        let place = &part.location;
        let message = format!(
            "the rows of claim \"{}\" differ in more than their assertions: see line {}",
            claim.id, claim.location.line
        );
        let fault = Fault::at(&place.file, (place.line, 0), FaultKind::BadValue, message);
        return Err((fault, part.id));
    }
    claim.assertions.append(&mut part.assertions);
    if claim.said_by.is_empty() {
        claim.said_by = part.said_by;
    }
    if claim.extra.is_none() {
        claim.extra = part.extra;
    }
    Ok(())
}

/// Where all assertions were said by the same, the claim was.
fn lift_said_by(claim: &mut Claim) {
    let Some(first) = claim.assertions.first() else {
        return;
    };
    let said_by = first.said_by.clone();
    let all = |assertion: &Arc<Assertion>| assertion.said_by == said_by;
    if claim.said_by.is_empty() && !said_by.is_empty() && claim.assertions.iter().all(all) {
        for assertion in &mut claim.assertions {
            Arc::make_mut(assertion).said_by = Arc::default();
        }
        claim.said_by = said_by;
    }
}
