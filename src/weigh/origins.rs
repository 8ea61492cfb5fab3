//! How many independent origins stand behind the accounts of one event.
//!
//! Ten outlets with one wire story are one source. Accounts are of one origin where they are of
//! one outlet, name the same source, republish one another, or where one document echoes another.

use itertools::Itertools;

use super::dependence::Dependence;
use crate::claim::Claim;
use crate::compare::Context;
use crate::names::EntityId;

/// The origins of the accounts of one event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins {
    /// One for each claim, in the order given: the number of its origin, from 0, by first claim.
    pub of: Vec<u32>,
    /// Why two claims are of one origin: positions in the list given, and the sentence.
    pub ties: Vec<(u32, u32, String)>,
}

impl Origins {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.of.iter().unique().count()
    }
}

/// The origins of `claims`, which must be sorted.
pub fn of_event(ctx: &Context, claims: &[u32], dependence: &Dependence) -> Origins {
    let mut of: Vec<u32> = (0..claims.len() as u32).collect();
    let mut ties = Vec::new();
    for [i, j] in (0..claims.len()).array_combinations() {
        if of[i] == of[j] {
            continue;
        }
        if let Some(why) = tie(ctx, claims[i], claims[j], dependence) {
            let (keep, drop) = (of[i].min(of[j]), of[i].max(of[j]));
            of.iter_mut()
                .filter(|o| **o == drop)
                .for_each(|o| *o = keep);
            ties.push((i as u32, j as u32, why));
        }
    }
    let numbers: Vec<u32> = of.iter().copied().unique().collect();
    for origin in &mut of {
        *origin = numbers.iter().position(|n| n == origin).unwrap_or(0) as u32;
    }
    Origins { of, ties }
}

/// Why two accounts are of one origin, if they are.
fn tie(ctx: &Context, a: u32, b: u32, dependence: &Dependence) -> Option<String> {
    let (x, y) = (&ctx.claims[a as usize], &ctx.claims[b as usize]);
    if x.outlet == y.outlet {
        return Some(format!("both are {}'s", x.outlet));
    }
    republished(x, y)
        .or_else(|| republished(y, x))
        .or_else(|| quoted(ctx, a, y))
        .or_else(|| quoted(ctx, b, x))
        .or_else(|| shared_source(ctx, a, b))
        .or_else(|| echoed(x, y, dependence))
}

fn republished(x: &Claim, y: &Claim) -> Option<String> {
    let from = x.document.republished_from.as_ref()?;
    (from.eq_ignore_ascii_case(&y.outlet)).then(|| format!("{} republishes {}", x.outlet, y.outlet))
}

/// The named sources of a claim: those that are not somebody unknown.
fn attribution(ctx: &Context, claim: u32) -> Vec<EntityId> {
    let names = &ctx.names.claims[claim as usize];
    let said_by = names
        .said_by
        .iter()
        .chain(names.assertions.iter().flat_map(|a| &a.said_by));
    let is_somebody = |id: &&EntityId| {
        let entity = &ctx.names.entities[id.0 as usize];
        !entity.unknown && entity.category.is_none()
    };
    said_by
        .filter(is_somebody)
        .copied()
        .sorted()
        .dedup()
        .collect()
}

fn quoted(ctx: &Context, a: u32, y: &Claim) -> Option<String> {
    let outlet = ctx.names.outlets.get(&y.outlet);
    let x = &ctx.claims[a as usize];
    let by_name = x.said_by.iter().any(|s| s.eq_ignore_ascii_case(&y.outlet));
    let by_entity = outlet.is_some_and(|id| ctx.names.claims[a as usize].said_by.contains(id));
    (x.outlet != y.outlet && (by_name || by_entity))
        .then(|| format!("{} cites {}", x.outlet, y.outlet))
}

fn shared_source(ctx: &Context, a: u32, b: u32) -> Option<String> {
    let (s, t) = (attribution(ctx, a), attribution(ctx, b));
    let shared = s.iter().find(|id| t.contains(id))?;
    Some(format!("both cite {}", ctx.name(*shared)))
}

fn echoed(x: &Claim, y: &Claim, dependence: &Dependence) -> Option<String> {
    let echo = dependence.between(x, y)?;
    Some(format!(
        "{} of the {} assertions of {} stand in {}, {} of them in the same order",
        echo.shared, echo.assertions, echo.outlet, echo.of_outlet, echo.in_order
    ))
}
