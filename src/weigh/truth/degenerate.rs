//! What a reader should know where the claims cannot settle much.

use super::claims::Claims;
use super::outcome::{Convergence, Note};

/// The starts are said to part where they do on more than this share of the objects.
const PART: f64 = 0.995;

/// Everything worth a note.
pub(super) fn notes(claims: &Claims, convergence: &Convergence) -> Vec<Note> {
    let mut notes = Vec::new();
    if claims.is_empty() {
        return notes;
    }
    let speaking = (0..claims.sources())
        .filter(|s| claims.made_by(*s) > 0)
        .count();
    // What is known speaks as a source does that is always right.
    let known = |object: usize| usize::from(claims.known(object).is_some());
    let several = |object: &usize| {
        let said = claims
            .cells_of(*object)
            .map(|c| claims.claims_of(c).len())
            .sum::<usize>();
        said + known(*object) > 1
    };
    let contested = (0..claims.objects()).any(|object| claims.cells_of(object).len() > 1);
    let confirmed = |object: usize| {
        let known = claims.known(object);
        known.is_some_and(|cell| !claims.claims_of(cell).is_empty())
    };
    let agreed = (0..claims.cells()).any(|cell| claims.claims_of(cell).len() > 1)
        || (0..claims.objects()).any(confirmed);
    if speaking == 1 && claims.all_known() == 0 {
        notes.push(Note::OneSource);
    } else if !(0..claims.objects()).any(|object| several(&object)) {
        notes.push(Note::NoOverlap);
    } else if !contested {
        notes.push(Note::Unanimous);
    } else if !agreed {
        notes.push(Note::NobodyAgrees);
    }
    if let several @ 1.. = contradicting(claims) {
        notes.push(Note::SelfContradiction(several));
    }
    if !convergence.converged || convergence.same < PART {
        notes.push(Note::NotConverged);
    }
    notes
}

/// How many sources say several things of one object.
fn contradicting(claims: &Claims) -> u32 {
    let mut split = vec![false; claims.sources()];
    for claim in 0..claims.len() {
        if claims.weight(claim) < 1.0 {
            split[claims.source(claim)] = true;
        }
    }
    split.into_iter().filter(|split| *split).count() as u32
}
