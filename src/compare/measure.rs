//! Numbers with units: converted within one quantity, and never set against another.

use super::Stand;
use super::count;
use super::reason::Reason;
use super::statement::{Context, Statement};
use crate::claim::{Beside, Figures, Measure, Value};
use crate::codebook::{Tolerance, Verdict};

/// How two measures of one attribute stand.
pub(super) fn verdict(ctx: &Context, x: &Statement, y: &Statement) -> Option<Stand> {
    let (p, q) = (measure(x)?, measure(y)?);
    if let Some(reason) = count::scope(ctx, x, y) {
        return (p != q).then_some((Verdict::Scope, reason));
    }
    let tolerance = ctx.codebook.attribute(x.attribute).tolerance;
    let agreed = match p.beside(q) {
        Beside::Never => return Some((Verdict::Scope, Reason::OtherUnit)),
        Beside::Same if p.amount.same_bounds(&q.amount) => Some((Verdict::Agreement, Reason::Same)),
        Beside::Converted { rounded: true, .. } => Some((Verdict::Agreement, Reason::Converted)),
        Beside::Converted { figures, .. } => compatible(*figures, tolerance),
        Beside::Same | Beside::Unsaid | Beside::Open => compatible([p.amount, q.amount], tolerance),
    };
    let open = p.beside(q) == Beside::Open;
    agreed
        .or_else(|| open.then_some((Verdict::Scope, Reason::UnitUnsaid)))
        .or_else(|| Some(count::apart(ctx, (x, p.ranked()), (y, q.ranked()))))
}

/// Whether two counts say that they are of other units.
pub(super) fn of_other_units(x: &Statement, y: &Statement) -> bool {
    let unit = |s: &Statement| s.assertion.and_then(|a| a.details().unit.clone());
    let both = unit(x).zip(unit(y));
    both.is_some_and(|(a, b)| crate::text::plain(&a) != crate::text::plain(&b))
}

fn measure<'a>(x: &Statement<'a>) -> Option<&'a Measure> {
    match &x.assertion?.value {
        Value::Measure(measure) => Some(measure),
        _ => None,
    }
}

fn compatible([p, q]: [Figures; 2], tolerance: Option<Tolerance>) -> Option<Stand> {
    if p.overlaps(&q) {
        return Some((Verdict::Compatible, Reason::Overlap));
    }
    tolerated(p, q, tolerance?).then_some((Verdict::Compatible, Reason::WithinTolerance))
}

fn tolerated(p: Figures, q: Figures, tolerance: Tolerance) -> bool {
    let (less, more) = if p.low < q.low { (p, q) } else { (q, p) };
    let Some(high) = less.high else { return true };
    let (high, low) = (high.to_f64(), more.low.to_f64());
    match tolerance {
        Tolerance::Absolute(by) => low - high <= by as f64,
        Tolerance::Relative { percent } => low - high <= low * percent / 100.0,
    }
}
