//! A finding as JSON on one line. Most are of two compatible parts of the headers of an event's
//! claims; these are written straight from what the stages know, without a view between.

use serde::ser::{Serialize, Serializer};
use serde_json::Error;

use super::super::build::{Draft, finding_digest, finding_severity};
use super::super::view::Finding;
use super::super::{sentence, words};
use super::line;
use crate::claim::id_letters;
use crate::compare::{self, Reason, Scene, Side, Slot};

/// Adds the finding at a place of the report.
///
/// # Errors
/// As [`line::add`].
pub(super) fn add(
    draft: &Draft,
    place: usize,
    room: &mut Vec<u8>,
    out: &mut Vec<u8>,
) -> Result<(), Error> {
    match plain(draft.found(place)) {
        Some((event, why)) => {
            of_headers(draft, draft.found(place), event, why, room, out);
            Ok(())
        }
        None => line::add(&Lean(&draft.finding(place)), out),
    }
}

/// The event, and what makes the two compatible, where they are parts of its claims' headers and
/// nothing more is to be said.
fn plain(finding: &compare::Finding) -> Option<(u32, &'static str)> {
    let is_header = |side: Side| !matches!(side.slot, Slot::Assertion(_));
    match finding.scene {
        // What is doubtful says how to settle it.
        Scene::Event(event)
            if is_header(finding.a)
                && is_header(finding.b)
                && finding.reason != Reason::NameDoubtful =>
        {
            sentence::clause(finding).map(|why| (event, why))
        }
        _ => None,
    }
}

/// What [`Lean`] writes of such a finding.
fn of_headers(
    draft: &Draft,
    finding: &compare::Finding,
    event: u32,
    why: &str,
    room: &mut Vec<u8>,
    out: &mut Vec<u8>,
) {
    let results = draft.results();
    let ctx = &results.ctx;
    out.extend_from_slice(b"{\"id\":\"f-");
    out.extend_from_slice(&id_letters(finding_digest(ctx, finding, room)));
    out.extend_from_slice(b"\",\"event\":");
    line::string(&results.linkage.events[event as usize].id, out);
    out.extend_from_slice(b",\"subject\":null,\"attribute\":");
    line::string(&ctx.codebook.attribute(finding.attribute).name, out);
    out.extend_from_slice(b",\"of\":null,\"verdict\":");
    line::string(words::verdict(finding.verdict), out);
    out.extend_from_slice(b",\"severity\":");
    line::string(words::severity(finding_severity(ctx, finding)), out);
    out.extend_from_slice(b",\"claims\":[");
    line::string(&ctx.claims[finding.a.claim as usize].id, out);
    out.push(b',');
    line::string(&ctx.claims[finding.b.claim as usize].id, out);
    out.extend_from_slice(b"],\"why\":");
    line::string(why, out);
    out.push(b'}');
}

/// A finding without what its event tells.
pub(super) struct Lean<'f, 'a>(pub &'f Finding<'a>);

impl Serialize for Lean<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !self.0.is_told_by_event() {
            return self.0.serialize(serializer);
        }
        let mut lean = self.0.clone();
        lean.outlets = Default::default();
        lean.values = Default::default();
        lean.serialize(serializer)
    }
}
