//! Whose account widened or narrowed a count.

use itertools::Itertools;

use super::{Because, Range};
use crate::claim::Decimal;
use crate::report::difference::{About, Side};
use crate::view::{Index, Printed, Topic, Value};

/// The lowest and the highest figure; `None` for an open end.
type Span = (Decimal, Option<Decimal>);

/// Of a topic of counts, what became of its range, where that is another now.
pub(super) fn compare<'a>(
    [old, new]: [&'a Topic<'a>; 2],
    [before, now]: [&Index<'a>; 2],
    about: impl Fn() -> About,
) -> Option<Range> {
    let (was, is) = (span(old)?, span(new)?);
    // Of figures in several units no range is made.
    let units = [old, new].into_iter().flat_map(Topic::own);
    let unit = units.filter_map(unit).all_equal_value().ok()?;
    (was != is).then(|| Range {
        about: about(),
        change: change(was, is).to_owned(),
        before: printed(was, unit),
        now: printed(is, unit),
        because: [
            outside(new, was, now, true),
            outside(old, is, before, false),
        ]
        .concat(),
    })
}

fn span(topic: &Topic<'_>) -> Option<Span> {
    let spans = topic.own().filter_map(bounds);
    spans.reduce(|a, b| (a.0.min(b.0), a.1.zip(b.1).map(|(x, y)| x.max(y))))
}

fn bounds(value: &Value<'_>) -> Option<Span> {
    match value.value {
        Printed::Bounds { low, high, .. } => Some((low, high)),
        Printed::Text(_) => None,
    }
}

/// The unit of a figure, where it is one.
#[expect(
    clippy::option_option,
    reason = "what is no figure, and a figure that has no unit"
)]
fn unit<'a>(value: &'a Value<'a>) -> Option<Option<&'a str>> {
    match &value.value {
        Printed::Bounds { unit, .. } => Some(unit.as_deref()),
        Printed::Text(_) => None,
    }
}

/// Whether every figure of `inner` lies in `outer`.
fn holds(outer: Span, inner: Span) -> bool {
    let below = match (outer.1, inner.1) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(outer), Some(inner)) => inner <= outer,
    };
    outer.0 <= inner.0 && below
}

fn change(before: Span, now: Span) -> &'static str {
    if holds(now, before) {
        "widened"
    } else if holds(before, now) {
        "narrowed"
    } else {
        "moved"
    }
}

fn printed((low, high): Span, unit: Option<&str>) -> Printed<'static> {
    Printed::Bounds {
        low,
        best: None,
        high,
        unit: unit.map(|unit| unit.to_owned().into()),
    }
}

/// Figures outside the other's range: those that came, or those that went.
fn outside(topic: &Topic<'_>, range: Span, index: &Index<'_>, added: bool) -> Vec<Because> {
    let out = |v: &&Value| bounds(v).is_some_and(|b| !holds(range, b));
    let told = |v| Because {
        side: Side::new(v, index),
        added,
    };
    topic.own().filter(out).map(told).collect()
}
