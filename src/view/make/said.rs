//! What a claim says, field by field, as one looks at it beside another.

use itertools::Itertools;

use super::Results;
use crate::view::question::Side;
use crate::view::words;

/// So many figures and fates of one claim are told.
const MOST: usize = 6;

/// A claim to stand beside another: the outlet and the day of publication, then what it says.
pub(super) fn account(results: &Results, claim: u32) -> Side {
    let of = &results.ctx.claims[claim as usize];
    let published = of.document.published.as_ref();
    let published = published.map(|p| format!(", {}", words::day(&p.span.to_string())));
    let title = of.document.title.as_deref().unwrap_or_default();
    let quote = results.passages.get(&of.id).map_or("", String::as_str);
    let lines = [
        ("Claim", of.id.to_string()),
        ("Title", title.to_owned()),
        ("What", kind(results, claim)),
        ("When", when(results, claim)),
        ("Where", place(results, claim)),
        ("Who", actors(results, claim)),
        ("Says", figures(results, claim)),
        ("Cites", of.said_by.iter().join(", which cites ")),
        ("Words", quote.split_whitespace().join(" ")),
    ];
    Side {
        title: format!("{}{}", of.outlet, published.unwrap_or_default()),
        lines: lines
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .collect(),
    }
}

/// What a claim asserts: `killed (JNIM) about 20; wounded 3`.
fn figures(results: &Results, claim: u32) -> String {
    let assertions = &results.ctx.claims[claim as usize].assertions;
    let told = |a: &crate::claim::Assertion| {
        let attribute = &results.ctx.codebook.attribute(a.attribute).name;
        let of = [a.of.as_deref(), a.whom.as_deref()];
        let of = of.into_iter().flatten().join(", ");
        format!(
            "{} {}",
            words::topic(attribute, (!of.is_empty()).then_some(&*of)),
            a.written
        )
    };
    let told = assertions.iter().take(MOST).map(|a| told(a)).join("; ");
    match assertions.len().saturating_sub(MOST) {
        0 => told,
        more => format!("{told}; and {more} more"),
    }
}

const NOT_SAID: &str = "not said";

/// When it is said to have happened, as written and as read.
pub(in crate::view) fn when(results: &Results, claim: u32) -> String {
    let when = &results.ctx.claims[claim as usize].event.when;
    let told = |w: &std::sync::Arc<crate::claim::When>| match w.to_string() {
        read if read == *w.written => words::day(&read),
        read => format!("{} ({})", w.written, words::day(&read)),
    };
    when.as_ref().map_or_else(|| NOT_SAID.to_owned(), told)
}

/// Where, as written.
pub(in crate::view) fn place(results: &Results, claim: u32) -> String {
    let place = &results.ctx.claims[claim as usize].event.place;
    place
        .as_ref()
        .map_or_else(|| NOT_SAID.to_owned(), ToString::to_string)
}

/// Who took part, as written.
pub(in crate::view) fn actors(results: &Results, claim: u32) -> String {
    let actors = &results.ctx.claims[claim as usize].event.actors;
    if actors.is_empty() {
        NOT_SAID.to_owned()
    } else {
        actors.iter().map(|a| &*a.name).join(", ")
    }
}

/// What happened: a term of the codebook.
pub(in crate::view) fn kind(results: &Results, claim: u32) -> String {
    let kind = results.ctx.claims[claim as usize].event.kind;
    kind.map_or_else(
        || NOT_SAID.to_owned(),
        |k| results.ctx.codebook.kind(k).name.clone(),
    )
}
