//! One person killed twice.

use itertools::Itertools;

use super::statement::{Context, Side, Slot, Statement};
use super::{Reason, Stand, lineage, place, stance, term};
use crate::claim::Stance;
use crate::codebook::Verdict;

/// A person who is killed in two events, on two days or in two places, is not.
pub(super) fn killed_twice(
    ctx: &Context,
    xs: &[Statement],
    ys: &[Statement],
    add: &mut dyn FnMut(usize, usize, Stand),
) {
    for (i, j) in (0..xs.len()).cartesian_product(0..ys.len()) {
        let (x, y) = (&xs[i], &ys[j]);
        if term::is_killing(ctx, x) && term::is_killing(ctx, y) && are_two_deaths(ctx, x, y) {
            let stand = (Verdict::Contradiction, Reason::KilledTwice);
            add(i, j, lineage::revised(ctx, x, y, stand).unwrap_or(stand));
        }
    }
}

fn are_two_deaths(ctx: &Context, x: &Statement, y: &Statement) -> bool {
    let times = x.holds_on().zip(y.holds_on());
    let asserted = |s: &Statement| stance::stance(s) == Stance::Asserts;
    let dated = |s: &Statement| s.assertion.is_some_and(|a| s.claim.time_of(a).is_some());
    let days = times.is_some_and(|(s, t)| !s.overlaps(t) && s.gap(t) <= term::LIFETIME);
    let place = |s: &Statement| {
        let side = Side {
            claim: s.side.claim,
            slot: Slot::Place,
        };
        s.claim.event.place.is_some().then(|| ctx.statement(side))
    };
    let apart = || {
        let stand = place::stand(ctx, &place(x)?, &place(y)?)?;
        Some(stand.0 == Verdict::Contradiction)
    };
    asserted(x) && asserted(y) && dated(x) && dated(y) && (days || apart().unwrap_or(false))
}
