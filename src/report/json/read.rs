//! A written report, read again.

use std::collections::HashMap;

use super::super::view::{Event, Finding, Report};

/// Reads a report, and gives back to each finding what its event tells of it.
///
/// # Errors
/// Where it is no report.
pub fn read(bytes: &[u8]) -> serde_json::Result<Report<'static>> {
    let mut report: Report = serde_json::from_slice(bytes)?;
    let places = report.events.iter().map(|e| e.id.clone()).zip(0..);
    let places: HashMap<_, usize> = places.collect();
    for finding in &mut report.findings {
        let event = finding.event.as_ref().and_then(|id| places.get(id));
        if let Some(&event) = event.filter(|_| finding.is_told_by_event()) {
            complete(finding, &report.events[event]);
        }
    }
    Ok(report)
}

/// Adds the outlets and the values of the two claims.
fn complete(finding: &mut Finding<'static>, event: &Event<'static>) {
    let header =
        |a: &&super::super::view::Attribute| a.attribute == finding.attribute && a.of.is_none();
    let attribute = event.attributes.iter().find(header);
    for (side, claim) in finding.claims.iter().enumerate() {
        let account = event.accounts.iter().find(|a| a.claim == *claim);
        if let Some(account) = account {
            finding.outlets[side].clone_from(&account.outlet);
        }
        let mut values = attribute.iter().flat_map(|a| &a.values);
        if let Some(value) = values.find(|v| v.claims.contains(claim)) {
            finding.values[side].clone_from(&value.text);
        }
    }
}
