//! The event's own time, place, kind and sides; and names and places given as values.

use super::order;
use super::reason::Reason;
use super::statement::{Context, Statement};
use crate::claim::{Claim, KindId, Place, Value, When};
use crate::codebook::{Tolerance, Verdict};
use crate::names::EntityId;

type Stand = (Verdict, Reason);

/// How two times stand.
pub(super) fn time(ctx: &Context, x: &Statement, y: &Statement) -> Option<Stand> {
    let (p, q) = (when(x)?, when(y)?);
    let days = match ctx.codebook.attribute(x.attribute).tolerance {
        Some(Tolerance::Absolute(days)) => u32::try_from(days).unwrap_or(u32::MAX),
        _ => 0,
    };
    Some(if p.span == q.span {
        (Verdict::Agreement, Reason::Same)
    } else if p.span.overlaps(q.span) {
        (Verdict::Compatible, Reason::Overlap)
    } else if order::gap(p.span, q.span) <= days {
        (Verdict::Compatible, Reason::WithinTolerance)
    } else {
        contradiction(x, y, Reason::DaysApart)
    })
}

fn when<'a>(x: &Statement<'a>) -> Option<&'a When> {
    match x.assertion {
        None => x.claim.event.when.as_ref(),
        Some(assertion) => match &assertion.value {
            Value::Time(when) => Some(when),
            _ => None,
        },
    }
}

/// How two places stand.
pub(super) fn place(ctx: &Context, x: &Statement, y: &Statement) -> Option<Stand> {
    let ((p, p_names), (q, q_names)) = (place_of(ctx, x)?, place_of(ctx, y)?);
    let (a, b) = (*p_names.first()?, *q_names.first()?);
    let near = || {
        p.position
            .zip(q.position)
            .is_some_and(|(p, q)| p.distance_km(q) < 10.0)
    };
    Some(if a == b {
        spelling(p.name() == q.name())
    } else if p_names.contains(&b)
        || q_names.contains(&a)
        || ctx.names.contains(a, b)
        || ctx.names.contains(b, a)
    {
        (Verdict::Compatible, Reason::PlaceWithin)
    } else if ctx.names.doubt(a, b).is_some() {
        (Verdict::Compatible, Reason::PlaceDoubtful)
    } else if near() {
        (Verdict::Compatible, Reason::PlaceNear)
    } else {
        contradiction(x, y, Reason::PlacesApart)
    })
}

fn place_of<'a>(ctx: &Context<'a>, x: &Statement<'a>) -> Option<(&'a Place, &'a [EntityId])> {
    match x.assertion {
        None => {
            let names = &ctx.names.claims[x.side.claim as usize].place;
            Some((x.claim.event.place.as_ref()?, names))
        }
        Some(assertion) => match &assertion.value {
            Value::Place(place) => Some((place, &x.names?.places)),
            _ => None,
        },
    }
}

/// How two kinds of event stand. An event may be of two kinds, so none contradicts another.
pub(super) fn kind(x: &Statement, y: &Statement) -> Option<Stand> {
    let kind = |s: &Statement| -> Option<KindId> { s.claim.event.kind };
    let (p, q) = (kind(x)?, kind(y)?);
    Some(if p == q {
        (Verdict::Agreement, Reason::Same)
    } else {
        (Verdict::Compatible, Reason::KindsBoth)
    })
}

/// How those who took part stand. Leaving somebody out does not deny them; two attackers with
/// nobody in common cannot both be right.
pub(super) fn actors(ctx: &Context, x: &Statement, y: &Statement) -> Stand {
    let (p, q) = (
        known(ctx, x.side.claim, None),
        known(ctx, y.side.claim, None),
    );
    if p == q && !p.is_empty() {
        return spelling(written(x.claim) == written(y.claim));
    }
    if p.iter().any(|id| q.contains(id)) {
        return (Verdict::Compatible, Reason::MoreNamed);
    }
    let attackers = |s: &Statement| known(ctx, s.side.claim, Some("attacker"));
    let (a, b) = (attackers(x), attackers(y));
    if a.is_empty() || b.is_empty() {
        (Verdict::Compatible, Reason::NotNamed)
    } else {
        contradiction(x, y, Reason::SidesApart)
    }
}

/// Those named, sorted; of one role where asked. Categories and the unknown name nobody.
fn known(ctx: &Context, claim: u32, role: Option<&str>) -> Vec<EntityId> {
    let actors = &ctx.claims[claim as usize].event.actors;
    let mut known: Vec<EntityId> = actors
        .iter()
        .zip(&ctx.names.claims[claim as usize].actors)
        .filter(|(actor, _)| role.is_none_or(|r| actor.role.as_deref() == Some(r)))
        .map(|(_, &id)| id)
        .filter(|id| {
            let entity = &ctx.names.entities[id.0 as usize];
            !entity.unknown && entity.category.is_none()
        })
        .collect();
    known.sort_unstable();
    known.dedup();
    known
}

fn written(claim: &Claim) -> Vec<&str> {
    let mut names: Vec<&str> = claim.event.actors.iter().map(|a| &*a.name).collect();
    names.sort_unstable();
    names
}

/// How two names given as values stand.
pub(super) fn name(ctx: &Context, x: &Statement, y: &Statement) -> Option<Stand> {
    let (a, b) = (x.names?.value?, y.names?.value?);
    let unknown = |id: EntityId| ctx.names.entities[id.0 as usize].unknown;
    Some(if a == b {
        spelling(x.assertion?.value == y.assertion?.value)
    } else if unknown(a) || unknown(b) {
        (Verdict::Compatible, Reason::NotNamed)
    } else if ctx.names.contains(a, b) || ctx.names.contains(b, a) {
        (Verdict::Compatible, Reason::Implied)
    } else {
        contradiction(x, y, Reason::NamesApart)
    })
}

/// How two free texts stand: words that differ deny nothing.
pub(super) fn text(x: &Statement, y: &Statement) -> Option<Stand> {
    let words = |s: &Statement| s.assertion.map(|a| a.written.trim().to_lowercase());
    Some(if words(x)? == words(y)? {
        (Verdict::Agreement, Reason::Same)
    } else {
        (Verdict::Compatible, Reason::OtherWords)
    })
}

fn spelling(same: bool) -> Stand {
    if same {
        (Verdict::Agreement, Reason::Same)
    } else {
        (Verdict::Compatible, Reason::Spelling)
    }
}

/// A contradiction, unless it is the outlet's own later report.
fn contradiction(x: &Statement, y: &Statement, reason: Reason) -> Stand {
    if order::own_revision(x.claim, y.claim) {
        (Verdict::Superseded, Reason::OwnRevision)
    } else {
        (Verdict::Contradiction, reason)
    }
}
