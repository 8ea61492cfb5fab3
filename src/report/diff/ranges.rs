//! Whose account widened or narrowed a count.

use super::{Because, Range};
use crate::report::view::{Attribute, Event, Printed, ValueOf};

/// The lowest and the highest figure; `None` for an open end.
type Span = (u64, Option<u64>);

/// The counts of an event whose range is another now.
pub(super) fn compare(old: &Event, new: &Event) -> Vec<Range> {
    let pairs = new.attributes.iter().filter_map(|now| {
        let mut there = old.attributes.iter();
        let before = there.find(|b| b.attribute == now.attribute && b.of == now.of)?;
        range(new, before, now)
    });
    pairs.collect()
}

fn range(event: &Event, old: &Attribute, new: &Attribute) -> Option<Range> {
    let (before, now) = (span(&old.values)?, span(&new.values)?);
    (before != now).then(|| Range {
        event: event.id.to_string(),
        title: event.title.to_string(),
        attribute: new.attribute.to_string(),
        of: new.of.as_deref().map(str::to_owned),
        change: change(before, now).to_owned(),
        before: printed(before),
        now: printed(now),
        because: because(old, new, before, now),
    })
}

fn span(values: &[ValueOf]) -> Option<Span> {
    let spans = values.iter().filter_map(|v| bounds(&v.value));
    spans.reduce(|a, b| (a.0.min(b.0), a.1.zip(b.1).map(|(x, y)| x.max(y))))
}

fn bounds(value: &Printed) -> Option<Span> {
    match value {
        Printed::Bounds { low, high, .. } => Some((*low, *high)),
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

fn printed((low, high): Span) -> Printed<'static> {
    Printed::Bounds {
        low,
        best: None,
        high,
    }
}

/// Figures outside the other's range: those that came, and those that went.
fn because(old: &Attribute, new: &Attribute, before: Span, now: Span) -> Vec<Because> {
    let outside = |values: &[ValueOf], range: Span, added: bool| -> Vec<Because> {
        let out = |v: &&ValueOf| bounds(&v.value).is_some_and(|b| !holds(range, b));
        values.iter().filter(out).map(|v| told(v, added)).collect()
    };
    let mut because = outside(&new.values, before, true);
    because.extend(outside(&old.values, now, false));
    because
}

fn told(value: &ValueOf, added: bool) -> Because {
    Because {
        outlets: value.outlets.iter().map(ToString::to_string).collect(),
        text: value.text.to_string(),
        added,
    }
}
