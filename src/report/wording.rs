//! What one account says, in words: the outlet, whom it cites, the value as written and as read.

use super::words;
use crate::claim::{Assertion, Quantity, Value};
use crate::compare::{Context, Slot, Statement, named_beside, quantity};

/// "Sahel Courier (citing local sources) says “about 20” (16 to 24)".
pub(super) fn voice(ctx: &Context, x: &Statement) -> String {
    let mut words = x.claim.outlet.to_string();
    let chain = x
        .assertion
        .map_or(&*x.claim.said_by, |a| x.claim.attribution(a));
    if !chain.is_empty() {
        words.push_str(&format!(" (citing {})", chain.join(", which cites ")));
    }
    words.push_str(&format!(" says {}", in_words(ctx, x)));
    if let Some(reading) = reading(ctx, x) {
        words.push_str(&format!(" ({reading})"));
    }
    words
}

/// The value of a statement as it was written.
pub fn written(ctx: &Context, x: &Statement) -> String {
    let event = &x.claim.event;
    match x.side.slot {
        Slot::Assertion(_) => x
            .assertion
            .map(|a| a.written.to_string())
            .unwrap_or_default(),
        Slot::When => event
            .when
            .as_ref()
            .map(|w| w.written.to_string())
            .unwrap_or_default(),
        Slot::Place => event
            .place
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        Slot::Kind => event
            .kind
            .map(|k| ctx.codebook.kind(k).name.clone())
            .unwrap_or_default(),
        Slot::Actors => {
            let names: Vec<&str> = event.actors.iter().map(|a| &*a.name).collect();
            names.join(", ")
        }
    }
}

/// As written; where the words say less than the value (“almost entirely”), the value with them.
fn in_words(ctx: &Context, x: &Statement) -> String {
    x.assertion
        .map_or_else(|| format!("“{}”", written(ctx, x)), |a| assertion(ctx, a))
}

fn assertion(ctx: &Context, a: &Assertion) -> String {
    let value = match &a.value {
        Value::Term(term) => ctx.codebook.term(a.attribute, *term).name.clone(),
        Value::Control(control) => control.to_string(),
        Value::Role(role) => role.to_string(),
        Value::Name(name) => name.to_string(),
        Value::Place(place) => place.to_string(),
        Value::Count(_) | Value::Measure(_) | Value::Time(_) | Value::Text(_) => {
            return format!("“{}”", a.written);
        }
    };
    let known = |term: &str| ctx.codebook.term_id(a.attribute, term).is_some();
    if value.eq_ignore_ascii_case(&a.written) || known(&a.written) {
        format!("“{}”", a.written)
    } else {
        format!("{value} (“{}”)", a.written)
    }
}

/// How a vague value was read, where that is not what was written.
fn reading(ctx: &Context, x: &Statement) -> Option<String> {
    if let Some(Value::Measure(measure)) = x.assertion.map(|a| &a.value) {
        let read = measure.to_string();
        return (read != words_of(x)).then_some(read);
    }
    if let Some(q) = quantity(x) {
        if Some(q.low) == q.high && !q.others {
            return None;
        }
        let bounds = match q.high {
            Some(high) if high == q.low => high.to_string(),
            Some(high) => format!("{} to {high}", q.low),
            None => format!("{} or more", q.low),
        };
        return Some(if q.others {
            beside(ctx, x, q, &bounds)
        } else {
            bounds
        });
    }
    let when = x
        .claim
        .event
        .when
        .as_ref()
        .filter(|_| x.side.slot == Slot::When)?;
    let read = words::day(&when.to_string());
    (read != words::day(&when.written)).then_some(read)
}

/// "20 others": how many that makes with those that the account names.
fn beside(ctx: &Context, x: &Statement, q: Quantity, bounds: &str) -> String {
    let named = named_beside(ctx, x);
    let all = q.shifted_by(named);
    match (named, all.high) {
        (0, _) => format!("{bounds}, beside those named"),
        (_, Some(high)) if high == all.low => format!("{bounds}, {high} with those named"),
        (_, Some(high)) => format!("{bounds}, {} to {high} with those named", all.low),
        (_, None) => format!("{bounds}, {} or more with those named", all.low),
    }
}

fn words_of(x: &Statement) -> String {
    x.assertion
        .map(|a| a.written.trim().to_lowercase())
        .unwrap_or_default()
}
