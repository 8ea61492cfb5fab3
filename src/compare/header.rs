//! The event's own time, place, kind and sides; and names and places given as values.

use super::Stand;
use super::reason::Reason;
use super::statement::{Context, Statement};
use crate::claim::{Claim, KindId, TimeNote, Value, When};
use crate::codebook::{Tolerance, Verdict};
use crate::names::EntityId;

/// How two times stand.
pub(super) fn time(ctx: &Context, x: &Statement, y: &Statement) -> Option<Stand> {
    let (p, q) = (when(x)?, when(y)?);
    let days: u32 = match ctx.codebook.attribute(x.attribute).tolerance {
        Some(Tolerance::Absolute(days)) => u32::try_from(days).unwrap_or(u32::MAX),
        _ => 0,
    };
    Some(if p.span == q.span {
        (Verdict::Agreement, Reason::Same)
    } else if p.span.overlaps(q.span) {
        (Verdict::Compatible, Reason::Overlap)
    } else if p.span.gap(q.span) <= days {
        (Verdict::Compatible, Reason::WithinTolerance)
    } else if is_doubted(p) || is_doubted(q) {
        (Verdict::Compatible, Reason::DayDoubtful)
    } else {
        contradiction(Reason::DaysApart)
    })
}

/// Whether the account itself is not sure of its time (`?` in EDTF).
fn is_doubted(when: &When) -> bool {
    when.notes.contains(&TimeNote::Doubted)
}

fn when<'a>(x: &Statement<'a>) -> Option<&'a When> {
    match x.assertion {
        None => x.claim.event.when.as_deref(),
        Some(assertion) => match &assertion.value {
            Value::Time(when) => Some(when),
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

/// How those who took part stand. Leaving somebody out does not deny them; attackers who have
/// nobody in common, or an attacker who is the attacked in the other account, cannot be.
pub(super) fn actors(ctx: &Context, x: &Statement, y: &Statement) -> Stand {
    let same = written(x.claim) == written(y.claim);
    if same && (parts(x.claim) == parts(y.claim) || !exchanged(ctx, x, y)) {
        return (Verdict::Agreement, Reason::Same);
    }
    let (p, q) = (
        known(ctx, x.side.claim, None),
        known(ctx, y.side.claim, None),
    );
    let part = |s: &Statement, role| known(ctx, s.side.claim, Some(role));
    let (a, b) = (part(x, "attacker"), part(y, "attacker"));
    if exchanged(ctx, x, y) {
        contradiction(Reason::SidesApart)
    } else if p == q && !p.is_empty() {
        (Verdict::Compatible, Reason::Spelling)
    } else if shared(ctx, &p, &q) {
        (Verdict::Compatible, Reason::MoreNamed)
    } else if a.is_empty() || b.is_empty() {
        (Verdict::Compatible, Reason::NotNamed)
    } else if doubted(ctx, &a, &b) {
        (Verdict::Compatible, Reason::NameDoubtful)
    } else {
        contradiction(Reason::SidesApart)
    }
}

/// Whether those who attack in the one account are attacked in the other, and the reverse.
fn exchanged(ctx: &Context, x: &Statement, y: &Statement) -> bool {
    let part = |s: &Statement, role| known(ctx, s.side.claim, Some(role));
    let against = |a: &Statement, b: &Statement| {
        let (attackers, defenders) = (part(a, "attacker"), part(b, "defender"));
        !attackers.is_empty() && attackers.iter().all(|id| defenders.contains(id))
    };
    against(x, y) && against(y, x)
}

fn shared(ctx: &Context, p: &[EntityId], q: &[EntityId]) -> bool {
    p.iter()
        .any(|&a| q.iter().any(|&b| ctx.same_or_nested(a, b)))
}

fn doubted(ctx: &Context, p: &[EntityId], q: &[EntityId]) -> bool {
    p.iter()
        .any(|&a| q.iter().any(|&b| ctx.names.doubt(a, b).is_some()))
}

/// Those named, sorted; of one role where asked. Categories and the unknown name nobody.
fn known(ctx: &Context, claim: u32, role: Option<&str>) -> Vec<EntityId> {
    let actors = &ctx.claims[claim as usize].event.actors;
    let mut known: Vec<EntityId> = actors
        .iter()
        .zip(&ctx.names.claims[claim as usize].actors)
        .filter(|(actor, _)| !is_described(&ctx.claims[claim as usize], &actor.name))
        .filter(|(actor, _)| {
            let played = actor.role.as_deref().unwrap_or_default();
            role.is_none_or(|r| played.eq_ignore_ascii_case(r))
        })
        .map(|(_, &id)| id)
        .filter(|&id| !ctx.is_nobody(id))
        .collect();
    known.sort_unstable();
    known.dedup();
    known
}

/// Whether a program took words for a name that describe somebody, and name nobody ("gunman", "a friend"):
/// where a script has capitals, names have one.
fn is_described(claim: &Claim, name: &str) -> bool {
    claim.is_draft()
        && name.chars().any(char::is_lowercase)
        && !name.chars().any(char::is_uppercase)
}

/// Those named with the part that each played, sorted: two accounts that give the same say the same,
/// even where somebody plays both parts.
fn parts(claim: &Claim) -> Vec<(&str, Option<&str>)> {
    let actors = claim.event.actors.iter();
    let mut parts: Vec<_> = actors.map(|a| (&*a.name, a.role.as_deref())).collect();
    parts.sort_unstable();
    parts
}

fn written(claim: &Claim) -> Vec<&str> {
    let mut names: Vec<&str> = claim.event.actors.iter().map(|a| &*a.name).collect();
    names.sort_unstable();
    names
}

/// How two names given as values stand.
pub(super) fn name(x: &Statement, y: &Statement) -> Option<Stand> {
    let (a, b) = (x.names?.value?, y.names?.value?);
    Some(match (a == b, x.assertion?.value == y.assertion?.value) {
        (true, true) => (Verdict::Agreement, Reason::Same),
        (true, false) => (Verdict::Compatible, Reason::Spelling),
        (false, _) => contradiction(Reason::NamesApart),
    })
}

/// How two free texts stand: words that differ deny nothing.
pub(super) fn text(x: &Statement, y: &Statement) -> Option<Stand> {
    let words = |s: &Statement| s.assertion.map(|a| crate::text::key(&a.written));
    Some(if words(x)? == words(y)? {
        (Verdict::Agreement, Reason::Same)
    } else {
        (Verdict::Compatible, Reason::OtherWords)
    })
}

pub(super) fn spelling(same: bool) -> Stand {
    if same {
        (Verdict::Agreement, Reason::Same)
    } else {
        (Verdict::Compatible, Reason::Spelling)
    }
}

fn contradiction(reason: Reason) -> Stand {
    (Verdict::Contradiction, reason)
}
