//! Every pair of claims of one event, attribute by attribute.

use itertools::Itertools;
use rayon::prelude::*;

use super::camp::Camps;
use super::classes::Classes;
use super::statement::{Context, Statement};
use super::{Finding, Reason, Scene, count, excused, finding, verdict};
use crate::codebook::{ValueType, Verdict};
use crate::link::Linkage;

/// Findings within all events, in order, and the number of pairs in agreement.
pub(super) fn all(ctx: &Context, linkage: &Linkage) -> (Vec<Finding>, usize) {
    let camps = Camps::new(ctx);
    let per_event: Vec<(Vec<Finding>, usize)> = linkage
        .events
        .par_iter()
        .enumerate()
        .filter(|(_, event)| event.claims.len() > 1)
        .map(|(number, event)| one(ctx, &camps, number as u32, &event.claims))
        .collect();
    let agreements = per_event.iter().map(|(_, n)| n).sum();
    let mut all = Vec::with_capacity(per_event.iter().map(|(f, _)| f.len()).sum());
    for (findings, _) in per_event {
        all.extend(findings);
    }
    (all, agreements)
}

fn one(ctx: &Context, camps: &Camps, event: u32, claims: &[u32]) -> (Vec<Finding>, usize) {
    let mut said: Vec<Statement> = Vec::with_capacity(claims.len() * 8);
    for &claim in claims {
        let from = said.len();
        ctx.state(claim, &mut said);
        camps.settle(ctx, &mut said[from..]);
    }
    said.sort_unstable_by_key(|s| (s.attribute, s.side));
    let mut found = Found {
        scene: Scene::Event(event),
        findings: Vec::new(),
        agreements: 0,
    };
    for of_one in said.chunk_by(|p, q| p.attribute == q.attribute) {
        attribute(ctx, of_one, &mut found);
    }
    found.findings.sort_unstable();
    (found.findings, found.agreements)
}

/// What was found in an event so far.
struct Found {
    scene: Scene,
    findings: Vec<Finding>,
    agreements: usize,
}

impl Found {
    fn add(&mut self, p: &Statement, q: &Statement, verdict: Verdict, reason: Reason) {
        if verdict == Verdict::Agreement {
            self.agreements += 1;
        } else {
            self.findings
                .push(finding(self.scene, p, q, verdict, reason));
        }
    }
}

/// All pairs of claims under one attribute; `said` is sorted by claim.
fn attribute(ctx: &Context, said: &[Statement], found: &mut Found) {
    let value_type = ctx.codebook.attribute(said[0].attribute).value_type;
    if said[0].assertion.is_none() {
        return header(ctx, said, found);
    }
    let claims: Vec<&[Statement]> = said.chunk_by(|p, q| p.side.claim == q.side.claim).collect();
    for (at, xs) in claims.iter().enumerate() {
        for ys in &claims[at + 1..] {
            match (value_type, *xs, *ys) {
                (ValueType::Count, [p], [q]) => {
                    if let Some((verdict, reason)) = verdict(ctx, p, q) {
                        found.add(p, q, verdict, reason);
                    }
                }
                (ValueType::Count, ..) => counts(ctx, xs, ys, found),
                _ => others(ctx, value_type, xs, ys, found),
            }
        }
    }
}

/// The times, places, kinds or sides of an event: each claim gives one, and most give one of a
/// few, so that each two of those are compared once.
fn header(ctx: &Context, said: &[Statement], found: &mut Found) {
    let mut classes = Classes::new(ctx, said);
    for (i, p) in said.iter().enumerate() {
        for (j, q) in said.iter().enumerate().skip(i + 1) {
            let Some((verdict, reason)) = classes.stand(ctx, said, i, j) else {
                continue;
            };
            let excuse = match verdict {
                Verdict::Contradiction => excused(ctx, p, q),
                _ => None,
            };
            let (verdict, reason) = excuse.unwrap_or((verdict, reason));
            found.add(p, q, verdict, reason);
        }
    }
}

/// Counts of two claims. Counts of one thing in both leave nothing to say of counts of other
/// things, nor tolls of the event of totals over longer.
fn counts(ctx: &Context, xs: &[Statement], ys: &[Statement], found: &mut Found) {
    let all = || xs.iter().cartesian_product(ys);
    let same = |p: &Statement, q: &Statement| count::same_thing(p, q);
    if !all().any(|(p, q)| same(p, q)) {
        for (p, q) in all() {
            if let Some((verdict, reason)) = verdict(ctx, p, q) {
                found.add(p, q, verdict, reason);
            }
        }
        return;
    }
    for (p, q) in all().filter(|(p, q)| same(p, q)) {
        let nearer =
            |of: &Statement, with: &Statement| same(of, with) && count::same_sort(of, with);
        let passed_over = !count::same_sort(p, q)
            && (ys.iter().any(|y| nearer(p, y)) || xs.iter().any(|x| nearer(x, q)));
        let stand = (!passed_over).then(|| verdict(ctx, p, q)).flatten();
        if let Some((verdict, reason)) = stand.filter(|s| !unclear(p, q, *s)) {
            found.add(p, q, verdict, reason);
        }
    }
}

/// Whether a difference hangs on which of several groups a description means: "12 rebels" and "40
/// rebels" of one account may be of two, and neither denies the other account's number.
fn unclear(p: &Statement, q: &Statement, (verdict, _): (Verdict, Reason)) -> bool {
    (p.unclear || q.unclear) && matches!(verdict, Verdict::Contradiction | Verdict::Superseded)
}

/// Statements of other types than counts compare only where they are of the same thing; two
/// outcomes and two holders of one office are of one event whoever they are said of.
fn others(
    ctx: &Context,
    value_type: ValueType,
    xs: &[Statement],
    ys: &[Statement],
    found: &mut Found,
) {
    let free = matches!(value_type, ValueType::Outcome | ValueType::Role);
    let pairs = xs
        .iter()
        .cartesian_product(ys)
        .filter(|(p, q)| free || p.of == q.of)
        .filter_map(|(p, q)| verdict(ctx, p, q).map(|(verdict, reason)| (p, q, verdict, reason)));
    let chosen = match value_type {
        // One outcome for a pair of claims: of the same side where there is one, the gravest.
        ValueType::Outcome => pairs.min_by_key(|(p, q, verdict, _)| {
            (p.of != q.of, std::cmp::Reverse(*verdict), p.side, q.side)
        }),
        // Two culprits against one of them: leaving one out denies nothing.
        ValueType::Name => pairs.min_by_key(|(p, q, verdict, _)| (*verdict, p.side, q.side)),
        _ => {
            pairs.for_each(|(p, q, verdict, reason)| found.add(p, q, verdict, reason));
            return;
        }
    };
    if let Some((p, q, verdict, reason)) = chosen {
        found.add(p, q, verdict, reason);
    }
}
