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
    let unit = unit([old, new])?;
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

/// The one unit of all figures; `None` where there are several, of which no range is made.
fn unit<'a>(topics: [&'a Topic<'a>; 2]) -> Option<Option<&'a str>> {
    let values = topics.into_iter().flat_map(Topic::own);
    let unit = |value: &'a Value<'a>| match &value.value {
        Printed::Bounds { unit, .. } => Some(unit.as_deref()),
        Printed::Text(_) => None,
    };
    values.filter_map(unit).all_equal_value().ok()
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
