//! Every pair of claims of one event, attribute by attribute.

use itertools::Itertools;
use rayon::prelude::*;

use super::camp::Camps;
use super::statement::{Context, Statement};
use super::{Finding, Scene, count, finding, verdict};
use crate::claim::AttributeId;
use crate::codebook::{ValueType, Verdict};
use crate::link::Linkage;

/// Findings within all events, and the number of pairs in agreement.
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
    (
        per_event
            .into_iter()
            .flat_map(|(findings, _)| findings)
            .collect(),
        agreements,
    )
}

fn one(ctx: &Context, camps: &Camps, event: u32, claims: &[u32]) -> (Vec<Finding>, usize) {
    let said: Vec<Vec<Statement>> = claims
        .iter()
        .map(|&claim| sorted(ctx, camps, claim))
        .collect();
    let mut findings = Vec::new();
    let mut agreements = 0;
    for [x, y] in said.iter().array_combinations() {
        for (p, q, verdict, reason) in pair(ctx, x, y) {
            if verdict == Verdict::Agreement {
                agreements += 1;
            } else {
                findings.push(finding(Scene::Event(event), p, q, verdict, reason));
            }
        }
    }
    (findings, agreements)
}

/// The statements of a claim, by attribute.
fn sorted<'a>(ctx: &Context<'a>, camps: &Camps, claim: u32) -> Vec<Statement<'a>> {
    let mut statements = ctx.statements(claim);
    camps.settle(ctx, &mut statements);
    statements.sort_by_key(|s| (s.attribute, s.side));
    statements
}

type Compared<'s, 'a> = (&'s Statement<'a>, &'s Statement<'a>, Verdict, super::Reason);

/// All comparisons of two claims; both lists are sorted by attribute.
fn pair<'s, 'a>(
    ctx: &Context,
    x: &'s [Statement<'a>],
    y: &'s [Statement<'a>],
) -> Vec<Compared<'s, 'a>> {
    let mut compared = Vec::new();
    for group in x.chunk_by(|p, q| p.attribute == q.attribute) {
        let attribute = group[0].attribute;
        let from = y.partition_point(|s| s.attribute < attribute);
        let to = y.partition_point(|s| s.attribute <= attribute);
        if from < to {
            attribute_pair(ctx, attribute, group, &y[from..to], &mut compared);
        }
    }
    compared
}

fn attribute_pair<'s, 'a>(
    ctx: &Context,
    attribute: AttributeId,
    xs: &'s [Statement<'a>],
    ys: &'s [Statement<'a>],
    into: &mut Vec<Compared<'s, 'a>>,
) {
    let value_type = ctx.codebook.attribute(attribute).value_type;
    let of_one_thing = |(p, q): &(&Statement, &Statement)| count::same_thing(ctx, p, q);
    let all = || xs.iter().cartesian_product(ys);
    let of_one_sort = |(p, q): &(&Statement, &Statement)| count::same_sort(p, q);
    // Counts of one thing in both accounts leave nothing to say of counts of other things, nor
    // tolls of the event of totals over longer.
    let only_same = value_type == ValueType::Count && all().any(|pair| of_one_thing(&pair));
    let one_sort = |of: &Statement| {
        only_same
            && all().any(|pair| {
                std::ptr::eq(pair.0, of) | std::ptr::eq(pair.1, of)
                    && of_one_thing(&pair)
                    && of_one_sort(&pair)
            })
    };
    let pairs = all()
        .filter(|pair| !only_same || of_one_thing(pair))
        .filter(|pair| of_one_sort(pair) || !(one_sort(pair.0) || one_sort(pair.1)))
        .filter_map(|(p, q)| {
            verdict_of(ctx, p, q).map(|(verdict, reason)| (p, q, verdict, reason))
        });
    match value_type {
        ValueType::Outcome => into.extend(most_direct(pairs)),
        // Two culprits against one of them: leaving one out denies nothing.
        ValueType::Name => {
            into.extend(pairs.min_by_key(|(p, q, verdict, _)| (*verdict, p.side, q.side)));
        }
        _ => into.extend(pairs),
    }
}

/// Statements of other attributes than counts compare only where they are of the same thing; two
/// outcomes and two holders of one office are of one event whoever they are said of.
fn verdict_of(ctx: &Context, p: &Statement, q: &Statement) -> Option<(Verdict, super::Reason)> {
    let free = matches!(
        ctx.codebook.attribute(p.attribute).value_type,
        ValueType::Count | ValueType::Outcome | ValueType::Role
    );
    if !free && p.of != q.of {
        return None;
    }
    verdict(ctx, p, q)
}

/// One outcome for a pair of claims: of the same side where there is one, the gravest of those.
fn most_direct<'s, 'a>(pairs: impl Iterator<Item = Compared<'s, 'a>>) -> Option<Compared<'s, 'a>>
where
    'a: 's,
{
    pairs.min_by_key(|(p, q, verdict, _)| {
        (p.of != q.of, std::cmp::Reverse(*verdict), p.side, q.side)
    })
}
