//! What one account says, in words: the outlet, whom it cites, the value as written and as read.

use std::borrow::Cow;
use std::fmt::Write;

use crate::claim::{Actor, Assertion, Quantity, Stance, Value};
use crate::compare::{Context, Slot, Statement, named_beside, quantity};
use crate::view::words;

/// Adds "Sahel Courier (citing local sources) says “about 20” (16 to 24)".
pub(super) fn voice(ctx: &Context, x: &Statement, into: &mut String) {
    into.push_str(&x.claim.outlet);
    let chain = x
        .assertion
        .map_or(&*x.claim.said_by, |a| x.claim.attribution(a));
    for (number, source) in chain.iter().enumerate() {
        into.push_str(if number == 0 {
            " (citing "
        } else {
            ", which cites "
        });
        into.push_str(source);
    }
    into.push_str(if chain.is_empty() { " " } else { ") " });
    into.push_str(match x.assertion.map_or(Stance::Asserts, |a| a.stance) {
        Stance::Asserts => "says ",
        Stance::Denies => "denies ",
        Stance::Retracts => "takes back ",
    });
    in_words(ctx, x, into);
    if let Some(reading) = reading(ctx, x) {
        // Writing to a string cannot fail.
        let _ = write!(into, " ({reading})");
    }
}

/// The value of a statement as it was written.
pub(super) fn written<'a>(ctx: &Context<'a>, x: &Statement<'a>) -> Cow<'a, str> {
    let event = &x.claim.event;
    match x.side.slot {
        Slot::Assertion(_) => x.assertion.map_or("", |a| &*a.written).into(),
        Slot::When => event.when.as_ref().map_or("", |w| &*w.written).into(),
        Slot::Place => match event.place.as_ref() {
            Some(place) if place.names.len() == 1 && place.position.is_none() => {
                Cow::Borrowed(&*place.names[0])
            }
            place => Cow::Owned(place.map(ToString::to_string).unwrap_or_default()),
        },
        Slot::Kind => event.kind.map_or("", |k| &ctx.codebook.kind(k).name).into(),
        Slot::Actors => match &*event.actors {
            [only] => Cow::Borrowed(&*only.name),
            many => Cow::Owned(listed(many)),
        },
    }
}

fn listed(actors: &[Actor]) -> String {
    let mut names = String::with_capacity(actors.iter().map(|a| a.name.len() + 2).sum());
    for (number, actor) in actors.iter().enumerate() {
        names.push_str(if number == 0 { "" } else { ", " });
        names.push_str(&actor.name);
    }
    names
}

/// Adds the value as written; where the words say less than the value (“almost entirely”), the
/// value with them.
fn in_words(ctx: &Context, x: &Statement, into: &mut String) {
    match x.assertion {
        Some(a) => assertion(ctx, a, into),
        None => quote(&written(ctx, x), into),
    }
}

/// Adds words in quotation marks; figures alone were written by nobody, and stand without.
fn quote(words: &str, into: &mut String) {
    if words.chars().any(char::is_alphabetic) {
        into.push('“');
        into.push_str(words);
        into.push('”');
    } else {
        into.push_str(words);
    }
}

fn assertion(ctx: &Context, a: &Assertion, into: &mut String) {
    let value: Cow<str> = match &a.value {
        Value::Term(term) => (&*ctx.codebook.term(a.attribute, *term).name).into(),
        Value::Control(control) => control.to_string().into(),
        Value::Role(role) => role.to_string().into(),
        Value::Name(name) => (&**name).into(),
        Value::Place(place) => place.to_string().into(),
        Value::Count(_) | Value::Measure(_) | Value::Time(_) | Value::Text(_) => {
            return quote(&a.written, into);
        }
    };
    let known = |term: &str| ctx.codebook.term_id(a.attribute, term).is_some();
    if value.eq_ignore_ascii_case(&a.written) || known(&a.written) {
        quote(&a.written, into);
    } else {
        into.push_str(&value);
        into.push_str(" (");
        quote(&a.written, into);
        into.push(')');
    }
}

/// How a vague value was read, where that is not what was written.
fn reading(ctx: &Context, x: &Statement) -> Option<String> {
    if x.assertion.is_none() && x.side.slot != Slot::When {
        return None;
    }
    if let Some(Value::Measure(measure)) = x.assertion.map(|a| &a.value) {
        let read = measure.to_string();
        let unit_beside = x.assertion.is_some_and(|a| a.details().unit.is_some());
        let says_more = unit_beside || measure.amount.as_exact().is_none();
        return (says_more && read.to_lowercase() != words_of(x)).then_some(read);
    }
    if let Some(q) = quantity(x) {
        if let Some(only) = q.as_exact().filter(|_| !q.others) {
            return (!tells(x, only)).then(|| only.to_string());
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

/// Whether the words as written tell a number: those beside it may be all that the outlet wrote.
fn tells(x: &Statement, number: u64) -> bool {
    let words = words_of(x);
    let digits: String = words.chars().filter(|c| c.is_alphanumeric()).collect();
    digits.contains(&number.to_string())
        || Quantity::parse(&words).is_ok_and(|q| q.as_exact() == Some(number))
        || !words.contains(|c: char| c.is_alphabetic())
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
